"""How an exercise becomes questions of Moodle: which interactions share one, which have one each, which have none."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias, assert_never

from leitfaden.exercises import Exercise, Gap, Interaction, Mark, Order, Path, Pick, Place, Rate, Write
from leitfaden.localising import LocalScenario
from leitfaden.wording import Words

Part: TypeAlias = "Pick | Mark | Order | Place | Gap | tuple[Rate, ...]"
"""What one question asks; a `Place` among them has a key."""

_LIMITS = "No question type of Moodle judges by rules what was placed; it would need one right answer, and there is none."
_PATH = "No question type of Moodle leads from one decision to the next; a lesson module of Moodle could, and can't be imported as a question."
_WRITE = "Own texts are not scored here; an essay question of Moodle would wait for somebody to grade it."


@dataclass(frozen=True, slots=True)
class Asked:
    """An exercise and what surrounds it."""

    exercise: Exercise
    scenario: LocalScenario
    words: Words


@dataclass(frozen=True, slots=True)
class Question:
    """What one question of an exercise asks, its share of the points, and whether it is the whole exercise."""

    part: Part
    idnumber: str
    points: float
    whole: bool


def parts(exercise: Exercise) -> tuple[Part, ...]:
    """Return what becomes a question each: all ratings together, every other interaction that Moodle can ask alone."""
    ratings = tuple(interaction for interaction in exercise.interactions if isinstance(interaction, Rate))
    alone = tuple(one for one in map(_alone, exercise.interactions) if one)
    return ((ratings,) if ratings else ()) + alone


def questions(exercise: Exercise) -> tuple[Question, ...]:
    """Return the questions of an exercise, with ids of their own and shares of its points where there are several."""
    asked = parts(exercise)
    scored = sum(not isinstance(interaction, Write) for interaction in exercise.interactions)
    several = len(asked) > 1
    return tuple(
        Question(
            part, f"{exercise.id}/{number}" if several else exercise.id,
            exercise.points * (len(part) if isinstance(part, tuple) else 1) / scored, whole=not several,
        )
        for number, part in enumerate(asked, 1)
    )  # fmt: skip


def left_out(exercise: Exercise) -> tuple[str, ...]:
    """Return why interactions of an exercise are no question, each reason once."""
    return tuple(dict.fromkeys(why for why in map(_why_not, exercise.interactions) if why))


def _alone(interaction: Interaction) -> Part | None:
    match interaction:
        case Pick() | Mark() | Order() | Gap():
            return interaction
        case Place():
            return interaction if interaction.key else None
        case Rate() | Write() | Path():
            return None
        case other:
            assert_never(other)


def _why_not(interaction: Interaction) -> str:
    match interaction:
        case Place():
            return "" if interaction.key else _LIMITS
        case Write():
            return _WRITE
        case Path():
            return _PATH
        case Pick() | Rate() | Mark() | Order() | Gap():
            return ""
        case other:
            assert_never(other)
