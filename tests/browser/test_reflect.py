"""Notes to oneself: one field or a log; kept while they are written, saved as a text, never scored."""

from __future__ import annotations

from pathlib import Path

import pytest
from desk import SCENARIO, at_work, desk, record, texts, write
from learner import Learner
from playwright.sync_api import Locator, expect
from test_layout import OVERFLOW
from walking import CLEAN, audited_in_both
from web import Site
from writing import text_fields

from conftest import Visitors
from leitfaden.inline import plain
from leitfaden.wording import words_for

__all__ = ["desk"]

DE = words_for("de")
SEEN = "„Stimmt, das war zu kurz gebacken.“"


@pytest.fixture
def log(visit: Visitors, desk: Site) -> Learner:
    return at_work(visit(desk.url(SCENARIO)), "log")


@pytest.fixture
def question(visit: Visitors, desk: Site) -> Learner:
    return at_work(visit(desk.url(SCENARIO)), "question")


def entries(learner: Learner) -> Locator:
    return learner.question.get_by_role("group")


def fields(learner: Learner) -> list[Locator]:
    return text_fields(learner, write(learner.exercise.id.partition("/")[2]))


def test_a_log_grows_with_what_is_written(log: Learner) -> None:
    """One empty entry stands at the end; the last one is the fifth."""
    for number in range(1, 6):
        expect(entries(log)).to_have_count(number)
        expect(entries(log).last).to_have_accessible_name(DE("entry", number=number))
        fields(log)[-1].fill(SEEN)
    expect(entries(log)).to_have_count(5)


def test_an_entry_in_which_one_writes_stays(log: Learner) -> None:
    """Whoever empties the field in which she stands keeps it, and the focus."""
    fields(log)[0].fill(SEEN)
    fields(log)[2].fill(SEEN)
    fields(log)[0].fill("")
    fields(log)[2].fill("")
    expect(fields(log)[2]).to_be_focused()
    fields(log)[0].focus()
    expect(entries(log)).to_have_count(1)


def test_one_field_is_enough_to_keep_an_entry(log: Learner) -> None:
    fields(log)[1].fill(SEEN)
    log.check()
    expect(log.verdict).to_have_text(DE("done"))
    (event,) = record(log.page)["answered"]
    assert (event["score"], event["responses"]) == (None, {"write": {}})
    assert texts(log.page) == {"log/effect/1": SEEN}


def test_nothing_at_all_is_not_kept(question: Learner) -> None:
    fields(question)[0].fill("  ")
    question.press(question.check_button)
    expect(question.verdict).to_have_text(DE("write_first"))
    expect(fields(question)[0]).to_be_focused()
    assert record(question.page)["answered"] == []


def test_a_single_question_is_no_log(question: Learner) -> None:
    (field,) = fields(question)
    field.fill(SEEN)
    expect(question.question.get_by_role("textbox")).to_have_count(1)
    expect(question.question.get_by_text(DE("entry", number=1), exact=True)).to_have_count(0)
    question.check()
    expect(question.verdict).to_have_text(DE("done"))


def test_everything_is_back_after_a_reload(log: Learner) -> None:
    fields(log)[0].fill(SEEN)
    fields(log)[3].fill("Drei haben es geteilt.")
    log.check()
    log.page.reload()
    expect(log.verdict).to_have_text(DE("done"))
    assert [field.input_value() for field in fields(log)] == [SEEN, "", "", "Drei haben es geteilt.", "", ""]


def test_changing_leads_back_to_the_notes(log: Learner) -> None:
    fields(log)[0].fill(SEEN)
    log.check()
    log.press(log.again_button)
    expect(fields(log)[0]).to_be_focused()
    expect(log.verdict).to_be_empty()
    log.check()
    assert len(record(log.page)["answered"]) == 2


def test_the_keyboard_alone(log: Learner) -> None:
    page = log.page
    fields(log)[0].focus()
    for words in ("Eins", "Zwei", "Drei"):
        page.keyboard.type(words)
        page.keyboard.press("Tab")
    assert [field.input_value() for field in fields(log)] == ["Eins", "Zwei", "Drei", "", "", ""]
    for _ in range(3):
        page.keyboard.press("Tab")
    expect(save_button(log)).to_be_focused()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(log.verdict).to_have_text(DE("done"))


def save_button(learner: Learner) -> Locator:
    return learner.question.get_by_role("button", name=DE("save_text"), exact=True)


def test_notes_can_be_taken_away_as_a_text(log: Learner) -> None:
    fields(log)[0].fill(SEEN)
    fields(log)[1].fill("Drei haben es geteilt.\nEine hat gelacht.")
    fields(log)[3].fill("Nichts.")
    with log.page.expect_download() as download:
        save_button(log).click()
    assert download.value.suggested_filename == "late-parcel-log.txt"
    what, effect = (plain(field.label) for field in write("log").fields)
    assert Path(download.value.path()).read_text(encoding="utf-8") == (
        f"{plain(log.exercise.prompt)}\n\n"
        f"{DE('entry', number=1)}\n{what}\n{SEEN}\n\n{effect}\nDrei haben es geteilt.\nEine hat gelacht.\n\n\n"
        f"{DE('entry', number=2)}\n{effect}\nNichts.\n"
    )


def test_without_a_script_all_entries_stand_there(visit: Visitors, desk: Site) -> None:
    learner = at_work(visit(desk.url(SCENARIO), java_script_enabled=False), "log")
    expect(entries(learner)).to_have_count(5)
    fields(learner)[9].fill(SEEN)
    expect(learner.activity.get_by_text(DE("stays_here"))).to_be_hidden()
    expect(learner.activity.get_by_role("button")).to_have_count(0)
    for summary in (DE("solution_of"), DE("examples_show")):
        expect(learner.activity.get_by_text(summary, exact=True)).to_have_count(0)


# How it looks


def test_it_stays_in_the_page(visit: Visitors, desk: Site) -> None:
    learner = at_work(visit(desk.url(SCENARIO), viewport={"width": 320, "height": 640}), "log")
    fields(learner)[0].fill("W" * 500)
    assert learner.page.evaluate(OVERFLOW) == {"page": 0, "wide": []}


def test_axe_finds_nothing_in_a_log_half_written(log: Learner) -> None:
    fields(log)[0].fill(SEEN)
    log.check()
    assert audited_in_both(log.page) == CLEAN


def test_on_paper_all_entries_have_room(log: Learner) -> None:
    fields(log)[0].fill(SEEN)
    log.page.emulate_media(media="print")
    expect(entries(log)).to_have_count(5)
    for field in fields(log):
        box = field.bounding_box()
        assert box is not None
        assert box["height"] > 60
    expect(log.activity.get_by_role("button")).to_have_count(0)
