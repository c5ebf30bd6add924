"""Released ids: learners' answers hang on them, so none may vanish without a word."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from leitfaden.cli import main
from leitfaden.localising import localised
from leitfaden.reading import read_course

MONDAY = "quizzes/greeting/monday.yml"
IDS = [
    "activity kites/in-order", "activity kites/statements", "activity monday/best-reply", "activity monday/how-it-lands",
    "lesson asking/one-question", "lesson greeting/hello", "scenario kites", "scenario monday",
]  # fmt: skip


@pytest.fixture
def root(make_course: Callable[..., Path], monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = make_course()
    monkeypatch.chdir(folder)
    return folder


def leitfaden(*arguments: str) -> Result:
    return CliRunner().invoke(main, [*arguments])


def locked(root: Path, file: str = "content/ids.lock") -> list[str]:
    return [line for line in (root / file).read_text(encoding="utf-8").splitlines() if not line.startswith("#")]


def rename(root: Path, old: str, new: str) -> None:
    """Rename an activity of monday in its file, its translation and the lesson."""
    for file in (MONDAY, "quizzes/greeting/monday.de.yml", "content/greeting/hello.md", "content/greeting/hello.de.md"):
        path = root / file
        path.write_text(path.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")


def add(root: Path, file: str, after: str, line: str) -> None:
    path = root / file
    path.write_text(path.read_text(encoding="utf-8").replace(after, f"{after}{line}", 1), encoding="utf-8")


def test_lock_lists_what_is_released(root: Path) -> None:
    assert leitfaden("lock").output == "content/ids.lock: written\n"
    assert locked(root) == IDS
    assert leitfaden("lock").output == "content/ids.lock: unchanged\n"
    assert leitfaden("check").exit_code == 0


def test_lock_of_a_broken_course_is_not_written(root: Path) -> None:
    rename(root, "kind: choice", "kind: chioce")
    assert leitfaden("lock").exit_code == 1
    assert not (root / "content/ids.lock").exists()


def test_an_id_that_is_gone(root: Path) -> None:
    leitfaden("lock")
    rename(root, "best-reply", "first-reply")
    result = leitfaden("check")
    assert result.exit_code == 1
    assert "content/ids.lock:5:1: error[id-gone]: the activity 'monday/best-reply' was released and is gone" in result.output
    assert "if it is now 'monday/first-reply', write there `formerly: [best-reply]`" in result.output
    assert leitfaden("lock").exit_code == 1


def test_formerly_answers_for_it(root: Path) -> None:
    leitfaden("lock")
    rename(root, "best-reply", "first-reply")
    add(root, MONDAY, "    kind: choice\n", "    formerly: [best-reply]\n")
    assert leitfaden("check").output.startswith("no problems")
    leitfaden("lock")
    assert locked(root) == sorted([*IDS, "activity monday/first-reply"])
    exercise = localised(read_course([root])[0], "en").scenarios["monday"].exercises[0]
    assert (exercise.id, exercise.formerly) == ("monday/first-reply", ("monday/best-reply",))


def test_a_scenario_takes_its_activities_along(root: Path) -> None:
    leitfaden("lock")
    for language in ("", ".de"):
        (root / f"quizzes/greeting/monday{language}.yml").rename(root / f"quizzes/greeting/tuesday{language}.yml")
        lesson = root / f"content/greeting/hello{language}.md"
        lesson.write_text(lesson.read_text(encoding="utf-8").replace(" monday", " tuesday"), encoding="utf-8")
    assert leitfaden("check").output.count("error[id-gone]") == 1
    add(root, "quizzes/greeting/tuesday.yml", "claims: [G1]\n", "formerly: [monday]\n")
    assert leitfaden("check").output.startswith("no problems")
    exercises = localised(read_course([root])[0], "de").scenarios["tuesday"].exercises
    assert [exercise.formerly for exercise in exercises] == [("monday/best-reply",), ("monday/how-it-lands",)]


def test_a_lesson_says_formerly_too(root: Path) -> None:
    leitfaden("lock")
    for language in ("", ".de"):
        (root / f"content/greeting/hello{language}.md").rename(root / f"content/greeting/waving{language}.md")
        for file in ("content/index", "content/asking/one-question"):
            page = root / f"{file}{language}.md"
            page.write_text(page.read_text(encoding="utf-8").replace("greeting/hello.md", "greeting/waving.md"), encoding="utf-8")
    add(root, "content/misconceptions.yml", "lesson: greeting/", "waving # ")
    (root / "content/misconceptions.yml").write_text((root / "content/misconceptions.yml").read_text().replace("waving # hello", "waving"), encoding="utf-8")
    assert "the lesson 'greeting/hello' was released and is gone" in leitfaden("check").output
    add(root, "content/greeting/waving.md", "minutes: 3\n", "formerly: [greeting/hello]\n")
    assert leitfaden("check").output.startswith("no problems")


def test_retired_ids_are_kept_in_the_lock_and_not_missed(root: Path) -> None:
    (root / "content/ids.lock").write_text("\n".join([*IDS, "scenario sunday", "activity sunday/nap"]), encoding="utf-8")
    assert leitfaden("check").output.count("error[id-gone]") == 1
    add(root, "content/course.yml", "network: bluesky\n", "retired: [scenario sunday]\n")
    assert leitfaden("check").output.startswith("no problems")
    leitfaden("lock")
    assert {"scenario sunday", "activity sunday/nap"} <= {*locked(root)}


def test_a_retired_id_is_not_taken_again(root: Path) -> None:
    add(root, "content/course.yml", "network: bluesky\n", "retired: [scenario monday]\n")
    assert "error[retired-id-in-use]" in leitfaden("check").output


def test_nothing_is_missed_while_something_is_broken(root: Path) -> None:
    (root / "content/ids.lock").write_text("activity monday/gone\n", encoding="utf-8")
    (root / "quizzes/asking/kites.yml").write_text("title: a: b\n", encoding="utf-8")
    assert "id-gone" not in leitfaden("check").output


def test_lock_with_an_overlay_is_the_overlay_s(root: Path) -> None:
    overlay = root / "overlay"
    (overlay / "content").mkdir(parents=True)
    (overlay / "content/course.yml").write_text("id: ours\nlanguages: [en]\n", encoding="utf-8")
    assert leitfaden("lock", "--overlay", "overlay").output == "overlay/content/ids.lock: written\n"
    assert locked(root, "overlay/content/ids.lock") == IDS
    assert not (root / "content/ids.lock").exists()
