"""Activities as tasks on paper: boxes to tick, a table to rate in, boxes to number. Nothing here knows an answer."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import TypeAlias, assert_never

from leitfaden.exercises import Choosable, Exercise, Gap, Interaction, Mark, Order, Path, Pick, Place, Rate, Write
from leitfaden.handouts.spans import Paragraphs, paragraphs
from leitfaden.handouts.subjects import Subject, subject
from leitfaden.localising import LocalScenario
from leitfaden.wording import Words


@dataclass(frozen=True, slots=True)
class TickList:
    """Options with a box each."""

    instruction: str
    options: tuple[Paragraphs, ...]
    form: str = "tick"


@dataclass(frozen=True, slots=True)
class RatingTable:
    """Subjects with a box per step of a scale."""

    instruction: str
    column: str
    steps: tuple[Paragraphs, ...]
    rows: tuple[Subject, ...]
    form: str = "rate"


@dataclass(frozen=True, slots=True)
class NumberList:
    """Steps with a box each for its number."""

    instruction: str
    steps: tuple[Paragraphs, ...]
    form: str = "number"


Part: TypeAlias = TickList | RatingTable | NumberList


@dataclass(frozen=True, slots=True)
class Task:
    """An activity on paper."""

    label: str
    prompt: Paragraphs
    parts: tuple[Part, ...]


def tasks(scenario: LocalScenario, words: Words) -> tuple[Task, ...]:
    """Return the tasks of a scenario: its exercises without those kept for assessments."""
    return tuple(
        Task(words("task", number=words.number(number)), paragraphs(exercise.prompt), tuple(_parts(exercise.interactions, scenario, words)))
        for number, exercise in enumerate(practised(scenario), 1)
    )


def practised(scenario: LocalScenario) -> list[Exercise]:
    """Return the exercises that handouts show."""
    return [exercise for exercise in scenario.exercises if exercise.use != "test"]


def runs(interactions: Sequence[Interaction]) -> Iterator[tuple[Interaction, ...]]:
    """Yield interactions in runs: neighbours that rate on the same scale together, all others alone."""
    for _, run in groupby(enumerate(interactions), _run_key):
        yield tuple(interaction for _, interaction in run)


def _run_key(numbered: tuple[int, Interaction]) -> object:
    place, interaction = numbered
    return (interaction.scale, interaction.statement is None) if isinstance(interaction, Rate) else place


def _parts(interactions: Sequence[Interaction], scenario: LocalScenario, words: Words) -> Iterator[Part]:
    for run in runs(interactions):
        match run[0]:
            case Pick() as pick:
                yield TickList(words("tick_several" if pick.several else "tick_one"), _texts(pick.options))
            case Rate() as rate:
                yield _rating_table(rate, [one for one in run if isinstance(one, Rate)], scenario, words)
            case Order() as order:
                yield _number_list(order, words)
            case Mark() | Place() | Gap() | Write() | Path():
                continue
            case other:
                assert_never(other)


def _rating_table(first: Rate, rates: Sequence[Rate], scenario: LocalScenario, words: Words) -> RatingTable:
    rows = tuple(subject(rate, scenario, words) for rate in rates)
    steps = tuple(paragraphs(step.label) for step in first.scale)
    if first.statement is None:
        return RatingTable(words("rate_on_paper"), words("post_column"), steps, rows)
    return RatingTable(words("rate_statements"), words("statement_column"), steps, rows)


def _number_list(order: Order, words: Words) -> NumberList:
    by_id = {step.id: step for step in order.steps}
    return NumberList(words("number_steps", count=words.number(len(by_id))), _texts([by_id[key] for key in order.shown]))


def _texts(choosables: Sequence[Choosable]) -> tuple[Paragraphs, ...]:
    return tuple(paragraphs(one.text) for one in choosables)
