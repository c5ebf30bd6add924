"""Runs all checks over a course and remembers those of scenarios and lessons that didn't change."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import Any

from leitfaden.checking.assessments import check_assessments
from leitfaden.checking.lessons import check_lesson, check_page
from leitfaden.checking.names import Names
from leitfaden.checking.plan import check_plan
from leitfaden.checking.scenarios import check_scenario
from leitfaden.checking.totals import check_background, check_coverage, check_lock, check_modules, check_registries, check_statement
from leitfaden.courses import Course
from leitfaden.problems import Problem, Problems, Severity

TRANSLATION_CODES = frozenset({"missing-text", "surplus-text", "empty-text", "missing-translation", "surplus-translation", "directives-differ"})


class Checker:
    """Checks a course again and again; what it found in an unchanged scenario or lesson is remembered."""

    def __init__(self) -> None:
        self._names: Names | None = None
        self._known: dict[str, tuple[tuple[Any, ...], Problems]] = {}

    def check(self, course: Course, *, preview: bool = False) -> list[Problem]:
        """Return every problem of `course`, those of reading it included; nothing is raised.

        Arguments:
            course: what `read_course` returned.
            preview: texts missing in a further language are warnings, for somebody who is still writing.
        """
        problems = Problems(list(course.problems))
        names = Names.of(course)
        if self._names == names and self._names is not None:
            names = self._names
        self._names = names
        for scenario in course.scenarios.values():
            problems.extend(self._once(f"scenario {scenario.id}", (scenario, names), partial(check_scenario, scenario, names)))
        for lesson in course.lessons.values():
            inputs = (lesson, names, *(course.scenarios.get(target) for target in _targets(lesson.bodies)))
            problems.extend(self._once(f"lesson {lesson.id}", inputs, partial(check_lesson, lesson, names, course.scenarios)))
        for page in course.pages.values():
            problems.extend(check_page(page, names, course.scenarios))
        check_assessments(course, names, problems)
        check_plan(course, names, problems)
        check_modules(course, names, problems)
        check_registries(course, names, problems)
        check_statement(course, problems)
        check_lock(course, problems)
        check_background(course, problems)
        check_coverage(course, problems)
        return [_softened(problem) for problem in problems] if preview else list(problems)

    def _once(self, name: str, inputs: tuple[Any, ...], run: Callable[[], Problems]) -> Problems:
        known = self._known.get(name)
        if known is None or len(known[0]) != len(inputs) or any(a is not b for a, b in zip(known[0], inputs, strict=True)):
            known = self._known[name] = (inputs, run())
        return known[1]


def check(course: Course, *, preview: bool = False) -> list[Problem]:
    """Return every problem of `course`; see `Checker.check`."""
    return Checker().check(course, preview=preview)


def _targets(bodies: Any) -> list[str]:
    return [directive.target.partition("/")[0] for body in bodies.values() for directive in body.directives]


def _softened(problem: Problem) -> Problem:
    return replace(problem, severity=Severity.WARNING) if problem.code in TRANSLATION_CODES else problem
