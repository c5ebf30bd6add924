"""Pasted conversations, as people copy them from where they talk, become scenarios that are sound."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from leitfaden.cli import main
from leitfaden.compiling import Compiler
from leitfaden.conversations import conversation_in, moments

PLAIN = "Anna: Is the template there?\nThe one from May.\nBen Müller: https://example.org/a\nAnna: Thanks: found it"
WHATSAPP = "[12.03.26, 09:12:33] Anna K.: Morning\n\u200e[12.03.26, 09:15:01] Ben: Hi\nsecond line\n[16.03.26, 08:00:01] Ben: Next week"
PHONE = "12/03/2026, 9:12 pm - Jo Lee: hi\n12/03/2026, 9:12 pm - Messages are encrypted.\n13/03/2026, 9:10 am - Ann: hello: you"
NETWORK = "Rosa Lindqvist @rosal · 3h\nThe 7:42 is late.\n\nAgain: late.\nIb Castellano\n@ibc@social.example · 2h\nNo."
TEAM = "Kim Larsen  9:41 AM\nwhere is the deck\nSam  9:45 PM\nin the folder: decks\nKim Larsen  9:02 AM\nthanks"

NUMBER = "12.03.25, 09:12 - Jule: Who?\n12.03.25, 09:20 - +49 171 1234567: Me\n12.03.25, 09:21 - +1 (555) 123-4567: Me, too\n12.03.25, 09:22 - ~ Ib 2: ok"
GROUP = "12.03.25, 23:58 - Jule: One\n13.03.25, 00:02 - Tom hat die Gruppe „Lager: Nord“ erstellt\n[13.03.25, 00:02:09] Kira joined\n13.03.25, 00:03 - Tom: Two"
US = "3/12/25, 9:12\u202fAM - Jule: Key?\n3/12/25, 9:14\u202fAM - Tom: Ask Kira: she knows\n4/1/25, 7:01\u202fPM - Kira: Found"
US_CLOCK = "3/12/25, 09:12 - Jule: Key?\n3/13/25, 19:01 - Kira: Found"
X_TALL = """Jule Sander
@jule
·
Mar 12
Stuck again.
12
3
1.2K
Acme Lifts
@acme
·
12. März
Antwort an
@jule und @kira
Sorry.
1,2 Tsd.
Ib
@ibc
·
2h
Replying to @jule
42
"""
X_WIDE = "Jule @jule · Mar 12, 2025\nStuck.\n\nAcme @acme · 3h\nReplying to\n@jule\n·\nSorry.\n12 Views"
SLACK = """Jule Sander
  9:12 AM
Who has the key?
2 replies
Last reply today at 10:02 AM
View thread


Tom Berg
  9:14 PM
Not me
:+1:
2
9:15
Maybe Kira?

Kira Holm APP  [9:20 PM]
At 9:30 then? (edited)

Bot APP
  9:30 PM
