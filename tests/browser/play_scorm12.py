"""Packages by SCORM 1.2, played in Chromium against the npm package scorm-again. `make packages` runs it, after installing that."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, assert_never

import pytest
from builds import made_once
from learner import Learner, wrong_responses
from lxml import etree
from platforms import EN, NAMESPACES, SCHEMAS, Session, local, platform
from playwright.sync_api import expect
from walking import audit
from web import Site, served

from conftest import Visitors
from leitfaden.exercises import Gap, Interaction, Mark, Order, Pick, Place, Rate, Write
from leitfaden.exercises import Path as Way
from leitfaden.exporters.scorm12_answers import entries
from leitfaden.localising import LocalCourse


@pytest.fixture(scope="session")
def host(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    with served(made_once(tmp_path_factory, "platform", platform)) as site:
        yield site


@pytest.fixture(scope="session")
def small() -> LocalCourse:
    """A course with one module of three activities."""
    return local("small")


@pytest.fixture(scope="session")
def forms() -> LocalCourse:
    """A course with one module of twelve activities, of every form, and one of none."""
    return local("forms")


@pytest.fixture
def session(visit: Visitors, host: Site, small: LocalCourse) -> Session:
    return Session(visit(host.url("player.html")), "small", small, "garden")


@pytest.fixture
def session_of_forms(visit: Visitors, host: Site, forms: LocalCourse) -> Session:
    return Session(visit(host.url("player.html")), "forms", forms, "office")


def test_manifests_keep_to_the_schemas(host: Site) -> None:
    """Of IMS Content Packaging 1.1.2 and ADL's SCORM 1.2, as another packager ships them."""
    imports = "".join(f'<xsd:import namespace="{space}" schemaLocation="{(SCHEMAS / file).as_uri()}"/>' for space, file in NAMESPACES.items())
    schema = etree.XMLSchema(etree.fromstring(f'<xsd:schema xmlns:xsd="http://www.w3.org/2001/XMLSchema">{imports}</xsd:schema>'))
    manifests = sorted(host.folder.glob("*/*/imsmanifest.xml"))
    assert len(manifests) > 10
    for manifest in manifests:
        schema.assertValid(etree.parse(manifest))
    broken = etree.parse(manifests[0])
    broken.getroot().remove(broken.getroot()[-1])
    assert not schema.validate(broken), "a schema that takes everything proves nothing"


# A module, answered as a learner does


def test_a_pass(session: Session) -> None:
    session.launch()
    session.answer_right()
    expect(session.frame.get_by_role("status").filter(has_text=EN("lms_passed", percent="100%", mark="80%"))).to_be_visible()
    stored = session.close()
    session.expect_all_taken()
    assert (stored["core"]["lesson_status"], stored["core"]["score"]["raw"], stored["core"]["exit"]) == ("passed", "100", "suspend")
    assert (stored["core"]["score"]["min"], stored["core"]["score"]["max"]) == ("0", "100")
    assert {entry["result"] for entry in session.entries()} == {"correct"}
    assert len(session.entries()) == sum(len(one.interactions) for one in session.document.exercises)
    assert session.calls()[-1][0] == "LMSFinish"


def test_a_fail(session: Session) -> None:
    """First tries decide, however right the second ones are."""
    session.launch()
    for exercise in session.document.exercises:
        learner = session.answer(exercise, wrong_responses(exercise))
        learner.press(learner.again_button)
        session.answer_right(exercise)
    stored = session.close()
    session.expect_all_taken()
    assert stored["core"]["lesson_status"] == "failed"
    assert float(stored["core"]["score"]["raw"]) < session.course.pass_mark * 100
    assert stored["core"]["exit"] == ""
    assert len(session.entries()) == 2 * sum(len(one.interactions) for one in session.document.exercises)


def test_abandoned_and_resumed(session: Session) -> None:
    first, *others = session.document.exercises
    session.launch()
    learner = session.answer(first, wrong_responses(first))
    given, said = learner.given(), learner.verdict.inner_text()
    assert EN.counted("tries_left", 1) in said
    stored = session.close()
    session.expect_all_taken()
    assert (stored["core"]["lesson_status"], stored["core"]["exit"]) == ("incomplete", "suspend")
    assert "cmi.core.score.raw" not in session.told(), "a platform with a pass mark would fail who leaves early"
    told = len(session.entries())

    session.launch(stored=stored)
    learner = session.learner(first)
    expect(learner.verdict).to_have_text(said)
    assert learner.given() == given
    session.answer_right(*others)
    stored = session.close()
    session.expect_all_taken()
    assert (stored["core"]["lesson_status"], stored["core"]["score"]["raw"]) == ("failed", "66.6667")
    assert len(stored["interactions"]) == told + len(session.entries()), "what was told before stays"


