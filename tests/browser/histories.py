"""Records as learners leave them behind, made up: a few evenings' work, or half a year of it. The same seed, the same record.

Responses are ones that the page could have taken, scores are Python's own, so that a page which derives anything from them
can be held to a second derivation that shares no code with it.
"""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any, assert_never

from learner import matched, right_responses, wrong_responses

from leitfaden.exercises import Blank, Exercise, Gap, Interaction, Mark, Order, Path, Pick, Place, Rate, Write
from leitfaden.localising import LocalAssessment, LocalCourse, LocalForm
from leitfaden.plays import begun, offered, taken
from leitfaden.scoring import score_exercise

Record = dict[str, Any]
Event = dict[str, Any]
NOW = datetime(2026, 11, 23, 9, 30, tzinfo=UTC)
"""The moment at which records end, and to which pages that show them set their clock."""


@dataclass(frozen=True)
class Manner:
    """How somebody learns.

    Arguments:
        days: on how many days she worked.
        daily: the most activities on a day.
        skill: how often she is right at first; it grows with every answer.
        sure: how often she says how sure she is.
        tests: whether she takes the course's tests.
    """

    days: int
    daily: int
    skill: float = 0.45
    sure: float = 0.0
    tests: bool = False


SMALL = Manner(days=2, daily=4)
RICH = Manner(days=26, daily=6, skill=0.35, sure=0.85, tests=True)


def history(course: LocalCourse, manner: Manner, seed: int = 1) -> Record:
    """Return the exported record of somebody who learns in that manner, up to `NOW`."""
    return Historian(course, manner, seed).record()


class Historian:
    """Makes up one learner's record."""

    def __init__(self, course: LocalCourse, manner: Manner, seed: int) -> None:
        self.course, self.manner, self.chance = course, manner, random.Random(seed)
        self.open = [one for module in course.modules for scenario in module.scenarios for one in scenario.exercises if one.use == "practice"]
        self.seen: list[Exercise] = []
        self.tries: dict[str, int] = {}
        self.answered: list[Event] = []

    def record(self) -> Record:
        """Return the record as it would be exported."""
        for day in self._days():
            self._work(day)
        begun, finished = self._sittings() if self.manner.tests else ([], [])
        answered = sorted(self.answered, key=lambda event: event["time"])
        return record_of(self.course, *answered, begun=begun, finished=finished)

    def _days(self) -> Iterator[datetime]:
        span = max(self.manner.days * 3, 3)
        for back in sorted(self.chance.sample(range(1, span), self.manner.days), reverse=True):
            yield NOW - timedelta(days=back, hours=self.chance.randint(-8, 8), minutes=self.chance.randint(0, 59))

    def _work(self, moment: datetime) -> None:
        """Do a few new activities, and some again that were done before."""
        for _ in range(self.chance.randint(1, self.manner.daily)):
            fresh = self.open and (not self.seen or self.chance.random() < 0.55)
            exercise = self.open.pop(0) if fresh else self.chance.choice(self.seen)
            if fresh:
                self.seen.append(exercise)
            moment = self._try(exercise, moment)

    def _try(self, exercise: Exercise, moment: datetime) -> datetime:
        for _ in range(exercise.tries or 3):
            moment += timedelta(seconds=self.chance.randint(15, 200), milliseconds=self.chance.randint(0, 999))
            event = self._answer(exercise, moment)
            if event["score"] in (None, 1) or self.chance.random() < 0.4:
                break
        return moment

    def _answer(self, exercise: Exercise, moment: datetime, sitting: str = "") -> Event:
        skill = min(0.95, self.manner.skill + 0.025 * len(self.answered) ** 0.5)
        able = self.chance.random() < skill
        responses = right_responses(exercise) if able else {one.id: self._response(one) for one in exercise.interactions}
        self.tries[exercise.id] = self.tries.get(exercise.id, 0) + 1
        event = event_of(exercise, responses, moment) | {
            "id": f"{self.chance.getrandbits(128):032x}", "try": 1 if sitting else self.tries[exercise.id], "duration": self.chance.randint(5, 120),
            "confidence": self._confidence(able=able) if exercise.scored else None, "hints": int(self.chance.random() < 0.1), "sitting": sitting,
        }  # fmt: skip
        self.answered.append(event)
        return event

    def _confidence(self, *, able: bool) -> int | None:
        if self.chance.random() >= self.manner.sure:
            return None
        return self.chance.choices((1, 2, 3), (1, 4, 6) if able else (4, 5, 3))[0]

    def _response(self, interaction: Interaction) -> Any:
        """Return an answer that the page could take, more often wrong than right."""
        match interaction:
            case Pick() if not interaction.several:
                return [self.chance.choice(interaction.options).id]
            case Pick():
                return self._some([option.id for option in interaction.options])
            case Mark():
                return self._some([target.id for target in interaction.targets])
            case Rate():
                return self.chance.choice(interaction.scale).id
            case Order():
                return self.chance.sample([step.id for step in interaction.steps], len(interaction.steps))
            case Place() if interaction.key:
                return matched(interaction, {item.id: self.chance.choice(interaction.slots).id for item in interaction.items})
            case Gap():
                return {blank.id: self._filled(blank) for blank in interaction.blanks}
            case Path():
                return self._played(interaction)
            case Place() | Write():
                whole = Exercise("x/y", "", "", "x", (), (interaction,), (), 1, None, (), False, "practice", ())
                return (wrong_responses if self.chance.random() < 0.7 else right_responses)(whole)[interaction.id]
            case other:
                assert_never(other)

    def _some(self, ids: list[str]) -> list[str]:
        return sorted(self.chance.sample(ids, self.chance.randint(1, len(ids))), key=ids.index)

    def _filled(self, blank: Blank) -> list[str]:
        if blank.options:
            return [self.chance.choice(blank.options).id]
        answer = self.chance.choice(blank.answers)
        return [answer.id, answer.variants[0], "de"] if self.chance.random() < 0.6 else ["", "xyz", "de"]

    def _played(self, path: Path) -> list[str]:
        play, turns = begun(path), []
        while not play.ended:
            turn = self.chance.choice(offered(play))
            following = taken(path, play, turn)
            assert following is not None
            turns.append(turn.id)
            play = following
        return turns

    def _sittings(self) -> tuple[list[Event], list[Event]]:
        begins, ends = [], []
        for place, test in enumerate(self.course.assessments.values()):
            for number, form in enumerate(test.forms):
                moment = NOW - timedelta(days=40 - 3 * place - number, hours=2)
                begin, end = self._sit(test, form, moment, handed_in=place or not number)
                begins.append(begin)
                ends += end
        return begins, ends

    def _sit(self, test: LocalAssessment, form: LocalForm, moment: datetime, *, handed_in: bool) -> tuple[Event, list[Event]]:
        sitting = f"{self.chance.getrandbits(128):032x}"
        asked = self.chance.sample(form.first, len(form.first))
        begin = {
            "id": sitting,
            "time": written(moment),
            "assessment": test.id,
            "form": form.id,
            "seed": "s",
            "questions": [one.id for one in asked],
            "retake": "",
        }
        for exercise in asked[: len(asked) - (self.chance.random() < 0.3)]:
            moment += timedelta(seconds=40)
            self._answer(exercise, moment, sitting)
            if self.chance.random() < 0.3:
                self._answer(exercise, moment + timedelta(seconds=9), sitting)  # she thought again
        end = {"id": f"{sitting}-end", "time": written(moment + timedelta(minutes=1)), "sitting": sitting}
        return begin, [end] if handed_in else []


