"""What SCORM 1.2 is told of each answer: which type of interaction it is, and in which signs it is written.

The formats are those of the run-time's data model (SCORM 1.2 RTE 3.4.4, `cmi.interactions`): a choice, a step of a
sequence and either side of a match is one sign, `a` to `z` or `0` to `9`; everything is at most 255 characters long.
Signs stand for ids in the order of the course's file. What signs can't write (what was placed by rules, decisions on a
way) is a `performance`, whose form is free: ids, over several entries where one is too short. Ratings are choices,
since one of their steps is right; a `likert` has no right answer, as how somebody rates a text of her own.
"""

from __future__ import annotations

import hashlib
import string
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Literal, TypeAlias, assert_never

from leitfaden.exercises import Blank, Exercise, Gap, Interaction, Mark, Order, Path, Pick, Place, Rate, Write

Type: TypeAlias = Literal["choice", "sequencing", "matching", "fill-in", "performance", "likert"]
Said: TypeAlias = Literal["signs", "pairs", "ids", "placed", "typed", "nothing"]

LONGEST = 255
_SIGNS = string.ascii_lowercase + string.digits
_MARK = 7
_ROOM_FOR_NUMBER = 5  # entries that go on are numbered: `_2`


@dataclass(frozen=True, slots=True)
class Entry:
    """An entry that each check adds to `cmi.interactions`.

    Arguments:
        id: a CMIIdentifier: `<scenario>_<activity>`, and what is answered where there is more than one thing.
        of: the interaction; part: the blank or criterion of its answer, or empty.
        said: how the answer is written: by `signs`, as pairs of item and slot, as ids, as slots with what was placed in
            them, as it was typed, or not at all.
        signs, slots: what stands for an id.
        patterns: right answers, as they would be written.
        weight: the entry's part of the course's points.
    """

    id: str
    of: str
    type: Type
    said: Said
    weight: float
    part: str = ""
    signs: Mapping[str, str] = field(default_factory=dict)
    slots: Mapping[str, str] = field(default_factory=dict)
    patterns: tuple[str, ...] = ()


def entries(exercise: Exercise) -> tuple[Entry, ...]:
    """Return what each check of an exercise adds to `cmi.interactions`."""
    scored = sum(not isinstance(one, Write) for one in exercise.interactions)
    share = exercise.points / scored if scored else 0.0
    found = [entry for one in exercise.interactions for entry in _entries(one, share)]
    name = exercise.id.replace("/", "_")
    return tuple(_named(entry, name, alone=len(exercise.interactions) == 1) for entry in found)


def marks(exercise: Exercise) -> tuple[str, ...]:
    """Return what stands for an exercise in a record that must be short: first by its own id, then by those it had.

    They change with its revision, and with the steps of its scales, which are no part of that.
    """
    steps = sorted({step.id for one in exercise.interactions if isinstance(one, Rate) for step in one.scale})
    return tuple(_hash(f"{key}@{exercise.revision}@{' '.join(steps)}") for key in (exercise.id, *exercise.formerly))


def _hash(text: str) -> str:
    number, written = int.from_bytes(hashlib.sha256(text.encode()).digest()), ""
    while len(written) < _MARK:
        number, digit = divmod(number, len(_SIGNS))
        written += _SIGNS[digit]
    return written


def _named(entry: Entry, name: str, *, alone: bool) -> Entry:
    """Return an entry with its id: letters, digits, `-` and `_`, which every platform takes for a CMIIdentifier."""
    whole = "_".join(part for part in (name, "" if alone else entry.of, entry.part) if part)
    if len(whole) > LONGEST - _ROOM_FOR_NUMBER:
        whole = f"{whole[: LONGEST - _ROOM_FOR_NUMBER - _MARK - 1]}_{_hash(whole)}"
    return Entry(whole, entry.of, entry.type, entry.said, round(entry.weight, 6), entry.part, entry.signs, entry.slots, entry.patterns)


def _entries(interaction: Interaction, weight: float) -> Iterator[Entry]:
    match interaction:
        case Pick():
            right = [key for key, share in interaction.weights.items() if (share > 0 if interaction.several else share >= 1)]
            yield _choice(interaction.id, [option.id for option in interaction.options], right, weight)
        case Mark():
            right = [key for key, share in interaction.weights.items() if share > 0]
            yield _choice(interaction.id, [target.id for target in interaction.targets], right, weight)
        case Rate():
            yield _choice(interaction.id, [step.id for step in interaction.scale], [interaction.key], weight)
        case Order():
            yield _sequence(interaction, weight)
        case Place():
            yield _placed(interaction, weight)
        case Gap():
            yield from (_blank(interaction, blank, weight / len(interaction.blanks)) for blank in interaction.blanks)
        case Write():
            yield from _written(interaction)
        case Path():
            yield _by_ids(interaction.id, interaction.best, weight)
        case other:
            assert_never(other)


def _choice(of: str, ids: Iterable[str], right: Iterable[str], weight: float, part: str = "") -> Entry:
    """Return a choice; where signs don't suffice the ids themselves are told."""
    if not (signs := _signs(ids)):
        return _by_ids(of, tuple(right), weight)
    return Entry("", of, "choice", "signs", weight, part, signs, patterns=(",".join(sorted(signs[key] for key in right)),))


def _sequence(order: Order, weight: float) -> Entry:
    steps = tuple(step.id for step in order.steps)
    if not (signs := _signs(steps)):
        return _by_ids(order.id, steps, weight)
    return Entry("", order.id, "sequencing", "signs", weight, signs=signs, patterns=(",".join(signs.values()),))


def _placed(place: Place, weight: float) -> Entry:
    """Return a matching where a key decides; where limits judge there is no one right answer to compare with."""
    items, slots = _signs(item.id for item in place.items), _signs(slot.id for slot in place.slots)
    if not place.key or not items or not slots:
        return Entry("", place.id, "performance", "placed", weight)
    right = ",".join(sorted(f"{items[item]}.{slots[slot]}" for item, slot in place.key.items()))
    return Entry("", place.id, "matching", "pairs", weight, signs=items, slots=slots, patterns=_short(right))


def _blank(gap: Gap, blank: Blank, weight: float) -> Entry:
    right = [key for key, share in blank.weights.items() if share >= 1]
    if blank.options:
        return _choice(gap.id, [option.id for option in blank.options], right, weight, blank.id)
    accepted = tuple(variant for answer in blank.answers if answer.id in right for variant in answer.variants)
    return Entry("", gap.id, "fill-in", "typed", weight, blank.id, patterns=tuple(short for one in accepted for short in _short(one)))


def _written(write: Write) -> Iterator[Entry]:
    """Yield how somebody rates a text of her own, by criterion; else that it was written. The text itself is not told."""
    signs = _signs(step.id for step in write.scale)
    for criterion in write.criteria:
        yield Entry("", write.id, "likert", "signs", 0.0, criterion.id, signs)
    if not write.criteria:
        yield Entry("", write.id, "performance", "nothing", 0.0)


def _by_ids(of: str, right: tuple[str, ...], weight: float) -> Entry:
    return Entry("", of, "performance", "ids", weight, patterns=_short(",".join(right)))


def _signs(ids: Iterable[str]) -> dict[str, str]:
    """Return a sign for each id; none at all where there are more ids than signs."""
    known = list(ids)
    return dict(zip(known, _SIGNS, strict=False)) if len(known) <= len(_SIGNS) else {}


def _short(pattern: str) -> tuple[str, ...]:
    """Return a pattern if it is short enough to be told whole, and if there is one."""
    return (pattern,) if 0 < len(pattern) <= LONGEST else ()
