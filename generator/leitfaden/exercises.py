"""The narrow waist: every activity, lowered to an exercise made of interactions.

An activity kind knows how to become an exercise and nothing of outputs; an output knows exercises and nothing of
kinds. The union `Interaction` is closed: whoever matches on it ends with `assert_never`, so that the type checker
names every place that a new form of interaction concerns.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, TypeAlias

from leitfaden.inline import Inline, Prose
from leitfaden.posts import Line
from leitfaden.threads import LocalPost


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


@dataclass(frozen=True, slots=True)
class Target:
    """A place in the exercise's thread that can be marked: a whole post, or the words `phrase` in it, literally."""

    id: str
    post: str
    phrase: str | None
    feedback: Prose
    misconception: str | None = None


@dataclass(frozen=True, slots=True)
class Mark:
    """Mark places in the thread. Response: a list of target ids.

    `weights` gives each target's share, as in a `Pick` of several: right ones are positive and add up to 1; a wrong
    one takes away as much as a right one gives, or more where it must for all places together to score nothing.
    """

    id: str
    targets: tuple[Target, ...]
    weights: Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Slot:
    """Where items are placed: an answer to be matched, a day, a week."""

    id: str
    label: Prose


@dataclass(frozen=True, slots=True)
class Item:
    """Something to be placed. `sort` is what rules speak of; empty where a key decides."""

    id: str
    text: Prose
    feedback: Prose
    sort: str = ""
    misconception: str | None = None


Measure: TypeAlias = Literal["count", "share", "per_slot", "each", "in_a_row", "gap", "not_before", "after"]


@dataclass(frozen=True, slots=True)
class Limit:
    """One rule on what was placed, and the reason shown for it.

    Arguments:
        of: the sorts it speaks of; empty: all.
        least, most: bounds of what is measured; None: no upper bound.
        slot: where `not_before` begins.
        first: the sorts one of which must come before, for `after`.
        weight: its part of the score.
    """

    id: str
    measure: Measure
    of: tuple[str, ...]
    least: float
    most: float | None
    slot: str
    first: tuple[str, ...]
    weight: float
    text: Prose
    feedback: Prose


@dataclass(frozen=True, slots=True)
class Place:
    """Place items into slots. Response: a mapping of slot ids to lists of item ids, in order.

    Either `key` says each item's slot, or `limits` judge the whole, of which at least `least` placed items are asked.
    `sorts` names the sorts of items. Where limits judge, an item may be placed any number of times. `seen_by` is the name
    of the person who sees what is placed, if it is about one.
    """

    id: str
    items: tuple[Item, ...]
    slots: tuple[Slot, ...]
    key: Mapping[str, str]
    limits: tuple[Limit, ...]
    least: int
    sorts: tuple[Step, ...]
    seen_by: str = ""


Forgiven: TypeAlias = Literal["case", "accents"]


@dataclass(frozen=True, slots=True)
class Accepted:
    """An answer to a typed blank, right or foreseen and wrong: all ways to write it, and the reason."""

    id: str
    variants: tuple[str, ...]
    feedback: Prose
    misconception: str | None = None


@dataclass(frozen=True, slots=True)
class Blank:
    """A blank in a passage: `options` to choose from, or `answers` that are recognised when typed.

    `weights` says what each option or answer scores. `otherwise` is the reason for typed text that is none of them.
    """

    id: str
    options: tuple[Choosable, ...]
    answers: tuple[Accepted, ...]
    forgive: tuple[Forgiven, ...]
    weights: Mapping[str, float]
    otherwise: Prose


Passage: TypeAlias = "tuple[tuple[Inline | str, ...], ...]"
"""Paragraphs of text and, as a `str`, ids of blanks."""


@dataclass(frozen=True, slots=True)
class Gap:
    """Fill the blanks of a passage. Response: a mapping of blank ids to lists.

    `[option]` for a chosen blank. `[answer, text, language]` for a typed one: the answer recognised when it was typed
    (empty: none), what was typed, and the language it was typed in, in which alone it can be understood.
    """

    id: str
    passage: Passage
    blanks: tuple[Blank, ...]


@dataclass(frozen=True, slots=True)
class Field:
    """A field to write into."""

    id: str
    label: Prose


@dataclass(frozen=True, slots=True)
class Sample:
    """A post that somebody good at it might have written, and what to see in it."""

    id: str
    text: tuple[Line, ...]
    written: str
    feedback: Prose


@dataclass(frozen=True, slots=True)
class Write:
    """Write, compare with `samples`, rate one's own text by `criteria` on `scale`. Never scored.

    Response: a mapping of criterion ids to lists of one step. What was written is no response: it stays with the
    learner's own texts. `entries` is how many times the fields may be filled (a log); `network` counts the first field.
    """

    id: str
    fields: tuple[Field, ...]
    entries: int
    network: str
    samples: tuple[Sample, ...]
    criteria: tuple[Step, ...]
    scale: tuple[Step, ...]


@dataclass(frozen=True, slots=True)
class Condition:
    """What must hold: bounds of state, decisions (`scene/turn`) that were taken or were not. Empty: always."""

    least: Mapping[str, int]
    most: Mapping[str, int]
    chose: tuple[str, ...]
    not_chose: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Way:
    """Where a decision leads if `when` holds; of several ways the first one that holds is taken."""

    to: str
    when: Condition


@dataclass(frozen=True, slots=True)
class Turn:
    """A decision in a scene: what the learner says or does, what it changes, where it leads, and the reason."""

    id: str
    text: Prose
    feedback: Prose
    add: Mapping[str, int]
    when: Condition
    ways: tuple[Way, ...]
    misconception: str | None = None


@dataclass(frozen=True, slots=True)
class Scene:
    """A moment of a branching conversation. Without turns it is an ending, and `worth` is its score."""

    id: str
    title: Prose
    text: Prose
    posts: tuple[LocalPost, ...]
    turns: tuple[Turn, ...]
    worth: float | None


@dataclass(frozen=True, slots=True)
class State:
    """A named quantity that decisions change: `start`, kept between `least` and `most`."""

    id: str
    label: Prose
    start: int
    least: int
    most: int


@dataclass(frozen=True, slots=True)
class Path:
    """Find a way through a conversation. Response: the list of turn ids, in order, from the first scene to an ending.

    `best` is the shortest way to full marks. `back` lets the learner take a step back.
    """

    id: str
    scenes: tuple[Scene, ...]
    states: tuple[State, ...]
    best: tuple[str, ...]
    back: bool


Interaction: TypeAlias = Pick | Rate | Mark | Order | Place | Gap | Write | Path


@dataclass(frozen=True, slots=True)
class Exercise:
    """An activity in its neutral form, in one language.

    `kind` is for the site's templates alone. `id` is `<scenario>/<activity>`; `scenario` leads to the thread that it
    is about. `revision` changes when the key or the rules change, and with no text. `ranges` are what is said to those
    who score at least so many per cent, rising. `shuffle` asks outputs for an order of options of their own.
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
    ranges: tuple[tuple[int, Prose], ...] = ()
    shuffle: bool = False

    @property
    def scored(self) -> bool:
        """Whether there is anything to score: own texts are not."""
        return any(not isinstance(interaction, Write) for interaction in self.interactions)
