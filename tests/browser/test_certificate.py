"""The certificate: what it says is so, it fits on one sheet, and the name on it is kept nowhere."""

from __future__ import annotations

import io
from collections.abc import Iterable
from datetime import timedelta
from typing import Any

import pypdf
import pytest
from builds import REPOSITORY
from derived import in_order, mark, percent, sittings, weighted
from histories import NOW, RICH, answer_of, history, practised, record_of, written
from looking import DE, kept, look, rows
from playwright.sync_api import Page, expect
from walking import CLEAN, audited_in_both
from web import Site

from conftest import Visitors
from leitfaden.exercises import Exercise
from leitfaden.inline import plain
from leitfaden.localising import LocalAssessment, LocalCourse, localised
from leitfaden.reading import read_course
from leitfaden.wording import Words, words_for

CERTIFICATE = "certificate/"
NAME = "Ada Ōtsuka-Müller"


def final(course: LocalCourse) -> LocalAssessment:
    return next(one for one in course.assessments.values() if one.purpose == "final-test")


def done(course: LocalCourse, sat: Iterable[tuple[str, bool]] = (), *, right: bool = True, retake: str = "") -> dict[str, Any]:
    """Return the record of somebody who answered everything, and sat the final test as often as `sat` says, all right or all wrong."""
    test, answers, begun, finished = final(course), [answer_of(one, 9, right=right) for one in practised(course)], [], []
    for place, (sitting, well) in enumerate(sat):
        asked = test.forms[0].first
        times = [written(NOW - timedelta(days=5 - place, hours=hours)) for hours in (2, 1)]
        begun.append({"id": sitting, "time": times[0], "assessment": test.id, "form": test.forms[0].id, "seed": "x", "questions": [one.id for one in asked], "retake": retake if place else ""})  # fmt: skip
        finished.append({"id": f"{sitting} end", "time": times[1], "sitting": sitting})
        answers += [answer_of(one, 5 - place + 0.05, right=well, sitting=sitting) for one in asked]
    return record_of(course, *answers, begun=begun, finished=finished)


def sheets(page: Page, paper: str) -> list[str]:
    """Return the text of each printed page, without white space."""
    return ["".join(sheet.extract_text().split()) for sheet in pypdf.PdfReader(io.BytesIO(page.pdf(format=paper))).pages]


def squeezed(text: str) -> str:
    return "".join(text.split())


def write_name(page: Page, words: Words = DE) -> None:
    page.get_by_role("textbox", name=words("certificate_name"), exact=True).fill(NAME)


@pytest.mark.parametrize("paper", ["A4", "Letter"])
@pytest.mark.parametrize("language", ["de", "en"])
def test_whoever_passed_gets_one_sheet(visit: Visitors, site: Site, german: LocalCourse, language: str, paper: str) -> None:
    course = localised(read_course([REPOSITORY])[0], language)
    words = words_for(language)
    page = look(visit, site.url(CERTIFICATE if language == "de" else f"en/{CERTIFICATE}"), done(german, [("s", True)]), color_scheme="dark")
    expect(page.get_by_role("heading", name=words("certificate_title_passed"), exact=True).last).to_be_visible()
    write_name(page, words)
    (sheet,) = sheets(page, paper)
    said = [NAME, words("certificate_says_passed", title=course.title), words("certificate_version", version=course.version), words("certificate_means")]
    said += [module.title for module in course.modules if any(scenario.exercises for scenario in module.scenarios)]
    assert [text for text in said if squeezed(text) not in sheet] == []
    for word in ("certificate_intro", "certificate_name"):
        assert squeezed(words(word)) not in sheet


def test_the_name_is_kept_nowhere(visit: Visitors, site: Site, german: LocalCourse) -> None:
    page = look(visit, site.url(CERTIFICATE), done(german, [("s", True)]))
    address = page.url
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url + str(request.post_data)))
    write_name(page)
    page.get_by_role("textbox", name=DE("certificate_name"), exact=True).press("Enter")
    page.evaluate("window.dispatchEvent(new Event('beforeprint')); window.dispatchEvent(new Event('afterprint'))")
    stored = page.evaluate("JSON.stringify([{...localStorage}, {...sessionStorage}, document.cookie, history.state, window.name, location.href])")
    databases = page.evaluate("indexedDB.databases().then((all) => all.length)")
    caches = page.evaluate("caches.keys().then((all) => all.length)")
    assert german.id in stored
    assert NAME not in stored + str(kept(page)) + "".join(asked)
    assert (page.url, databases, caches) == (address, 0, 0)
    page.reload()
    expect(page.get_by_role("textbox", name=DE("certificate_name"), exact=True)).to_have_value("")


def test_an_answer_elsewhere_leaves_the_name_in_its_field(visit: Visitors, site: Site, german: LocalCourse) -> None:
    page = look(visit, site.url(CERTIFICATE), done(german))
    write_name(page)
    page.evaluate("(answer) => leitfaden.record.add(answer)", answer_of(practised(german)[0], 1))
    field = page.get_by_role("textbox", name=DE("certificate_name"), exact=True)
    expect(field).to_have_value(NAME)
    expect(field).to_be_focused()


