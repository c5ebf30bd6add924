"""The other side of the screen: whose phone, what came in on it, and how that felt."""

from __future__ import annotations

import pytest
from learner import on_lesson
from playwright.sync_api import Locator, Page, expect
from walking import SCHEMES, audit, quieten, scheme_of, switch_scheme
from web import Site

from conftest import Visitors
from leitfaden.localising import LocalCourse
from leitfaden.notifications import Notification, Side, busiest, first_words, replay, sides
from leitfaden.wording import words_for

DE = words_for("de")
PAGES = {"sofa-on-the-line": "authentic/sofa-on-the-line/", "oat-foam": "moderation/oat-foam/", "half-the-visits": "watch-first/half-the-visits/"}
MOTION = {"reduced_motion": "no-preference"}


def opened(page: Page) -> Locator:
    """Return the other side of a page's only thread, opened."""
    page.get_by_text(DE("side"), exact=True).click()
    return page.get_by_role("main").locator("leitfaden-side")


def phone(side: Locator, whose: Side) -> Locator:
    """Return somebody's phone."""
    return side.get_by_role("figure").filter(has=side.page.get_by_text(whose.person.name, exact=True))


def title(one: Notification) -> str:
    """Return what a notification is headed with."""
    return DE(f"side_{one.cause}", name=one.post.by.name)


def listed(on: Locator) -> list[str]:
    """Return the headings of the notifications that can be seen, the last one first."""
    entries = on.get_by_role("listitem").filter(has=on.page.get_by_role("time"))
    return [text.split("\n")[1] for text in entries.all_inner_texts()]


def expected(side: Side) -> list[str]:
    return [title(one) for one in reversed(side.notifications)]


@pytest.mark.parametrize("name", PAGES)
def test_each_person_is_shown_what_reached_her(visit: Visitors, site: Site, german: LocalCourse, name: str) -> None:
    found = sides(german.scenarios[name].thread)
    side = opened(visit(site.url(PAGES[name])))
    whose = side.get_by_role("combobox", name=DE("side_of"))
    expect(side.get_by_role("figure")).to_have_count(1)
    expect(phone(side, busiest(found))).to_be_visible()
    for place, one in enumerate(found):
        whose.select_option(index=place)
        expect(side.get_by_role("figure")).to_have_count(1)
        assert listed(phone(side, one)) == expected(one)
        for tally in one.tallies:
            expect(phone(side, one)).to_contain_text(DE.counted("likes", tally.likes or 0))


def test_a_notification_says_when_who_and_how_it_begins(visit: Visitors, site: Site, german: LocalCourse) -> None:
    whose = busiest(sides(german.scenarios["sofa-on-the-line"].thread))
    page = visit(site.url(PAGES["sofa-on-the-line"]))
    entries = phone(opened(page), whose).get_by_role("listitem")
    for entry, one in zip(entries.all(), reversed(whose.notifications), strict=True):
        expect(entry).to_contain_text(DE.clock(one.post.at.hour, one.post.at.minute))
        expect(entry).to_contain_text(title(one))
        expect(entry).to_contain_text(first_words(one.post.written))


def test_it_is_quiet_until_it_is_asked_for(visit: Visitors, site: Site) -> None:
    page = visit(site.url(PAGES["oat-foam"]))
    expect(page.get_by_role("figure")).to_have_count(0)
    expect(page.get_by_role("button", name=DE("side_play"))).to_have_count(0)


def test_threads_on_lessons_have_one_too(visit: Visitors, site: Site, german: LocalCourse) -> None:
    page = visit(site.url("moderation/how-much/"))
    threads, _ = on_lesson(german, "moderation/how-much")
    assert len(threads) > 1
    expect(page.get_by_text(DE("side"), exact=True)).to_have_count(len(threads))


# The replay, by a clock that the test winds.


def playing(visit: Visitors, site: Site, name: str) -> tuple[Locator, Page]:
    context = visit.context(**MOTION)
    page = context.new_page()
    page.clock.install(time=0)
    page.goto(site.url(PAGES[name]))
    page.clock.pause_at(60_000)
    side = opened(page)
    side.get_by_role("button", name=DE("side_play")).click()
    return side, page


@pytest.mark.parametrize("name", PAGES)
def test_a_replay_brings_one_after_the_other(visit: Visitors, site: Site, german: LocalCourse, name: str) -> None:
    whose = busiest(sides(german.scenarios[name].thread))
    side, page = playing(visit, site, name)
    passed = 0
    for place, moment in enumerate(replay(whose.notifications)):
        assert listed(phone(side, whose)) == expected(whose)[len(whose.notifications) - place :]
        expect(phone(side, whose)).to_contain_text(DE.counted("pings", place))
        page.clock.run_for(moment - passed + 50)
        passed = moment + 50
    assert listed(phone(side, whose)) == expected(whose)
    expect(side.get_by_role("status")).to_have_text(DE.counted("pings", len(whose.notifications)))
    expect(side.get_by_role("button", name=DE("side_play"))).to_be_visible()


