"""Reviews: what is due comes back in its order, one question at a time, and what is next can be taken along."""

from __future__ import annotations

import re
from datetime import timedelta
from pathlib import Path as File
from typing import Any
from urllib.parse import urlsplit

import pytest
from derived import HERE, asked_next, claims, evidence, sure_and_wrong
from histories import NOW, RICH, SMALL, answer_of, exercises_of, history, practised, record_of, written
from icalendar import Calendar
from learner import Learner, wrong_responses
from looking import DE, bring, kept, look, rows
from playwright.sync_api import Page, Route, expect
from walking import CLEAN, audited_in_both
from web import Site

from conftest import Visitors
from leitfaden.exercises import Exercise, Path
from leitfaden.inline import plain
from leitfaden.localising import LocalCourse
from leitfaden.scoring import score_exercise

REVIEW = "review/"


def asked(page: Page, course: LocalCourse) -> Exercise:
    """Return the exercise that is asked."""
    activity = page.locator("leitfaden-activity")
    expect(activity).to_have_count(1)
    return exercises_of(course)[activity.get_attribute("data-activity") or ""]


def press(page: Page, word: str) -> None:
    page.get_by_role("button", name=DE(word), exact=True).click()


def begin(page: Page, word: str = "review_begin") -> None:
    """Begin a round, and wait for its first question, which may have to be fetched."""
    press(page, word)
    expect(page.locator("leitfaden-activity")).to_have_count(1)


def go_on(page: Page) -> None:
    """Press the button that is there after an answer, and wait for what follows."""
    button = page.get_by_role("button", name=re.compile(f"^({DE('review_next')}|{DE('review_finish')})$"))
    button.click()
    expect(button).to_have_count(0)
    done = page.get_by_role("heading", name=re.compile(f"^({DE('review_done')}|{DE('review_extra_done')})$"))
    expect(page.locator("leitfaden-activity").or_(done).first).to_be_visible()  # a question may have to be fetched


def single(course: LocalCourse) -> list[Exercise]:
    """Return what is answered right or quite wrong."""
    return [one for one in practised(course) if one.kind == "choice" and score_exercise(one, wrong_responses(one)) == 0]


def test_what_is_due_is_asked_in_its_order_each_time_anew(visit: Visitors, site: Site, german: LocalCourse) -> None:
    record = history(german, RICH)
    due = asked_next(german, record, NOW)
    assert len(due) > 5
    page = look(visit, site.url(REVIEW), record)
    expect(page.get_by_role("heading", name=DE.counted("review_due", len(due)), exact=True)).to_be_visible()
    press(page, "review_begin")
    for _ in range(4):
        exercise = asked(page, german)
        assert exercise.id == due[0][1]
        expect(page.get_by_role("heading", name=plain(german.scenarios[exercise.scenario].title))).to_be_focused()
        expect(page.get_by_role("button", name=DE("review_next"))).to_have_count(0)
        Learner(page, exercise).answer_right()
        due = [pair for pair in asked_next(german, kept(page), NOW) if pair[0] != due[0][0]]
        go_on(page)


def test_sure_and_wrong_comes_first_with_a_question_never_seen(visit: Visitors, site: Site, german: LocalCourse) -> None:
    early, sure = single(german)[0], next(one for one in single(german)[1:] if not {*one.claims} & {*single(german)[0].claims})
    record = record_of(german, answer_of(early, 60, right=False), answer_of(sure, 3, right=False, confidence=3))
    assert {claim for claim, one in claims(german, record).items() if sure_and_wrong(one)} == {*sure.claims}
    page = look(visit, site.url(REVIEW), record)
    expect(page.get_by_text(DE.counted("review_sure_wrong", len({*sure.claims})), exact=True)).to_be_visible()
    press(page, "review_begin")
    exercise = asked(page, german)
    assert {*exercise.claims} & {*sure.claims}
    assert exercise.id not in (early.id, sure.id)