Closed
"""
DISCORD = "Jule — Today at 09:12\nKey?\nTom — Yesterday at 9:14 PM\nNot me"
TEAMS = "Jule Sander\nGestern 09:12\nSchlüssel?\nTom Berg\n09:14\nIch nicht\n09:15\nOder doch"
DAYS = "Jule Sander  Montag, 09:12 Uhr\nSchlüssel?\nKira  Gestern um 09:20\nHier.\nHeute\nToday at 9:30"
BRACKETS = "[Gestern 09:12] Jule Sander\nSchlüssel?\n[Heute 09:14] Tom\nIch nicht"
MAIL = "From: Jule <jule@example.org>\nDate: Wed, 12 Mar 2025 09:12\nSubject: Key\nVon: Tom\nDatum: heute\nBetreff: Schlüssel"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (NUMBER, [("Jule", "Who?"), ("+49 171 1234567", "Me"), ("+1 (555) 123-4567", "Me, too"), ("Ib 2", "ok")]),
        (GROUP, [("Jule", "One"), ("Tom", "Two")]),
        (US, [("Jule", "Key?"), ("Tom", "Ask Kira: she knows"), ("Kira", "Found")]),
        (X_TALL, [("Jule Sander", "Stuck again."), ("Acme Lifts", "Sorry."), ("Ib", "42")]),
        (X_WIDE, [("Jule", "Stuck."), ("Acme", "Sorry.")]),
        (
            SLACK,
            [
                ("Jule Sander", "Who has the key?"),
                ("Tom Berg", "Not me"),
                ("Tom Berg", "Maybe Kira?"),
                ("Kira Holm", "At 9:30 then?"),
                ("Bot", "Closed"),
            ],
        ),
        (DISCORD, [("Jule", "Key?"), ("Tom", "Not me")]),
        (TEAMS, [("Jule Sander", "Schlüssel?"), ("Tom Berg", "Ich nicht"), ("Tom Berg", "Oder doch")]),
        (DAYS, [("Jule Sander", "Schlüssel?"), ("Kira", "Hier.\nHeute")]),
        (BRACKETS, [("Jule Sander", "Schlüssel?"), ("Tom", "Ich nicht")]),
        (MAIL, []),
        ("Jule @jule · 2h\nPhoto\n·\n12\nTom\n@tom\n·\n1h\n\n·\nIb @ibc · 1h\n12\n3\n1.2K", [("Jule", "Photo")]),
        ("Anna: When?\nSee you today at 9:12\nBen: No\nRather\n9:15", [("Anna", "When?\nSee you today at 9:12"), ("Ben", "No\nRather\n9:15")]),
        (
            "Jule  9:12 AM\nWhen?\nTom  9:13 AM\n9:15\nKira  9:15 AM\nMaybe\n9:16\nSure",
            [("Jule", "When?"), ("Tom", "9:15"), ("Kira", "Maybe"), ("Kira", "Sure")],
        ),
        ("Gestern 09:12\nHeute\nToday at 9:12\nYesterday 10:12", []),
        (PLAIN, [("Anna", "Is the template there?\nThe one from May."), ("Ben Müller", "https://example.org/a"), ("Anna", "Thanks: found it")]),
        (WHATSAPP, [("Anna K.", "Morning"), ("Ben", "Hi\nsecond line"), ("Ben", "Next week")]),
        (PHONE, [("Jo Lee", "hi"), ("Ann", "hello: you")]),
        (NETWORK, [("Rosa Lindqvist", "The 7:42 is late.\n\nAgain: late."), ("Ib Castellano", "No.")]),
        (TEAM, [("Kim Larsen", "where is the deck"), ("Sam", "in the folder: decks"), ("Kim Larsen", "thanks")]),
        ("A text in which\nnobody speaks.", []),
        ("", []),
    ],
)
def test_who_says_what(text: str, expected: list[tuple[str, str]]) -> None:
    assert [(one.name, one.text) for one in conversation_in(text)] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (PLAIN, ["Mon 09:00", "Mon 09:05", "Mon 09:10"]),
        (WHATSAPP, ["Thu 09:12", "Thu 09:15", "w2 Mon 08:00"]),
        (PHONE, ["Thu 21:12", "Fri 09:10"]),
        (US, ["Wed 09:12", "Wed 09:14", "w4 Tue 19:01"]),
        (US_CLOCK, ["Wed 09:12", "Thu 19:01"]),
        (SLACK, ["Mon 09:12", "Mon 21:14", "Mon 21:15", "Mon 21:20", "Mon 21:30"]),
        (TEAM, ["Mon 09:41", "Mon 21:45", "Tue 09:02"]),
    ],
)
def test_when(text: str, expected: list[str]) -> None:
    assert list(moments(conversation_in(text))) == expected


def test_handles_are_taken_over() -> None:
    assert [one.handle for one in conversation_in(NETWORK)] == ["rosal", "ibc"]


def made(root: Path, text: str, *options: str) -> str:
    source = root.parent / "chat.txt"
    source.write_text(text, encoding="utf-8")
    result = CliRunner().invoke(main, ["new", "scenario", "--from", str(source), "--course", str(root), *options])
    return f"{result.exit_code} {result.output}"


@pytest.mark.parametrize("text", [PLAIN, WHATSAPP, PHONE, NETWORK, TEAM, NUMBER, X_TALL, SLACK, DISCORD])
def test_a_sound_scenario_that_is_told_to_be_unfinished(make_course: Callable[..., Path], text: str) -> None:
    root = make_course()
    assert made(root, text).startswith("0 ")
    assert (root / "quizzes" / "greeting" / "chat.yml").is_file()
    assert (root / "quizzes" / "greeting" / "chat.de.yml").is_file()
    inspection = Compiler([root]).inspect()
    assert [problem.code for problem in inspection.problems] == ["placeholder-left", "placeholder-left"]
    assert len(inspection.course.scenarios["chat"].stated.value.thread) == len(conversation_in(text))


def test_it_says_that_people_have_to_be_made_up(make_course: Callable[..., Path]) -> None:
    assert "change the names (Anna, Ben Müller)" in made(make_course(), PLAIN)


def test_a_telephone_number_is_named_and_nothing_is_called_after_it(make_course: Callable[..., Path]) -> None:
    root = make_course()
    assert "change the names (Jule, +49 171 1234567, +1 (555) 123-4567, Ib 2)" in made(root, NUMBER)
    assert (root / "quizzes" / "greeting" / "chat.yml").read_text(encoding="utf-8").count("171") == 1


@pytest.mark.parametrize("with_schemas", [True, False])
def test_editors_find_the_schema_where_there_is_one(make_course: Callable[..., Path], *, with_schemas: bool) -> None:
    root = make_course()
    if with_schemas:
        CliRunner().invoke(main, ["schema", "--out", str(root / "schemas")])
    made(root, PLAIN)
    for file, schema in (("chat.yml", "scenario"), ("chat.de.yml", "scenario-translation")):
        written = root / "quizzes" / "greeting" / file
        first = written.read_text(encoding="utf-8").splitlines()[0]
        assert first.startswith("# yaml-language-server: $schema=") is with_schemas
        if with_schemas:
            assert (written.parent / first.partition("=")[2]).resolve() == (root / "schemas" / f"{schema}.schema.json").resolve()
            assert (root / "schemas" / f"{schema}.schema.json").is_file()


def test_a_text_too_long_for_the_network_stands_on_none(make_course: Callable[..., Path]) -> None:
    root = make_course()
    assert Compiler([root]).inspect().course.facts.value.network != "none"
    made(root, f"Anna: {'word ' * 900}")
    assert {problem.code for problem in Compiler([root]).inspect().problems} == {"placeholder-left"}


@pytest.mark.parametrize(
    ("text", "options", "word"),
    [
        ("Nobody speaks here.", (), "chat.txt says who speaks"),
        ("Nobody speaks here.", (), "`Jule: Has anybody seen the key?`"),
        (PLAIN, ("--module", "greetings"), "There is no module 'greetings'"),
        (PLAIN, ("--id", "monday"), "'monday' is taken already"),
        (PLAIN, ("--id", "Two Words"), "'Two Words' is no id"),
    ],
)
def test_what_cannot_be_done_is_said(make_course: Callable[..., Path], text: str, options: tuple[str, ...], word: str) -> None:
    said = made(make_course(), text, *options)
    assert said.startswith("2 ")
    assert word in " ".join(said.split())


def test_a_new_course_still_is_a_new_course(tmp_path: Path) -> None:
    result = CliRunner().invoke(main, ["new", str(tmp_path / "mine")])
    assert result.exit_code == 0
    assert (tmp_path / "mine" / "content" / "course.yml").is_file()
    assert CliRunner().invoke(main, ["new", str(tmp_path / "other"), "--module", "x"]).exit_code == 2


def test_a_scenario_without_a_conversation_makes_no_course(make_course: Callable[..., Path], monkeypatch: pytest.MonkeyPatch) -> None:
    root = make_course()
    monkeypatch.chdir(root)
    result = CliRunner().invoke(main, ["new", "scenario"])
    assert (result.exit_code, "--from FILE is missing" in result.output) == (2, True)
    assert not (root / "scenario").exists()


@given(st.lists(st.tuples(st.sampled_from(["Anna", "Øyvind Ås", "王芳", "O'Neil", "anna"]), st.text(max_size=60)), min_size=1, max_size=6))
def test_whatever_is_pasted_stays_sound(tmp_path_factory: pytest.TempPathFactory, said: list[tuple[str, str]]) -> None:
    root = tmp_path_factory.mktemp("pasted") / "course"
    CliRunner().invoke(main, ["new", str(root)])
    text = "\n".join(f"{name}: {words}" for name, words in said)
    outcome = made(root, text, "--id", "pasted")
    if conversation_in(text):
        assert outcome.startswith("0 "), outcome
        assert [problem.code for problem in Compiler([root]).inspect().problems] == ["placeholder-left"]


def test_a_scenario_of_a_company_stands_in_its_folder(make_course: Callable[..., Path], tmp_path: Path) -> None:
    root, company = make_course(), tmp_path / "acme"
    company.mkdir()
    assert made(root, PLAIN, "--overlay", str(company)).startswith("0 ")
    assert not (root / "quizzes" / "greeting" / "chat.yml").exists()
    assert "chat" in Compiler([root, company]).inspect().course.scenarios
