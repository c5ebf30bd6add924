"""Rate: the credit of the chosen step. Order: the share of pairs in the right order, 0 for anything but all steps once."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from itertools import permutations
from typing import Any

from .cases import STRANGE, Case, case, shown, unanswered


def neighbours(steps: Sequence[str], key: str, neighbour: str) -> dict[str, Fraction]:
    """Return the credit of each step where the one beside the key earns `neighbour`."""
    place = steps.index(key)
    return {step: {0: Fraction(1), 1: Fraction(neighbour)}.get(abs(at - place), Fraction(0)) for at, step in enumerate(steps)}


def rate(key: str, credit: Mapping[str, Fraction]) -> dict[str, Any]:
    return {"form": "rate", "key": key, "credit": {step: float(one) for step, one in credit.items()}}


def rates() -> Iterator[Case]:
    three = ("good", "depends", "bad")
    for key in three:
        credit = neighbours(three, key, "1/4")
        for answer in (*three, "x", None, "", "constructor", "__proto__", "toString", [key], {key: 1}, 1, True):
            yield _rate(f"three steps, {key} is right", key, credit, answer)
    five = ("never", "seldom", "sometimes", "often", "always")
    weights = {
        "never": {"seldom": "1/2"}, "seldom": {"never": "1/2", "sometimes": "1/3"}, "sometimes": {"seldom": "2/3", "often": "2/3", "always": "1/6"},
        "often": {"sometimes": "1/7", "always": "1/2"}, "always": {"often": "3/4"},
    }  # fmt: skip
    for key in five:
        credit = {step: Fraction(1) if step == key else Fraction(weights[key].get(step, "0")) for step in five}
        for answer in five:
            yield _rate(f"five steps with weights, {key} is right", key, credit, answer)
    yield unanswered("three steps", rate("good", neighbours(three, "good", "1/4")))


def _rate(name: str, key: str, credit: Mapping[str, Fraction], answer: Any) -> Case:
    return case(f"{name}: {shown(answer)}", rate(key, credit), answer, rate_score(credit, answer))


def rate_score(credit: Mapping[str, Fraction], answer: Any) -> Fraction:
    return credit.get(answer, Fraction(0)) if isinstance(answer, str) else Fraction(0)


def order(key: Sequence[str]) -> dict[str, Any]:
    return {"form": "order", "key": list(key)}


def order_score(key: Sequence[str], answer: Any) -> Fraction:
    if not isinstance(answer, (list, tuple)) or not all(isinstance(one, str) for one in answer):
        return Fraction(0)
    if len(answer) != len(key) or set(answer) != set(key):
        return Fraction(0)
    pairs = [(first, second) for at, first in enumerate(key) for second in key[at + 1 :]]
    return Fraction(sum(list(answer).index(first) < list(answer).index(second) for first, second in pairs), len(pairs))


NO_ORDER: tuple[list[str], ...] = (
    ["a", "b"], ["c"], list("abca"), list("aab"), list("abd"), list("abcd"), ["a", "b", "C"], ["a\nb", "c"], ["a", "b\nc"], ["a,b,c"], ["a", "b,c"],
)  # fmt: skip
"""Lists that aren't all of `abc` once."""


def orders() -> Iterator[Case]:
    for key in ("abc", "abcd", "dbca"):
        for answer in permutations(key):
            yield _order(key, list(answer))
    for key, step in (("abcde", 11), ("abcdef", 53), ("abcdefg", 401)):
        for answer in list(permutations(key))[::step]:
            yield _order(key, list(answer))
    for answer in (*NO_ORDER, ["a", "b", None], ["a", "b", ["c"]], ["a", "b", 3], *STRANGE):
        yield _order("abc", answer)
    for answer in (["10", "9", "1"], ["1", "9", "10"], ["9", "10", "1"], [10, 9, 1]):
        yield case(f"ids of digits: {shown(answer)}", order(["1", "9", "10"]), answer, order_score(["1", "9", "10"], answer))
    yield unanswered("order of 3", order("abc"))


def _order(key: str, answer: Any) -> Case:
    return case(f"order {key}: {shown(answer)}", order(key), answer, order_score(key, answer))
