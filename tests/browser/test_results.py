"""The page of results: each number is what a second derivation finds, and everybody can read it."""

from __future__ import annotations

import io
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pypdf
import pytest
from derived import beliefs, calibration, chances, claim_rows, claims, module_rows, sitting_rows, week_rows
from histories import NOW, RICH, SMALL, Manner, answer_of, event_of, history, practised, record_of, written
from learner import downloaded
from looking import DE, bring, kept, look, open_numbers, rows
from playwright.sync_api import Page, expect
from walking import CLEAN, audited_in_both
from web import Site

from conftest import Visitors
from leitfaden.exercises import Exercise, Path
from leitfaden.inline import plain
from leitfaden.localising import LocalCourse
from leitfaden.plays import offered, replayed
from leitfaden.scoring import score_exercise

RESULTS = "results/"
MANNERS = {"rich": (RICH, 1), "small": (SMALL, 2), "wild": (Manner(days=40, daily=5, skill=0.1, sure=1, tests=True), 3)}

JUMPED = """(window.jumps ?? []).flatMap(({ sources }) => sources.map(({ node }) => node)).filter((node) => node?.parentElement?.closest("article"))
    .map((node) => node.outerHTML?.slice(0, 80))"""


@pytest.fixture(params=MANNERS)
def record(request: pytest.FixtureRequest, german: LocalCourse) -> dict[str, Any]:
    """Somebody's record."""
    manner, seed = MANNERS[request.param]
    return history(german, manner, seed)


# Numbers


def test_every_table_holds_what_a_second_derivation_finds(visit: Visitors, site: Site, german: LocalCourse, record: dict[str, Any]) -> None:
    page = look(visit, site.url(RESULTS), record)
    open_numbers(page)
    assert rows(page, DE("results_modules_chart")) == module_rows(german, record)
    assert rows(page, DE("results_claims_chart")) == claim_rows(german, record)
    assert rows(page, DE("results_weeks_chart")) == week_rows(record)
    if expected := sitting_rows(german, record):
        assert rows(page, DE("results_tests")) == expected
    sure = calibration(german, record)
    if any(map(any, sure.values())):
        table = rows(page, DE("results_calibration_chart"))
        assert table == [[DE(f"results_{word}"), *map(str, sure[level])] for level, word in ((3, "sure"), (2, "middle"), (1, "unsure"))]


def test_wrong_ideas_are_those_of_the_latest_answers(visit: Visitors, site: Site, german: LocalCourse, record: dict[str, Any]) -> None:
    page = look(visit, site.url(RESULTS), record)
    for word, ideas in beliefs(german, record).items():
        heading = page.get_by_role("heading", name=DE(f"results_belief_{word}"), exact=True)
        expect(heading).to_have_count(1 if ideas else 0)
        if not ideas:
            continue
        items = heading.locator("xpath=following-sibling::ul[1]").get_by_role("listitem")
        expect(items).to_have_count(len(ideas))
        for item, (idea, said) in zip(items.all(), ideas, strict=True):
            expect(item).to_contain_text(plain(german.misconceptions[idea].name))
            expect(item).to_contain_text(said)


def test_a_decision_on_a_way_betrays_what_it_does_in_its_scene(visit: Visitors, site: Site, german: LocalCourse) -> None:
    """A play on which it was never on offer is no chance; one that comes out best though it was is."""
    path, exercise = next((part, one) for one in practised(german) for part in one.interactions if isinstance(part, Path))
    idea, *ways = telling(exercise, path)
    shown, never, resisted = (event_of(exercise, {path.id: way}, NOW - timedelta(days=days)) for days, way in zip((8, 5, 2), ways, strict=True))
    page = look(visit, site.url(RESULTS), record_of(german, shown))
    item = page.get_by_role("listitem").filter(has_text=plain(german.misconceptions[idea].name))
    held, since = (page.get_by_role("heading", name=DE(f"results_belief_{word}"), exact=True) for word in ("held", "since"))
    for more in (shown, never):
        bring(page, record_of(german, more))
        expect(item).to_contain_text(DE("results_belief_shown", shown=1, chances=1, date="15.11.2026"))
        expect(item.get_by_role("link")).to_have_attribute("href", site.url(f"{german.misconceptions[idea].lesson}/"))
        expect(held).to_be_visible()
    bring(page, record_of(german, resisted))
    expect(item).to_contain_text(DE("results_belief_shown", shown=1, chances=2, date="21.11.2026"))
    expect(since).to_be_visible()


