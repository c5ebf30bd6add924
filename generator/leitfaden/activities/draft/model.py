"""The kind `draft`: write it yourself, compare it with others, rate it. Nothing pretends to grade it."""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal

from pydantic import Field

from leitfaden import exercises
from leitfaden.activities.context import CheckContext, LowerContext
from leitfaden.activities.unscored import check_unscored
from leitfaden.inline import parse_prose
from leitfaden.lengths import NETWORKS, excess
from leitfaden.model.activity import Activity
from leitfaden.model.course import NetworkId
from leitfaden.model.fields import Id, Model, PostText, Prose
from leitfaden.posts import recognise


class Sample(Model):
    """A post that somebody good at it might have written."""

    text: PostText = Field(description="The post, literally. A line break is a line break.")
    feedback: Prose = Field(description="What to see in it.")


class Criterion(Model):
    """Something to look at in one's own text."""

    text: Prose = Field(description="What to rate, as a statement or a few words.")


class Draft(Activity):
    """Write a post or reply, compare it with samples, and rate it oneself."""

    folder: ClassVar[str] = "draft"
    scored: ClassVar[bool] = False

    kind: Literal["draft"] = Field(description="`draft`")
    network: NetworkId | None = Field(None, description="The network by whose rules the text is counted. Left out: the scenario's.")
    samples: dict[Id, Sample] = Field(description="Two or three samples to compare with, shown once something is written.")
    scale: Id = Field(description="A scale of course.yml, on which learners rate their own text.")
    criteria: Annotated[dict[Id, Criterion], Field(min_length=1)] = Field(description="What learners look at in their own text.")

    def check(self, context: CheckContext) -> None:
        """Report samples that can't be compared, a scale that there is none, and keys that belong to scores."""
        check_unscored(self, context)
        context.unknown("scale", self.scale, context.known_scales, "scale")
        if context.whole("samples") and not 2 <= len(self.samples) <= 3:
            hint = "add one that goes about it in another way" if len(self.samples) < 2 else "keep those that differ most"
            message = f"{len(self.samples) or 'no'} sample{'s' * (len(self.samples) != 1)}, and two or three are compared"
            context.problems.add("two-or-three-samples", (context.at / "samples").key, message, hint)
        for key in self.samples:
            self._check_length(context, key)

    def _check_length(self, context: CheckContext, key: str) -> None:
        network = self.network or context.network
        for _, text, place in context.texts((*context.at.route, "samples", key, "text")):
            over = excess(text.rstrip("\n"), network)
            if over:
                length, limit = over
                message = f"{length} of {limit} characters on {NETWORKS[network].name}"
                context.problems.add("post-too-long", place, message, f"shorten it by {length - limit}, or name another `network`")

    def key(self) -> tuple[object, ...]:
        """The scale and the criteria: ratings are all that an answer holds."""
        return ("draft", self.scale, tuple(sorted(self.criteria)))

    def lower(self, context: LowerContext) -> tuple[exercises.Write, ...]:
        """Return one field to write into, with everything to compare it with."""
        return (
            exercises.Write(
                id="write",
                fields=(exercises.Field("text", parse_prose(context.words("your_text"))),),
                entries=1,
                network=self.network or context.network,
                samples=tuple(self._sample(context, key) for key in self.samples),
                criteria=tuple(exercises.Step(key, context.prose("criteria", key, "text")) for key in self.criteria),
                scale=tuple(exercises.Step(step, context.label(self.scale, step)) for step in context.scales[self.scale].steps),
            ),
        )

    def _sample(self, context: LowerContext, key: str) -> exercises.Sample:
        written = context.written("samples", key, "text").rstrip("\n")
        return exercises.Sample(key, recognise(written), written, context.prose("samples", key, "feedback"))
