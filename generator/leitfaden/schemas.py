"""JSON Schemas of the format (draft 2020-12), so that editors complete keys, explain them, and mark mistakes.

Files are checked by the models, not by these: a schema knows one file, and YAML's types where Leitfaden reads text.
Texts therefore admit numbers and truth values too: `title: 1984` is a title.
"""

from __future__ import annotations

import json
import types
from collections.abc import Mapping
from typing import Annotated, Any, Union, get_args, get_origin

from pydantic import BaseModel

from leitfaden.activities import KINDS
from leitfaden.model.assessment import Assessment
from leitfaden.model.course import ClaimsFile, CourseFile, MisconceptionsFile, PeopleFile
from leitfaden.model.fields import CLAIM_PATTERN, ID_PATTERN, PERCENT_PATTERN, Markup, text_plan
from leitfaden.model.lesson import LessonMatter, PageMatter
from leitfaden.model.plan import PlanFile
from leitfaden.model.scenario import scenario_model

_DIALECT = "https://json-schema.org/draft/2020-12/schema"
_TEXT = ["string", "number", "boolean"]
_LIMITS = {"gt": "exclusiveMinimum", "ge": "minimum", "lt": "exclusiveMaximum", "le": "maximum"}

MODELS: Mapping[str, type[BaseModel]] = {
    "scenario": scenario_model(KINDS), "assessment": Assessment, "course": CourseFile, "claims": ClaimsFile, "people": PeopleFile, "misconceptions": MisconceptionsFile,
    "plan": PlanFile, "lesson": LessonMatter, "page": PageMatter,
}  # fmt: skip
SCHEMAS: tuple[str, ...] = tuple(name for model in MODELS for name in (model, f"{model}-translation"))


def schema_text(name: str) -> str:
    """Return the schema called `name` (one of `SCHEMAS`) as JSON text with a final newline.

    Raises:
        KeyError: there is no such schema.
    """
    model = MODELS[name.removesuffix("-translation")]
    schema = _translation(model) if name.endswith("-translation") else _original(model)
    return json.dumps({"$schema": _DIALECT, "title": name, **schema}, ensure_ascii=False, indent=2) + "\n"


def _original(model: type[BaseModel]) -> dict[str, Any]:
    schema = model.model_json_schema()
    schema.pop("title", None)
    adapted: dict[str, Any] = _adapted(schema)
    return adapted


def _adapted(node: Any) -> Any:
    """Close mappings with patterns, open texts to YAML's numbers, give limits their names, drop what no author writes."""
    if isinstance(node, list):
        return [_adapted(item) for item in node]
    if not isinstance(node, dict):
        return node
    written = {**node, **_only_member(node)}
    adapted = {_LIMITS.get(key, key): _adapted(value) for key, value in written.items() if key not in _dropped(written)}
    if "patternProperties" in adapted:
        adapted["additionalProperties"] = False
    if adapted.get("type") == "string" and not adapted.keys() & {"pattern", "const", "enum", "format"}:
        adapted["type"] = _TEXT
    if isinstance(adapted.get("enum"), list) and all(isinstance(one, str) and one.isdigit() for one in adapted["enum"]):
        adapted = {**adapted, "enum": [*adapted["enum"], *map(int, adapted["enum"])], "type": ["string", "integer"]}
    return adapted


def _only_member(node: dict[str, Any]) -> dict[str, Any]:
    """Return what an optional key holds when it is written: YAML's null is no value of the format."""
    members = [member for member in node.get("anyOf", ()) if member != {"type": "null"}]
    return members[0] if len(members) == 1 else {}


def _dropped(node: dict[str, Any]) -> set[str]:
    repeated = {"title"} if isinstance(node.get("title"), str) else set()
    without_value = {"default"} if node.get("default", "") is None else set()
    return repeated | without_value | ({"anyOf"} if _only_member(node) else set())


def _translation(model: type[BaseModel]) -> dict[str, Any]:
    about = (model.__doc__ or "").strip().splitlines()
    return {"description": f"Texts in a further language: {about[0] if about else ''}", **_texts_of([model])}


def _texts_of(models: list[type[BaseModel]]) -> dict[str, Any]:
    properties: dict[str, Any] = {}
    for model in models:
        for name, _ in text_plan(model):
            info = model.model_fields[name]
            metadata = any(isinstance(item, Markup) for item in info.metadata)
            schema = {"type": _TEXT} if metadata else _text_schema(info.annotation)
            if _holds_text(schema):
                properties[name] = {**schema, **({"description": info.description} if info.description else {})}
    return {"type": "object", "additionalProperties": False, "properties": properties}


def _holds_text(schema: dict[str, Any]) -> bool:
    """Tell whether anything can be translated there: a mapping of models without a text plans for none."""
    inner = [*schema.get("patternProperties", {}).values(), *([schema["items"]] if "items" in schema else [])]
    return bool(schema.get("properties", True)) and all(_holds_text(one) for one in inner)


def _text_schema(annotation: Any) -> dict[str, Any]:
    members = _members(annotation)
    if any(isinstance(member, type) and issubclass(member, BaseModel) for member in members):
        return _texts_of([member for member in members if isinstance(member, type) and issubclass(member, BaseModel)])
    for member in members:
        if get_origin(member) is dict:
            key, value = get_args(member)
            pattern = next((one for one in (CLAIM_PATTERN, PERCENT_PATTERN) if one in str(key)), ID_PATTERN)
            return {"type": "object", "patternProperties": {pattern: _text_schema(value)}, "additionalProperties": False}
        if get_origin(member) is list:
            return {"type": "array", "items": _text_schema(get_args(member)[0])}
    return {"type": _TEXT}


def _members(annotation: Any) -> list[Any]:
    while get_origin(annotation) is Annotated:
        annotation = get_args(annotation)[0]
    if get_origin(annotation) in (Union, types.UnionType):
        return [inner for part in get_args(annotation) for inner in _members(part)]
    return [annotation]
