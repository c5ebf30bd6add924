"""`course.yml` of all roots as one: an overlay replaces whole values and named entries of it, and languages are those that all roots have."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, get_origin

from leitfaden.courses import Stated, Translation
from leitfaden.documents import Document
from leitfaden.model.course import CourseFile
from leitfaden.model.fields import texts
from leitfaden.problems import Key, Place, Problems, Route, did_you_mean
from leitfaden.reading.assembling import report_missing_file
from leitfaden.reading.files import FileName, Parsed, shown_path
from leitfaden.reading.roots import COURSE, Root, folders_and_languages
from leitfaden.reading.translations import check_empty, check_translation, leaves
from leitfaden.reading.validation import Validated, validate

_FILE = f"content/{COURSE}"
_LANGUAGE = re.compile(r"[a-z]{2,3}")
_NAMED = frozenset(key for key, info in CourseFile.model_fields.items() if get_origin(info.annotation) is dict)


@dataclass(frozen=True, slots=True)
class MergedPlace(Place):
    """The place of a course file that is put together from several: each key, and each named entry, is at home in one of them."""

    homes: Mapping[Route, str] = field(default_factory=dict, compare=False)

    def __truediv__(self, key: Key) -> Place:
        return self.at(key)

    def at(self, *keys: Key) -> Place:
        """Return the place that `keys` lead to, in the file that the entry, or else the first of them, is at home in."""
        return Place(self.homes.get(keys[:2]) or self.homes.get(keys[:1], self.file), keys, self.part)


@dataclass(frozen=True)
class Facts:
    """What is true of the whole course, and the languages of each root."""

    stated: Stated[CourseFile]
    languages: Sequence[tuple[str, ...]]
    complete: bool


def read_facts(roots: Sequence[Root], parse: Callable[[FileName], Parsed[Document]], problems: Problems) -> Facts:
    """Return the course files of all roots as one; `parse` reads a file. Faults go to `problems`."""
    parsed = [parse(root.yml[_FILE, None]) if (_FILE, None) in root.yml else None for root in roots]
    own = [file.content.value if file else None for file in parsed]
    if roots and parsed[0] is None:
        problems.add("missing-file", Place(_FILE), "there is no content/course.yml", "write one, or begin with `leitfaden new NAME`")
    homes = {unit: file.name.shown for file in parsed if file for unit in _units(file.content.value or {})}
    at = MergedPlace(parsed[0].name.shown if parsed and parsed[0] else _FILE, homes=homes)
    _check_overlays(roots, own, parsed, problems)
    spoken = [_languages(value) or _languages(own[0]) for value in own]
    merged = _merged(own)
    if any(spoken):
        merged["languages"] = _common(spoken, at, problems)
    unread = own[:1] in ([], [None]) or any(file is not None and file.content.value is None for file in parsed)
    lost = frozenset[Route]().union(*(file.content.lost for file in parsed if file))
    found = _validated(merged, roots, at, None if unread else lost, problems)
    value = found.value or CourseFile.model_validate(_stand_ins(roots))
    languages = [tuple(one or value.languages) for one in spoken]
    if roots and not unread:
        languages[0] = _present(languages[0], roots[0], at, problems)
    stated = Stated(value, at, _translations(roots, own, languages, Stated(value, at, {}, found.broken), parse, problems), found.broken)
    return Facts(stated, languages, complete=not found.broken)


def _present(languages: tuple[str, ...], root: Root, at: MergedPlace, problems: Problems) -> tuple[str, ...]:
    """Report a language that is written otherwise in the files' names once, instead of at each file."""
    written = {str(language) for files in (root.yml, root.md) for _, language in files if language}
    misspelt = set()
    for index, language in enumerate(languages):
        hint = did_you_mean(language, written - {*languages}) if index and language not in written else ""
        if hint.startswith("did"):
            misspelt.add(language)
            problems.add("missing-translation", at.at("languages", index), f"no file is written in '{language}'", hint)
    return tuple(language for language in languages if language not in misspelt)


def _validated(merged: dict[str, Any], roots: Sequence[Root], at: MergedPlace, lost: frozenset[Route] | None, problems: Problems) -> Validated[CourseFile]:
    """Validate what was read; where a file could not be (`lost` is None), go on with what the folders show, and be sure of nothing."""
    stand_ins = _stand_ins(roots)
    if lost is None:
        value = CourseFile.model_validate(stand_ins)
        return Validated(value, frozenset((name,) for name in CourseFile.model_fields))
    own = Problems()
    found = validate(CourseFile, merged, Place(""), own, lost=lost, stand_ins=stand_ins)
    problems.extend(replace(problem, place=_at_home(problem.place, at)) for problem in own)
    return found


def _at_home(place: Place, at: MergedPlace) -> Place:
    return replace(at.at(*place.route), part=place.part)


