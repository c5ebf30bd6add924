"""Checks of one lesson or page: what it cites, what it embeds, and that its languages agree."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import zip_longest
from typing import Any

from leitfaden.checking.links import GENERATED_PAGES, check_body
from leitfaden.checking.names import Names, replacement, unknown
from leitfaden.courses import Body, Directive, Lesson, Page, Scenario, Stated
from leitfaden.model.lesson import LessonMatter, PageMatter
from leitfaden.problems import Place, Problems, Related


def check_lesson(lesson: Lesson, names: Names, scenarios: Mapping[str, Scenario]) -> Problems:
    """Return every problem of a lesson beyond its front matter's form."""
    problems = Problems()
    if lesson.id.partition("/")[2] == "practice":
        problems.add("id-taken", lesson.matter.at, "'practice' is the module's page of exercises", "rename the lesson")
    _check_prose(lesson.matter, lesson.bodies, f"content/{lesson.module}", names, scenarios, problems)
    return problems


def check_page(page: Page, names: Names, scenarios: Mapping[str, Scenario]) -> Problems:
    """Return every problem of a page beyond its front matter's form."""
    problems = Problems()
    if page.id in GENERATED_PAGES:
        problems.add("id-taken", page.matter.at, f"'{page.id}' is a page that every course gets", "rename the page")
    _check_prose(page.matter, page.bodies, "content", names, scenarios, problems)
    return problems


def _check_prose(
    matter: Stated[LessonMatter] | Stated[PageMatter],
    bodies: Mapping[str, Body],
    folder: str,
    names: Names,
    scenarios: Mapping[str, Scenario],
    problems: Problems,
) -> None:
    for index, claim in enumerate(matter.value.claims):
        unknown(problems, "claim", claim, names.claims, matter.at.at("claims", index))
    sound = []
    for body in bodies.values():
        check_body(body, folder, names, problems)
        sound.append([_check_directive(directive, body.at, names, scenarios, problems) for directive in body.directives])
    first, *further = zip(bodies.values(), sound, strict=True)
    for body, good in further:
        _check_same(first[0], body, [a and b for a, b in zip_longest(first[1], good, fillvalue=True)], problems)


def _check_directive(directive: Directive, at: Place, names: Names, scenarios: Mapping[str, Scenario], problems: Problems) -> bool:
    """Report what a directive names in vain; tell whether it is right."""
    place = Place(at.file, mark=directive.offset)
    if directive.name == "plan" and not names.plan:
        problems.add("no-plan", place, "the course has no plan to show here", "write one, content/plan.yml, or delete this line")
        return False
    if not directive.target:
        return directive.name != ""
    scenario, _, part = directive.target.partition("/")
    if unknown(problems, "scenario", scenario, names.scenarios, place):
        return False
    if scenario in scenarios and not scenarios[scenario].shown and directive.name != "activity":
        _report_kept(scenarios[scenario], place, problems)
        return True
    if directive.name in _PARTS:
        return scenario not in scenarios or _check_part(directive, scenarios[scenario], part, place, names, problems)
    if part:
        problems.add("bad-directive", place, f"'::: {directive.name}' embeds a whole scenario", f"write `::: {directive.name} {scenario}`")
    return not part


def _report_kept(scenario: Scenario, place: Place, problems: Problems) -> None:
    first = next(iter(scenario.stated.value.activities))
    related = [Related(scenario.stated.at.at("activities", first, "use"), "kept for assessments here, as are all others")]
    problems.add("test-only-embedded", place, "all of this scenario is kept for assessments and stands on no page", "embed another one", related)


_PARTS = {"post": "thread", "activity": "activities"}


def _check_part(directive: Directive, scenario: Scenario, part: str, place: Place, names: Names, problems: Problems) -> bool:
    thing, container = directive.name, _PARTS[directive.name]
    present: Mapping[str, Any] = getattr(scenario.stated.value, container)
    if not part:
        hint = f"write `::: {thing} {scenario.id}/…` ({', '.join(present) or 'there is none'})"
        problems.add("bad-directive", place, f"the directive does not name the {thing}", hint)
        return False
    if unknown(problems, thing, part, scenario.stated.entries(container, present), place, replacement(scenario, place, names.overlay)):
        return False
    if thing == "activity" and part in present and present[part].use == "test":
        related = (Related(scenario.stated.at.at("activities", part, "use"), "kept for assessments here"),)
        problems.add("test-only-embedded", place, "this activity is kept for assessments and stands on no page", "embed another one", related)
    return True


def _check_same(first: Body, other: Body, sound: list[bool], problems: Problems) -> None:
    """Report the first directive that differs; one that is wrong in itself agrees with any."""
    pairs = zip_longest(_written(first), _written(other))
    differing = next((i for i, (wanted, given) in enumerate(pairs) if wanted != given and sound[i]), None)
    if differing is None:
        return
    wanted, given = _written(first)[differing:], _written(other)[differing:]
    at = Place(first.at.file, mark=first.directives[differing].offset) if wanted else first.at
    place = Place(other.at.file, mark=other.directives[differing].offset) if given else other.at
    said = f"embeds '{wanted[0]}' here" if wanted and given else f"embeds '{wanted[0]}', too" if wanted else "does not embed this"
    problems.add(
        "directives-differ", place, f"the first language {said}", "embed the same in all languages, in the same order", [Related(at, "in the first language")]
    )


def _written(body: Body) -> list[str]:
    return [f"::: {directive.name} {directive.target}".strip() for directive in body.directives]
