"""What a branch looks like from above: for authors, as a Mermaid flowchart or as a table for the terminal."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from pydantic import BaseModel

from leitfaden.activities.branch.model import Branch
from leitfaden.courses import Course
from leitfaden.exercises import Condition, Path, Scene, Turn
from leitfaden.explorations import RANDOM_PLAYS, Exploration, explored
from leitfaden.inline import Prose, parse_prose, plain
from leitfaden.plays import replayed
from leitfaden.problems import Key, Problem, Severity, did_you_mean, shown

_OUTCOMES = frozenset(
    ("dead-end", "decision-never-offered", "endless-loop", "no-best-ending", "nothing-to-decide", "unreachable-ending", "unreachable-scene")
)  # fmt: skip
_ENTITIES = str.maketrans({"#": "#35;", '"': "#quot;", "<": "#lt;", ">": "#gt;", "&": "#amp;", "`": "#96;"})


class UndrawableError(LookupError):
    """There is no such branch, or none that can be drawn; the message says what to do."""


@dataclass(frozen=True)
class Graph:
    """A branch and what happens in it."""

    name: str
    path: Path
    exploration: Exploration
    shares: Mapping[str, float]

    @property
    def best(self) -> tuple[tuple[str, str], ...]:
        """The decisions of the best way, as `scene/turn`, each with the scene that follows."""
        decisions = self.exploration.best
        play = replayed(self.path, [decision.partition("/")[2] for decision in decisions])
        if play is None:
            return ()
        return tuple(zip(decisions, [*(decision.partition("/")[0] for decision in decisions[1:]), play.scene.id], strict=False))

    @property
    def mean(self) -> float:
        """What random plays score on average, 0 to 1."""
        return sum((scene.worth or 0.0) * self.shares.get(scene.id, 0.0) for scene in self.path.scenes)


def graph_of(course: Course, name: str, problems: Iterable[Problem]) -> Graph:
    """Return the branch called `<scenario>/<activity>`.

    Arguments:
        problems: what was found in the course: a branch whose parts are wrong can't be followed.

    Raises:
        UndrawableError: there is no such branch, or it is broken.
    """
    branch, file = _branch(course, name)
    broken = {one.code for one in problems if one.severity is Severity.ERROR and one.place.file == file} - _OUTCOMES
    exploration = None if broken or not branch.scenes else explored(branch.path())
    if exploration is None or not exploration.whole:
        raise UndrawableError(f"'{name}' can't be drawn before the problems in {file} are mended.")
    return Graph(name, branch.path(_speaker(branch)), exploration, exploration.shares(name.partition("/")[2]))


def _branch(course: Course, name: str) -> tuple[Branch, str]:
    activities = {
        f"{scenario.id}/{key}": (activity, scenario.stated.at.file) for scenario in course.scenarios.values() for key, activity in scenario.stated.value.activities.items()
    }  # fmt: skip
    branches = {key: (activity, file) for key, (activity, file) in activities.items() if isinstance(activity, Branch)}
    if name in branches:
        return branches[name]
    if not branches:
        raise UndrawableError("There is no branch in this course.")
    hint = did_you_mean(name, branches) or "say which one as <scenario>/<activity>"
    what = f"'{shown(name)}' is a {activities[name][0].kind}, and only a branch can be drawn" if name in activities else f"There is no branch '{shown(name)}'"
    raise UndrawableError(f"{what}: {hint}")


def _speaker(branch: Branch) -> Callable[..., Prose]:
    """Return what says the text at a route of `branch` in the course's first language."""

    def say(*route: Key) -> Prose:
        value: Any = branch
        for step in route:
            value = getattr(value, str(step)) if isinstance(value, BaseModel) else value[step]
        return parse_prose(value or "")

    return say


