"""The format reference, `docs/format.md`: hand-written prose from `reference.md`, tables from the models.

`python -m leitfaden.reference > docs/format.md` writes it. A line `{{ Post }}` of the prose becomes the table of that
model; a model of the format that has no such line, or a line without a model, is an error, so nothing goes untold.
"""

from __future__ import annotations

import re
import sys
import types
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from importlib import resources
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from leitfaden import activities
from leitfaden.activities import KINDS
from leitfaden.lengths import NETWORKS
from leitfaden.model.activity import Activity
from leitfaden.model.fields import CLAIM_PATTERN, CONTACT_PATTERN, ID_PATTERN, PERCENT_PATTERN, Markup, written_fields
from leitfaden.model.scenario import AT_PATTERN
from leitfaden.schemas import MODELS, SCHEMAS

_PLACEHOLDER = re.compile(r"\{\{ (\w+) \}\}")
_PATTERNS = {
    ID_PATTERN: "id",
    CLAIM_PATTERN: "claim id",
    PERCENT_PATTERN: "per cent",
    AT_PATTERN: "time",
    CONTACT_PATTERN: "address",
    r"^[a-z]{2,3}$": "language code",
    r"^[A-Za-z0-9_.-]{1,40}$": "handle",
}
_IRREGULAR = {"person": "people", "criterion": "criteria"}
_FILES = frozenset(MODELS.values())


def reference_text() -> str:
    """Return `docs/format.md`.

    Raises:
        LookupError: the prose names a table that there is none for, or leaves one out.
    """
    prose = (resources.files("leitfaden") / "reference.md").read_text(encoding="utf-8")
    parts = _parts()
    named = set(_PLACEHOLDER.findall(prose))
    if named != parts.keys():
        raise LookupError(f"reference.md and the models differ: {sorted(named ^ parts.keys())}")
    return _PLACEHOLDER.sub(lambda found: parts[found[1]], prose)


def _parts() -> Mapping[str, str]:
    """Return everything that the prose can ask for, by name."""
    models = {model for root in MODELS.values() for model in _reachable(root) if not _of_kinds(model)}
    return {
        **{model.__name__: _section(model) for model in models},
        "Activity": _section(Activity),
        "kinds": "\n\n".join(_kinds()),
        "networks": _table(("`network`", "name", "characters"), ((f"`{key}`", network.name, f"{network.limit:,}") for key, network in NETWORKS.items())),
        "schemas": ", ".join(f"`{name}`" for name in SCHEMAS if not name.endswith("-translation")),
    }


def _reachable(model: type[BaseModel]) -> Iterator[type[BaseModel]]:
    yield model
    for info in model.model_fields.values():
        for inner in _models(info.annotation):
            yield from _reachable(inner)


