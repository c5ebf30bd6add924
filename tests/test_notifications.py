"""The other side of the screen, derived: whom each post of a thread reaches, and when a replay shows it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leitfaden.inline import parse_prose
from leitfaden.localising import localised
from leitfaden.notifications import Notification, Side, busiest, first_words, minutes, replay, sides
from leitfaden.posts import recognise
from leitfaden.reading import read_course
from leitfaden.site.blocks import Blocks
from leitfaden.threads import LocalPerson, LocalPost, Moment
from leitfaden.wording import words_for

ADA, BEN, CLEO = (LocalPerson(name, name.title(), f"{name}_h", parse_prose("")) for name in ("ada", "ben", "cleo"))


def post(by: LocalPerson, at: str = "Mon 09:00", text: str = "Hello.", *, likes: int | None = None, deleted: bool = False, **links: str) -> LocalPost:
    """Return a post without an id; `links` are reply_to, quotes, reposts."""
    day, _, clock = at.rpartition(" ")
    week, _, day = day.rpartition(" ")
    moment = Moment(int(week[1:] or 1), day, int(clock[:2]), int(clock[3:]))
    to = [links.get(key) for key in ("reply_to", "quotes", "reposts")]
    return LocalPost("", by, moment, recognise(text), text, to[0], to[1], to[2], None, likes, None, False, deleted)


def reached(thread: Mapping[str, LocalPost]) -> dict[str, list[tuple[str, str]]]:
    """Return what reaches each person: pairs of the cause and the post's id."""
    ids = {id(one): key for key, one in thread.items()}
    return {side.person.id: [(one.cause, ids[id(one.post)]) for one in side.notifications] for side in sides(thread)}


QUESTION = {"question": post(ADA)}


@pytest.mark.parametrize(
    ("answer", "cause"),
    [
        (post(BEN, reply_to="question"), "reply"),
        (post(BEN, quotes="question"), "quote"),
        (post(BEN, text="", reposts="question"), "repost"),
        (post(BEN, text="Thanks, @ada_h!"), "mention"),
        (post(BEN, text="Thanks, @Ada_H@social.example."), "mention"),
        (post(BEN, text="@ada_h, @ada_h!", quotes="question"), "quote"),
        (post(BEN, text="Thanks, @ada_h!", quotes="question", reply_to="question"), "reply"),
        (post(BEN, text="", reply_to="question", deleted=True), "reply"),
    ],
)
def test_a_post_reaches_once_whom_it_concerns(answer: LocalPost, cause: str) -> None:
    assert reached({**QUESTION, "answer": answer}) == {"ada": [(cause, "answer")]}


@pytest.mark.parametrize(
    "answer", [post(BEN), post(BEN, text="mail@ada_h, ada_h, @ada_hx"), post(ADA, text="@ada_h says", reply_to="question", quotes="question")]
)
def test_nobody_hears_of_what_does_not_concern_her_or_she_did_herself(answer: LocalPost) -> None:
    assert reached({**QUESTION, "answer": answer}) == {}


def test_one_post_may_reach_several_for_reasons_of_their_own() -> None:
    thread = {**QUESTION, "aside": post(BEN), "both": post(CLEO, text="@ada_h look", quotes="aside", reply_to="question")}
    assert reached(thread) == {"ada": [("reply", "both")], "ben": [("quote", "both")]}


def test_notifications_stand_in_the_order_of_time_whatever_the_order_of_posts() -> None:
    late, early = post(BEN, "w2 Mon 08:00", reply_to="question"), post(CLEO, "Sun 23:59", reply_to="question")
    assert reached({**QUESTION, "late": late, "early": early}) == {"ada": [("reply", "early"), ("reply", "late")]}


def test_counted_likes_and_reposts_have_no_time_and_make_a_tally() -> None:
    thread = {"plain": post(ADA), "liked": post(ADA, likes=58), "unliked": post(BEN, likes=0)}
    (side,) = sides(thread)
    assert (side.person, side.notifications, side.tallies) == (ADA, (), (thread["liked"],))


def test_the_busiest_gets_most_and_of_equals_is_liked_most() -> None:
    one = Notification("reply", post(BEN))
    some, more, liked = (Side(ADA, pings, (post(ADA, likes=likes),)) for pings, likes in (((one,), 9), ((one, one), 1), ((one, one), 2)))
    assert busiest((some, more, liked)) is liked


@pytest.mark.parametrize(("moment", "expected"), [(Moment(1, "Mon", 0, 0), 0), (Moment(1, "Tue", 1, 2), 1502), (Moment(2, "Sun", 23, 59), 20159)])
def test_minutes_count_from_the_first_monday(moment: Moment, expected: int) -> None:
    assert minutes(moment) == expected


@given(st.lists(st.integers(0, 20 * 7 * 1440 - 1), max_size=60).map(sorted))
def test_a_replay_is_short_and_in_order_and_nothing_comes_too_fast(times: list[int]) -> None:
    coming = replay([Notification("reply", post(BEN, clocked(time))) for time in times])
    assert len(coming) == len(times)
    gaps = [after - before for before, after in zip((0, *coming), coming, strict=False)]
    whole = min(12_000, 1_200 * len(times))
    assert sum(gaps) == whole
    assert all(gap >= whole / len(times) / 3 - 1 for gap in gaps)
    assert all(gap <= whole * 7 / (len(times) + 6) + 1 for gap in gaps)


def clocked(time: int) -> str:
    days = time // 1440
    return f"w{days // 7 + 1} {('Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun')[days % 7]} {time // 60 % 24:02}:{time % 60:02}"


def test_a_longer_gap_takes_longer() -> None:
    times = ("Mon 09:00", "Mon 09:01", "Mon 09:11", "Mon 09:12")
    first, second, third, fourth = replay([Notification("reply", post(BEN, time)) for time in times])
    assert third - second > 3 * (second - first)
    assert abs((fourth - third) - (second - first)) <= 1


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Short.", "Short."),
        ("two\nlines", "two lines"),
        ("words to the very end", "words to the\N{NO-BREAK SPACE}…"),
        ("words to thee and me", "words to thee\N{NO-BREAK SPACE}…"),
        ("wordswithoutaspace", "wordswithouta\N{NO-BREAK SPACE}…"),
    ],
)
def test_the_first_words_end_between_words(text: str, expected: str) -> None:
    assert first_words(text, 13) == expected


@pytest.mark.parametrize("shown", ["true", "false"])
def test_the_author_can_turn_it_off(make_course: Callable[..., Path], shown: str) -> None:
    folder = make_course()
    file = folder / "quizzes/greeting/monday.yml"
    file.write_text(file.read_text(encoding="utf-8").replace("situation:", f"other_side: {shown}\nsituation:"), encoding="utf-8")
    scenario = localised(read_course([folder])[0], "en").scenarios["monday"]
    blocks = Blocks((), words_for("en"))
    assert ("Tom Hale replied to you" in blocks.thread(scenario, "")) is (shown == "true")
    assert "replied to you" not in blocks.post(scenario, "wish", "")
