"""The course of weeks to compose and contact to pace, as the tests of both kinds visit it."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

import pytest
from builds import PLANS_COURSE, build_plans, made_once
from learner import Learner, exercise_of
from playwright.sync_api import Page
from web import Site, served

from leitfaden.exercises import Exercise, Place
from leitfaden.localising import LocalCourse, localised
from leitfaden.reading import read_course

SCENARIO = "one/workshop/"
NARROW = {"viewport": {"width": 320, "height": 640}}


@pytest.fixture(scope="session")
def plans(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """The course of plans, served."""
    with served(made_once(tmp_path_factory, "plans", build_plans) / "site") as site:
        yield site


@cache
def course() -> LocalCourse:
    return localised(read_course([PLANS_COURSE])[0], "en")


def exercise(name: str) -> Exercise:
    """Return an activity of the course's scenario."""
    return exercise_of(course(), f"workshop/{name}")


def place(name: str) -> Place:
    """Return what an activity asks for."""
    found = exercise(name).interactions[0]
    assert isinstance(found, Place)
    return found


def at_work(page: Page, name: str) -> Learner:
    """Return a learner at an activity of the course's scenario."""
    return Learner(page, exercise(name), "en")
