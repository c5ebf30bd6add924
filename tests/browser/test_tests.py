"""Tests in the browser: drawn and asked, kept without a word, handed in. What comes of it is in `test_test_results`."""

from __future__ import annotations

from pathlib import Path

import pytest
from learner import Learner, feedbacks, right_responses
from playwright.sync_api import Page, expect
from sitting import (
    AFTER,
    AT_ONCE,
    BEFORE,
    EN,
    IN_ORDER,
    answer,
    answer_all,
    asked,
    button,
    course,
    exercise,
    expect_question,
    expect_result,
    heading,
    press,
    sittings,
    take,
)
from walking import CLEAN, audited_in_both
from web import Site

from conftest import Visitors
from leitfaden.inline import plain

# What is asked


def test_a_test_draws_from_its_pools_and_asks_the_same_after_a_reload(visit: Visitors, school: Site) -> None:
    page = visit(school.url(BEFORE))
    press(page, "test_begin")
    expect_question(page, 1)
    [begun] = sittings(page)
    form = course().assessments["before"].forms[0]
    for pool in form.pools:
        assert len({*begun["questions"]} & {one.id for one in pool.exercises}) == pool.draw
    assert asked(page).exercise.id == begun["questions"][0]
    for right in (False, True):
        answer(page, right=right)
    shown = asked(page).question.inner_text()
    page.reload()
    press(page, "test_back")
    assert asked(page).question.inner_text() == shown
    assert sittings(page) == [begun]
    assert answer_all(page, lambda _: True) == begun["questions"]


def test_every_whole_sitting_takes_the_next_form(visit: Visitors, school: Site) -> None:
    page = visit(school.url(AFTER))
    take(page)
    press(page, "test_again")
    answer_all(page, lambda _: False)
    press(page, "test_hand_in")
    press(page, "test_retake")
    press(page, "test_overview")
    press(page, "test_hand_in")
    press(page, "test_again")
    assert [(one["form"], bool(one["retake"])) for one in sittings(page)] == [("first", False), ("second", False), ("second", True), ("first", False)]


def test_the_thread_is_shown_without_what_does_not_belong_into_a_test(visit: Visitors, school: Site) -> None:
    page = visit(school.url(BEFORE))
    press(page, "test_begin")
    expect(page.get_by_role("main").get_by_text("The dough and I are up.").or_(page.get_by_text("Third in the queue, and nobody looks up."))).to_be_visible()
    expect(page.get_by_text(EN("side"))).to_have_count(0)
    page.goto(school.url(AT_ONCE))
    press(page, "test_begin")
    expect(asked(page).activity.get_by_text(EN("hint"), exact=True)).to_have_count(0)


# Nothing is said before the end


def test_nothing_is_revealed_before_it_is_handed_in(visit: Visitors, school: Site) -> None:
    page = visit(school.url(AFTER))
    press(page, "test_begin")
    seen: list[str] = []
    for number in (1, 2, 3):
        expect_question(page, number)
        learner = asked(page)
        seen.append(learner.exercise.id)
        answer(page, right=number != 1)
        if number == 1:
            page.reload()
            press(page, "test_back")
        for reason in feedbacks(learner.exercise):
            expect(page.get_by_text(reason, exact=True).filter(visible=True)).to_have_count(0)
        expect(learner.verdict).to_be_empty()
        expect(learner.activity.get_by_text(EN("right"), exact=True).filter(visible=True)).to_have_count(0)
        expect(learner.activity.get_by_role("button", name=EN("check"))).to_have_count(0)
        press(page, "test_next")
    press(page, "test_hand_in")
    for name in seen:
        assert any(page.get_by_text(reason, exact=True).filter(visible=True).count() for reason in feedbacks(exercise(name))), name


def test_practice_neither_shows_in_a_test_nor_changes_by_it(visit: Visitors, school: Site) -> None:
    page = visit(school.url("counter/queue/"))
    practised = exercise("queue/sounds")
    Learner(page, practised, "en").answer_right()
    page.goto(school.url(AT_ONCE))
    press(page, "test_begin")
    for name in ("queue/first-word", "queue/sounds"):
        learner = asked(page)
        assert learner.exercise.id == name
        assert not any(learner.given().values())
        learner.answer_wrong()
        press(page, "test_next")
    page.goto(school.url("counter/queue/"))
    again = Learner(page, practised, "en")
    expect(again.verdict).to_have_text(EN("right"))
    assert again.given() == right_responses(practised)
    expect(Learner(page, exercise("queue/first-word"), "en").verdict).to_be_empty()


