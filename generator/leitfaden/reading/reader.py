"""Reads the roots of a course: the course itself, then overlays that replace whole entries of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel

from leitfaden.activities import KINDS
from leitfaden.courses import Body, Course, Lesson, Lock, Page, Registry, Scenario, Stated, Translation
from leitfaden.documents import Document, read_yaml
from leitfaden.model.activity import Activity
from leitfaden.model.course import ClaimsFile, CourseFile, MisconceptionsFile, PeopleFile
from leitfaden.model.fields import texts
from leitfaden.model.lesson import LessonMatter, PageMatter
from leitfaden.model.scenario import scenario_model
from leitfaden.problems import Place, Problems, Route, did_you_mean
from leitfaden.reading.files import FileCache, FileName, Parsed, files_below
from leitfaden.reading.markdown import MarkdownFile, read_markdown
from leitfaden.reading.translations import check_empty, check_translation, leaves
from leitfaden.reading.validation import Validated, validate
from leitfaden.sources import Source, Sources

M = TypeVar("M", bound=BaseModel)
_ID = frozenset("abcdefghijklmnopqrstuvwxyz0123456789-")

COURSE, CLAIMS, PEOPLE, MISCONCEPTIONS, LOCK = "course.yml", "claims.yml", "people.yml", "misconceptions.yml", "ids.lock"
_REGISTRIES = (CLAIMS, PEOPLE, MISCONCEPTIONS)


def read_course(roots: Sequence[Path], kinds: tuple[type[Activity], ...] = KINDS) -> tuple[Course, Sources]:
    """Read a course once. `roots` are folders with `content/` and `quizzes/`; later ones replace entries of earlier."""
    return Reader(roots, kinds).read()


@dataclass
class _Root:
    """The files of one root, sorted by what they are; `yml` and `md` are keyed by path inside and language."""

    path: Path
    yml: dict[tuple[str, str | None], FileName] = field(default_factory=dict)
    md: dict[tuple[str, str | None], FileName] = field(default_factory=dict)
    others: dict[str, Path] = field(default_factory=dict)
    lock: FileName | None = None


@dataclass
class _Reading:
    """What one run gathers on its way."""

    problems: Problems = field(default_factory=Problems)
    sources: dict[str, Source] = field(default_factory=dict)
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
        roots = [_listed(root) for root in self.roots]
        facts = self._facts(roots, run)
        languages = tuple(facts.value.languages)
        claims = self._registry(roots, CLAIMS, ClaimsFile, languages, run)
        people = self._registry(roots, PEOPLE, PeopleFile, languages, run)
        misconceptions = self._registry(roots, MISCONCEPTIONS, MisconceptionsFile, languages, run)
        scenarios, broken_scenarios = self._scenarios(roots, languages, run)
        lessons, pages, broken_lessons = self._markdown(roots, languages, run)
        for root in roots:
            _check_names(root, languages, run.problems)
        course = Course(
            facts=facts,
            claims=claims["claims"], groups=claims["groups"], works=claims["sources"],
            people=people["people"], misconceptions=misconceptions["misconceptions"],
            scenarios=scenarios, lessons=lessons, pages=pages,
            broken_scenarios=frozenset(broken_scenarios), broken_lessons=frozenset(broken_lessons),
            files={inside: path for root in roots for inside, path in root.others.items()},
            lock=self._lock(roots, run), complete=run.complete, problems=tuple(run.problems),
        )  # fmt: skip
        return course, Sources(run.sources)

    def _yaml(self, name: FileName, run: _Reading) -> Parsed[Document]:
        parsed = self._cache.parsed(name, _parse_document)
        run.take(parsed)
        return parsed

    def _facts(self, roots: list[_Root], run: _Reading) -> Stated[CourseFile]:
        merged: dict[str, Any] = {}
        origin: dict[str, Place] = {}
        broken_file = False
        for root in roots:
            name = root.yml.get((f"content/{COURSE}", None))
            if name is None:
                continue
            value = self._yaml(name, run).content.value
            broken_file |= value is None
            merged |= value or {}
            origin |= dict.fromkeys(value or {}, name.place) or {}
        at = next((root.yml[key].place for root in roots if (key := (f"content/{COURSE}", None)) in root.yml), None)
        if at is None:
            at = Place(f"content/{COURSE}")
            run.problems.add("missing-file", at, "there is no content/course.yml", "write one, or begin with `leitfaden new NAME`")
        found: Validated[CourseFile] = Validated(None, frozenset())
        if not broken_file and origin:
            own = Problems()
            found = validate(CourseFile, merged, Place(""), own)
            for problem in own:
                home = origin.get(str(problem.place.route[0]) if problem.place.route else "", at)
                run.problems.add(problem.code, Place(home.file, problem.place.route, problem.place.part), problem.message, problem.hint)
        run.complete &= found.value is not None and not found.broken
        value = found.value or _stand_in(roots)
        return self._with_translations(value, at, found.broken, roots, COURSE, tuple(value.languages), run)

    def _with_translations(
        self, value: CourseFile, at: Place, broken: frozenset[Route], roots: list[_Root], file: str, languages: tuple[str, ...], run: _Reading
    ) -> Stated[CourseFile]:
        check_empty(texts(value), at, run.problems)
        translations = {}
        for language in languages[1:]:
            merged: dict[Route, str] = {}
            place, whole = None, True
            for root in roots:
                if (name := root.yml.get((f"content/{file}", language))) is not None:
                    document = self._yaml(name, run).content
                    whole &= document.value is not None
                    merged |= dict(leaves(document.value or {})) if document.value else {}
                    place = place or name.place
            if place is None:
                _missing_file(at, language, run)
                continue
            translations[language] = Translation(place, merged, whole)
            check_translation(value, at, translations[language], broken, language, run.problems)
        return Stated(value, at, translations, broken)

    def _registry(self, roots: list[_Root], file: str, model: type[M], languages: tuple[str, ...], run: _Reading) -> dict[str, Registry[Any]]:
        found: dict[str, dict[str, Stated[Any]]] = {name: {} for name in model.model_fields}
        broken: dict[str, set[str]] = {name: set() for name in model.model_fields}
        whole = True
        for root in roots:
            name = root.yml.get((f"content/{file}", None))
            if name is None:
                continue
            stated = self._stated(name, model, root.yml, f"content/{file}", languages, run)
            whole &= stated is not None and not stated.broken
            if stated is None:
                continue
            for container in model.model_fields:
                entries = getattr(stated.value, container)
                found[container] |= {key: _entry(stated, container, key, value) for key, value in entries.items()}
                broken[container] |= stated.entries(container, entries) - entries.keys()
        return {name: Registry(found[name], frozenset(broken[name]), whole) for name in model.model_fields}

    def _stated(
        self, name: FileName, model: type[M], siblings: Mapping[tuple[str, str | None], FileName], inside: str, languages: tuple[str, ...], run: _Reading
    ) -> Stated[M] | None:
        """Return a YAML file as a model with its translations, assembled anew only when one of its files changed."""
        original = self._yaml(name, run)
        twins = {lang: self._yaml(siblings[inside, lang], run) for lang in languages[1:] if (inside, lang) in siblings}
        parts = (original, tuple(twins.items()), languages)
        known = self._assembled.get(name.path)
        if known is None or not _same(known[0], parts):
            problems = Problems()
            stated = _assemble(original, twins, model, languages, problems)
            self._assembled[name.path] = known = (parts, stated, problems)
        run.problems.extend(known[2])
        result: Stated[M] | None = known[1]
        run.complete &= result is not None and not result.broken
        return result

    def _scenarios(self, roots: list[_Root], languages: tuple[str, ...], run: _Reading) -> tuple[dict[str, Scenario], set[str]]:
        scenarios: dict[str, Scenario] = {}
        broken: set[str] = set()
        for root in roots:
            own: dict[str, FileName] = {}
            for (inside, language), name in root.yml.items():
                if language is not None or not inside.startswith("quizzes/"):
                    continue
                if not _check_id(name, run.problems) or not _unique(name, own, run.problems):
                    continue
                stated = self._stated(name, self.scenario_type, root.yml, inside, languages, run)
                scenarios.pop(name.stem, None)
                if stated is None:
                    broken.add(name.stem)
                else:
                    scenarios[name.stem] = self._scenario(name, stated)
        return scenarios, broken

    def _scenario(self, name: FileName, stated: Stated[Any]) -> Scenario:
        known = self._assembled.get(("scenario", name.path))
        if known is None or known[0] is not stated:
            known = (stated, Scenario(name.stem, name.folder, stated), Problems())
            self._assembled["scenario", name.path] = known
        scenario: Scenario = known[1]
        return scenario

    def _markdown(self, roots: list[_Root], languages: tuple[str, ...], run: _Reading) -> tuple[dict[str, Lesson], dict[str, Page], set[str]]:
        lessons: dict[str, Lesson] = {}
        pages: dict[str, Page] = {}
        broken: set[str] = set()
        for root in roots:
            for (inside, language), name in root.md.items():
                if language is not None or not _check_id(name, run.problems):
                    continue
                is_page = inside.count("/") == 1
                model = PageMatter if is_page else LessonMatter
                matter, bodies = self._prose(name, model, root.md, inside, languages, run)
                key = name.stem if is_page else f"{name.folder}/{name.stem}"
                if matter is None:
                    broken.add(key)
                elif is_page:
                    pages[key] = Page(key, matter, bodies)
                else:
                    lessons[key] = self._lesson(name, key, matter, bodies)
        return lessons, pages, broken

    def _lesson(self, name: FileName, key: str, matter: Stated[Any], bodies: dict[str, Body]) -> Lesson:
        known = self._assembled.get(("lesson", name.path))
        if known is None or known[0] != (matter, *bodies.values()):
            known = ((matter, *bodies.values()), Lesson(key, name.folder, matter, bodies), Problems())
            self._assembled["lesson", name.path] = known
        lesson: Lesson = known[1]
        return lesson

    def _prose(
        self, name: FileName, model: type[Any], siblings: Mapping[tuple[str, str | None], FileName], inside: str, languages: tuple[str, ...], run: _Reading
    ) -> tuple[Stated[Any] | None, dict[str, Body]]:
        original = self._cache.parsed(name, _parse_markdown)
        run.take(original)
        twins = {lang: self._cache.parsed(siblings[inside, lang], _parse_markdown) for lang in languages[1:] if (inside, lang) in siblings}
        for twin in twins.values():
            run.take(twin)
        parts = (original, tuple(twins.items()), languages)
        known = self._assembled.get(name.path)
        if known is None or not _same(known[0], parts):
            problems = Problems()
            stated = _assemble(_matter(original), {lang: _matter(twin) for lang, twin in twins.items()}, model, languages, problems)
            self._assembled[name.path] = known = (parts, stated, problems)
        run.problems.extend(known[2])
        run.complete &= known[1] is not None and not known[1].broken
        bodies = {languages[0]: original.content.body, **{lang: twin.content.body for lang, twin in twins.items()}}
        return known[1], bodies

    def _lock(self, roots: list[_Root], run: _Reading) -> Lock | None:
        name = roots[-1].lock if roots else None
        if name is None:
            return None
        parsed = self._cache.parsed(name, _parse_lock)
        run.take(parsed)
        return Lock(name.place, parsed.content)


def _same(known: Any, parts: tuple[Any, tuple[Any, ...], tuple[str, ...]]) -> bool:
    return known[0] is parts[0] and known[1:] == parts[1:]


def _listed(path: Path) -> _Root:
    root = _Root(path)
    for top in ("content", "quizzes"):
        for name in files_below(path, top):
            ending = name.path.suffix
            folder = name.inside.rpartition("/")[0]
            if ending in (".yml", ".yaml") and (top == "quizzes" or folder == "content"):
                root.yml[f"{folder}/{name.stem}.yml", name.language] = name
            elif ending == ".md" and top == "content":
                root.md[f"{folder}/{name.stem}.md", name.language] = name
            elif name.inside == f"content/{LOCK}":
                root.lock = name
            else:
                root.others[name.inside] = name.path
    return root


def _parse_document(raw: bytes, file: str, problems: Problems) -> tuple[Document, Source]:
    document = read_yaml(raw, file, problems)
    return document, document.source


def _parse_markdown(raw: bytes, file: str, problems: Problems) -> tuple[MarkdownFile, Source]:
    markdown = read_markdown(raw, file, problems)
    return markdown, markdown.source


def _parse_lock(raw: bytes, _file: str, _problems: Problems) -> tuple[dict[str, int], Source]:
    text = raw.decode("utf-8", errors="replace")
    ids: dict[str, int] = {}
    offset = 0
    for line in text.splitlines(keepends=True):
        if line.strip() and not line.startswith("#"):
            ids[line.strip()] = offset
        offset += len(line)
    return ids, Source(text)


def _matter(parsed: Parsed[MarkdownFile]) -> Parsed[Document]:
    document = Document(parsed.name.shown, parsed.content.matter, parsed.source)
    return Parsed(parsed.name, document, parsed.source, ())


def _assemble(
    original: Parsed[Document], twins: Mapping[str, Parsed[Document]], model: type[M], languages: tuple[str, ...], problems: Problems
) -> Stated[M] | None:
    if original.content.value is None:
        return None
    at = original.name.place
    found = validate(model, original.content.value, at, problems)
    if found.value is None:
        return None
    fields = list(texts(found.value))
    check_empty(fields, at, problems)
    translations = {}
    for language in languages[1:]:
        twin = twins.get(language)
        if twin is None:
            if fields:
                hint = f"write {original.name.path.stem}.{language}{original.name.path.suffix} beside it, or take '{language}' out of course.yml"
                problems.add("missing-translation", at, f"there is no translation into '{language}'", hint)
            continue
        value = twin.content.value
        place = twin.name.place
        translations[language] = Translation(place, dict(leaves(value)) if value else {}, whole=value is not None)
        check_translation(found.value, at, translations[language], found.broken, language, problems)
    return Stated(found.value, at, translations, found.broken)


def _entry(stated: Stated[Any], container: str, key: str, value: Any) -> Stated[Any]:
    """Return one entry of a registry with its own place and texts."""
    translations = {}
    for language, translation in stated.translations.items():
        own = {field.route: translation.texts.get((container, key, *field.route)) for field in texts(value)}
        found = {route: text for route, text in own.items() if text is not None}
        translations[language] = Translation(translation.at.at(container, key), found, translation.whole)
    return Stated(value, stated.at.at(container, key), translations)


def _missing_file(at: Place, language: str, run: _Reading) -> None:
    stem = at.file.removesuffix(".yml")
    hint = f"write {stem}.{language}.yml, or take '{language}' out of `languages`"
    run.problems.add("missing-translation", at, f"there is no translation into '{language}'", hint)


def _check_id(name: FileName, problems: Problems) -> bool:
    if name.stem and set(name.stem) <= _ID:
        return True
    hint = "the file's name is the id: lower-case letters, digits and hyphens"
    problems.add("bad-id", name.place, f"'{name.stem}' is no id", hint)
    return False


def _unique(name: FileName, own: dict[str, FileName], problems: Problems) -> bool:
    first = own.setdefault(name.stem, name)
    if first is not name:
        message = f"scenario '{name.stem}' stands in {first.shown} too; an id is unique in the course, whatever the folder"
        problems.add("id-taken", name.place, message, "rename one of the files")
    return first is name


def _check_names(root: _Root, languages: tuple[str, ...], problems: Problems) -> None:
    known = {f"content/{name}" for name in (COURSE, *_REGISTRIES)}
    for (inside, language), name in (*root.yml.items(), *root.md.items()):
        folder = inside.rpartition("/")[0]
        if folder == "content" and inside.endswith(".yml") and inside not in known:
            hint = did_you_mean(inside.partition("/")[2], [COURSE, *_REGISTRIES])
            problems.add("unexpected-file", name.place, "the format knows no such file in content/", hint)
        elif inside.startswith("quizzes/") and inside.count("/") != 2:
            problems.add("unexpected-file", name.place, "scenarios stand in quizzes/<module>/", "move the file into its module's folder")
        elif inside.endswith(".md") and inside.count("/") > 2:
            problems.add("unexpected-file", name.place, "lessons stand in content/<module>/", "move the file into its module's folder")
        if language is None:
            continue
        if language not in languages[1:]:
            hint = "the first language has none in its file names" if language in languages else did_you_mean(language, languages[1:])
            problems.add("unknown-language", name.place, f"'{language}' is no further language of this course", hint or "add it to `languages` in course.yml")
        elif (inside, None) not in root.yml and (inside, None) not in root.md:
            problems.add("surplus-translation", name.place, f"there is no {inside} that this could translate", "write it, or delete this file")


def _stand_in(roots: list[_Root]) -> CourseFile:
    """A course file to go on with when the real one is broken: modules and languages as the folders show them."""
    names = [name for root in roots for name in (*root.yml.values(), *root.md.values())]
    folders = sorted({name.folder for name in names if name.inside.count("/") == 2 and set(name.folder) <= _ID})
    further = sorted({name.language for name in names if name.language})
    return CourseFile.model_validate(
        {"id": "unknown", "title": "?", "languages": ["xx", *further], "modules": {folder: {"title": folder} for folder in folders}}
    )
