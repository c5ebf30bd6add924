"""Posts cut into phrases and the rest: nothing is lost, whatever a phrase cuts through."""

from __future__ import annotations

from collections.abc import Iterable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leitfaden.posts import Line, Part, Stretch, recognise, stretches

TEXT = "Thanks, @ada_h! See\nhttps://rail.example/faq\n\n#OnTime"


def written(lines: Iterable[Line]) -> str:
    return "\n".join("".join(part.text for part in line) for line in lines)


def cut(text: str, **phrases: str) -> list[tuple[str | None, str]]:
    return [(stretch.phrase, written(stretch.lines)) for stretch in stretches(recognise(text), phrases)]


@pytest.mark.parametrize(
    ("phrase", "expected"),
    [
        ("Thanks", [("one", "Thanks"), (None, ", @ada_h! See\nhttps://rail.example/faq\n\n#OnTime")]),
        ("#OnTime", [(None, "Thanks, @ada_h! See\nhttps://rail.example/faq\n\n"), ("one", "#OnTime")]),
        ("See\nhttps", [(None, "Thanks, @ada_h! "), ("one", "See\nhttps"), (None, "://rail.example/faq\n\n#OnTime")]),
        ("https://rail.example/faq", [(None, "Thanks, @ada_h! See\n"), ("one", "https://rail.example/faq"), (None, "\n\n#OnTime")]),
        ("faq\n\n#", [(None, "Thanks, @ada_h! See\nhttps://rail.example/"), ("one", "faq\n\n#"), (None, "OnTime")]),
        (TEXT, [("one", TEXT)]),
        ("not there", [(None, TEXT)]),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_a_phrase_is_cut_out(phrase: str, expected: list[tuple[str | None, str]]) -> None:
    assert cut(TEXT, one=phrase) == expected


def test_mentions_and_links_stay_what_they_are_in_every_part() -> None:
    assert stretches(recognise(TEXT), {"one": "ada_h! See\nhttps"}) == (
        Stretch(None, ((Part("text", "Thanks, "), Part("mention", "@")),)),
        Stretch("one", ((Part("mention", "ada_h"), Part("text", "! See")), (Part("link", "https"),))),
        Stretch(None, ((Part("link", "://rail.example/faq"),), (), (Part("hashtag", "#OnTime"),))),
    )


def test_phrases_come_in_the_order_of_the_post() -> None:
    assert [key for key, _ in cut(TEXT, last="OnTime", first="Thanks", next=",") if key] == ["first", "next", "last"]


def test_a_phrase_that_begins_within_another_is_left_out() -> None:
    assert cut(TEXT, one="Thanks, @", two="@ada_h") == [("one", "Thanks, @"), (None, "ada_h! See\nhttps://rail.example/faq\n\n#OnTime")]


posts = st.lists(st.sampled_from(["a", "b ", "@ada_h", " #tag", "https://a.example/b", "\n", "!", "🏺"]), min_size=1, max_size=8).map("".join).filter(str.strip)


@given(posts, st.data())
def test_nothing_is_lost_and_every_phrase_is_whole(text: str, data: st.DataObject) -> None:
    whole = text.rstrip("\n")
    ends = data.draw(st.lists(st.tuples(st.integers(0, len(whole) - 1), st.integers(1, 6)), max_size=3))
    phrases = {f"p{number}": whole[start : start + length] for number, (start, length) in enumerate(ends)}
    found = stretches(recognise(text), phrases)
    assert "".join(written(stretch.lines) for stretch in found) == whole
    assert all(written(stretch.lines) == phrases[stretch.phrase] for stretch in found if stretch.phrase)
    assert len({stretch.phrase for stretch in found if stretch.phrase}) == len([stretch for stretch in found if stretch.phrase])
