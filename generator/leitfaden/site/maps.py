"""What the scripts on a learner's standing need to know of the course: ids, addresses, claims. Plain values.

Two maps, since one of them is loaded with every page: `standing_map` has what marks in the navigation and due reviews
hang on, `course_map` has the words that results and reviews speak in.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, assert_never

from leitfaden.courses import Directive
from leitfaden.exercises import Blank, Exercise, Gap, Interaction, Mark, Order, Path, Pick, Place, Rate, Write
from leitfaden.inline import plain
from leitfaden.localising import LocalAssessment, LocalCourse, LocalScenario
from leitfaden.rules import rules
from leitfaden.site.addresses import Addresses, practice_page, scenario_page, test_page
from leitfaden.site.blocks import anchor
from leitfaden.site.project import learner_pages


def standing_map(course: LocalCourse, addresses: Addresses) -> dict[str, Any]:
    """Return the activities with what their standing hangs on, and for each page of a module those that it shows."""
    places = [(module.id, scenario, exercise) for module in course.modules for scenario in module.scenarios for exercise in scenario.exercises]
    at = {exercise.id: number for number, (_, _, exercise) in enumerate(places)}
    return {
        "activities": [_standing(module, scenario, exercise, addresses) for module, scenario, exercise in places],
        "modules": [{"id": module.id, "pages": [list(page) for page in _pages(course, module.id, addresses, at)]} for module in course.modules],
        **{name: addresses.url(name) for name in learner_pages(course) if name in ("results", "review")},
    }


def _standing(module: str, scenario: LocalScenario, exercise: Exercise, addresses: Addresses) -> dict[str, Any]:
    return {
        "id": exercise.id,
        "revision": exercise.revision,
        "former": list(exercise.formerly),
        "claims": list(exercise.claims),
        "scored": exercise.scored,
        "use": exercise.use,
        "at": f"{addresses.url(scenario_page(module, scenario.id))}#{anchor(exercise.id)}",
    }


def _pages(course: LocalCourse, key: str, addresses: Addresses, at: Mapping[str, int]) -> Iterator[tuple[str, list[int]]]:
    """Yield the addresses of a module's pages, lessons first, each with the numbers of the activities that it shows."""
    module = next(one for one in course.modules if one.id == key)
    for lesson in module.lessons:
        shown = (part for part in lesson.parts if isinstance(part, Directive) and part.name in ("activity", "scenario"))
        yield addresses.url(lesson.id), [at[one.id] for directive in shown for one in _embedded(course, directive)]
    practised = [(scenario, [one for one in scenario.exercises if one.use == "practice"]) for scenario in module.scenarios]
    if any(exercises for _, exercises in practised):
        yield addresses.url(practice_page(key)), [at[one.id] for _, exercises in practised for one in exercises]
    for scenario, exercises in practised:
        if exercises:
            yield addresses.url(scenario_page(key, scenario.id)), [at[one.id] for one in exercises]


def _embedded(course: LocalCourse, directive: Directive) -> Iterable[Exercise]:
    scenario = course.scenarios.get(directive.target.partition("/")[0])
    exercises = scenario.exercises if scenario else ()
    return [one for one in exercises if one.use == "practice" and (directive.name == "scenario" or one.id == directive.target)]


