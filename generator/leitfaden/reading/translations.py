"""Files of further languages: texts alone, at the same routes as in the first language's file."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from pydantic import BaseModel

from leitfaden.courses import Translation
from leitfaden.model.fields import TextField, texts
from leitfaden.problems import Key, Place, Problems, Related, Route, did_you_mean


def leaves(value: Any, route: Route = ()) -> Iterator[tuple[Route, str]]:
    """Yield every scalar of plain values with its route; an empty mapping counts as an empty text."""
    entries: Iterable[tuple[Key, Any]]
    if isinstance(value, dict) and value:
        entries = value.items()
    elif isinstance(value, list) and value:
        entries = enumerate(value)
    else:
        yield route, value if isinstance(value, str) else ""
        return
    for key, entry in entries:
        yield from leaves(entry, (*route, key))


def check_empty(fields: Iterable[TextField], at: Place, problems: Problems) -> None:
    """Report texts of the first language that say nothing."""
    for field in fields:
        if not field.text.strip():
            problems.add("empty-text", at.at(*field.route), f"the text '{field.route[-1]}' is empty", "write it, or delete the key")


def check_translation(
    original: BaseModel, at: Place, translation: Translation, broken: frozenset[Route], language: str, problems: Problems
) -> None:
    """Report texts that are missing, surplus or empty in a further language.

    Arguments:
        original: the model in the first language, at place `at`.
        translation: its texts in `language`, with their place.
        broken: routes of the original that dropped out: nothing is said about what stands below them.
    """
    wanted = {field.route for field in texts(original)}
    for route in wanted - translation.texts.keys():
        if translation.whole:
            related = (Related(at.at(*route), "the text in the first language"),)
            message = f"text '{'/'.join(map(str, route))}' is missing in '{language}'"
            problems.add("missing-text", translation.at.at(*route), message, "translate it here, at the same place", related)
    for route, text in translation.texts.items():
        if route not in wanted:
            _surplus(original, at, route, wanted, translation, broken, problems)
        elif not text.strip():
            problems.add("empty-text", translation.at.at(*route), f"the text '{route[-1]}' is empty", "translate it")


def _surplus(
    original: BaseModel, at: Place, route: Route, wanted: set[Route], translation: Translation, broken: frozenset[Route], problems: Problems
) -> None:
    if any(route[: len(dropped)] == dropped or dropped[: len(route)] == route for dropped in broken):
        return
    place = translation.at.at(*route).key
    if _holds(original, route):
        hint = f"delete it here; it stands in {at.file}"
        problems.add("not-a-text", place, f"'{route[-1]}' is no text, and a translation holds texts only", hint)
        return
    siblings = {str(other[len(route) - 1]) for other in wanted if other[: len(route) - 1] == route[:-1] and len(other) >= len(route)}
    problems.add("surplus-text", place, f"'{'/'.join(map(str, route))}' stands nowhere in {at.file}", did_you_mean(str(route[-1]), siblings) or "delete it, or add it there")


def _holds(value: Any, route: Route) -> bool:
    for step in route:
        if isinstance(value, BaseModel) and step in type(value).model_fields:
            value = getattr(value, str(step))
        elif isinstance(value, Mapping) and step in value:
            value = value[step]
        else:
            return False
    return True

