"""The caret stands under the first character of what a problem is about, whatever stands before it."""

from __future__ import annotations

import unicodedata
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from leitfaden import Place, Problems, as_text
from leitfaden.documents import MAX_DEPTH, parse_yaml
from leitfaden.sources import Source, Sources

ALPHABET = "abz .,()ÄßéøЖλאع你語ｱＡ한글🏺🍀🎉👏" + "e\u0301"
WORDS = st.text(st.sampled_from(ALPHABET), min_size=1, max_size=12).map(lambda text: f"x{text}x")


def cells(text: str) -> int:
    """Return the columns that a terminal needs: two for wide characters, none for combining ones. Unicode's own tables."""
    return sum(0 if unicodedata.combining(sign) else 2 if unicodedata.east_asian_width(sign) in "WF" else 1 for sign in text)


def caret(text: str, place: Place) -> tuple[str, int, str]:
    """Return the head of the problem at `place`, the column of the caret, and the shown line."""
    problems = Problems()
    document = parse_yaml(text, "f", problems)
    assert not problems.found, as_text(problems, Sources({"f": document.source}))
    found = Problems()
    found.add("c", place, "m")
    head, _, line, under, *_ = as_text(found, Sources({"f": document.source})).splitlines()
    shift = under.index("|") + 2
    return head, under.index("^") - shift, line[shift:]


@given(before=st.lists(WORDS, max_size=4), value=WORDS)
def test_caret_in_a_list(before: list[str], value: str) -> None:
    text = "k: [" + "".join(f'"{word}", ' for word in before) + f'"{value}"]\n'
    head, column, line = caret(text, Place("f", ("k", len(before))))
    start = text.rindex(f'"{value}"]')
    assert column == cells(text[:start])
    assert line == text.rstrip("\n")
    assert head.startswith(f"f:1:{start + 1}: ")


@given(keys=st.lists(WORDS, min_size=1, max_size=5, unique=True))
def test_caret_under_keys_and_values_in_braces(keys: list[str]) -> None:
    text = "{" + ", ".join(f'"{key}": "{key}"' for key in keys) + "}\n"
    for key in keys:
        start = text.index(f'"{key}": ')
        assert caret(text, Place("f", (key,), "key"))[1] == cells(text[:start])
        assert caret(text, Place("f", (key,)))[1] == cells(text[: start + len(f'"{key}": ')])


def nested(tree: Any) -> st.SearchStrategy[Any]:
    return st.lists(tree, min_size=1, max_size=3) | st.dictionaries(WORDS, tree, min_size=1, max_size=3)


def routes(tree: Any, route: tuple[Any, ...] = ()) -> Any:
    entries = tree.items() if isinstance(tree, dict) else enumerate(tree) if isinstance(tree, list) else ()
    for key, value in entries:
        yield (*route, key), value
        yield from routes(value, (*route, key))


@given(tree=st.dictionaries(WORDS, st.recursive(WORDS, nested, max_leaves=8), min_size=1, max_size=4), flow=st.booleans(), data=st.data())
def test_every_value_stands_where_the_caret_points(tree: dict[str, Any], flow: bool, data: st.DataObject) -> None:
    """What PyYAML's own composer reads from the place on is the value at the route."""
    text = yaml.safe_dump(tree, allow_unicode=True, default_flow_style=flow, width=data.draw(st.sampled_from([20, 1000])))
    source = parse_yaml(text, "f", Problems()).source
    for route, value in routes(tree):
        location = source.locate(Place("f", route))
        line = text.split("\n")[location.line - 1]
        rest = line[location.column - 1 :]
        first = value if isinstance(value, str) else None
        assert rest.startswith(("[", "{", "- ", "?", '"', "'")) if first is None and flow else rest
        if first is not None:
            assert rest.lstrip("\"'")[0] == first[0]


@pytest.mark.parametrize(("style", "sign"), [("|", "|"), (">", ">"), ("|-", "|")])
def test_a_block_text_is_pointed_at_its_sign(style: str, sign: str) -> None:
    head, column, line = caret(f"k:\n  text: {style}\n    one\n    two\n", Place("f", ("k", "text")))
    assert (line[column], head) == (sign, "f:2:9: error[c]: m")


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_lines_are_counted_as_editors_do(end: str) -> None:
    text = end.join(["a: 1", "", "b:", "  c: 2", ""])
    assert caret(text, Place("f", ("b", "c")))[0] == "f:4:6: error[c]: m"


def test_invisible_line_breaks_are_no_lines() -> None:
    problems = Problems()
    document = parse_yaml("a: x\u2028y\u0085z\nb: 1\n", "f", problems)
    assert document.value == {"a": "x y z", "b": "1"}
    assert [document.source.locate(problem.place).column for problem in problems] == [5, 7]
    assert document.source.locate(Place("f", ("b",))).line == 2


def test_a_missing_value_is_pointed_at_the_nearest_key() -> None:
    assert caret("a:\n  b: {c: 1}\n", Place("f", ("a", "b", "d", "e")))[0] == "f:2:3: error[c]: m"


def test_the_whole_file_shows_no_line() -> None:
    found = Problems()
    found.add("c", Place("f"), "m")
    found.add("c", Place("f", ("nothing", "there")), "m2")
    assert as_text(found, Sources({"f": Source("a: 1\n")})) == "f:1:1: error[c]: m\n\nf:1:1: error[c]: m2\n\n2 errors found"


@given(length=st.integers(0, 3000), rest=st.integers(0, 400), wide=st.booleans())
def test_long_lines_are_shown_around_the_caret(length: int, rest: int, wide: bool) -> None:
    text = f'k: ["{("你" if wide else "b") * length}", v{"c" * rest}]\n'
    head, column, line = caret(text, Place("f", ("k", 1)))
    assert len(line) <= 202
    before = ""
    while cells(before) < column:
        before = line[: len(before) + 1]
    assert line[len(before) :].startswith("v")
    assert head == f"f:1:{text.index(' v') + 2}: error[c]: m"


@pytest.mark.parametrize("depth", [MAX_DEPTH - 1, MAX_DEPTH])
def test_depth(depth: int) -> None:
    problems = Problems()
    parse_yaml("a: " + "[" * depth + "]" * depth, "f", problems)
    assert [problem.code for problem in problems] == (["too-deep"] if depth == MAX_DEPTH else [])


def test_reading_stops_at_the_brackets_that_are_too_many(monkeypatch: pytest.MonkeyPatch) -> None:
    """Not at the end of the file: 200,000 brackets would cost minutes."""
    asked = 0

    class Counting:
        def __init__(self, text: str) -> None:
            self.parser = original(text)

        def get_event(self) -> Any:
            nonlocal asked
            asked += 1
            return self.parser.get_event()

    from leitfaden import documents

    original = documents.CParser
    monkeypatch.setattr(documents, "CParser", Counting)
    problems = Problems()
    assert parse_yaml("a: " + "[" * 200_000, "f", problems).value is None
    assert asked < MAX_DEPTH + 10


def test_scalars_stay_the_text_that_was_written() -> None:
    text = "a: no\nb: 09:12\nc: 007\nd: 1984\ne: ~\nf: 1_000\ng: on\nh: 2001-01-01\ni: 0x1F\n"
    assert parse_yaml(text, "f", Problems()).value == {
        "a": "no", "b": "09:12", "c": "007", "d": "1984", "e": "~", "f": "1_000", "g": "on", "h": "2001-01-01", "i": "0x1F",
    }  # fmt: skip
