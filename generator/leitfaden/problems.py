"""Findings about an author's course, and the symbolic places they point at.

A check names *which* value is wrong: a file and a route of keys. Only `sources.Sources.locate` knows lines and
columns, so models, checks and their tests never see one.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from difflib import get_close_matches
from enum import StrEnum
from functools import lru_cache
from typing import Literal, TypeAlias

Key: TypeAlias = str | int
Route: TypeAlias = tuple[Key, ...]

_SHOWN = 40


class Severity(StrEnum):
    """How grave a problem is; `--strict` makes every warning an error."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True)
class Place:
    """A value, or its key, in a file: what the author would point at.

    Arguments:
        file: path as the author knows it, relative to the working directory where possible, with `/`.
        route: keys and indexes from the top of the file to the value; `()` is the whole file.
        part: `value`, or `key` for the key that leads to it.
        mark: offset in characters, for what has no route (broken YAML, prose of a lesson); wins over the route.
    """

    file: str
    route: Route = ()
    part: Literal["value", "key"] = "value"
    mark: int | None = None

    def __truediv__(self, key: Key) -> Place:
        return Place(self.file, (*self.route, key), self.part)

    def at(self, *keys: Key) -> Place:
        """Return the place that `keys` lead to from here."""
        return Place(self.file, (*self.route, *keys), self.part)

    @property
    def key(self) -> Place:
        """The key of this value instead of the value."""
        return Place(self.file, self.route, "key", self.mark)


@dataclass(frozen=True, slots=True)
class Related:
    """A second place that explains a problem, with a word on what is there."""

    place: Place
    message: str


@dataclass(frozen=True, slots=True)
class Problem:
    """One finding: a code for machines, a message for people, a place, and the cure.

    `code` is stable across versions; `hint` says what to do and never repeats the message.
    """

    code: str
    place: Place
    message: str
    hint: str = ""
    severity: Severity = Severity.ERROR
    related: tuple[Related, ...] = ()


@dataclass(slots=True)
class Problems:
    """Collects findings; adding never raises and never stops the caller."""

    found: list[Problem] = field(default_factory=list)

    def add(
        self,
        code: str,
        at: Place,
        message: str,
        hint: str = "",
        related: Iterable[Related] = (),
        *,
        severity: Severity = Severity.ERROR,
    ) -> None:
        """Add one error, or a warning if `severity` says so."""
        self.found.append(Problem(code, at, message, hint, severity, tuple(related)))

    def warn(self, code: str, at: Place, message: str, hint: str = "", related: Iterable[Related] = ()) -> None:
        """Add one warning."""
        self.add(code, at, message, hint, related, severity=Severity.WARNING)

    def extend(self, problems: Iterable[Problem]) -> None:
        """Add findings that somebody else collected."""
        self.found.extend(problems)

    def __iter__(self) -> Iterator[Problem]:
        return iter(self.found)

    def __len__(self) -> int:
        return len(self.found)


def shown(text: str) -> str:
    """Return what an author wrote as a message quotes it: on one line, without what is invisible, at most 40 characters."""
    line = " ".join("".join(sign if sign.isprintable() or sign == "\u200d" else " " for sign in text[:200]).split())
    return line if len(line) <= _SHOWN else line[: _SHOWN - 1] + "…"


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """Return "did you mean 'x'?" for the known word most like `word`, else a list of what is known, else ""."""
    return _did_you_mean(word[:80], known if isinstance(known, frozenset) else frozenset(known))


@lru_cache(maxsize=1 << 12)
def _did_you_mean(word: str, known: frozenset[str]) -> str:
    words = sorted(known)
    lowered = {one.lower(): one for one in words}
    close = get_close_matches(word.lower(), lowered, n=1, cutoff=0.6)
    if close:
        return f"did you mean '{lowered[close[0]]}'?"
    if 0 < len(words) <= 12:
        return f"known here: {', '.join(words)}"
    return ""
