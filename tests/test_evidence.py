"""What the learner's answers say of claims: which answers count, what is due, in which order, and asked with what."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from fsrs import Card, Rating, Scheduler
from hypothesis import given
from hypothesis import strategies as st
from playwright.sync_api import Browser, Page

from review_scripts import DAY, HOUR, START, open_review

Values = dict[str, Any]

REFERENCE = Scheduler(learning_steps=(), relearning_steps=(), enable_fuzzing=False)
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
EVENING = START + 8 * HOUR


def activity(name: str, *claims: str, use: str = "practice", scored: bool = True, former: tuple[str, ...] = ()) -> Values:
    return {"id": name, "revision": f"{name}-now", "former": [*former], "claims": [*claims], "scored": scored, "use": use}


def answered(name: str, time: int, score: float | None = 1, key: str = "", revision: str = "", **more: Any) -> Values:
    written = (EPOCH + timedelta(milliseconds=time)).isoformat(timespec="milliseconds").replace("+00:00", "Z")
    return {
        "id": key or f"{name} {time}", "activity": name, "revision": revision or f"{name}-now", "responses": {}, "score": score, "try": 1,
        "time": written, "duration": 9, "confidence": None, "hints": 0, "sitting": "",
    } | more  # fmt: skip


ACTIVITIES = [
    activity("lounge/first", "N1", "N2"),
    activity("lounge/second", "N2"),
    activity("lounge/third", "N2", "N3", former=("lounge/drei", "foyer/third")),
    activity("lounge/exam", "N1", "N4", use="test"),
    activity("lounge/diary", "N1", scored=False),
    activity("lounge/twice", "N5", "N5"),
]


@pytest.fixture(scope="module")
def page(browser: Browser) -> Iterator[Page]:
    page = open_review(browser)
    yield page
    page.close()


def told(page: Page, code: str, *values: Any) -> Any:
    """Return what a function in the browser makes of `values`; both travel as text, the quickest way by far."""
    return json.loads(page.evaluate(f"(text) => JSON.stringify(({code})(...JSON.parse(text)))", json.dumps(values)))


def evidence(page: Page, answers: list[Values], activities: list[Values] = ACTIVITIES) -> list[str]:
    """Return the ids of the answers that count, in the browser's order."""
    found: list[str] = told(page, "(answers, activities) => evidence(answers, activities).map((one) => one.answered.id)", answers, activities)
    return found


def cards(page: Page, answers: list[Values], activities: list[Values] = ACTIVITIES) -> dict[str, Values]:
    """Return the cards by claim; of histories the answers' ids and ratings, of activities the ids."""
    code = """(answers, activities) => Object.fromEntries([...cards(answers, activities)].map(([claim, card]) => [claim, {
        ...card, history: card.history.map((one) => [one.answered.id, one.rating]), asks: card.asks.map((one) => one.id),
    }]))"""
    made: dict[str, Values] = told(page, code, answers, activities)
    return made


def due(page: Page, answers: list[Values], now: int, activities: list[Values] = ACTIVITIES) -> list[str]:
    """Return the claims that are due, in the order of review."""
    code = "(answers, activities, now) => dueClaims(cards(answers, activities), now).map((card) => card.claim)"
    claims: list[str] = told(page, code, answers, activities, now)
    return claims


# What counts


def test_tries_within_a_day_of_the_one_that_counted_do_not_count(page: Page) -> None:
    times = [0, HOUR, DAY - 1, DAY, DAY + HOUR, 2 * DAY - 1, 2 * DAY + HOUR]
    answers = [answered("lounge/first", START + time, key=str(time)) for time in times]
    assert evidence(page, answers) == ["0", str(DAY), str(2 * DAY + HOUR)]


def test_an_answer_that_did_not_count_does_not_put_the_next_one_off(page: Page) -> None:
    answers = [answered("lounge/first", START + hours * HOUR, key=str(hours)) for hours in (0, 20, 30)]
    assert evidence(page, answers) == ["0", "30"]


