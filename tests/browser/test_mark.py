"""Marking in the thread: every place is a checkbox in the text, and afterwards both marks stand beside each other with their reasons."""

from __future__ import annotations

from typing import Any

import pytest
from learner import Learner, feedbacks
from places import NARROW, SCENARIO, at_work, course, exercise, places, places_folder
from playwright.sync_api import Locator, expect
from test_layout import OVERFLOW, SMALL_TARGETS
from walking import CLEAN, audited_in_both
from web import Site

from conftest import Visitors
from leitfaden.exercises import Mark, Pick
from leitfaden.inline import plain
from leitfaden.replies import reply_line
from leitfaden.wording import words_for

__all__ = ["places", "places_folder"]

EN = words_for("en")
PLACES = {
    "asked": "‘When does the next one go, @rail?’",
    "photo": "‘the photo, @ada_h’",
    "regret": "‘any inconvenience that you’",
    "figure": "‘on time, see https://rail.example/faq’",
    "whole-answer": "The whole post",
    "private": "The whole post",
}
POSTS = ("question", "answer", "passed-on", "again", "gone")
HALF = {"marks": ["photo", "figure", "private"], "reason": ["rude"]}


def marks(name: str = "where") -> Mark:
    mark = exercise(name).interactions[0]
    assert isinstance(mark, Mark)
    return mark


@pytest.fixture
def learner(visit: Visitors, places: Site) -> Learner:
    return at_work(visit(places.url(SCENARIO)), "where")


def post(learner: Learner, name: str) -> Locator:
    return learner.question.get_by_role("article").nth(POSTS.index(name))


def boxes(learner: Learner) -> dict[str, Locator]:
    return learner.places(marks())


def test_the_whole_thread_is_there_to_be_read(learner: Learner) -> None:
    thread = course().scenarios["late-train"].thread
    shown = {name: post(learner, name).get_by_role("paragraph").all_text_contents() for name in ("question", "answer", "again")}
    said = {name: [reply_line(thread[name], thread, EN), thread[name].written.replace("\n", "")] for name in shown}
    assert shown == {name: [line for line in lines if line] for name, lines in said.items()}
    expect(post(learner, "passed-on").get_by_role("blockquote")).to_contain_text("Thanks for the photo")
    expect(post(learner, "gone")).to_contain_text(EN("deleted"))
    expect(post(learner, "gone").get_by_role("checkbox")).to_have_count(0)


def test_every_place_is_a_box_named_like_it(learner: Learner) -> None:
    names = [one.accessible_name for one in map(Named, learner.question.get_by_role("checkbox").all())]
    assert names == [
        "When does the next one go, @rail?",
        "the photo, @ada_h",
        "any inconvenience that you",
        "on time, see https://rail.example/faq",
        "The whole post (Rosa Lind, Mon 09:40)",
        "The whole post (Rosa Lind, Mon 11:00)",
    ]


class Named:
    """A control and what assistive technology calls it, as the browser tells."""

    def __init__(self, control: Locator) -> None:
        session = control.page.context.new_cdp_session(control.page)
        handle = control.evaluate_handle("one => one")
        document = session.send("DOM.getDocument")
        assert document
        control.evaluate("one => one.setAttribute('data-asked', '')")
        found = session.send("DOM.querySelector", {"nodeId": document["root"]["nodeId"], "selector": "[data-asked]"})
        (node, *_) = session.send("Accessibility.getPartialAXTree", {"nodeId": found["nodeId"], "fetchRelatives": False})["nodes"]
        control.evaluate("one => one.removeAttribute('data-asked')")
        handle.dispose()
        self.accessible_name: str = " ".join(node["name"]["value"].split())


def test_both_marks_and_the_reasons_stand_below_the_post_concerned(learner: Learner) -> None:
    learner.answer(HALF)
    learner.check()
    expect(learner.verdict).to_have_text(f"{EN('partly')} · {EN('score', percent='17%')}")
    said = {
        "question": [("left", "asked")],
        "answer": [("wrong", "photo"), ("missed", "regret"), ("right", "figure"), ("left", "whole-answer")],
        "again": [("right", "private")],
    }
    reasons = {target.id: plain(target.feedback) for target in marks().targets}
    for name, entries in said.items():
        lines = post(learner, name).inner_text().split("\n")
        beside = [line.strip() for line in lines if line.strip()]
        for word, target in entries:
            at = beside.index(f"{EN(f'mark_{word}')} · {PLACES[target]}")
            assert beside[at + 1] == reasons[target]
    for name in ("passed-on", "gone"):
        assert not any(reason in post(learner, name).inner_text() for reason in reasons.values())


def test_the_reason_is_judged_as_a_choice(learner: Learner) -> None:
    learner.answer(HALF)
    learner.check()
    why = learner.question.get_by_role("group", name=EN("mark_reason"), exact=True)
    expect(why.get_by_role("listitem").nth(0)).to_contain_text(EN("right"))
    expect(why.get_by_role("listitem").nth(1)).to_contain_text(EN("wrong"))


def test_the_keyboard_alone_goes_through_the_text(learner: Learner) -> None:
    page, controls = learner.page, boxes(learner)
    controls["asked"].focus()
    for target in ("photo", "regret", "figure", "whole-answer", "private"):
        page.keyboard.press("Tab")
        expect(controls[target]).to_be_focused()
        if target in ("regret", "figure", "private"):
            page.keyboard.press("Space")
            expect(controls[target]).to_be_checked()
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    page.keyboard.press("Tab")
    expect(learner.check_button).to_be_focused()
    page.keyboard.press("Enter")
    learner.expect_right()
    expect(learner.again_button).to_be_focused()


