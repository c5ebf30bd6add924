"""The practice plan in one language: the tasks of each week, which page, paper and calendar file show."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby

from leitfaden.courses import Stated
from leitfaden.inline import Prose
from leitfaden.model.plan import PlanFile
from leitfaden.problems import Place
from leitfaden.speaking import placed_texts, speaker

_DAYS_OF_A_WEEK = 7


@dataclass(frozen=True)
class LocalTask:
    """A task in one language. `sort` is `watch`, `note`, `reply` or `rest`; `log` the id of the activity to write it down in."""

    id: str
    day: int
    sort: str
    title: Prose
    text: Prose
    minutes: int | None
    claims: tuple[str, ...]
    log: str | None

    @property
    def week(self) -> int:
        """The week of the plan that its day is in, from 1."""
        return (self.day - 1) // _DAYS_OF_A_WEEK + 1


@dataclass(frozen=True)
class LocalPlan:
    """A practice plan in one language. `texts` are its texts with their places, for problems of outputs."""

    title: Prose
    intro: Prose
    tasks: tuple[LocalTask, ...]
    texts: tuple[tuple[Place, str], ...] = ()

    @property
    def weeks(self) -> tuple[tuple[int, tuple[LocalTask, ...]], ...]:
        """The numbers of the weeks that have tasks, each with those."""
        return tuple((week, tuple(tasks)) for week, tasks in groupby(self.tasks, lambda task: task.week))

    @property
    def claims(self) -> tuple[str, ...]:
        """The claims that its tasks practise, each once."""
        return tuple(dict.fromkeys(claim for task in self.tasks for claim in task.claims))


def local_plan(stated: Stated[PlanFile], language: str) -> LocalPlan:
    """Return a plan in `language`."""
    say = speaker(stated, language)
    tasks = tuple(
        LocalTask(key, one.day, one.sort, say("tasks", key, "title"), say("tasks", key, "text"), one.minutes, tuple(one.claims), one.log)
        for key, one in stated.value.tasks.items()
    )
    return LocalPlan(say("title"), say("intro"), tasks, placed_texts(stated, language))
