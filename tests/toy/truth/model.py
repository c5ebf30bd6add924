"""The kind `truth`: does this hold? One statement and two answers; lowers itself to a pick."""

from __future__ import annotations

from typing import ClassVar, Literal

from pydantic import Field

from leitfaden.activities.context import CheckContext, LowerContext
from leitfaden.exercises import Pick
from leitfaden.model.activity import Activity
from leitfaden.model.fields import Id, Model, Prose


class Answer(Model):
    """One of the two answers."""

    text: Prose = Field(description="What the learner says.")
    feedback: Prose = Field(description="The reason.")


class Truth(Activity):
    """Say whether a statement holds."""

    folder: ClassVar[str] = "truth"

    kind: Literal["truth"] = Field(description="`truth`")
    answers: dict[Id, Answer] = Field(description="Two answers.")
    holds: Id = Field(description="The right one.")

    def check(self, context: CheckContext) -> None:
        context.unknown("answer", self.holds, set(self.answers), "holds")

    def key(self) -> tuple[object, ...]:
        return ("truth", self.holds, tuple(sorted(self.answers)))

    def lower(self, context: LowerContext) -> tuple[Pick, ...]:
        options = tuple(context.choosable("answers", key) for key in self.answers)
        return (Pick("truth", options, several=False, weights={key: float(key == self.holds) for key in self.answers}),)
