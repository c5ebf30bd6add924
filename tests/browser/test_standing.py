"""Where a learner stands, in the navigation and on home: done, begun, due, and what to do next."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from typing import Any

from learner import Learner, exercise_of
from playwright.sync_api import Locator, Page, expect
from web import Site

from conftest import Visitors
from leitfaden.courses import Directive
from leitfaden.exercises import Exercise
from leitfaden.inline import plain
from leitfaden.localising import LocalCourse, LocalLesson, LocalModule
from leitfaden.wording import words_for

DE = words_for("de")


def answer(exercise: Exercise, score: float = 1, days: float = 0, confidence: int | None = None) -> dict[str, Any]:
    """Return an answer of some days ago as the record keeps it."""
    time = datetime.now(UTC) - timedelta(days=days)
    return {
        "id": f"{exercise.id} {days}", "activity": exercise.id, "revision": exercise.revision, "responses": {}, "score": score if exercise.scored else None, "try": 1,
        "time": time.isoformat(timespec="milliseconds").replace("+00:00", "Z"), "duration": 5, "confidence": confidence, "hints": 0, "sitting": "",
    }  # fmt: skip


def give(page: Page, answers: Iterable[dict[str, Any]]) -> None:
    page.evaluate("(answered) => leitfaden.record.keep({ answered })", list(answers))


def practised(module: LocalModule) -> list[Exercise]:
    return [one for scenario in module.scenarios for one in scenario.exercises if one.use == "practice"]


def embedded(course: LocalCourse, lesson: LocalLesson) -> list[Exercise]:
    named = [part for part in lesson.parts if isinstance(part, Directive)]
    whole = {part.target for part in named if part.name == "scenario"}
    single = {part.target for part in named if part.name == "activity"}
    return [one for key, scenario in course.scenarios.items() for one in scenario.exercises if one.use == "practice" and (key in whole or one.id in single)]


def entry(page: Page, title: str) -> Locator:
    """Return an entry of the navigation by its title, whatever stands beside it."""
    return page.get_by_role("navigation", name="Navigation").get_by_role("link", name=re.compile(f"^{re.escape(title)}"))


def test_the_navigation_says_what_is_done_and_begun(visit: Visitors, site: Site, german: LocalCourse) -> None:
    first, second = german.modules[:2]
    lesson = first.lessons[0]
    page = visit(site.url(f"{lesson.id}/"))
    title = plain(lesson.title)
    expect(entry(page, title).first).to_have_accessible_name(title)
    Learner(page, embedded(german, lesson)[0]).answer_right()
    expect(entry(page, title).first).to_have_accessible_name(re.compile(rf"{re.escape(title)}\s+{DE('standing_tried')}"))
    give(page, [answer(one) for one in embedded(german, lesson)])
    expect(entry(page, title).first).to_have_accessible_name(re.compile(rf"{re.escape(title)}\s+{DE('standing_done')}"))
    give(page, [answer(practised(second)[0])])
    expect(entry(page, second.title).last).to_have_accessible_name(re.compile(rf"{re.escape(second.title)}\s+{DE('standing_tried')}"))
    page.goto(site.url(f"{second.lessons[0].id}/"))
    give(page, [answer(one) for one in practised(first)])
    expect(entry(page, first.title).last).to_have_accessible_name(re.compile(rf"{re.escape(first.title)}\s+{DE('standing_done')}"))


def test_what_is_due_stands_on_home_and_in_the_navigation(visit: Visitors, site: Site, german: LocalCourse) -> None:
    """One claim each: two answers of a month ago, forgotten by now, and one of a moment ago."""
    page = visit(site.url())
    single = [one for module in german.modules for one in practised(module) if one.scored and len(one.claims) == 1]
    chosen = {one.claims[0]: one for one in single}
    old, other, fresh = list(chosen.values())[:3]
    expect(page.get_by_role("main").get_by_role("link", name=DE.counted("due_today", 1))).to_have_count(0)
    give(page, [answer(old, 0, 30), answer(other, 0, 30), answer(fresh)])
    due = page.get_by_role("main").get_by_role("link", name=DE.counted("due_today", 2), exact=True)
    expect(due).to_be_visible()
    due.click()
    expect(page).to_have_url(site.url("review/"))
    expect(entry(page, DE("review_title")).first).to_have_accessible_name(re.compile(DE.counted("due_count", 2)))


def test_a_module_on_home_says_what_is_to_be_reviewed_there(visit: Visitors, site: Site, german: LocalCourse) -> None:
    page = visit(site.url())
    module = german.modules[2]
    one = next(exercise for exercise in practised(module) if exercise.scored)
    give(page, [answer(one, 0, 40)])
    card = page.get_by_role("listitem").filter(has=page.get_by_role("progressbar", name=module.title, exact=True))
    expect(card.last).to_contain_text(re.compile(r"\d zu wiederholen"))


def test_continue_leads_through_the_course_to_the_results(visit: Visitors, site: Site, german: LocalCourse) -> None:
    page = visit(site.url())
    way_on = page.get_by_role("main").get_by_role("link", name=re.compile("^" + DE("continue", title="")))
    first = german.modules[0]
    expect(way_on).to_have_text(DE("continue", title=plain(first.lessons[0].title)))
    give(page, [answer(one) for one in embedded(german, first.lessons[0])])
    expect(way_on).to_have_text(re.compile(re.escape(DE("practice"))))
    give(page, [answer(one) for one in practised(first)])
    expect(way_on).to_have_text(DE("continue", title=plain(german.modules[1].lessons[0].title)))
    give(page, [answer(one) for module in german.modules for one in practised(module)])
    page.get_by_role("link", name=DE("continue_done"), exact=True).click()
    expect(page).to_have_url(site.url("results/"))


def test_from_files_too(visit: Visitors, offline: Any, german: LocalCourse) -> None:
    lesson = german.modules[0].lessons[0]
    page = visit((offline / f"{lesson.id}.html").as_uri())
    give(page, [answer(one) for one in embedded(german, lesson)])
    title = plain(lesson.title)
    expect(entry(page, title).first).to_have_accessible_name(re.compile(rf"{re.escape(title)}\s+{DE('standing_done')}"))


def test_answers_that_are_no_evidence_leave_everything_as_it_was(visit: Visitors, site: Site, german: LocalCourse) -> None:
    """Of an earlier revision, and of an activity that is gone."""
    page = visit(site.url())
    one = exercise_of(german, "first-week/this-week")
    give(page, [{**answer(one, 0, 40), "revision": "00000000"}, {**answer(one, 0, 41), "activity": "gone/for-good"}])
    expect(page.get_by_role("link", name=DE.counted("due_today", 1), exact=True)).to_have_count(0)
    expect(page.get_by_text(DE("progress_none"))).to_have_count(len(german.modules))
