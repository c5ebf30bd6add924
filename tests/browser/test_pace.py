"""Pacing contact: what is done on each day, what the other person sees of it, and what the rules say."""

from __future__ import annotations

import re

import pytest
from learner import Learner
from planning import Plan, broken_rules, expect_rules_told, less_button, more_button, slot_of
from plans import NARROW, SCENARIO, at_work, place, plans
from playwright.sync_api import expect
from test_answering import tab_to
from test_layout import OVERFLOW, SMALL_TARGETS
from walking import CLEAN, audited_in_both
from web import Site

from conftest import Visitors
from leitfaden.inline import plain
from leitfaden.wording import words_for

__all__ = ["plans"]

EN = words_for("en")
DAYS = place("days")
HASTY: Plan = {"d1": ["like", "like", "message"], "d3": ["reply"]}
BOTH = {"pace": HASTY}


@pytest.fixture
def learner(visit: Visitors, plans: Site) -> Learner:
    return at_work(visit(plans.url(SCENARIO)), "days")


def do(learner: Learner, slot: str, item: str, times: int = 1) -> None:
    for _ in range(times):
        learner.press(more_button(learner, DAYS, slot, item))


def test_each_day_shows_what_arrives(learner: Learner) -> None:
    day = slot_of(learner, DAYS, "d1")
    expect(day.get_by_text(EN("seen_nothing"), exact=True)).to_be_visible()
    do(learner, "d1", "like", 2)
    do(learner, "d1", "message")
    expect(day.get_by_text("3 notifications: 2 likes, 1 message", exact=True)).to_be_visible()
    expect(slot_of(learner, DAYS, "d2").get_by_text(EN("seen_nothing"), exact=True)).to_be_visible()
    expect(learner.question.get_by_text(EN("seen_by", name="Emre Aydin"))).to_be_visible()


def test_every_step_is_announced(learner: Learner) -> None:
    do(learner, "d2", "reply", 2)
    expect(learner.verdict).to_have_text("Day 2: 2 notifications: 2 replies")
    expect(learner.verdict).to_have_attribute("aria-live", "polite")
    learner.press(less_button(learner, DAYS, "d2", "reply"))
    expect(learner.verdict).to_have_text("Day 2: 1 notification: 1 reply")


def test_less_is_there_where_there_is_something_and_gives_the_focus_back(learner: Learner) -> None:
    less = less_button(learner, DAYS, "d1", "like")
    expect(less).to_have_count(0)
    do(learner, "d1", "like", 2)
    less.press("Enter")
    expect(less).to_be_focused()
    less.press("Enter")
    expect(less).to_have_count(0)
    expect(more_button(learner, DAYS, "d1", "like")).to_be_focused()
    assert learner.given() == {"pace": {}}


def test_nine_are_the_most(learner: Learner) -> None:
    do(learner, "d1", "like", 11)
    assert learner.given() == {"pace": {"d1": ["like"] * 9}}


def test_the_keyboard_alone(learner: Learner) -> None:
    page = learner.page
    tab_to(page, more_button(learner, DAYS, "d1", "like"))
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    expect(less_button(learner, DAYS, "d1", "like")).to_be_focused()
    for key in ("ArrowRight", "ArrowDown"):
        page.keyboard.press(key)
    expect(more_button(learner, DAYS, "d2", "reply")).to_be_focused()
    page.keyboard.press("Space")
    tab_to(page, more_button(learner, DAYS, "d4", "message"))
    page.keyboard.press("Enter")
    assert learner.given() == {"pace": {"d1": ["like"], "d2": ["reply"], "d4": ["message"]}}
    tab_to(page, learner.check_button)
    page.keyboard.press("Enter")
    learner.expect_right()
    expect(learner.again_button).to_be_focused()


def test_too_little_is_said_and_not_taken(learner: Learner) -> None:
    do(learner, "d1", "like", 2)
    learner.press(learner.check_button)
    expect(learner.verdict).to_have_text(EN.counted("pace_missing", 1))
    expect(more_button(learner, DAYS, "d1", "like")).to_be_focused()
    expect(learner.again_button).to_have_count(0)


def test_each_rule_says_whether_it_is_kept_and_why_not(learner: Learner) -> None:
    learner.answer(BOTH)
    learner.check()
    expect(learner.verdict).to_have_text(f"{EN('partly')} · {EN('score', percent='25%')}")
    broken = broken_rules(DAYS, HASTY)
    assert broken == {"calm", "later", "first"}
    expect_rules_told(learner, DAYS, broken)


