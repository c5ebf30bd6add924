"""The question bank for Moodle: every activity of this repository's course, complete, in its category, with its report."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

import moodle_reader as moodle
from interactions import branch, draft, mark, mix, order, pick, prose, rate
from leitfaden.exercises import Exercise, Gap, Interaction, Mark, Order, Pick, Place, Rate
from leitfaden.exporters import EXPORTERS
from leitfaden.exporters.exporter import Exported, Transfer
from leitfaden.exporters.loss_report import as_json, as_text
from leitfaden.exporters.moodle_xml import MoodleXml
from leitfaden.inline import plain
from leitfaden.localising import LocalCourse, LocalModule, LocalScenario, localised
from leitfaden.reading import read_course
from leitfaden.scoring import score_exercise
from moodle_samples import answers, asked, exercise, exported, fates, shown, squeezed, tolerance

ROOT = Path(__file__).parent.parent
Real = tuple[LocalCourse, Exported, dict[str, moodle.Question]]


@pytest.fixture(scope="module", params=["de", "en"])
def real(request: pytest.FixtureRequest) -> Real:
    """This repository's course, its export, and the questions of the bank by their ids."""
    read, _ = read_course([ROOT])
    here = localised(read, request.param)
    made = MoodleXml().export(here)
    bank = moodle.read(made.artifacts[0].bytes())
    by_id = {question.idnumber: question for question in bank.questions}
    assert len(by_id) == len(bank.questions)
    return here, made, {key: question for key, question in by_id.items() if key}


def exercises(here: LocalCourse) -> list[tuple[LocalModule, LocalScenario, Exercise]]:
    """Return all exercises in the bank's order: of each module those for practice first, then those that are kept for tests."""
    found = [(module, scenario, one) for module in here.modules for scenario in module.scenarios for one in scenario.exercises]
    return sorted(found, key=lambda one: (here.modules.index(one[0]), one[2].use == "test"))


def questions_of(one: Exercise, questions: dict[str, moodle.Question]) -> list[tuple[tuple[Interaction, ...], moodle.Question]]:
    """Return what is asked of an exercise with the question that asks it."""
    parts = asked(one)
    names = [one.id] if len(parts) == 1 else [f"{one.id}/{number}" for number in range(1, len(parts) + 1)]
    return [(part, questions[name]) for part, name in zip(parts, names, strict=True)]


def test_the_file_is_named_after_course_and_language(real: Real) -> None:
    here, made, _ = real
    assert [artifact.path for artifact in made.artifacts] == [f"{here.id}.{here.language}.moodle.xml"]


def test_every_activity_that_moodle_can_ask_is_a_question_in_the_category_of_its_module(real: Real) -> None:
    here, _, questions = real
    found = [(module, scenario, one, question) for module, scenario, one in exercises(here) for _, question in questions_of(one, questions)]
    assert [question.idnumber for *_, question in found] == list(questions) and questions
    for module, scenario, one, question in found:
        assert question.category == (here.title, module.title, *(["Test"] if one.use == "test" else []))
        assert question.name.startswith(plain(scenario.title)) and len(question.name) <= 255
        assert question.tags == one.claims and question.penalty == 0


def test_what_is_no_question_is_reported_as_left_out(real: Real) -> None:
    here, made, _ = real
    reported = {line.exercise for line in made.transfers if (line.feature, line.fate) == ("question", "left-out")}
    assert reported == {one.id for _, _, one in exercises(here) if not asked(one)}


def test_situation_thread_and_prompt_stand_in_every_question(real: Real) -> None:
    here, _, questions = real
    for _, scenario, one in exercises(here):
        for _, question in questions_of(one, questions):
            text = moodle.visible(question.text)
            assert shown(scenario.situation) in text and shown(one.prompt) in text
            for post in scenario.thread.values():
                assert squeezed(post.by.name) in text
                assert all(squeezed("".join(part.text for part in line)) in text for line in post.text)


def test_every_option_and_every_reason_is_there(real: Real) -> None:
    here, _, questions = real
    for _, _, one in exercises(here):
        for part, question in questions_of(one, questions):
            for place, interaction in enumerate(part):
                assert_whole(interaction, question, place)


def assert_whole(interaction: Interaction, question: moodle.Question, place: int) -> None:
    match interaction:
        case Pick():
            assert seen(question.answers) == [(shown(option.text), shown(option.feedback)) for option in interaction.options]
        case Mark():
            for target, answer in zip(interaction.targets, question.answers, strict=True):
                assert squeezed(target.phrase or "") in moodle.visible(answer.text) and moodle.visible(answer.feedback) == shown(target.feedback)
        case Order():
            assert [text for text, _ in seen(question.answers)] == [shown(step.text) for step in interaction.steps]
            assert moodle.visible(question.general) == "".join(shown(step.text) + shown(step.feedback) for step in interaction.steps)
        case Rate():
            reasons = [shown(interaction.feedback) + shown(interaction.feedback_if.get(step.id, ())) for step in interaction.scale]
            assert seen(question.gaps[place].answers) == list(zip([shown(step.label) for step in interaction.scale], reasons, strict=True))
        case Place():
            assert [moodle.visible(stem) for stem, _ in question.stems] == [shown(item.text) for item in interaction.items]
            assert all(shown(item.feedback) in moodle.visible(question.general) for item in interaction.items)
        case Gap():
            for blank, gap in zip(interaction.blanks, question.gaps, strict=True):
                reasons = [shown(one.feedback) for one in (*blank.options, *blank.answers)] + ([shown(blank.otherwise)] if blank.otherwise else [])
                assert list(dict.fromkeys(reason for _, reason in seen(gap.answers))) == list(dict.fromkeys(reasons))


