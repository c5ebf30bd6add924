"""Page weight: the site's own script and style, and what five questions add to their page, compressed with gzip."""

from __future__ import annotations

import gzip
import re
from collections.abc import Iterator
from pathlib import Path
from statistics import median

_BLOCK = re.compile(r'<section class="lf-block"[^>]*>.*?</section>', re.DOTALL)
_TEXT = re.compile(r">([^<>]+)<")


def weight(text: str) -> int:
    """Return the size in bytes, compressed as servers do."""
    return len(gzip.compress(text.encode(), compresslevel=6, mtime=0))


def assets(project: Path) -> dict[str, int]:
    """Return the compressed sizes of a compiled project's script and style."""
    files = sorted((project / "docs" / "assets").glob("leitfaden-*"))
    return {file.suffix.removeprefix("."): weight(file.read_text(encoding="utf-8")) for file in files}


def questions(site: Path) -> dict[str, float]:
    """Return what the questions of scenario pages add: compressed page, less the same page with their texts alone.

    The texts alone stand in paragraphs, each once: an author can't say less.
    """
    added = list(_added(site))
    return {"pages": len(added), "median": median(added), "most": max(added)}


def _added(site: Path) -> Iterator[int]:
    for file in sorted(site.glob("m*/scenario-*/index.html")):
        page = file.read_text(encoding="utf-8")
        if len(_BLOCK.findall(page)) == 5:
            yield weight(page) - weight(_BLOCK.sub(_texts_alone, page))


def _texts_alone(block: re.Match[str]) -> str:
    said = dict.fromkeys(text.strip() for text in _TEXT.findall(block[0]))
    return "".join(f"<p>{text}</p>" for text in said if text)
