"""Revisions of activities: pinned for ever, the same whatever the texts say, another one with another key."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from drawn import MODELS
from leitfaden.localising import revision
from leitfaden.model.activity import Activity

REVISIONS = json.loads((Path(__file__).parent / "vectors" / "revisions.json").read_text(encoding="utf-8"))
TEXTS = ("prompt", "text", "title", "feedback", "feedback_if", "feedback_from", "otherwise", "phrase", "accept", "hints")
SHOWN_IN_ANY_ORDER = {
    "choice": ("options",), "judge": ("verdicts", "statements"), "order": (), "mark": ("targets", "reasons"), "match": ("slots", "items"), "gap": ("blanks", "options", "answers"),
    "branch": ("states", "turns"), "draft": ("samples", "criteria"), "mix": ("sorts", "items", "rules"), "pace": ("rules",), "reflect": ("fields",),
}  # fmt: skip
"""What authors may put into another order without changing what is asked, at any depth."""


def built(data: Mapping[str, Any]) -> Activity:
    return MODELS[data["kind"]].model_validate(data)


def test_revisions_are_pinned_for_every_kind() -> None:
    assert {case["activity"]["kind"] for case in REVISIONS["activities"]} == set(MODELS) == set(SHOWN_IN_ANY_ORDER)


@pytest.mark.parametrize("case", REVISIONS["activities"], ids=lambda case: case["name"])
def test_a_revision_never_changes(case: dict[str, Any]) -> None:
    """A changed value re-opens that question for every learner of every published course: never re-bless it."""
    assert revision(built(case["activity"]).key()) == case["revision"]


def with_other_texts(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _changed(one) if key in TEXTS else with_other_texts(one) for key, one in value.items()}
    return [with_other_texts(one) for one in value] if isinstance(value, list) else value


def _changed(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _changed(one) for key, one in value.items()}
    return [_changed(one) for one in value] if isinstance(value, list) else f"{value}, said otherwise"


@pytest.mark.parametrize("case", REVISIONS["activities"], ids=lambda case: case["name"])
def test_other_texts_keep_the_revision(case: dict[str, Any]) -> None:
    other = with_other_texts(case["activity"])
    assert other != case["activity"]
    assert revision(built(other).key()) == case["revision"]


@pytest.mark.parametrize("case", REVISIONS["activities"], ids=lambda case: case["name"])
def test_another_order_of_display_keeps_the_revision(case: dict[str, Any]) -> None:
    other = turned(case["activity"], SHOWN_IN_ANY_ORDER[case["activity"]["kind"]])
    assert revision(built(other).key()) == case["revision"]


def turned(value: Any, names: tuple[str, ...]) -> Any:
    """Return what YAML says with the entries of `names` the other way round."""
    if not isinstance(value, dict):
        return value
    return {key: turned(dict(reversed(one.items())) if key in names else one, names) for key, one in value.items()}


@pytest.mark.parametrize("case", REVISIONS["activities"], ids=lambda case: case["name"])
def test_what_costs_nothing_keeps_the_revision(case: dict[str, Any]) -> None:
    other = {**case["activity"], "hints": ["Look again."], "tries": "3", "points": "4", "confidence": "true", "feedback_from": {"0": "All is open."}}
    assert revision(built(other).key()) == case["revision"]


@pytest.mark.parametrize("change", REVISIONS["changes"], ids=lambda change: change["name"])
def test_another_key_is_another_revision(change: dict[str, Any]) -> None:
    before, after = (revision(built(change[which]).key()) for which in ("before", "after"))
    assert before != after


def test_there_is_another_key_for_every_kind() -> None:
    assert {change["before"]["kind"] for change in REVISIONS["changes"]} == set(MODELS)


def test_the_pinned_revisions_differ_from_each_other() -> None:
    pinned = [case["revision"] for case in REVISIONS["activities"]]
    assert len(set(pinned)) == len(pinned)
