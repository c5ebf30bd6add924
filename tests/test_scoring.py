"""The scoring contract: Python and JavaScript against the same vectors, against each other, and its promises."""

from __future__ import annotations

import json
import runpy
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from playwright.sync_api import Browser, Page

from leitfaden.activities import KINDS
from leitfaden.activities.judge.model import credit
from leitfaden.exercises import Choosable, Exercise, Interaction, Order, Pick, Rate, Step
from leitfaden.localising import revision
from leitfaden.model.activity import Activity
from leitfaden.model.course import Scale
from leitfaden.rules import rules
from leitfaden.scoring import score, score_exercise

HERE = Path(__file__).parent
VECTORS = json.loads((HERE / "vectors" / "scoring.json").read_text(encoding="utf-8"))
REVISIONS = json.loads((HERE / "vectors" / "revisions.json").read_text(encoding="utf-8"))
SCRIPT = HERE.parent / "generator" / "leitfaden" / "site" / "assets" / "scoring.js"
MODELS: Mapping[str, type[Activity]] = {kind.folder: kind for kind in KINDS}


# From rules back to interactions: what scoring does not look at stays empty.


def interaction_of(name: str, given_rules: Mapping[str, Any]) -> Interaction:
    def choosable(key: str) -> Choosable:
        return Choosable(key, (), ())

    if given_rules["form"] == "pick":
        return Pick(name, tuple(map(choosable, given_rules["weights"])), given_rules["several"], given_rules["weights"])
    if given_rules["form"] == "rate":
        steps = tuple(Step(step, ()) for step in given_rules["credit"])
        return Rate(name, None, (), steps, given_rules["key"], given_rules["credit"], (), {})
    return Order(name, tuple(map(choosable, given_rules["key"])), tuple(given_rules["key"]))


def exercise_of(all_rules: Mapping[str, Any]) -> Exercise:
    interactions = tuple(interaction_of(name, one) for name, one in all_rules.items())
    return Exercise("s/a", "toy", "0", "s", (), interactions, (), 1.0, None, (), confidence=False, use="practice", formerly=())


# The vectors


def test_the_vectors_are_what_their_generator_writes() -> None:
    made = runpy.run_path(str(HERE / "vectors" / "make.py"))["vectors_text"]()
    assert made == (HERE / "vectors" / "scoring.json").read_text(encoding="utf-8")


def test_the_vectors_are_many_and_cover_every_form() -> None:
    cases = VECTORS["interactions"] + VECTORS["exercises"]
    names = [case["name"] for case in cases]
    assert len(names) == len(set(names)) >= 200
    assert {case["rules"]["form"] for case in VECTORS["interactions"]} == {"pick", "rate", "order"}


@pytest.mark.parametrize("case", VECTORS["interactions"], ids=lambda case: case["name"])
def test_python_scores_an_interaction_as_the_vectors_say(case: dict[str, Any]) -> None:
    interaction = interaction_of("one", case["rules"])
    assert rules(interaction) == case["rules"], "the vectors' rules are no longer the rules that pages carry"
    assert score(interaction, case.get("answer")) == case["score"]


@pytest.mark.parametrize("case", VECTORS["exercises"], ids=lambda case: case["name"])
def test_python_scores_an_activity_as_the_vectors_say(case: dict[str, Any]) -> None:
    assert score_exercise(exercise_of(case["rules"]), case["answers"]) == case["score"]


# The browser


@pytest.fixture(scope="module")
def page(browser: Browser) -> Iterator[Page]:
    page = browser.new_page()
    page.add_script_tag(content=SCRIPT.read_text(encoding="utf-8"))
    yield page
    page.close()


def in_browser(page: Page, interactions: list[dict[str, Any]], exercises: list[dict[str, Any]]) -> dict[str, list[float]]:
    """Score all cases in the page. They travel as text, since objects would lose keys such as `__proto__` on the way."""
    code = """(text) => {
        const cases = JSON.parse(text);
        return {
            interactions: cases.interactions.map((one) => score(one.rules, one.answer)),
            exercises: cases.exercises.map((one) => scoreAll(one.rules, one.answers)),
        };
    }"""
    return page.evaluate(code, json.dumps({"interactions": interactions, "exercises": exercises}))


def test_the_browser_scores_everything_as_the_vectors_say(page: Page) -> None:
    scored = in_browser(page, VECTORS["interactions"], VECTORS["exercises"])
    for part in ("interactions", "exercises"):
        assert len(scored[part]) == len(VECTORS[part])
        wrong = [(case["name"], got, case["score"]) for case, got in zip(VECTORS[part], scored[part], strict=True) if got != case["score"]]
        assert wrong == []


# Random rules and answers

ids = st.lists(st.text("abcdefgh019-", min_size=1, max_size=3), min_size=2, max_size=7, unique=True)
share = st.integers(1, 40).map(lambda number: number / 8)
part = st.floats(0, 1, allow_subnormal=False)


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


orders = ids.map(lambda keys: interaction_of("one", {"form": "order", "key": keys}))
interactions = st.one_of(picks(), rates(), orders)
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


def known_ids(interaction: Interaction) -> list[str]:
    given_rules: Any = rules(interaction)
    return list(given_rules.get("weights") or given_rules.get("credit") or given_rules["key"])


@st.composite
def answered(draw: st.DrawFn) -> tuple[Interaction, Any]:
    interaction = draw(interactions)
    known = known_ids(interaction)
    likely = st.one_of(
        st.permutations(known), st.lists(st.sampled_from(known), max_size=len(known) + 1), st.sampled_from(known), st.sampled_from(known).map(lambda one: [one])
    )
    return interaction, draw(likely if draw(st.integers(0, 3)) else junk)


