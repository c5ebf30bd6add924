"""What a post answers: how deep that puts it in its thread, and how it is said in words."""

from __future__ import annotations

from collections.abc import Mapping

from leitfaden.notifications import first_words
from leitfaden.threads import LocalPost
from leitfaden.wording import Words

MAX_DEPTH = 2

_FIRST_WORDS = 45


def reply_line(post: LocalPost, thread: Mapping[str, LocalPost], words: Words) -> str:
    """Return whom a post of a thread answers: `Replying to Ada`.

    Where that isn't clear, the line says how the post that it answers begins: in a long thread somebody has several.
    What is deleted, or an image alone, has no words.

    Arguments:
        thread: the posts by their ids, in the order in which they are shown.

    Returns:
        one line, "" where the post answers none of the thread.
    """
    answered = thread.get(post.reply_to or "")
    if answered is None:
        return ""
    begins = "" if answered.deleted or is_clear(post, thread) else first_words(answered.written, _FIRST_WORDS)
    own = answered.by == post.by
    if begins:
        return words("reply_to_own_words" if own else "reply_to_words", name=answered.by.name, text=begins)
    return words("reply_to_own" if own else "reply_to", name=answered.by.name)


def numbered_reply_line(post: LocalPost, thread: Mapping[str, LocalPost], numbers: Mapping[str, int], words: Words) -> str:
    """Return which post of a thread a post answers, by its number: cards are cut out and shuffled, and none stands right below another.

    Arguments:
        thread: the posts by their ids, in the order in which they are shown.
        numbers: the posts' numbers by their ids; an answer to one that has none is said as `reply_line` says it.
    """
    number = numbers.get(post.reply_to or "")
    if number is None:
        return reply_line(post, thread, words)
    answered = thread[post.reply_to or ""]
    return words("reply_to_own_number" if answered.by == post.by else "reply_to_number", number=words.number(number), name=answered.by.name)


def reply_depths(thread: Mapping[str, LocalPost]) -> dict[str, int]:
    """Return how deep each post stands in its conversation, capped so that phones keep room for text.

    Who answers a conversation after another one has begun stands by herself again: lines drawn from above would end in
    the wrong one.
    """
    depths: dict[str, int] = {}
    conversations: dict[str, str] = {}
    current = ""
    for key, post in thread.items():
        goes_on = post.reply_to in conversations and conversations[post.reply_to] == current
        depths[key] = min(depths[post.reply_to] + 1, MAX_DEPTH) if post.reply_to and goes_on else 0
        current = conversations[key] = current if goes_on else key
    return depths


def is_clear(post: LocalPost, thread: Mapping[str, LocalPost]) -> bool:
    """Return whether a name alone tells which post of `thread` this one answers.

    It does where that post stands right above and further out, or is the only one so far of its author in a conversation
    that goes on.
    """
    keys, depths = list(thread), reply_depths(thread)
    above = keys[: keys.index(post.id)]
    if post.reply_to in above[-1:] and depths[post.reply_to or ""] < depths[post.id]:
        return True
    author = thread[post.reply_to or ""].by
    return depths[post.id] > 0 and [thread[key].by for key in above].count(author) == 1
