"""Layout: nothing runs out of the page, nothing jumps when the script arrives, and fingers find their targets."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import expect
from test_answering import EACH_FORM
from walking import OVERFLOW
from web import Site

from conftest import Visitors
from leitfaden.localising import LocalCourse
from leitfaden.wording import words_for

KINDS_OF_PAGE = ("", "moderation/how-much/", "mix/bike-week/", "mix/practice/", "sources/", "downloads/", "about/")
SCREENS = {"320 px": (320, 1), "360 px": (360, 1), "200 % text": (1280, 2), "200 % text on a tablet": (768, 2)}
CUT_OFF = """() => [...document.querySelectorAll('main article *')]
    .filter((one) => /hidden|clip/.test(getComputedStyle(one).overflowY) && !one.matches('.lf-sr') && one.scrollHeight > one.clientHeight + 1 && one.clientHeight > 1)
    .map((one) => one.outerHTML.slice(0, 120))"""
BOXES = "(all) => all.map((one) => { const { x, y, width, height } = one.getBoundingClientRect(); return [one.id, x, y, width, height]; })"
SMALL_TARGETS = """() => [...document.querySelectorAll('article :is(button, summary, input, .md-button, textarea)')]
    .map((one) => one.closest('label') ?? one)
    .filter((one) => { const { width, height } = one.getBoundingClientRect(); return width && (width < 24 || height < 24); })
    .map((one) => one.outerHTML.slice(0, 120))"""


@pytest.mark.parametrize("address", KINDS_OF_PAGE)
def test_nothing_runs_out_of_the_page(visit: Visitors, site: Site, address: str) -> None:
    page = visit(site.url(address))
    usual = float(page.evaluate("parseFloat(getComputedStyle(document.documentElement).fontSize)"))
    found = {}
    for screen, (width, times) in SCREENS.items():
        page.set_viewport_size({"width": width, "height": 800})
        page.evaluate("(size) => { document.documentElement.style.fontSize = size; }", f"{usual * times}px")
        found[screen] = page.evaluate(OVERFLOW)
    assert found == {key: {"page": 0, "wide": []} for key in SCREENS}


@pytest.mark.parametrize("address", KINDS_OF_PAGE)
def test_nothing_is_lost_with_wider_spacing(visit: Visitors, site: Site, address: str) -> None:
    """The spacing that WCAG 1.4.12 names, set by a reader on a narrow screen."""
    page = visit(site.url(address), viewport={"width": 320, "height": 800})
    page.add_style_tag(
        content="* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important; } p { margin-bottom: 2em !important; }"
    )
    assert page.evaluate(OVERFLOW) == {"page": 0, "wide": []}
    assert page.evaluate(CUT_OFF) == []


@pytest.mark.parametrize("width", [360, 1280])
@pytest.mark.parametrize("address", ["", "moderation/how-much/", "mix/bike-week/", "mix/practice/"])
def test_nothing_jumps_when_the_script_arrives(visit: Visitors, site: Site, address: str, width: int) -> None:
    with_script, without = (boxes(visit, site.url(address), width, blocked=blocked) for blocked in (False, True))
    assert with_script == without


def boxes(visit: Visitors, url: str, width: int, *, blocked: bool) -> Any:
    context = visit.context(viewport={"width": width, "height": 800}, forgiving=blocked)
    if blocked:
        context.route("**/leitfaden-*.js", lambda route: route.abort())
    page = visit(url, context=context)
    assert page.evaluate("Boolean(window.leitfaden)") is not blocked
    found = page.locator("leitfaden-activity, leitfaden-progress, main h2").evaluate_all(BOXES)
    assert found
    return found


@pytest.mark.parametrize("address", ["moderation/first-week/", "mix/bike-week/", "about/"])
def test_targets_are_large_enough(visit: Visitors, site: Site, address: str) -> None:
    page = visit(site.url(address))
    assert page.get_by_role("main").get_by_role("button").count() > 1
    assert page.evaluate(SMALL_TARGETS) == []


def test_targets_of_what_the_course_does_not_use(visit: Visitors, small: Site) -> None:
    page = visit(small.url("garden/bed/"))
    assert page.evaluate(SMALL_TARGETS) == []


def test_used_up_tries_leave_the_focus_at_the_verdict(visit: Visitors, small: Site) -> None:
    words = words_for("en")
    page = visit(small.url("garden/bed/"))
    question = page.get_by_role("group", name="What does Ada write back?")
    activity = page.locator("leitfaden-activity").filter(has=question)
    for left in (1, 0):
        question.get_by_role("radio", name="Nothing, a heart is enough." if left else "Thanks, I will try it.", exact=True).check()
        activity.get_by_role("radio", name=words("confidence_high"), exact=True).check()
        activity.get_by_role("button", name=words("check")).click()
        expected = words.counted("tries_left", left) if left else words("no_tries_left")
        expect(activity.get_by_role("status")).to_contain_text(expected)
    expect(activity.get_by_role("status")).to_be_focused()
    expect(activity.get_by_role("button")).to_have_count(0)
    for option in activity.get_by_role("radio").all():
        expect(option).to_be_disabled()


def test_a_link_to_an_activity_arrives_below_the_header(visit: Visitors, site: Site, german: LocalCourse) -> None:
    page = visit(site.url(f"moderation/first-week/#{EACH_FORM[3].replace('/', '--')}"))
    top = page.locator(f"[id='{EACH_FORM[3].replace('/', '--')}']").evaluate("one => one.getBoundingClientRect().top")
    header = page.get_by_role("banner").evaluate("one => one.getBoundingClientRect().bottom")
    assert header <= top < 400
