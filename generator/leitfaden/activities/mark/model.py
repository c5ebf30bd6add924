"""The kind `mark`: where in the thread does it go wrong, or right? And why?"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, ClassVar, Literal

from pydantic import Field

from leitfaden import exercises
from leitfaden.activities import options
from leitfaden.activities.context import CheckContext, LowerContext, shuffled
from leitfaden.activities.mark.phrases import check_phrases
from leitfaden.model.activity import Activity
from leitfaden.model.fields import Flag, Id, Model, Number, PostText, Prose
from leitfaden.problems import Related


class Target(Model):
    """A place that can be marked: words of a post, or the whole post."""

    post: Id = Field(description="The post of the thread.")
    phrase: PostText | None = Field(None, description="Words of the post, literally, that stand in it once. Left out: the whole post.")
    correct: Flag = Field(False, description="Whether it belongs among the places that are asked for.")
    weight: Annotated[Number, Field(gt=0)] | None = Field(None, description="The place's share among the right ones (default 1).")
    misconception: Id | None = Field(None, description="The wrong idea that marking it betrays.")
    feedback: Prose = Field(description="Why it belongs there, or why it doesn't.")


class Reason(options.Option):
    """What is right or wrong with the places, as somebody sensible might put it."""


class Mark(Activity):
    """Mark places in the thread, and pick the reason."""

    folder: ClassVar[str] = "mark"

    kind: Literal["mark"] = Field(description="`mark`")
    targets: dict[Id, Target] = Field(description="The places that can be marked, right ones and wrong ones.")
    reasons: dict[Id, Reason] = Field(default_factory=dict, description="What may lie behind it, one of them right. Left out: none is asked for.")

    def check(self, context: CheckContext) -> None:
        """Report places that are not in the thread, that can't be told apart, and keys that can't be right."""
        for key, target in self.targets.items():
            context.unknown("post", target.post, context.posts, "targets", key, "post")
            options.check_misconception(context, target.misconception, "targets", key, "misconception", correct=target.correct)
            if target.weight is not None and not target.correct:
                at = context.at.at("targets", key, "weight")
                context.problems.add("bad-weight", at, "what a wrong place takes away is fixed", "leave `weight` to right places")
        self._check_whole_posts(context)
        check_phrases(context, {key: target.post for key, target in self.targets.items() if target.phrase is not None})
        if context.whole("targets"):
            self._check_key(context)
        if self.reasons or not context.whole("reasons"):
            options.check_options(context, self.reasons, "reasons")

    def _check_whole_posts(self, context: CheckContext) -> None:
        first: dict[str, str] = {}
        for key, target in self.targets.items():
            if target.phrase is None and first.setdefault(target.post, key) != key:
                related = [Related(context.at.at("targets", first[target.post]).key, "here first")]
                at = context.at.at("targets", key).key
                context.problems.add("target-twice", at, f"the post '{target.post}' is a place already", "leave one, or quote a `phrase`", related)

    def _check_key(self, context: CheckContext) -> None:
        at = (context.at / "targets").key
        right = len(self._right())
        if len(self.targets) < 2:
            context.problems.add("too-few-targets", at, "marking needs at least two places", "add one that a sensible person could mark")
        elif not right:
            context.problems.add("no-right-target", at, "no place is right", "mark one with `correct: true`")
        elif right == len(self.targets):
            context.problems.add("no-wrong-target", at, "every place is right", "add one that a sensible person could mark")

    def _right(self) -> dict[str, float]:
        return {key: 1.0 if target.weight is None else target.weight for key, target in self.targets.items() if target.correct}

    def weights(self) -> dict[str, float]:
        """Return each place's share of the score, as `exercises.Mark` defines it."""
        right = options.shares(self._right())
        wrong = max(1 / (len(right) or 1), 1 / ((len(self.targets) - len(right)) or 1))
        return {key: right.get(key, -wrong) for key in self.targets}

    def key(self) -> tuple[object, ...]:
        """The places with their posts and weights, and the reasons' weights: no phrase, as that is a text."""
        weights = self.weights()
        places = ((key, target.post, target.phrase is None, weights[key]) for key, target in self.targets.items())
        return ("mark", tuple(sorted(places)), tuple(sorted(options.weights_of_one(self.reasons).items())))

    def lower(self, context: LowerContext) -> tuple[exercises.Interaction, ...]:
        """Return the places and, where one is asked for, the reason."""
        places = tuple(self._place(context, key, target) for key, target in self.targets.items())
        return (exercises.Mark("marks", places, self.weights()), *self._reason(context))

    def _place(self, context: LowerContext, key: str, target: Target) -> exercises.Target:
        phrase = None if target.phrase is None else context.written("targets", key, "phrase").rstrip("\n")
        return exercises.Target(key, target.post, phrase, context.prose("targets", key, "feedback"), target.misconception)

    def _reason(self, context: LowerContext) -> Iterator[exercises.Pick]:
        if self.reasons:
            order = shuffled(tuple(self.reasons), context.id) if self.shuffle else tuple(self.reasons)
            shown = tuple(context.choosable("reasons", key, self.reasons[key].misconception) for key in order)
            yield exercises.Pick("reason", shown, several=False, weights=options.weights_of_one(self.reasons))
