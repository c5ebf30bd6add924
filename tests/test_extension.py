"""Adding a kind is a folder, adding a format is a file: shown with a toy of each, given as parameters."""

from __future__ import annotations

import importlib
import inspect
import json
import re
import string
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
import yaml
from pypdf import PdfReader

from leitfaden.activities import KINDS
from leitfaden.artifacts import write_folder
from leitfaden.compiling import Compiler
from leitfaden.exporters import EXPORTERS
from leitfaden.exporters.moodle_xml import MoodleXml
from leitfaden.handouts import make_handouts
from leitfaden.localising import LocalCourse
from leitfaden.model.activity import Activity
from leitfaden.model.scenario import scenario_model
from leitfaden.problems import Problems
from leitfaden.scaffold import scaffold
from leitfaden.scoring import score_exercise
from leitfaden.site import Look
from toy.plain_text import PlainText
from toy.truth.model import Truth

PACKAGE = Path(inspect.getfile(Activity)).parent.parent
WITH_TOY = (*KINDS, Truth)
SCENARIO = "quizzes/feedback/first-draft.yml"
TRUTH = """
  does-it-hold:
    kind: truth
    prompt: Kit asks for one change only.
    hints: [Count the question marks.]
    answers:
      it-does: {text: That holds., feedback: One question and one change.}
      it-does-not: {text: That does not hold., feedback: Read it once more.}
    holds: it-does
"""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The starter's course with an activity of the toy kind."""
    course = tmp_path_factory.mktemp("with-toy")
    write_folder(scaffold("demo"), course)
    with (course / SCENARIO).open("a", encoding="utf-8") as file:
        file.write(TRUTH)
    lesson = next((course / "content" / "feedback").glob("*.md"))
    lesson.write_text(lesson.read_text(encoding="utf-8") + "\n::: activity first-draft/does-it-hold\n", encoding="utf-8")
    return course


@pytest.fixture(scope="module")
def compiler(folder: Path) -> Compiler:
    return Compiler((folder,), kinds=WITH_TOY)


@pytest.fixture(scope="module")
def course(compiler: Compiler) -> LocalCourse:
    inspection = compiler.inspect()
    assert inspection.problems == ()
    return compiler.localised(inspection.course)["en"]


@pytest.fixture(scope="module")
def project(compiler: Compiler, tmp_path_factory: pytest.TempPathFactory) -> Path:
    build = tmp_path_factory.mktemp("build")
    compiler.write_projects(compiler.inspect().course, Look(), build)
    return build / "en"


# The toy kind


def test_without_the_toy_its_kind_is_a_problem(folder: Path) -> None:
    assert [problem.code for problem in Compiler((folder,)).inspect().problems][:1] == ["unknown-kind"]


def test_the_format_knows_the_toy() -> None:
    schema = json.dumps(scenario_model(WITH_TOY).model_json_schema())
    assert "Say whether a statement holds." in schema
    assert "Say whether a statement holds." not in json.dumps(scenario_model(KINDS).model_json_schema())


def test_the_toys_own_checks_run(folder: Path, tmp_path: Path) -> None:
    broken = (folder / SCENARIO).read_text(encoding="utf-8").replace("holds: it-does\n", "holds: perhaps\n")
    write_folder(scaffold("demo"), tmp_path)
    (tmp_path / SCENARIO).write_text(broken, encoding="utf-8")
    (problem,) = Compiler((tmp_path,), kinds=WITH_TOY).inspect().problems
    assert (problem.code, problem.place.route[-1]) == ("unknown-answer", "holds")


def test_the_toy_stands_on_its_pages(project: Path) -> None:
    for page in ("feedback/say-what-you-saw", "feedback/first-draft"):
        text = (project / "docs" / f"{page}.md").read_text(encoding="utf-8")
        assert text.count('<ol class="toy-truth"') == text.count('<ul class="lf-key toy-key">') == 1
        assert "That does not hold." in text
        assert "Read it once more." in text


def test_the_toy_is_practised(project: Path) -> None:
    assert "#first-draft--does-it-hold" in (project / "docs/feedback/practice.md").read_text(encoding="utf-8")


def test_script_and_style_have_the_toys_parts(project: Path) -> None:
    (script,) = (project / "docs/assets").glob("leitfaden-*.js")
    (style,) = (project / "docs/assets").glob("leitfaden-*.css")
    assert re.search(r"window\.toyTruth=(!0|true)", script.read_text(encoding="utf-8"))
    assert ".toy-truth{list-style:none}" in style.read_text(encoding="utf-8")


def test_the_toy_is_scored(course: LocalCourse) -> None:
    exercise = next(one for one in course.scenarios["first-draft"].exercises if one.kind == "truth")
    assert score_exercise(exercise, {"truth": ["it-does"]}) == 1
    assert score_exercise(exercise, {"truth": ["it-does-not"]}) == 0


def test_the_toy_is_printed(course: LocalCourse, tmp_path: Path) -> None:
    problems = Problems()
    write_folder(make_handouts(course, problems), tmp_path)
    assert list(problems) == []
    worksheet, solutions = (
        "".join(page.extract_text() for page in PdfReader(tmp_path / f"feedback-{name}.en.pdf").pages) for name in ("worksheet", "solutions")
    )
    assert "That does not hold." in worksheet
    assert "Read it once more." in " ".join(solutions.split())


