"""Texts in the shape that templates take: paragraphs of spans. The templates turn spans into content."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias, assert_never

from leitfaden.inline import Code, Emphasis, Inline, Link, Node, Prose, Strong, Text
from leitfaden.posts import Line


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of text (`text`, `code`, `mention`, `hashtag`, `link`) or of spans (`strong`, `emphasis`, `anchor`)."""

    kind: str
    text: str = ""
    children: tuple[Span, ...] = ()


Spans: TypeAlias = tuple[Span, ...]
Paragraphs: TypeAlias = tuple[Spans, ...]


def paragraphs(prose: Prose) -> Paragraphs:
    """Return the paragraphs of a prose."""
    return tuple(_spans(inline) for inline in prose)


def lines(post: tuple[Line, ...]) -> Paragraphs:
    """Return the lines of a post."""
    return tuple(tuple(Span(part.kind, part.text) for part in line) for line in post)


def literal(text: str) -> Paragraphs:
    """Return text without any markup as a paragraph."""
    return ((Span("text", text),),)


def _spans(inline: Inline) -> Spans:
    return tuple(_span(node) for node in inline)


def _span(node: Node) -> Span:
    match node:
        case Text(text):
            return Span("text", text)
        case Code(text):
            return Span("code", text)
        case Strong(children):
            return Span("strong", children=_spans(children))
        case Emphasis(children):
            return Span("emphasis", children=_spans(children))
        case Link(href, children):
            return Span("anchor", children=_spans(children or (Text(href),)))
        case other:
            assert_never(other)
