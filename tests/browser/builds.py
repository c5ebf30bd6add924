"""Builds the sites that the browser tests visit: as an author would, with the command line, once for a whole run."""

from __future__ import annotations

import fcntl
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

REPOSITORY = Path(__file__).parents[2]
DAYS_COURSE = Path(__file__).parent / "days_course"
SMALL_COURSE = Path(__file__).parent / "small_course"
BRANCH_COURSE = Path(__file__).parent / "branch_course"
PLACES_COURSE = Path(__file__).parent / "places_course"
PLANS_COURSE = Path(__file__).parent / "plans_course"
TAKING_COURSE = Path(__file__).parent / "taking_course"
TESTED_COURSE = Path(__file__).parent / "tested_course"
WORDS_COURSE = Path(__file__).parent / "words_course"
OVERLAY = REPOSITORY / "examples" / "morgenrain"
SUB_PATH = "kurs"
SCENARIO, LESSON = "quizzes/garden/bed.yml", "content/garden/thanks.md"


def shared_folder(factory: pytest.TempPathFactory) -> Path:
    """Return a folder that all worker processes of this run share."""
    base = factory.getbasetemp()
    return base.parent if "PYTEST_XDIST_WORKER" in os.environ else base


@contextmanager
def alone(lock: Path) -> Iterator[None]:
    """Let one process at a time through."""
    with lock.open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


def made_once(factory: pytest.TempPathFactory, name: str, make: Callable[[Path], None]) -> Path:
    """Return the shared folder `name`, made by the first process that asks for it."""
    shared = shared_folder(factory)
    folder, done = shared / name, shared / f"{name}.done"
    with alone(shared / f"{name}.lock"):
        if not done.exists():
            shutil.rmtree(folder, ignore_errors=True)
            folder.mkdir()
            make(folder)
            done.touch()
    return folder


def copied_course(source: Path, target: Path) -> Path:
    """Copy what makes up a course, so that its compiled pages lie elsewhere; return the copy."""
    target.mkdir(parents=True)
    for name in ("content", "quizzes"):
        shutil.copytree(source / name, target / name)
    shutil.copy(source / "mkdocs.yml", target / "mkdocs.yml")
    return target


def edit(file: Path, *changes: tuple[str, str]) -> None:
    """Replace texts in a file, each of which must be there: an edit that changes nothing proves nothing."""
    text = file.read_text(encoding="utf-8")
    for old, new in changes:
        assert old in text, f"{file.name} has no {old!r}"
        text = text.replace(old, new)
    file.write_text(text, encoding="utf-8")


def start_build(course: Path, out: Path, *options: str) -> subprocess.Popen[str]:
    """Start building a course into `out`."""
    command = [sys.executable, "-m", "leitfaden", "build", "--course", str(course), "--out", str(out), *options]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)


def finish(builds: Iterable[subprocess.Popen[str]]) -> None:
    """Wait for builds; fail with what they printed where one fails or warns."""
    for build, printed in [(build, build.communicate()[0]) for build in builds]:
        assert build.returncode == 0, printed
        assert not re.search(r"^WARNING|warning\[", printed, re.MULTILINE), printed


def build_course_sites(folder: Path) -> None:
    """Build the repository's course three times: `plain`, `offline`, and `below/kurs` with an address of its own."""
    plain, below = (copied_course(REPOSITORY, folder / f"course-{name}") for name in ("plain", "below"))
    with (below / "mkdocs.yml").open("a", encoding="utf-8") as config:
        config.write(f"\nsite_url: https://leitfaden.example/{SUB_PATH}/\n")
    finish([start_build(plain, folder / "plain"), start_build(below, folder / "below" / SUB_PATH)])
    finish([start_build(plain, folder / "offline", "--offline")])


def build_overlaid(folder: Path) -> None:
    """Build the repository's course with the example of a company's folder on top of it, without files to download, which take their time."""
    course = copied_course(REPOSITORY, folder / "course")
    edit(course / "mkdocs.yml", ("  - leitfaden\n", "  - leitfaden: {downloads: false}\n"))
    finish([start_build(course, folder / "site", "--overlay", str(OVERLAY))])


def build_editions(folder: Path) -> None:
    """Build the small course and what its author makes of it later: `new-text`, `new-key`, `renamed`."""
    first = copied_course(SMALL_COURSE, folder / "course-first")
    builds = [start_build(first, folder / "first")]
    for name, change in EDITIONS.items():
        course = copied_course(SMALL_COURSE, folder / f"course-{name}")
        change(course)
        builds.append(start_build(course, folder / name))
    finish(builds)


def build_branches(folder: Path) -> None:
    """Build the course of conversations with consequences, in two languages."""
    finish([start_build(copied_course(BRANCH_COURSE, folder / "course"), folder / "site")])


def build_places(folder: Path) -> None:
    """Build the course of places to mark and things to match."""
    finish([start_build(copied_course(PLACES_COURSE, folder / "course"), folder / "site")])


def build_plans(folder: Path) -> None:
    """Build the course of weeks to compose and contact to pace."""
    finish([start_build(copied_course(PLANS_COURSE, folder / "course"), folder / "site")])


def build_days(folder: Path) -> None:
    """Build the course with a practice plan, in two languages: to be served, and to be opened from a folder."""
    course = copied_course(DAYS_COURSE, folder / "course")
    finish([start_build(course, folder / "site")])
    finish([start_build(course, folder / "offline", "--offline")])


def build_words(folder: Path) -> None:
    """Build the course of gaps, drafts and notes, in two languages."""
    finish([start_build(copied_course(WORDS_COURSE, folder / "course"), folder / "site")])


def build_taking(folder: Path) -> None:
    """Build the course of what every activity takes, in two languages."""
    finish([start_build(copied_course(TAKING_COURSE, folder / "course"), folder / "site")])


def build_tested(folder: Path) -> None:
    """Build the course with tests before, after and between, and what its author makes of it later: `changed`."""
    first, changed = (copied_course(TESTED_COURSE, folder / f"course-{name}") for name in ("first", "changed"))
    edit(
        changed / "quizzes/counter/queue.yml",
        ("      up: ", "      above: "),
        ("      sees: ", "      greets: "),
        ("      name: {text: Her", "      hers: {text: Her"),
    )
    edit(changed / "quizzes/oven/bread.yml", ("before-flour:", "before-grain:"), ("before-salt:", "before-water:"))
    edit(changed / "quizzes/assessments/before.yml", ("before-flour", "before-grain"), ("before-salt", "before-water"))
    finish([start_build(first, folder / "first"), start_build(changed, folder / "changed")])


def _new_text(course: Path) -> None:
    edit(
        course / SCENARIO,
        ('prompt: "What does Ada write back?"', 'prompt: "What should Ada write back now?"'),
        ('"Thanks, I will try it."', '"Thank you, I will try that."'),
    )


def _new_key(course: Path) -> None:
    edit(course / SCENARIO, ("verdict: good\n", "verdict: depends\n"))


def _renamed(course: Path) -> None:
    edit(course / SCENARIO, ("  write-back:\n", "  answer-ben:\n    formerly: [write-back]\n"))
    edit(course / LESSON, ("::: activity bed/write-back", "::: activity bed/answer-ben"))


EDITIONS: dict[str, Callable[[Path], None]] = {"new-text": _new_text, "new-key": _new_key, "renamed": _renamed}
