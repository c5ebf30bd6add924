"""Places in the thread to underline: each with the number of its card, its words and a box, and on the solutions its reason."""

from __future__ import annotations

from dataclasses import dataclass

from leitfaden.exercises import Mark, Target
from leitfaden.handouts.spans import Paragraphs, paragraphs
from leitfaden.handouts.subjects import Subject, post_subject
from leitfaden.localising import LocalScenario
from leitfaden.wording import Words


@dataclass(frozen=True, slots=True)
class Spot:
    """A place: its post, and the words in quotes, or that the whole post is meant."""

    subject: Subject
    phrase: str
    whole: str


@dataclass(frozen=True, slots=True)
class MarkList:
    """Places with a box each."""

    instruction: str
    spots: tuple[Spot, ...]
    form: str = "mark"


@dataclass(frozen=True, slots=True)
class Marked:
    """A place: whether it is to be marked, the word for that, and why."""

    spot: Spot
    right: bool
    label: str
    feedback: Paragraphs


@dataclass(frozen=True, slots=True)
class MarkKey:
    """The places of a `MarkList`, in its order."""

    places: tuple[Marked, ...]
    form: str = "mark"


def mark_list(mark: Mark, scenario: LocalScenario, words: Words) -> MarkList:
    """Return the places of `mark` to tick."""
    return MarkList(words("mark_on_paper"), tuple(_spot(target, scenario, words) for target in mark.targets))


def mark_key(mark: Mark, scenario: LocalScenario, words: Words) -> MarkKey:
    """Return the places of `mark` with right or wrong and why."""
    return MarkKey(tuple(_marked(target, mark.weights.get(target.id, 0) > 0, scenario, words) for target in mark.targets))


def _marked(target: Target, right: bool, scenario: LocalScenario, words: Words) -> Marked:  # noqa: FBT001 - a word of the contract
    return Marked(_spot(target, scenario, words), right, words("right" if right else "wrong"), paragraphs(target.feedback))


def _spot(target: Target, scenario: LocalScenario, words: Words) -> Spot:
    one = post_subject(target.post, scenario, words)
    if target.phrase is None:
        return Spot(one, "", words("mark_whole"))
    return Spot(one, words("mark_quoted", phrase=" ".join(target.phrase.split())), "")
