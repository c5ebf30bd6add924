"""The solution sheet of a module, as data: for whoever leads a workshop, and for checking oneself."""

from __future__ import annotations

from dataclasses import dataclass

from leitfaden.handouts.answers import Answer, answers
from leitfaden.handouts.points import Marking
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
    """Everything that `solutions.typ` prints. `marking` is how a test is marked; `apart` says whether each scenario begins on a new page."""

    sheet: Sheet
    marking: Marking | None
    scenarios: tuple[ScenarioAnswers, ...]
    apart: bool


def solutions_for(course: LocalCourse, module: LocalModule) -> Solutions:
    """Return the solution sheet of `module`."""
    scenarios = tuple(_scenario(course, scenario, number) for number, scenario in enumerate(module.shown, 1))
    return Solutions(sheet_for(course, module.title, course.words("solutions")), None, scenarios, apart=True)


def _scenario(course: LocalCourse, scenario: LocalScenario, number: int) -> ScenarioAnswers:
    words = course.words
    return ScenarioAnswers(
        label=words("scenario_number", number=words.number(number)), title=paragraphs(scenario.title), facilitator_label=words("facilitator"),
        facilitator=paragraphs(scenario.facilitator), answers=answers(scenario, words),
    )  # fmt: skip
