"""The course that has every kind of activity, and a learner at work on it."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from learner import Learner, feedbacks
from pages import Page

from leitfaden.exercises import Exercise
from leitfaden.localising import LocalCourse, localised
from leitfaden.reading import read_course

SCENARIO = "office/late/"
COURSE = Path(__file__).parents[1] / "browser" / "lms_course"


@cache
def course() -> LocalCourse:
    return localised(read_course([COURSE])[0], "en")


def first_of(kind: str) -> Exercise:
    """Return the first exercise of a kind."""
    return next(one for scenario in course().scenarios.values() for one in scenario.exercises if one.kind == kind)


def at_work(page: Page, kind: str) -> Learner:
    """Return a learner at the first activity of a kind."""
    return Learner(page, first_of(kind), "en")


def told(learner: Learner) -> list[str]:
    """Return the reasons that the page shows now."""
    return [reason for reason in dict.fromkeys(feedbacks(learner.exercise)) if learner.activity.get_by_text(reason).filter(visible=True).count()]