def telling(exercise: Exercise, path: Path) -> tuple[str, list[str], list[str], list[str]]:
    """Return a wrong idea and three plays: one that betrays it, one that never comes across it, and the best of those that do and don't take it."""
    plays = {tuple(way): chances(exercise, {"responses": {path.id: way}}) for way in every_play(path, [])}
    for idea in sorted({idea for _, shown in plays.values() for idea in shown}):
        shown = [way for way, (_, taken) in plays.items() if idea in taken]
        never = [way for way, (met, _) in plays.items() if idea not in met]
        resisted = [way for way, (met, taken) in plays.items() if idea in met and idea not in taken and score_exercise(exercise, {path.id: list(way)}) == 1]
        if shown and never and resisted:
            return idea, list(shown[0]), list(never[0]), list(resisted[0])
    raise AssertionError("no wrong idea can be met, missed and resisted")


def every_play(path: Path, turns: list[str]) -> Iterator[list[str]]:
    """Yield every play to an end that begins with `turns`."""
    play = replayed(path, turns)
    assert play is not None
    if play.ended:
        yield turns
    for turn in offered(play):
        yield from every_play(path, [*turns, turn.id])


def test_tries_after_reading_the_reasons_count_for_progress_alone(visit: Visitors, site: Site, german: LocalCourse) -> None:
    exercise = practised(german)[0]
    record = record_of(german, answer_of(exercise, 3, right=False, confidence=3), answer_of(exercise, 2.99, right=True, confidence=3))
    page = look(visit, site.url(RESULTS), record)
    open_numbers(page)
    assert rows(page, DE("results_modules_chart"))[0][1:] == ["1", "0", str(len(module_activities(german)) - 1), "0 %", "100 %"]
    assert [row[1:3] for row in rows(page, DE("results_claims_chart")) if len(row) > 1 and row[2] != "0"] == [["0 %", "1"]] * len(claims(german, record))
    assert rows(page, DE("results_calibration_chart"))[0] == [DE("results_sure"), "0", "1"]


def module_activities(course: LocalCourse) -> list[Exercise]:
    return [one for scenario in course.modules[0].scenarios for one in scenario.exercises if one.use == "practice"]


def test_answers_to_a_test_count_once_it_is_handed_in(visit: Visitors, site: Site, german: LocalCourse) -> None:
    test = next(iter(german.assessments.values()))
    asked = test.forms[0].first
    begin = {
        "id": "s",
        "time": written(NOW - timedelta(days=1)),
        "assessment": test.id,
        "form": test.forms[0].id,
        "seed": "x",
        "questions": [one.id for one in asked],
        "retake": "",
    }
    answers = [answer_of(one, 0.5, sitting="s") for one in asked]
    page = look(visit, site.url(RESULTS), record_of(german, *answers, begun=[begin]))
    expect(page.get_by_text(DE("results_empty"))).to_be_visible()
    bring(page, record_of(german, finished=[{"id": "e", "time": written(NOW), "sitting": "s"}]))
    assert rows(page, DE("results_tests")) == [
        [plain(test.title), "23.11.2026", str(len(asked)), "100 %", "–" if test.pass_mark is None else DE("results_passed")]
    ]


# How well she judges herself


@pytest.mark.parametrize(
    ("given", "word", "counts"),
    [
        ([], "none", {}),
        ([(3, True)] * 4 + [(2, True)], "few", {"sure": 4, "unsure": 0, "needed": 5}),
        ([(3, True)] * 7 + [(3, False)] * 3, "over", {"sure": 10, "sure_wrong": 3}),
        ([(3, True)] * 8 + [(3, False)] * 2, "good", {"sure": 10, "sure_right": 8}),
        ([(3, True)] * 6 + [(1, True)] * 8 + [(1, False)] * 2, "under", {"unsure": 10, "unsure_right": 8}),
    ],
)
def test_the_sentence_on_her_judgement(
    visit: Visitors, site: Site, german: LocalCourse, given: list[tuple[int, bool]], word: str, counts: dict[str, int]
) -> None:
    exercises = [one for one in practised(german) if answer_of(one, 1, right=False)["score"] < 0.5]
    answers = [answer_of(one, 1 + at / 100, right=right, confidence=sure) for at, (one, (sure, right)) in enumerate(zip(exercises, given, strict=False))]
    page = look(visit, site.url(RESULTS), record_of(german, *(answers or [answer_of(exercises[0], 1, right=True)])))
    expect(page.get_by_text(DE(f"results_judge_{word}", **counts), exact=True)).to_be_visible()
    wrong = [one for one, (sure, right) in zip(exercises, given, strict=False) if sure == 3 and not right]
    listed = page.get_by_role("heading", name=DE("results_sure_wrong_title")).locator("xpath=following-sibling::ul[1]").get_by_role("listitem")
    expect(listed).to_have_count(len(wrong))
    for item, exercise in zip(listed.all(), wrong, strict=True):
        link = item.get_by_role("link", name=plain(exercise.prompt))
        expect(link).to_have_attribute("href", site.url(f"{german.scenarios[exercise.scenario].module}/{exercise.scenario}/#{exercise.id.replace('/', '--')}"))


