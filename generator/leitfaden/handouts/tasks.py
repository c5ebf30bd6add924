"""Activities as tasks on paper: boxes to tick, tables to fill, lines to write on. Nothing here knows an answer."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path as File
from typing import TypeAlias, assert_never

from leitfaden.exercises import Exercise, Gap, Interaction, Mark, Order, Path, Pick, Place, Rate, Write
from leitfaden.handouts.forms.choosing import NumberList, TickList, number_list, tick_list
from leitfaden.handouts.forms.filling import Passage, passage
from leitfaden.handouts.forms.marking import MarkList, mark_list
from leitfaden.handouts.forms.placing import MatchList, Plan, Tally, placing
from leitfaden.handouts.forms.playing import Book, book
from leitfaden.handouts.forms.rating import RatingTable, rating_table
from leitfaden.handouts.forms.writing import Log, Sheet, writing
from leitfaden.handouts.spans import Paragraphs, paragraphs
from leitfaden.localising import LocalScenario
from leitfaden.wording import Words

Part: TypeAlias = TickList | RatingTable | NumberList | MarkList | MatchList | Plan | Tally | Passage | Sheet | Log | Book


@dataclass(frozen=True, slots=True)
class Task:
    """An activity on paper; `reasons` says whether lines for them follow."""

    label: str
    prompt: Paragraphs
    parts: tuple[Part, ...]
    reasons: bool


def tasks(scenario: LocalScenario, words: Words, files: Mapping[str, File]) -> tuple[Task, ...]:
    """Return the tasks of a scenario: its exercises without those kept for assessments. `files` leads to images."""
    numbered = enumerate(scenario.practised, 1)
    return tuple(task(one, scenario, words("task", number=words.number(number)), words, files) for number, one in numbered)


def task(exercise: Exercise, scenario: LocalScenario, label: str, words: Words, files: Mapping[str, File], *, reasons: bool = True) -> Task:
    """Return an exercise of a scenario as a task called `label`; `reasons` says whether reasons may be asked for."""
    return Task(label, paragraphs(exercise.prompt), tuple(_parts(exercise, scenario, words, files)), reasons and _asks_for_reasons(exercise))


def runs(interactions: Sequence[Interaction]) -> Iterator[tuple[Interaction, ...]]:
    """Yield interactions in runs: neighbours that rate on the same scale together, all others alone."""
    for _, run in groupby(enumerate(interactions), _run_key):
        yield tuple(interaction for _, interaction in run)


def _run_key(numbered: tuple[int, Interaction]) -> object:
    place, interaction = numbered
    return (interaction.scale, interaction.statement is None) if isinstance(interaction, Rate) else place


def _parts(exercise: Exercise, scenario: LocalScenario, words: Words, files: Mapping[str, File]) -> Iterator[Part]:
    marks = any(isinstance(interaction, Mark) for interaction in exercise.interactions)
    for run in runs(exercise.interactions):
        match run[0]:
            case Pick() as pick:
                yield tick_list(pick, words, words("mark_reason") if marks else "")
            case Rate():
                yield rating_table([one for one in run if isinstance(one, Rate)], scenario, words)
            case Order() as order:
                yield number_list(order, words)
            case Mark() as mark:
                yield mark_list(mark, scenario, words)
            case Place() as place:
                yield placing(place, words)
            case Gap() as gap:
                yield passage(gap, words)
            case Write() as write:
                yield writing(write, words)
            case Path() as path:
                yield book(path, exercise.id, scenario, words, files)
            case other:
                assert_never(other)


def _asks_for_reasons(exercise: Exercise) -> bool:
    """Tell whether lines for one's reasons make sense: not below own texts, nor at the end of a whole conversation."""
    return not all(isinstance(interaction, (Write, Path)) for interaction in exercise.interactions)
