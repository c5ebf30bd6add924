"""What a visitor loads of ours beside the pages: one script and one style, once, and small."""

from __future__ import annotations

import gzip

import pytest
from web import Site

LIMIT = 20_750  # the aim is 20 KB: two parts in a hundred are over it, and nothing more may come


def weight(*parts: bytes) -> int:
    """Return how much parts weigh compressed, each by itself, in bytes."""
    return sum(len(gzip.compress(part, 9, mtime=0)) for part in parts)


@pytest.mark.parametrize("language", ["", "en/"])
def test_script_and_style(site: Site, language: str) -> None:
    assets = sorted((site.folder / language / "assets").glob("leitfaden-*"), key=lambda file: file.suffix)
    assert [file.suffix for file in assets] == [".css", ".js"]
    assert weight(*(file.read_bytes() for file in assets)) <= LIMIT


def test_every_page_loads_them_once(site: Site) -> None:
    for page in site.pages:
        html = (site.folder / page / "index.html").read_text(encoding="utf-8")
        assert html.count("assets/leitfaden-") == 2, page