def test_the_clock_runs_with_the_thread_and_nothing_is_said_meanwhile(visit: Visitors, site: Site, german: LocalCourse) -> None:
    whose = busiest(sides(german.scenarios["sofa-on-the-line"].thread))
    side, page = playing(visit, site, "sofa-on-the-line")
    first, second = (one.post.at for one in whose.notifications[:2])
    on = phone(side, whose)
    expect(on).to_contain_text(DE.clock(first.hour, first.minute))
    page.clock.run_for(replay(whose.notifications)[1] + 20)
    expect(on).to_contain_text(DE.clock(second.hour, second.minute))
    expect(on).to_contain_text(DE.day(second.day, wide=True))
    expect(side.get_by_role("status")).to_be_empty()


def test_what_follows_stays_where_it_is(visit: Visitors, site: Site) -> None:
    side, page = playing(visit, site, "oat-foam")
    activity = page.locator("leitfaden-activity").first
    during = activity.bounding_box()
    page.clock.run_for(20_000)
    expect(side.get_by_role("button", name=DE("side_play"))).to_be_visible()
    assert activity.bounding_box() == during


def test_a_replay_can_be_stopped_and_played_again(visit: Visitors, site: Site, german: LocalCourse) -> None:
    whose = busiest(sides(german.scenarios["oat-foam"].thread))
    side, page = playing(visit, site, "oat-foam")
    page.keyboard.press("Enter")
    assert listed(phone(side, whose)) == expected(whose)
    expect(side.get_by_role("button", name=DE("side_play"))).to_be_focused()
    page.keyboard.press("Enter")
    assert listed(phone(side, whose)) == []


def test_another_phone_ends_the_replay(visit: Visitors, site: Site, german: LocalCourse) -> None:
    found = sides(german.scenarios["half-the-visits"].thread)
    side, _ = playing(visit, site, "half-the-visits")
    whose = side.get_by_role("combobox", name=DE("side_of"))
    other = next(place for place, one in enumerate(found) if one is not busiest(found))
    whose.select_option(index=other)
    assert listed(phone(side, found[other])) == expected(found[other])
    whose.select_option(index=found.index(busiest(found)))
    assert listed(phone(side, busiest(found))) == expected(busiest(found))


def test_with_reduced_motion_all_comes_at_once(visit: Visitors, site: Site, german: LocalCourse) -> None:
    whose = busiest(sides(german.scenarios["oat-foam"].thread))
    side = opened(visit(site.url(PAGES["oat-foam"])))
    side.get_by_role("button", name=DE("side_play")).click()
    assert listed(phone(side, whose)) == expected(whose)
    expect(side.get_by_role("status")).to_have_text(DE.counted("pings", len(whose.notifications)))


def test_without_javascript_all_phones_lie_there(visit: Visitors, site: Site, german: LocalCourse) -> None:
    found = sides(german.scenarios["oat-foam"].thread)
    side = opened(visit(site.url(PAGES["oat-foam"]), java_script_enabled=False))
    expect(side.get_by_role("figure")).to_have_count(len(found))
    for one in found:
        assert listed(phone(side, one)) == expected(one)
    for role in ("combobox", "button", "status"):
        expect(side.get_by_role(role)).to_have_count(0)


@pytest.mark.parametrize("width", [320, 1280])
@pytest.mark.parametrize("scheme", SCHEMES)
def test_it_is_accessible_and_fits(visit: Visitors, site: Site, scheme: str, width: int) -> None:
    page = visit(site.url(PAGES["oat-foam"]), viewport={"width": width, "height": 800})
    opened(page)
    quieten(page)
    if scheme_of(page) != scheme:
        switch_scheme(page)
    assert audit(page) == []
    assert page.evaluate("document.scrollingElement.scrollWidth - document.documentElement.clientWidth") == 0
    small = "(all) => all.filter((one) => one.getBoundingClientRect().height < 24).length"
    assert page.locator("leitfaden-side :is(summary, select, button)").evaluate_all(small) == 0


def test_it_is_not_printed(visit: Visitors, site: Site) -> None:
    page = visit(site.url(PAGES["oat-foam"]))
    opened(page)
    page.emulate_media(media="print")
    expect(page.get_by_text(DE("side"), exact=True)).to_be_hidden()
    expect(page.get_by_role("figure")).to_have_count(0)
