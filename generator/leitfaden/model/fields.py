"""The types that fields of the format are made of, and how to find the texts among them."""

from __future__ import annotations

import re
import types
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import Enum
from functools import cache
from typing import Annotated, Any, TypeAlias, Union, get_args, get_origin

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints
from pydantic.fields import FieldInfo
from pydantic_core import PydanticCustomError

from leitfaden.problems import Route


class Markup(Enum):
    """How a text is read: `PROSE` takes inline Markdown, `POST` is literal as on the networks."""

    PROSE = "prose"
    POST = "post"


class Model(BaseModel):
    """Base of all models: unknown keys are errors, values can't change."""

    model_config = ConfigDict(extra="forbid", frozen=True)


def _truth(value: object) -> object:
    if value in ("true", "false", True, False):
        return value in ("true", True)
    raise PydanticCustomError("truth", "true or false is expected here")


def _number(value: object) -> object:
    if isinstance(value, str) and not re.fullmatch(r"-?[0-9]{1,9}(\.[0-9]{1,9})?", value):
        raise PydanticCustomError("number", "a number is expected here, such as 3 or 0.25")
    return value


def _whole(value: object) -> object:
    if isinstance(value, str) and not re.fullmatch(r"-?[0-9]{1,9}", value):
        raise PydanticCustomError("whole_number", "a whole number is expected here, such as 3")
    return value


def _day(value: object) -> object:
    if isinstance(value, str) and re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", value):
        try:
            return date.fromisoformat(value)
        except ValueError:
            pass
    raise PydanticCustomError("day", "a day is expected here, such as 2026-11-20")


ID_PATTERN = r"^[a-z0-9-]+$"
PERCENT_PATTERN = r"^(100|[1-9]?[0-9])$"
CLAIM_PATTERN = r"^[A-Za-z0-9][A-Za-z0-9.-]*$"
CONTACT_PATTERN = r"^([^\s@<>()]+@[^\s@<>()]+\.[^\s@<>()]+|https://[^\s<>()]+)$"

Id: TypeAlias = Annotated[str, StringConstraints(pattern=ID_PATTERN)]
Percent: TypeAlias = Annotated[str, StringConstraints(pattern=PERCENT_PATTERN)]
ClaimId: TypeAlias = Annotated[str, StringConstraints(pattern=CLAIM_PATTERN)]
Contact: TypeAlias = Annotated[str, StringConstraints(pattern=CONTACT_PATTERN)]
Day: TypeAlias = Annotated[date, BeforeValidator(_day)]
Flag: TypeAlias = Annotated[bool, BeforeValidator(_truth)]
Whole: TypeAlias = Annotated[int, BeforeValidator(_whole)]
Count: TypeAlias = Annotated[int, BeforeValidator(_whole), Field(ge=0)]
Share: TypeAlias = Annotated[float, BeforeValidator(_number), Field(ge=0, le=1)]
Number: TypeAlias = Annotated[float, BeforeValidator(_number)]
Prose: TypeAlias = Annotated[str, Markup.PROSE]
PostText: TypeAlias = Annotated[str, Markup.POST]


@dataclass(frozen=True, slots=True)
class TextField:
    """A text of a model: where it stands, how it is read, what was written."""

    route: Route
    markup: Markup
    text: str


@dataclass(frozen=True, slots=True)
class _Leaf:
    markup: Markup


@dataclass(frozen=True, slots=True)
class _Many:
    """Every entry of a mapping or list has the plan `each`; None: the entry is a model, planned by its own class."""

    each: _Leaf | _Many | None


_NOT_TEXT = object()


def written_fields(model: type[BaseModel]) -> dict[str, FieldInfo]:
    """Return the fields of `model` by the keys that authors write: a key that is a word of Python has another name inside."""
    return {info.alias or name: info for name, info in model.model_fields.items()}


@cache
def text_plan(model: type[BaseModel]) -> tuple[tuple[str, _Leaf | _Many | None], ...]:
    """Return the fields of `model` that hold texts, directly or further down, in order of declaration."""
    found = []
    for name, info in model.model_fields.items():
        plan = _plan(info.annotation, tuple(info.metadata))
        if plan is not _NOT_TEXT:
            found.append((name, plan))
    return tuple(found)


def _plan(annotation: Any, metadata: tuple[Any, ...]) -> Any:
    for item in metadata:
        if isinstance(item, Markup):
            return _Leaf(item)
    origin = get_origin(annotation)
    if origin is Annotated:
        inner, *more = get_args(annotation)
        return _plan(inner, tuple(more))
    if origin in (Union, types.UnionType):
        plans = [plan for part in get_args(annotation) if (plan := _plan(part, ())) is not _NOT_TEXT]
        return plans[0] if plans else _NOT_TEXT
    if origin in (dict, list, tuple):
        each = _plan(get_args(annotation)[-1] if origin is dict else get_args(annotation)[0], ())
        return _NOT_TEXT if each is _NOT_TEXT else _Many(each)
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return None
    return _NOT_TEXT


def texts(model: BaseModel, route: Route = ()) -> Iterator[TextField]:
    """Yield every text that `model` holds, with its route below `route`, in the file's order of keys."""
    for name, plan in text_plan(type(model)):
        value = getattr(model, name)
        if value is not None:
            yield from _texts_in(value, plan, (*route, name))


def _texts_in(value: Any, plan: _Leaf | _Many | None, route: Route) -> Iterator[TextField]:
    if plan is None:
        yield from texts(value, route)
    elif isinstance(plan, _Leaf):
        yield TextField(route, plan.markup, value)
    else:
        for key, entry in value.items() if isinstance(value, Mapping) else enumerate(value):
            yield from _texts_in(entry, plan.each, (*route, key))
