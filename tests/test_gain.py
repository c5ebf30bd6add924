"""What tests draw, and what was gained from one to the next: pure functions of the site's script, called with values.

The gain's interval is held to two computations that share no code with it: statsmodels, whose results stand below, and the
paper's formula in exact fractions.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from fractions import Fraction
from itertools import permutations
from math import sqrt
from pathlib import Path
from random import Random
from statistics import NormalDist
from typing import Any, TypeAlias

import pytest
from playwright.sync_api import Browser, Page

from leitfaden.site.bundle import minified

ASSETS = Path(__file__).parent.parent / "generator" / "leitfaden" / "site" / "assets"
DOCS = Path(__file__).parent.parent / "docs" / "assessments.md"
SCRIPTS = ("scoring.js", "activity.js", "drawing.js", "sitting.js", "gain.js")
FUNCTIONS = ("drawn", "shuffled", "randomFrom", "gainOf", "shareOf")

Answers: TypeAlias = list[tuple[float, float]]
"""Scores with their points."""


@pytest.fixture(scope="module")
def scripts(browser: Browser) -> Iterator[Page]:
    sources = "\n".join((ASSETS / name).read_text(encoding="utf-8") for name in SCRIPTS)
    page = browser.new_page()
    page.add_script_tag(content=minified("javascript", f'"use strict";(() => {{\n{sources}\nObject.assign(window, {{ {", ".join(FUNCTIONS)} }});\n}})();'))
    yield page
    page.close()


def gains(page: Page, pairs: list[tuple[Answers, Answers]]) -> list[dict[str, Any]]:
    code = "(pairs) => pairs.map((pair) => gainOf(...pair.map((all) => all.map(([score, points]) => ({ score, points })))))"
    found: list[dict[str, Any]] = page.evaluate(code, pairs)
    return found


def whole(right: int, of: int) -> Answers:
    """Return so many right answers and the rest wrong ones."""
    return [(1, 1)] * right + [(0, 1)] * (of - right)


# The gain

STATSMODELS = {
    ((0, 2), (2, 2)): (-0.100114, 1.100114),
    ((6, 16), (12, 16)): (0.027501, 0.639166),
    ((7, 24), (20, 24)): (0.266715, 0.733285),
    ((12, 24), (12, 24)): (-0.271798, 0.271798),
    ((20, 24), (7, 24)): (-0.733285, -0.266715),
    ((3, 3), (3, 3)): (-0.495836, 0.495836),
    ((1, 4), (5, 9)): (-0.266273, 0.690515),
    ((0, 3), (3, 3)): (0.104164, 1.095836),
}
"""By statsmodels 0.15.0: `confint_proportions_2indep(after, n, before, n, method="agresti-caffo", compare="diff")`."""


def test_the_interval_is_that_of_statsmodels(scripts: Page) -> None:
    found = gains(scripts, [(whole(*before), whole(*after)) for before, after in STATSMODELS])
    for one, (low, high) in zip(found, STATSMODELS.values(), strict=True):
        assert (one["low"], one["high"]) == pytest.approx((max(-1, low), min(1, high)), abs=2e-6)
        assert one["certain"] == (low > 0 or high < 0)


def test_the_interval_is_that_of_the_paper_for_all_scores_and_points(scripts: Page) -> None:
    random = Random(4)
    tests = [[(random.randrange(7) / 6, random.choice((0.5, 1, 1, 2))) for _ in range(random.randrange(1, 30))] for _ in range(400)]
    pairs = list(zip(tests[::2], tests[1::2], strict=True))
    for one, (before, after) in zip(gains(scripts, pairs), pairs, strict=True):
        gain, low, high = by_the_paper(before, after)
        assert (one["gain"], one["low"], one["high"]) == pytest.approx((gain, low, high), abs=5e-6)
        assert one["low"] - 1e-9 <= one["gain"] <= one["high"] + 1e-9


def by_the_paper(before: Answers, after: Answers) -> tuple[float, float, float]:
    """Return gain and interval: Agresti and Caffo (2000), section 3, with as many trials as the weights leave."""
    shares, adjusted, variance = [], [], Fraction(0)
    for answers in (before, after):
        pairs = [(Fraction(score).limit_denominator(6), Fraction(points)) for score, points in answers]
        points = sum(weight for _, weight in pairs)
        trials = points**2 / sum(weight**2 for _, weight in pairs)
        shares.append(sum(score * weight for score, weight in pairs) / points)
        adjusted.append((shares[-1] * trials + 1) / (trials + 2))
        variance = variance + adjusted[-1] * (1 - adjusted[-1]) / (trials + 2)
    middle, margin = float(adjusted[1] - adjusted[0]), NormalDist().inv_cdf(0.975) * sqrt(variance)
    return float(shares[1] - shares[0]), max(-1.0, middle - margin), min(1.0, middle + margin)


def test_two_questions_are_never_enough(scripts: Page) -> None:
    """The usual interval would have no width here, and call it certain."""
    assert [one["certain"] for one in gains(scripts, [(whole(0, 2), whole(2, 2)), (whole(2, 2), whole(0, 2))])] == [False, False]


def test_the_table_of_the_docs_is_right(scripts: Page) -> None:
    table = [
        [cell.strip() for cell in line.split("|")[1:-1]] for line in DOCS.read_text(encoding="utf-8").splitlines() if " of " in line and line.startswith("| ")
    ]
    pairs = [tuple(whole(*(int(number) for number in cell.split(" of "))) for cell in row[:2]) for row in table]
    assert len(pairs) == 6
    for row, one in zip(table, gains(scripts, [(before, after) for before, after in pairs]), strict=True):
        gain, low, high = (f"{one[key] * 100:+.0f}".replace("-", "−") for key in ("gain", "low", "high"))
        assert row[2:] == [gain, f"{low} to {high}", "" if one["certain"] else "too few questions"]


# The draw

FORM = {"id": "a", "pools": [{"draw": 2, "from": ["a", "b", "c", "d"]}, {"draw": 1, "from": ["x"]}, {"draw": 1, "from": ["m", "n", "o"]}]}
SEEDS = [f"seed {number}" for number in range(4000)]


def draws(page: Page, *, mixed: bool) -> list[list[str]]:
    found: list[list[str]] = page.evaluate("([form, seeds, mixed]) => seeds.map((seed) => drawn(form, seed, mixed))", [FORM, SEEDS, mixed])
    return found


def test_the_same_seed_draws_the_same(scripts: Page) -> None:
    assert draws(scripts, mixed=True) == draws(scripts, mixed=True)


def test_every_pool_gives_what_it_says_and_nothing_twice(scripts: Page) -> None:
    for drawn in draws(scripts, mixed=True):
        assert len(set(drawn)) == len(drawn) == 4
        assert len({*"abcd"} & {*drawn}) == 2
        assert "x" in drawn


def test_what_is_not_mixed_stays_in_the_order_of_the_author(scripts: Page) -> None:
    order = "abcdxmno"
    for drawn in draws(scripts, mixed=False):
        assert drawn == sorted(drawn, key=order.index)


def test_every_question_is_drawn_as_often_as_any_other_of_its_pool(scripts: Page) -> None:
    count = Counter(one for drawn in draws(scripts, mixed=True) for one in drawn)
    for pool in FORM["pools"]:
        assert isinstance(pool, dict)
        expected = len(SEEDS) * pool["draw"] / len(pool["from"])
        assert all(abs(count[one] - expected) < 5 * sqrt(expected) for one in pool["from"]), count


def test_every_order_is_as_likely_as_any_other(scripts: Page) -> None:
    orders: list[str] = scripts.evaluate("(seeds) => seeds.map((seed) => shuffled(['a', 'b', 'c'], randomFrom(seed)).join(''))", SEEDS)
    count, expected = Counter(orders), len(SEEDS) / 6
    assert {*count} == {"".join(one) for one in permutations("abc")}
    assert all(abs(found - expected) < 5 * sqrt(expected) for found in count.values()), count
