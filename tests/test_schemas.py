"""The JSON Schemas: committed copies are fresh, the course and the starter keep to them, and mistakes don't.

Files are parsed here by PyYAML's SafeLoader, as an editor's language server would, and not by Leitfaden's reader.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml
from jsonschema import Draft202012Validator

from leitfaden.scaffold import course_id, scaffold
from leitfaden.schemas import SCHEMAS, schema_text

ROOT = Path(__file__).resolve().parent.parent
COPIES = ROOT / "docs" / "schemas"
STARTER = ROOT / "generator" / "leitfaden" / "starter"
DAYS = ROOT / "tests" / "browser" / "days_course"
MODELINE = re.compile(r"# yaml-language-server: \$schema=(\S+)\n")
REGISTRIES = ("course", "claims", "people", "misconceptions")


@cache
def schema(name: str) -> dict[str, Any]:
    return json.loads(schema_text(name))


def faults(name: str, value: Any) -> list[str]:
    """Return what the schema `name` says against a value, each as `route: message`."""
    errors = Draft202012Validator(schema(name)).iter_errors(value)
    return sorted(f"{'/'.join(map(str, error.absolute_path))}: {error.message}" for error in errors)


def as_json(value: Any) -> Any:
    """Return YAML's value as JSON has it: an editor reads every key as text."""
    if isinstance(value, dict):
        return {str(key): as_json(entry) for key, entry in value.items()}
    return [as_json(entry) for entry in value] if isinstance(value, list) else value


def schema_of(root: Path, file: Path) -> str:
    """Return the schema that a file of a course should keep to, by its place and name."""
    parts = file.relative_to(root).parts
    stem, _, language = file.name.rpartition(".")[0].partition(".")
    name = (
        ("page" if len(parts) == 2 else "lesson")
        if file.suffix == ".md"
        else stem
        if parts[0] == "content"
        else "assessment"
        if parts[1] == "assessments"
        else "scenario"
    )
    return f"{name}-translation" if language else name


def documents(root: Path) -> Iterator[Path]:
    for top in ("content", "quizzes"):
        yield from sorted(path for path in (root / top).rglob("*") if path.suffix in (".yml", ".md"))


def parsed(file: Path) -> Any:
    """Return a file's YAML, or its front matter; in the starter with the id that a new course gets."""
    text = file.read_text(encoding="utf-8").replace("COURSE_ID", course_id("New course"))
    return as_json(yaml.safe_load(text.split("---\n")[1] if file.suffix == ".md" else text))


FILES = [pytest.param(root, file, id=file.relative_to(ROOT).as_posix()) for root in (ROOT, STARTER, DAYS) for file in documents(root)]


def test_every_sort_of_file_is_among_those_that_are_validated():
    covered = {schema_of(root, file) for root, file in (param.values for param in FILES)}
    assert covered == set(SCHEMAS)


@pytest.mark.parametrize(("root", "file"), FILES)
def test_files_of_courses_and_of_the_starter_keep_to_their_schema(root: Path, file: Path):
    assert faults(schema_of(root, file), parsed(file)) == []


@pytest.mark.parametrize("name", SCHEMAS)
def test_committed_copies_are_fresh(name: str):
    copy = COPIES / f"{name}.schema.json"
    assert copy.read_text(encoding="utf-8") == schema_text(name), "run `leitfaden schema --out docs/schemas`"


def test_no_copy_is_left_over():
    assert {path.name for path in COPIES.iterdir()} == {f"{name}.schema.json" for name in SCHEMAS}


def test_a_new_course_brings_its_schemas_along():
    files = {artifact.path: artifact.bytes().decode() for artifact in scaffold("mine")}
    assert {path: text for path, text in files.items() if path.startswith("schemas/")} == {f"schemas/{name}.schema.json": schema_text(name) for name in SCHEMAS}


@pytest.mark.parametrize("name", SCHEMAS)
def test_schemas_are_valid_and_use_no_keyword_that_json_schema_does_not_know(name: str):
    known = {
        "$schema", "$defs", "$ref", "title", "description", "type", "properties", "patternProperties", "additionalProperties", "required", "items", "enum", "const",
        "default", "pattern", "format", "minItems", "minLength", "maxLength", "minProperties", "minimum", "maximum", "exclusiveMinimum", "oneOf", "discriminator",
    }  # fmt: skip
    Draft202012Validator.check_schema(schema(name))
    assert {key for node in schema_nodes(schema(name)) for key in node} <= known


