"""Test-wise play: players who know nothing of the matter answer the whole course by a fixed habit.

What a habit scores is compared with chance: the mean and the variance of what random answers score, over all answers
where they can be counted and else over a seeded sample. Where a habit likes several answers alike it scores their mean,
and where it likes all of them alike the question doesn't count for it. A habit that beats chance tells that the questions
give their answers away; so does one that does far worse, since what it takes can be crossed out, and each habit of words
has its opposite for that.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from math import sqrt
from random import Random
from statistics import fmean, pvariance

from leitfaden.linting.language import Language, language_for
from leitfaden.linting.tasks import Answer, Task, tasks_of
from leitfaden.localising import LocalCourse
from leitfaden.wording import Words

LIMIT, FEWEST = 3.0, 12

Preference = Callable[[Answer, Language], float]
"""How much a habit likes an answer, in a language."""


@dataclass(frozen=True)
class Player:
    """A habit. `prefers` says how much it likes an answer; None answers at random."""

    name: str
    habit: str
    prefers: Preference | None


def _middle(answer: Answer, _: Language) -> float:
    return -abs(answer.place - (answer.of - 1) / 2)


def _ends(answer: Answer, language: Language) -> float:
    return -_middle(answer, language)


def _applauded(answer: Answer, _: Language) -> float:
    """Scales begin with their best step; where likes tell nothing, all steps are liked alike."""
    return 0.0 if answer.applause == 0.5 else -abs(answer.place - (1 - answer.applause) * (answer.of - 1))


def _ignored(answer: Answer, language: Language) -> float:
    return _applauded(replace(answer, applause=1 - answer.applause), language)


def _counting(name: str, sign: int) -> Preference:
    """Return the habit of looking for the most words (`sign` 1) or the fewest (-1) of the lexicon's entry `name`."""
    return lambda answer, language: sign * language.count(getattr(language, name), answer.text)


PLAYERS = (
    Player("first", "takes what stands first", lambda answer, _: -answer.place),
    Player("longest", "takes the longest", lambda answer, _: len(answer.text)),
    Player("shortest", "takes the shortest", lambda answer, _: -len(answer.text)),
    Player("hedged", "takes what softens most", _counting("hedges", 1)),
    Player("blunt", "takes what softens least", _counting("hedges", -1)),
    Player("friendliest", "takes the friendliest words", _counting("friendly", 1)),
    Player("curt", "takes the least friendly words", _counting("friendly", -1)),
    Player("restrained", "takes what does least", _counting("restrained", 1)),
    Player("busy", "takes what does most", _counting("restrained", -1)),
    Player("reasoned", "takes what gives a reason", _counting("reasons", 1)),
    Player("bare", "takes what gives no reason", _counting("reasons", -1)),
    Player("applauded", "rates posts by their likes", _applauded),
    Player("ignored", "rates posts against their likes", _ignored),
    Player("middle", "takes the middle of a scale or list", _middle),
    Player("ends", "takes the ends of a scale or list", _ends),
    Player("random", "takes anything", None),
)


@dataclass
class Tally:
    """What a player scored on the questions that counted for it, and what chance would have."""

    asked: int = 0
    scored: float = 0.0
    chance: float = 0.0
    variance: float = 0.0

    def add(self, scored: float, chance: float, variance: float) -> None:
        """Add one question."""
        self.asked += 1
        self.scored += scored
        self.chance += chance
        self.variance += variance

    @property
    def z(self) -> float:
        """By how many standard errors it did better than chance."""
        return (self.scored - self.chance) / sqrt(self.variance) if self.variance > 0 else 0.0

    @property
    def beats_chance(self) -> bool:
        """Whether that is more than `LIMIT`, on `FEWEST` questions or more: on one or two, luck alone may be that good."""
        return self.asked >= FEWEST and self.z > LIMIT


@dataclass
class Report:
    """What one player scored, in all and by kind of activity."""

    player: Player
    total: Tally = field(default_factory=Tally)
    kinds: dict[str, Tally] = field(default_factory=dict)

    @property
    def beats_chance(self) -> bool:
        """Whether a habit beats chance, in all or in one kind of activity; random answers are chance."""
        return self.player.prefers is not None and any(tally.beats_chance for tally in (self.total, *self.kinds.values()))


def play(course: LocalCourse, players: Sequence[Player] = PLAYERS) -> list[Report]:
    """Return what each player scores in a course in one language, questions kept for tests included."""
    language = language_for(course.language)
    reports = [Report(player) for player in players]
    for scenario in course.scenarios.values():
        likes = {post.id: post.likes or 0 for post in scenario.thread.values()}
        for exercise in scenario.exercises:
            for task in tasks_of(exercise, likes):
                _answer(task, exercise.kind, reports, language)
    return reports


def _answer(task: Task, kind: str, reports: Iterable[Report], language: Language) -> None:
    chance, variance = fmean(task.scores), pvariance(task.scores)
    for report in reports:
        scored = _scored(report.player, task, language)
        if scored is not None and variance > 0:
            report.total.add(scored, chance, variance)
            report.kinds.setdefault(kind, Tally()).add(scored, chance, variance)


def _scored(player: Player, task: Task, language: Language) -> float | None:
    """Return what `player` scores, None where its habit says nothing on this question."""
    prefers = player.prefers
    if prefers is None:
        return Random(f"{player.name} {task.seed}").choice(task.scores)  # noqa: S311 - chance that can be repeated is meant
    return task.by_habit(lambda answer: prefers(answer, language))


def as_table(reports: Sequence[Report], words: Words) -> str:
    """Return the reports as a table for people: in all, then by kind; `!` stands where chance is beaten."""
    kinds = sorted({kind for report in reports for kind in report.kinds})
    lines = [f"{words.code}: score in per cent, chance in brackets, standard errors above chance", ""]
    lines.append(f"{'player':<12} {'all':>22}" + "".join(f" {kind:>22}" for kind in kinds))
    for report in reports:
        cells = [_cell(report.total), *(_cell(report.kinds.get(kind, Tally())) for kind in kinds)]
        lines.append(f"{report.player.name:<12}" + "".join(f" {cell:>22}" for cell in cells))
    return "\n".join(lines)


def _cell(tally: Tally) -> str:
    if not tally.asked:
        return "–"
    return f"{100 * tally.scored / tally.asked:.0f} ({100 * tally.chance / tally.asked:.0f}) {tally.z:+.1f}{'!' if tally.beats_chance else ' '} n={tally.asked}"


def as_values(reports: Mapping[str, Sequence[Report]]) -> dict[str, object]:
    """Return the reports by language as plain values, for JSON."""
    return {
        language: {
            report.player.name: {
                "habit": report.player.habit,
                "all": _values(report.total),
                **{kind: _values(one) for kind, one in sorted(report.kinds.items())},
            }
            for report in found
        }
        for language, found in reports.items()
    }


def _values(tally: Tally) -> dict[str, float]:
    mean = max(1, tally.asked)
    return {"asked": tally.asked, "score": round(tally.scored / mean, 4), "chance": round(tally.chance / mean, 4), "z": round(tally.z, 2)}
