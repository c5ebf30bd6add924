"""What stays: answers and progress across pages, languages, releases and tabs."""

from __future__ import annotations

from pathlib import Path

import pytest
from builds import SMALL_COURSE
from learner import Learner, exercise_of, right_responses, wrong_responses
from playwright.sync_api import Page, expect
from test_answering import EACH_FORM, page_of
from web import Site

from conftest import Visitors
from leitfaden.exercises import Exercise
from leitfaden.inline import plain
from leitfaden.localising import LocalCourse, localised
from leitfaden.reading import read_course
from leitfaden.wording import words_for

SCENARIO = "moderation/first-week/"
DE, EN = words_for("de"), words_for("en")


@pytest.fixture(scope="session")
def english() -> LocalCourse:
    return localised(read_course([Path(__file__).parents[2]])[0], "en")


@pytest.fixture(scope="session")
def small_course() -> LocalCourse:
    return localised(read_course([SMALL_COURSE])[0], "en")


def assert_kept(learner: Learner, responses: object) -> None:
    """The answer stands there with its verdict, said quietly: nothing has just happened."""
    expect(learner.verdict).not_to_be_empty()
    assert learner.given() == responses
    expect(learner.verdict).to_have_attribute("aria-live", "off")


@pytest.mark.parametrize("name", EACH_FORM)
def test_an_answer_survives_a_reload(visit: Visitors, site: Site, german: LocalCourse, name: str) -> None:
    exercise = exercise_of(german, name)
    learner = Learner(visit(site.url(page_of(german, exercise))), exercise)
    learner.answer_wrong()
    said = learner.verdict.inner_text()
    learner.page.reload()
    assert_kept(learner, wrong_responses(exercise))
    expect(learner.verdict).to_have_text(said)


def test_an_activity_is_the_same_wherever_it_stands(visit: Visitors, site: Site, german: LocalCourse) -> None:
    exercise = exercise_of(german, EACH_FORM[0])
    learner = Learner(visit(site.url(SCENARIO)), exercise)
    learner.answer_right()
    learner.page.goto(site.url("moderation/how-much/"))
    assert_kept(learner, right_responses(exercise))


# Another language


def switch_language(page: Page, language: str, button: str) -> None:
    """Use the language menu in the header."""
    page.get_by_role("button", name=button).hover()
    page.get_by_role("banner").get_by_role("link", name=language, exact=True).click()


@pytest.mark.parametrize("where", ["site", "site_below", "offline"])
def test_answers_follow_the_language(visit: Visitors, request: pytest.FixtureRequest, german: LocalCourse, english: LocalCourse, where: str) -> None:
    at = request.getfixturevalue(where)
    start = (at / "moderation" / "first-week.html").as_uri() if isinstance(at, Path) else at.url(SCENARIO)
    exercise = exercise_of(german, EACH_FORM[1])
    learner = Learner(visit(start), exercise)
    learner.answer_right()
    switch_language(learner.page, "English", "Sprache wechseln")
    translated = Learner(learner.page, exercise_of(english, exercise.id), "en")
    assert_kept(translated, right_responses(exercise))
    expect(translated.verdict).to_have_text(EN("right"))
    switch_language(learner.page, "Deutsch", "Select language")
    expect(learner.page).to_have_url(start)
    assert_kept(learner, right_responses(exercise))


@pytest.mark.parametrize("page", ["", "mix/what-to-post/", "mix/practice/", "sources/", "downloads/", "about/"])
def test_the_language_menu_leads_to_the_twin(visit: Visitors, site_below: Site, page: str) -> None:
    opened = visit(site_below.url(page))
    switch_language(opened, "English", "Sprache wechseln")
    expect(opened).to_have_url(site_below.url(f"en/{page}"))
    expect(opened.get_by_role("heading", level=1)).to_be_visible()


def test_the_language_menu_works_by_keyboard(visit: Visitors, site: Site) -> None:
    page = visit(site.url(SCENARIO))
    page.get_by_role("button", name="Sprache wechseln").focus()
    link = page.get_by_role("banner").get_by_role("link", name="English", exact=True)
    for _ in range(3):
        page.keyboard.press("Tab")
        if link.evaluate("one => one === document.activeElement"):
            break
    expect(link).to_be_focused()
    page.keyboard.press("Enter")
    expect(page).to_have_url(site.url(f"en/{SCENARIO}"))


