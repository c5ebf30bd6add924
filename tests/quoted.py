"""The articles' eight-word runs as hashes, so that the project can tell whether it quotes them and need not hold them.

    python tests/quoted.py ARTICLE… > tests/quoted.txt

A run is eight words one after the other, in small letters, whatever stands between them.
"""

from __future__ import annotations

import hashlib
import re
import sys
from collections.abc import Iterator
from pathlib import Path

LENGTH = 8


def runs(text: str) -> Iterator[tuple[str, ...]]:
    """Yield every run of `LENGTH` words in `text`."""
    words = re.findall(r"\w+", text.lower())
    yield from (tuple(words[at : at + LENGTH]) for at in range(len(words) - LENGTH + 1))


def hash_of(run: tuple[str, ...]) -> str:
    """Return the first 64 bits of the run's SHA-256: of so few runs none is taken for another."""
    return hashlib.sha256(" ".join(run).encode()).hexdigest()[:16]


def quoted(text: str, hashes: frozenset[str]) -> list[str]:
    """Return the runs of `text` whose hash is among `hashes`."""
    return [" ".join(run) for run in runs(text) if hash_of(run) in hashes]


if __name__ == "__main__":
    print("\n".join(sorted({hash_of(run) for file in sys.argv[1:] for run in runs(Path(file).read_text(encoding="utf-8"))})))  # noqa: T201