def test_the_toy_goes_to_moodle(course: LocalCourse) -> None:
    (artifact,) = MoodleXml().export(course).artifacts
    text = artifact.bytes().decode()
    assert "That does not hold." in text
    assert "Kit asks for one change only." in text


def test_the_toy_changes_no_other_block(folder: Path, project: Path, tmp_path: Path) -> None:
    """The blocks of the built-in kinds are the same bytes with and without the toy."""
    plain = tmp_path / "plain"
    write_folder(scaffold("demo"), plain)
    compiler = Compiler((plain,))
    compiler.write_projects(compiler.inspect().course, Look(), tmp_path / "build")
    before, after = (root.joinpath("docs/feedback/first-draft.md").read_text(encoding="utf-8").splitlines() for root in (tmp_path / "build/en", project))
    added = [line for line in after if line not in before]
    assert [line for line in before if line not in after] == []
    assert len(added) == 1
    assert 'data-activity="first-draft/does-it-hold"' in added[0]


# The toy format


def test_a_format_is_one_file_that_knows_exercises_alone(course: LocalCourse) -> None:
    exported = PlainText().export(course)
    lines = exported.artifacts[0].bytes().decode().splitlines()
    assert "first-draft/does-it-hold: That holds. / That does not hold." in lines
    assert len(lines) == sum(len(one.interactions) for one in course.scenarios["first-draft"].exercises)
    assert [line.exercise for line in exported.transfers] == ["first-draft/does-it-hold"]


# Nothing is forgotten


def _folders() -> list[str]:
    return sorted(path.parent.name for path in (PACKAGE / "activities").glob("*/model.py"))


def test_every_kind_is_listed() -> None:
    assert sorted(kind.folder for kind in KINDS) == _folders()


@pytest.mark.parametrize("kind", [*KINDS, Truth], ids=lambda kind: kind.folder)
def test_every_kind_is_complete(kind: type[Activity]) -> None:
    folder = Path(inspect.getfile(kind)).parent
    assert folder.name == kind.folder == kind.model_fields["kind"].annotation.__args__[0]
    for name in ("html", "solution.html", "js", "css"):
        assert (folder / f"{kind.folder}.{name}").is_file()


def _exporter_classes() -> Iterator[type[Any]]:
    for path in sorted((PACKAGE / "exporters").glob("*.py")):
        module = importlib.import_module(f"leitfaden.exporters.{path.stem}") if path.stem != "__init__" else None
        for _, thing in inspect.getmembers(module, inspect.isclass):
            if thing.__module__ == getattr(module, "__name__", "") and hasattr(thing, "export") and not getattr(thing, "_is_protocol", False):
                yield thing


def test_every_exporter_is_listed() -> None:
    classes = list(_exporter_classes())
    assert MoodleXml in classes
    assert {type(one) for one in EXPORTERS} == set(classes)


def test_exporters_have_names_of_their_own() -> None:
    names = [one.name for one in EXPORTERS]
    assert len(set(names)) == len(names)
    assert all(re.fullmatch(r"[a-z0-9-]+", one.name) and one.description for one in EXPORTERS)


# Words


def _words() -> Mapping[str, Mapping[str, Any]]:
    return {path.stem: yaml.safe_load(path.read_text(encoding="utf-8")) for path in sorted((PACKAGE / "words").glob("*.yml"))}


def _placeholders(word: Any) -> set[str]:
    forms = word.values() if isinstance(word, Mapping) else [word]
    return {field for form in forms for _, field, _, _ in string.Formatter().parse(str(form)) if field is not None}


@pytest.mark.parametrize("language", sorted(_words()))
def test_every_language_has_the_same_words(language: str) -> None:
    english, own = _words()["en"], _words()[language]
    assert set(own) == set(english)
    assert {key for key in english if _placeholders(english[key]) != _placeholders(own[key])} == set()
    assert {key for key in english if isinstance(english[key], Mapping) != isinstance(own[key], Mapping)} == set()
    assert [key for key, word in own.items() if not word] == []


@pytest.mark.parametrize("language", sorted(_words()))
def test_every_plural_has_the_form_that_always_fits(language: str) -> None:
    assert [key for key, word in _words()[language].items() if isinstance(word, Mapping) and "other" not in word] == []


def _used_words() -> set[str]:
    text = "\n".join(path.read_text(encoding="utf-8") for path in PACKAGE.rglob("*") if path.suffix in {".py", ".html", ".js", ".typ"})
    return set(re.findall(r"\w+", text))


def _beginnings() -> set[str]:
    """Return what words are put together from in code: `action_` of `words(f"action_{action}")`, for a model's own values."""
    text = "\n".join(path.read_text(encoding="utf-8") for path in PACKAGE.rglob("*") if path.suffix in {".py", ".html", ".js"})
    return set(re.findall(r"""["'`](\w+_)(?:["'] ~ |\{\w|\$\{\w)""", text))


def test_every_word_is_said_somewhere() -> None:
    used = _used_words()
    assert {key for key in _words()["en"] if key not in used and not any(key.startswith(one) for one in _beginnings())} == set()
