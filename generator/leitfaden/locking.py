"""The lock of released ids: learners' records hang on them, so none may vanish without a word."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from leitfaden.courses import Course
from leitfaden.documents import read_text, unread_source
from leitfaden.problems import Place, Problems, Related, shown
from leitfaden.sources import Source

_LINE = re.compile(r"[^\r\n]*")
_IDENTITY = re.compile(r"(?:scenario|assessment) [a-z0-9-]+|(?:activity|lesson) [a-z0-9-]+/[a-z0-9-]+")

_HEADER = (
    "# Ids that learners' records refer to. Written by `leitfaden lock`; commit it with every release.\n"
    "# One that vanishes needs `formerly:` where it lives on, or an entry under `retired:` in course.yml.\n"
)


def read_lock(raw: bytes, file: str, problems: Problems) -> tuple[dict[str, int], Source]:
    """Return the ids that a lock lists, each with its offset, and the source; faults go to `problems`."""
    text = read_text(raw, file, problems)
    if text is None:
        return {}, unread_source(raw)
    ids: dict[str, int] = {}
    for found in _LINE.finditer(text):
        line = found[0].strip()
        if not line or line.startswith("#"):
            continue
        if _IDENTITY.fullmatch(line):
            ids[line] = found.start()
        else:
            hint = "the file is written by `leitfaden lock` alone; take it from the last release"
            problems.add("bad-lock", Place(file, mark=found.start()), f"'{shown(line)}' is no id of a scenario, activity, lesson or assessment", hint)
    return ids, Source(text)


def released_ids(course: Course) -> set[str]:
    """Return the ids that a release of `course` makes public: `scenario …`, `activity …/…`, `lesson …/…`, `assessment …`."""
    ids = {f"scenario {key}" for key in course.known_scenarios}
    ids |= {f"assessment {key}" for key in course.known_assessments}
    ids |= {f"lesson {key}" for key in {*course.lessons, *course.broken_lessons}}
    for scenario in course.scenarios.values():
        present = scenario.stated.entries("activities", scenario.stated.value.activities)
        ids |= {f"activity {scenario.id}/{key}" for key in present}
    return ids


def former_ids(course: Course, problems: Problems) -> Mapping[str, Place]:
    """Return the ids that something had before, each with the place that says so; one that two things claim is a problem.

    A renamed scenario takes its activities along: their former ids follow from the scenario's.
    """
    former: dict[str, Place] = {}
    for identity, place in _claimed(course):
        first = former.setdefault(identity, place)
        if first != place:
            related = [Related(first, "claimed here, too")]
            problems.add("former-id-taken", place, f"two things were formerly '{identity}'", "leave it where the learners' answers belong", related)
    return former


def _claimed(course: Course) -> Iterator[tuple[str, Place]]:
    for lesson in course.lessons.values():
        for index, old in enumerate(lesson.matter.value.formerly):
            yield f"lesson {old}", lesson.matter.at.at("formerly", index)
    for assessment in course.assessments.values():
        for index, old in enumerate(assessment.stated.value.formerly):
            yield f"assessment {old}", assessment.stated.at.at("formerly", index)
    for scenario in course.scenarios.values():
        value, at = scenario.stated.value, scenario.stated.at
        for index, old in enumerate(value.formerly):
            yield f"scenario {old}", at.at("formerly", index)
        for key, activity in value.activities.items():
            names = former_activity_ids(scenario.id, tuple(value.formerly), key, tuple(activity.formerly))
            yield from ((f"activity {old}", at.at("activities", key, "formerly") if activity.formerly else at / "formerly") for old in names)


def former_activity_ids(scenario: str, formerly: tuple[str, ...], activity: str, activity_formerly: tuple[str, ...]) -> tuple[str, ...]:
    """Return every id that an activity may have had: each former scenario with each former or present activity id."""
    names = [f"{own}/{name}" for own in (scenario, *formerly) for name in (activity, *activity_formerly)]
    return tuple(names[1:])


def lock_text(course: Course) -> str:
    """Return the contents of `content/ids.lock` for a release of `course`; an id once locked stays, so that nobody takes it again."""
    kept = set(course.lock.ids) if course.lock else set()
    return _HEADER + "".join(f"{identity}\n" for identity in sorted(kept | released_ids(course)))
