"""What rules look at: a whole course in all its languages, and in it every activity in one language."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TypeAlias, assert_never

from leitfaden.courses import Course, Scenario
from leitfaden.exercises import Blank, Choosable, Exercise, Gap, Interaction, Mark, Order, Path, Pick, Rate, Write
from leitfaden.exercises import Place as Placing
from leitfaden.inline import plain
from leitfaden.linting.language import Language, language_for
from leitfaden.localising import LocalCourse, LocalScenario
from leitfaden.model.activity import Activity
from leitfaden.model.fields import texts
from leitfaden.problems import Place, Route

Reason: TypeAlias = tuple[tuple[str, ...], str, str]
"""A reason: the ids that lead to it within the activity, the text that it is the reason for, and what it says."""


@dataclass(frozen=True)
class Answer:
    """One of the answers that a question offers; `ids` lead to it within the activity."""

    ids: tuple[str, ...]
    text: str
    feedback: str
    right: bool
    misconception: str | None


@dataclass(frozen=True)
class Question:
    """Answers to choose from, in the order in which they are shown. `several`: more than one may be right."""

    subject: Subject
    stem: str
    answers: tuple[Answer, ...]
    several: bool

    @property
    def right(self) -> tuple[Answer, ...]:
        """The right answers."""
        return tuple(answer for answer in self.answers if answer.right)

    @property
    def wrong(self) -> tuple[Answer, ...]:
        """The wrong ones."""
        return tuple(answer for answer in self.answers if not answer.right)

    def at(self, answer: Answer) -> Place:
        """Return where an answer's text stands."""
        return self.subject.at(*answer.ids)


@dataclass(frozen=True, eq=False)
class Subject:
    """An activity in one language, with all that a rule may ask about it."""

    exercise: Exercise
    activity: Activity
    module: str
    scenario: LocalScenario
    language: Language
    routes: Mapping[Route, Place]

    @property
    def prompt(self) -> Place:
        """Where its prompt stands."""
        return self.routes[("prompt",)]

    def at(self, *ids: str, field: str = "text") -> Place:
        """Return where the text `field` of the part that `ids` lead to stands: kinds keep their parts under keys of their own."""
        for route, place in self.routes.items():
            if route[-1] == field and _leads(ids, route):
                return place
        return self.prompt

    @cached_property
    def questions(self) -> tuple[Question, ...]:
        """The questions that it asks by offering answers."""
        return tuple(question for interaction in self.exercise.interactions for question in self._asked(interaction))

    def _asked(self, interaction: Interaction) -> Iterator[Question]:
        match interaction:
            case Pick():
                within = ("reasons",) if len(self.exercise.interactions) > 1 else ()  # beside places to mark it asks for their reason
                answers = tuple(_answer((*within, one.id), one, right=_is_right(interaction, one.id)) for one in interaction.options)
                yield Question(self, plain(self.exercise.prompt), answers, interaction.several)
            case Gap():
                stem = f"{plain(self.exercise.prompt)} {around_blanks(interaction)}"
                for blank in interaction.blanks:
                    if blank.options:
                        yield Question(self, stem, _offered(blank), several=False)
            case Rate() | Order() | Mark() | Placing() | Path() | Write():
                return
            case other:
                assert_never(other)

    @cached_property
    def reasons(self) -> tuple[Reason, ...]:
        """Every reason that the activity gives for an answer, or for a verdict."""
        return tuple(reason for interaction in self.exercise.interactions for reason in self._reasons(interaction))

    def _reasons(self, interaction: Interaction) -> Iterator[Reason]:
        match interaction:
            case Pick():
                yield from _offered_reasons(self._asked(interaction))
            case Gap():
                yield from _offered_reasons(self._asked(interaction))
                for blank in interaction.blanks:
                    yield from (((blank.id, one.id), one.variants[0], plain(one.feedback)) for one in blank.answers)
            case Rate():
                yield (interaction.id,), plain(interaction.statement or ()), plain(interaction.feedback)
            case Order():
                yield from (((step.id,), plain(step.text), plain(step.feedback)) for step in interaction.steps)
            case Mark():
                yield from (((target.id,), target.phrase or "", plain(target.feedback)) for target in interaction.targets)
            case Placing():
                yield from (((item.id,), plain(item.text), plain(item.feedback)) for item in interaction.items if item.feedback)
                yield from ((("rules", limit.id), plain(limit.text), plain(limit.feedback)) for limit in interaction.limits)
            case Path():
                yield from (((scene.id, turn.id), plain(turn.text), plain(turn.feedback)) for scene in interaction.scenes for turn in scene.turns)
            case Write():
                return
            case other:
                assert_never(other)


@dataclass(frozen=True, eq=False)
class Linted:
    """A sound course and its texts in each language: what every rule is given."""

    course: Course
    courses: Mapping[str, LocalCourse]

    @cached_property
    def subjects(self) -> tuple[Subject, ...]:
        """Every activity in every language, language by language, in the course's order."""
        return tuple(
            self._subject(exercise, module.id, scenario, language)
            for language, course in self.courses.items()
            for module in course.modules
            for scenario in module.scenarios
            for exercise in scenario.exercises
        )

    def of(self, language: str) -> tuple[Subject, ...]:
        """Return the activities in one language."""
        return tuple(subject for subject in self.subjects if subject.language.code == language)

    @property
    def first(self) -> tuple[Subject, ...]:
        """The activities in the course's first language: for what no translation changes."""
        return self.of(self.course.languages[0])

    def questions(self, language: str) -> list[Question]:
        """Return all questions in one language that offer answers."""
        return [question for subject in self.of(language) for question in subject.questions]

    def _subject(self, exercise: Exercise, module: str, scenario: LocalScenario, language: str) -> Subject:
        source = self.course.scenarios[scenario.id]
        key = exercise.id.partition("/")[2]
        activity = source.stated.value.activities[key]
        return Subject(exercise, activity, module, scenario, language_for(language), _routes(source, key, activity, language))


def _routes(scenario: Scenario, key: str, activity: Activity, language: str) -> dict[Route, Place]:
    """Return the places of an activity's texts in one language, by their routes within it."""
    translation = scenario.stated.translations.get(language)
    at = (translation.at if translation else scenario.stated.at).at("activities", key)
    return {field.route: at.at(*field.route) for field in texts(activity)}


def _leads(ids: tuple[str, ...], route: Route) -> bool:
    """Tell whether `ids` are on the way of `route`, in this order, up to the one before the last key."""
    rest = iter(route[:-1])
    return bool(ids) and len(route) > 1 and route[-2] == ids[-1] and all(one in rest for one in ids)


def _offered_reasons(questions: Iterable[Question]) -> Iterator[Reason]:
    yield from ((answer.ids, answer.text, answer.feedback) for question in questions for answer in question.answers)


def _is_right(pick: Pick, option: str) -> bool:
    return pick.weights[option] > 0 if pick.several else pick.weights[option] == 1


def _answer(ids: tuple[str, ...], option: Choosable, *, right: bool) -> Answer:
    return Answer(ids, plain(option.text), plain(option.feedback), right, option.misconception)


def _offered(blank: Blank) -> tuple[Answer, ...]:
    return tuple(_answer((blank.id, option.id), option, right=blank.weights[option.id] == 1) for option in blank.options)


def around_blanks(gap: Gap) -> str:
    """Return the text in which the blanks of a passage stand."""
    return " ".join(plain((part,)) for paragraph in gap.passage for part in paragraph if not isinstance(part, str))
