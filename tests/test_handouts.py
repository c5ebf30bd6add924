"""Handouts as a trainer gets them: what the PDFs say, to eyes and to screen readers, and what is refused."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields, is_dataclass, replace
from pathlib import Path
from typing import Any

import pypdf
import pytest

from handout_sheets import (
    MODULE,
    SITE,
    asked,
    course_in,
    links_of,
    made,
    module_of,
    opened,
    reader,
    reasons,
    roles,
    saying,
    squeezed,
    text_of,
    with_exercises,
    with_modules,
    with_posts,
    with_scenario,
)
from interactions import branch, draft, gap, line, mark, match, menu, mix, order, pace, pick, rate, reflect
from leitfaden.exercises import Exercise, Interaction
from leitfaden.handouts import make_handouts
from leitfaden.handouts.places import strings
from leitfaden.handouts.worksheets import worksheet_for
from leitfaden.inline import parse_prose, plain
from leitfaden.localising import LocalCourse, LocalModule
from leitfaden.problems import Place, Problems
from leitfaden.threads import LocalImage, LocalPost


@pytest.fixture(scope="module", params=["de", "en"])
def course(request: pytest.FixtureRequest) -> LocalCourse:
    return course_in(request.param)


@pytest.fixture(scope="module")
def german() -> LocalCourse:
    return course_in("de")


@pytest.fixture(scope="module")
def sheets(course: LocalCourse) -> dict[str, pypdf.PdfReader]:
    return opened(course)


def test_every_module_yields_both_sheets(course: LocalCourse) -> None:
    paths = [artifact.path for artifact in made(with_modules(course, *course.modules), modules=None)]
    kinds = ("worksheet", "solutions")
    assert paths == [f"{module.id}-{kind}.{course.language}.pdf" for module in course.modules for kind in kinds]


@pytest.mark.parametrize("kind", ["worksheet", "solutions"])
def test_the_pdf_is_tagged_and_says_title_and_language(course: LocalCourse, sheets: dict[str, pypdf.PdfReader], kind: str) -> None:
    pdf = sheets[kind]
    root = pdf.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    assert root["/StructTreeRoot"]
    assert root["/Lang"] == course.language
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert pdf.metadata and pdf.metadata.title == f"{module_of(course).title} – {course.words(kind)}"
    assert pdf.metadata.author == course.title
    assert b"pdfuaid:part" in root["/Metadata"].get_data()


@pytest.mark.parametrize("kind", ["worksheet", "solutions"])
def test_the_paper_is_a4(sheets: dict[str, pypdf.PdfReader], kind: str) -> None:
    for page in sheets[kind].pages:
        assert (round(page.mediabox.width), round(page.mediabox.height)) == (595, 842)


def test_headings_lists_and_tables_are_what_they_look_like(sheets: dict[str, pypdf.PdfReader]) -> None:
    found = [role for role, _ in roles(sheets["worksheet"])]
    assert found.count("/H1") == 1
    assert {"/H2", "/H3", "/L", "/LI", "/Table", "/TH", "/TD"} <= set(found)


def test_nothing_but_black_and_grey(german: LocalCourse) -> None:
    """Every colour has one component: ISO 32000-1, 8.6."""
    setters = {b"sc", b"SC", b"scn", b"SCN", b"g", b"G", b"rg", b"RG", b"k", b"K"}
    for artifact in made(german, site_url=SITE):
        for page in reader(artifact).pages:
            contents = page.get_contents()
            assert contents is not None
            colours = [operands for operands, operator in contents.operations if operator in setters]
            assert colours and all(len(operands) == 1 for operands in colours)


def test_every_module_of_the_course_is_printed_with_all_that_is_asked_and_no_reason_before_its_sheet(course: LocalCourse) -> None:
    pdfs = {artifact.path.removesuffix(f".{course.language}.pdf"): text_of(reader(artifact)) for artifact in made(course, modules=None)}
    for module in course.modules:
        worksheet, solutions = pdfs[f"{module.id}-worksheet"], pdfs[f"{module.id}-solutions"]
        for scenario in module.shown:
            assert all(squeezed(plain(scenario.title)) in text for text in (worksheet, solutions))
            for exercise in scenario.practised:
                assert all(squeezed(plain(exercise.prompt)) in text for text in (worksheet, solutions))
                questions = [text for one in exercise.interactions for text in asked(one)]
                answers = [text for one in exercise.interactions for text in reasons(one)]
                assert [text for text in questions if squeezed(text) not in worksheet] == []
                assert [text for text in answers if squeezed(text) not in solutions or squeezed(text) in worksheet] == []


def test_the_worksheet_holds_goals_situations_and_posts(course: LocalCourse, sheets: dict[str, pypdf.PdfReader]) -> None:
    text = text_of(sheets["worksheet"])
    module = module_of(course)
    assert all(squeezed(plain(goal)) in text for lesson in module.lessons for goal in lesson.goals)
    for scenario in module.shown:
        assert squeezed(plain(scenario.situation)) in text
        for post in scenario.thread.values():
            assert squeezed(post.written) in text and squeezed(post.by.name) in text


def test_the_same_course_gives_the_same_bytes(course: LocalCourse) -> None:
    once, again = made(course, site_url=SITE), made(course, site_url=SITE)
    assert once == again


def test_a_qr_code_leads_to_each_scenario_where_the_address_is_known(course: LocalCourse) -> None:
    folder = "" if course.language == "de" else "en/"
    urls = [f"{SITE}{folder}{MODULE}/{scenario.id}/" for scenario in module_of(course).shown]
    pdf = opened(course, site_url=SITE)["worksheet"]
    assert links_of(pdf) == urls
    alternatives = [str(node["/Alt"]) for role, node in roles(pdf) if role == "/Figure"]
    assert alternatives == [course.words("code_for", url=url) for url in urls]


def test_without_an_address_there_is_no_qr_code(sheets: dict[str, pypdf.PdfReader]) -> None:
    assert links_of(sheets["worksheet"]) == []
    assert [role for role, _ in roles(sheets["worksheet"]) if role == "/Figure"] == []


@pytest.mark.parametrize(("sign", "code"), [("ཀ", "U+0F40"), ("\ue000", "U+E000")])
def test_a_missing_glyph_is_reported_at_its_text(german: LocalCourse, sign: str, code: str) -> None:
    scenario = module_of(german).scenarios[0]
    key, post = next(iter(scenario.thread.items()))
    place = Place("quizzes/x.yml", ("thread", key, "text"))
    thread = {**scenario.thread, key: replace(post, **saying(f"Hallo {sign}!"))}
    broken = with_scenario(german, thread=thread, texts=(*scenario.texts, (place, f"Hallo {sign}!")))
    problems = Problems()
    assert list(make_handouts(broken, problems)) == []
    assert [(one.code, one.place, code in one.message) for one in problems] == [("missing-glyph", place, True)]


def test_a_missing_glyph_in_one_module_leaves_the_others(german: LocalCourse) -> None:
    module = module_of(german)
    lesson = replace(module.lessons[0], goals=(*module.lessons[0].goals, parse_prose("Ziel ཀ")))
    course = with_modules(german, german.modules[0], replace(module, lessons=(lesson,)))
    problems = Problems()
    paths = [artifact.path for artifact in make_handouts(course, problems)]
    assert paths == [f"{german.modules[0].id}-worksheet.de.pdf", f"{german.modules[0].id}-solutions.de.pdf"]
    assert [one.place for one in problems] == [Place(lesson.file, ("goals", len(lesson.goals) - 1))]


def test_a_missing_glyph_of_a_text_without_place_is_shown(german: LocalCourse) -> None:
    problems = Problems()
    assert list(make_handouts(replace(with_scenario(german), title="Kurs \ue000"), problems)) == []
    assert ["Kurs \ue000" in one.message for one in problems] == [True]


def test_what_stays_off_the_paper_needs_no_glyph(german: LocalCourse) -> None:
    scenario = module_of(german).scenarios[0]
    exercise = replace(scenario.exercises[0], use="test", prompt=parse_prose("ཀ"))
    place = Place("quizzes/x.yml", ("activities", exercise.id.partition("/")[2], "prompt"))
    course = with_scenario(german, exercises=(exercise, *scenario.exercises[1:]), texts=((place, "ཀ"),))
    assert len(made(course)) == 2


def test_emoji_sequences_are_printed(german: LocalCourse) -> None:
    sequences = "👩‍👩‍👧 🇩🇪 👍🏽 1️⃣ ❤️ 🏳️‍🌈 👩🏿‍🚒 ✂ é x̣̂"
    text = text_of(opened(with_posts(german, saying(sequences)))["worksheet"])
    assert "👩‍👩‍👧" in text and "🇩🇪" in text


def test_posts_are_text_and_never_markup(german: LocalCourse) -> None:
    hostile = '#eval("1") $x$ *fett* _kursiv_ <label> @nobody `raw` // nichts /* auch */ \\ = ~'
    assert squeezed(hostile) in text_of(opened(with_posts(german, saying(hostile)))["worksheet"])


def test_cards_say_what_happened_to_posts(german: LocalCourse) -> None:
    first, second, *_ = module_of(german).scenarios[0].thread.values()
    gone: dict[str, Any] = {"text": (), "written": "", "deleted": True}
    course = with_posts(
        german, {"edited": True, "likes": 1204}, gone, {"quotes": first.id}, {"reposts": first.id, "text": (), "written": ""}, {"reply_to": second.id}
    )
    text = text_of(opened(course)["worksheet"])
    words, posts = german.words, list(module_of(course).scenarios[0].thread.values())
    expected = [
        words("edited"), words.counted("likes", 1204), words("deleted"), words("quoted"), words("reposted_by", name=posts[3].by.name),
        words("reply_to_number", number=2, name=second.by.name),
    ]  # fmt: skip
    assert [one for one in expected if squeezed(one) not in text] == []
    assert text.count(squeezed(first.written)) == 3


def test_no_task_stands_on_a_sheet_that_is_cut_up(course: LocalCourse) -> None:
    """Told by the longer posts: a short one is named as a whole where it is rated."""
    sheets = {artifact.path.partition("-worksheet.")[0]: artifact for artifact in made(course, modules=None) if "-worksheet." in artifact.path}
    for module in course.modules:
        pages = [squeezed(page.extract_text()) for page in reader(sheets[module.id]).pages]
        cut = {number for post in posts_of(module) if len(post.written) > 60 for number in holding(pages, post.written)}
        assert cut
        assert not [one.id for scenario in module.shown for one in scenario.practised if cut & holding(pages, plain(one.prompt))]


def holding(pages: list[str], text: str) -> set[int]:
    """Return the pages on which all of a text stands."""
    return {number for number, page in enumerate(pages) if squeezed(text) in page}


def test_whoever_cuts_is_told_to_print_on_one_side(course: LocalCourse, sheets: dict[str, pypdf.PdfReader]) -> None:
    told = {"de": "einseitig drucken", "en": "print one-sided"}[course.language]
    assert text_of(sheets["worksheet"]).count(squeezed(told)) == len(module_of(course).shown)


def test_each_scenario_of_the_solutions_begins_a_page(course: LocalCourse, sheets: dict[str, pypdf.PdfReader]) -> None:
    module, words = module_of(course), course.words
    head = squeezed(f"{course.title}{module.title} · {words('solutions')}")
    pages = [squeezed(page.extract_text()) for page in sheets["solutions"].pages[1:]]
    labels = [squeezed(words("scenario_number", number=number).upper()) for number in range(2, len(module.shown) + 1)]
    assert labels and [label for label in labels if not any(page.startswith(head + label) for page in pages)] == []


def test_the_facilitators_notes_stay_together_below_their_scenario(german: LocalCourse) -> None:
    """Notes that don't fit below the masthead go to the next page, all of them."""
    notes = parse_prose("\n\n".join(f"Notiz {number}." for number in range(34)))
    scenario = module_of(german).scenarios[0]
    pdf = opened(with_scenario(german, facilitator=notes))["solutions"]
    (page,) = [one for one in (squeezed(page.extract_text()) for page in pdf.pages) if "Notiz0." in one]
    assert all(f"Notiz{number}." in page for number in range(34)) and squeezed(plain(scenario.title)) in page


