"""Assessments from their files to the waist, and what is kept for them: it stands nowhere else."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from interactions import draft, reflect
from leitfaden import as_text, check, localised, read_course
from leitfaden.activities import KINDS
from leitfaden.courses import Course
from leitfaden.exporters.scorm12 import Scorm12
from leitfaden.handouts import make_handouts
from leitfaden.inline import plain
from leitfaden.localising import LocalCourse, Localiser
from leitfaden.locking import lock_text
from leitfaden.problems import Problems
from leitfaden.reading import Reader
from leitfaden.schemas import schema_text
from leitfaden.site import Look, compile_site
from leitfaden.site.blocks import anchor
from leitfaden.site.project import navigation
from moodle_samples import exercise

CASE = Path(__file__).parent / "cases" / "ok" / "assessments"
GREETING = "quizzes/assessments/greeting.yml"
FRIDAY = "quizzes/greeting/friday.yml"
MakeCourse = Callable[..., Path]


@pytest.fixture
def root(make_course: MakeCourse) -> Path:
    """A course with a pre-test, a module test and a final test, and a scenario that is kept for them."""
    return make_course({file.relative_to(CASE).as_posix(): file.read_bytes() for file in CASE.rglob("*.*") if file.is_file()})


@pytest.fixture
def course(root: Path) -> LocalCourse:
    return localised(sound(root), "en")


def sound(*roots: Path) -> Course:
    course, sources = read_course(roots)
    assert as_text(check(course), sources) == ""
    return course


def write(root: Path, file: str, text: str) -> None:
    path = root / file
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    later = path.stat().st_mtime_ns + 1_000_000_000
    os.utime(path, ns=(later, later))


def edit(root: Path, file: str, old: str, new: str) -> None:
    text = (root / file).read_text(encoding="utf-8")
    assert old in text
    write(root, file, text.replace(old, new))


# From the file to the waist


def test_tests_stand_in_the_order_in_which_they_are_taken(root: Path) -> None:
    for module, question in (("asking", "kites/in-order"), ("greeting", "monday/best-reply")):
        text = f"title: More\npurpose: module-test\nmodule: {module}\nforms:\n  a:\n    one: {{draw: 1, from: [{question}]}}\n"
        write(root, f"quizzes/assessments/a-{module}.yml", text)
        write(root, f"quizzes/assessments/a-{module}.de.yml", "title: Mehr\n")
    found = localised(sound(root), "en").assessments
    assert list(found) == ["before", "a-greeting", "greeting", "a-asking", "end"]
    assert all(key == one.id for key, one in found.items())


def test_what_an_author_wrote_and_what_she_left_out(course: LocalCourse) -> None:
    before, greeting, end = course.assessments.values()
    assert (before.purpose, greeting.purpose, end.purpose) == ("pre-test", "module-test", "final-test")
    assert (before.module, greeting.module) == (None, "greeting")
    assert (before.pass_mark, greeting.pass_mark, end.pass_mark) == (None, 0.5, 0.8)
    assert (before.feedback, greeting.feedback) == ("at-end", "at-once")
    assert (before.shuffle, greeting.shuffle) == (True, False)
    assert (before.parallel_to, end.parallel_to) == (None, "before")
    assert (before.formerly, end.formerly) == ((), ("the-end",))


def test_texts_are_those_of_the_language(root: Path) -> None:
    english, german = (localised(sound(root), language).assessments["greeting"] for language in ("en", "de"))
    assert (plain(english.title), plain(german.title)) == ("On greeting", "Über das Grüßen")
    assert (plain(english.intro), plain(german.intro)) == ("Two questions, and no hurry.", "Zwei Fragen und keine Eile.")
    assert [text for _, text in german.texts] == ["Über das Grüßen", "Zwei Fragen und **keine** Eile."]


def test_pools_hold_the_very_exercises_of_the_scenarios(course: LocalCourse) -> None:
    (form,) = course.assessments["greeting"].forms
    (pool,) = form.pools
    assert (form.id, pool.id, pool.draw) == ("a", "all", 2)
    assert [one.id for one in pool.exercises] == ["monday/best-reply", "monday/how-it-lands"]
    assert all(one is other for one, other in zip(pool.exercises, course.scenarios["monday"].exercises, strict=True))
    assert list(course.assessments["greeting"].exercises) == [one.id for one in form.exercises]


def test_on_paper_each_pool_gives_its_first(root: Path) -> None:
    edit(root, GREETING, "draw: 2", "draw: 1")
    (form,) = localised(sound(root), "en").assessments["greeting"].forms
    assert [one.id for one in form.first] == ["monday/best-reply"]
    assert len(form.exercises) == 2


def test_a_test_is_localised_anew_only_when_it_or_its_questions_change(root: Path) -> None:
    reader, localiser = Reader([root]), Localiser()

    def now() -> dict[str, object]:
        return dict(localiser.localised(reader.read()[0], "en").assessments)

    def concerned(before: dict[str, object]) -> set[str]:
        return {key for key, one in now().items() if one is not before[key]}

    first = now()
    assert concerned(first) == set()
    edit(root, "quizzes/asking/kites.yml", "What comes first?", "What is first?")
    assert concerned(first) == {"before"}, "the final test asks another question of that scenario"
    second = now()
    edit(root, GREETING, "no** hurry", "little** hurry")
    assert concerned(second) == {"greeting"}
    third = now()
    edit(root, "content/course.yml", "network: bluesky", "network: bluesky\npass_mark: 0.6")
    assert concerned(third) >= {"end"}
    assert localiser.localised(reader.read()[0], "en").assessments["end"].pass_mark == 0.6


def test_a_file_that_breaks_stays_known(root: Path) -> None:
    """The final test goes on to name a pre-test that is there, and nothing is said of questions that it may ask."""
    edit(root, "quizzes/assessments/before.yml", "title: Before", "title: [Before")
    course, _ = read_course([root])
    assert course.known_assessments == {"before", "greeting", "end"}
    assert {problem.place.file.rpartition("/")[2] for problem in check(course)} == {"before.yml"}


def test_whatever_dropped_out_of_a_test_breeds_no_other_problem(root: Path) -> None:
    text = (root / "quizzes/assessments/end.yml").read_text(encoding="utf-8")
    lines = [line for line in text.splitlines() if line.strip()]
    for number, line in enumerate(lines):
        key = line.split(":")[0]
        misspelt = [*lines[:number], line.replace(key.strip(), f"{key.strip()}x", 1), *lines[number + 1 :]]
        write(root, "quizzes/assessments/end.yml", "\n".join(misspelt) + "\n")
        assert {problem.place.file.rpartition("/")[2] for problem in check(read_course([root])[0])} <= {"end.yml", "end.de.yml"}, line


def test_the_schema_names_the_keys_that_authors_write() -> None:
    pool = json.loads(schema_text("assessment"))["$defs"]["Pool"]
    assert set(pool["properties"]) == {"draw", "from"}


def test_every_kind_knows_whether_it_is_scored() -> None:
    assert {kind.folder for kind in KINDS if not kind.scored} == {"draft", "reflect"}
    assert not any(exercise(one).scored for one in (draft(), reflect("f")))


# Ids, and overlays


def test_tests_are_released_and_renamed_as_scenarios_are(root: Path) -> None:
    (root / "content/ids.lock").write_text(lock_text(sound(root)), encoding="utf-8")
    assert {"assessment before", "assessment end", "assessment greeting"} <= set((root / "content/ids.lock").read_text(encoding="utf-8").splitlines())
    for language in ("", ".de"):
        (root / f"quizzes/assessments/end{language}.yml").rename(root / f"quizzes/assessments/finish{language}.yml")
    assert [problem.code for problem in check(read_course([root])[0])] == ["id-gone"]
    edit(root, "quizzes/assessments/finish.yml", "[the-end]", "[the-end, end]")
    assert localised(sound(root), "en").assessments["finish"].formerly == ("the-end", "end")


def test_an_overlay_replaces_a_test_as_a_whole_and_adds_others(root: Path) -> None:
    house = root / "house"
    form = "forms:\n  a:\n    one: {draw: 1, from: [monday/how-it-lands]}\n"
    write(house, "content/course.yml", "id: ours\nlanguages: [en]\n")
    write(house, GREETING, f"title: Ours\npurpose: module-test\nmodule: greeting\n{form}")
    write(house, "quizzes/assessments/extra.yml", f"title: Extra\npurpose: module-test\nmodule: greeting\n{form}")
    found = localised(sound(root, house), "en").assessments
    assert list(found) == ["before", "extra", "greeting", "end"]
    assert (plain(found["greeting"].title), found["greeting"].intro, found["greeting"].pass_mark) == ("Ours", (), 0.8)


# What is kept for tests


def site(course: LocalCourse) -> dict[str, str]:
    """Return the pages of the compiled project, by their paths without ending."""
    pages = {artifact.path: artifact.bytes() for artifact in compile_site(course, Look())}
    return {path.removeprefix("docs/").removesuffix(".md"): data.decode() for path, data in pages.items() if path.endswith(".md")}


def linked(entries: list[dict[str, object]]) -> Iterator[str]:
    for entry in entries:
        for target in entry.values():
            yield from linked(target) if isinstance(target, list) else [str(target)]


def test_a_scenario_that_is_kept_has_no_page_and_is_listed_nowhere(course: LocalCourse) -> None:
    pages = site(course)
    assert "greeting/monday" in pages and "greeting/friday" not in pages
    elsewhere = {path: text for path, text in pages.items() if not path.startswith("tests/")}
    assert [path for path, text in elsewhere.items() if "friday" in text or "closes her stall" in text] == []
    assert [target for target in linked(navigation(course)) if "friday" in target] == []


def test_an_activity_that_is_kept_is_missing_where_the_others_of_its_scenario_stand(root: Path) -> None:
    edit(root, FRIDAY, "  other-line:\n    kind: judge\n    use: test\n", "  other-line:\n    kind: judge\n")
    edit(root, "quizzes/assessments/end.yml", "friday/other-line", "monday/best-reply")
    course = localised(sound(root), "en")
    pages = site(course)
    assert {"greeting/friday", "greeting/practice"} <= pages.keys()
    for path in ("greeting/friday", "greeting/practice"):
        assert anchor("friday/other-line") in pages[path] and anchor("friday/line") not in pages[path]
    (worksheet, *_) = make_handouts(course, Problems(), modules=["greeting"])
    assert worksheet.path == "greeting-worksheet.en.pdf"


def test_a_package_leaves_out_what_is_kept(course: LocalCourse) -> None:
    made = Scorm12().export(course)
    assert {line.exercise for line in made.transfers if line.feature == "use"} == {"friday/line", "friday/other-line"}


def test_the_sources_page_links_the_tests_that_ask_about_a_claim(course: LocalCourse) -> None:
    row = re.search(r'<tr><td id="A1">.*?</tr>', site(course)["sources"])
    assert row
    assert re.findall(r'href="\.\./(tests/[^"]*)">([^<]*)<', row[0]) == [("tests/before/", "Before"), ("tests/end/", "At the end")]


def test_the_downloads_page_links_every_test_on_paper(course: LocalCourse) -> None:
    page = site(course)["downloads"]
    made = {artifact.path for artifact in make_handouts(course, Problems())}
    assert {f"{test}-{sheet}.en.pdf" for test in course.assessments for sheet in ("test", "test-key")} <= made
    assert set(re.findall(r'downloads/([^"]*\.pdf)"', page)) == made
    assert page.index("greeting-worksheet") < page.index("## Tests on paper") < page.index("greeting-test.en.pdf")


def test_without_tests_nothing_speaks_of_them(make_course: MakeCourse) -> None:
    pages = site(localised(sound(make_course()), "en"))
    assert "on paper" not in pages["downloads"]
    assert not [path for path in pages if path.startswith("tests/")]


def test_a_final_test_without_forms_is_compared_with_nothing(root: Path) -> None:
    """Where the pre-test has several."""
    second = "  b:\n    greeting: {draw: 1, from: [monday/best-reply]}\n    asking: {draw: 1, from: [kites/statements]}\n"
    edit(root, "quizzes/assessments/before.yml", "forms:\n", f"forms:\n{second}")
    text = (root / "quizzes/assessments/end.yml").read_text(encoding="utf-8")
    write(root, "quizzes/assessments/end.yml", text[: text.index("forms:")] + "forms: {}\nformerly: [the-end]\n")
    assert [problem.code for problem in check(read_course([root])[0])] == ["too-few"]


def test_a_misspelt_question_is_one_problem(root: Path) -> None:
    """Not a second one, that nobody asks what was meant, and not a third, that nothing is asked about its claims."""
    edit(root, "quizzes/assessments/end.yml", "friday/other-line", "friday/other-lin")
    edit(root, "quizzes/assessments/end.yml", "kites/statements", "kites/statement")
    assert [problem.code for problem in check(read_course([root])[0])] == ["unknown-activity", "unknown-activity"]
