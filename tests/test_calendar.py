"""The calendar files, of the next review dates above all: read by a real parser, hostile texts and all, in time zones of every sort."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from icalendar import Calendar
from icalendar.cal.event import Event
from playwright.sync_api import Browser, Page

from review_scripts import DAY, START, open_review

NOW = START + 123
OWNER = "course-5f2c"
FAMILY = "👨‍👩‍👧‍👦"


@pytest.fixture(scope="module")
def page(browser: Browser) -> Iterator[Page]:
    page = open_review(browser)
    yield page
    page.close()


def written(page: Page, events: list[dict[str, str]], owner: str = OWNER, now: int = NOW) -> bytes:
    """Return the file as a browser saves it."""
    code = "([events, owner, now]) => [...new TextEncoder().encode(calendarFile(events, owner, now))]"
    return bytes(page.evaluate(code, [events, owner, now]))


def event(title: str, text: str = "Where: review", date: str = "2026-05-04") -> dict[str, str]:
    return {"date": date, "title": title, "text": text}


def read(file: bytes) -> list[Event]:
    calendar = Calendar.from_ical(file)
    assert [part.errors for part in calendar.walk()] == [[]] * len(list(calendar.walk()))
    return calendar.events


def kept(text: str) -> str:
    """Return what a calendar keeps of a text: line ends are one, and no other control characters but tabs."""
    lines = text.replace("\r\n", "\n")
    for end in "\r\x85\u2028\u2029":
        lines = lines.replace(end, "\n")
    return "".join(sign for sign in lines if sign in "\n\t" or (ord(sign) >= 32 and ord(sign) != 127))


# The file


def test_a_parser_reads_an_event_for_each_day(page: Page) -> None:
    file = written(page, [event("2 claims to review"), event("1 claim to review", date="2026-12-31")])
    first, second = read(file)
    assert (first.start, first.end) == (date(2026, 5, 4), date(2026, 5, 5))  # RFC 5545 3.6.1: a date without an end lasts a day
    assert (second.start, second["SUMMARY"], second["DESCRIPTION"]) == (date(2026, 12, 31), "1 claim to review", "Where: review")
    assert first["TRANSP"] == "TRANSPARENT"
    assert first.stamp == datetime.fromtimestamp(NOW // 1000, UTC)
    assert [part.name for part in Calendar.from_ical(file).walk()] == ["VCALENDAR", "VEVENT", "VEVENT"]  # and no alarm


def test_the_calendar_says_what_made_it_and_asks_for_nothing(page: Page) -> None:
    calendar = Calendar.from_ical(written(page, [event("1")]))
    assert (calendar["VERSION"], calendar["PRODID"]) == ("2.0", "-//Leitfaden//Calendar//EN")
    assert "METHOD" not in calendar


def test_the_same_day_is_the_same_event_in_a_later_file_and_nobody_elses(page: Page) -> None:
    def uids(owner: str, now: int) -> list[str]:
        return [str(one.uid) for one in read(written(page, [event("1"), event("2", date="2026-05-05")], owner, now))]

    mine = uids(OWNER, NOW)
    assert mine == uids(OWNER, NOW + DAY)
    assert len({*mine, *uids("course-77aa", NOW)}) == 4


def test_an_event_with_a_key_is_the_same_on_another_day(page: Page) -> None:
    def uid(date: str, key: str) -> str:
        (one,) = read(written(page, [{**event("1", date=date), "key": key}]))
        return str(one.uid)

    assert uid("2026-05-04", "first") == uid("2026-06-01", "first") != uid("2026-05-04", "second")


@pytest.mark.parametrize(
    ("zone", "start", "days", "date"),
    [
        ("Europe/Berlin", "2026-03-28", 1, "2026-03-29"),  # clocks go on in the night
        ("America/Santiago", "2026-09-05", 1, "2026-09-06"),  # a day that begins at one
        ("Pacific/Kiritimati", "2026-12-31", 1, "2027-01-01"),
        ("America/Los_Angeles", "2028-02-01", 28, "2028-02-29"),
        ("America/Los_Angeles", "2026-05-04", 0, "2026-05-04"),
        ("Europe/Berlin", "9998-12-31", 365, "9999-12-31"),
    ],
)
def test_a_later_date_is_so_many_days_on_wherever_one_is(browser: Browser, zone: str, start: str, days: int, date: str) -> None:
    page = open_review(browser, zone)
    assert page.evaluate("([start, days]) => laterDate(start, days)", [start, days]) == date
    page.close()


def test_two_files_of_the_same_moment_are_the_same(page: Page) -> None:
    assert written(page, [event("1")]) == written(page, [event("1")])


@pytest.mark.parametrize("lead", range(60, 80))
def test_no_sign_is_cut_where_a_line_is_folded(page: Page, lead: int) -> None:
    title = "x" * (lead - len("SUMMARY:")) + "é€🙂" + FAMILY * 9
    file = written(page, [event(title)])
    for line in file.split(b"\r\n"):
        assert len(line) <= 75
        line.decode()
    assert read(file)[0]["SUMMARY"] == title


signs = st.one_of(
    st.sampled_from(["\\", ";", ",", ":", '"', "\n", "\r", "\r\n", "\t", " ", "\\n", "\x00", "\x0b", "\x7f", "\x85", "\u2028", "é", "€", "🙂", FAMILY]),
    st.characters(codec="utf-8"),
)
texts = st.lists(signs, max_size=300).map("".join)


@given(title=texts, text=texts, owner=texts)
@example(title="Wer, wann; wo\\n: „so“\nund BEGIN:VALARM\r\nEND:VEVENT", text="END:VCALENDAR\r\n" * 9, owner="\r\nMETHOD:CANCEL")
@example(title="Über 300 Zeichen, und " * 20, text=";" * 300, owner="a\\,b")
@example(title="", text="", owner="")
def test_any_text_comes_out_as_it_went_in(page: Page, title: str, text: str, owner: str) -> None:
    file = written(page, [event(title, text), event("another", date="2026-05-05")], owner)
    one, other = read(file)
    assert (one["SUMMARY"], one["DESCRIPTION"], one["UID"]) == (kept(title), kept(text), kept(f"2026-05-04-{owner}"))
    assert (other["SUMMARY"], other["UID"]) == ("another", kept(f"2026-05-05-{owner}"))
    assert file.endswith(b"END:VCALENDAR\r\n")
    assert all(len(line) <= 75 and not {*line} & {*range(9), *range(10, 32), 127} for line in file.split(b"\r\n"))


def test_half_a_sign_becomes_a_mark_and_no_broken_file(page: Page) -> None:
    """Text fields can hold half of an emoji; a file can't."""
    code = "() => [...new TextEncoder().encode(calendarFile([{ date: '2026-05-04', title: 'x'.repeat(65) + '\\ud83d,', text: '' }], 'me', 0))]"
    assert read(bytes(page.evaluate(code)))[0]["SUMMARY"] == "x" * 65 + "\ufffd,"


