"""Reads the roots of a course: the course itself, then overlays that replace whole entries of it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel

from leitfaden.activities import KINDS
from leitfaden.courses import Assessment, Body, Course, Lesson, Lock, Page, Registry, Scenario, Stated
from leitfaden.documents import Document, read_yaml
from leitfaden.locking import read_lock
from leitfaden.model.activity import Activity
from leitfaden.model.assessment import Assessment as AssessmentFile
from leitfaden.model.course import ClaimsFile, MisconceptionsFile, PeopleFile
from leitfaden.model.lesson import LessonMatter, PageMatter
from leitfaden.model.plan import PlanFile
from leitfaden.model.scenario import scenario_model
from leitfaden.problems import Problems
from leitfaden.reading.assembling import assembled, entry
from leitfaden.reading.facts import read_facts
from leitfaden.reading.files import FileCache, FileName, Parsed
from leitfaden.reading.interface import read_words
from leitfaden.reading.markdown import MarkdownFile, read_markdown
from leitfaden.reading.quizzes import Quiz, QuizSort
from leitfaden.reading.roots import CLAIMS, MISCONCEPTIONS, PEOPLE, PLAN, Root, check_id, check_names, check_unique, listed
from leitfaden.sources import Source, Sources
from leitfaden.wording import Words, words_for

M = TypeVar("M", bound=BaseModel)
T = TypeVar("T")


def read_course(roots: Sequence[Path], kinds: tuple[type[Activity], ...] = KINDS) -> tuple[Course, Sources]:
    """Read a course once. `roots` are folders with `content/` and `quizzes/`; later ones replace entries of earlier."""
    return Reader(roots, kinds).read()


@dataclass
class _Reading:
    """What one run gathers on its way. `spoken` are the roots with the languages of each."""

    problems: Problems = field(default_factory=Problems)
    sources: dict[str, Source] = field(default_factory=dict)
    spoken: list[tuple[Root, tuple[str, ...]]] = field(default_factory=list)
    complete: bool = True

    def take(self, parsed: Parsed[Any]) -> None:
        self.sources[parsed.name.shown] = parsed.source
        self.problems.extend(parsed.problems)


class Reader:
    """Reads the same roots again and again, parsing only files that changed since.

    Arguments:
        roots: folders, the course first; each holds `content/` and `quizzes/`.
        kinds: the activity kinds that scenarios may use.
    """

    def __init__(self, roots: Sequence[Path], kinds: tuple[type[Activity], ...] = KINDS) -> None:
        self.roots = tuple(roots)
        self.scenario_type = scenario_model(kinds)
        self._cache = FileCache()
        self._assembled: dict[Any, tuple[Any, Any, Problems]] = {}

    def read(self) -> tuple[Course, Sources]:
        """Return the course as it is on disk now, and the sources that locate its problems. Nothing is raised."""
        run = _Reading()
        roots = [listed(root) for root in self.roots]
        facts = read_facts(roots, partial(self._yaml, run=run), run.problems)
        run.complete = facts.complete
        run.spoken = list(zip(roots, facts.languages, strict=True))
        claims = self._registry(CLAIMS, ClaimsFile, run)
        people = self._registry(PEOPLE, PeopleFile, run)
        misconceptions = self._registry(MISCONCEPTIONS, MisconceptionsFile, run)
        scenarios, broken_scenarios = self._scenarios(run)
        assessments, broken_assessments = self._assessments(run)
        lessons, pages, broken_lessons = self._markdown(run)
        plan, broken_plan = self._plan(run)
        words = self._words(facts.stated.value.languages, run)
        for root, languages in run.spoken:
            check_names(root, languages, tuple(facts.stated.value.languages), run.problems)
        course = Course(
            facts=facts.stated,
            claims=claims["claims"], groups=claims["groups"], works=claims["sources"],
            people=people["people"], misconceptions=misconceptions["misconceptions"],
            scenarios=scenarios, lessons=lessons, pages=pages, assessments=assessments,
            broken_scenarios=frozenset(broken_scenarios), broken_lessons=frozenset(broken_lessons), broken_assessments=frozenset(broken_assessments),
            files={inside: path for root in roots for inside, path in root.others.items()},
            words=words, lock=self._lock(roots, run), complete=run.complete, problems=tuple(run.problems),
            plan=plan, broken_plan=broken_plan,
            overlay=roots[-1].shown if len(roots) > 1 else None,
        )  # fmt: skip
        return course, Sources(run.sources)

    def _yaml(self, name: FileName, run: _Reading) -> Parsed[Document]:
        parsed = self._cache.parsed(name, _parse_document)
        run.take(parsed)
        return parsed

    def _registry(self, file: str, model: type[BaseModel], run: _Reading) -> dict[str, Registry[Any]]:
        found: dict[str, dict[str, Stated[Any]]] = {name: {} for name in model.model_fields}
        broken: dict[str, set[str]] = {name: set() for name in model.model_fields}
        lost: set[str] = set()
        whole = True
        for root, languages in run.spoken:
            name = root.yml.get((f"content/{file}", None))
            if name is None:
                continue
            stated = self._stated(name, model, root, f"content/{file}", languages, run)
            whole &= stated is not None and not stated.broken
            lost |= {container for container in found if stated is None or (container,) in stated.broken}
            if stated is None:
                continue
            for container in found:
                entries = getattr(stated.value, container)
                found[container] |= {key: entry(stated, container, key, value) for key, value in entries.items()}
                broken[container] |= stated.entries(container, entries) - entries.keys()
        return {name: Registry(found[name], frozenset(broken[name]), whole, name in lost) for name in found}

    def _stated(self, name: FileName, model: type[M], root: Root, inside: str, languages: tuple[str, ...], run: _Reading) -> Stated[M] | None:
        """Return a YAML file as a model with its translations, assembled anew only when one of its files changed."""
        original = self._yaml(name, run)
        languages = tuple(lang for lang in languages if (inside, lang) not in root.misnamed)
        twins = {lang: self._yaml(root.yml[inside, lang], run) for lang in languages[1:] if (inside, lang) in root.yml}
        return self._once(name, (original, *twins.items(), languages), run, partial(assembled, original, twins, model, languages))

    def _once(self, name: FileName, parts: tuple[Any, ...], run: _Reading, assemble: Callable[[Problems], Stated[M] | None]) -> Stated[M] | None:
        known = self._assembled.get(name.path)
        if known is None or known[0] != parts:
            problems = Problems()
            self._assembled[name.path] = known = (parts, assemble(problems), problems)
        run.problems.extend(known[2])
        stated: Stated[M] | None = known[1]
        run.complete &= stated is not None and not stated.broken
        return stated

    def _scenarios(self, run: _Reading) -> tuple[dict[str, Scenario], set[str]]:
        scenarios: dict[str, Scenario] = {}
        broken: set[str] = set()
        for root, languages in run.spoken:
            own: dict[str, FileName] = {}
            for quiz in self._quizzes(root, "scenario"):
                name = quiz.name
                if not check_id(name, run.problems):
                    continue
                if not check_unique(name, own, run.problems):
                    scenarios.pop(name.stem, None)
                    broken.add(name.stem)
                    continue
                stated = self._quiz(quiz, self.scenario_type, root, languages, run)
                scenarios.pop(name.stem, None)
                broken.discard(name.stem)
                if stated is None:
                    broken.add(name.stem)
                else:
                    scenarios[name.stem] = self._kept("scenario", name.path, (stated,), partial(Scenario, name.stem, name.folder, stated))
        return scenarios, broken

    def _assessments(self, run: _Reading) -> tuple[dict[str, Assessment], set[str]]:
        assessments: dict[str, Assessment] = {}
        broken: set[str] = set()
        for root, languages in run.spoken:
            for quiz in self._quizzes(root, "assessment"):
                name = quiz.name
                if not check_id(name, run.problems):
                    continue
                stated = self._quiz(quiz, AssessmentFile, root, languages, run)
                assessments.pop(name.stem, None)
                broken.discard(name.stem)
                if stated is None:
                    broken.add(name.stem)
                else:
                    assessments[name.stem] = self._kept("assessment", name.path, (stated,), partial(Assessment, name.stem, stated))
        return assessments, broken

    def _quizzes(self, root: Root, sort: QuizSort) -> Iterator[Quiz]:
        """Yield the files of `sort` in the first language, by what they say, or else by where they lie."""
        for (inside, language), name in root.yml.items():
            if language is None and inside.startswith("quizzes/"):
                quiz = Quiz.of(name, inside, self._cache.parsed(name, _parse_document).content.value or {})
                if quiz.sort == sort:
                    yield quiz

    def _quiz(self, quiz: Quiz, model: type[M], root: Root, languages: tuple[str, ...], run: _Reading) -> Stated[M] | None:
        if not quiz.misplaced:
            return self._stated(quiz.name, model, root, quiz.inside, languages, run)
        quiz.report_misplaced(run.problems)
        run.complete = False
        return None

    def _kept(self, kind: str, key: Path | str, parts: tuple[Any, ...], make: Callable[[], T]) -> T:
        """Return the same object as last time while its parts are the same."""
        known = self._assembled.get((kind, key))
        if known is None or known[0] != parts:
            self._assembled[kind, key] = known = (parts, make(), Problems())
        kept: T = known[1]
        return kept

    def _markdown(self, run: _Reading) -> tuple[dict[str, Lesson], dict[str, Page], set[str]]:
        lessons: dict[str, Lesson] = {}
        pages: dict[str, Page] = {}
        broken: set[str] = set()
        for root, languages in run.spoken:
            for (inside, language), name in root.md.items():
                if language is not None or not check_id(name, run.problems):
                    continue
                is_page = inside.count("/") == 1
                matter, bodies = self._prose(name, PageMatter if is_page else LessonMatter, root, inside, languages, run)
                key = name.stem if is_page else f"{name.folder}/{name.stem}"
                parts = (matter, *bodies.values())
                broken.discard(key)
                if matter is None:
                    broken.add(key)
                elif is_page:
                    pages[key] = self._kept("page", name.path, parts, partial(Page, key, matter, bodies))
                else:
                    lessons[key] = self._kept("lesson", name.path, parts, partial(Lesson, key, name.folder, matter, bodies))
        return lessons, pages, broken - lessons.keys() - pages.keys()

    def _prose(
        self, name: FileName, model: type[Any], root: Root, inside: str, languages: tuple[str, ...], run: _Reading
    ) -> tuple[Stated[Any] | None, dict[str, Body]]:
        original = self._cache.parsed(name, _parse_markdown)
        run.take(original)
        languages = tuple(lang for lang in languages if (inside, lang) not in root.misnamed)
        twins = {lang: self._cache.parsed(root.md[inside, lang], _parse_markdown) for lang in languages[1:] if (inside, lang) in root.md}
        for twin in twins.values():
            run.take(twin)
        assemble = partial(assembled, _matter(original), {lang: _matter(twin) for lang, twin in twins.items()}, model, languages)
        matter = self._once(name, (original, *twins.items(), languages), run, assemble)
        bodies = {languages[0]: original.content.body, **{lang: twin.content.body for lang, twin in twins.items()}}
        return matter, bodies

    def _plan(self, run: _Reading) -> tuple[Stated[PlanFile] | None, bool]:
        """Return the plan of the last root that has one, and whether that could not be kept."""
        inside, plans = f"content/{PLAN}", list[Stated[PlanFile] | None]()
        for root, languages in run.spoken:
            if (inside, None) in root.yml:
                plans.append(self._stated(root.yml[inside, None], PlanFile, root, inside, languages, run))
        return (plans[-1], plans[-1] is None) if plans else (None, False)

    def _words(self, languages: Sequence[str], run: _Reading) -> dict[str, Words]:
        """Return the interface in each language, with what the roots put otherwise."""
        own = read_words(run.spoken, partial(self._yaml, run=run), run.problems)
        texts = {language: own.get(language, {}) for language in languages}
        return {language: self._kept("words", language, (some,), partial(words_for(language).with_own, some)) for language, some in texts.items()}

    def _lock(self, roots: Sequence[Root], run: _Reading) -> Lock | None:
        name = roots[-1].lock if roots else None
        if name is None:
            return None
        parsed = self._cache.parsed(name, read_lock)
        run.take(parsed)
        return Lock(name.place, parsed.content)


def _parse_document(raw: bytes, file: str, problems: Problems) -> tuple[Document, Source]:
    document = read_yaml(raw, file, problems)
    return document, document.source


def _parse_markdown(raw: bytes, file: str, problems: Problems) -> tuple[MarkdownFile, Source]:
    markdown = read_markdown(raw, file, problems)
    return markdown, markdown.source


def _matter(parsed: Parsed[MarkdownFile]) -> Parsed[Document]:
    document = Document(parsed.name.shown, parsed.content.matter, parsed.source, parsed.content.lost)
    return Parsed(parsed.name, document, parsed.source, ())
