"""Shuffling: an order of the learner's own that stays hers, and nothing that moves before her eyes."""

from __future__ import annotations

import pytest
from learner import Learner
from playwright.sync_api import BrowserContext, Page, Route, expect
from taking import SCENARIO, SCORED, answer, at_work, exercise, turn_to
from web import Site

from conftest import Visitors
from leitfaden.exercises import Order, Pick, Rate
from leitfaden.inline import plain

SEEDS = ("one learner", "another", "a third")


def shown(learner: Learner) -> list[str]:
    """Return the ids of an activity's options, statements or steps, as the page shows them."""
    inputs = learner.question.locator("[data-shuffled] > [data-id]")
    return [str(one.get_attribute("data-id")) for one in inputs.all()]


def orders(page: Page, language: str = "en") -> dict[str, list[str]]:
    return {name: shown(at_work(page, name, language)) for name in SCORED}


def of(visit: Visitors, taking: Site, seed: str) -> Page:
    """Return the scenario's page of a learner whose record holds `seed`."""
    page = visit(taking.url(SCENARIO))
    sow(page, seed)
    return page


def sow(page: Page, seed: str) -> None:
    page.evaluate("(seed) => leitfaden.record.setText(':seed', seed)", seed)
    page.reload()


def test_everything_is_there_whatever_the_order(visit: Visitors, taking: Site) -> None:
    page = visit(taking.url(SCENARIO))
    for name, found in orders(page).items():
        first = exercise(name).interactions[0]
        ids = [one.id for one in (first.options if isinstance(first, Pick) else first.steps if isinstance(first, Order) else exercise(name).interactions)]
        assert sorted(found) == sorted(ids)


def test_a_learner_keeps_her_order(visit: Visitors, taking: Site) -> None:
    page = visit(taking.url(SCENARIO))
    first = orders(page)
    page.reload()
    assert orders(page) == first
    turn_to(page, taking, SCORED[0], "de")
    assert orders(page, "de") == first
    assert orders(visit(taking.url(SCENARIO), context=page.context)) == first


def test_another_learner_has_another_order(visit: Visitors, taking: Site) -> None:
    page = visit(taking.url(SCENARIO))
    found = []
    for seed in SEEDS:
        sow(page, seed)
        found.append(orders(page))
    for name in SCORED:
        assert len({tuple(one[name]) for one in found}) > 1, name


def test_every_learner_draws_a_seed_of_her_own(visit: Visitors, taking: Site) -> None:
    seeds = {visit(taking.url(SCENARIO), context=visit.context(locale="en")).evaluate("leitfaden.record.text(':seed')") for _ in range(3)}
    assert len(seeds) == 3
    assert all(len(seed) == 32 for seed in seeds)


def test_a_page_without_anything_to_shuffle_draws_none(visit: Visitors, taking: Site) -> None:
    assert visit(taking.url()).evaluate("leitfaden.record.text(':seed')") == ""


@pytest.mark.parametrize("name", ["first-line", "what-helps", "how-it-sounds"])
def test_the_next_try_has_another_order(visit: Visitors, taking: Site, name: str) -> None:
    learner = at_work(of(visit, taking, SEEDS[0]), name)
    first = shown(learner)
    answer(learner, "wrong")
    assert shown(learner) == first
    learner.press(learner.again_button)
    second = shown(learner)
    assert second != first
    answer(learner, "partly")
    learner.page.reload()
    assert shown(learner) == second
    expect(learner.verdict).not_to_be_empty()


def test_steps_stay_where_she_put_them(visit: Visitors, taking: Site) -> None:
    learner = at_work(of(visit, taking, SEEDS[0]), "in-order")
    answer(learner, "partly")
    put = shown(learner)
    learner.press(learner.again_button)
    assert shown(learner) == put


def test_steps_never_begin_in_their_right_order(visit: Visitors, taking: Site) -> None:
    page = visit(taking.url(SCENARIO))
    order = exercise("in-order").interactions[0]
    assert isinstance(order, Order)
    right = [step.id for step in order.steps]
    seeds: list[str] = at_work(page, "in-order").activity.evaluate(
        """(activity, right) => [...Array(200).keys()].map(String).filter((seed) => {
            leitfaden.record.setText(":seed", seed);
            activity.shuffle(0);
            return [...activity.querySelectorAll("[data-shuffled] > li")].map((one) => one.dataset.id).join() === right.join();
        })""",
        right,
    )
    assert seeds, "no seed of 200 shuffles four steps into their right order"
    sow(page, seeds[0])
    begun = shown(at_work(page, "in-order"))
    assert begun != right
    assert sorted(begun) == sorted(right)


