"""What a post's literal text holds: mentions, hashtags, links. Everything else is characters."""

from __future__ import annotations

import re
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
