"""An activity scores the mean of its interactions, what was not answered counting as 0; each part, then the mean, is rounded.

What is written is no part of the mean, and an activity that is only written has no score.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from itertools import product
from typing import Any

from .cases import MILLION, STRANGE, Case, rounded, shown
from .filling import MIXED, gap, gap_score
from .limiting import limit, mix, mix_score, week
from .picking import mark, mark_score, options, several, several_score, single, single_score
from .placing import KEY, SLOTS, gathered, match, match_score
from .playing import LATE, path_score
from .stepping import neighbours, order, order_score, rate, rate_score

WRITE = {"form": "write"}


def exercises() -> Iterator[Case]:
    yield from _ratings()
    yield from _mixed()
    yield from _reasons()
    yield from _new_forms()
    yield from _written()
    yield {"name": "an activity without interactions", "rules": {}, "answers": {"a": ["a"]}, "score": 0.0}


def _ratings() -> Iterator[Case]:
    three = ("good", "depends", "bad")
    right = {"one": "good", "two": "bad", "three": "depends"}
    given: list[dict[str, Any]] = [
        dict(right),
        {**right, "two": "depends"},
        {**right, "two": "good"},
        {"one": "good"},
        {},
        {"x": "good"},
        {**right, "x": "good"},
    ]
    given += [dict.fromkeys(right, step) for step in three] + [{**right, "one": None}, {**right, "one": ["good"]}, {"constructor": "good"}, {"toString": "bad"}]
    for answers in given:
        yield _judge(right, answers)
    for count in (6, 7, 9):
        keys = {f"p{number}": three[number % 3] for number in range(count)}
        for taken in range(count + 1):
            yield _judge(keys, dict(list(keys.items())[:taken]))
        yield _judge(keys, dict.fromkeys(keys, "depends"))
    ids = {"2": "good", "1": "bad", "constructor": "depends", "b": "good"}
    for answers in (dict(ids), {"2": "good", "constructor": "good"}, {"b": "bad"}, {}):
        yield _judge(ids, answers)


def _judge(right: Mapping[str, str], answers: Mapping[str, Any]) -> Case:
    shares = {key: neighbours(("good", "depends", "bad"), step, "1/4") for key, step in right.items()}
    parts = {key: rate_score(shares[key], answers.get(key)) for key in right}
    rules = {key: rate(step, shares[key]) for key, step in right.items()}
    return _exercise(f"{len(right)} ratings: {shown(answers)}", rules, answers, list(parts.values()))


def _mixed() -> Iterator[Case]:
    weights, chosen = {"a": "1", "b": "1/3"}, options("ac", "b")
    rules = {"pick": single(weights), "all": several(chosen), "order": order("abc")}
    for pick, every, sequence in product((["a"], ["b"], []), (["a", "c"], ["a"], ["a", "b"]), ("abc", "bca", "ab")):
        answers = {"pick": pick, "all": every, "order": list(sequence)}
        parts = [single_score(weights, pick), several_score(chosen, every), order_score("abc", list(sequence))]
        yield _exercise(f"three forms: {shown(answers)}", rules, answers, parts)


def _reasons() -> Iterator[Case]:
    """Places and a reason: a mark and a pick."""
    places, weights = options("ace", "bd"), {"because": "1", "nearly": "1/3", "no": "0"}
    rules = {"marks": mark(places), "reason": single(weights)}
    for marked, reason in product((["a", "c", "e"], ["a", "c"], ["a", "b"], ["a", "c", "b"], list("abcde"), None), (["because"], ["nearly"], ["no"], [], None)):
        answers = {name: one for name, one in (("marks", marked), ("reason", reason)) if one is not None}
        parts = [mark_score(places, answers.get("marks")), single_score(weights, answers.get("reason"))]
        yield _exercise(f"places and a reason: {shown(answers)}", rules, answers, parts)


def _new_forms() -> Iterator[Case]:
    """One activity of the forms that are usually alone, as an author of a further kind could put them together."""
    limits = mix([limit("share", "own", most=0.5), limit("each", most=1), limit("in_a_row", "own", most=1)], 2)
    rules = {"match": match(SLOTS, KEY), "gap": gap(MIXED), "mix": limits, "path": LATE}
    matched = (gathered(KEY), {"heard": ["right"], "asks": ["eight", "soon"]}, {})
    filled = ({"what": ["late"], "when": ["hour", "at eight", "en"], "who": ["we"]}, {"what": ["soon"], "who": ["one"]})
    weeks, plays = (week("o1||t1||h1"), week("o1 o2||t1||"), week("h1||||")), (["look", "sorry"], ["soon", "sorry"], ["look"])
    for answer in list(product(matched, filled, weeks, plays))[::5]:
        answers = dict(zip(rules, answer, strict=True))
        parts = [match_score(SLOTS, KEY, answer[0]), gap_score(MIXED, answer[1]), mix_score(limits, answer[2]), path_score(LATE, answer[3])]
        yield _exercise(f"four forms: {shown(answers)}", rules, answers, parts)


def _written() -> Iterator[Case]:
    weights = {"a": "1", "b": "1/3"}
    alone: tuple[Any, ...] = ({}, {"draft": {}}, {"draft": {"clear": ["good"]}}, {"draft": None}, {"draft": "words"}, {"x": 1})
    for answers in alone:
        yield {"name": f"written alone: {shown(answers)}", "rules": {"draft": WRITE}, "answers": answers, "score": None}
    yield {"name": "written twice", "rules": {"draft": WRITE, "log": WRITE}, "answers": {"draft": {"clear": ["good"]}}, "score": None}
    for answers in ({"pick": ["a"]}, {"pick": ["b"], "draft": {"clear": ["good"]}}, {"draft": {"clear": ["good"]}}, {}):
        rules = {"draft": WRITE, "pick": single(weights)}
        yield _exercise(f"written and chosen: {shown(answers)}", rules, answers, [single_score(weights, answers.get("pick"))])
    rules = {"pick": single(weights), "draft": WRITE, "order": order("abc")}
    for answers in ({"pick": ["a"], "order": list("abc")}, {"pick": ["b"], "order": list("bac"), "draft": {}}, {"order": list("abc")}):
        parts = [single_score(weights, answers.get("pick")), order_score("abc", answers.get("order"))]
        yield _exercise(f"written between scored ones: {shown(answers)}", rules, answers, parts)


def writes() -> Iterator[Case]:
    for answer in (*STRANGE, {"clear": ["good"]}, {"clear": "good"}, {}):
        yield {"name": f"written: {shown(answer)}", "rules": WRITE, "answer": answer, "score": None}
    yield {"name": "written: nothing answered", "rules": WRITE, "score": None}


def _exercise(name: str, rules: Mapping[str, Any], answers: Mapping[str, Any], parts: Sequence[Fraction]) -> Case:
    """Each interaction is rounded before the mean is taken, and the mean is rounded again."""
    whole = sum((Fraction(round(rounded(part) * MILLION), MILLION) for part in parts), Fraction(0)) / len(parts)
    return {"name": name, "rules": dict(rules), "answers": dict(answers), "score": rounded(whole)}
