"""What authors read: every case below `cases/err` with its whole output, and courses in `cases/ok` that are sound.

`case_courses` says what a case is. One whose name begins with `handouts-` makes the handouts, too.
"""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from case_courses import CASES, CODE, blessed, repeated, written
from leitfaden import as_text
from leitfaden.compiling import Compiler
from leitfaden.handouts import make_handouts
from leitfaden.problems import Problems
from problem_codes import known_codes

ERR = sorted(case.name for case in (CASES / "err").iterdir())
OK = sorted(case.name for case in (CASES / "ok").iterdir())


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
    expected = blessed(CASES / "err" / name, output, pytestconfig)
    assert expected is not None, "the case has no out.txt: run with --bless, then read what it says"
    assert output == expected
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
    assert repeated([*(CASES / "err").iterdir(), *(CASES / "ok").iterdir()]) == []
