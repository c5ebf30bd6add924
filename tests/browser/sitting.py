"""The learner of the course with tests: she begins one, answers question by question, and hands in."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache
from typing import Any

from builds import TESTED_COURSE
from expecting import expect
from learner import Learner, exercise_of, right_responses, wrong_responses
from playwright.sync_api import Locator, Page

from leitfaden.exercises import Exercise
from leitfaden.inline import plain
from leitfaden.localising import LocalCourse, localised
from leitfaden.reading import read_course
from leitfaden.wording import words_for

EN = words_for("en")
BEFORE, AFTER, AT_ONCE, IN_ORDER = "tests/before/", "tests/after/", "tests/counter/", "tests/oven/"


@cache
def course() -> LocalCourse:
    return localised(read_course([TESTED_COURSE])[0], "en")


def exercise(name: str) -> Exercise:
    return exercise_of(course(), name)


def press(page: Page, word: str) -> None:
    """Press the button that is called so."""
    button(page, word).click()


def button(page: Page, word: str) -> Locator:
    return page.get_by_role("main").get_by_role("button", name=EN(word), exact=True)


def heading(page: Page, name: str) -> Locator:
    return page.get_by_role("heading", name=name, exact=True)


def expect_question(page: Page, number: int, total: int = 3) -> None:
    """Expect a question to be shown, and the focus on its heading."""
    expect(heading(page, EN("test_question", number=number, total=total))).to_be_focused()


def expect_result(page: Page, percent: str, *said: str) -> None:
    """Expect a result with its sentences."""
    expect(heading(page, f"{EN('test_result')} {percent}")).to_be_visible()
    for sentence in said:
        expect(page.get_by_text(sentence)).to_be_visible()


def asked(page: Page) -> Learner:
    """Return the learner at the question that is shown."""
    prompt = page.get_by_role("main").locator("legend.lf-prompt").filter(visible=True).inner_text()
    found = next(one for scenario in course().scenarios.values() for one in scenario.exercises if plain(one.prompt) == prompt)
    return Learner(page, found, "en")


def answer(page: Page, *, right: bool) -> str:
    """Answer the question that is shown; return its id."""
    learner = asked(page)
    learner.answer((right_responses if right else wrong_responses)(learner.exercise, "en"))
    return learner.exercise.id


def answer_all(page: Page, right: Callable[[str], bool]) -> list[str]:
    """Answer every question, rightly where `right` says so of its id, and go on to the overview; return their ids."""
    ids: list[str] = []
    while heading(page, EN("test_overview")).count() == 0:
        ids.append(asked(page).exercise.id)
        answer(page, right=right(ids[-1]))
        press(page, "test_next")
    return ids


def take(page: Page, right: Callable[[str], bool] = lambda _: True) -> list[str]:
    """Begin the test of the page, answer all of it and hand it in; return the ids of what was asked."""
    press(page, "test_begin")
    ids = answer_all(page, right)
    press(page, "test_hand_in")
    return ids


def sittings(page: Page) -> list[Mapping[str, Any]]:
    """Return the tests that were begun, in order of time."""
    found: list[Mapping[str, Any]] = page.evaluate("leitfaden.record.sittings().map(({ begun }) => begun)")
    return found
