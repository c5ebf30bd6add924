"""What every activity has, whatever its kind."""

from __future__ import annotations

from abc import ABC, abstractmethod
from typing import TYPE_CHECKING, Annotated, ClassVar, Literal

from pydantic import Field

from leitfaden.model.fields import ClaimId, Count, Flag, Id, Model, Number, Percent, Prose

if TYPE_CHECKING:
    from leitfaden.activities.context import CheckContext, LowerContext
    from leitfaden.exercises import Interaction


class Activity(Model, ABC):
    """Something the learner does. A kind is a subclass in a folder of its own below `activities/`.

    A subclass fixes `kind` as a Literal, says in `scored` whether there is anything to score, adds its own keys, and says how it is checked and lowered. It may refuse
    what would be wrong whatever else the course holds; what depends on the scenario goes into `check`.
    """

    folder: ClassVar[str]
    scored: ClassVar[bool] = True

    kind: str = Field(description="The kind of activity.")
    prompt: Prose = Field(description="The question or task.")
    claims: list[ClaimId] | None = Field(None, description="Claims it practises. Left out: those of the scenario.")
    points: Annotated[Number, Field(gt=0)] = Field(1.0, description="What a full answer is worth.")
    hints: list[Prose] = Field(default_factory=list, description="Hints in steps, from a nudge to nearly the answer.")
    tries: Annotated[Count, Field(ge=1)] | None = Field(None, description="How often one may check. Left out: as often as one likes.")
    confidence: Flag = Field(False, description="Ask how sure the learner is before she checks.")
    feedback_from: dict[Percent, Prose] = Field(default_factory=dict, description="What is said to those who score at least so many per cent, 0 to 100.")
    shuffle: Flag = Field(False, description="Show options in another order for each learner, and at each try; on paper in one order for everybody.")
    use: Literal["practice", "test"] = Field("practice", description="`test` keeps it for assessments.")
    asks: Literal["action", "restraint"] | None = Field(None, description="What the key asks for: to do something, or to hold back.")
    allow: dict[str, str] = Field(default_factory=dict, description="Rules of the linter that don't apply here, each with the reason.")
    formerly: list[Id] = Field(default_factory=list, description="Ids that the activity had before, in this scenario.")

    @abstractmethod
    def check(self, context: CheckContext) -> None:
        """Report what is wrong with this activity in its scenario; raise nothing."""

    @abstractmethod
    def key(self) -> tuple[object, ...]:
        """Return what learners' answers depend on (ids, key, rules; no texts): the revision is a hash of it."""

    @abstractmethod
    def lower(self, context: LowerContext) -> tuple[Interaction, ...]:
        """Return the interactions that this activity is made of, in the order of the page."""
