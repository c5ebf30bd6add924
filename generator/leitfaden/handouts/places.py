"""Where a character that can't be printed stands: the texts of a module or a test with their places, searched for it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import fields, is_dataclass
from typing import TypeAlias

from leitfaden.exercises import Exercise
from leitfaden.handouts.glyphs import Glyphs
from leitfaden.inline import plain
from leitfaden.localising import LocalModule, LocalScenario
from leitfaden.problems import Place, Problems

_HINT = "handouts are set in Fira Sans and Noto; use another character"

Placed: TypeAlias = tuple[Place, str]
"""A text with its place."""


def report_missing(placed: Sequence[Placed], sheets: Iterable[object], glyphs: Glyphs, problems: Problems) -> bool:
    """Add an error for each text that can't be printed; return whether there was one.

    Arguments:
        placed: the texts that the sheets may show, with their places; what stands in none of them is said of the first one's file.
        sheets: the data of the sheets.
    """
    printed = sorted(set(strings(sheets)))
    missing = glyphs.missing(printed)
    for sign in missing:
        message = f"no font has the character '{sign}' ({' '.join(f'U+{ord(one):04X}' for one in sign)})"
        for place, example in _found(sign, placed, printed):
            problems.add("missing-glyph", place, f"{message}, in '{example}'" if example else message, _HINT)
    return bool(missing)


def _found(sign: str, placed: Sequence[Placed], printed: Sequence[str]) -> Iterator[Placed]:
    """Yield the places of `sign`, each with its text where the place alone would not show it."""
    places = [(place, text if place.route[-1:] == ("name",) else "") for place, text in placed if sign in text]
    yield from places or [(Place(placed[0][0].file if placed else "content/course.yml"), next(text for text in printed if sign in text))]


def strings(data: object) -> Iterator[str]:
    """Yield every string in dataclasses and sequences."""
    if isinstance(data, str):
        yield data
    elif is_dataclass(data):
        for field in fields(data):
            yield from strings(getattr(data, field.name))
    elif isinstance(data, Sequence) and not isinstance(data, bytes):
        for item in data:
            yield from strings(item)


def module_texts(module: LocalModule) -> Iterator[Placed]:
    """Yield the texts of a module's sheets with their places."""
    for lesson in module.lessons:
        at = Place(lesson.file)
        yield at.at("title"), plain(lesson.title)
        yield from ((at.at("goals", index), plain(goal)) for index, goal in enumerate(lesson.goals))
    for scenario in module.shown:
        yield from scenario_texts(scenario, scenario.practised)


def scenario_texts(scenario: LocalScenario, exercises: Iterable[Exercise]) -> Iterator[Placed]:
    """Yield the texts of a scenario and of those `exercises` on it, with their places."""
    shown = {exercise.id.partition("/")[2] for exercise in exercises}
    for place, text in scenario.texts:
        if place.route[:1] != ("activities",) or place.route[1] in shown:
            yield place, text
    file = scenario.texts[0][0].file if scenario.texts else scenario.id
    for person in {post.by.id: post.by for post in scenario.posts.values()}.values():
        yield Place(file, ("people", person.id, "name")), person.name
