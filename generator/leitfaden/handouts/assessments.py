"""A test on paper, as data: the first form, each scenario with the questions on it, and the sheet that solves them.

Nobody draws on paper, so each pool gives its first activities. Questions are numbered through, and those on one thread
stand together, so that it is printed once.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import count

from leitfaden.exercises import Exercise
from leitfaden.handouts.answers import answer
from leitfaden.handouts.cards import thread_cards
from leitfaden.handouts.codes import Code, code_for
from leitfaden.handouts.points import marking_for
from leitfaden.handouts.sheets import Sheet, fictional, sheet_for
from leitfaden.handouts.solutions import ScenarioAnswers, Solutions
from leitfaden.handouts.spans import Paragraphs, paragraphs
from leitfaden.handouts.tasks import task
from leitfaden.handouts.worksheets import ScenarioSheet
from leitfaden.inline import plain
from leitfaden.localising import LocalAssessment, LocalCourse, LocalScenario
from leitfaden.wording import Words


@dataclass(frozen=True, slots=True)
class QuestionSheet:
    """Everything that `test.typ` prints. `to_pass` says what it takes to pass; empty where there is nothing to pass."""

    sheet: Sheet
    name_label: str
    date_label: str
    points_label: str
    intro: Paragraphs
    to_pass: str
    code: Code | None
    scenarios: tuple[ScenarioSheet, ...]


@dataclass(frozen=True)
class Asked:
    """A scenario with the questions on it, each with its number."""

    scenario: LocalScenario
    questions: tuple[tuple[int, Exercise], ...]

    def label(self, words: Words) -> str:
        """Return what stands above the scenario: which questions are on it."""
        first, last = self.questions[0][0], self.questions[-1][0]
        return _numbered(first, words) if first == last else words("questions_range", first=words.number(first), last=words.number(last))


def asked_on_paper(course: LocalCourse, assessment: LocalAssessment) -> tuple[Asked, ...]:
    """Return the questions of the first form by scenario, in the order in which scenarios first come up."""
    by_scenario: dict[str, list[Exercise]] = {}
    for exercise in assessment.forms[0].first:
        by_scenario.setdefault(exercise.scenario, []).append(exercise)
    numbers = count(1)
    return tuple(Asked(course.scenarios[key], tuple((next(numbers), one) for one in exercises)) for key, exercises in by_scenario.items())


def question_sheet_for(course: LocalCourse, assessment: LocalAssessment, site_url: str) -> QuestionSheet:
    """Return the worksheet of a test; with a `site_url`, it has a QR code to the test's page."""
    words, asked = course.words, asked_on_paper(course, assessment)
    return QuestionSheet(
        sheet=sheet_for(course, plain(assessment.title), words("worksheet")), name_label=words("name_line"), date_label=words("date_line"),
        points_label=words("points_line", total=words.number(sum(one.points for one in assessment.forms[0].first))),
        intro=paragraphs(assessment.intro), to_pass="" if assessment.pass_mark is None else words("test_pass", mark=words.percent(assessment.pass_mark)),
        code=code_for(course, f"tests/{assessment.id}", words("scan_test"), site_url), scenarios=tuple(_scenario(course, one) for one in asked),
    )  # fmt: skip


def question_key_for(course: LocalCourse, assessment: LocalAssessment) -> Solutions:
    """Return the solution sheet of a test."""
    words, asked = course.words, asked_on_paper(course, assessment)
    marking = marking_for(assessment, [question for one in asked for question in one.questions], words)
    return Solutions(sheet_for(course, plain(assessment.title), words("solutions")), marking, tuple(_answers(one, words) for one in asked), apart=False)


def _scenario(course: LocalCourse, asked: Asked) -> ScenarioSheet:
    scenario, words = asked.scenario, course.words
    return ScenarioSheet(
        label=asked.label(words), title=paragraphs(scenario.title), situation_label=words("situation"), situation=paragraphs(scenario.situation),
        thread_label=words("thread_on_paper"), fictional=fictional(scenario, words), cards=thread_cards(scenario, words, course.files),
        tasks=tuple(task(one, scenario, _labelled(number, one, words), words, course.files, reasons=False) for number, one in asked.questions), code=None,
    )  # fmt: skip


def _answers(asked: Asked, words: Words) -> ScenarioAnswers:
    solved = (answer(one, asked.scenario, _labelled(number, one, words), words) for number, one in asked.questions)
    return ScenarioAnswers(
        label=asked.label(words), title=paragraphs(asked.scenario.title), facilitator_label=words("facilitator"), facilitator=(),
        answers=tuple(replace(one, hints=()) for one in solved),
    )  # fmt: skip


def _labelled(number: int, exercise: Exercise, words: Words) -> str:
    return f"{_numbered(number, words)} · {words.counted('points', exercise.points)}"


def _numbered(number: int, words: Words) -> str:
    return words("test_number", number=words.number(number))
