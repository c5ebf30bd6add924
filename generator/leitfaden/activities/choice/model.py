"""The kind `choice`: which of these? One right option, or several."""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal

from pydantic import Field

from leitfaden.activities import options
from leitfaden.activities.context import CheckContext, LowerContext, shuffled
from leitfaden.exercises import Pick
from leitfaden.model.activity import Activity
from leitfaden.model.fields import Flag, Id, Number


class Option(options.Option):
    """An answer that somebody sensible could choose."""

    weight: Annotated[Number, Field(gt=0)] | None = Field(
        None,
        description="Single choice: partial credit of a wrong option, below 1. Several: the option's share among the right, or among the wrong ones (default 1).",
    )


class Choice(Activity):
    """Choose one option, or all that hold."""

    folder: ClassVar[str] = "choice"

    kind: Literal["choice"] = Field(description="`choice`")
    several: Flag = Field(False, description="Several options may be right; without it exactly one is.")
    options: dict[Id, Option] = Field(description="The options in the order in which they are shown.")

    def check(self, context: CheckContext) -> None:
        """Report options without sense and keys that can't be right."""
        options.check_options(context, self.options, "options", several=self.several, cure="leave one, or say `several: true`")

    def weights(self) -> dict[str, float]:
        """Return each option's share of the score, as `exercises.Pick` defines it."""
        if not self.several:
            return options.weights_of_one(self.options)
        given = {key: 1.0 if option.weight is None else option.weight for key, option in self.options.items()}
        right = options.shares({key: weight for key, weight in given.items() if self.options[key].correct})
        wrong = options.shares({key: weight for key, weight in given.items() if not self.options[key].correct})
        return {key: right[key] if key in right else -wrong[key] for key in given}

    def key(self) -> tuple[object, ...]:
        """Options with their weights: what they say may change, what they score may not."""
        return ("choice", self.several, tuple(sorted(self.weights().items())))

    def lower(self, context: LowerContext) -> tuple[Pick, ...]:
        """Return one pick."""
        order = shuffled(tuple(self.options), context.id) if self.shuffle else tuple(self.options)
        shown = tuple(context.choosable("options", key, self.options[key].misconception) for key in order)
        return (Pick("pick", shown, self.several, self.weights()),)
