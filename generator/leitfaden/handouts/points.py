"""How a test on paper is marked: the rules of scoring in words, with the values that its questions have.

Whoever marks by hand has nothing else to go by. Only what occurs on the sheet is told; docs/scoring.md tells all of it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from math import comb
from string import ascii_uppercase
from typing import assert_never

from leitfaden.exercises import Blank, Exercise, Gap, Interaction, Mark, Order, Path, Pick, Place, Rate, Write
from leitfaden.inline import plain
from leitfaden.localising import LocalAssessment
from leitfaden.wording import Words


@dataclass(frozen=True, slots=True)
class Marking:
    """What stands in the box: its label, and a rule a line."""

    label: str
    rules: tuple[str, ...]


def marking_for(assessment: LocalAssessment, questions: Sequence[tuple[int, Exercise]], words: Words) -> Marking:
    """Return how the numbered questions of a test are marked, the pass mark in points included where there is one."""
    total = sum(exercise.points for _, exercise in questions)
    rules = (words("marking_share"), *_on_parts([one for _, one in questions], words), *_on_forms(questions, words), *_to_pass(assessment, total, words))
    return Marking(words("marking"), rules)


def _on_parts(exercises: Sequence[Exercise], words: Words) -> Iterator[str]:
    several = [one for one in exercises if sum(not isinstance(part, Write) for part in one.interactions) > 1]
    with_reason = [one for one in several if any(isinstance(part, Mark) for part in one.interactions)]
    if len(several) > len(with_reason):
        yield words("marking_parts")
    if with_reason:
        yield words("marking_reason")


def _on_forms(questions: Sequence[tuple[int, Exercise]], words: Words) -> Iterator[str]:
    """Yield each rule once, with what is particular to single questions behind it."""
    found: dict[str, dict[str, list[str]]] = {}
    for number, exercise in questions:
        for interaction in exercise.interactions:
            rule, details = _rule(interaction, words)
            of_question = found.setdefault(rule, {}).setdefault(words("test_number", number=words.number(number)), [])
            of_question.extend(one for one in details if one not in of_question)
    for rule, by_question in found.items():
        told = "; ".join(f"{question}: {', '.join(details)}" for question, details in by_question.items() if details)
        if rule:
            yield f"{rule} {told}." if told else rule


def _to_pass(assessment: LocalAssessment, total: float, words: Words) -> Iterator[str]:
    mark = assessment.pass_mark
    if mark is not None:
        yield words("marking_pass", points=words.number(round(mark * total, 6)), total=words.number(total), mark=words.percent(mark))


def _rule(interaction: Interaction, words: Words) -> tuple[str, tuple[str, ...]]:
    """Return the rule that scores an interaction, and what is particular to this one; of what isn't scored, nothing."""
    match interaction:
        case Pick(options=options, several=True) as pick:
            return words("marking_several"), _shares([pick.weights.get(one.id, 0) for one in options], words)
        case Pick(options=options) as pick:
            return words("marking_one"), _shares([_part(pick.weights.get(one.id, 0)) for one in options], words)
        case Rate() as rate:
            return _rate_rule(rate, words)
        case Order(steps=steps):
            return words("marking_order"), (words.counted("marking_pairs", comb(len(steps), 2)),)
        case Mark(targets=targets) as mark:
            return words("marking_mark"), _shares([mark.weights.get(one.id, 0) for one in targets], words)
        case Place() as place:
            return words("marking_rules") if place.limits else words("marking_match"), ()
        case Gap(blanks=blanks):
            return words("marking_gap"), tuple(one for blank in blanks for one in _nearly(blank, words))
        case Path():
            return words("marking_path"), ()
        case Write():
            return "", ()
        case other:
            assert_never(other)


def _rate_rule(rate: Rate, words: Words) -> tuple[str, tuple[str, ...]]:
    places = {step.id: place for place, step in enumerate(rate.scale)}
    beside = {key: rate.credit.get(key, 0) for key, place in places.items() if abs(place - places[rate.key]) == 1}
    others = {key: rate.credit.get(key, 0) for key in places if key != rate.key and key not in beside}
    if len(set(beside.values())) == 1 and not any(others.values()):
        (near,) = set(beside.values())
        return (words("marking_rate", share=words.percent(near)) if near else words("marking_rate_exact")), ()
    return words("marking_rate_own"), tuple(_credits(rate, {**beside, **others}, words))


def _credits(rate: Rate, credit: Mapping[str, float], words: Words) -> Iterator[str]:
    labels = {step.id: plain(step.label) for step in rate.scale}
    for key, label in labels.items():
        if credit.get(key):
            yield words("marking_instead", step=label, right=labels[rate.key], share=words.percent(credit[key]))


def _shares(weights: Sequence[float], words: Words) -> tuple[str, ...]:
    """Return what each option is worth, by the letters that the sheet gives them, the best first: `B/E 50% each`."""
    lettered = sorted(((weight, letter) for weight, letter in zip(weights, ascii_uppercase, strict=False) if weight), key=lambda one: (-one[0], one[1]))
    return tuple(_share([letter for _, letter in same], weight, words) for weight, same in groupby(lettered, key=lambda one: one[0]))


def _share(letters: Sequence[str], weight: float, words: Words) -> str:
    key = "marking_each" if len(letters) > 1 else "marking_alone"
    return words(key, letters="/".join(letters), share=_signed(weight, words))


def _signed(weight: float, words: Words) -> str:
    return f"−{words.percent(-weight)}" if weight < 0 else words.percent(weight)


def _part(weight: float) -> float:
    """Return the weight of an option that is neither right nor worth nothing; of others 0."""
    return weight if 0 < weight < 1 else 0


def _nearly(blank: Blank, words: Words) -> Iterator[str]:
    texts = {**{one.id: plain(one.text) for one in blank.options}, **{one.id: one.variants[0] for one in blank.answers}}
    for key, text in texts.items():
        if _part(blank.weights.get(key, 0)):
            yield words("marking_filling", text=text, share=words.percent(blank.weights[key]))
