"""The activities of a course as questions of assessments: which there are, what each is about, and what is meant by a wrong name."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from leitfaden.checking.names import replacement
from leitfaden.courses import Course
from leitfaden.model.activity import Activity
from leitfaden.problems import Place, Problems, Related, did_you_mean, shown


@dataclass(frozen=True)
class Questions:
    """All activities of `course`, by `<scenario>/<activity>`."""

    course: Course

    def check(self, name: str, place: Place, problems: Problems) -> None:
        """Report a question that there is none of, or that is never scored."""
        if self.check_known(name, place, problems) and (activity := self.activity(name)) and not activity.scored:
            scenario, _, key = name.partition("/")
            related = [Related(self.course.scenarios[scenario].stated.at.at("activities", key, "kind"), "its kind")]
            message = f"the kind '{activity.kind}' is never scored, so no test can ask '{name}'"
            problems.add("question-unscored", place, message, "take an activity on the same claims that is scored", related)

    def check_known(self, name: str, place: Place, problems: Problems) -> bool:
        """Report an activity that there is none of; tell whether there is one."""
        if self.knows(name):
            return True
        scenario = self.course.scenarios.get(name.partition("/")[0])
        related = replacement(scenario, place, self.course.overlay) if scenario else ()
        problems.add("unknown-activity", place, f"there is no activity '{shown(name)}'", self._meant(name), related)
        return False

    def knows(self, name: str) -> bool:
        """Tell whether there is such an activity, or may be one that failed validation."""
        scenario, slash, key = name.partition("/")
        if scenario not in self.course.scenarios:
            return bool(slash) and scenario in self.course.broken_scenarios
        stated = self.course.scenarios[scenario].stated
        return bool(slash) and key in stated.entries("activities", stated.value.activities)

    def activity(self, name: str) -> Activity | None:
        """Return an activity, None where there is none or it failed validation."""
        scenario, _, key = name.partition("/")
        if scenario not in self.course.scenarios:
            return None
        stated = self.course.scenarios[scenario].stated
        found: Activity | None = stated.value.activities.get(key) if ("activities", key) not in stated.broken else None
        return found

    def claims(self, name: str) -> frozenset[str] | None:
        """Return the claims that a question is about, None where they can't be told."""
        activity = self.activity(name)
        if activity is None:
            return None
        scenario, _, key = name.partition("/")
        stated = self.course.scenarios[scenario].stated
        unsure = any(route[:1] == ("claims",) or route[:3] == ("activities", key, "claims") for route in stated.broken)
        return None if unsure else frozenset(activity.claims or stated.value.claims)

    @cached_property
    def asked(self) -> frozenset[str] | None:
        """The ids of all questions that tests may ask, None where they can't be told: something dropped out, or there is no such activity."""
        tests = self.course.assessments.values()
        if self.course.broken_assessments or any(one.stated.broken or not all((one.stated.value.forms, *one.stated.value.forms.values())) for one in tests):
            return None
        found = frozenset(name for one in tests for pools in one.stated.value.forms.values() for pool in pools.values() for name in pool.questions)
        return found if all(map(self.knows, found)) else None

    @cached_property
    def _known(self) -> frozenset[str]:
        return frozenset(f"{scenario.id}/{key}" for scenario in self.course.scenarios.values() for key in scenario.stated.value.activities)

    def _meant(self, name: str) -> str:
        """Return a hint: the question that is meant, else what the scenario has, else which scenarios there are."""
        scenario, _, key = name.partition("/")
        if scenario in self.course.scenarios:
            activities = self.course.scenarios[scenario].stated.value.activities
            near = did_you_mean(key, frozenset(activities)) if key else ""
            return near.replace("'", f"'{scenario}/", 1) if near.startswith("did") else f"write `{scenario}/…` ({', '.join(activities) or 'it has none'})"
        same = sorted(known for known in self._known if name.endswith(f"/{known}") or known.endswith(f"/{name}"))
        near = did_you_mean(same[0] if same else name, self._known)
        return near if near.startswith("did") else did_you_mean(scenario, frozenset(self.course.known_scenarios))
