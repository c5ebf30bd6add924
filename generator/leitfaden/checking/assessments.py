"""Checks of assessments: what they ask, that parallel forms cover the same, and that no question is kept in vain."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from leitfaden.checking.links import check_prose_links
from leitfaden.checking.names import Names, unknown
from leitfaden.checking.questions import Questions
from leitfaden.courses import Assessment, Course
from leitfaden.model.assessment import Pool
from leitfaden.problems import Place, Problems, Related

_ONLY_FOR = {"module": "module-test", "parallel_to": "final-test"}
_ONCE = ("pre-test", "final-test")
_WORDS = {"pre-test": "pre-test", "module-test": "module test", "final-test": "final test"}


def check_assessments(course: Course, names: Names, problems: Problems) -> None:
    """Report every problem of the assessments that their own files can't show by form alone."""
    questions = Questions(course)
    for assessment in course.assessments.values():
        _check_facts(assessment, course, names, problems)
        check_prose_links(assessment.stated, problems, "an assessment")
        forms = [_Form(assessment, key, pools, questions) for key, pools in assessment.stated.value.forms.items()]
        _check_amount(assessment, problems)
        for form in forms:
            form.check(problems)
        pre_test = _pre_test(assessment, course)
        others = [_Form(pre_test, key, pools, questions) for key, pools in pre_test.stated.value.forms.items()] if pre_test else []
        _check_parallel(others, forms, problems)
        _check_module(assessment, forms, course, problems)
    _check_purposes(course, problems)
    _check_unused(course, questions, problems)


@dataclass(frozen=True)
class _Form:
    """A form of an assessment, with the course's questions."""

    assessment: Assessment
    key: str
    pools: Mapping[str, Pool]
    bank: Questions

    @property
    def at(self) -> Place:
        return self.assessment.stated.at.at("forms", self.key)

    @cached_property
    def asked(self) -> tuple[tuple[str, Place], ...]:
        """The ids of the questions, each with its place, in the file's order."""
        return tuple((name, self.at.at(key, "from", index)) for key, pool in self.pools.items() for index, name in enumerate(pool.questions))

    @property
    def whole(self) -> bool:
        """Whether nothing dropped out of the form."""
        return not any(route[:2] in (("forms",), ("forms", self.key)) for route in self.assessment.stated.broken)

    @cached_property
    def claims(self) -> frozenset[str] | None:
        """The claims that the form asks about, None where they can't be told."""
        cited = [self.bank.claims(name) for name, _ in self.asked]
        return frozenset(claim for claims in cited for claim in claims or ()) if self.whole and None not in cited else None

    @property
    def drawn(self) -> int:
        """How many questions are asked."""
        return sum(pool.draw for pool in self.pools.values())

    def named(self, beside: Assessment) -> str:
        """Return what the form is called in a problem of the assessment `beside`."""
        return f"form '{self.key}'" if self.assessment is beside else f"form '{self.key}' of '{self.assessment.id}'"

    def check(self, problems: Problems) -> None:
        """Report questions that there are none of, that can't be asked or are asked twice, and pools that are too small."""
        if not self.pools and self.whole:
            problems.add("too-few", self.at.key, f"at least 1 entry is needed in '{self.key}'", "give the form a pool: `name: {draw: 1, from: […]}`")
        first: dict[str, Place] = {}
        for name, place in self.asked:
            self.bank.check(name, place, problems)
            if name in first:
                related = [Related(first[name], "the first time")]
                problems.add("question-twice", place, f"'{name}' stands in this form twice", "take another activity, or delete it here", related)
            first.setdefault(name, place)
        for key, pool in self.pools.items():
            _check_size(pool, self.at / key, problems)


def _check_size(pool: Pool, at: Place, problems: Problems) -> None:
    size = len({*pool.questions})
    if pool.draw > size:
        message = f"{pool.draw} can't be drawn from {size} {'activity' if size == 1 else 'activities'}"
        problems.add("pool-too-small", at / "draw", message, f"add {pool.draw - size} more to `from`, or lower `draw`")


