"""Tests on paper: what their sheets ask, what solves them, and what keeps them from being printed."""

from __future__ import annotations

import re
from dataclasses import replace

import pypdf
import pytest

from handout_sheets import SITE, asked, course_in, links_of, reader, reasons, roles, saying, squeezed, text_of
from interactions import branch, draft, gap, line, mark, match, menu, mix, order, pick, rate
from leitfaden.artifacts import Artifact
from leitfaden.exercises import Exercise, Interaction
from leitfaden.handouts import make_handouts
from leitfaden.handouts.assessments import asked_on_paper, question_key_for, question_sheet_for
from leitfaden.handouts.places import strings
from leitfaden.inline import parse_prose, plain
from leitfaden.localising import LocalAssessment, LocalCourse, LocalForm, LocalPool
from leitfaden.problems import Problems

MODULE = "moderation"


@pytest.fixture(scope="module", params=["de", "en"])
def course(request: pytest.FixtureRequest) -> LocalCourse:
    return course_in(request.param)


@pytest.fixture(scope="module")
def german() -> LocalCourse:
    return course_in("de")


def printed(course: LocalCourse) -> list[Artifact]:
    """Return the sheets of the test on the module."""
    problems = Problems()
    made = [artifact for artifact in make_handouts(course, problems, modules=[MODULE]) if "-test" in artifact.path]
    assert not list(problems)
    return made


@pytest.fixture(scope="module")
def sheets(course: LocalCourse) -> tuple[pypdf.PdfReader, pypdf.PdfReader]:
    sheet, key = printed(course)
    return reader(sheet), reader(key)


def the_test(course: LocalCourse) -> LocalAssessment:
    return course.assessments[MODULE]


def with_pools(course: LocalCourse, *pools: LocalPool) -> LocalCourse:
    changed = replace(the_test(course), forms=(LocalForm("a", pools),))
    return replace(course, assessments={changed.id: changed}, plan=None)


def with_question(course: LocalCourse, question: Exercise) -> LocalCourse:
    return with_pools(course, LocalPool("one", 1, (question,)))


def test_every_test_of_the_course_is_printed(course: LocalCourse) -> None:
    problems = Problems()
    made = [artifact.path for artifact in make_handouts(replace(course, plan=None), problems)]
    assert not list(problems)
    assert made[-2 * len(course.assessments) :] == [f"{test}-{sheet}.{course.language}.pdf" for test in course.assessments for sheet in ("test", "test-key")]


def test_the_sheet_asks_the_first_of_each_pool_and_gives_no_reason_away(course: LocalCourse, sheets: tuple[pypdf.PdfReader, pypdf.PdfReader]) -> None:
    sheet, key = map(text_of, sheets)
    first = the_test(course).forms[0].first
    for exercise in first:
        assert all(text.count(squeezed(plain(exercise.prompt))) == 1 for text in (sheet, key))
        questions = [text for one in exercise.interactions for text in asked(one)]
        answers = [text for one in exercise.interactions for text in reasons(one)]
        assert [text for text in questions if squeezed(text) not in sheet] == []
        assert [text for text in answers if squeezed(text) not in key or squeezed(text) in sheet] == []
    others = [one for one in the_test(course).exercises.values() if one not in first]
    assert others and not [one.id for one in others if squeezed(plain(one.prompt)) in sheet]


def test_questions_are_numbered_through_and_a_thread_stands_once(course: LocalCourse, sheets: tuple[pypdf.PdfReader, pypdf.PdfReader]) -> None:
    found = asked_on_paper(course, the_test(course))
    numbers = [number for one in found for number, _ in one.questions]
    assert numbers == list(range(1, 6))
    assert len({one.scenario.id for one in found}) == len(found) == 2
    text = text_of(sheets[0])
    labels = [squeezed(f"{course.words('test_number', number=number)} · {course.words.counted('points', 1)}".upper()) for number in numbers]
    assert [text.count(label) for label in labels] == [1] * 5
    assert sorted(text.index(label) for label in labels) == [text.index(label) for label in labels]
    posts = [post for one in found for post in one.scenario.thread.values() if len(post.written) > 40 and not post.deleted]
    assert posts and all(squeezed(post.written) in text for post in posts)


def test_questions_on_one_thread_stand_together(german: LocalCourse) -> None:
    """Where pools take turns between two scenarios, each scenario is printed once."""
    here, there = (german.scenarios[key].exercises for key in ("first-week", "oat-foam"))
    pools = [LocalPool(str(number), 1, (one,)) for number, one in enumerate((here[0], there[0], here[1], there[1]))]
    course = with_pools(german, *pools)
    found = asked_on_paper(course, the_test(course))
    assert [[(number, one.id) for number, one in part.questions] for part in found] == [
        [(1, "first-week/how-it-reads"), (2, "first-week/this-week")], [(3, "oat-foam/what-amal-sees"), (4, "oat-foam/behind-the-counter")],
    ]  # fmt: skip
    assert [part.label(german.words) for part in found] == ["Fragen 1–2", "Fragen 3–4"]


