"""What the linter says: cases below `cases/lint/fire` with its whole output, and in `cases/lint/pass` near misses that it lets be.

`case_courses` says what a case is; here its base is `cases/lint/base`. A case is named for the code that it is about, with
a word or a language after it.
"""

from __future__ import annotations

import json
import re
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from case_courses import CASES, CODE, blessed, repeated, written
from leitfaden import as_text
from leitfaden.activities import KINDS
from leitfaden.artifacts import write_folder
from leitfaden.cli import main
from leitfaden.compiling import Compiler, Inspection
from leitfaden.linting import RULES, lint
from leitfaden.linting.language import language_for
from leitfaden.problems import Severity
from leitfaden.scaffold import scaffold
from problem_codes import linting_codes

LINT = CASES / "lint"
BASE = LINT / "base"
FIRE = sorted(case.name for case in (LINT / "fire").iterdir())
PASS = sorted(case.name for case in (LINT / "pass").iterdir())
CODES = {rule.code for rule in RULES}
BY_WORDS = {
    "all-of-the-above", "negative-stem", "absolute-words", "stem-cue", "options-unlike-length", "options-unlike-form", "options-overlap", "longest-is-right",
    "most-qualified-is-right", "length-tells", "hedging-tells", "thread-answers", "friendliest-is-best", "feedback-only-judges", "feedback-repeats-option",
    "prompt-too-short",
}  # fmt: skip
FINDING = re.compile(r"^(?P<file>\S+?):\d+:\d+: \w+\[(?P<code>[a-z-]+)\]: (?P<message>.*)$", re.MULTILINE)


def code_of(name: str) -> str:
    """Return the code that a case is about: the longest one that its name begins with."""
    begun = [code for code in CODES | linting_codes() if name == code or name.startswith(f"{code}-")]
    return max(begun, key=len, default="")


def inspected(case: Path, folder: Path) -> tuple[Compiler, Inspection]:
    """Return the course of a case, in which `leitfaden check` finds nothing."""
    compiler = Compiler(written(case, folder, BASE))
    inspection = compiler.inspect()
    assert as_text(inspection.problems, inspection.sources) == ""
    return compiler, inspection


def said(case: Path, folder: Path) -> str:
    """Return what `leitfaden lint` prints about the course of a case."""
    compiler, inspection = inspected(case, folder)
    shown = as_text(lint(inspection.course, compiler.localised(inspection.course)), inspection.sources)
    return f"{shown}\n" if shown else ""


@pytest.fixture(autouse=True)
def _in_a_folder_of_its_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


@pytest.mark.parametrize("name", FIRE)
def test_fires(name: str, tmp_path: Path, pytestconfig: pytest.Config) -> None:
    output = said(LINT / "fire" / name, tmp_path)
    expected = blessed(LINT / "fire" / name, output, pytestconfig)
    assert expected is not None, "the case has no out.txt: run with --bless, then read what it says"
    assert output == expected
    assert code_of(name) in CODE.findall(output)


@pytest.mark.parametrize("name", PASS)
def test_lets_be(name: str, tmp_path: Path) -> None:
    assert said(LINT / "pass" / name, tmp_path) == ""


def test_nothing_is_found_in_the_base_which_has_every_kind_in_two_languages(tmp_path: Path) -> None:
    assert said(BASE, tmp_path) == ""
    course = Compiler([Path()]).inspect().course
    assert course.languages == ("en", "de")
    activities = [activity for scenario in course.scenarios.values() for activity in scenario.stated.value.activities.values()]
    assert {activity.kind for activity in activities} == {kind.folder for kind in KINDS}


def test_every_rule_has_a_case_that_fires_and_one_that_must_not() -> None:
    assert {code_of(name) for name in FIRE} == CODES | linting_codes()
    assert {code_of(name) for name in PASS} == CODES


def test_rules_that_look_at_words_have_cases_in_both_languages() -> None:
    found = {(case, finding["code"], finding["file"], finding["message"]) for case in FIRE for finding in FINDING.finditer(out(case))}
    german = {code for _, code, file, message in found if ".de." in file or message.startswith("in 'de'")}
    english = {code for _, code, file, message in found if (file.startswith("quizzes") and ".de." not in file) or message.startswith("in 'en'")}
    assert (BY_WORDS - german, BY_WORDS - english) == (set(), set())


