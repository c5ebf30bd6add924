"""Texts of the learner's own: kept beside her answers, exported and merged, the last one written counts."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from learner import Learner, exercise_of, exported_record
from playwright.sync_api import Page, expect
from taking import RECORD, SCENARIO, course, events
from test_record_file import delete_everything, import_file
from web import Site

from conftest import Visitors
from leitfaden.inline import plain
from leitfaden.wording import words_for

EN = words_for("en")
KEY = "queue/own-words/words/1"
LINE = "It is your turn, Ada."
Record = dict[str, Any]


@pytest.fixture
def page(visit: Visitors, taking: Site) -> Page:
    return visit(taking.url(SCENARIO))


def writer(page: Page, language: str = "en") -> Learner:
    return Learner(page, exercise_of(course(language), "queue/own-words"), language)


def write(page: Page, text: str) -> None:
    """Write and leave the field."""
    field = writer(page).activity.get_by_role("textbox")
    field.fill(text)
    field.blur()


def stored(page: Page) -> Record:
    """Return the record as a file."""
    record: Record = json.loads(page.evaluate("leitfaden.record.exported()"))
    return record


def texts(page: Page) -> dict[str, str]:
    return {key: own["text"] for key, own in stored(page)["texts"].items() if not key.startswith(":")}


# Keeping


def test_a_text_is_kept_and_comes_back_in_every_language(page: Page, taking: Site) -> None:
    write(page, LINE)
    assert texts(page) == {KEY: LINE}
    page.reload()
    expect(writer(page).activity.get_by_role("textbox")).to_have_value(LINE)
    page.goto(taking.url(f"de/{SCENARIO}"))
    expect(writer(page, "de").activity.get_by_role("textbox")).to_have_value(LINE)


def test_a_text_is_no_part_of_an_answer(page: Page) -> None:
    write(page, LINE)
    learner = writer(page)
    learner.activity.get_by_role("button", name=EN("keep"), exact=True).click()
    expect(learner.verdict).not_to_be_empty()
    assert [(event["responses"], event["score"]) for event in events(page)] == [({"write": {}}, None)]
    assert LINE not in json.dumps(events(page))


def test_what_is_written_counts_as_done(page: Page, taking: Site) -> None:
    """Without a score: neither right nor wrong."""
    write(page, LINE)
    writer(page).activity.get_by_role("button", name=EN("keep"), exact=True).click()
    page.goto(taking.url("desk/practice/"))
    row = page.get_by_role("main").get_by_role("listitem").filter(has_text=plain(writer(page).exercise.prompt)).last
    expect(row).to_contain_text(EN("state_done"))
    page.goto(taking.url())
    expect(page.get_by_text(EN("progress_tried", tried=1, done=1, total=5))).to_be_visible()


def test_a_text_alone_is_not_done(page: Page, taking: Site) -> None:
    write(page, LINE)
    page.goto(taking.url())
    expect(page.get_by_text(EN("progress_none"))).to_be_visible()


def test_a_text_reaches_the_other_tab(page: Page, visit: Visitors, taking: Site) -> None:
    other = visit(taking.url(SCENARIO), context=page.context)
    write(page, LINE)
    expect(writer(other).activity.get_by_role("textbox")).to_have_value(LINE)


# The file


def test_export_delete_import(page: Page, taking: Site) -> None:
    write(page, LINE)
    page.goto(taking.url(RECORD))
    expect(page.get_by_text(EN.counted("record_kept", 1), exact=True)).to_be_visible()
    record = exported_record(page, "en")
    assert record["texts"][KEY]["text"] == LINE
    delete_everything(page, EN)
    assert exported_record(page, "en") == {**record, "texts": {}}
    expect(page.get_by_text(EN("record_empty"), exact=True)).to_be_visible()
    import_file(page, json.dumps(record), EN)
    expect(page.get_by_text(EN.counted("record_imported", 1), exact=True)).to_be_visible()
    assert exported_record(page, "en") == record


@pytest.mark.parametrize(("time", "wins"), [("2000-01-01T00:00:00.000Z", False), ("2100-01-01T00:00:00.000Z", True)])
def test_the_last_one_written_counts(page: Page, taking: Site, time: str, wins: bool) -> None:
    write(page, LINE)
    record = stored(page)
    page.goto(taking.url(RECORD))
    import_file(page, json.dumps({**record, "texts": {KEY: {"text": "From elsewhere.", "time": time}}}), EN)
    expect(page.get_by_text(EN.counted("record_imported", 1) if wins else EN("record_nothing_new"), exact=True)).to_be_visible()
    assert texts(page) == {KEY: "From elsewhere." if wins else LINE}


def test_a_clock_that_runs_ahead_elsewhere_wins_once_only(page: Page) -> None:
    """What she writes later counts, though her own clock says that it is earlier, and whatever is imported again."""
    ahead = json.dumps({**stored(page), "texts": {KEY: {"text": "From elsewhere.", "time": "2100-01-01T00:00:00.000Z"}}})
    page.evaluate("(file) => leitfaden.record.merge(file)", ahead)
    write(page, LINE)
    page.evaluate("(file) => leitfaden.record.merge(file)", ahead)
    assert texts(page) == {KEY: LINE}
    page.reload()
    assert texts(page) == {KEY: LINE}


@pytest.mark.parametrize("time", ["+275760-09-13T00:00:00.000Z", "-000001-01-01T00:00:00.000Z", "1 Jan 2001", "9999-12-31T23:59:59.999Z"])
def test_strange_times_do_no_harm(page: Page, time: str) -> None:
    page.evaluate("(file) => leitfaden.record.merge(file)", json.dumps({**stored(page), "texts": {KEY: {"text": "From elsewhere.", "time": time}}}))
    write(page, LINE)
    page.reload()
    assert texts(page) == {KEY: LINE}


HOSTILE: dict[str, Callable[[], Any]] = {
    "a list": list,
    "a text": lambda: "text",
    "null": lambda: None,
    "a text that is null": lambda: {KEY: None},
    "a text without a time": lambda: {KEY: {"text": "x"}},
    "a time without a text": lambda: {KEY: {"time": "2026-01-01T00:00:00Z"}},
    "a number for a text": lambda: {KEY: {"text": 7, "time": "2026-01-01T00:00:00Z"}},
    "a number for a time": lambda: {KEY: {"text": "x", "time": 7}},
    "a time that is none": lambda: {KEY: {"text": "x", "time": "yesterday"}},
    "a long time": lambda: {KEY: {"text": "x", "time": "2026-01-01T00:00:00Z" + " " * 300}},
    "a bad one among good ones": lambda: {"a": {"text": "x", "time": "2026-01-01T00:00:00Z"}, "b": []},
}


def test_hostile_texts_are_refused_whole(page: Page, taking: Site) -> None:
    write(page, LINE)
    record = stored(page)
    page.goto(taking.url(RECORD))
    harmed = [name for name, make in HOSTILE.items() if not refused(page, {**record, "texts": make()}, record)]
    assert harmed == []


def refused(page: Page, file: Record, record: Record) -> bool:
    expect(page.get_by_text(EN.counted("record_kept", 1), exact=True)).to_be_visible()
    import_file(page, json.dumps(file), EN)
    expect(page.get_by_text(EN("record_bad_file"), exact=True)).to_be_visible()
    return exported_record(page, "en") == record


def test_a_file_without_texts_is_fine(page: Page) -> None:
    write(page, LINE)
    record = stored(page)
    del record["texts"]
    assert page.evaluate("(file) => leitfaden.record.merge(file)", json.dumps(record)) == 0
    assert texts(page) == {KEY: LINE}


def test_script_in_a_text_stays_text(page: Page, taking: Site) -> None:
    attack = "</textarea><img src=x onerror=alert(1)><script>alert(2)</script>"
    page.on("dialog", lambda dialog: pytest.fail(f"the file's script ran: {dialog.message}"))
    own = {"text": attack, "time": "2100-01-01T00:00:00Z", "extra": 1}
    file = {**stored(page), "texts": {KEY: own, attack: own, "__proto__": own, ":seed": own, ":confidence": own}}
    page.evaluate("(file) => leitfaden.record.merge(file)", json.dumps(file))
    page.reload()
    expect(writer(page).activity.get_by_role("textbox")).to_have_value(attack)
    assert texts(page) == {KEY: attack, attack: attack, "__proto__": attack}
    assert all(set(one) == {"text", "time"} for one in stored(page)["texts"].values())
    assert page.evaluate("({}).text") is None
    page.goto(taking.url(RECORD))
    expect(page.get_by_text(EN.counted("record_kept", 3), exact=True)).to_be_visible()


# Merging, whatever the files hold and in whatever order they come

times = st.sampled_from(["2026-01-01T00:00:00.000Z", "2026-01-01T00:00:00Z", "2026-01-01T00:00:00.001Z", "2026-01-02T10:00:00+02:00", "2100-01-01T00:00:00Z"])
own_texts = st.dictionaries(
    st.sampled_from(["a/b/c/1", "a/b/c/2", ":seed", "__proto__"]), st.fixed_dictionaries({"text": st.sampled_from(["", "x", "y"]), "time": times})
)
answers = st.builds(
    lambda name, time: {
        "id": name, "activity": "a/b", "revision": "1", "responses": {}, "score": None, "try": 1, "time": time, "duration": 0, "confidence": None, "hints": 0,
    },
    st.sampled_from("pqr"),
    st.just("2026-01-01T00:00:00.000Z"),
)  # fmt: skip
files = st.lists(
    st.fixed_dictionaries({"leitfaden": st.just(1), "course": st.just("taking-course"), "events": st.lists(answers, max_size=2), "texts": own_texts}),
    max_size=4,
)
MERGED = """(text) => JSON.parse(text).map((files) => {
    leitfaden.record.clear();
    files.forEach((file) => leitfaden.record.merge(JSON.stringify(file)));
    return leitfaden.record.exported();
})"""


@pytest.fixture(scope="module")
def merging(browser: Any, taking: Site) -> Iterator[Page]:
    page = browser.new_page()
    page.goto(taking.url())
    yield page
    page.close()


def merged(page: Page, *orders: list[Record]) -> list[Record]:
    """Return the records that files make, for each order in which they come. They travel as text, which keeps `__proto__`."""
    return [json.loads(one) for one in page.evaluate(MERGED, json.dumps(orders))]


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(files, st.randoms(use_true_random=False))
def test_merging_asks_for_no_order_and_twice_is_once(merging: Page, files: list[Record], random: Any) -> None:
    turned = random.sample(files, len(files))
    once, other, twice, again = merged(merging, files, turned, files + turned, [*files, *files[:1]])
    assert once == other == twice == again
    assert set(once["texts"]) == {key for file in files for key in file["texts"]}
    assert {event["id"] for event in once["answered"]} == {event["id"] for file in files for event in file["events"]}


@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(files, files)
def test_merging_what_was_merged_is_the_same(merging: Page, files: list[Record], others: list[Record]) -> None:
    first, second = merged(merging, files, others)
    together, through = merged(merging, files + others, [second, first])
    assert together == through
