"""The texts that a learning platform is given: resume data that keep a record in 4,096 characters, and answers in SCORM's signs."""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping
from dataclasses import asdict, replace
from functools import cache
from importlib import resources
from pathlib import Path
from typing import Any, assert_never

import pytest
from playwright.sync_api import Browser, Page

from leitfaden.exercises import Exercise, Gap, Interaction, Mark, Order, Pick, Place, Rate, Write
from leitfaden.exercises import Path as Way
from leitfaden.exporters.scorm12_answers import entries, marks
from leitfaden.localising import localised
from leitfaden.reading import read_course
from leitfaden.rules import rules

SCRIPTS = ("suspended.js", "scorm12_answers.js")
ROOM = 4096


@pytest.fixture(scope="module")
def page(browser: Browser) -> Iterator[Page]:
    """A page with the scripts that make these texts, and nothing else."""
    context = browser.new_context()
    page = context.new_page()
    for name in SCRIPTS:
        page.add_script_tag(content=(resources.files("leitfaden.exporters") / name).read_text(encoding="utf-8"))
    yield page
    context.close()


@cache
def exercises() -> tuple[Exercise, ...]:
    """Twelve activities, of every form."""
    course = read_course([Path(__file__).parent / "lms_course"])[0]
    found = localised(course, "en").scenarios["late"].exercises
    assert len(found) == 12
    return found


def kept(*given: Exercise) -> list[dict[str, Any]]:
    """Return what the scripts know of activities."""
    return [{"id": one.id, "revision": one.revision, "marks": marks(one), "rules": {part.id: rules(part) for part in one.interactions}} for one in given]


def answered(one: Exercise, attempt: int, chance: random.Random) -> dict[str, Any]:
    """Return an event as the site emits it, with whatever somebody may have answered."""
    return {
        "id": f"{chance.getrandbits(128):032x}",
        "activity": one.id,
        "revision": one.revision,
        "responses": {part.id: any_answer(part, chance) for part in one.interactions},
        "score": chance.choice([0, 1, round(chance.random(), 6)]) if one.scored else None,
        "try": attempt,
        "time": f"2026-09-{20 + attempt:02d}T10:{chance.randrange(60):02d}:{chance.randrange(60):02d}.000Z",
        "duration": chance.randrange(400),
        "confidence": chance.choice([None, 1, 2, 3]),
        "hints": chance.randrange(3),
    }


def any_answer(part: Interaction, chance: random.Random) -> Any:
    match part:
        case Pick():
            ids = [option.id for option in part.options]
            return sorted(chance.sample(ids, chance.randint(1, len(ids) if part.several else 1)))
        case Mark():
            return [target.id for target in part.targets if chance.random() < 0.5]
        case Rate():
            return chance.choice(part.scale).id
        case Order():
            return chance.sample([step.id for step in part.steps], len(part.steps))
        case Place():
            return {slot.id: chance.choices([item.id for item in part.items], k=chance.randrange(3)) for slot in part.slots}
        case Gap():
            return {
                blank.id: [chance.choice(blank.options).id] if blank.options else [chance.choice([blank.answers[0].id, ""]), "Grüße; um 8 | ~ 🦆", "de"]
                for blank in part.blanks
            }
        case Write():
            return {criterion.id: [chance.choice(part.scale).id] for criterion in part.criteria}
        case Way():
            return [chance.choice([turn.id for scene in part.scenes for turn in scene.turns]) for _ in range(chance.randrange(1, 9))]
        case other:
            assert_never(other)


def record(tries: int = 3, texts: Mapping[str, str] | None = None) -> dict[str, Any]:
    """Return a record of all activities, tried that often, in order of time."""
    chance = random.Random(7)
    events = [answered(one, attempt, chance) for attempt in range(1, tries + 1) for one in exercises()]
    own = {key: {"text": text, "time": "2026-09-21T08:00:00.000Z"} for key, text in {":seed": "0123456789abcdef" * 2, **(texts or {})}.items()}
    return {"answered": sorted(events, key=lambda event: event["time"]), "texts": own}


def suspended(page: Page, given: Mapping[str, Any], room: int = ROOM) -> dict[str, Any]:
    made: dict[str, Any] = page.evaluate("([record, activities, room]) => suspendedRecord(record, activities, room)", [given, kept(*exercises()), room])
    assert len(made["text"]) <= room
    assert made["text"].isascii()
    assert made["text"].isprintable()
    return made


def resumed(page: Page, text: str, *given: Exercise) -> dict[str, Any]:
    found: dict[str, Any] = page.evaluate("([text, activities]) => resumedRecord(text, activities)", [text, kept(*(given or exercises()))])
    return found


def by_activity(found: Mapping[str, Any]) -> dict[str, list[dict[str, Any]]]:
    events: dict[str, list[dict[str, Any]]] = {}
    for event in found["answered"]:
        events.setdefault(event["activity"], []).append(event)
    return events


# Resume data


def test_three_tries_of_twelve_activities_of_all_forms_fit(page: Page) -> None:
    given = record()
    made = suspended(page, given)
    assert (made["whole"], made["lost"]) == (True, [])
    assert len(made["text"]) < ROOM / 2, "the other half is for texts of her own"


def test_everything_comes_back_but_what_was_answered_between_first_and_last(page: Page) -> None:
    given = record()
    found = resumed(page, suspended(page, given)["text"])
    before, after = by_activity(given), by_activity(found)
    assert before.keys() == after.keys()
    for key, events in before.items():
        for old, new in zip(events, after[key], strict=True):
            for field in ("activity", "revision", "score", "try", "time", "duration", "confidence", "hints"):
                assert new[field] == old[field], (key, field)
        assert [new["responses"] for new in after[key]] == [events[0]["responses"], {}, events[2]["responses"]], key
    ids = [event["id"] for event in found["answered"]]
    assert len(set(ids)) == len(ids)
    assert found["texts"] == given["texts"]


