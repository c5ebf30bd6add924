"""The worksheet of a module, as data: title and goals, then each scenario with its cards and its tasks."""

from __future__ import annotations

from dataclasses import dataclass

from leitfaden.handouts.cards import Card, thread_cards
from leitfaden.handouts.codes import Code, code_for
from leitfaden.handouts.sheets import Sheet, fictional, sheet_for
from leitfaden.handouts.spans import Paragraphs, paragraphs
from leitfaden.handouts.tasks import Task, tasks
from leitfaden.localising import LocalCourse, LocalLesson, LocalModule, LocalScenario
from leitfaden.wording import Words


@dataclass(frozen=True, slots=True)
class LessonGoals:
    """A lesson with its goals; `minutes` is empty where the author gave none."""

    title: Paragraphs
    minutes: str
    goals: tuple[Paragraphs, ...]


@dataclass(frozen=True, slots=True)
class ScenarioSheet:
    """A scenario: what happens, the thread, what to do."""

    label: str
    title: Paragraphs
    situation_label: str
    situation: Paragraphs
    thread_label: str
    fictional: str
    cards: tuple[Card, ...]
    tasks: tuple[Task, ...]
    code: Code | None


@dataclass(frozen=True, slots=True)
class Worksheet:
    """Everything that `worksheet.typ` prints. `page_number` holds `{page}`, which the template fills in."""

    sheet: Sheet
    name_label: str
    date_label: str
    goals_label: str
    notes_label: str
    contents_label: str
    page_number: str
    room_for_notes: str
    lessons: tuple[LessonGoals, ...]
    scenarios: tuple[ScenarioSheet, ...]


def worksheet_for(course: LocalCourse, module: LocalModule, site_url: str) -> Worksheet:
    """Return the worksheet of `module`; with a `site_url`, scenarios have QR codes."""
    words = course.words
    return Worksheet(
        sheet=sheet_for(course, module.title, words("worksheet")), name_label=words("name_line"), date_label=words("date_line"),
        goals_label=words("goals"), notes_label=words("notes_line"), contents_label=words("scenarios_here"),
        page_number=words("page_number"), room_for_notes=words("room_for_notes"), lessons=tuple(_lesson(lesson, words) for lesson in module.lessons),
        scenarios=tuple(_scenario(course, scenario, number, site_url) for number, scenario in enumerate(module.shown, 1)),
    )  # fmt: skip


def _lesson(lesson: LocalLesson, words: Words) -> LessonGoals:
    minutes = "" if lesson.minutes is None else words.counted("minutes", lesson.minutes)
    return LessonGoals(paragraphs(lesson.title), minutes, tuple(paragraphs(goal) for goal in lesson.goals))


def _scenario(course: LocalCourse, scenario: LocalScenario, number: int, site_url: str) -> ScenarioSheet:
    words = course.words
    return ScenarioSheet(
        label=words("scenario_number", number=words.number(number)), title=paragraphs(scenario.title), situation_label=words("situation"),
        situation=paragraphs(scenario.situation), thread_label=words("thread_cards"), fictional=fictional(scenario, words),
        cards=thread_cards(scenario, words, course.files), tasks=tasks(scenario, words, course.files), code=code_for(course, f"{scenario.module}/{scenario.id}", words("scan"), site_url),
    )  # fmt: skip
