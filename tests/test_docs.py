"""The documentation: every command of the tutorial is run, every snippet is a test input, every figure is recomputed."""

from __future__ import annotations

import filecmp
import json
import os
import re
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from leitfaden import as_text, check, localised, read_course, score_exercise
from leitfaden.documents import parse_yaml
from leitfaden.exercises import Exercise
from leitfaden.plugin import LeitfadenConfig
from leitfaden.problems import Problems
from leitfaden.reference import reference_text

ROOT = Path(__file__).resolve().parent.parent
DOCS = ROOT / "docs"
PAGES = (
    [ROOT / name for name in ("README.md", "CONTRIBUTING.md", "CHANGELOG.md", "LICENSE-CONTENT.md")]
    + sorted(DOCS.rglob("*.md"))
    + sorted((ROOT / "examples").rglob("README.md"))
)

_FENCE = re.compile(r"^(?P<indent> *)```(?P<language>\w+)(?P<info>[^\n]*)\n(?P<text>.*?)^(?P=indent)```$", re.DOTALL | re.MULTILINE)
_INFO = re.compile(r'(\w+)="([^"]*)"')


@dataclass(frozen=True)
class Snippet:
    """A fenced block: its language, what its first line says (`title="…"`), its text, the Markdown that follows it."""

    language: str
    info: dict[str, str]
    text: str
    after: str

    @property
    def title(self) -> str:
        return self.info.get("title", "")


def snippets(file: Path) -> list[Snippet]:
    text = file.read_text(encoding="utf-8")
    return [Snippet(found["language"], dict(_INFO.findall(found["info"])), found["text"], text[found.end() :]) for found in _FENCE.finditer(text)]


def table_below(snippet_or_text: str) -> list[list[str]]:
    """Return the rows of the first table of a text, without its head."""
    lines = [line for line in snippet_or_text[snippet_or_text.index("\n|") :].lstrip("\n").split("\n\n")[0].splitlines() if line.startswith("|")]
    return [[cell.strip().replace("\\|", "|") for cell in re.split(r"(?<!\\)\|", line)[1:-1]] for line in lines[2:]]


# The format reference


def test_the_format_reference_is_fresh():
    assert (DOCS / "format.md").read_text(encoding="utf-8") == reference_text(), "run `python -m leitfaden.reference > docs/format.md`"


def write_example(folder: Path, *, translations: bool) -> Path:
    """Write the whole examples of the format reference to `folder`, as the course and the overlay that they make."""
    for snippet in snippets(DOCS / "format.md"):
        if snippet.title in ("", "fragment") or (".de." in snippet.title and not translations):
            continue
        target = folder / snippet.title
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(snippet.text, encoding="utf-8")
    if translations:
        facts = folder / "content" / "course.yml"
        facts.write_text(facts.read_text(encoding="utf-8").replace("languages: [en]", "languages: [en, de]"), encoding="utf-8")
    return folder


def test_the_examples_of_the_format_reference_make_a_course_without_a_problem(tmp_path: Path):
    course, sources = read_course([write_example(tmp_path, translations=False)])
    assert as_text(check(course), sources) == ""
    assert len(course.scenarios) == 3
    assert len(localised(course, "en").pages) == 1


def test_the_example_of_an_overlay_replaces_a_scenario(tmp_path: Path):
    root = write_example(tmp_path, translations=False)
    course, sources = read_course([root, root / "house"])
    assert as_text(check(course), sources) == ""
    assert course.facts.value.id == "in-public-northline"
    assert list(course.scenarios["on-duty"].stated.value.activities) == ["whom-to-ask"]
    assert course.scenarios["late-trains"].stated.value.title == "Late trains"


def test_the_example_of_a_translation_is_whole(tmp_path: Path):
    course, _ = read_course([write_example(tmp_path, translations=True)])
    problems = check(course)
    assert {problem.code for problem in problems} == {"missing-translation"}
    assert not [problem for problem in problems if "late-trains" in problem.place.file]
    assert localised(course, "de").scenarios["late-trains"].thread["regret"].written == "Wir bedauern etwaige Unannehmlichkeiten."


