"""Interactions of every form, small and telling: each text says what it is, so that a test sees where it went."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from leitfaden.exercises import (
    Accepted,
    Blank,
    Choosable,
    Condition,
    Field,
    Gap,
    Item,
    Limit,
    Mark,
    Measure,
    Order,
    Path,
    Pick,
    Place,
    Rate,
    Sample,
    Scene,
    Slot,
    State,
    Step,
    Target,
    Turn,
    Way,
    Write,
)
from leitfaden.inline import Prose, Text
from leitfaden.posts import recognise
from leitfaden.threads import LocalPost

ALWAYS = Condition({}, {}, (), ())


def prose(text: str) -> Prose:
    return ((Text(text),),)


def pick(weights: Mapping[str, float], *, several: bool, text: str = "") -> Pick:
    options = tuple(Choosable(key, prose(f"{key}: {text}"), prose(f"why {key}: {text}")) for key in weights)
    return Pick("pick", options, several, weights)


def rate(key: str = "s1", credit: dict[str, float] | None = None, text: str = "", post: str | None = None) -> Rate:
    credit = credit or {"good": 1.0, "depends": 0.25, "bad": 0.0}
    scale = tuple(Step(step, prose(f"{step} {text}")) for step in credit)
    right = max(credit, key=lambda step: credit[step])
    return Rate(key, post, None if post else prose(f"said {text}"), scale, right, credit, prose(f"because {text}"), {"bad": prose(f"if bad {text}")})


def order(count: int = 4, text: str = "") -> Order:
    steps = tuple(Choosable(f"s{place}", prose(f"step {place} {text}"), prose(f"reason {place} {text}")) for place in range(count))
    return Order("order", steps, tuple(step.id for step in reversed(steps)))


def mark(weights: Mapping[str, float], *, text: str = "", post: str = "jo") -> Mark:
    """Return places to mark, all in one post: words of it, and at last the whole."""
    last = list(weights)[-1]
    targets = tuple(Target(key, post, None if key == last else f"{key} {text}", prose(f"why {key}: {text}")) for key in weights)
    return Mark("marks", targets, weights)


def match(key: Mapping[str, str], slots: Iterable[str] = (), text: str = "") -> Place:
    every = dict.fromkeys((*key.values(), *slots))
    items = tuple(Item(item, prose(f"{item} {text}"), prose(f"why {item} {text}")) for item in key)
    return Place("match", items, tuple(Slot(slot, prose(f"{slot} {text}")) for slot in every), key, (), 0, ())


def menu(key: str, weights: Mapping[str, float], text: str = "") -> Blank:
    options = tuple(Choosable(one, prose(f"{one} {text}"), prose(f"why {one} {text}")) for one in weights)
    return Blank(key, options, (), (), weights, ())


def line(key: str, accept: Mapping[str, Sequence[str]], weights: Mapping[str, float], *forgive: str, otherwise: str = "") -> Blank:
    answers = tuple(Accepted(one, tuple(variants), prose(f"why {one}")) for one, variants in accept.items())
    return Blank(key, (), answers, forgive, weights, prose(otherwise) if otherwise else ())


def gap(*blanks: Blank, text: str = "") -> Gap:
    """Return a passage of a paragraph for each blank."""
    return Gap("gap", tuple(((Text(f"before {text}"),), blank.id, (Text(f"after {text}"),)) for blank in blanks), blanks)


# Forms that rules judge, that are played or written


def limit(key: str, measure: Measure = "count", *of: str, weight: float = 1.0) -> Limit:
    return Limit(key, measure, of, 1, None, "", (), weight, prose(f"rule {key}"), prose(f"why {key}"))


def mix(*limits: Limit, items: Mapping[str, str] | None = None, slots: Iterable[str] = ("mon", "wed"), least: int = 1) -> Place:
    """Return cards, by default one of each of two sorts, to be placed on days."""
    sorts = dict.fromkeys((items := items or {"a": "own", "b": "talk"}).values())
    cards = tuple(Item(key, prose(f"card {key}"), prose(f"word on {key}") if key == "a" else (), sort) for key, sort in items.items())
    days = tuple(Slot(slot, prose(f"day {slot}")) for slot in slots)
    return Place("mix", cards, days, {}, limits or (limit("mixed"),), least, tuple(Step(sort, prose(f"sort {sort}")) for sort in sorts))


def pace(*limits: Limit, weeks: int = 3) -> Place:
    acts = tuple(Item(act, prose(f"act {act}"), (), act) for act in ("like", "reply"))
    slots = tuple(Slot(f"w{number}", prose(f"week {number}")) for number in range(1, weeks + 1))
    return Place("pace", acts, slots, {}, limits or (limit("slowly"),), 2, tuple(Step(act.id, act.text) for act in acts), seen_by="Noor Albers")


def turn(key: str, *ways: Way, add: Mapping[str, int] | None = None, when: Condition = ALWAYS) -> Turn:
    return Turn(key, prose(f"turn {key}"), prose(f"why {key}"), add or {}, when, ways)


def scene(key: str, *turns: Turn, worth: float | None = None, posts: tuple[LocalPost, ...] = ()) -> Scene:
    return Scene(key, prose(f"title {key}"), prose(f"scene {key}"), posts, turns, worth)


def branch(posts: tuple[LocalPost, ...] = ()) -> Path:
    """Return a conversation of two decisions: trust and the first of them decide on how it ends."""
    trusted = Condition({"trust": 2}, {}, (), ())
    asked = Condition({}, {"trust": 1}, ("first/ask",), ("first/wait",))
    scenes = (
        scene("first", turn("ask", Way("later", ALWAYS), add={"trust": 2}), turn("wait", Way("later", ALWAYS), add={"trust": -1}), posts=posts),
        scene("later", turn("thank", Way("warm", trusted), Way("cool", ALWAYS)), turn("push", Way("lost", ALWAYS), when=asked)),
        scene("warm", worth=1.0), scene("cool", worth=0.5), scene("lost", worth=0.0),
    )  # fmt: skip
    return Path("path", scenes, (State("trust", prose("Trust"), 0, -1, 3),), ("ask", "thank"), back=True)


def draft(network: str = "x") -> Write:
    samples = tuple(Sample(key, recognise(f"sample {key}"), f"sample {key}", prose(f"why {key}")) for key in ("short", "warm"))
    scale = tuple(Step(step, prose(f"step {step}")) for step in ("yes", "no"))
    return Write("write", (Field("text", prose("my text")),), 1, network, samples, (Step("named", prose("criterion named")),), scale)


def reflect(*fields: str, entries: int = 1) -> Write:
    return Write("write", tuple(Field(field, prose(f"field {field}")) for field in fields), entries, "none", (), (), ())
