"""The practice plan: read in every language, replaced by overlays, and printed as those who work through it get it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

import pypdf
import pytest

from handout_sheets import SITE, links_of, reader, roles, squeezed, text_of
from leitfaden.artifacts import Artifact
from leitfaden.compiling import Compiler
from leitfaden.downloads import content_key
from leitfaden.handouts import make_handouts
from leitfaden.inline import parse_prose, plain
from leitfaden.localising import LocalCourse, localised
from leitfaden.plan import LocalPlan, LocalTask
from leitfaden.problems import Problems
from leitfaden.reading import read_course
from leitfaden.site import Look, compile_site

DAYS = Path(__file__).parent / "browser" / "days_course"
CASES = Path(__file__).parent / "cases"
PLAN, TWIN = "content/plan.yml", "content/plan.de.yml"
OURS = {"overlay/content/course.yml": "id: ours\nlanguages: [de]\ntitle: Unser Kurs\n"}

MakeCourse = Callable[..., Path]


@cache
def course_in(language: str) -> LocalCourse:
    return localised(read_course([DAYS])[0], language)


def plan_of(course: LocalCourse) -> LocalPlan:
    assert course.plan
    return course.plan


def files(case: str) -> dict[str, str]:
    """Return the files of a case, by their paths in the course."""
    found = [path for path in (CASES / case).rglob("*") if path.is_file() and path.name != "out.txt"]
    return {path.relative_to(CASES / case).as_posix(): path.read_text(encoding="utf-8") for path in found}


# The file


def test_a_course_without_a_plan_has_none(make_course: MakeCourse) -> None:
    course, _ = read_course([make_course()])
    assert localised(course, "en").plan is None


@pytest.mark.parametrize(
    ("language", "titles"), [("en", ["Read three threads", "Note one greeting", "Nothing"]), ("de", ["Drei Threads lesen", "Einen Gruß notieren", "Nichts"])]
)
def test_each_language_has_its_texts_and_the_same_days(make_course: MakeCourse, language: str, titles: list[str]) -> None:
    plan = plan_of(localised(read_course([make_course(files("ok/plan"))])[0], language))
    assert [plain(task.title) for task in plan.tasks] == titles
    assert [(task.id, task.day, task.sort, task.minutes, task.log) for task in plan.tasks] == [
        ("read", 1, "watch", 10, None), ("note", 3, "note", None, "letters/what-for"), ("rest", 7, "rest", None, None),
    ]  # fmt: skip
    assert plan.claims == ("G1",)


def test_a_text_that_is_missing_is_that_of_the_first_language(make_course: MakeCourse) -> None:
    german = files("ok/plan")[TWIN].replace(", text: Nicht einmal das.", "")
    plan = plan_of(localised(read_course([make_course(files("ok/plan") | {TWIN: german})])[0], "de"))
    assert (plain(plan.tasks[2].title), plain(plan.tasks[2].text)) == ("Nichts", "Not even that.")


def test_a_week_is_seven_days_and_one_without_a_task_is_left_out() -> None:
    tasks = tuple(LocalTask(str(day), day, "watch", (), (), None, (), None) for day in (1, 7, 8, 22, 365))
    weeks = LocalPlan((), (), tasks).weeks
    assert [(week, [task.day for task in own]) for week, own in weeks] == [(1, [1, 7]), (2, [8]), (4, [22]), (53, [365])]


def test_an_overlay_replaces_the_whole_plan(make_course: MakeCourse) -> None:
    root = make_course(files("ok/overlay-with-a-plan"))
    (task,) = plan_of(localised(read_course([root, root / "overlay"])[0], "de")).tasks
    assert (task.id, task.day, task.minutes, plain(task.text)) == ("only", 2, None, "Einmal.")


def test_an_overlay_without_a_plan_keeps_the_courses(make_course: MakeCourse) -> None:
    root = make_course(files("ok/plan") | OURS)
    assert len(plan_of(localised(read_course([root, root / "overlay"])[0], "de")).tasks) == 3


def test_a_plan_that_changes_is_read_anew(make_course: MakeCourse) -> None:
    root = make_course(files("ok/plan"))
    compiler = Compiler([root])
    compiler.inspect()
    (root / PLAN).write_text(files("ok/plan")[PLAN].replace("Read three threads", "Read four"), encoding="utf-8")
    assert plain(plan_of(compiler.localised(compiler.inspect().course)["en"]).tasks[0].title) == "Read four"


# The sheet


def printed(course: LocalCourse, **options: Any) -> list[Artifact]:
    problems = Problems()
    made = [artifact for artifact in make_handouts(course, problems, **options) if "-plan." in artifact.path]
    assert not list(problems)
    return made


def sheet_of(course: LocalCourse, **options: Any) -> pypdf.PdfReader:
    (artifact,) = printed(course, **options)
    return reader(artifact)


@pytest.fixture(scope="module", params=["de", "en"])
def course(request: pytest.FixtureRequest) -> LocalCourse:
    return course_in(request.param)


@pytest.fixture(scope="module")
def sheet(course: LocalCourse) -> pypdf.PdfReader:
    return sheet_of(course)


def test_the_sheet_is_called_after_the_course(course: LocalCourse) -> None:
    assert [artifact.path for artifact in printed(course)] == [f"days-course-plan.{course.language}.pdf"]


def test_it_belongs_to_no_module(course: LocalCourse) -> None:
    assert printed(course, modules=["counter"]) == []
    assert printed(replace(course, plan=None)) == []


def test_it_is_tagged_and_says_title_and_language(course: LocalCourse, sheet: pypdf.PdfReader) -> None:
    root = sheet.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"] and root["/StructTreeRoot"] and root["/Lang"] == course.language
    assert b"pdfuaid:part" in root["/Metadata"].get_data()
    assert sheet.metadata and sheet.metadata.title == f"{plain(plan_of(course).title)} – {course.words('plan_sheet')}"


def test_each_week_is_a_table_below_its_heading(course: LocalCourse, sheet: pypdf.PdfReader) -> None:
    found = [role for role, _ in roles(sheet)]
    weeks = plan_of(course).weeks
    assert (found.count("/H1"), found.count("/H2"), found.count("/Table")) == (1, len(weeks), len(weeks))
    assert found.count("/TH") == 5 * len(weeks)
    assert found.count("/TD") == 5 * len(plan_of(course).tasks)


def test_it_holds_every_task_with_its_day_sort_and_minutes(course: LocalCourse, sheet: pypdf.PdfReader) -> None:
    text, words = text_of(sheet), course.words
    for task in plan_of(course).tasks:
        said = [plain(task.title), words(f"plan_{task.sort}"), plain(task.text), *([str(task.minutes)] if task.minutes else [])]
        assert squeezed("".join((str(task.day), *said))) in text
    assert all(squeezed(words(f"plan_{name}")) in text for name in ("done", "day", "task", "minutes", "notes"))
    assert squeezed(plain(plan_of(course).intro)) in text


def test_every_task_has_a_box_to_tick(course: LocalCourse, sheet: pypdf.PdfReader) -> None:
    """Nothing else on the sheet has round corners, four of them: ISO 32000-1, 8.5.2."""
    contents = [page.get_contents() for page in sheet.pages]
    curves = sum(operator == b"c" for one in contents if one is not None for _, operator in one.operations)
    assert curves == 4 * len(plan_of(course).tasks)


def test_nothing_but_black_and_grey(course: LocalCourse) -> None:
    setters = {b"sc", b"SC", b"scn", b"SCN", b"g", b"G", b"rg", b"RG", b"k", b"K"}
    for page in sheet_of(course, site_url=SITE).pages:
        contents = page.get_contents()
        assert contents is not None
        colours = [operands for operands, operator in contents.operations if operator in setters]
        assert colours and all(len(operands) == 1 for operands in colours)


def test_the_same_plan_gives_the_same_bytes(course: LocalCourse) -> None:
    assert printed(course, site_url=SITE)[0].bytes() == printed(course, site_url=SITE)[0].bytes()


def test_a_qr_code_leads_to_the_first_page_that_shows_the_plan(course: LocalCourse, sheet: pypdf.PdfReader) -> None:
    url = f"{SITE}{'' if course.language == 'de' else 'en/'}afterwards/"
    pdf = sheet_of(course, site_url=SITE)
    assert url in links_of(pdf) and url not in links_of(sheet)
    assert course.words("code_for", url=url) in [str(node["/Alt"]) for role, node in roles(pdf) if role == "/Figure"]


def test_on_the_home_page_the_code_leads_home() -> None:
    german = course_in("de")
    home = replace(german.pages[0], parts=german.pages[1].parts)
    assert home.id == "index"
    assert SITE in links_of(sheet_of(replace(german, pages=(home,)), site_url=SITE))


def test_a_plan_that_no_page_shows_has_no_code() -> None:
    german = course_in("de")
    assert not any(link.startswith(SITE) for link in links_of(sheet_of(replace(german, pages=()), site_url=SITE)))


def test_a_month_of_tasks_fits_on_two_pages() -> None:
    german = course_in("de")
    text = parse_prose(
        "Geh ein paar Tage zurück und such, was mehr als einer von ihnen weitergegeben hat. Wem hat es genützt? Findest du nichts, ist auch das ein Befund. Notier ihn."
    )
    tasks = tuple(LocalTask(str(day), day, "watch", parse_prose("Sieh nach, was weitergegeben wird"), text, 10, (), None) for day in range(1, 31))
    pdf = sheet_of(replace(german, plan=replace(plan_of(german), tasks=tasks)), site_url=SITE)
    assert len(pdf.pages) == 2


# The downloads


def test_the_downloads_depend_on_the_plan_and_on_the_page_that_shows_it() -> None:
    german = course_in("de")
    changed = replace(plan_of(german), title=parse_prose("Drei Wochen"))
    keys = [content_key(one, SITE) for one in (german, replace(german, plan=changed), replace(german, plan=None), replace(german, pages=()))]
    assert len({*keys}) == 4


def test_a_course_with_nothing_but_a_plan_has_a_page_of_downloads() -> None:
    german = course_in("de")
    bare = replace(german, modules=(), pages=german.pages[:1], claims={})
    pages = {artifact.path: artifact.bytes().decode() for artifact in compile_site(bare, Look()) if artifact.path.endswith(".md")}
    assert "downloads/days-course-plan.de.pdf" in pages["docs/downloads.md"]
    assert "docs/downloads.md" not in {artifact.path for artifact in compile_site(replace(bare, plan=None), Look())}


@pytest.mark.parametrize("look", [Look(downloads=False), Look(preview=True)])
def test_where_no_files_are_made_the_page_offers_none(look: Look) -> None:
    pages = {artifact.path: artifact.bytes().decode() for artifact in compile_site(course_in("de"), look) if artifact.path.endswith(".md")}
    assert "data-task=" in pages["docs/afterwards.md"]
    assert "-plan.de.pdf" not in pages["docs/afterwards.md"]
