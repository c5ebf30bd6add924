"""The kind `branch`: what becomes of it? A conversation in scenes, with decisions that change states and lead on."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import cached_property
from typing import ClassVar, Literal

from pydantic import Field

from leitfaden import exercises
from leitfaden.activities.branch.checks import check_parts
from leitfaden.activities.branch.outcomes import check_outcomes
from leitfaden.activities.context import CheckContext, LowerContext, shuffled
from leitfaden.explorations import Exploration, explored
from leitfaden.inline import Prose as Parsed
from leitfaden.model.activity import Activity
from leitfaden.model.fields import Flag, Id, Model, Prose, Share, Whole
from leitfaden.model.scenario import Post
from leitfaden.problems import Key, Route
from leitfaden.threads import LocalPost


class Condition(Model):
    """What must hold: all that is named. Left out: always."""

    least: dict[Id, Whole] = Field(default_factory=dict, description="States that are at least so high.")
    most: dict[Id, Whole] = Field(default_factory=dict, description="States that are at most so high.")
    chose: list[str] = Field(default_factory=list, description="Decisions that were taken, as `scene/turn`.")
    not_chose: list[str] = Field(default_factory=list, description="Decisions that were not taken, as `scene/turn`.")

    def lowered(self) -> exercises.Condition:
        """Return it as players know it."""
        return exercises.Condition(self.least, self.most, tuple(self.chose), tuple(self.not_chose))

    def key(self) -> tuple[object, ...]:
        """What must hold, in one order."""
        return (tuple(sorted(self.least.items())), tuple(sorted(self.most.items())), tuple(sorted(self.chose)), tuple(sorted(self.not_chose)))


class Way(Model):
    """Where a decision leads if a condition holds."""

    to: Id = Field(description="The scene that follows.")
    when: Condition = Field(Condition(), description="When this way is open. The first open one is taken, so the last stands without.")


class Turn(Model):
    """A decision in a scene: what the learner says or does."""

    text: Prose = Field(description="What she says or does; it appears as her own post.")
    add: dict[Id, Whole] = Field(default_factory=dict, description="What it changes: `{trust: 1}`, `{reach: -2}`.")
    when: Condition = Field(Condition(), description="When it is on offer. Left out: always.")
    feedback: Prose = Field(description="What it does to the others, and why; shown in the debrief.")
    misconception: Id | None = Field(None, description="The wrong idea that choosing it betrays.")
    to: Id | None = Field(None, description="The scene that follows. Either this or `ways`.")
    ways: list[Way] = Field(default_factory=list, description="Where it leads, depending on states and earlier decisions.")

    @property
    def all_ways(self) -> tuple[Way, ...]:
        """The ways in order, `to` being one without a condition."""
        return (Way(to=self.to),) if self.to is not None else tuple(self.ways)

    def lowered(self, key: str, text: Parsed, feedback: Parsed) -> exercises.Turn:
        """Return the decision `key` as players know it, with its texts in one language."""
        ways = tuple(exercises.Way(way.to, way.when.lowered()) for way in self.all_ways)
        return exercises.Turn(key, text, feedback, self.add, self.when.lowered(), ways, self.misconception)

    def key(self) -> tuple[object, ...]:
        """What it changes, when it is on offer, where it leads."""
        changes = tuple(sorted((state, change) for state, change in self.add.items() if change))
        return (changes, self.when.key(), tuple((way.to, way.when.key()) for way in self.all_ways))


class Scene(Model):
    """A moment of the conversation: with decisions, or an ending."""

    title: Prose | None = Field(None, description="When or where it is, above the scene: a day, a place.")
    text: Prose = Field(description="What happens.")
    posts: dict[Id, Post] = Field(
        default_factory=dict, description="The posts of this scene, in order of time; they may refer to each other and to the thread's."
    )
    turns: dict[Id, Turn] = Field(default_factory=dict, description="The decisions, in the order in which they are shown.")
    worth: Share | None = Field(None, description="An ending's score, 0 to 1. A scene has either this or `turns`.")


class State(Model):
    """Something that decisions change, such as trust."""

    text: Prose | None = Field(None, description="Its name for learners, who see how it stands. Left out: it stays hidden.")
    start: Whole = Field(0, description="Where it stands at the beginning.")
    least: Whole = Field(0, description="It never falls below this.")
    most: Whole = Field(description="It never rises above this.")


class Branch(Activity):
    """Find a way through a conversation over days, in which decisions have consequences."""

    folder: ClassVar[str] = "branch"

    kind: Literal["branch"] = Field(description="`branch`")
    states: dict[Id, State] = Field(default_factory=dict, description="What decisions change.")
    scenes: dict[Id, Scene] = Field(description="The scenes; the first one is where it begins.")
    back: Flag = Field(False, description="The learner may take back her last decision.")

    def check(self, context: CheckContext) -> None:
        """Report what leads nowhere: names that nothing has, scenes without a way in or out, endings beyond reach."""
        if check_parts(self, context) and context.whole("scenes") and context.whole("states"):
            check_outcomes(self, context)
        for key, scene in self.scenes.items():
            context.check_posts((*context.at.route, "scenes", key, "posts"), scene.posts)

    def key(self) -> tuple[object, ...]:
        """States with their bounds, scenes with what they are worth or where their decisions lead."""
        states = tuple(sorted((key, state.start, state.least, state.most) for key, state in self.states.items()))
        scenes = tuple(sorted((key, scene.worth is None, scene.worth or 0.0, _turn_keys(scene)) for key, scene in self.scenes.items()))
        return ("branch", next(iter(self.scenes), ""), states, scenes)

    @cached_property
    def exploration(self) -> Exploration:
        """Everything that can happen; asks for names that are all known."""
        return explored(self.path())

    def lower(self, context: LowerContext) -> tuple[exercises.Path, ...]:
        """Return one path with its texts, and with the best way through it."""
        turns = tuple(decision.partition("/")[2] for decision in self.exploration.best)
        return (replace(self.path(context.prose, context.posts, context.id if self.shuffle else ""), best=turns),)

    def path(
        self,
        say: Callable[..., Parsed] = lambda *_: (),
        posts: Callable[[Route, Mapping[str, Post]], Mapping[str, LocalPost]] = lambda *_: {},
        seed: str = "",
    ) -> exercises.Path:
        """Return the path without its best way.

        Arguments:
            say, posts: return what stands at a route of the activity in one language; nothing, if left out.
            seed: what the order hangs on in which decisions are shown; the author's order, if left out.
        """
        scenes = tuple(_scene(key, scene, say, posts(("scenes", key, "posts"), scene.posts), seed) for key, scene in self.scenes.items())
        states = tuple(exercises.State(key, say("states", key, "text"), one.start, one.least, one.most) for key, one in self.states.items())
        return exercises.Path("path", scenes, states, (), self.back)


def _turn_keys(scene: Scene) -> tuple[object, ...]:
    return tuple(sorted((key, turn.key()) for key, turn in scene.turns.items()))


def _scene(key: str, scene: Scene, say: Callable[..., Parsed], posts: Mapping[str, LocalPost], seed: str) -> exercises.Scene:
    def said(*route: Key) -> Parsed:
        return say("scenes", key, *route)

    order = shuffled(tuple(scene.turns), f"{seed}/{key}") if seed else tuple(scene.turns)
    turns = tuple(scene.turns[one].lowered(one, said("turns", one, "text"), said("turns", one, "feedback")) for one in order)
    return exercises.Scene(key, said("title"), said("text"), tuple(posts.values()), turns, scene.worth)
