"""The one place that turns a symbolic place into file, line, column and source line.

Lines end at `\\n`, `\\r\\n` or `\\r` only: NEL and U+2028 are characters of a line, as every editor shows them.
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


@dataclass(slots=True)
class Spots:
    """Where a node of a YAML file begins: offsets in characters, a tree of the same shape as the values."""

    value: int
    key: int | None = None
    children: dict[str, Spots] | list[Spots] | None = None

    def child(self, step: str | int) -> Spots | None:
        """Return the spots one step further down, or None where the file holds nothing there."""
        match self.children, step:
            case dict() as by_key, _:
                return by_key.get(str(step))
            case list() as items, int() if step < len(items):
                return items[step]
            case _:
                return None


@dataclass(frozen=True, slots=True)
class Location:
    """A place as people and editors name it: line and column count from 1, columns in characters.

    `indent` is the width in terminal cells of what stands before the column (two for wide characters and emoji).
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

    def offset(self, route: Route, part: str) -> int:
        """Return the offset of the value (or key) at `route`; where it is missing, of the nearest key above it."""
        node = self.spots
        for step in route:
            below = node.child(step)
            if below is None:
                return node.value if node.key is None else node.key
            node = below
        return node.key if part == "key" and node.key is not None else node.value

    def locate(self, place: Place) -> Location:
        """Return line, column and source line of `place`."""
        offset = place.mark if place.mark is not None else self.offset(place.route, place.part)
        offset = max(0, min(offset, len(self.text)))
        line = bisect_right(self._starts, offset)
        start = self._starts[line - 1]
        text = _LINE_END.split(self.text[start:], maxsplit=1)[0]
        before = text[: offset - start]
        return Location(place.file, line, len(before) + 1, text, cell_len(before.expandtabs(1)))


@dataclass(frozen=True)
class Sources:
    """Every file that was read, by the name its places use."""

    files: Mapping[str, Source]

    def locate(self, place: Place) -> Location:
        """Return where `place` is; a file that could not be read, or does not exist, is located at its top."""
        source = self.files.get(place.file)
        return source.locate(place) if source else Location(place.file, 1, 1, "", 0)