def course_map(course: LocalCourse, addresses: Addresses) -> dict[str, Any]:
    """Return what modules, lessons, claims, misconceptions and activities are called, and where they are."""
    return {
        "title": course.title,
        "root": "" if course.language == course.languages[0] else "../",
        "pages": {name: addresses.url(name) for name in ("index", "results", "review", "certificate")},
        "version": course.version,
        "passMark": course.pass_mark,
        "modules": {module.id: module.title for module in course.modules},
        "lessons": {
            lesson.id: {"title": plain(lesson.title), "url": addresses.url(lesson.id), "module": module.id, "claims": list(lesson.claims)}
            for module in course.modules
            for lesson in module.lessons
        },
        "groups": dict(course.groups),
        "claimsByGroup": _claims_by_group(course),
        "claims": {key: {"text": plain(claim.text), "group": claim.group or ""} for key, claim in course.claims.items() if claim.use == "conduct"},
        "misconceptions": {
            key: {"name": plain(one.name), "explanation": [plain((part,)) for part in one.explanation], "lesson": one.lesson or ""}
            for key, one in course.misconceptions.items()
        },
        "activities": {
            exercise.id: {
                "prompt": plain(exercise.prompt),
                "scenario": plain(scenario.title),
                "module": module.id,
                "points": exercise.points,
                "betrays": _betrayals(exercise),
                "plays": _plays(exercise),
            }
            for module in course.modules
            for scenario in module.scenarios
            for exercise in scenario.exercises
        },
        "assessments": {one.id: _assessment(one, addresses) for one in course.assessments.values()},
    }


def _claims_by_group(course: LocalCourse) -> list[tuple[str, list[str]]]:
    """Return the groups in their order, each with its claims of conduct; last, under an empty name, those without a group."""
    taught = [claim for claim in course.claims.values() if claim.use == "conduct"]
    found = [(group, [claim.id for claim in taught if (claim.group or "") == group]) for group in (*course.groups, "")]
    return [(group, claims) for group, claims in found if claims]


def _assessment(one: LocalAssessment, addresses: Addresses) -> dict[str, Any]:
    """Return what a test is called, what it takes to pass it, and what its forms ask."""
    return {
        "title": plain(one.title),
        "purpose": one.purpose,
        "module": one.module or "",
        "url": addresses.url(test_page(one.id)),
        "passMark": one.pass_mark,
        "parallelTo": one.parallel_to or "",
        "former": list(one.formerly),
        "feedback": one.feedback,
        "shuffle": one.shuffle,
        "forms": [{"id": form.id, "pools": [{"draw": pool.draw, "from": [asked.id for asked in pool.exercises]} for pool in form.pools]} for form in one.forms],
    }


def _betrayals(exercise: Exercise) -> dict[str, dict[str, str]]:
    """Return by interaction what answers betray which misconception; see `_betrayed`."""
    found = {interaction.id: dict(_betrayed(interaction)) for interaction in exercise.interactions}
    return {key: betrayed for key, betrayed in found.items() if betrayed}


def _betrayed(interaction: Interaction) -> Iterator[tuple[str, str]]:
    """Yield misconceptions by the part of a response that betrays them.

    An id in a list (of options or places); `blank=answer`; `slot/item` for what was placed; `scene/decision` on a path.
    """
    match interaction:
        case Pick():
            yield from _named((one.id, one.misconception) for one in interaction.options)
        case Mark():
            yield from _named((one.id, one.misconception) for one in interaction.targets)
        case Gap():
            yield from _named(pair for blank in interaction.blanks for pair in _blank_answers(blank))
        case Place():
            wrong = ((slot.id, item) for item in interaction.items for slot in interaction.slots if interaction.key and interaction.key.get(item.id) != slot.id)
            yield from _named((f"{slot}/{item.id}", item.misconception) for slot, item in wrong)
        case Path():
            yield from _named((f"{scene.id}/{turn.id}", turn.misconception) for scene in interaction.scenes for turn in scene.turns)
        case Rate() | Order() | Write():
            return
        case other:
            assert_never(other)


def _plays(exercise: Exercise) -> dict[str, Any]:
    """Return the rules of the paths on which decisions betray something: a decision's scene shows only where a play is played again."""
    betrayed = _betrayals(exercise)
    return {one.id: rules(one) for one in exercise.interactions if isinstance(one, Path) and one.id in betrayed}


def _blank_answers(blank: Blank) -> Iterator[tuple[str, str | None]]:
    yield from ((f"{blank.id}={one.id}", one.misconception) for one in blank.options)
    yield from ((f"{blank.id}={one.id}", one.misconception) for one in blank.answers)


def _named(pairs: Iterable[tuple[str, str | None]]) -> Iterator[tuple[str, str]]:
    yield from ((key, misconception) for key, misconception in pairs if misconception)
