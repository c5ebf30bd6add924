"""Overlays that a course's mkdocs.yml names: every command has them, without the option, as a build does."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from leitfaden.cli import main
from leitfaden.reading.mkdocs_file import named_overlays, published_at

HEAD = "site_name: A tiny course\ndocs_dir: content\n"
NAMED = f"{HEAD}plugins: [search, {{leitfaden: {{overlays: [../house]}}}}]\n"
PERSON = "people:\n  zoe: {name: Zoe Falk, handle: zoe_f, role: Baker}\n"
FAULTY = PERSON.replace("name: Zoe Falk", "nome: Zoe Falk")


@pytest.fixture
def course(make_course: Callable[..., Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A course whose mkdocs.yml names the folder `house` beside it, which adds a person; its parent is the working directory."""
    monkeypatch.chdir(tmp_path)
    root = make_course({"mkdocs.yml": NAMED})
    house = tmp_path / "house" / "content"
    house.mkdir(parents=True)
    (house / "course.yml").write_text("id: house\n", encoding="utf-8")
    (house / "people.yml").write_text(PERSON, encoding="utf-8")
    (house / "people.de.yml").write_text("people:\n  zoe: {role: Bäckerin}\n", encoding="utf-8")
    return root


def run(*arguments: str) -> Result:
    return CliRunner().invoke(main, [*arguments, "--course", "course"])


@pytest.mark.usefixtures("course")
@pytest.mark.parametrize("command", [("check",), ("lint",), ("export", "moodle-xml", "--out", "out"), ("handouts", "--out", "out"), ("lock",)])
def test_every_command_reads_what_a_build_reads(tmp_path: Path, command: tuple[str, ...]) -> None:
    (tmp_path / "house/content/people.yml").write_text(FAULTY, encoding="utf-8")
    result = run(*command)
    assert result.exit_code == 1
    assert "house/content/people.yml:2:9: error" in result.output


@pytest.mark.usefixtures("course")
def test_the_lock_lies_with_the_last_folder(tmp_path: Path) -> None:
    assert run("lock").exit_code == 0
    assert (tmp_path / "house/content/ids.lock").is_file()
    assert not (tmp_path / "course/content/ids.lock").exists()


def test_a_folder_that_is_not_there_is_named(course: Path) -> None:
    (course / "mkdocs.yml").write_text(NAMED.replace("../house", "../horse"), encoding="utf-8")
    result = run("check")
    assert result.exit_code == 2
    assert "names the overlay course/../horse, and there is no such folder" in " ".join(result.output.split())


@pytest.mark.parametrize(
    ("plugins", "named"),
    [
        ("[search, leitfaden]", []),
        ("[leitfaden: {overlays: [a, ../b]}]", ["a", "../b"]),
        ("[leitfaden: {overlays: ../b}]", ["../b"]),
        ("{search: {}, leitfaden: {overlays: [a]}}", ["a"]),
        ("{search: {}, leitfaden: null}", []),
        ("null", []),
        ("text", []),
    ],
)
def test_plugins_are_written_in_several_ways(tmp_path: Path, plugins: str, named: list[str]) -> None:
    (tmp_path / "mkdocs.yml").write_text(f"{HEAD}site_name: !ENV [NAME, A name]\nplugins: {plugins}\n", encoding="utf-8")
    assert named_overlays(tmp_path) == tuple(tmp_path / name for name in named)


def test_the_last_address_counts(tmp_path: Path) -> None:
    roots = [tmp_path / name for name in ("course", "first", "second", "third")]
    for root, text in zip(roots, ("site_url: https://course.example/\n", "site_url: https://first.example/\n", "theme: {}\n", None), strict=True):
        root.mkdir()
        if text is not None:
            (root / "mkdocs.yml").write_text(text, encoding="utf-8")
    assert published_at(roots) == "https://first.example/"
    assert published_at(roots[2:]) == ""
