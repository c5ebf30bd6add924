"""A build empties its folder first: what authors wrote, and what is no site, is never taken along; a preview says which port is taken."""

from __future__ import annotations

import re
import socket
import warnings
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from leitfaden.cli import main


@pytest.fixture
def course(make_course: Callable[..., Path], monkeypatch: pytest.MonkeyPatch) -> Path:
    """The small course, as the working directory."""
    root = make_course()
    monkeypatch.chdir(root)
    return root


def build(*options: str) -> Result:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ResourceWarning)  # MkDocs' own
        return CliRunner().invoke(main, ["build", *options])


def contents(root: Path) -> set[str]:
    return {str(file.relative_to(root)) for file in root.rglob("*") if file.is_file()}


@pytest.mark.parametrize("out", [".", "..", "content", "quizzes", "quizzes/greeting", "content/greeting/site"])
def test_nothing_that_authors_wrote_is_lost(course: Path, out: str) -> None:
    before = contents(course)
    result = build("--out", out)
    assert result.exit_code == 1
    assert before == contents(course)


def test_what_is_no_site_is_left_alone(course: Path) -> None:
    (course / "web").mkdir()
    (course / "web" / "mine.txt").write_text("mine", encoding="utf-8")
    result = build("--out", "web")
    assert result.exit_code == 1
    assert "web holds something else than a site, and a build would delete it" in " ".join(result.output.split())
    assert contents(course / "web") == {"mine.txt"}


def test_an_empty_folder_and_an_earlier_site_are_built_into(course: Path) -> None:
    (course / "web").mkdir()
    for _ in range(2):
        result = build("--out", "web")
        assert result.exit_code == 0, result.output
    assert (course / "web" / "greeting" / "hello" / "index.html").is_file()


@pytest.mark.usefixtures("course")
def test_a_taken_port_is_said() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        result = CliRunner().invoke(main, ["serve", "--port", f"{port}"])
    assert result.exit_code == 1
    assert re.search(rf"Port {port} can't be had .*--port", result.output)
