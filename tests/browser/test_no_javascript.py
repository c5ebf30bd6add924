"""Without JavaScript: every activity is a form to read, its solution opens, and nothing pretends to work."""

from __future__ import annotations

import pytest
from learner import Learner, exercise_of, feedbacks, is_right
from playwright.sync_api import Page, expect
from test_answering import EACH_FORM, page_of
from web import Site

from conftest import Visitors
from leitfaden.exercises import Exercise, Mark, Order, Pick, Place, Rate
from leitfaden.inline import plain
from leitfaden.localising import LocalCourse
from leitfaden.wording import words_for

DE = words_for("de")


@pytest.mark.parametrize("name", EACH_FORM)
def test_an_activity_reads_and_its_solution_opens(visit: Visitors, site: Site, german: LocalCourse, name: str) -> None:
    exercise = exercise_of(german, name)
    learner = Learner(opened(visit, site, page_of(german, exercise)), exercise)
    expect(learner.question).to_be_visible()
    for reason in feedbacks(exercise):
        expect(learner.activity.get_by_text(reason, exact=True)).to_be_hidden()
    learner.activity.get_by_text(DE("solution_of"), exact=True).click()
    for reason in feedbacks(exercise):
        expect(learner.activity.get_by_text(reason, exact=True)).to_be_visible()
    assert_key_shown(learner, exercise)
    expect(learner.activity.get_by_role("button")).to_have_count(0)


def opened(visit: Visitors, site: Site, address: str) -> Page:
    return visit(site.url(address), java_script_enabled=False)


def assert_key_shown(learner: Learner, exercise: Exercise) -> None:
    solution = learner.activity.get_by_role("group").last
    entries = solution.get_by_role("listitem")
    named: list[bool] = []
    for number, interaction in enumerate(exercise.interactions):
        match interaction:
            case Mark():
                named += [interaction.weights[target.id] > 0 for target in interaction.targets]
            case Pick():
                named += [is_right(interaction, option.id) for option in interaction.options]
            case Place() if interaction.key:
                labels = {slot.id: plain(slot.label) for slot in interaction.slots}
                keys = [f"{plain(item.text)} → {labels[interaction.key[item.id]]}" for item in interaction.items]
                assert [text.split("\n")[0] for text in entries.all_inner_texts()] == keys
            case Rate():
                key = next(plain(step.label) for step in interaction.scale if step.id == interaction.key)
                expect(entries.nth(number)).to_contain_text(f"{DE('our_view')} {key}")
            case Order():
                assert [text.split("\n")[0] for text in entries.all_inner_texts()] == [plain(step.text) for step in interaction.steps]
    if named:
        assert [bool(entry.get_by_text(DE("right"), exact=True).count()) for entry in entries.all()] == named


def test_native_inputs_still_take_an_answer(visit: Visitors, site: Site, german: LocalCourse) -> None:
    learner = Learner(opened(visit, site, "moderation/first-week/"), exercise_of(german, EACH_FORM[1]))
    pick = learner.exercise.interactions[0]
    assert isinstance(pick, Pick)
    first = next(iter(learner.options(pick).values()))
    first.check()
    expect(first).to_be_checked()


@pytest.mark.parametrize("address", ["", "moderation/how-much/", "moderation/first-week/", "moderation/practice/", "about/"])
def test_nothing_of_ours_pretends_to_work(visit: Visitors, site: Site, address: str) -> None:
    article = opened(visit, site, address).get_by_role("article").first
    expect(article).to_be_visible()
    for role in ("button", "progressbar", "status"):
        expect(article.get_by_role(role)).to_have_count(0)
    for word in ("state_open", "progress_none"):
        expect(article.get_by_text(DE(word), exact=True).and_(article.locator(":visible"))).to_have_count(0)


def test_the_record_says_what_it_needs(visit: Visitors, site: Site) -> None:
    expect(opened(visit, site, "about/").get_by_text(DE("record_needs_script"))).to_be_visible()


def test_with_javascript_the_solution_waits_for_the_answer(visit: Visitors, site: Site) -> None:
    page = visit(site.url("moderation/first-week/"))
    for summary in page.get_by_text(DE("solution_of"), exact=True).all():
        expect(summary).to_be_hidden()
    page.goto(site.url("about/"))
    expect(page.get_by_text(DE("record_needs_script"))).to_be_hidden()
