"""The script of the finished site scores as the contract says: the vectors again, in a real page."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from playwright.sync_api import Page
from web import Site

from conftest import Visitors

VECTORS = json.loads((Path(__file__).parents[1] / "vectors" / "scoring.json").read_text(encoding="utf-8"))


@pytest.fixture
def page(visit: Visitors, site: Site) -> Page:
    return visit(site.url("moderation/first-week/"))


def test_interactions(page: Page) -> None:
    cases = VECTORS["interactions"]
    scores = page.evaluate("(text) => JSON.parse(text).map((one) => leitfaden.score(one.rules, one.answer))", json.dumps(cases))
    assert {case["name"]: score for case, score in zip(cases, scores, strict=True)} == {case["name"]: case["score"] for case in cases}
    assert scores


def test_exercises(page: Page) -> None:
    cases = VECTORS["exercises"]
    scores = page.evaluate("(text) => JSON.parse(text).map((one) => leitfaden.scoreAll(one.rules, one.answers))", json.dumps(cases))
    assert {case["name"]: score for case, score in zip(cases, scores, strict=True)} == {case["name"]: case["score"] for case in cases}
    assert scores
