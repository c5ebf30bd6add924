"""Options to tick and steps to number."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from leitfaden.exercises import Choosable, Order, Pick
from leitfaden.handouts.spans import Paragraphs, paragraphs
from leitfaden.wording import Words


@dataclass(frozen=True, slots=True)
class TickList:
    """Options with a box each, after a `question` where the prompt asks for something else first."""

    question: str
    instruction: str
    options: tuple[Paragraphs, ...]
    form: str = "tick"


@dataclass(frozen=True, slots=True)
class NumberList:
    """Steps with a box each for its number."""

    instruction: str
    steps: tuple[Paragraphs, ...]
    form: str = "number"


@dataclass(frozen=True, slots=True)
class Verdict:
    """An option: whether it is `right`, and the word for it where it is right or nearly so."""

    text: Paragraphs
    right: bool
    label: str
    feedback: Paragraphs


@dataclass(frozen=True, slots=True)
class TickKey:
    """The options of a `TickList`, in its order; `title` says what they are where several lists follow each other."""

    title: str
    options: tuple[Verdict, ...]
    form: str = "tick"


@dataclass(frozen=True, slots=True)
class Placed:
    """A step in its right place."""

    text: Paragraphs
    feedback: Paragraphs


@dataclass(frozen=True, slots=True)
class NumberKey:
    """Steps in their right order."""

    title: str
    steps: tuple[Placed, ...]
    form: str = "number"


def tick_list(pick: Pick, words: Words, question: str = "") -> TickList:
    """Return the options of `pick` to tick."""
    return TickList(question, words("tick_several" if pick.several else "tick_one"), _texts(pick.options))


def number_list(order: Order, words: Words) -> NumberList:
    """Return the steps of `order` to number, as they are first shown."""
    by_id = {step.id: step for step in order.steps}
    return NumberList(words("number_steps", count=words.number(len(by_id))), _texts([by_id[key] for key in order.shown]))


def tick_key(pick: Pick, words: Words, title: str = "") -> TickKey:
    """Return the options of `pick` with what they are worth."""
    return TickKey(title, tuple(_verdict(option, pick, words) for option in pick.options))


def number_key(order: Order, words: Words) -> NumberKey:
    """Return the steps of `order` as they should stand."""
    return NumberKey(words("right_order"), tuple(Placed(paragraphs(step.text), paragraphs(step.feedback)) for step in order.steps))


def word_for(weight: float, words: Words) -> str:
    """Return the word for an answer of which one counts: right, nearly, or nothing."""
    return words("right") if weight >= 1 else words("nearly") if weight > 0 else ""


def _verdict(option: Choosable, pick: Pick, words: Words) -> Verdict:
    weight = pick.weights.get(option.id, 0)
    right = weight > 0 if pick.several else weight >= 1
    return Verdict(paragraphs(option.text), right, words("right") if right else word_for(weight, words), paragraphs(option.feedback))


def _texts(choosables: Sequence[Choosable]) -> tuple[Paragraphs, ...]:
    return tuple(paragraphs(one.text) for one in choosables)