def test_each_activity_has_a_day_of_its_own(page: Page) -> None:
    assert evidence(page, [answered("lounge/first", START), answered("lounge/second", START + 1)]) == [f"lounge/first {START}", f"lounge/second {START + 1}"]


def test_answers_under_former_ids_count_as_those_of_the_activity(page: Page) -> None:
    now = {"revision": "lounge/third-now"}
    answers = [
        answered("foyer/third", START, key="oldest", **now), answered("lounge/drei", START + HOUR, key="same day", **now),
        answered("lounge/drei", START + DAY, key="old", **now), answered("lounge/third", START + 2 * DAY, key="new"),
    ]  # fmt: skip
    assert evidence(page, answers) == ["oldest", "old", "new"]


@pytest.mark.parametrize(
    "answer",
    [
        answered("lounge/first", START, revision="lounge/first-before"),
        answered("lounge/gone", START),
        answered("lounge/diary", START, None),
        answered("lounge/diary", START, 1),
        answered("lounge/first", START, None),
        answered("__proto__", START),
    ],
    ids=["another key", "gone", "written", "a score of what is not scored", "no score", "no activity at all"],
)
def test_what_is_no_evidence(page: Page, answer: Values) -> None:
    assert evidence(page, [answer]) == []
    assert cards(page, [answer]) == {}


def test_of_two_answers_at_once_the_one_with_the_lower_id_counts(page: Page) -> None:
    answers = [answered("lounge/first", START, 0, key="b"), answered("lounge/first", START, 1, key="a"), answered("lounge/first", START, 0.5, key="c")]
    assert evidence(page, answers) == ["a"]


def test_a_time_may_be_written_in_any_zone(page: Page) -> None:
    later = answered("lounge/first", START, key="later") | {"time": "2026-03-01T01:30:00+02:00"}
    earlier = answered("lounge/first", START, key="earlier") | {"time": "2026-02-28T23:00:00Z"}
    assert evidence(page, [later, earlier]) == ["earlier"]


# How well it was known


@pytest.mark.parametrize(
    ("score", "hints", "confidence", "rating"),
    [
        (0, 0, None, 1), (0.499999, 0, 1, 1), (0, 2, 3, 1),
        (0.5, 0, None, 2), (0.999999, 0, 3, 2), (1, 1, None, 2), (1, 1, 3, 2), (1, 0, 1, 2),
        (1, 0, None, 3), (1, 0, 2, 3),
        (1, 0, 3, 4),
    ],
)  # fmt: skip
def test_ratings(page: Page, score: float, hints: int, confidence: int | None, rating: int) -> None:
    answer = answered("lounge/first", START, score, hints=hints, confidence=confidence)
    assert told(page, "ratingOf", answer) == rating


# Cards


def test_an_answer_is_evidence_for_every_claim_of_its_activity(page: Page) -> None:
    made = cards(page, [answered("lounge/first", START, 0, key="a"), answered("lounge/second", START + HOUR, key="b")])
    assert {claim: card["history"] for claim, card in made.items()} == {"N1": [["a", 1]], "N2": [["a", 1], ["b", 3]]}


def test_a_claim_that_an_activity_names_twice_is_reviewed_once(page: Page) -> None:
    assert cards(page, [answered("lounge/twice", START, key="a")])["N5"]["history"] == [["a", 3]]


def test_a_claim_is_asked_with_what_was_never_answered_then_with_what_was_answered_longest_ago(page: Page) -> None:
    fresh = activity("lounge/fresh", "N2")
    answers = [answered("lounge/first", START), answered("lounge/second", START - DAY), answered("lounge/third", START - 2 * DAY)]
    asks = cards(page, [*answers, answered("lounge/third", START + HOUR)], [*ACTIVITIES, fresh])["N2"]["asks"]
    assert asks == ["lounge/fresh", "lounge/second", "lounge/first", "lounge/third"]


def test_a_try_that_did_not_count_was_seen_all_the_same(page: Page) -> None:
    answers = [answered("lounge/first", START), answered("lounge/second", START + HOUR), answered("lounge/first", START + 2 * HOUR)]
    assert cards(page, answers)["N2"]["asks"] == ["lounge/third", "lounge/second", "lounge/first"]