def test_what_is_missing_is_said_where_it_is(learner: Learner) -> None:
    learner.press(learner.check_button)
    expect(learner.verdict).to_have_text(EN("mark_none"))
    expect(boxes(learner)["asked"]).to_be_focused()
    learner.answer({"marks": ["regret"]})
    learner.press(learner.check_button)
    expect(learner.verdict).to_have_text(EN.counted("incomplete", 1))
    expect(learner.question.get_by_role("radio").first).to_be_focused()


def test_another_try_keeps_what_was_right(learner: Learner) -> None:
    learner.answer(HALF)
    learner.check()
    learner.press(learner.again_button)
    assert learner.given() == {"marks": ["figure", "private"], "reason": []}
    for reason in feedbacks(learner.exercise):
        expect(learner.question.get_by_text(reason, exact=True)).to_have_count(0)
    expect(learner.question.get_by_text(EN("mark_left"))).to_have_count(0)
    learner.answer_right()


def test_a_changed_mark_takes_the_verdict_away(learner: Learner) -> None:
    learner.answer(HALF)
    learner.check()
    learner.press(boxes(learner)["regret"])
    expect(learner.verdict).to_be_empty()
    expect(learner.question.get_by_text(EN("mark_wrong"))).to_have_count(0)
    assert learner.given()["marks"] == ["photo", "regret", "figure", "private"]


def test_a_reload_brings_everything_back(learner: Learner) -> None:
    learner.answer(HALF)
    learner.check()
    learner.come_back()
    assert learner.given() == HALF


def test_after_the_last_try_the_key_is_shown_and_nothing_more_is_taken(visit: Visitors, places: Site) -> None:
    learner = at_work(visit(places.url(SCENARIO)), "once")
    learner.answer({"marks": ["word"]})
    learner.check()
    expect(learner.verdict).to_have_text(f"{EN('wrong')} · {EN('no_tries_left')}")
    expect(learner.verdict).to_be_focused()
    expect(learner.question.get_by_text(f"{EN('mark_missed')} · ‘When does the next one go’")).to_be_visible()
    for box in learner.places(marks("once")).values():
        expect(box).to_be_disabled()


def test_without_a_script_it_reads_and_its_solution_opens(visit: Visitors, places: Site) -> None:
    learner = at_work(visit(places.url(SCENARIO), java_script_enabled=False), "where")
    boxes(learner)["regret"].check()
    expect(boxes(learner)["regret"]).to_be_checked()
    learner.activity.get_by_text(EN("solution_of"), exact=True).click()
    entries = learner.activity.get_by_role("group").last.get_by_role("listitem")
    targets, reason = marks().targets, learner.exercise.interactions[1]
    assert isinstance(reason, Pick)
    assert entries.count() == len(targets) + len(reason.options)
    right = [place for place, entry in enumerate(entries.all()) if entry.get_by_text(EN("right"), exact=True).count()]
    assert right == [place for place, target in enumerate(targets) if marks().weights[target.id] > 0] + [len(targets)]
    for place, target in enumerate(targets):
        expect(entries.nth(place)).to_contain_text(PLACES[target.id])
        expect(entries.nth(place).get_by_text(plain(target.feedback), exact=True)).to_be_visible()


# How it looks


@pytest.mark.parametrize("size", [{"width": 320, "height": 640}, {"width": 1280, "height": 900}], ids=["phone", "desk"])
def test_places_are_large_enough_and_stay_in_the_page(visit: Visitors, places: Site, size: dict[str, int]) -> None:
    learner = at_work(visit(places.url(SCENARIO), viewport=size), "where")
    assert learner.page.evaluate(SMALL_TARGETS) == []
    learner.answer(HALF)
    learner.check()
    assert learner.page.evaluate(OVERFLOW) == {"page": 0, "wide": []}


FIRST_LINES = """(box) => {
    const words = document.createRange();
    words.selectNodeContents(box.nextElementSibling);
    const line = words.getClientRects()[0];
    const { top, bottom } = box.getBoundingClientRect();
    return { box: (top + bottom) / 2, top: line.top, bottom: line.bottom };
}"""


def test_a_box_never_parts_from_its_words(visit: Visitors, places: Site) -> None:
    learner = at_work(visit(places.url(SCENARIO), **NARROW), "where")
    for width in range(300, 500, 10):
        learner.page.set_viewport_size({"width": width, "height": 640})
        for name, box in boxes(learner).items():
            found: dict[str, Any] = box.evaluate(FIRST_LINES)
            assert found["top"] < found["box"] < found["bottom"], f"{name} at {width} px"


def test_touch(visit: Visitors, places: Site) -> None:
    page = visit(places.url(SCENARIO), has_touch=True, is_mobile=True, **NARROW)
    learner = Learner(page, exercise("where"), "en", touch=True)
    learner.answer(HALF)
    learner.check()
    learner.press(learner.again_button)
    learner.answer_right()


def test_axe_finds_nothing_before_and_after_an_answer(learner: Learner) -> None:
    assert audited_in_both(learner.page) == CLEAN
    learner.answer(HALF)
    learner.check()
    assert audited_in_both(learner.page) == CLEAN


def test_on_paper_there_are_boxes_and_no_buttons(learner: Learner) -> None:
    learner.page.emulate_media(media="print")
    for box in boxes(learner).values():
        expect(box).to_be_visible()
    expect(learner.activity.get_by_role("button")).to_have_count(0)
