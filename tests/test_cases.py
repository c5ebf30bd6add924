"""What authors read: every case below `cases/err` with its whole output, and courses in `cases/ok` that are sound.

A case is a folder that holds only the files in which a course differs from `cases/base`. Beside them may lie `delete.txt`
(files to leave out, one a line), `repeat.txt` (`file count text` a line: so much text is put at the file's end) and a
folder `overlay`. A case whose name begins with `handouts-` makes the handouts, too. `out.txt` is the output, compared
exactly; `pytest tests/test_cases.py --bless` writes it anew.
"""

from __future__ import annotations

import os
import re
import shutil
from pathlib import Path

import pytest

from leitfaden import as_text
from leitfaden.compiling import Compiler
from leitfaden.handouts import make_handouts
from leitfaden.problems import Problems
from problem_codes import known_codes

CASES = Path(__file__).parent / "cases"
EXTRAS = {"out.txt", "delete.txt", "repeat.txt"}
ERR = sorted(case.name for case in (CASES / "err").iterdir())
OK = sorted(case.name for case in (CASES / "ok").iterdir())
CODE = re.compile(r"^\S+: (?:error|warning)\[([a-z0-9-]+)\]: ", re.MULTILINE)


def written(case: Path, folder: Path) -> list[Path]:
    """Write the course of a case to `folder`; return its roots."""
    shutil.copytree(CASES / "base", folder, dirs_exist_ok=True)
    shutil.copytree(case, folder, dirs_exist_ok=True, symlinks=True, ignore=lambda at, names: EXTRAS & set(names) if Path(at) == case else set())
    for line in lines(case / "delete.txt"):
        (folder / line).unlink()
    for line in lines(case / "repeat.txt"):
        name, count, text = line.split(" ", 2)
        with (folder / name).open("a", encoding="utf-8", newline="") as file:
            file.write(text.encode().decode("unicode_escape") * int(count))
    return [Path(), *([Path("overlay")] if (folder / "overlay").is_dir() else [])]


def lines(file: Path) -> list[str]:
    return file.read_text(encoding="utf-8").splitlines() if file.is_file() else []


def said(case: Path, folder: Path) -> str:
    """Return what `leitfaden check` prints about the course of a case, and about its handouts where the case asks for them."""
    compiler = Compiler(written(case, folder))
    inspection = compiler.inspect()
    problems = Problems(list(inspection.problems))
    if case.name.startswith("handouts-"):
        assert inspection.sound, as_text(inspection.problems, inspection.sources)
        for local in compiler.localised(inspection.course).values():
            list(make_handouts(local, problems))
    shown = as_text(problems, inspection.sources)
    return f"{shown}\n" if shown else ""


@pytest.mark.parametrize("name", ERR)
def test_says(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, pytestconfig: pytest.Config) -> None:
    monkeypatch.chdir(tmp_path)
    output = said(CASES / "err" / name, tmp_path)
    file = CASES / "err" / name / "out.txt"
    if pytestconfig.getoption("--bless"):
        file.write_bytes(output.encode())
    assert file.is_file(), "the case has no out.txt: run with --bless, then read what it says"
    assert output == file.read_bytes().decode()
    assert output, "a case in err/ has a problem"


@pytest.mark.parametrize("name", OK)
def test_is_sound(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert said(CASES / "ok" / name, tmp_path) == ""


def test_base_is_sound(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    shutil.copytree(CASES / "base", tmp_path, dirs_exist_ok=True)
    inspection = Compiler([Path()]).inspect()
    assert as_text(inspection.problems, inspection.sources) == ""
    assert {activity.kind for scenario in inspection.course.scenarios.values() for activity in scenario.stated.value.activities.values()} == {
        "choice", "judge", "order",
    }  # fmt: skip


def test_every_code_has_a_case() -> None:
    shown = {code for name in ERR for code in CODE.findall((CASES / "err" / name / "out.txt").read_text(encoding="utf-8"))}
    assert shown == known_codes()


def test_cases_hold_only_what_differs() -> None:
    same = []
    for case in (*(CASES / "err").iterdir(), *(CASES / "ok").iterdir()):
        for at, _, names in os.walk(case):
            for file in (Path(at) / name for name in names):
                twin = CASES / "base" / file.relative_to(case)
                if twin.is_file() and twin.read_bytes() == file.read_bytes():
                    same.append(str(file.relative_to(CASES)))
    assert not same
