"""Matching: every line has a list to choose from; the verdict stands at the line, and the keyboard does it all."""

from __future__ import annotations

import pytest
from learner import Learner, feedbacks
from places import NARROW, SCENARIO, at_work, exercise, places, places_folder
from playwright.sync_api import Locator, expect
from test_layout import OVERFLOW
from walking import CLEAN, audited_in_both
from web import Site

from conftest import Visitors
from leitfaden.exercises import Place
from leitfaden.inline import plain
from leitfaden.wording import words_for

__all__ = ["places", "places_folder"]

EN = words_for("en")
HALF = {"match": {"heard": ["right"], "waits": ["eight", "soon"], "leaves": ["team"]}}
SELECTS = "(all) => all.map((one) => one.getBoundingClientRect()).map(({ width, height }) => Math.min(width, height))"


def place(name: str = "effects") -> Place:
    found = exercise(name).interactions[0]
    assert isinstance(found, Place)
    return found


@pytest.fixture
def learner(visit: Visitors, places: Site) -> Learner:
    return at_work(visit(places.url(SCENARIO)), "effects")


def lists(learner: Learner, name: str = "effects") -> dict[str, Locator]:
    return learner.lists(place(name))


def row(learner: Learner, item: str) -> Locator:
    text = next(plain(one.text) for one in place().items if one.id == item)
    return learner.question.get_by_role("listitem").filter(has=learner.page.get_by_role("combobox", name=text, exact=True))


def test_every_line_offers_every_slot_and_none_at_first(learner: Learner) -> None:
    for control in lists(learner).values():
        expect(control).to_have_value("")
        options = control.get_by_role("option").all_inner_texts()
        assert options == ["…", *(plain(slot.label) for slot in place().slots)]


def test_the_verdict_and_the_reason_stand_at_the_line(learner: Learner) -> None:
    learner.answer(HALF)
    learner.check()
    expect(learner.verdict).to_have_text(f"{EN('partly')} · {EN('score', percent='50%')}")
    asks = EN("match_other", slot="She asks again")
    for item, verdict in {"right": EN("right"), "eight": EN("right"), "soon": asks, "team": asks}.items():
        expect(row(learner, item).get_by_text(verdict, exact=True)).to_be_visible()
        reason = next(plain(one.feedback) for one in place().items if one.id == item)
        expect(row(learner, item).get_by_text(reason, exact=True)).to_be_visible()


def test_the_keyboard_alone(learner: Learner) -> None:
    page, slots = learner.page, [slot.id for slot in place().slots]
    for number, (item, control) in enumerate(lists(learner).items()):
        if number:
            page.keyboard.press("Tab")
        else:
            control.focus()
        expect(control).to_be_focused()
        for _ in range(slots.index(place().key[item]) + 1):
            page.keyboard.press("ArrowDown")
        expect(control).to_have_value(place().key[item])
    page.keyboard.press("Tab")
    expect(learner.check_button).to_be_focused()
    page.keyboard.press("Enter")
    learner.expect_right()
    expect(learner.again_button).to_be_focused()


def test_what_is_missing_is_counted_and_focused(learner: Learner) -> None:
    lists(learner)["right"].select_option("heard")
    lists(learner)["soon"].select_option("asks")
    learner.press(learner.check_button)
    expect(learner.verdict).to_have_text(EN.counted("incomplete", 2))
    expect(lists(learner)["eight"]).to_be_focused()


def test_another_try_keeps_what_was_right(learner: Learner) -> None:
    learner.answer(HALF)
    learner.check()
    learner.press(learner.again_button)
    assert learner.given() == {"match": {"heard": ["right"], "waits": ["eight"]}}
    for reason in feedbacks(learner.exercise):
        expect(learner.question.get_by_text(reason, exact=True)).to_have_count(0)
    learner.answer_right()


