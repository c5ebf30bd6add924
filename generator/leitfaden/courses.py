"""The course as it was read: models with their places and their texts in every language.

What `read` returns and everything else takes. Nothing here knows YAML, and nothing knows a line number.
"""

from __future__ import annotations

from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from pathlib import Path
from typing import Generic, TypeVar

from leitfaden.model.assessment import Assessment as AssessmentFile
from leitfaden.model.course import Claim, CourseFile, Group, Misconception, Person, SourceWork
from leitfaden.model.lesson import LessonMatter, PageMatter
from leitfaden.model.plan import PlanFile
from leitfaden.model.scenario import ScenarioBase
from leitfaden.problems import Place, Problem, Route
from leitfaden.wording import Words

Value_co = TypeVar("Value_co", covariant=True)


class Unsure(frozenset[str]):
    """Ids of a container that failed as a whole: any id may have been among them, so none counts as unknown."""

    def __contains__(self, name: object) -> bool:
        return True

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Unsure) and super().__eq__(other)

    __hash__ = frozenset.__hash__


def united(*ids: AbstractSet[str]) -> frozenset[str]:
    """Return all `ids`; unsure where one of them is."""
    kind = Unsure if any(isinstance(some, Unsure) for some in ids) else frozenset
    return kind(one for some in ids for one in some)


@dataclass(frozen=True, eq=False)
class Translation:
    """The texts of one entry in a further language, by route below the entry, and the place they come from."""

    at: Place
    texts: Mapping[Route, str]
    whole: bool = True


@dataclass(frozen=True, eq=False)
class Stated(Generic[Value_co]):
    """A value that an author stated, the place where she did, and its texts in the further languages.

    `broken` holds the routes below the value that failed validation and dropped out of it.
    """

    value: Value_co
    at: Place
    translations: Mapping[str, Translation] = field(default_factory=dict)
    broken: frozenset[Route] = frozenset()

    def entries(self, container: str, present: Mapping[str, object]) -> frozenset[str]:
        """Return the ids of a container's entries, those that dropped out included; unsure where all of it did."""
        kind = Unsure if (container,) in self.broken else frozenset
        return kind((*present, *(str(route[1]) for route in self.broken if len(route) == 2 and route[0] == container)))


@dataclass(frozen=True, slots=True)
class Directive:
    """An embedding line of a lesson: `::: activity first-week/this-week`. `offset` is where it stands in the file."""

    name: str
    target: str
    offset: int


@dataclass(frozen=True, slots=True)
class Mark:
    """A link or image in a lesson's Markdown, with its place in the file."""

    target: str
    image: bool
    offset: int


@dataclass(frozen=True, eq=False)
class Body:
    """The Markdown of a lesson or page in one language: stretches of Markdown and directives, in order."""

    at: Place
    parts: tuple[str | Directive, ...]
    links: tuple[Mark, ...]

    @property
    def directives(self) -> tuple[Directive, ...]:
        """The directives alone, in order."""
        return tuple(part for part in self.parts if isinstance(part, Directive))


@dataclass(frozen=True, eq=False)
class Lesson:
    """A lesson with its front matter and its Markdown by language."""

    id: str
    module: str
    matter: Stated[LessonMatter]
    bodies: Mapping[str, Body]


@dataclass(frozen=True, eq=False)
class Page:
    """A Markdown page that is no lesson."""

    id: str
    matter: Stated[PageMatter]
    bodies: Mapping[str, Body]


@dataclass(frozen=True, eq=False)
class Scenario:
    """A scenario with its module; the folder is no part of its identity."""

    id: str
    module: str
    stated: Stated[ScenarioBase]

    @property
    def shown(self) -> bool:
        """Whether it has a page: not where all its activities are kept for tests."""
        activities = self.stated.value.activities
        unsure = any(route[:1] == ("activities",) for route in self.stated.broken)
        return unsure or not activities or any(activity.use == "practice" for activity in activities.values())


@dataclass(frozen=True, eq=False)
class Assessment:
    """A test; its file's name is its id."""

    id: str
    stated: Stated[AssessmentFile]


@dataclass(frozen=True, eq=False)
class Registry(Generic[Value_co]):
    """Entries keyed by id, with the ids of those that failed validation: known, but without a value.

    `whole` says that everything validated, `lost` that a file or its container failed, so that no ids are known of it.
    """

    entries: Mapping[str, Stated[Value_co]] = field(default_factory=dict)
    broken: frozenset[str] = frozenset()
    whole: bool = True
    lost: bool = False

    @property
    def known(self) -> frozenset[str]:
        """All ids that the author gave; unsure where they can't be told."""
        return (Unsure if self.lost else frozenset)((*self.entries, *self.broken))


@dataclass(frozen=True, eq=False)
class Lock:
    """Released ids, as `content/ids.lock` lists them, with the offset of each; None where there is no lock."""

    at: Place
    ids: Mapping[str, int]


@dataclass(frozen=True, eq=False)
class Course:
    """A whole course, read. `complete` says that everything validated, so that totals can be taken.

    `files` holds what is neither lesson nor data, images above all: paths inside a root to paths on disk.
    `words` is the interface in each language, with the texts that the author puts otherwise.
    `overlay` are the files of the last overlay as places name them, None where there is none.
    """

    facts: Stated[CourseFile]
    claims: Registry[Claim]
    groups: Registry[Group]
    works: Registry[SourceWork]
    people: Registry[Person]
    misconceptions: Registry[Misconception]
    scenarios: Mapping[str, Scenario]
    lessons: Mapping[str, Lesson]
    pages: Mapping[str, Page]
    assessments: Mapping[str, Assessment]
    broken_scenarios: frozenset[str]
    broken_lessons: frozenset[str]
    broken_assessments: frozenset[str]
    files: Mapping[str, Path]
    words: Mapping[str, Words]
    lock: Lock | None
    complete: bool
    problems: tuple[Problem, ...]
    plan: Stated[PlanFile] | None = None
    broken_plan: bool = False
    overlay: frozenset[str] | None = None

    @property
    def languages(self) -> tuple[str, ...]:
        """The languages the course is offered in, the first one being the default."""
        return tuple(self.facts.value.languages)

    @property
    def known_scenarios(self) -> AbstractSet[str]:
        """All scenario ids, those of files that failed included."""
        return {*self.scenarios, *self.broken_scenarios}

    @property
    def known_assessments(self) -> AbstractSet[str]:
        """All ids of assessments, those of files that failed included."""
        return {*self.assessments, *self.broken_assessments}

    @property
    def whole(self) -> bool:
        """Whether every file and every entry validated, so that what is missing is missing."""
        return self.complete and not (self.broken_scenarios or self.broken_lessons or self.broken_assessments)

    def concerns(self, at: Place) -> bool:
        """Tell whether whoever builds this wrote what stands at a place: with overlays, the files of the last one."""
        return self.overlay is None or at.file in self.overlay

    def lessons_of(self, module: str) -> list[Lesson]:
        """Return the lessons of a module in their order."""
        named = self.facts.value.modules[module].lessons
        own = [lesson for lesson in self.lessons.values() if lesson.module == module]
        if named is None:
            return sorted(own, key=lambda lesson: lesson.id)
        by_id = {lesson.id.partition("/")[2]: lesson for lesson in own}
        return [by_id[name] for name in named if name in by_id]

    def scenarios_of(self, module: str) -> list[Scenario]:
        """Return the scenarios of a module in alphabetical order of their ids."""
        return sorted((s for s in self.scenarios.values() if s.module == module), key=lambda scenario: scenario.id)
