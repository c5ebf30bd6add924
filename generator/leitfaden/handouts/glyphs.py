"""Which characters the fonts can print. Typst is asked itself, so that shaping counts: emoji sequences, accents.

A compilation says only that something is missing; halving what was asked finds it, without reading error messages.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

import grapheme

from leitfaden.handouts.press import Press


@dataclass
class Glyphs:
    """Remembers what was asked, so that each character is tried once for all modules."""

    press: Press
    _printable: dict[str, bool] = field(default_factory=dict)

    def missing(self, texts: Iterable[str]) -> tuple[str, ...]:
        """Return what can't be printed in `texts`, sorted: characters, or clusters that only fail as a whole."""
        clusters = {cluster for text in texts for cluster in _clusters(text)}
        self._ask(sorted(clusters - self._printable.keys()))
        failed = [cluster for cluster in clusters if not self._printable[cluster]]
        return tuple(sorted({sign for cluster in failed for sign in self._culprits(cluster)}))

    def _ask(self, clusters: Sequence[str]) -> None:
        if not clusters:
            return
        printable = self.press.prints(clusters)
        if printable or len(clusters) == 1:
            self._printable.update(dict.fromkeys(clusters, printable))
            return
        middle = len(clusters) // 2
        self._ask(clusters[:middle])
        self._ask(clusters[middle:])

    def _culprits(self, cluster: str) -> list[str]:
        return [sign for sign in cluster if not self.press.prints([sign])] or [cluster]


def _clusters(text: str) -> Iterator[str]:
    for word in text.split():
        if not word.isascii():
            yield from (cluster for cluster in grapheme.graphemes(word) if not cluster.isascii())
