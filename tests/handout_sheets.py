"""Handouts made of this repository's course or of a changed one, opened as whoever reads them opens them."""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

import pypdf

from leitfaden.artifacts import Artifact
from leitfaden.exercises import Gap, Interaction, Mark, Order, Pick, Place, Rate, Write
from leitfaden.handouts import make_handouts
from leitfaden.inline import Prose, plain
from leitfaden.localising import LocalCourse, LocalModule, localised
from leitfaden.posts import recognise
from leitfaden.problems import Problems
from leitfaden.reading import read_course

REPOSITORY = Path(__file__).parent.parent
MODULE = "moderation"
SITE = "https://example.org/course/"


@cache
def course_in(language: str) -> LocalCourse:
    return localised(read_course([REPOSITORY])[0], language)


def made(course: LocalCourse, **options: Any) -> list[Artifact]:
    problems = Problems()
    artifacts = list(make_handouts(course, problems, **{"modules": [MODULE], **options}))
    assert not list(problems)
    return artifacts


def opened(course: LocalCourse, **options: Any) -> dict[str, pypdf.PdfReader]:
    """Return the PDFs of the module by what they are: `worksheet` and `solutions`, and of the test on it `test` and `test-key`."""
    return {artifact.path.removeprefix(f"{MODULE}-").partition(".")[0]: reader(artifact) for artifact in made(course, **options)}


def reader(artifact: Artifact) -> pypdf.PdfReader:
    return pypdf.PdfReader(io.BytesIO(artifact.bytes()))


def squeezed(text: str) -> str:
    """Return text without what line breaks do to it: spaces and hyphens."""
    return re.sub(r"[\s\u00ad\u2010-]+", "", text)


def text_of(pdf: pypdf.PdfReader) -> str:
    """Return the running text; header and footer stand between paragraphs that break across pages."""
    words = (page.extract_text() for page in pdf.pages)
    return squeezed(re.sub(r"CC BY 4\.0\s*(Seite|Page) \d+ \S+ \d+", "", "\n".join(words)))


def links_of(pdf: pypdf.PdfReader) -> list[str]:
    annotations = [one.get_object() for page in pdf.pages for one in page.get("/Annots", [])]
    return [one["/A"]["/URI"] for one in annotations if "/URI" in one.get("/A", {})]


def roles(pdf: pypdf.PdfReader) -> Iterator[tuple[str, Any]]:
    """Yield the structure elements of a tagged PDF with their roles, in reading order."""

    def walk(node: Any) -> Iterator[tuple[str, Any]]:
        node = node.get_object() if hasattr(node, "get_object") else node
        if isinstance(node, list):
            for child in node:
                yield from walk(child)
        elif isinstance(node, dict):
            if "/S" in node:
                yield str(node["/S"]), node
            yield from walk(node.get("/K", []))

    yield from walk(pdf.trailer["/Root"]["/StructTreeRoot"])


def module_of(course: LocalCourse) -> LocalModule:
    return next(module for module in course.modules if module.id == MODULE)


def with_scenario(course: LocalCourse, **changes: Any) -> LocalCourse:
    """Return the course with one module that has one scenario, changed, and without tests."""
    module = module_of(course)
    return with_modules(course, replace(module, scenarios=(replace(module.scenarios[0], **changes),)))


def with_modules(course: LocalCourse, *modules: LocalModule) -> LocalCourse:
    """Return the course with these modules alone, without tests, which may ask what was in others, and without its plan."""
    return replace(course, modules=modules, assessments={}, plan=None)


def with_exercises(course: LocalCourse, *interactions: Interaction, **changes: Any) -> LocalCourse:
    scenario = module_of(course).scenarios[0]
    exercise = replace(scenario.exercises[0], interactions=interactions, **changes)
    return with_scenario(course, exercises=(exercise,))


def with_posts(course: LocalCourse, *changes: dict[str, Any]) -> LocalCourse:
    posts = list(module_of(course).scenarios[0].thread.values())
    changed = [replace(post, **change) for post, change in zip(posts, changes, strict=False)]
    return with_scenario(course, thread={post.id: post for post in changed}, exercises=())


def saying(text: str) -> dict[str, Any]:
    return {"text": recognise(text), "written": text}


def asked(interaction: Interaction) -> list[str]:
    """Return what an interaction shows to whoever is asked, as plain texts."""
    match interaction:
        case Pick():
            return _plain(option.text for option in interaction.options)
        case Rate():
            return _plain([interaction.statement or (), *(step.label for step in interaction.scale)])
        case Order():
            return _plain(step.text for step in interaction.steps)
        case Mark():
            return [target.phrase for target in interaction.targets if target.phrase]
        case Place():
            return _plain([*(item.text for item in interaction.items), *(slot.label for slot in interaction.slots)])
        case Gap():
            pieces = [(piece,) for line in interaction.passage for piece in line if not isinstance(piece, str)]
            return _plain([*pieces, *(option.text for blank in interaction.blanks for option in blank.options)])
        case Write():
            return _plain([*(field.label for field in interaction.fields), *(one.label for one in (*interaction.criteria, *interaction.scale))])
        case _:
            turns = [turn.text for scene in interaction.scenes for turn in scene.turns]
            return [*_plain([*(scene.text for scene in interaction.scenes), *turns]), *(post.written for scene in interaction.scenes for post in scene.posts)]


def reasons(interaction: Interaction) -> list[str]:
    """Return what an interaction says to whoever has answered, as plain texts."""
    match interaction:
        case Pick():
            return _plain(option.feedback for option in interaction.options)
        case Rate():
            return _plain([interaction.feedback, *interaction.feedback_if.values()])
        case Order():
            return _plain(step.feedback for step in interaction.steps)
        case Mark():
            return _plain(target.feedback for target in interaction.targets)
        case Place():
            return _plain([*(item.feedback for item in interaction.items), *(text for limit in interaction.limits for text in (limit.text, limit.feedback))])
        case Gap():
            return _plain(text for blank in interaction.blanks for text in (*(one.feedback for one in (*blank.options, *blank.answers)), blank.otherwise))
        case Write():
            return [*_plain(sample.feedback for sample in interaction.samples), *(sample.written for sample in interaction.samples)]
        case _:
            return _plain(turn.feedback for scene in interaction.scenes for turn in scene.turns)


def _plain(texts: Iterable[Prose]) -> list[str]:
    return [plain(text) for text in texts if text]
