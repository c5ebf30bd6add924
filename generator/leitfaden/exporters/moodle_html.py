"""A scenario as the plain HTML that a question in a foreign system can carry: situation, thread, prose.

A learning management system shows a question alone, without the page it came from and without our styles. So the
situation and the whole thread travel inside the question text, in elements that every system leaves standing
(Moodle cleans with HTML Purifier, which knows HTML 4: no `article`, no `time`). All texts are escaped by markupsafe.
"""

from __future__ import annotations

import textwrap
from collections.abc import Iterable
from typing import assert_never

from markupsafe import Markup, escape

from leitfaden.exercises import Target
from leitfaden.inline import Code, Emphasis, Inline, Link, Node, Prose, Strong, Text, plain
from leitfaden.localising import LocalScenario
from leitfaden.replies import reply_line
from leitfaden.threads import LocalPost, Moment
from leitfaden.wording import Words

_BREAK = Markup("<br>")
_NOTHING = Markup()
_BEGINNING = 60


def prose_html(prose: Prose) -> Markup:
    """Return prose as paragraphs."""
    return _NOTHING.join(Markup("<p>{}</p>").format(_inline(line)) for line in prose)


def label_html(prose: Prose) -> Markup:
    """Return prose for a place that takes no paragraphs, such as the label of an option."""
    return _BREAK.join(_inline(line) for line in prose)


def leads_somewhere(link: Link) -> bool:
    """Tell whether a link still leads somewhere outside our site; the others become their text."""
    return link.href.startswith(("https://", "http://", "mailto:"))


def inline_html(inline: Inline) -> Markup:
    """Return a stretch of text."""
    return _inline(inline)


def target_html(target: Target, scenario: LocalScenario, words: Words) -> Markup:
    """Return a place that can be marked, named so that one finds it in the thread: who, when, and the words or the post's first ones."""
    post = scenario.thread.get(target.post)
    who = Markup("<strong>{}</strong>, {}").format(post.by.name, _moment(post.at, scenario, words)) if post else escape(target.post)
    if target.phrase is not None:
        return Markup("{}: {}").format(who, words("mark_quoted", phrase=target.phrase))
    return Markup("{}: {}").format(who, words("whole_post", text=_first_words(post, scenario, words)))


def situation_html(scenario: LocalScenario, words: Words) -> Markup:
    """Return the situation and the thread, each under a heading; nothing where a scenario has none."""
    situation = Markup("<h4>{}</h4>{}").format(words("situation"), prose_html(scenario.situation)) if scenario.situation else _NOTHING
    return situation + (_thread(scenario, words) if scenario.thread else _NOTHING)


def post_html(post: LocalPost, scenario: LocalScenario, words: Words) -> Markup:
    """Return one post: who and when, what it answers, its text, what it quotes or reposts, its image's description, its reach."""
    parts = [_byline(post, scenario, words), _answered(post, scenario, words), _body(post, words)]
    for other, word in ((_post(post.quotes, scenario), words("quoted")), (_post(post.reposts, scenario), "")):
        if other and not post.deleted:
            parts.append(_embedded(other, word, words))
    if post.image and not post.deleted:
        parts.append(Markup("<p>[{}]</p>").format(post.image.alt))
    return _NOTHING.join([*parts, _reach(post, words)])


def _first_words(post: LocalPost | None, scenario: LocalScenario, words: Words) -> str:
    shown = post and (_post(post.reposts, scenario) or post)
    if shown is None or shown.deleted:
        return words("deleted") if shown else ""
    return textwrap.shorten(shown.written or (shown.image.alt if shown.image else ""), _BEGINNING, placeholder=" …")


def _post(key: str | None, scenario: LocalScenario) -> LocalPost | None:
    return scenario.thread.get(key) if key else None


def _thread(scenario: LocalScenario, words: Words) -> Markup:
    posts = _NOTHING.join(Markup("<li>{}</li>").format(post_html(post, scenario, words)) for post in scenario.thread.values())
    heading = words("thread", title=plain(scenario.title))
    return Markup("<h4>{}</h4><p><em>{}</em></p><ul>{}</ul>").format(heading, words("fictional"), posts)


def _byline(post: LocalPost, scenario: LocalScenario, words: Words) -> Markup:
    name = words("reposted_by", name=post.by.name) if post.reposts else post.by.name
    role = Markup(", {}").format(label_html(post.by.role)) if post.by.role else _NOTHING
    facts = _dotted([_moment(post.at, scenario, words), words("edited") if post.edited else ""])
    return Markup("<p><strong>{}</strong> @{}{} · {}</p>").format(name, post.by.handle, role, facts)


def _moment(at: Moment, scenario: LocalScenario, words: Words) -> str:
    week = f"{words('week', week=at.week)}, " if scenario.weeks > 1 else ""
    return f"{week}{words.day(at.day)} {words.clock(at.hour, at.minute)}"


def _answered(post: LocalPost, scenario: LocalScenario, words: Words) -> Markup:
    line = reply_line(post, scenario.thread, words)
    return Markup("<p><em>{}</em></p>").format(line) if line else _NOTHING


def _body(post: LocalPost, words: Words) -> Markup:
    if post.deleted:
        return Markup("<p><em>{}</em></p>").format(words("deleted"))
    lines = ("".join(part.text for part in line) for line in post.text)
    return Markup("<p>{}</p>").format(_BREAK.join(lines)) if post.text else _NOTHING


def _embedded(post: LocalPost, word: str, words: Words) -> Markup:
    label = f"{word}: " if word else ""
    return Markup("<blockquote><p>{}<strong>{}</strong> @{}</p>{}</blockquote>").format(label, post.by.name, post.by.handle, _body(post, words))


def _reach(post: LocalPost, words: Words) -> Markup:
    counts = [words.counted(key, count) if count else "" for key, count in (("likes", post.likes), ("reposts", post.reposted))]
    return Markup("<p>{}</p>").format(_dotted(counts)) if any(counts) else _NOTHING


def _dotted(texts: Iterable[str]) -> str:
    return " · ".join(text for text in texts if text)


def _inline(line: Inline) -> Markup:
    return _NOTHING.join(_node(node) for node in line)


def _node(node: Node) -> Markup:
    match node:
        case Text():
            return escape(node.text)
        case Strong():
            return Markup("<strong>{}</strong>").format(_inline(node.children))
        case Emphasis():
            return Markup("<em>{}</em>").format(_inline(node.children))
        case Code():
            return Markup("<code>{}</code>").format(node.text)
        case Link():
            inside = _inline(node.children)
            return Markup('<a href="{}">{}</a>').format(node.href, inside) if leads_somewhere(node) else inside
        case other:
            assert_never(other)