def test_a_post_longer_than_a_page_is_printed_to_its_end(german: LocalCourse) -> None:
    long = "\n".join(f"Zeile {number} einer Abhandlung" for number in range(90))
    text = text_of(opened(with_posts(german, saying(long)))["worksheet"])
    assert all(f"Zeile{number}einer" in text for number in range(90))


def test_a_card_is_never_split(course: LocalCourse) -> None:
    """Every post's text stands whole on one page."""
    for artifact in made(course, modules=None):
        if "-worksheet." not in artifact.path:
            continue
        pages = [squeezed(page.extract_text()) for page in reader(artifact).pages]
        module = next(one for one in course.modules if artifact.path.startswith(f"{one.id}-worksheet"))
        for post in posts_of(module):
            assert any(squeezed(post.by.role and plain(post.by.role)) in page and squeezed(post.written) in page for page in pages)


def posts_of(module: LocalModule) -> Iterator[LocalPost]:
    for scenario in module.shown:
        yield from scenario.thread.values()


def test_an_image_is_printed_with_its_words(german: LocalCourse, tmp_path: Path) -> None:
    svg = tmp_path / "map.svg"
    svg.write_text('<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 4 4"><path d="M0 0h4v4z"/></svg>')
    course = replace(with_posts(german, {"image": LocalImage("map.svg", "Eine Karte")}), files={"map.svg": svg})
    figures = [str(node["/Alt"]) for role, node in roles(opened(course)["worksheet"]) if role == "/Figure"]
    assert figures == ["Eine Karte"]


