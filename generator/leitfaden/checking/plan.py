"""Checks of the practice plan: its days, the claims that it cites, and where learners write about it."""

from __future__ import annotations

from itertools import pairwise

from leitfaden.checking.links import check_prose_links
from leitfaden.checking.names import Names, unknown
from leitfaden.checking.questions import Questions
from leitfaden.courses import Course, Stated
from leitfaden.model.plan import PlanFile
from leitfaden.problems import Place, Problems, Related


def check_plan(course: Course, names: Names, problems: Problems) -> None:
    """Report every problem of the plan, where there is one, that its form alone can't show."""
    stated = course.plan
    if stated is None:
        return
    if not stated.value.tasks and not any(route[:1] == ("tasks",) for route in stated.broken):
        problems.add("too-few", (stated.at / "tasks").key, "at least 1 entry is needed in 'tasks'", "give the plan a task, or delete the file")
    _check_days(stated, problems)
    for key, task in stated.value.tasks.items():
        at = stated.at.at("tasks", key)
        for index, claim in enumerate(task.claims):
            unknown(problems, "claim", claim, names.claims, at.at("claims", index))
        if task.log is not None:
            _check_log(task.log, course, at / "log", problems)
    check_prose_links(stated, problems, "a plan")


def _check_days(stated: Stated[PlanFile], problems: Problems) -> None:
    """Report each task that is not due on a later day than the one above it."""
    for (above, first), (key, task) in pairwise(stated.value.tasks.items()):
        if task.day > first.day:
            continue
        same = task.day == first.day
        message = f"day {task.day} has a task already" if same else f"day {task.day} comes before the day of the task above"
        hint = "give each of them a day of its own" if same else "correct the day, or move the task up: tasks stand in the order of their days"
        related = [Related(stated.at.at("tasks", above, "day"), f"'{above}' is for day {first.day}")]
        problems.add("days-out-of-order", stated.at.at("tasks", key, "day"), message, hint, related)


def _check_log(name: str, course: Course, place: Place, problems: Problems) -> None:
    """Report an activity to write in that there is none of, or whose answers are scored."""
    questions = Questions(course)
    activity = questions.activity(name) if questions.check_known(name, place, problems) else None
    if activity is not None and activity.scored:
        scenario, _, key = name.partition("/")
        related = [Related(course.scenarios[scenario].stated.at.at("activities", key, "kind"), "its kind")]
        message = f"the kind '{activity.kind}' is scored, and notes are for oneself alone"
        problems.add("log-scored", place, message, "name an activity of the kind `reflect`", related)
