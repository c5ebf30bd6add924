"""Composing a week: every post goes where its buttons send it, the shares grow with it, and each rule says whether it is kept."""

from __future__ import annotations

import re
from itertools import pairwise

import pytest
from learner import Learner
from planning import broken_rules, expect_rules_told, shown_plan, slot_of, tray_buttons, tray_post
from plans import NARROW, SCENARIO, at_work, place, plans
from playwright.sync_api import Locator, expect
from test_answering import tab_to
from test_layout import OVERFLOW, SMALL_TARGETS
from walking import CLEAN, audited_in_both
from web import Site

from conftest import Visitors
from leitfaden.inline import plain
from leitfaden.wording import words_for

__all__ = ["plans"]

EN = words_for("en")
WEEK = place("week")
TEXTS = {item.id: plain(item.text) for item in WEEK.items}
HALF = {"mon": ["offer", "wood"], "wed": ["offer"]}
BOTH = {"mix": HALF}


@pytest.fixture
def learner(visit: Visitors, plans: Site) -> Learner:
    return at_work(visit(plans.url(SCENARIO)), "week")


def send(learner: Learner, item: str, *slots: str) -> None:
    for slot in slots:
        learner.press(tray_buttons(learner, WEEK, item)[slot])


def placed_button(learner: Learner, word: str, item: str, number: int = 0) -> Locator:
    """Return a button of a post in the week; `number` tells those with the same text apart."""
    return learner.question.get_by_role("button", name=f"{EN(f'placed_{word}')}: {TEXTS[item]}", exact=True).nth(number)


def shares(learner: Learner) -> list[str]:
    listed = learner.question.get_by_role("list", name=EN("mix_shares"), exact=True).get_by_role("listitem")
    return [" ".join(text.split()) for text in listed.all_inner_texts()]


def test_the_shares_grow_with_the_week(learner: Learner) -> None:
    assert shares(learner) == ["About us 0%", "The trade 0%", "Conversation 0%"]
    send(learner, "offer", "tue")
    assert shares(learner) == ["About us 100%", "The trade 0%", "Conversation 0%"]
    send(learner, "wood", "mon", "wed")
    assert shares(learner) == ["About us 33%", "The trade 0%", "Conversation 67%"]
    assert shown_plan(learner, WEEK) == {"mon": ["wood"], "tue": ["offer"], "wed": ["wood"]}


def test_every_step_is_announced(learner: Learner) -> None:
    send(learner, "offer", "tue", "tue")
    expect(learner.verdict).to_have_text("Tuesday: place 2 of 2 · About us 100%")
    expect(learner.verdict).to_have_attribute("aria-live", "polite")
    send(learner, "wood", "mon")
    expect(learner.verdict).to_have_text("Monday: place 1 of 1 · Conversation 33%")
    learner.press(placed_button(learner, "remove", "wood"))
    expect(learner.verdict).to_have_text("Monday: removed · Conversation 0%")


def test_buttons_of_the_tray_are_short_and_called_by_the_day(learner: Learner) -> None:
    for slot, button in tray_buttons(learner, WEEK, "offer").items():
        assert button.inner_text() == {"mon": "Mo", "tue": "Tu", "wed": "We"}[slot]


def test_a_post_moves_through_the_days_and_keeps_the_focus(learner: Learner) -> None:
    send(learner, "offer", "mon")
    send(learner, "wood", "tue")
    later = placed_button(learner, "later", "offer")
    for week in ({"tue": ["offer", "wood"]}, {"tue": ["wood", "offer"]}, {"tue": ["wood"], "wed": ["offer"]}, {"tue": ["wood"], "wed": ["offer"]}):
        learner.press(later)
        assert shown_plan(learner, WEEK) == week
        expect(later).to_be_focused()
    earlier = placed_button(learner, "earlier", "offer")
    for week in ({"tue": ["wood", "offer"]}, {"tue": ["offer", "wood"]}, {"mon": ["offer"], "tue": ["wood"]}, {"mon": ["offer"], "tue": ["wood"]}):
        learner.press(earlier)
        assert shown_plan(learner, WEEK) == week
        expect(earlier).to_be_focused()


