"""Random interactions of every form, and answers to them: right ones, likely ones, and junk."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from hypothesis import strategies as st

from leitfaden.activities import KINDS
from leitfaden.activities.judge.model import credit
from leitfaden.exercises import Gap, Interaction, Mark, Order, Path, Pick, Place, Rate, Write
from leitfaden.model.activity import Activity
from leitfaden.model.course import Scale
from leitfaden.plays import begun, offered, taken
from rebuilt import interaction_of

MODELS: Mapping[str, type[Activity]] = {kind.folder: kind for kind in KINDS}
MEASURES = ("count", "share", "per_slot", "each", "in_a_row", "gap", "not_before", "after")

ids = st.lists(st.text("abcdefgh019-", min_size=1, max_size=3), min_size=2, max_size=7, unique=True)
few = st.lists(st.text("abc01", min_size=1, max_size=2), min_size=1, max_size=4, unique=True)
share = st.integers(1, 40).map(lambda number: number / 8)
part = st.floats(0, 1, allow_subnormal=False)
below = st.floats(0, 0.99, allow_subnormal=False)
words = st.text(" \u00a0\u2009\tabBßẞiIİıéÉe\u0301σςΣ", max_size=6)


@st.composite
def picks(draw: st.DrawFn) -> Interaction:
    keys = draw(ids)
    right = draw(st.lists(st.sampled_from(keys), min_size=1, max_size=len(keys) - 1, unique=True))
    if draw(st.booleans()):
        options = {key: {"text": "t", "feedback": "f", "correct": key in right, "weight": draw(share)} for key in keys}
        choice = MODELS["choice"].model_validate({"kind": "choice", "prompt": "p", "several": True, "options": options})
    else:
        options = {key: {"text": "t", "feedback": "f", "correct": key == right[0]} for key in keys}
        options |= {key: {"text": "t", "feedback": "f", "weight": draw(st.floats(0.01, 0.99))} for key in keys if key not in right and draw(st.booleans())}
        choice = MODELS["choice"].model_validate({"kind": "choice", "prompt": "p", "options": options})
    return interaction_of("one", {"form": "pick", "several": choice.several, "weights": choice.weights()})


@st.composite
def rates(draw: st.DrawFn) -> Interaction:
    steps = draw(ids)
    right = draw(st.sampled_from(steps))
    own = {step: draw(part) for step in steps if step != right}
    scale = Scale(steps=dict.fromkeys(steps, "label"), neighbour=draw(part), weights=draw(st.sampled_from([None, {right: own}])))
    return interaction_of("one", {"form": "rate", "key": right, "credit": credit(scale, right)})


@st.composite
def marks(draw: st.DrawFn) -> Interaction:
    keys = draw(ids)
    right = draw(st.lists(st.sampled_from(keys), min_size=1, max_size=len(keys) - 1, unique=True))
    targets: dict[str, Any] = {key: {"post": "p", "phrase": key, "correct": key in right, "feedback": "f"} for key in keys}
    for key in right:
        if draw(st.booleans()):
            targets[key]["weight"] = draw(share)
    mark = MODELS["mark"].model_validate({"kind": "mark", "prompt": "p", "targets": targets})
    return interaction_of("one", {"form": "mark", "weights": mark.weights()})


@st.composite
def matches(draw: st.DrawFn) -> Interaction:
    slots, items = draw(ids), draw(ids)
    return interaction_of("one", {"form": "place", "slots": slots, "key": {item: draw(st.sampled_from(slots)) for item in items}})


@st.composite
def mixes(draw: st.DrawFn) -> Interaction:
    slots, sorts = draw(few), draw(few)
    items = {item: draw(st.sampled_from(sorts)) for item in draw(few)}
    limits = [draw(limits_on(slots, sorts, f"r{number}")) for number in range(draw(st.integers(1, 4)))]
    return interaction_of("one", {"form": "place", "slots": slots, "sorts": items, "least": draw(st.integers(1, 3)), "limits": limits})


@st.composite
def limits_on(draw: st.DrawFn, slots: list[str], sorts: list[str], name: str) -> dict[str, Any]:
    measure, number = draw(st.sampled_from(MEASURES)), draw(st.sampled_from([0, 1, 2, 3]))
    some = st.lists(st.sampled_from(sorts), max_size=2, unique=True)
    rule = {"id": name, "measure": measure, "of": draw(some), "weight": draw(share)}
    match measure:
        case "share":
            least, most = sorted([draw(part), draw(st.sampled_from([0.25, 0.333, 0.5, 2 / 3, 1]))])
            return rule | {"least": least} | draw(st.sampled_from([{}, {"most": most}]))
        case "not_before":
            return rule | {"slot": draw(st.sampled_from(slots))}
        case "after":
            return rule | {"first": [draw(st.sampled_from(sorts))]}
        case "gap":
            return rule | {"least": number}
        case "each" | "in_a_row":
            return rule | {"least": 0, "most": number}
        case _:
            return rule | {"least": number} | draw(st.sampled_from([{}, {"most": number + 1}]))


@st.composite
def gaps(draw: st.DrawFn) -> Interaction:
    return interaction_of("one", {"form": "gap", "blanks": {key: draw(blanks()) for key in draw(few)}})


@st.composite
def blanks(draw: st.DrawFn) -> dict[str, Any]:
    keys = draw(ids)
    weights = {keys[0]: 1.0} | {key: draw(below) for key in keys[1:]}
    if draw(st.booleans()):
        return {"weights": weights}
    forgive = draw(st.lists(st.sampled_from(["case", "accents"]), unique=True))
    return {"weights": weights, "accept": [[key, draw(st.lists(words, min_size=1, max_size=2))] for key in draw(st.permutations(keys))], "forgive": forgive}


recognising = st.fixed_dictionaries(
    {
        "accept": st.lists(st.tuples(st.sampled_from("ab1"), st.lists(words, min_size=1, max_size=2)).map(list), max_size=2, unique_by=lambda one: one[0]),
        "forgive": st.sampled_from([[], ["case"], ["accents"], ["accents", "case"]]),
        "weights": st.just({}),
    }
)


@st.composite
def paths(draw: st.DrawFn) -> Interaction:
    scenes, states = draw(st.sampled_from([["a"], ["b", "a"], ["2", "1", "a"]])), ["x", "1"][: draw(st.integers(1, 2))]
    endings = {f"end-{number}": {"worth": worth} for number, worth in enumerate([0, draw(part), 1])}
    turns = [f"{one}/{turn}" for one in scenes for turn in ("t", "1")]
    conditions = st.fixed_dictionaries(
        {},
        optional={
            "least": st.dictionaries(st.sampled_from(states), st.integers(-1, 2), min_size=1),
            "most": st.dictionaries(st.sampled_from(states), st.integers(-1, 2), min_size=1),
            "chose": st.lists(st.sampled_from(turns), min_size=1, max_size=2),
            "not_chose": st.lists(st.sampled_from(turns), min_size=1, max_size=2),
        },
    ).map(lambda when: {"when": when} if when else {})
    way = st.builds(lambda to, when: {"to": to, **when}, st.sampled_from([*scenes, *endings]), conditions)
    added = st.dictionaries(st.sampled_from(states), st.integers(-2, 2), max_size=2).map(lambda add: {"add": add} if add else {})
    turn = st.builds(lambda add, when, ways: {**add, **when, "ways": ways}, added, conditions, st.lists(way, min_size=1, max_size=2))
    bounds = {state: [0, draw(st.integers(-2, 0)), draw(st.integers(0, 2))] for state in states}
    drawn = {one: {"turns": {key: draw(turn) for key in ("t", "1")}} for one in scenes}
    return interaction_of("one", {"form": "path", "first": scenes[0], "states": bounds, "scenes": drawn | endings})


orders = ids.map(lambda keys: interaction_of("one", {"form": "order", "key": keys}))
writes = st.just(interaction_of("one", {"form": "write"}))
scored = st.one_of(picks(), rates(), marks(), orders, matches(), mixes(), gaps(), paths())
interactions = st.one_of(scored, writes)
junk = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-3, 3)
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(max_size=4)
    | st.sampled_from(["__proto__", "constructor", "length"]),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=4), inner, max_size=3),
    max_leaves=6,
)


# Answers


@st.composite
def answered(draw: st.DrawFn, drawn: st.SearchStrategy[Interaction] = interactions) -> tuple[Interaction, Any]:
    """Draw an interaction and an answer: mostly one that knows the ids, sometimes the key, sometimes junk."""
    interaction = draw(drawn)
    kind = draw(st.integers(0, 7))
    if kind == 0:
        return interaction, draw(junk)
    key = key_of(interaction)
    return interaction, key if kind == 1 and key is not None else draw(likely(interaction))


def likely(interaction: Interaction) -> st.SearchStrategy[Any]:
    """Return answers that know what is asked."""
    match interaction:
        case Pick() | Mark():
            return lists_of([*interaction.weights])
        case Rate():
            return st.sampled_from([*interaction.credit])
        case Order():
            return st.permutations([step.id for step in interaction.steps]) | lists_of([step.id for step in interaction.steps])
        case Place():
            items = st.lists(st.sampled_from([item.id for item in interaction.items]), max_size=4)
            return st.dictionaries(st.sampled_from([slot.id for slot in interaction.slots]), items)
        case Gap():
            return st.fixed_dictionaries({}, optional={blank.id: filled([*blank.weights], typed=not blank.options) for blank in interaction.blanks})
        case Path():
            return walks(interaction)
        case Write():
            return junk


def lists_of(keys: list[str]) -> st.SearchStrategy[list[str]]:
    return st.lists(st.sampled_from(keys), max_size=len(keys) + 1)


def filled(keys: list[str], *, typed: bool) -> st.SearchStrategy[list[str]]:
    one = st.sampled_from([*keys, ""])
    whole = st.tuples(one, st.text(max_size=3), st.sampled_from(["de", "en"])) if typed else st.tuples(one)
    return st.one_of(whole.map(list), st.lists(one, max_size=4))


@st.composite
def walks(draw: st.DrawFn, path: Path) -> list[str]:
    """Take decisions that are on offer, up to twelve of them, and now and then one that is not."""
    play, decisions = begun(path), list[str]()
    for number in draw(st.lists(st.integers(0, 11), max_size=12)):
        open_turns = offered(play)
        if not open_turns:
            break
        turn = open_turns[number % len(open_turns)]
        following = taken(path, play, turn)
        decisions.append(turn.id)
        if following is None:
            break
        play = following
    return draw(st.sampled_from([decisions] * 5 + [[*decisions, "t"], decisions[1:]]))


def key_of(interaction: Interaction) -> Any:
    """Return the answer that is right; None where no single one is known."""
    match interaction:
        case Pick(several=True) | Mark():
            return [key for key, weight in interaction.weights.items() if weight > 0]
        case Pick():
            return [key for key, weight in interaction.weights.items() if weight == 1]
        case Rate():
            return interaction.key
        case Order():
            return [step.id for step in interaction.steps]
        case Place():
            return {slot.id: [item for item, at in interaction.key.items() if at == slot.id] for slot in interaction.slots} if interaction.key else None
        case Gap():
            return {blank.id: [right(blank.weights)] if blank.options else [right(blank.weights), "typed", "en"] for blank in interaction.blanks}
        case Path() | Write():
            return None


def right(weights: Mapping[str, float]) -> str:
    return next(key for key, weight in weights.items() if weight == 1)