def _check_facts(assessment: Assessment, course: Course, names: Names, problems: Problems) -> None:
    stated, value = assessment.stated, assessment.stated.value
    if assessment.id == "index":
        problems.add("id-taken", stated.at, "'index' would be the page of all tests", "rename the file")
    if value.module is not None:
        unknown(problems, "module", value.module, names.modules, stated.at / "module")
    if ("purpose",) not in stated.broken:
        _check_keys(assessment, [*course.facts.value.modules], problems)
    if value.parallel_to is not None and not unknown(problems, "assessment", value.parallel_to, names.assessments, stated.at / "parallel_to"):
        _check_pre_test(assessment, value.parallel_to, course, problems)


def _check_keys(assessment: Assessment, modules: Sequence[str], problems: Problems) -> None:
    """Report keys that mean nothing for the test's purpose, and a module test that names no module."""
    stated, value = assessment.stated, assessment.stated.value
    given = value.model_fields_set
    for key, purpose in _ONLY_FOR.items():
        if key in given and value.purpose != purpose:
            message = f"'{key}' has no effect: it belongs to a {_WORDS[purpose]}, and this is a {_WORDS[value.purpose]}"
            problems.add("key-without-effect", (stated.at / key).key, message, f"delete it, or write `purpose: {purpose}`")
    if "pass_mark" in given and value.purpose == "pre-test":
        problems.add("key-without-effect", (stated.at / "pass_mark").key, "'pass_mark' has no effect: in a pre-test there is nothing to pass", "delete it")
    if value.purpose == "module-test" and value.module is None and ("module",) not in stated.broken:
        known = ", ".join(modules) if len(modules) <= 12 else "as course.yml calls it"
        problems.add("missing-key", stated.at / "module", "key 'module' is missing", f"write `module: …` ({known})")


def _check_pre_test(assessment: Assessment, name: str, course: Course, problems: Problems) -> None:
    """Report a test to be compared with that is no pre-test."""
    other = course.assessments.get(name)
    if assessment.stated.value.purpose != "final-test" or other is None or ("purpose",) in other.stated.broken or other.stated.value.purpose == "pre-test":
        return
    told = f"'{name}' is a {_WORDS[other.stated.value.purpose]}, and a gain needs a pre-test"
    message = "a test can't be compared with itself" if other is assessment else told
    pre_tests = sorted(one.id for one in course.assessments.values() if one.stated.value.purpose == "pre-test")
    hint = f"did you mean '{pre_tests[0]}'?" if len(pre_tests) == 1 else "name the test that learners take before the course"
    related = [] if other is assessment else [Related(other.stated.at / "purpose", "its purpose")]
    problems.add("not-a-pre-test", assessment.stated.at / "parallel_to", message, hint, related)


def _pre_test(assessment: Assessment, course: Course) -> Assessment | None:
    """Return the pre-test that a final test is compared with, if both are what they should be."""
    other = course.assessments.get(assessment.stated.value.parallel_to or "")
    if other is None or any(("purpose",) in one.stated.broken for one in (assessment, other)):
        return None
    return other if (other.stated.value.purpose, assessment.stated.value.purpose) == _ONCE else None


def _check_amount(assessment: Assessment, problems: Problems) -> None:
    if not assessment.stated.value.forms and not any(route[:1] == ("forms",) for route in assessment.stated.broken):
        problems.add("too-few", (assessment.stated.at / "forms").key, "at least 1 entry is needed in 'forms'", "give the test a form: `a: {…}`")


