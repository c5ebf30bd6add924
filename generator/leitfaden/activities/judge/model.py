"""The kind `judge`: how does this come across? Posts of the thread, or statements, rated on a scale."""

from __future__ import annotations

from typing import ClassVar, Literal

from pydantic import Field

from leitfaden.activities.context import CheckContext, LowerContext
from leitfaden.exercises import Rate, Step
from leitfaden.model.activity import Activity
from leitfaden.model.course import Scale
from leitfaden.model.fields import Id, Model, Prose


class Verdict(Model):
    """The right rating of a post, and why."""

    verdict: Id = Field(description="The right step of the scale.")
    feedback: Prose = Field(description="The reason, true for every rating.")
    feedback_if: dict[Id, Prose] = Field(default_factory=dict, description="More for those who chose that step.")


class Statement(Verdict):
    """A statement to be rated."""

    text: Prose = Field(description="The statement.")


class Judge(Activity):
    """Rate posts or statements on a named scale."""

    folder: ClassVar[str] = "judge"

    kind: Literal["judge"] = Field(description="`judge`")
    scale: Id = Field(description="A scale of course.yml.")
    verdicts: dict[Id, Verdict] = Field(default_factory=dict, description="Posts of the thread and their right ratings. A post without one is not asked.")
    statements: dict[Id, Statement] = Field(default_factory=dict, description="Statements instead of posts.")

    def check(self, context: CheckContext) -> None:
        """Report unknown posts, scales and steps, and a judge without anything to judge."""
        if context.whole("verdicts") and context.whole("statements") and bool(self.verdicts) == bool(self.statements):
            message = "there is nothing to judge" if not self.verdicts else "posts and statements are both judged"
            context.problems.add("nothing-to-judge" if not self.verdicts else "two-to-judge", context.at.key, message, "give either `verdicts` or `statements`")
        for post in self.verdicts:
            context.unknown("post", post, context.posts, "verdicts", post)
        if not context.unknown("scale", self.scale, context.known_scales, "scale") and self.scale in context.scales:
            self._check_steps(context, set(context.scales[self.scale].steps))

    def _check_steps(self, context: CheckContext, steps: set[str]) -> None:
        for container, verdicts in (("verdicts", self.verdicts), ("statements", self.statements)):
            for key, verdict in verdicts.items():
                context.unknown("verdict", verdict.verdict, steps, container, key, "verdict")
                for step in verdict.feedback_if:
                    context.unknown("verdict", step, steps, container, key, "feedback_if", step)

    def key(self) -> tuple[object, ...]:
        """What is rated, on which scale, with which right step."""
        rated = {**self.verdicts, **self.statements}
        return ("judge", self.scale, tuple(sorted((key, verdict.verdict) for key, verdict in rated.items())))

    def lower(self, context: LowerContext) -> tuple[Rate, ...]:
        """Return one rating for each post or statement."""
        scale = context.scales[self.scale]
        steps = tuple(Step(step, context.label(self.scale, step)) for step in scale.steps)
        posts = tuple(self._rate(context, "verdicts", key, verdict, steps, scale) for key, verdict in self.verdicts.items())
        said = tuple(self._rate(context, "statements", key, verdict, steps, scale) for key, verdict in self.statements.items())
        return posts + said

    def _rate(self, context: LowerContext, container: str, key: str, verdict: Verdict, steps: tuple[Step, ...], scale: Scale) -> Rate:
        return Rate(
            id=key,
            post=key if container == "verdicts" else None,
            statement=context.prose(container, key, "text") if container == "statements" else None,
            scale=steps,
            key=verdict.verdict,
            credit=credit(scale, verdict.verdict),
            feedback=context.prose(container, key, "feedback"),
            feedback_if={step: context.prose(container, key, "feedback_if", step) for step in verdict.feedback_if},
        )


def credit(scale: Scale, right: str) -> dict[str, float]:
    """Return what each step of `scale` scores where `right` is the right one, 0 to 1."""
    steps = list(scale.steps)
    place = steps.index(right)
    own = (scale.weights or {}).get(right)
    near = {step: scale.neighbour if abs(steps.index(step) - place) == 1 else 0.0 for step in steps}
    return {step: 1.0 if step == right else (own.get(step, 0.0) if own is not None else near[step]) for step in steps}
