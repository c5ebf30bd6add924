"""A learner at work on one activity of a page: she finds things by what they are and what they are called."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path as File
from typing import Any, assert_never

from expecting import expect
from planning import bad_plan, good_plan, make_plan, shown_plan
from playing import best_play, play, reasons, shown_play, worst_play
from playwright.sync_api import Locator, Page
from writing import fill_gaps, gaps_filled, ratings_chosen, right_fillings, write_and_rate, wrong_fillings

from leitfaden.courses import Directive
from leitfaden.exercises import Exercise, Gap, Interaction, Mark, Order, Path, Pick, Place, Rate, Write
from leitfaden.inline import plain
from leitfaden.localising import LocalCourse, LocalScenario
from leitfaden.wording import Words, words_for

Responses = Mapping[str, Any]


def exercise_of(course: LocalCourse, name: str) -> Exercise:
    """Return the exercise called `<scenario>/<activity>`."""
    scenario = course.scenarios[name.partition("/")[0]]
    return next(exercise for exercise in scenario.exercises if exercise.id == name)


def on_lesson(course: LocalCourse, lesson: str) -> tuple[list[LocalScenario], list[Exercise]]:
    """Return what a lesson embeds: scenarios whose threads it shows, and exercises."""
    parts = next(one.parts for module in course.modules for one in module.lessons if one.id == lesson)
    targets = [part.target for part in parts if isinstance(part, Directive) and part.target]
    return [course.scenarios[one] for one in targets if "/" not in one], [exercise_of(course, one) for one in targets if "/" in one]


def right_responses(exercise: Exercise, language: str = "de") -> dict[str, Any]:
    """Return the responses that earn the full mark, typed in `language`; the first step for what is rated without a key."""
    return {interaction.id: _right(interaction, language) for interaction in exercise.interactions}


def wrong_responses(exercise: Exercise, language: str = "de") -> dict[str, Any]:
    """Return responses of which none is right, typed in `language`; the last step for what is rated without a key."""
    return {interaction.id: _wrong(interaction, language) for interaction in exercise.interactions}


def _right(interaction: Interaction, language: str) -> Any:
    match interaction:
        case Path():
            return best_play(interaction)
        case Gap():
            return right_fillings(interaction, language)
        case Write():
            return {criterion.id: [interaction.scale[0].id] for criterion in interaction.criteria}
        case Mark():
            return [target.id for target in interaction.targets if interaction.weights[target.id] > 0]
        case Place() if interaction.key:
            return matched(interaction, interaction.key)
        case Place():
            return good_plan(interaction)
        case Pick():
            return [option.id for option in interaction.options if is_right(interaction, option.id)]
        case Rate():
            return interaction.key
        case Order():
            return [step.id for step in interaction.steps]
        case other:
            assert_never(other)


def _wrong(interaction: Interaction, language: str) -> Any:
    match interaction:
        case Path():
            return worst_play(interaction)
        case Gap():
            return wrong_fillings(interaction, language)
        case Write():
            return {criterion.id: [interaction.scale[-1].id] for criterion in interaction.criteria}
        case Mark():
            return [target.id for target in interaction.targets if interaction.weights[target.id] < 0]
        case Place() if interaction.key:
            slots = [slot.id for slot in interaction.slots]
            return matched(interaction, {item: slots[slots.index(slot) - 1] for item, slot in interaction.key.items()})
        case Place():
            return bad_plan(interaction)
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


def matched(place: Place, slots: Mapping[str, str]) -> dict[str, list[str]]:
    """Return what is matched, as a response: slots with their items."""
    found: dict[str, list[str]] = {}
    for item in place.items:
        if item.id in slots:
            found.setdefault(slots[item.id], []).append(item.id)
    return found


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
        played = any(isinstance(one, Path) for one in self.exercise.interactions)
        word = "see_debrief" if played else "check" if self.exercise.scored else "keep"
        return self.activity.get_by_role("button", name=self.words(word), exact=True)

    @property
    def again_button(self) -> Locator:
        return self.activity.get_by_role("button", name=self.words("again" if self.exercise.scored else "change"), exact=True)

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
        self.answer(right_responses(self.exercise, self.words.code))
        self.say_how_sure()
        self.check()
        self.expect_right()

    def expect_right(self) -> None:
        """Expect the verdict that all is right, or noted, whatever it adds about earlier tries."""
        word = self.words("right" if self.exercise.scored else "done")
        expect(self.verdict).to_have_text(re.compile(rf"^{re.escape(word)}( · .*)?$"))

    def answer_wrong(self) -> None:
        """Give a wrong answer and check it."""
        self.answer(wrong_responses(self.exercise, self.words.code))
        self.say_how_sure()
        self.check()

    def say_how_sure(self) -> None:
        """Say that she is certain, where the author asks."""
        if self.exercise.confidence:
            self.press(self.activity.get_by_role("radio", name=self.words("confidence_high"), exact=True))

    def _give(self, interaction: Interaction, response: Any) -> None:
        match interaction:
            case Path():
                play(self, interaction, response)
            case Gap():
                fill_gaps(self, interaction, response)
            case Write():
                write_and_rate(self, interaction, response)
            case Mark():
                self._tick(self.places(interaction), response)
            case Place() if interaction.key:
                self._match(interaction, response)
            case Place():
                make_plan(self, interaction, response)
            case Pick():
                options = self.options(interaction)
                self._tick(options if interaction.several else {option: options[option] for option in response}, response)
            case Rate():
                self.press(self.steps_of(interaction)[response])
            case Order():
                arrange(self, interaction, response, self.press)
            case other:
                assert_never(other)

    def _tick(self, controls: Mapping[str, Locator], response: Sequence[str]) -> None:
        for key, control in controls.items():
            if control.is_checked() != (key in response):
                self.press(control)

    def _match(self, place: Place, response: Mapping[str, Sequence[str]]) -> None:
        slots = {item: slot for slot, items in response.items() for item in items}
        for item, control in self.lists(place).items():
            control.select_option(slots.get(item, ""))

    def options(self, pick: Pick) -> dict[str, Locator]:
        """Return a pick's radio buttons or checkboxes by the options' ids."""
        role = "checkbox" if pick.several else "radio"
        return {option.id: self.question.get_by_role(role, name=plain(option.text), exact=True) for option in pick.options}

    def places(self, mark: Mark) -> dict[str, Locator]:
        """Return the checkboxes of a mark by the targets' ids: those of phrases are called so, those of posts alike."""
        whole = re.compile(rf"^{re.escape(self.words('mark_whole'))} \(")
        found = {}
        for target in mark.targets:
            name = " ".join(target.phrase.split()) if target.phrase else whole
            boxes = self.question.get_by_role("checkbox", name=name, exact=isinstance(name, str))
            found[target.id] = boxes.and_(self.page.locator(f"[value='{target.id}']"))
        return found

    def lists(self, place: Place) -> dict[str, Locator]:
        """Return the lists to choose slots from by the items' ids."""
        return {item.id: self.question.get_by_role("combobox", name=plain(item.text), exact=True) for item in place.items}

    def rating(self, rate: Rate) -> Locator:
        """Return the group in which something is rated."""
        if rate.statement is not None:
            return self.question.get_by_role("group", name=plain(rate.statement), exact=True)
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

    def come_back(self) -> None:
        """Reload the page, and expect the verdict, the answers and everything that was shown to be there again."""
        said, shown, given = self.verdict.inner_text(), self.question.inner_text(), self.given()
        self.page.reload()
        expect(self.verdict).to_have_text(said)
        assert self.given() == given
        assert self.question.inner_text() == shown

    def _shown(self, interaction: Interaction) -> Any:
        match interaction:
            case Path():
                return shown_play(self, interaction)
            case Gap():
                return gaps_filled(self, interaction)
            case Write():
                return ratings_chosen(self, interaction)
            case Mark():
                return [target for target, control in self.places(interaction).items() if control.is_checked()]
            case Place() if interaction.key:
                return matched(interaction, {item: slot for item, control in self.lists(interaction).items() if (slot := control.input_value())})
            case Place():
                return shown_plan(self, interaction)
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
    return [reason for interaction in exercise.interactions for reason in _feedbacks(interaction)]