def asked_last(course: LocalCourse, claim: str) -> tuple[Exercise, dict[str, Any], list[tuple[str, str]]] | None:
    """Return the last of several activities on a claim, a record in which it was seen long before all others, and what is due; None where another claim's question comes before it."""
    on_claim = [one for one in practised(course) if claim in one.claims]
    if len(on_claim) < 3:
        return None
    days = {one.id: 300 if one == on_claim[-1] else 200 + place for place, one in enumerate(practised(course))}
    record = record_of(course, *(answer_of(one, days[one.id], right=True) for one in practised(course)))
    due = asked_next(course, record, NOW)
    before = due[: [key for key, _ in due].index(claim)] if claim in dict(due) else due
    told = any(claim in exercises_of(course)[activity].claims for _, activity in before)
    return None if told or dict(due).get(claim) != on_claim[-1].id else (on_claim[-1], record, due)


def test_the_least_recently_seen_where_all_were_seen(visit: Visitors, site: Site, german: LocalCourse) -> None:
    """Everything was answered rightly, the last activity on a claim first: it is the one that asks the claim."""
    oldest, record, due = next(found for key in german.claims if (found := asked_last(german, key)))
    page = look(visit, site.url(REVIEW), record)
    press(page, "review_begin")
    assert asked(page, german).id == due[0][1]
    while asked(page, german).id != oldest.id:
        Learner(page, asked(page, german)).answer_right()
        go_on(page)


def test_a_review_begins_afresh_and_counts(visit: Visitors, site: Site, german: LocalCourse) -> None:
    """A play that was left halfway is not in the way either, and stays where it was left."""
    exercise, path = next((one, part) for one in practised(german) for part in one.interactions if isinstance(part, Path))
    others = [one for one in practised(german) if one != exercise]
    record = record_of(german, answer_of(exercise, 300, right=True), *(answer_of(one, 200, right=True) for one in others))
    halfway = record["texts"] = {f"{exercise.id}/play/0": {"text": path.best[0], "time": written(NOW)}}
    page = look(visit, site.url(REVIEW), record)
    press(page, "review_begin")
    while asked(page, german).id != exercise.id:
        Learner(page, asked(page, german)).answer_right()
        go_on(page)
    learner = Learner(page, exercise)
    assert not learner.given()[path.id]
    before = len(evidence(german, kept(page)))
    learner.answer_right()
    assert len(evidence(german, kept(page))) == before + 1
    assert kept(page)["texts"].items() >= halfway.items()


def test_to_the_end_and_what_comes_when(visit: Visitors, site: Site, german: LocalCourse) -> None:
    first, second = single(german)[:2]
    page = look(visit, site.url(REVIEW), record_of(german, answer_of(first, 9, right=False), answer_of(second, 9, right=False)))
    begin(page)
    count = 0
    while page.locator("leitfaden-activity").count():
        Learner(page, asked(page, german)).answer_right()
        count += 1
        go_on(page)
    expect(page.get_by_role("heading", name=DE("review_done"), exact=True)).to_be_focused()
    expect(page.get_by_text(DE.counted("review_result", count, right=count), exact=True)).to_be_visible()
    assert asked_next(german, kept(page), NOW) == []
    days = dated(german, page)
    shown = rows(page, DE("review_dates"))
    assert [int(number) for _, number in shown] == [len(claimed) for _, claimed in days][: len(shown)]
    page.reload()
    expect(page.get_by_role("heading", name=DE("review_nothing_due"), exact=True)).to_be_visible()


def dated(course: LocalCourse, page: Page) -> list[tuple[str, list[str]]]:
    """Return the next days in Berlin that begin with claims due, with these claims."""
    days: dict[str, list[str]] = {}
    for claim, one in claims(course, kept(page)).items():
        due = one.card.due.astimezone(HERE)
        midnight = due.replace(hour=0, minute=0, second=0, microsecond=0)
        day = NOW.astimezone(HERE) if one.card.due <= NOW else due if due == midnight else due + timedelta(days=1)
        days.setdefault(day.date().isoformat(), []).append(claim)
    return sorted(days.items())


