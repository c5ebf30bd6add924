"""Writes `scoring.json`: what answers score, worked out from the words of the scoring contract with exact fractions.

    python tests/vectors/make.py

It shares no code with `leitfaden.scoring` and imports nothing of Leitfaden, so that an error there can't hide here.
The contract in short: a score goes from 0 to 1. Pick one: the chosen option's weight. Pick several: the shares of the
right options, less those of the wrong ones, never below 0. Rate: the credit of the chosen step. Order: the share of
pairs in the right order, 0 for anything but all steps once. An activity: the mean of its interactions, what was not
answered counting as 0. Each rounded half up at the sixth decimal. What is no answer of the right form scores 0.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from itertools import permutations
from math import floor
from pathlib import Path
from typing import Any

FILE = Path(__file__).with_name("scoring.json")
ABOUT = "Answers and what they score, for every implementation of the scoring contract. Written by make.py; `answer` left out: nothing was answered."
MILLION = 1_000_000
Case = dict[str, Any]
Option = tuple[str, bool, Fraction]

STRANGE: tuple[tuple[str, Any], ...] = (
    ("null", None), ("a text", "a"), ("an empty text", ""), ("a number", 1), ("zero", 0), ("true", True), ("an empty list", []), ("an object", {"a": 1}),
    ("an object with a length", {"length": 1, "0": "a"}), ("a list in a list", [["a"]]), ("a null in a list", [None]), ("a number in a list", [1]),
    ("an object in a list", [{"a": 1}]), ("true in a list", [True]), ("__proto__", "__proto__"), ("constructor", "constructor"),
    ("toString", "toString"), ("__proto__ in a list", ["__proto__"]), ("constructor in a list", ["constructor"]), ("toString in a list", ["toString"]),
    ("hasOwnProperty in a list", ["hasOwnProperty"]), ("length in a list", ["length"]), ("an empty id", [""]), ("an id with a space", ["a "]), ("a capital", ["A"]),
)  # fmt: skip


def rounded(value: Fraction) -> float:
    """Return `value`, kept between 0 and 1, rounded half up at the sixth decimal."""
    kept = max(Fraction(0), min(Fraction(1), value))
    return floor(kept * MILLION + Fraction(1, 2)) / MILLION


# Pick


def single(weights: Mapping[str, str]) -> dict[str, Any]:
    return {"form": "pick", "several": False, "weights": {key: float(Fraction(weight)) for key, weight in weights.items()}}


def single_score(weights: Mapping[str, str], answer: Any) -> Fraction:
    if not isinstance(answer, list) or len(answer) != 1 or not isinstance(answer[0], str):
        return Fraction(0)
    return Fraction(weights.get(answer[0], "0"))


def singles() -> Iterator[Case]:
    weights = {"a": "1", "b": "1/2", "c": "0", "d": "1/3"}
    answers = [[key] for key in weights] + [["x"], ["a", "b"], ["a", "a"], ["a", "x"], ["x", "a"], list("abcd")] + [given for _, given in STRANGE]
    for answer in answers:
        yield _case(f"one of four: {_shown(answer)}", single(weights), answer, single_score(weights, answer))
    for weight in ("1/3", "2/3", "1/6", "5/6", "1/7", "6/7", "1/9", "1/128", "3/128", "127/128", "1/2000000", "1/4000000", "999999/1000000", "0.25", "0.1"):
        yield _case(f"partial weight {weight}", single({"a": "1", "b": weight}), ["b"], Fraction(weight))
    digits = {"1": "1", "2": "0"}
    for answer in (["1"], ["2"], [1], "1", 1):
        yield _case(f"ids of digits: {_shown(answer)}", single(digits), answer, single_score(digits, answer))
    words = {"constructor": "1", "to-string": "1/4"}
    for answer in (["constructor"], ["to-string"], ["toString"]):
        yield _case(f"ids like those of objects: {_shown(answer)}", single(words), answer, single_score(words, answer))
    yield {"name": "one of four: nothing answered", "rules": single(weights), "score": 0.0}


def shares(options: Sequence[Option]) -> dict[str, Fraction]:
    """Return what each option adds: right ones share 1, wrong ones share -1, in proportion to what the author gave."""
    totals = {side: sum((share for _, right, share in options if right == side), Fraction(0)) for side in (True, False)}
    return {key: (share if right else -share) / totals[right] for key, right, share in options}


def several(options: Sequence[Option]) -> dict[str, Any]:
    return {"form": "pick", "several": True, "weights": {key: float(share) for key, share in shares(options).items()}}


def several_score(options: Sequence[Option], answer: Any) -> Fraction:
    if not isinstance(answer, list) or not all(isinstance(one, str) for one in answer):
        return Fraction(0)
    return sum((share for key, share in shares(options).items() if key in answer), Fraction(0))


def options(right: str, wrong: str, **given: str) -> list[Option]:
    return [(key, key in right, Fraction(given.get(key, "1"))) for key in sorted(right + wrong)]


def severals() -> Iterator[Case]:
    three_of_five = options("ace", "bd")
    for answer in _subsets("abcde"):
        yield _several("three of five right", three_of_five, answer)
    for answer in (
        ["a", "a"],
        ["c", "a", "a", "e"],
        ["b", "b", "a"],
        ["a", "x"],
        ["x"],
        ["a", "c", "e", "x"],
        ["e", "c", "a"],
        list("edcba"),
        *(given for _, given in STRANGE if given != []),
    ):
        yield _several("three of five right", three_of_five, answer)
    weighted = options("ab", "cd", a="3", b="1", c="2", d="0.5")
    for answer in _subsets("abcd"):
        yield _several("explicit shares 3:1 right, 2:0.5 wrong", weighted, answer)
    for count in (3, 6, 7):
        keys = "abcdefg"[:count]
        for taken in range(1, count + 1):
            yield _several(f"{count} right, one wrong", options(keys, "z"), list(keys[:taken]))
        yield _several(f"{count} right, one wrong", options(keys, "z"), [*keys, "z"])
    for answer in (["a"], ["a", "b"], ["a", "c"], ["a", "b", "c", "d"], ["b", "c", "d"]):
        yield _several("one right, three wrong", options("a", "bcd"), answer)


def _several(name: str, given: Sequence[Option], answer: Any) -> Case:
    return _case(f"{name}: {_shown(answer)}", several(given), answer, several_score(given, answer))


def _subsets(keys: str) -> list[list[str]]:
    return [[key for place, key in enumerate(keys) if number >> place & 1] for number in range(1 << len(keys))]


# Rate


def neighbours(steps: Sequence[str], key: str, neighbour: str) -> dict[str, Fraction]:
    """Return the credit of each step where the one beside the key earns `neighbour`."""
    place = steps.index(key)
    return {step: {0: Fraction(1), 1: Fraction(neighbour)}.get(abs(at - place), Fraction(0)) for at, step in enumerate(steps)}


def rate(key: str, credit: Mapping[str, Fraction]) -> dict[str, Any]:
    return {"form": "rate", "key": key, "credit": {step: float(one) for step, one in credit.items()}}


def rates() -> Iterator[Case]:
    three = ("good", "depends", "bad")
    for key in three:
        credit = neighbours(three, key, "1/4")
        for answer in (*three, "x", None, "", "constructor", "__proto__", "toString", [key], {key: 1}, 1, True):
            yield _rate(f"three steps, {key} is right", key, credit, answer)
    five = ("never", "seldom", "sometimes", "often", "always")
    weights = {
        "never": {"seldom": "1/2"}, "seldom": {"never": "1/2", "sometimes": "1/3"}, "sometimes": {"seldom": "2/3", "often": "2/3", "always": "1/6"},
        "often": {"sometimes": "1/7", "always": "1/2"}, "always": {"often": "3/4"},
    }  # fmt: skip
    for key in five:
        credit = {step: Fraction(1) if step == key else Fraction(weights[key].get(step, "0")) for step in five}
        for answer in five:
            yield _rate(f"five steps with weights, {key} is right", key, credit, answer)
    credit = neighbours(three, "good", "1/4")
    yield {"name": "three steps: nothing answered", "rules": rate("good", credit), "score": 0.0}


def _rate(name: str, key: str, credit: Mapping[str, Fraction], answer: Any) -> Case:
    return _case(f"{name}: {_shown(answer)}", rate(key, credit), answer, rate_score(credit, answer))


def rate_score(credit: Mapping[str, Fraction], answer: Any) -> Fraction:
    return credit.get(answer, Fraction(0)) if isinstance(answer, str) else Fraction(0)


# Order


def order(key: Sequence[str]) -> dict[str, Any]:
    return {"form": "order", "key": list(key)}


def order_score(key: Sequence[str], answer: Any) -> Fraction:
    if not isinstance(answer, (list, tuple)) or not all(isinstance(one, str) for one in answer):
        return Fraction(0)
    if len(answer) != len(key) or set(answer) != set(key):
        return Fraction(0)
    pairs = [(first, second) for at, first in enumerate(key) for second in key[at + 1 :]]
    return Fraction(sum(list(answer).index(first) < list(answer).index(second) for first, second in pairs), len(pairs))


def orders() -> Iterator[Case]:
    for key in ("abc", "abcd", "dbca"):
        for answer in permutations(key):
            yield _order(key, list(answer))
    for key, step in (("abcde", 11), ("abcdef", 53), ("abcdefg", 401)):
        for answer in list(permutations(key))[::step]:
            yield _order(key, list(answer))
    for answer in (
        ["a", "b"],
        ["c"],
        list("abca"),
        list("aab"),
        list("abd"),
        list("abcd"),
        ["a", "b", "C"],
        ["a\nb", "c"],
        ["a", "b\nc"],
        ["a,b,c"],
        ["a", "b,c"],
    ):
        yield _order("abc", answer)
    for answer in (["a", "b", None], ["a", "b", ["c"]], ["a", "b", 3], *(given for _, given in STRANGE)):
        yield _order("abc", answer)
    for answer in (["10", "9", "1"], ["1", "9", "10"], ["9", "10", "1"], [10, 9, 1]):
        yield _case(f"ids of digits: {_shown(answer)}", order(["1", "9", "10"]), answer, order_score(["1", "9", "10"], answer))
    yield {"name": "order of 3: nothing answered", "rules": order("abc"), "score": 0.0}


def _order(key: str, answer: Any) -> Case:
    return _case(f"order {key}: {_shown(answer)}", order(key), answer, order_score(key, answer))


# Several interactions in one activity


def exercises() -> Iterator[Case]:
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
    yield from _mixed()
    yield {"name": "an activity without interactions", "rules": {}, "answers": {"a": ["a"]}, "score": 0.0}


def _judge(right: Mapping[str, str], answers: Mapping[str, Any]) -> Case:
    shares = {key: neighbours(("good", "depends", "bad"), step, "1/4") for key, step in right.items()}
    parts = {key: rate_score(shares[key], answers.get(key)) for key in right}
    rules = {key: rate(step, shares[key]) for key, step in right.items()}
    return _exercise(f"{len(right)} ratings: {_shown(answers)}", rules, answers, list(parts.values()))


def _mixed() -> Iterator[Case]:
    weights, chosen = {"a": "1", "b": "1/3"}, options("ac", "b")
    rules = {"pick": single(weights), "all": several(chosen), "order": order("abc")}
    for pick in (["a"], ["b"], []):
        for every in (["a", "c"], ["a"], ["a", "b"]):
            for sequence in ("abc", "bca", "ab"):
                answers = {"pick": pick, "all": every, "order": list(sequence)}
                parts = [single_score(weights, pick), several_score(chosen, every), order_score("abc", list(sequence))]
                yield _exercise(f"three forms: {_shown(answers)}", rules, answers, parts)


def _exercise(name: str, rules: Mapping[str, Any], answers: Mapping[str, Any], parts: Sequence[Fraction]) -> Case:
    """Each interaction is rounded before the mean is taken, and the mean is rounded again."""
    whole = sum((Fraction(round(rounded(part) * MILLION), MILLION) for part in parts), Fraction(0)) / len(parts)
    return {"name": name, "rules": dict(rules), "answers": dict(answers), "score": rounded(whole)}


def _case(name: str, rules: Mapping[str, Any], answer: Any, score: Fraction) -> Case:
    return {"name": name, "rules": dict(rules), "answer": answer, "score": rounded(score)}


def _shown(answer: Any) -> str:
    return json.dumps(answer, ensure_ascii=True)


def vectors_text() -> str:
    """Return the file's text: one case a line."""
    parts = {"interactions": [*singles(), *severals(), *rates(), *orders()], "exercises": [*exercises()]}
    lists = [f'"{name}": [\n' + ",\n".join(json.dumps(case) for case in cases) + "\n]" for name, cases in parts.items()]
    return "{\n" + ",\n".join([f'"about": {json.dumps(ABOUT)}', *lists]) + "\n}\n"


if __name__ == "__main__":
    FILE.write_text(vectors_text(), encoding="utf-8")
