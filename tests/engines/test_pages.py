"""Every page of the repository's course in both languages: no script fails, nothing is asked of another host, and nothing runs out of a narrow or a wide page."""

from __future__ import annotations

import pytest
from expecting import expect
from pages import Page
from walking import OVERFLOW
from web import Site

from conftest import FRAME

WIDTHS = (360, 1280)
FITS = {"page": 0, "wide": []}
FRAMED = """new Promise((done) => {
    const [address, widths, measure] = arguments;
    const frame = document.querySelector("iframe");
    const settled = async (shown, frames = 60) => { // media queries and what they move are some frames late
        await new Promise((drawn) => shown.requestAnimationFrame(drawn));
        const found = shown.eval(`(${measure})()`);
        return frames && (found.page || found.wide.length) ? settled(shown, frames - 1) : found;
    };
    frame.width = widths[0];
    frame.onload = async () => {
        const { contentWindow } = frame;
        (window.kept ??= []).push([address, contentWindow.faults]);
        const found = [];
        for (const width of widths) {
            frame.width = width;
            found.push(await settled(contentWindow));
        }
        done(found);
    };
    frame.src = address;
})"""

OWN_WINDOW = (
    "", "moderation/how-much/", "moderation/first-week/", "moderation/practice/", "results/", "review/", "plan/", "certificate/", "sources/", "privacy/", "accessibility/",
    "about/", "downloads/",
)  # fmt: skip


@pytest.mark.parametrize("language", ["de", "en"])
def test_every_page_fits_asks_no_other_host_and_no_script_fails(page: Page, course: Site, language: str) -> None:
    pages = [address for address in course.pages if address.startswith("en/") is (language == "en")]
    assert len(pages) > 30
    page.goto(course.url(FRAME))
    measured = {address: page.awaited(FRAMED, course.url(address), WIDTHS, OVERFLOW) for address in pages}
    assert {address: found for address, found in measured.items() if found != [FITS, FITS]} == {}
    kept = page.evaluate("window.kept")
    assert {address: faults for address, faults in kept if faults} == {}


@pytest.mark.parametrize("language", ["", "en/"])
def test_pages_in_a_window_of_their_own(page: Page, course: Site, language: str) -> None:
    for address in OWN_WINDOW:
        page.goto(course.url(language + address))
        expect(page.get_by_role("heading").first).to_be_visible()
        assert page.evaluate("innerWidth") >= WIDTHS[1]
        assert page.evaluate(OVERFLOW) == FITS, address
