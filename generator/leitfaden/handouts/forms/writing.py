"""Own texts: lines to write on, or a table for a log; criteria to rate oneself by; examples on the solution sheet."""

from __future__ import annotations

from dataclasses import dataclass

from leitfaden.exercises import Write
from leitfaden.handouts.forms.rating import RatingTable
from leitfaden.handouts.spans import Paragraphs, lines, paragraphs
from leitfaden.handouts.subjects import Subject
from leitfaden.lengths import NETWORKS
from leitfaden.wording import Words

_COLUMNS = 4
_LINES, _FEWEST, _MOST = 8, 4, 14
_CHARACTERS = 60  # that a line of handwriting holds


@dataclass(frozen=True, slots=True)
class Sheet:
    """Fields with ruled lines each, and below them the criteria."""

    instruction: str
    fields: tuple[Paragraphs, ...]
    lines: int
    limit: str
    criteria: RatingTable | None
    form: str = "write"


@dataclass(frozen=True, slots=True)
class Log:
    """Fields to fill again and again: a table with a row for each entry."""

    instruction: str
    columns: tuple[Paragraphs, ...]
    entries: tuple[str, ...]
    form: str = "log"


@dataclass(frozen=True, slots=True)
class Example:
    """A text that somebody good at it might have written, and what to see in it."""

    text: Paragraphs
    feedback: Paragraphs


@dataclass(frozen=True, slots=True)
class Examples:
    """What one's own text is compared with; where there is nothing, `note` says that nobody grades it."""

    title: str
    examples: tuple[Example, ...]
    note: str
    form: str = "examples"


def writing(write: Write, words: Words) -> Sheet | Log:
    """Return the paper for `write`."""
    columns = tuple(paragraphs(field.label) for field in write.fields)
    if write.entries > 1 and len(columns) <= _COLUMNS:
        return Log(words("log_on_paper"), columns, tuple(words.number(number) for number in range(1, write.entries + 1)))
    network = NETWORKS.get(write.network)
    limit = words("room_for", limit=words.number(network.limit), network=network.name) if network else ""
    room = _LINES if network is None else min(_MOST, max(_FEWEST, -(-network.limit // _CHARACTERS)))
    repeated = columns * write.entries
    return Sheet(
        words("write_and_rate" if write.criteria else "write_on_paper"), repeated, room if len(repeated) == 1 else _FEWEST, limit, _criteria(write, words)
    )


def examples(write: Write, words: Words) -> Examples:
    """Return what the text of `write` is compared with."""
    shown = tuple(Example(lines(sample.text), paragraphs(sample.feedback)) for sample in write.samples)
    return Examples(words("examples") if shown else "", shown, "" if shown else words("nobody_grades"))


def _criteria(write: Write, words: Words) -> RatingTable | None:
    if not write.criteria:
        return None
    rows = tuple(Subject(statement=paragraphs(criterion.label)) for criterion in write.criteria)
    return RatingTable("", words("rate_yourself"), tuple(paragraphs(step.label) for step in write.scale), rows)
