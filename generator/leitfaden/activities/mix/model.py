"""The kind `mix`: what goes out this week? Posts of several sorts, placed on days and judged by rules."""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal

from pydantic import Field

from leitfaden import exercises
from leitfaden.activities.context import CheckContext, LowerContext, shuffled
from leitfaden.activities.placing import Ground, Rule, check_rules, key_of, limits
from leitfaden.model.activity import Activity
from leitfaden.model.fields import Count, Id, Model, Prose


class MixSlot(Model):
    """A day or another stretch of time that is filled."""

    text: Prose = Field(description="What the button says that places a post there: short, such as `Mon`.")


class MixSort(Model):
    """What posts can be, as far as rules are concerned."""

    text: Prose = Field(description="Its name: a word or two.")


class MixItem(Model):
    """A post that can be placed, any number of times."""

    sort: Id = Field(description="What sort of post it is.")
    text: Prose = Field(description="What it says.")
    feedback: Prose | None = Field(None, description="What is to be said about it where it was placed.")


class Mix(Activity):
    """Compose a week of a timeline from a tray of posts; rules judge the whole."""

    folder: ClassVar[str] = "mix"

    kind: Literal["mix"] = Field(description="`mix`")
    slots: dict[Id, MixSlot] = Field(description="The days, in their order.")
    sorts: dict[Id, MixSort] = Field(description="The sorts of posts, in the order of the bar that shows their shares.")
    items: dict[Id, MixItem] = Field(description="The tray: posts in the order in which they are shown.")
    least: Annotated[Count, Field(ge=1)] = Field(description="How many must be placed before the week can be checked.")
    rules: dict[Id, Rule] = Field(description="What a good week keeps to; the score is the share of rules that are kept.")

    def check(self, context: CheckContext) -> None:
        """Report too little to place, sorts unknown or unused, and rules that can't judge."""
        since = len(context.problems)
        sorts = {*self.sorts, *_dropped(context, "sorts")}
        for key, item in self.items.items():
            context.unknown("sort", item.sort, sorts, "items", key, "sort")
        self._check_amounts(context)
        place = self._place()
        slots = {*self.slots, *_dropped(context, "slots")}
        ground = Ground(place, slots, lambda sort, *route: context.unknown("sort", sort, sorts, *route))
        check_rules(context, self.rules, ground, since=since)

    def _check_amounts(self, context: CheckContext) -> None:
        if context.whole("slots") and len(self.slots) < 2:
            context.problems.add("too-few-slots", (context.at / "slots").key, "a mix needs at least two slots", "add a day")
        if not context.whole("items"):
            return
        if len(self.items) < 2:
            context.problems.add("too-few-items", (context.at / "items").key, "a mix needs at least two posts to choose from", "add one")
        used = {item.sort for item in self.items.values()}
        for sort in self.sorts if used <= {*self.sorts} else ():
            if sort not in used:
                context.problems.warn("unused-sort", context.at.at("sorts", sort).key, f"no post is of the sort '{sort}'", "add one, or delete the sort")

    def _place(self) -> exercises.Place:
        """Return what rules look at: no texts."""
        items = tuple(exercises.Item(key, (), (), item.sort) for key, item in self.items.items())
        return exercises.Place("mix", items, tuple(exercises.Slot(key, ()) for key in self.slots), {}, (), self.least, ())

    def key(self) -> tuple[object, ...]:
        """The slots in their order, the sort of each item, and the rules."""
        return ("mix", tuple(self.slots), tuple(sorted((key, item.sort) for key, item in self.items.items())), self.least, key_of(self.rules))

    def lower(self, context: LowerContext) -> tuple[exercises.Place, ...]:
        """Return one placing that rules judge."""
        order = shuffled(tuple(self.items), context.id) if self.shuffle else tuple(self.items)
        return (
            exercises.Place(
                id="mix",
                items=tuple(self._item(context, key) for key in order),
                slots=tuple(exercises.Slot(key, context.prose("slots", key, "text")) for key in self.slots),
                key={},
                limits=limits(self.rules, context),
                least=self.least,
                sorts=tuple(exercises.Step(key, context.prose("sorts", key, "text")) for key in self.sorts),
            ),
        )

    def _item(self, context: LowerContext, key: str) -> exercises.Item:
        return exercises.Item(key, context.prose("items", key, "text"), context.prose("items", key, "feedback"), self.items[key].sort)


def _dropped(context: CheckContext, container: str) -> set[str]:
    """Return the ids of a container's entries that failed validation."""
    return {str(route[1]) for route in context.broken if len(route) == 2 and route[0] == container}
