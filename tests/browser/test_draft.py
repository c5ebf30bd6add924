"""Drafts: written and counted, compared, rated by whoever wrote them; kept on the device, graded by nobody."""

from __future__ import annotations

import pytest
from desk import NARROW, SCENARIO, at_work, desk, exercise, record, texts, write
from learner import Learner, feedbacks, right_responses
from playwright.sync_api import Locator, Page, expect
from test_layout import OVERFLOW
from walking import CLEAN, audited_in_both
from web import Site
from writing import compare_button, steps_for, text_fields

from conftest import Visitors
from leitfaden.inline import plain
from leitfaden.wording import Words, words_for

__all__ = ["desk"]

DE = words_for("de")
DRAFT = "Du hast recht, Rosa. 💡 Um 16 Uhr weiß ich mehr: https://example.com/ein/langer/weg/zur/lampe – Jan"
KEY = "own-answer/text/1"
NAME = "own-answer"


@pytest.fixture
def learner(visit: Visitors, desk: Site) -> Learner:
    return at_work(visit(desk.url(SCENARIO)), NAME)


def field(learner: Learner) -> Locator:
    (found,) = text_fields(learner, write(learner.exercise.id.partition("/")[2]))
    return found


def count(length: int, words: Words = DE) -> str:
    return words("count_of", count=words.number(length), limit=words.number(280))


def samples(learner: Learner) -> Locator:
    return learner.question.get_by_role("group", name=DE("examples"), exact=True)


def first_criterion(learner: Learner) -> dict[str, Locator]:
    return steps_for(learner, write(NAME), write(NAME).criteria[0])


def test_at_first_there_is_only_the_text_to_write(learner: Learner) -> None:
    expect(field(learner)).to_have_value("")
    expect(compare_button(learner)).to_be_disabled()
    expect(learner.question).to_contain_text(count(0))
    expect(learner.question).to_contain_text(DE("stays_here"))
    expect(samples(learner)).to_be_hidden()
    expect(learner.check_button).to_have_count(0)


def test_it_is_counted_as_the_network_counts(learner: Learner) -> None:
    """The light bulb is two characters on X, and the link twenty-three."""
    field(learner).fill(DRAFT)
    expect(learner.question).to_contain_text(count(78))
    expect(compare_button(learner)).to_be_enabled()
    field(learner).fill("   ")
    expect(compare_button(learner)).to_be_disabled()


def test_only_near_the_limit_it_is_said_aloud(learner: Learner) -> None:
    aloud = learner.question.locator("[aria-live=polite]")
    field(learner).fill("x" * 259)
    field(learner).blur()
    expect(learner.question).to_contain_text(count(259))
    expect(aloud).to_be_empty()
    field(learner).fill("x" * 260)
    expect(aloud).to_have_text(count(260))
    field(learner).fill("x" * 300)
    expect(aloud).to_have_text(DE("count_over", count=300, limit=280, over=20))
    expect(field(learner)).to_have_attribute("aria-invalid", "true")
    field(learner).fill("x")
    expect(aloud).to_be_empty()
    expect(field(learner)).to_have_attribute("aria-invalid", "false")


def test_a_note_for_no_network_is_not_counted(visit: Visitors, desk: Site) -> None:
    learner = at_work(visit(desk.url(SCENARIO)), "own-note")
    field(learner).fill("x" * 5000)
    expect(learner.question.get_by_text("5.000")).to_have_count(0)
    learner.answer_right()


def test_samples_come_after_writing_with_what_to_see_in_them(learner: Learner) -> None:
    field(learner).fill(DRAFT)
    learner.press(compare_button(learner))
    expect(samples(learner)).to_be_focused()
    expect(compare_button(learner)).to_have_count(0)
    for sample in write(NAME).samples:
        expect(samples(learner)).to_contain_text(sample.written.replace("\n", ""))
        expect(samples(learner).get_by_text(plain(sample.feedback), exact=True)).to_be_visible()
    expect(field(learner)).to_have_value(DRAFT)
    expect(learner.check_button).to_be_visible()


def test_the_rating_is_kept_without_a_score_and_without_the_text(learner: Learner) -> None:
    field(learner).fill(DRAFT)
    learner.answer_right()
    expect(learner.verdict).to_have_text(DE("done"))
    expect(learner.again_button).to_be_focused()
    (event,) = record(learner.page)["answered"]
    assert (event["score"], event["responses"]) == (None, {"write": {"seen": ["yes"], "hour": ["yes"], "name": ["yes"]}})
    assert texts(learner.page) == {KEY: DRAFT}


