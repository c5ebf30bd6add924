"""The solution sheet of a module, as data: for whoever leads a workshop, and for checking oneself."""

from __future__ import annotations

from dataclasses import dataclass

from leitfaden.handouts.answers import Answer, answers
from leitfaden.handouts.sheets import Sheet, sheet_for
from leitfaden.handouts.spans import Paragraphs, paragraphs
from leitfaden.localising import LocalCourse, LocalModule, LocalScenario


@dataclass(frozen=True, slots=True)
class ScenarioAnswers:
    """A scenario: the facilitator's notes, where there are some, and the answers."""

    label: str
    title: Paragraphs
    facilitator_label: str
    facilitator: Paragraphs
    answers: tuple[Answer, ...]


@dataclass(frozen=True, slots=True)
class Solutions:
    """Everything that `solutions.typ` prints."""

    sheet: Sheet
    scenarios: tuple[ScenarioAnswers, ...]


def solutions_for(course: LocalCourse, module: LocalModule) -> Solutions:
    """Return the solution sheet of `module`."""
    scenarios = tuple(_scenario(course, scenario, number) for number, scenario in enumerate(module.scenarios, 1))
    return Solutions(sheet_for(course, module, course.words("solutions")), scenarios)


def _scenario(course: LocalCourse, scenario: LocalScenario, number: int) -> ScenarioAnswers:
    words = course.words
    return ScenarioAnswers(
        label=words("scenario_number", number=words.number(number)), title=paragraphs(scenario.title), facilitator_label=words("facilitator"),
        facilitator=paragraphs(scenario.facilitator), answers=answers(scenario, words),
    )  # fmt: skip
