"""On paper: a lesson prints whole, without what only a screen needs, and with solutions only where they are asked for."""

from __future__ import annotations

import io
import re
from pathlib import Path

import pypdf
import pytest
from learner import Learner, exercise_of, feedbacks, on_lesson
from playwright.sync_api import Page, expect
from test_answering import EACH_FORM, page_of
from web import Site

from conftest import Visitors
from leitfaden.exercises import Exercise, Order, Pick, Rate
from leitfaden.inline import plain
from leitfaden.localising import LocalCourse
from leitfaden.wording import words_for

LESSON = "moderation/how-much/"
DE = words_for("de")


def sheets(page: Page, paper: str = "A4") -> list[str]:
    """Return the text on each sheet of the printed page, without white space: line breaks fall where they fall."""
    pdf = pypdf.PdfReader(io.BytesIO(page.pdf(format=paper)))
    return [squeezed(sheet.extract_text()) for sheet in pdf.pages]


def printed(page: Page, paper: str = "A4") -> str:
    """Return the text of the printed page, without white space."""
    return "".join(sheets(page, paper))


def asked_for(page: Page, word: str) -> None:
    """Press one of the buttons that print; the test prints by itself."""
    page.evaluate("window.print = () => {}")
    page.get_by_role("button", name=DE(word)).click()


def squeezed(text: str) -> str:
    return "".join(text.split())


def questions(exercise: Exercise) -> list[str]:
    texts = [plain(exercise.prompt)]
    for interaction in exercise.interactions:
        match interaction:
            case Pick():
                texts += [plain(option.text) for option in interaction.options]
            case Rate():
                texts += [plain(step.label) for step in interaction.scale]
            case Order():
                texts += [plain(step.text) for step in interaction.steps]
    return texts


@pytest.mark.parametrize("paper", ["A4", "Letter"])
def test_a_lesson_prints_whole(visit: Visitors, site: Site, german: LocalCourse, paper: str) -> None:
    text = printed(visit(site.url(LESSON)), paper)
    scenarios, exercises = on_lesson(german, LESSON.strip("/"))
    posts = [post.written for scenario in scenarios for post in scenario.thread.values() if post.written and not post.deleted]
    wanted = [question for one in exercises for question in questions(one)]
    assert [one for one in (*wanted, *posts) if squeezed(one) not in text] == []


def test_navigation_and_buttons_are_not_printed(visit: Visitors, site: Site) -> None:
    page = visit(site.url(LESSON))
    page.emulate_media(media="print")
    for role in ("navigation", "search", "button"):
        expect(page.get_by_role(role)).to_have_count(0)
    page.goto(site.url("moderation/first-week/"))
    expect(page.get_by_role("link", name=DE("to_practice", module=""))).to_have_count(0)


def test_no_post_is_cut_in_two(visit: Visitors, site: Site, german: LocalCourse) -> None:
    scenario = german.scenarios["coffee-stain"]
    pages = sheets(visit(site.url("patience/coffee-stain/")))
    assert len(pages) > 2
    assert [post.id for post in scenario.thread.values() if not any(squeezed(post.written) in page for page in pages)] == []


DRAWN = "(all) => all.filter((one) => { const { appearance, borderTopStyle, width } = getComputedStyle(one); return appearance !== 'none' || borderTopStyle !== 'solid' || parseFloat(width) < 10; }).length"


def test_boxes_are_drawn_where_browsers_drop_backgrounds(visit: Visitors, site: Site) -> None:
    page = visit(site.url(LESSON))
    page.emulate_media(media="print")
    for role in ("radio", "checkbox"):
        boxes = page.get_by_role(role)
        assert boxes.count() > 3
        assert boxes.evaluate_all(DRAWN) == 0


WIDE = """() => [...document.querySelectorAll('article *')].filter((one) => {
    const box = one.getBoundingClientRect();
    const cut = getComputedStyle(one).overflowX !== 'visible' && one.scrollWidth > one.clientWidth + 1;
    return box.width && (cut || box.right > document.documentElement.clientWidth + 1) && !one.closest('.lf-sr');
}).map((one) => one.outerHTML.slice(0, 120))"""


@pytest.mark.parametrize("script", [True, False])
def test_nothing_is_cut_off_or_collapsed(visit: Visitors, small: Site, *, script: bool) -> None:
    page = visit(small.url("paper/"), java_script_enabled=script, viewport={"width": 690, "height": 900})
    text = printed(page)
    for wanted in ("What the note hides.", "What the first tab shows.", "What the second tab hides.", "until it comes to its end"):
        assert squeezed(wanted) in text
    if script:
        page.emulate_media(media="print")
        assert page.evaluate(WIDE) == []


def test_printing_opens_no_hint(visit: Visitors, small: Site) -> None:
    """The theme opens everything that is collapsed while it prints."""
    page = visit(small.url("paper/"))
    assert squeezed("Ben wants to know whether it helped.") not in printed(page)
    page.get_by_role("radio", name="Nothing, a heart is enough.").check()
    page.get_by_role("radio", name="Guessing").first.check()
    page.get_by_role("button", name="Check answer").first.click()
    assert page.evaluate("leitfaden.record.events().map((event) => event.hints)") == [0]
    expect(page.get_by_text("Hint 2")).to_be_hidden()


