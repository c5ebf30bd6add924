"""Options of which one is right, or several: the model, the checks and the weights that several kinds share."""

from __future__ import annotations

from collections.abc import Mapping
from functools import reduce
from operator import add
from typing import Annotated, Protocol

from pydantic import Field

from leitfaden.activities.context import CheckContext
from leitfaden.model.fields import Flag, Id, Model, Number, Prose
from leitfaden.problems import Key, Related


class Weighed(Protocol):
    """What is right, or wrong with partial credit: an option, or an answer to be typed."""

    @property
    def correct(self) -> bool:
        """Whether it is right."""
        ...

    @property
    def weight(self) -> float | None:
        """Partial credit of a wrong one."""
        ...


class Option(Model):
    """An answer that somebody sensible could choose."""

    text: Prose = Field(description="The answer.")
    correct: Flag = Field(False, description="Whether it is right.")
    weight: Annotated[Number, Field(gt=0)] | None = Field(None, description="Partial credit of a wrong option, below 1.")
    misconception: Id | None = Field(None, description="The wrong idea that choosing it betrays.")
    feedback: Prose = Field(description="The reason, for whoever chose just this.")


def check_misconception(context: CheckContext, misconception: str | None, *route: Key, correct: bool) -> None:
    """Report a misconception that doesn't exist, or that something right is said to betray; it stands at `route` of the activity."""
    if misconception is None:
        return
    context.unknown("misconception", misconception, context.misconceptions, *route)
    if correct:
        context.problems.add("misconception-on-right", context.at.at(*route), "a right option betrays no misconception", "move it to a wrong option")


def check_options(context: CheckContext, options: Mapping[str, Option], *route: Key, several: bool = False, cure: str = "leave one") -> None:
    """Report options without sense and keys that can't be right, at `route` of the activity.

    Arguments:
        several: several options may be right, and weights share the score out among them.
        cure: what to do where two are right and one may be chosen.
    """
    for key, option in options.items():
        check_misconception(context, option.misconception, *route, key, "misconception", correct=option.correct)
    if context.whole(str(route[0])):
        _check_key(context, options, route, several=several, cure=cure)
        if not several:
            check_weights(context, options, route)


def _check_key(context: CheckContext, options: Mapping[str, Option], route: tuple[Key, ...], *, several: bool, cure: str) -> None:
    at = context.at.at(*route)
    right = [key for key, option in options.items() if option.correct]
    if len(options) < 2:
        context.problems.add("too-few-options", at.key, "a choice needs at least two options", "add one that a sensible person could choose")
    elif not right:
        context.problems.add("no-right-option", at.key, "no option is right", "mark one with `correct: true`")
    elif len(right) == len(options) and several:
        context.problems.add("no-wrong-option", at.key, "every option is right", "add one that a sensible person could choose")
    if len(right) > 1 and not several:
        related = [Related(at / key, "right too") for key in right[:-1]]
        context.problems.add("two-right-options", at.at(right[-1]).key, f"{len(right)} options are right, but one may be chosen", cure, related)


def check_weights(context: CheckContext, options: Mapping[str, Weighed], route: tuple[Key, ...]) -> None:
    """Report partial credit, at `route` of the activity, for what is right, or as much as that scores."""
    for key, option in options.items():
        if option.weight is not None and (option.correct or option.weight >= 1):
            what = "a right option scores 1" if option.correct else "a wrong option scores less than 1"
            context.problems.add("bad-weight", context.at.at(*route, key, "weight"), what, "leave `weight` to wrong options, between 0 and 1")


def weights_of_one(options: Mapping[str, Weighed]) -> dict[str, float]:
    """Return what choosing each option scores where one may be chosen: 1 for the right one."""
    return {key: 1.0 if option.correct else option.weight or 0.0 for key, option in options.items()}


def shares(weights: Mapping[str, float]) -> dict[str, float]:
    """Return weights as shares of 1.

    They are added from left to right: `sum` compensates rounding errors from Python 3.12 on, and revisions hang on the last digit.
    """
    whole = reduce(add, weights.values(), 0.0)
    return {key: weight / whole for key, weight in weights.items()}
