"""Phrases that are to be marked: in every language each stands in its post exactly once, and none within another."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise

from leitfaden.activities.context import CheckContext
from leitfaden.problems import Place, Problems, Related, shown


@dataclass(frozen=True)
class _Span:
    """Where a phrase stands in its post, from `start` to before `end`, and in the file."""

    start: int
    end: int
    at: Place


def check_phrases(context: CheckContext, posts: Mapping[str, str]) -> None:
    """Report phrases that can't be found, or can't be told apart; `posts` names the post of each target that has one."""
    spans: dict[tuple[str, str], list[_Span]] = {}
    for target, post in posts.items():
        if post in context.posts:
            for language, span in _found(context, target, post):
                spans.setdefault((language, post), []).append(span)
    for found in spans.values():
        for earlier, later in pairwise(sorted(found, key=lambda span: (span.start, span.end))):
            _check_apart(earlier, later, context.problems)


def _found(context: CheckContext, target: str, post: str) -> Iterator[tuple[str, _Span]]:
    """Yield where the target's phrase stands, by language."""
    texts = {language: (text.rstrip("\n"), place) for language, text, place in context.texts(("thread", post, "text"))}
    for language, phrase, at in context.texts((*context.at.route, "targets", target, "phrase")):
        text, there = texts.get(language, ("", at))
        words = phrase.rstrip("\n")
        if language in texts and words.strip():
            starts = [found.start() for found in re.finditer(f"(?={re.escape(words)})", text)]
            if len(starts) == 1:
                yield language, _Span(starts[0], starts[0] + len(words), at)
            else:
                _report(context.problems, words, len(starts), text, at, Related(there, f"the post '{post}'"))


def _report(problems: Problems, words: str, times: int, text: str, at: Place, post: Related) -> None:
    if times:
        problems.add("phrase-twice", at, f"'{shown(words)}' stands in the post {times} times", "quote more of the words around it", [post])
        return
    if not text:
        problems.add("phrase-missing", at, "the post has no text", "leave `phrase` out: then the whole post is meant", [post])
        return
    loosely = re.search(r"\s+".join(map(re.escape, words.split())), text, re.IGNORECASE)
    hint = f"it stands there as {shown(repr(loosely[0]))}" if loosely else "quote it as it stands there, letter by letter"
    problems.add("phrase-missing", at, f"'{shown(words)}' does not stand in the post", hint, [post])


def _check_apart(earlier: _Span, later: _Span, problems: Problems) -> None:
    if later.start >= earlier.end:
        return
    other = [Related(earlier.at, "the other one")]
    if (earlier.start, earlier.end) == (later.start, later.end):
        problems.add("target-twice", later.at, "these words are a place already", "leave one", other)
    else:
        problems.add("targets-overlap", later.at, "these words overlap those of another place", "quote less of one of them", other)