@pytest.mark.parametrize("snippet", [one for one in snippets(DOCS / "format.md") if one.title == "fragment"], ids=lambda one: one.text.split("\n")[0])
def test_fragments_are_read_without_a_problem(snippet: Snippet):
    problems = Problems()
    assert parse_yaml(snippet.text, "fragment.yml", problems).value
    assert list(problems) == []


def traps() -> list[list[str]]:
    text = (DOCS / "format.md").read_text(encoding="utf-8")
    return table_below(text[text.index("with the cure:") :])


@pytest.mark.parametrize(("written", "meant", "code"), traps(), ids=lambda cell: cell)
def test_each_trap_of_yaml_is_reported_as_the_reference_says(written: str, meant: str, code: str):
    problems = Problems()
    parse_yaml(written.strip("`") + "\n", "trap.yml", problems)
    assert [problem.code for problem in problems] == [code.strip("`")]


def test_all_settings_of_the_plugin_are_listed():
    text = (DOCS / "format.md").read_text(encoding="utf-8")
    rows = table_below(text[text.index("| the plugin's settings") - 1 :])
    assert [row[0].strip("`") for row in rows] == [name for name, _ in LeitfadenConfig._schema]


# The scoring contract

COURSE = """\
id: worked
title: Worked
languages: [en]
modules:
  one: {title: One}
scales:
  good-depends-bad:
    steps: {good: Good, depends: Depends, bad: Bad}
    neighbour: 0.25
"""
SCENARIO = """\
title: Worked
people:
  ada: {name: Ada Holt, handle: ada, role: Commuter}
  rosa: {name: Rosa Lind, handle: rosa, role: Press office}
situation: A part is late.
thread:
  question: {by: ada, at: "Mon 09:12", text: "Where is my part, Rosa?"}
  answer: {by: rosa, at: "Mon 09:40", reply_to: question, text: "Thanks for the photo! We regret any inconvenience and will reply in due course. Rosa"}
activities:
  example:
"""


def exercise_of(activity: str, folder: Path) -> Exercise:
    """Return an activity of the documentation as an exercise, read and checked like any other."""
    indented = "".join(f"    {line}\n" for line in activity.splitlines())
    for name, text in {"content/course.yml": COURSE, "quizzes/one/worked.yml": SCENARIO + indented}.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    course, sources = read_course([folder])
    assert as_text(check(course), sources) == ""
    return localised(course, "en").scenarios["worked"].exercises[0]


def worked_examples() -> list[Any]:
    return [
        pytest.param(snippet.text, json.loads(answer.strip("`")), float(score), id=f"{snippet.text.split()[1]}-{answer}")
        for snippet in snippets(DOCS / "scoring.md")
        for answer, score, _ in table_below(snippet.after)
    ]


@pytest.mark.parametrize(("activity", "answer", "score"), worked_examples())
def test_worked_examples_score_what_the_contract_says(activity: str, answer: Any, score: float, tmp_path: Path):
    exercise = exercise_of(activity, tmp_path)
    responses = answer if len(exercise.interactions) > 1 else {exercise.interactions[0].id: answer}
    assert score_exercise(exercise, responses) == score


def test_there_is_a_worked_example_of_every_kind_with_a_full_mark_and_with_none():
    found = {(parameter.values[0].split()[1], parameter.values[2]) for parameter in worked_examples()}
    kinds = {"choice", "judge", "order", "mark", "match", "gap", "mix", "branch"}
    assert {kind for kind, score in found if score == 1} == kinds
    assert {kind for kind, score in found if score == 0} >= kinds - {"judge", "match"}


# The tutorial

ENDLESS = {"leitfaden serve", "python3 -m http.server --directory site", "leitfaden serve --course course --overlay acme"}


def applied(text: str, patch: str) -> str:
    """Return `text` with a diff applied: lines with `-` go, lines with `+` come, the others say where."""
    lines = patch.splitlines(keepends=True)
    old = "".join(line[1:] or "\n" for line in lines if line[0] in " -\n")
    new = "".join(line[1:] or "\n" for line in lines if line[0] in " +\n")
    assert text.count(old) == 1, f"the lines to change stand there {text.count(old)} times:\n{old}"
    return text.replace(old, new)