def _check_parallel(others: Sequence[_Form], forms: Sequence[_Form], problems: Problems) -> None:
    """Report what `forms` share among each other or with `others`, and where they cover something else than the first of all."""
    used = {name: (form, place) for form in reversed(others) for name, place in reversed(form.asked)}
    for form in forms:
        for name, place in dict(reversed(form.asked)).items():
            other, first = used.setdefault(name, (form, place))
            if other is not form:
                message, hint = (
                    f"'{name}' is asked in {other.named(form.assessment)}, too",
                    "take another activity on the same claims: whoever repeats a test gets new questions",
                )
                problems.add("question-in-two-forms", place, message, hint, [Related(first, f"in {other.named(form.assessment)}")])
    model = next((form for form in (*others, *forms) if form.claims is not None), None)
    for form in forms:
        if model and form is not model and form.claims is not None:
            _check_same(model, form, problems)


def _check_same(model: _Form, form: _Form, problems: Problems) -> None:
    """Report what `form` covers otherwise than `model`, or that it asks another number of questions."""
    wanted, own, other = model.claims or frozenset(), form.claims or frozenset(), model.named(form.assessment)
    lacking, surplus = (", ".join(sorted(claims)) for claims in (wanted - own, own - wanted))
    hint = "let parallel forms cover the same claims, else their results can't be compared"
    if lacking:
        message = f"form '{form.key}' asks nothing about {lacking}{f', but about {surplus}' if surplus else ''}, unlike {other}"
    elif surplus:
        message = f"form '{form.key}' asks about {surplus}, unlike {other}"
    elif model.drawn != form.drawn:
        message = f"form '{form.key}' asks {form.drawn} question{'s' * (form.drawn != 1)}, {other} {model.drawn}"
        hint = "let parallel forms draw the same number"
    else:
        return
    problems.add("forms-differ", form.at.key, message, hint, [Related(model.at.key, other)])


def _check_module(assessment: Assessment, forms: list[_Form], course: Course, problems: Problems) -> None:
    """Warn of a module test all of whose questions come from other modules."""
    module = assessment.stated.value.module
    asked = {name.partition("/")[0] for form in forms for name, _ in form.asked}
    if module not in course.facts.value.modules or not asked or not asked <= course.scenarios.keys() or assessment.stated.broken:
        return
    modules = {course.scenarios[scenario].module for scenario in asked}
    if module not in modules:
        hint = f"did you mean '{modules.pop()}'?" if len(modules) == 1 else "name the module that it is about, or draw from it"
        problems.warn("questions-of-other-modules", assessment.stated.at / "module", f"no question of this test comes from the module '{module}'", hint)


def _check_purposes(course: Course, problems: Problems) -> None:
    """Report a second pre-test or final test: results and certificates speak of the one."""
    for purpose in _ONCE:
        tests = [*_of_purpose(course, purpose)]
        for one in tests[1:]:
            first = tests[0]
            related = [Related(first.stated.at / "purpose", "the first one")]
            hint = f"make it a further form of '{first.id}', or a module test"
            problems.add("second-test", one.stated.at / "purpose", f"there is another {_WORDS[purpose]}, '{first.id}', and a course has one", hint, related)


def _of_purpose(course: Course, purpose: str) -> Iterator[Assessment]:
    for one in course.assessments.values():
        if one.stated.value.purpose == purpose and ("purpose",) not in one.stated.broken:
            yield one


def _check_unused(course: Course, questions: Questions, problems: Problems) -> None:
    """Warn of activities that are kept for tests and asked in none, once a scenario; silent until all questions are known.

    A course without any tests keeps them for its question bank, and one whose tests an overlay replaced needn't mind.
    """
    asked = questions.asked
    if not course.assessments or asked is None:
        return
    for scenario in filter(lambda one: course.concerns(one.stated.at), course.scenarios.values()):
        kept = [key for key, activity in scenario.stated.value.activities.items() if activity.use == "test" and activity.scored]
        unused = [key for key in kept if f"{scenario.id}/{key}" not in asked]
        if unused:
            at = scenario.stated.at.at("activities", unused[0], "use")
            named, they = ", ".join(f"'{key}'" for key in unused), "it stands" if len(unused) == 1 else "they stand"
            problems.warn("test-question-unused", at, f"no assessment asks {named}, and {they} nowhere else", "add it to a pool, or delete `use`")
