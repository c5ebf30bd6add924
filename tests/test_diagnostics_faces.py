"""Problems as programs read them: JSON and GitHub's annotations; and what text makes of hostile lines."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from leitfaden import Place, Problems, Sources, as_github, as_json, as_text
from leitfaden.cli import main
from leitfaden.documents import read_yaml
from leitfaden.problems import Related, Severity, did_you_mean, shown
from leitfaden.sources import Source


def sources(text: str = "a: 1\nb: 2\n", file: str = "a.yml") -> Sources:
    return Sources({file: read_yaml(text.encode(), file, Problems()).source})


def problems(*args: Any, **named: Any) -> Problems:
    found = Problems()
    found.add(*args, **named)
    return found


def test_json_says_everything() -> None:
    found = problems("some-code", Place("a.yml", ("b",)), "it is “wrong”", "mend it", [Related(Place("a.yml", ("a",)).key, "see here")])
    assert json.loads(as_json(found, sources())) == [
        {
            "code": "some-code", "severity": "error", "message": "it is “wrong”", "hint": "mend it", "file": "a.yml", "line": 2, "column": 4,
            "route": ["b"], "related": [{"message": "see here", "file": "a.yml", "line": 1, "column": 1}],
        }
    ]  # fmt: skip


def test_json_keeps_umlauts_and_list_indexes() -> None:
    row = json.loads(as_json(problems("c", Place("a.yml", ("ä", 1)), "Größe"), sources("ä: [x, y]\n")))[0]
    assert (row["route"], row["message"], row["column"]) == (["ä", 1], "Größe", 8)
    assert "Größe" in as_json(problems("c", Place("a.yml"), "Größe"), sources())


def test_json_of_a_sound_course_is_an_empty_list() -> None:
    assert json.loads(as_json([], sources())) == []


def test_github_annotation() -> None:
    found = problems("some-code", Place("a.yml", ("b",)), "it is wrong", "mend it")
    assert as_github(found, sources()) == "::error file=a.yml,line=2,col=4,title=error[some-code]::it is wrong%0Amend it"


def test_github_warning_without_hint() -> None:
    found = problems("some-code", Place("a.yml"), "hm", severity=Severity.WARNING)
    assert as_github(found, sources()) == "::warning file=a.yml,line=1,col=1,title=warning[some-code]::hm"


def test_github_escapes_what_its_commands_are_made_of() -> None:
    found = problems("c", Place("ein, zwei: 100%.yml"), "50 % a::b, c\r\nd")
    assert as_github(found, Sources({})) == "::error file=ein%2C zwei%3A 100%25.yml,line=1,col=1,title=error[c]::50 %25 a::b, c%0D%0Ad"


def test_github_columns_count_characters_not_cells() -> None:
    assert ",col=8," in as_github(problems("c", Place("a.yml", ("a", 1)), "m"), sources("a: [你, 🏺]\n"))


def test_github_has_one_line_for_each_problem() -> None:
    found = problems("c", Place("a.yml"), "one\ntwo")
    found.add("d", Place("a.yml"), "three")
    assert len(as_github(found, sources()).splitlines()) == 2


def test_text_sorts_by_place_and_says_each_once() -> None:
    found = Problems()
    for route, code in ((("b",), "z"), (("b",), "y"), (("a",), "x"), (("b",), "y")):
        found.add(code, Place("a.yml", route), "m")
    text = as_text(found, sources())
    assert [line.partition("[")[2][0] for line in text.splitlines() if "error[" in line] == ["x", "y", "z"]
    assert text.endswith("3 errors found")


def test_text_counts_errors_and_warnings() -> None:
    found = problems("a", Place("a.yml"), "m")
    found.warn("b", Place("a.yml"), "m")
    found.warn("c", Place("a.yml"), "m")
    assert as_text(found, sources()).endswith("1 error and 2 warnings found")


def test_no_problems_are_no_text() -> None:
    assert as_text([], sources()) == ""


def test_a_tab_is_one_column_wide() -> None:
    text = as_text(problems("c", Place("a.md", mark=3), "m"), Sources({"a.md": Source("\ta\tb")}))
    assert text.splitlines()[2:4] == ["1 |  a b", "  |    ^"]


@pytest.mark.parametrize("sign", ["\x1b", "\x07", "\x00", "\x9b", "\u202e", "\u2066", "\u2028", "\x85"])
def test_a_file_can_not_steer_the_terminal(sign: str) -> None:
    text = as_text(problems("c", Place("a.md", mark=3), "m"), Sources({"a.md": Source(f"a{sign}bc")}))
    assert sign not in text
    assert [line.rstrip() for line in text.splitlines()[2:4]][1] == "  |    ^"


def test_what_authors_wrote_is_quoted_on_one_line() -> None:
    assert shown("a\nb\t\x1b[31mc") == "a b [31mc"
    assert shown("x" * 90) == "x" * 39 + "…"
    assert shown("👩🏽\u200d🚒") == "👩🏽\u200d🚒"


@pytest.mark.parametrize(
    ("word", "hint"),
    [
        ("monday", "did you mean 'Monday'?"),
        ("munday", "did you mean 'Monday'?"),
        ("zzz", "known here: Monday, friday"),
        ("x" * 100_000, "known here: Monday, friday"),
    ],
)
def test_did_you_mean(word: str, hint: str) -> None:
    assert did_you_mean(word, ["friday", "Monday"]) == hint


def test_did_you_mean_lists_no_crowd() -> None:
    assert did_you_mean("zzz", [f"a{number}" for number in range(13)]) == ""
    assert did_you_mean("zzz", []) == ""


@pytest.mark.parametrize(("face", "begins"), [("text", "no problems: 2 lessons, 2 scenarios, 4 activities in en, de"), ("json", "[]"), ("github", "")])
def test_check_of_a_sound_course(make_course: Any, face: str, begins: str) -> None:
    result = CliRunner().invoke(main, ["check", "--course", str(make_course()), "--format", face])
    assert (result.exit_code, result.output.strip()) == (0, begins)


def test_check_exits_with_one(make_course: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(make_course({"content/people.yml": "people: {}\n"}))
    result = CliRunner().invoke(main, ["check", "--format", "github"])
    assert result.exit_code == 1
    assert "::error file=quizzes/greeting/monday.yml,line=8,col=9,title=error[unknown-person]::there is no person 'mira'%0Adid you mean" not in result.output
    assert "::error file=quizzes/greeting/monday.yml,line=8,col=9,title=error[unknown-person]::there is no person 'mira'%0Aknown here: tom" in result.output


def test_check_of_a_folder_that_holds_no_course(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    result = CliRunner().invoke(main, ["check"])
    assert result.exit_code == 1
    assert "there is no content/course.yml" in result.output


def test_wrong_use_exits_with_two() -> None:
    assert CliRunner().invoke(main, ["check", "--format", "html"]).exit_code == 2