def _feedbacks(interaction: Interaction) -> list[str]:
    match interaction:
        case Path():
            return reasons(interaction)
        case Gap():
            told = [one.feedback for blank in interaction.blanks for one in (*blank.options, *blank.answers)]
            return [plain(one) for one in (*told, *(blank.otherwise for blank in interaction.blanks if blank.otherwise))]
        case Write():
            return [plain(sample.feedback) for sample in interaction.samples]
        case Mark():
            return [plain(target.feedback) for target in interaction.targets]
        case Place() if interaction.key:
            return [plain(item.feedback) for item in interaction.items]
        case Place():
            return [plain(one.feedback) for one in (*interaction.limits, *interaction.items) if one.feedback]
        case Pick():
            return [plain(option.feedback) for option in interaction.options]
        case Rate():
            return [plain(interaction.feedback)]
        case Order():
            return [plain(step.feedback) for step in interaction.steps]
        case other:
            assert_never(other)


def exported_record(page: Page, language: str = "de") -> dict[str, Any]:
    """Export the record on the page that keeps it, and return the file's contents."""
    return downloaded(page, words_for(language)("record_export"))


def downloaded(page: Page, button: str) -> dict[str, Any]:
    """Press a button, and return the contents of the file that comes of it."""
    with page.expect_download() as download:
        page.get_by_role("button", name=button, exact=True).click()
    record: dict[str, Any] = json.loads(File(download.value.path()).read_text(encoding="utf-8"))
    return record