def record_of(course: LocalCourse, *answered: Event, begun: Iterable[Event] = (), finished: Iterable[Event] = ()) -> Record:
    """Return an exported record that holds these events and no texts."""
    return {"leitfaden": 2, "course": course.id, "answered": [*answered], "begun": [*begun], "finished": [*finished], "texts": {}}


def event_of(exercise: Exercise, responses: Mapping[str, Any], moment: datetime) -> Event:
    """Return a first answer outside tests, without a word on how sure she was."""
    return {
        "id": f"{exercise.id} {written(moment)}", "activity": exercise.id, "revision": exercise.revision, "responses": dict(responses),
        "score": score_exercise(exercise, responses), "try": 1, "time": written(moment), "duration": 5, "confidence": None, "hints": 0, "sitting": "",
    }  # fmt: skip


def answer_of(exercise: Exercise, days: float, *, right: bool = True, confidence: int | None = None, sitting: str = "") -> Event:
    """Return a right or a wrong answer of so many days before `NOW`."""
    responses = (right_responses if right else wrong_responses)(exercise)
    return event_of(exercise, responses, NOW - timedelta(days=days)) | {"confidence": confidence, "sitting": sitting}


def practised(course: LocalCourse) -> list[Exercise]:
    """Return what a course asks outside its tests and scores."""
    return [one for one in exercises_of(course).values() if one.use == "practice" and one.scored]


def written(moment: datetime) -> str:
    """Return a time as records write it."""
    return moment.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def exercises_of(course: LocalCourse) -> Mapping[str, Exercise]:
    """Return all exercises by id."""
    return {one.id: one for scenario in course.scenarios.values() for one in scenario.exercises}
