"""The course of gaps, drafts and notes, as the tests of these kinds visit it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import cache
from typing import Any

import pytest
from builds import WORDS_COURSE, build_words, made_once
from learner import Learner, exercise_of
from playwright.sync_api import Page
from web import Site, served

from leitfaden.exercises import Exercise, Gap, Write
from leitfaden.localising import LocalCourse, localised
from leitfaden.reading import read_course

SCENARIO = "desk/late-parcel/"
NARROW = {"viewport": {"width": 320, "height": 640}}


@pytest.fixture(scope="session")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """The course of gaps, drafts and notes, served."""
    with served(made_once(tmp_path_factory, "words", build_words) / "site") as site:
        yield site


@cache
def course(language: str) -> LocalCourse:
    return localised(read_course([WORDS_COURSE])[0], language)


def exercise(name: str, language: str = "de") -> Exercise:
    """Return an activity of the course's scenario."""
    return exercise_of(course(language), f"late-parcel/{name}")


def gap(name: str = "complete") -> Gap:
    """Return the passage that an activity asks to complete."""
    found = exercise(name).interactions[0]
    assert isinstance(found, Gap)
    return found


def write(name: str) -> Write:
    """Return what an activity asks to write."""
    found = exercise(name).interactions[0]
    assert isinstance(found, Write)
    return found


def at_work(page: Page, name: str, language: str = "de") -> Learner:
    """Return a learner at an activity of the course's scenario."""
    return Learner(page, exercise(name, language), language)


def record(page: Page) -> dict[str, Any]:
    """Return what is kept, as a record file."""
    kept: dict[str, Any] = json.loads(page.evaluate("leitfaden.record.exported()"))
    return kept


def texts(page: Page) -> dict[str, str]:
    """Return the learner's own texts that are kept, by field and entry."""
    return {key.removeprefix("late-parcel/"): own["text"] for key, own in record(page)["texts"].items() if not key.startswith(":")}
