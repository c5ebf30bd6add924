"""`leitfaden graph`: what it prints is kept in tests/graphs and compared exactly; `--bless` writes it anew."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from case_courses import CASES, written
from leitfaden.cli import main
from test_docs import DOCS, exercise_of, snippets

GRAPHS = Path(__file__).parent / "graphs"
DRAWN = [(case, face) for case in ("ok/branch", "err/branch-unreachable-ending") for face in ("mermaid", "table")]


def graph(*arguments: str) -> Result:
    return CliRunner().invoke(main, ["graph", *arguments])


@pytest.fixture
def course(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The small course with a branch, as the working directory."""
    monkeypatch.chdir(tmp_path)
    written(CASES / "ok" / "branch", tmp_path)
    return tmp_path


@pytest.mark.parametrize(("case", "face"), DRAWN)
def test_draws(case: str, face: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, pytestconfig: pytest.Config) -> None:
    monkeypatch.chdir(tmp_path)
    written(CASES / case, tmp_path)
    result = graph("kites/a-week", "--format", face)
    kept = GRAPHS / f"{case.partition('/')[2]}.{face}.txt"
    if pytestconfig.getoption("--bless"):
        kept.write_text(result.stdout, encoding="utf-8")
    assert result.stdout == kept.read_text(encoding="utf-8")
    assert result.exit_code == (0 if case.startswith("ok") else 1)
    assert ("error[unreachable-ending]" in result.stderr) is case.startswith("err")


def test_mermaid_is_what_it_draws_by_itself(course: Path) -> None:
    assert graph("kites/a-week").stdout == graph("kites/a-week", "--format", "mermaid").stdout


def test_signs_that_mermaid_takes_for_its_own_are_written_otherwise(course: Path) -> None:
    file = course / "quizzes" / "asking" / "kites.yml"
    file.write_text(file.read_text(encoding="utf-8").replace("text: Wait.", """text: 'Say "#1" <b> & `x`'"""), encoding="utf-8")
    assert '"wait: Say #quot;#35;1#quot; #lt;b#gt; #amp; x<br>' in graph("kites/a-week").stdout


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("kites/a-weak", "There is no branch 'kites/a-weak': did you mean 'kites/a-week'?"),
        ("monday/best-reply", "'monday/best-reply' is a choice, and only a branch can be drawn: known here: kites/a-week"),
    ],
)
def test_another_name_is_answered_with_the_right_one(course: Path, name: str, words: str) -> None:
    result = graph(name)
    assert (result.exit_code, result.stdout) == (2, "")
    assert words in result.stderr


def test_a_course_without_a_branch_says_so(tmp_path: Path) -> None:
    written(CASES / "ok" / "one-language", tmp_path)
    result = graph("monday/best-reply", "--course", str(tmp_path))
    assert result.exit_code == 2
    assert "There is no branch in this course." in result.stderr


@pytest.mark.parametrize("case", ["branch-unknown-scene", "branch-unknown-state", "branch-too-many-situations", "branch-broken-turn"])
def test_a_broken_branch_is_not_drawn_and_its_problems_are_shown(case: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    written(CASES / "err" / case, tmp_path)
    result = graph("kites/a-week")
    assert (result.exit_code, result.stdout) == (2, "")
    assert "error[" in result.stderr
    assert "can't be drawn before the problems in quizzes/asking/kites.yml are mended" in result.stderr


def test_the_table_in_the_documentation_is_the_one_of_its_example(tmp_path: Path) -> None:
    page = DOCS / "activities" / "branch.md"
    shown = {snippet.language: snippet.text for snippet in snippets(page)}
    exercise_of(shown["yaml"], tmp_path)
    result = graph("worked/example", "--course", str(tmp_path), "--format", "table")
    assert shown["text"] in result.stdout
    assert len(shown["text"].splitlines()) == len(result.stdout.splitlines()) - 2
