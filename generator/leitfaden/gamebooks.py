"""A branch to be read where nothing runs, on paper or without a script, like a game book: conditions and changes in words, scenes by number, decisions by letter."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from babel.lists import format_list

from leitfaden.exercises import Condition, Path, State, Turn
from leitfaden.inline import plain
from leitfaden.plays import replayed
from leitfaden.wording import Words


class Gamebook:
    """What is said of a path beside its texts."""

    def __init__(self, words: Words, path: Path) -> None:
        self.path, self._words = path, words
        self._names = {state.id: plain(state.label) or state.id for state in path.states}
        self.numbers: Mapping[str, int] = {scene.id: number for number, scene in enumerate(path.scenes, 1)}
        self.labels: Mapping[str, str] = {
            f"{scene.id}/{turn.id}": f"{self.numbers[scene.id]}{chr(ord('A') + place)}" for scene in path.scenes for place, turn in enumerate(scene.turns)
        }
        self.turns: Mapping[str, Turn] = {f"{scene.id}/{turn.id}": turn for scene in path.scenes for turn in scene.turns}

    def condition(self, when: Condition) -> str:
        """Return a condition in words: `Trust at least 2 and 1A taken`; nothing where it always holds."""
        return format_list(list(self._parts(when)), locale=self._words.locale)

    def _parts(self, when: Condition) -> Iterator[str]:
        for key, names in (("state_least", when.least), ("state_most", when.most)):
            yield from (self._words(key, state=self._names[state], number=number) for state, number in names.items())
        for key, decisions in (("decision_taken", when.chose), ("decision_not_taken", when.not_chose)):
            yield from (self._words(key, decision=self.labels[decision]) for decision in decisions)

    def changes(self, turn: Turn) -> str:
        """Return what a decision changes: `Trust +1, reach −2`; nothing where it changes nothing."""
        return ", ".join(f"{self._names[state]} {'+' if change > 0 else '−'}{abs(change)}" for state, change in turn.add.items() if change)

    @property
    def gauges(self) -> tuple[State, ...]:
        """The states that learners see."""
        return tuple(state for state in self.path.states if state.label)

    @property
    def best(self) -> tuple[str, ...]:
        """The best way as decisions, `scene/turn`."""
        play = replayed(self.path, self.path.best)
        return play.chosen if play else ()
