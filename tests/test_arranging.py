"""Looking for arrangements that keep all rules: what is found keeps them, and nothing is called impossible that can be done."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import combinations_with_replacement, product

from hypothesis import given, settings
from hypothesis import strategies as st

from leitfaden.activities.arranging import arranged, largest
from leitfaden.exercises import Item, Limit, Place, Slot
from leitfaden.limits import kept, placed

ITEMS = tuple(Item(key, (), (), sort) for key, sort in (("a", "own"), ("b", "own"), ("c", "talk")))
SLOTS = tuple(Slot(key, ()) for key in ("mon", "tue", "wed"))
SMALL = 3  # things: so many are tried out one arrangement after the other


def limit(measure: str, of: tuple[str, ...] = (), least: float = 0, most: float | None = None, slot: str = "", first: tuple[str, ...] = ()) -> Limit:
    return Limit(measure, measure, of, least, most, slot, first, 1.0, (), ())  # type: ignore[arg-type]


def place(*limits: Limit, least: int = 1) -> Place:
    named = tuple(replace(one, id=f"{one.measure} {number}") for number, one in enumerate(limits))
    return Place("mix", ITEMS, SLOTS, {}, named, least, ())


def sorts() -> st.SearchStrategy[tuple[str, ...]]:
    return st.sampled_from([(), ("own",), ("talk",), ("own", "talk")])


def bounds(measure: str, top: int, scale: int = 1) -> st.SearchStrategy[Limit]:
    pairs = st.tuples(st.integers(0, top), st.none() | st.integers(0, top))
    return st.builds(lambda of, pair: limit(measure, of, pair[0] / scale, None if pair[1] is None else pair[1] / scale), sorts(), pairs)


LIMITS = st.one_of(
    bounds("count", 4),
    bounds("share", 4, scale=4),
    bounds("per_slot", 2),
    st.builds(lambda of, most: limit("each", of, 0, most), sorts(), st.integers(1, 2)),
    st.builds(lambda of, most: limit("in_a_row", of, 0, most), sorts(), st.integers(1, 2)),
    st.builds(lambda of, least: limit("gap", of, least), sorts(), st.integers(1, 2)),
    st.builds(lambda of, slot: limit("not_before", of, slot=slot), sorts(), st.sampled_from([slot.id for slot in SLOTS])),
    st.builds(lambda pair: limit("after", (pair[0],), first=(pair[1],)), st.sampled_from([("own", "talk"), ("talk", "own")])),
)


def every_small_arrangement(least: int, *, in_order: bool) -> Iterator[dict[str, list[str]]]:
    """Yield every arrangement of up to `SMALL` things, none skipped: what the search is held to."""
    for total in range(least, SMALL + 1):
        for slots in combinations_with_replacement([slot.id for slot in SLOTS], total):
            for items in product([item.id for item in ITEMS], repeat=total):
                found: dict[str, list[str]] = {}
                for slot, item in zip(slots, items, strict=True):
                    found.setdefault(slot, []).append(item)
                if not in_order or all(stood == sorted(stood) for stood in found.values()):
                    yield found


def keeps_all(place: Place, response: object) -> bool:
    sequence = placed(place, response)
    return sequence is not None and len(sequence) >= place.least and all(kept(place, sequence).values())


@settings(max_examples=100, deadline=None)
@given(st.lists(LIMITS, min_size=1, max_size=4), st.integers(1, 3), st.booleans())
def test_what_is_found_keeps_all_rules_and_nothing_small_is_missed(limits: list[Limit], least: int, in_order: bool) -> None:
    asked = place(*limits, least=least)
    outcome = arranged(asked, per_slot=2 if in_order else None, in_order=in_order)
    if outcome.found is not None:
        assert keeps_all(asked, outcome.found)
        assert not in_order or all(stood == sorted(stood) and max(map(stood.count, stood)) <= 2 for stood in outcome.found.values())
    elif outcome.sure:
        small = every_small_arrangement(least, in_order=in_order)
        possible = (one for one in small if not in_order or all(max(map(stood.count, stood)) <= 2 for stood in one.values()))
        assert not any(keeps_all(asked, one) for one in possible)


def test_a_contradiction_of_numbers_is_certain() -> None:
    outcome = arranged(place(limit("count", ("own",), 3), limit("each", (), 0, 1)))
    assert (outcome.found, outcome.sure) == (None, True)


def test_a_contradiction_of_places_is_certain() -> None:
    outcome = arranged(place(limit("per_slot", ("own",), 1), limit("after", ("own",), first=("talk",)), limit("not_before", ("talk",), slot="tue")))
    assert (outcome.found, outcome.sure) == (None, True)


def test_the_items_of_a_sort_take_turns() -> None:
    outcome = arranged(place(limit("each", (), 0, 1), limit("count", ("own",), 2), least=3))
    assert outcome.found is not None
    assert sorted(item for stood in outcome.found.values() for item in stood) == ["a", "b", "c"]


def test_a_search_that_takes_too_long_says_nothing() -> None:
    """Twelve sorts, each of which is told from the others, and a rule that only the layout can refuse."""
    items = tuple(Item(f"i{number}", (), (), f"s{number}") for number in range(12))
    rules = tuple(limit("in_a_row", (f"s{number}", f"s{number + 1}"), 0, 1) for number in range(11))
    last = (limit("per_slot", ("s0",), 1), limit("not_before", ("s11",), slot="tue"), limit("after", ("s0",), first=("s11",)))
    outcome = arranged(Place("mix", items, SLOTS, {}, (*rules, *last), 12, ()))
    assert (outcome.found, outcome.sure) == (None, False)


def test_more_is_tried_than_is_asked_for() -> None:
    assert largest(1) == 20
    assert largest(15) == 30
