"""Reading again after a change: only what it concerns is read, made and checked anew, and nothing of it is missed."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from leitfaden.checking import checker as checking
from leitfaden.checking.checker import Checker
from leitfaden.courses import Course
from leitfaden.localising import Localiser
from leitfaden.reading import Reader

MONDAY, MONDAY_DE, KITES = "quizzes/greeting/monday.yml", "quizzes/greeting/monday.de.yml", "quizzes/asking/kites.yml"
HELLO, HELLO_DE = "content/greeting/hello.md", "content/greeting/hello.de.md"


def edit(root: Path, file: str, old: str, new: str) -> None:
    """Change a file, and its times as time would: two edits within a clock's tick must not look alike here."""
    path = root / file
    text = path.read_text(encoding="utf-8")
    assert old in text
    status = path.stat()
    path.write_text(text.replace(old, new), encoding="utf-8")
    os.utime(path, ns=(status.st_atime_ns, status.st_mtime_ns + 1_000_000_000))


def parts(course: Course) -> dict[str, object]:
    return {
        **{f"scenario {key}": scenario for key, scenario in course.scenarios.items()},
        **{f"lesson {key}": lesson for key, lesson in course.lessons.items()},
        **{f"page {key}": page for key, page in course.pages.items()},
    }


def anew(before: Course, after: Course) -> set[str]:
    """Return what is not the same object any more."""
    old = parts(before)
    return {name for name, part in parts(after).items() if part is not old.get(name)}


@pytest.fixture
def root(make_course: Callable[..., Path]) -> Path:
    return make_course()


@pytest.fixture
def reader(root: Path) -> Reader:
    return Reader([root])


def test_nothing_changed(reader: Reader) -> None:
    assert anew(reader.read()[0], reader.read()[0]) == set()


@pytest.mark.parametrize(
    ("file", "old", "new", "concerned"),
    [
        (MONDAY, "Good luck", "Best of luck", {"scenario monday"}),
        (MONDAY_DE, "Viel Glück", "Alles Gute", {"scenario monday"}),
        (KITES, "It flies.", "It flew.", {"scenario kites"}),
        (HELLO, "Look at", "See", {"lesson greeting/hello"}),
        (HELLO_DE, "Schau dir", "Sieh dir", {"lesson greeting/hello"}),
        ("content/index.md", "Begin", "Start", {"page index"}),
        ("content/people.yml", "Potter", "Baker", set()),
        ("content/course.yml", "neighbour: 0.25", "neighbour: 0.5", set()),
    ],
)
def test_one_file_changed(root: Path, reader: Reader, file: str, old: str, new: str, concerned: set[str]) -> None:
    before = reader.read()[0]
    edit(root, file, old, new)
    after = reader.read()[0]
    assert anew(before, after) == concerned
    assert not after.problems


def test_a_change_shows(root: Path, reader: Reader) -> None:
    reader.read()
    edit(root, MONDAY, "Good luck", "Best of luck")
    edit(root, MONDAY_DE, "Viel Glück", "Alles Gute")
    stated = reader.read()[0].scenarios["monday"].stated
    assert stated.value.thread["wish"].text == "Best of luck with it!"
    assert stated.translations["de"].texts["thread", "wish", "text"] == "Alles Gute damit!"


def test_a_change_of_the_same_length_within_the_same_tick_shows(root: Path, reader: Reader) -> None:
    """As editors do that write a new file and move it over the old one."""
    reader.read()
    file = root / MONDAY
    status = file.stat()
    new = file.with_suffix(".tmp")
    new.write_text(file.read_text(encoding="utf-8").replace("Good luck", "Bad! luck"), encoding="utf-8")
    new.replace(file)
    os.utime(file, ns=(status.st_atime_ns, status.st_mtime_ns))
    assert reader.read()[0].scenarios["monday"].stated.value.thread["wish"].text == "Bad! luck with it!"


def test_a_file_is_parsed_once(root: Path, reader: Reader, monkeypatch: pytest.MonkeyPatch) -> None:
    read: list[str] = []
    original = Path.read_bytes
    monkeypatch.setattr(Path, "read_bytes", lambda path: read.append(path.name) or original(path))
    reader.read()
    assert len(read) == len(set(read)) == 18
    edit(root, MONDAY_DE, "Viel Glück", "Alles Gute")
    del read[:]
    reader.read()
    assert read == ["monday.de.yml"]


