"""Gaps: chosen or typed; the verdict and the right word below the text; what was typed keeps its language."""

from __future__ import annotations

import pytest
from desk import NARROW, SCENARIO, at_work, desk, exercise, gap, record
from learner import Learner, feedbacks, right_responses
from playwright.sync_api import Locator, expect
from test_layout import OVERFLOW
from walking import CLEAN, audited_in_both
from web import Site
from writing import gaps_in

from conftest import Visitors
from leitfaden.inline import plain
from leitfaden.wording import words_for

__all__ = ["desk"]

DE, EN = words_for("de"), words_for("en")
HALF = {"gap": {"opening": ["sorry"], "where": ["depot"], "when": ["hour", "Heute um 16 Uhr", "de"], "who": ["", "Kantine", "de"]}}
SIZES = "(all) => all.map((one) => one.getBoundingClientRect().height)"


@pytest.fixture
def learner(visit: Visitors, desk: Site) -> Learner:
    return at_work(visit(desk.url(SCENARIO)), "complete")


def gaps(learner: Learner) -> dict[str, Locator]:
    return gaps_in(learner, gap())


def notes(learner: Learner) -> Locator:
    """What is said about each blank, in the order of the text."""
    return learner.question.get_by_role("listitem")


def test_the_text_is_whole_and_every_blank_is_open(learner: Learner) -> None:
    expect(learner.question).to_contain_text("Deine Lampe liegt noch")
    for control in gaps(learner).values():
        expect(control).to_have_value("")
    options = {option.id: plain(option.text) for option in gap().blanks[0].options}
    shown = gaps(learner)["opening"].get_by_role("option")
    assert set(shown.all_inner_texts()) == {DE("choose_here"), *options.values()}
    expect(shown.first).to_have_text(DE("choose_here"))
    expect(notes(learner)).to_have_count(0)


def test_each_blank_has_its_verdict_the_right_word_and_the_reason(learner: Learner) -> None:
    learner.answer(HALF)
    learner.check()
    expect(learner.verdict).to_have_text(f"{DE('partly')} · {DE('score', percent=DE.percent(0.5625))}")
    right_answer = DE("right_answer")
    said = (
        (f"{DE('nearly')} · {right_answer} du hast recht", "Höflich, und es passt zu jeder Beschwerde."),
        (DE("right"), "Ein Ort ist überprüfbar."),
        (DE("right"), "Sie weiß, wann sie wieder nachsieht."),
        (f"{DE('wrong')} · {right_answer} Café", "Das Team heißt wie das Haus."),
    )
    expect(notes(learner)).to_have_count(len(said))
    for note, (verdict, reason) in zip(notes(learner).all(), said, strict=True):
        expect(note.get_by_text(verdict, exact=True)).to_be_visible()
        expect(note.get_by_text(reason, exact=True)).to_be_visible()


def test_what_was_typed_is_kept_as_typed_and_as_what_it_was_recognised_as(learner: Learner) -> None:
    learner.answer({"gap": {**HALF["gap"], "when": ["", "  um 16  UHR ", ""], "who": ["", "CAFE", ""]}})
    learner.check()
    (event,) = record(learner.page)["answered"]
    assert event["responses"] == {"gap": {**HALF["gap"], "when": ["hour", "  um 16  UHR ", "de"], "who": ["cafe", "CAFE", "de"]}}
    assert event["score"] == 0.8125


def test_what_is_missing_is_counted_and_the_first_open_blank_focused(learner: Learner) -> None:
    learner.answer({"gap": {"opening": ["right"], "where": [""], "when": ["", "   ", ""]}})
    learner.press(learner.check_button)
    expect(learner.verdict).to_have_text(DE.counted("incomplete", 3))
    expect(gaps(learner)["where"]).to_be_focused()
    assert record(learner.page)["answered"] == []


