"""Turns pydantic's findings into problems with places, and keeps what validates.

pydantic names places by its own path (with union tags in it); the route is found by walking the data beside it. Each
entry of a keyed mapping stands for itself: one that fails drops out, its id stays known, and the rest goes on.
"""

from __future__ import annotations

import types
from collections.abc import Iterable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from typing import Annotated, Any, Generic, Literal, TypeVar, Union, get_args, get_origin

from pydantic import BaseModel, ValidationError

from leitfaden.model.fields import written_fields
from leitfaden.problems import Key, Place, Problems, Route
from leitfaden.reading.wording import Finding, Wording, astray, strange, worded

M = TypeVar("M", bound=BaseModel)


@dataclass(frozen=True)
class Validated(Generic[M]):
    """A model, or None where nothing of it could be kept, and the routes that dropped out of it."""

    value: M | None
    broken: frozenset[Route]


def validate(
    model: type[M], data: dict[str, Any], at: Place, problems: Problems, *, lost: frozenset[Route] = frozenset(), stand_ins: Mapping[str, Any] | None = None
) -> Validated[M]:
    """Return `data` as `model`; every fault is reported, and each broken entry is left out.

    Arguments:
        model: the type of a whole file.
        data: plain values as `documents` returns them; not changed.
        at: the place of `data`.
        lost: routes of mappings that are not all there: nothing is said about keys that they lack.
        stand_ins: values for keys of the file that are missing or wrong, to go on with; a text's is "…", a mapping's {}.
    """
    broken = set(lost - {()}) | ({(name,) for name in model.model_fields} if () in lost else set())
    kept = data
    for attempt in range(_ATTEMPTS):
        try:
            return Validated(model.model_validate(kept), frozenset(broken))
        except ValidationError as error:
            findings = [_finding(dict(details), kept, model) for details in error.errors(include_url=False, include_context=True)]
        told = findings[:_TOLD]
        if attempt == 0:
            told = [one for one in told if one.kind not in ("missing", "extra_forbidden") or one.route[:-1] not in lost or one.meant]
            _report(told, at, problems)
            broken |= _displaced(told, model, data)
        dropped = [_droppable(finding, model, kept) for finding in findings]
        broken.update(dropped, *(_taken_along(finding, route) for finding, route in zip(findings[:_TOLD], dropped, strict=False)))
        kept = _filled(_without(kept, set(dropped)), model, findings, stand_ins or {})
    return Validated(None, frozenset(broken))


_ATTEMPTS = 40
_TOLD = 1000  # problems of one file: whoever has more has pasted something, and every near miss that is looked for takes its time


def _finding(details: dict[str, Any], data: Any, model: type[BaseModel]) -> Finding:
    route, on_key = _walk(details["loc"], data)
    if details["type"] == "union_tag_invalid":
        route = (*route, "kind")
    known = _fields_at(model, route[:-1], data) if details["type"] in ("extra_forbidden", "missing") else {}
    return Finding(details["type"], route, on_key, details, known)


def _walk(loc: tuple[int | str, ...], data: Any) -> tuple[Route, bool]:
    route: list[Key] = []
    here, on_key = data, False
    for position, step in enumerate(loc):
        if step == "[key]":
            on_key = True
        elif _has(here, step):
            route.append(step)
            here = here[step]
        elif position == len(loc) - 1 and isinstance(here, dict):
            route.append(step)
    return tuple(route), on_key


def _has(data: Any, step: Key) -> bool:
    return step in data if isinstance(data, dict) else isinstance(data, list) and isinstance(step, int) and step < len(data)


def _droppable(finding: Finding, model: type[BaseModel], data: Any) -> Route:
    """The innermost entry of a keyed mapping that holds the fault; else the key of the file that does."""
    if finding.kind == "extra_forbidden":
        return finding.route
    entries = [finding.route[: i + 1] for i in range(len(finding.route)) if _is_entry(model, finding.route[: i + 1], data)]
    return entries[-1] if entries else finding.route[:1]


def _taken_along(finding: Finding, dropped: Route) -> Iterator[Route]:
    """Yield what is not known any more: the key that a misspelt one stands for, the names beside one that is no id or no entry."""
    if finding.meant:
        yield (*finding.route[:-1], finding.meant)
    if finding.on_key or (finding.kind in _NO_MODEL and len(dropped) > 1):
        yield dropped[:-1]


def _without(data: Any, routes: Iterable[Route]) -> Any:
    here = {route[0] for route in routes if len(route) == 1}
    below: dict[Key, set[Route]] = {}
    for route in routes:
        if len(route) > 1:
            below.setdefault(route[0], set()).add(route[1:])
    if isinstance(data, list):
        return [_without(item, below.get(i, ())) for i, item in enumerate(data) if i not in here]
    if not isinstance(data, dict) or not (here or below):
        return data
    return {key: _without(value, below[key]) if key in below else value for key, value in data.items() if key not in here}


