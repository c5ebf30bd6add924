"""The pages on the kinds of activity: one for each, whose snippet is an activity, and which names every key."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any, get_args

import pytest
from pydantic import BaseModel

from leitfaden.activities import KINDS
from leitfaden.model.activity import Activity
from test_docs import DOCS, exercise_of, snippets

PAGES = sorted((DOCS / "activities").glob("*.md"))


def keys(kind: type[Activity]) -> set[str]:
    """Return the keys that a kind adds to those of every activity, further down too."""
    own = {name: info for name, info in kind.model_fields.items() if name not in Activity.model_fields}
    return set(own).union(*(_keys_below(info.annotation) for info in own.values()))


def _keys_below(annotation: Any) -> set[str]:
    return {name for model in _models(annotation) for name, info in model.model_fields.items() for name in (name, *_keys_below(info.annotation))}


def _models(annotation: Any) -> Iterator[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    for argument in get_args(annotation):
        yield from _models(argument)


def test_every_kind_has_a_page() -> None:
    assert [page.stem for page in PAGES] == sorted(kind.folder for kind in KINDS)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_its_snippet_is_an_activity_without_a_problem(page: Path, tmp_path: Path) -> None:
    (snippet,) = [one for one in snippets(page) if one.language == "yaml"]
    assert exercise_of(snippet.text, tmp_path).kind == page.stem


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_it_names_every_key_of_its_kind(page: Path) -> None:
    (kind,) = [one for one in KINDS if one.folder == page.stem]
    text = page.read_text(encoding="utf-8")
    assert [key for key in sorted(keys(kind)) if f"`{key}" not in text] == []
