"""A company's own folder on top of a course: what it replaces, what it leaves, and in which languages."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from click.testing import CliRunner

from leitfaden import as_text, localised
from leitfaden.cli import main
from leitfaden.compiling import Compiler, Inspection
from leitfaden.inline import plain
from leitfaden.linting import lint

BASE = Path(__file__).parent / "cases" / "base"
MONDAY = "quizzes/greeting/monday.yml"
OURS = {"content/course.yml": "id: ours\nlanguages: [en]\n"}
SCENARIO = """\
title: Our Monday
claims: [G1]
situation: Monday at our place.
thread:
  first: {by: mira, at: Mon 08:00, text: Morning all!}
activities:
  best-reply:
    kind: choice
    prompt: What do you say?
    options:
      yes: {text: Morning!, correct: true, feedback: That will do.}
      no: {text: Nothing., feedback: They will notice.}
  how-it-lands:
    kind: judge
    prompt: And this?
    scale: good-bad
    verdicts:
      first: {verdict: good, feedback: Short and kind.}
"""
LESSON = "---\ntitle: Saying hello at ours\nclaims: [G1]\n---\n\n::: thread monday\n\n::: activity monday/best-reply\n\n::: activity monday/how-it-lands\n"


@pytest.fixture
def overlaid(make_course: Callable[..., Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Inspection]:
    monkeypatch.chdir(tmp_path)

    def inspect(files: Mapping[str, str], course: Mapping[str, str] | None = None) -> Inspection:
        for folder in ("course", "overlay"):
            shutil.rmtree(folder, ignore_errors=True)
        make_course(course)
        write(tmp_path / "overlay", files)
        return Compiler([Path("course"), Path("overlay")]).inspect()

    return inspect


def write(root: Path, files: Mapping[str, str]) -> None:
    for name, text in files.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text, encoding="utf-8")


def said(inspection: Inspection) -> str:
    return as_text(inspection.problems, inspection.sources)


def test_a_scenario_is_replaced_whole(overlaid: Callable[..., Inspection]) -> None:
    inspection = overlaid({**OURS, MONDAY: SCENARIO})
    assert said(inspection) == ""
    scenario = localised(inspection.course, "en").scenarios["monday"]
    assert (plain(scenario.title), list(scenario.thread)) == ("Our Monday", ["first"])
    assert scenario.exercises[0].claims == ("G1",)


def test_a_lesson_is_replaced_whole(overlaid: Callable[..., Inspection]) -> None:
    inspection = overlaid({**OURS, "content/greeting/hello.md": LESSON})
    assert said(inspection) == ""
    lesson = localised(inspection.course, "en").modules[0].lessons[0]
    assert (plain(lesson.title), lesson.goals, lesson.file) == ("Saying hello at ours", (), "overlay/content/greeting/hello.md")


def test_a_person_is_replaced_whole(overlaid: Callable[..., Inspection]) -> None:
    inspection = overlaid({**OURS, "content/people.yml": "people:\n  mira: {name: Mira Holt, handle: mira.at.ours}\n"})
    assert said(inspection) == ""
    person = localised(inspection.course, "en").scenarios["monday"].thread["opening"].by
    assert (person.handle, person.role) == ("mira.at.ours", ())


def test_people_and_claims_are_added(overlaid: Callable[..., Inspection]) -> None:
    files = {
        "content/people.yml": "people:\n  ada: {name: Ada Roth, handle: ada}\n",
        "content/claims.yml": "claims:\n  O1: {text: Our own rule., use: background}\n",
        "content/house-rules.md": "---\ntitle: House rules\nclaims: [O1]\n---\n\nOurs.\n",
        MONDAY: SCENARIO.replace("by: mira", "by: ada"),
    }
    inspection = overlaid({**OURS, **files})
    assert said(inspection) == ""
    assert set(inspection.course.people.entries) == {"mira", "ada"}
    assert set(inspection.course.claims.entries) == {"G1", "A1", "B0", "O1"}


def test_named_values_of_the_course_are_replaced(overlaid: Callable[..., Inspection]) -> None:
    inspection = overlaid({"content/course.yml": "id: ours\ntitle: Our course\npass_mark: 0.5\n", "content/course.de.yml": "title: Unser Kurs\n"})
    assert said(inspection) == ""
    course = inspection.course
    assert (course.facts.value.id, course.facts.value.pass_mark, course.facts.value.network) == ("ours", 0.5, "bluesky")
    assert [(localised(course, language).title, localised(course, language).modules[0].title) for language in course.languages] == [
        ("Our course", "Greeting"), ("Unser Kurs", "Grüßen"),
    ]  # fmt: skip


def test_a_replaced_value_takes_its_translation_along(overlaid: Callable[..., Inspection]) -> None:
    inspection = overlaid({"content/course.yml": "id: ours\ntitle: Our course\n"})
    assert "overlay/content/course.yml:1:1: error[missing-translation]" in said(inspection)
    assert localised(inspection.course, "de").title == "Our course"


def test_modules_are_replaced_and_added_one_by_one(overlaid: Callable[..., Inspection]) -> None:
    files = {
        "content/course.yml": "id: ours\nlanguages: [en]\nmodules:\n  asking: {title: Asking us}\n  parting: {title: Parting}\n",
        "content/parting/goodbye.md": LESSON.replace("hello", "goodbye"),
    }
    inspection = overlaid(files)
    assert said(inspection) == ""
    assert [(module.id, module.title) for module in localised(inspection.course, "en").modules] == [
        ("greeting", "Greeting"), ("asking", "Asking us"), ("parting", "Parting"),
    ]  # fmt: skip


def test_an_overlay_that_names_all_modules_orders_them(overlaid: Callable[..., Inspection]) -> None:
    named = "modules:\n  parting: {title: Parting}\n  asking: {title: Asking}\n  greeting: {title: Greeting}\n"
    inspection = overlaid({"content/course.yml": f"id: ours\nlanguages: [en]\n{named}"})
    assert [*inspection.course.facts.value.modules] == ["parting", "asking", "greeting"]


def test_a_module_is_translated_where_it_stands(overlaid: Callable[..., Inspection]) -> None:
    own = {"content/course.yml": "id: ours\nmodules:\n  asking: {title: Asking us}\n", "content/course.de.yml": "modules:\n  asking: {title: Uns fragen}\n"}
    inspection = overlaid(own)
    assert said(inspection) == ""
    assert [module.title for module in localised(inspection.course, "de").modules] == ["Grüßen", "Uns fragen"]
    assert "overlay/content/course.yml:1:1: error[missing-translation]" in said(overlaid({name: own[name] for name in own if ".de." not in name}))


def test_a_lesson_is_added_to_a_module_that_lists_its_own(overlaid: Callable[..., Inspection]) -> None:
    listing = {
        "content/course.yml": (BASE / "content/course.yml").read_text(encoding="utf-8").replace("{title: Greeting}", "{title: Greeting, lessons: [hello]}")
    }
    lesson = {"content/greeting/ours.md": LESSON}
    assert "overlay/content/greeting/ours.md:1:1: error[unlisted-lesson]" in said(overlaid({**OURS, **lesson}, listing))
    ours = {"content/course.yml": f"{OURS['content/course.yml']}modules:\n  greeting: {{title: Greeting, lessons: [hello, ours]}}\n"}
    inspection = overlaid({**ours, **lesson}, listing)
    assert said(inspection) == ""
    assert [lesson.id for lesson in localised(inspection.course, "en").modules[0].lessons] == ["greeting/hello", "greeting/ours"]


def test_a_page_is_replaced_whole(overlaid: Callable[..., Inspection]) -> None:
    rules = {
        "content/rules.md": "---\ntitle: Rules\ndescription: Theirs.\n---\n\nTheirs.\n",
        "content/rules.de.md": "---\ntitle: Regeln\ndescription: Ihre.\n---\n\nIhre.\n",
    }
    inspection = overlaid({**OURS, "content/rules.md": "---\ntitle: Our rules\n---\n\nOurs.\n"}, rules)
    assert said(inspection) == ""
    page = {page.id: page for page in localised(inspection.course, "en").pages}["rules"]
    assert (plain(page.title), page.description, page.parts) == ("Our rules", "", ("Ours.",))


def test_claims_and_misconceptions_are_replaced_by_name(overlaid: Callable[..., Inspection]) -> None:
    files = {
        "content/claims.yml": "claims:\n  G1: {text: Greet as we do., group: manners}\n",
        "content/misconceptions.yml": "misconceptions:\n  more-is-more: {name: Much helps, explanation: It tires us.}\n",
    }
    inspection = overlaid({**OURS, **files})
    assert said(inspection) == ""
    course = localised(inspection.course, "en")
    assert [plain(claim.text) for claim in course.claims.values()] == [
        "Greet as we do.",
        "One question at a time is enough.",
        "People have always greeted each other.",
    ]
    misconception = course.misconceptions["more-is-more"]
    assert (plain(misconception.name), misconception.lesson) == ("Much helps", None)


def test_what_an_overlay_leaves_out_of_the_course_is_not_its_mistake(overlaid: Callable[..., Inspection]) -> None:
    """Claims of the course that nothing cites any more are the course's business; its own claims are the overlay's."""
    silent = {"content/index.md": "---\ntitle: Ours\n---\n\n::: modules\n", "content/greeting/hello.md": LESSON.replace("claims: [G1]\n", "")}
    assert said(overlaid({**OURS, **silent})) == ""
    codes = {problem.code for problem in overlaid({**OURS, "content/claims.yml": "claims:\n  O1: {text: Ours.}\n"}).problems}
    assert codes == {"claim-not-taught", "claim-not-practised"}


FINAL = "title: At the end\npurpose: final-test\nforms:\n  a:\n    all: {draw: 1, from: [monday/best-reply, kites/in-order]}\n"
TEST_ONLY = SCENARIO.replace("    kind: choice\n", "    kind: choice\n    use: test\n").replace("claims: [G1]", "claims: [O1]")
OWN_CLAIM = {
    **OURS, "content/claims.yml": "claims:\n  O1: {text: Ours.}\n", "content/greeting/ours.md": LESSON.replace("[G1]", "[O1]"),
    "quizzes/greeting/own-words.yml": SCENARIO.replace("claims: [G1]", "claims: [O1]"),
}  # fmt: skip


def test_the_final_test_of_a_course_need_not_know_the_claims_of_an_overlay(overlaid: Callable[..., Inspection]) -> None:
    theirs = {"quizzes/assessments/end.yml": FINAL, "quizzes/assessments/end.de.yml": "title: Am Ende\n"}
    assert said(overlaid(OWN_CLAIM, theirs)) == ""
    assert "error[claim-not-tested]: no assessment asks about O1" in said(overlaid({**OWN_CLAIM, "quizzes/assessments/end.yml": FINAL}, theirs))


def test_questions_that_a_replaced_test_no_longer_asks_are_not_missed(overlaid: Callable[..., Inspection]) -> None:
    theirs = {
        "quizzes/assessments/end.yml": FINAL,
        "quizzes/assessments/end.de.yml": "title: Am Ende\n",
        "quizzes/greeting/extra.yml": TEST_ONLY.replace("[O1]", "[G1]"),
    }
    ours = {**OURS, "quizzes/assessments/end.yml": FINAL, "quizzes/greeting/spare.yml": TEST_ONLY.replace("[O1]", "[G1]")}
    unused = [problem.place.file for problem in overlaid(ours, theirs).problems if problem.code == "test-question-unused"]
    assert unused == ["overlay/quizzes/greeting/spare.yml"]


def test_a_replaced_scenario_that_lacks_what_the_course_names_is_pointed_at(overlaid: Callable[..., Inspection]) -> None:
    inspection = overlaid({**OURS, MONDAY: SCENARIO.replace("how-it-lands", "how-it-sounds")})
    assert "content/greeting/hello.md:17:1: error[unknown-activity]: there is no activity 'how-it-lands'" in said(inspection)
    assert f"= see overlay/{MONDAY}:1:1: the overlay's scenario, which took its place" in said(inspection)


def test_the_linter_speaks_of_what_the_overlay_wrote(overlaid: Callable[..., Inspection]) -> None:
    short = {"quizzes/greeting/theirs.yml": SCENARIO.replace("What do you say?", "And now?"), "quizzes/greeting/theirs.de.yml": ""}
    inspection = overlaid({**OURS, MONDAY: SCENARIO.replace("What do you say?", "And you?")}, short)
    findings = [one for one in lint(inspection.course, {"en": localised(inspection.course, "en")}) if one.code == "prompt-too-short"]
    assert {one.place.file for one in findings} == {f"overlay/{MONDAY}"}
    assert len(findings) == 2


def test_an_overlay_without_a_course_file_has_no_id(overlaid: Callable[..., Inspection]) -> None:
    assert "overlay/content/course.yml:1:1: error[overlay-id]" in said(overlaid({MONDAY: SCENARIO}))


@pytest.mark.parametrize(
    ("own", "offered"), [("[en]", ("en",)), ("[de]", ("de",)), ("[en, de]", ("en", "de")), ("[de, en]", ("en", "de")), ("[de, fr]", ("de",))]
)
def test_languages_are_those_of_all_roots(overlaid: Callable[..., Inspection], own: str, offered: tuple[str, ...]) -> None:
    assert overlaid({"content/course.yml": f"id: ours\nlanguages: {own}\n"}).course.languages == offered


def test_an_overlay_writes_its_files_in_its_own_first_language(overlaid: Callable[..., Inspection]) -> None:
    files = {
        "content/course.yml": "id: ours\nlanguages: [de, en]\n", MONDAY: SCENARIO.replace("Our Monday", "Unser Montag"),
        "quizzes/greeting/monday.en.yml": "title: Our Monday\n",
    }  # fmt: skip
    inspection = overlaid(files)
    assert {problem.code for problem in inspection.problems} == {"missing-text"}
    course = inspection.course
    assert [plain(localised(course, language).scenarios["monday"].title) for language in ("en", "de")] == ["Our Monday", "Unser Montag"]
    assert [plain(localised(course, language).scenarios["kites"].title) for language in ("en", "de")] == ["Kites", "Drachen"]


def test_a_mistake_in_an_overlay_is_found_there(overlaid: Callable[..., Inspection]) -> None:
    assert "overlay/quizzes/greeting/monday.yml:5:15: error[unknown-person]" in said(overlaid({**OURS, MONDAY: SCENARIO.replace("by: mira", "by: mara")}))


def test_an_overlay_may_mend_a_course(overlaid: Callable[..., Inspection]) -> None:
    """The lesson of the course is broken, that of the overlay stands in its place: what links to it finds it."""
    codes = {problem.code for problem in overlaid({**OURS, "content/greeting/hello.md": LESSON}, {"content/greeting/hello.md": "no front matter\n"}).problems}
    assert codes == {"no-front-matter"}


LOCK = "".join(
    f"{one}\n" for one in ("activity kites/in-order", "activity monday/best-reply", "activity monday/gone", "lesson greeting/hello", "scenario monday")
)


def test_what_an_overlay_replaced_is_not_missed_in_the_lock_of_the_course(overlaid: Callable[..., Inspection]) -> None:
    assert said(overlaid({**OURS, MONDAY: SCENARIO}, {"content/ids.lock": LOCK})) == ""


def test_the_overlay_has_a_lock_of_its_own(overlaid: Callable[..., Inspection]) -> None:
    assert "overlay/content/ids.lock:3:1: error[id-gone]" in said(overlaid({**OURS, MONDAY: SCENARIO, "content/ids.lock": LOCK}))


def test_check_with_an_overlay(make_course: Callable[..., Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    make_course()
    write(tmp_path / "overlay", {**OURS, MONDAY: SCENARIO})
    sound = CliRunner().invoke(main, ["check", "--course", "course", "--overlay", "overlay"])
    assert (sound.exit_code, sound.output) == (0, "no problems: 2 lessons, 2 scenarios, 4 activities in en\n")
    write(tmp_path / "overlay", {MONDAY: SCENARIO.replace("good-bad", "good-bed")})
    broken = CliRunner().invoke(main, ["check", "--course", "course", "--overlay", "overlay"])
    assert broken.exit_code == 1
    assert "overlay/quizzes/greeting/monday.yml:16:12: error[unknown-scale]: there is no scale 'good-bed'" in broken.output
    assert CliRunner().invoke(main, ["check", "--course", "course", "--overlay", "nowhere"]).exit_code == 2


def test_two_overlays(make_course: Callable[..., Path], tmp_path: Path) -> None:
    root = make_course()
    write(tmp_path / "one", {"content/course.yml": "id: one\nlanguages: [en]\ntitle: One\n"})
    write(tmp_path / "two", {"content/course.yml": "id: two\ntitle: Two\n", MONDAY: SCENARIO})
    inspection = Compiler([root, tmp_path / "one", tmp_path / "two"]).inspect()
    assert [problem.code for problem in inspection.problems if problem.place.file.startswith(str(tmp_path / "two"))] == [
        "missing-translation",
        "missing-translation",
    ]
    assert (inspection.course.facts.value.id, inspection.course.facts.value.title) == ("two", "Two")
    assert inspection.course.languages == ("en",)