def test_an_image_that_cannot_be_printed_is_reported(german: LocalCourse, tmp_path: Path) -> None:
    broken = tmp_path / "map.png"
    broken.write_bytes(b"no image")
    course = replace(with_posts(german, {"image": LocalImage("map.png", "Eine Karte")}), files={"map.png": broken})
    problems = Problems()
    assert list(make_handouts(course, problems)) == []
    (problem,) = problems
    assert problem.code == "handout-image" and problem.place.route[-2:] == ("image", "file")


def test_exercises_kept_for_tests_are_left_out(german: LocalCourse) -> None:
    first, second, *_ = module_of(german).scenarios[0].exercises
    kept = replace(first, interactions=(pick({"a": 1.0, "b": 0.0}, several=False, text="kept back"),), use="test")
    for pdf in opened(with_scenario(german, exercises=(kept, second))).values():
        assert "keptback" not in text_of(pdf)
        assert squeezed(plain(second.prompt)) in text_of(pdf)


def test_a_scenario_that_is_kept_for_tests_has_no_sheet(german: LocalCourse) -> None:
    kept = with_exercises(german, pick({"a": 1.0, "b": 0.0}, several=False), use="test")
    (worksheet,) = opened(kept).values()
    scenario = module_of(german).scenarios[0]
    assert squeezed(plain(scenario.title)) not in text_of(worksheet)
    assert squeezed(plain(module_of(german).lessons[0].goals[0])) in text_of(worksheet)
    assert opened(with_modules(german, replace(kept.modules[0], lessons=()))) == {}


