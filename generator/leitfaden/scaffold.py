"""A small course to begin with: what `leitfaden new` writes. It builds without a warning."""

from __future__ import annotations

import re
from collections.abc import Iterator
from importlib import resources
from importlib.resources.abc import Traversable

from leitfaden.artifacts import Artifact
from leitfaden.schemas import SCHEMAS, schema_text


def course_id(name: str) -> str:
    """Return an id for a course in a folder called `name`."""
    return re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-") or "course"


def scaffold(name: str) -> Iterator[Artifact]:
    """Yield the files of a new course called `name`; the name stands wherever the template says `COURSE_ID`.

    With them come the JSON Schemas below `schemas/`, to which the first line of each YAML file points editors.
    """
    yield from _files(resources.files("leitfaden") / "starter", "", course_id(name))
    for schema in SCHEMAS:
        yield Artifact(f"schemas/{schema}.schema.json", schema_text(schema).encode())


def _files(folder: Traversable, prefix: str, identity: str) -> Iterator[Artifact]:
    for entry in sorted(folder.iterdir(), key=lambda one: one.name):
        if entry.is_dir():
            yield from _files(entry, f"{prefix}{entry.name}/", identity)
        elif entry.name != "__init__.py" and not entry.name.endswith(".pyc"):
            text = entry.read_text(encoding="utf-8").replace("COURSE_ID", identity)
            yield Artifact(f"{prefix}{entry.name}", text.encode())
