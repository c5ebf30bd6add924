"""The practice plan on paper, as data: a table for each week, with a box to tick and a line for notes beside every task."""

from __future__ import annotations

from dataclasses import dataclass

from leitfaden.handouts.codes import Code, code_for
from leitfaden.handouts.sheets import Sheet, sheet_for
from leitfaden.handouts.spans import Paragraphs, paragraphs
from leitfaden.inline import plain
from leitfaden.localising import LocalCourse
from leitfaden.plan import LocalPlan, LocalTask
from leitfaden.wording import Words


@dataclass(frozen=True, slots=True)
class TaskRow:
    """A task; `minutes` is empty where the author gave none."""

    day: str
    sort: str
    title: Paragraphs
    text: Paragraphs
    minutes: str


@dataclass(frozen=True, slots=True)
class Week:
    """The tasks of a week."""

    label: str
    tasks: tuple[TaskRow, ...]


@dataclass(frozen=True, slots=True)
class PlanSheet:
    """Everything that `plan.typ` prints. `columns` are the words above the box, the day, the task, the minutes and the notes."""

    sheet: Sheet
    intro: Paragraphs
    code: Code | None
    columns: tuple[str, ...]
    weeks: tuple[Week, ...]


def plan_sheet_for(course: LocalCourse, plan: LocalPlan, site_url: str) -> PlanSheet:
    """Return the sheet of the course's plan; with a `site_url`, it has a QR code to the first page that shows the plan."""
    words, page = course.words, course.page_with("plan")
    return PlanSheet(
        sheet=sheet_for(course, plain(plan.title), words("plan_sheet")), intro=paragraphs(plan.intro),
        code=code_for(course, page, words("scan_plan"), site_url) if page else None,
        columns=tuple(words(f"plan_{name}") for name in ("done", "day", "task", "minutes", "notes")),
        weeks=tuple(Week(words("week", week=words.number(week)), tuple(_row(task, words) for task in tasks)) for week, tasks in plan.weeks),
    )  # fmt: skip


def _row(task: LocalTask, words: Words) -> TaskRow:
    minutes = "" if task.minutes is None else words.number(task.minutes)
    return TaskRow(words.number(task.day), words(f"plan_{task.sort}"), paragraphs(task.title), paragraphs(task.text), minutes)
