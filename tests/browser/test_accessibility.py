"""What axe finds where pages change: after an answer, on a phone, where there is no page."""

from __future__ import annotations

import pytest
from learner import Learner, exercise_of
from playwright.sync_api import Page, expect
from test_answering import EACH_FORM, page_of
from walking import CLEAN, audit, audited_in_both, quieten
from web import Site

from conftest import Visitors
from leitfaden.localising import LocalCourse
from leitfaden.wording import words_for

PHONE = {"viewport": {"width": 320, "height": 640}}


@pytest.mark.parametrize("name", EACH_FORM)
def test_after_an_answer(visit: Visitors, site: Site, german: LocalCourse, name: str) -> None:
    exercise = exercise_of(german, name)
    learner = Learner(visit(site.url(page_of(german, exercise))), exercise)
    learner.answer_wrong()
    assert audited_in_both(learner.page) == CLEAN
    learner.press(learner.again_button)
    learner.answer_right()
    assert audited_in_both(learner.page) == CLEAN


@pytest.mark.parametrize("address", ["", "moderation/how-much/", "en/moderation/first-week/"])
def test_at_320_pixels(visit: Visitors, site: Site, address: str) -> None:
    page = visit(site.url(address), **PHONE)
    quieten(page)
    assert audit(page) == []


@pytest.mark.parametrize("address", ["nowhere/", "en/nowhere/at/all/"])
def test_where_there_is_no_page(visit: Visitors, site: Site, address: str) -> None:
    page = visit(site.url(address), forgiving=True)
    assert audited_in_both(page) == CLEAN


def test_tab_closes_the_search_and_goes_on_from_there(visit: Visitors, site: Site) -> None:
    page = visit(site.url())
    field, opened = page.get_by_role("search").get_by_role("textbox"), page.locator("#__search")
    field.click()
    expect(opened).to_be_checked()
    page.keyboard.press("Tab")
    expect(opened).not_to_be_checked()
    page.keyboard.press("Shift+Tab")
    expect(field).to_be_focused()


def test_everything_else_open(visit: Visitors, small: Site) -> None:
    """Hints, confidence, used-up tries, statements: what the repository's course does not use."""
    page = visit(small.url("garden/bed/"))
    question = page.get_by_role("group", name="What does Ada write back?")
    for hint in page.get_by_text("Hint", exact=False).all():
        hint.click()
    for option in ("Nothing, a heart is enough.", "Thanks, I will try it."):
        question.get_by_role("radio", name=option, exact=True).check()
        page.get_by_role("radio", name=words_for("en")("confidence_high"), exact=True).check()
        page.get_by_role("button", name="Check answer").first.click()
    expect(page.get_by_text(words_for("en")("no_tries_left"))).to_be_visible()
    assert_clean(page)


def test_the_record_with_its_question(visit: Visitors, site: Site) -> None:
    page = visit(site.url("about/"))
    page.get_by_role("button", name=words_for("de")("record_delete"), exact=True).click()
    assert audited_in_both(page) == CLEAN


def assert_clean(page: Page) -> None:
    quieten(page)
    assert audit(page) == []
