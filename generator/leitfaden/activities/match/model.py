"""The kind `match`: what belongs to what? Behaviours to effects, examples to principles."""

from __future__ import annotations

from typing import ClassVar, Literal

from pydantic import Field

from leitfaden import exercises
from leitfaden.activities.context import CheckContext, LowerContext, shuffled
from leitfaden.model.activity import Activity
from leitfaden.model.fields import Id, Model, Prose


class MatchSlot(Model):
    """What items are matched to."""

    text: Prose = Field(description="What it says in the list to choose from: a few words.")


class MatchItem(Model):
    """Something to be matched."""

    text: Prose = Field(description="What is to be matched.")
    slot: Id = Field(description="Where it belongs.")
    misconception: Id | None = Field(None, description="The wrong idea that matching it to anything else betrays.")
    feedback: Prose = Field(description="Why it belongs there.")


class Match(Activity):
    """Match things to what belongs to them."""

    folder: ClassVar[str] = "match"

    kind: Literal["match"] = Field(description="`match`")
    slots: dict[Id, MatchSlot] = Field(description="What can be chosen for each item, in the order of the list. One may stay without an item, or take several.")
    items: dict[Id, MatchItem] = Field(description="What is to be matched, in the order in which it is shown.")

    def check(self, context: CheckContext) -> None:
        """Report unknown slots, and too little to choose from."""
        slots = {*self.slots, *(str(route[1]) for route in context.broken if route[0] == "slots" and len(route) > 1)}
        for key, item in self.items.items():
            context.unknown("slot", item.slot, slots, "items", key, "slot")
            if item.misconception is not None:
                context.unknown("misconception", item.misconception, context.misconceptions, "items", key, "misconception")
        if context.whole("slots") and len(self.slots) < 2:
            context.problems.add("too-few-slots", (context.at / "slots").key, "a match needs at least two slots", "add one that a sensible person could choose")
        if context.whole("items"):
            self._check_items(context)

    def _check_items(self, context: CheckContext) -> None:
        at = (context.at / "items").key
        if len(self.items) < 2:
            context.problems.add("too-few-items", at, "a match needs at least two items", "add one, or ask a choice")
        elif len(self.slots) > 1 and {item.slot for item in self.items.values()} in [{slot} for slot in self.slots]:
            context.problems.add("one-slot-for-all", at, "every item belongs into the same slot", "add an item for another slot")

    def key(self) -> tuple[object, ...]:
        """The slots, and where each item belongs."""
        return ("match", tuple(sorted(self.slots)), tuple(sorted((key, item.slot) for key, item in self.items.items())))

    def lower(self, context: LowerContext) -> tuple[exercises.Place, ...]:
        """Return one placing with a key."""
        order = shuffled(tuple(self.items), context.id) if self.shuffle else tuple(self.items)
        return (
            exercises.Place(
                id="match",
                items=tuple(self._item(context, key) for key in order),
                slots=tuple(exercises.Slot(key, context.prose("slots", key, "text")) for key in self.slots),
                key={key: item.slot for key, item in self.items.items()},
                limits=(),
                least=0,
                sorts=(),
            ),
        )

    def _item(self, context: LowerContext, key: str) -> exercises.Item:
        text, feedback = context.prose("items", key, "text"), context.prose("items", key, "feedback")
        return exercises.Item(key, text, feedback, misconception=self.items[key].misconception)