def out(case: str) -> str:
    return (LINT / "fire" / case / "out.txt").read_text(encoding="utf-8")


def test_cases_hold_only_what_differs() -> None:
    assert repeated([*(LINT / "fire").iterdir(), *(LINT / "pass").iterdir()], BASE) == []


def test_codes_are_unique() -> None:
    codes = [rule.code for rule in RULES]
    assert len(codes) == len(set(codes))
    assert not set(codes) & linting_codes()


def test_every_rule_explains_itself() -> None:
    for rule in RULES:
        assert rule.explanation.endswith("."), rule.code
        assert rule.cure and not rule.cure.endswith("."), rule.code
        assert rule.example, rule.code


def test_the_page_on_the_rules_is_what_the_command_prints(repository: Path) -> None:
    assert linted("--rules").output == (repository / "docs" / "lint.md").read_text(encoding="utf-8")


def linted(*options: str) -> Result:
    return CliRunner().invoke(main, ["lint", *options])


def test_a_course_without_findings_is_told_so(tmp_path: Path) -> None:
    written(BASE, tmp_path, BASE)
    result = linted("--strict")
    assert (result.exit_code, result.output) == (0, f"no findings: {len(RULES)} rules in en, de\n")


def test_a_new_course_has_no_findings() -> None:
    write_folder(scaffold("mine"), Path())
    assert linted("--strict").output == f"no findings: {len(RULES)} rules in en\n"


def test_errors_make_the_command_fail_and_warnings_only_if_they_shall(tmp_path: Path) -> None:
    assert {rule.code: rule.severity for rule in RULES if rule.code in ("stem-cue", "options-overlap")} == {
        "stem-cue": Severity.WARNING, "options-overlap": Severity.ERROR,
    }  # fmt: skip
    written(LINT / "fire" / "stem-cue-en", tmp_path, BASE)
    assert (linted().exit_code, linted("--strict").exit_code) == (0, 1)
    written(LINT / "fire" / "options-overlap-en", tmp_path, BASE)
    assert linted().exit_code == 1


def test_findings_have_the_faces_of_problems(tmp_path: Path) -> None:
    written(LINT / "fire" / "stem-cue-en", tmp_path, BASE)
    (finding,) = json.loads(linted("--format", "json").output)
    assert (finding["code"], finding["severity"], finding["file"]) == ("stem-cue", "warning", "quizzes/listening/late-bread.yml")
    assert linted("--format", "github").output.startswith("::warning file=quizzes/listening/late-bread.yml,")


def test_what_is_allowed_is_left_out_for_its_activity_alone(tmp_path: Path) -> None:
    """The same finding in a second scenario stays, whatever the first one allows."""
    written(LINT / "pass" / "stem-cue-allowed", tmp_path, BASE)
    scenario = tmp_path / "quizzes" / "listening" / "late-bread.yml"
    twin = re.sub(r"\n    allow: .*|\nerrs: .*", "", scenario.read_text(encoding="utf-8"))
    (tmp_path / "quizzes" / "answering" / "twin.yml").write_text(twin.replace("[L1]", "[A1]"), encoding="utf-8")
    german = (tmp_path / "quizzes" / "listening" / "late-bread.de.yml").read_text(encoding="utf-8")
    (tmp_path / "quizzes" / "answering" / "twin.de.yml").write_text(german, encoding="utf-8")
    found = FINDING.findall(linted().output)
    assert [(file, code) for file, code, _ in found] == [("quizzes/answering/twin.yml", "near-duplicate"), ("quizzes/answering/twin.yml", "stem-cue")]


@pytest.mark.parametrize(("name", "codes"), [("absolute-words-en", set()), ("negative-stem-de", set()), ("length-tells-longest", {"length-tells"})])
def test_without_a_lexicon_rules_on_words_are_silent_and_the_others_are_not(
    name: str, codes: set[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("leitfaden.linting.subjects.language_for", lambda code: replace(language_for("xx"), code=code))
    assert {*CODE.findall(said(LINT / "fire" / name, tmp_path))} & BY_WORDS == codes
