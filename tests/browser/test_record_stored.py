"""How the record lies on the device: in parts, through faults of storage and of other tabs, from every version, all of it listed."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
from learner import exported_record
from playwright.sync_api import Page, expect
from taking import RECORD, SCENARIO, at_work, exercise, responses
from test_record_file import delete_everything, import_file
from web import Site

from conftest import Visitors
from leitfaden.wording import words_for

EN = words_for("en")
HOME = "leitfaden:taking-course"
VERSIONS = sorted((Path(__file__).parent / "records").glob("*.json"), key=lambda file: int(file.stem))
LATEST = 2
STORED = "() => Object.fromEntries(Object.entries(localStorage).filter(([key]) => key.startsWith('leitfaden:')))"
REFUSE = """(pattern) => {
    const real = Storage.prototype.setItem;
    Storage.prototype.setItem = function (key, text) {
        if (new RegExp(pattern).test(key)) throw new DOMException("full", "QuotaExceededError");
        return real.call(this, key, text);
    };
}"""
Record = dict[str, Any]


def record(page: Page) -> Record:
    found: Record = json.loads(page.evaluate("leitfaden.record.exported()"))
    return found


def stored(page: Page) -> dict[str, str]:
    found: dict[str, str] = page.evaluate(STORED)
    return found


def put(page: Page, key: str, text: str) -> None:
    page.evaluate("([key, text]) => localStorage.setItem(key, text)", [key, text])


def released(version: int) -> str:
    return next(file for file in VERSIONS if file.stem == str(version)).read_text(encoding="utf-8")


def answered(name: str, time: str = "2026-11-20T10:00:00.000Z") -> Record:
    return {
        "id": name, "activity": "queue/first-line", "revision": exercise("first-line").revision, "responses": {"pick": ["until"]}, "score": 1, "try": 1,
        "time": time, "duration": 3, "confidence": None, "hints": 0, "sitting": "",
    }  # fmt: skip


def file_of(*events: Record, **changes: Any) -> str:
    return json.dumps({"leitfaden": LATEST, "course": "taking-course", "answered": events, **changes})


def notice(page: Page, name: str) -> None:
    expect(page.get_by_role("main").get_by_role("status").filter(has_text=EN(f"storage_{name}"))).to_have_count(1)


# Versions


def test_a_record_of_every_version_is_kept_here() -> None:
    assert [int(file.stem) for file in VERSIONS] == list(range(1, LATEST + 1))


@pytest.mark.parametrize("version", range(1, LATEST + 1))
@pytest.mark.parametrize("how", ["stored", "imported"])
def test_what_an_earlier_version_kept_is_all_there(visit: Visitors, taking: Site, version: int, how: str) -> None:
    old = json.loads(released(version))
    page = visit(taking.url(RECORD))
    if how == "stored":
        put(page, HOME, released(version))
        page.reload()
    else:
        import_file(page, released(version), EN)
        expect(page.get_by_text(EN.counted("record_kept", 1).split("1")[-1])).to_have_count(0)
    new = exported_record(page, "en")
    assert new["leitfaden"] == LATEST
    assert new["texts"] == old["texts"]
    events = old["events"] if version == 1 else old["answered"]
    assert new["answered"] == [{"sitting": "", **event} for event in sorted(events, key=lambda one: one["time"])]
    assert (new["begun"], new["finished"]) == (old.get("begun", []), old.get("finished", []))
    page.goto(taking.url(SCENARIO))
    assert at_work(page, "in-order").given() == events[7]["responses"]
    assert all(json.loads(text)["leitfaden"] == LATEST for text in stored(page).values())


def test_moving_up_takes_nothing_away_before_it_stands_elsewhere(visit: Visitors, taking: Site) -> None:
    """The device has no room for the days: what the earlier version kept stays as it was, until there is."""
    page = visit(taking.url(SCENARIO))
    put(page, HOME, released(1))
    page.add_init_script(f"({REFUSE})({json.dumps(f'^{HOME}:')})")
    page.reload()
    notice(page, "full")
    assert at_work(page, "first-line").given() == {"pick": ["until"]}
    assert stored(page) == {HOME: released(1)}
    other = visit(taking.url(SCENARIO), context=page.context)
    assert {"sitting": "", **json.loads(released(1))["events"][0]} in record(other)["answered"]
    assert set(stored(other)) == {HOME, f"{HOME}:2026-11-23"}
    assert "answered" not in json.loads(stored(other)[HOME])


# Parts and faults


def test_answers_lie_by_day_and_texts_apart(visit: Visitors, taking: Site) -> None:
    page = visit(taking.url(SCENARIO))
    page.evaluate("(events) => events.forEach((one) => leitfaden.record.add(one))", [answered("a"), answered("b", "2026-11-21T23:59:59+02:00"), answered("c")])
    days = {key: [one["id"] for one in json.loads(text)["answered"]] for key, text in stored(page).items() if key != HOME}
    assert days == {f"{HOME}:2026-11-20": ["a", "c"], f"{HOME}:2026-11-21": ["b"]}


@pytest.mark.parametrize(
    ("broken", "kept"),
    [
        (lambda text: text[: len(text) // 2], []),
        (lambda _: "\x00\x00\x00", []),
        (lambda text: text.replace('"score": 1', '"score": 7', 1), ["b"]),
    ],
    ids=["cut off", "zeros", "one event broken"],
)
def test_a_part_that_broke_takes_nothing_else_along(visit: Visitors, taking: Site, broken: Any, kept: list[str]) -> None:
    page = visit(taking.url(SCENARIO))
    text = broken(file_of(answered("a"), answered("b", "2026-11-20T11:00:00.000Z")))
    put(page, f"{HOME}:2026-11-20", text)
    put(page, f"{HOME}:2026-11-19", file_of(answered("sound", "2026-11-19T10:00:00.000Z")))
    page.reload()
    notice(page, "damaged")
    assert [one["id"] for one in record(page)["answered"]] == ["sound", *kept]
    aside = [key for key in stored(page) if key.startswith(f"{HOME}:damaged:")]
    assert [stored(page)[key] for key in aside] == [text]
    at_work(page, "first-line").page.reload()
    expect(page.get_by_text(EN("storage_damaged"))).to_have_count(0)
    assert len(record(page)["answered"]) == 1 + len(kept)
    page.goto(taking.url(RECORD))
    expect(page.get_by_role("row", name=re.compile(re.escape(EN("stored_damaged"))))).to_be_visible()


def test_what_broke_and_has_no_room_beside_it_stays_where_it_is(visit: Visitors, taking: Site) -> None:
    page = visit(taking.url(SCENARIO))
    today = page.evaluate("`leitfaden:taking-course:${new Date().toISOString().slice(0, 10)}`")
    put(page, today, "{broken")
    page.add_init_script(f"({REFUSE})(':damaged:')")
    page.reload()
    notice(page, "full")
    learner = at_work(page, "first-line")
    learner.answer_right()
    expect(learner.verdict).to_have_text(EN("right"))
    assert stored(page)[today] == "{broken"


@pytest.mark.parametrize("key", [HOME, f"{HOME}:2026-11-20"])
def test_a_newer_part_is_kept_and_nothing_is_written(visit: Visitors, taking: Site, key: str) -> None:
    page = visit(taking.url(SCENARIO))
    before = {HOME: file_of(texts={}), f"{HOME}:2026-11-19": file_of(answered("old", "2026-11-19T10:00:00.000Z"))}
    before[key] = json.dumps({"leitfaden": LATEST + 1, "course": "taking-course", "shape": "unknown"})
    for name, text in before.items():
        put(page, name, text)
    page.reload()
    notice(page, "newer")
    learner = at_work(page, "what-helps")
    learner.answer_right()
    expect(learner.verdict).to_have_text(EN("right"))
    assert stored(page) == before


def test_a_write_that_failed_is_made_up_for(visit: Visitors, taking: Site) -> None:
    page = visit(taking.url(SCENARIO))
    page.evaluate(REFUSE.replace("new RegExp(pattern).test(key)", "window.noRoom"))
    page.evaluate("window.noRoom = true")
    page.evaluate("(event) => leitfaden.record.add(event)", answered("lost"))
    notice(page, "full")
    page.evaluate("window.noRoom = false")
    page.evaluate("(event) => leitfaden.record.add(event)", answered("later", "2026-11-21T10:00:00.000Z"))
    expect(page.get_by_text(EN("storage_full"))).to_have_count(0)
    page.reload()
    assert [one["id"] for one in record(page)["answered"]] == ["lost", "later"]


def test_what_another_tab_overwrote_unseen_comes_back(visit: Visitors, taking: Site) -> None:
    """Two tabs write in the same moment, each without having seen the other: the last write wins, and the loser writes again."""
    page = visit(taking.url(SCENARIO))
    other = visit(taking.url(), context=page.context)
    page.evaluate("(event) => leitfaden.record.add(event)", answered("mine"))
    put(other, f"{HOME}:2026-11-20", file_of(answered("theirs")))
    page.wait_for_function("(key) => localStorage.getItem(key).includes('mine')", arg=f"{HOME}:2026-11-20")
    assert {one["id"] for one in json.loads(stored(other)[f"{HOME}:2026-11-20"])["answered"]} == {"mine", "theirs"}
    other.wait_for_function("leitfaden.record.count() === 2")


# All of it, in words


def test_every_stored_thing_is_listed_and_deleted(visit: Visitors, taking: Site) -> None:
    """A tour of everything that stores; whatever a browser can keep is compared with the list, and gone after the press."""
    page = visit(taking.url(SCENARIO))
    for name in ("first-line", "how-it-sounds"):
        at_work(page, name).answer_right()
    page.evaluate("(file) => leitfaden.record.merge(file)", released(LATEST))
    page.get_by_role("textbox").first.fill("Mine.")
    page.get_by_role("textbox").first.blur()
    page.evaluate("localStorage.setItem('/elsewhere/.__palette', 'another site of this host')")
    page.evaluate("__md_set('__palette', { index: 1 })")
    page.goto(taking.url(RECORD))
    page.get_by_label(EN("confidence_ask")).check()
    page.wait_for_load_state("networkidle")
    kept = page.evaluate(EVERYTHING)
    assert {HOME, f"{HOME}:2026-11-23"} <= set(kept)
    assert any(key.endswith("/.__palette") for key in kept if not key.startswith("/elsewhere"))
    theme_last = sorted(set(kept) - {"/elsewhere/.__palette"}, key=lambda key: (".__" in key, key))
    expect(page.get_by_role("table").get_by_role("code")).to_have_text(theme_last)
    delete_everything(page, EN)
    expect(page.get_by_text(EN("record_deleted"))).to_be_visible()
    assert page.evaluate(EVERYTHING) == ["/elsewhere/.__palette"]


EVERYTHING = """async () => [
    ...Object.keys(localStorage), ...Object.keys(sessionStorage), ...await caches.keys(),
    ...(await indexedDB.databases()).map(({ name }) => name), ...document.cookie.split(";").filter(Boolean),
]"""


def test_an_exported_file_is_complete(visit: Visitors, taking: Site) -> None:
    """Exported, deleted, imported: the same parts lie there again, byte for byte."""
    page = visit(taking.url(RECORD))
    import_file(page, released(LATEST), EN)
    page.get_by_label(EN("confidence_ask")).check()
    before, file = stored(page), record(page)
    delete_everything(page, EN)
    assert stored(page) == {}
    import_file(page, json.dumps(file), EN)
    expect(page.get_by_text(EN("record_deleted"))).to_have_count(0)
    assert stored(page) == before


# What may end it, said before


@pytest.mark.parametrize(
    ("script", "word"),
    [
        ("window.GestureEvent = class {};", "week"),
        ("if (navigator.storage) navigator.storage.getDirectory = () => Promise.reject(new DOMException('', 'SecurityError'));", "private"),
    ],
)
def test_a_browser_that_forgets_is_told_of_beside_the_export(visit: Visitors, taking: Site, script: str, word: str) -> None:
    context = visit.context(locale="en-GB")
    context.add_init_script(script)
    page = visit(taking.url(RECORD), context=context)
    page.evaluate("(event) => leitfaden.record.add(event)", answered("one"))
    page.reload()
    note = page.get_by_role("main").get_by_text(EN(f"lasting_{word}"))
    expect(note).to_be_visible()
    with page.expect_download() as download:
        note.get_by_role("button", name=EN("record_export")).click()
    assert [one["id"] for one in json.loads(Path(download.value.path()).read_text())["answered"]] == ["one"]


def test_elsewhere_nothing_is_said(visit: Visitors, taking: Site) -> None:
    page = visit(taking.url(RECORD))
    page.evaluate("(event) => leitfaden.record.add(event)", answered("one"))
    page.reload()
    expect(page.get_by_text(EN.counted("record_kept", 1), exact=True)).to_be_visible()
    expect(page.get_by_role("main").get_by_role("button", name=EN("record_export"))).to_have_count(1)


def test_answers_of_a_test_count_when_it_is_handed_in(visit: Visitors, taking: Site) -> None:
    page = visit(taking.url(SCENARIO))
    file = json.loads(released(LATEST))
    counting = "leitfaden.record.answers().filter((one) => one.sitting).map((one) => one.score)"
    page.evaluate("(file) => leitfaden.record.merge(file)", json.dumps({**file, "finished": []}))
    assert page.evaluate(counting) == []
    earlier = {**file["answered"][-1], "id": "earlier", "score": 0, "responses": responses("first-line", "wrong"), "time": "2026-11-23T07:20:05.000Z"}
    late = {**file["answered"][-1], "id": "late", "score": 0, "time": "2026-11-23T07:22:00.000Z"}
    page.evaluate("(file) => leitfaden.record.merge(file)", json.dumps({**file, "answered": [earlier, late]}))
    assert page.evaluate(counting) == [1], "the last answer before it was handed in, and none after"
    assert page.evaluate("leitfaden.record.of(['queue/first-line'], leitfaden.record.events()[0].revision).length") == 2, "practice is not concerned"