def test_what_tests_keep_for_themselves_and_what_is_not_scored_is_never_asked(page: Page) -> None:
    made = cards(page, [answered("lounge/exam", START)])
    assert {claim: card["asks"] for claim, card in made.items()} == {"N1": ["lounge/first"], "N4": []}


def test_the_next_question_is_another_one_than_the_last_if_there_is_one(page: Page) -> None:
    code = """(answers, activities) => {
        const all = cards(answers, activities);
        const asked = (claim, just) => askedWith(all.get(claim), just)?.id ?? null;
        return [asked("N2"), asked("N2", "lounge/second"), asked("N2", "lounge/first"), asked("N1", "lounge/first"), asked("N4", "lounge/first")];
    }"""
    answers = [answered("lounge/second", START), answered("lounge/third", START + 1), answered("lounge/first", START + 2), answered("lounge/exam", START)]
    assert told(page, code, answers, ACTIVITIES) == ["lounge/second", "lounge/third", "lounge/second", "lounge/first", None]


# What is due


def test_a_claim_is_due_from_the_very_moment_on(page: Page) -> None:
    answers = [answered("lounge/second", EVENING)]
    moment = cards(page, answers)["N2"]["due"]
    assert moment == EVENING + 2 * DAY  # the first stability of "good", 2.3 days, rounded
    assert due(page, answers, moment - 1) == []
    assert due(page, answers, moment) == ["N2"]


def test_a_claim_that_tests_alone_know_is_never_due(page: Page) -> None:
    assert due(page, [answered("lounge/exam", START, 0)], START + 900 * DAY) == ["N1"]


def test_sure_and_wrong_comes_first_then_what_is_remembered_least(page: Page) -> None:
    activities = [activity(f"lounge/{claim}", claim) for claim in ("easy", "good", "hard", "again", "sure-old", "sure-new")]
    wrong = {"score": 0, "confidence": 3}
    answers = [
        answered("lounge/good", START), answered("lounge/easy", START, confidence=3), answered("lounge/hard", START, 0.5),
        answered("lounge/again", START, 0, confidence=2),
        answered("lounge/sure-new", START + 15 * DAY, **wrong), answered("lounge/sure-old", START, **wrong),
    ]  # fmt: skip
    assert due(page, answers, START + 20 * DAY, activities) == ["sure-old", "sure-new", "again", "hard", "good", "easy"]


def test_who_was_sure_and_wrong_is_asked_in_turn_once_the_last_answer_was_another_one(page: Page) -> None:
    activities = [activity("lounge/a", "A"), activity("lounge/b", "B")]
    answers = [answered("lounge/b", START, 0, confidence=3), answered("lounge/b", START + DAY, 0.5, confidence=3), answered("lounge/a", START, 0)]
    assert due(page, answers, START + 9 * DAY, activities) == ["A", "B"]


def test_what_fell_due_later_comes_first_if_it_is_remembered_less(page: Page) -> None:
    activities = [activity("lounge/early", "early"), activity("lounge/late", "late")]
    answers = [answered("lounge/early", START, confidence=3), answered("lounge/late", START + 10 * DAY, 0.5)]
    made = cards(page, answers, activities)
    assert made["early"]["due"] < made["late"]["due"]
    assert due(page, answers, START + 20 * DAY, activities) == ["late", "early"]


def test_what_is_remembered_equally_well_comes_in_the_order_of_falling_due_and_then_by_name(page: Page) -> None:
    activities = [activity(f"lounge/{claim}", claim) for claim in ("C", "B", "A")]
    answers = [answered("lounge/A", START + HOUR), answered("lounge/B", START, key="2"), answered("lounge/C", START, key="1")]
    assert due(page, answers, START + 9 * DAY + HOUR, activities) == ["B", "C", "A"]


# Over random records

