"""The narrow waist: every activity, lowered to an exercise made of interactions.

An activity kind knows how to become an exercise and nothing of outputs; an output knows exercises and nothing of
kinds. The union `Interaction` is closed: whoever matches on it ends with `assert_never`, so that the type checker
names every place that a new form of interaction concerns.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TypeAlias, assert_never

from leitfaden.inline import Prose


@dataclass(frozen=True, slots=True)
class Choosable:
    """Something with an id and a text that a learner picks or places, and the reason shown for it."""

    id: str
    text: Prose
    feedback: Prose
    misconception: str | None = None


@dataclass(frozen=True, slots=True)
class Step:
    """A step of a scale."""

    id: str
    label: Prose


@dataclass(frozen=True, slots=True)
class Pick:
    """Pick one option, or several. Response: a list of option ids.

    `weights` gives each option's share: with one answer, what choosing it scores (1 for the key); with several, right
    options are positive and add up to 1, wrong ones are negative and add up to -1.
    """

    id: str
    options: tuple[Choosable, ...]
    several: bool
    weights: Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Rate:
    """Rate a post or a statement on a scale. Response: the id of a step.

    Exactly one of `post` (id of a post in the exercise's thread) and `statement` is given. `credit` says what each
    step scores: 1 for the key. `feedback_if` adds to `feedback` for those who chose that step.
    """

    id: str
    post: str | None
    statement: Prose | None
    scale: tuple[Step, ...]
    key: str
    credit: Mapping[str, float]
    feedback: Prose
    feedback_if: Mapping[str, Prose]


@dataclass(frozen=True, slots=True)
class Order:
    """Bring steps into their order. Response: all their ids in the learner's order.

    `steps` stand in the right order, `shown` is the order in which they are first shown and never the right one.
    """

    id: str
    steps: tuple[Choosable, ...]
    shown: tuple[str, ...]


Interaction: TypeAlias = Pick | Rate | Order


@dataclass(frozen=True, slots=True)
class Exercise:
    """An activity in its neutral form, in one language.

    `kind` is for the site's templates alone. `id` is `<scenario>/<activity>`; `scenario` leads to the thread that it
    is about. `revision` changes when the key or the rules change, and with no text.
    """

    id: str
    kind: str
    revision: str
    scenario: str
    prompt: Prose
    interactions: tuple[Interaction, ...]
    claims: tuple[str, ...]
    points: float
    tries: int | None
    hints: tuple[Prose, ...]
    confidence: bool
    use: str
    formerly: tuple[str, ...]


def rules(interaction: Interaction) -> dict[str, object]:
    """Return what scoring needs to know of an interaction, as JSON values: the input of `score` in every language."""
    match interaction:
        case Pick():
            return {"form": "pick", "several": interaction.several, "weights": dict(interaction.weights)}
        case Rate():
            return {"form": "rate", "key": interaction.key, "credit": dict(interaction.credit)}
        case Order():
            return {"form": "order", "key": [step.id for step in interaction.steps]}
        case other:
            assert_never(other)
