"""What every scored activity takes: hints in steps, a number of tries, something said by score."""

from __future__ import annotations

import pytest
from learner import Learner
from playwright.sync_api import Locator, Page, expect
from taking import SCENARIO, SCORED, answer, at_work, events, exercise, expect_said_by_score, responses, said_by_score, turn_to
from web import Site

from conftest import Visitors
from leitfaden.exercises import Order, Pick, Rate
from leitfaden.inline import plain
from leitfaden.wording import words_for

EN = words_for("en")
WITH_TRIES = {"first-line": 3, "how-it-sounds": 2, "in-order": 2}


@pytest.fixture
def page(visit: Visitors, taking: Site) -> Page:
    return visit(taking.url(SCENARIO))


# Hints


def hint(learner: Learner, number: int) -> Locator:
    """Return what opens a hint; it has a number where there are several."""
    name = f"{EN('hint')} {number}" if len(learner.exercise.hints) > 1 else EN("hint")
    return learner.activity.get_by_text(name, exact=True)


def told(learner: Learner, number: int) -> Locator:
    return learner.activity.get_by_text(plain(learner.exercise.hints[number - 1]), exact=True)


def test_the_next_hint_appears_when_one_was_opened(page: Page) -> None:
    learner = at_work(page, "first-line")
    for number in (1, 2, 3):
        expect(hint(learner, number)).to_be_visible()
        expect(told(learner, number)).to_be_hidden()
        if number < 3:
            expect(hint(learner, number + 1)).to_be_hidden()
        hint(learner, number).click()
        expect(told(learner, number)).to_be_visible()


def test_a_hint_that_is_closed_again_takes_no_other_away(page: Page) -> None:
    learner = at_work(page, "first-line")
    hint(learner, 1).click()
    hint(learner, 2).click()
    hint(learner, 1).click()
    expect(told(learner, 1)).to_be_hidden()
    expect(told(learner, 2)).to_be_visible()
    expect(hint(learner, 3)).to_be_visible()


def test_hints_open_by_keyboard(page: Page) -> None:
    learner = at_work(page, "in-order")
    hint(learner, 1).focus()
    page.keyboard.press("Enter")
    expect(told(learner, 1)).to_be_visible()
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    expect(told(learner, 2)).to_be_visible()


@pytest.mark.parametrize(("name", "opened"), [("first-line", 0), ("first-line", 2), ("how-it-sounds", 1), ("in-order", 2)])
def test_the_number_of_opened_hints_is_kept_and_costs_nothing(page: Page, name: str, opened: int) -> None:
    learner = at_work(page, name)
    for number in range(1, opened + 1):
        hint(learner, number).click()
        expect(told(learner, number)).to_be_visible()
    answer(learner, "right")
    assert [(event["hints"], event["score"]) for event in events(page)] == [(opened, 1)]


def test_a_hint_counts_once_and_for_later_tries_too(page: Page) -> None:
    learner = at_work(page, "first-line")
    answer(learner, "wrong")
    for _ in range(3):
        hint(learner, 1).click()
    learner.press(learner.again_button)
    answer(learner, "right")
    assert [event["hints"] for event in events(page)] == [0, 1]


# Tries


@pytest.mark.parametrize("name", WITH_TRIES)
def test_after_the_last_try_the_key_is_shown_and_nothing_more_is_taken(page: Page, taking: Site, name: str) -> None:
    learner = at_work(page, name)
    for left in reversed(range(WITH_TRIES[name])):
        answer(learner, "wrong")
        expect(learner.verdict).to_contain_text(EN.counted("tries_left", left) if left else EN("no_tries_left"))
        if left:
            learner.press(learner.again_button)
    expect_used_up(learner)
    page.reload()
    expect_used_up(learner)
    expect_used_up(turn_to(page, taking, name, "de"))


def expect_used_up(learner: Learner) -> None:
    expect(learner.verdict).to_contain_text(learner.words("no_tries_left"))
    expect(learner.activity.get_by_role("button", name=learner.words("check"), exact=True)).to_have_count(0)
    expect(learner.again_button).to_have_count(0)
    expect_key(learner)
    controls = [*learner.question.get_by_role("radio").all(), *learner.question.get_by_role("button").all()]
    assert controls
    for control in controls:
        expect(control).to_be_disabled()


def expect_key(learner: Learner) -> None:
    words = learner.words
    for interaction in learner.exercise.interactions:
        match interaction:
            case Pick():
                right = next(option for option in interaction.options if interaction.weights[option.id] == 1)
                expect(learner.question.get_by_role("listitem").filter(has_text=plain(right.text))).to_contain_text(words("right"))
            case Rate():
                key = next(plain(step.label) for step in interaction.scale if step.id == interaction.key)
                expect(learner.rating(interaction)).to_contain_text(f"{words('our_view')} {key}")
            case Order():
                for place, step in enumerate(interaction.steps, 1):
                    expect(learner.question.get_by_role("listitem").filter(has_text=plain(step.text))).to_contain_text(words("other_place", place=place))


