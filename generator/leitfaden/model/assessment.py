"""`quizzes/assessments/<id>.yml`: a test, whose forms draw their questions from pools of activities."""

from __future__ import annotations

from typing import Annotated, Literal, TypeAlias

from pydantic import Field, WithJsonSchema

from leitfaden.model.fields import Count, Flag, Id, Model, Prose, Share

Purpose: TypeAlias = Literal["pre-test", "module-test", "final-test"]
FeedbackTime: TypeAlias = Literal["at-end", "at-once"]
ActivityId: TypeAlias = Annotated[str, WithJsonSchema({"type": "string", "pattern": "^[a-z0-9-]+/[a-z0-9-]+$"})]
"""What is no such id is reported by the checks, which know the activities that might be meant."""


class Pool(Model):
    """Activities from which a form draws some."""

    draw: Annotated[Count, Field(ge=1)] = Field(description="How many of them are asked.")
    questions: Annotated[list[ActivityId], Field(min_length=1)] = Field(alias="from", description="The activities to draw from: `scenario/activity`.")


class Assessment(Model):
    """A test made of activities: before the course, after a module, or at the end."""

    title: Prose = Field(description="The test's title.")
    purpose: Purpose = Field(description="When it is taken: before the course, after a module, or at the end.")
    module: Id | None = Field(None, description="The module that a module test is about.")
    intro: Prose | None = Field(None, description="What one should know before beginning.")
    pass_mark: Share | None = Field(
        None, description="Share of the points at which it is passed, 0 to 1. Left out: the course's. A pre-test has none, as there is nothing to pass."
    )
    feedback: FeedbackTime = Field("at-end", description="When learners see what was right, and why: once all is handed in, or after each question.")
    shuffle: Flag = Field(True, description="Ask the questions in another order each time.")
    parallel_to: Id | None = Field(
        None, description="In a final test, the pre-test against which the gain is measured. The forms of both must cover the same, without a common question."
    )
    forms: dict[Id, dict[Id, Pool]] = Field(
        description="Parallel forms, each with its pools in the order of the questions. Whoever takes the test again gets the next form."
    )
    formerly: list[Id] = Field(default_factory=list, description="Ids that the test had before.")
