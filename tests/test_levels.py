"""How hard a scenario is: said where one chooses it and at its head, in the reader's language, and in no lesson."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from leitfaden.compiling import Compiler
from leitfaden.site.compiler import SiteCompiler
from leitfaden.site.look import Look
from leitfaden.wording import words_for

MONDAY = "quizzes/greeting/monday.yml"
SAYING = {"docs/greeting/monday.md", "docs/greeting/practice.md"}


@pytest.fixture
def pages(make_course: Callable[..., Path]) -> Callable[[str, str], Mapping[str, str]]:
    """Return the pages of the small course in a language, with `head` before what its scenario says."""

    def compiled(head: str, language: str) -> Mapping[str, str]:
        root = make_course(name=f"course-{language}-{len(head)}")
        (root / MONDAY).write_text(head + (root / MONDAY).read_text(encoding="utf-8"), encoding="utf-8")
        compiler = Compiler([root])
        course = compiler.localised(compiler.inspect().course)[language]
        return {one.path: one.bytes().decode() for one in SiteCompiler().compile(course, Look()) if one.path.endswith(".md")}

    return compiled


@pytest.mark.parametrize("language", ["en", "de"])
@pytest.mark.parametrize("level", ["1", "2", "3"])
def test_a_level_is_said_in_words(pages: Callable[[str, str], Mapping[str, str]], language: str, level: str) -> None:
    said = words_for(language)(f"level_{level}")
    found = {path for path, text in pages(f"level: {level}\n", language).items() if said in text}
    assert found == SAYING
    assert not {path for path, text in pages("", language).items() if said in text}