def test_added_deleted_renamed(root: Path, reader: Reader) -> None:
    assert set(reader.read()[0].scenarios) == {"monday", "kites"}
    for language in ("", ".de"):
        (root / f"quizzes/greeting/monday{language}.yml").rename(root / f"quizzes/greeting/tuesday{language}.yml")
    assert set(reader.read()[0].scenarios) == {"tuesday", "kites"}
    (root / "quizzes/greeting/tuesday.de.yml").unlink()
    assert [problem.code for problem in reader.read()[0].problems] == ["missing-translation"]
    (root / "quizzes/greeting/tuesday.yml").unlink()
    course = reader.read()[0]
    assert (set(course.scenarios), course.problems) == ({"kites"}, ())
    (root / "content/about.md").write_text("---\ntitle: About\n---\n", encoding="utf-8")
    assert set(reader.read()[0].pages) == {"index", "about"}


def test_a_problem_comes_and_goes(root: Path, reader: Reader) -> None:
    sound = reader.read()[0]
    edit(root, MONDAY, "kind: choice", "kind: chioce")
    assert [problem.code for problem in reader.read()[0].problems] == ["unknown-kind"]
    assert [problem.code for problem in reader.read()[0].problems] == ["unknown-kind"]
    edit(root, MONDAY, "kind: chioce", "kind: choice")
    mended = reader.read()[0]
    assert not mended.problems
    assert mended.scenarios["kites"] is sound.scenarios["kites"]


def test_a_file_that_breaks_stays_known(root: Path, reader: Reader) -> None:
    reader.read()
    edit(root, MONDAY, "title: Monday", "title: Monday: again")
    course = reader.read()[0]
    assert (set(course.known_scenarios), set(course.scenarios)) == ({"monday", "kites"}, {"kites"})
    assert {problem.code for problem in Checker().check(course)} == {"colon-in-text"}


def test_a_language_that_is_taken_out(root: Path, reader: Reader) -> None:
    reader.read()
    edit(root, "content/course.yml", "languages: [en, de]", "languages: [en]")
    course = reader.read()[0]
    assert course.languages == ("en",)
    assert {problem.code for problem in course.problems} == {"unknown-language"}
    assert course.scenarios["monday"].stated.translations == {}


def test_only_what_changed_is_checked_again(root: Path, reader: Reader, monkeypatch: pytest.MonkeyPatch) -> None:
    checked: list[str] = []
    for name in ("check_scenario", "check_lesson"):
        original = getattr(checking, name)

        def noting(part: Any, *others: Any, original: Any = original) -> Any:
            checked.append(part.id)
            return original(part, *others)

        monkeypatch.setattr(checking, name, noting)
    checker = Checker()
    assert checker.check(reader.read()[0]) == []
    assert sorted(checked) == ["asking/one-question", "greeting/hello", "kites", "monday"]
    for file, old, new, expected in (
        (KITES, "It flies.", "It flew.", ["asking/one-question", "kites"]),
        (HELLO, "Look at", "See", ["greeting/hello"]),
        ("content/people.yml", "Potter", "Baker", []),
        ("content/people.yml", "mira: {name", "mara: {name", ["asking/one-question", "greeting/hello", "kites", "monday"]),
    ):
        del checked[:]
        edit(root, file, old, new)
        checker.check(reader.read()[0])
        assert sorted(checked) == expected, (file, new)


def test_a_broken_file_of_people_makes_no_name_unknown_and_mending_it_does(root: Path, reader: Reader) -> None:
    """An unreadable file and an empty one know the same names, but not with the same certainty."""
    checker = Checker()
    edit(root, "content/people.yml", "people:", "people: [")
    assert [problem.code for problem in checker.check(reader.read()[0])] == ["bracket-not-closed"]
    (root / "content/people.yml").write_text("people: {}\n", encoding="utf-8")
    assert {problem.code for problem in checker.check(reader.read()[0])} == {"unknown-person", "surplus-text"}


def test_localised_parts_stay_the_same(root: Path, reader: Reader) -> None:
    localiser = Localiser()
    before = localiser.localised(reader.read()[0], "de").scenarios
    edit(root, MONDAY_DE, "Viel Glück", "Alles Gute")
    after = localiser.localised(reader.read()[0], "de").scenarios
    assert after["kites"] is before["kites"]
    assert after["monday"].thread["wish"].written == "Alles Gute damit!"
    edit(root, "content/people.de.yml", "Töpferin", "Schmiedin")
    assert localiser.localised(reader.read()[0], "de").scenarios["monday"].thread["opening"].by.role != before["monday"].thread["opening"].by.role


def test_preview_softens_what_is_not_translated_yet(root: Path, reader: Reader) -> None:
    edit(root, MONDAY_DE, "    prompt: Was schreibst du?\n", "")
    course = reader.read()[0]
    assert [str(problem.severity) for problem in Checker().check(course)] == ["error"]
    assert [str(problem.severity) for problem in Checker().check(course, preview=True)] == ["warning"]
