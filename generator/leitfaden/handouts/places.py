"""Where a character that can't be printed stands: the texts of a module with their places, searched for it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import fields, is_dataclass

from leitfaden.handouts.glyphs import Glyphs
from leitfaden.handouts.tasks import practised
from leitfaden.inline import plain
from leitfaden.localising import LocalCourse, LocalModule, LocalScenario
from leitfaden.problems import Place, Problems

_HINT = "handouts are set in Fira Sans and Noto; use another character"


def report_missing(course: LocalCourse, module: LocalModule, sheets: Iterable[object], glyphs: Glyphs, problems: Problems) -> bool:
    """Add an error for each text in `sheets`, the data of `module`, that can't be printed; return whether there was one."""
    printed = sorted(set(strings(sheets)))
    missing = glyphs.missing(printed)
    for sign in missing:
        message = f"no font has the character '{sign}' ({' '.join(f'U+{ord(one):04X}' for one in sign)})"
        for place, example in _found(sign, course, module, printed):
            problems.add("missing-glyph", place, f"{message}, in '{example}'" if example else message, _HINT)
    return bool(missing)


def _found(sign: str, course: LocalCourse, module: LocalModule, printed: Sequence[str]) -> Iterator[tuple[Place, str]]:
    """Yield the places of `sign`, each with its text where the place alone would not show it."""
    places = [(place, text if place.route[-1:] == ("name",) else "") for place, text in _placed(module) if sign in text]
    yield from places or [(_top(course, module), next(text for text in printed if sign in text))]


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


def _placed(module: LocalModule) -> Iterator[tuple[Place, str]]:
    for lesson in module.lessons:
        at = Place(lesson.file)
        yield at.at("title"), plain(lesson.title)
        yield from ((at.at("goals", index), plain(goal)) for index, goal in enumerate(lesson.goals))
    for scenario in module.scenarios:
        yield from _placed_in(scenario)


def _placed_in(scenario: LocalScenario) -> Iterator[tuple[Place, str]]:
    shown = {exercise.id.partition("/")[2] for exercise in practised(scenario)}
    for place, text in scenario.texts:
        if place.route[:1] != ("activities",) or place.route[1] in shown:
            yield place, text
    file = scenario.texts[0][0].file if scenario.texts else scenario.id
    for person in {post.by.id: post.by for post in scenario.posts.values()}.values():
        yield Place(file, ("people", person.id, "name")), person.name


def _top(course: LocalCourse, module: LocalModule) -> Place:
    files = [lesson.file for lesson in module.lessons] + [place.file for scenario in module.scenarios for place, _ in scenario.texts[:1]]
    return Place(files[0] if files else course.id)
