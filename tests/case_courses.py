"""Courses that cases describe, and the outputs that they hold: what every test of cases shares.

A case is a folder that holds only the files in which a course differs from a base. Beside them may lie `delete.txt`
(files to leave out, one a line), `repeat.txt` (`file count text` a line: so much text is put at the file's end) and a
folder `overlay`. `out.txt` is what it makes Leitfaden say, compared exactly; `pytest --bless` writes it anew.
"""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Iterable
from pathlib import Path

import pytest

CASES = Path(__file__).parent / "cases"
CODE = re.compile(r"^\S+: (?:error|warning)\[([a-z0-9-]+)\]: ", re.MULTILINE)
_EXTRAS = {"out.txt", "delete.txt", "repeat.txt"}


def written(case: Path, folder: Path, base: Path = CASES / "base") -> list[Path]:
    """Write the course of a case to `folder`; return its roots."""
    shutil.copytree(base, folder, dirs_exist_ok=True)
    shutil.copytree(case, folder, dirs_exist_ok=True, symlinks=True, ignore=lambda at, names: _EXTRAS & set(names) if Path(at) == case else set())
    for line in _lines(case / "delete.txt"):
        (folder / line).unlink()
    for line in _lines(case / "repeat.txt"):
        name, count, text = line.split(" ", 2)
        with (folder / name).open("a", encoding="utf-8", newline="") as file:
            file.write(text.encode().decode("unicode_escape") * int(count))
    return [Path(), *([Path("overlay")] if (folder / "overlay").is_dir() else [])]


def _lines(file: Path) -> list[str]:
    return file.read_text(encoding="utf-8").splitlines() if file.is_file() else []


def blessed(case: Path, output: str, config: pytest.Config) -> str | None:
    """Return what a case's out.txt says, None where there is none; with --bless it says `output` from now on."""
    file = case / "out.txt"
    if config.getoption("--bless"):
        file.write_bytes(output.encode())
    return file.read_bytes().decode() if file.is_file() else None


def repeated(cases: Iterable[Path], base: Path = CASES / "base") -> list[str]:
    """Return the files of `cases` that are the same as in `base`, though a case holds only what differs."""
    same = []
    for case in cases:
        for at, _, names in os.walk(case):
            for file in (Path(at) / name for name in names):
                twin = base / file.relative_to(case)
                if twin.is_file() and twin.read_bytes() == file.read_bytes():
                    same.append(str(file.relative_to(CASES)))
    return same
