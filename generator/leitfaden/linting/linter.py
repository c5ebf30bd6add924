"""Runs the rules over a sound course, and takes away what its author allowed with a reason."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from leitfaden.courses import Course
from leitfaden.linting.rule import Finding, Rule
from leitfaden.linting.rules import RULES
from leitfaden.linting.subjects import Linted
from leitfaden.localising import LocalCourse
from leitfaden.problems import Place, Problems, did_you_mean, shown


def lint(course: Course, courses: Mapping[str, LocalCourse], rules: tuple[Rule, ...] = RULES) -> Problems:
    """Return what `rules` find in a course that is sound.

    Arguments:
        course: as it was read; `leitfaden check` has found no error in it.
        courses: the same in each of its languages.
        rules: the rules to run. What an activity, or course.yml, allows of them is left out; what is allowed without
            need, without a reason, or without there being such a rule is reported.

    With an overlay on top, what is found in its own files is returned, and what has to do with them.
    """
    problems = Problems()
    allowances = list(_allowances(course))
    allowed = {(owner, code) for owner, code, _, _ in allowances}
    used = set()
    linted = Linted(course, courses)
    for rule in rules:
        for finding in rule.find(linted):
            owner = finding.subject.exercise.id if finding.subject else ""
            if (owner, rule.code) in allowed:
                used.add((owner, rule.code))
            else:
                _report(rule, finding, problems)
    for owner, code, reason, at in allowances:
        _check_allowance(code, reason, at, problems, unused=(owner, code) not in used)
    return Problems([one for one in problems if any(map(course.concerns, (one.place, *(related.place for related in one.related))))])


def _report(rule: Rule, finding: Finding, problems: Problems) -> None:
    problems.add(rule.code, finding.place, finding.message, rule.cure, finding.related, severity=rule.severity)


def _allowances(course: Course) -> Iterator[tuple[str, str, str, Place]]:
    """Yield what is allowed: the activity's id (empty for the course), the code, the reason, and the place."""
    for code, reason in course.facts.value.allow.items():
        yield "", code, reason, course.facts.at.at("allow", code)
    for scenario in course.scenarios.values():
        for key, activity in scenario.stated.value.activities.items():
            for code, reason in activity.allow.items():
                yield f"{scenario.id}/{key}", code, reason, scenario.stated.at.at("activities", key, "allow", code)


def _check_allowance(code: str, reason: str, at: Place, problems: Problems, *, unused: bool) -> None:
    known = frozenset(rule.code for rule in RULES)
    if code not in known:
        problems.add("unknown-rule", at.key, f"there is no rule '{shown(code)}'", did_you_mean(code, known))
    elif not reason.strip():
        problems.add("allowed-without-reason", at, "the reason is missing", "say why the rule doesn't apply here")
    elif unused:
        here = "here" if "activities" in at.route else "on the course as a whole"
        problems.warn("allowed-in-vain", at.key, f"'{code}' finds nothing {here}", "take the line out, or move it to where the finding is")
