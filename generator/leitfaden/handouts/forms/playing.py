"""A conversation as a game book: numbered scenes, decisions that say where to go on, states to keep with a pencil.

The scenes stand in an order of their own, so that nobody reads on by accident; only the first one stays the first.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path as File

from leitfaden.exercises import Path, Scene, State, Turn
from leitfaden.gamebooks import Gamebook
from leitfaden.handouts.cards import Card, scene_cards
from leitfaden.handouts.spans import Paragraphs, paragraphs
from leitfaden.inline import plain
from leitfaden.localising import LocalScenario
from leitfaden.wording import Words

_BOXES = 12


@dataclass(frozen=True, slots=True)
class Gauge:
    """A state: boxes for its values, of which `start` is the first; too many values are written on a line instead."""

    label: str
    start: str
    values: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Decision:
    """A decision with its label (`3B`), what it changes, when it is open, and where it leads, in words."""

    label: str
    text: Paragraphs
    condition: str
    changes: str
    leads: tuple[tuple[str, str, str], ...]


@dataclass(frozen=True, slots=True)
class Moment:
    """A scene; an ending has no decisions and says so."""

    number: int
    title: Paragraphs
    text: Paragraphs
    cards: tuple[Card, ...]
    question: str
    decisions: tuple[Decision, ...]
    end: str


@dataclass(frozen=True, slots=True)
class Book:
    """A path to be played on paper."""

    instruction: str
    gauges_label: str
    gauges: tuple[Gauge, ...]
    moments: tuple[Moment, ...]
    form: str = "book"


@dataclass(frozen=True, slots=True)
class Reason:
    """A decision, what it changes, and why."""

    label: str
    text: Paragraphs
    changes: str
    feedback: Paragraphs


@dataclass(frozen=True, slots=True)
class Chapter:
    """The decisions of a scene."""

    number: int
    title: Paragraphs
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, slots=True)
class Ending:
    """An ending and what it is worth, in words."""

    number: int
    title: Paragraphs
    text: Paragraphs
    worth: str


@dataclass(frozen=True, slots=True)
class BookKey:
    """The shortest best way, what each decision does, and the endings."""

    best_label: str
    best: tuple[tuple[str, Paragraphs], ...]
    chapters: tuple[Chapter, ...]
    endings_label: str
    endings: tuple[Ending, ...]
    form: str = "book"


def book(path: Path, exercise: str, scenario: LocalScenario, words: Words, files: Mapping[str, File]) -> Book:
    """Return `path` as a game book; `exercise` is the id that decides on the order of its scenes."""
    guide = _guide(path, exercise, words)
    weeks = max([scenario.weeks, *(post.at.week for scene in path.scenes for post in scene.posts)])
    moments = tuple(_moment(scene, guide, words, scene_cards(scene, scenario, weeks, words, files)) for scene in guide.path.scenes)
    instruction = words("play_on_paper") + (f" {words('states_on_paper')}" if path.states else "")
    return Book(instruction, words("states_label"), tuple(_gauge(state, words) for state in path.states), moments)


def book_key(path: Path, exercise: str, words: Words) -> BookKey:
    """Return the answers to the game book of `path`."""
    guide = _guide(path, exercise, words)
    best = tuple((guide.labels[decision], paragraphs(guide.turns[decision].text)) for decision in guide.best)
    chapters = tuple(_chapter(scene, guide) for scene in guide.path.scenes if scene.turns)
    endings = sorted((scene for scene in guide.path.scenes if scene.worth is not None), key=lambda scene: -(scene.worth or 0))
    shown = tuple(Ending(guide.numbers[scene.id], paragraphs(scene.title), paragraphs(scene.text), _worth(scene.worth or 0, words)) for scene in endings)
    return BookKey(words("best_way"), best, chapters, words("endings"), shown)


def _guide(path: Path, exercise: str, words: Words) -> Gamebook:
    first, *others = path.scenes
    mixed = sorted(others, key=lambda scene: hashlib.sha256(f"{exercise}\0{scene.id}".encode()).digest())
    return Gamebook(words, replace(path, scenes=(first, *mixed)))


def _gauge(state: State, words: Words) -> Gauge:
    values = range(state.least, state.most + 1)
    boxes = tuple(_signed(value, words) for value in values) if len(values) <= _BOXES else ()
    return Gauge(plain(state.label) or state.id, _signed(state.start, words), boxes)


def _moment(scene: Scene, guide: Gamebook, words: Words, cards: tuple[Card, ...]) -> Moment:
    return Moment(
        number=guide.numbers[scene.id], title=paragraphs(scene.title), text=paragraphs(scene.text), cards=cards,
        question=words("what_now") if scene.turns else "", decisions=tuple(_decision(scene, turn, guide, words) for turn in scene.turns),
        end="" if scene.worth is None else words("the_end"),
    )  # fmt: skip


def _decision(scene: Scene, turn: Turn, guide: Gamebook, words: Words) -> Decision:
    condition = guide.condition(turn.when)
    return Decision(
        guide.labels[f"{scene.id}/{turn.id}"], paragraphs(turn.text), words("only_if", condition=condition) if condition else "", guide.changes(turn),
        tuple(_leads(turn, guide, words)),
    )  # fmt: skip


def _chapter(scene: Scene, guide: Gamebook) -> Chapter:
    labels = ((turn, guide.labels[f"{scene.id}/{turn.id}"]) for turn in scene.turns)
    reasons = (Reason(label, paragraphs(turn.text), guide.changes(turn), paragraphs(turn.feedback)) for turn, label in labels)
    return Chapter(guide.numbers[scene.id], paragraphs(scene.title), tuple(reasons))


def _leads(turn: Turn, guide: Gamebook, words: Words) -> Iterator[tuple[str, str, str]]:
    """Yield for each way the words before its number, the number, and the words behind: `go on at`, `4`, `if …`."""
    for place, way in enumerate(turn.ways):
        condition = guide.condition(way.when)
        before = "go_on" if place == 0 else "or_on" if condition else "else_on"
        yield words(before), str(guide.numbers[way.to]), words("on_if", condition=condition) if condition else ""


def _worth(worth: float, words: Words) -> str:
    return words("worth_full") if worth >= 1 else words("worth_none") if worth <= 0 else words("score", percent=words.percent(worth))


def _signed(value: int, words: Words) -> str:
    return words.number(value).replace("-", "\N{MINUS SIGN}")
