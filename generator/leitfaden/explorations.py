"""Everything that can happen in a branch: the situations that plays lead to, where they get stuck, how often chance ends where.

The graph of scenes says too little, since state and history open and close ways. So real plays are followed, and two of
them are taken for the same situation where the same can still happen: in the same scene, with the same values of states
and the same decisions, as far as any condition asks for them.
"""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from random import Random
from typing import TypeAlias

from leitfaden.exercises import Condition, Path, Turn, Way
from leitfaden.plays import Play, begun, holds, offered, taken

MOST_SITUATIONS = 20_000
RANDOM_PLAYS = 2_000
LONGEST_PLAY = 200

_Key: TypeAlias = "tuple[str, tuple[int, ...], tuple[bool, ...]]"


@dataclass(frozen=True, slots=True)
class Move:
    """A decision that is on offer in a situation: the way that is open and the number of the situation that it leads to; None: no way is."""

    turn: Turn
    way: Way | None
    to: int | None


@dataclass(frozen=True, slots=True)
class Situation:
    """What plays have in common for which the same can still happen.

    `play` knows of earlier decisions only those that conditions ask for. `came` is how the shortest play came here: the
    number of the situation before and the decision in it.
    """

    play: Play
    came: tuple[int, str] | None
    moves: tuple[Move, ...]

    @property
    def stuck(self) -> bool:
        """Whether it is no ending and nothing is on offer."""
        return not self.play.ended and not self.moves


@dataclass(frozen=True)
class Exploration:
    """All situations of a path in the order in which they are met, shortest plays first.

    Unless it is `whole`, since they are too many, nothing holds but that.
    """

    situations: tuple[Situation, ...]
    whole: bool

    @cached_property
    def scenes(self) -> frozenset[str]:
        """The scenes that plays reach."""
        return frozenset(situation.play.scene.id for situation in self.situations)

    @cached_property
    def best(self) -> tuple[str, ...]:
        """The shortest way to an ending worth 1, as `scene/turn`; of equally short ones the one whose decisions stand first. Empty: there is none."""
        return next((self.way_to(number) for number, situation in enumerate(self.situations) if situation.play.scene.worth == 1), ())

    def way_to(self, number: int) -> tuple[str, ...]:
        """Return the decisions, as `scene/turn`, of the shortest play that leads to the situation `number`."""
        way: list[str] = []
        while came := self.situations[number].came:
            number = came[0]
            way.append(f"{self.situations[number].play.scene.id}/{came[1]}")
        return tuple(reversed(way))

    @cached_property
    def moves(self) -> tuple[tuple[str, Move], ...]:
        """Every move of every situation, with its scene."""
        return tuple((situation.play.scene.id, move) for situation in self.situations for move in situation.moves)

    @cached_property
    def ending(self) -> frozenset[int]:
        """The numbers of the situations from which an ending can be reached."""
        return self._before(number for number, situation in enumerate(self.situations) if situation.play.ended)

    @cached_property
    def failing(self) -> frozenset[int]:
        """The numbers of the situations from which a play can get stuck."""
        return self._before(number for number, one in enumerate(self.situations) if one.stuck or any(move.to is None for move in one.moves))

    def after(self, number: int) -> frozenset[int]:
        """Return the numbers of the situations that can follow the situation `number`, itself included."""
        return _closed([number], lambda at: (move.to for move in self.situations[at].moves if move.to is not None))

    def _before(self, numbers: Iterable[int]) -> frozenset[int]:
        """Return the numbers of all situations from which one of `numbers` can be reached, those included."""
        sources: dict[int, list[int]] = {}
        for number, situation in enumerate(self.situations):
            for move in situation.moves:
                if move.to is not None:
                    sources.setdefault(move.to, []).append(number)
        return _closed(numbers, lambda number: sources.get(number, ()))

    def shares(self, seed: str) -> Mapping[str, float]:
        """Return the share of random plays that come by each scene, 0 to 1. The same `seed` gives the same plays."""
        chance = Random(seed)  # noqa: S311 - chance that can be repeated is meant
        met: Counter[str] = Counter()
        for _ in range(RANDOM_PLAYS):
            met.update({self.situations[number].play.scene.id for number in self._wandered(chance)})
        return {scene: met[scene] / RANDOM_PLAYS for scene in sorted(self.scenes)}

    def _wandered(self, chance: Random) -> Iterator[int]:
        """Yield the numbers of the situations of one random play."""
        number: int | None = 0
        for _ in range(LONGEST_PLAY):
            if number is None:
                return
            yield number
            moves = self.situations[number].moves
            number = moves[int(chance.random() * len(moves))].to if moves else None


def explored(path: Path) -> Exploration:
    """Return everything that can happen in `path`, unless that is more than `MOST_SITUATIONS`."""
    search = _Search(path)
    situations = []
    while search.waiting and len(search.numbers) <= MOST_SITUATIONS:
        number, play, came = search.waiting.popleft()
        situations.append(Situation(play, came, tuple(search.move(number, play, turn) for turn in offered(play))))
    return Exploration(tuple(situations), whole=not search.waiting)


class _Search:
    """A search in breadth: the plays that wait to be followed, and the numbers of the situations that were met."""

    def __init__(self, path: Path) -> None:
        conditions = list(_conditions(path))
        self._path = path
        self._states = sorted({state for when in conditions for state in (*when.least, *when.most)})
        self._decisions = sorted({decision for when in conditions for decision in (*when.chose, *when.not_chose)})
        self.waiting: deque[tuple[int, Play, tuple[int, str] | None]] = deque([(0, begun(path), None)])
        self.numbers: dict[_Key, int] = {self._key(begun(path)): 0}

    def move(self, number: int, play: Play, turn: Turn) -> Move:
        """Return the move that `turn` is in the situation `number`; where it leads waits to be followed, if it is new."""
        following = taken(self._path, play, turn)
        if following is None:
            return Move(turn, None, None)
        way = next(way for way in turn.ways if holds(way.when, following))
        key = self._key(following)
        if key not in self.numbers:
            self.numbers[key] = len(self.numbers)
            remembered = tuple(one for one in self._decisions if one in following.chosen)
            self.waiting.append((self.numbers[key], Play(following.scene, following.state, remembered), (number, turn.id)))
        return Move(turn, way, self.numbers[key])

    def _key(self, play: Play) -> _Key:
        return play.scene.id, tuple(play.state[state] for state in self._states), tuple(one in play.chosen for one in self._decisions)


def _conditions(path: Path) -> Iterator[Condition]:
    for scene in path.scenes:
        for turn in scene.turns:
            yield turn.when
            yield from (way.when for way in turn.ways)


def _closed(numbers: Iterable[int], neighbours: Callable[[int], Iterable[int]]) -> frozenset[int]:
    """Return `numbers` and everything that their neighbours lead to."""
    found = set(numbers)
    waiting = list(found)
    while waiting:
        new = [number for number in neighbours(waiting.pop()) if number not in found]
        found.update(new)
        waiting += new
    return frozenset(found)
