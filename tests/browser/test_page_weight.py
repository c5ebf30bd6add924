"""What a visitor loads of ours beside the pages: one script and one style, small; a second script, and on a few pages a third."""

from __future__ import annotations

import gzip

import pytest
from web import Site

LIMIT = 21_000  # the aim is 20 KB: three parts in a hundred are over it, and nothing more may come
STANDING_LIMIT = 13_000  # with the map of the course, which grows with it
OWN_PAGES = ("results", "review", "certificate", "tests", "about")


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


@pytest.mark.parametrize("language", ["", "en/"])
def test_the_second_script(site: Site, language: str) -> None:
    (standing,) = (site.folder / language / "assets").glob("standing-*")
    assert weight(standing.read_bytes()) <= STANDING_LIMIT


def test_only_pages_on_ones_own_work_load_the_third(site: Site) -> None:
    for page in site.pages:
        html = (site.folder / page / "index.html").read_text(encoding="utf-8")
        own = page.removeprefix("en/").split("/")[0] in OWN_PAGES or "<leitfaden-plan" in html
        assert html.count("assets/learner-") == (2 if own else 0), page
