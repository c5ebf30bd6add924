"""What a course defines, by name: what the checks of a single scenario or lesson look names up in."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from leitfaden.courses import Course, Scenario
from leitfaden.model.course import Scale
from leitfaden.problems import Place, Problems, Related, did_you_mean, shown


@dataclass(frozen=True)
class Names:
    """All ids of a course, those of broken entries included: naming one of those is no second mistake.

    `overlay` are the files of the last overlay, as in `Course`.
    """

    languages: tuple[str, ...]
    network: str
    modules: frozenset[str]
    scales: Mapping[str, Scale]
    known_scales: frozenset[str]
    claims: frozenset[str]
    groups: frozenset[str]
    works: frozenset[str]
    people: frozenset[str]
    misconceptions: frozenset[str]
    lessons: frozenset[str]
    pages: frozenset[str]
    scenarios: frozenset[str]
    scenario_pages: frozenset[str]
    assessments: frozenset[str]
    files: frozenset[str]
    plan: bool
    overlay: frozenset[str] | None = None

    @classmethod
    def of(cls, course: Course) -> Names:
        """Return the names that `course` defines."""
        facts = course.facts
        return cls(
            languages=course.languages,
            network=facts.value.network,
            modules=facts.entries("modules", facts.value.modules),
            scales=facts.value.scales,
            known_scales=facts.entries("scales", facts.value.scales),
            claims=course.claims.known,
            groups=course.groups.known,
            works=course.works.known,
            people=course.people.known,
            misconceptions=course.misconceptions.known,
            lessons=frozenset({*course.lessons, *course.broken_lessons}),
            pages=frozenset({*course.pages, *(key for key in course.broken_lessons if "/" not in key)}),
            scenarios=frozenset(course.known_scenarios),
            scenario_pages=frozenset(f"{scenario.module}/{scenario.id}" for scenario in course.scenarios.values() if scenario.shown),
            assessments=frozenset(course.known_assessments),
            files=frozenset(course.files),
            plan=course.plan is not None or course.broken_plan,
            overlay=course.overlay,
        )


def unknown(problems: Problems, thing: str, name: str, known: AbstractSet[str], at: Place, related: Iterable[Related] = ()) -> bool:
    """Report `unknown-<thing>` unless `name` is known; tell whether it was reported."""
    if name in known:
        return False
    problems.add(f"unknown-{thing}", at, f"there is no {thing} '{shown(name)}'", did_you_mean(name, known), related)
    return True


def replacement(scenario: Scenario, at: Place, overlay: frozenset[str] | None) -> tuple[Related, ...]:
    """Return where an overlay replaced a scenario of which the course, at a place, still names parts; nothing where it didn't."""
    place = scenario.stated.at
    if overlay is None or place.file not in overlay or at.file in overlay:
        return ()
    return (Related(place, "the overlay's scenario, which took its place: keep the ids that the course names, or replace what names them"),)
