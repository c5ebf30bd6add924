"""The search finds what lessons say, and no question, answer or reason."""

from __future__ import annotations

import json
import re
from html import unescape

import pytest
from learner import feedbacks
from playwright.sync_api import expect
from test_paper import questions, squeezed
from web import Site

from conftest import Visitors
from leitfaden.inline import plain
from leitfaden.localising import LocalCourse
from leitfaden.wording import words_for

DE = words_for("de")


@pytest.fixture(scope="module")
def entries(site: Site) -> list[dict[str, str]]:
    found: list[dict[str, str]] = json.loads((site.folder / "search" / "search_index.json").read_text(encoding="utf-8"))["docs"]
    return found


def words_of(html: str) -> str:
    return squeezed(unescape(re.sub(r"<[^>]+>", "", html)))


def test_no_question_answer_or_reason_is_found(entries: list[dict[str, str]], german: LocalCourse) -> None:
    index = "\n".join(words_of(entry["text"]) for entry in entries)
    exercises = [exercise for scenario in german.scenarios.values() for exercise in scenario.exercises]
    scale = {plain(step.label) for exercise in exercises for one in exercise.interactions for step in getattr(one, "scale", ())}
    kept_out = [text for one in exercises for text in (*questions(one), *feedbacks(one)) if text not in scale]
    assert [text for text in kept_out if squeezed(text) in index] == []


def test_what_lessons_say_is_found(entries: list[dict[str, str]], german: LocalCourse) -> None:
    lessons = [lesson for module in german.modules for lesson in module.lessons]
    for lesson in lessons:
        own = [entry for entry in entries if entry["location"].split("#")[0] == f"{lesson.id}/"]
        assert sum(len(entry["text"]) for entry in own) > 1000, lesson.id
        assert any(entry["title"] == plain(lesson.title) for entry in own)


def test_no_entry_is_empty(entries: list[dict[str, str]]) -> None:
    """A page has an entry for its title; every other entry has a text."""
    assert [entry["location"] for entry in entries if not entry["title"]] == []
    assert [entry["location"] for entry in entries if "#" in entry["location"] and not entry["text"].strip()] == []


def test_a_visitor_finds_a_lesson(visit: Visitors, site: Site) -> None:
    page = visit(site.url())
    page.get_by_role("search").get_by_role("textbox").press_sequentially("Fingertipp")
    result = page.get_by_role("search").get_by_role("link").first
    expect(result).to_be_visible()
    result.click()
    expect(page).to_have_url(re.compile(r"/mix/what-to-post/"))
