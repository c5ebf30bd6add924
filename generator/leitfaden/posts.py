"""What a post's literal text holds: mentions, hashtags, links. Everything else is characters."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal, TypeAlias

PartKind: TypeAlias = Literal["text", "mention", "hashtag", "link"]


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of a post and what it is."""

    kind: PartKind
    text: str


Line: TypeAlias = tuple[Part, ...]

_SPECIAL = re.compile(
    r"(?P<link>https?://[^\s<>\"]*[^\s<>\".,;:!?)\]}'…“”’])"
    r"|(?<![\w@/#&.])(?P<mention>@\w[\w.-]*\w(?:@[\w-]+(?:\.[\w-]+)+)?)"
    r"|(?<![\w@/#&])(?P<hashtag>#(?=\w*[^\W\d])\w+)"
)


@lru_cache(maxsize=1 << 14)
def recognise(text: str) -> tuple[Line, ...]:
    """Return the lines of a post, each in parts. The last line break is dropped."""
    return tuple(_line(line) for line in text.rstrip("\n").split("\n"))


def _line(line: str) -> Line:
    parts: list[Part] = []
    done = 0
    for found in _SPECIAL.finditer(line):
        if found.start() > done:
            parts.append(Part("text", line[done : found.start()]))
        kind: PartKind = "link" if found["link"] else "mention" if found["mention"] else "hashtag"
        parts.append(Part(kind, found[0]))
        done = found.end()
    if done < len(line):
        parts.append(Part("text", line[done:]))
    return tuple(parts)


@dataclass(frozen=True, slots=True)
class Stretch:
    """A stretch of a post, which may begin and end within a line; `phrase` is the id of the phrase that it is, if it is one."""

    phrase: str | None
    lines: tuple[Line, ...]


def stretches(lines: tuple[Line, ...], phrases: Mapping[str, str]) -> tuple[Stretch, ...]:
    """Return a post in stretches: the `phrases` that it holds, and what lies between them.

    Mentions, hashtags and links stay what they are, and are parted where a phrase begins or ends within them. A phrase
    that is not there, or that begins within another one, is left out.

    Arguments:
        lines: the post, as `recognise` returns it.
        phrases: words of the post by their ids, literally.
    """
    text = "\n".join("".join(part.text for part in line) for line in lines)
    found: list[Stretch] = []
    done = 0
    for start, end, key in sorted((start, start + len(phrase), key) for key, phrase in phrases.items() if (start := text.find(phrase)) >= 0):
        if start >= done:
            found += [Stretch(None, _between(lines, done, start)), Stretch(key, _between(lines, start, end))]
            done = end
    found.append(Stretch(None, _between(lines, done, len(text))))
    return tuple(stretch for stretch in found if stretch.phrase or stretch.lines != ((),))


def _between(lines: tuple[Line, ...], start: int, end: int) -> tuple[Line, ...]:
    """Return what stands between two offsets of a post; each line break counts one."""
    found: list[Line] = []
    at = 0
    for line in lines:
        length = sum(len(part.text) for part in line)
        if at <= end and start <= at + length:
            found.append(_cut(line, start - at, end - at))
        at += length + 1
    return tuple(found)


def _cut(line: Line, start: int, end: int) -> Line:
    parts: list[Part] = []
    at = 0
    for part in line:
        kept = part.text[max(0, start - at) : max(0, end - at)]
        if kept:
            parts.append(Part(part.kind, kept))
        at += len(part.text)
    return tuple(parts)
