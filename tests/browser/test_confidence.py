"""How sure are you? Asked before the check, by the author or on the learner's wish, kept with the answer, never scored."""

from __future__ import annotations

import pytest
from learner import Learner
from playwright.sync_api import Locator, Page, expect
from taking import RECORD, SCENARIO, SCORED, answer, at_work, course, events, exercise_of, responses, turn_to
from web import Site

from conftest import Visitors
from leitfaden.wording import words_for

EN = words_for("en")
LEVELS = {"confidence_low": 1, "confidence_middle": 2, "confidence_high": 3}


def question(learner: Learner) -> Locator:
    """Return the group that asks how sure she is."""
    return learner.activity.get_by_role("group", name=learner.words("confidence"), exact=True)


def level(learner: Learner, name: str) -> Locator:
    return question(learner).get_by_role("radio", name=learner.words(name), exact=True)


@pytest.fixture
def asked(visit: Visitors, taking: Site) -> Learner:
    """A learner whom the author asks."""
    return at_work(visit(taking.url(SCENARIO)), "what-helps")


@pytest.fixture
def wishing(visit: Visitors, taking: Site) -> Page:
    """The scenario's page of a learner who wishes to be asked."""
    page = visit(taking.url(RECORD))
    page.get_by_role("checkbox", name=EN("confidence_ask"), exact=True).check()
    page.goto(taking.url(SCENARIO))
    return page


# Where the author asks


def test_it_is_asked_before_the_check(asked: Learner) -> None:
    expect(question(asked)).to_be_visible()
    asked.answer(responses("what-helps", "right"))
    asked.press(asked.check_button)
    expect(asked.verdict).to_have_text(EN("confidence_open"))
    expect(level(asked, "confidence_low")).to_be_focused()
    assert events(asked.page) == []
    asked.page.keyboard.press("Space")
    asked.check()
    asked.expect_right()
    assert [event["confidence"] for event in events(asked.page)] == [1]


def test_what_is_missing_in_the_answer_is_said_first(asked: Learner) -> None:
    asked.press(asked.check_button)
    expect(asked.verdict).to_have_text(EN.counted("incomplete", 1))
    level(asked, "confidence_high").check()
    asked.press(asked.check_button)
    expect(asked.verdict).to_have_text(EN.counted("incomplete", 1))
    assert events(asked.page) == []


@pytest.mark.parametrize(("name", "kept"), LEVELS.items())
def test_each_level_is_kept_and_changes_no_score(asked: Learner, name: str, kept: int) -> None:
    answer(asked, "partly", name)
    assert [(event["confidence"], event["score"]) for event in events(asked.page)] == [(kept, 0.666667)]


def test_it_stays_with_the_answer_and_is_changed_no_more(asked: Learner, taking: Site) -> None:
    answer(asked, "partly", "confidence_high")
    expect_locked(asked, "confidence_high")
    expect_locked(turn_to(asked.page, taking, "what-helps", "de"), "confidence_high")


def expect_locked(learner: Learner, chosen: str) -> None:
    expect(level(learner, chosen)).to_be_checked()
    for name in LEVELS:
        expect(level(learner, name)).to_be_disabled()


@pytest.mark.parametrize("by", ["button", "change"])
def test_the_next_try_is_asked_anew(asked: Learner, by: str) -> None:
    answer(asked, "partly", "confidence_high")
    if by == "button":
        asked.press(asked.again_button)
    asked.answer(responses("what-helps", "right"))
    for name in LEVELS:
        expect(level(asked, name)).to_be_enabled()
        expect(level(asked, name)).not_to_be_checked()
    asked.press(asked.check_button)
    expect(asked.verdict).to_have_text(EN("confidence_open"))
    level(asked, "confidence_low").check()
    asked.check()
    assert [event["confidence"] for event in events(asked.page)] == [3, 1]


def test_nobody_else_is_asked(visit: Visitors, taking: Site) -> None:
    page = visit(taking.url(SCENARIO))
    for name in ("first-line", "how-it-sounds", "in-order"):
        learner = at_work(page, name)
        expect(question(learner)).to_have_count(0)
        answer(learner, "right")
        expect(question(learner)).to_have_count(0)
    assert [event["confidence"] for event in events(page)] == [None, None, None]


# Where the learner wishes it


@pytest.mark.parametrize("name", SCORED)
def test_who_wishes_it_is_asked_everywhere(wishing: Page, name: str) -> None:
    learner = at_work(wishing, name)
    learner.answer(responses(name, "right"))
    expect(question(learner)).to_be_visible()
    learner.press(learner.check_button)
    expect(learner.verdict).to_have_text(EN("confidence_open"))
    assert events(wishing) == []
    level(learner, "confidence_middle").check()
    learner.check()
    learner.expect_right()
    assert [event["confidence"] for event in events(wishing)] == [2]


def test_it_is_asked_once_she_begins(wishing: Page) -> None:
    """Until then nothing jumps."""
    learner = at_work(wishing, "first-line")
    expect(question(learner)).to_have_count(0)
    learner.answer(responses("first-line", "wrong"))
    expect(question(learner)).to_be_visible()
    learner.press(learner.check_button)
    level(learner, "confidence_low").check()
    learner.check()
    wishing.reload()
    expect(level(learner, "confidence_low")).to_be_checked()
    learner.press(learner.again_button)
    expect(question(learner)).to_be_visible()


def test_after_the_last_try_it_opens_nothing_again(wishing: Page) -> None:
    learner = at_work(wishing, "in-order")
    for _ in range(2):
        answer(learner, "wrong", "confidence_high")
        if learner.again_button.is_visible():
            learner.press(learner.again_button)
    expect(learner.verdict).to_contain_text(EN("no_tries_left"))
    level(learner, "confidence_low").click(force=True)
    level(learner, "confidence_low").dispatch_event("input")
    expect(learner.verdict).to_contain_text(EN("no_tries_left"))
    expect(learner.check_button).to_have_count(0)


def test_what_is_written_is_never_asked_about(wishing: Page) -> None:
    learner = Learner(wishing, exercise_of(course("en"), "queue/own-words"), "en")
    learner.activity.get_by_role("textbox").fill("It is your turn, Ada.")
    expect(question(learner)).to_have_count(0)


def test_the_wish_is_kept_exported_and_taken_back(wishing: Page, taking: Site) -> None:
    wishing.goto(taking.url(RECORD))
    box = wishing.get_by_role("checkbox", name=EN("confidence_ask"), exact=True)
    expect(box).to_be_checked()
    assert wishing.evaluate("JSON.parse(leitfaden.record.exported()).texts[':confidence'].text") == "yes"
    box.uncheck()
    wishing.reload()
    expect(box).not_to_be_checked()
    wishing.goto(taking.url(SCENARIO))
    learner = at_work(wishing, "first-line")
    answer(learner, "right")
    expect(question(learner)).to_have_count(0)


def test_the_wish_holds_in_other_tabs_at_once(visit: Visitors, taking: Site) -> None:
    page = visit(taking.url(SCENARIO))
    other = visit(taking.url(RECORD), context=page.context)
    other.get_by_role("checkbox", name=EN("confidence_ask"), exact=True).check()
    page.wait_for_function("leitfaden.record.text(':confidence') === 'yes'")
    learner = at_work(page, "first-line")
    learner.answer(responses("first-line", "right"))
    expect(question(learner)).to_be_visible()


def test_without_script_the_wish_cannot_be_said(visit: Visitors, taking: Site) -> None:
    page = visit(taking.url(RECORD), java_script_enabled=False)
    expect(page.get_by_role("checkbox", name=EN("confidence_ask"), exact=True)).to_be_hidden()
