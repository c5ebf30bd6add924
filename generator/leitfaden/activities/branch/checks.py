"""What is wrong with the parts of a branch, each looked at by itself: names that nothing has, scenes that are neither one nor the other."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from leitfaden.activities.context import CheckContext
from leitfaden.courses import Unsure
from leitfaden.problems import Key, Related

if TYPE_CHECKING:
    from leitfaden.activities.branch.model import Branch, Condition, Scene, State, Turn, Way


def check_parts(branch: Branch, context: CheckContext) -> bool:
    """Report it; tell whether plays can be followed."""
    before = len(context.problems)
    for key, state in branch.states.items():
        _check_bounds(key, state, context)
    for key, scene in branch.scenes.items():
        _check_scene(key, scene, context)
    names = _Names(branch, context)
    for scene_key, scene in branch.scenes.items():
        for key, turn in scene.turns.items():
            names.check_turn(turn, "scenes", scene_key, "turns", key)
    return len(context.problems) == before


def _check_bounds(key: str, state: State, context: CheckContext) -> None:
    at = context.at.at("states", key)
    if state.least > state.most:
        message = f"'{key}' can't be at least {state.least} and at most {state.most}"
        context.problems.add("bad-bounds", at / "most", message, "give `least` a smaller number than `most`")
    elif not state.least <= state.start <= state.most:
        message = f"'{key}' starts at {state.start}, and should stay between {state.least} and {state.most}"
        place = (at / "start").key if "start" in state.model_fields_set else at.key
        context.problems.add("bad-bounds", place, message, "let it start in between")


def _check_scene(key: str, scene: Scene, context: CheckContext) -> None:
    at = context.at.at("scenes", key)
    lost = any(route[:3] == ("scenes", key, "turns") or route == ("scenes", key, "worth") for route in context.broken)
    if scene.turns and scene.worth is not None:
        related = [Related((at / "turns").key, "these decisions lead on")]
        context.problems.add("ending-with-turns", (at / "worth").key, f"'{key}' is an ending and has decisions", "delete `worth` or `turns`", related)
    elif not scene.turns and scene.worth is None and not lost:
        hint = "give it `turns`; or, if it is an ending, `worth`: from 0 to 1"
        context.problems.add("scene-without-turns", at.key, f"nothing can be decided in '{key}', and it is no ending", hint)


class _Names:
    """The names that turns may use, those of broken entries included."""

    def __init__(self, branch: Branch, context: CheckContext) -> None:
        self.context = context
        self.states = self._known(branch.states, "states")
        self.scenes = self._known(branch.scenes, "scenes")
        turns = {key: self._known(scene.turns, "scenes", key, "turns") for key, scene in branch.scenes.items()}
        unsure = self.scenes - branch.scenes.keys() or any(isinstance(some, Unsure) for some in (self.scenes, *turns.values()))
        self.decisions = (Unsure if unsure else frozenset)(f"{scene}/{turn}" for scene, some in turns.items() for turn in some)

    def _known(self, present: dict[str, State] | dict[str, Scene] | dict[str, Turn], *container: Key) -> frozenset[str]:
        broken = self.context.broken
        kind = Unsure if any(container[:length] in broken for length in range(1, len(container) + 1)) else frozenset
        return kind((*present, *(str(route[-1]) for route in broken if route[:-1] == container)))

    def check_turn(self, turn: Turn, *route: Key) -> None:
        context, at = self.context, self.context.at.at(*route)
        if turn.misconception:
            context.unknown("misconception", turn.misconception, context.misconceptions, *route, "misconception")
        for state in turn.add:
            context.unknown("state", state, self.states, *route, "add", state)
        if turn.to is not None and turn.ways:
            context.problems.add("turn-leads-twice", (at / "to").key, "both `to` and `ways` say where this leads", "leave one of them")
        elif not turn.all_ways and not any(broken[: len(route) + 1] in ((*route, "to"), (*route, "ways")) for broken in context.broken):
            context.problems.add("turn-leads-nowhere", at.key, "this decision leads nowhere", "write `to:` and the scene that follows")
        self._check_condition(turn.when, *route, "when")
        for way, way_route in ways_at(turn, *route):
            context.unknown("scene", way.to, self.scenes, *way_route, "to")
            self._check_condition(way.when, *way_route, "when")

    def _check_condition(self, when: Condition, *route: Key) -> None:
        for bound, states in (("least", when.least), ("most", when.most)):
            for state in states:
                self.context.unknown("state", state, self.states, *route, bound, state)
        for name, decisions in (("chose", when.chose), ("not_chose", when.not_chose)):
            for index, decision in enumerate(decisions):
                self.context.unknown("decision", decision, self.decisions, *route, name, index)


def ways_at(turn: Turn, *route: Key) -> Iterator[tuple[Way, tuple[Key, ...]]]:
    """Yield each way of the turn at `route`, with the route at which it stands: where its `to` is to be found."""
    if turn.to is not None:
        yield turn.all_ways[0], route
    else:
        yield from ((way, (*route, "ways", index)) for index, way in enumerate(turn.ways))