def test_notes_and_hints_are_for_the_facilitator(german: LocalCourse) -> None:
    scenario = module_of(german).scenarios[0]
    exercise: Exercise = replace(scenario.exercises[0], hints=(parse_prose("Sieh auf die Uhrzeit"),))
    sheets = opened(with_scenario(german, facilitator=parse_prose("Zehn Minuten **lesen** lassen"), exercises=(exercise,)))
    for secret in ("ZehnMinutenlesenlassen", "SiehaufdieUhrzeit"):
        assert secret in text_of(sheets["solutions"])
        assert secret not in text_of(sheets["worksheet"])


def test_a_module_without_scenarios_still_has_its_goals(german: LocalCourse) -> None:
    module = replace(module_of(german), scenarios=())
    text = text_of(opened(with_modules(german, module))["worksheet"])
    assert squeezed(plain(module.lessons[0].goals[0])) in text


FORMS: tuple[Interaction, ...] = (
    pick({"a": 1.0, "b": 0.0}, several=False), rate(), order(), mark({"a": 1.0, "b": -1.0}), match({"a": "x", "b": "y"}), mix(), pace(),
    gap(menu("m", {"a": 1.0, "b": 0.0}), line("t", {"key": ["secret"]}, {"key": 1.0}, otherwise="why not")), branch(), draft(), reflect("f", entries=3),
)  # fmt: skip


@pytest.mark.parametrize("form", FORMS, ids=lambda form: f"{type(form).__name__} {form.id}")
def test_no_data_of_a_worksheet_holds_an_answer(german: LocalCourse, form: Interaction) -> None:
    """Not even hidden: the template never gets a key."""
    course = with_exercises(german, form)
    worksheet = worksheet_for(course, module_of(course), "")
    assert "tasks" in set(field_names(worksheet))
    assert not set(field_names(worksheet)) & {"feedback", "right", "key", "specials", "facilitator", "hints", "worth", "rules", "best"}
    texts = list(strings(worksheet))
    assert [text for text in texts if "why" in text or "secret" in text or text.startswith(("rule ", "sample ", "because", "reason"))] == []


def field_names(data: object) -> Iterator[str]:
    if is_dataclass(data):
        for field in fields(data):
            yield field.name
            yield from field_names(getattr(data, field.name))
    elif isinstance(data, tuple):
        for item in data:
            yield from field_names(item)