def test_being_asked_can_be_turned_on_here(visit: Visitors, site: Site, german: LocalCourse) -> None:
    page = look(visit, site.url(RESULTS), record_of(german, answer_of(practised(german)[0], 1, right=True)))
    box = page.get_by_role("checkbox", name=DE("confidence_ask"))
    box.check()
    expect(box).to_be_focused()
    page.goto(site.url("about/"))
    expect(page.get_by_role("checkbox", name=DE("confidence_ask"))).to_be_checked()


# For everybody


def test_every_picture_has_a_name_and_says_what_it_shows(visit: Visitors, site: Site, german: LocalCourse) -> None:
    page = look(visit, site.url(RESULTS), history(german, RICH))
    for name in ("modules", "claims", "calibration", "weeks"):
        expect(page.get_by_role("img", name=DE(f"results_{name}_chart"), exact=True)).to_be_visible()
    for picture in page.get_by_role("main").get_by_role("img").all():
        assert picture.evaluate("(one) => one.getAttribute('aria-describedby').split(' ').map((id) => document.getElementById(id).textContent).join('')")


def test_what_is_open_stays_open_and_the_focus_where_it_was(visit: Visitors, site: Site, german: LocalCourse) -> None:
    page = look(visit, site.url(RESULTS), history(german, SMALL))
    summary = page.get_by_text(DE("results_numbers"), exact=True).nth(1)
    summary.press("Enter")
    before = rows(page, DE("results_claims_chart"))
    bring(page, history(german, RICH, 5))
    expect(page.get_by_role("table", name=DE("results_claims_chart"))).to_be_visible()
    assert rows(page, DE("results_claims_chart")) != before
    expect(page.get_by_text(DE("results_numbers"), exact=True).nth(1)).to_be_focused()


@pytest.mark.parametrize("width", [360, 1280])
def test_axe_finds_nothing(visit: Visitors, site: Site, german: LocalCourse, width: int) -> None:
    page = look(visit, site.url(RESULTS), history(german, RICH), viewport={"width": width, "height": 800})
    open_numbers(page)
    assert audited_in_both(page) == CLEAN
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_before_the_first_answer_it_says_what_will_be_here(visit: Visitors, site: Site, german: LocalCourse) -> None:
    page = look(visit, site.url(RESULTS))
    expect(page.get_by_text(DE("results_empty"))).to_be_visible()
    expect(page.get_by_role("link", name=DE("results_begin"))).to_have_attribute("href", site.url("./"))
    expect(page.get_by_role("main").get_by_role("img")).to_have_count(0)
    assert audited_in_both(page) == CLEAN
    bring(page, history(german, SMALL))
    expect(page.get_by_text(DE("results_empty"))).to_have_count(0)


def test_without_javascript_it_says_what_it_needs(visit: Visitors, site: Site) -> None:
    for name in ("results", "review", "certificate"):
        page = visit(site.url(f"{name}/"), java_script_enabled=False)
        expect(page.get_by_text(DE(f"{name}_needs_script"))).to_be_visible()
        expect(page.get_by_role("article").get_by_role("button")).to_have_count(0)
        page.context.close()


def test_all_numbers_are_on_paper_and_no_buttons(visit: Visitors, site: Site, german: LocalCourse) -> None:
    record = history(german, RICH)
    page = look(visit, site.url(RESULTS), record, color_scheme="dark")
    text = printed(page)
    for row in [*module_rows(german, record), *claim_rows(german, record), *week_rows(record)]:
        assert "".join("".join(row).split()) in text, row
    for button in ("results_print", "results_export"):
        assert "".join(DE(button).split()) not in text


def test_the_record_is_one_press_away(visit: Visitors, site: Site, german: LocalCourse) -> None:
    page = look(visit, site.url(RESULTS), history(german, SMALL))
    assert downloaded(page, DE("results_export")) == kept(page)


def printed(page: Page) -> str:
    """Return the text of the printed page, without white space."""
    return "".join("".join(sheet.extract_text().split()) for sheet in pypdf.PdfReader(io.BytesIO(page.pdf(format="A4"))).pages)


@pytest.mark.parametrize("width", [360, 1280])
@pytest.mark.parametrize("address", [RESULTS, "review/", "certificate/"])
def test_nothing_jumps_at_load(visit: Visitors, site: Site, german: LocalCourse, address: str, width: int) -> None:
    context = visit.context(viewport={"width": width, "height": 800})
    context.add_init_script(
        "new PerformanceObserver((list) => { (window.jumps ??= []).push(...list.getEntries()) }).observe({ type: 'layout-shift', buffered: true })"
    )
    page = context.new_page()
    page.goto(site.url(address))
    bring(page, history(german, RICH))
    page.reload()
    expect(page.get_by_role("main").get_by_role("table").or_(page.get_by_role("img", name=DE("results_modules_chart"))).first).to_be_visible()
    page.evaluate("new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))")
    assert page.evaluate(JUMPED) == []
