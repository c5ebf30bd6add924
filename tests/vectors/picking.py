"""Pick one: the chosen option's weight. Pick several: the shares of the right options, less those of the wrong ones.

Mark: the same with places; a wrong one takes as much as a right one gives on average, and at least so much that all
places together take everything away. Never below 0. An id that isn't asked adds nothing; one given twice counts once.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from typing import Any

from .cases import STRANGE, Case, case, shown, unanswered

Option = tuple[str, bool, Fraction]


def single(weights: Mapping[str, str]) -> dict[str, Any]:
    return {"form": "pick", "several": False, "weights": {key: float(Fraction(weight)) for key, weight in weights.items()}}


def single_score(weights: Mapping[str, str], answer: Any) -> Fraction:
    if not isinstance(answer, list) or len(answer) != 1 or not isinstance(answer[0], str):
        return Fraction(0)
    return Fraction(weights.get(answer[0], "0"))


def singles() -> Iterator[Case]:
    weights = {"a": "1", "b": "1/2", "c": "0", "d": "1/3"}
    answers = [[key] for key in weights] + [["x"], ["a", "b"], ["a", "a"], ["a", "x"], ["x", "a"], list("abcd"), *STRANGE]
    for answer in answers:
        yield case(f"one of four: {shown(answer)}", single(weights), answer, single_score(weights, answer))
    for weight in ("1/3", "2/3", "1/6", "5/6", "1/7", "6/7", "1/9", "1/128", "3/128", "127/128", "1/2000000", "1/4000000", "999999/1000000", "0.25", "0.1"):
        yield case(f"partial weight {weight}", single({"a": "1", "b": weight}), ["b"], Fraction(weight))
    digits = {"1": "1", "2": "0"}
    for answer in (["1"], ["2"], [1], "1", 1):
        yield case(f"ids of digits: {shown(answer)}", single(digits), answer, single_score(digits, answer))
    words = {"constructor": "1", "to-string": "1/4"}
    for answer in (["constructor"], ["to-string"], ["toString"]):
        yield case(f"ids like those of objects: {shown(answer)}", single(words), answer, single_score(words, answer))
    yield unanswered("one of four", single(weights))


def shares(options: Sequence[Option]) -> dict[str, Fraction]:
    """Return what each option adds: right ones share 1, wrong ones share -1, in proportion to what the author gave."""
    totals = {side: sum((share for _, right, share in options if right == side), Fraction(0)) for side in (True, False)}
    return {key: (share if right else -share) / totals[right] for key, right, share in options}


def several(options: Sequence[Option]) -> dict[str, Any]:
    return {"form": "pick", "several": True, "weights": {key: float(share) for key, share in shares(options).items()}}


def summed(added: Mapping[str, Fraction], answer: Any) -> Fraction:
    if not isinstance(answer, list) or not all(isinstance(one, str) for one in answer):
        return Fraction(0)
    return sum((share for key, share in added.items() if key in answer), Fraction(0))


def several_score(options: Sequence[Option], answer: Any) -> Fraction:
    return summed(shares(options), answer)


def options(right: str, wrong: str, **given: str) -> list[Option]:
    return [(key, key in right, Fraction(given.get(key, "1"))) for key in sorted(right + wrong)]


MESSY: tuple[list[str], ...] = (["a", "a"], ["c", "a", "a", "e"], ["b", "b", "a"], ["a", "x"], ["x"], ["a", "c", "e", "x"], ["e", "c", "a"], list("edcba"))
"""Twice the same, ids that aren't asked, another order: all of `three of five`."""


def severals() -> Iterator[Case]:
    three_of_five = options("ace", "bd")
    for answer in (*_subsets("abcde"), *MESSY, *(one for one in STRANGE if one != [])):
        yield _several("three of five right", three_of_five, answer)
    weighted = options("ab", "cd", a="3", b="1", c="2", d="0.5")
    for answer in _subsets("abcd"):
        yield _several("explicit shares 3:1 right, 2:0.5 wrong", weighted, answer)
    for count in (3, 6, 7):
        keys = "abcdefg"[:count]
        for taken in range(1, count + 1):
            yield _several(f"{count} right, one wrong", options(keys, "z"), list(keys[:taken]))
        yield _several(f"{count} right, one wrong", options(keys, "z"), [*keys, "z"])
    for answer in (["a"], ["a", "b"], ["a", "c"], ["a", "b", "c", "d"], ["b", "c", "d"]):
        yield _several("one right, three wrong", options("a", "bcd"), answer)


def _several(name: str, given: Sequence[Option], answer: Any) -> Case:
    return case(f"{name}: {shown(answer)}", several(given), answer, several_score(given, answer))


def _subsets(keys: str) -> list[list[str]]:
    return [[key for place, key in enumerate(keys) if number >> place & 1] for number in range(1 << len(keys))]


# Mark


def taken(places: Sequence[Option]) -> dict[str, Fraction]:
    """Return what each place adds: right ones share 1; a wrong one takes what a right one gives on average, or more."""
    right = [share for _, correct, share in places if correct]
    wrong = len(places) - len(right)
    takes = max(Fraction(1, len(right)), Fraction(1, wrong))
    return {key: share / sum(right) if correct else -takes for key, correct, share in places}


def mark(places: Sequence[Option]) -> dict[str, Any]:
    return {"form": "mark", "weights": {key: float(share) for key, share in taken(places).items()}}


def mark_score(places: Sequence[Option], answer: Any) -> Fraction:
    return summed(taken(places), answer)


def marks() -> Iterator[Case]:
    two_of_five = options("ac", "bde")
    for answer in (*_subsets("abcde"), *MESSY, *(one for one in STRANGE if one != [])):
        yield _mark("two of five places", two_of_five, answer)
    for answer in _subsets("abcd"):
        yield _mark("three places of four, one wrong takes all", options("abc", "d"), answer)
        yield _mark("two places of four, 3:1", options("ab", "cd", a="3"), answer)
    seven, few = options("abcdefg", "xyz"), list("abcdefg")
    for answer in (["a"], few[:3], few, [*few, "x"], [*few, "x", "y"], [*few, "x", "y", "z"], ["a", "b", "x"], ["a", "b", "c", "x"]):
        yield _mark("seven places of ten, each wrong one takes a third", seven, answer)
    for answer in (["a"], ["a", "b"], ["b"], ["a", "b", "c", "d", "e", "f", "g"]):
        yield _mark("one place of seven", options("a", "bcdefg"), answer)
    odd = [("10", True, Fraction(1)), ("9", False, Fraction(1)), ("1", False, Fraction(1)), ("constructor", True, Fraction(2))]
    for answer in (["1"], ["10"], ["1", "9"], ["10", "9"], [1], ["constructor"], ["1", "10", "9", "constructor"], ["1", "constructor"]):
        yield _mark("ids of digits and of objects", odd, answer)
    yield unanswered("two of five places", mark(two_of_five))


def _mark(name: str, given: Sequence[Option], answer: Any) -> Case:
    return case(f"{name}: {shown(answer)}", mark(given), answer, mark_score(given, answer))
