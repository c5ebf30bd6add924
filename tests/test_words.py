"""Texts of the interface that a course or an overlay puts otherwise: where they are read, and everything that then says them."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path

import pypdf
import pytest
from click.testing import CliRunner

from leitfaden import as_text
from leitfaden.artifacts import Artifact
from leitfaden.cli import main
from leitfaden.compiling import Compiler
from leitfaden.downloads import content_key
from leitfaden.exporters.scorm12 import Scorm12
from leitfaden.handouts import make_handouts
from leitfaden.localising import LocalCourse
from leitfaden.problems import Problems
from leitfaden.site import Look, SiteCompiler, compile_site
from leitfaden.site.fixes import PageFixes, fixed_page
from leitfaden.site.offline import offline_worker
from leitfaden.wording import words_for, words_text

WORDS, GERMAN = "content/words.yml", "content/words.de.yml"


def in_languages(*roots: Path) -> Mapping[str, LocalCourse]:
    """Return a sound course in its languages."""
    compiler = Compiler(roots)
    inspection = compiler.inspect()
    assert as_text(inspection.problems, inspection.sources) == ""
    return compiler.localised(inspection.course)


def page(course: LocalCourse, name: str) -> str:
    return {one.path: one for one in compile_site(course, Look())}[f"docs/{name}.md"].bytes().decode()


def test_each_language_is_put_otherwise_by_itself(make_course: Callable[..., Path]) -> None:
    courses = in_languages(make_course({WORDS: "check: Look it up\n", GERMAN: "hint: Wink\n"}))
    told = {language: (course.words("check"), course.words("hint")) for language, course in courses.items()}
    assert told == {"en": ("Look it up", "Hint"), "de": (words_for("de")("check"), "Wink")}


def test_a_block_is_one_line(make_course: Callable[..., Path]) -> None:
    blocks = "check: |\n  Look\n  it up\nminutes:\n  one: |\n    A minute\n  other: |\n    {count} minutes\n"
    words = in_languages(make_course({WORDS: blocks}))["en"].words
    assert (words("check"), words.counted("minutes", 1), words.counted("minutes", 3)) == ("Look it up", "A minute", "3 minutes")


def test_an_overlay_has_the_last_word_and_leaves_the_rest(make_course: Callable[..., Path], tmp_path: Path) -> None:
    root = make_course({WORDS: "check: Look it up\nhint: A nudge\n"})
    ours = make_course({WORDS: "check: Sehen\n", "content/course.yml": "id: ours\nlanguages: [de, en]\n"}, name="ours")
    for file in (*ours.glob("quizzes/*/*"), *(one for one in ours.glob("content/**/*.*") if one.name not in ("course.yml", "words.yml"))):
        file.unlink()
    courses = in_languages(root, ours)
    assert [courses[language].words("check") for language in ("de", "en")] == ["Sehen", "Look it up"]
    assert courses["en"].words("hint") == "A nudge"


@pytest.mark.parametrize("language", ["en", "de"])
def test_what_the_command_prints_may_stand_in_the_file(make_course: Callable[..., Path], language: str) -> None:
    """And so every text of the interface is one that could replace itself."""
    printed = CliRunner().invoke(main, ["words", language])
    assert (printed.exit_code, printed.output) == (0, words_text(words_for(language)))
    told = in_languages(make_course({WORDS if language == "en" else GERMAN: printed.output}))[language].words
    assert told.words == words_for(language).words


PUT = {
    WORDS: 'check: Look it "up"\npractice: Test ride\nworksheet: Ride sheet\nchoose_one: Pick the one that fits.\nnext_page: "On: {title}"\noffline_missing: No net.\n',
    GERMAN: "choose_one: Nur eine passt.\n",
}


@pytest.fixture
def put(make_course: Callable[..., Path]) -> Mapping[str, LocalCourse]:
    return in_languages(make_course(PUT))


def test_pages_forms_and_scripts_say_it(put: Mapping[str, LocalCourse]) -> None:
    made = {one.path: one.bytes().decode(errors="replace") for one in compile_site(put["en"], Look())}
    assert "Look it &#34;up&#34;" in made["docs/greeting/monday.md"]
    assert "Test ride: greeting/practice.md" in made["mkdocs.yml"]
    main_script = next(text for path, text in made.items() if path.startswith("docs/assets/leitfaden-") and path.endswith(".js"))
    assert json.dumps('Look it "up"') in main_script
    assert words_for("en")("check") not in "".join(made.values())
    assert "Nur eine passt." in page(put["de"], "greeting/monday")


def test_paper_says_it(put: Mapping[str, LocalCourse]) -> None:
    sheet = next(one for one in make_handouts(put["en"], Problems(), modules=("greeting",)) if one.path == "greeting-worksheet.en.pdf")
    text = " ".join("".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(sheet.bytes())).pages).split())
    assert "Ride sheet" in text
    assert words_for("en")("worksheet") not in text


def test_packages_say_it(put: Mapping[str, LocalCourse]) -> None:
    package = next(one for one in Scorm12().export(put["en"]).artifacts if "greeting" in one.path)
    with zipfile.ZipFile(io.BytesIO(package.bytes())) as packed:
        assert "Look it &#34;up&#34;" in packed.read("index.html").decode()


def test_what_is_asked_of_the_theme_says_it() -> None:
    html = '<div class="md-search" data-md-component="search" role="dialog"></div><h1>404 - Not found</h1>'
    words = {"search": 'Find "it"', "not_found": "Nothing <here>", "not_found_hint": 'Go <a href="{home}">home</a>.'}
    found = fixed_page(html, PageFixes("en", ("en",), "404.html", directory_urls=True, site_url="https://a.example/b/", words=words))
    assert 'aria-label="Find &#34;it&#34;"' in found
    assert '<h1>Nothing &lt;here&gt;</h1><p>Go <a href="/b/">home</a>.</p>' in found


def test_the_worker_says_it(put: Mapping[str, LocalCourse]) -> None:
    code = offline_worker([], [course.words for course in put.values()]).bytes().decode()
    assert "No net." in code
    assert words_for("de")("offline_missing") in code


def test_the_compiled_project_carries_what_mkdocs_is_to_say(put: Mapping[str, LocalCourse]) -> None:
    config = next(one for one in compile_site(put["en"], Look()) if one.path == "mkdocs.yml").bytes().decode()
    assert f"not_found: {words_for('en')('not_found')}" in config


def test_another_word_writes_pages_anew_and_nothing_else_does(make_course: Callable[..., Path]) -> None:
    root = make_course({WORDS: "check: Look\n"})
    compiler, site = Compiler([root]), SiteCompiler()

    def written() -> Mapping[str, Artifact]:
        return {one.path: one for one in site.compile(compiler.localised(compiler.inspect().course)["en"], Look())}

    first, same = written(), written()
    lessons = ["docs/greeting/hello.md", "docs/greeting/monday.md", "docs/greeting/practice.md"]
    assert [path for path in lessons if first[path] is not same[path]] == []
    (root / WORDS).write_text("check: Look closer\n", encoding="utf-8")
    assert b"Look closer" in written()["docs/greeting/monday.md"].bytes()


def test_downloads_are_made_anew_for_other_words(put: Mapping[str, LocalCourse]) -> None:
    course = put["en"]
    assert content_key(course, "") == content_key(replace(course), "")
    assert content_key(course, "") != content_key(replace(course, words=words_for("en")), "")
