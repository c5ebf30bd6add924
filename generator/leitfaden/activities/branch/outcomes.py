"""What is wrong with a branch as a whole, found by following its plays: what they never reach, and where they get stuck."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, TypeAlias

from leitfaden.activities.branch.checks import ways_at
from leitfaden.activities.context import CheckContext
from leitfaden.explorations import MOST_SITUATIONS, Exploration
from leitfaden.problems import Key, Place, Related

if TYPE_CHECKING:
    from leitfaden.activities.branch.model import Branch, Turn, Way

RARE = 0.01
_SHOWN = 8

_PlacedTurn: TypeAlias = "tuple[str, str, Turn]"
_PlacedWay: TypeAlias = "tuple[str, str, Way, Place]"


def check_outcomes(branch: Branch, context: CheckContext) -> None:
    """Report it; every name in the branch is known to be right."""
    if not branch.scenes or next(iter(branch.scenes.values())).worth is not None:
        message = "the first scene is an ending" if branch.scenes else "there are no scenes"
        context.problems.add("nothing-to-decide", (context.at / "scenes").key, message, "begin with a scene in which something can be decided")
        return
    exploration = branch.exploration
    if not exploration.whole:
        hint = "narrow the bounds of states, or ask for fewer of them and of earlier decisions"
        context.problems.add("too-many-situations", context.at.key, f"plays lead to more than {MOST_SITUATIONS:,} different situations", hint)
        return
    before = len(context.problems)
    _Outcomes(branch, exploration, context).check()
    if len(context.problems) == before:
        _check_chance(exploration, context)


class _Outcomes:
    """Checks what plays reach, and what they don't."""

    def __init__(self, branch: Branch, exploration: Exploration, context: CheckContext) -> None:
        self.branch, self.exploration, self.problems = branch, exploration, context.problems
        self.at = context.at / "scenes"
        self.offered = {(scene, move.turn.id) for scene, move in exploration.moves}
        self.taken = {(scene, move.turn.id, move.turn.ways.index(move.way)) for scene, move in exploration.moves if move.way}

    def check(self) -> None:
        self._check_choice()
        self._check_dead_ends()
        self._check_offers()
        if not self._check_loops():
            self._check_reach()

    def _check_choice(self) -> None:
        if not any(len(situation.moves) > 1 for situation in self.exploration.situations):
            hint = "add a decision that a sensible person could take"
            self.problems.add("nothing-to-decide", self.at.key, "no scene ever offers more than one decision", hint)
        if not any(scene.worth == 1 for scene in self.branch.scenes.values()):
            self.problems.add("no-best-ending", self.at.key, "no ending is worth 1", "give the best one `worth: 1`")

    def _check_dead_ends(self) -> None:
        told = set[tuple[Key, ...]]()
        for number, situation in enumerate(self.exploration.situations):
            scene = situation.play.scene.id
            if situation.stuck and (scene,) not in told:
                told.add((scene,))
                message = f"nothing is on offer here, {_shown(self.exploration, number)}"
                self.problems.add("dead-end", self.at.at(scene, "turns").key, message, "let one of the decisions stand without `when`")
            for move in situation.moves:
                if move.to is None and (scene, move.turn.id) not in told:
                    told.add((scene, move.turn.id))
                    message = f"this decision leads nowhere, {_shown(self.exploration, number)}"
                    self.problems.add("dead-end", self.at.at(scene, "turns", move.turn.id).key, message, "let the last of its `ways` stand without `when`")

    def _check_loops(self) -> bool:
        """Report situations from which plays go round and round for ever; tell whether there are any."""
        well, told = self.exploration.ending | self.exploration.failing, set[str]()
        for number, situation in enumerate(self.exploration.situations):
            if number in well or situation.play.scene.id in told:
                continue
            around = (number, *sorted(self.exploration.after(number)))
            here, *others = dict.fromkeys(self.exploration.situations[one].play.scene.id for one in around)
            told.update((here, *others))
            related = [Related((self.at / scene).key, "leads on only in this loop") for scene in others]
            message = f"no ending can be reached from here, {_shown(self.exploration, number)}"
            self.problems.add("endless-loop", (self.at / here).key, message, "let a decision lead out, in the end to an ending", related)
        return bool(told)

    def _turns(self) -> Iterator[_PlacedTurn]:
        """Yield the decisions of scenes that plays reach."""
        for scene, one in self.branch.scenes.items():
            if scene in self.exploration.scenes:
                yield from ((scene, key, turn) for key, turn in one.turns.items())

    def _check_offers(self) -> None:
        for scene, key, _ in self._turns():
            if (scene, key) not in self.offered:
                hint = "change `when`, or what decisions before it add"
                self.problems.add("decision-never-offered", self.at.at(scene, "turns", key, "when").key, f"'{key}' is never on offer", hint)

    def _unused_ways(self) -> Iterator[_PlacedWay]:
        """Yield the ways, of decisions that are on offer, that no play takes."""
        for scene, key, turn in self._turns():
            for index, (way, route) in enumerate(ways_at(turn)):
                if (scene, key) in self.offered and (scene, key, index) not in self.taken:
                    yield scene, key, way, self.at.at(scene, "turns", key, *route)

    def _check_reach(self) -> None:
        """Report scenes that no play reaches, each cause once: not what lies behind them, nor behind decisions that were reported."""
        unused = list(self._unused_ways())
        for _, _, way, at in unused:
            if way.to in self.exploration.scenes:
                hint = "change its condition, or the order of the ways: the first one that is open is taken"
                self.problems.warn("way-never-taken", (at / "to").key, "no play takes this way", hint)
        failing = {(scene, move.turn.id) for scene, move in self.exploration.moves if move.to is None}
        reported = [turn for scene, key, turn in self._turns() if (scene, key) not in self.offered or (scene, key) in failing]
        told = self._behind(way.to for turn in reported for way in turn.all_ways)
        for scene in self._causes({way.to for _, _, way, _ in unused}):
            if scene not in told:
                told |= self._behind([scene])
                self._report_unreached(scene, [at for _, _, way, at in unused if way.to == scene])

    def _causes(self, shut: set[str]) -> list[str]:
        """Return the scenes that no play reaches: those to which a way is shut first, then those to which nothing leads, then the rest."""
        unreached = [scene for scene in self.branch.scenes if scene not in self.exploration.scenes]
        led_to = {way.to for scene in unreached for turn in self.branch.scenes[scene].turns.values() for way in turn.all_ways if way.to != scene}
        return sorted(unreached, key=lambda scene: (scene not in shut, scene in led_to))

    def _behind(self, scenes: Iterable[str]) -> set[str]:
        """Return the scenes that no play reaches among `scenes`, with those that they lead to."""
        found, waiting = set[str](), list(scenes)
        while waiting:
            scene = waiting.pop()
            if scene not in found and scene not in self.exploration.scenes:
                found.add(scene)
                waiting += [way.to for turn in self.branch.scenes[scene].turns.values() for way in turn.all_ways]
        return found

    def _report_unreached(self, scene: str, ways: list[Place]) -> None:
        related = [Related((at / "to").key, "this way leads there, and no play takes it") for at in ways]
        hint = "change the condition of the way that leads there, or what decisions add" if ways else "let a decision lead there, or delete it"
        at = (self.at / scene).key
        if self.branch.scenes[scene].worth is None:
            self.problems.add("unreachable-scene", at, f"no play reaches the scene '{scene}'", hint, related)
        else:
            self.problems.add("unreachable-ending", at, f"no play reaches the ending '{scene}'", hint, related)


def _check_chance(exploration: Exploration, context: CheckContext) -> None:
    """Warn of endings that are hard to come by even for somebody who tries a lot."""
    shares = exploration.shares(str(context.at.route[-1]))
    shortest = {one.play.scene.id: number for number, one in reversed(list(enumerate(exploration.situations))) if one.play.ended}
    for scene, number in reversed(shortest.items()):
        if shares[scene] < RARE:
            message = f"fewer than 1 in 100 random plays reach the ending '{scene}'"
            hint = f"make it easier to reach, or leave it out; the shortest play: {', '.join(exploration.way_to(number))}"
            context.problems.warn("rare-ending", context.at.at("scenes", scene).key, message, hint)


def _shown(exploration: Exploration, number: int) -> str:
    """Return the play that leads to a situation, in words, with the states if there are any."""
    way, state = exploration.way_to(number), exploration.situations[number].play.state
    chosen = [*(["…"] if len(way) > _SHOWN else []), *way[-_SHOWN:]]
    states = f" ({', '.join(f'{key} {value}' for key, value in state.items())})" if state else ""
    return f"for example after {', '.join(chosen)}{states}" if chosen else f"at the beginning{states}"
