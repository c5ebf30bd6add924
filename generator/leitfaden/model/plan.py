"""`content/plan.yml`: the practice plan, small tasks outside the course over a number of days."""

from __future__ import annotations

from typing import Annotated, Literal, TypeAlias

from pydantic import Field

from leitfaden.model.assessment import ActivityId
from leitfaden.model.fields import ClaimId, Count, Id, Model, Prose

TaskSort: TypeAlias = Literal["watch", "note", "reply", "rest"]


class Task(Model):
    """What is to be done on one day of the plan."""

    day: Annotated[Count, Field(ge=1, le=365)] = Field(
        description="The day on which it is due, counted from the first one. One task a day, in order; a day may have none."
    )
    sort: TaskSort = Field(description="What one does: watch, note something, reply, or rest.")
    title: Prose = Field(description="The task in a few words, as a calendar shows it.")
    text: Prose = Field(description="What to do.")
    minutes: Count | None = Field(None, description="How long it takes.")
    claims: list[ClaimId] = Field(default_factory=list, description="Claims that it practises.")
    log: ActivityId | None = Field(
        None, description="The activity in which learners write about it, `scenario/activity`: one of a kind that is never scored, such as `reflect`."
    )


class PlanFile(Model):
    """`content/plan.yml`: small tasks outside the course, day by day."""

    title: Prose = Field(description="What the plan is called.")
    intro: Prose | None = Field(None, description="What to know before beginning.")
    tasks: dict[Id, Task] = Field(description="The tasks in the order of their days.")
