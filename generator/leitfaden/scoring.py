"""The scoring contract, `docs/scoring.md`, in Python; `site/assets/scoring.js` is its twin.

Both are held to `tests/vectors/scoring.json`. A score is a fraction of the full mark, from 0 to 1, rounded half up
at the sixth decimal so that the two languages agree to the last digit.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import reduce
from itertools import combinations
from math import floor
from operator import add
from typing import Any, assert_never

from leitfaden.exercises import Exercise, Interaction, Order, Pick, Rate


def score(interaction: Interaction, response: Any) -> float:
    """Return what `response` scores on one interaction, 0 to 1.

    Arguments:
        interaction: what was asked, with its scoring rule.
        response: in the interaction's response format (`exercises`); ids that the interaction doesn't know score nothing.
    """
    match interaction:
        case Pick():
            return _rounded(_pick(interaction.weights, _ids(response), several=interaction.several))
        case Rate():
            return _rounded(interaction.credit.get(response, 0.0) if isinstance(response, str) else 0.0)
        case Order():
            return _rounded(_order([step.id for step in interaction.steps], _ids(response)))
        case other:
            assert_never(other)


def score_exercise(exercise: Exercise, responses: Mapping[str, Any]) -> float:
    """Return the mean score of an exercise's interactions, 0 to 1; what was not answered counts as 0."""
    scores = [score(interaction, responses.get(interaction.id)) for interaction in exercise.interactions]
    return _rounded(_total(scores) / len(scores)) if scores else 0.0


def _ids(response: Any) -> list[str]:
    """Return a list of ids as it is; anything else, whatever an imported record may hold, is an answer without ids."""
    whole = isinstance(response, (list, tuple)) and all(isinstance(one, str) for one in response)
    return list(response) if whole else []


def _pick(weights: Mapping[str, float], chosen: Sequence[str], *, several: bool) -> float:
    if not several:
        return weights.get(chosen[0], 0.0) if len(chosen) == 1 else 0.0
    return _total(weights.get(option, 0.0) for option in dict.fromkeys(chosen))


def _order(key: Sequence[str], given: Sequence[str]) -> float:
    """Share of pairs that stand in the right order: Moodle's "relative to all the previous and next items"."""
    if sorted(given) != sorted(key) or len(key) < 2:
        return 0.0
    rank = {step: place for place, step in enumerate(given)}
    pairs = list(combinations(key, 2))
    return sum(rank[first] < rank[second] for first, second in pairs) / len(pairs)


def _total(values: Iterable[float]) -> float:
    """Add from left to right, as JavaScript does: Python's own `sum` compensates rounding errors from 3.12 on."""
    return reduce(add, values, 0.0)


def _rounded(value: float) -> float:
    return floor(min(1.0, max(0.0, value)) * 1_000_000 + 0.5) / 1_000_000
