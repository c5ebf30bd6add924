"""A module as one HTML document that needs no site around it: lessons and scenarios, page by page, for packages.

It is made of the same blocks, script and style as the site. One document, since a learning platform's session lasts as
long as its window. An activity stands in it once, however many pages of the site show it, so that it has one state.
"""

from __future__ import annotations

import hashlib
import posixpath
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache, partial
from importlib import resources
from typing import Any
from urllib.parse import unquote

from jinja2 import Environment, StrictUndefined
from markupsafe import Markup

from leitfaden.activities import KINDS
from leitfaden.artifacts import Artifact
from leitfaden.courses import Directive
from leitfaden.exercises import Exercise
from leitfaden.inline import plain
from leitfaden.localising import LocalCourse, LocalLesson, LocalModule, LocalScenario
from leitfaden.model.activity import Activity
from leitfaden.site.addresses import scenario_page
from leitfaden.site.blocks import Blocks, anchor, record_key
from leitfaden.site.bundle import minified, script, style
from leitfaden.site.references import References
from leitfaden.site.rendering import rendered_markdown
from leitfaden.wording import Words

_OUTSIDE = ("https://", "http://", "mailto:", "tel:")


@dataclass(frozen=True)
class Article:
    """A page of the document: its id, its title, its finished HTML."""

    id: str
    title: str
    html: Markup


@dataclass(frozen=True)
class Host:
    """What a package puts beside the pages.

    Arguments:
        name: what its script is called.
        script: a classic script that runs before the site's.
        data: what that script reads from the body's `data-host`.
    """

    name: str
    script: str
    data: Mapping[str, Any]