def test_what_was_right_stays_for_another_try(learner: Learner) -> None:
    learner.answer(HALF)
    learner.check()
    learner.press(learner.again_button)
    assert learner.given()["gap"] == {key: HALF["gap"][key] for key in ("where", "when")}
    expect(notes(learner)).to_have_count(0)
    expect(learner.check_button).to_be_focused()
    learner.answer_right()


def test_a_changed_word_takes_the_verdict_away(learner: Learner) -> None:
    learner.answer(HALF)
    learner.check()
    gaps(learner)["who"].press_sequentially("!")
    expect(learner.verdict).to_be_empty()
    expect(notes(learner)).to_have_count(0)
    expect(gaps(learner)["who"]).to_have_value("!Kantine")
    expect(gaps(learner)["opening"]).to_have_value("sorry")


def test_the_keyboard_alone(learner: Learner) -> None:
    page, typed = learner.page, {"when": "um 16 Uhr", "who": "cafe"}
    gaps(learner)["opening"].focus()
    for blank, control in gaps(learner).items():
        expect(control).to_be_focused()
        if blank in typed:
            page.keyboard.type(typed[blank])
        else:
            wanted = next(plain(option.text) for one in gap().blanks if one.id == blank for option in one.options if one.weights[option.id] == 1)
            page.keyboard.type(wanted)
        page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    expect(learner.check_button).to_be_focused()
    page.keyboard.press("Enter")
    learner.expect_right()
    expect(learner.again_button).to_be_focused()


def test_enter_in_a_blank_checks(learner: Learner) -> None:
    learner.answer(right_responses(learner.exercise))
    gaps(learner)["who"].press("Enter")
    learner.expect_right()
    expect(gaps(learner)["who"]).to_be_focused()


def test_everything_is_back_after_a_reload(learner: Learner) -> None:
    learner.answer(HALF)
    learner.check()
    said = notes(learner).all_inner_texts()
    learner.page.reload()
    expect(notes(learner)).to_have_count(4)
    assert learner.given() == HALF
    assert notes(learner).all_inner_texts() == said
    expect(learner.verdict).to_have_attribute("aria-live", "off")


def test_what_was_typed_keeps_its_language_and_its_verdict(learner: Learner, desk: Site) -> None:
    learner.answer(right_responses(learner.exercise))
    learner.check()
    learner.page.goto(desk.url(f"en/{SCENARIO}"))
    english = at_work(learner.page, "complete", "en")
    english.expect_right()
    hour = gaps(english)["when"]
    expect(hour).to_have_value("heute um 16 Uhr")
    expect(hour).to_have_attribute("lang", "de")
    english.press(english.again_button)
    english.check()
    english.expect_right()
    assert [event["responses"]["gap"]["when"] for event in record(english.page)["answered"]] == [["hour", "heute um 16 Uhr", "de"]] * 2


def test_what_is_typed_anew_is_read_in_the_language_of_the_page(learner: Learner, desk: Site) -> None:
    learner.answer(right_responses(learner.exercise))
    learner.check()
    learner.page.goto(desk.url(f"en/{SCENARIO}"))
    english = at_work(learner.page, "complete", "en")
    gaps(english)["when"].press_sequentially("!")
    gaps(english)["when"].press("Backspace")
    english.check()
    expect(gaps(english)["when"]).to_have_attribute("lang", "en")
    expect(notes(english).nth(2)).to_contain_text(f"{EN('wrong')} · {EN('right_answer')} today at four")
    gaps(english)["when"].fill("At four")
    english.check()
    english.expect_right()


def test_what_is_typed_is_never_markup(learner: Learner) -> None:
    hostile = "<img src=x onerror=alert(1)>"
    learner.answer({"gap": {**HALF["gap"], "who": ["", hostile, "de"]}})
    learner.check()
    learner.page.reload()
    expect(gaps(learner)["who"]).to_have_value(hostile)
    expect(learner.activity.get_by_role("img")).to_have_count(0)


