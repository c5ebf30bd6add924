"""The example of a company's folder: whole, without a problem, and to be had by every command that its page names."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from click.testing import CliRunner

from leitfaden import as_text
from leitfaden.cli import main
from leitfaden.compiling import Compiler, Inspection
from leitfaden.linting import lint
from leitfaden.reading import read_course

LINK = re.compile(r"\]\(([^)#]+)\)")


@pytest.fixture(scope="module")
def example(repository: Path) -> Path:
    return repository / "examples" / "morgenrain"


@pytest.fixture(scope="module")
def compiler(repository: Path, example: Path) -> Compiler:
    return Compiler([repository, example])


@pytest.fixture(scope="module")
def inspection(compiler: Compiler) -> Inspection:
    return compiler.inspect()


def test_nothing_is_wrong_with_it(compiler: Compiler, inspection: Inspection) -> None:
    assert as_text(inspection.problems, inspection.sources) == ""
    findings = lint(inspection.course, compiler.localised(inspection.course))
    assert as_text(findings, inspection.sources) == "", "warnings count as errors here"


def test_it_replaces_and_adds_what_it_says(repository: Path, inspection: Inspection) -> None:
    theirs, _ = read_course([repository])
    ours = inspection.course
    assert ours.languages == theirs.languages
    assert ours.facts.value.id != theirs.facts.value.id
    assert ours.people.entries.keys() - theirs.people.entries.keys() == {"hedda"}
    assert ours.scenarios.keys() - theirs.scenarios.keys() == {"hook-nine"}
    assert {key for key, page in ours.pages.items() if page.matter.at != theirs.pages[key].matter.at} == {"index", "house-rules"}
    assert {language: words.words["practice"] for language, words in ours.words.items()} == {"de": "Probefahrt", "en": "Test ride"}
    assert [*ours.facts.value.modules] == [*theirs.facts.value.modules]


def test_its_page_names_every_file_and_fits_on_a_screen(example: Path) -> None:
    page = (example / "README.md").read_text(encoding="utf-8")
    files = [file.relative_to(example).as_posix() for file in sorted(example.rglob("*.*")) if file.is_file() and ".en." not in file.name]
    assert [file for file in files if f"`{file}`" not in page and file != "README.md"] == []
    assert [link for link in LINK.findall(page) if not (example / link).exists()] == []
    assert len(page.splitlines()) <= 40


@pytest.mark.parametrize("command", [["check"], ["check", "--strict"], ["lint", "--strict"], ["graph", "five-arrows/ten-weeks"]])
def test_commands_take_it(repository: Path, command: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(repository)
    done = CliRunner().invoke(main, [*command, "--overlay", "examples/morgenrain"])
    assert (done.exit_code, done.stderr) == (0, ""), done.output


def test_its_exports_and_sheets_hold_its_scenario(repository: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(repository)
    options = ["--overlay", "examples/morgenrain", "--module", "authentic", "--out", str(tmp_path)]
    for command in (["export", "scorm12"], ["handouts"]):
        done = CliRunner().invoke(main, [*command, *options])
        assert done.exit_code == 0, done.output
    names = {file.name for file in tmp_path.iterdir()}
    assert {"morgenrain-mit-takt.de.authentic.scorm12.zip", "morgenrain-mit-takt.en.authentic.scorm12.zip", "authentic-worksheet.de.pdf"} <= names
