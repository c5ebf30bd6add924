"""Checks of one lesson or page: what it cites, what it embeds, and that its languages agree."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from leitfaden.checking.links import check_body
from leitfaden.checking.names import Names, unknown
from leitfaden.courses import Body, Directive, Lesson, Page, Scenario, Stated
from leitfaden.model.lesson import LessonMatter, PageMatter
from leitfaden.problems import Place, Problems, Related, did_you_mean


def check_lesson(lesson: Lesson, names: Names, scenarios: Mapping[str, Scenario]) -> Problems:
    """Return every problem of a lesson beyond its front matter's form."""
    problems = Problems()
    if lesson.module not in names.modules:
        unknown(problems, "module", lesson.module, names.modules, lesson.matter.at)
    if lesson.id.partition("/")[2] == "practice":
        problems.add("id-taken", lesson.matter.at, "'practice' is the module's page of exercises", "rename the lesson")
    _check_prose(lesson.matter, lesson.bodies, f"content/{lesson.module}", names, scenarios, problems)
    return problems


def check_page(page: Page, names: Names, scenarios: Mapping[str, Scenario]) -> Problems:
    """Return every problem of a page beyond its front matter's form."""
    problems = Problems()
    if page.id in ("sources", "downloads"):
        problems.add("id-taken", page.matter.at, f"'{page.id}' is a page that every course gets", "rename the page")
    _check_prose(page.matter, page.bodies, "content", names, scenarios, problems)
    return problems


def _check_prose(
    matter: Stated[LessonMatter] | Stated[PageMatter], bodies: Mapping[str, Body], folder: str, names: Names, scenarios: Mapping[str, Scenario], problems: Problems
) -> None:
    for index, claim in enumerate(matter.value.claims):
        unknown(problems, "claim", claim, names.claims, matter.at.at("claims", index))
    for body in bodies.values():
        check_body(body, folder, names, problems)
        for directive in body.directives:
            _check_directive(directive, body.at, names, scenarios, problems)
    first, *further = bodies.values()
    for body in further:
        _check_same(first, body, problems)


def _check_directive(directive: Directive, at: Place, names: Names, scenarios: Mapping[str, Scenario], problems: Problems) -> None:
    place = Place(at.file, mark=directive.offset)
    scenario, _, part = directive.target.partition("/")
    container: dict[str, tuple[str, str]] = {"post": ("thread", "post"), "activity": ("activities", "activity")}
    if not directive.target or unknown(problems, "scenario", scenario, names.scenarios, place):
        return
    if directive.name not in container:
        if part:
            problems.add("bad-directive", place, f"'::: {directive.name}' embeds a whole scenario", f"write `::: {directive.name} {scenario}`")
        return
    if scenario in scenarios:
        _check_part(directive, scenarios[scenario], part, *container[directive.name], place, problems)


def _check_part(directive: Directive, scenario: Scenario, part: str, container: str, thing: str, place: Place, problems: Problems) -> None:
    present: Mapping[str, Any] = getattr(scenario.stated.value, container)
    known = {*scenario.stated.entries(container, present)}
    if part not in known:
        message = f"scenario '{scenario.id}' has no {thing} '{part}'" if part else f"which {thing} of '{scenario.id}'?"
        problems.add(f"unknown-{thing}", place, message, did_you_mean(part, known) or f"write `::: {directive.name} {scenario.id}/…`")
    elif thing == "activity" and part in present and present[part].use == "test":
        related = (Related(scenario.stated.at.at("activities", part, "use"), "kept for assessments here"),)
        problems.add("test-only-embedded", place, "this activity is kept for assessments and stands on no page", "embed another one", related)


def _check_same(first: Body, other: Body, problems: Problems) -> None:
    wanted = [f"::: {d.name} {d.target}".strip() for d in first.directives]
    given = [f"::: {d.name} {d.target}".strip() for d in other.directives]
    if wanted == given:
        return
    for position, directive in enumerate(other.directives):
        if position >= len(wanted) or given[position] != wanted[position]:
            expected = wanted[position] if position < len(wanted) else "nothing more"
            place = Place(other.at.file, mark=directive.offset)
            problems.add("directives-differ", place, f"the first language embeds {expected} here", "embed the same, in the same order", [Related(first.at, "the lesson in the first language")])
            return
    missing = wanted[len(given)]
    problems.add("directives-differ", other.at, f"'{missing}' is missing in this language", "embed the same, in the same order", [Related(first.at, "the lesson in the first language")])
