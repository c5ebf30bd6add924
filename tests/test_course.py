"""The course in this repository: how much there is of what, in both languages, and that its questions are good."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from pathlib import Path

import pytest

from leitfaden import as_text
from leitfaden.activities import KINDS
from leitfaden.compiling import Compiler, Inspection
from leitfaden.inline import plain
from leitfaden.linting import lint
from leitfaden.linting.players import play
from leitfaden.localising import LocalCourse
from leitfaden.model.assessment import Assessment

LABELS = {
    "de": ("Wozu:", "Zeit:", "Fragen:", "Was Gruppen meist sagen:", "Schlusspunkt:"),
    "en": ("Purpose:", "Minutes:", "Ask:", "What groups usually say:", "End on:"),
}


@pytest.fixture(scope="module")
def inspection(repository: Path) -> Inspection:
    return Compiler([repository]).inspect()


@pytest.fixture(scope="module")
def courses(repository: Path, inspection: Inspection) -> Mapping[str, LocalCourse]:
    return Compiler([repository]).localised(inspection.course)


def test_nine_modules_each_with_its_scenarios(inspection: Inspection) -> None:
    course = inspection.course
    shown = {module: sum(scenario.shown for scenario in course.scenarios_of(module)) for module in course.facts.value.modules}
    assert len(shown) == 9
    assert shown["when-rules-collide"] >= 8
    assert [module for module, number in shown.items() if number < 4] == []
    assert [module for module in shown if not course.lessons_of(module)] == []


def test_activities_of_every_kind(inspection: Inspection) -> None:
    activities = [one for scenario in inspection.course.scenarios.values() for one in scenario.stated.value.activities.values() if one.use == "practice"]
    kinds = Counter(activity.kind for activity in activities)
    assert sum(activity.scored for activity in activities) >= 130
    assert {kind.folder: kinds[kind.folder] for kind in KINDS if kinds[kind.folder] < 3} == {}
    assert kinds["branch"] >= 5


def test_each_group_has_three_questions_of_its_own_in_either_form(inspection: Inspection) -> None:
    course = inspection.course
    by_purpose: dict[str, Assessment] = {one.stated.value.purpose: one.stated.value for one in course.assessments.values()}
    pools = [pools for purpose in ("pre-test", "final-test") for pools in by_purpose[purpose].forms.values()]
    assert [{name: (pool.draw, len(pool.questions)) for name, pool in form.items()} for form in pools] == [
        dict.fromkeys(course.groups.entries, (2, 3)) for _ in pools
    ]
    asked = [question for form in pools for pool in form.values() for question in pool.questions]
    assert len(asked) == len(set(asked)) == 72


def test_misconceptions_are_enough(inspection: Inspection) -> None:
    """That each is betrayed in two scenarios, and none without need, is the linter's."""
    assert len(inspection.course.misconceptions.entries) >= 25


@pytest.mark.parametrize("language", LABELS)
def test_every_scenario_has_notes_for_facilitators(courses: Mapping[str, LocalCourse], language: str) -> None:
    lacking = {}
    for scenario in courses[language].scenarios.values():
        openings = [plain((paragraph,)) for paragraph in scenario.facilitator]
        found = tuple(label for opening, label in zip(openings, LABELS[language], strict=False) if opening.startswith(label))
        if scenario.shown and found != LABELS[language]:
            lacking[scenario.id] = found
    assert lacking == {}


def test_the_linter_finds_nothing(inspection: Inspection, courses: Mapping[str, LocalCourse]) -> None:
    assert as_text(lint(inspection.course, courses), inspection.sources) == ""


@pytest.mark.parametrize("language", LABELS)
def test_nobody_beats_chance_by_habit(courses: Mapping[str, LocalCourse], language: str) -> None:
    beating = {
        (report.player.name, kind): round(tally.z, 1)
        for report in play(courses[language])
        for kind, tally in {"all": report.total, **report.kinds}.items()
        if tally.z > 3
    }
    assert beating == {}
