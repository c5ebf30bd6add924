"""The practice plan on its page: tasks to read with and without a script, a sheet to print, a file for one's own calendar."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from datetime import UTC, date, datetime, timedelta
from functools import cache
from html import unescape
from pathlib import Path

import pytest
from builds import DAYS_COURSE, build_days, made_once
from icalendar import Calendar
from icalendar.cal.event import Event
from playwright.sync_api import Download, Locator, Page, expect
from walking import CLEAN, audited_in_both
from web import Site, served

from conftest import Visitors
from leitfaden.inline import plain
from leitfaden.localising import LocalCourse, localised
from leitfaden.plan import LocalTask
from leitfaden.reading import read_course

PAGES: Mapping[str, str] = {"de": "afterwards/", "en": "en/afterwards/"}
TITLED = "yours/"  # has the plan's title, the activity to write in, and the record
START = date(2027, 12, 25)


@pytest.fixture(scope="session")
def days_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return made_once(tmp_path_factory, "days", build_days)


@pytest.fixture(scope="session")
def days(days_folder: Path) -> Iterator[Site]:
    """The course with a practice plan, served."""
    with served(days_folder / "site") as site:
        yield site


@cache
def course(language: str) -> LocalCourse:
    return localised(read_course([DAYS_COURSE])[0], language)


def tasks(language: str) -> tuple[LocalTask, ...]:
    plan = course(language).plan
    assert plan
    return plan.tasks


def entry_of(page: Page, task: LocalTask) -> Locator:
    """Return the entry of a task in the list of its week."""
    return page.get_by_role("article").get_by_role("listitem").filter(has_text=plain(task.title))


def save(page: Page, language: str, start: date | None = START) -> list[Event]:
    """Begin on a day, or on the one that the page proposes, and return what a calendar reads from the file."""
    words = course(language).words
    if start:
        page.get_by_label(words("plan_begin")).fill(start.isoformat())
    with page.expect_download() as saved:
        page.get_by_role("button", name=words("plan_calendar"), exact=True).click()
    assert saved.value.suggested_filename == "days-course-plan.ics"
    calendar = Calendar.from_ical(Path(saved.value.path()).read_bytes())
    assert [part.errors for part in calendar.walk()] == [[]] * len(list(calendar.walk()))
    return calendar.events


# The tasks


@pytest.mark.parametrize("language", PAGES)
def test_tasks_stand_by_week_with_day_sort_and_minutes(visit: Visitors, days: Site, language: str) -> None:
    page, words = visit(days.url(PAGES[language])), course(language).words
    expect(page.get_by_role("heading", level=2)).to_have_text([plain(course(language).plan.title)])
    expect(page.get_by_role("heading", level=3)).to_have_text([words("week", week=week) for week in (1, 2, 3)])
    expect(page.get_by_role("article").get_by_role("listitem")).to_have_count(len(tasks(language)))
    for task in tasks(language):
        entry = entry_of(page, task)
        said = [words("day", day=task.day), words(f"plan_{task.sort}"), *([words.counted("minutes", task.minutes)] if task.minutes else [])]
        for text in (*said, plain(task.title)):
            expect(entry.get_by_text(text, exact=True)).to_be_visible()
        expect(entry).to_contain_text(plain(task.text[:1]))


def test_every_list_counts_in_days(visit: Visitors, days: Site) -> None:
    """Whoever hears the list is told the day as the number of its entry."""
    page = visit(days.url(PAGES["de"]))
    numbers = [entry.evaluate("(item) => item.value") for entry in page.get_by_role("article").get_by_role("listitem").all()]
    assert numbers == [task.day for task in tasks("de")]


@pytest.mark.parametrize("language", PAGES)
def test_a_task_leads_to_where_one_writes_about_it(visit: Visitors, days: Site, language: str) -> None:
    page = visit(days.url(PAGES[language]))
    prompt = plain(course(language).scenarios["bread"].exercises[1].prompt)
    links = page.get_by_role("article").get_by_role("link", name=course(language).words("plan_log", prompt=prompt), exact=True)
    expect(links).to_have_count(1)
    links.click()
    expect(page).to_have_url(re.compile(r"/counter/bread/#bread--heard$"))
    expect(page.get_by_role("textbox").first).to_be_in_viewport()


def test_on_a_page_with_the_activity_one_stays(visit: Visitors, days: Site) -> None:
    page = visit(days.url(TITLED))
    page.get_by_role("link", name=re.compile("^Hier aufschreiben")).click()
    expect(page).to_have_url(days.url(f"{TITLED}#bread--heard"))
    expect(page.get_by_role("textbox").first).to_be_in_viewport()


def test_a_title_that_the_page_has_is_not_said_twice(visit: Visitors, days: Site) -> None:
    page = visit(days.url(TITLED))
    expect(page.get_by_role("heading", name=plain(course("de").plan.title), exact=True)).to_have_count(1)
    expect(page.get_by_role("heading", level=2)).to_have_text(["Woche 1", "Woche 2", "Woche 3", "Dein Logbuch", "Deine Antworten"])


def test_claims_lead_to_their_sources_and_back(visit: Visitors, days: Site) -> None:
    page = visit(days.url(PAGES["de"]))
    page.get_by_role("article").get_by_role("link", name="D1", exact=True).click()
    expect(page).to_have_url(days.url("sources/#D1"))
    page.get_by_role("row", name="D1").get_by_role("link", name=plain(course("de").plan.title)).click()
    expect(page).to_have_url(days.url(PAGES["de"]))


@pytest.mark.parametrize("language", PAGES)
def test_the_sheet_is_there_to_be_had(visit: Visitors, days: Site, language: str) -> None:
    words, file = course(language).words, f"days-course-plan.{language}.pdf"
    page = visit(days.url(PAGES[language]))
    with page.expect_download() as saved:
        page.get_by_role("link", name=words("plan_print"), exact=True).click()
    assert saved.value.suggested_filename == file
    assert Path(saved.value.path()).read_bytes().startswith(b"%PDF-")
    page.goto(days.url(f"{PAGES[language].removesuffix('afterwards/')}downloads/"))
    expect(page.get_by_role("heading", name=words("plan_sheet"), exact=True)).to_be_visible()
    link = page.get_by_role("link", name=f"{plain(course(language).plan.title)} (PDF)", exact=True)
    assert (link.get_attribute("href") or "").endswith(f"/{file}")


def test_tasks_can_be_searched_for_and_the_form_cannot(days: Site) -> None:
    entries = json.loads((days.folder / "search" / "search_index.json").read_text(encoding="utf-8"))["docs"]
    week = next(entry["text"] for entry in entries if entry["location"] == "afterwards/#woche-1")
    assert plain(tasks("de")[0].text) in unescape(re.sub(r"<[^>]+>", "", week))
    everything = " ".join(entry["text"] for entry in entries)
    assert course("de").words("plan_calendar") not in everything
    assert plain(course("de").scenarios["bread"].exercises[1].prompt) not in everything


# The calendar


@pytest.mark.parametrize("language", PAGES)
def test_a_calendar_reads_every_task_on_its_day(visit: Visitors, days: Site, language: str) -> None:
    page, words = visit(days.url(PAGES[language])), course(language).words
    events = save(page, language)
    assert [one.start for one in events] == [START + timedelta(task.day - 1) for task in tasks(language)]
    assert all(type(one.start) is date and one.end - one.start == timedelta(1) for one in events)
    assert [str(one["SUMMARY"]) for one in events] == [f"{words(f'plan_{task.sort}')}: {plain(task.title)}" for task in tasks(language)]
    assert [str(one["TRANSP"]) for one in events] == ["TRANSPARENT"] * len(events)
    assert not any(one.alarms.times for one in events)


@pytest.mark.parametrize("language", PAGES)
def test_an_entry_says_what_to_do_and_where_to_write(visit: Visitors, days: Site, language: str) -> None:
    page, local = visit(days.url(PAGES[language])), course(language)
    first, note, pause, reply, last = (str(one["DESCRIPTION"]).split("\n\n") for one in save(page, language))
    title, words, texts = plain(local.plan.title), local.words, [task.text for task in tasks(language)]
    prompt = plain(local.scenarios["bread"].exercises[1].prompt)
    here, log = days.url(PAGES[language]), days.url(f"{PAGES[language].removesuffix('afterwards/')}counter/bread/#bread--heard")

    def day(number: int) -> str:
        return words("plan_day_of", title=title, day=number, total=15)

    assert first == [f"{day(1)} · {words.counted('minutes', 10)}", plain(texts[0]), here]
    assert note == [f"{day(2)} · {words.counted('minutes', 5)}", *(plain((part,)) for part in texts[1]), f"{words('plan_log', prompt=prompt)}\n{log}"]
    assert "Ömer, Özge \\" in note[2] and "🥨" in note[2]
    assert pause == [day(5), plain(texts[2]), here]
    assert reply[1].endswith(" (https://rules.example/a,b;c).")
    assert last == [day(15), plain(texts[4]), here] and "<b>" in last[1]


def test_another_first_day_moves_the_same_entries_whatever_the_language(visit: Visitors, days: Site) -> None:
    page = visit(days.url(PAGES["de"]))
    first, later = save(page, "de"), save(page, "de", START + timedelta(9))
    page.goto(days.url(PAGES["en"]))
    english = save(page, "en")
    assert [one.uid for one in first] == [one.uid for one in later] == [one.uid for one in english]
    assert len({one.uid for one in first}) == len(first)
    assert [one.start for one in later] == [one.start + timedelta(9) for one in first]


def test_nobody_else_has_the_same_entries(visit: Visitors, days: Site) -> None:
    mine, yours = (save(visit(days.url(PAGES["de"])), "de") for _ in range(2))
    assert not {one.uid for one in mine} & {one.uid for one in yours}


@pytest.mark.parametrize(
    ("zone", "now", "monday"),
    [
        ("Europe/Berlin", "2026-05-04T21:59:00+00:00", date(2026, 5, 4)),  # a Monday, to its last minute
        ("Europe/Berlin", "2026-05-04T22:01:00+00:00", date(2026, 5, 11)),
        ("Pacific/Kiritimati", "2026-05-03T11:00:00+00:00", date(2026, 5, 4)),  # where it is Monday already
        ("America/Los_Angeles", "2026-05-04T05:00:00+00:00", date(2026, 5, 4)),  # where it is still Sunday
        ("Europe/Berlin", "2027-12-28T12:00:00+00:00", date(2028, 1, 3)),
    ],
)
def test_it_proposes_the_next_monday(visit: Visitors, days: Site, zone: str, now: str, monday: date) -> None:
    page = visit.context(timezone_id=zone).new_page()
    page.clock.set_fixed_time(datetime.fromisoformat(now).astimezone(UTC))
    page.goto(days.url(PAGES["de"]))
    expect(page.get_by_label(course("de").words("plan_begin"))).to_have_value(monday.isoformat())
    assert save(page, "de", None)[0].start == monday


@pytest.mark.parametrize("zone", ["Pacific/Kiritimati", "America/Los_Angeles", "Europe/Berlin"])
def test_days_are_those_of_the_calendar_in_every_time_zone(visit: Visitors, days: Site, zone: str) -> None:
    page = visit(days.url(PAGES["de"]), timezone_id=zone)
    for start in (date(2028, 2, 25), date(2027, 3, 25), date(2027, 10, 28)):  # a leap day, clocks that go on, clocks that go back
        assert [one.start for one in save(page, "de", start)] == [start + timedelta(task.day - 1) for task in tasks("de")]


def test_the_keyboard_alone(visit: Visitors, days: Site) -> None:
    page, words = visit(days.url(PAGES["de"])), course("de").words
    field = page.get_by_label(words("plan_begin"))
    field.fill(START.isoformat())
    field.focus()
    for _ in range(6):
        page.keyboard.press("Tab")
        if page.get_by_role("button", name=words("plan_calendar")).evaluate("(one) => one === document.activeElement"):
            break
    with page.expect_download() as saved:
        page.keyboard.press("Enter")
    assert Calendar.from_ical(Path(saved.value.path()).read_bytes()).events[0].start == START


@pytest.mark.parametrize("wrong", ["", "1999-12-31", "9999-01-01"])
def test_without_a_day_there_is_no_file(visit: Visitors, days: Site, wrong: str) -> None:
    page, words = visit(days.url(PAGES["de"])), course("de").words
    saved: list[object] = []

    def note(download: Download) -> None:
        saved.append(download)

    page.on("download", note)
    field = page.get_by_label(words("plan_begin"))
    field.fill(wrong)
    page.get_by_role("button", name=words("plan_calendar")).click()
    expect(field).to_be_focused()
    assert field.evaluate("(one) => one.validity.valid") is False
    page.wait_for_timeout(300)
    assert saved == []
    expect(page).to_have_url(days.url(PAGES["de"]))


# Elsewhere


@pytest.mark.parametrize("address", [*PAGES.values(), TITLED])
def test_without_javascript_there_are_tasks_and_sheet_and_no_form(visit: Visitors, days: Site, address: str) -> None:
    language = "en" if address.startswith("en/") else "de"
    article = visit(days.url(address), java_script_enabled=False).get_by_role("article")
    for task in tasks(language):
        expect(article.get_by_text(plain(task.title), exact=True)).to_be_visible()
    expect(article.get_by_role("link", name=course(language).words("plan_print"))).to_be_visible()
    expect(article.get_by_role("button")).to_have_count(0)
    expect(article.get_by_text(course(language).words("plan_begin"))).to_be_hidden()
    expect(article.get_by_text(course(language).words("plan_calendar_about"))).to_be_hidden()


def test_beside_the_record_both_work(visit: Visitors, days: Site) -> None:
    """The script that they share runs once."""
    page, words = visit(days.url(TITLED)), course("de").words
    assert len(save(page, "de")) == len(tasks("de"))
    with page.expect_download() as saved:
        page.get_by_role("button", name=words("record_export"), exact=True).click()
    assert json.loads(Path(saved.value.path()).read_text(encoding="utf-8"))["course"] == "days-course"


def test_in_a_folder_it_saves_the_dates_and_no_address(visit: Visitors, days_folder: Path) -> None:
    page = visit((days_folder / "offline" / "afterwards.html").as_uri())
    events = save(page, "de")
    assert [one.start for one in events] == [START + timedelta(task.day - 1) for task in tasks("de")]
    assert not any("file:" in str(one["DESCRIPTION"]) or "afterwards" in str(one["DESCRIPTION"]) for one in events)
    page.get_by_role("article").get_by_role("link", name=re.compile("^Hier aufschreiben")).click()
    expect(page).to_have_url(re.compile(r"/counter/bread\.html#bread--heard$"))


@pytest.mark.parametrize("address", [*PAGES.values(), TITLED])
def test_axe_finds_nothing(visit: Visitors, days: Site, address: str) -> None:
    assert audited_in_both(visit(days.url(address))) == CLEAN


def test_nothing_runs_out_of_a_narrow_page(visit: Visitors, days: Site) -> None:
    page = visit(days.url(PAGES["de"]), viewport={"width": 320, "height": 640})
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    for control in (page.get_by_label(course("de").words("plan_begin")), page.get_by_role("button", name=course("de").words("plan_calendar"))):
        box = control.bounding_box()
        assert box and box["height"] >= 24 and box["x"] >= 0 and box["x"] + box["width"] <= 320