def test_a_failed_run_that_ended_is_begun_anew(session: Session) -> None:
    session.launch()
    session.answer_wrong()
    stored = session.close()
    session.launch(stored=stored)
    assert session.told()["cmi.core.lesson_status"] == "incomplete"
    expect(session.learner(session.document.exercises[0]).verdict).to_be_empty()
    session.answer_right()
    stored = session.close()
    session.expect_all_taken()
    assert (stored["core"]["lesson_status"], stored["core"]["score"]["raw"]) == ("passed", "100")


def test_what_was_passed_stays_passed(session: Session) -> None:
    """Whoever comes back, to a platform that forgot the resume data even, loses nothing."""
    session.launch()
    session.answer_right()
    stored = session.close()
    session.launch(stored={**stored, "suspend_data": ""})
    session.answer_wrong()
    stored = session.close()
    session.expect_all_taken()
    assert "cmi.core.lesson_status" not in session.told()
    assert (stored["core"]["lesson_status"], stored["core"]["score"]["raw"]) == ("passed", "100")


# Every form, answered by its script: what a form looks like in use, the tests of the site see

GIVEN: Mapping[str, Mapping[str, Any]] = {
    "late/one": {"pick": ["coffee"]},
    "late/several": {"pick": ["right", "cause", "blame"]},
    "late/judge": {"a": "good", "b": "good", "c": "depends", "d": "depends", "e": "bad", "f": "bad", "g": "bad", "h": "good"},
    "late/order": {"order": ["cause", "right", "when", "back"]},
    "late/mark": {"marks": ["sorry", "thanks"], "reason": ["cold"]},
    "late/match": {"match": {"heard": ["right"], "waits": ["eight", "team"], "asks": ["soon"]}},
    "late/gap": {"gap": {"what": ["late"], "when": ["hour", "By Eight", "en"]}},
    "late/branch": {"path": ["soon", "sorry"]},
    "late/mix": {"mix": {"mon": ["offer", "award"], "wed": ["asked"], "fri": ["thanks"]}},
    "late/pace": {"pace": {"w1": ["like"], "w2": ["like", "reply"], "w4": ["message"]}},
    "late/draft": {"write": {"hour": ["good"], "name": ["bad"]}},
    "late/reflect": {"write": {}},
}
TOLD = {
    "late_one": ("choice", "b", "a", "0.25"),
    "late_several": ("choice", "a,b,c", "a,c,e", "0.166667"),  # shuffled, on the solutions sheet too
    "late_judge_a": ("choice", "a", "a", "correct"),
    "late_judge_c": ("choice", "b", "a", "0.25"),
    "late_judge_h": ("choice", "a", "c", "wrong"),
    "late_order": ("sequencing", "b,a,c,d", "a,b,c,d", "0.833333"),
    "late_mark_marks": ("choice", "a,c", "a,b", "wrong"),
    "late_mark_reason": ("choice", "b", "a", "wrong"),
    "late_match": ("matching", "a.a,b.b,c.c,d.b", "a.a,b.b,c.c,d.c", "0.75"),
    "late_gap_what": ("choice", "a", "a", "correct"),
    "late_gap_when": ("fill-in", "By Eight", "at eight", "correct"),
    "late_branch": ("performance", "soon,sorry", "look,sorry", "0.5"),
    "late_mix": ("performance", "mon=offer+award;wed=asked;fri=thanks", None, "0.75"),
    "late_pace": ("performance", "w1=like;w2=like+reply;w4=message", None, "correct"),
    "late_draft_hour": ("likert", "a", None, "neutral"),
    "late_draft_name": ("likert", "c", None, "neutral"),
    "late_reflect": ("performance", None, None, "neutral"),
}


def put_all(session: Session) -> dict[str, Any]:
    """Give and check the answer to each activity; return what the page shows then."""
    for exercise in session.document.exercises:
        assert session.put(exercise, GIVEN[exercise.id]), exercise.id
    return shown(session)


def shown(session: Session) -> dict[str, Any]:
    return {exercise.id: session.read(exercise) for exercise in session.document.exercises}