# The days


def due_days(page: Page, due: dict[str, int], now: int = NOW, **asks: list[Any]) -> dict[str, list[str]]:
    """Return the claims by day that are due at the given times; each can be asked unless `asks` says otherwise."""
    cards = [[claim, {"claim": claim, "due": time, "asks": asks.get(claim, [{}])}] for claim, time in due.items()]
    days = page.evaluate("([cards, now]) => dueDays(new Map(cards), now)", [cards, now])
    return {day["date"]: day["claims"] for day in days}


def moment(text: str, zone: str = "Europe/Berlin") -> int:
    return int(datetime.fromisoformat(text).replace(tzinfo=ZoneInfo(zone)).timestamp() * 1000)


def test_what_is_due_now_is_due_today_and_the_rest_on_the_first_day_that_begins_with_it_due(page: Page) -> None:
    now = moment("2026-05-04T21:00")
    due = {
        "midnight": moment("2026-05-06T00:00"), "tonight": moment("2026-05-04T23:00"), "long ago": moment("2026-01-01T08:00"), "now": now,
        "just after": moment("2026-05-06T00:00") + 1, "just before": moment("2026-05-06T00:00") - 1,
    }  # fmt: skip
    assert due_days(page, due, now) == {
        "2026-05-04": ["long ago", "now"], "2026-05-05": ["tonight"], "2026-05-06": ["just before", "midnight"], "2026-05-07": ["just after"],
    }  # fmt: skip


def test_a_claim_that_cannot_be_asked_has_no_day(page: Page) -> None:
    assert due_days(page, {"asked": NOW, "tests": NOW}, tests=[]).popitem()[1] == ["asked"]


def test_a_date_that_no_calendar_can_tell_is_left_out(page: Page) -> None:
    assert due_days(page, {"late": moment("9999-12-01T00:00"), "never": 8_640_000_000_000_000, "no date": 9_000_000_000_000_000}).keys() == {"9999-12-01"}


@pytest.mark.parametrize(
    ("zone", "due", "day"),
    [
        ("Europe/Berlin", "2026-03-28T20:00", "2026-03-29"),  # clocks go on in the night
        ("Europe/Berlin", "2026-03-29T20:00", "2026-03-30"),
        ("Europe/Berlin", "2026-10-25T00:30", "2026-10-26"),  # a day of 25 hours
        ("America/Santiago", "2026-09-05T23:30", "2026-09-06"),  # a day that begins at one
        ("America/Santiago", "2026-09-06T01:30", "2026-09-07"),
        ("Pacific/Kiritimati", "2026-05-04T08:00", "2026-05-05"),  # where it is UTC's day before
        ("America/Los_Angeles", "2026-05-04T20:00", "2026-05-05"),  # where it is UTC's day after
        ("America/Los_Angeles", "2026-12-31T20:00", "2027-01-01"),
        ("America/Los_Angeles", "2028-02-28T20:00", "2028-02-29"),
    ],
)
def test_days_are_those_of_the_learner(browser: Browser, zone: str, due: str, day: str) -> None:
    page = open_review(browser, zone)
    assert due_days(page, {"claim": moment(due, zone)}, moment("2026-01-01T00:00", zone)) == {day: ["claim"]}
    page.close()