class ModuleDocument:
    """One module of a course in one language, as a document.

    Arguments:
        instead: words of the interface that would not be true there, by their keys, with the keys of those to say instead.
    """

    def __init__(self, course: LocalCourse, module: LocalModule, kinds: Sequence[type[Activity]] = KINDS, instead: Iterable[tuple[str, str]] = ()) -> None:
        self.course, self.module, self.kinds = course, module, tuple(kinds)
        self._blocks = _blocks(self.kinds, course.words, tuple(instead))
        self._shown: dict[str, Exercise] = {}
        self._images: dict[str, str] = {}
        self.severed: dict[str, list[str]] = {}

    @cached_property
    def articles(self) -> tuple[Article, ...]:
        """The lessons, then each scenario of which they left something out."""
        lessons = [self._lesson(lesson) for lesson in self.module.lessons]
        rest = [(scenario, [one for one in scenario.practised if one.id not in self._shown]) for scenario in self.module.scenarios]
        articles = (*lessons, *(self._scenario(scenario, left) for scenario, left in rest if left))
        self._blocks.forget()
        return articles

    @property
    def exercises(self) -> tuple[Exercise, ...]:
        """The exercises that the document shows, in its order."""
        return tuple(self._shown.values()) if self.articles else ()

    def artifacts(self, host: Host) -> Iterator[Artifact]:
        """Yield the document, `index.html`, first, and then what it loads."""
        assets = dict(_assets(self.course, self.kinds, host))
        yield Artifact("index.html", self._page(assets, host).encode())
        yield from (Artifact(path, data) for path, data in assets.values())
        yield from (Artifact(packed, self.course.files[path]) for path, packed in sorted(self._images.items()))

    def _page(self, assets: Mapping[str, tuple[str, bytes]], host: Host) -> str:
        template = (resources.files("leitfaden.site") / "templates" / "document.html").read_text(encoding="utf-8")
        environment = Environment(autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
        return environment.from_string(template).render(
            course=self.course, words=self.course.words, title=self.module.title, articles=self.articles,
            activities=[record_key(one) for one in self.exercises], host=host.data, scheme=assets["scheme"][0],
            styles=[assets[name][0] for name in ("site-style", "style")], scripts=[assets[name][0] for name in ("host", "site", "document")],
        )  # fmt: skip

    def _lesson(self, lesson: LocalLesson) -> Article:
        head = [self._blocks.render("lesson_head.html", "", lesson=lesson)] if lesson.goals or lesson.minutes else []
        parts = [block for part in lesson.parts for block in ([part] if isinstance(part, str) else self._embedded(part))]
        key = _article_id(lesson.id)
        return self._article(lesson.id, plain(lesson.title), rendered_markdown("\n\n".join([*head, *parts]), key))

    def _scenario(self, scenario: LocalScenario, left: Iterable[Exercise]) -> Article:
        blocks = [self._blocks.thread(scenario, "", anchors=False), *(self._activity(one, scenario) for one in left)]
        return self._article(scenario_page(self.module.id, scenario.id), plain(scenario.title), "\n".join(blocks))

    def _article(self, page: str, title: str, html: str) -> Article:
        key = _article_id(page)
        references = References(partial(self._goal, page), partial(self._packed, page), key)
        html = references.rewritten(html)
        if references.severed:
            self.severed[page] = references.severed
        return Article(key, title, Markup(html))  # noqa: S704 - rendered by the site's own blocks and from the author's Markdown

    def _embedded(self, directive: Directive) -> Iterator[str]:
        """Yield the blocks of a directive; those that speak of the whole site have no place here."""
        key, _, part = directive.target.partition("/")
        scenario = self.course.scenarios.get(key)
        if scenario is None:
            return
        if directive.name == "post":
            yield self._blocks.post(scenario, part, "")
        elif directive.name == "activity":
            yield from (self._activity(one, scenario) for one in scenario.practised if one.id == directive.target)
        else:
            yield self._blocks.thread(scenario, "", anchors=False)
            exercises = scenario.practised if directive.name == "scenario" else ()
            yield from (self._activity(one, scenario) for one in exercises)

    def _activity(self, exercise: Exercise, scenario: LocalScenario) -> str:
        """Return an activity, or where it was shown before, the way there."""
        if exercise.id in self._shown:
            return str(Markup('<p><a href="#{}">{}</a></p>').format(anchor(exercise.id), plain(exercise.prompt)))
        self._shown[exercise.id] = exercise
        return self._blocks.activity(exercise, scenario, "")

    def _goal(self, page: str, href: str) -> str | None:
        """Return where a link of a page leads from the document, None where its goal is not in it."""
        if href.startswith(_OUTSIDE):
            return href
        path, _, part = href.partition("#")
        if not path:
            return f"#{part}" if part.startswith(("fn", "__")) or "--" in part else f"#{_article_id(page)}--{part}"
        goal = posixpath.normpath(posixpath.join(posixpath.dirname(page), unquote(path))).removesuffix(".md")
        inside = goal in {lesson.id for lesson in self.module.lessons}
        return f"#{_article_id(goal)}" + (f"--{part}" if part else "") if inside else None

    def _packed(self, page: str, source: str) -> str | None:
        """Return the path in the package of an image that a page's Markdown or a post names, None where there is none."""
        beside = posixpath.normpath(posixpath.join("content", posixpath.dirname(page), unquote(source)))
        found = next((path for path in (source, beside) if path in self.course.files), None)
        if found is None:
            return None
        ending = posixpath.splitext(found)[1].lower()
        return self._images.setdefault(found, f"images/{_hash(found.encode())}{ending}")


@lru_cache(maxsize=4)
def _blocks(kinds: tuple[type[Activity], ...], words: Words, instead: tuple[tuple[str, str], ...]) -> Blocks:
    """Return the blocks for a language, whose templates take a second to compile, once for all modules."""
    return Blocks(kinds, replace(words, words={**words.words, **{key: words.words[other] for key, other in instead}}))


def _article_id(page: str) -> str:
    return page.replace("/", "-")


def _assets(course: LocalCourse, kinds: tuple[type[Activity], ...], host: Host) -> Iterator[tuple[str, tuple[str, bytes]]]:
    """Yield what the document loads: a name, its path with a hash that outwits caches, its bytes."""
    contents = {
        "scheme": ("scheme", "js", _script(_own("scheme.js"))),
        "site-style": ("leitfaden", "css", style(kinds)),
        "style": ("document", "css", minified("css", _own("document.css")).encode()),
        "host": (host.name, "js", _script(host.script)),
        "site": ("leitfaden", "js", script(kinds, course, alone=True)),
        "document": ("document", "js", _script(_own("document.js"))),
    }
    for name, (stem, ending, data) in contents.items():
        yield name, (f"assets/{stem}-{_hash(data)}.{ending}", data)


def _script(code: str) -> bytes:
    return f"{minified('javascript', code)}\n".encode()


def _own(name: str) -> str:
    return (resources.files("leitfaden.site") / "assets" / name).read_text(encoding="utf-8")


def _hash(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()[:10]
