"""What scoring promises for any rules and any answer, and that Python and the browser never differ."""

from __future__ import annotations

import json
from typing import Any

from hypothesis import HealthCheck, assume, example, given, settings
from hypothesis import strategies as st
from playwright.sync_api import Page

from drawn import answered, gaps, interactions, key_of, marks, matches, mixes, orders, paths, picks, rates, recognising, scored, words
from leitfaden.activities.judge.model import credit
from leitfaden.exercises import Blank, Gap, Interaction, Mark, Order, Path, Pick, Place, Rate, Write
from leitfaden.limits import kept, placed
from leitfaden.model.course import Scale
from leitfaden.plays import replayed
from leitfaden.rules import rules
from leitfaden.scoring import recognised, score, score_exercise
from rebuilt import blank, exercise_of, interaction_of

ROUNDS_UP = 0.9999995
keyed = st.one_of(picks(), rates(), marks(), orders, matches(), gaps())


@given(answered())
def test_a_score_is_a_share_with_six_decimals_and_only_what_is_written_has_none(case: tuple[Interaction, Any]) -> None:
    got = score(*case)
    assert (got is None) == isinstance(case[0], Write)
    if got is not None:
        assert 0 <= got <= 1
        assert got == round(got, 6)


@given(keyed)
def test_the_key_scores_full_marks(interaction: Interaction) -> None:
    assert score(interaction, key_of(interaction)) == 1


@given(answered(scored))
@settings(max_examples=200)
def test_nothing_but_what_is_right_scores_full_marks(case: tuple[Interaction, Any]) -> None:
    interaction, answer = case
    assert (score(interaction, answer) == 1) == is_right(interaction, answer)


def is_right(interaction: Interaction, answer: Any) -> bool:
    """Tell whether an answer is right in all its parts, without adding anything up."""
    match interaction:
        case Pick() | Mark():
            return isinstance(answer, list) and all(isinstance(one, str) for one in answer) and picked_right(interaction, answer)
        case Rate():
            return isinstance(answer, str) and interaction.credit.get(answer, 0) >= ROUNDS_UP
        case Order():
            return answer == key_of(interaction)
        case Place() if interaction.limits:
            sequence = placed(interaction, answer)
            return sequence is not None and len(sequence) >= interaction.least and all(kept(interaction, sequence).values())
        case Place():
            sequence = placed(interaction, answer) or []
            return sorted((interaction.slots[at].id, item) for at, item in sequence) == sorted((slot, item) for item, slot in interaction.key.items())
        case Gap():
            return isinstance(answer, dict) and all(filled_right(one, answer.get(one.id)) for one in interaction.blanks)
        case _:
            play = replayed(interaction, answer) if isinstance(answer, list) else None
            return play is not None and (play.scene.worth or 0) >= ROUNDS_UP


def picked_right(interaction: Pick | Mark, answer: list[str]) -> bool:
    known = [one for one in answer if one in interaction.weights]
    if isinstance(interaction, Pick) and not interaction.several:
        return answer == key_of(interaction)
    return set(known) == set(key_of(interaction))


def filled_right(asked: Blank, answer: Any) -> bool:
    whole = isinstance(answer, list) and all(isinstance(one, str) for one in answer) and len(answer) == (1 if asked.options else 3)
    return whole and asked.weights.get(answer[0]) == 1


@given(st.one_of(picks().filter(lambda pick: isinstance(pick, Pick) and pick.several), marks()))
def test_taking_everything_scores_nothing(interaction: Pick | Mark) -> None:
    assert score(interaction, [*interaction.weights]) == 0


@given(matches())
def test_putting_everything_everywhere_scores_nothing(match: Place) -> None:
    assert score(match, {slot.id: [*match.key] for slot in match.slots}) == 0


@given(mixes(), st.integers(0, 2))
def test_placing_too_little_scores_nothing(mix: Place, number: int) -> None:
    assume(number < mix.least)
    assert score(mix, {mix.slots[0].id: [mix.items[0].id] * number}) == 0


@given(answered(paths()))
def test_only_an_ending_is_worth_anything(case: tuple[Path, Any]) -> None:
    path, answer = case
    play = replayed(path, answer) if isinstance(answer, list) and all(isinstance(one, str) for one in answer) else None
    assert score(path, answer) == 0 or (play is not None and play.ended)
    if play is not None and play.ended:
        assert score(path, [*answer, "t"]) == 0


# No fixed answer beats the others


@given(st.permutations(["good"] * 3 + ["depends"] * 2 + ["bad"] * 3))
@settings(max_examples=20)
def test_no_fixed_rating_beats_the_others_on_a_balanced_set(keys: list[str]) -> None:
    """Three good, two mixed, three bad: who always answers the same gains nothing by choosing which."""
    steps = ("good", "depends", "bad")
    scale = Scale(steps={step: step for step in steps}, neighbour=0.25)
    all_rules = {f"p{number}": {"form": "rate", "key": key, "credit": credit(scale, key)} for number, key in enumerate(keys)}
    exercise = exercise_of(all_rules)
    assert {step: score_exercise(exercise, dict.fromkeys(all_rules, step)) for step in steps} == dict.fromkeys(steps, 0.4375)


