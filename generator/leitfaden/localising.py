"""The course in one language: texts resolved, inline Markdown parsed, activities lowered to exercises. Once.

Nothing behind `Localiser` knows that there are several languages or what the source files look like.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any, TypeVar, get_args

from leitfaden import exercises as forms
from leitfaden.accessibility import LocalAccessibility, local_accessibility
from leitfaden.activities.context import LowerContext
from leitfaden.courses import Assessment, Body, Course, Directive, Lesson, Scenario, Stated
from leitfaden.exercises import Exercise
from leitfaden.inline import Prose, plain
from leitfaden.locking import former_activity_ids
from leitfaden.model.activity import Activity
from leitfaden.model.assessment import Pool, Purpose
from leitfaden.plan import LocalPlan, local_plan
from leitfaden.posting import Posts, local_people, local_posts
from leitfaden.problems import Place, Route
from leitfaden.speaking import placed_texts, speaker, translated, writer
from leitfaden.threads import LocalPerson, LocalPost
from leitfaden.wording import Words

T = TypeVar("T")


@dataclass(frozen=True, eq=False)
class LocalScenario:
    """A scenario in one language, its activities lowered. `at` is where its texts stand, for problems of outputs."""

    id: str
    module: str
    title: Prose
    situation: Prose
    network: str
    thread: Mapping[str, LocalPost]
    weeks: int
    exercises: tuple[Exercise, ...]
    claims: tuple[str, ...]
    level: str | None
    facilitator: Prose
    at: Place
    texts: tuple[tuple[Place, str], ...]
    other_side: bool = True

    @property
    def practised(self) -> tuple[Exercise, ...]:
        """The exercises that pages and worksheets show: those that are not kept for tests."""
        return tuple(exercise for exercise in self.exercises if exercise.use == "practice")

    @property
    def shown(self) -> bool:
        """Whether it has a page and a place on worksheets: not where all its exercises are kept for tests."""
        return bool(self.practised) or not self.exercises

    @property
    def posts(self) -> Mapping[Route, LocalPost]:
        """All posts by their route in the scenario's file: those of the thread, then those of the activities' scenes."""
        posts: dict[Route, LocalPost] = {("thread", key): post for key, post in self.thread.items()}
        for exercise in self.exercises:
            scenes = [scene for one in exercise.interactions if isinstance(one, forms.Path) for scene in one.scenes]
            route = ("activities", exercise.id.partition("/")[2], "scenes")
            posts |= {(*route, scene.id, "posts", post.id): post for scene in scenes for post in scene.posts}
        return posts


@dataclass(frozen=True, eq=False)
class LocalLesson:
    """A lesson in one language."""

    id: str
    module: str
    title: Prose
    goals: tuple[Prose, ...]
    minutes: int | None
    claims: tuple[str, ...]
    parts: tuple[str | Directive, ...]
    file: str


@dataclass(frozen=True, eq=False)
class LocalPage:
    """A page that is no lesson, in one language."""

    id: str
    title: Prose
    description: str
    claims: tuple[str, ...]
    parts: tuple[str | Directive, ...]
    file: str


@dataclass(frozen=True, eq=False)
class LocalModule:
    """A module in one language, its lessons and scenarios in order."""

    id: str
    title: str
    lessons: tuple[LocalLesson, ...]
    scenarios: tuple[LocalScenario, ...]

    @property
    def shown(self) -> tuple[LocalScenario, ...]:
        """The scenarios that have a page."""
        return tuple(scenario for scenario in self.scenarios if scenario.shown)


@dataclass(frozen=True)
class LocalPool:
    """Exercises of which a form asks `draw`."""

    id: str
    draw: int
    exercises: tuple[Exercise, ...]


@dataclass(frozen=True)
class LocalForm:
    """One of the parallel forms of an assessment, its pools in the order of the questions."""

    id: str
    pools: tuple[LocalPool, ...]

    @property
    def exercises(self) -> tuple[Exercise, ...]:
        """All exercises that may be asked."""
        return tuple(exercise for pool in self.pools for exercise in pool.exercises)

    @property
    def first(self) -> tuple[Exercise, ...]:
        """The exercises that are asked where nobody can draw: on paper."""
        return tuple(exercise for pool in self.pools for exercise in pool.exercises[: pool.draw])


@dataclass(frozen=True, eq=False)
class LocalAssessment:
    """A test in one language.

    `purpose` is `pre-test`, `module-test` or `final-test`, `feedback` `at-end` or `at-once`. `pass_mark` is None where
    there is nothing to pass. `parallel_to` is the id of the pre-test against which a final test measures the gain.
    `formerly` are ids that it had before. `at` and `texts` are where it stands, for problems of outputs.
    """

    id: str
    title: Prose
    purpose: str
    module: str | None
    intro: Prose
    pass_mark: float | None
    feedback: str
    shuffle: bool
    parallel_to: str | None
    forms: tuple[LocalForm, ...]
    formerly: tuple[str, ...]
    at: Place
    texts: tuple[tuple[Place, str], ...] = ()

    @property
    def exercises(self) -> Mapping[str, Exercise]:
        """All exercises that may be asked in any form, by id."""
        return {exercise.id: exercise for form in self.forms for exercise in form.exercises}


@dataclass(frozen=True)
class LocalClaim:
    """A claim in one language."""

    id: str
    text: Prose
    use: str
    group: str | None
    source: str | None


@dataclass(frozen=True)
class LocalMisconception:
    """A wrong idea in one language. `lesson` is the one to read again."""

    id: str
    name: Prose
    explanation: Prose
    lesson: str | None


@dataclass(frozen=True, eq=False)
class LocalCourse:
    """A whole course in one language: what every output takes."""

    id: str
    language: str
    languages: tuple[str, ...]
    words: Words
    title: str
    description: str
    version: str
    pass_mark: float
    modules: tuple[LocalModule, ...]
    pages: tuple[LocalPage, ...]
    claims: Mapping[str, LocalClaim]
    groups: Mapping[str, str]
    misconceptions: Mapping[str, LocalMisconception]
    works: Mapping[str, str]
    files: Mapping[str, Path]
    assessments: Mapping[str, LocalAssessment]
    authors: tuple[str, ...] = ()
    accessibility: LocalAccessibility = field(default_factory=LocalAccessibility)
    plan: LocalPlan | None = None

    @property
    def printed(self) -> bool:
        """Whether there is anything to print: scenarios to practise, tests, or a plan."""
        return bool(self.assessments or self.plan) or any(module.shown for module in self.modules)

    def page_with(self, directive: str) -> str | None:
        """Return the first page or lesson that embeds something without a target (`plan`, `record`), None where none does."""
        pages: list[LocalPage | LocalLesson] = [*self.pages, *(lesson for module in self.modules for lesson in module.lessons)]
        return next((page.id for page in pages if any(isinstance(part, Directive) and part.name == directive for part in page.parts)), None)

    @property
    def scenarios(self) -> Mapping[str, LocalScenario]:
        """All scenarios by id."""
        return {scenario.id: scenario for module in self.modules for scenario in module.scenarios}


class Localiser:
    """Localises a course again and again; unchanged scenarios and lessons stay the same objects."""

    def __init__(self) -> None:
        self._known: dict[tuple[str, str], tuple[tuple[Any, ...], Any]] = {}

    def localised(self, course: Course, language: str) -> LocalCourse:
        """Return `course` in `language`. Missing texts are those of the first language, so that a preview shows all."""
        facts = course.facts
        say = speaker(facts, language)
        modules = tuple(self._module(course, module, plain(say("modules", module, "title")), language) for module in facts.value.modules)
        return LocalCourse(
            id=facts.value.id, language=language, languages=course.languages, words=course.words[language],
            title=plain(say("title")), description=plain(say("description")) if facts.value.description else "",
            version=facts.value.version or "", pass_mark=facts.value.pass_mark,
            modules=modules,
            pages=tuple(_page(page.matter, page.bodies, page.id, language) for page in _ordered_pages(course)),
            claims=_claims(course, language), groups={key: plain(speaker(group, language)("name")) for key, group in course.groups.entries.items()},
            misconceptions=_misconceptions(course, language), works={key: plain(speaker(work, language)("title")) for key, work in course.works.entries.items()},
            files=course.files, assessments={one.id: self._assessment(course, one, modules, language) for one in _ordered_assessments(course)},
            authors=tuple(author.name for author in facts.value.authors.values()), accessibility=local_accessibility(facts, language),
            plan=local_plan(course.plan, language) if course.plan else None,
        )  # fmt: skip

    def _assessment(self, course: Course, assessment: Assessment, modules: tuple[LocalModule, ...], language: str) -> LocalAssessment:
        """Return a test; a question that there is none of is left out, as the checks report it."""
        exercises = {exercise.id: exercise for module in modules for scenario in module.scenarios for exercise in scenario.exercises}
        asked = [exercises[key] for pools in assessment.stated.value.forms.values() for pool in pools.values() for key in pool.questions if key in exercises]
        inputs = (assessment, course.facts.value.pass_mark, *asked)
        return self._once(("assessment", f"{language} {assessment.id}"), inputs, partial(_assessment, course, assessment, exercises, language))

    def _module(self, course: Course, module: str, title: str, language: str) -> LocalModule:
        lessons = tuple(self._once(("lesson", f"{language} {one.id}"), (one,), partial(_lesson, one, language)) for one in course.lessons_of(module))
        scenarios = tuple(self._scenario(course, scenario, language) for scenario in course.scenarios_of(module))
        return LocalModule(module, title, lessons, scenarios)

    def _scenario(self, course: Course, scenario: Scenario, language: str) -> LocalScenario:
        registry = tuple((key, stated.value, translated(stated, language)) for key, stated in course.people.entries.items())
        facts = (course.facts.value.scales, course.facts.value.network, translated(course.facts, language))
        inputs = (scenario, facts, registry, course.words[language], tuple(course.files))
        return self._once(("scenario", f"{language} {scenario.id}"), inputs, partial(_scenario, course, scenario, language))

    def _once(self, name: tuple[str, str], inputs: tuple[Any, ...], make: Callable[[], T]) -> T:
        known = self._known.get(name)
        if known is None or known[0] != inputs:
            known = self._known[name] = (inputs, make())
        made: T = known[1]
        return made


def localised(course: Course, language: str) -> LocalCourse:
    """Return `course` in `language`; see `Localiser.localised`."""
    return Localiser().localised(course, language)


def revision(key: tuple[object, ...]) -> str:
    """Return the revision of an activity: eight hex digits that change when its key changes, and with no text."""
    return hashlib.sha256(json.dumps(key, ensure_ascii=True, separators=(",", ":")).encode()).hexdigest()[:8]


def _claims(course: Course, language: str) -> dict[str, LocalClaim]:
    return {
        key: LocalClaim(key, speaker(claim, language)("text"), claim.value.use, claim.value.group, claim.value.source)
        for key, claim in course.claims.entries.items()
    }


def _misconceptions(course: Course, language: str) -> dict[str, LocalMisconception]:
    spoken = {key: (speaker(one, language), one.value.lesson) for key, one in course.misconceptions.entries.items()}
    return {key: LocalMisconception(key, say("name"), say("explanation"), lesson) for key, (say, lesson) in spoken.items()}


def _ordered_pages(course: Course) -> list[Any]:
    order = course.facts.value.pages
    pages = course.pages.values()
    if order is None:
        return sorted(pages, key=lambda page: (page.id != "index", page.id))
    return sorted(pages, key=lambda page: (page.id != "index", order.index(page.id) if page.id in order else len(order), page.id))


def _ordered_assessments(course: Course) -> list[Assessment]:
    """Return the assessments as they are taken: before the course, after each module in turn, at the end."""
    purposes, modules = get_args(Purpose), [*course.facts.value.modules]

    def place(one: Assessment) -> tuple[int, int, str]:
        value = one.stated.value
        return purposes.index(value.purpose), modules.index(value.module) if value.module in modules else len(modules), one.id

    return sorted(course.assessments.values(), key=place)


def _assessment(course: Course, assessment: Assessment, exercises: Mapping[str, Exercise], language: str) -> LocalAssessment:
    value, say = assessment.stated.value, speaker(assessment.stated, language)
    marked = course.facts.value.pass_mark if value.pass_mark is None else value.pass_mark
    return LocalAssessment(
        id=assessment.id, title=say("title"), purpose=value.purpose, module=value.module, intro=say("intro"),
        pass_mark=None if value.purpose == "pre-test" else marked, feedback=value.feedback, shuffle=value.shuffle, parallel_to=value.parallel_to,
        forms=tuple(LocalForm(key, tuple(_pool(name, pool, exercises) for name, pool in pools.items())) for key, pools in value.forms.items()),
        formerly=tuple(value.formerly), at=assessment.stated.at, texts=placed_texts(assessment.stated, language),
    )  # fmt: skip


def _pool(key: str, pool: Pool, exercises: Mapping[str, Exercise]) -> LocalPool:
    return LocalPool(key, pool.draw, tuple(exercises[name] for name in pool.questions if name in exercises))


def _page(matter: Stated[Any], bodies: Mapping[str, Body], key: str, language: str) -> LocalPage:
    say = speaker(matter, language)
    body = bodies.get(language) or next(iter(bodies.values()))
    description = plain(say("description")) if matter.value.description else ""
    return LocalPage(key, say("title"), description, tuple(matter.value.claims), body.parts, body.at.file)


def _lesson(lesson: Lesson, language: str) -> LocalLesson:
    say = speaker(lesson.matter, language)
    matter = lesson.matter.value
    body = lesson.bodies.get(language) or next(iter(lesson.bodies.values()))
    goals = tuple(say("goals", index) for index in range(len(matter.goals)))
    return LocalLesson(lesson.id, lesson.module, say("title"), goals, matter.minutes, tuple(matter.claims), body.parts, body.at.file)


def _scenario(course: Course, scenario: Scenario, language: str) -> LocalScenario:
    value = scenario.stated.value
    say = speaker(scenario.stated, language)
    written = writer(scenario.stated, language)
    people = local_people(scenario.stated, course.people, language)
    posts = partial(local_posts, written, people, scenario.stated.at.file, {*course.files})
    thread = posts(("thread",), value.thread)
    return LocalScenario(
        id=scenario.id, module=scenario.module, title=say("title"), situation=say("situation"),
        network=value.network or course.facts.value.network, thread=thread, weeks=max((post.at.week for post in thread.values()), default=1),
        exercises=tuple(_exercise(course, scenario, key, activity, language, people, posts) for key, activity in value.activities.items()),
        claims=tuple(value.claims), level=value.level, facilitator=say("facilitator"), at=scenario.stated.at, texts=placed_texts(scenario.stated, language),
        other_side=value.other_side,
    )  # fmt: skip


def _exercise(course: Course, scenario: Scenario, key: str, activity: Activity, language: str, people: Mapping[str, LocalPerson], posts: Posts) -> Exercise:
    say = speaker(scenario.stated, language)
    facts_say = speaker(course.facts, language)
    identity = f"{scenario.id}/{key}"
    context = LowerContext(
        id=identity,
        prose=lambda *route: say("activities", key, *route),
        written=partial(writer(scenario.stated, language), "activities", key),
        posts=lambda route, given: posts(("activities", key, *route), given),
        people=people,
        network=scenario.stated.value.network or course.facts.value.network,
        words=course.words[language],
        scales=course.facts.value.scales,
        label=lambda scale, step: facts_say("scales", scale, "steps", step),
    )
    return Exercise(
        id=identity, kind=activity.kind, revision=revision(activity.key()), scenario=scenario.id, prompt=context.prose("prompt"),
        interactions=activity.lower(context), claims=tuple(activity.claims or scenario.stated.value.claims), points=activity.points, tries=activity.tries,
        hints=tuple(context.prose("hints", index) for index in range(len(activity.hints))), confidence=activity.confidence, use=activity.use,
        formerly=former_activity_ids(scenario.id, tuple(scenario.stated.value.formerly), key, tuple(activity.formerly)),
        ranges=tuple((int(percent), context.prose("feedback_from", percent)) for percent in sorted(activity.feedback_from, key=int)), shuffle=activity.shuffle,
    )  # fmt: skip