def schema_nodes(node: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """Yield a schema and every schema in it: values of `properties` and the like, never the maps that hold them."""
    yield node
    for container in ("$defs", "properties", "patternProperties"):
        for inner in node.get(container, {}).values():
            yield from schema_nodes(inner)
    for inner in (*node.get("oneOf", ()), *([node["items"]] if "items" in node else ()), node.get("additionalProperties")):
        if isinstance(inner, dict):
            yield from schema_nodes(inner)


@pytest.mark.parametrize("name", SCHEMAS)
def test_every_key_is_described(name: str):
    bare = [key for node in schema_nodes(schema(name)) for key, inner in node.get("properties", {}).items() if len(inner.get("description", "")) < 5]
    assert bare == []


def test_texts_are_open_to_what_yaml_takes_for_numbers():
    assert faults("page", {"title": 1984}) == []


def scenario(**changes: Any) -> dict[str, Any]:
    activity = {"kind": "order", "prompt": "?", "steps": {key: {"text": key, "feedback": "because"} for key in ("a", "b", "c")}}
    post = {"by": "mo", "at": "Mon 09:12", "text": "hello", "likes": 3}
    return {"title": "One", "situation": "Two", "thread": {"first": post}, "activities": {"sort": activity}} | changes


def plan(**changes: Any) -> dict[str, Any]:
    return {"title": "One", "tasks": {"one": {"day": 1, "sort": "rest", "title": "Two", "text": "Three", "log": "one/two"} | changes}}


def test_what_the_next_tests_break_is_whole():
    assert faults("scenario", scenario()) == []
    assert faults("plan", plan()) == []


POST = {"by": "mo", "at": "Mon 09:12", "text": "hello"}
ORDER = {"kind": "order", "prompt": "?", "steps": {}}

WRONG = {
    "an id with capitals": ("scenario", scenario(thread={"First": POST})),
    "an id with a space": ("scenario", scenario(activities={"this week": ORDER})),
    "an id as a value": ("scenario", scenario(thread={"first": POST | {"reply_to": "The Draft"}})),
    "an unknown key": ("scenario", scenario(titel="One")),
    "an unknown key in a post": ("scenario", scenario(thread={"first": POST | {"like": 3}})),
    "a missing key": ("scenario", {"title": "One"}),
    "an unknown kind": ("scenario", scenario(activities={"sort": ORDER | {"kind": "sort"}})),
    "a key of another kind": ("scenario", scenario(activities={"sort": ORDER | {"options": {}}})),
    "a time that is none": ("scenario", scenario(thread={"first": POST | {"at": "Monday 9:12"}})),
    "fewer than no likes": ("scenario", scenario(thread={"first": POST | {"likes": -1}})),
    "nothing as a text": ("scenario", scenario(title=None)),
    "no tries at all": ("scenario", scenario(activities={"sort": ORDER | {"tries": 0}})),
    "no points at all": ("scenario", scenario(activities={"sort": ORDER | {"points": 0}})),
    "an unknown network": ("scenario", scenario(network="twitter")),
    "a handle with its sign": ("people", {"people": {"mo": {"name": "Mo", "handle": "@mo"}}}),
    "a language that is none": ("course", {"id": "c", "title": "C", "modules": {}, "languages": ["English"]}),
    "a pass mark in per cent": ("course", {"id": "c", "title": "C", "modules": {}, "languages": ["en"], "pass_mark": 80}),
    "a day beyond the year": ("plan", plan(day=366)),
    "a sort of task that is none": ("plan", plan(sort="write")),
    "a log without a scenario": ("plan", plan(log="heard")),
    "days in a translation": ("plan-translation", {"tasks": {"one": {"title": "One", "day": 1}}}),
    "structure in a translation": ("scenario-translation", {"thread": {"first": {"by": "mo"}}}),
    "a key of the answer in a translation": ("scenario-translation", {"activities": {"which": {"options": {"a": {"correct": True}}}}}),
    "authors in a translation": ("course-translation", {"authors": {"mo": {}}}),
    "claims in a lesson's translation": ("lesson-translation", {"title": "One", "claims": ["N1"]}),
}


@pytest.mark.parametrize(("name", "value"), WRONG.values(), ids=WRONG)
def test_mistakes_fail(name: str, value: dict[str, Any]):
    assert len(faults(name, value)) > 0


def test_each_wrong_scenario_has_one_fault_only():
    """So that each of them fails for the reason that its name gives."""
    several = {
        label: found
        for label, (name, value) in WRONG.items()
        if name in ("scenario", "plan") and len(found := faults(name, value)) > 1 and label != "a missing key"
    }
    assert several == {}


YAML_FILES = [(root, file, folder) for root, folder in ((ROOT, "docs/schemas"), (STARTER, "schemas")) for file in documents(root) if file.suffix == ".yml"]


@pytest.mark.parametrize(("root", "file", "folder"), [pytest.param(*one, id=one[1].relative_to(ROOT).as_posix()) for one in YAML_FILES])
def test_the_first_line_points_editors_to_the_schema(root: Path, file: Path, folder: str):
    modeline = MODELINE.match(file.read_text(encoding="utf-8"))
    assert modeline is not None, "the first line is no modeline"
    target = (file.parent / modeline[1]).resolve()
    assert target == root / folder / f"{schema_of(root, file)}.schema.json"
