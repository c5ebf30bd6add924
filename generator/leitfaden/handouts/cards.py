"""A thread as cards that can be cut out: each says by itself who posted what, when, and in answer to whom."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from leitfaden.exercises import Scene
from leitfaden.handouts.images import Picture, picture
from leitfaden.handouts.spans import Paragraphs, lines
from leitfaden.inline import plain
from leitfaden.localising import LocalScenario
from leitfaden.replies import numbered_reply_line
from leitfaden.threads import LocalPerson, LocalPost
from leitfaden.wording import Words


@dataclass(frozen=True, slots=True)
class Card:
    """A post; `number` is 0 where it is no card of the thread. `headline` is the author's name, or who shared; `inner` is the post that this one quotes or shares."""

    number: int
    initials: str
    headline: str
    handle: str
    role: str
    time: str
    reply: str
    lines: Paragraphs
    gone: str
    picture: Picture | None
    inner: Card | None
    inner_label: str
    marks: str


def thread_cards(scenario: LocalScenario, words: Words, files: Mapping[str, Path]) -> tuple[Card, ...]:
    """Return the cards of a scenario's thread, numbered from 1."""
    deck = _Deck(scenario.thread, scenario.weeks, words, files, post_numbers(scenario))
    return tuple(deck.card(post) for post in scenario.thread.values())


def scene_cards(scene: Scene, scenario: LocalScenario, weeks: int, words: Words, files: Mapping[str, Path]) -> tuple[Card, ...]:
    """Return the cards of a scene's posts, which have no numbers; they may answer each other and posts of the thread."""
    deck = _Deck({**scenario.thread, **{post.id: post for post in scene.posts}}, weeks, words, files, {})
    return tuple(deck.card(post) for post in scene.posts)


def post_numbers(scenario: LocalScenario) -> dict[str, int]:
    """Return the number of each post of a thread, as its card shows it."""
    return {key: number for number, key in enumerate(scenario.thread, 1)}


def headline(post: LocalPost, words: Words) -> str:
    """Return who posts, or that somebody shared."""
    return words("reposted_by", name=post.by.name) if post.reposts else post.by.name


@dataclass(frozen=True, slots=True)
class _Deck:
    thread: Mapping[str, LocalPost]
    weeks: int
    words: Words
    files: Mapping[str, Path]
    numbers: Mapping[str, int]

    def card(self, post: LocalPost, *, nested: bool = False) -> Card:
        inner = None if nested else self.thread.get(post.quotes or post.reposts or "")
        shown = post.image if not post.deleted else None
        return Card(
            number=self.numbers.get(post.id, 0), initials=_initials(post.by), headline=headline(post, self.words), handle=f"@{post.by.handle}",
            role=plain(post.by.role), time=self._time(post), reply=numbered_reply_line(post, self.thread, self.numbers, self.words), lines=lines(post.text),
            gone=self.words("deleted") if post.deleted else "", picture=picture(shown, self.files) if shown else None,
            inner=self.card(inner, nested=True) if inner else None, inner_label=self.words("quoted") if inner and post.quotes else "",
            marks=" · ".join(self._marks(post)),
        )  # fmt: skip

    def _time(self, post: LocalPost) -> str:
        at, words = post.at, self.words
        time = f"{words.day(at.day)} {words.clock(at.hour, at.minute)}"
        return f"{words('week', week=words.number(at.week))}, {time}" if self.weeks > 1 else time

    def _marks(self, post: LocalPost) -> list[str]:
        if post.deleted:
            return []
        counts = {"likes": post.likes, "reposts": post.reposted}
        marks = [self.words.counted(key, count) for key, count in counts.items() if count is not None]
        return [self.words("edited"), *marks] if post.edited else marks


def _initials(person: LocalPerson) -> str:
    names = person.name.split()
    ends = names[:1] + names[1:][-1:]
    return "".join(name[0] for name in ends).upper()