def seen(given: tuple[moodle.Answer, ...]) -> list[tuple[str, str]]:
    return [(moodle.visible(answer.text), moodle.visible(answer.feedback)) for answer in given]


def test_every_fraction_outside_gaps_is_on_moodles_list(real: Real) -> None:
    _, _, questions = real
    fractions = [answer.fraction for question in questions.values() for answer in question.answers]
    assert set(fractions) <= set(moodle.FRACTIONS)
    assert len(fractions) > 50


def test_moodle_gives_every_response_the_score_of_our_contract(real: Real) -> None:
    here, made, questions = real
    for _, _, one in exercises(here):
        allowed = tolerance(made.transfers, one.id)
        assert allowed < 0.05
        for part, question in questions_of(one, questions):
            alone = exercise(*part)
            for responses, mark_ in answers(question, part):
                assert mark_ == pytest.approx(score_exercise(alone, responses), abs=allowed), (one.id, responses)


def test_the_same_course_gives_the_same_bytes(real: Real) -> None:
    here, made, _ = real
    again = MoodleXml().export(localised(read_course([ROOT])[0], here.language))
    assert again == made


def test_the_report_speaks_of_every_activity(real: Real) -> None:
    here, made, _ = real
    reported = {line.exercise for line in made.transfers}
    assert reported == {one.id for _, _, one in exercises(here)}
    assert all(bool(line.why) == (line.fate != "carried") for line in made.transfers)
    assert len(made.transfers) == len(set(made.transfers))


def test_the_report_survives_json(real: Real) -> None:
    _, made, _ = real
    back = json.loads(as_json(made.transfers))
    assert tuple(Transfer(**line) for line in back["transfers"]) == made.transfers
    assert sum(back["counts"].values()) == len(made.transfers)


def test_the_report_stays_readable(real: Real) -> None:
    _, made, _ = real
    text = as_text(made.transfers)
    assert 10 < len(text.splitlines()) < 60
    assert all(len(line) < 200 for line in text.splitlines())


# What differs


def test_mixed_interactions_become_several_questions_that_share_the_points() -> None:
    one = exercise(rate("a"), pick({"x": 1.0, "y": 0.0}, several=False), rate("b"), order(), points=8.0)
    bank, made = exported(one)
    assert [(question.idnumber, question.type, question.marks) for question in bank.questions] == [
        ("sc/act/1", "cloze", 4), ("sc/act/2", "multichoice", 2), ("sc/act/3", "ordering", 2),
    ]  # fmt: skip
    assert fates(made)["question"] == "changed"


def test_what_moodle_cannot_carry_is_reported() -> None:
    one = exercise(rate(), hints=(prose("one"), prose("two")), confidence=True, tries=2, use="test", id="sc/" + "x" * 100)
    bank, made = exported(one, exercise(id="sc/empty"))
    (question,) = bank.questions
    assert question.category == ("Course", "Module", "Test") and question.idnumber is None and len(question.hints) == 2
    expected = {"hints": "changed", "confidence": "left-out", "tries": "changed", "use": "changed", "idnumber": "left-out"}
    assert fates(made, one.id).items() >= expected.items()
    assert [(line.feature, line.fate) for line in made.transfers if line.exercise == "sc/empty"] == [("question", "left-out")]


@pytest.mark.parametrize(("form", "word"), [(mix(), "rules"), (branch(), "decision"), (draft(), "Own texts")], ids=["limits", "path", "write"])
def test_what_has_no_question_type_is_left_out_with_its_reason(form: Interaction, word: str) -> None:
    bank, made = exported(exercise(form))
    assert bank.questions == []
    (line,) = made.transfers
    assert (line.feature, line.fate) == ("question", "left-out") and word in line.why


def test_what_is_left_out_beside_a_question_is_reported_and_own_texts_take_no_points() -> None:
    bank, made = exported(exercise(order(), mix(), draft(), points=4.0))
    assert [(question.type, question.marks) for question in bank.questions] == [("ordering", 2.0)]
    assert [line.fate for line in made.transfers if line.feature == "interaction"] == ["left-out", "left-out"]
    assert fates(made)["question"] == "carried"


def test_a_mark_and_its_reason_are_two_questions_that_share_the_points() -> None:
    reason = pick({"key": 1.0, "no": 0.0}, several=False)
    bank, _ = exported(exercise(mark({"a": 1.0, "b": -1.0}), reason, points=3.0))
    assert [(question.idnumber, question.type, question.settings.get("single"), question.marks) for question in bank.questions] == [
        ("sc/act/1", "multichoice", "false", 1.5), ("sc/act/2", "multichoice", "true", 1.5),
    ]  # fmt: skip
    assert [question.text.endswith("<p>What is the reason?</p>") for question in bank.questions] == [False, True]


def test_categories_have_ids_of_their_own_that_change_with_their_titles() -> None:
    made = (exercise(rate()), exercise(rate(), id="sc/t", use="test"))
    first, second = exported(*made, title="A")[0].categories, exported(*made, title="B")[0].categories
    assert list(first) == [("Course", "A"), ("Course", "A", "Test")]
    assert not set(first.values()) & set(second.values())


def test_the_report_groups_by_fate_and_reason() -> None:
    lines = [Transfer(f"s/{place}", "tries", "changed", "Why.") for place in (0, 1, 2, 3, 4, 0)] + [Transfer("s/0", "q", "carried")]
    assert as_text(lines) == "Carried:\n  q (1 activity)\nChanged:\n  tries (5 activities): Why.\n    s/0, s/1, s/2 and 2 more\n"
    assert as_text([]) == ""


def test_the_exporter_is_registered() -> None:
    assert "moodle-xml" in [exporter.name for exporter in EXPORTERS]
