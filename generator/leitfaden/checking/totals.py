"""Checks that need the whole course: registries, ids and their lock, coverage of claims."""

from __future__ import annotations

from collections.abc import Iterator

from leitfaden.checking.names import Names, unknown
from leitfaden.checking.questions import Questions
from leitfaden.courses import Assessment, Course, Lock
from leitfaden.locking import former_ids, released_ids
from leitfaden.problems import Place, Problems, Related, did_you_mean, shown


def check_registries(course: Course, names: Names, problems: Problems) -> None:
    """Report what entries of claims.yml, misconceptions.yml and course.yml refer to in vain."""
    for claim in course.claims.entries.values():
        if claim.value.group:
            unknown(problems, "group", claim.value.group, names.groups, claim.at / "group")
        if claim.value.source:
            unknown(problems, "source", claim.value.source, names.works, claim.at / "source")
    for misconception in course.misconceptions.entries.values():
        if misconception.value.lesson is not None:
            unknown(problems, "lesson", misconception.value.lesson, names.lessons, misconception.at / "lesson")
    _check_order(course, names, problems)
    _check_scales(course, problems)


def _check_order(course: Course, names: Names, problems: Problems) -> None:
    facts = course.facts
    for module, value in facts.value.modules.items():
        own = {lesson.partition("/")[2] for lesson in names.lessons if lesson.startswith(f"{module}/")}
        listed = own if value.lessons is None else {*value.lessons}
        for index, lesson in enumerate(value.lessons or ()):
            unknown(problems, "lesson", lesson, own, facts.at.at("modules", module, "lessons", index))
        meant = {did_you_mean(lesson, own) for lesson in listed - own}
        for lesson in sorted(one for one in own - listed if f"did you mean '{one}'?" not in meant):
            at = course.lessons[f"{module}/{lesson}"].matter.at if f"{module}/{lesson}" in course.lessons else Place(f"content/{module}/{lesson}.md")
            problems.add("unlisted-lesson", at, f"course.yml does not list this lesson in module '{module}'", "add it to the module's `lessons`")
    for index, page in enumerate(facts.value.pages or ()):
        unknown(problems, "page", page, names.pages, facts.at.at("pages", index))


def check_statement(course: Course, problems: Problems) -> None:
    """Report what the accessibility statement would say without ground: a conformance that nobody looked for, gaps that nobody names."""
    stated, at = course.facts.value.accessibility, course.facts.at / "accessibility"
    if stated.status != "not-assessed" and stated.reviewed is None:
        problems.add("status-unreviewed", at / "status", f"'{stated.status}' says that somebody has looked", "say on which day: `reviewed: 2026-11-20`")
    if stated.status == "partial" and stated.barriers is None:
        problems.add("barriers-untold", at / "status", "it is not said what does not conform", "name it in `barriers`, with the way around it")


def check_modules(course: Course, names: Names, problems: Problems) -> None:
    """Report folders that are no module, once each, and modules without any file."""
    homes: dict[str, Place] = {}
    for lesson in course.lessons.values():
        homes.setdefault(lesson.module, lesson.matter.at)
    for scenario in course.scenarios.values():
        homes.setdefault(scenario.module, scenario.stated.at)
    _check_reserved(course, names, problems)
    folders = homes.keys() | {key.partition("/")[0] for key in names.lessons if "/" in key}
    for module, place in sorted(homes.items()):
        if module in names.modules:
            continue
        near = did_you_mean(module, {*names.modules} - folders)
        if near.startswith("did"):
            written = near.split("'")[1]
            at = course.facts.at.at("modules", written).key
            problems.add(
                "unknown-module", at, f"there is no folder '{written}' for this module", f"did you mean '{shown(module)}'?", [Related(place, "a file of it")]
            )
        else:
            problems.add(
                "unknown-module", place, f"the folder '{shown(module)}' is no module of the course", "add it to `modules` in course.yml, or move its files"
            )


def _check_reserved(course: Course, names: Names, problems: Problems) -> None:
    """Report modules with the name of a folder that Leitfaden gives another meaning."""
    meanings = {"assessments": "the folder quizzes/assessments holds tests"} | ({"tests": "the pages of tests stand there"} if names.assessments else {})
    for module, meaning in meanings.items():
        if module in course.facts.value.modules:
            problems.add(
                "id-taken", course.facts.at.at("modules", module).key, f"no module can be called '{module}': {meaning}", "rename the module and its folders"
            )