def test_a_missing_rating_is_said_and_focused(learner: Learner) -> None:
    learner.answer({"write": {"hour": ["no"]}})
    learner.press(learner.check_button)
    expect(learner.verdict).to_have_text(DE.counted("ratings_open", 2))
    expect(first_criterion(learner)["yes"]).to_be_focused()
    assert record(learner.page)["answered"] == []


def test_a_text_that_is_too_long_is_sent_back_and_not_cut(learner: Learner) -> None:
    learner.answer(right_responses(learner.exercise))
    field(learner).fill("x" * 281)
    expect(learner.question).to_contain_text(DE("count_over", count=281, limit=280, over=1))
    learner.press(learner.check_button)
    expect(learner.verdict).to_have_text(DE.counted("too_long", 1))
    expect(field(learner)).to_be_focused()
    expect(field(learner)).to_have_value("x" * 281)
    learner.page.keyboard.press("Backspace")
    learner.check()
    learner.expect_right()


def test_a_text_that_was_emptied_is_asked_for(learner: Learner) -> None:
    learner.answer(right_responses(learner.exercise))
    field(learner).fill(" ")
    learner.press(learner.check_button)
    expect(learner.verdict).to_have_text(DE("write_first"))
    expect(field(learner)).to_be_focused()


def test_changing_leads_back_to_the_text(learner: Learner) -> None:
    learner.answer_right()
    learner.press(learner.again_button)
    expect(learner.verdict).to_be_empty()
    expect(field(learner)).to_be_focused()
    learner.answer_wrong()
    learner.expect_right()
    assert [event["responses"]["write"]["seen"] for event in record(learner.page)["answered"]] == [["yes"], ["no"]]


def test_writing_on_takes_the_verdict_away(learner: Learner) -> None:
    learner.answer_right()
    field(learner).fill(DRAFT)
    expect(learner.verdict).to_be_empty()
    expect(samples(learner)).to_be_visible()
    assert learner.given() == right_responses(learner.exercise)


def test_the_keyboard_alone(learner: Learner) -> None:
    page = learner.page
    field(learner).focus()
    page.keyboard.type("Um vier weiß ich mehr.")
    page.keyboard.press("Tab")
    expect(compare_button(learner)).to_be_focused()
    page.keyboard.press("Enter")
    for criterion in write(NAME).criteria:
        page.keyboard.press("Tab")
        expect(steps_for(learner, write(NAME), criterion)["yes"]).to_be_focused()
        page.keyboard.press("ArrowDown")
        expect(steps_for(learner, write(NAME), criterion)["partly"]).to_be_checked()
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    expect(learner.check_button).to_be_focused()
    page.keyboard.press("Enter")
    learner.expect_right()


# What is kept


def test_a_text_is_kept_while_it_is_written(learner: Learner) -> None:
    """Without leaving the field: after a pause, and at once when the page goes."""
    field(learner).press_sequentially("Du hast")
    learner.page.wait_for_function("(key) => leitfaden.record.text(key) === 'Du hast'", arg=f"late-parcel/{KEY}")
    field(learner).press_sequentially(" recht")
    learner.page.reload()
    expect(field(learner)).not_to_have_value("")
    assert texts(learner.page)[KEY] == field(learner).input_value()
    assert len(field(learner).input_value()) == len("Du hast recht")


def test_everything_is_back_after_a_reload(learner: Learner) -> None:
    field(learner).fill(DRAFT)
    learner.answer_wrong()
    learner.page.reload()
    expect(learner.verdict).to_have_text(DE("done"))
    expect(learner.verdict).to_have_attribute("aria-live", "off")
    expect(field(learner)).to_have_value(DRAFT)
    expect(learner.question).to_contain_text(count(78))
    expect(samples(learner)).to_be_visible()
    assert learner.given() == {"write": {"seen": ["no"], "hour": ["no"], "name": ["no"]}}


def test_a_text_follows_the_language(learner: Learner, desk: Site) -> None:
    field(learner).fill(DRAFT)
    learner.answer_right()
    learner.page.goto(desk.url(f"en/{SCENARIO}"))
    english = at_work(learner.page, NAME, "en")
    expect(english.question.get_by_role("textbox", name=words_for("en")("your_text"))).to_have_value(DRAFT)
    expect(english.verdict).to_have_text(words_for("en")("done"))
    expect(english.question).to_contain_text(count(78, words_for("en")))


