"""Playing a branch: a conversation that grows, states that change, a debrief of the way taken and of those that were not."""

from __future__ import annotations

from typing import Any

import pytest
from branches import BEST, HALF, SCENARIO, at_work, branches, path
from learner import Learner
from playing import offer, offers, own_posts, play, shown_play, text_of
from playwright.sync_api import Locator, Page, expect
from test_layout import BOXES, OVERFLOW, SCREENS, SMALL_TARGETS
from test_paper import printed, squeezed
from walking import CLEAN, FACTS, audit, audited_in_both, quieten
from web import Site

from conftest import Visitors
from leitfaden.inline import plain
from leitfaden.wording import words_for

__all__ = ["branches"]

EN = words_for("en")
FIRST = [plain(turn.text) for turn in path().scenes[0].turns]


@pytest.fixture
def learner(visit: Visitors, branches: Site) -> Learner:
    return at_work(visit(branches.url(SCENARIO)))


def debriefed(learner: Learner, turns: list[str]) -> Learner:
    play(learner, path(), turns)
    learner.check()
    return learner


def scene(learner: Learner, title: str) -> Locator:
    return learner.question.get_by_role("article", name=title, exact=True)


def seen(learner: Learner, text: str) -> Locator:
    """Return what the page shows with just this text: the scenes to come are there too, and hidden."""
    return learner.question.get_by_text(text, exact=True).and_(learner.page.locator(":visible"))


def debrief(learner: Learner) -> Locator:
    return learner.activity.get_by_text(EN("your_way"), exact=True).locator("..")


def steps(learner: Learner) -> list[str]:
    """Return what the debrief says of each decision."""
    return [" ".join(text.split()) for text in debrief(learner).get_by_role("list").first.locator("> li").all_inner_texts()]


def kept(page: Page, expression: str) -> Any:
    return page.evaluate(f"window.leitfaden.record.{expression}")


# The conversation


def test_it_begins_with_one_scene_and_no_way_to_end_it(learner: Learner) -> None:
    assert offers(learner) == FIRST
    expect(learner.question.get_by_role("article")).to_have_count(1)
    expect(learner.check_button).to_be_hidden()
    expect(learner.question.get_by_role("button", name=EN("step_back"))).to_be_hidden()
    expect(learner.question.get_by_role("link")).to_have_count(0)
    expect(seen(learner, "Trust 1")).to_be_visible()
    expect(seen(learner, "calm 3")).to_have_count(0)


def test_a_decision_becomes_a_post_of_ones_own_and_the_next_scene_follows(learner: Learner) -> None:
    play(learner, path(), ["look"])
    expect(own_posts(learner)).to_contain_text(FIRST[0])
    expect(offer(learner, FIRST[0])).to_have_count(0)
    named = [one.get_attribute("aria-label") for one in learner.question.get_by_role("article").all()]
    assert named == ["Tuesday, 07:55", "You", "Tuesday, 08:30", "Ben Okafor", "Ada Lindqvist"]
    expect(seen(learner, "Trust 3")).to_be_visible()
    expect(seen(learner, "Trust 1")).to_have_count(0)


def test_posts_of_scenes_bring_their_images(learner: Learner) -> None:
    play(learner, path(), ["look"])
    image = learner.question.get_by_role("img", name="A bus stop with nobody at it", exact=True)
    image.scroll_into_view_if_needed()
    expect(image).to_have_js_property("complete", value=True)
    assert image.evaluate("one => one.naturalWidth") > 0


@pytest.mark.parametrize(("first", "offered"), [("look", 4), ("regret", 3)])
def test_what_is_on_offer_depends_on_what_was_decided(learner: Learner, first: str, offered: int) -> None:
    play(learner, path(), [first])
    assert len(offers(learner)) == offered
    expect(offer(learner, "As announced, we are back: still nothing new.")).to_have_count(offered - 3)


def test_a_scene_may_come_again_until_its_decision_is_used_up(learner: Learner) -> None:
    play(learner, path(), ["look", "wait", "wait"])
    expect(scene(learner, "Tuesday, 08:30")).to_have_count(3)
    expect(offer(learner, "Wait a little.")).to_have_count(0)
    assert shown_play(learner, path()) == ["look", "wait", "wait"]


