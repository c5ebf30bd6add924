"""What a course defines, by name: what the checks of a single scenario or lesson look names up in."""

from __future__ import annotations

from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from leitfaden.courses import Course
from leitfaden.model.course import Scale
from leitfaden.problems import Place, Problems, did_you_mean, shown


@dataclass(frozen=True)
class Names:
    """All ids of a course, those of broken entries included: naming one of those is no second mistake."""

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
    files: frozenset[str]

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
            scenario_pages=frozenset(f"{scenario.module}/{scenario.id}" for scenario in course.scenarios.values()),
            files=frozenset(course.files),
        )


def unknown(problems: Problems, thing: str, name: str, known: AbstractSet[str], at: Place) -> bool:
    """Report `unknown-<thing>` unless `name` is known; tell whether it was reported."""
    if name in known:
        return False
    problems.add(f"unknown-{thing}", at, f"there is no {thing} '{shown(name)}'", did_you_mean(name, known))
    return True
