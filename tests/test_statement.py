"""The accessibility statement and the privacy sheet say what is true: their list of tests is held to the tests that there are, the rest to what the author said."""

from __future__ import annotations

import ast
import re
from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest

from leitfaden.activities import KINDS
from leitfaden.compiling import Compiler
from leitfaden.localising import LocalCourse
from leitfaden.site import Look, compile_site, privacy
from leitfaden.site.project import navigation
from leitfaden.site.statement import MODEL, TESTED, UNTESTED
from leitfaden.wording import words_for

TESTS = Path(__file__).parent
CLAIMS = [(one.word, test) for one in (*TESTED, *privacy.TESTED) for test in one.tests]
EN, DE = words_for("en"), words_for("de")


@cache
def functions(file: str) -> frozenset[str]:
    tree = ast.parse((TESTS / file).read_text(encoding="utf-8"))
    return frozenset(node.name for node in tree.body if isinstance(node, ast.FunctionDef))


@pytest.mark.parametrize(("word", "test"), CLAIMS)
def test_what_is_said_to_be_tested_is_tested(word: str, test: str) -> None:
    file, _, function = test.partition("::")
    assert function.startswith("test_")
    assert function in functions(file), f"{word} names a test that is gone: mend the list in site/statement.py, or the statement"


def test_every_kind_is_used_by_keyboard() -> None:
    """The first three kinds share a file, `test_answering`; every other one has a file of its own."""
    files = {test.partition("::")[0] for word, test in CLAIMS if word == "tested_keyboard"}
    own = {f"browser/test_{'answering' if kind.folder in ('choice', 'judge', 'order') else kind.folder}.py" for kind in KINDS}
    assert own <= files


def test_what_is_said_not_to_be_tested_is_not() -> None:
    """Whoever starts another browser in a test tells the statement: of Safari's kind, WebKitGTK alone is driven."""
    assert {"untested_browsers", "untested_readers"} <= set(UNTESTED)
    code = "\n".join(file.read_text(encoding="utf-8") for file in TESTS.rglob("*.py") if file != Path(__file__))
    assert set(re.findall(r"\bdriver = webdriver\.(\w+)\(", code)) == {"Firefox", "WebKitGTK"}
    assert not re.search(r"\.(firefox|webkit)\.launch\b|\bsafaridriver\b", code)


@pytest.mark.parametrize("language", ["en", "de"])
def test_every_line_has_its_words(language: str) -> None:
    words = words_for(language)
    lines = [words(word) for word in (*(one.word for one in (*TESTED, *privacy.TESTED)), *UNTESTED, *privacy.UNTESTED)]
    assert len(set(lines)) == len(lines)


def course(make_course: Callable[..., Path], key: str = "", german: str = "") -> dict[str, LocalCourse]:
    """Return the small course in its languages, with `key` in course.yml and `german` in course.de.yml."""
    base = {name: (TESTS / "cases" / "base" / "content" / name).read_text(encoding="utf-8") for name in ("course.yml", "course.de.yml")}
    root = make_course({"content/course.yml": f"{base['course.yml']}{key}", "content/course.de.yml": f"{base['course.de.yml']}{german}"})
    compiler = Compiler((root,))
    inspection = compiler.inspect()
    assert inspection.problems == ()
    return dict(compiler.localised(inspection.course))


def page(local: LocalCourse, **look: object) -> str:
    files = {artifact.path: artifact for artifact in compile_site(local, Look(**look))}
    return files["docs/accessibility.md"].bytes().decode()


def test_an_author_who_says_nothing_is_said_to_say_nothing(make_course: Callable[..., Path]) -> None:
    text = page(course(make_course)["en"])
    for word in ("status_not_assessed", "barriers_untold", "reviewed_never", "contact_none"):
        assert EN(word) in text
    assert MODEL in text


def test_what_the_author_says_stands_there(make_course: Callable[..., Path]) -> None:
    key = "authors:\n  mira: {name: Mira *H*}\nversion: 1.2\naccessibility:\n  contact: mira@example.org\n  reviewed: 2026-11-20\n  status: partial\n  barriers: The film has *no* subtitles.\n"
    courses = course(make_course, key, "accessibility:\n  barriers: Der Film hat *keine* Untertitel.\n")
    english, german = page(courses["en"]), page(courses["de"])
    assert '<a href="mailto:mira@example.org">mira@example.org</a>' in english
    assert "on 20 November 2026." in english
    assert "am 20. November 2026." in german
    assert EN("status_partial") in english
    assert "<p>The film has <em>no</em> subtitles.</p>" in english
    assert "<p>Der Film hat <em>keine</em> Untertitel.</p>" in german
    assert EN("scope_edition", version="1.2") in english
    assert r"Mira \*H\*" in english


def test_without_worksheets_nothing_is_said_of_them(make_course: Callable[..., Path]) -> None:
    local = course(make_course)["de"]
    assert DE("limit_paper") in page(local, downloads=True)
    assert DE("limit_paper") not in page(local, downloads=False)


def test_an_address_of_the_web_will_do(make_course: Callable[..., Path]) -> None:
    text = page(course(make_course, "accessibility: {contact: 'https://example.org/a_b_c'}\n")["en"])
    assert '<a href="https://example.org/a_b_c">' in text


def test_it_is_the_last_entry_of_the_navigation(make_course: Callable[..., Path]) -> None:
    for language, local in course(make_course).items():
        assert navigation(local)[-1] == {words_for(language)("accessibility_title"): "accessibility.md"}
