"""Moodle's list of grades, and the way from a course's weights onto it.

Moodle's importer refuses an answer whose fraction isn't on this list, unless it is told to take the nearest
(`match_grade_options` in `lib/questionlib.php`, tolerance 0.00001). The list is `fraction_options_full` of
`question/engine/bank.php`. Rounding is done here instead, where it can be reported and where the right options of one
question still add up to the full mark.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

GRADES: tuple[float, ...] = (
    1.0, 0.9, 0.8333333, 0.8, 0.75, 0.7, 0.6666667, 0.6, 0.5, 0.4, 0.3333333,
    0.3, 0.25, 0.2, 0.1666667, 0.1428571, 0.125, 0.1111111, 0.1, 0.05, 0.0,
)  # fmt: skip
TOLERANCE = 0.00001
_UNIT = 10_000_000  # Moodle keeps seven decimals; sums are compared as whole numbers of these


@dataclass(frozen=True, slots=True)
class Graded:
    """Weights on Moodle's list: for each id the fraction wanted and the one that Moodle gets."""

    wanted: Mapping[str, float]
    fractions: Mapping[str, float]

    def changes(self) -> tuple[tuple[str, float, float], ...]:
        """Return id, wanted and given fraction of everything that rounding changed, in the order of the weights."""
        pairs = ((key, weight, self.fractions[key]) for key, weight in self.wanted.items())
        return tuple((key, weight, given) for key, weight, given in pairs if abs(weight - given) > TOLERANCE)


def graded_single(weights: Mapping[str, float]) -> Graded:
    """Return weights of which one counts: nearest grades, and only what was worth the full mark still is."""
    return Graded(weights, {key: 1.0 if weight >= 1 else _nearest(weight, GRADES[1:]) for key, weight in weights.items()})


def graded_several(weights: Mapping[str, float]) -> Graded:
    """Return weights that are summed: nearest grades, chosen so that all positive ones together give the full mark.

    The least grade is a twentieth, so beyond twenty right options there is no such choice: there the nearest grades
    stand, and the sum differs.
    """
    right = {key: weight for key, weight in weights.items() if weight > 0}
    chosen = dict(zip(right, _adding_up(tuple(right.values())), strict=True))
    return Graded(weights, {key: chosen[key] if key in chosen else -_nearest(-weight, GRADES) for key, weight in weights.items()})


def percent(fraction: float) -> str:
    """Return a fraction as Moodle XML writes it: per cent with at most five decimals, `83.33333`."""
    return f"{fraction * 100 + 0.0:.5f}".rstrip("0").rstrip(".")


def _nearest(weight: float, grades: tuple[float, ...]) -> float:
    return min(grades, key=lambda grade: abs(grade - weight))


def _adding_up(weights: tuple[float, ...]) -> tuple[float, ...]:
    """Return the grades nearest to `weights` in sum whose own sum is 1, looking further around each weight where it must."""
    for reach in (2, 4, len(GRADES)):
        if found := _adding_up_within(weights, reach):
            return found
    return tuple(_nearest(weight, GRADES[:-1]) for weight in weights)


def _adding_up_within(weights: tuple[float, ...], reach: int) -> tuple[float, ...]:
    """Return such grades among the `reach` nearest on either side, or (): the cheapest way to each total, weight by weight."""
    ways: dict[int, tuple[float, tuple[float, ...]]] = {0: (0.0, ())}
    for weight in weights:
        further: dict[int, tuple[float, tuple[float, ...]]] = {}
        for total, (cost, grades) in ways.items():
            for grade in _around(weight, reach):
                reached = total + round(grade * _UNIT)
                way = (cost + abs(grade - weight), (*grades, grade))
                if reached <= _UNIT * (1 + TOLERANCE) and way < further.get(reached, (float("inf"), ())):
                    further[reached] = way
        ways = further
    whole = [way for total, way in ways.items() if abs(total - _UNIT) <= _UNIT * TOLERANCE]
    return min(whole)[1] if whole else ()


def _around(weight: float, reach: int) -> tuple[float, ...]:
    """Return the `reach` nearest grades above nought on either side of `weight`, the equal one among them."""
    positive = [grade for grade in GRADES if grade > 0]
    above = [grade for grade in positive if grade > weight + TOLERANCE][-reach:]
    return (*above, *[grade for grade in positive if grade <= weight + TOLERANCE][:reach])
