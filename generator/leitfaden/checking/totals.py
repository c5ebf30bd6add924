"""Checks that need the whole course: registries, ids and their lock, coverage of claims."""

from __future__ import annotations

from collections.abc import Iterator

from leitfaden.checking.names import Names, unknown
from leitfaden.courses import Course
from leitfaden.locking import former_ids, released_ids
from leitfaden.problems import Place, Problems, Related, did_you_mean


def check_registries(course: Course, names: Names, problems: Problems) -> None:
    """Report what entries of claims.yml, misconceptions.yml and course.yml refer to in vain."""
    for claim in course.claims.entries.values():
        if claim.value.group:
            unknown(problems, "group", claim.value.group, names.groups, claim.at / "group")
        if claim.value.source:
            unknown(problems, "source", claim.value.source, names.works, claim.at / "source")
    for misconception in course.misconceptions.entries.values():
        if misconception.value.lesson:
            unknown(problems, "lesson", misconception.value.lesson, names.lessons, misconception.at / "lesson")
    _check_order(course, names, problems)
    _check_scales(course, problems)


def _check_order(course: Course, names: Names, problems: Problems) -> None:
    facts = course.facts
    for module, value in facts.value.modules.items():
        own = {lesson.partition("/")[2] for lesson in names.lessons if lesson.startswith(f"{module}/")}
        for index, lesson in enumerate(value.lessons or ()):
            unknown(problems, "lesson", lesson, own, facts.at.at("modules", module, "lessons", index))
        for lesson in sorted(own - {*(value.lessons or own)}):
            at = course.lessons[f"{module}/{lesson}"].matter.at if f"{module}/{lesson}" in course.lessons else facts.at
            problems.add("unlisted-lesson", at, f"course.yml does not list this lesson in module '{module}'", "add it to the module's `lessons`")
    for index, page in enumerate(facts.value.pages or ()):
        unknown(problems, "page", page, names.pages, facts.at.at("pages", index))


def _check_scales(course: Course, problems: Problems) -> None:
    for name, scale in course.facts.value.scales.items():
        at = course.facts.at.at("scales", name, "weights")
        for right, credits in (scale.weights or {}).items():
            unknown(problems, "verdict", right, {*scale.steps}, (at / right).key)
            for chosen in credits:
                unknown(problems, "verdict", chosen, {*scale.steps}, at.at(right, chosen).key)


def check_lock(course: Course, problems: Problems) -> None:
    """Report released ids that are gone, and former ids that are still in use."""
    present = released_ids(course)
    former = former_ids(course)
    for identity, place in former.items():
        if identity in present:
            problems.add("former-id-in-use", place, f"{identity} still exists", "`formerly` names ids that are gone")
    if course.lock is None or not course.complete:
        return
    gone = course.lock.ids.keys() - present - former.keys() - {*course.facts.value.retired}
    for identity in gone:
        kind = identity.partition(" ")[0]
        similar = did_you_mean(identity, {one for one in present - course.lock.ids.keys() if one.startswith(kind)})
        hint = "say `formerly:` where it lives on, or list it under `retired:` in course.yml"
        place = Place(course.lock.at.file, mark=course.lock.ids[identity])
        problems.add("id-gone", place, f"{identity} was released and is gone", f"{hint}; {similar}" if similar.startswith("did") else hint)


def check_coverage(course: Course, problems: Problems) -> None:
    """Report claims that nobody teaches or practises; silent until everything validates."""
    if not course.complete or course.broken_scenarios or course.broken_lessons:
        return
    taught = {claim for lesson in course.lessons.values() for claim in lesson.matter.value.claims}
    told = taught | {claim for page in course.pages.values() for claim in page.matter.value.claims}
    practised = set(_practised(course))
    for key, claim in course.claims.entries.items():
        if claim.value.use == "background":
            if key not in told:
                problems.add("claim-not-told", claim.at.key, f"no lesson and no page cites {key}", "cite it in the front matter of one")
            continue
        if key not in taught:
            problems.add("claim-not-taught", claim.at.key, f"no lesson cites {key}", "cite it in the front matter of the lesson that teaches it")
        if key not in practised:
            problems.add("claim-not-practised", claim.at.key, f"no scenario cites {key}", "cite it in a scenario that practises it")


def _practised(course: Course) -> Iterator[str]:
    for scenario in course.scenarios.values():
        value = scenario.stated.value
        yield from value.claims
        for activity in value.activities.values():
            yield from activity.claims or ()


def check_background(course: Course, problems: Problems) -> None:
    """Report activities whose own claims are all background: told, but never tested."""
    background = {key for key, claim in course.claims.entries.items() if claim.value.use == "background"}
    for scenario in course.scenarios.values():
        for key, activity in scenario.stated.value.activities.items():
            for index, claim in enumerate(activity.claims or ()):
                if claim in background:
                    related = [Related(course.claims.entries[claim].at, "background: told, never tested")]
                    at = scenario.stated.at.at("activities", key, "claims", index)
                    problems.add("background-tested", at, f"{claim} is background and is never tested", "cite a claim for conduct", related)