def test_the_calendar_file_holds_the_next_days(visit: Visitors, site: Site, german: LocalCourse) -> None:
    page = look(visit, site.url(REVIEW), history(german, RICH))
    with page.expect_download() as download:
        press(page, "review_calendar")
    assert download.value.suggested_filename == f"{german.id}.ics"
    events = Calendar.from_ical(File(download.value.path()).read_bytes()).events
    days = dated(german, page)
    assert [event.start.isoformat() for event in events] == [day for day, _ in days]
    for event, (_, claimed) in zip(events, days, strict=True):
        assert str(event["SUMMARY"]) == DE("review_event", title=german.title)
        assert str(event["DESCRIPTION"]) == f"{DE.counted('review_due', len(claimed))}\n{site.url(REVIEW)}"


def test_where_nothing_is_due_the_shakiest_can_be_practised(visit: Visitors, site: Site, german: LocalCourse) -> None:
    exercises = single(german)[:3]
    page = look(visit, site.url(REVIEW), record_of(german, *(answer_of(one, 0.2, right=True) for one in exercises)))
    expect(page.get_by_role("heading", name=DE("review_nothing_due"), exact=True)).to_be_visible()
    begin(page, "review_extra")
    seen = []
    while page.locator("leitfaden-activity").count():
        seen.append(asked(page, german).id)
        Learner(page, asked(page, german)).answer_right()
        go_on(page)
    expect(page.get_by_role("heading", name=DE("review_extra_done"), exact=True)).to_be_focused()
    assert 1 < len(seen) <= 5
    assert len({*seen}) == len(seen)


def test_before_the_first_answer(visit: Visitors, site: Site) -> None:
    page = look(visit, site.url(REVIEW))
    expect(page.get_by_text(DE("review_nothing_yet"))).to_be_visible()
    expect(page.get_by_role("button", name=DE("review_begin"))).to_have_count(0)
    assert audited_in_both(page) == CLEAN


def test_what_another_tab_answers_is_no_longer_due(visit: Visitors, site: Site, german: LocalCourse) -> None:
    exercise = single(german)[0]
    page = look(visit, site.url(REVIEW), record_of(german, answer_of(exercise, 9, right=False)))
    expect(page.get_by_role("button", name=DE("review_begin"))).to_be_visible()
    bring(page, record_of(german, answer_of(exercise, 0.1, right=True)))
    expect(page.get_by_role("heading", name=DE("review_nothing_due"))).to_be_visible()


@pytest.mark.parametrize("width", [360, 1280])
def test_axe_finds_nothing(visit: Visitors, site: Site, german: LocalCourse, width: int) -> None:
    page = look(visit, site.url(REVIEW), history(german, RICH), viewport={"width": width, "height": 800})
    assert audited_in_both(page) == CLEAN
    press(page, "review_begin")
    Learner(page, asked(page, german)).answer_wrong()
    assert audited_in_both(page) == CLEAN
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_a_question_that_does_not_come_can_be_asked_for_again(visit: Visitors, site: Site, german: LocalCourse) -> None:
    page = look(visit, site.url(REVIEW), history(german, SMALL) | {"answered": [answer_of(single(german)[0], 9, right=False)]}, forgiving=True)

    def refuse(route: Route) -> None:
        route.abort()

    page.route("**/questions-*.js", refuse)
    press(page, "review_begin")
    expect(page.get_by_role("heading", name=DE("review_not_loaded"))).to_be_focused()
    page.unroute("**/questions-*.js", refuse)
    press(page, "review_try_again")
    Learner(page, asked(page, german)).answer_right()


def test_from_a_folder(visit: Visitors, offline: File, german: LocalCourse) -> None:
    page = look(visit, (offline / "review.html").as_uri(), record_of(german, answer_of(single(german)[0], 9, right=False)))
    press(page, "review_begin")
    Learner(page, asked(page, german)).answer_right()
    images = page.get_by_role("main").get_by_role("img").all()
    assert all(urlsplit(image.get_attribute("src") or "").scheme == "" for image in images)
