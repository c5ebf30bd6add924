"""Playing a branch: where one stands, what is on offer, where a decision leads. `site/assets/scoring.js` holds its twin."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from leitfaden.exercises import Condition, Path, Scene, Turn


@dataclass(frozen=True)
class Play:
    """A play so far: the scene one stands in, the state, and the decisions taken, as `scene/turn`."""

    scene: Scene
    state: Mapping[str, int]
    chosen: tuple[str, ...]

    @property
    def ended(self) -> bool:
        """Whether the scene is an ending."""
        return self.scene.worth is not None


def begun(path: Path) -> Play:
    """Return the play before the first decision."""
    return Play(path.scenes[0], {state.id: state.start for state in path.states}, ())


def offered(play: Play) -> tuple[Turn, ...]:
    """Return the decisions that can be taken now."""
    return tuple(turn for turn in play.scene.turns if holds(turn.when, play))


def taken(path: Path, play: Play, turn: Turn) -> Play | None:
    """Return the play after `turn`; None where none of its ways is open."""
    bounds = {state.id: (state.least, state.most) for state in path.states}
    state = {key: min(bounds[key][1], max(bounds[key][0], value + turn.add.get(key, 0))) for key, value in play.state.items()}
    after = Play(play.scene, state, (*play.chosen, f"{play.scene.id}/{turn.id}"))
    to = next((way.to for way in turn.ways if holds(way.when, after)), None)
    scene = next((scene for scene in path.scenes if scene.id == to), None)
    return None if scene is None else Play(scene, after.state, after.chosen)


def replayed(path: Path, turns: Iterable[str]) -> Play | None:
    """Return the play that the decisions `turns` lead to; None where one of them was not on offer."""
    play = begun(path)
    for key in turns:
        turn = next((turn for turn in offered(play) if turn.id == key), None)
        following = taken(path, play, turn) if turn else None
        if following is None:
            return None
        play = following
    return play


def holds(when: Condition, play: Play) -> bool:
    """Tell whether a condition holds in a play."""
    return (
        all(play.state[key] >= bound for key, bound in when.least.items())
        and all(play.state[key] <= bound for key, bound in when.most.items())
        and all(decision in play.chosen for decision in when.chose)
        and not any(decision in play.chosen for decision in when.not_chose)
    )
