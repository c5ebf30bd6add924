"""Activities as answers: the key, and the reason for every option, rating and step."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TypeAlias, assert_never

from leitfaden.exercises import Choosable, Gap, Interaction, Mark, Order, Path, Pick, Place, Rate, Write
from leitfaden.handouts.spans import Paragraphs, paragraphs
from leitfaden.handouts.subjects import Subject, subject
from leitfaden.handouts.tasks import practised
from leitfaden.inline import plain
from leitfaden.localising import LocalScenario
from leitfaden.wording import Words


@dataclass(frozen=True, slots=True)
class Verdict:
    """An option: whether it is `right`, and the word for it where it is right or nearly so."""

    text: Paragraphs
    right: bool
    label: str
    feedback: Paragraphs


@dataclass(frozen=True, slots=True)
class TickKey:
    """The options of a `TickList`, in its order."""

    options: tuple[Verdict, ...]
    form: str = "tick"


@dataclass(frozen=True, slots=True)
class Special:
    """Feedback for those who chose one step; `label` names the step."""

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


Key: TypeAlias = TickKey | Rating | NumberKey


@dataclass(frozen=True, slots=True)
class Answer:
    """The answer to a task."""

    label: str
    prompt: Paragraphs
    hints_label: str
    hints: tuple[Paragraphs, ...]
    keys: tuple[Key, ...]


def answers(scenario: LocalScenario, words: Words) -> tuple[Answer, ...]:
    """Return the answers to a scenario's tasks, numbered as they are."""
    return tuple(
        Answer(
            words("task", number=words.number(number)), paragraphs(exercise.prompt), words("hint"),
            tuple(paragraphs(hint) for hint in exercise.hints), tuple(_keys(exercise.interactions, scenario, words)),
        )
        for number, exercise in enumerate(practised(scenario), 1)
    )  # fmt: skip


def _keys(interactions: Sequence[Interaction], scenario: LocalScenario, words: Words) -> Iterator[Key]:
    for interaction in interactions:
        match interaction:
            case Pick() as pick:
                yield TickKey(tuple(_verdict(option, pick, words) for option in pick.options))
            case Rate() as rate:
                yield _rating(rate, scenario, words)
            case Order() as order:
                yield NumberKey(words("right_order"), tuple(Placed(paragraphs(step.text), paragraphs(step.feedback)) for step in order.steps))
            case Mark() | Place() | Gap() | Write() | Path():
                continue
            case other:
                assert_never(other)


def _verdict(option: Choosable, pick: Pick, words: Words) -> Verdict:
    weight = pick.weights.get(option.id, 0)
    right = weight > 0 if pick.several else weight >= 1
    label = words("right") if right else words("nearly") if weight > 0 else ""
    return Verdict(paragraphs(option.text), right, label, paragraphs(option.feedback))


def _rating(rate: Rate, scenario: LocalScenario, words: Words) -> Rating:
    labels = {step.id: step.label for step in rate.scale}
    specials = tuple(
        Special(words("if_rated", step=plain(labels[step])), paragraphs(feedback)) for step, feedback in rate.feedback_if.items() if step in labels
    )
    return Rating(subject(rate, scenario, words), paragraphs(labels[rate.key]), paragraphs(rate.feedback), specials)