def test_the_numbers_are_those_of_the_record(visit: Visitors, site: Site, german: LocalCourse) -> None:
    record = history(german, RICH)
    page = look(visit, site.url(CERTIFICATE), record)
    expected, firsts = [], []
    best = {sat.test.id: max(one.mean for one in sittings(german, record) if one.test == sat.test) for sat in sittings(german, record)}
    for module in german.modules:
        own = [one for one in practised(german) if german.scenarios[one.scenario].module == module.id]
        first = [(event["score"], one.points) for one in own for event in tries_of(record, one)[:1]]
        test = next((one for one in german.assessments.values() if one.module == module.id), None)
        shown = mark(best[test.id], test.pass_mark) if test and test.id in best else "–"
        expected.append([module.title, DE("certificate_of", answered=len(first), total=len(own)), percent(weighted(first)), shown])
        firsts += first
    expected.append([DE("certificate_all"), DE("certificate_of", answered=len(firsts), total=len(practised(german))), percent(weighted(firsts)), ""])
    assert rows(page, DE("certificate_table")) == expected


def tries_of(record: dict[str, Any], exercise: Exercise) -> list[Any]:
    return in_order(event for event in record["answered"] if event["activity"] == exercise.id and not event["sitting"])


@pytest.mark.parametrize(
    ("sat", "retake", "word"),
    [([], "", "complete"), ([("s", False)], "", "complete"), ([("s", False), ("t", True)], "", "passed"), ([("s", False), ("t", True)], "s", "complete")],
    ids=["not sat", "failed", "passed at the second attempt", "only the wrong ones again"],
)
def test_the_final_test_decides(visit: Visitors, site: Site, german: LocalCourse, sat: list[tuple[str, bool]], retake: str, word: str) -> None:
    page = look(visit, site.url(CERTIFICATE), done(german, sat, retake=retake))
    expect(page.get_by_role("heading", name=DE(f"certificate_title_{word}"), exact=True).last).to_be_visible()
    expect(page.get_by_text(DE(f"certificate_says_{word}", title=german.title))).to_be_visible()
    if word == "passed":
        attempt = DE("certificate_attempt", percent="100 %", place=2, count=2)
        said = DE("certificate_final_passed", title=plain(final(german).title), percent=attempt, date="19. November 2026", mark="80 %")
        assert squeezed(said) in squeezed(page.get_by_role("main").inner_text())
        return
    missing = page.get_by_role("listitem").filter(has=page.get_by_role("link", name=plain(final(german).title), exact=True)).last
    first_sitting = [well for (_, well) in sat[:1]]
    expect(missing).to_contain_text(DE("certificate_final_missing" if first_sitting else "certificate_final_untaken", mark="80 %"))
    expect(page.get_by_role("heading", name=DE("certificate_not_passed" if first_sitting else "certificate_missing"), exact=True)).to_be_visible()
    missing.get_by_role("link").click()
    expect(page.get_by_role("heading", name=plain(final(german).title), exact=True)).to_be_visible()


def test_what_is_missing_is_said_and_an_interim_record_prints(visit: Visitors, site: Site, german: LocalCourse) -> None:
    """Also where the final test was passed already, which is said."""
    record = done(german, [("s", True)])
    gone = [one for one in record["answered"] if one["activity"] in {practised(german)[0].id, practised(german)[-1].id}]
    record["answered"] = [one for one in record["answered"] if one not in gone]
    page = look(visit, site.url(CERTIFICATE), record)
    for module in (german.modules[0], german.modules[-1]):
        item = page.get_by_role("article").get_by_role("listitem").filter(has_text=module.title)
        expect(item).to_contain_text(DE.counted("certificate_open", 1))
        expect(item.get_by_role("link")).to_have_attribute("href", site.url(f"{module.lessons[0].id}/"))
    (sheet,) = sheets(page, "A4")
    passed = DE("certificate_final_passed", title=plain(final(german).title), percent="100 %", date="18. November 2026", mark="80 %")
    assert squeezed(DE("certificate_title_interim")) in sheet
    assert squeezed(passed) in sheet
    assert squeezed(DE("certificate_missing")) not in sheet


@pytest.mark.parametrize("width", [360, 1280])
def test_axe_finds_nothing(visit: Visitors, site: Site, german: LocalCourse, width: int) -> None:
    page = look(visit, site.url(CERTIFICATE), history(german, RICH), viewport={"width": width, "height": 800})
    assert audited_in_both(page) == CLEAN
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_before_the_first_answer(visit: Visitors, site: Site, german: LocalCourse) -> None:
    page = look(visit, site.url(CERTIFICATE))
    said = DE("certificate_says_interim", title=german.title, answered=0, total=len(practised(german)))
    expect(page.get_by_text(said, exact=True)).to_be_visible()
    assert audited_in_both(page) == CLEAN