hours = st.integers(0, 24 * 20).map(lambda hour: START + hour * HOUR)
moments = st.one_of(hours, st.integers(START, START + 400 * DAY))
names = st.sampled_from(["lounge/first", "lounge/second", "lounge/third", "lounge/drei", "foyer/third", "lounge/exam", "lounge/diary", "lounge/gone"])


@st.composite
def given_answers(draw: st.DrawFn, key: str) -> Values:
    name = draw(names)
    kept = {"lounge/drei": "lounge/third-now", "foyer/third": "lounge/third-now"}.get(name, f"{name}-now")
    return answered(
        name, draw(moments), draw(st.sampled_from([None, 0, 0.25, 0.5, 0.75, 1, 1, 1])), key=key, revision=draw(st.sampled_from([kept] * 5 + ["before"])),
        confidence=draw(st.sampled_from([None, 1, 2, 3])), hints=draw(st.sampled_from([0, 0, 0, 2])),
    )  # fmt: skip


@st.composite
def records(draw: st.DrawFn) -> list[Values]:
    """Answers in any order, of distinct ids, many of them at the same time or within a day of each other."""
    keys = draw(st.permutations([f"{number:02}" for number in range(draw(st.integers(0, 30)))]))
    return [draw(given_answers(key)) for key in keys]


def known_by_hand(answers: list[Values]) -> dict[str, list[tuple[str, int, int]]]:
    """Return for each claim the answers that count, as id, rating, time: the rule told once more, claim after claim."""
    ids = {one: which for which in ACTIVITIES for one in (which["id"], *which["former"]) if which["scored"]}
    found: dict[str, list[tuple[str, int, int]]] = {}
    counted: dict[str, int] = {}
    for answer in sorted(answers, key=lambda one: (one["time"], one["id"])):
        which, points = ids.get(answer["activity"]), answer["score"]
        time = (datetime.fromisoformat(answer["time"]) - EPOCH) // timedelta(milliseconds=1)
        if which is None or points is None or answer["revision"] != which["revision"] or time < counted.get(which["id"], 0) + DAY:
            continue
        counted[which["id"]] = time
        rating = 1 if points < 0.5 else 2 if points < 1 or answer["hints"] or answer["confidence"] == 1 else 4 if answer["confidence"] == 3 else 3
        for claim in dict.fromkeys(which["claims"]):
            found.setdefault(claim, []).append((answer["id"], rating, time))
    return found


@given(answers=records())
def test_cards_are_those_that_the_reference_makes_of_the_answers_that_count(page: Page, answers: list[Values]) -> None:
    made, expected = cards(page, answers), known_by_hand(answers)
    assert made.keys() == expected.keys()
    for claim, history in expected.items():
        card = Card(card_id=1)
        for _, rating, time in history:
            card, _ = REFERENCE.review_card(card, Rating(rating), EPOCH + timedelta(milliseconds=time))
        assert made[claim]["history"] == [[key, rating] for key, rating, _ in history]
        assert EPOCH + timedelta(milliseconds=made[claim]["due"]) == card.due
        assert [made[claim]["stability"], made[claim]["difficulty"]] == pytest.approx([card.stability, card.difficulty], rel=1e-9)


@given(answers=records(), data=st.data())
def test_the_order_in_which_answers_came_in_changes_nothing(page: Page, answers: list[Values], data: st.DataObject) -> None:
    shuffled = data.draw(st.permutations(answers))
    now = START + 500 * DAY
    assert json.dumps([cards(page, shuffled), due(page, shuffled, now)]) == json.dumps([cards(page, answers), due(page, answers, now)])


@given(answers=records(), now=st.integers(START, START + 500 * DAY), rest=st.sampled_from([{"score": 0}, {"score": 1}]))
def test_whatever_a_review_asks_counts_and_is_due_no_more(page: Page, answers: list[Values], now: int, rest: Values) -> None:
    """Otherwise a review would ask the same claim for ever."""
    made = cards(page, answers)
    for claim in due(page, answers, now):
        name = made[claim]["asks"][0]
        answer = answered(name, now, key="review", **rest)
        assert "review" in evidence(page, [*answers, answer])
        assert claim not in due(page, [*answers, answer], now)
