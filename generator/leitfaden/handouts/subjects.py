"""What is rated, named so that one recognises it on paper: a post by number, author and first words, or a statement."""

from __future__ import annotations

from dataclasses import dataclass

from leitfaden.exercises import Rate
from leitfaden.handouts.cards import headline, post_numbers
from leitfaden.handouts.spans import Paragraphs, paragraphs
from leitfaden.localising import LocalScenario
from leitfaden.threads import LocalPost
from leitfaden.wording import Words

_EXCERPT = 54


@dataclass(frozen=True, slots=True)
class Subject:
    """A post (`number`, `author`, `excerpt`) or a statement (`statement`); what is not there is 0 or empty."""

    number: int = 0
    author: str = ""
    excerpt: str = ""
    statement: Paragraphs = ()


def subject(rate: Rate, scenario: LocalScenario, words: Words) -> Subject:
    """Return what `rate` asks about."""
    if rate.statement is not None:
        return Subject(statement=paragraphs(rate.statement))
    return post_subject(rate.post or "", scenario, words)


def post_subject(key: str, scenario: LocalScenario, words: Words) -> Subject:
    """Return the post `key` as one recognises it; one that dropped out of the thread is named by nothing but its id."""
    post = scenario.thread.get(key)
    if post is None:
        return Subject(author=key)
    return Subject(post_numbers(scenario)[post.id], headline(post, words), _excerpt(scenario.thread.get(post.reposts or "", post), words))


def _excerpt(post: LocalPost, words: Words) -> str:
    if post.deleted:
        return words("deleted")
    return _first_words(" ".join(post.written.split()) or (post.image.alt if post.image else ""))


def _first_words(text: str) -> str:
    if len(text) <= _EXCERPT:
        return text
    head, _, _ = text[:_EXCERPT].rpartition(" ")
    return f"{(head or text[:_EXCERPT]).rstrip(' ,;:.–')}\u00a0…"