def test_an_answer_stands_at_its_options_again(visit: Visitors, taking: Site) -> None:
    page = visit(taking.url(SCENARIO))
    for name in SCORED:
        learner = at_work(page, name)
        answer(learner, "partly")
        given = learner.given()
        page.reload()
        expect(learner.verdict).not_to_be_empty()
        assert {key: sorted(one) for key, one in learner.given().items()} == {key: sorted(one) for key, one in given.items()}


# Nothing moves before her eyes

WATCH = """
    window.shifts = [];
    window.noted = (entries) => shifts.push(...entries.flatMap((one) => one.sources.map((source) => source.node)));
    window.observer = new PerformanceObserver((list) => noted(list.getEntries()));
    observer.observe({ type: "layout-shift", buffered: true });
"""
SHIFTED = """() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => {
    noted(observer.takeRecords());
    done(shifts.filter((node) => document.querySelector("main").contains(node)).map((node) => node.textContent));
})))"""
"""What jumped in the page's text; the theme's header moves by itself."""


def test_what_is_shuffled_waits_unseen_for_its_order(visit: Visitors, taking: Site) -> None:
    context = visit.context(locale="en")
    context.add_init_script(WATCH)
    held = hold_script(context)
    page = context.new_page()
    page.goto(taking.url(SCENARIO), wait_until="commit")
    learner = at_work(page, "first-line")
    expect(learner.activity.get_by_text("Until four o'clock.", exact=True).first).to_be_attached()
    page.evaluate("document.getAnimations().forEach((one) => one.pause())")
    expect(learner.activity.get_by_text("Until four o'clock.", exact=True).first).to_be_hidden()
    before = learner.activity.bounding_box()
    held[0].continue_()
    expect(learner.activity.get_by_text("Until four o'clock.", exact=True).first).to_be_visible()
    assert learner.activity.bounding_box() == before
    assert page.evaluate(SHIFTED) == []
    page.evaluate("document.querySelector('.lf-prompt').style.height = '30rem'")
    assert page.evaluate(SHIFTED) != [], "nothing would have been noticed"


def hold_script(context: BrowserContext) -> list[Route]:
    """Hold the site's script back until the test lets it go."""
    held: list[Route] = []
    context.route("**/leitfaden-*.js", lambda route: held.append(route))  # noqa: PLW0108 – Playwright writes on what it is given
    return held


def test_it_is_shown_where_the_script_never_comes(visit: Visitors, taking: Site) -> None:
    context = visit.context(forgiving=True)
    context.route("**/leitfaden-*.js", lambda route: route.abort())
    learner = at_work(visit(taking.url(SCENARIO), context=context), "first-line")
    learner.page.evaluate("document.getAnimations().forEach((one) => one.finish())")
    first = learner.exercise.interactions[0]
    assert isinstance(first, Pick)
    for option in learner.options(first).values():
        expect(option).to_be_visible()


def test_without_script_everything_stands_in_one_order_for_all(visit: Visitors, taking: Site) -> None:
    learner = at_work(visit(taking.url(SCENARIO), java_script_enabled=False), "first-line")
    first = learner.exercise.interactions[0]
    assert isinstance(first, Pick)
    texts = learner.question.get_by_role("listitem").all_inner_texts()
    assert [text.strip() for text in texts] == [plain(option.text) for option in first.options]
    for option in learner.options(first).values():
        expect(option).to_be_visible()


def test_ratings_are_asked_in_the_order_of_the_page(visit: Visitors, taking: Site) -> None:
    """What the keyboard reaches first is what stands first."""
    learner = at_work(of(visit, taking, SEEDS[1]), "how-it-sounds")
    names = shown(learner)
    ratings = {one.id: one for one in learner.exercise.interactions if isinstance(one, Rate)}
    for name in names:
        learner.rating(ratings[name]).get_by_role("radio").first.focus()
        learner.page.keyboard.press("Space")
        expect(learner.rating(ratings[name]).get_by_role("radio").first).to_be_checked()
        learner.page.keyboard.press("Tab")
    expect(learner.activity.get_by_text(learner.words("hint"), exact=True)).to_be_focused()
