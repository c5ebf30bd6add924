"""The course of conversations with consequences, as the tests of branches visit it."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

import pytest
from builds import BRANCH_COURSE, build_branches, made_once
from learner import Learner, exercise_of
from playwright.sync_api import Page
from web import Site, served

from leitfaden.exercises import Exercise, Path
from leitfaden.localising import localised
from leitfaden.reading import read_course

SCENARIO = "one/late-train/"
BEST = ["look", "keep", "tell"]
HALF = ["look", "wait", "joke", "tell"]


@pytest.fixture(scope="session")
def branches(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """The course of branches, served."""
    with served(made_once(tmp_path_factory, "branches", build_branches) / "site") as site:
        yield site


@cache
def exercise(name: str = "three-days") -> Exercise:
    """Return an activity of the course's scenario."""
    return exercise_of(localised(read_course([BRANCH_COURSE])[0], "en"), f"late-train/{name}")


@cache
def path(name: str = "three-days") -> Path:
    """Return what an activity asks for."""
    (found,) = exercise(name).interactions
    assert isinstance(found, Path)
    return found


def at_work(page: Page, name: str = "three-days") -> Learner:
    """Return a learner at an activity of the course's scenario."""
    return Learner(page, exercise(name), "en")