def test_the_practice_of_a_module_leads_to_its_test(visit: Visitors, school: Site) -> None:
    page = visit(school.url("counter/practice/"))
    page.get_by_role("article").get_by_role("link", name="At the counter, tested").click()
    expect(page).to_have_url(school.url(AT_ONCE))


# On and back


def test_the_overview_says_what_is_open_and_leads_there(visit: Visitors, school: Site) -> None:
    page = visit(school.url(AFTER))
    press(page, "test_begin")
    while asked(page).exercise.id != "queue/after-rate":
        press(page, "test_next")
    judge = asked(page)
    judge.answer({judge.exercise.interactions[0].id: "good"})
    press(page, "test_overview")
    expect(heading(page, EN("test_overview"))).to_be_focused()
    entries = page.get_by_role("main").get_by_role("listitem").get_by_role("button")
    questions = sittings(page)[0]["questions"]
    place = questions.index("queue/after-rate")
    expect(entries).to_have_count(3)
    for at, entry in enumerate(entries.all()):
        state = EN("test_state_partly" if at == place else "test_state_open")
        expect(entry).to_have_accessible_name(f"{at + 1} {plain(exercise(questions[at]).prompt)} {state}")
    expect(page.get_by_text(EN.counted("test_open", 3))).to_be_visible()
    entries.nth(place).click()
    expect_question(page, place + 1)
    answer(page, right=True)
    press(page, "test_overview")
    expect(page.get_by_text(EN.counted("test_open", 2))).to_be_visible()
    expect(page.get_by_text(EN("test_answered", count=1, total=3))).to_be_visible()
    press(page, "test_to_open")
    expect_question(page, 2 if place == 0 else 1)
    press(page, "test_next")
    press(page, "test_back")
    expect_question(page, 2 if place == 0 else 1)


def test_it_goes_on_where_it_was_left_in_another_window_too(visit: Visitors, school: Site) -> None:
    page = visit(school.url(BEFORE))
    press(page, "test_begin")
    answer(page, right=True)
    given, first = asked(page).given(), asked(page).exercise
    page.close()
    again = visit(school.url(BEFORE), context=page.context)
    expect(again.get_by_text("1 of 3 answered")).to_be_visible()
    press(again, "test_continue")
    expect_question(again, 2)
    press(again, "test_back")
    learner = asked(again)
    assert (learner.exercise, learner.given()) == (first, given)


def test_what_was_typed_is_kept_by_a_tab_that_closes(visit: Visitors, school: Site) -> None:
    """Nobody left the field, and nobody pressed anything."""
    page = visit(school.url(IN_ORDER))
    press(page, "test_begin")
    press(page, "test_next")
    press(page, "test_next")
    asked(page).activity.get_by_role("textbox").fill("five")
    page.reload()
    expect(page.get_by_text(EN("test_answered", count=1, total=3))).to_be_visible()
    press(page, "test_next")
    press(page, "test_next")
    expect(asked(page).activity.get_by_role("textbox")).to_have_value("five")


def test_two_tabs_are_one_sitting(visit: Visitors, school: Site) -> None:
    first = visit(school.url(AFTER))
    press(first, "test_begin")
    second = visit(school.url(AFTER), context=first.context)
    press(second, "test_continue")
    press(second, "test_next")
    answer(second, right=True)
    expect(first.get_by_text(EN("test_answered", count=1, total=3))).to_be_visible()
    press(second, "test_back")
    answer(second, right=False)
    changed = asked(second)
    expect(first.get_by_text(EN("test_answered", count=2, total=3))).to_be_visible()
    assert asked(first).given() == changed.given()
    press(second, "test_overview")
    press(second, "test_hand_in")
    expect(heading(first, f"{EN('test_result')} 33%")).to_be_visible()
    assert len(sittings(first)) == 1


def test_what_nobody_touched_is_open_and_what_was_begun_goes_on(visit: Visitors, school: Site) -> None:
    """Steps that stand as they were dealt are no answer. A play goes on in its test, and not in practice."""
    page = visit(school.url(IN_ORDER))
    press(page, "test_begin")
    asked(page).activity.get_by_text("In which order is a loaf made?").click()
    press(page, "test_next")
    asked(page).activity.get_by_role("button", name="Wait", exact=True).click()
    page.reload()
    expect(heading(page, EN("test_question", number=1, total=3))).to_be_visible()
    press(page, "test_next")
    asked(page).activity.get_by_role("button", name="Wait on", exact=True).click()
    press(page, "test_overview")
    expect(page.get_by_text(EN("test_answered", count=1, total=3))).to_be_visible()
    page.goto(school.url("oven/bread/"))
    expect(Learner(page, exercise("bread/small-hours"), "en").activity.get_by_role("button", name="Wait", exact=True)).to_be_visible()