def test_solutions_follow_on_a_page_of_their_own(visit: Visitors, site: Site, german: LocalCourse) -> None:
    page = visit(site.url(LESSON))
    before = page.get_by_role("article").first.inner_html()
    asked_for(page, "print_solutions")
    lesson, solutions = parted(sheets(page))
    _, exercises = on_lesson(german, LESSON.strip("/"))
    shown = [one for one in exercises if squeezed(plain(one.prompt)) in lesson]
    reasons = [squeezed(reason) for one in shown if all(isinstance(part, Pick | Rate | Order) for part in one.interactions) for reason in feedbacks(one)]
    assert len(reasons) > 20
    assert [reason for reason in reasons if reason in lesson or reason not in solutions] == []
    prompts = "|".join(re.escape(squeezed(plain(one.prompt))) for one in shown)
    for part in (lesson, solutions):
        assert re.findall(rf"(\d+)\.(?={prompts})", part) == [str(number) for number in range(1, len(shown) + 1)]
    assert page.get_by_role("article").first.inner_html() == before
    assert squeezed(DE("solutions")) not in printed(page)


def parted(pages: list[str]) -> tuple[str, str]:
    """Return what stands before the solutions, and the solutions, which begin on a sheet of their own."""
    first = next(place for place, sheet in enumerate(pages) if sheet.startswith(squeezed(DE("solutions"))))
    return "".join(pages[:first]), "".join(pages[first:])


def test_solutions_name_options_by_the_letters_that_they_are_printed_with(visit: Visitors, site: Site, german: LocalCourse) -> None:
    exercise = exercise_of(german, EACH_FORM[1])
    page = visit(site.url(page_of(german, exercise)))
    pick = exercise.interactions[0]
    assert isinstance(pick, Pick)
    asked_for(page, "print_solutions")
    text = printed(page)
    for letter, option in zip("ABCD", pick.options, strict=False):
        assert text.count(squeezed(plain(option.text))) == 2
        assert f"{letter}{squeezed(plain(option.text))}" in text
        assert f"{letter}.{squeezed(plain(option.text))}" in text


def test_an_exercise_prints_as_if_nobody_had_answered(visit: Visitors, site: Site, german: LocalCourse) -> None:
    exercise = exercise_of(german, EACH_FORM[1])
    learner = Learner(visit(site.url(page_of(german, exercise))), exercise)
    fresh = printed(learner.page)
    learner.answer_wrong()
    given, verdict = learner.given(), learner.verdict.inner_text()
    answered = printed(learner.page)
    asked_for(learner.page, "print_exercise")
    assert printed(learner.page) == fresh
    assert printed(learner.page) == answered != fresh
    assert (learner.given(), learner.verdict.inner_text()) == (given, verdict)
    learner.page.reload()
    asked_for(learner.page, "print_exercise")
    assert printed(learner.page) == fresh
    assert learner.given() == given
    learner.press(learner.again_button)
    learner.answer_right()


def test_what_the_learner_wrote_prints_in_full_and_not_with_the_exercise(visit: Visitors, site: Site) -> None:
    page = visit(site.url("authentic/ten-oclock-post/"))
    words = [f"word{number}." for number in range(60)]
    field = page.get_by_role("main").get_by_role("textbox").first
    field.fill("\n".join(words))
    text = printed(page)
    assert [word for word in words if text.count(word) != 1] == []
    asked_for(page, "print_exercise")
    assert "word1." not in printed(page)
    expect(field).to_have_value("\n".join(words))


def test_only_pages_with_exercises_offer_to_print_them(visit: Visitors, site: Site) -> None:
    page = visit(site.url("moderation/practice/"))
    expect(page.get_by_role("button", name=DE("print_exercise"))).to_have_count(0)


def test_an_answer_prints_with_its_reasons(visit: Visitors, site: Site, german: LocalCourse) -> None:
    exercise = exercise_of(german, EACH_FORM[1])
    learner = Learner(visit(site.url("moderation/first-week/")), exercise)
    learner.answer_wrong()
    text = printed(learner.page)
    pick = exercise.interactions[0]
    assert isinstance(pick, Pick)
    assert [option.id for option in pick.options if squeezed(plain(option.feedback)) not in text] == []


@pytest.mark.parametrize("folder", ["downloads", "en/downloads"])
def test_downloads_are_what_they_say(visit: Visitors, site: Site, german: LocalCourse, folder: str) -> None:
    page = visit(site.url(f"{folder}/"))
    links = page.get_by_role("article").get_by_role("link")
    names = [Path(link.get_attribute("href") or "").name for link in links.all()]
    for name in names:
        content = (site.folder / folder / name).read_bytes()
        assert content.startswith(b"%PDF" if name.endswith(".pdf") else b"<?xml"), name
    assert len(names) == 2 * (len(german.modules) + len(german.assessments)) + len(("the bank", "the plan"))