def _displaced(findings: list[Finding], model: type[BaseModel], data: Mapping[str, Any]) -> set[Route]:
    """Where something stands in a wrong place, nothing is known of the keys that the file lacks, nor of where it stands."""
    misfits = _misfits(findings)
    places = {finding.route[:-1] for finding in findings if id(finding) in misfits}
    around = {place[:length] for place in places for length in (len(place), len(place) - 1) if length > 0}
    return around | {(name,) for name in model.model_fields if places and name not in data}


def _filled(data: Any, model: type[BaseModel], findings: Iterable[Finding], stand_ins: Mapping[str, Any]) -> dict[str, Any]:
    """Put something in the place of required keys of the file, so that the rest of it can be checked."""
    filled = dict(data)
    for key in {str(finding.route[0]) for finding in findings if finding.route}:
        field = model.model_fields.get(key)
        if field is None or key in filled or not field.is_required():
            continue
        annotation = _chosen(field.annotation, None)
        filled[key] = stand_ins[key] if key in stand_ins else _stand_in(annotation)
    return filled


def _stand_in(annotation: Any) -> Any:
    if get_origin(annotation) is Literal:
        return get_args(annotation)[0]
    return {} if get_origin(annotation) is dict else "…"


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
        elif isinstance(annotation, type) and issubclass(annotation, BaseModel) and step in (fields := written_fields(annotation)):
            annotation = fields[str(step)].annotation
        else:
            return
        data = data[step] if _has(data, step) else None
        yield _chosen(annotation, data), is_entry


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
    if get_origin(kind) is dict:  # a mapping of entries, itself an entry
        kind = _chosen(get_args(kind)[1], None)
    return get_origin(kind) in (Union, types.UnionType) or (isinstance(kind, type) and issubclass(kind, BaseModel))


def _fields_at(model: type[BaseModel], route: Route, data: Any) -> dict[str, str]:
    """Return the keys that the format knows at `route` with their descriptions; nothing where it knows no model there."""
    annotation: Any = model
    if route:
        steps = list(_types(model, route, data))
        if len(steps) < len(route):
            return {}
        annotation = steps[-1][0]
    if not (isinstance(annotation, type) and issubclass(annotation, BaseModel)):
        return {}
    return {name: info.description or "" for name, info in written_fields(annotation).items()}


def _report(findings: list[Finding], at: Place, problems: Problems) -> None:
    meant = {(*finding.route[:-1], finding.meant) for finding in findings if finding.meant}
    misfits = _misfits(findings)
    strangers = {one.route[:-1] for one in findings if id(one) in misfits and one.kind == "extra_forbidden"}
    strays = {one.route[:-1] for one in findings if id(one) in misfits and one.kind != "extra_forbidden"}
    seen = set[tuple[Route, str]]()
    for finding in findings:
        if id(finding) not in misfits and ((finding.kind == "missing" and finding.route in meant) or _swallowed(finding, strangers, strays)):
            continue
        words = misfits.get(id(finding)) or worded(finding)
        if (finding.route, words.code) in seen:
            continue
        seen.add((finding.route, words.code))
        place = at.at(*finding.route)
        on_key = finding.on_key or finding.kind in ("extra_forbidden", "union_tag_not_found")
        problems.add(words.code, place.key if on_key else place, words.message, words.hint)


def _misfits(findings: list[Finding]) -> dict[int, Wording]:
    """Return the words for the first of several findings that have one cause: what stands there belongs somewhere else."""
    found: dict[int, Wording] = {}
    for container, members in _by_container(findings).items():
        strangers = [one for one in members if one.kind == "extra_forbidden" and not one.meant]
        missing = [str(one.route[-1]) for one in members if one.kind == "missing"]
        strays = [one for one in members if one.kind in _NO_MODEL and one.route]
        if strangers and (missing or len(strangers) > 1):
            found[id(strangers[0])] = strange(strangers[0], [str(one.route[-1]) for one in strangers], missing)
        elif len(strays) > 1:
            found[id(strays[0])] = astray(strays[0], str(container[-1]) if container else "")
    return found


_NO_MODEL = ("model_type", "model_attributes_type", "dict_type")


def _by_container(findings: list[Finding]) -> dict[Route, list[Finding]]:
    by_container: dict[Route, list[Finding]] = {}
    for finding in findings:
        by_container.setdefault(finding.route[:-1], []).append(finding)
    return by_container


def _swallowed(finding: Finding, strangers: AbstractSet[Route], strays: AbstractSet[Route]) -> bool:
    """Tell whether the words for another finding, in one of these containers, answer for this one."""
    if finding.route[:-1] in strangers and (finding.kind == "missing" or (finding.kind == "extra_forbidden" and not finding.meant)):
        return True
    return any(finding.route[:length] in strays for length in range(len(finding.route)))