def test_focus_goes_to_the_new_scene_and_the_eye_with_it(learner: Learner) -> None:
    for turn, title in zip(BEST, ("Tuesday, 08:30", "Thursday, 16:10", "The Monday after"), strict=True):
        play(learner, path(), [*shown_play(learner, path()), turn])
        expect(scene(learner, title)).to_be_focused()
        expect(scene(learner, title)).to_be_in_viewport(ratio=0.5)
    expect(learner.check_button).to_be_in_viewport()


def test_the_keyboard_alone(learner: Learner) -> None:
    page = learner.page
    for number in range(len(BEST)):
        button = offer(learner, text_of(path(), BEST[: number + 1]))
        tab_to(page, button)
        page.keyboard.press("Enter" if number else "Space")
        expect(own_posts(learner)).to_have_count(number + 1)
    tab_to(page, learner.check_button)
    page.keyboard.press("Enter")
    learner.expect_right()
    expect(learner.again_button).to_be_focused()
    page.keyboard.press("Enter")
    expect(scene(learner, "Tuesday, 07:55")).to_be_focused()


def tab_to(page: Page, target: Locator) -> None:
    for _ in range(60):
        if target.evaluate("element => element === document.activeElement"):
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"Tab does not lead to {target}")


def test_a_step_back_takes_the_decision_and_what_it_changed_back(learner: Learner) -> None:
    back = learner.question.get_by_role("button", name=EN("step_back"), exact=True)
    play(learner, path(), ["look", "wait"])
    learner.press(back)
    expect(scene(learner, "Tuesday, 08:30")).to_be_focused()
    assert shown_play(learner, path()) == ["look"]
    learner.press(back)
    expect(seen(learner, "Trust 1")).to_be_visible()
    assert offers(learner) == FIRST
    expect(back).to_be_hidden()
    debriefed(learner, BEST)
    expect(back).to_be_hidden()
    assert kept(learner.page, "events()[0].responses") == {"path": BEST}


def test_without_permission_there_is_no_step_back(visit: Visitors, branches: Site) -> None:
    learner = at_work(visit(branches.url(SCENARIO)), "in-short")
    play(learner, path("in-short"), ["yes"])
    expect(learner.question.get_by_role("button")).to_have_count(0)


# The debrief


def test_the_best_way_is_right_and_each_decision_has_its_reason(learner: Learner) -> None:
    debriefed(learner, BEST)
    expect(learner.verdict).to_have_text(EN("right"))
    found = steps(learner)
    assert len(found) == len(BEST)
    for number, step in enumerate(found):
        turn = next(one for scene in path().scenes for one in scene.turns if one.id == BEST[number])
        assert step.startswith(plain(turn.text))
        assert plain(turn.feedback) in step
    assert ["Trust +2" in found[0], "Trust +1" in found[1], "Trust" in found[2]] == [True, True, False], "trust was at its most before the last one"
    expect(debrief(learner).get_by_text(EN("best_way"), exact=True)).to_be_hidden()


def test_another_way_scores_its_ending_and_shows_the_best(learner: Learner) -> None:
    debriefed(learner, HALF)
    expect(learner.verdict).to_have_text(f"{EN('partly')} · {EN('score', percent=EN.percent(0.5))}")
    best = debrief(learner).get_by_text(EN("best_way"), exact=True).locator("../..").get_by_role("list").last.get_by_role("listitem")
    assert best.all_inner_texts() == [text_of(path(), BEST[: number + 1]) for number in range(len(BEST))]


def test_what_else_was_possible_opens(learner: Learner) -> None:
    debriefed(learner, ["regret", "keep", "close"])
    others = debrief(learner).get_by_text(EN("way_not_taken"), exact=True)
    expect(others).to_have_count(3)
    reasons = {turn.id: plain(turn.feedback) for scene in path().scenes for turn in scene.turns}
    expect(debrief(learner).get_by_text(reasons["look"])).to_be_hidden()
    for summary in others.all():
        summary.click()
    for turn in ("look", "private", "joke", "wait", "tell"):
        expect(debrief(learner).get_by_text(reasons[turn])).to_be_visible()
    expect(debrief(learner).get_by_text(reasons["remind"])).to_have_count(0)


