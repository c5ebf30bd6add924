"""Activities as answers: the key, and the reason for every option, rating, step, place, rule, blank and decision."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TypeAlias, assert_never

from leitfaden.exercises import Exercise, Gap, Mark, Order, Path, Pick, Place, Rate, Write
from leitfaden.handouts.forms.choosing import NumberKey, TickKey, number_key, tick_key
from leitfaden.handouts.forms.filling import PassageKey, passage_key
from leitfaden.handouts.forms.marking import MarkKey, mark_key
from leitfaden.handouts.forms.placing import MatchKey, RulesKey, placing_key
from leitfaden.handouts.forms.playing import BookKey, book_key
from leitfaden.handouts.forms.rating import Rating, Special, rating
from leitfaden.handouts.forms.writing import Examples, examples
from leitfaden.handouts.spans import Paragraphs, paragraphs
from leitfaden.localising import LocalScenario
from leitfaden.wording import Words

Key: TypeAlias = TickKey | Rating | NumberKey | MarkKey | MatchKey | RulesKey | PassageKey | Examples | BookKey


@dataclass(frozen=True, slots=True)
class Answer:
    """The answer to a task. `ranges` is what is said by score."""

    label: str
    prompt: Paragraphs
    hints_label: str
    hints: tuple[Paragraphs, ...]
    keys: tuple[Key, ...]
    ranges: tuple[Special, ...]


def answers(scenario: LocalScenario, words: Words) -> tuple[Answer, ...]:
    """Return the answers to a scenario's tasks, numbered as they are."""
    return tuple(answer(one, scenario, words("task", number=words.number(number)), words) for number, one in enumerate(scenario.practised, 1))


def answer(exercise: Exercise, scenario: LocalScenario, label: str, words: Words) -> Answer:
    """Return the answer to a scenario's task called `label`."""
    return Answer(
        label, paragraphs(exercise.prompt), words("hint"), tuple(paragraphs(hint) for hint in exercise.hints), tuple(_keys(exercise, scenario, words)),
        tuple(Special(words("range_from", percent=percent), paragraphs(text)) for percent, text in exercise.ranges),
    )  # fmt: skip


def _keys(exercise: Exercise, scenario: LocalScenario, words: Words) -> Iterator[Key]:
    marks = any(isinstance(interaction, Mark) for interaction in exercise.interactions)
    for interaction in exercise.interactions:
        match interaction:
            case Pick() as pick:
                yield tick_key(pick, words, words("mark_reason") if marks else "")
            case Rate() as rate:
                yield rating(rate, scenario, words)
            case Order() as order:
                yield number_key(order, words)
            case Mark() as mark:
                yield mark_key(mark, scenario, words)
            case Place() as place:
                yield placing_key(place, words)
            case Gap() as gap:
                yield passage_key(gap, words)
            case Write() as write:
                yield examples(write, words)
            case Path() as path:
                yield book_key(path, exercise.id, words)
            case other:
                assert_never(other)
