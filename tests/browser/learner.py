"""A learner at work on one activity of a page: she finds things by what they are and what they are called."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any, assert_never

from playwright.sync_api import Locator, Page, expect

from leitfaden.exercises import Exercise, Order, Pick, Rate
from leitfaden.inline import plain
from leitfaden.localising import LocalCourse
from leitfaden.wording import Words, words_for

Responses = Mapping[str, Any]


def exercise_of(course: LocalCourse, name: str) -> Exercise:
    """Return the exercise called `<scenario>/<activity>`."""
    scenario = course.scenarios[name.partition("/")[0]]
    return next(exercise for exercise in scenario.exercises if exercise.id == name)


def right_responses(exercise: Exercise) -> dict[str, Any]:
    """Return the responses that earn the full mark."""
    return {interaction.id: _right(interaction) for interaction in exercise.interactions}


def wrong_responses(exercise: Exercise) -> dict[str, Any]:
    """Return responses of which none is right."""
    return {interaction.id: _wrong(interaction) for interaction in exercise.interactions}


def _right(interaction: Pick | Rate | Order) -> Any:
    match interaction:
        case Pick():
            return [option.id for option in interaction.options if is_right(interaction, option.id)]
        case Rate():
            return interaction.key
        case Order():
            return [step.id for step in interaction.steps]
        case other:
            assert_never(other)


def _wrong(interaction: Pick | Rate | Order) -> Any:
    match interaction:
        case Pick():
            wrong = [option.id for option in interaction.options if not is_right(interaction, option.id)]
            return wrong if interaction.several else wrong[-1:]
        case Rate():
            return min(interaction.credit, key=lambda step: interaction.credit[step])
        case Order():
            ids = [step.id for step in interaction.steps]
            return [*ids[1:], ids[0]]
        case other:
            assert_never(other)


def is_right(pick: Pick, option: str) -> bool:
    """Tell whether an option belongs to the key."""
    return pick.weights[option] > 0 if pick.several else pick.weights[option] == 1


class Learner:
    """Works on one exercise in a page.

    Arguments:
        touch: she taps instead of clicking.
    """

    def __init__(self, page: Page, exercise: Exercise, language: str = "de", *, touch: bool = False) -> None:
        self.page, self.exercise, self.touch = page, exercise, touch
        self.words: Words = words_for(language)
        named = page.get_by_role("group", name=plain(exercise.prompt), exact=True)
        self.activity = page.locator("leitfaden-activity").filter(has=named)
        self.question = self.activity.get_by_role("group", name=plain(exercise.prompt), exact=True)
        self.verdict = self.activity.get_by_role("status")

    @property
    def check_button(self) -> Locator:
        return self.activity.get_by_role("button", name=self.words("check"), exact=True)

    @property
    def again_button(self) -> Locator:
        return self.activity.get_by_role("button", name=self.words("again"), exact=True)

    def press(self, target: Locator) -> None:
        """Click, or tap."""
        if self.touch:
            target.tap()
        else:
            target.click()

    def check(self) -> None:
        """Check the answer and wait for the verdict."""
        self.press(self.check_button)
        expect(self.verdict).not_to_be_empty()

    def answer(self, responses: Responses) -> None:
        """Give an answer to every interaction that `responses` names."""
        for interaction in self.exercise.interactions:
            if interaction.id in responses:
                self._give(interaction, responses[interaction.id])

    def answer_right(self) -> None:
        """Give the right answer, check it, and read that it is right."""
        self.answer(right_responses(self.exercise))
        self.check()
        self.expect_right()

    def expect_right(self) -> None:
        """Expect the verdict that all is right, whatever it adds about earlier tries."""
        expect(self.verdict).to_have_text(re.compile(rf"^{re.escape(self.words('right'))}( · .*)?$"))

    def answer_wrong(self) -> None:
        """Give a wrong answer and check it."""
        self.answer(wrong_responses(self.exercise))
        self.check()

    def _give(self, interaction: Pick | Rate | Order, response: Any) -> None:
        match interaction:
            case Pick():
                for option, control in self.options(interaction).items():
                    if control.is_checked() != (option in response) and (interaction.several or option in response):
                        self.press(control)
            case Rate():
                self.press(self.steps_of(interaction)[response])
            case Order():
                arrange(self, interaction, response, self.press)
            case other:
                assert_never(other)

    def options(self, pick: Pick) -> dict[str, Locator]:
        """Return a pick's radio buttons or checkboxes by the options' ids."""
        role = "checkbox" if pick.several else "radio"
        return {option.id: self.question.get_by_role(role, name=plain(option.text), exact=True) for option in pick.options}

    def rating(self, rate: Rate) -> Locator:
        """Return the group in which something is rated."""
        return self.question.get_by_role("group").nth(self.exercise.interactions.index(rate))

    def steps_of(self, rate: Rate) -> dict[str, Locator]:
        """Return a rating's radio buttons by the ids of the scale's steps."""
        group = self.rating(rate)
        return {step.id: group.get_by_role("radio", name=plain(step.label), exact=True) for step in rate.scale}

    def mover(self, order: Order, step: str, way: str = "up") -> Locator:
        """Return the button that moves a step `up` or `down`."""
        text = next(plain(one.text) for one in order.steps if one.id == step)
        return self.question.get_by_role("button", name=self.words(f"move_{way}", step=text), exact=True)

    def sequence(self, order: Order) -> list[str]:
        """Return the steps' ids as they stand in the page."""
        texts = {plain(step.text): step.id for step in order.steps}
        shown = self.question.get_by_role("listitem").all_inner_texts()
        return [texts[" ".join(text.split("\n")[0].split())] for text in shown]

    def given(self) -> dict[str, Any]:
        """Return the answers that the page shows now."""
        return {interaction.id: self._shown(interaction) for interaction in self.exercise.interactions}

    def _shown(self, interaction: Pick | Rate | Order) -> Any:
        match interaction:
            case Pick():
                return [option for option, control in self.options(interaction).items() if control.is_checked()]
            case Rate():
                return next((step for step, control in self.steps_of(interaction).items() if control.is_checked()), None)
            case Order():
                return self.sequence(interaction)
            case other:
                assert_never(other)


def arrange(learner: Learner, order: Order, goal: Iterable[str], move_up: Callable[[Locator], None]) -> None:
    """Bring steps into the order of `goal`, one place at a time, with what `move_up` does to a step's button."""
    now = learner.sequence(order)
    for place, step in enumerate(goal):
        while (at := now.index(step)) > place:
            move_up(learner.mover(order, step))
            now[at - 1], now[at] = now[at], now[at - 1]
    assert learner.sequence(order) == now


def feedbacks(exercise: Exercise) -> list[str]:
    """Return every reason that an exercise can show, for all of its options, ratings and steps."""
    found: list[str] = []
    for interaction in exercise.interactions:
        match interaction:
            case Pick():
                found += [plain(option.feedback) for option in interaction.options]
            case Rate():
                found.append(plain(interaction.feedback))
            case Order():
                found += [plain(step.feedback) for step in interaction.steps]
            case other:
                assert_never(other)
    return found


def exported_record(page: Page, language: str = "de") -> dict[str, Any]:
    """Export the record on the page that keeps it, and return the file's contents."""
    with page.expect_download() as download:
        page.get_by_role("button", name=words_for(language)("record_export"), exact=True).click()
    record: dict[str, Any] = json.loads(Path(download.value.path()).read_text(encoding="utf-8"))
    return record
