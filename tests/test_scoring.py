"""The scoring contract: Python and the browser against the same vectors."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page

from leitfaden.rules import rules
from leitfaden.scoring import recognised, score, score_exercise
from rebuilt import blank, exercise_of, interaction_of
from vectors.make import vectors_text

FILE = Path(__file__).parent / "vectors" / "scoring.json"
VECTORS = json.loads(FILE.read_text(encoding="utf-8"))
FORMS = {"pick", "rate", "mark", "order", "place", "gap", "path", "write"}


def test_the_vectors_are_what_their_generator_writes() -> None:
    assert vectors_text() == FILE.read_text(encoding="utf-8"), "run `python -m tests.vectors.make`"


def test_the_vectors_are_many_and_cover_every_form() -> None:
    for part, least in {"interactions": 200, "exercises": 50, "blanks": 50}.items():
        names = [case["name"] for case in VECTORS[part]]
        assert len(names) == len(set(names)) >= least
    assert {case["rules"]["form"] for case in VECTORS["interactions"]} == FORMS
    assert {one["form"] for case in VECTORS["exercises"] for one in case["rules"].values()} == FORMS


@pytest.mark.parametrize("form", sorted(FORMS - {"write"}))
def test_each_form_has_vectors_that_score_all_some_and_nothing(form: str) -> None:
    scores = {case["score"] for case in VECTORS["interactions"] if case["rules"]["form"] == form}
    assert {0, 1} < scores


def test_each_measure_has_vectors_that_keep_it_and_that_break_it() -> None:
    alone = [case for case in VECTORS["interactions"] if len(case["rules"].get("limits", ())) == 1]
    judged = {(case["rules"]["limits"][0]["measure"], case["score"]) for case in alone}
    assert judged == {(measure, score) for measure in ("count", "share", "per_slot", "each", "in_a_row", "gap", "not_before", "after") for score in (0, 1)}


@pytest.mark.parametrize("case", VECTORS["interactions"], ids=lambda case: case["name"][:100])
def test_python_scores_an_interaction_as_the_vectors_say(case: dict[str, Any]) -> None:
    interaction = interaction_of("one", case["rules"])
    assert rules(interaction) == case["rules"], "the vectors' rules are no longer the rules that pages carry"
    assert score(interaction, case.get("answer")) == case["score"]


@pytest.mark.parametrize("case", VECTORS["exercises"], ids=lambda case: case["name"])
def test_python_scores_an_activity_as_the_vectors_say(case: dict[str, Any]) -> None:
    assert score_exercise(exercise_of(case["rules"]), case["answers"]) == case["score"]


@pytest.mark.parametrize("case", VECTORS["blanks"], ids=lambda case: case["name"])
def test_python_recognises_what_was_typed_as_the_vectors_say(case: dict[str, Any]) -> None:
    assert recognised(blank("one", case["rules"]), case["text"]) == case["answer"]


def test_the_browser_scores_everything_as_the_vectors_say(scoring_page: Page) -> None:
    """The cases travel as text, since objects would lose keys such as `__proto__` on the way."""
    code = """(text) => {
        const cases = JSON.parse(text);
        return {
            interactions: cases.interactions.map((one) => score(one.rules, one.answer)),
            exercises: cases.exercises.map((one) => scoreAll(one.rules, one.answers)),
            blanks: cases.blanks.map((one) => recognised(one.rules, one.text)),
        };
    }"""
    scored = scoring_page.evaluate(code, json.dumps(VECTORS))
    for part, expected in (("interactions", "score"), ("exercises", "score"), ("blanks", "answer")):
        said = {case["name"]: case[expected] for case in VECTORS[part]}
        assert {case["name"]: got for case, got in zip(VECTORS[part], scored[part], strict=True)} == said
