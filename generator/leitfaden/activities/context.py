"""What an activity may ask about its surroundings: while it is checked, and while it is lowered."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from leitfaden.exercises import Choosable
from leitfaden.inline import Prose
from leitfaden.model.course import Scale
from leitfaden.model.scenario import Post
from leitfaden.problems import Key, Place, Problems, Route, did_you_mean, shown
from leitfaden.threads import LocalPerson, LocalPost
from leitfaden.wording import Words


@dataclass(frozen=True)
class CheckContext:
    """An activity's surroundings while it is checked.

    Arguments:
        at: the activity's place.
        problems: where to report.
        posts: ids of the scenario's posts, those that failed validation included.
        people: ids of who may post in the scenario, likewise.
        network: the scenario's.
        scales, misconceptions: what the course defines, likewise.
        broken: routes within the activity that failed validation and dropped out.
        texts: yields language, text and place of the text at a route of the scenario, in every language that has it.
        check_posts: reports what is wrong with posts that stand at a route of the scenario; they may refer to each other
            and to the thread's.
    """

    at: Place
    problems: Problems
    posts: AbstractSet[str]
    people: AbstractSet[str]
    network: str
    scales: Mapping[str, Scale]
    known_scales: AbstractSet[str]
    misconceptions: AbstractSet[str]
    broken: AbstractSet[Route]
    texts: Callable[[Route], Iterator[tuple[str, str, Place]]]
    check_posts: Callable[[Route, Mapping[str, Post]], None]

    def whole(self, key: str) -> bool:
        """Tell whether nothing dropped out below `key`, so that counting there breeds no false problem."""
        return not any(route[:1] == (key,) for route in self.broken)

    def unknown(self, thing: str, name: str, known: AbstractSet[str], *route: Key) -> bool:
        """Report `unknown-<thing>` at `route`, or at its key where that is the name, unless it is known; tell whether."""
        if name in known:
            return False
        at = self.at.at(*route)
        self.problems.add(f"unknown-{thing}", at.key if route[-1] == name else at, f"there is no {thing} '{shown(name)}'", did_you_mean(name, known))
        return True


@dataclass(frozen=True)
class LowerContext:
    """An activity's surroundings while it becomes an exercise in one language.

    `prose` returns the text at a route of the activity, parsed, in the language at hand; `written` returns it as the
    author wrote it. `posts` returns the posts at a route of the activity, `people` are those who may post in the scenario.
    `network` is the scenario's, `words` are the interface's.
    """

    id: str
    prose: Callable[..., Prose]
    written: Callable[..., str]
    posts: Callable[[Route, Mapping[str, Post]], Mapping[str, LocalPost]]
    people: Mapping[str, LocalPerson]
    network: str
    words: Words
    scales: Mapping[str, Scale]
    label: Callable[[str, str], Prose]

    def choosable(self, container: str, key: str, misconception: str | None = None) -> Choosable:
        """Return the option or step `key` with its text and feedback in the language at hand."""
        return Choosable(key, self.prose(container, key, "text"), self.prose(container, key, "feedback"), misconception)


def shuffled(ids: Sequence[str], seed: str) -> tuple[str, ...]:
    """Return `ids` in an order that depends on `seed` alone and is never the given one (for two or more)."""
    mixed = sorted(ids, key=lambda one: hashlib.sha256(f"{seed}\0{one}".encode()).digest())
    if len(mixed) > 1 and tuple(mixed) == tuple(ids):
        mixed = [*mixed[1:], mixed[0]]
    return tuple(mixed)
