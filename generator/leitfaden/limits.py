"""Rules on what was placed: how each measure of `exercises.Limit` is taken. `site/assets/scoring.js` holds its twin.

What was placed is read as one sequence: slot after slot, and within a slot in the learner's order.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import groupby, pairwise
from typing import Any, TypeAlias, assert_never

from leitfaden.exercises import Limit, Place

Placed: TypeAlias = "tuple[int, str]"
"""The number of the slot, from 0, and the id of an item."""

_CLOSE = 1e-9  # a third of three is one, whatever binary fractions make of it


def placed(place: Place, response: Any) -> list[Placed] | None:
    """Return what was placed, in order; None where the response is none: unknown slots or items, another shape."""
    slots = [slot.id for slot in place.slots]
    known = {item.id for item in place.items}
    if not isinstance(response, Mapping) or not all(slot in slots for slot in response):
        return None
    for items in response.values():
        if not isinstance(items, (list, tuple)) or not all(isinstance(item, str) and item in known for item in items):
            return None
    return [(number, item) for number, slot in enumerate(slots) for item in response.get(slot, ())]


def kept(place: Place, sequence: Sequence[Placed]) -> dict[str, bool]:
    """Return for each limit of `place` whether `sequence` keeps it."""
    return {limit.id: _keeps(limit, place, sequence) for limit in place.limits}


def _keeps(limit: Limit, place: Place, sequence: Sequence[Placed]) -> bool:
    sorts = {item.id: item.sort for item in place.items}
    concerned = [not limit.of or sorts[item] in limit.of for _, item in sequence]
    mine = [one for one, concerns in zip(sequence, concerned, strict=True) if concerns]
    slots = [number for number, _ in mine]
    match limit.measure:
        case "count":
            return _within(limit, len(mine))
        case "share":
            return _within(limit, len(mine), len(sequence))
        case "per_slot":
            return all(_within(limit, slots.count(number)) for number in range(len(place.slots)))
        case "each":
            return all(_within(limit, count) for count in Counter(item for _, item in mine).values())
        case "in_a_row":
            return all(_within(limit, len(list(run))) for concerns, run in groupby(concerned) if concerns)
        case "gap":
            return all(_within(limit, later - earlier - 1) for earlier, later in pairwise(slots))
        case "not_before":
            begin = [slot.id for slot in place.slots].index(limit.slot)
            return all(number >= begin for number in slots)
        case "after":
            begin = next((at for at, (_, item) in enumerate(sequence) if sorts[item] in limit.first), len(sequence))
            return True not in concerned or concerned.index(True) > begin
        case other:
            assert_never(other)


def _within(limit: Limit, number: int, whole: int = 1) -> bool:
    return limit.least * whole - _CLOSE <= number and (limit.most is None or number <= limit.most * whole + _CLOSE)