def test_removing_leads_on_to_the_next_post_and_in_the_end_to_the_tray(learner: Learner) -> None:
    learner.answer({"mix": {"mon": ["offer"], "tue": ["wood", "rule"]}})
    placed_button(learner, "remove", "wood").press("Enter")
    expect(placed_button(learner, "remove", "rule")).to_be_focused()
    learner.page.keyboard.press("Enter")
    expect(placed_button(learner, "remove", "offer")).to_be_focused()
    learner.page.keyboard.press("Enter")
    assert learner.given() == {"mix": {}}
    assert learner.page.evaluate("document.activeElement.closest('fieldset fieldset') !== null")


def test_removing_from_a_checked_week_keeps_the_focus_too(learner: Learner) -> None:
    learner.answer({"mix": {"mon": ["wood", "offer"], "tue": ["rule"]}})
    learner.check()
    placed_button(learner, "remove", "wood").press("Enter")
    expect(placed_button(learner, "remove", "offer")).to_be_focused()
    expect(learner.question.get_by_text(EN("rule_kept"), exact=True)).to_have_count(0)


def test_the_keyboard_alone(learner: Learner) -> None:
    page = learner.page
    tab_to(page, tray_buttons(learner, WEEK, "offer")["mon"])
    page.keyboard.press("ArrowRight")
    expect(tray_buttons(learner, WEEK, "offer")["tue"]).to_be_focused()
    page.keyboard.press("Enter")
    for key in ("ArrowDown", "ArrowDown"):
        page.keyboard.press(key)
    expect(tray_buttons(learner, WEEK, "rule")["tue"]).to_be_focused()
    page.keyboard.press("ArrowLeft")
    page.keyboard.press("Space")
    tab_to(page, tray_buttons(learner, WEEK, "wood")["wed"])
    page.keyboard.press("Enter")
    assert learner.given() == {"mix": {"mon": ["rule"], "tue": ["offer"], "wed": ["wood"]}}
    tab_to(page, learner.check_button)
    page.keyboard.press("Enter")
    learner.expect_right()
    expect(learner.again_button).to_be_focused()


def test_arrows_stop_at_the_ends_of_the_tray(learner: Learner) -> None:
    first, last = tray_buttons(learner, WEEK, "offer")["mon"], tray_buttons(learner, WEEK, "wood")["wed"]
    for button, keys in ((first, ("ArrowLeft", "ArrowUp")), (last, ("ArrowRight", "ArrowDown"))):
        for key in keys:
            button.press(key)
            expect(button).to_be_focused()


def test_too_little_is_said_and_not_taken(learner: Learner, plans: Site) -> None:
    send(learner, "wood", "mon")
    learner.press(learner.check_button)
    expect(learner.verdict).to_have_text(EN.counted("mix_missing", 2))
    expect(tray_buttons(learner, WEEK, "offer")["mon"]).to_be_focused()
    send(learner, "wood", "mon")
    learner.press(learner.check_button)
    expect(learner.verdict).to_have_text(EN.counted("mix_missing", 1))
    expect(learner.again_button).to_have_count(0)


def test_each_rule_says_whether_it_is_kept_and_why_not(learner: Learner) -> None:
    learner.answer(BOTH)
    learner.check()
    expect(learner.verdict).to_have_text(f"{EN('partly')} · {EN('score', percent='20%')}")
    broken = broken_rules(WEEK, HALF)
    assert broken == {"half", "late", "once"}
    expect_rules_told(learner, WEEK, broken)


def test_what_is_said_about_a_post_stands_below_the_first_of_them(learner: Learner) -> None:
    learner.answer(BOTH)
    learner.check()
    expect(slot_of(learner, WEEK, "mon").get_by_text("An offer carries no week.")).to_be_visible()
    expect(learner.question.get_by_text("An offer carries no week.")).to_have_count(1)


def test_another_try_keeps_the_week(learner: Learner) -> None:
    learner.answer(BOTH)
    learner.check()
    learner.press(learner.again_button)
    assert learner.given() == BOTH
    expect(learner.verdict).to_be_empty()
    expect(learner.check_button).to_be_focused()
    expect(learner.question.get_by_text(EN("rule_kept"), exact=True)).to_have_count(0)
    expect(learner.question.get_by_text("An offer carries no week.")).to_have_count(0)
    learner.answer_right()