@given(st.integers(2, 6), st.integers(1, 4), st.randoms(use_true_random=False))
@settings(max_examples=30)
def test_no_slot_beats_the_others_on_a_balanced_set(slots: int, each: int, random: Any) -> None:
    """So many items for each slot: who puts all into one gains nothing by choosing which."""
    goals = [f"s{number % slots}" for number in range(slots * each)]
    random.shuffle(goals)
    key = {f"i{number}": goal for number, goal in enumerate(goals)}
    match = interaction_of("one", {"form": "place", "slots": sorted(set(goals)), "key": key})
    scores = {slot: score(match, {slot: [*key]}) for slot in goals}
    assert scores == dict.fromkeys(scores, round(1 / slots, 6))


@given(st.integers(2, 8), st.integers(1, 8))
def test_no_single_place_beats_the_others_and_no_wrong_one_is_free(places: int, right: int) -> None:
    """Where all right places weigh the same, one is worth as much as another, and a wrong one costs at least as much."""
    assume(right < places)
    weights = [1 / right] * right + [-max(1 / right, 1 / (places - right))] * (places - right)
    mark = interaction_of("one", {"form": "mark", "weights": {f"p{number}": weight for number, weight in enumerate(weights)}})
    alone = [score(mark, [f"p{number}"]) for number in range(places)]
    assert alone == [round(1 / right, 6)] * right + [0] * (places - right)
    assert {score(mark, ["p0", f"p{wrong}"]) for wrong in range(right, places)} == {0}


@given(st.permutations(["early", "late", "never"] * 2))
@settings(max_examples=20)
def test_no_option_beats_the_others_over_balanced_blanks(keys: list[str]) -> None:
    asked = {f"b{number}": {"weights": {option: float(option == key) for option in ("early", "late", "never")}} for number, key in enumerate(keys)}
    gap = interaction_of("one", {"form": "gap", "blanks": asked})
    assert {score(gap, {name: [option] for name in asked}) for option in keys} == {0.333333}


# Python and the browser

SLOW = settings(max_examples=8, deadline=None, suppress_health_check=list(HealthCheck))  # how fast a machine draws is no matter of scoring


@SLOW
@given(st.lists(answered(), min_size=50, max_size=60))
@example([(Pick("one", (), several=False, weights={"a": 1.0}), [["a"]])])
def test_python_and_the_browser_agree_on_any_answer(scoring_page: Page, cases: list[tuple[Interaction, Any]]) -> None:
    given_cases = [{"rules": rules(interaction), "answer": answer} for interaction, answer in cases]
    assert in_browser(scoring_page, "score(one.rules, one.answer)", given_cases) == [score(*case) for case in cases]


@SLOW
@given(st.lists(st.lists(answered(), max_size=5), min_size=10, max_size=10))
def test_python_and_the_browser_agree_on_any_activity(scoring_page: Page, groups: list[list[tuple[Interaction, Any]]]) -> None:
    given_cases = [
        {"rules": {f"i{at}": rules(one) for at, (one, _) in enumerate(group)}, "answers": {f"i{at}": answer for at, (_, answer) in enumerate(group)}}
        for group in groups
    ]
    expected = [score_exercise(exercise_of(case["rules"]), case["answers"]) for case in given_cases]
    assert in_browser(scoring_page, "scoreAll(one.rules, one.answers)", given_cases) == expected


@SLOW
@given(st.lists(st.tuples(recognising, words), min_size=50, max_size=60))
def test_python_and_the_browser_recognise_the_same(scoring_page: Page, cases: list[tuple[dict[str, Any], str]]) -> None:
    given_cases = [{"rules": {**one, "accept": [*one["accept"], ["spaced", [f" {text}  x"]]]}, "text": f"{text} x"} for one, text in cases]
    given_cases += [{"rules": one, "text": text} for one, text in cases]
    expected = [recognised(blank("one", case["rules"]), case["text"]) for case in given_cases]
    assert in_browser(scoring_page, "recognised(one.rules, one.text)", given_cases) == expected
    assert "" not in expected[: len(cases)]


def in_browser(page: Page, expression: str, cases: list[dict[str, Any]]) -> list[Any]:
    """Evaluate an expression for each case in the page; they travel as text, since objects would lose `__proto__` on the way."""
    return page.evaluate(f"(text) => JSON.parse(text).map((one) => {expression})", json.dumps(cases))


@given(interactions)
@settings(max_examples=50)
def test_rules_are_all_that_scoring_looks_at(interaction: Interaction) -> None:
    """Interactions of tests are rebuilt from their rules; what is rebuilt has the same rules again."""
    assert interaction_of("one", json.loads(json.dumps(rules(interaction)))) == interaction
