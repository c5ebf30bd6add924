"""Posts and statements to rate: a table with a box for each step of the scale."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from leitfaden.exercises import Rate
from leitfaden.handouts.spans import Paragraphs, paragraphs
from leitfaden.handouts.subjects import Subject, subject
from leitfaden.inline import plain
from leitfaden.localising import LocalScenario
from leitfaden.wording import Words


@dataclass(frozen=True, slots=True)
class RatingTable:
    """Subjects with a box per step of a scale."""

    instruction: str
    column: str
    steps: tuple[Paragraphs, ...]
    rows: tuple[Subject, ...]
    form: str = "rate"


@dataclass(frozen=True, slots=True)
class Special:
    """Feedback for those whom `label` names."""

    label: str
    feedback: Paragraphs


@dataclass(frozen=True, slots=True)
class Rating:
    """A row of a `RatingTable` with its right step."""

    subject: Subject
    key: Paragraphs
    feedback: Paragraphs
    specials: tuple[Special, ...]
    form: str = "rate"


def rating_table(rates: Sequence[Rate], scenario: LocalScenario, words: Words) -> RatingTable:
    """Return neighbours that are rated on the same scale as one table."""
    rows = tuple(subject(rate, scenario, words) for rate in rates)
    steps = tuple(paragraphs(step.label) for step in rates[0].scale)
    if rates[0].statement is None:
        return RatingTable(words("rate_on_paper"), words("post_column"), steps, rows)
    return RatingTable(words("rate_statements"), words("statement_column"), steps, rows)


def rating(rate: Rate, scenario: LocalScenario, words: Words) -> Rating:
    """Return what is rated with its key and its reasons."""
    labels = {step.id: step.label for step in rate.scale}
    specials = tuple(
        Special(words("if_rated", step=plain(labels[step])), paragraphs(feedback)) for step, feedback in rate.feedback_if.items() if step in labels
    )
    return Rating(subject(rate, scenario, words), paragraphs(labels[rate.key]), paragraphs(rate.feedback), specials)
