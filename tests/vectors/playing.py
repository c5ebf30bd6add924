"""Branch: a play scores the worth of the ending that it reached, and 0 where it was broken off or is no play at all.

A play begins in the first scene with every state at its start. A decision is on offer if its condition holds. It
changes the state, each kept between its bounds, and is part of the history; of its ways the first whose condition then
holds is taken. Where none holds, the play goes nowhere. A condition holds if each of its parts does: states at least
and at most so high, all of some decisions taken, none of others. After an ending there is no decision.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from itertools import product
from typing import Any

from .cases import STRANGE, Case, case, exact, shown, unanswered

Rules = dict[str, Any]


def path_score(rules: Rules, answer: Any) -> Fraction:
    if not isinstance(answer, list):
        return Fraction(0)
    state = {name: start for name, (start, _, _) in rules["states"].items()}
    at, history = rules["first"], []
    for decision in answer:
        offered = rules["scenes"][at].get("turns", {})
        if not isinstance(decision, str) or decision not in offered or not holds(offered[decision], state, history):
            return Fraction(0)
        history.append(f"{at}/{decision}")
        state = changed(rules, state, offered[decision].get("add", {}))
        ways = [way["to"] for way in offered[decision]["ways"] if holds(way, state, history)]
        if not ways:
            return Fraction(0)
        at = ways[0]
    return exact(rules["scenes"][at].get("worth", 0))


def changed(rules: Rules, state: dict[str, int], add: dict[str, int]) -> dict[str, int]:
    return {name: max(least, min(most, state[name] + add.get(name, 0))) for name, (_, least, most) in rules["states"].items()}


def holds(conditional: dict[str, Any], state: dict[str, int], history: list[str]) -> bool:
    when = conditional.get("when", {})
    bounds = [state[name] >= bound for name, bound in when.get("least", {}).items()] + [state[name] <= bound for name, bound in when.get("most", {}).items()]
    taken = [one in history for one in when.get("chose", [])] + [one not in history for one in when.get("not_chose", [])]
    return all(bounds + taken)


def path(scenes: dict[str, Any], **states: list[int]) -> Rules:
    return {"form": "path", "first": next(iter(scenes)), "states": states, "scenes": scenes}


def turn(*ways: str | tuple[str, dict[str, Any]], add: dict[str, int] | None = None, when: dict[str, Any] | None = None) -> dict[str, Any]:
    """Return a turn; a way is a scene, or a scene and when."""
    led = [{"to": way} if isinstance(way, str) else {"to": way[0], "when": way[1]} for way in ways]
    return {**({"add": add} if add else {}), **({"when": when} if when else {}), "ways": led}


def end(worth: float) -> dict[str, Any]:
    return {"worth": worth}


def scene(**turns: dict[str, Any]) -> dict[str, Any]:
    return {"turns": turns}


ENDINGS = {"won": end(1), "half": end(0.5), "third": end(0.333333), "lost": end(0)}

LATE = path(
    {
        "first": scene(look=turn("later", add={"trust": 2}), soon=turn("later"), leave=turn("lost")),
        "later": scene(
            sorry=turn(("won", {"least": {"trust": 3}}), "half", add={"trust": 1}), silent=turn("lost"), bold=turn("won", when={"least": {"trust": 2}})
        ),
        **ENDINGS,
    },
    trust=[0, 0, 3],
)
"""A train is late: two decisions, one state."""

LADDER = path(
    {
        "start": scene(
            up=turn("start", add={"trust": 2}), down=turn("start", add={"trust": -2}), leap=turn("start", add={"trust": 100, "reach": -100}),
            go=turn(("won", {"least": {"trust": 3}, "most": {"trust": 3}}), ("half", {"least": {"trust": 1}}), ("third", {"most": {"reach": -1}}), "lost"),
        ),
        **ENDINGS,
    },
    trust=[1, -1, 4], reach=[0, -2, 2],
)  # fmt: skip
"""One scene that comes again and again; states that run into their bounds."""

MEMORY = path(
    {
        "ask": scene(kind=turn("middle"), rude=turn("middle"), wait=turn("ask")),
        "middle": scene(
            thank=turn("end", when={"chose": ["ask/kind"]}), blame=turn("end", when={"chose": ["ask/rude", "ask/wait"]}),
            smile=turn("end", when={"not_chose": ["ask/rude", "ask/wait"]}), back=turn("ask"), stay=turn("end"),
        ),
        "end": scene(
            close=turn(("won", {"chose": ["ask/kind", "middle/thank"]}), ("half", {"not_chose": ["ask/rude"]}), ("lost", {"chose": ["end/close"]})),
            stuck=turn(("won", {"chose": ["end/never"]}), ("half", {"chose": ["ask/kind"], "not_chose": ["ask/kind"]})),
        ),
        **ENDINGS,
    }
)  # fmt: skip
"""Conditions on what was chosen; a decision of which no way may be open."""

DIGITS = path({"2": scene(**{"2": turn("10"), "1": turn("3")}), "10": end(1), "3": end(0.25), "1": end(0.5)}, **{"9": [0, 0, 1], "1": [0, 0, 1]})
OBJECTS = path(
    {
        "constructor": scene(**{"to-string": turn("value-of", add={"constructor": 1})}),
        "value-of": scene(go=turn(("won", {"least": {"constructor": 1}}), "lost")),
        **ENDINGS,
    },
    constructor=[0, 0, 1],
)
ORDERED = path({"s": scene(a=turn(("third", {"most": {"x": 5}}), ("won", {"most": {"x": 5}}), "lost"), b=turn("half", "won")), **ENDINGS}, x=[0, 0, 9])
TIMED = path(
    {
        "s": scene(
            early=turn("half", add={"x": 1}, when={"least": {"x": 1}}), late=turn(("won", {"least": {"x": 1}}), "lost", add={"x": 1}),
            own=turn("won", when={"chose": ["s/own"]}), again=turn(("s", {"not_chose": ["s/again"]}), "half"),
        ),
        **ENDINGS,
    },
    x=[0, 0, 9],
)  # fmt: skip
"""What a decision does counts for its ways and not for itself."""


def plays() -> Iterator[Case]:
    for decisions in (*product(("look", "soon", "leave"), ("sorry", "silent", "bold")), *((one,) for one in ("look", "soon", "leave", "sorry", "bold"))):
        yield _play("late", LATE, list(decisions))
    for answer in (
        [], ["look", "sorry", "sorry"], ["look", "x"], ["x"], ["look", "look"], ["first", "later"], ["first/look", "later/sorry"], ["Look", "sorry"],
        ["look", None], ["look", ["sorry"]], [["look"], "sorry"], ["look", 1], ["look", "constructor"], ["look", "sorry", None], ["look", "sorry", ""],
        {"0": "look", "1": "sorry", "length": 2}, "look", "look,sorry", ["look,sorry"], ["won"], *(one for one in STRANGE if one != []),
    ):  # fmt: skip
        yield _play("late", LATE, answer)
    yield from _long()
    for written in ("kind thank close", "kind stay close", "rude stay close", "rude thank close", "rude blame close", "wait rude blame close", "wait kind smile close",
                    "kind smile close", "kind smile stuck", "rude back kind thank close", "rude back kind smile close", "kind back rude thank close", "rude stay stuck",
                    "kind thank", "wait wait wait kind thank close", "kind stuck", "kind stay stuck close", "kind back kind back kind thank close"):  # fmt: skip
        yield _play("memory", MEMORY, written.split())
    for answer in (["2"], ["1"], [2], [1], ["10"], []):
        yield _play("digits", DIGITS, answer)
    for answer in (["to-string", "go"], ["to-string"], ["toString", "go"], ["go"]):
        yield _play("objects", OBJECTS, answer)
    for answer in (["a"], ["b"], ["a", "b"]):
        yield _play("the first way that holds", ORDERED, answer)
    for answer in (["early"], ["late"], ["own"], ["again"], ["again", "again"], ["again", "late"], ["again", "early"]):
        yield _play("what a decision does", TIMED, answer)
    for worth in (0.25, 0.1, 0.333333, 0.666667, 0.999999, 0.000001, 0.5, 1, 0):
        yield _play(f"worth {worth}", path({"s": scene(a=turn("e")), "e": end(worth)}), ["a"])
    yield unanswered("late", LATE)


def _long() -> Iterator[Case]:
    for written in ("go", "up go", "up up go", "up up down go", "up up up down down go", "down go", "down up go", "down down up go", "down down down up up go", "leap go",
                    "leap down go", "leap down down go", "leap down down down go", "down leap down down go", "up down go", "go go", "up", "leap leap down down down up up go"):  # fmt: skip
        yield _play("ladder", LADDER, written.split())
    for rounds in (50, 700):
        for last in ("go", "up"):
            answer = ["up", "down"] * rounds + [last]
            yield {**_play("", LADDER, answer), "name": f"ladder: {rounds} times up and down, {last}"}


def _play(name: str, rules: Rules, answer: Any) -> Case:
    return case(f"{name}: {shown(answer)}", rules, answer, path_score(rules, answer))