def test_another_try_keeps_the_days(learner: Learner) -> None:
    learner.answer(BOTH)
    learner.check()
    learner.press(learner.again_button)
    assert learner.given() == BOTH
    expect(learner.check_button).to_be_focused()
    expect(learner.question.get_by_role("listitem")).to_have_count(0)
    learner.answer_right()


def test_a_changed_day_takes_the_verdict_away(learner: Learner) -> None:
    learner.answer(BOTH)
    learner.check()
    learner.press(less_button(learner, DAYS, "d1", "like"))
    expect(learner.question.get_by_role("listitem")).to_have_count(0)
    learner.check()
    expect(learner.verdict).to_have_text(re.compile(f"^{EN('partly')} · {EN('score', percent='50%')}"))


def test_a_reload_brings_everything_back(learner: Learner) -> None:
    learner.answer(BOTH)
    learner.check()
    learner.come_back()
    assert learner.given() == BOTH


def test_after_the_last_try_nothing_more_is_taken(visit: Visitors, plans: Site) -> None:
    learner = at_work(visit(plans.url(SCENARIO)), "weeks")
    learner.answer({"pace": {"w1": ["like", "like"], "w2": ["reply"]}})
    learner.check()
    expect(learner.verdict).to_have_text(f"{EN('wrong')} · {EN('no_tries_left')}")
    expect(learner.verdict).to_be_focused()
    expect(more_button(learner, place("weeks"), "w1", "like")).to_be_disabled()


def test_without_a_script_there_is_a_number_for_everything_and_the_rules_open(visit: Visitors, plans: Site) -> None:
    learner = at_work(visit(plans.url(SCENARIO), java_script_enabled=False), "days")
    expect(learner.activity.get_by_role("button")).to_have_count(0)
    for slot in DAYS.slots:
        for item in DAYS.items:
            slot_of(learner, DAYS, slot.id).get_by_role("spinbutton", name=plain(item.text), exact=True).fill("1")
    expect(learner.question.get_by_text(EN("seen_nothing"), exact=True).first).to_be_hidden()
    learner.activity.get_by_text(EN("solution_of"), exact=True).click()
    for rule in DAYS.limits:
        expect(learner.activity.get_by_text(plain(rule.text), exact=True)).to_be_visible()
        expect(learner.activity.get_by_text(plain(rule.feedback), exact=True)).to_be_visible()


def test_on_paper_there_are_boxes_and_no_buttons(learner: Learner) -> None:
    learner.page.emulate_media(media="print")
    expect(learner.question.get_by_role("spinbutton")).to_have_count(len(DAYS.slots) * len(DAYS.items))
    expect(learner.activity.get_by_role("button")).to_have_count(0)


# How it looks


@pytest.mark.parametrize("size", [{"width": 320, "height": 640}, {"width": 1280, "height": 900}], ids=["phone", "desk"])
def test_everything_is_large_enough_and_stays_in_the_page(visit: Visitors, plans: Site, size: dict[str, int]) -> None:
    learner = at_work(visit(plans.url(SCENARIO), viewport=size), "days")
    learner.answer(BOTH)
    assert learner.page.evaluate(SMALL_TARGETS) == []
    learner.check()
    assert learner.page.evaluate(OVERFLOW) == {"page": 0, "wide": []}


PLACE_WITHIN = """(one) => {
    const { x, y, width, height } = one.getBoundingClientRect();
    const whole = one.closest("leitfaden-activity").getBoundingClientRect();
    return [x - whole.x, y - whole.y, width, height];
}"""


def test_buttons_stay_where_they_are_while_numbers_grow(learner: Learner) -> None:
    last = more_button(learner, DAYS, "d4", "message")
    before = last.evaluate(PLACE_WITHIN)
    do(learner, "d4", "like", 2)
    do(learner, "d1", "reply", 9)
    assert last.evaluate(PLACE_WITHIN) == before


def test_touch(visit: Visitors, plans: Site) -> None:
    page = visit(plans.url(SCENARIO), has_touch=True, is_mobile=True, **NARROW)
    learner = Learner(page, at_work(page, "days").exercise, "en", touch=True)
    learner.answer(BOTH)
    learner.check()
    learner.press(learner.again_button)
    learner.answer_right()


def test_axe_finds_nothing_before_and_after_an_answer(learner: Learner) -> None:
    assert audited_in_both(learner.page) == CLEAN
    learner.answer(BOTH)
    learner.check()
    assert audited_in_both(learner.page) == CLEAN