def _check_scales(course: Course, problems: Problems) -> None:
    for name, scale in course.facts.value.scales.items():
        at = course.facts.at.at("scales", name, "weights")
        for right, credit in (scale.weights or {}).items():
            unknown(problems, "verdict", right, {*scale.steps}, (at / right).key)
            for chosen in credit:
                unknown(problems, "verdict", chosen, {*scale.steps}, at.at(right, chosen).key)


def check_lock(course: Course, problems: Problems) -> None:
    """Report released ids that are gone, and former or retired ids that are still in use."""
    present = released_ids(course)
    former = former_ids(course, problems)
    for identity, place in former.items():
        if identity in present:
            problems.add("former-id-in-use", place, f"'{identity}' is still in use", "`formerly` names ids that are gone: delete it here")
    retired = course.facts.value.retired
    for index, identity in enumerate(retired):
        if identity in present:
            place = course.facts.at.at("retired", index)
            problems.add("retired-id-in-use", place, f"'{identity}' is retired and in use", "an id that was retired is not taken again: choose another one")
    if course.lock is not None and course.whole:
        _check_gone(course, course.lock, present, {*former, *retired}, problems)


def _check_gone(course: Course, lock: Lock, present: set[str], explained: set[str], problems: Problems) -> None:
    """A scenario that is gone takes its activities along: one problem, however many."""
    gone = lock.ids.keys() - present - explained
    scenarios = {identity.partition(" ")[2] for identity in gone if identity.startswith("scenario ")}
    retired = {identity.partition(" ")[2] for identity in course.facts.value.retired if identity.startswith("scenario ")}
    for identity in gone:
        kind, _, name = identity.partition(" ")
        if kind == "activity" and name.partition("/")[0] in scenarios | retired:
            continue
        similar = did_you_mean(name, {one.partition(" ")[2] for one in present - lock.ids.keys() if one.startswith(f"{kind} ")})
        renamed = similar.split("'")[1] if similar.startswith("did") else ""
        where = f"if it is now '{renamed}', write there" if renamed else "where it lives on, write"
        hint = f"{where} `formerly: [{name.rpartition('/')[2] if kind == 'activity' else name}]`; else list '{identity}' under `retired:` in course.yml"
        problems.add("id-gone", Place(lock.at.file, mark=lock.ids[identity]), f"the {kind} '{name}' was released and is gone", hint)


def check_coverage(course: Course, problems: Problems) -> None:
    """Report claims that nobody teaches, practises or tests; silent until everything validates and every citation is known.

    With an overlay only its own claims count, and they need a question only where the final test is its own, too.
    """
    if not course.whole:
        return
    taught = {claim for lesson in course.lessons.values() for claim in lesson.matter.value.claims}
    told = taught | {claim for page in course.pages.values() for claim in page.matter.value.claims}
    if not told | {*_cited(course)} <= course.claims.entries.keys():
        return
    practised, tested, final = {*_practised(course)}, _tested(course), _final_test(course)
    for key, claim in course.claims.entries.items():
        if not course.concerns(claim.at):
            continue
        if claim.value.use == "background":
            if key not in told:
                problems.add("claim-not-told", claim.at.key, f"no lesson and no page cites {key}", "cite it in the front matter of one")
            continue
        if key not in taught:
            problems.add("claim-not-taught", claim.at.key, f"no lesson cites {key}", "cite it in the front matter of the lesson that teaches it")
        if key not in practised:
            problems.add(
                "claim-not-practised", claim.at.key, f"no activity practises {key}", "cite it in an activity, or in a scenario whose activities practise it"
            )
        if final and tested is not None and key not in tested:
            related = [Related(final.stated.at / "purpose", "learners are tested at the end")]
            problems.add("claim-not-tested", claim.at.key, f"no assessment asks about {key}", "draw from an activity that cites it", related)


def _cited(course: Course) -> Iterator[str]:
    """Yield the claims that scenarios and activities cite."""
    for scenario in course.scenarios.values():
        yield from scenario.stated.value.claims
        for activity in scenario.stated.value.activities.values():
            yield from activity.claims or ()


def _practised(course: Course) -> Iterator[str]:
    """Yield the claims of activities that pages show."""
    for scenario in course.scenarios.values():
        for activity in scenario.stated.value.activities.values():
            if activity.use == "practice":
                yield from activity.claims or scenario.stated.value.claims


def _tested(course: Course) -> set[str] | None:
    """Return the claims of activities that assessments may ask, None where they can't be told."""
    questions = Questions(course)
    return None if questions.asked is None else {claim for name in questions.asked for claim in questions.claims(name) or ()}


def _final_test(course: Course) -> Assessment | None:
    tests = (one for one in course.assessments.values() if one.stated.value.purpose == "final-test")
    return next((one for one in tests if course.concerns(one.stated.at)), None)


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
