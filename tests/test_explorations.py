"""What can happen in a branch: found by exploring situations, and found by playing every play there is."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from leitfaden.activities.branch.model import Branch
from leitfaden.exercises import Path
from leitfaden.explorations import MOST_SITUATIONS, RANDOM_PLAYS, Exploration, explored
from leitfaden.plays import Play, begun, offered, replayed, taken

LONGEST = 4
SCENES = ("a", "b", "c")
ENDINGS = {"x": 1.0, "y": 0.0}
DECISIONS = [f"{scene}/{turn}" for scene in SCENES for turn in "pq"]


def conditions() -> st.SearchStrategy[dict[str, Any]]:
    bounds = st.fixed_dictionaries({"trust": st.integers(0, 2)})
    chosen = st.lists(st.sampled_from(DECISIONS), min_size=1, max_size=1)
    parts = [("least", bounds), ("most", bounds), ("chose", chosen), ("not_chose", chosen)]
    return st.one_of(*(st.fixed_dictionaries({name: part}) for name, part in parts))


@st.composite
def turns(draw: st.DrawFn) -> dict[str, Any]:
    scenes = st.sampled_from([*SCENES, *ENDINGS])
    ways = [{"to": draw(scenes), "when": draw(conditions())}, {"to": draw(scenes)}]
    when = draw(conditions()) if draw(st.integers(0, 3)) == 0 else {}
    return {"text": "t", "feedback": "f", "add": {"trust": draw(st.integers(-1, 2)), "hidden": 1}, "when": when, "ways": ways}


@st.composite
def paths(draw: st.DrawFn) -> Path:
    scenes: dict[str, Any] = {scene: {"text": "s", "turns": {"p": draw(turns()), "q": draw(turns())}} for scene in SCENES}
    scenes |= {key: {"text": "e", "worth": worth} for key, worth in ENDINGS.items()}
    states = {"trust": {"start": 1, "most": 2}, "hidden": {"most": 99}}
    return Branch.model_validate({"kind": "branch", "prompt": "?", "states": states, "scenes": scenes}).path()


def every_play(path: Path) -> Iterator[Play]:
    """Yield every play of at most `LONGEST` decisions, short ones first, equally short ones in the order of their decisions."""
    plays = [begun(path)]
    for _ in range(LONGEST + 1):
        yield from plays
        plays = [after for play in plays for turn in offered(play) if (after := taken(path, play, turn))]


def outlook(path: Path, play: Play) -> tuple[Any, ...]:
    """Return where a play stands, and what each decision that is on offer leads to."""
    return play.scene.id, tuple((turn.id, after.scene.id if (after := taken(path, play, turn)) else None) for turn in offered(play))


@settings(max_examples=40)
@given(paths())
def test_exploring_finds_what_playing_finds(path: Path) -> None:
    exploration, plays = explored(path), list(every_play(path))
    near = [one.play for number, one in enumerate(exploration.situations) if len(exploration.way_to(number)) <= LONGEST]
    assert exploration.whole
    assert {outlook(path, play) for play in plays} == {outlook(path, play) for play in near}
    best = next((play.chosen for play in plays if play.scene.worth == 1), None)
    assert best is None or exploration.best == best


@settings(max_examples=40)
@given(paths())
def test_every_situation_is_where_its_shortest_play_leads(path: Path) -> None:
    exploration = explored(path)
    for number, situation in enumerate(exploration.situations):
        play = replayed(path, [decision.partition("/")[2] for decision in exploration.way_to(number)])
        assert play is not None
        assert (play.scene.id, play.state) == (situation.play.scene.id, situation.play.state)
        assert [turn.id for turn in offered(play)] == [move.turn.id for move in situation.moves]


@settings(max_examples=40)
@given(paths())
def test_an_ending_is_in_reach_where_a_play_goes_on_to_one(path: Path) -> None:
    exploration = explored(path)
    for number in range(len(exploration.situations)):
        ends = any(exploration.situations[one].play.ended for one in exploration.after(number))
        assert ends is (number in exploration.ending)


def straight(**state: Any) -> Exploration:
    """Return a branch in which one decision counts up and another one ends it."""
    scenes = {
        "loop": {
            "text": "s",
            "turns": {
                "more": {"text": "t", "feedback": "f", "add": {"count": 1}, "to": "loop"},
                "stop": {"text": "t", "feedback": "f", "ways": [{"to": "end", "when": {"least": {"count": 3}}}, {"to": "poor"}]},
            },
        },
        "end": {"text": "e", "worth": 1}, "poor": {"text": "e", "worth": 0},
    }  # fmt: skip
    branch = Branch.model_validate({"kind": "branch", "prompt": "?", "states": {"count": state}, "scenes": scenes})
    return branch.exploration


def test_the_best_way_may_go_round() -> None:
    assert straight(most=9).best == ("loop/more", "loop/more", "loop/more", "loop/stop")


def test_a_state_without_an_end_is_too_much() -> None:
    exploration = straight(most=10 * MOST_SITUATIONS)
    assert not exploration.whole
    assert len(exploration.situations) <= MOST_SITUATIONS


def test_random_plays_are_the_same_for_the_same_seed_and_fair() -> None:
    exploration = straight(most=9)
    assert exploration.shares("one") == exploration.shares("one") != exploration.shares("two")
    shares = exploration.shares("one")
    assert shares["loop"] == 1
    assert shares["end"] + shares["poor"] == pytest.approx(1)
    assert shares["end"] == pytest.approx(1 / 8, abs=4 * (7 / 64 / RANDOM_PLAYS) ** 0.5)
