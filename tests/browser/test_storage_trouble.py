"""Browsers that store nothing, or not any more: answering still works, and a line says what will not last."""

from __future__ import annotations

import json

import pytest
from learner import Learner, exercise_of
from playwright.sync_api import Page, expect
from test_answering import EACH_FORM
from web import Site

from conftest import Visitors
from leitfaden.localising import LocalCourse
from leitfaden.wording import words_for

DE = words_for("de")
SCENARIO = "moderation/first-week/"
FORBIDDEN = "Object.defineProperty(window, 'localStorage', { get() { throw new DOMException('denied', 'SecurityError'); } });"
FULL = """Storage.prototype.setItem = function (key) {
    if (key.startsWith('leitfaden:')) throw new DOMException('full', 'QuotaExceededError');
};"""


def prepared(visit: Visitors, script: str) -> Page:
    """Return a page of a visitor whose browser runs `script` first."""
    context = visit.context(forgiving=True)
    context.add_init_script(script)
    return visit("about:blank", context=context)


def test_without_any_storage(visit: Visitors, site: Site, german: LocalCourse) -> None:
    page = prepared(visit, FORBIDDEN)
    page.goto(site.url(SCENARIO))
    expect(page.get_by_text(DE("storage_none"))).to_be_visible()
    for name in EACH_FORM[:2]:
        learner = Learner(page, exercise_of(german, name))
        learner.answer_wrong()
        learner.press(learner.again_button)
        learner.answer_right()
    expect(page.get_by_text(DE("storage_none"))).to_have_count(1)


def test_when_the_storage_is_full(visit: Visitors, site: Site, german: LocalCourse) -> None:
    page = prepared(visit, FULL)
    page.goto(site.url(SCENARIO))
    expect(page.get_by_text(DE("storage_full"))).to_have_count(0)
    Learner(page, exercise_of(german, EACH_FORM[0])).answer_right()
    expect(page.get_by_role("status").filter(has_text=DE("storage_full"))).to_be_visible()
    Learner(page, exercise_of(german, EACH_FORM[1])).answer_right()
    expect(page.get_by_text(DE("storage_full"))).to_have_count(1)


@pytest.mark.parametrize(("stored", "after"), [("{broken", True), (json.dumps({"leitfaden": 3, "course": "netzwerken-mit-takt", "events": "?"}), False)])
def test_a_stored_record_that_can_not_be_read(visit: Visitors, site: Site, german: LocalCourse, stored: str, after: bool) -> None:
    """What is broken is put aside and begun anew; what a newer version of the site left is never overwritten."""
    key = f"leitfaden:{german.id}"
    page = visit(site.url(SCENARIO))
    page.evaluate("([key, text]) => localStorage.setItem(key, text)", [key, stored])
    page.reload()
    Learner(page, exercise_of(german, EACH_FORM[0])).answer_right()
    kept = page.evaluate("(key) => localStorage.getItem(key)", key)
    assert (kept != stored) is after
    expect(page.get_by_role("main").get_by_role("status").filter(has_text=DE("storage_newer"))).to_have_count(0 if after else 1)