def test_every_form_is_told_and_taken(session_of_forms: Session) -> None:
    session_of_forms.launch()
    put_all(session_of_forms)
    stored = session_of_forms.close()
    session_of_forms.expect_all_taken()
    entries = {entry["id"]: entry for entry in session_of_forms.entries()}
    for key, (sort, response, pattern, result) in TOLD.items():
        entry = entries[key]
        found = (entry["type"], entry.get("student_response"), entry.get("correct_responses.0.pattern"), entry["result"])
        assert found == (sort, response, pattern, result), key
    assert len(entries) == len(session_of_forms.entries()) == 22
    weights = {key: float(entry["weighting"]) for key, entry in entries.items()}
    assert (weights["late_several"], weights["late_judge_a"], weights["late_gap_what"], weights["late_reflect"]) == (2, 0.125, 0.5, 0)
    assert stored["core"]["lesson_status"] == "failed"
    assert entries["late_gap_when"]["correct_responses.1.pattern"] == "by eight"
    assert sum("latency" in entry for entry in entries.values()) == len(session_of_forms.document.exercises)


def test_three_tries_of_every_form_are_resumed(session_of_forms: Session) -> None:
    """Texts of her own too; the resume data stay within 4,096 characters of ASCII."""
    session_of_forms.launch()
    for _ in range(2):
        put_all(session_of_forms)
    before = put_all(session_of_forms)
    stored = session_of_forms.close()
    session_of_forms.expect_all_taken()
    assert len(stored["suspend_data"]) < 2500
    assert any("Grüße" in text for _, texts, _ in before.values() for text in texts)

    stored["core"]["exit"] = "suspend"  # as if she had not answered all
    session_of_forms.launch(stored=stored)
    assert shown(session_of_forms) == before
    session_of_forms.close()


def test_a_text_without_room_is_said_beside_it(session_of_forms: Session) -> None:
    session_of_forms.launch()
    learner = session_of_forms.learner(session_of_forms.document.exercises[-1])
    field, notice = learner.activity.get_by_role("textbox").first, learner.activity.get_by_role("status").filter(has_text=EN("lms_text_lost"))
    field.fill("x" * 5000)
    field.blur()
    expect(notice).to_be_visible()
    expect(session_of_forms.frame.get_by_text(EN("lms_text_lost"))).to_have_count(1)
    field.fill("x" * 500)
    field.blur()
    expect(notice).to_have_count(0)
    stored = session_of_forms.close()
    session_of_forms.expect_all_taken()
    session_of_forms.launch(stored=stored)
    expect(session_of_forms.learner(session_of_forms.document.exercises[-1]).activity.get_by_role("textbox").first).to_have_value("x" * 500)


def test_what_she_was_writing_when_she_left_is_kept(session_of_forms: Session) -> None:
    session_of_forms.launch()
    last = session_of_forms.document.exercises[-1]
    session_of_forms.learner(last).activity.get_by_role("textbox").first.fill("Half a sen")
    stored = session_of_forms.close()
    session_of_forms.expect_all_taken()
    assert session_of_forms.calls()[-1][0] == "LMSFinish"
    session_of_forms.launch(stored=stored)
    expect(session_of_forms.learner(last).activity.get_by_role("textbox").first).to_have_value("Half a sen")


def test_it_goes_on_where_she_left(session_of_forms: Session) -> None:
    session_of_forms.launch()
    session_of_forms.learner(session_of_forms.document.exercises[-1])
    stored = session_of_forms.close()
    session_of_forms.launch(stored=stored)
    expect(session_of_forms.frame.get_by_role("heading", level=1)).to_have_text("The train is late")
    session_of_forms.close()
    session_of_forms.expect_all_taken()


def test_a_module_without_activities_is_completed(visit: Visitors, host: Site, forms: LocalCourse) -> None:
    session = Session(visit(host.url("player.html")), "forms", forms, "depot")
    session.launch()
    stored = session.close()
    session.expect_all_taken()
    assert stored["core"]["lesson_status"] == "completed"
    assert not stored["core"]["score"]["raw"]


def test_a_review_changes_nothing(session: Session) -> None:
    """A platform may show somebody what she did, for no credit."""
    session.launch()
    session.answer_right(session.document.exercises[0])
    stored = session.close()
    session.launch(stored=stored, mode="review")
    expect(session.learner(session.document.exercises[0]).verdict).not_to_be_empty()
    session.answer_right(*session.document.exercises[1:])
    session.close()
    session.expect_all_taken()
    told = {element for element in session.told() if not element.startswith(("cmi.core.exit", "cmi.core.session_time", "cmi.core.lesson_location"))}
    assert told == set()


