"""Puts a language's project together and remembers pages whose sources did not change."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from typing import Any

from leitfaden.activities import KINDS
from leitfaden.artifacts import Artifact
from leitfaden.courses import Directive
from leitfaden.localising import LocalCourse
from leitfaden.model.activity import Activity
from leitfaden.site.addresses import Addresses, practice_page, scenario_page, test_page
from leitfaden.site.blocks import Blocks, SourceLinks
from leitfaden.site.bundle import LearnerFiles, learner_script, learner_style, script, standing_script, style
from leitfaden.site.look import Look
from leitfaden.site.maps import course_map, standing_map
from leitfaden.site.offline import WORKER
from leitfaden.site.pages import Pages
from leitfaden.site.project import project_config, project_text, way_to_root
from leitfaden.site.reviewing import review_script


class SiteCompiler:
    """Compiles a course again and again in one language.

    Arguments:
        kinds: the activity kinds, whose templates, scripts and styles the site needs.
    """

    def __init__(self, kinds: Sequence[type[Activity]] = KINDS) -> None:
        self.kinds = tuple(kinds)
        self._known: dict[str, tuple[tuple[Any, ...], Artifact]] = {}
        self._blocks: Blocks | None = None

    def compile(self, course: LocalCourse, look: Look, source: SourceLinks | None = None) -> Iterator[Artifact]:
        """Yield the whole MkDocs project: `mkdocs.yml` and everything below `docs/`.

        Arguments:
            source: returns label and address of a place in an author's file, for a preview to link to.
        """
        if self._blocks is None or self._blocks.words is not course.words:
            self._blocks = Blocks(self.kinds, course.words)
        self._blocks.source = source
        assets = dict(self._assets(course, look))
        paths = {name: path for name, (path, _) in assets.items()}
        config = project_config(course, look, paths["style"], (paths["script"], paths["standing"]))
        yield self._once("mkdocs.yml", (config,), partial(project_text, config))
        yield from (Artifact(f"docs/{path}", data) for path, data in assets.values())
        yield from self._files(course)
        yield from self._pages(course, look, LearnerFiles(paths["learner"], paths["learner_style"]))

    def _assets(self, course: LocalCourse, look: Look) -> Iterator[tuple[str, tuple[str, bytes]]]:
        """Yield scripts and styles by name: their paths with a hash that outwits caches, their bytes."""
        addresses = Addresses(look.directory_urls)
        worker = f"{way_to_root(course, course.language)}{WORKER}" if look.keeps else ""
        contents = {
            "style": ("leitfaden", "css", style(self.kinds, preview=look.preview)),
            "script": ("leitfaden", "js", script(self.kinds, course)),
            "standing": ("standing", "js", standing_script(course, {**standing_map(course, addresses), "worker": worker})),
            "learner_style": ("learner", "css", learner_style()),
            "learner": ("learner", "js", learner_script(course, course_map(course, addresses))),
        }
        for name, (stem, ending, data) in contents.items():
            yield name, (f"assets/{stem}-{_hash(data)}.{ending}", data)

    def _files(self, course: LocalCourse) -> Iterator[Artifact]:
        for inside, path in course.files.items():
            if inside.startswith("content/") and not inside.endswith(".lock"):
                yield Artifact(f"docs/{inside.removeprefix('content/')}", path)
        for scenario in course.scenarios.values():
            images = {post.image.path for post in scenario.posts.values() if post.image}
            yield from (Artifact(f"docs/{path}", course.files[path]) for path in sorted(images))

    def _pages(self, course: LocalCourse, look: Look, learner: LearnerFiles) -> Iterator[Artifact]:
        if self._blocks is None:
            raise RuntimeError("compile comes first")
        scenarios, addresses = course.scenarios, Addresses(look.directory_urls)
        frame = (course.title, course.description, course.words, addresses, self._blocks.source is None)
        pages = Pages(course, self._blocks, addresses, scenarios, learner, printed=look.downloads and not look.preview)
        for page in course.pages:
            yield self._once(_file(page.id), (page, *_embedded(page.parts, pages), frame), partial(pages.page, page))
        for module in course.modules:
            for lesson in module.lessons:
                yield self._once(_file(lesson.id), (lesson, *_embedded(lesson.parts, pages), frame), partial(pages.lesson, lesson))
            for scenario in module.shown:
                path = _file(scenario_page(module.id, scenario.id))
                yield self._once(path, (scenario, module.title, frame), partial(pages.scenario, scenario, module))
            if module.shown:
                path = _file(practice_page(module.id))
                yield self._once(path, (*module.shown, module.title, *pages.tests_of(module), frame), partial(pages.practice, module))
            self._blocks.forget()
        yield from self._learner_pages(course, pages, frame)
        self._blocks.forget()
        if course.claims:
            works = pages.claim_works()
            yield self._once(_file("sources"), (works, frame), partial(pages.sources, works))
        if look.downloads and course.printed:
            yield Artifact(_file("downloads"), pages.downloads(preview=look.preview).encode())
        yield Artifact(_file("privacy"), pages.privacy().encode())
        yield Artifact(_file("accessibility"), pages.accessibility(downloads=look.downloads and course.printed).encode())

    def _learner_pages(self, course: LocalCourse, pages: Pages, frame: tuple[Any, ...]) -> Iterator[Artifact]:
        """Yield the pages on the learner's own work and the tests, with the scripts that hold the questions of reviews."""
        questions = self._questions(course, pages, frame) if "review" in pages.learner_pages else {}
        yield from (Artifact(f"docs/{path}", data) for path, data in questions.values())
        paths = {key: path for key, (path, _) in questions.items()}
        for name in pages.learner_pages:
            yield self._once(_file(name), (name, paths, frame, pages.learner), partial(pages.learner_page, name, paths))
        for test in course.assessments.values():
            asked = tuple(pages.scenarios[one.scenario] for one in test.exercises.values())
            yield self._once(_file(test_page(test.id)), (test, asked, pages.printed, frame, pages.learner), partial(pages.test, test))

    def _questions(self, course: LocalCourse, pages: Pages, frame: tuple[Any, ...]) -> dict[str, tuple[str, bytes]]:
        """Return the scripts with the questions of reviews, by module: their paths and their bytes."""
        base, found = pages.addresses.base("review"), {}
        for module in course.modules:
            data = self._once(f"questions {module.id}", (*module.shown, frame), partial(review_script, module, pages.blocks, base)).bytes()
            if data:
                found[module.id] = (f"assets/questions-{module.id}-{_hash(data)}.js", data)
            pages.blocks.forget()
        return found

    def _once(self, path: str, inputs: tuple[Any, ...], write: Callable[[], str]) -> Artifact:
        known = self._known.get(path)
        if known is None or known[0] != inputs:
            known = self._known[path] = (inputs, Artifact(path, write().encode()))
        return known[1]


def compile_site(course: LocalCourse, look: Look) -> Iterator[Artifact]:
    """Yield the MkDocs project of one language; see `SiteCompiler.compile`."""
    return SiteCompiler().compile(course, look)


def _embedded(parts: tuple[str | Directive, ...], pages: Pages) -> list[Any]:
    """Return what the directives of a page bring into it, so that it is written anew when that changes."""
    directives = [part for part in parts if isinstance(part, Directive)]
    known: dict[str, Callable[[], Any]] = {
        "modules": lambda: pages.module_entries,
        "record": lambda: pages.learner,
        "plan": lambda: (pages.course.plan, pages.plan_logs, pages.printed, pages.learner),
    }
    return [known[one.name]() if one.name in known else pages.scenarios.get(one.target.partition("/")[0]) for one in directives]


def _file(page: str) -> str:
    return f"docs/{page}.md"


def _hash(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()[:10]
