"""Turns pydantic's findings into problems with places, and keeps what validates.

pydantic names places by its own path (with union tags in it); the route is found by walking the data beside it. Each
entry of a keyed mapping stands for itself: one that fails drops out, its id stays known, and the rest goes on.
"""

from __future__ import annotations

import types
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Annotated, Any, Generic, TypeVar, Union, cast, get_args, get_origin

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from leitfaden.problems import Key, Place, Problems, Route, did_you_mean

M = TypeVar("M", bound=BaseModel)


@dataclass(frozen=True)
class Validated(Generic[M]):
    """A model, or None where nothing of it could be kept, and the routes that dropped out of it."""

    value: M | None
    broken: frozenset[Route]


def validate(model: type[M], data: dict[str, Any], at: Place, problems: Problems) -> Validated[M]:
    """Return `data` as `model`; every fault is reported, and each broken entry is left out.

    Arguments:
        model: the type of a whole file.
        data: plain values as `documents` returns them; not changed.
        at: the place of `data`.
    """
    try:
        return Validated(model.model_validate(data), frozenset())
    except ValidationError as error:
        findings = [_Finding.of(details, data, model) for details in error.errors(include_url=False)]
    _report(findings, at, problems)
    kept, broken = data, set[Route]()
    for _ in range(len(findings) + 8):
        for finding in findings:
            route = finding.droppable(model, kept)
            if route is None:
                return Validated(None, frozenset(broken))
            kept = _without(kept, route)
            if finding.kind != "extra_forbidden":
                broken.add(route)
        try:
            return Validated(model.model_validate(kept), frozenset(broken))
        except ValidationError as error:
            findings = [_Finding.of(details, kept, model) for details in error.errors(include_url=False)]
    return Validated(None, frozenset(broken))


@dataclass(frozen=True)
class _Finding:
    kind: str
    route: Route
    on_key: bool
    details: ErrorDetails
    siblings: tuple[str, ...]

    @classmethod
    def of(cls, details: ErrorDetails, data: Any, model: type[BaseModel]) -> _Finding:
        route, on_key = _walk(details["loc"], data)
        siblings = tuple(fields_at(model, route[:-1], data)) if details["type"] in ("extra_forbidden", "missing") else ()
        return cls(details["type"], route, on_key, details, siblings)

    def droppable(self, model: type[BaseModel], data: Any) -> Route | None:
        """The innermost entry of a keyed mapping that holds the fault; else the faulty key itself; None: the file."""
        if self.kind == "extra_forbidden":
            return self.route
        entries = [self.route[: i + 1] for i in range(len(self.route)) if _is_entry(model, self.route[: i + 1], data)]
        if entries:
            return entries[-1]
        return self.route[:1] if self.route and self.kind != "missing" and self.route[0] in data else None


def _walk(loc: tuple[int | str, ...], data: Any) -> tuple[Route, bool]:
    route: list[Key] = []
    here, on_key = data, False
    for position, step in enumerate(loc):
        if step == "[key]":
            on_key = True
        elif (isinstance(here, dict) and step in here) or (isinstance(here, list) and isinstance(step, int) and step < len(here)):
            route.append(step)
            here = here[step]
        elif position == len(loc) - 1 and isinstance(here, dict):
            route.append(step)
    return tuple(route), on_key


def _without(data: Any, route: Route) -> Any:
    step, *rest = route
    if isinstance(data, list):
        return [item if i != step else _without(item, tuple(rest)) for i, item in enumerate(data) if rest or i != step]
    if step not in data:
        return data
    if not rest:
        return {key: value for key, value in data.items() if key != step}
    return {key: _without(value, tuple(rest)) if key == step else value for key, value in data.items()}


def _types(model: type[BaseModel], route: Route, data: Any) -> Iterator[tuple[Any, bool]]:
    """Yield the annotation along `route`, with whether the step is an entry of a mapping; ends where it is unknown."""
    annotation: Any = model
    for step in route:
        annotation = _chosen(annotation, data)
        is_entry = get_origin(annotation) is dict
        if is_entry:
            annotation = get_args(annotation)[1]
        elif get_origin(annotation) is list:
            annotation = get_args(annotation)[0]
        elif isinstance(annotation, type) and issubclass(annotation, BaseModel) and step in annotation.model_fields:
            annotation = annotation.model_fields[cast("str", step)].annotation
        else:
            return
        data = data[step] if isinstance(data, (dict, list)) and _has(data, step) else None
        yield _chosen(annotation, data), is_entry


def _has(data: Any, step: Key) -> bool:
    return step in data if isinstance(data, dict) else isinstance(step, int) and step < len(data)


def _chosen(annotation: Any, data: Any) -> Any:
    """Strip Annotated and None, and choose the member of a union that `kind` names."""
    while get_origin(annotation) is Annotated:
        annotation = get_args(annotation)[0]
    if get_origin(annotation) not in (Union, types.UnionType):
        return annotation
    members = [part for part in get_args(annotation) if part is not type(None)]
    if len(members) == 1:
        return _chosen(members[0], data)
    kind = data.get("kind") if isinstance(data, dict) else None
    for member in members:
        if isinstance(member, type) and issubclass(member, BaseModel) and kind in get_args(member.model_fields["kind"].annotation):
            return member
    return annotation


