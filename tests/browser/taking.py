"""The learner of the course of what every activity takes: she opens its one scenario and answers."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any

from builds import TAKING_COURSE
from learner import Learner, exercise_of, right_responses, wrong_responses
from playwright.sync_api import Page, expect
from web import Site

from leitfaden.exercises import Exercise, Order
from leitfaden.inline import plain
from leitfaden.localising import LocalCourse, localised
from leitfaden.reading import read_course

SCENARIO, RECORD = "desk/queue/", "record/"
ADDRESSES: Mapping[str, str] = {"en": "", "de": "de/"}
SCORED = ("first-line", "what-helps", "how-it-sounds", "in-order")


@cache
def course(language: str) -> LocalCourse:
    return localised(read_course([TAKING_COURSE])[0], language)


def exercise(name: str, language: str = "en") -> Exercise:
    return exercise_of(course(language), f"queue/{name}")


def at_work(page: Page, name: str, language: str = "en") -> Learner:
    """Return the learner at one activity of the page."""
    return Learner(page, exercise(name, language), language)


def turn_to(page: Page, site: Site, name: str, language: str) -> Learner:
    """Open the scenario in another language."""
    page.goto(site.url(ADDRESSES[language] + SCENARIO))
    return at_work(page, name, language)


def events(page: Page) -> list[dict[str, Any]]:
    """Return what the record holds, in order of time."""
    found: list[dict[str, Any]] = page.evaluate("leitfaden.record.events()")
    return found


def responses(name: str, share: str) -> dict[str, Any]:
    """Return an answer that is `right`, `partly` right, or `wrong`."""
    asked = exercise(name)
    if share == "partly":
        return PARTLY[name]
    if share == "wrong" and isinstance(asked.interactions[0], Order):
        return {"order": [step.id for step in reversed(asked.interactions[0].steps)]}
    return right_responses(asked) if share == "right" else wrong_responses(asked)


PARTLY: Mapping[str, dict[str, Any]] = {
    "first-line": {"pick": ["soon"]},
    "what-helps": {"pick": ["chair", "clock"]},
    "how-it-sounds": {"name": "good", "number": "good", "look": "good", "rule": "good", "back": "good"},
    "in-order": {"order": ["look", "greet", "thank", "ask"]},
}


def answer(learner: Learner, share: str, sure: str = "confidence_middle") -> None:
    """Answer, say how sure she is where that is asked, and check."""
    name = learner.exercise.id.partition("/")[2]
    learner.answer(responses(name, share))
    level = learner.activity.get_by_role("radio", name=learner.words(sure), exact=True)
    if level.is_visible():
        level.check()
    learner.check()


def said_by_score(learner: Learner) -> list[str]:
    """Return what is said by score in the page now."""
    texts = [plain(text) for _, text in learner.exercise.ranges]
    return [text for text in texts if learner.activity.get_by_text(text, exact=True).filter(visible=True).count()]


def expect_said_by_score(learner: Learner, *texts: str) -> None:
    for text in texts:
        expect(learner.activity.get_by_text(text, exact=True).filter(visible=True)).to_have_count(1)
    assert said_by_score(learner) == list(texts)