def test_points_are_summed_and_told(german: LocalCourse) -> None:
    first, second, *_ = german.scenarios["first-week"].exercises
    course = with_pools(german, LocalPool("one", 2, (replace(first, points=2.5), replace(second, points=1.0))))
    sheet = question_sheet_for(course, the_test(course), "")
    assert sheet.points_label == "Punkte (von 3,5)"
    assert [task.label for scenario in sheet.scenarios for task in scenario.tasks] == ["Frage 1 · 2,5 Punkte", "Frage 2 · 1 Punkt"]
    assert sheet.to_pass == f"Zum Bestehen genügen {german.words.percent(0.8)} der Punkte."


def marking(course: LocalCourse, *interactions: Interaction, points: float = 1.0) -> list[str]:
    """Return how a test is marked that asks this question alone, without the first rule and the last, which are always there."""
    question = replace(course.scenarios["first-week"].exercises[0], interactions=interactions, points=points)
    changed = with_question(course, question)
    given = question_key_for(changed, the_test(changed)).marking
    assert given and given.rules[0] == course.words("marking_share")
    assert given.rules[-1].startswith(("Bestanden", "Pass mark"))
    return list(given.rules[1:-1])


MARKED: dict[str, tuple[tuple[Interaction, ...], list[str]]] = {
    "one": ((pick({"a": 1.0, "b": 0.0}, several=False),), ["marking_one"]),
    "several ratings": ((rate("a"), rate("b")), ["marking_parts", "marking_rate"]),
    "places and a reason": ((mark({"a": 1.0, "b": -1.0}), pick({"a": 1.0, "b": 0.0}, several=False)), ["marking_reason", "marking_mark", "marking_one"]),
    "order": ((order(),), ["marking_order"]),
    "match": ((match({"a": "x", "b": "y"}),), ["marking_match"]),
    "rules": ((mix(),), ["marking_rules"]),
    "blanks": ((gap(menu("m", {"a": 1.0, "b": 0.0})),), ["marking_gap"]),
    "a conversation": ((branch(),), ["marking_path"]),
    "own text": ((draft(),), []),
}  # fmt: skip


@pytest.mark.parametrize("asked_for", MARKED)
def test_only_what_occurs_is_told_how_to_mark(german: LocalCourse, asked_for: str) -> None:
    interactions, keys = MARKED[asked_for]
    rules = marking(german, *interactions)
    assert [rule[: rule.index(":")] for rule in rules] == [german.words(key, share="").partition(":")[0] for key in keys]


def test_the_values_are_the_questions_own(course: LocalCourse) -> None:
    percent, words, each = course.words.percent, course.words, {"de": "je {}", "en": "{} each"}[course.language]
    question = words("test_number", number=1)
    several = pick({"a": 0.5, "b": -1.0, "c": 0.5}, several=True)
    assert marking(course, several)[0].endswith(f"{question}: A/C {each.format(percent(0.5))}, B −{percent(1)}.")
    assert marking(course, pick({"a": 0.25, "b": 1.0}, several=False))[0].endswith(f"{question}: A {percent(0.25)}.")
    assert f" {words.counted('marking_pairs', 10)}." in marking(course, order(5))[0]
    typed = line("t", {"key": ["months"], "close": ["weeks", "some weeks"]}, {"key": 1.0, "close": 0.5})
    assert marking(course, gap(typed))[0].endswith(f"{question}: {words('marking_filling', text='weeks', share=percent(0.5))}.")


def test_ratings_are_marked_by_what_their_scale_gives(german: LocalCourse) -> None:
    words = german.words
    assert marking(german, rate(credit={"good": 1.0, "depends": 0.4, "bad": 0.0})) == [words("marking_rate", share=words.percent(0.4))]
    assert marking(german, rate(credit={"good": 1.0, "depends": 0.0, "bad": 0.0})) == [words("marking_rate_exact")]
    (own,) = marking(german, rate(credit={"good": 1.0, "depends": 0.0, "bad": 0.3}))
    assert own.startswith(words("marking_rate_own")) and own.endswith(f"„bad “ statt „good “ {words.percent(0.3)}.")


