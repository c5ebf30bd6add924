"""The site as a folder, opened without a server: lessons open, answers are kept with their page, and what is kept no further is told."""

from __future__ import annotations

from pathlib import Path

from expecting import expect
from office import at_work
from pages import Page

from leitfaden.wording import words_for

EN = words_for("en")
COMES_ALONG = {"firefox": 0, "webkit": 1}
"""How many of one answer other pages know. Firefox gives every file a storage of its own, WebKitGTK doesn't."""


def test_an_answer_is_kept(page: Page, every_kind: Path, engine: str) -> None:
    folder = every_kind / "offline"
    page.goto((folder / "office" / "late.html").as_uri())
    expect(page.get_by_role("status").filter(has_text=EN("storage_page"))).to_be_visible()
    learner = at_work(page, "match")
    learner.answer_wrong()
    learner.come_back()
    page.goto((folder / "results.html").as_uri())
    assert page.evaluate("leitfaden.record.events().length") == COMES_ALONG[engine]


def test_links_stay_in_the_folder(page: Page, every_kind: Path) -> None:
    folder = every_kind / "offline"
    page.goto((folder / "index.html").as_uri())
    page.get_by_role("main").get_by_role("link", name="The first answer").first.click()
    page.wait_for(f"location.href === '{(folder / 'office' / 'first.html').as_uri()}' && document.readyState === 'complete'")
    expect(page.get_by_role("heading", name="The first answer").first).to_be_visible()
