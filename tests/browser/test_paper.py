"""On paper: a lesson prints whole, without what only a screen needs."""

from __future__ import annotations

import io
from pathlib import Path

import pypdf
import pytest
from learner import Learner, exercise_of
from playwright.sync_api import Page, expect
from test_answering import EACH_FORM
from web import Site

from conftest import Visitors
from leitfaden.exercises import Exercise, Order, Pick, Rate
from leitfaden.inline import plain
from leitfaden.localising import LocalCourse
from leitfaden.wording import words_for

LESSON = "moderation/how-much/"
DE = words_for("de")


def printed(page: Page) -> str:
    """Return the text of the page on A4, without white space: line breaks fall where they fall."""
    pdf = pypdf.PdfReader(io.BytesIO(page.pdf(format="A4")))
    assert len(pdf.pages) > 1
    return squeezed("".join(sheet.extract_text() for sheet in pdf.pages))


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


def test_a_lesson_prints_whole(visit: Visitors, site: Site, german: LocalCourse) -> None:
    text = printed(visit(site.url(LESSON)))
    scenarios = [scenario for scenario in german.scenarios.values() if scenario.module == "moderation"]
    posts = [post.written for scenario in scenarios for post in scenario.thread.values() if post.written and not post.deleted]
    wanted = [question for scenario in scenarios for one in scenario.exercises for question in questions(one)]
    assert [one for one in (*wanted, *posts) if squeezed(one) not in text] == []


def test_navigation_and_buttons_are_not_printed(visit: Visitors, site: Site) -> None:
    page = visit(site.url(LESSON))
    page.emulate_media(media="print")
    for role in ("navigation", "search", "button"):
        expect(page.get_by_role(role)).to_have_count(0)


def test_an_answer_prints_with_its_reasons(visit: Visitors, site: Site, german: LocalCourse) -> None:
    exercise = exercise_of(german, EACH_FORM[1])
    learner = Learner(visit(site.url("moderation/first-week/")), exercise)
    learner.answer_wrong()
    text = printed(learner.page)
    pick = exercise.interactions[0]
    assert isinstance(pick, Pick)
    assert [option.id for option in pick.options if squeezed(plain(option.feedback)) not in text] == []


@pytest.mark.parametrize("folder", ["downloads", "en/downloads"])
def test_downloads_are_what_they_say(visit: Visitors, site: Site, folder: str) -> None:
    page = visit(site.url(f"{folder}/"))
    links = page.get_by_role("article").get_by_role("link")
    names = [Path(link.get_attribute("href") or "").name for link in links.all()]
    for name in names:
        content = (site.folder / folder / name).read_bytes()
        assert content.startswith(b"%PDF" if name.endswith(".pdf") else b"<?xml"), name
    assert len(names) == 2 * 8 + 1