def test_a_changed_line_takes_the_verdict_away(learner: Learner) -> None:
    learner.answer(HALF)
    learner.check()
    lists(learner)["soon"].select_option("asks")
    expect(learner.verdict).to_be_empty()
    expect(learner.question.get_by_text(EN("right"), exact=True)).to_have_count(0)


def test_a_reload_brings_everything_back(learner: Learner) -> None:
    learner.answer(HALF)
    learner.check()
    learner.come_back()
    assert learner.given() == HALF


def test_shuffled_lines_keep_their_order_over_a_reload_and_their_answers(visit: Visitors, places: Site) -> None:
    learner = at_work(visit(places.url(SCENARIO)), "mixed")
    items = learner.question.get_by_role("listitem")
    order = items.all_inner_texts()
    learner.page.reload()
    assert items.all_inner_texts() == order
    assert sorted(text.split("\n")[0] for text in order) == sorted(plain(item.text) for item in place("mixed").items)
    learner.answer_right()
    learner.page.reload()
    learner.expect_right()
    assert {text.split("\n")[0] for text in items.all_inner_texts()} == {text.split("\n")[0] for text in order}


def test_without_a_script_it_reads_and_its_solution_opens(visit: Visitors, places: Site) -> None:
    learner = at_work(visit(places.url(SCENARIO), java_script_enabled=False), "effects")
    lists(learner)["right"].select_option("heard")
    learner.activity.get_by_text(EN("solution_of"), exact=True).click()
    entries = learner.activity.get_by_role("group").last.get_by_role("listitem")
    slots = {slot.id: plain(slot.label) for slot in place().slots}
    for entry, item in zip(entries.all(), place().items, strict=True):
        expect(entry).to_contain_text(f"{plain(item.text)} → {slots[place().key[item.id]]}")
        expect(entry.get_by_text(plain(item.feedback), exact=True)).to_be_visible()


# How it looks


@pytest.mark.parametrize(("width", "beside"), [(1280, True), (320, False)])
def test_the_list_stands_beside_its_line_or_below(visit: Visitors, places: Site, width: int, beside: bool) -> None:
    learner = at_work(visit(places.url(SCENARIO), viewport={"width": width, "height": 800}), "effects")
    text = row(learner, "soon").get_by_text("Soon", exact=True).bounding_box()
    control = lists(learner)["soon"].bounding_box()
    assert text and control
    assert (text["x"] + text["width"] <= control["x"]) is beside
    assert (text["y"] + text["height"] <= control["y"]) is not beside


@pytest.mark.parametrize("width", [320, 1280])
def test_lists_are_large_enough_and_stay_in_the_page(visit: Visitors, places: Site, width: int) -> None:
    learner = at_work(visit(places.url(SCENARIO), viewport={"width": width, "height": 800}), "effects")
    assert min(learner.question.get_by_role("combobox").evaluate_all(SELECTS)) >= 24
    learner.answer(HALF)
    learner.check()
    assert learner.page.evaluate(OVERFLOW) == {"page": 0, "wide": []}


def test_touch(visit: Visitors, places: Site) -> None:
    page = visit(places.url(SCENARIO), has_touch=True, is_mobile=True, **NARROW)
    learner = Learner(page, exercise("effects"), "en", touch=True)
    learner.answer(HALF)
    learner.check()
    learner.press(learner.again_button)
    learner.answer_right()


def test_axe_finds_nothing_after_an_answer(learner: Learner) -> None:
    learner.answer(HALF)
    learner.check()
    assert audited_in_both(learner.page) == CLEAN


def test_on_paper_the_slots_are_listed_below(learner: Learner) -> None:
    slots = [plain(slot.label) for slot in place().slots]
    below = learner.question.get_by_role("list").nth(1)
    expect(below).to_have_count(0)
    learner.page.emulate_media(media="print")
    assert below.get_by_role("listitem").all_inner_texts() == slots
    expect(learner.activity.get_by_role("button")).to_have_count(0)
