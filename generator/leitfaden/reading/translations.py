"""Files of further languages: texts alone, at the same routes as in the first language's file.

Both sides are compared as trees, from the top, so that a key that is missing or misspelt is one problem, however many
texts stand below it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, TypeAlias

from pydantic import BaseModel

from leitfaden.courses import Translation
from leitfaden.model.fields import TextField
from leitfaden.problems import Key, Place, Problems, Related, Route, did_you_mean, shown

Tree: TypeAlias = "dict[Key, Tree] | str"


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
    for one in fields:
        if not one.text.strip():
            problems.add("empty-text", at.at(*one.route), f"the text '{one.route[-1]}' is empty", "write it")


def check_translation(
    original: BaseModel, fields: Iterable[TextField], at: Place, translation: Translation, broken: frozenset[Route], language: str, problems: Problems
) -> None:
    """Report texts that are missing, surplus or empty in a further language.

    Arguments:
        original: the model in the first language, at place `at`.
        fields: its texts.
        translation: its texts in `language`, with their place.
        broken: routes of the original that dropped out: nothing is said about what stands below them.
    """
    if translation.whole:
        wanted = _tree((one.route, one.text) for one in fields)
        comparison = _Comparison(original, at, translation.at, broken, language, problems)
        comparison.compare(wanted, _tree(translation.texts.items()), ())
        comparison.report()


def _tree(fields: Iterable[tuple[Route, str]]) -> dict[Key, Tree]:
    top: dict[Key, Tree] = {}
    for route, text in fields:
        here = top
        for step in route[:-1]:
            below = here.setdefault(step, {})
            if isinstance(below, str):
                break
            here = below
        else:
            if route:
                here[route[-1]] = text
    return top


def _count(tree: Tree) -> int:
    return 1 if isinstance(tree, str) else sum(_count(below) for below in tree.values())


def _is_list(tree: dict[Key, Tree]) -> bool:
    return any(isinstance(key, int) for key in tree)


@dataclass(frozen=True)
class _Comparison:
    """Walks down both sides together; `at` and `there` are where the first language and this one stand."""

    original: BaseModel
    at: Place
    there: Place
    broken: frozenset[Route]
    language: str
    problems: Problems
    missing: dict[Route, Tree] = field(default_factory=dict)
    surplus: dict[Route, Key | None] = field(default_factory=dict)

    def report(self) -> None:
        """Report what is missing and surplus; where a key's line is missing, the texts below it are both, and told once."""
        for gap, expected in self.missing.items():
            below = [route for route in self.surplus if not isinstance(expected, str) and self.surplus[route] is None and route[-1] in expected]
            if below:
                hint = f"is the line `{gap[-1]}:` missing above it?"
                self.problems.add("surplus-text", self.there.at(*below[0]).key, f"'{shown(str(below[0][-1]))}' does not stand here in {self.at.file}", hint)
            else:
                self._report_missing(gap, expected)
            for route in below:
                del self.surplus[route]
        for route, meant in self.surplus.items():
            self._report_surplus(route, meant)

    def compare(self, wanted: dict[Key, Tree], given: dict[Key, Tree], route: Route) -> None:
        if _is_list(wanted) or _is_list(given):
            self._compare_lists(wanted, given, route)
            return
        misspelt = {key: self._meant(key, wanted, given) for key in given if key not in wanted and not self._excused((*route, key))}
        for key, meant in misspelt.items():
            found = given[key]
            if meant is None and not isinstance(found, str) and _holds(self.original, (*route, key)):
                self.compare({}, found, (*route, key))
            else:
                self.surplus[*route, key] = meant
        for key, expected in wanted.items():
            if key in given:
                self._compare_values(expected, given[key], (*route, key))
            elif key not in misspelt.values() and not self._excused((*route, key), exactly=True):
                self.missing[*route, key] = expected

    def _compare_values(self, expected: Tree, found: Tree, route: Route) -> None:
        if isinstance(expected, str):
            if not isinstance(found, str):
                self._wrong_type(route, "a text is expected here", "write the text behind the key; if it begins with a bracket, in quotes")
            elif not found.strip():
                self.problems.add("empty-text", self.there.at(*route), f"the text '{route[-1]}' is empty", "translate it")
        elif not isinstance(found, str):
            self.compare(expected, found, route)
        elif found.strip():
            self._wrong_type(route, "the texts below this key are expected here", f"write them as in {self.at.file}, on lines of their own")
        else:
            self.missing[route] = expected

    def _compare_lists(self, wanted: dict[Key, Tree], given: dict[Key, Tree], route: Route) -> None:
        if not (_is_list(wanted) and (_is_list(given) or not given)):
            what = "a list is expected here" if _is_list(wanted) else "keys with texts are expected here, this is a list"
            self._wrong_type(route, what, f"write it as in {self.at.file}")
            return
        if len(wanted) != len(given) and not self._excused(route):
            code, what = ("missing-text", "fewer") if len(given) < len(wanted) else ("surplus-text", "more")
            message = f"'{route[-1]}' has {what} texts in '{self.language}' ({len(given)}) than in the first language ({len(wanted)})"
            self.problems.add(code, self.there.at(*route).key, message, "give it the same number, in the same order", self._see(route))
        for key in wanted.keys() & given.keys():
            self._compare_values(wanted[key], given[key], (*route, key))

    def _report_missing(self, route: Route, expected: Tree) -> None:
        count = _count(expected)
        named = "/".join(shown(str(step)) for step in route)
        message = (
            f"the text '{named}' is missing in '{self.language}'"
            if isinstance(expected, str)
            else (f"'{named}' is missing in '{self.language}' with {'its text' if count == 1 else f'all {count} texts'}")
        )
        self.problems.add("missing-text", self.there.at(*route), message, "translate it here, under the same keys", self._see(route))

    def _see(self, route: Route) -> tuple[Related, ...]:
        return (Related(self.at.at(*route), "in the first language"),)

    def _report_surplus(self, route: Route, meant: Key | None) -> None:
        place, name = self.there.at(*route).key, shown(str(route[-1]))
        if meant is None and _holds(self.original, route):
            hint = f"delete it here; it stands in {self.at.file} for all languages"
            self.problems.add("not-a-text", place, f"'{name}' is no text, and a translation holds texts only", hint)
            return
        hint = f"did you mean '{meant}'?" if meant is not None else f"delete it, or add it to {self.at.file}"
        self.problems.add("surplus-text", place, f"'{name}' does not stand here in {self.at.file}", hint)

    def _meant(self, key: Key, wanted: Mapping[Key, Tree], given: Mapping[Key, Tree]) -> Key | None:
        absent = [str(one) for one in wanted if one not in given]
        hint = did_you_mean(str(key), absent)
        return hint.split("'")[1] if hint.startswith("did") else None

    def _wrong_type(self, route: Route, message: str, hint: str) -> None:
        self.problems.add("wrong-type", self.there.at(*route), message, hint, self._see(route))

    def _excused(self, route: Route, *, exactly: bool = False) -> bool:
        """Tell whether the original has no say on `route`, since it dropped out there, or above, or (unless `exactly`) below."""
        above = any(route[: len(dropped)] == dropped for dropped in self.broken)
        return above or (not exactly and any(dropped[: len(route)] == route for dropped in self.broken))


def _holds(value: Any, route: Route) -> bool:
    for step in route:
        if isinstance(value, BaseModel) and step in type(value).model_fields:
            value = getattr(value, str(step))
        elif isinstance(value, Mapping) and step in value:
            value = value[step]
        else:
            return False
    return value not in (None, {}, [])
