"""Inline nodes and posts as HTML. The only place where text becomes markup, escaped by construction."""

from __future__ import annotations

from functools import lru_cache
from typing import assert_never

from markupsafe import Markup, escape

from leitfaden.exercises import Mark, Target
from leitfaden.inline import Code, Emphasis, Inline, Link, Node, Prose, Strong, Text
from leitfaden.posts import Line, Part, stretches
from leitfaden.threads import LocalPost


def _node(node: Node) -> Markup:
    match node:
        case Text(text):
            return escape(text)
        case Strong(children):
            return Markup("<strong>{}</strong>").format(inline(children))
        case Emphasis(children):
            return Markup("<em>{}</em>").format(inline(children))
        case Code(text):
            return Markup("<code>{}</code>").format(text)
        case Link(href, children):
            return Markup('<a href="{}" rel="noopener">{}</a>').format(href, inline(children))
        case other:
            assert_never(other)


def inline(line: Inline) -> Markup:
    """Return one line of inline nodes as HTML."""
    return Markup("").join(_node(node) for node in line)


@lru_cache(maxsize=1 << 15)
def phrase(prose: Prose) -> Markup:
    """Return prose as phrasing content, for labels and legends: paragraphs are parted by `<br>`."""
    return Markup("<br>").join(inline(line) for line in prose)


@lru_cache(maxsize=1 << 15)
def paragraphs(prose: Prose) -> Markup:
    """Return prose as paragraphs."""
    return Markup("").join(Markup("<p>{}</p>").format(inline(line)) for line in prose)


def _part(part: Part) -> Markup:
    if part.kind == "text":
        return Markup("&#9;").join(escape(stretch) for stretch in part.text.split("\t"))
    return Markup('<span class="lf-{}">{}</span>').format(part.kind, part.text)


@lru_cache(maxsize=1 << 14)
def post_text(lines: tuple[Line, ...]) -> Markup:
    """Return a post's lines with marked mentions, hashtags and links; none of them leads anywhere."""
    return Markup("<br>").join(Markup("").join(_part(part) for part in line) for line in lines)


def marked_text(post: LocalPost, mark: Mark) -> tuple[tuple[Target | None, Markup], ...]:
    """Return a post's text in stretches, each with the place to be marked that it is, if it is one."""
    targets = {target.id: target for target in mark.targets if target.post == post.id}
    phrases = {key: target.phrase for key, target in targets.items() if target.phrase}
    return tuple((targets.get(stretch.phrase or ""), post_text(stretch.lines)) for stretch in stretches(post.text, phrases))


def as_markdown(text: str) -> str:
    """Return text so that Markdown leaves every character alone."""
    return "".join(f"\\{char}" if char in "\\`*_{}[]()#+!|<>" else char for char in text.replace("&", "&amp;"))
