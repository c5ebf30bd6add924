"""The example of a company's folder on top of the course, built: its page, its scenario, its words and colours, and the rest of the course."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import pytest
from builds import OVERLAY, REPOSITORY, build_overlaid, made_once
from learner import Learner, exercise_of
from playwright.sync_api import Page, expect
from walking import CLEAN, audited_in_both
from web import Site, served

from conftest import Visitors
from leitfaden.inline import plain
from leitfaden.localising import LocalCourse, localised
from leitfaden.reading import read_course
from leitfaden.site.project import way_to_root
from leitfaden.wording import words_for

GREEN = "rgb(20, 86, 74)"
SCENARIO = "authentic/hook-nine/"
LANGUAGES = ("de", "en")


@pytest.fixture(scope="module")
def overlaid(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """The site that the example makes of the repository's course."""
    with served(made_once(tmp_path_factory, "overlaid", build_overlaid) / "site") as site:
        yield site


@pytest.fixture(scope="module")
def courses() -> Mapping[str, LocalCourse]:
    """The same course, with all its answers."""
    course, _ = read_course([REPOSITORY, OVERLAY])
    return {language: localised(course, language) for language in LANGUAGES}


def at(course: LocalCourse, address: str = "") -> str:
    return f"{course.language}/{address}" if way_to_root(course, course.language) else address


@pytest.mark.parametrize(("language", "own", "theirs"), [("de", "Sechs Regeln", "Das hier ist ein Muster"), ("en", "Six rules", "This is an example")])
def test_its_house_rules_stand_in_the_place_of_the_example(
    visit: Visitors, overlaid: Site, courses: Mapping[str, LocalCourse], language: str, own: str, theirs: str
) -> None:
    page = visit(overlaid.url(at(courses[language], "house-rules/")))
    expect(page.get_by_role("main")).to_contain_text(own)
    expect(page.get_by_role("main")).not_to_contain_text(theirs)
    assert theirs in (REPOSITORY / "content" / ("house-rules.md" if language == "de" else "house-rules.en.md")).read_text(encoding="utf-8")


@pytest.mark.parametrize("language", LANGUAGES)
def test_its_scenario_is_answered_like_any_other_and_kept_under_its_own_id(
    visit: Visitors, overlaid: Site, courses: Mapping[str, LocalCourse], language: str
) -> None:
    course = courses[language]
    page = visit(overlaid.url(at(course, SCENARIO)))
    expect(page.get_by_role("article", name="Hedda Asuquo")).to_contain_text(plain(course.scenarios["hook-nine"].thread["empty"].by.role))
    expect(page.get_by_role("article", name="Morgenrain Lastenräder").first).to_be_visible()
    learner = Learner(page, exercise_of(course, "hook-nine/quarter-to-four"), language)
    learner.answer_right()
    kept = page.evaluate("Object.keys(localStorage).filter((key) => key.startsWith('leitfaden:'))")
    assert {key.split(":")[1] for key in kept} == {"morgenrain-mit-takt"}


@pytest.mark.parametrize(("language", "practice"), [("de", "Probefahrt"), ("en", "Test ride")])
def test_its_words_stand_in_the_interface(visit: Visitors, overlaid: Site, courses: Mapping[str, LocalCourse], language: str, practice: str) -> None:
    course = courses[language]
    page = visit(overlaid.url(at(course, "authentic/practice/")))
    module = next(module.title for module in course.modules if module.id == "authentic")
    expect(page.get_by_role("heading", level=1, name=f"{practice}: {module}", exact=True)).to_be_visible()
    expect(page.get_by_role("navigation").get_by_role("link", name=practice, exact=True).first).to_be_visible()
    expect(page.get_by_role("link", name=words_for(language)("practice"), exact=True)).to_have_count(0)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_its_name_and_its_colours_are_on_every_page(visit: Visitors, overlaid: Site, courses: Mapping[str, LocalCourse], language: str, scheme: str) -> None:
    course = courses[language]
    page = visit(overlaid.url(at(course, "stay-on-topic/joining-in/")), color_scheme=scheme)
    assert page.get_by_role("banner").evaluate("(banner) => getComputedStyle(banner).backgroundColor") == GREEN
    logo = page.get_by_role("banner").get_by_role("link", name=course.title, exact=True).get_by_role("img")
    assert logo.evaluate("(image) => image.naturalWidth > 0 && image.src.endsWith('/morgenrain.svg')")
    expect(page.get_by_role("contentinfo")).to_contain_text("Networking with tact, Leitfaden-Team, CC BY 4.0")


@pytest.mark.parametrize("address", ["", "house-rules/", SCENARIO])
def test_its_colours_can_be_read(visit: Visitors, overlaid: Site, address: str) -> None:
    assert audited_in_both(visit(overlaid.url(address))) == CLEAN


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_rest_of_the_course_is_there(visit: Visitors, overlaid: Site, courses: Mapping[str, LocalCourse], language: str) -> None:
    course, original = courses[language], localised(read_course([REPOSITORY])[0], language)
    page = visit(overlaid.url(at(course)))
    expect(page.get_by_role("heading", level=1, name=course.title, exact=True)).to_be_visible()
    for module in original.modules:
        expect(page.get_by_role("main").get_by_text(module.title, exact=True).first).to_be_visible()
    for scenario in ("first-week", "sofa-on-the-line"):
        lesson_page = visit(overlaid.url(at(course, f"{original.scenarios[scenario].module}/{scenario}/")), context=page.context)
        expect(lesson_page.get_by_role("heading", level=1, name=plain(original.scenarios[scenario].title), exact=True)).to_be_visible()
    assert original.scenarios.keys() == course.scenarios.keys() - {"hook-nine"}


def test_a_page_that_is_not_there_says_so_in_its_colours(visit: Visitors, overlaid: Site) -> None:
    page: Page = visit(overlaid.url("nowhere/"), forgiving=True)
    expect(page.get_by_role("heading", name=words_for("de")("not_found"))).to_be_visible()
    assert page.get_by_role("banner").evaluate("(banner) => getComputedStyle(banner).backgroundColor") == GREEN
