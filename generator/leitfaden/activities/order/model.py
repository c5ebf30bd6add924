"""The kind `order`: what comes first? Steps to be brought into sequence."""

from __future__ import annotations

from typing import ClassVar, Literal

from pydantic import Field

from leitfaden import exercises
from leitfaden.activities.context import CheckContext, LowerContext, shuffled
from leitfaden.model.activity import Activity
from leitfaden.model.fields import Id, Model, Prose


class OrderStep(Model):
    """One step of the sequence."""

    text: Prose = Field(description="What happens in this step.")
    feedback: Prose = Field(description="Why it stands here.")


class Order(Activity):
    """Bring steps into their sequence."""

    folder: ClassVar[str] = "order"

    kind: Literal["order"] = Field(description="`order`")
    steps: dict[Id, OrderStep] = Field(description="The steps in the right order; learners see them shuffled.")

    def check(self, context: CheckContext) -> None:
        """Report a sequence too short to be one."""
        if context.whole("steps") and len(self.steps) < 3:
            context.problems.add("too-few-steps", (context.at / "steps").key, "an order needs at least three steps", "add a step, or ask a choice")

    def key(self) -> tuple[object, ...]:
        """The steps in their order."""
        return ("order", tuple(self.steps))

    def lower(self, context: LowerContext) -> tuple[exercises.Order, ...]:
        """Return one order, shuffled by the activity's id: the same for everybody, in every language."""
        steps = tuple(context.choosable("steps", key) for key in self.steps)
        return (exercises.Order("order", steps, shuffled(tuple(self.steps), context.id)),)
