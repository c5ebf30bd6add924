"""Inline Markdown as a tuple of five kinds of nodes: text, strong, emphasis, code, link.

Everything but posts is written in it. It is parsed once, here; each output renders the nodes in its own language and
none of them sees Markdown. CommonMark 0.31 decides what is emphasis, code or a link; images and HTML stay text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import TypeAlias

from markdown_it import MarkdownIt
from markdown_it.token import Token


@dataclass(frozen=True, slots=True)
class Text:
    """Characters as they are."""

    text: str


@dataclass(frozen=True, slots=True)
class Strong:
    """Strong importance."""

    children: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Emphasis:
    """Stress."""

    children: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Code:
    """Something typed literally."""

    text: str


@dataclass(frozen=True, slots=True)
class Link:
    """A link; `href` is as the author wrote it."""

    href: str
    children: tuple[Node, ...]


Node: TypeAlias = "Text | Strong | Emphasis | Code | Link"
Inline: TypeAlias = "tuple[Node, ...]"
Prose: TypeAlias = "tuple[Inline, ...]"

_PARAGRAPH = re.compile(r"\n[ \t]*\n\s*")
_SPACES = re.compile(r"\s+")
_MARKUP = re.compile(r"[*_`\[\\<&]")


@cache
def _parser() -> MarkdownIt:
    return MarkdownIt("zero").enable(["emphasis", "backticks", "link", "escape", "entity"])


@lru_cache(maxsize=1 << 15)
def parse_prose(text: str) -> Prose:
    """Return the paragraphs of `text`: a newline is a space, a blank line starts a paragraph."""
    paragraphs = (_SPACES.sub(" ", part).strip() for part in _PARAGRAPH.split(text))
    return tuple(_parse_inline(part) for part in paragraphs if part)


def _parse_inline(text: str) -> Inline:
    if not _MARKUP.search(text):
        return (Text(text),)
    (token,) = _parser().parseInline(text)
    return _nodes(iter(token.children or ()), "")


def _nodes(tokens: Iterator[Token], closing: str) -> Inline:
    nodes: list[Node] = []
    for token in tokens:
        match token.type:
            case kind if kind == closing:
                break
            case "strong_open":
                nodes.append(Strong(_nodes(tokens, "strong_close")))
            case "em_open":
                nodes.append(Emphasis(_nodes(tokens, "em_close")))
            case "link_open":
                nodes.append(Link(str(token.attrs["href"]), _nodes(tokens, "link_close")))
            case "code_inline":
                nodes.append(Code(token.content))
            case _:
                nodes.append(Text(token.content))
    return _joined(nodes)


def _joined(nodes: Sequence[Node]) -> Inline:
    """Join neighbouring texts, which the parser splits at every sign that might have been markup."""
    joined: list[Node] = []
    for node in nodes:
        if isinstance(node, Text) and joined and isinstance(joined[-1], Text):
            joined[-1] = Text(joined[-1].text + node.text)
        elif not (isinstance(node, Text) and not node.text):
            joined.append(node)
    return tuple(joined)


def plain(prose: Prose) -> str:
    """Return the characters of `prose` alone, paragraphs joined by a space: for titles, search and metadata."""
    return " ".join("".join(_characters(node) for node in line) for line in prose)


def _characters(node: Node) -> str:
    if isinstance(node, (Text, Code)):
        return node.text
    return "".join(_characters(child) for child in node.children)


def links(prose: Prose) -> Iterator[Link]:
    """Yield every link in `prose`."""
    for line in prose:
        for node in line:
            yield from _links(node)


def _links(node: Node) -> Iterator[Link]:
    if isinstance(node, Link):
        yield node
    if isinstance(node, (Strong, Emphasis, Link)):
        for child in node.children:
            yield from _links(child)
