"""A passage with blanks: numbered lines to write on, what there is to choose from below, and on the solutions the passage filled."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TypeAlias

from leitfaden.exercises import Blank, Gap
from leitfaden.handouts.forms.choosing import word_for
from leitfaden.handouts.spans import Paragraphs, Spans, literal, paragraphs
from leitfaden.inline import plain
from leitfaden.wording import Words

_LINE = 82  # characters that a line holds
_BOX = 7  # as wide as so many characters: a box and the space to the next one


@dataclass(frozen=True, slots=True)
class Hole:
    """A blank in a passage: its number, whether one writes there, and what belongs there on the solution sheet."""

    number: int
    typed: bool
    filling: Paragraphs
    kind: str = "blank"


Line: TypeAlias = "tuple[Spans | Hole, ...]"


@dataclass(frozen=True, slots=True)
class Choices:
    """What there is to choose from for a blank; `short` says that all of it fits on one line."""

    number: int
    options: tuple[Paragraphs, ...]
    short: bool


@dataclass(frozen=True, slots=True)
class Passage:
    """A passage to fill."""

    instruction: str
    lines: tuple[Line, ...]
    choices: tuple[Choices, ...]
    form: str = "fill"


@dataclass(frozen=True, slots=True)
class Filling:
    """A way to fill a blank: the word for it where it is right or nearly so, and the reason."""

    text: Paragraphs
    right: bool
    label: str
    feedback: Paragraphs


@dataclass(frozen=True, slots=True)
class Filled:
    """A blank with all that may be put into it."""

    number: int
    fillings: tuple[Filling, ...]


@dataclass(frozen=True, slots=True)
class PassageKey:
    """A passage with its best fillings, and the reasons of each blank."""

    lines: tuple[Line, ...]
    blanks: tuple[Filled, ...]
    form: str = "fill"


def passage(gap: Gap, words: Words) -> Passage:
    """Return the passage of `gap` to fill."""
    ordered = _in_order(gap)
    choices = tuple(_choices(number, blank) for number, blank in enumerate(ordered, 1) if blank.options)
    typed = any(blank.answers for blank in ordered)
    instruction = " ".join(words(key) for key, wanted in (("fill_on_paper", typed), ("choose_on_paper", bool(choices))) if wanted)
    return Passage(instruction, tuple(_lines(gap, filled=False)), choices)


def passage_key(gap: Gap, words: Words) -> PassageKey:
    """Return the passage of `gap` as it reads best, with the reason of everything that may stand there."""
    blanks = (Filled(number, tuple(_fillings(blank, words))) for number, blank in enumerate(_in_order(gap), 1))
    return PassageKey(tuple(_lines(gap, filled=True)), tuple(blanks))


def _choices(number: int, blank: Blank) -> Choices:
    short = sum(len(plain(option.text)) + _BOX for option in blank.options) <= _LINE
    return Choices(number, tuple(paragraphs(option.text) for option in blank.options), short)


def _in_order(gap: Gap) -> tuple[Blank, ...]:
    """Return the blanks as they stand in the passage."""
    blanks = {blank.id: blank for blank in gap.blanks}
    return tuple(blanks[piece] for line in gap.passage for piece in line if isinstance(piece, str))


def _lines(gap: Gap, *, filled: bool) -> Iterator[Line]:
    numbers = {blank.id: number for number, blank in enumerate(_in_order(gap), 1)}
    blanks = {blank.id: blank for blank in gap.blanks}
    for line in gap.passage:
        yield tuple(
            Hole(numbers[piece], bool(blanks[piece].answers), _best(blanks[piece]) if filled else ()) if isinstance(piece, str) else paragraphs((piece,))[0]
            for piece in line
        )


def _best(blank: Blank) -> Paragraphs:
    """Return what scores most in a blank; of a typed answer, the first way to write it."""
    best = max(blank.weights, key=lambda key: blank.weights[key])
    chosen = next((option.text for option in blank.options if option.id == best), None)
    return paragraphs(chosen) if chosen is not None else next(literal(answer.variants[0]) for answer in blank.answers if answer.id == best)


def _fillings(blank: Blank, words: Words) -> Iterator[Filling]:
    for option in blank.options:
        yield _filling(paragraphs(option.text), blank.weights[option.id], paragraphs(option.feedback), words)
    for answer in blank.answers:
        yield _filling(literal(" / ".join(answer.variants)), blank.weights[answer.id], paragraphs(answer.feedback), words)
    if blank.otherwise:
        yield _filling(literal(words("anything_else")), 0, paragraphs(blank.otherwise), words)


def _filling(text: Paragraphs, weight: float, feedback: Paragraphs, words: Words) -> Filling:
    return Filling(text, weight >= 1, word_for(weight, words), feedback)
