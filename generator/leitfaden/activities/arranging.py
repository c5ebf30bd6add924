"""Looks for an arrangement that keeps all limits of a placing, to find out rules that contradict each other.

Items of one sort are alike to limits, except that `each` bounds how many of a sort there can be. So a number of things is
first shared out among groups of like items, as bounds on numbers allow, and then laid out slot after slot, never twice
from where that led nowhere. The search gives up after so many steps: then nothing is sure, and nothing is reported.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby
from math import ceil, floor

from leitfaden.exercises import Item, Limit, Place

_STEPS = 8_000
_CLOSE = 1e-9


@dataclass(frozen=True)
class Outcome:
    """What a search ended with: an arrangement, as a response; else whether it is `sure` that there is none."""

    found: Mapping[str, list[str]] | None
    sure: bool


def largest(least: int) -> int:
    """Return how many things a search tries to place at most, where `least` are asked for."""
    return max(20, 2 * least)


def arranged(place: Place, *, per_slot: int | None = None, in_order: bool = False) -> Outcome:
    """Look for an arrangement of at least `place.least` things that keeps all limits.

    Arguments:
        place: a placing that limits judge.
        per_slot: how often one item can stand in a slot; None: any number of times.
        in_order: items always stand in their own order within a slot.
    """
    search = _Search(place, _groups(place, apart=in_order), per_slot, in_order)
    try:
        for total in range(max(1, place.least), largest(place.least) + 1):
            for numbers in search.numbers(total):
                laid = search.laid_out(_At(0, numbers, (0,) * len(numbers), (0,) * len(place.limits)))
                if laid is not None:
                    return Outcome(search.response(laid), sure=True)
    except _OutOfStepsError:
        return Outcome(None, sure=False)
    return Outcome(None, sure=True)


class _OutOfStepsError(Exception):
    """The search has taken too long to be worth its while."""


def _groups(place: Place, *, apart: bool) -> tuple[tuple[Item, ...], ...]:
    """Return items that no limit tells from each other in one group; all `apart` where their order counts."""

    def told(item: Item) -> tuple[object, ...]:
        return tuple((not limit.of or item.sort in limit.of, item.sort in limit.first) for limit in place.limits)

    if apart:
        return tuple((item,) for item in place.items)
    return tuple(tuple(group) for _, group in groupby(sorted(place.items, key=told), key=told))


@dataclass(frozen=True, slots=True)
class _At:
    """How far a layout has come: the slot, what is left to place, what stands in the slot, what each limit remembers."""

    slot: int
    left: tuple[int, ...]
    here: tuple[int, ...]
    notes: tuple[int, ...]


@dataclass
class _Search:
    place: Place
    groups: tuple[tuple[Item, ...], ...]
    per_slot: int | None
    in_order: bool
    steps: int = 0
    stuck: set[_At] = field(default_factory=set)

    def _step(self) -> None:
        self.steps += 1
        if self.steps > _STEPS:
            raise _OutOfStepsError

    def concerns(self, limit: Limit, group: int) -> bool:
        return not limit.of or self.groups[group][0].sort in limit.of

    # How many of each group

    def numbers(self, total: int) -> Iterator[tuple[int, ...]]:
        """Yield every way to share `total` out among the groups that bounds on numbers allow."""
        spans = [self._span(limit, total) for limit in self.place.limits]
        yield from self._shared_out(total, (), spans)

    def _shared_out(self, left: int, given: tuple[int, ...], spans: Sequence[tuple[float, float]]) -> Iterator[tuple[int, ...]]:
        self._step()
        group = len(given)
        if not self._promising(given, left, spans):
            return
        if group == len(self.groups):
            if not left:
                yield given
            return
        last = group + 1 == len(self.groups)
        even = left // (len(self.groups) - group)
        choices = [left] if last else sorted(range(left + 1), key=lambda number: abs(number - even))
        for number in choices:
            if number <= self._room(group):
                yield from self._shared_out(left - number, (*given, number), spans)

    def _room(self, group: int) -> float:
        """How many of a group can be placed at all."""
        most = [limit.most for limit in self.place.limits if limit.measure == "each" and limit.most is not None and self.concerns(limit, group)]
        each = min([*most, float("inf") if self.per_slot is None else self.per_slot * len(self.place.slots)])
        return each * len(self.groups[group])

    def _span(self, limit: Limit, total: int) -> tuple[float, float]:
        """How many of `total` things a limit can concern."""
        slots, most = len(self.place.slots), float("inf") if limit.most is None else limit.most
        match limit.measure:
            case "count":
                return limit.least, most
            case "share":
                return limit.least * total, most * total
            case "per_slot":
                return limit.least * slots, most * slots
            case "gap":
                return 0, ceil(slots / (limit.least + 1))
            case "in_a_row":
                return 0, floor(most * (total + 1) / (most + 1))
            case _:
                return 0, float("inf")

    def _promising(self, given: tuple[int, ...], left: int, spans: Sequence[tuple[float, float]]) -> bool:
        """Tell whether what is given so far can still be made up to what every limit asks for."""
        for limit, (least, most) in zip(self.place.limits, spans, strict=True):
            now = sum(number for group, number in enumerate(given) if self.concerns(limit, group))
            coming = left if any(self.concerns(limit, group) for group in range(len(given), len(self.groups))) else 0
            if now > most + _CLOSE or now + coming < least - _CLOSE:
                return False
            if limit.measure == "after" and now and not left and not any(given[group] for group in self._first(limit) if group < len(given)):
                return False
        return True

    def _first(self, limit: Limit) -> list[int]:
        return [group for group, items in enumerate(self.groups) if items[0].sort in limit.first]

    # Where they stand

    def laid_out(self, at: _At) -> list[tuple[int, int]] | None:
        """Return slot and group of everything that is left, one after the other; None where that can't be."""
        self._step()
        if at in self.stuck:
            return None
        if not any(at.left) and at.slot + 1 == len(self.place.slots):
            return [] if self._filled(at) else None
        for group in self._choices(at):
            following = self._next_slot(at) if group is None else self._with(at, group)
            rest = None if following is None else self.laid_out(following)
            if rest is not None:
                return rest if group is None else [(at.slot, group), *rest]
        self.stuck.add(at)
        return None

    def _choices(self, at: _At) -> list[int | None]:
        """Return what can be done next, the likeliest first: another of a group, or (None) on to the next slot."""
        begin = max((group for group, number in enumerate(at.here) if number), default=0) if self.in_order else 0
        groups: list[int | None] = [*sorted((group for group, number in enumerate(at.left) if number and group >= begin), key=lambda group: -at.left[group])]
        even = (sum(at.left) + sum(at.here)) / (len(self.place.slots) - at.slot)
        return [None, *groups] if sum(at.here) >= even else [*groups, None]

    def _with(self, at: _At, group: int) -> _At | None:
        if self.per_slot is not None and at.here[group] >= self.per_slot * len(self.groups[group]):
            return None
        notes = []
        for limit, note in zip(self.place.limits, at.notes, strict=True):
            noted = self._noted(limit, note, at, group)
            if noted is None:
                return None
            notes.append(noted)
        return _At(at.slot, _changed(at.left, group, -1), _changed(at.here, group, 1), tuple(notes))

    def _noted(self, limit: Limit, note: int, at: _At, group: int) -> int | None:
        """Return what a limit remembers once one more of `group` stands in the slot; None where it forbids that."""
        concerned = self.concerns(limit, group)
        most = float("inf") if limit.most is None else limit.most
        match limit.measure:
            case "per_slot":
                return None if concerned and self._count(limit, at.here) >= most else 0
            case "in_a_row":
                return None if concerned and note >= most else (note + 1) * concerned
            case "gap":
                return None if concerned and note and at.slot - note < limit.least else at.slot + 1 if concerned else note
            case "not_before":
                return None if concerned and at.slot < [slot.id for slot in self.place.slots].index(limit.slot) else 0
            case "after":
                return None if concerned and not note else int(bool(note) or group in self._first(limit))
            case _:
                return 0

    def _count(self, limit: Limit, numbers: Sequence[int]) -> int:
        return sum(number for group, number in enumerate(numbers) if self.concerns(limit, group))

    def _next_slot(self, at: _At) -> _At | None:
        if at.slot + 1 == len(self.place.slots) or not self._filled(at):
            return None
        return replace(at, slot=at.slot + 1, here=(0,) * len(at.here))

    def _filled(self, at: _At) -> bool:
        return all(limit.measure != "per_slot" or self._count(limit, at.here) >= limit.least for limit in self.place.limits)

    def response(self, laid: list[tuple[int, int]]) -> dict[str, list[str]]:
        """Return a layout as a response; the items of a group take turns."""
        taken = [0] * len(self.groups)
        found: dict[str, list[str]] = {}
        for slot, group in laid:
            items = self.groups[group]
            found.setdefault(self.place.slots[slot].id, []).append(items[taken[group] % len(items)].id)
            taken[group] += 1
        return found


def _changed(numbers: tuple[int, ...], group: int, by: int) -> tuple[int, ...]:
    return (*numbers[:group], numbers[group] + by, *numbers[group + 1 :])