def test_steps_cannot_be_dragged_after_the_last_try(page: Page) -> None:
    learner = at_work(page, "in-order")
    for _ in range(2):
        answer(learner, "wrong")
        if learner.again_button.is_visible():
            learner.press(learner.again_button)
    steps = learner.question.get_by_role("listitem")
    before = steps.all_inner_texts()
    steps.first.drag_to(steps.last)
    expect(learner.verdict).to_contain_text(EN("no_tries_left"))
    assert steps.all_inner_texts() == before
    expect(learner.check_button).to_have_count(0)


def test_no_try_costs_anything(page: Page) -> None:
    learner = at_work(page, "first-line")
    for share in ("wrong", "partly"):
        answer(learner, share)
        learner.press(learner.again_button)
    answer(learner, "right")
    assert [(event["try"], event["score"]) for event in events(page)] == [(1, 0), (2, 0.5), (3, 1)]


def test_the_right_answer_ends_the_tries_without_a_word_about_them(page: Page) -> None:
    learner = at_work(page, "how-it-sounds")
    answer(learner, "right")
    expect(learner.verdict).to_have_text(EN("right"))


# What is said by score

SAID = {
    "first-line": ("Look at what she asked.", "Half of it: she still has to ask again.", "She can go and have a coffee."),
    "what-helps": ("", "Two of three help.", "More than two of three help."),
    "how-it-sounds": ("Read them aloud.", "Read them aloud.", "You have an ear for it."),
    "in-order": ("Begin with what she sees.", "Almost.", "Just so."),
}


def test_every_activity_says_something_by_score() -> None:
    assert set(SAID) == set(SCORED)
    assert all(exercise(name).ranges for name in SAID)


@pytest.mark.parametrize(
    ("name", "share", "text"), [(name, *one) for name, texts in SAID.items() for one in zip(("wrong", "partly", "right"), texts, strict=True)]
)
def test_the_highest_range_that_was_reached_speaks(page: Page, name: str, share: str, text: str) -> None:
    learner = at_work(page, name)
    assert said_by_score(learner) == []
    answer(learner, share)
    expect_said_by_score(learner, *([text] if text else []))
    page.reload()
    expect(learner.verdict).not_to_be_empty()
    expect_said_by_score(learner, *([text] if text else []))


def test_what_is_said_by_score_stands_below_the_verdict(page: Page) -> None:
    learner = at_work(page, "first-line")
    answer(learner, "right")
    verdict, said = learner.verdict.bounding_box(), learner.activity.get_by_text(SAID["first-line"][2], exact=True).filter(visible=True).bounding_box()
    assert verdict is not None
    assert said is not None
    assert 0 <= said["y"] - (verdict["y"] + verdict["height"]) < 40


def test_a_range_begins_exactly_at_its_percentage(page: Page) -> None:
    """0.58 · 100 is less than 58 to a computer, and 0.666667 is shown as 67 % and is less."""
    learner = at_work(page, "first-line")
    learner.answer({"pick": ["hour"]})
    learner.check()
    assert [event["score"] for event in events(page)] == [0.58]
    expect_said_by_score(learner, "More than half of it.")
    other = at_work(page, "what-helps")
    answer(other, "partly")
    expect(other.verdict).to_contain_text("67%")
    expect_said_by_score(other, "Two of three help.")


def test_what_is_said_by_score_goes_with_the_verdict(page: Page) -> None:
    learner = at_work(page, "first-line")
    answer(learner, "wrong")
    learner.press(learner.again_button)
    assert said_by_score(learner) == []
    answer(learner, "partly")
    learner.answer(responses("first-line", "right"))
    assert said_by_score(learner) == []


def test_what_is_said_by_score_speaks_the_language_of_the_page(page: Page, taking: Site) -> None:
    answer(at_work(page, "first-line"), "partly")
    expect_said_by_score(turn_to(page, taking, "first-line", "de"), "Zur Hälfte. Sie muss noch einmal fragen.")


def test_without_script_all_of_it_stands_in_the_solution(visit: Visitors, taking: Site) -> None:
    learner = at_work(visit(taking.url(SCENARIO), java_script_enabled=False), "first-line")
    assert said_by_score(learner) == []
    learner.activity.get_by_text(EN("solution_of"), exact=True).click()
    for percent, text in learner.exercise.ranges:
        expect(learner.activity.get_by_text(plain(text), exact=True)).to_be_visible()
        expect(learner.activity.get_by_text(EN("range_from", percent=percent), exact=True)).to_be_visible()


# What is still open


def test_what_is_missing_is_counted_and_the_first_of_it_gets_the_focus(page: Page) -> None:
    """The first as the page shows it, whatever order that is."""
    learner = at_work(page, "how-it-sounds")
    ratings = learner.question.get_by_role("group")
    ratings.nth(0).get_by_role("radio").first.check()
    ratings.nth(2).get_by_role("radio").first.check()
    learner.press(learner.check_button)
    expect(learner.verdict).to_have_text(EN.counted("incomplete", 3))
    expect(ratings.nth(1).get_by_role("radio").first).to_be_focused()
    assert events(page) == []