def commands(snippet: Snippet) -> list[tuple[str, list[str]]]:
    """Return the commands of a console block, each with the lines that it should print."""
    found: list[tuple[str, list[str]]] = []
    for line in snippet.text.splitlines():
        if line.startswith("$ "):
            found.append((line[2:], []))
        else:
            found[-1][1].append(line)
    return found


def matches(printed: list[str], expected: list[str]) -> bool:
    """Compare line by line; `…` stands for any lines, at a line's end for the rest of it."""
    pattern = "\n".join(".*" if line == "…" else re.sub("…$", r"[^\\n]*", re.escape(line)) for line in expected)
    return re.fullmatch(pattern, "\n".join(printed), re.DOTALL) is not None


def run(command: str, folder: Path, status: int) -> list[str]:
    path = os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])
    done = subprocess.run(
        command, shell=True, cwd=folder, env={**os.environ, "PATH": path}, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False
    )
    assert done.returncode == status, f"{command}:\n{done.stdout}"
    return [line.rstrip() for line in done.stdout.strip("\n").splitlines()]


@dataclass
class Replay:
    """A page's blocks, done one after the other in a folder, as a reader would; `shown` is what the consoles then say."""

    folder: Path
    ran: list[str]
    shown: list[tuple[str, str]]

    def do(self, snippet: Snippet) -> None:
        if snippet.language == "diff":
            target = self.folder / snippet.title
            target.write_text(applied(target.read_text(encoding="utf-8"), snippet.text), encoding="utf-8")
        elif snippet.title:
            target = self.folder / snippet.title
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_text(snippet.text, encoding="utf-8")
        elif snippet.language == "console":
            self.shown.append((snippet.text, "".join(self.run_one(command, expected, snippet.info) for command, expected in commands(snippet))))

    def run_one(self, command: str, expected: list[str], info: dict[str, str]) -> str:
        self.ran.append(command)
        printed = expected
        if "runs" in info:
            assert command in ENDLESS
        elif command.startswith("cd "):
            self.folder = self.folder / command[3:]
        else:
            printed = run(command, self.folder, int(info.get("exits", 0)))
        return "\n".join([f"$ {command}", *(expected if matches(printed, expected) else printed)]) + "\n"


def with_consoles(text: str, shown: list[tuple[str, str]]) -> str:
    """Return a page with the texts of its console blocks exchanged, one after the other."""
    done = ""
    for written, now in shown:
        before, _, text = text.partition(f"\n{written}```")
        done += f"{before}\n{now}```"
    return done + text


def replayed(page: Path, folder: Path, *, bless: bool) -> Replay:
    """Do in `folder` what a page says, and compare what its consoles show; or write down what they show now."""
    replay = Replay(folder, [], [])
    for snippet in snippets(page):
        replay.do(snippet)
    if bless:
        page.write_text(with_consoles(page.read_text(encoding="utf-8"), replay.shown), encoding="utf-8")
    else:
        assert [shown for _, shown in replay.shown] == [written for written, _ in replay.shown], "run pytest with --bless, and read the difference"
    return replay


def test_the_tutorial_works_as_it_is_written(tmp_path: Path, pytestconfig: pytest.Config):
    replay = replayed(DOCS / "tutorial.md", tmp_path, bless=pytestconfig.getoption("--bless"))
    assert {command.split()[1] for command in replay.ran if command.startswith("leitfaden")} >= {"new", "check", "serve", "build", "handouts", "export", "lock"}
    assert (replay.folder / "site" / "de" / "feedback" / "monday-slide" / "index.html").is_file()
    assert (replay.folder / "offline" / "index.html").is_file()


# A company's own folder


