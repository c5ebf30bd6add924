"""After the first visit the site opens without a network, and answers are taken and kept there."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from expecting import expect
from office import SCENARIO, at_work
from pages import Page
from web import Site, served


@pytest.fixture
def untouched(every_kind: Path) -> Iterator[Site]:
    """The course that has every kind, as it is built: a worker refuses pages that aren't as its list says."""
    with served(every_kind / "untouched") as site:
        yield site


def test_pages_open_and_answers_are_kept(page: Page, untouched: Site) -> None:
    page.goto(untouched.url())
    page.awaited("navigator.serviceWorker.ready.then(() => '')")
    page.reload()
    assert page.evaluate("navigator.serviceWorker.controller !== null")
    untouched.break_off()
    for address in untouched.pages:
        page.goto(untouched.url(address))
        expect(page.get_by_role("heading").first).to_be_visible()
        assert page.evaluate("[...document.querySelectorAll('link[rel=stylesheet]')].every((link) => link.sheet) && 'leitfaden' in window"), address
    page.goto(untouched.url(SCENARIO))
    learner = at_work(page, "choice")
    learner.answer_wrong()
    learner.come_back()
