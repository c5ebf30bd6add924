"""Gap: the mean of the blanks, each the weight of what was chosen or recognised; and how typed text is recognised.

A chosen blank is answered by one option, a typed one by three texts: what it was recognised as, what was typed, the
language. How many spaces there are, and which, never matters, capitals and accents don't where the author forgives
them, and one way of writing a character in Unicode is as good as another.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction
from typing import Any

from .cases import STRANGE, Case, case, shown, unanswered

Blanks = Mapping[str, tuple[bool, Mapping[str, str]]]
"""Blanks by their ids: whether they are typed, and the weights."""


def gap(blanks: Blanks) -> dict[str, Any]:
    return {"form": "gap", "blanks": {key: _blank(typed, weights) for key, (typed, weights) in blanks.items()}}


def _blank(typed: bool, weights: Mapping[str, str]) -> dict[str, Any]:
    numbers = {key: float(Fraction(weight)) for key, weight in weights.items()}
    return {"weights": numbers, "accept": [[key, [key]] for key in weights], "forgive": []} if typed else {"weights": numbers}


def gap_score(blanks: Blanks, answer: Any) -> Fraction:
    if not isinstance(answer, dict):
        return Fraction(0)
    return sum((_filled(*blank, answer.get(key)) for key, blank in blanks.items()), Fraction(0)) / len(blanks)


def _filled(typed: bool, weights: Mapping[str, str], given: Any) -> Fraction:
    whole = isinstance(given, list) and len(given) == (3 if typed else 1) and all(isinstance(one, str) for one in given)
    return Fraction(weights.get(given[0], "0")) if whole else Fraction(0)


CHOSEN: Blanks = {"what": (False, {"late": "1", "delay": "0", "soon": "1/3"})}
TYPED: Blanks = {"when": (True, {"hour": "1", "vague": "1/4", "wrong": "0"})}
MIXED: Blanks = {**CHOSEN, **TYPED, "who": (False, {"we": "1", "one": "1/2"})}


def gaps() -> Iterator[Case]:
    yield from _chosen()
    yield from _typed()
    yield from _mixed()
    for count in (3, 6, 7, 9):
        many: Blanks = {f"b{number}": (number % 2 == 1, {"yes": "1", "no": "0"}) for number in range(count)}
        for filled in range(count + 1):
            answer = {f"b{number}": ["yes", "Yes", "en"] if number % 2 else ["yes"] for number in range(filled)}
            yield case(f"{filled} of {count} blanks", gap(many), answer, gap_score(many, answer))
    odd: Blanks = {"10": (False, {"2": "1", "1": "0"}), "constructor": (True, {"to-string": "1", "constructor": "1/2"})}
    for answer in ({"10": ["2"]}, {"10": [2]}, {"10": ["2"], "constructor": ["constructor", "c", "de"]}, {"constructor": ["toString", "", ""]}, {"1": ["2"]}):
        yield _gap("ids of digits and of objects", odd, answer)


def _chosen() -> Iterator[Case]:
    for given in (
        ["late"],
        ["delay"],
        ["soon"],
        ["x"],
        [],
        ["late", "late"],
        ["late", "it is late", "en"],
        "late",
        None,
        1,
        True,
        [None],
        [["late"]],
        {"0": "late"},
    ):
        yield _gap("a chosen blank", CHOSEN, {"what": given})
    for answer in (
        *STRANGE,
        {},
        {"x": ["late"]},
        {"what": ["late"], "x": ["late"]},
        {"What": ["late"]},
        ["late"],
        {"late": ["what"]},
        {"what": {"length": 1, "0": "late"}},
    ):
        yield _gap("a chosen blank", CHOSEN, answer)
    yield unanswered("a chosen blank", gap(CHOSEN))


def _typed() -> Iterator[Case]:
    parts: tuple[Any, ...] = (
        ["hour", "at eight", "en"], ["hour", "um acht", "de"], ["hour", "AT  EIGHT", "en"], ["vague", "soon", "en"], ["wrong", "never", "en"], ["", "whenever", "en"],
        ["", "hour", "en"], ["", "at eight", "en"], ["x", "hour", "en"], ["hour", "", ""], ["hour"], ["hour", "at eight"], ["hour", "at eight", "en", "x"], [], "hour",
        [None, "hour", "en"], ["hour", None, "en"], ["hour", "at eight", None], ["hour", 8, "en"], [["hour"], "at eight", "en"], ["HOUR", "at eight", "en"],
        ["constructor", "c", "en"], ["__proto__", "p", "en"], {"0": "hour", "1": "at eight", "2": "en", "length": 3}, None, True,
    )  # fmt: skip
    for given in parts:
        yield _gap("a typed blank", TYPED, {"when": given})


def _mixed() -> Iterator[Case]:
    for what in (["late"], ["soon"], None):
        for when in (["hour", "at eight", "en"], ["vague", "soon", "de"], ["", "?", "en"], ["hour"]):
            for who in (["we"], ["one"], ["x"]):
                given = {"what": what, "when": when, "who": who}
                yield _gap("chosen and typed", MIXED, {key: one for key, one in given.items() if one is not None})


def _gap(name: str, blanks: Blanks, answer: Any) -> Case:
    return case(f"{name}: {shown(answer)}", gap(blanks), answer, gap_score(blanks, answer))


# What typed text is recognised as

NO_BREAK, NARROW, THIN, IDEOGRAPHIC = "\u00a0", "\u202f", "\u2009", "\u3000"
TIMES = {"hour": ["at eight", "around eight"], "vague": ["soon"]}
CAFE = {"yes": ["Café"]}
STREET = {"yes": ["Straße"]}

RECOGNISED: tuple[tuple[str, Mapping[str, list[str]], str, str, str], ...] = (
    ("as it is written", TIMES, "", "at eight", "hour"), ("another way to write it", TIMES, "", "around eight", "hour"), ("foreseen", TIMES, "", "soon", "vague"),
    ("something else", TIMES, "", "whenever", ""), ("nothing", TIMES, "", "", ""), ("spaces alone", TIMES, "", "   ", ""), ("the id", TIMES, "", "hour", ""),
    ("a part of it", TIMES, "", "at eigh", ""), ("more than it", TIMES, "", "at eight!", ""), ("spaces around", TIMES, "", "  at eight ", "hour"),
    ("two spaces", TIMES, "", "at  eight", "hour"), ("a no-break space", TIMES, "", f"at{NO_BREAK}eight", "hour"), ("a narrow space", TIMES, "", f"at{NARROW}eight", "hour"),
    ("a thin space", TIMES, "", f"at{THIN}eight", "hour"), ("a wide space", TIMES, "", f"{IDEOGRAPHIC}at{IDEOGRAPHIC}eight", "hour"),
    ("a line's end", TIMES, "", "at\neight\r\n", "hour"), ("a tab", TIMES, "", "\tat\teight", "hour"), ("no space at all", TIMES, "", "ateight", ""),
    ("a space within a word", TIMES, "", "at ei ght", ""), ("spaces in what is accepted", {"yes": ["8  Uhr "]}, "", "8 Uhr", "yes"),
    ("a no-break space in what is accepted", {"yes": [f"8{NO_BREAK}Uhr"]}, "", "8 Uhr", "yes"),
    ("capitals that matter", TIMES, "", "At eight", ""), ("capitals forgiven", TIMES, "case", "AT Eight", "hour"), ("small letters forgiven", CAFE, "case", "café", "yes"),
    ("capitals forgiven, accents not", CAFE, "case", "CAFE", ""), ("accents that matter", CAFE, "", "Cafe", ""), ("accents forgiven", CAFE, "accents", "Cafe", "yes"),
    ("accents forgiven that nobody asked for", {"yes": ["eight"]}, "accents", "éight", "yes"), ("accents forgiven, capitals not", CAFE, "accents", "cafe", ""),
    ("both forgiven", CAFE, "case accents", "CAFE", "yes"), ("another accent", CAFE, "", "Cafè", ""), ("another accent forgiven", CAFE, "accents", "Cafè", "yes"),
    ("composed and decomposed", CAFE, "", "Cafe\u0301", "yes"), ("decomposed and composed", {"yes": ["Cafe\u0301"]}, "", "Café", "yes"),
    ("an umlaut decomposed", {"yes": ["für"]}, "", "fu\u0308r", "yes"), ("an umlaut forgiven", {"yes": ["für"]}, "accents", "fur", "yes"),
    ("an umlaut written out", {"yes": ["für"]}, "case accents", "fuer", ""), ("an umlaut's capital", {"yes": ["Übung"]}, "case", "übung", "yes"),
    ("two accents in another order", {"yes": ["a\u0323\u0302"]}, "", "a\u0302\u0323", "yes"), ("a letter with two accents", {"yes": ["Việt"]}, "accents", "Viet", "yes"),
    ("an accent alone", {"yes": ["a"]}, "accents", "\u0301a", "yes"), ("a cedilla", {"yes": ["garçon"]}, "accents", "garcon", "yes"),
    ("a stroke is no accent", {"yes": ["Søren"]}, "accents", "Soren", ""),
    ("a sharp s", STREET, "", "Straße", "yes"), ("a sharp s written out", STREET, "", "Strasse", ""), ("a sharp s in small letters", STREET, "case", "straße", "yes"),
    ("a sharp s among capitals", STREET, "case", "STRASSE", "yes"), ("a capital sharp s", STREET, "case", "STRAẞE", "yes"),
    ("a dotted capital I", {"yes": ["İstanbul"]}, "", "İstanbul", "yes"), ("a dotted capital I decomposed", {"yes": ["İstanbul"]}, "", "I\u0307stanbul", "yes"),
    ("a dotted capital I, small", {"yes": ["İstanbul"]}, "case", "istanbul", ""), ("a dotted capital I, both forgiven", {"yes": ["İstanbul"]}, "case accents", "istanbul", "yes"),
    ("a dotless i, whose capital is I", {"yes": ["ısı"]}, "case", "isi", "yes"), ("a dotless i", {"yes": ["ısı"]}, "accents", "isi", ""), ("a final sigma", {"yes": ["ΟΔΟΣ"]}, "case", "οδος", "yes"),
    ("Cyrillic capitals", {"yes": ["Ольга"]}, "case", "ОЛЬГА", "yes"), ("an emoji", {"yes": ["👍🏽"]}, "case accents", "👍🏽", "yes"),
    ("a curly apostrophe", {"yes": ["I don’t"]}, "case accents", "I don't", ""),
    ("the first that matches", {"a": ["Soon"], "b": ["soon"]}, "case", "soon", "a"), ("the one that matches", {"a": ["Soon"], "b": ["soon"]}, "", "soon", "b"),
    ("the first of digits", {"2": ["soon"], "1": ["SOON"]}, "case", "soon", "2"), ("an id of objects", {"constructor": ["x"]}, "", "x", "constructor"),
    ("text of objects", {"a": ["x"]}, "", "constructor", ""), ("a long text", {"a": ["x"]}, "", "x" * 5000, ""),
)  # fmt: skip
"""What it is, what is accepted, what is forgiven, what was typed, what it is recognised as."""


def blanks() -> Iterator[Case]:
    for name, accept, forgive, text, answer in RECOGNISED:
        rules = {"weights": dict.fromkeys(accept, 1.0), "accept": [list(one) for one in accept.items()], "forgive": forgive.split()}
        yield {"name": name, "rules": rules, "text": text, "answer": answer}
