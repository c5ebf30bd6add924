"""The site below a path of its host: what scripts write into pages leads to places below that path, too."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urldefrag

import pytest
from builds import build_taking, made_once
from playwright.sync_api import Page, expect
from taking import SCENARIO, answer, at_work
from web import Site, served

from conftest import Visitors

BELOW = "site"
LINKS = "[...document.querySelectorAll('a[href], link[href], script[src], img[src], use[href]')].map((one) => one.href?.baseVal ?? one.href ?? one.src)"


@pytest.fixture(scope="module")
def below(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """The course of what every activity takes, below a path."""
    folder: Path = made_once(tmp_path_factory, "taking", build_taking)
    with served(folder, BELOW) as site:
        yield site


@pytest.mark.parametrize("language", ["", "de/"])
def test_every_link_stays_below(visit: Visitors, below: Site, language: str) -> None:
    """After an answer, when home and results have something to lead to."""
    page = visit(below.url(language + SCENARIO))
    answer(at_work(page, "first-line", "de" if language else "en"), "wrong")
    seen: set[str] = set()
    for address in ("", "results/", "certificate/", "desk/practice/", SCENARIO):
        page.goto(below.url(language + address))
        page.wait_for_function("window.leitfaden?.shared")
        expect(page.get_by_role("heading", level=1)).to_be_visible()
        seen |= inside(page, below)
    assert len(seen) > 15
    assert [link for link in sorted(seen) if not page.request.get(link).ok] == []


def inside(page: Page, site: Site) -> set[str]:
    """Return where a page leads and what it loads, all of it below the site's root, but for other hosts."""
    links = {urldefrag(link).url for link in page.evaluate(LINKS) if link.startswith("http://127.0.0.1")}
    assert [link for link in links if not link.startswith(site.root)] == []
    return links


def test_an_answer_is_known_all_over_the_site(visit: Visitors, below: Site) -> None:
    page = visit(below.url(SCENARIO))
    answer(at_work(page, "first-line"), "right")
    page.goto(below.url(f"de/{SCENARIO}"))
    at_work(page, "first-line", "de").expect_right()