# Platforms that are not as they should be


def test_a_platform_without_interactions_takes_the_rest(session: Session) -> None:
    session.launch(lacking=["cmi.interactions"])
    session.answer_right()
    stored = session.close()
    assert [call for call in session.calls("LMSSetValue") if call[-1] != "0"] == []
    assert stored["core"]["lesson_status"] == "passed"


def test_a_platform_that_saves_nothing_is_told_of(session: Session) -> None:
    session.launch(refusing=["LMSCommit"])
    session.answer_right(session.document.exercises[0])
    expect(session.frame.get_by_role("status").filter(has_text=EN("lms_refused", code="101"))).to_be_visible()


def test_without_a_platform_it_works_and_says_so(session: Session, host: Site) -> None:
    page = session.page
    page.goto(host.url(session.address))
    expect(page.get_by_role("status").filter(has_text=EN("lms_none"))).to_be_visible()
    learner = Learner(page, session.document.exercises[-1], "en")
    page.get_by_role("navigation").get_by_role("link").last.click()
    learner.answer_right()
    page.reload()
    expect(learner.verdict).not_to_be_empty()


def test_a_window_of_its_own_finds_the_platform_too(session: Session) -> None:
    """Some platforms open packages in a new window: the API is in the one that opened it."""
    session.page.evaluate("player.prepare()")
    with session.page.expect_popup() as opened:
        session.page.evaluate("(url) => void window.open(url)", session.address)
    popup = opened.value
    popup.get_by_role("navigation").get_by_role("link").last.click()
    Learner(popup, session.document.exercises[-1], "en").answer_right()
    popup.close(run_before_unload=True)
    session.page.wait_for_function("player.calls.at(-1)[0] === 'LMSFinish'")
    session.expect_all_taken()
    assert session.page.evaluate("player.stored.core.lesson_status") == "incomplete"


@pytest.mark.parametrize(("scheme", "width"), [("light", 1000), ("dark", 1000), ("light", 320)])
def test_every_page_of_a_package_is_accessible(visit: Visitors, host: Site, forms: LocalCourse, scheme: str, width: int) -> None:
    page = visit(host.url(f"forms/{forms.id}.en.office/index.html"), color_scheme=scheme, viewport={"width": width, "height": 800})
    pages = page.get_by_role("navigation").get_by_role("link")
    assert pages.count() == 3
    for link in pages.all():
        link.click()
        expect(page.get_by_role("heading", level=1)).to_have_text(link.inner_text())
        assert audit(page) == []
        assert page.evaluate("document.documentElement.scrollWidth") <= width


# The course


def test_every_module_of_the_course_is_taken(visit: Visitors, host: Site) -> None:
    """Every activity is answered somehow; all of it is told, taken and kept."""
    course = local("course")
    page = visit(host.url("player.html"))
    for module in course.modules:
        session = Session(page, "course", course, module.id)
        session.launch()
        for exercise in session.document.exercises:
            assert session.put(exercise, {one.id: some_answer(one) for one in exercise.interactions}), exercise.id
        stored = session.close()
        session.expect_all_taken()
        assert stored["core"]["lesson_status"] in {"passed", "failed"}
        assert {entry["id"] for entry in session.entries()} == {entry.id for one in session.document.exercises for entry in entries(one)}


def some_answer(interaction: Interaction) -> Any:
    """Return an answer that can be checked, the right one where that is easily said."""
    match interaction:
        case Pick() | Mark():
            right = [key for key, share in interaction.weights.items() if share > 0]
            return right if isinstance(interaction, Mark) or interaction.several else right[:1]
        case Rate():
            return interaction.key
        case Order():
            return [step.id for step in interaction.steps]
        case Place():
            if interaction.key:
                return {slot.id: [item for item, its in interaction.key.items() if its == slot.id] for slot in interaction.slots}
            many = -(-interaction.least // len(interaction.slots))
            return {slot.id: [item.id for item in interaction.items][:many] for slot in interaction.slots}
        case Gap():
            return {blank.id: [blank.options[0].id] if blank.options else ["", "whatever", "de"] for blank in interaction.blanks}
        case Write():
            return {criterion.id: [interaction.scale[0].id] for criterion in interaction.criteria}
        case Way():
            return list(interaction.best)
        case other:
            assert_never(other)