def as_mermaid(graph: Graph) -> str:
    """Return a flowchart in Mermaid's language: scenes with the share of random plays that reach them; the best way is thick."""
    numbers = {scene.id: f"s{number}" for number, scene in enumerate(graph.path.scenes, 1)}
    lines = ["flowchart TD", *(f"  {numbers[scene.id]}{_node(scene, graph)}" for scene in graph.path.scenes)]
    for scene in graph.path.scenes:
        for turn in scene.turns:
            for to, when in _ways(turn):
                arrow = "==>" if (f"{scene.id}/{turn.id}", to) in graph.best else "-->"
                told = (f"{turn.id}: {shown(plain(turn.text))}", _offer(turn), _changes(turn), when)
                lines.append(f"  {numbers[scene.id]} {arrow}|{_label(told)}| {numbers[to]}")
    never = [numbers[scene.id] for scene in graph.path.scenes if scene.id not in graph.exploration.scenes]
    if never:
        lines += ["  classDef never stroke-dasharray: 4", f"  class {','.join(never)} never"]
    return "\n".join(lines) + "\n"


def _node(scene: Scene, graph: Graph) -> str:
    title = scene.id if not scene.title else f"{scene.id}: {shown(plain(scene.title))}"
    reached = f"reached by {_share(graph, scene)}"
    if scene.worth is None:
        return f"[{_label((title, shown(plain(scene.text)), reached))}]"
    return f"([{_label((title, shown(plain(scene.text)), f'worth {scene.worth:g}, {reached}'))}])"


def _label(lines: Iterable[str]) -> str:
    return '"' + "<br>".join(line.translate(_ENTITIES) for line in lines if line) + '"'


def as_table(graph: Graph) -> str:
    """Return two tables for a terminal, scenes and endings, and what random play comes to."""
    endings = [scene for scene in graph.path.scenes if scene.worth is not None]
    number = len(graph.exploration.situations)
    return "\n".join(
        [
            f"{graph.name}: {len(graph.path.scenes)} scenes, {len(endings)} of them endings; {number:,} situations",
            "",
            *_table(("scene", "reached", "decision", "on offer", "changes", "leads to"), _rows(graph)),
            "",
            *_table(("ending", "reached", "worth"), ((scene.id, _share(graph, scene), f"{scene.worth:g}") for scene in endings)),
            "",
            f"best way: {', '.join(graph.exploration.best) or 'none'}",
            f"{RANDOM_PLAYS:,} random plays score {graph.mean:.1%} on average",
            "",
        ]
    )


def _rows(graph: Graph) -> Iterator[tuple[str, ...]]:
    for scene in graph.path.scenes:
        told = (scene.id, _share(graph, scene))
        for turn in scene.turns:
            decision = (turn.id, _offer(turn), _changes(turn))
            for to, when in _ways(turn):
                yield (*told, *decision, f"{to} {when}".rstrip())
                told, decision = ("", ""), ("", "", "")


def _table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> Iterator[str]:
    """Yield the lines of a table whose columns are as wide as they need."""
    lines = [head, *rows]
    widths = [max(map(len, column)) for column in zip(*lines, strict=True)]
    for line in lines:
        yield "  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)).rstrip()


def _share(graph: Graph, scene: Scene) -> str:
    return f"{graph.shares[scene.id]:.1%}" if scene.id in graph.shares else "no play"


def _ways(turn: Turn) -> Iterator[tuple[str, str]]:
    """Yield where a decision leads, and when."""
    for number, way in enumerate(turn.ways):
        when = _condition(way.when)
        yield way.to, f"if {when}" if when else "otherwise" if number else ""


def _offer(turn: Turn) -> str:
    when = _condition(turn.when)
    return f"if {when}" if when else ""


def _changes(turn: Turn) -> str:
    return ", ".join(f"{state} {change:+}" for state, change in turn.add.items() if change)


def _condition(when: Condition) -> str:
    parts = [f"{state} ≥ {bound}" for state, bound in when.least.items()] + [f"{state} ≤ {bound}" for state, bound in when.most.items()]
    return ", ".join([*parts, *(f"after {decision}" for decision in when.chose), *(f"not after {decision}" for decision in when.not_chose)])


GRAPHS: Mapping[str, Callable[[Graph], str]] = {"mermaid": as_mermaid, "table": as_table}
