"""The privacy sheet says what the course at hand keeps, and nothing of what it hasn't got."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from leitfaden.compiling import Compiler
from leitfaden.site import Look, compile_site
from leitfaden.wording import words_for

TESTS = Path(__file__).parent
RECORD = (TESTS.parent / "docs" / "record.md").read_text(encoding="utf-8")
LOG = """title: A log
situation: One evening.
activities:
  log:
    kind: reflect
    prompt: What did you see today?
    fields:
      seen: {text: What you saw}
"""


def sheets(root: Path) -> dict[str, str]:
    compiler = Compiler((root,))
    inspection = compiler.inspect()
    return {
        language: next(one for one in compile_site(local, Look()) if one.path == "docs/privacy.md").bytes().decode()
        for language, local in compiler.localised(inspection.course).items()
    }


@pytest.fixture
def plain(make_course: Callable[..., Path]) -> dict[str, str]:
    return sheets(make_course())


def test_it_names_the_keys_under_which_things_are_stored(plain: dict[str, str], make_course: Callable[..., Path]) -> None:
    course = re.search(r"^id: (.*)$", (TESTS / "cases" / "base" / "content" / "course.yml").read_text(encoding="utf-8"), re.MULTILINE)
    assert course
    for language, day in (("en", "<day>"), ("de", "<Tag>")):
        assert f"| `leitfaden:{course[1]}:{day}`" in plain[language]
    documented = set(re.findall(r"`(leitfaden:<course>(?::<day>)?|/\.__palette)`", RECORD))
    assert documented == {"leitfaden:<course>", "leitfaden:<course>:<day>", "/.__palette"}
    assert "`/.__palette`" in plain["en"]


def test_texts_of_her_own_are_told_where_the_course_asks_for_them(plain: dict[str, str], make_course: Callable[..., Path]) -> None:
    writing = sheets(make_course({"quizzes/asking/log.yml": LOG, "content/course.de.yml": None}, name="writing"))
    words = words_for("en")
    for word in ("privacy_texts", "privacy_platform_texts"):
        assert words(word) not in plain["en"]
        assert words(word) in writing["en"]


def test_tests_are_told_where_there_are_some(plain: dict[str, str], repository: Path) -> None:
    assert words_for("en")("privacy_tests") not in plain["en"]
    assert words_for("en")("privacy_tests") in sheets(repository)["en"]


def test_it_leads_to_where_the_record_is_deleted(plain: dict[str, str], repository: Path) -> None:
    assert words_for("de")("privacy_delete") in plain["de"]
    assert words_for("de")("privacy_delete_here", link="../about/") in sheets(repository)["de"]
