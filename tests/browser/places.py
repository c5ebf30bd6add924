"""The course of places to mark and things to match, as the tests of both kinds visit it."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from builds import PLACES_COURSE, build_places, made_once
from learner import Learner, exercise_of
from playwright.sync_api import Page
from web import Site, served

from leitfaden.exercises import Exercise
from leitfaden.localising import LocalCourse, localised
from leitfaden.reading import read_course

SCENARIO = "one/late-train/"
NARROW = {"viewport": {"width": 320, "height": 640}}


@pytest.fixture(scope="session")
def places_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return made_once(tmp_path_factory, "places", build_places)


@pytest.fixture(scope="session")
def places(places_folder: Path) -> Iterator[Site]:
    """The course of places, served."""
    with served(places_folder / "site") as site:
        yield site


@cache
def course() -> LocalCourse:
    return localised(read_course([PLACES_COURSE])[0], "en")


def exercise(name: str) -> Exercise:
    """Return an activity of the course's scenario."""
    return exercise_of(course(), f"late-train/{name}")


def at_work(page: Page, name: str) -> Learner:
    """Return a learner at an activity of the course's scenario."""
    return Learner(page, exercise(name), "en")