def test_the_page_on_a_company_s_folder_works_as_it_is_written(tmp_path: Path, pytestconfig: pytest.Config):
    for name in ("content", "quizzes"):
        shutil.copytree(ROOT / name, tmp_path / "course" / name)
    config = (ROOT / "mkdocs.yml").read_text(encoding="utf-8").replace("  - leitfaden\n", "  - leitfaden: {downloads: false}\n")  # they take their time
    (tmp_path / "course" / "mkdocs.yml").write_text(config, encoding="utf-8")
    page = DOCS / "overlays.md"
    replay = replayed(page, tmp_path, bless=pytestconfig.getoption("--bless"))
    assert {command.split()[1] for command in replay.ran} == {"check", "lint", "words", "serve", "build", "handouts", "export", "lock"}
    site = tmp_path / "site"
    assert "Your turn: At our place" in (site / "our-place" / "practice" / "index.html").read_text(encoding="utf-8")
    assert "nothing until they are out" in (site / "house-rules" / "index.html").read_text(encoding="utf-8")
    assert 'data-md-color-primary="custom"' in (site / "mix" / "what-to-post" / "index.html").read_text(encoding="utf-8")
    assert "scenario stuck-on-two\n" in (tmp_path / "acme" / "content" / "ids.lock").read_text(encoding="utf-8")
    assert filecmp.dircmp(ROOT / "content", tmp_path / "course" / "content").diff_files == [], "the course stays as it is"


# All pages

_LINK = re.compile(r"\]\((?!https?:)([^)#\s]*)(?:#([^)\s]*))?\)")
_CODE = re.compile(r"`[^`\n]*`")


def anchors(page: Path) -> set[str]:
    """Return the anchors of a page's headings, as GitHub makes them."""
    headings = re.findall(r"^#+ (.*)$", page.read_text(encoding="utf-8"), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_links_between_the_pages_lead_somewhere(page: Path):
    text = _CODE.sub("", _FENCE.sub("", page.read_text(encoding="utf-8")))
    lost = []
    for path, anchor in _LINK.findall(text):
        goal = (page.parent / path).resolve() if path else page
        if not goal.exists() or (anchor and anchor not in anchors(goal)):
            lost.append(f"{path}#{anchor}")
    assert lost == []


def shell_commands(page: Path) -> list[str]:
    """Return the commands of a page's shell blocks, without the remarks behind them."""
    return [line.split("  ")[0].strip() for snippet in snippets(page) if snippet.language == "sh" for line in snippet.text.splitlines() if line.strip()]


def test_the_targets_that_the_pages_name_are_in_the_makefile():
    named = {command.split()[1] for name in ("README.md", "CONTRIBUTING.md") for command in shell_commands(ROOT / name) if command.startswith("make ")}
    assert named == {"site", "test", "serve", "check", "engines"}
    assert named <= set(re.findall(r"^(\w+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))


def test_the_readme_shows_a_course_of_ones_own_from_beginning_to_end(tmp_path: Path):
    folder, ran = tmp_path, []
    for command in shell_commands(ROOT / "README.md"):
        if command.startswith("cd "):
            folder = folder / command[3:]
            (folder / "chat.txt").write_text("Rosa: The 7:42 is late again.\nIb: Any inconvenience, they say.\n", encoding="utf-8")
        elif command.startswith("leitfaden ") and command not in ENDLESS:
            ran.append(command.split()[1])
            run(command, folder, 0)
    assert ran == ["new", "new", "check", "lint", "build", "handouts", "export", "export"]
    assert (folder / "site" / "index.html").is_file()


def test_the_problem_that_the_readme_shows_is_the_tutorials():
    shown = [snippet.text for snippet in snippets(ROOT / "README.md") if snippet.language == "text"]
    assert len(shown) == 1
    assert shown[0] in (DOCS / "tutorial.md").read_text(encoding="utf-8")


def test_every_screenshot_is_small_and_is_shown():
    files = sorted((DOCS / "screenshots").iterdir())
    shown = (DOCS / "screenshots.md").read_text(encoding="utf-8")
    assert [file.name for file in files if f"](screenshots/{file.name})" not in shown] == []
    assert [file.name for file in files if file.stat().st_size > 250_000] == []
