"""The other side of the screen: what a thread does on the phone of each person in it.

Derived from the thread alone, so that it can't contradict it and costs an author nothing. Likes and reposts that are
only counted have no time: they come as a tally of each post, after the notifications.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise
from typing import Literal, TypeAlias

from leitfaden.threads import LocalPerson, LocalPost, Moment

Cause: TypeAlias = Literal["reply", "quote", "mention", "repost"]

_DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_FIRST_WORDS = 90
_REPLAY_MOST, _REPLAY_EACH = 12_000, 1_200


@dataclass(frozen=True, slots=True)
class Notification:
    """What lights up when `post` appears, and why it does."""

    cause: Cause
    post: LocalPost


@dataclass(frozen=True, slots=True)
class Side:
    """What reaches one person of a thread: notifications in the order of time, and her posts that were liked or passed on."""

    person: LocalPerson
    notifications: tuple[Notification, ...]
    tallies: tuple[LocalPost, ...]


def sides(thread: Mapping[str, LocalPost]) -> tuple[Side, ...]:
    """Return the sides of all persons whom anything reaches, in the order in which they first post."""
    people = {post.by.id: post.by for post in thread.values()}
    pings: dict[str, list[Notification]] = {person: [] for person in people}
    for post in sorted(thread.values(), key=lambda post: minutes(post.at)):
        for person, cause in _reached(post, thread, people.values()).items():
            pings[person].append(Notification(cause, post))
    tallies = {person: tuple(post for post in thread.values() if post.by.id == person and (post.likes or post.reposted)) for person in people}
    return tuple(Side(people[one], tuple(pings[one]), tallies[one]) for one in people if pings[one] or tallies[one])


def busiest(found: tuple[Side, ...]) -> Side:
    """Return the side with the most notifications; among equals that of the most liked."""
    return max(found, key=lambda side: (len(side.notifications), sum(post.likes or 0 for post in side.tallies)))


def minutes(moment: Moment) -> int:
    """Return the minutes from the start of the first week's Monday to `moment`."""
    days = (moment.week - 1) * len(_DAYS) + _DAYS.index(moment.day)
    return (days * 24 + moment.hour) * 60 + moment.minute


def replay(notifications: Sequence[Notification]) -> tuple[int, ...]:
    """Return when each notification comes in a replay, in milliseconds from its start.

    The gaps are in proportion to those of the thread, but long ones are cut and none is too short to see. A replay
    takes 1.2 seconds for each notification, and never more than 12.
    """
    times = [minutes(one.post.at) for one in notifications]
    gaps = [time - before for before, time in pairwise(times[:1] + times)]
    mean = max(sum(gaps) / len(gaps), 1) if gaps else 1
    shares = [mean / 2 + min(gap, 3 * mean) for gap in gaps]
    whole = min(_REPLAY_MOST, _REPLAY_EACH * len(shares))
    return tuple(round(passed / sum(shares) * whole) for passed in accumulate(shares))


def first_words(text: str, limit: int = _FIRST_WORDS) -> str:
    """Return the beginning of a text on one line, up to `limit` characters, cut between words where it has any."""
    line = " ".join(text.split())
    if len(line) <= limit:
        return line
    whole = line[: limit + 1].rpartition(" ")[0]
    return f"{whole or line[:limit]}\N{NO-BREAK SPACE}…"


def _reached(post: LocalPost, thread: Mapping[str, LocalPost], people: Iterable[LocalPerson]) -> dict[str, Cause]:
    """Return whom a post reaches and why. The first reason holds; nobody hears of what she did herself."""
    found: dict[str, Cause] = {}
    for person, cause in _reasons(post, thread, people):
        if person != post.by.id:
            found.setdefault(person, cause)
    return found


def _reasons(post: LocalPost, thread: Mapping[str, LocalPost], people: Iterable[LocalPerson]) -> Iterator[tuple[str, Cause]]:
    if replied := thread.get(post.reply_to or ""):
        yield replied.by.id, "reply"
    if quoted := thread.get(post.quotes or ""):
        yield quoted.by.id, "quote"
    mentioned = {part.text[1:].partition("@")[0].casefold() for line in post.text for part in line if part.kind == "mention"}
    yield from ((person.id, "mention") for person in people if person.handle.casefold() in mentioned)
    if reposted := thread.get(post.reposts or ""):
        yield reposted.by.id, "repost"
