"""How long a post is, by each network's own counting. `site/assets/lengths.js` is its twin, for learners who write.

Sources, read in November 2026: X: the configuration of twitter-text 3 (weights per range of code points, links 23,
an emoji 2); Bluesky: `app.bsky.feed.post`, 300 graphemes; Mastodon: 500 characters, links 23, a mention without its
server; Threads: 500 characters, an emoji counted by its UTF-8 bytes; LinkedIn: 3,000 UTF-16 units.

Three things are ours: only what begins with http:// or https:// is a link; any top-level domain is one; what may stand
in a link's path may stand in its query. `tests/scripts/lengths.js` holds the rest to twitter-text itself.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass

import grapheme

_LETTERS = r"\w\u00c0-\u04ff"
_LINK = re.compile(
    rf"https?://(?:[{_LETTERS}-]+\.)+[a-z]{{2,}}(?![\w@+-])(?::\d+)?"
    rf"(?:[/?](?:[{_LETTERS}!*';:=+,.$/%#\[\]\u2013~@|&?-]|\([^\s()]+\))*(?:[{_LETTERS}+~=/#@-]|\([^\s()]+\))|/)?",
    re.ASCII | re.IGNORECASE,
)
_FULL_MENTION = re.compile(r"(@[\w.-]+)@[\w.-]*\w", re.ASCII)
_LIGHT = ((0, 4351), (8192, 8205), (8208, 8223), (8242, 8247))
_PICTURES = "\U0001f000-\U0001faff"
_SIGNS = "\xa9\xae\u203c-\u3299"
_CHANGED = "\ufe0f\U0001f3fb-\U0001f3ff"
_ADDED = f"[{_CHANGED}\U000e0020-\U000e007f]*"
_EMOJI = re.compile(
    f"[\U0001f1e6-\U0001f1ff]{{2}}|[#*0-9]\ufe0f?\u20e3|(?:[{_PICTURES}]|[{_SIGNS}][{_CHANGED}]){_ADDED}(?:\u200d[{_PICTURES}{_SIGNS}]{_ADDED})*"
)
_CONTROLS = re.compile("[\0-\x1f\x7f-\x9f\xad\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff]")
_AS_LINK = "x" * 23
_HEAVY = "\u1100"


@dataclass(frozen=True)
class Network:
    """A network's limit for one post, and how it counts towards it."""

    name: str
    limit: int
    count: Callable[[str], int]


def x_weight(text: str) -> int:
    """Return the weighted length of a post on X (twitter-text 3, "weighted counting"), 280 being the limit."""
    counted = _EMOJI.sub(_HEAVY, _LINK.sub(_AS_LINK, unicodedata.normalize("NFC", text)))
    return sum(1 if any(low <= ord(char) <= high for low, high in _LIGHT) else 2 for char in counted)


def graphemes(text: str) -> int:
    """Return the number of extended grapheme clusters (UAX #29)."""
    parts = _CONTROLS.split(text)  # `grapheme` takes a flag behind a line break for two; controls stand alone anyway
    return len(parts) - 1 + sum(int(grapheme.length(part)) for part in parts)


def mastodon_characters(text: str) -> int:
    """Return the length by Mastodon's counting: links 23, a mention without its server."""
    return graphemes(_LINK.sub(_AS_LINK, _FULL_MENTION.sub(r"\1", text)))


def threads_characters(text: str) -> int:
    """Return the length by Threads' counting: an emoji as many as it has bytes in UTF-8."""
    return len(_EMOJI.sub(lambda found: "x" * len(found[0].encode()), text))


def utf16_units(text: str) -> int:
    """Return the number of UTF-16 code units."""
    return len(text.encode("utf-16-le")) // 2


NETWORKS: Mapping[str, Network] = {
    "x": Network("X", 280, x_weight),
    "bluesky": Network("Bluesky", 300, graphemes),
    "mastodon": Network("Mastodon", 500, mastodon_characters),
    "threads": Network("Threads", 500, threads_characters),
    "linkedin": Network("LinkedIn", 3000, utf16_units),
}


def excess(text: str, network: str) -> tuple[int, int] | None:
    """Return (length, limit) of a post that is too long for `network`; None where it fits, or the network has none."""
    rules = NETWORKS.get(network)
    if rules is None or _surely_fits(text, rules.limit):
        return None
    length = rules.count(text)
    return (length, rules.limit) if length > rules.limit else None


def _surely_fits(text: str, limit: int) -> bool:
    """Tell at once what needs no counting: only links ever count for more than their bytes in UTF-8, composed or not."""
    composed = unicodedata.normalize("NFC", text)
    return "://" not in text and max(len(text.encode(errors="surrogatepass")), len(composed.encode(errors="surrogatepass"))) <= limit
