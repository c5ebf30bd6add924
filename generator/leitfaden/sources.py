r"""The one place that turns a symbolic place into file, line, column and source line.

Lines end at `\n`, `\r\n` or `\r` only: NEL and U+2028 are characters of a line, as every editor shows them.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from rich.cells import cell_len

from leitfaden.problems import Place, Route

_LINE_END = re.compile(r"\r\n|\r|\n")
_INVISIBLE = {
    **{code: 0x2400 + code for code in range(0x20)},
    0x09: " ",
    0x7F: "\u2421",
    **dict.fromkeys(range(0x80, 0xA0), "\ufffd"),
    0x85: "\u2424",
    0x2028: "\u2424",
    0x2029: "\u2424",
}
_INVISIBLE |= dict.fromkeys([*range(0x202A, 0x202F), *range(0x2066, 0x206A), 0xFEFF], "\ufffd")


def visible(text: str) -> str:
    """Return `text` for a terminal: a tab is one space, and what would move the cursor or turn the direction is a sign."""
    return text.translate(_INVISIBLE)


@dataclass(slots=True)
class Spots:
    """Where a node of a YAML file begins: offsets in characters, a tree of the same shape as the values."""

    value: int
    key: int | None = None
    children: dict[str, Spots] | list[Spots] | None = None

    def child(self, step: str | int) -> Spots | None:
        """Return the spots one step further down, or None where the file holds nothing there."""
        children = self.children
        if isinstance(children, dict):
            return children.get(str(step))
        if isinstance(children, list) and isinstance(step, int) and step < len(children):
            return children[step]
        return None


@dataclass(frozen=True, slots=True)
class Location:
    """A place as people and editors name it: line and column count from 1, columns in characters.

    `text` is the line, made visible; empty where the place is the whole file. `indent` is the width in terminal cells
    of what stands before the column (two for wide characters and emoji).
    """

    file: str
    line: int
    column: int
    text: str
    indent: int


@dataclass
class Source:
    """A file's text and, for YAML, where each of its values begins."""

    text: str
    spots: Spots = field(default_factory=lambda: Spots(0))

    @cached_property
    def _starts(self) -> list[int]:
        return [0, *(end.end() for end in _LINE_END.finditer(self.text))]

    def offset(self, route: Route, part: str) -> int | None:
        """Return the offset of the value (or key) at `route`; where it is missing, of the nearest key above it, or None."""
        node = self.spots
        for step in route:
            below = node.child(step)
            if below is None:
                return node.key
            node = below
        return node.value if part == "value" and route else node.key

    def locate(self, place: Place) -> Location:
        """Return line, column and source line of `place`."""
        offset = place.mark if place.mark is not None else self.offset(place.route, place.part)
        if offset is None:
            return Location(place.file, 1, 1, "", 0)
        offset = max(0, min(offset, len(self.text)))
        line = bisect_right(self._starts, offset)
        start = self._starts[line - 1]
        end = _LINE_END.search(self.text, start)
        before = visible(self.text[start:offset])
        return Location(place.file, line, offset - start + 1, visible(self.text[start : end.start() if end else None]), cell_len(before))


@dataclass(frozen=True)
class Sources:
    """Every file that was read, by the name its places use."""

    files: Mapping[str, Source]

    def locate(self, place: Place) -> Location:
        """Return where `place` is; a file that could not be read, or does not exist, is located at its top."""
        source = self.files.get(place.file)
        return source.locate(place) if source else Location(place.file, 1, 1, "", 0)