@pytest.mark.parametrize("address", ["nowhere/", "en/no/where/", "404.html"])
def test_a_missing_page_leads_home(visit: Visitors, site_below: Site, address: str) -> None:
    page = visit(site_below.url(address), forgiving=True)
    expect(page.get_by_role("heading", level=1)).to_have_text(DE("not_found"))
    page.get_by_role("article").get_by_role("link").click()
    expect(page).to_have_url(site_below.url())
    page.go_back()
    switch_language(page, "English", "Sprache wechseln")
    expect(page).to_have_url(site_below.url("en/"))


def test_a_host_with_missing_pages_of_its_own_for_english(visit: Visitors, site_below: Site) -> None:
    page = visit(site_below.url("en/404.html"))
    expect(page.get_by_role("heading", level=1)).to_have_text(EN("not_found"))
    page.get_by_role("article").get_by_role("link").click()
    expect(page).to_have_url(site_below.url("en/"))
    page.go_back()
    switch_language(page, "Deutsch", "Select language")
    expect(page).to_have_url(site_below.url())


# Another release


def answered_small(visit: Visitors, small: Site, course: LocalCourse) -> dict[str, Learner]:
    """Answer everything on the small course's scenario."""
    page = visit(small.url("garden/bed/"))
    learners = {exercise.id: Learner(page, exercise, "en") for exercise in course.scenarios["bed"].exercises if exercise.use == "practice"}
    for learner in learners.values():
        learner.answer_right()
    return learners


def test_a_new_text_opens_nothing(visit: Visitors, small: Site, editions: Path, small_course: LocalCourse) -> None:
    learners = answered_small(visit, small, small_course)
    page = learners["bed/write-back"].page
    small.publish(editions / "new-text")
    page.reload()
    expect(page.get_by_role("group", name="What should Ada write back now?")).to_be_visible()
    statuses = page.locator("leitfaden-activity").get_by_role("status")
    expect(statuses).to_have_text([EN("right")] * 3)


def test_a_new_key_opens_that_question_alone(visit: Visitors, small: Site, editions: Path, small_course: LocalCourse) -> None:
    learners = answered_small(visit, small, small_course)
    page = learners["bed/statements"].page
    small.publish(editions / "new-key")
    page.reload()
    expect(learners["bed/write-back"].verdict).to_have_text(EN("right"))
    expect(learners["bed/the-order"].verdict).to_have_text(EN("right"))
    changed = learners["bed/statements"]
    expect(changed.verdict).to_be_empty()
    assert set(changed.given().values()) == {None}
    page.goto(small.url())
    expect(page.get_by_text(progress(2, 2, 3))).to_be_visible()


def test_a_renamed_activity_keeps_its_answers(visit: Visitors, small: Site, editions: Path, small_course: LocalCourse) -> None:
    learners = answered_small(visit, small, small_course)
    page = learners["bed/write-back"].page
    small.publish(editions / "renamed")
    page.reload()
    renamed = learners["bed/write-back"]
    expect(renamed.activity).to_have_attribute("data-activity", "bed/answer-ben")
    assert_kept(renamed, right_responses(renamed.exercise))
    page.goto(small.url())
    expect(page.get_by_text(progress(3, 3, 3))).to_be_visible()


# Progress


def progress(tried: int, done: int, total: int) -> str:
    return EN("progress_tried", tried=tried, done=done, total=total)


def test_progress_follows_the_answers(visit: Visitors, site: Site, german: LocalCourse) -> None:
    page = visit(site.url("moderation/practice/"))
    rows = page.get_by_role("main").get_by_role("listitem")
    exercises = {name: exercise_of(german, name) for name in EACH_FORM[:2]}
    states = {name: rows.filter(has=page.get_by_role("link", name=plain(one.prompt), exact=True)).last for name, one in exercises.items()}
    for row in states.values():
        expect(row).to_contain_text(DE("state_open"))
    page.goto(site.url(SCENARIO))
    Learner(page, exercises[EACH_FORM[0]]).answer_right()
    Learner(page, exercises[EACH_FORM[1]]).answer_wrong()
    page.goto(site.url("moderation/practice/"))
    expect(states[EACH_FORM[0]]).to_contain_text(DE("state_done"))
    expect(states[EACH_FORM[1]]).to_contain_text(DE("state_tried"))
    total = len(module_exercises(german, "moderation"))
    expect(page.get_by_text(DE("progress_tried", tried=2, done=1, total=total))).to_be_visible()
    page.goto(site.url())
    bar = page.get_by_role("progressbar", name=next(module.title for module in german.modules if module.id == "moderation"))
    assert bar.evaluate("bar => [bar.value, bar.max]") == [2, total]
    expect(page.get_by_text(DE("progress_tried", tried=2, done=1, total=total))).to_be_visible()
    expect(page.get_by_text(DE("progress_none"))).to_have_count(len(german.modules) - 1)


