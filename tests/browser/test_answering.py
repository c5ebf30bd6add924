"""Answering: with mouse, touch and keyboard alone; verdicts in words, reasons for everything, another try."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from learner import Learner, arrange, exercise_of, exported_record, feedbacks, is_right, matched, right_responses, wrong_responses
from playwright.sync_api import Locator, Page, expect
from web import Site

from conftest import Visitors
from leitfaden.exercises import Exercise, Mark, Order, Pick, Place, Rate
from leitfaden.inline import plain
from leitfaden.localising import LocalCourse
from leitfaden.scoring import score_exercise
from leitfaden.site.addresses import scenario_page

EACH_FORM = (
    "first-week/how-it-reads",
    "first-week/this-week",
    "bike-week/round-the-offer",
    "first-week/next-weeks",
    "coffee-stain/more-than-there-is",
    "follow-me-first/what-it-does",
)
PHONE = {"viewport": {"width": 360, "height": 740}, "has_touch": True, "is_mobile": True}


def page_of(course: LocalCourse, exercise: Exercise) -> str:
    scenario = course.scenarios[exercise.scenario]
    return scenario_page(scenario.module, scenario.id) + "/"


@pytest.fixture(params=EACH_FORM)
def exercise(request: pytest.FixtureRequest, german: LocalCourse) -> Exercise:
    return exercise_of(german, request.param)


@pytest.fixture
def page(visit: Visitors, site: Site, german: LocalCourse, exercise: Exercise) -> Page:
    return visit(site.url(page_of(german, exercise)))


def test_every_kind_has_its_form_here(german: LocalCourse) -> None:
    """Whoever adds a kind or a form adds it to these tests, or writes a file of tests for what is like no other."""
    tested = {(one.kind, type(one.interactions[0])) for one in (exercise_of(german, name) for name in EACH_FORM)}
    own = {file.stem.removeprefix("test_") for file in Path(__file__).parent.glob("test_*.py")}
    used = {(one.kind, type(one.interactions[0])) for scenario in german.scenarios.values() for one in scenario.exercises}
    assert {form for form in used if form[0] not in own} <= tested <= used


def test_a_right_answer(page: Page, exercise: Exercise) -> None:
    learner = Learner(page, exercise)
    expect(learner.verdict).to_be_empty()
    learner.answer_right()
    expect(learner.verdict).to_have_text(learner.words("right"))
    expect(learner.verdict).to_have_attribute("aria-live", "polite")
    assert_reasons_shown(learner)


def test_a_wrong_answer(page: Page, exercise: Exercise) -> None:
    learner = Learner(page, exercise)
    learner.answer_wrong()
    expect(learner.verdict).to_have_text(verdict_pattern(learner))
    assert_reasons_shown(learner)
    assert_marks_in_words(learner)


def verdict_pattern(learner: Learner) -> re.Pattern[str]:
    """A wrong order still has pairs that are right, and neighbours on a scale earn a quarter: both say how much."""
    words = learner.words
    return re.compile(rf"^({re.escape(words('wrong'))}|{re.escape(words('partly'))} · \d+.%.*)$")


def assert_reasons_shown(learner: Learner) -> None:
    for reason in feedbacks(learner.exercise):
        expect(learner.question.get_by_text(reason, exact=True)).to_be_visible()


def assert_marks_in_words(learner: Learner) -> None:
    for interaction in learner.exercise.interactions:
        match interaction:
            case Pick():
                for option in interaction.options:
                    control = learner.page.get_by_role("checkbox" if interaction.several else "radio", name=plain(option.text), exact=True)
                    item = learner.question.get_by_role("listitem").filter(has=control)
                    expected = ("missed" if interaction.several else "right") if is_right(interaction, option.id) else "wrong"
                    chosen = option.id in wrong_responses(learner.exercise)[interaction.id]
                    assert learner.words(expected) in item.inner_text() or not (chosen or is_right(interaction, option.id))
            case Rate():
                group = learner.rating(interaction)
                key = next(plain(step.label) for step in interaction.scale if step.id == interaction.key)
                expect(group.get_by_text(f"{learner.words('our_view')} {key}")).to_be_visible()
            case Mark():
                for target in interaction.targets:
                    word = learner.words("mark_missed" if interaction.weights[target.id] > 0 else "mark_wrong")
                    name = learner.words("mark_quoted", phrase=target.phrase) if target.phrase else learner.words("mark_whole")
                    expect(learner.question.get_by_text(f"{word} · {name}", exact=True)).to_be_visible()
            case Place() if interaction.key:
                labels = {slot.id: plain(slot.label) for slot in interaction.slots}
                for item, entry in zip(interaction.items, learner.question.get_by_role("listitem").all(), strict=True):
                    expect(entry.get_by_text(learner.words("match_other", slot=labels[interaction.key[item.id]]))).to_be_visible()
            case Order():
                place = len(interaction.steps)
                expect(learner.question.get_by_text(learner.words("other_place", place=place))).to_be_visible()


def test_what_was_right_stays_for_another_try(page: Page, exercise: Exercise) -> None:
    learner = Learner(page, exercise)
    mixed = half_right(exercise)
    learner.answer(mixed)
    learner.check()
    learner.press(learner.again_button)
    assert learner.given() == kept(exercise, mixed)
    expect(learner.verdict).to_be_empty()
    expect(learner.check_button).to_be_focused()
    for reason in feedbacks(exercise):
        expect(learner.question.get_by_text(reason, exact=True)).to_have_count(0)
    learner.answer_right()


def half_right(exercise: Exercise) -> dict[str, object]:
    """Right where several things are asked and the first is meant, wrong in the rest."""
    right, wrong = right_responses(exercise), wrong_responses(exercise)
    first, *rest = exercise.interactions
    if isinstance(first, Place) and first.key:
        slots = {item: slot for slot, items in wrong[first.id].items() for item in items}
        return {first.id: matched(first, {**slots, first.items[0].id: first.key[first.items[0].id]})}
    if isinstance(first, Pick) and first.several:
        return {first.id: [*right[first.id][:1], *wrong[first.id][:1]]}
    return {first.id: right[first.id] if rest else wrong[first.id], **{one.id: wrong[one.id] for one in rest}}


def kept(exercise: Exercise, given: dict[str, object]) -> dict[str, object]:
    """What stays of an answer: right options, right ratings, and an order as it is."""
    left: dict[str, object] = {}
    for interaction in exercise.interactions:
        answer = given[interaction.id]
        match interaction:
            case Pick():
                left[interaction.id] = [option for option in answer if is_right(interaction, option)]
            case Mark():
                left[interaction.id] = [target for target in answer if interaction.weights[target] > 0]
            case Place() if interaction.key:
                placed = {slot: [item for item in items if interaction.key[item] == slot] for slot, items in answer.items()}
                left[interaction.id] = {slot: items for slot, items in placed.items() if items}
            case Rate():
                left[interaction.id] = answer if answer == interaction.key else None
            case Order():
                left[interaction.id] = answer
    return left


def test_a_changed_answer_takes_its_verdict_away(visit: Visitors, site: Site, german: LocalCourse) -> None:
    exercise = exercise_of(german, "first-week/this-week")
    learner = Learner(visit(site.url(page_of(german, exercise))), exercise)
    learner.answer_wrong()
    learner.answer(right_responses(exercise))
    expect(learner.verdict).to_be_empty()
    learner.check()
    learner.expect_right()


@pytest.mark.parametrize("name", EACH_FORM[:3])
def test_an_incomplete_answer_is_announced(visit: Visitors, site: Site, german: LocalCourse, name: str) -> None:
    exercise = exercise_of(german, name)
    learner = Learner(visit(site.url(page_of(german, exercise))), exercise)
    responses = right_responses(exercise)
    answered = dict(list(responses.items())[:1] if len(responses) > 1 else [])
    learner.answer(answered)
    learner.press(learner.check_button)
    expect(learner.verdict).to_have_text(learner.words.counted("incomplete", len(responses) - len(answered)))
    expect(first_open(learner, answered)).to_be_focused()
    learner.page.goto(site.url("about/"))
    expect(learner.page.get_by_text(learner.words("record_empty"))).to_be_visible()


def first_open(learner: Learner, answered: dict[str, object]) -> Locator:
    interaction = learner.exercise.interactions[len(answered)]
    assert isinstance(interaction, (Pick, Rate))
    controls = learner.options(interaction) if isinstance(interaction, Pick) else learner.steps_of(interaction)
    return next(iter(controls.values()))


def test_touch(visit: Visitors, site: Site, german: LocalCourse, exercise: Exercise) -> None:
    page = visit(site.url(page_of(german, exercise)), **PHONE)
    learner = Learner(page, exercise, touch=True)
    learner.answer_wrong()
    learner.press(learner.again_button)
    learner.answer_right()
    assert_reasons_shown(learner)


def test_first_try_and_best_are_kept_apart(page: Page, site: Site, exercise: Exercise) -> None:
    learner = Learner(page, exercise)
    learner.answer_wrong()
    learner.press(learner.again_button)
    learner.answer_right()
    share = learner.words.percent(score_exercise(exercise, wrong_responses(exercise)))
    expect(learner.verdict).to_have_text(f"{learner.words('right')} · {learner.words('first_try', percent=share)}")
    page.goto(site.url("about/"))
    first, second = exported_record(page)["answered"]
    assert (first["try"], second["try"]) == (1, 2)
    assert first["score"] < second["score"] == 1
    assert first["responses"] == wrong_responses(exercise)
    assert second["responses"] == right_responses(exercise)
    assert {(one["activity"], one["revision"]) for one in (first, second)} == {(exercise.id, exercise.revision)}


# With the keyboard alone


def tab_to(page: Page, target: Locator) -> None:
    """Press Tab until the focus arrives."""
    for _ in range(200):
        if target.evaluate("element => element === document.activeElement"):
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"Tab does not lead to {target}")


def choose_by_keyboard(page: Page, controls: dict[str, Locator], chosen: str) -> None:
    """Enter a group of radio buttons, which holds one stop for Tab, and go on with the arrow."""
    ids = list(controls)
    tab_to(page, controls[ids[0]])
    page.keyboard.press("Space")
    for _ in range(ids.index(chosen)):
        page.keyboard.press("ArrowDown")
    expect(controls[chosen]).to_be_checked()


def answer_by_keyboard(learner: Learner) -> None:
    page, responses = learner.page, right_responses(learner.exercise)
    for interaction in learner.exercise.interactions:
        match interaction:
            case Mark():
                tick_by_keyboard(page, learner.places(interaction), responses[interaction.id])
            case Place() if interaction.key:
                match_by_keyboard(learner, interaction)
            case Pick(several=True):
                tick_by_keyboard(page, learner.options(interaction), responses[interaction.id])
            case Pick():
                choose_by_keyboard(page, learner.options(interaction), responses[interaction.id][0])
            case Rate():
                choose_by_keyboard(page, learner.steps_of(interaction), responses[interaction.id])
            case Order():
                order_by_keyboard(learner, interaction, "Enter")


def tick_by_keyboard(page: Page, controls: dict[str, Locator], chosen: list[str]) -> None:
    for one in chosen:
        tab_to(page, controls[one])
        page.keyboard.press("Space")


def match_by_keyboard(learner: Learner, place: Place) -> None:
    slots = [slot.id for slot in place.slots]
    for item, control in learner.lists(place).items():
        tab_to(learner.page, control)
        for _ in range(slots.index(place.key[item]) + 1):
            learner.page.keyboard.press("ArrowDown")


def order_by_keyboard(learner: Learner, order: Order, key: str) -> None:
    def move_up(button: Locator) -> None:
        if not button.evaluate("element => element === document.activeElement"):
            learner.page.evaluate("document.activeElement.blur()")
            tab_to(learner.page, button)
        learner.page.keyboard.press(key)
        expect(button).to_be_focused()

    arrange(learner, order, [step.id for step in order.steps], move_up)


def test_the_keyboard_alone(page: Page, exercise: Exercise) -> None:
    learner = Learner(page, exercise)
    answer_by_keyboard(learner)
    tab_to(page, learner.check_button)
    page.keyboard.press("Enter")
    expect(learner.verdict).to_have_text(learner.words("right"))
    expect(learner.again_button).to_be_focused()


@pytest.mark.parametrize("key", ["ArrowUp", "Space"])
def test_steps_move_by_key_and_say_where_they_are(visit: Visitors, site: Site, german: LocalCourse, key: str) -> None:
    exercise = exercise_of(german, "first-week/next-weeks")
    order = exercise.interactions[0]
    assert isinstance(order, Order)
    learner = Learner(visit(site.url(page_of(german, exercise))), exercise)
    order_by_keyboard(learner, order, key)
    assert learner.sequence(order) == [step.id for step in order.steps]
    moved = [step for step in order.steps if step.id != order.shown[0]]
    place = {step.id: number for number, step in enumerate(order.steps, 1)}
    said = [learner.words("moved", step=plain(step.text), place=place[step.id], total=len(order.steps)) for step in moved]
    assert learner.verdict.inner_text() in said


def test_a_step_at_the_end_stays_where_it_is(visit: Visitors, site: Site, german: LocalCourse) -> None:
    exercise = exercise_of(german, "first-week/next-weeks")
    order = exercise.interactions[0]
    assert isinstance(order, Order)
    learner = Learner(visit(site.url(page_of(german, exercise))), exercise)
    last = learner.mover(order, order.shown[-1], "down")
    last.focus()
    learner.page.keyboard.press("ArrowDown")
    assert learner.sequence(order) == list(order.shown)
    expect(last).to_be_focused()


def test_steps_can_be_dragged(visit: Visitors, site: Site, german: LocalCourse) -> None:
    exercise = exercise_of(german, "first-week/next-weeks")
    order = exercise.interactions[0]
    assert isinstance(order, Order)
    learner = Learner(visit(site.url(page_of(german, exercise))), exercise)
    items = learner.question.get_by_role("listitem")
    items.first.drag_to(items.last, target_position={"x": 60, "y": items.last.bounding_box()["height"] - 4})
    assert learner.sequence(order) == [*order.shown[1:], order.shown[0]]
