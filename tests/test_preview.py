"""The preview, as an author meets it: `leitfaden serve` on a course that she edits, breaks and mends."""

from __future__ import annotations

import os
import re
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

import pytest

from leitfaden.artifacts import write_folder
from leitfaden.scaffold import scaffold

SCENARIO = "quizzes/feedback/first-draft.yml"
PAGE = "feedback/first-draft/"
PATIENCE = 90  # seconds until a preview that does not come counts as failed; no test waits so long when it passes


class Preview:
    """A running `leitfaden serve`, its output, and its pages."""

    def __init__(self, course: Path, *options: str) -> None:
        self.course = course
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        command = [sys.executable, "-m", "leitfaden", "serve", "--port", str(self.port), *options]
        self.log = course / "preview.log"
        with self.log.open("w", encoding="utf-8") as log:
            self.process = subprocess.Popen(command, cwd=course, stdout=log, stderr=log, env={**os.environ, "PYTHONUNBUFFERED": "1"})

    @property
    def output(self) -> str:
        return self.log.read_text(encoding="utf-8")

    def page(self, path: str) -> str:
        try:
            with urlopen(f"http://127.0.0.1:{self.port}/{path}", timeout=PATIENCE) as answer:
                return answer.read().decode()
        except URLError:
            return ""

    def until(self, what: Callable[[], bool]) -> None:
        end = time.monotonic() + PATIENCE
        while not what():
            assert self.process.poll() is None, self.output
            assert time.monotonic() < end, f"it did not come; the preview said:\n{self.output}"
            time.sleep(0.1)

    def save(self, file: str, change: Callable[[str], str]) -> None:
        path = self.course / file
        path.write_text(change(path.read_text(encoding="utf-8")), encoding="utf-8")


@pytest.fixture
def course(tmp_path: Path) -> Path:
    write_folder(scaffold("preview"), tmp_path)
    return tmp_path


@contextmanager
def running(course: Path, *options: str) -> Iterator[Preview]:
    """Run a preview for as long as a test looks at it."""
    preview = Preview(course, *options)
    try:
        preview.until(lambda: "Serving on" in preview.output)
        yield preview
    finally:
        preview.process.terminate()
        preview.process.wait(timeout=PATIENCE)


@pytest.fixture
def preview(course: Path) -> Iterator[Preview]:
    with running(course) as preview:
        yield preview


def test_a_saved_change_reloads_the_browser_once(preview: Preview) -> None:
    preview.save(SCENARIO, lambda text: text.replace("The first draft", "The second draft"))
    preview.until(lambda: "The second draft" in preview.page(PAGE))
    preview.until(lambda: "Reloading browsers" in preview.output)
    preview.save("content/course.yml", lambda text: text.replace("title: Giving feedback", "title: Taking feedback"))
    preview.until(lambda: "Taking feedback" in preview.page(""))
    preview.until(lambda: preview.output.count("Reloading browsers") == 2)
    assert preview.output.count("Detected file changes") == 2


def test_a_mistake_shows_on_the_page_and_the_last_good_site_stays(preview: Preview) -> None:
    whole = (preview.course / SCENARIO).read_text(encoding="utf-8")
    preview.save(SCENARIO, lambda text: text.replace("by: kit", "by: kitt"))
    preview.until(lambda: "unknown-person" in preview.page(PAGE))
    page = preview.page(PAGE)
    assert 'role="alert"' in page
    assert "did you mean &#39;kit&#39;?" in page
    assert "I read it twice" in page, "the thread of the last good version"
    assert re.search(r"first-draft\.yml:\d+:\d+: error\[unknown-person\]", preview.output)
    preview.save(SCENARIO, lambda _: whole)
    preview.until(lambda: "unknown-person" not in preview.page(PAGE))


def test_posts_and_activities_lead_to_their_lines_and_downloads_wait(preview: Preview) -> None:
    lines = (preview.course / SCENARIO).read_text(encoding="utf-8").splitlines()
    links = re.findall(r'href="vscode://file/([^"]+?):(\d+):\d+">first-draft\.yml:(\d+)<', preview.page(PAGE))
    assert {Path(path) for path, _, _ in links} == {(preview.course / SCENARIO).resolve()}
    told = [lines[int(line) - 1].strip() for _, line, _ in links]
    assert told == ["by: mo", "by: ana", "by: kit", "kind: choice", "kind: judge"]
    # The same preview says why there is nothing to download; a preview takes seconds to start.
    assert "The preview makes no files to download" in preview.page("downloads/")


OVERLAY = {"content/course.yml": "id: ours\ntitle: Ours\n", "content/words.yml": "practice: Try it\n", "mkdocs.yml": "theme: {palette: {primary: teal}}\n"}


def test_a_preview_follows_an_overlay(course: Path) -> None:
    for name, text in OVERLAY.items():
        (course / "ours" / name).parent.mkdir(parents=True, exist_ok=True)
        (course / "ours" / name).write_text(text, encoding="utf-8")
    with running(course, "--overlay", "ours") as preview:
        assert "<title>Ours</title>" in preview.page("")
        assert 'data-md-color-primary="teal"' in preview.page("")
        preview.save("ours/content/words.yml", lambda text: text.replace("Try it", "Dry run"))
        preview.until(lambda: "Dry run" in preview.page("feedback/practice/"))
        preview.save("ours/mkdocs.yml", lambda text: text.replace("theme", "thyme"))
        preview.until(lambda: "in an overlay there is no 'thyme'; did you mean 'theme'?" in preview.output)
        assert 'data-md-color-primary="teal"' in preview.page("feedback/practice/"), "the last good look stays"
        preview.save("ours/mkdocs.yml", lambda _: "theme: {palette: {primary: brown}}\n")
        preview.until(lambda: 'data-md-color-primary="brown"' in preview.page(PAGE))


def test_a_broken_course_is_not_served(course: Path) -> None:
    scenario = course / SCENARIO
    scenario.write_text(scenario.read_text(encoding="utf-8").replace("by: kit", "by: kitt"), encoding="utf-8")
    done = subprocess.run([sys.executable, "-m", "leitfaden", "serve", "--port", "1"], cwd=course, capture_output=True, text=True, timeout=PATIENCE)
    assert done.returncode == 1
    assert "error[unknown-person]" in done.stdout + done.stderr


def test_a_built_site_has_neither_links_to_lines_nor_preview_styles(course: Path) -> None:
    subprocess.run([sys.executable, "-m", "leitfaden", "build"], cwd=course, check=True, capture_output=True)
    assert "vscode:" not in (course / "site" / PAGE / "index.html").read_text(encoding="utf-8")
    assert "lf-problems" not in next((course / "site/assets").glob("leitfaden-*.css")).read_text(encoding="utf-8")
