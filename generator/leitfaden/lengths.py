"""How long a post is, by each network's own counting.

Sources, read in November 2026: X: the configuration of twitter-text 3 (weights per range of code points, links 23,
an emoji 2); Bluesky: `app.bsky.feed.post`, 300 graphemes; Mastodon: 500 characters, links 23, a mention without its
server; Threads: 500 characters, an emoji counted by its UTF-8 bytes; LinkedIn: 3,000 UTF-16 units.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass

import grapheme

_LINK = re.compile(r"https?://[^\s<>\"]*[^\s<>\".,;:!?)\]}'…]")
_FULL_MENTION = re.compile(r"(@[\w.-]+)@[\w.-]+")
_LIGHT = ((0, 4351), (8192, 8205), (8208, 8223), (8242, 8247))
_EMOJI_SIGNS = re.compile("[\u200d\ufe0f\u20e3\U0001f1e6-\U0001f1ff\U0001f3fb-\U0001f3ff]")
_LINK_LENGTH = 23


@dataclass(frozen=True)
class Network:
    """A network's limit for one post, and how it counts towards it."""

    name: str
    limit: int
    count: Callable[[str], int]


def x_weight(text: str) -> int:
    """Return the weighted length of a post on X (twitter-text 3, "weighted counting"), 280 being the limit."""
    text, links = _LINK.subn("", unicodedata.normalize("NFC", text))
    return links * _LINK_LENGTH + sum(_x_cluster(cluster) for cluster in grapheme.graphemes(text))


def _x_cluster(cluster: str) -> int:
    if len(cluster) > 1 and (_EMOJI_SIGNS.search(cluster) or ord(cluster[0]) >= 0x1F000):
        return 2
    return sum(1 if any(low <= ord(char) <= high for low, high in _LIGHT) else 2 for char in cluster)


def graphemes(text: str) -> int:
    """Return the number of extended grapheme clusters (UAX #29)."""
    return int(grapheme.length(text))


def mastodon_characters(text: str) -> int:
    """Return the length by Mastodon's counting: links 23, a mention without its server."""
    text, links = _LINK.subn("", _FULL_MENTION.sub(r"\1", text))
    return links * _LINK_LENGTH + graphemes(text)


def threads_characters(text: str) -> int:
    """Return the length by Threads' counting: an emoji as many as it has bytes in UTF-8."""
    return sum(len(cluster.encode()) if _is_emoji(cluster) else len(cluster) for cluster in grapheme.graphemes(text))


def _is_emoji(cluster: str) -> bool:
    return ord(cluster[0]) >= 0x1F000 or _EMOJI_SIGNS.search(cluster) is not None


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
