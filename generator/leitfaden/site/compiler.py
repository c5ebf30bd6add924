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
from leitfaden.site.addresses import Addresses, practice_page, scenario_page
from leitfaden.site.blocks import Blocks, SourceLinks
from leitfaden.site.bundle import script, style
from leitfaden.site.pages import Pages
from leitfaden.site.project import Look, project_config, project_text


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
        assets = {"css": style(self.kinds, preview=look.preview), "js": script(self.kinds, course)}
        paths = {ending: f"assets/leitfaden-{_hash(data)}.{ending}" for ending, data in assets.items()}
        config = project_config(course, look, paths["css"], paths["js"])
        yield self._once("mkdocs.yml", (config,), partial(project_text, config))
        yield from (Artifact(f"docs/{paths[ending]}", data) for ending, data in assets.items())
        yield from self._files(course)
        yield from self._pages(course, look)

    def _files(self, course: LocalCourse) -> Iterator[Artifact]:
        for inside, path in course.files.items():
            if inside.startswith("content/") and not inside.endswith(".lock"):
                yield Artifact(f"docs/{inside.removeprefix('content/')}", path)
        for scenario in course.scenarios.values():
            images = {post.image.path for post in scenario.posts.values() if post.image}
            yield from (Artifact(f"docs/{path}", course.files[path]) for path in sorted(images))

    def _pages(self, course: LocalCourse, look: Look) -> Iterator[Artifact]:
        if self._blocks is None:
            raise RuntimeError("compile comes first")
        scenarios, addresses = course.scenarios, Addresses(look.directory_urls)
        frame = (course.title, course.description, addresses, self._blocks.source is None)
        pages = Pages(course, self._blocks, addresses, scenarios)
        for page in course.pages:
            yield self._once(_file(page.id), (page, *_embedded(page.parts, pages), frame), partial(pages.page, page))
        for module in course.modules:
            for lesson in module.lessons:
                yield self._once(_file(lesson.id), (lesson, *_embedded(lesson.parts, pages), frame), partial(pages.lesson, lesson))
            for scenario in module.scenarios:
                path = _file(scenario_page(module.id, scenario.id))
                yield self._once(path, (scenario, module.title, frame), partial(pages.scenario, scenario, module))
            if module.scenarios:
                path = _file(practice_page(module.id))
                yield self._once(path, (*module.scenarios, module.title, frame), partial(pages.practice, module))
            self._blocks.forget()
        if course.claims:
            works = pages.claim_works()
            yield self._once(_file("sources"), (works, frame), partial(pages.sources, works))
        if look.downloads and any(module.scenarios for module in course.modules):
            yield Artifact(_file("downloads"), pages.downloads(preview=look.preview).encode())

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
    return [pages.module_entries if one.name == "modules" else pages.scenarios.get(one.target.partition("/")[0]) for one in directives]


def _file(page: str) -> str:
    return f"docs/{page}.md"


def _hash(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()[:10]
