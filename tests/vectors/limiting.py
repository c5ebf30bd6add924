"""Mix and pace: the share of rules that are kept, by their weight; 0 with fewer than `least` things placed.

What was placed is one sequence, slot after slot, in which empty slots leave no trace. An answer that names a slot or an
item that isn't asked is none. A rule speaks of its sorts, or of all. Each measure stands here twice: as a table of weeks that keep it and weeks that don't,
and as a function; making the cases fails where the two differ.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import groupby, pairwise
from typing import Any

from .cases import STRANGE, Case, case, exact, shown, unanswered
from .placing import whole

Rule = dict[str, Any]
Placed = list[tuple[int, str]]
"""What was placed, in its order: the number of the slot, the item."""

DAYS = ("mon", "tue", "wed", "thu", "fri")
SORTS = {"o1": "own", "o2": "own", "t1": "talk", "t2": "talk", "h1": "human"}


def mix(limits: Sequence[Rule], least: int, slots: Sequence[str] = DAYS, sorts: dict[str, str] = SORTS) -> dict[str, Any]:
    return {"form": "place", "slots": list(slots), "sorts": dict(sorts), "least": least, "limits": [dict(limit) for limit in limits]}


def limit(measure: str, *of: str, weight: float = 1, name: str = "", **bounds: Any) -> Rule:
    own = bounds if measure in ("not_before", "after") else {"least": 0, **bounds}
    return {"id": name or measure, "measure": measure, "of": list(of), **own, "weight": weight}


def week(written: str, slots: Sequence[str] = DAYS) -> dict[str, list[str]]:
    """Return the answer written as `o1 t1||h1||`, from the first slot to the last."""
    return {slot: items.split() for slot, items in zip(slots, written.split("|"), strict=True) if items}


def mix_score(rules: dict[str, Any], answer: Any) -> Fraction:
    everything = placed(rules, answer) if whole(answer, rules["slots"], rules["sorts"]) else []
    if len(everything) < rules["least"]:
        return Fraction(0)
    kept = sum((exact(one["weight"]) for one in rules["limits"] if holds(one, everything, rules)), Fraction(0))
    return kept / sum(exact(one["weight"]) for one in rules["limits"])


def placed(rules: dict[str, Any], answer: dict[str, list[str]]) -> Placed:
    return [(at, item) for at, slot in enumerate(rules["slots"]) for item in answer.get(slot, ())]


def holds(rule: Rule, everything: Placed, rules: dict[str, Any]) -> bool:
    """Tell whether what was placed keeps a rule."""
    asked = [not rule["of"] or rules["sorts"][item] in rule["of"] for _, item in everything]
    theirs = [one for one, speaks in zip(everything, asked, strict=True) if speaks]
    days = [at for at, _ in theirs]
    names = [item for _, item in theirs]
    match rule["measure"]:
        case "count":
            return within(rule, Fraction(len(theirs)))
        case "share":
            return within(rule, Fraction(len(theirs), len(everything)))
        case "per_slot":
            return all(within(rule, Fraction(days.count(at))) for at in range(len(rules["slots"])))
        case "each":
            return all(names.count(name) <= rule["most"] for name in names)
        case "in_a_row":
            return all(len(list(run)) <= rule["most"] for speaks, run in groupby(asked) if speaks)
        case "gap":
            return all(later > earlier and later - earlier - 1 >= rule["least"] for earlier, later in pairwise(days))
        case "not_before":
            return all(at >= rules["slots"].index(rule["slot"]) for at in days)
        case _:
            before = everything[: asked.index(True)] if theirs else []
            return not theirs or any(rules["sorts"][item] in rule["first"] for _, item in before)


def within(rule: Rule, measured: Fraction) -> bool:
    return exact(rule["least"]) <= measured and ("most" not in rule or measured <= exact(rule["most"]))


TABLE: tuple[tuple[Rule, tuple[str, ...], tuple[str, ...]], ...] = (
    (limit("count", "own", least=1, most=2), ("o1|t1|||", "o1|o2|t1||", "o1 o1||||h1"), ("t1|t2|h1||", "o1|o2|o1||", "o1 o1 o1 t1||||")),
    (limit("count", "talk", least=2), ("t1|t2|||", "t1 t2 t1||||o1"), ("t1|o1|||", "o1|o2|h1||")),
    (limit("count", most=3), ("o1|o1|o1||", "h1||||"), ("o1|t1|h1|t2|", "o1 o1 o1 o1||||")),
    (limit("count", "own", "human", least=2, most=2), ("o1|h1|t1||", "h1 h1||||", "o1|o1|t2||"), ("o1|t1|h1|o2|", "t1|t2|||", "h1|t1|||")),
    (limit("count", "human", most=0), ("o1||||", "t1|t2|||"), ("h1||||", "o1|t1|h1||")),
    (limit("share", "own", most=0.5), ("o1|t1|||", "t1||||", "o1|t1|t2||", "o1 o2|t1 t2|||"), ("o1||||", "o1|o2|t1||", "o1|t1|o2||")),
    (limit("share", "own", least=0.3, most=0.4), ("o1|t1|t2||", "o1|o2|t1|t2|h1"), ("t1||||", "o1|t1|||", "o1|t1|t2|h1|")),
    (limit("share", "own", least=0.333), ("o1|t1|t2||", "o1|o2|t1|t2|h1 t1"), ("o1|t1|t2|h1|", "t1|t2|||")),
    (limit("share", "own", most=0.333), ("o1|t1|t2|h1|", "t1||||"), ("o1|t1|t2||", "o1|o2|t1|t2|h1 t1")),
    (limit("share", "own", most=0.2), ("o1|t1|t2|h1|t1", "t1|t2|t1|t2|o1 t1 t1 t1 t1 o2"), ("o1|t1|t2|h1|", "o1|o1|t1|t1|t1")),
    (limit("share", "talk", "human", least=0.7), ("t1|t2|h1|t1 t2 t1 h1|o1 o1 o2", "t1||||"), ("t1|h1|o1||", "t1|t1|o1||")),
    (limit("share", least=1), ("o1||||", "o1|t1|h1||"), ()),
    (limit("share", "own", least=1), ("o1|o1|o2||",), ("o1|o1|t1||", "h1||||")),
    (limit("per_slot", least=1), ("o1|t1|h1|t2|o2", "o1 o2|t1|h1|t2|o2"), ("o1|t1|h1|t2|", "o1 o2 t1 t2 h1||||")),
    (limit("per_slot", most=1), ("o1||||", "o1|t1|h1|t2|o2"), ("o1 t1||||", "o1|t1|h1|t2|o2 o2", "||t1 t1||")),
    (limit("per_slot", "own", most=1), ("o1 t1 t2 h1||||", "o1|o1|o1|o1|o1", "t1||||"), ("o1 o2||||", "o1|o1|o1|o1|o1 o1")),
    (limit("per_slot", "talk", least=1, most=2), ("t1|t1|t1|t1|t1 t2", "t1 o1|t2|t1|t2|t1"), ("t1|t1|t1|t1|", "t1|t1|t1|t1|t1 t2 t1", "o1|t1|t1|t1|t1")),
    (limit("each", most=1), ("o1|o2|t1|t2|h1", "o1||||"), ("o1|o1|||", "o1 o1||||", "o1|t1|o1||")),
    (limit("each", "own", most=1), ("o1|o2|t1|t1|t1", "t1|t1|||"), ("o1|o1|||", "o1|t1|o2|o1|")),
    (limit("each", "own", "talk", most=2), ("o1|o1|t1|t1|o2 h1 h1 h1",), ("t1|t1|t1||", "o2 o2 o2||||")),
    (limit("each", "human", most=0), ("o1|o1|||",), ("h1||||",)),
    (limit("in_a_row", "own", most=1), ("o1|t1|o2||", "t1|t1|t1||", "o1||||", "o1 t1 o1 t1 o1||||"), ("o1|o2|||", "o1||||o1", "o1 o2|t1|||", "t1|o1||o2|")),
    (limit("in_a_row", "own", most=2), ("o1|o2|t1|o1|o2", "o1 o1 h1 o1 o1||||"), ("o1|o2|o1||", "o1 o1|||o2|")),
    (limit("in_a_row", "own", "human", most=2), ("o1|h1|t1|h1|o1",), ("o1|h1|o1||", "h1 h1 h1||||")),
    (limit("in_a_row", most=3), ("o1|t1|h1||", "o1 t1 h1||||"), ("o1|t1|h1|t1|", "o1 o1 o1 o1||||")),
    (limit("gap", "own", least=1), ("o1||o1||", "o1|t1|o2|t1|o1", "o1||||", "t1|t1|t1||", "o1|t1 t2||o2|"), ("o1|o1|||", "o1 o1||||", "o1||o1|o2|", "o1 t1 o2||||")),
    (limit("gap", "own", least=3), ("o1||||o1", "o1|t1|t1|t1|o1", "t1|t1|||"), ("o1|||o1|", "o1||o2||o1")),
    (limit("gap", least=1), ("o1||t1||h1", "|o1||t1|"), ("o1|t1|||", "o1 t1||||", "o1||t1||h1 h1")),
    (limit("gap", "own", "talk", least=2), ("o1|||t1|", "o1|h1|h1|t1|"), ("o1||t1||", "o1|||o1 t1|")),
    (limit("gap", "own", least=0), ("o1|o1|||", "t1||||"), ("o1 o1||||", "t1|o1 t1 o2|||")),
    (limit("not_before", "own", slot="wed"), ("||o1||", "t1|t1|o1|o2|o1", "t1||||", "||||o1"), ("o1||||", "|o1|||", "t1|o1|o1||", "|o1|o1|o1|o1")),
    (limit("not_before", slot="tue"), ("|o1|||", "||||h1"), ("h1||||", "o1|t1|||")),
    (limit("not_before", "own", "human", slot="fri"), ("t1|t1|t1|t1|o1 h1", "t1||||"), ("|||o1|", "|||h1|o1")),
    (limit("not_before", "own", slot="mon"), ("o1||||", "||||o1"), ()),
    (limit("after", "own", first=["talk"]), ("t1|o1|||", "t1 o1||||", "t1|||o1|o2", "t1||||", "h1|t2|o1|t1|"), ("o1||||", "o1|t1|||", "o1 t1||||", "h1|o1|t1|o2|")),
    (limit("after", "own", first=["talk", "human"]), ("h1|o1|||", "t1|o1|||", "h1|t1|||"), ("o1|h1|t1||", "o1 h1||||")),
    (limit("after", "own", first=["own", "talk"]), ("t1|o1|||", "t1||||"), ("o1|o2|||", "o1|t1|||")),
    (limit("after", first=["talk"]), (), ("t1|o1|||", "o1|t1|||")),
    (limit("after", "own", "human", first=["talk"]), ("t1|h1|o1||", "t1||||"), ("h1|t1|o1||", "o1|t1|h1||")),
)  # fmt: skip
"""A rule, weeks that keep it, weeks that break it."""


def limited() -> Iterator[Case]:
    for number, (rule, keep, broken) in enumerate(TABLE):
        for written in (*keep, *broken):
            yield _stated(f"rule {number}, {rule['measure']}", rule, written, kept=written in keep)
    yield from _several_rules()
    yield from _least()
    yield from _messy()


def _stated(name: str, rule: Rule, written: str, *, kept: bool) -> Case:
    rules, answer = mix([rule], 1), week(written)
    assert mix_score(rules, answer) == kept, f"{rule}: {written}"
    return case(f"{name} {'kept' if kept else 'broken'}: {written}", rules, answer, Fraction(kept))


def _several_rules() -> Iterator[Case]:
    three = [limit("share", "own", most=0.5), limit("in_a_row", "own", most=1), limit("each", most=1, weight=2)]
    weighted = [limit("count", "talk", least=1, weight=0.1), limit("gap", "own", least=1, weight=0.2), limit("not_before", "human", slot="wed", weight=0.7)]
    thirds = [limit("count", sort, least=1, name=sort) for sort in ("own", "talk", "human")]
    weeks = ("o1||t1||h1", "o1 o2||t1||h1", "t1||t1||t1", "o1|o1|o1|o1|o1", "h1|t1|o1|t1|o2", "h1|o1|o1||", "h1||||", "t1|t2|o1|o2|h1")
    for name, limits in (("three rules", three), ("weights of tenths", weighted), ("three equal rules", thirds)):
        for written in weeks:
            yield _mix(f"{name}: {written}", mix(limits, 1), week(written))


def _least() -> Iterator[Case]:
    rules = mix([limit("each", most=1), limit("count", "own", most=1)], 3)
    for written in ("||||", "o1||||", "o1||t1||", "o1|t1|h1||", "o1 o1||||", "o1 o1 o1||||", "t1|t1|t1||", "t1 t2 h1||||o1"):
        yield _mix(f"at least three: {written}", rules, week(written))
    for answer in ({"mon": ["o1", "x", "y"]}, {"mon": ["o1", "t1"], "sun": ["h1"]}, {"mon": ["o1", "t1"], "tue": ["h1", "x"]}):
        yield _mix(f"at least three that are asked: {shown(answer)}", rules, answer)


def _messy() -> Iterator[Case]:
    rules = mix([limit("count", "own", least=1), limit("per_slot", most=1)], 1)
    twisted: tuple[Any, ...] = (
        {}, {"mon": []}, {"mon": "o1"}, {"mon": "o1", "tue": ["o1"]}, {"mon": None, "tue": ["o1"]}, {"mon": {"0": "o1", "length": 1}}, {"mon": [["o1"]]},
        {"mon": [None, "o1", 1]}, {"mon": ["own"]}, {"mon": ["x"]}, {"mon": ["x", "o1"]}, {"sun": ["o1"]}, {"sun": ["o1"], "mon": ["t1"]},
        {"tue": ["o1"], "mon": ["t1"]}, {"__proto__": ["o1"]}, {"constructor": ["o1"]}, {"mon": ["constructor", "__proto__", "toString"]}, {"mon": ["o1 "]},
        [["o1"]], {"length": 1, "mon": ["o1"]},
    )  # fmt: skip
    for answer in (*twisted, *STRANGE):
        yield _mix(f"two rules: {shown(answer)}", rules, answer)
    slots, sorts = ("10", "9", "1"), {"2": "b", "1": "a", "constructor": "a"}
    digits = mix([limit("not_before", "a", slot="9"), limit("after", "a", first=["b"])], 1, slots, sorts)
    for answer in ({"10": ["2"], "9": ["1"]}, {"1": ["2"], "10": ["1"]}, {"1": ["1"], "10": ["2"]}, {"9": ["constructor", "2"]}, {"10": ["constructor"]}):
        yield _mix(f"slots of digits in an order of their own: {shown(answer)}", digits, answer)
    yield unanswered("two rules", rules)


def _mix(name: str, rules: dict[str, Any], answer: Any) -> Case:
    return case(name, rules, answer, mix_score(rules, answer))