def test_a_changed_week_takes_the_verdict_away(learner: Learner) -> None:
    learner.answer(BOTH)
    learner.check()
    send(learner, "rule", "tue")
    expect(learner.question.get_by_text(EN("rule_broken"), exact=True)).to_have_count(0)
    expect(learner.verdict).to_have_text("Tuesday: place 1 of 1 · The trade 25%")
    learner.check()
    expect(learner.verdict).to_have_text(re.compile(f"^{EN('partly')}"))


def test_a_reload_brings_everything_back(learner: Learner) -> None:
    learner.answer(BOTH)
    learner.check()
    learner.come_back()
    assert learner.given() == BOTH
    assert shares(learner) == ["About us 67%", "The trade 0%", "Conversation 33%"]


def test_without_a_script_posts_have_letters_days_have_lines_and_the_rules_open(visit: Visitors, plans: Site) -> None:
    learner = at_work(visit(plans.url(SCENARIO), java_script_enabled=False), "week")
    for item in WEEK.items:
        expect(tray_post(learner, WEEK, item.id)).to_be_visible()
    expect(learner.activity.get_by_role("button")).to_have_count(0)
    for slot in WEEK.slots:
        learner.question.get_by_role("textbox", name=plain(slot.label), exact=True).fill("A")
    for rule in WEEK.limits:
        expect(learner.activity.get_by_text(plain(rule.text), exact=True)).to_be_hidden()
    learner.activity.get_by_text(EN("solution_of"), exact=True).click()
    for rule in WEEK.limits:
        expect(learner.activity.get_by_text(plain(rule.text), exact=True)).to_be_visible()
        expect(learner.activity.get_by_text(plain(rule.feedback), exact=True)).to_be_visible()


def test_on_paper_an_empty_week_has_lines_and_a_full_one_its_posts(learner: Learner) -> None:
    send(learner, "award", "tue")
    learner.page.emulate_media(media="print")
    lines = [learner.question.get_by_role("textbox", name=plain(slot.label), exact=True).count() for slot in WEEK.slots]
    assert lines == [1, 0, 1]
    expect(slot_of(learner, WEEK, "tue")).to_contain_text(TEXTS["award"])
    expect(learner.activity.get_by_role("button")).to_have_count(0)


# How it looks


@pytest.mark.parametrize("size", [{"width": 320, "height": 640}, {"width": 1280, "height": 900}], ids=["phone", "desk"])
def test_everything_is_large_enough_and_stays_in_the_page(visit: Visitors, plans: Site, size: dict[str, int]) -> None:
    learner = at_work(visit(plans.url(SCENARIO), viewport=size), "week")
    learner.answer(BOTH)
    assert learner.page.evaluate(SMALL_TARGETS) == []
    learner.check()
    assert learner.page.evaluate(OVERFLOW) == {"page": 0, "wide": []}


def test_the_bar_is_shared_out_like_the_week(learner: Learner) -> None:
    learner.answer({"mix": {"mon": ["wood"], "tue": ["offer", "award"]}})
    bar = learner.question.get_by_role("list", name=EN("mix_shares"), exact=True).locator("xpath=preceding-sibling::*[1]")
    widths = bar.evaluate("one => [...one.children].map((part) => part.getBoundingClientRect().width)")
    assert widths == pytest.approx([sum(widths) * 2 / 3, 0, sum(widths) / 3], abs=1)
    patterns = bar.evaluate("one => [...one.children].map((part) => getComputedStyle(part).backgroundImage + getComputedStyle(part).backgroundColor)")
    assert all(one != other for one, other in pairwise(patterns))


def test_touch(visit: Visitors, plans: Site) -> None:
    page = visit(plans.url(SCENARIO), has_touch=True, is_mobile=True, **NARROW)
    learner = Learner(page, at_work(page, "week").exercise, "en", touch=True)
    learner.answer(BOTH)
    learner.check()
    learner.press(learner.again_button)
    learner.answer_right()


def test_axe_finds_nothing_before_and_after_an_answer(learner: Learner) -> None:
    assert audited_in_both(learner.page) == CLEAN
    learner.answer(BOTH)
    learner.check()
    assert audited_in_both(learner.page) == CLEAN