def test_another_play_begins_anew(learner: Learner) -> None:
    debriefed(learner, HALF)
    learner.press(learner.again_button)
    assert offers(learner) == FIRST
    expect(scene(learner, "Tuesday, 07:55")).to_be_focused()
    expect(own_posts(learner)).to_have_count(0)
    expect(learner.activity.get_by_text(EN("your_way"), exact=True)).to_be_hidden()
    expect(learner.verdict).to_be_hidden()
    debriefed(learner, BEST)
    assert len(steps(learner)) == len(BEST)
    assert [event["score"] for event in kept(learner.page, "events()")] == [0.5, 1]


def test_one_try_confidence_and_feedback_by_score(visit: Visitors, branches: Site) -> None:
    learner = at_work(visit(branches.url(SCENARIO)), "in-short")
    sure = learner.activity.get_by_role("radio", name=EN("confidence_high"), exact=True)
    expect(sure).to_be_hidden()
    play(learner, path("in-short"), ["yes"])
    sure.check()
    learner.check()
    expect(learner.activity.get_by_text("You were there.", exact=True).first).to_be_visible()
    expect(learner.again_button).to_have_count(0)
    assert kept(learner.page, "events()[0].confidence") == 3


# What is kept


def test_an_unfinished_play_goes_on_after_a_reload(learner: Learner) -> None:
    play(learner, path(), ["look", "wait"])
    learner.page.reload()
    assert shown_play(learner, path()) == ["look", "wait"]
    expect(seen(learner, "Trust 3")).to_be_visible()
    debriefed(learner, ["look", "wait", "keep", "tell"]).expect_right()


def test_the_last_debrief_is_there_after_a_reload(learner: Learner) -> None:
    debriefed(learner, HALF)
    learner.page.reload()
    assert shown_play(learner, path()) == HALF
    assert len(steps(learner)) == len(HALF)
    expect(learner.verdict).to_contain_text(EN("partly"))
    expect(learner.verdict).to_have_attribute("aria-live", "off")
    expect(learner.again_button).to_be_visible()


@pytest.mark.parametrize("play_kept", ["nowhere", "look nowhere", "constructor", "remind", " "])
def test_a_play_that_the_course_no_longer_knows_goes_as_far_as_it_leads(learner: Learner, play_kept: str) -> None:
    learner.page.evaluate("(text) => window.leitfaden.record.setText('late-train/three-days/play/0', text)", play_kept)
    learner.page.reload()
    assert shown_play(learner, path()) == (["look"] if play_kept.startswith("look") else [])
    debriefed(learner, BEST).expect_right()


# For everybody


@pytest.mark.parametrize("turns", [[], ["look"], HALF], ids=["fresh", "half-way", "at the end"])
def test_axe_finds_nothing(learner: Learner, turns: list[str]) -> None:
    play(learner, path(), turns)
    if turns == HALF:
        learner.check()
        debrief(learner).get_by_text(EN("way_not_taken"), exact=True).first.click()
    assert audited_in_both(learner.page) == CLEAN
    assert learner.page.evaluate(SMALL_TARGETS) == []
    assert learner.page.evaluate(FACTS)["repeated"] == []


def test_nothing_runs_out_of_the_page(learner: Learner) -> None:
    debriefed(learner, HALF)
    usual = float(learner.page.evaluate("parseFloat(getComputedStyle(document.documentElement).fontSize)"))
    found = {}
    for screen, (width, times) in SCREENS.items():
        learner.page.set_viewport_size({"width": width, "height": 800})
        learner.page.evaluate("(size) => { document.documentElement.style.fontSize = size; }", f"{usual * times}px")
        found[screen] = learner.page.evaluate(OVERFLOW)
    assert found == {key: {"page": 0, "wide": []} for key in SCREENS}