# Told at once


def test_told_at_once_and_changed_no_more(visit: Visitors, school: Site) -> None:
    page = visit(school.url(AT_ONCE))
    press(page, "test_begin")
    for number, right in enumerate((False, True, True), start=1):
        expect_question(page, number, total=4)
        learner = asked(page)
        if right:
            learner.answer_right()
        else:
            learner.answer_wrong()
        expect(learner.activity.get_by_role("button", name=EN("again"))).to_have_count(0)
        assert any(page.get_by_text(reason, exact=True).filter(visible=True).count() for reason in feedbacks(learner.exercise))
        expect(learner.question.locator("input, button").first).to_be_disabled()
        page.reload()
        press(page, "test_overview")
        page.get_by_role("main").get_by_role("listitem").get_by_role("button").nth(number - 1).click()
        expect(asked(page).verdict).to_have_text(EN("right") if right else EN("wrong"))
        press(page, "test_next")
    assert [event["confidence"] for event in page.evaluate("leitfaden.record.events()")] == [3, None, None]
    press(page, "test_next")
    expect(page.get_by_text(EN.counted("test_open", 1))).to_be_visible()
    press(page, "test_hand_in")
    expect_result(page, "50%", EN("test_failed", mark="60%"))
    expect(heading(page, f"{EN('test_number', number=4)} {EN('test_unanswered')}")).to_be_visible()


# A course that changes


def test_what_the_course_changed_meanwhile_is_left_out(visit: Visitors, school: Site, tested: Path) -> None:
    page = visit(school.url(BEFORE))
    press(page, "test_begin")
    while not asked(page).exercise.id.startswith("queue"):
        press(page, "test_next")
    answer(page, right=True)
    press(page, "test_overview")
    school.publish(tested / "changed")
    page.reload()
    expect(page.get_by_text(EN.counted("test_left_out", 2))).to_be_visible()
    expect(heading(page, EN("test_question", number=1, total=1))).to_be_visible()
    press(page, "test_next")
    press(page, "test_hand_in")
    expect_result(page, "0%", EN.counted("test_left_out", 2))


# For everybody


def test_without_script_it_says_so_and_leads_to_paper(visit: Visitors, school: Site) -> None:
    page = visit(school.url(BEFORE), java_script_enabled=False)
    main = page.get_by_role("main")
    expect(main.get_by_text(EN("test_needs_script"))).to_be_visible()
    expect(main.get_by_role("button")).to_have_count(0)
    expect(main.get_by_role("group")).to_have_count(0)
    sheet = main.get_by_role("link", name=EN("test_on_paper")).get_attribute("href") or ""
    assert (school.folder / BEFORE / sheet).resolve().is_file()


def test_by_keyboard_alone(visit: Visitors, school: Site) -> None:
    page = visit(school.url(BEFORE))
    button(page, "test_begin").focus()
    page.keyboard.press("Enter")
    for number in (1, 2, 3):
        expect_question(page, number)
        page.keyboard.press("Tab")
        page.keyboard.press("Space")
        tab_to(page, "test_next")
    expect(heading(page, EN("test_overview"))).to_be_focused()
    tab_to(page, "test_hand_in")
    expect(page.get_by_role("heading", level=2).first).to_be_focused()
    tab_to(page, "test_close")
    expect(button(page, "test_again")).to_be_focused()
    assert len(page.evaluate("leitfaden.record.answers()")) == 3


def tab_to(page: Page, word: str) -> None:
    """Move on with the tab key to a button, and press it."""
    for _ in range(30):
        page.keyboard.press("Tab")
        if button(page, word).evaluate("(one) => one === document.activeElement"):
            break
    expect(button(page, word)).to_be_focused()
    page.keyboard.press("Enter")


@pytest.mark.parametrize("width", [1280, 320])
def test_axe_finds_nothing_in_any_step(visit: Visitors, school: Site, width: int) -> None:
    page = visit(school.url(BEFORE), viewport={"width": width, "height": 700})
    assert audited_in_both(page) == CLEAN
    take(page, lambda _: False)
    page.goto(school.url(AFTER))
    press(page, "test_begin")
    assert audited_in_both(page) == CLEAN
    answer_all(page, lambda name: name.startswith("queue"))
    assert audited_in_both(page) == CLEAN
    press(page, "test_hand_in")
    assert audited_in_both(page) == CLEAN
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    press(page, "test_close")
    assert audited_in_both(page) == CLEAN
