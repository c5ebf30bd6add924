"""The site as a folder, opened without a server: everything but search."""

from __future__ import annotations

from pathlib import Path

import pytest
from learner import Learner, exercise_of, exported_record, right_responses
from playwright.sync_api import expect
from test_answering import EACH_FORM

from conftest import Visitors
from leitfaden.localising import LocalCourse
from leitfaden.wording import words_for

DE = words_for("de")


@pytest.mark.parametrize(
    "page",
    [
        "index.html",
        "moderation/how-much.html",
        "moderation/practice.html",
        "sources.html",
        "downloads.html",
        "results.html",
        "review.html",
        "accessibility.html",
        "en/index.html",
    ],
)
def test_pages_load_without_search(visit: Visitors, offline: Path, page: str) -> None:
    opened = visit((offline / page).as_uri())
    expect(opened.get_by_role("heading", level=1)).to_be_visible()
    expect(opened.get_by_role("search")).to_have_count(0)
    expect(opened.get_by_text(DE("storage_page"))).to_have_count(0)


@pytest.mark.parametrize("name", EACH_FORM)
def test_activities_work(visit: Visitors, offline: Path, german: LocalCourse, name: str) -> None:
    exercise = exercise_of(german, name)
    module = german.scenarios[exercise.scenario].module
    Learner(visit((offline / module / f"{exercise.scenario}.html").as_uri()), exercise).answer_right()


def test_pages_share_the_record(visit: Visitors, offline: Path, german: LocalCourse) -> None:
    exercise = exercise_of(german, EACH_FORM[0])
    learner = Learner(visit((offline / "moderation" / "first-week.html").as_uri()), exercise)
    learner.answer_right()
    page = learner.page
    page.goto((offline / "moderation" / "how-much.html").as_uri())
    assert learner.given() == right_responses(exercise)
    page.goto((offline / "moderation" / "practice.html").as_uri())
    expect(page.get_by_text(DE("state_done"), exact=True)).to_be_visible()
    page.goto((offline / "about.html").as_uri())
    assert len(exported_record(page)["answered"]) == 1


def test_a_browser_that_keeps_files_apart_says_so(visit: Visitors, offline: Path, german: LocalCourse) -> None:
    """Firefox and Safari give every file a storage of its own; they are told apart by what only Chromium has."""
    context = visit.context(forgiving=True)
    context.add_init_script("delete window.chrome;")
    page = visit((offline / "moderation" / "first-week.html").as_uri(), context=context)
    expect(page.get_by_role("status").filter(has_text=DE("storage_page"))).to_be_visible()
    Learner(page, exercise_of(german, EACH_FORM[1])).answer_right()


def test_links_stay_in_the_folder(visit: Visitors, offline: Path) -> None:
    page = visit((offline / "index.html").as_uri())
    page.get_by_role("main").get_by_role("link", name="Wie viel ist zu viel?").last.click()
    expect(page).to_have_url((offline / "moderation" / "how-much.html").as_uri())
    page.get_by_role("link", name="Netzwerken mit Takt").first.click()
    expect(page).to_have_url((offline / "index.html").as_uri())
