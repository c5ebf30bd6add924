"""The record in the learner's hands: export, delete, import; and files that are not what they claim to be."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest
from learner import Learner, exercise_of, exported_record, right_responses
from playwright.sync_api import Page, expect
from test_answering import EACH_FORM
from web import Site

from conftest import Visitors
from leitfaden.localising import LocalCourse
from leitfaden.wording import Words, words_for

DE = words_for("de")
SCENARIO, ABOUT = "moderation/first-week/", "about/"


@pytest.fixture
def answered(visit: Visitors, site: Site, german: LocalCourse) -> Page:
    """The page that keeps the record, after two answers."""
    page = visit(site.url(SCENARIO))
    for name in EACH_FORM[:2]:
        Learner(page, exercise_of(german, name)).answer_right()
    page.goto(site.url(ABOUT))
    return page


def import_file(page: Page, content: bytes | str, words: Words = DE) -> None:
    """Choose a file with the import button."""
    with page.expect_file_chooser() as chooser:
        page.get_by_role("button", name=words("record_import"), exact=True).click()
    data = content.encode() if isinstance(content, str) else content
    chooser.value.set_files({"name": "record.json", "mimeType": "application/json", "buffer": data})


def delete_everything(page: Page, words: Words = DE) -> None:
    page.get_by_role("button", name=words("record_delete"), exact=True).click()
    page.get_by_role("button", name=words("record_yes"), exact=True).click()


def said(page: Page, text: str) -> None:
    """Expect a live message of the record."""
    expect(page.get_by_role("main").get_by_role("status").filter(has_text=text)).to_be_visible()


def test_export_delete_import(answered: Page, site: Site, german: LocalCourse) -> None:
    said(answered, DE.counted("record_kept", 2))
    record = exported_record(answered)
    delete_everything(answered)
    said(answered, DE("record_deleted"))
    assert exported_record(answered)["answered"] == []
    import_file(answered, json.dumps(record))
    said(answered, DE.counted("record_imported", 2))
    assert exported_record(answered) == record
    answered.goto(site.url(SCENARIO))
    learner = Learner(answered, exercise_of(german, EACH_FORM[0]))
    expect(learner.verdict).to_have_text(DE("right"))
    assert learner.given() == right_responses(learner.exercise)


def test_importing_twice_changes_nothing(answered: Page) -> None:
    record = exported_record(answered)
    import_file(answered, json.dumps(record))
    said(answered, DE("record_nothing_new"))
    assert exported_record(answered) == record


def test_what_was_answered_here_stays_beside_what_is_imported(answered: Page) -> None:
    record = exported_record(answered)
    elsewhere = {**record, "answered": [{**record["answered"][0], "id": "elsewhere", "try": 1}]}
    import_file(answered, json.dumps(elsewhere))
    said(answered, DE.counted("record_imported", 1))
    assert len(exported_record(answered)["answered"]) == 3


def test_the_exported_record_says_what_it_is(answered: Page, german: LocalCourse) -> None:
    record = exported_record(answered)
    assert (record["leitfaden"], record["course"]) == (2, german.id)
    for event in record["answered"]:
        assert set(event) == {"id", "activity", "revision", "responses", "score", "try", "time", "duration", "confidence", "hints", "sitting"}


def test_deleting_asks_first(answered: Page) -> None:
    answered.get_by_role("button", name=DE("record_delete"), exact=True).click()
    keep = answered.get_by_role("button", name=DE("record_no"), exact=True)
    expect(keep).to_be_focused()
    answered.keyboard.press("Enter")
    expect(keep).to_be_hidden()
    expect(answered.get_by_role("button", name=DE("record_delete"), exact=True)).to_be_focused()
    assert len(exported_record(answered)["answered"]) == 2


# Hostile files: each makes something else of a record that is fine.

Record = dict[str, Any]
HOSTILE: dict[str, Callable[[Record], str | bytes]] = {
    "no JSON": lambda _: "not JSON at all",
    "an empty file": lambda _: b"",
    "bytes": lambda _: bytes(range(256)) * 64,
    "5 MB of garbage": lambda _: b'\xf0\x9f{["' * 1_000_000,
    "5 MB of brackets": lambda _: "[" * 5_000_000,
    "null": lambda _: "null",
    "a list": lambda record: json.dumps([record]),
    "another course": lambda record: json.dumps({**record, "course": "somebody-elses"}),
    "no version": lambda record: json.dumps({**record, "leitfaden": "1"}),
    "version 0": lambda record: json.dumps({**record, "leitfaden": 0}),
    "events of no kind": lambda record: json.dumps({**record, "answered": {"0": {}}}),
    "an event that is null": lambda record: json.dumps({**record, "answered": [None]}),
    "a broken event among good ones": lambda record: json.dumps({**record, "answered": [*record["answered"], {"id": "x"}]}),
}
WRONG_VALUES: dict[str, Any] = {
    "id": 7, "activity": ["a"], "revision": "", "responses": [], "score": 2, "try": 0, "time": 5, "duration": "long", "confidence": "high", "hints": -1,
}  # fmt: skip


def test_hostile_files_do_no_harm(answered: Page) -> None:
    record = exported_record(answered)
    assert [name for name, make in HOSTILE.items() if not refused(answered, make(record), record)] == []


def test_wrong_values_are_refused(answered: Page) -> None:
    record = exported_record(answered)
    for key, value in WRONG_VALUES.items():
        event = {**record["answered"][0], "id": "new", key: value}
        assert refused(answered, json.dumps({**record, "answered": [event]}), record), f"{key}: {value}"


def refused(page: Page, content: str | bytes, record: Record) -> bool:
    """Import a file, read what is said about it, and tell whether the record is as before; exporting changes the message."""
    said(page, DE.counted("record_kept", len(record["answered"])))
    import_file(page, content)
    expect(page.get_by_text(DE.counted("record_kept", len(record["answered"])))).to_have_count(0)
    message = page.locator("leitfaden-record").get_by_role("status").inner_text()
    return message == DE("record_bad_file") and exported_record(page) == record


def test_a_newer_file_is_left_alone(answered: Page) -> None:
    record = exported_record(answered)
    import_file(answered, json.dumps({**record, "leitfaden": 3, "answered": [{"shape": "unknown"}]}))
    said(answered, DE("record_newer"))
    assert exported_record(answered) == record


def test_script_in_texts_stays_text(answered: Page, site: Site, german: LocalCourse) -> None:
    attack = "<img src=x onerror=alert(1)><script>alert(2)</script>\"]'"
    exercise = exercise_of(german, EACH_FORM[0])
    record = exported_record(answered)
    event = {
        **record["answered"][0],
        "id": attack,
        "time": "2100-01-01T00:00:00Z",
        "responses": {one.id: attack for one in exercise.interactions} | {attack: [attack]},
    }
    answered.on("dialog", lambda dialog: pytest.fail(f"the file's script ran: {dialog.message}"))
    import_file(answered, json.dumps({**record, "answered": [event, {**event, "id": "other", "activity": attack}]}))
    said(answered, DE.counted("record_imported", 2))
    answered.goto(site.url(SCENARIO))
    learner = Learner(answered, exercise)
    expect(learner.verdict).not_to_be_empty()
    expect(answered.get_by_role("main").get_by_role("img", name="x")).to_have_count(0)
    learner.press(learner.again_button)
    learner.answer_right()


def test_fields_that_nobody_knows_are_not_kept(answered: Page) -> None:
    record = exported_record(answered)
    import_file(answered, json.dumps({**record, "extra": 1, "answered": [{**record["answered"][0], "id": "new", "__proto__": {"x": 1}, "extra": 1}]}))
    said(answered, DE.counted("record_imported", 1))
    assert all("extra" not in event for event in exported_record(answered)["answered"])
