"""The kind `choice`: which of these? One right option, or several."""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal

from pydantic import Field

from leitfaden.activities.context import CheckContext, LowerContext, shuffled
from leitfaden.exercises import Pick
from leitfaden.model.activity import Activity
from leitfaden.model.fields import Flag, Id, Model, Number, Prose
from leitfaden.problems import Related


class Option(Model):
    """An answer that somebody sensible could choose."""

    text: Prose = Field(description="The answer.")
    correct: Flag = Field(False, description="Whether it is right.")
    weight: Annotated[Number, Field(gt=0)] | None = Field(
        None,
        description="Single choice: partial credit of a wrong option, below 1. Several: the option's share among the right, or among the wrong ones (default 1).",
    )
    misconception: Id | None = Field(None, description="The wrong idea that choosing it betrays.")
    feedback: Prose = Field(description="The reason, for whoever chose just this.")


class Choice(Activity):
    """Choose one option, or all that hold."""

    folder: ClassVar[str] = "choice"

    kind: Literal["choice"] = Field(description="`choice`")
    several: Flag = Field(False, description="Several options may be right; without it exactly one is.")
    options: dict[Id, Option] = Field(description="The options in the order in which they are shown.")

    def check(self, context: CheckContext) -> None:
        """Report options without sense and keys that can't be right."""
        for key, option in self.options.items():
            if option.misconception:
                context.unknown("misconception", option.misconception, context.misconceptions, "options", key, "misconception")
            if option.correct and option.misconception:
                at = context.at.at("options", key, "misconception")
                context.problems.add("misconception-on-right", at, "a right option betrays no misconception", "move it to a wrong option")
        if context.whole("options"):
            self._check_key(context)

    def _check_key(self, context: CheckContext) -> None:
        at = context.at / "options"
        right = [key for key, option in self.options.items() if option.correct]
        if len(self.options) < 2:
            context.problems.add("too-few-options", at.key, "a choice needs at least two options", "add one that a sensible person could choose")
        elif not right:
            context.problems.add("no-right-option", at.key, "no option is right", "mark one with `correct: true`")
        elif len(right) == len(self.options) and self.several:
            context.problems.add("no-wrong-option", at.key, "every option is right", "add one that a sensible person could choose")
        if len(right) > 1 and not self.several:
            related = [Related(at / key, "right too") for key in right[:-1]]
            hint = "leave one, or say `several: true`"
            context.problems.add("two-right-options", at.at(right[-1]).key, f"{len(right)} options are right, but one may be chosen", hint, related)
        self._check_weights(context)

    def _check_weights(self, context: CheckContext) -> None:
        if self.several:
            return
        for key, option in self.options.items():
            if option.weight is not None and (option.correct or option.weight >= 1):
                what = "a right option scores 1" if option.correct else "a wrong option scores less than 1"
                context.problems.add("bad-weight", context.at.at("options", key, "weight"), what, "leave `weight` to wrong options, between 0 and 1")

    def weights(self) -> dict[str, float]:
        """Return each option's share of the score, as `exercises.Pick` defines it."""
        if not self.several:
            return {key: 1.0 if option.correct else option.weight or 0.0 for key, option in self.options.items()}
        shares = {key: 1.0 if option.weight is None else option.weight for key, option in self.options.items()}
        right = sum(shares[key] for key, option in self.options.items() if option.correct) or 1.0
        wrong = sum(shares[key] for key, option in self.options.items() if not option.correct) or 1.0
        return {key: shares[key] / right if option.correct else -shares[key] / wrong for key, option in self.options.items()}

    def key(self) -> tuple[object, ...]:
        """Options with their weights: what they say may change, what they score may not."""
        return ("choice", self.several, tuple(sorted(self.weights().items())))

    def lower(self, context: LowerContext) -> tuple[Pick, ...]:
        """Return one pick."""
        order = shuffled(tuple(self.options), context.id) if self.shuffle else tuple(self.options)
        options = tuple(context.choosable("options", key, self.options[key].misconception) for key in order)
        return (Pick("pick", options, self.several, self.weights()),)