def _languages(value: Mapping[str, Any] | None) -> tuple[str, ...]:
    given = (value or {}).get("languages")
    return tuple(given) if isinstance(given, list) and all(isinstance(one, str) and _LANGUAGE.fullmatch(one) for one in given) else ()


def _common(spoken: Sequence[tuple[str, ...]], at: MergedPlace, problems: Problems) -> list[str]:
    """Return the languages that all roots have, in the order of the first root that names some."""
    named = [languages for languages in spoken if languages]
    for index, language in enumerate(named[-1]):
        if language in named[-1][:index]:
            problems.add("repeated-language", at.at("languages", index), f"'{language}' is listed twice", "delete one")
    common = [language for language in dict.fromkeys(named[0]) if all(language in languages for languages in named)]
    if not common:
        message = f"the overlay has none of the course's languages ({', '.join(named[0])})"
        problems.add("no-common-language", at.at("languages"), message, "name at least one of them")
    return common or list(named[0])


def _merged(own: Sequence[Mapping[str, Any] | None]) -> dict[str, Any]:
    """Return all course files as one: later values take the place of earlier ones, entry by entry where they have names."""
    merged: dict[str, Any] = {}
    for value in own:
        for key, given in (value or {}).items():
            below = merged.get(key)
            merged[key] = _on_top(below, given) if key in _NAMED and isinstance(below, dict) and isinstance(given, dict) else given
    return merged


def _on_top(below: dict[str, Any], above: dict[str, Any]) -> dict[str, Any]:
    """Return named entries in the order of `below`, new ones behind; whoever names them all orders them."""
    return above if below.keys() <= above.keys() else {**below, **above}


def _units(value: Mapping[str, Any]) -> set[Route]:
    """Return what of a course file is replaced as a whole: its keys, and the entries of those that hold named ones."""
    entries = {(key, name) for key in _NAMED & value.keys() if isinstance(value[key], dict) for name in value[key]}
    return {(key,) for key in value} | entries


def _unit(route: Route) -> Route:
    """Return what the text at `route` is replaced with."""
    return route[:2] if route[0] in _NAMED else route[:1]


def _check_overlays(roots: Sequence[Root], own: Sequence[Mapping[str, Any] | None], parsed: Sequence[Parsed[Document] | None], problems: Problems) -> None:
    """Report overlays without an id of their own; one whose course file can't be read may have one."""
    for root, value, file in list(zip(roots, own, parsed, strict=True))[1:]:
        if (file is None or value is not None) and (value or {}).get("id") in (None, (own[0] or {}).get("id")):
            at = file.name.place / "id" if file else Place(f"{shown_path(root.path)}/{_FILE}")
            hint = f"write `id: …`{'' if file else ' there'}, another one than the course's: learners' records are kept under it"
            problems.add("overlay-id", at, "the overlay has no id of its own", hint)


def _stand_ins(roots: Sequence[Root]) -> dict[str, Any]:
    folders, further = folders_and_languages(roots)
    return {"id": "unknown", "title": "…", "languages": ["xx", *further], "modules": {folder: {"title": "…"} for folder in folders}}


def _translations(
    roots: Sequence[Root], own: Sequence[Mapping[str, Any] | None], languages: Sequence[tuple[str, ...]], stated: Stated[CourseFile],
    parse: Callable[[FileName], Parsed[Document]], problems: Problems,
) -> dict[str, Translation]:  # fmt: skip
    fields = [one for one in texts(stated.value) if not any(one.route[: len(route)] == route for route in stated.broken)]
    check_empty((one for one in fields if one.text != "…"), stated.at, problems)
    merged: dict[str, dict[Route, str]] = {}
    places: dict[str, Place] = {}
    for position, (root, value) in enumerate(zip(roots, own, strict=True)):
        if value is None:
            continue
        stated_here = _units(value)
        replaced = {unit for later in own[position + 1 :] for unit in _units(later or {})}
        at = root.yml[_FILE, None].place
        for texts_by_route in merged.values():
            for route in [route for route in texts_by_route if _unit(route) in stated_here]:
                del texts_by_route[route]
        for language in languages[position][1:]:
            wanted = [one for one in fields if _unit(one.route) in stated_here - replaced]
            name = root.yml.get((_FILE, language))
            if name is None:
                if wanted:
                    report_missing_file(at, language, problems)
                continue
            document = parse(name).content
            given = {route: text for route, text in leaves(document.value or {}) if route and _unit(route) not in replaced}
            translation = Translation(name.place, given, document.value is not None)
            check_translation(stated.value, wanted, at, translation, stated.broken, language, problems)
            merged.setdefault(language, {}).update(given)
            places.setdefault(language, name.place)
    return {language: Translation(places[language], found) for language, found in merged.items()}