def test_the_pass_mark_is_told_in_points(german: LocalCourse) -> None:
    question = replace(german.scenarios["first-week"].exercises[0], points=2.5)
    course = with_question(german, question)
    box = question_key_for(course, the_test(course)).marking
    assert box and box.rules[-1] == f"Bestanden: ab 2 von 2,5 Punkten ({german.words.percent(0.8)})."
    before = question_key_for(course, replace(the_test(course), purpose="pre-test", pass_mark=None)).marking
    assert before and not [rule for rule in before.rules if "Bestanden" in rule]


def test_the_box_is_on_the_key_and_not_on_the_sheet(course: LocalCourse, sheets: tuple[pypdf.PdfReader, pypdf.PdfReader]) -> None:
    sheet, key = map(text_of, sheets)
    told = squeezed(course.words("marking_share"))
    assert told in key and told not in sheet


def test_a_pre_test_says_nothing_of_passing(german: LocalCourse) -> None:
    sheet = question_sheet_for(german, replace(the_test(german), purpose="pre-test", pass_mark=None), "")
    assert sheet.to_pass == ""


def test_nobody_is_asked_for_reasons_in_a_test(german: LocalCourse) -> None:
    assert not any(task.reasons for scenario in question_sheet_for(german, the_test(german), "").scenarios for task in scenario.tasks)


def test_the_sheet_holds_no_hint_and_the_key_none_either(german: LocalCourse) -> None:
    question = replace(german.scenarios["first-week"].exercises[0], hints=(parse_prose("Sieh auf die Uhrzeit"),))
    assert [text_of(reader(one)).count("SiehaufdieUhrzeit") for one in printed(with_question(german, question))] == [0, 0]


def test_the_pdfs_are_tagged_and_titled(course: LocalCourse, sheets: tuple[pypdf.PdfReader, pypdf.PdfReader]) -> None:
    for pdf, kind in zip(sheets, ("worksheet", "solutions"), strict=True):
        assert pdf.trailer["/Root"]["/Lang"] == course.language
        assert pdf.metadata and pdf.metadata.title == f"{plain(the_test(course).title)} – {course.words(kind)}"
        assert [role for role, _ in roles(pdf)].count("/H1") == 1


def test_a_qr_code_leads_to_the_tests_page_where_the_address_is_known(course: LocalCourse, sheets: tuple[pypdf.PdfReader, pypdf.PdfReader]) -> None:
    folder = "" if course.language == "de" else "en/"
    (sheet, *_) = [one for one in make_handouts(course, Problems(), site_url=SITE, modules=[MODULE]) if one.path.startswith(f"{MODULE}-test.")]
    assert links_of(reader(sheet)) == [f"{SITE}{folder}tests/{MODULE}/"]
    assert links_of(sheets[0]) == []


def test_the_same_test_gives_the_same_bytes(german: LocalCourse) -> None:
    assert printed(german) == printed(german)


def test_what_two_sheets_cannot_print_is_reported_once(german: LocalCourse) -> None:
    """A module test asks what the module's worksheet holds: one post that can't be printed is one problem."""
    module = next(one for one in german.modules if one.id == MODULE)
    scenario = german.scenarios["first-week"]
    key, post = next(iter(scenario.thread.items()))
    broken = replace(scenario, thread={**scenario.thread, key: replace(post, **saying("Hallo ཀ"))}, texts=((scenario.at.at("thread", key, "text"), "Hallo ཀ"),))
    modules = (replace(module, scenarios=(broken,)),)
    course = with_question(replace(german, modules=modules), broken.exercises[0])
    problems = Problems()
    assert list(make_handouts(course, problems)) == []
    assert [(one.code, one.place.route) for one in problems] == [("missing-glyph", ("thread", key, "text"))]


def test_a_sign_in_the_tests_own_texts_is_found_there(german: LocalCourse) -> None:
    test = the_test(german)
    course = replace(german, assessments={test.id: replace(test, intro=parse_prose("Viel Glück ཀ"), texts=((test.at / "intro", "Viel Glück ཀ"),))})
    problems = Problems()
    made = [artifact.path for artifact in make_handouts(course, problems, modules=[MODULE])]
    assert made == [f"{MODULE}-worksheet.de.pdf", f"{MODULE}-solutions.de.pdf"]
    assert [one.place for one in problems] == [test.at / "intro"]


def test_no_data_of_the_sheet_holds_an_answer(german: LocalCourse) -> None:
    first = german.scenarios["first-week"].exercises[0]
    course = with_question(german, replace(first, interactions=(pick({"a": 1.0, "b": 0.0}, several=False),)))
    texts = list(strings(question_sheet_for(course, the_test(course), "")))
    assert texts and [text for text in texts if re.search(r"\bwhy\b|because|reason", text)] == []
