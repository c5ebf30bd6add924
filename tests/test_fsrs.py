"""When something is due again: the browser's FSRS against the reference implementation, review by review."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from fsrs import Card, Rating, Scheduler
from hypothesis import given, settings
from hypothesis import strategies as st
from playwright.sync_api import Browser, Page

from review_scripts import DAY, HOUR, START, open_review

REFERENCE = Scheduler(learning_steps=(), relearning_steps=(), enable_fuzzing=False)
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
MILLISECOND = timedelta(milliseconds=1)
ROUNDING = 1e-9  # powers may differ in their last digit from one machine to the next; what is due may not

History = list[tuple[int, int]]  # of rating and time

ratings = st.integers(1, 4)
gaps = st.one_of(
    st.integers(0, DAY - 1),
    st.sampled_from((0, 1, DAY - 1, DAY, DAY + 1, 2 * DAY - 1, 2 * DAY)),
    st.integers(DAY, 60 * DAY),
    st.integers(60 * DAY, 20 * 365 * DAY),
)


@pytest.fixture(scope="module")
def page(browser: Browser) -> Iterator[Page]:
    page = open_review(browser)
    yield page
    page.close()


def after(gaps_and_ratings: list[tuple[int, int]]) -> History:
    """Return the history in which each review comes so long after the one before."""
    time, history = START, []
    for gap, rating in gaps_and_ratings:
        time += gap
        history.append((rating, time))
    return history


def at(time: int) -> datetime:
    return EPOCH + time * MILLISECOND


def said_by_the_reference(history: History) -> list[dict[str, float]]:
    card, said = Card(card_id=1), []
    for rating, time in history:
        recalled = REFERENCE.get_card_retrievability(card, at(time))
        card, _ = REFERENCE.review_card(card, Rating(rating), at(time))
        assert card.last_review is not None and card.stability is not None and card.difficulty is not None
        said.append(
            {
                "retrievability": recalled, "stability": card.stability, "difficulty": card.difficulty,
                "last": (card.last_review - EPOCH) // MILLISECOND, "due": (card.due - EPOCH) // MILLISECOND,
            }
        )  # fmt: skip
    return said


def said_by_the_browser(page: Page, history: History) -> list[dict[str, float]]:
    code = """(history) => {
        let memory;
        return history.map(([rating, time]) => {
            const recalled = memory ? retrievability(memory, time) : 0;
            memory = reviewed(memory, rating, time);
            return { retrievability: recalled, ...memory };
        });
    }"""
    said: list[dict[str, float]] = page.evaluate(code, history)
    return said


def hold(page: Page, history: History) -> list[dict[str, float]]:
    """Hold the browser to the reference over a history; return what both say."""
    expected, said = said_by_the_reference(history), said_by_the_browser(page, history)
    exact = ("last", "due")
    assert [{key: one[key] for key in exact} for one in said] == [{key: one[key] for key in exact} for one in expected]
    for one, other in zip(said, expected, strict=True):
        assert one == pytest.approx(other, rel=ROUNDING)
    return expected


@settings(max_examples=1000)
@given(history=st.lists(st.tuples(gaps, ratings), min_size=1, max_size=25).map(after))
def test_any_history_comes_out_as_in_the_reference(page: Page, history: History) -> None:
    hold(page, history)


@pytest.mark.parametrize("first", range(1, 5))
@pytest.mark.parametrize("second", range(1, 5))
@pytest.mark.parametrize("gap", [0, 1, HOUR, DAY - 1, DAY, DAY + 1, 2 * DAY - 1, 2 * DAY, 30 * DAY, 3650 * DAY])
def test_all_pairs_of_ratings_at_the_borders_between_days(page: Page, first: int, second: int, gap: int) -> None:
    hold(page, [(first, START), (second, START + gap), (3, START + gap + 10 * DAY)])


def test_what_fails_all_day_is_due_tomorrow_at_the_least_stability(page: Page) -> None:
    last = hold(page, after([(HOUR, 1)] * 12))[-1]
    assert last["stability"] == 0.001
    assert last["due"] - last["last"] == DAY


def test_what_was_always_easy_is_due_within_a_hundred_years(page: Page) -> None:
    last = hold(page, after([(3650 * DAY, 4)] * 8))[-1]
    assert last["stability"] > 36500
    assert last["due"] - last["last"] == 36500 * DAY


def test_difficulty_is_one_at_least_and_below_ten(page: Page) -> None:
    assert hold(page, after([(DAY, 4)] * 5))[-1]["difficulty"] == 1
    assert 9.9 < hold(page, after([(DAY, 1)] * 40))[-1]["difficulty"] < 10


def test_intervals_are_rounded_as_python_rounds(page: Page) -> None:
    halves = [days + 0.5 for days in range(40_000)]
    expected = [REFERENCE._next_interval(stability=half) for half in halves]
    assert expected[:4] == [1, 2, 2, 4] and expected[-1] == 36500
    assert page.evaluate("(halves) => halves.map(intervalOf)", halves) == expected


def test_nothing_is_forgotten_before_the_last_review(page: Page) -> None:
    """Clocks of two devices may differ: a time before the last review counts as the same day, as in the reference."""
    history = [(3, START), (1, START - 5 * DAY)]
    assert hold(page, history)[-1]["retrievability"] == 1


@pytest.mark.parametrize("days", [0, 0.5, 1, 7.99, 8, 100, 10_000])
def test_retrievability_between_reviews(page: Page, days: float) -> None:
    card, _ = REFERENCE.review_card(Card(card_id=1), Rating.Easy, at(START))
    time = START + int(days * DAY)
    said: Any = page.evaluate("(time) => retrievability(reviewed(undefined, 4, time[0]), time[1])", [START, time])
    assert said == pytest.approx(REFERENCE.get_card_retrievability(card, at(time)), rel=ROUNDING)


def test_the_intervals_in_the_documentation(page: Page, repository: Path) -> None:
    rows = re.findall(r"^\| ([\d, ]+) \| ([\d, ]+) \|$", (repository / "docs" / "review.md").read_text(encoding="utf-8"), re.MULTILINE)
    assert len(rows) == 5
    for row in rows:
        ratings, intervals = ([int(number) for number in cell.split(",")] for cell in row)
        gaps = [0, *(days * DAY for days in intervals[:-1])]
        said = hold(page, after(list(zip(gaps, ratings, strict=True))))
        assert [(one["due"] - one["last"]) / DAY for one in said] == intervals