def _models(annotation: Any) -> Iterator[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    for argument in get_args(annotation):
        yield from _models(argument)


def _of_kinds(model: type[BaseModel]) -> bool:
    """Tell whether a model belongs to kinds of activities: posts, say, are told of with scenarios."""
    return model.__module__.startswith(activities.__name__)


def _kinds() -> Iterator[str]:
    """Yield each kind with its models; what several kinds share stands where it first comes up."""
    told: set[type[BaseModel]] = set()
    for kind in KINDS:
        own = {name: info for name, info in kind.model_fields.items() if name not in Activity.model_fields}
        yield f"### Kind `{kind.folder}`\n\n{_about(kind)}\n\n{_rows(own)}"
        for model in _reachable(kind):
            if model is not kind and _of_kinds(model) and model not in told:
                told.add(model)
                yield _section(model, level=4)


def _section(model: type[BaseModel], *, level: int = 3) -> str:
    rows = _rows(written_fields(model))
    return rows if model in _FILES else f"{'#' * level} {_title(model)}\n\n{_about(model)}\n\n{rows}"


def _title(model: type[BaseModel]) -> str:
    return re.sub(r"(?<=[a-z])(?=[A-Z])", " ", model.__name__).capitalize()


def _about(model: type[BaseModel]) -> str:
    return "Keys that every kind knows." if model is Activity else (model.__doc__ or "").partition("\n")[0]


def _rows(fields: Mapping[str, FieldInfo]) -> str:
    rows = ((f"`{name}`", _type_of(name, info), _default(info), info.description or "") for name, info in fields.items())
    return _table(("key", "type", "default", "what it says"), rows)


def _table(head: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    first = list(head)
    lines = [first, ["---"] * len(first), *rows]
    return "\n".join("| " + " | ".join(cell.replace("|", "\\|") for cell in line) + " |" for line in lines)


def _default(info: FieldInfo) -> str:
    match info.default:
        case _ if info.is_required():
            return "**required**"
        case bool(flag):
            return "`true`" if flag else "`false`"
        case int(number) | float(number):
            return f"`{number:g}`"
        case str(word):
            return f"`{word}`"
        case _:
            return "–"


def _type_of(name: str, info: FieldInfo) -> str:
    if name == "kind":
        return "one of " + ", ".join(f"`{kind.folder}`" for kind in KINDS)
    return _type(info.annotation, info.metadata)


def _type(annotation: Any, metadata: Iterable[Any] = (), *, many: bool = False) -> str:
    """Return a type in plain words; `many` asks for the plural."""
    origin, arguments = get_origin(annotation), [argument for argument in get_args(annotation) if argument is not type(None)]
    if origin is Annotated or (origin in (Union, types.UnionType) and len(arguments) == 1):
        return _type(arguments[0], (*arguments[1:], *metadata), many=many)
    if origin is dict:
        return f"{_type(arguments[1], many=True)}, keyed by {_type(arguments[0])}"
    if origin is list:
        return f"list of {_type(arguments[0], many=True).removeprefix('one of ')}"
    if origin is Literal:
        return "one of " + ", ".join(f"`{value}`" for value in arguments)
    is_model = isinstance(annotation, type) and issubclass(annotation, BaseModel)
    if is_model or origin in (Union, types.UnionType):
        return _linked(_title(annotation).lower() if is_model else "activity", many=many)
    return _scalar(annotation, list(metadata), many=many)


def _linked(name: str, *, many: bool) -> str:
    plural = _IRREGULAR.get(name) or re.sub(r"(?<=[^ae])y$", "ie", name) + "s"
    return f"[{plural if many else name}](#{name.replace(' ', '-')})"


def _scalar(annotation: Any, metadata: list[Any], *, many: bool) -> str:
    constraints = list(_flat(metadata))
    if annotation is bool:
        return "`true` or `false`"
    if annotation is int:
        least, most = _limit(constraints, "ge"), _limit(constraints, "le")
        return ("whole numbers" if many else "whole number") + ("" if least is None else f", {least} or more" if most is None else f", {least} to {most}")
    if annotation is float:
        return f"number{'s' if many else ''} {'above 0' if _limit(constraints, 'le') is None else 'from 0 to 1'}"
    if annotation is date:
        return "days" if many else "day"
    word = _PATTERNS.get(_limit(constraints, "pattern"), "plain text")
    if any(isinstance(item, Markup) for item in metadata):
        word = "post text" if Markup.POST in metadata else "text"
    return f"{word}s" if many else word


def _limit(constraints: Iterable[Any], name: str) -> Any:
    return max((limit for item in constraints if (limit := getattr(item, name, None)) is not None), default=None)


def _flat(metadata: Iterable[Any]) -> Iterator[Any]:
    """Yield constraints one by one: a field keeps some of its own in a list."""
    for item in metadata:
        yield from (item, *item.metadata) if isinstance(item, FieldInfo) else (item,)


if __name__ == "__main__":
    sys.stdout.reconfigure(encoding="utf-8")  # type: ignore[union-attr]  # a text stream, as long as nobody replaces it
    sys.stdout.write(reference_text())
