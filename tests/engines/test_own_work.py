"""What is made of answers: results, a review, the record as a file; and what is said where a browser keeps nothing, or no more."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import sitting
from expecting import expect
from histories import Record, event_of, practised, record_of
from learner import Learner, exercise_of, right_responses, wrong_responses
from office import SCENARIO, at_work
from office import course as every_kind
from pages import GLANCE, PATIENCE, Page
from selenium.webdriver.support.ui import WebDriverWait
from starting import firefox
from web import Site, served

from leitfaden.exercises import Exercise
from leitfaden.localising import LocalCourse, localised
from leitfaden.reading import read_course
from leitfaden.wording import words_for

EN = words_for("en")
REPOSITORY = Path(__file__).parents[2]
STORED = "Object.keys(localStorage).filter((key) => key.startsWith('leitfaden'))"
FILL = """() => {
    for (let size = 1 << 22; size >= 1; size >>= 1) {
        try {
            for (let part = 0; ; part += 1) localStorage.setItem(`filled ${size} ${part}`, "x".repeat(size));
        } catch (fault) {
            if (!/quota/i.test(fault.name)) throw fault;
        }
    }
    return localStorage.length;
}"""


@cache
def english() -> LocalCourse:
    """Return the repository's course in English."""
    return localised(read_course([REPOSITORY])[0], "en")


def answered_long_ago(exercise: Exercise) -> Record:
    """Return a record with one wrong answer of a month ago."""
    return record_of(sitting.course(), event_of(exercise, wrong_responses(exercise, "en"), datetime.now(UTC) - timedelta(days=30)))


def test_results_show_what_was_answered(page: Page, office: Site) -> None:
    page.goto(office.url(SCENARIO))
    at_work(page, "choice").answer_right()
    at_work(page, "order").answer_wrong()
    page.goto(office.url("results/"))
    page.get_by_text(EN("results_numbers"), exact=True).first.click()
    table = page.get_by_role("table", name=EN("results_modules_chart"), exact=True)
    expect(table).to_be_visible()
    asked = [one for scenario in every_kind().scenarios.values() for one in scenario.exercises]
    assert table.asked("([table]) => [...table.tBodies[0].rows[0].cells].map(textOf)")[1:4] == ["1", "1", str(len(asked) - 2)]


def test_a_review_asks_what_is_due(page: Page, school: Site) -> None:
    page.goto(school.url("review/"))
    exercise = practised(sitting.course())[0]
    page.evaluate("(text) => leitfaden.record.merge(text)", json.dumps(answered_long_ago(exercise)))
    page.reload()
    page.get_by_role("button", name=EN("review_begin"), exact=True).click()
    activity = page.locator("leitfaden-activity")
    expect(activity).to_have_count(1)
    name = activity.get_attribute("data-activity")
    Learner(page, sitting.exercise(name or ""), "en").answer_right()
    page.get_by_role("button", name=EN("review_finish"), exact=True).click()
    expect(activity).to_have_count(0)


def saved(folder: Path) -> dict[str, Any]:
    """Return the record that the browser saved as a file, once it is whole."""

    def whole(_: object) -> Path | None:
        return next((file for file in folder.rglob("*.json") if file.stat().st_size and not file.with_suffix(".json.part").exists()), None)

    file = WebDriverWait(folder, PATIENCE, GLANCE).until(whole, f"no file in {folder}")
    record: dict[str, Any] = json.loads(file.read_text(encoding="utf-8"))
    file.unlink()
    return record


def test_the_record_is_saved_as_a_file_and_deleted(page: Page, course: Site, downloads: Path) -> None:
    name = "first-week/how-it-reads"
    page.goto(course.url("en/moderation/first-week/"))
    learner = Learner(page, exercise_of(english(), name), "en")
    learner.answer_right()
    page.goto(course.url("en/about/"))
    page.get_by_role("button", name=EN("record_export"), exact=True).click()
    [answer] = saved(downloads)["answered"]
    assert answer["responses"] == right_responses(learner.exercise, "en")
    assert page.evaluate(STORED)
    page.get_by_role("button", name=EN("record_delete"), exact=True).click()
    page.get_by_role("button", name=EN("record_yes"), exact=True).click()
    expect(page.get_by_role("status").filter(has_text=EN("record_deleted"))).to_be_visible()
    assert page.evaluate(STORED) == []


def test_a_full_storage_is_told(page: Page, office: Site) -> None:
    page.goto(office.url(SCENARIO))
    assert page.evaluate(FILL) > 5
    at_work(page, "choice").answer_right()
    expect(page.get_by_role("status").filter(has_text=EN("storage_full"))).to_be_visible()
    page.evaluate("localStorage.clear()")


@pytest.fixture
def platform(tmp_path: Path, office: Site) -> Iterator[Site]:
    """A page of somebody else's that shows the scenario in a sandbox, where it is nobody's and may store nothing."""
    frame = f'<iframe sandbox="allow-scripts" src="{office.url(SCENARIO)}" title="The course" width="1200" height="700"></iframe>'
    (tmp_path / "index.html").write_text(f'<!doctype html><html lang="en"><title>A platform</title>{frame}', encoding="utf-8")
    with served(tmp_path) as site:
        yield site


def test_a_forbidden_storage_is_told(page: Page, platform: Site) -> None:
    page.goto(platform.root.replace("127.0.0.1", "localhost"))
    page.driver.switch_to.frame(0)
    assert page.evaluate("origin") == "null"
    expect(page.get_by_text(EN("storage_none"))).to_be_visible()
    learner = at_work(page, "choice")
    learner.answer_wrong()
    learner.press(learner.again_button)
    learner.answer_right()
    assert page.evaluate("leitfaden.record.events().length") == 2
    assert ours(page) == []


def ours(page: Page) -> list[str]:
    """Take what went wrong in scripts, and return what the theme has no part in: it names storage without a second thought."""
    page.collect()
    faults = [fault for fault in page.faults if "another host" in fault or ("/assets/" in fault and "/assets/javascripts/" not in fault)]
    page.faults.clear()
    return faults


@pytest.mark.xdist_group("firefox")
def test_a_private_window_of_firefox_is_told(office: Site, course: Site, downloads: Path) -> None:
    with firefox(downloads, private=True) as driver:
        page = Page(driver)
        page.goto(course.url("en/"))
        expect(page.get_by_text(EN("lasting_private"))).to_be_visible()
        page.goto(office.url(SCENARIO))
        learner = at_work(page, "choice")
        learner.answer_wrong()
        learner.come_back()
        page.collect()
        assert page.faults == []