def module_exercises(course: LocalCourse, module: str) -> list[Exercise]:
    scenarios = next(one.scenarios for one in course.modules if one.id == module)
    return [exercise for scenario in scenarios for exercise in scenario.exercises if exercise.use == "practice"]


def test_a_better_answer_later_counts(visit: Visitors, site: Site, german: LocalCourse) -> None:
    """Best counts for progress: a wrong try after a right one takes nothing away."""
    learner = Learner(visit(site.url(SCENARIO)), exercise_of(german, EACH_FORM[1]))
    learner.answer_right()
    learner.press(learner.again_button)
    learner.answer_wrong()
    learner.page.goto(site.url("moderation/practice/"))
    total = len(module_exercises(german, "moderation"))
    expect(learner.page.get_by_text(DE("progress_tried", tried=1, done=1, total=total))).to_be_visible()


# Two tabs


def test_two_tabs_merge(visit: Visitors, site: Site, german: LocalCourse) -> None:
    first = visit(site.url(SCENARIO))
    second = visit(site.url(SCENARIO), context=first.context)
    home = visit(site.url(), context=first.context)
    Learner(first, exercise_of(german, EACH_FORM[0])).answer_right()
    Learner(second, exercise_of(german, EACH_FORM[1])).answer_right()
    total = len(module_exercises(german, "moderation"))
    expect(home.get_by_text(DE("progress_tried", tried=2, done=2, total=total))).to_be_visible()
    first.reload()
    for name in EACH_FORM[:2]:
        expect(Learner(first, exercise_of(german, name)).verdict).to_have_text(DE("right"))


def test_what_one_tab_deletes_no_other_tab_brings_back(visit: Visitors, site: Site, german: LocalCourse) -> None:
    first = visit(site.url(SCENARIO))
    Learner(first, exercise_of(german, EACH_FORM[0])).answer_right()
    second = visit(site.url("about/"), context=first.context)
    expect(second.get_by_text(DE.counted("record_kept", 1))).to_be_visible()
    second.get_by_role("button", name=DE("record_delete"), exact=True).click()
    second.get_by_role("button", name=DE("record_yes"), exact=True).click()
    Learner(first, exercise_of(german, EACH_FORM[1])).answer_right()
    expect(second.get_by_text(DE.counted("record_kept", 1))).to_be_visible()


# The way on


def test_home_asks_and_then_leads_on(visit: Visitors, site: Site, german: LocalCourse) -> None:
    """The visitor judges first; the way on leads to the first module with something open."""
    page = visit(site.url())
    first, second = german.modules[:2]
    opening = next(one for one in german.pages if one.id == "index").parts
    asked = next(part.target for part in opening if not isinstance(part, str) and part.name == "activity")
    Learner(page, exercise_of(german, asked)).answer_right()
    way_on = page.get_by_role("main").get_by_role("link", name=DE("continue", title=plain(first.lessons[0].title)))
    expect(way_on).to_be_visible()
    page.evaluate("(events) => events.forEach((event) => leitfaden.record.add(event))", [solved(one) for one in module_exercises(german, first.id)])
    page.reload()
    page.get_by_role("main").get_by_role("link", name=DE("continue", title=plain(second.lessons[0].title))).click()
    expect(page).to_have_url(site.url(f"{second.lessons[0].id}/"))


def solved(exercise: Exercise) -> dict[str, object]:
    """Return the event of a right answer, as the record keeps it."""
    event = {"activity": exercise.id, "revision": exercise.revision, "responses": right_responses(exercise), "score": 1, "try": 1}
    return {**event, "id": f"solved {exercise.id}", "time": "2026-01-01T00:00:00Z", "duration": 1, "confidence": None, "hints": 0}