def test_after_the_last_try_nothing_is_taken_any_more(visit: Visitors, desk: Site) -> None:
    learner = at_work(visit(desk.url(SCENARIO)), "one-word")
    control = gaps_in(learner, gap("one-word"))["what"]
    for _ in range(2):
        control.select_option("always")
        learner.check()
    expect(control).to_be_disabled()
    expect(learner.question).to_contain_text(f"{DE('wrong')} · {DE('right_answer')} nicht")
    expect(learner.verdict).to_contain_text(DE("no_tries_left"))
    expect(learner.again_button).to_have_count(0)


def test_options_stand_in_the_learners_own_order(visit: Visitors, desk: Site) -> None:
    """Shuffled for each learner, the same after a reload, whatever was chosen; another order at the next try."""
    learner = at_work(visit(desk.url(SCENARIO)), "complete")
    options = gaps(learner)["opening"].get_by_role("option")
    before = options.all_inner_texts()
    learner.answer(HALF)
    learner.page.reload()
    assert options.all_inner_texts() == before
    learner.answer(HALF)
    learner.check()
    learner.press(learner.again_button)
    after = options.all_inner_texts()
    assert after != before
    assert (after[0], set(after)) == (DE("choose_here"), set(before))
    expect(gaps(learner)["where"]).to_have_value("depot")


def test_without_a_script_it_reads_and_its_solution_opens(visit: Visitors, desk: Site) -> None:
    learner = at_work(visit(desk.url(SCENARIO), java_script_enabled=False), "complete")
    learner.answer(HALF)
    assert learner.given() == HALF
    learner.activity.get_by_text(DE("solution_of"), exact=True).click()
    for reason in feedbacks(learner.exercise):
        expect(learner.activity.get_by_text(reason, exact=True)).to_be_visible()
    for words in ("um 16:00 Uhr", "Café", "du hast recht"):
        entry = learner.activity.get_by_role("listitem").filter(has_text=words).last
        expect(entry.get_by_text(DE("right"), exact=True)).to_be_visible()
    expect(learner.activity.get_by_role("button")).to_have_count(0)


# How it looks


@pytest.mark.parametrize("width", [320, 1280])
def test_controls_are_large_enough_and_stay_in_the_page(visit: Visitors, desk: Site, width: int) -> None:
    learner = at_work(visit(desk.url(SCENARIO), viewport={"width": width, "height": 800}), "complete")
    for role in ("combobox", "textbox"):
        assert min(learner.question.get_by_role(role).evaluate_all(SIZES)) >= 24
    learner.answer({"gap": {**HALF["gap"], "who": ["", "W" * 200, "de"]}})
    learner.check()
    assert learner.page.evaluate(OVERFLOW) == {"page": 0, "wide": []}


def test_touch(visit: Visitors, desk: Site) -> None:
    page = visit(desk.url(SCENARIO), has_touch=True, is_mobile=True, **NARROW)
    learner = Learner(page, exercise("complete"), touch=True)
    learner.answer_wrong()
    learner.press(learner.again_button)
    learner.answer_right()


def test_axe_finds_nothing_before_and_after_an_answer(learner: Learner) -> None:
    assert audited_in_both(learner.page) == CLEAN
    learner.answer(HALF)
    learner.check()
    assert audited_in_both(learner.page) == CLEAN


def test_on_paper_the_options_have_boxes_until_one_is_chosen(learner: Learner) -> None:
    learner.page.emulate_media(media="print")
    options = [plain(option.text) for option in gap().blanks[0].options]
    for option in options:
        expect(learner.question.get_by_text(option, exact=True).and_(learner.page.locator(":visible"))).to_have_count(1)
    learner.page.emulate_media(media="screen")
    learner.answer(HALF)
    learner.page.emulate_media(media="print")
    expect(gaps(learner)["opening"]).to_be_visible()
    for option in options:
        expect(learner.question.get_by_text(option, exact=True).and_(learner.page.locator("span:visible"))).to_have_count(0)