def key_of(interaction: Interaction) -> Any:
    match interaction:
        case Pick(several=True):
            return [key for key, weight in interaction.weights.items() if weight > 0]
        case Pick():
            return [key for key, weight in interaction.weights.items() if weight == 1]
        case Rate():
            return interaction.key
        case Order():
            return [step.id for step in interaction.steps]


def same_answer(interaction: Interaction, one: Any, other: Any) -> bool:
    return set(one) == set(other) if isinstance(interaction, Pick) else one == other


@given(answered())
def test_a_score_is_a_share_with_six_decimals(case: tuple[Interaction, Any]) -> None:
    got = score(*case)
    assert isinstance(got, float)
    assert 0 <= got <= 1
    assert got == round(got, 6)


@given(interactions)
def test_the_key_scores_full_marks(interaction: Interaction) -> None:
    assert score(interaction, key_of(interaction)) == 1


@given(answered())
def test_nothing_but_the_key_scores_full_marks(case: tuple[Interaction, Any]) -> None:
    interaction, answer = case
    full = {step for step, one in interaction.credit.items() if one > 0.999999} if isinstance(interaction, Rate) else ()
    if score(interaction, answer) == 1 and answer not in full:
        assert same_answer(interaction, answer, key_of(interaction))


@given(picks().filter(lambda pick: isinstance(pick, Pick) and pick.several))
def test_choosing_everything_scores_nothing(pick: Interaction) -> None:
    assert score(pick, known_ids(pick)) == 0


@given(st.permutations(["good"] * 3 + ["depends"] * 2 + ["bad"] * 3))
@settings(max_examples=20)
def test_no_fixed_answer_beats_the_others_on_a_balanced_set(keys: list[str]) -> None:
    """Three good, two mixed, three bad: who always answers the same gains nothing by choosing which."""
    steps = ("good", "depends", "bad")
    scale = Scale(steps={step: step for step in steps}, neighbour=0.25)
    all_rules = {f"p{number}": {"form": "rate", "key": key, "credit": credit(scale, key)} for number, key in enumerate(keys)}
    exercise = exercise_of(all_rules)
    scores = {step: score_exercise(exercise, dict.fromkeys(all_rules, step)) for step in steps}
    assert max(scores.values()) == pytest.approx(min(scores.values()), abs=0.051)
    assert max(scores.values()) < 0.5


@settings(max_examples=6, deadline=None, suppress_health_check=list(HealthCheck))  # how fast a machine draws is no matter of scoring
@given(st.lists(answered(), min_size=50, max_size=60), st.lists(st.lists(answered(), max_size=5), min_size=10, max_size=10))
@example([(Pick("one", (), several=False, weights={"a": 1.0}), [["a"]])], [])
def test_python_and_the_browser_agree_on_anything(page: Page, single: list[tuple[Interaction, Any]], groups: list[list[tuple[Interaction, Any]]]) -> None:
    exercises = [({f"i{at}": one for at, (one, _) in enumerate(group)}, {f"i{at}": answer for at, (_, answer) in enumerate(group)}) for group in groups]
    scored = in_browser(
        page,
        [{"rules": rules(interaction), "answer": answer} for interaction, answer in single],
        [{"rules": {name: rules(one) for name, one in parts.items()}, "answers": answers} for parts, answers in exercises],
    )
    assert scored["interactions"] == [score(interaction, answer) for interaction, answer in single]
    assert scored["exercises"] == [score_exercise(exercise_of({name: rules(one) for name, one in parts.items()}), answers) for parts, answers in exercises]


# Revisions


def built(data: Mapping[str, Any]) -> Activity:
    return MODELS[data["kind"]].model_validate(data)


def test_revisions_are_pinned_for_every_kind() -> None:
    assert {case["activity"]["kind"] for case in REVISIONS["activities"]} == set(MODELS)


@pytest.mark.parametrize("case", REVISIONS["activities"], ids=lambda case: case["name"])
def test_a_revision_never_changes(case: dict[str, Any]) -> None:
    """A changed value re-opens that question for every learner of every published course: never re-bless it."""
    assert revision(built(case["activity"]).key()) == case["revision"]


def with_other_texts(value: Any) -> Any:
    texts = ("prompt", "text", "feedback", "hints", "feedback_if")
    if isinstance(value, dict):
        return {key: _changed(one) if key in texts else with_other_texts(one) for key, one in value.items()}
    return value


def _changed(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _changed(one) for key, one in value.items()}
    return [_changed(one) for one in value] if isinstance(value, list) else f"{value}, said otherwise"


@pytest.mark.parametrize("case", REVISIONS["activities"], ids=lambda case: case["name"])
def test_other_texts_keep_the_revision(case: dict[str, Any]) -> None:
    other = with_other_texts(case["activity"])
    assert other != case["activity"]
    assert revision(built(other).key()) == case["revision"]


@pytest.mark.parametrize("case", REVISIONS["activities"], ids=lambda case: case["name"])
def test_another_order_of_display_keeps_the_revision(case: dict[str, Any]) -> None:
    containers = [name for name in ("options", "verdicts", "statements") if name in case["activity"]]
    turned = {**case["activity"], **{name: dict(reversed(case["activity"][name].items())) for name in containers}}
    assert revision(built(turned).key()) == case["revision"]


@pytest.mark.parametrize("change", REVISIONS["changes"], ids=lambda change: change["name"])
def test_another_key_is_another_revision(change: dict[str, Any]) -> None:
    before, after = (revision(built(change[which]).key()) for which in ("before", "after"))
    assert before != after


def test_the_pinned_revisions_differ_from_each_other() -> None:
    pinned = [case["revision"] for case in REVISIONS["activities"]]
    assert len(set(pinned)) == len(pinned)
