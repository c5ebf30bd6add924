"""Posts and those who write them, in one language: what threads, and activities with posts of their own, are made of."""

from __future__ import annotations

from dataclasses import dataclass

from leitfaden.inline import Prose
from leitfaden.posts import Line


@dataclass(frozen=True, slots=True)
class LocalPerson:
    """Somebody who posts, in one language."""

    id: str
    name: str
    handle: str
    role: Prose


@dataclass(frozen=True, slots=True)
class Moment:
    """When a post was published: week from 1, English weekday token, hour, minute."""

    week: int
    day: str
    hour: int
    minute: int


@dataclass(frozen=True, slots=True)
class LocalImage:
    """An image of a post: its path inside the site and what it shows."""

    path: str
    alt: str


@dataclass(frozen=True, slots=True)
class LocalPost:
    """A post in one language. `text` is its lines; `reply_to`, `quotes` and `reposts` are ids in the same thread."""

    id: str
    by: LocalPerson
    at: Moment
    text: tuple[Line, ...]
    written: str
    reply_to: str | None
    quotes: str | None
    reposts: str | None
    image: LocalImage | None
    likes: int | None
    reposted: int | None
    edited: bool
    deleted: bool
