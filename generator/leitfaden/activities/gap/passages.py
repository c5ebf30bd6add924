"""Where the blanks stand: a text with markers, `{blank}`, cut into what stands between them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from collections.abc import Set as AbstractSet

from leitfaden.exercises import Passage
from leitfaden.inline import Emphasis, Inline, Link, Node, Prose, Strong, Text

_MARKER = re.compile(r"\{([a-z0-9-]+)\}")


def passage(prose: Prose, blanks: AbstractSet[str] | None = None) -> Passage:
    """Return `prose` cut at its markers. A marker inside emphasis or a link parts it in two; in code it is a character.

    Arguments:
        blanks: the blanks that there are; other markers stay text. None: every marker counts.
    """
    return tuple(tuple(_cut(line, blanks)) for line in prose)


def markers(prose: Prose) -> list[str]:
    """Return the ids that the markers of `prose` name, in its order."""
    return [part for line in passage(prose) for part in line if isinstance(part, str)]


def _cut(line: Inline, blanks: AbstractSet[str] | None) -> Iterator[Inline | str]:
    run: list[Node] = []
    for piece in _pieces(line, blanks):
        if not isinstance(piece, str):
            run.append(piece)
            continue
        if run:
            yield tuple(run)
        yield piece
        run = []
    if run:
        yield tuple(run)


def _pieces(nodes: Iterable[Node], blanks: AbstractSet[str] | None) -> Iterator[Node | str]:
    for node in nodes:
        match node:
            case Text(text):
                yield from _texts(text, blanks)
            case Strong(children):
                yield from (part if isinstance(part, str) else Strong(part) for part in _cut(children, blanks))
            case Emphasis(children):
                yield from (part if isinstance(part, str) else Emphasis(part) for part in _cut(children, blanks))
            case Link(href, children):
                yield from (part if isinstance(part, str) else Link(href, part) for part in _cut(children, blanks))
            case _:
                yield node


def _texts(text: str, blanks: AbstractSet[str] | None) -> Iterator[Text | str]:
    done = 0
    for found in _MARKER.finditer(text):
        if blanks is not None and found[1] not in blanks:
            continue
        if found.start() > done:
            yield Text(text[done : found.start()])
        yield found[1]
        done = found.end()
    if done < len(text):
        yield Text(text[done:])
