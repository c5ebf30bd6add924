"""Reads a lesson or page: front matter, stretches of Markdown, directives, links.

Markdown itself is MkDocs' business. Read here is only what can be wrong before: the front matter, lines that embed
something (`::: activity first-week/this-week`), and where links and images lead.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from leitfaden.courses import Body, Directive, Mark
from leitfaden.documents import Document, parse_yaml, read_text, unread_source
from leitfaden.problems import Place, Problems, Route, did_you_mean, shown
from leitfaden.sources import Source

_FRONT = re.compile(r"---[ \t]*\r?\n(.*?)^---[ \t]*(?:\r?\n|\Z)", re.DOTALL | re.MULTILINE)
_DIRECTIVE = re.compile(r"^:::(.*)$", re.MULTILINE)
_FENCE = re.compile(r"^ {0,3}(```++|~~~++)[^\n]*+\n.*?(?:^ {0,3}\1[`~]*[ \t]*$|\Z)", re.DOTALL | re.MULTILINE)
_TICKS = re.compile(r"`+")
_LINK = re.compile(r"(!?)\[(?:[^\[\]\\]|\\.|\[[^\[\]]*\])*\]\(\s*<?([^\s()<>]++(?:\([^\s()]*+\))?)>?[^()]*+\)")
_REFERENCE = re.compile(r"^ {0,3}\[[^\]^][^\]]*\]:[ \t]*<?([^\s>]+)", re.MULTILINE)

DIRECTIVES = ("thread", "post", "activity", "scenario", "modules", "continue", "record", "plan")
WITHOUT_TARGET = frozenset({"modules", "continue", "record", "plan"})


@dataclass(frozen=True)
class MarkdownFile:
    """A Markdown file as read; `matter` is None where the front matter is missing or broken."""

    matter: dict[str, Any] | None
    body: Body
    source: Source
    lost: frozenset[Route] = frozenset()


def read_markdown(raw: bytes, file: str, problems: Problems) -> MarkdownFile:
    """Return a lesson's or page's front matter and body; faults go to `problems`."""
    text = read_text(raw, file, problems)
    if text is None:
        return MarkdownFile(None, Body(Place(file), (), ()), unread_source(raw))
    front = _FRONT.match(text)
    if not front:
        if not text.strip():
            problems.add("empty-file", Place(file), "the file is empty", "delete it, or begin with a line `---`, `title: …`, and another line `---`")
            return MarkdownFile(None, Body(Place(file), (), ()), Source(text))
        hint = "begin the file with a line `---`, the lesson's `title: …`, and another line `---`"
        problems.add("no-front-matter", Place(file, mark=0), "the front matter is missing", hint)
        return MarkdownFile(None, _body(text, 0, file, problems), Source(text))
    document = _front_matter(front, file, problems)
    return MarkdownFile(document.value, _body(text, front.end(), file, problems), Source(text, document.source.spots), document.lost)


def _front_matter(front: re.Match[str], file: str, problems: Problems) -> Document:
    if not front[1].strip():
        problems.add("empty-file", Place(file, mark=0), "the front matter is empty", "write at least `title: …` between its two lines")
        return Document(file, None, Source(""))
    return parse_yaml(front[1], file, problems, start=front.start(1))


def _body(text: str, start: int, file: str, problems: Problems) -> Body:
    masked = _mask(text, start)
    return Body(Place(file), tuple(_parts(text, masked, start, file, problems)), tuple(_links(text, masked)))


def _mask(text: str, start: int) -> str:
    """Blank out front matter and code, keeping every offset."""
    unfenced = _FENCE.sub(lambda found: _blank(found[0]), text[start:])
    return _blank(text[:start]) + "".join(_without_code(line) for line in unfenced.splitlines(keepends=True))


def _blank(text: str) -> str:
    return re.sub(r"[^\r\n]", " ", text)


def _without_code(line: str) -> str:
    """Blank out code spans: from a run of backticks to the next of the same length (CommonMark 0.31, 6.1)."""
    runs = list(_TICKS.finditer(line))
    closing: dict[int, int] = {}
    following: dict[int, int] = {}
    for place in range(len(runs) - 1, -1, -1):
        length = len(runs[place][0])
        following[place] = closing.get(length, -1)
        closing[length] = place
    shown, done, place = [], 0, 0
    while place < len(runs):
        end = following[place]
        if end > 0:
            shown += [line[done : runs[place].start()], " " * (runs[end].end() - runs[place].start())]
            done, place = runs[end].end(), end
        place += 1
    return "".join([*shown, line[done:]])


def _parts(text: str, masked: str, start: int, file: str, problems: Problems) -> Iterator[str | Directive]:
    done = start
    for found in _DIRECTIVE.finditer(masked, start):
        words = found[1].split()
        directive = _directive(words, found.start(), file, problems)
        if text[done : found.start()].strip():
            yield text[done : found.start()].strip("\r\n")
        yield directive
        done = found.end()
    if text[done:].strip():
        yield text[done:].strip("\r\n")


def _directive(words: list[str], offset: int, file: str, problems: Problems) -> Directive:
    """Return the directive of a line; one that is wrong embeds nothing and has no name."""
    place = Place(file, mark=offset)
    name, *targets = words or [""]
    form = f"::: {name}" if name in WITHOUT_TARGET else f"::: {name} <id>"
    if name not in DIRECTIVES:
        problems.add("unknown-directive", place, f"there is no directive '::: {shown(name)}'", did_you_mean(name, DIRECTIVES))
    elif len(targets) > (name not in WITHOUT_TARGET):
        problems.add("bad-directive", place, "the directive says too much", f"write `{form}`, and nothing behind it")
    elif len(targets) < (name not in WITHOUT_TARGET):
        problems.add("bad-directive", place, "the directive does not name what it embeds", f"write `{form}`")
    else:
        return Directive(name, targets[0] if targets else "", offset)
    return Directive("", "", offset)


def _links(text: str, masked: str) -> Iterator[Mark]:
    for found in _LINK.finditer(masked):
        yield Mark(text[found.start(2) : found.end(2)], bool(found[1]), found.start(2))
    for found in _REFERENCE.finditer(masked):
        yield Mark(text[found.start(1) : found.end(1)], False, found.start(1))