def test_what_was_resumed_is_suspended_alike(page: Page) -> None:
    once = suspended(page, record())["text"]
    assert suspended(page, resumed(page, once))["text"] == once


def test_own_texts_come_back_to_the_letter(page: Page) -> None:
    texts = {"late/reflect/what/1": "Grüße!\n\n„Ja“; 5 | 3 ~ 2 * <b>&amp;</b> ^ \\ % + \"'", "late/draft/text/1": "🦆 #enten @ada https://example.org/?a=b"}
    made = suspended(page, record(texts=texts))
    assert made["lost"] == []
    found = resumed(page, made["text"])
    assert {key: own["text"] for key, own in found["texts"].items() if key != ":seed"} == texts


def test_own_texts_go_in_as_far_as_they_fit(page: Page) -> None:
    """Whole ones, the shortest first; answers and what shuffling hangs on come before them."""
    texts = {"late/reflect/what/1": "a" * 3400, "late/reflect/felt/1": "b" * 40, "late/draft/text/1": "ä" * 900, "late/reflect/what/2": ""}
    made = suspended(page, record(texts=texts))
    assert sorted(made["lost"]) == ["late/draft/text/1", "late/reflect/what/1"]
    assert made["whole"]
    assert resumed(page, made["text"])["texts"].keys() == {":seed", "late/reflect/felt/1"}


@pytest.mark.parametrize("room", [2048, 1200, 900, 600, 300, 150, 80])
def test_with_less_room_scores_stay_longest(page: Page, room: int) -> None:
    given = record(tries=4)
    made = suspended(page, given, room)
    before, after = by_activity(given), by_activity(resumed(page, made["text"]))
    assert made["whole"] or room < 2048
    assert after.keys() == {one.id for one in exercises()[: len(after)]}, "whole activities go last, from the end"
    assert len(after) == 12 or room < 600
    for key, events in after.items():
        assert events[0]["score"] == before[key][0]["score"], "first tries decide"
        assert events[-1]["score"] == before[key][-1]["score"]


def test_however_many_tries_it_fits(page: Page) -> None:
    made = suspended(page, record(tries=9, texts={"late/reflect/what/1": "ü" * 5000}))
    assert made["lost"] == ["late/reflect/what/1"]
    assert {key: len(events) for key, events in by_activity(resumed(page, made["text"])).items()} == {one.id: 9 for one in exercises()}


def test_a_changed_activity_is_open_again_and_a_renamed_one_is_not(page: Page) -> None:
    text = suspended(page, record())["text"]
    first, second, *others = exercises()
    now = (replace(first, revision="ffffffff"), replace(second, id="late/new-name", formerly=(second.id,)), *others)
    found = by_activity(resumed(page, text, *now))
    assert first.id not in found
    assert len(found["late/new-name"]) == 3
    assert len(found) == 11


@pytest.mark.parametrize("text", ["", "1", "2|0||", "bookmark=3", '{"events": []}', "1|x|;;|a;b", "1|0|;;;*|", "\x00|~|"])
def test_a_text_of_somebody_else_is_an_empty_record(page: Page, text: str) -> None:
    assert resumed(page, text)["answered"] == []


# Answers


def told(page: Page, one: Exercise, part: str, answer: Any) -> list[str]:
    (entry,) = [asdict(entry) for entry in entries(one) if entry.part == part]
    found: list[str] = page.evaluate("([entry, answer]) => toldAnswers(entry, answer)", [entry, answer])
    return found


def activity(name: str) -> Exercise:
    return next(one for one in exercises() if one.id == f"late/{name}")


def test_a_typed_answer_is_cut_between_two_signs(page: Page) -> None:
    (text,) = told(page, activity("gap"), "when", {"when": ["", "a" * 254 + "🦆", "en"]})
    assert text == "a" * 254
    assert told(page, activity("gap"), "when", {"when": ["hour", "ü" * 255, "en"]}) == ["ü" * 255]


def test_decisions_go_on_in_another_entry_where_one_is_too_short(page: Page) -> None:
    taken = ["look", "silent", "sorry"] * 40
    texts = told(page, activity("branch"), "", taken)
    assert len(texts) == 3
    assert all(0 < len(text) <= 255 for text in texts)
    assert ",".join(texts).split(",") == taken


def test_what_was_placed_is_told_slot_by_slot(page: Page) -> None:
    assert told(page, activity("mix"), "", {"mon": ["offer", "award"], "wed": [], "fri": ["thanks"]}) == ["mon=offer+award;fri=thanks"]
    assert told(page, activity("match"), "", {"waits": ["team", "eight"], "heard": []}) == ["b.b,d.b"]


def test_nothing_marked_is_an_answer_too(page: Page) -> None:
    (entry, _) = [asdict(entry) for entry in entries(activity("mark"))]
    assert page.evaluate("(entry) => toldAnswers(entry, [])", entry) == [""]


@pytest.mark.parametrize(("seconds", "span"), [(0, "0000:00:00"), (59.4, "0000:00:59"), (3725, "0001:02:05"), (-3, "0000:00:00"), (1e9, "9999:46:40")])
def test_spans_of_time(page: Page, seconds: float, span: str) -> None:
    assert page.evaluate("(seconds) => timespan(seconds)", seconds) == span


@pytest.mark.parametrize(("points", "result"), [(1, "correct"), (0, "wrong"), (0.25, "0.25"), (0.000001, "0.000001"), (None, "neutral")])
def test_results(page: Page, points: float | None, result: str) -> None:
    assert page.evaluate("(points) => toldResult(points)", points) == result
