"""The course in one language: texts resolved, inline Markdown parsed, activities lowered to exercises. Once.

Nothing behind `Localiser` knows that there are several languages or what the source files look like.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any, TypeAlias, TypeVar

from pydantic import BaseModel

from leitfaden import exercises as forms
from leitfaden.activities.context import LowerContext
from leitfaden.checking.scenarios import image_path
from leitfaden.courses import Body, Course, Directive, Lesson, Registry, Scenario, Stated
from leitfaden.exercises import Exercise
from leitfaden.inline import Prose, parse_prose, plain
from leitfaden.locking import former_activity_ids
from leitfaden.model.activity import Activity
from leitfaden.model.fields import texts
from leitfaden.model.scenario import Post
from leitfaden.posts import recognise
from leitfaden.problems import Key, Place, Route
from leitfaden.threads import LocalImage, LocalPerson, LocalPost, Moment
from leitfaden.wording import Words, words_for

T = TypeVar("T")
_AT = re.compile(r"(?:w(\d+) )?(\w+) (\d+):(\d+)")


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


@dataclass(frozen=True)
class LocalClaim:
    """A claim in one language."""

    id: str
    text: Prose
    use: str
    group: str | None
    source: str | None


@dataclass(frozen=True, eq=False)
class LocalCourse:
    """A whole course in one language: what every output takes."""

    id: str
    language: str
    languages: tuple[str, ...]
    words: Words
    title: str
    description: str
    pass_mark: float
    modules: tuple[LocalModule, ...]
    pages: tuple[LocalPage, ...]
    claims: Mapping[str, LocalClaim]
    works: Mapping[str, str]
    files: Mapping[str, Path]

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
        say = _speaker(facts, language)
        return LocalCourse(
            id=facts.value.id, language=language, languages=course.languages, words=words_for(language),
            title=plain(say("title")), description=plain(say("description")) if facts.value.description else "",
            pass_mark=facts.value.pass_mark,
            modules=tuple(self._module(course, module, plain(say("modules", module, "title")), language) for module in facts.value.modules),
            pages=tuple(_page(page.matter, page.bodies, page.id, language) for page in _ordered_pages(course)),
            claims=_claims(course, language), works={key: plain(_speaker(work, language)("title")) for key, work in course.works.entries.items()},
            files=course.files,
        )  # fmt: skip

    def _module(self, course: Course, module: str, title: str, language: str) -> LocalModule:
        lessons = tuple(self._once(("lesson", f"{language} {one.id}"), (one,), partial(_lesson, one, language)) for one in course.lessons_of(module))
        scenarios = tuple(self._scenario(course, scenario, language) for scenario in course.scenarios_of(module))
        return LocalModule(module, title, lessons, scenarios)

    def _scenario(self, course: Course, scenario: Scenario, language: str) -> LocalScenario:
        registry = tuple((key, stated.value, _texts(stated, language)) for key, stated in course.people.entries.items())
        facts = (course.facts.value.scales, course.facts.value.network, _texts(course.facts, language))
        inputs = (scenario, facts, registry, tuple(course.files))
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


def _texts(stated: Stated[Any], language: str) -> Mapping[Route, str]:
    """Return the texts of an entry in a further language: what makes it another, since entries are new at each reading."""
    translation = stated.translations.get(language)
    return translation.texts if translation else {}


def _speaker(stated: Stated[Any], language: str) -> Callable[..., Prose]:
    written = _writer(stated, language)
    return lambda *route: parse_prose(written(*route))


def _writer(stated: Stated[Any], language: str) -> Callable[..., str]:
    translation = stated.translations.get(language)

    def written(*route: Key) -> str:
        if translation is not None and (text := translation.texts.get(route, "")).strip():
            return text
        value = stated.value
        for step in route:
            value = getattr(value, str(step)) if isinstance(value, BaseModel) else value[step]
        return value or ""

    return written


def _claims(course: Course, language: str) -> dict[str, LocalClaim]:
    return {
        key: LocalClaim(key, _speaker(claim, language)("text"), claim.value.use, claim.value.group, claim.value.source)
        for key, claim in course.claims.entries.items()
    }


def _ordered_pages(course: Course) -> list[Any]:
    order = course.facts.value.pages
    pages = course.pages.values()
    if order is None:
        return sorted(pages, key=lambda page: (page.id != "index", page.id))
    return sorted(pages, key=lambda page: (page.id != "index", order.index(page.id) if page.id in order else len(order), page.id))


def _page(matter: Stated[Any], bodies: Mapping[str, Body], key: str, language: str) -> LocalPage:
    say = _speaker(matter, language)
    body = bodies.get(language) or next(iter(bodies.values()))
    description = plain(say("description")) if matter.value.description else ""
    return LocalPage(key, say("title"), description, tuple(matter.value.claims), body.parts, body.at.file)


def _lesson(lesson: Lesson, language: str) -> LocalLesson:
    say = _speaker(lesson.matter, language)
    matter = lesson.matter.value
    body = lesson.bodies.get(language) or next(iter(lesson.bodies.values()))
    goals = tuple(say("goals", index) for index in range(len(matter.goals)))
    return LocalLesson(lesson.id, lesson.module, say("title"), goals, matter.minutes, tuple(matter.claims), body.parts, body.at.file)


def _scenario(course: Course, scenario: Scenario, language: str) -> LocalScenario:
    value = scenario.stated.value
    say = _speaker(scenario.stated, language)
    written = _writer(scenario.stated, language)
    people = _people(scenario.stated, course.people, language)
    posts = partial(_posts, written, people, scenario.stated.at.file, {*course.files})
    thread = posts(("thread",), value.thread)
    return LocalScenario(
        id=scenario.id, module=scenario.module, title=say("title"), situation=say("situation"),
        network=value.network or course.facts.value.network, thread=thread, weeks=max((post.at.week for post in thread.values()), default=1),
        exercises=tuple(_exercise(course, scenario, key, activity, language, people, posts) for key, activity in value.activities.items()),
        claims=tuple(value.claims), level=value.level, facilitator=say("facilitator"), at=scenario.stated.at, texts=_placed(scenario.stated, language),
        other_side=value.other_side,
    )  # fmt: skip


def _placed(stated: Stated[Any], language: str) -> tuple[tuple[Place, str], ...]:
    translation = stated.translations.get(language)
    if translation is not None:
        return tuple((translation.at.at(*route), text) for route, text in translation.texts.items())
    return tuple((stated.at.at(*field.route), field.text) for field in texts(stated.value))


def _people(stated: Stated[Any], registry: Registry[Any], language: str) -> dict[str, LocalPerson]:
    found: dict[str, LocalPerson] = {}
    for key, person in registry.entries.items():
        found[key] = LocalPerson(key, person.value.name, person.value.handle, _speaker(person, language)("role"))
    say = _speaker(stated, language)
    for key, person in stated.value.people.items():
        found[key] = LocalPerson(key, person.name, person.handle, say("people", key, "role"))
    return found


Posts: TypeAlias = Callable[[Route, Mapping[str, Post]], dict[str, LocalPost]]


def _posts(
    written: Callable[..., str], people: Mapping[str, LocalPerson], file: str, files: set[str], route: Route, posts: Mapping[str, Post]
) -> dict[str, LocalPost]:
    """Return the posts at `route` of a scenario, without those whose author dropped out."""
    return {key: _post(key, post, partial(written, *route, key), people, file, files) for key, post in posts.items() if post.by in people}


def _post(key: str, post: Post, written: Callable[..., str], people: Mapping[str, LocalPerson], file: str, files: set[str]) -> LocalPost:
    text = written("text") if post.text is not None and not post.deleted and not post.reposts else ""
    image = None
    if post.image and (path := image_path(file, post.image.file, files)):
        image = LocalImage(path, plain(parse_prose(written("image", "alt"))))
    return LocalPost(
        id=key, by=people[post.by], at=_moment(post.at), text=recognise(text) if text else (), written=text.rstrip("\n"), reply_to=post.reply_to,
        quotes=post.quotes, reposts=post.reposts, image=image, likes=post.likes, reposted=post.reposted, edited=post.edited, deleted=post.deleted,
    )  # fmt: skip


def _moment(at: str) -> Moment:
    found = _AT.fullmatch(at)
    if found is None:
        raise ValueError(f"not validated: {at!r}")
    week, day, hour, minute = found.groups()
    return Moment(int(week or 1), day, int(hour), int(minute))


def _exercise(course: Course, scenario: Scenario, key: str, activity: Activity, language: str, people: Mapping[str, LocalPerson], posts: Posts) -> Exercise:
    say = _speaker(scenario.stated, language)
    facts_say = _speaker(course.facts, language)
    identity = f"{scenario.id}/{key}"
    context = LowerContext(
        id=identity,
        prose=lambda *route: say("activities", key, *route),
        written=partial(_writer(scenario.stated, language), "activities", key),
        posts=lambda route, given: posts(("activities", key, *route), given),
        people=people,
        network=scenario.stated.value.network or course.facts.value.network,
        words=words_for(language),
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
