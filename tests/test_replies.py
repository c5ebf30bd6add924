"""What a post answers: how deep that puts it, and what it says: whom, and how that post begins where another one stands between the two."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from leitfaden.inline import parse_prose
from leitfaden.posts import recognise
from leitfaden.replies import is_clear, numbered_reply_line, reply_depths, reply_line
from leitfaden.threads import LocalImage, LocalPerson, LocalPost, Moment
from leitfaden.wording import words_for

ENGLISH = words_for("en")
ADA, BEN = (LocalPerson(name.casefold(), name, name.casefold(), parse_prose("")) for name in ("Ada", "Ben"))


def post(key: str, by: LocalPerson, text: str, reply_to: str | None = None, *, image: LocalImage | None = None, deleted: bool = False) -> LocalPost:
    return LocalPost(key, by, Moment(1, "Mon", 9, 0), recognise(text), text, reply_to, None, None, image, None, None, False, deleted)


def lines(*posts: LocalPost) -> list[str]:
    """Return what each post of a thread says it answers."""
    thread: Mapping[str, LocalPost] = {one.id: one for one in posts}
    return [reply_line(one, thread, ENGLISH) for one in posts]


ASKED, AGAIN = post("asked", ADA, "Who knows this hinge?"), post("again", ADA, "And who knows this one, which came off a wardrobe\nthat my aunt left us?")


def test_what_answers_nothing_says_nothing() -> None:
    assert lines(ASKED, post("elsewhere", BEN, "Nice.", "in another thread")) == ["", ""]


def test_an_answer_right_below_says_whom_it_answers() -> None:
    assert lines(ASKED, post("first", BEN, "I do.", "asked"))[1] == "Replying to Ada"


def test_an_answer_further_below_to_the_only_post_of_hers_says_whom_it_answers() -> None:
    assert lines(ASKED, post("first", BEN, "I do.", "asked"), post("late", BEN, "Brass.", "asked"))[2] == "Replying to Ada"


def test_where_she_has_several_an_answer_says_to_which_words() -> None:
    late, long = post("late", BEN, "I do.", "asked"), post("long", BEN, "Brass, 1920s.", "again")
    assert lines(ASKED, AGAIN, late, long)[2:] == [
        "Replying to Ada: ‘Who knows this hinge?’",
        "Replying to Ada: ‘And who knows this one, which came off a\N{NO-BREAK SPACE}…’",
    ]


def test_at_the_deepest_level_an_answer_says_to_which_words() -> None:
    """There it stands beside what it answers, and could answer an earlier post as well."""
    chain = [ASKED, post("one", BEN, "I do.", "asked"), post("two", ADA, "And?", "one"), post("three", BEN, "Brass.", "two")]
    assert lines(*chain)[1:] == ["Replying to Ada", "Replying to Ben", "Replying to Ada: ‘And?’"]


def test_whoever_answers_herself_goes_on() -> None:
    further = [post("further", ADA, "It squeaks.", "asked"), AGAIN, post("late", ADA, "It still does.", "further")]
    assert [line for line in lines(ASKED, *further) if line] == ["continues", "continues, after ‘It squeaks.’"]


def test_a_card_says_the_number_of_what_it_answers() -> None:
    late, further = post("late", BEN, "I do.", "asked"), post("further", BEN, "Brass.", "late")
    thread = {one.id: one for one in (ASKED, AGAIN, late, further)}
    numbers = {key: number for number, key in enumerate(thread, 1)}
    assert [numbered_reply_line(one, thread, numbers, ENGLISH) for one in thread.values()] == ["", "", "Replying to post 1 (Ada)", "continues, after post 3"]
    assert numbered_reply_line(late, thread, {}, ENGLISH) == reply_line(late, thread, ENGLISH)


def test_an_answer_to_what_is_elsewhere_has_no_number_either() -> None:
    assert numbered_reply_line(post("late", BEN, "I do.", "gone"), {}, {}, ENGLISH) == ""


@pytest.mark.parametrize(
    "silent", [post("asked", ADA, "A slip of the tongue.", deleted=True), post("asked", ADA, "", image=LocalImage("hinge.svg", "A hinge"))]
)
def test_what_has_no_words_is_not_quoted(silent: LocalPost) -> None:
    assert lines(silent, AGAIN, post("late", BEN, "I do.", "asked"))[2] == "Replying to Ada"


def test_answers_stand_below_what_they_answer() -> None:
    chain = [
        post("asked", ADA, "?"),
        post("one", BEN, ".", "asked"),
        post("two", ADA, ".", "one"),
        post("three", BEN, ".", "two"),
        post("four", BEN, ".", "asked"),
    ]
    assert reply_depths({one.id: one for one in chain}) == {"asked": 0, "one": 1, "two": 2, "three": 2, "four": 1}


def test_whoever_comes_back_after_another_conversation_stands_by_herself() -> None:
    thread = {
        one.id: one for one in (ASKED, post("first", BEN, "I do.", "asked"), AGAIN, post("late", BEN, "Found it!", "first"), post("thanks", ADA, "!", "late"))
    }
    assert reply_depths(thread) == {"asked": 0, "first": 1, "again": 0, "late": 0, "thanks": 1}
    assert [key for key, one in thread.items() if one.reply_to and not is_clear(one, thread)] == ["late"]