@pytest.mark.parametrize("width", [360, 1280])
def test_nothing_jumps_when_the_script_arrives(visit: Visitors, branches: Site, width: int) -> None:
    found = []
    for blocked in (False, True):
        context = visit.context(viewport={"width": width, "height": 800}, forgiving=blocked)
        if blocked:
            context.route("**/leitfaden-*.js", lambda route: route.abort())
        page = visit(branches.url(SCENARIO), context=context)
        assert page.evaluate("Boolean(window.leitfaden)") is not blocked
        turns = page.locator(":is(.lf-turn, .lf-gauge, .lf-happens, .lf-moment):visible").evaluate_all(BOXES)
        assert len(turns) > 4
        found.append(([box[1:] for box in turns[:6]], page.locator("leitfaden-activity").evaluate_all(BOXES)))
    assert found[0] == found[1]


def test_touch(visit: Visitors, branches: Site) -> None:
    page = visit(branches.url(SCENARIO), viewport={"width": 320, "height": 640}, has_touch=True, is_mobile=True)
    learner = at_work(page)
    learner.touch = True
    debriefed(learner, BEST).expect_right()
    quieten(page)
    assert audit(page) == []


# Without a script, and on paper


@pytest.fixture
def reader(visit: Visitors, branches: Site) -> Learner:
    return at_work(visit(branches.url(SCENARIO), java_script_enabled=False))


def test_without_a_script_scenes_are_linked(reader: Learner) -> None:
    titles = [plain(one.title) for one in path().scenes]
    shown = [one.get_attribute("aria-label") for one in reader.question.get_by_role("article").all()]
    assert [name for name in shown if name in titles] == titles
    for turn, goal in (("look", "Tuesday, 08:30"), ("close", "Saturday")):
        text = next(plain(one.text) for scene in path().scenes for one in scene.turns if one.id == turn)
        decision = reader.question.get_by_role("listitem").filter(has_text=text)
        decision.get_by_role("link").click()
        expect(scene(reader, goal)).to_be_in_viewport()
    expect(reader.question.get_by_role("button")).to_have_count(0)


def test_without_a_script_conditions_and_changes_are_said(reader: Learner) -> None:
    texts = [" ".join(text.split()) for text in reader.question.get_by_role("list", name=EN("what_now")).get_by_role("listitem").all_inner_texts()]
    assert texts[0].endswith("Trust +2. Go to 2.")
    assert texts[5].endswith("still nothing new. Only if 1A taken. Go to 3.")
    assert texts[6].endswith("Only if calm at least 2. calm −1. Go to 2.")
    assert texts[7].endswith("Trust +1. Go to 4, if Trust at least 4 and 2A taken; otherwise to 5.")
    expect(reader.question.get_by_text(EN("the_end"), exact=True)).to_have_count(3)


def test_without_a_script_the_solution_waits_behind_its_line(reader: Learner) -> None:
    solution = reader.activity.get_by_text(EN("best_way"), exact=True)
    expect(solution).to_be_hidden()
    reader.activity.get_by_text(EN("solution_of"), exact=True).click()
    expect(solution).to_be_visible()
    for turn in (turn for scene in path().scenes for turn in scene.turns):
        expect(reader.activity.get_by_text(plain(turn.feedback), exact=True)).to_be_visible()
    expect(reader.activity.get_by_text(f"5 {EN('the_end')}: {EN('score', percent=EN.percent(0.5))}")).to_be_visible()


@pytest.mark.parametrize("turns", [[], ["look"], BEST], ids=["fresh", "half-way", "debriefed"])
def test_it_prints_as_a_game_book(learner: Learner, turns: list[str]) -> None:
    play(learner, path(), turns)
    if turns == BEST:
        learner.check()
    text = printed(learner.page)
    wanted = [one for scene in path().scenes for one in (plain(scene.title), plain(scene.text), *(plain(turn.text) for turn in scene.turns))]
    assert [one for one in wanted if squeezed(one) not in text] == []
    assert squeezed("Go to 4, if Trust at least 4 and 2A taken; otherwise to 5.") in text
    assert text.count(squeezed("A few people read it and nod")) == 1
    assert (squeezed(EN("your_way")) in text) is (turns == BEST)
    assert squeezed(EN("best_way")) not in text
