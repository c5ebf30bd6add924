"""The lock of released ids: learners' records hang on them, so none may vanish without a word."""

from __future__ import annotations

from collections.abc import Mapping

from leitfaden.courses import Course
from leitfaden.problems import Place

_HEADER = (
    "# Ids that learners' records refer to. Written by `leitfaden lock`; commit it with every release.\n"
    "# One that vanishes needs `formerly:` where it lives on, or an entry under `retired:` in course.yml.\n"
)


def released_ids(course: Course) -> set[str]:
    """Return the ids that a release of `course` makes public: `scenario …`, `activity …/…`, `lesson …/…`."""
    ids = {f"scenario {key}" for key in course.known_scenarios}
    ids |= {f"lesson {key}" for key in {*course.lessons, *course.broken_lessons}}
    for scenario in course.scenarios.values():
        present = scenario.stated.entries("activities", scenario.stated.value.activities)
        ids |= {f"activity {scenario.id}/{key}" for key in present}
    return ids


def former_ids(course: Course) -> Mapping[str, Place]:
    """Return the ids that something had before, each with the place that says so.

    A renamed scenario takes its activities along: their former ids follow from the scenario's.
    """
    former: dict[str, Place] = {}
    for lesson in course.lessons.values():
        former |= {f"lesson {old}": lesson.matter.at / "formerly" for old in lesson.matter.value.formerly}
    for scenario in course.scenarios.values():
        value, at = scenario.stated.value, scenario.stated.at
        former |= {f"scenario {old}": at / "formerly" for old in value.formerly}
        for key, activity in value.activities.items():
            for old in former_activity_ids(scenario.id, tuple(value.formerly), key, tuple(activity.formerly)):
                former[f"activity {old}"] = at.at("activities", key, "formerly") if activity.formerly else at / "formerly"
    return former


def former_activity_ids(scenario: str, formerly: tuple[str, ...], activity: str, activity_formerly: tuple[str, ...]) -> tuple[str, ...]:
    """Return every id that an activity may have had: each former scenario with each former or present activity id."""
    names = [f"{own}/{name}" for own in (scenario, *formerly) for name in (activity, *activity_formerly)]
    return tuple(names[1:])


def lock_text(course: Course) -> str:
    """Return the contents of `content/ids.lock` for a release of `course`; ids once locked stay until retired."""
    kept = set(course.lock.ids) if course.lock else set()
    return _HEADER + "".join(f"{identity}\n" for identity in sorted(kept | released_ids(course)))