def two_tabs(visit: Visitors, desk: Site) -> tuple[Learner, Learner]:
    first = visit(desk.url(SCENARIO))
    return at_work(first, NAME), at_work(visit(desk.url(SCENARIO), context=first.context), NAME)


def leave(page: Page, desk: Site) -> None:
    page.goto(desk.url())


def test_what_one_tab_wrote_stands_in_the_other(visit: Visitors, desk: Site) -> None:
    one, other = two_tabs(visit, desk)
    field(one).fill(DRAFT)
    field(one).blur()
    expect(field(other)).to_have_value(DRAFT)
    expect(compare_button(other)).to_be_enabled()
    leave(other.page, desk)
    assert texts(one.page) == {KEY: DRAFT}


def test_what_is_being_written_is_not_overwritten(visit: Visitors, desk: Site) -> None:
    one, other = two_tabs(visit, desk)
    other.page.evaluate("clearTimeout = () => {}; setTimeout = () => 0")  # no pause ever ends: she writes on and on
    field(other).fill("Hier wird noch geschrieben")
    field(one).fill(DRAFT)
    field(one).blur()
    other.page.wait_for_function("(key) => leitfaden.record.text(key) !== ''", arg=f"late-parcel/{KEY}")
    expect(field(other)).to_have_value("Hier wird noch geschrieben")


def test_deleting_everything_deletes_the_text(visit: Visitors, desk: Site) -> None:
    learner = at_work(visit(desk.url(SCENARIO)), NAME)
    field(learner).fill(DRAFT)
    learner.answer_right()
    home = visit(desk.url(), context=learner.page.context)
    home.get_by_role("button", name=DE("record_delete"), exact=True).click()
    home.get_by_role("button", name=DE("record_yes"), exact=True).click()
    expect(field(learner)).to_have_value("")
    assert texts(learner.page) == {}


def test_what_is_written_is_never_markup(learner: Learner) -> None:
    hostile = "<img src=x onerror=alert(1)></textarea>"
    field(learner).fill(hostile)
    learner.answer_right()
    learner.page.reload()
    expect(field(learner)).to_have_value(hostile)
    expect(learner.question.get_by_role("img")).to_have_count(0)


def test_without_a_script_there_is_room_to_write_and_the_samples_open(visit: Visitors, desk: Site) -> None:
    learner = at_work(visit(desk.url(SCENARIO), java_script_enabled=False), NAME)
    field(learner).fill(DRAFT)
    first_criterion(learner)["partly"].check()
    for promise in (DE("stays_here"), count(0)):
        expect(learner.question.get_by_text(promise)).to_be_hidden()
    for reason in feedbacks(learner.exercise):
        expect(learner.activity.get_by_text(reason, exact=True)).to_be_hidden()
    learner.activity.get_by_text(DE("examples_show"), exact=True).click()
    for reason in feedbacks(learner.exercise):
        expect(learner.activity.get_by_text(reason, exact=True)).to_be_visible()
    expect(learner.activity.get_by_role("button")).to_have_count(0)


# How it looks


@pytest.mark.parametrize("width", [320, 1280])
def test_it_stays_in_the_page(visit: Visitors, desk: Site, width: int) -> None:
    learner = at_work(visit(desk.url(SCENARIO), viewport={"width": width, "height": 800}), NAME)
    field(learner).fill("W" * 280)
    learner.answer_right()
    assert learner.page.evaluate(OVERFLOW) == {"page": 0, "wide": []}


def test_touch(visit: Visitors, desk: Site) -> None:
    page = visit(desk.url(SCENARIO), has_touch=True, is_mobile=True, **NARROW)
    Learner(page, exercise(NAME), touch=True).answer_right()


def test_axe_finds_nothing_while_and_after_writing(learner: Learner) -> None:
    learner.answer({"write": {}})
    field(learner).fill("x" * 281)
    assert audited_in_both(learner.page) == CLEAN
    field(learner).fill(DRAFT)
    learner.answer_right()
    assert audited_in_both(learner.page) == CLEAN


def test_on_paper_there_is_room_to_write_and_to_rate(learner: Learner) -> None:
    learner.page.emulate_media(media="print")
    room = field(learner).bounding_box()
    assert room is not None
    assert room["height"] > 100
    for criterion in write(NAME).criteria:
        expect(learner.question.get_by_text(plain(criterion.label), exact=True)).to_be_visible()
    for word in (count(0), DE("stays_here")):
        expect(learner.question.get_by_text(word)).to_be_hidden()
    expect(learner.activity.get_by_role("button")).to_have_count(0)
