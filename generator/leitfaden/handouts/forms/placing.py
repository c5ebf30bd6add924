"""Things to place: to match by letter, to compose a plan of, or to tally; rules judge the last two, and the solutions print them."""

from __future__ import annotations

from dataclasses import dataclass

from leitfaden.exercises import Limit, Place
from leitfaden.handouts.spans import Paragraphs, paragraphs
from leitfaden.inline import plain
from leitfaden.wording import Words

_COLUMN = 80  # characters of a text that looks well in a narrow column


@dataclass(frozen=True, slots=True)
class Card:
    """Something to place; `sort` is the sort it belongs to, in words."""

    letter: str
    sort: Paragraphs
    text: Paragraphs


@dataclass(frozen=True, slots=True)
class MatchList:
    """Items with a box each for the letter of a slot; `beside` says that the slots fit into a column of their own."""

    instruction: str
    items: tuple[Paragraphs, ...]
    slots: tuple[Card, ...]
    beside: bool
    form: str = "match"


@dataclass(frozen=True, slots=True)
class Plan:
    """Cards with letters, side by side where they are `small`, and slots with lines to write letters on."""

    instruction: str
    cards: tuple[Card, ...]
    small: bool
    slots: tuple[Paragraphs, ...]
    form: str = "plan"


@dataclass(frozen=True, slots=True)
class Tally:
    """Slots by things, with a box each for strokes, and a line for what the other person sees."""

    instruction: str
    things: tuple[Paragraphs, ...]
    slots: tuple[Paragraphs, ...]
    seen: str
    form: str = "tally"


@dataclass(frozen=True, slots=True)
class Matched:
    """An item with its slot and the reason."""

    text: Paragraphs
    letter: str
    slot: Paragraphs
    feedback: Paragraphs


@dataclass(frozen=True, slots=True)
class MatchKey:
    """The items of a `MatchList`, in its order."""

    items: tuple[Matched, ...]
    form: str = "match"


@dataclass(frozen=True, slots=True)
class Kept:
    """A rule, why it holds, and its part of the score where not all have the same."""

    text: Paragraphs
    feedback: Paragraphs
    share: str


@dataclass(frozen=True, slots=True)
class RulesKey:
    """What a good plan keeps to, and a word on its cards where the author has one."""

    title: str
    rules: tuple[Kept, ...]
    cards: tuple[tuple[Card, Paragraphs], ...]
    form: str = "rules"


def placing(place: Place, words: Words) -> MatchList | Plan | Tally:
    """Return what is placed: matched where there is a key, tallied where somebody sees it, else planned."""
    if place.key:
        beside = all(len(plain(slot.label)) <= _COLUMN for slot in place.slots)
        return MatchList(words("match_on_paper"), tuple(paragraphs(item.text) for item in place.items), _slots(place), beside)
    slots = tuple(paragraphs(slot.label) for slot in place.slots)
    if place.seen_by:
        instruction = words.counted("tally_on_paper", place.least)
        return Tally(instruction, tuple(paragraphs(item.text) for item in place.items), slots, words("seen_by", name=place.seen_by))
    return Plan(words.counted("plan_on_paper", place.least), _cards(place), all(len(plain(item.text)) <= _COLUMN for item in place.items), slots)


def placing_key(place: Place, words: Words) -> MatchKey | RulesKey:
    """Return where things belong, or the rules that judge them."""
    if place.key:
        slots = {slot.id: card for slot, card in zip(place.slots, _slots(place), strict=True)}
        found = ((item, slots[place.key[item.id]]) for item in place.items)
        return MatchKey(tuple(Matched(paragraphs(item.text), card.letter, card.text, paragraphs(item.feedback)) for item, card in found))
    total = sum(limit.weight for limit in place.limits)
    alike = len({limit.weight for limit in place.limits}) < 2
    rules = tuple(_kept(limit, "" if alike else words("score", percent=words.percent(limit.weight / total))) for limit in place.limits)
    cards = tuple((card, paragraphs(item.feedback)) for item, card in zip(place.items, _cards(place), strict=True) if item.feedback)
    return RulesKey(words("rules_here"), rules, cards)


def letter(number: int) -> str:
    """Return a letter for a number from 0: A to Z, then AA, AB and so on."""
    return (letter(number // 26 - 1) if number >= 26 else "") + chr(ord("A") + number % 26)


def _kept(limit: Limit, share: str) -> Kept:
    return Kept(paragraphs(limit.text), paragraphs(limit.feedback), share)


def _slots(place: Place) -> tuple[Card, ...]:
    return tuple(Card(letter(number), (), paragraphs(slot.label)) for number, slot in enumerate(place.slots))


def _cards(place: Place) -> tuple[Card, ...]:
    sorts = {sort.id: paragraphs(sort.label) for sort in place.sorts}
    return tuple(Card(letter(number), sorts.get(item.sort, ()), paragraphs(item.text)) for number, item in enumerate(place.items))
