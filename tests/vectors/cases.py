"""What the cases of all forms share: how a case looks, how a score is rounded, answers that are none."""

from __future__ import annotations

import json
from collections.abc import Mapping
from fractions import Fraction
from math import floor
from typing import Any

MILLION = 1_000_000
Case = dict[str, Any]

STRANGE: tuple[Any, ...] = (
    None, "a", "", 1, 0, True, [], {"a": 1}, {"length": 1, "0": "a"}, [["a"]], [None], [1], [{"a": 1}], [True],
    "__proto__", "constructor", "toString", ["__proto__"], ["constructor"], ["toString"], ["hasOwnProperty"], ["length"], [""], ["a "], ["A"],
)  # fmt: skip
"""Answers of a wrong shape, and ids that objects of JavaScript know."""


def rounded(value: Fraction) -> float:
    """Return `value`, kept between 0 and 1, rounded half up at the sixth decimal."""
    kept = max(Fraction(0), min(Fraction(1), value))
    return floor(kept * MILLION + Fraction(1, 2)) / MILLION


def case(name: str, rules: Mapping[str, Any], answer: Any, score: Fraction) -> Case:
    return {"name": name, "rules": dict(rules), "answer": answer, "score": rounded(score)}


def unanswered(name: str, rules: Mapping[str, Any]) -> Case:
    return {"name": f"{name}: nothing answered", "rules": dict(rules), "score": 0.0}


def shown(answer: Any) -> str:
    return json.dumps(answer, ensure_ascii=True)


def exact(number: float) -> Fraction:
    """Return the fraction that an author means by a decimal number."""
    return Fraction(str(number))