def _is_entry(model: type[BaseModel], route: Route, data: Any) -> bool:
    steps = list(_types(model, route, data))
    if len(steps) < len(route) or not steps[-1][1]:
        return False
    kind = steps[-1][0]
    return get_origin(kind) in (Union, types.UnionType) or (isinstance(kind, type) and issubclass(kind, BaseModel))


def fields_at(model: type[BaseModel], route: Route, data: Any) -> list[str]:
    """Return the keys that the format knows at `route`, in their order; nothing where it knows no model there."""
    annotation: Any = model
    if route:
        steps = list(_types(model, route, data))
        if len(steps) < len(route):
            return []
        annotation = steps[-1][0]
    return list(annotation.model_fields) if isinstance(annotation, type) and issubclass(annotation, BaseModel) else []


def _report(findings: list[_Finding], at: Place, problems: Problems) -> None:
    unknown = {finding.route[:-1]: str(finding.route[-1]) for finding in findings if finding.kind == "extra_forbidden"}
    seen = set[tuple[Route, str]]()
    for finding in findings:
        misspelt = unknown.get(finding.route[:-1], "") if finding.kind == "missing" else ""
        if misspelt and did_you_mean(misspelt, finding.siblings) == f"did you mean '{finding.route[-1]}'?":
            continue
        code, message, hint = _WORDS.get(finding.kind, _wrong_type)(finding)
        if (finding.route, code) in seen:
            continue
        seen.add((finding.route, code))
        place = at.at(*finding.route)
        problems.add(code, place.key if finding.on_key or finding.kind == "extra_forbidden" else place, message, hint)


def _missing(finding: _Finding) -> tuple[str, str, str]:
    key = finding.route[-1]
    if key == "feedback":
        return "missing-feedback", "key 'feedback' is missing", "say why, for whoever chose just this: the effect, the reason, what instead"
    return "missing-key", f"key '{key}' is missing", ""


def _unknown(finding: _Finding) -> tuple[str, str, str]:
    return "unknown-key", f"the format knows no key '{finding.route[-1]}' here", did_you_mean(str(finding.route[-1]), finding.siblings)


def _pattern(finding: _Finding) -> tuple[str, str, str]:
    pattern = str(finding.details.get("ctx", {}).get("pattern", ""))
    given = _given(finding)
    if "Mon|Tue" in pattern:
        return "bad-time", f"'{given}' is no time of a post", "write weekday and time in English: `Mon 09:12`, or with a week `w2 Tue 14:30`"
    if "a-z]{2,3}" in pattern:
        return "bad-language", f"'{given}' is no language code", "two or three lower-case letters: de, en, fr"
    if "_." in pattern:
        return "bad-handle", f"'{given}' is no handle", "letters, digits, `_`, `.` and `-`, without the @"
    return "bad-id", f"'{given}' is no id", "ids have lower-case letters, digits and hyphens: `first-week`"


def _given(finding: _Finding) -> str:
    return str(finding.route[-1]) if finding.on_key else str(finding.details["input"])


def _choice(finding: _Finding) -> tuple[str, str, str]:
    context = finding.details.get("ctx", {})
    expected = [word.strip(" '") for word in str(context.get("expected", context.get("expected_tags", ""))).replace(" or ", ",").split(",")]
    given = context.get("tag", finding.details["input"])
    code = "unknown-kind" if finding.kind == "union_tag_invalid" else "unknown-value"
    return code, f"'{given}' is not known here", did_you_mean(str(given), expected)


def _kind_missing(_finding: _Finding) -> tuple[str, str, str]:
    return "missing-key", "key 'kind' is missing", "say what kind of activity it is: `kind: choice`"


def _range(finding: _Finding) -> tuple[str, str, str]:
    limits = {"greater_than_equal": ("ge", "at least"), "less_than_equal": ("le", "at most"), "greater_than": ("gt", "more than"), "less_than": ("lt", "less than")}
    key, words = limits[finding.kind]
    return "out-of-range", f"{finding.details['input']} is out of range: {words} {finding.details.get('ctx', {}).get(key)} is expected", ""


def _short(finding: _Finding) -> tuple[str, str, str]:
    least = finding.details.get("ctx", {}).get("min_length", 1)
    return "too-few", f"at least {least} {'is' if least == 1 else 'are'} needed here", ""


_EXPECTED = {
    "dict_type": "keys with values are expected here", "model_type": "keys with values are expected here",
    "model_attributes_type": "keys with values are expected here", "list_type": "a list is expected here: `[a, b]`, or lines that begin with `- `",
    "string_type": "a text is expected here", "int_from_float": "a whole number is expected here", "int_parsing": "a whole number is expected here",
}  # fmt: skip


def _wrong_type(finding: _Finding) -> tuple[str, str, str]:
    given = finding.details["input"]
    found = {dict: "keys with values", list: "a list", str: "a text" if given else "nothing"}.get(type(given), "something else")
    message = _EXPECTED.get(finding.kind, finding.details["msg"])
    return "wrong-type", f"{message}, this is {found}", ""


_WORDS: Mapping[str, Callable[[_Finding], tuple[str, str, str]]] = {
    "missing": _missing, "extra_forbidden": _unknown, "string_pattern_mismatch": _pattern, "literal_error": _choice,
    "union_tag_invalid": _choice, "union_tag_not_found": _kind_missing, "greater_than_equal": _range, "less_than_equal": _range,
    "greater_than": _range, "less_than": _range, "too_short": _short, "string_too_short": _short,
}  # fmt: skip
