"""The kind `pace`: how often, and when? Likes, reposts, replies and messages to one person, spread over time."""

from __future__ import annotations

from typing import Annotated, Any, ClassVar, Literal, TypeAlias

from pydantic import Field, create_model

from leitfaden import exercises
from leitfaden.activities.context import CheckContext, LowerContext
from leitfaden.activities.placing import Ground, Rule, check_rules, key_of, limits
from leitfaden.inline import parse_prose
from leitfaden.model.activity import Activity
from leitfaden.model.fields import Count, Id
from leitfaden.problems import Related

Action: TypeAlias = Literal["like", "repost", "reply", "message"]
MOST = 9
"""How often one action can be placed on one day or in one week."""


class PaceBase(Activity):
    """Spread what one does for one person over days or weeks; rules judge the whole."""

    folder: ClassVar[str] = "pace"

    kind: Literal["pace"] = Field(description="`pace`")
    actions: Annotated[list[Action], Field(min_length=1)] = Field(description="What can be done; within a day it counts in this order.")
    unit: Literal["day", "week"] = Field("day", description="What it is spread over. The slots are called `d1`, `d2`, … or `w1`, `w2`, …")
    number: Annotated[Count, Field(ge=2, le=31)] = Field(description="How many days or weeks.")
    least: Annotated[Count, Field(ge=1)] = Field(description="How much must be placed before it can be checked.")
    rules: dict[Id, Rule] = Field(description="What a good pace keeps to; the score is the share of rules that are kept.")

    @property
    def slots(self) -> tuple[str, ...]:
        """The ids of the days or weeks."""
        return tuple(f"{self.unit[0]}{number}" for number in range(1, self.number + 1))

    def check(self, context: CheckContext) -> None:
        """Report an unknown person, actions named twice, more asked for than there is room, and rules that can't judge."""
        since = len(context.problems)
        context.unknown("person", getattr(self, "with"), context.people, "with")
        self._check_amounts(context)
        actions = {*self.actions}
        items = tuple(exercises.Item(action, (), (), action) for action in self.actions)
        place = exercises.Place("pace", items, tuple(exercises.Slot(slot, ()) for slot in self.slots), {}, (), self.least, ())
        ground = Ground(place, {*self.slots}, lambda action, *route: context.unknown("action", action, actions, *route), per_slot=MOST, in_order=True)
        check_rules(context, self.rules, ground, since=since)

    def _check_amounts(self, context: CheckContext) -> None:
        for index, action in enumerate(self.actions):
            if action in self.actions[:index]:
                related = [Related(context.at.at("actions", self.actions.index(action)), "the first one")]
                context.problems.add("repeated-action", context.at.at("actions", index), f"'{action}' is named twice", "delete one", related)
        room = MOST * len(self.actions) * self.number
        if self.least > room:
            hint = f"{len(self.actions)} actions on {self.number} slots, each {MOST} times at most, make {room}"
            context.problems.add("least-out-of-reach", context.at / "least", f"{self.least} can't be placed", hint)

    def key(self) -> tuple[object, ...]:
        """The unit, how many, the actions, and the rules."""
        return ("pace", self.unit, self.number, tuple(self.actions), self.least, key_of(self.rules))

    def lower(self, context: LowerContext) -> tuple[exercises.Place, ...]:
        """Return one placing that rules judge; its labels are words of the interface."""
        names = {action: parse_prose(context.words(f"action_{action}")) for action in self.actions}
        numbered = [(slot, context.words(self.unit, **{self.unit: number})) for number, slot in enumerate(self.slots, 1)]
        with_whom = getattr(self, "with")
        return (
            exercises.Place(
                id="pace",
                items=tuple(exercises.Item(action, name, (), action) for action, name in names.items()),
                slots=tuple(exercises.Slot(slot, parse_prose(label)) for slot, label in numbered),
                key={},
                limits=limits(self.rules, context),
                least=self.least,
                sorts=tuple(exercises.Step(action, name) for action, name in names.items()),
                seen_by=context.people[with_whom].name if with_whom in context.people else with_whom,
            ),
        )


# `with` is a word of Python, so that the field can't be written into the class.
_WITH: dict[str, Any] = {"with": (Id, Field(description="The person whom it is about: one of this scenario or of people.yml."))}
Pace: type[PaceBase] = create_model("Pace", __base__=PaceBase, __module__=__name__, __doc__=PaceBase.__doc__, **_WITH)
