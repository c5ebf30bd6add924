"""Same input, same bytes: in another process, another folder, with other hashes, in another time zone, on another day."""

from __future__ import annotations

import gzip
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

MODULE = "moderation"
PARTS = ("mkdocs.yml", "content", "quizzes")


def copied(repository: Path, folder: Path) -> Path:
    """Copy this repository's course, as of the site's address that a sitemap needs."""
    for name in PARTS:
        source = repository / name
        if source.is_dir():
            shutil.copytree(source, folder / name, copy_function=shutil.copyfile)
        else:
            folder.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(source, folder / name)
    with (folder / "mkdocs.yml").open("a", encoding="utf-8") as file:
        file.write("\nsite_url: https://course.example/\n")  # without an address the sitemap is empty
    return folder


def run(*arguments: str, cwd: Path, seed: str, day: int) -> None:
    """Run the command with hashes of its own, from a folder of its own, in a time zone of its own, its files as of a day of its own."""
    for file in Path(arguments[-1]).rglob("*"):
        os.utime(file, (day, day))
    environment = {
        **os.environ,
        "PYTHONHASHSEED": seed,
        "TZ": "Pacific/Kiritimati" if int(seed) % 2 else "America/Adak",
        "LC_ALL": "C.UTF-8" if int(seed) % 2 else "C",
    }
    environment["SOURCE_DATE_EPOCH"] = str(day)  # MkDocs takes it for today
    done = subprocess.run([sys.executable, "-m", "leitfaden", *arguments], cwd=cwd, env=environment, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr


def contents(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


def differences(one: Path, other: Path) -> list[str]:
    first, second = contents(one), contents(other)
    assert first
    return sorted(name for name in first.keys() | second.keys() if first.get(name) != second.get(name))


@pytest.fixture(scope="module")
def pair(repository: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """The course, built twice with everything that must not matter made different."""
    places = tmp_path_factory.mktemp("first") / "course", tmp_path_factory.mktemp("second") / "a longer way" / "course"
    shutil.copytree(copied(repository, places[0]), places[1])
    for number, (place, day) in enumerate(zip(places, (1_000_000_000, 1_700_000_000), strict=True), start=1):
        cwd = place.parent if number == 1 else Path("/")
        run("build", "--out", str(place.parent / "site"), "--course", str(place), cwd=cwd, seed=str(number), day=day)
        run("handouts", "--out", str(place.parent / "paper"), "--module", MODULE, "--course", str(place), cwd=cwd, seed=str(number), day=day)
        run("export", "moodle-xml", "--out", str(place.parent / "bank"), "--course", str(place), cwd=cwd, seed=str(number), day=day)
        run("export", "scorm12", "--module", MODULE, "--out", str(place.parent / "lms"), "--course", str(place), cwd=cwd, seed=str(number), day=day)
    return places


def test_compiled_projects_are_the_same(pair: tuple[Path, Path]) -> None:
    one, other = (place / "build" for place in pair)
    assert (one / "de/docs/index.md").is_file()
    assert differences(one, other) == []


def test_the_whole_site_is_the_same(pair: tuple[Path, Path]) -> None:
    one, other = (place.parent / "site" for place in pair)
    for needed in ("index.html", "en/index.html", "sitemap.xml", "sitemap.xml.gz", "search/search_index.json", f"downloads/{MODULE}-worksheet.de.pdf"):
        assert (one / needed).is_file(), needed
    assert differences(one, other) == []


def test_handouts_are_the_same(pair: tuple[Path, Path]) -> None:
    one, other = (place.parent / "paper" for place in pair)
    assert {path.suffix for path in one.iterdir()} == {".pdf"}
    assert differences(one, other) == []


def test_question_banks_are_the_same(pair: tuple[Path, Path]) -> None:
    one, other = (place.parent / "bank" for place in pair)
    assert len(list(one.glob("*.moodle.xml"))) == 2
    assert differences(one, other) == []


def test_packages_are_the_same(pair: tuple[Path, Path]) -> None:
    one, other = (place.parent / "lms" for place in pair)
    assert len(list(one.glob("*.zip"))) == 2
    assert differences(one, other) == []


def test_the_sitemap_says_nothing_of_the_day(pair: tuple[Path, Path]) -> None:
    site = pair[0].parent / "site"
    for sitemap in (site / "sitemap.xml", site / "en/sitemap.xml"):
        text = sitemap.read_text(encoding="utf-8")
        assert "<loc>https://course.example/" in text
        assert "<lastmod>" not in text
        assert gzip.decompress(sitemap.with_name("sitemap.xml.gz").read_bytes()).decode() == text
