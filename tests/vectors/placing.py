"""Match: the share of items that stand once, and where they belong.

An answer that names a slot or an item that isn't asked is none.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from fractions import Fraction
from itertools import product
from typing import Any

from .cases import STRANGE, Case, case, shown, unanswered

SLOTS = ("heard", "waits", "asks")
KEY = {"right": "heard", "eight": "waits", "soon": "asks", "team": "asks"}


def match(slots: Sequence[str], key: Mapping[str, str]) -> dict[str, Any]:
    return {"form": "place", "slots": list(slots), "key": dict(key)}


def match_score(slots: Sequence[str], key: Mapping[str, str], answer: Any) -> Fraction:
    if not whole(answer, slots, key):
        return Fraction(0)
    stands = {item: [slot for slot, items in answer.items() for one in items if one == item] for item in key}
    return Fraction(sum(stands[item] == [slot] for item, slot in key.items()), len(key))


def whole(answer: Any, slots: Sequence[str], items: Iterable[str]) -> bool:
    """Tell whether an answer maps known slots to lists of known items, and nothing else."""
    lists = list(answer.values()) if isinstance(answer, dict) else [None]
    known = all(isinstance(one, list) and all(isinstance(item, str) and item in items for item in one) for one in lists)
    return known and set(answer) <= set(slots)


def gathered(placed: Mapping[str, str]) -> dict[str, list[str]]:
    """Return an answer that puts each item into one slot, without the slots that stay empty."""
    answer: dict[str, list[str]] = {}
    for item, slot in placed.items():
        answer.setdefault(slot, []).append(item)
    return answer


TWISTED: tuple[Any, ...] = (
    {}, {"heard": []}, {"heard": [], "waits": [], "asks": []}, {"heard": ["right"]}, {"asks": ["team", "soon"]},
    {"heard": ["right"], "nowhere": ["eight"]}, {"nowhere": ["right"], "heard": ["right"]}, {"heard": ["right", "x"], "x": ["y"]},
    {"heard": ["right", "right"]}, {"heard": ["right"], "waits": ["right"]}, {"waits": ["right"], "asks": ["right"]},
    {"heard": ["right", "eight", "soon", "team"], "waits": ["right", "eight", "soon", "team"], "asks": ["right", "eight", "soon", "team"]},
    {"heard": ["right", "eight", "soon", "team"], "asks": ["soon"]},
    {"heard": "right"}, {"heard": "right", "waits": ["eight"]}, {"heard": None, "waits": ["eight"]}, {"heard": {"0": "right", "length": 1}},
    {"heard": [["right"]]}, {"heard": [None, "right"]}, {"heard": [1]}, {"heard": {"right": True}}, {"Heard": ["right"]}, {"heard": ["Right"]},
    {"heard": ["right "]}, [["right"], ["eight"], ["soon", "team"]], [{"heard": ["right"]}], {"right": ["heard"]}, {"right": "heard"}, {"constructor": ["right"]},
    {"__proto__": ["right"]}, {"toString": "right", "heard": ["right"]},
)  # fmt: skip
"""Answers with something missing, twice, unknown, or of another shape."""


def matches() -> Iterator[Case]:
    for slots in list(product(SLOTS, repeat=len(KEY)))[::5]:
        yield _match("four items", SLOTS, KEY, gathered(dict(zip(KEY, slots, strict=True))))
    for answer in (*TWISTED, *(one for one in STRANGE if one != {})):
        yield _match("four items", SLOTS, KEY, answer)
    key = {"10": "2", "9": "1", "constructor": "1"}
    for answer in ({"2": ["10"], "1": ["9", "constructor"]}, {"1": ["10", "9"]}, {"2": [10], "1": [9]}, {"1": ["constructor"]}, {"constructor": ["1"]}):
        yield _match("ids of digits and of objects", ("2", "1", "toString"), key, answer)
    spare = {"a": "one", "b": "one", "c": "two"}
    for answer in (
        {"one": ["b", "a"], "two": ["c"], "none": []},
        {"none": ["a", "b", "c"]},
        {"one": ["a", "b", "c"]},
        {"one": ["a"]},
        {"one": ["a"], "two": ["c"]},
    ):
        yield _match("a slot in which nothing belongs", ("one", "two", "none"), spare, answer)
    for count in (7, 9, 11):
        wide = {f"i{number}": f"s{number % 3}" for number in range(count)}
        for placed in range(1, count + 1):
            yield _match(f"{count} items, {placed} placed", ("s0", "s1", "s2"), wide, gathered(dict(list(wide.items())[:placed])))
    yield unanswered("four items", match(SLOTS, KEY))


def _match(name: str, slots: Sequence[str], key: Mapping[str, str], answer: Any) -> Case:
    return case(f"{name}: {shown(answer)}", match(slots, key), answer, match_score(slots, key, answer))
