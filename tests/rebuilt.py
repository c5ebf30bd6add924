"""Interactions rebuilt from their scoring rules, for the tests of scoring: what scoring doesn't look at stays empty."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from leitfaden.exercises import (
    Accepted,
    Blank,
    Choosable,
    Condition,
    Exercise,
    Gap,
    Interaction,
    Item,
    Limit,
    Mark,
    Order,
    Path,
    Pick,
    Place,
    Rate,
    Scene,
    Slot,
    State,
    Step,
    Target,
    Turn,
    Way,
    Write,
)  # fmt: skip

Rules = Mapping[str, Any]
NOTHING: Rules = {}


def interaction_of(name: str, rules: Rules) -> Interaction:
    """Return the interaction called `name` whose rules are `rules`."""
    match rules["form"]:
        case "pick":
            return Pick(name, tuple(map(choosable, rules["weights"])), rules["several"], rules["weights"])
        case "rate":
            return Rate(name, None, (), tuple(Step(step, ()) for step in rules["credit"]), rules["key"], rules["credit"], (), {})
        case "mark":
            return Mark(name, tuple(Target(key, "post", None, ()) for key in rules["weights"]), rules["weights"])
        case "order":
            return Order(name, tuple(map(choosable, rules["key"])), tuple(rules["key"]))
        case "place":
            return place(name, rules)
        case "gap":
            return Gap(name, (), tuple(blank(key, one) for key, one in rules["blanks"].items()))
        case "path":
            return path(name, rules)
        case "write":
            return Write(name, (), 1, "", (), (), ())
        case other:
            raise AssertionError(other)


def exercise_of(all_rules: Mapping[str, Rules]) -> Exercise:
    """Return an exercise whose interactions have these rules."""
    interactions = tuple(interaction_of(name, one) for name, one in all_rules.items())
    return Exercise("s/a", "toy", "0", "s", (), interactions, (), 1.0, None, (), confidence=False, use="practice", formerly=())


def choosable(key: str) -> Choosable:
    return Choosable(key, (), ())


def place(name: str, rules: Rules) -> Place:
    items = tuple(Item(key, (), (), sort) for key, sort in rules.get("sorts", dict.fromkeys(rules.get("key", ()), "")).items())
    limits = tuple(limit(one) for one in rules.get("limits", ()))
    return Place(name, items, tuple(Slot(slot, ()) for slot in rules["slots"]), rules.get("key", {}), limits, rules.get("least", 0), ())


def limit(rules: Rules) -> Limit:
    first, bounds = tuple(rules.get("first", ())), (rules.get("least", 0), rules.get("most"))
    return Limit(rules["id"], rules["measure"], tuple(rules["of"]), *bounds, rules.get("slot", ""), first, rules["weight"], (), ())


def blank(name: str, rules: Rules) -> Blank:
    answers = tuple(Accepted(key, tuple(variants), ()) for key, variants in rules.get("accept", ()))
    options = () if "accept" in rules else tuple(map(choosable, rules["weights"]))
    return Blank(name, options, answers, tuple(rules.get("forgive", ())), rules["weights"], ())


def path(name: str, rules: Rules) -> Path:
    states = tuple(State(key, (), *bounds) for key, bounds in rules["states"].items())
    first = rules["first"]
    scenes = {first: rules["scenes"][first], **rules["scenes"]}
    return Path(name, tuple(scene(key, one) for key, one in scenes.items()), states, (), back=False)


def scene(name: str, rules: Rules) -> Scene:
    return Scene(name, (), (), (), tuple(turn(key, one) for key, one in rules.get("turns", NOTHING).items()), rules.get("worth"))


def turn(name: str, rules: Rules) -> Turn:
    ways = tuple(Way(way["to"], condition(way)) for way in rules["ways"])
    return Turn(name, (), (), rules.get("add", NOTHING), condition(rules), ways)


def condition(rules: Rules) -> Condition:
    when = rules.get("when", NOTHING)
    return Condition(when.get("least", NOTHING), when.get("most", NOTHING), tuple(when.get("chose", ())), tuple(when.get("not_chose", ())))
