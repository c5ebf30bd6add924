"""Makes the screenshots of the README from the real site: `python docs/screenshots.py`.

Builds the repository's course into a temporary folder, serves it, and drives the system's Chromium as a learner would.
"""

from __future__ import annotations

import json
import shutil
import sys
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Page, sync_playwright

from leitfaden.localising import localised
from leitfaden.plugin import run_build
from leitfaden.reading import read_course

ROOT = Path(__file__).resolve().parent.parent
sys.path += [str(ROOT / "tests" / "browser"), str(ROOT / "tests")]

from histories import NOW, RICH, event_of, exercises_of, history, record_of  # noqa: E402 - the tests' own made-up records
from learner import right_responses, wrong_responses  # noqa: E402

FOLDER = ROOT / "docs" / "screenshots"
LESSON = "en/moderation/how-much/"
MARKS, BRANCH = "coffee-stain/more-than-there-is", "five-arrows/ten-weeks"
MOST_BYTES = 250_000
DESKTOP: dict[str, Any] = {"viewport": {"width": 1280, "height": 900}}
PHONE: dict[str, Any] = {"viewport": {"width": 390, "height": 844}, "device_scale_factor": 1.5, "is_mobile": True, "has_touch": True}
SETTINGS = {f"{device}-{scheme}": {**size, "color_scheme": scheme} for device, size in (("desktop", DESKTOP), ("phone", PHONE)) for scheme in ("light", "dark")}


@dataclass(frozen=True)
class Shot:
    """What is shown: a page, scrolled to what `place` finds, for somebody whose record is `record`."""

    name: str
    page: str
    place: str = ""
    record: str = ""


class Quiet(SimpleHTTPRequestHandler):
    """Serves files without a word."""

    def log_message(self, *_: object) -> None:
        """Say nothing."""


def built_site(folder: Path) -> Path:
    """Build the course in `folder` and return its site; in a copy, since a build writes beside mkdocs.yml."""
    shutil.copy(ROOT / "mkdocs.yml", folder)
    for name in ("content", "quizzes"):
        shutil.copytree(ROOT / name, folder / name)
    run_build(folder / "mkdocs.yml", site_dir=folder / "site")
    return folder / "site"


class Server(ThreadingHTTPServer):
    """Serves a browser that closes its pages before everything has come."""

    def handle_error(self, *_: object) -> None:
        """Say nothing."""


@contextmanager
def served(site: Path) -> Iterator[str]:
    """Serve a folder and yield its address."""
    server = Server(("127.0.0.1", 0), partial(Quiet, directory=str(site)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/"
    finally:
        server.shutdown()


@contextmanager
def visit(browser: Browser, address: str, shot: Shot, settings: dict[str, Any]) -> Iterator[Page]:
    """Yield the page of a shot, on the day on which made-up records end."""
    context = browser.new_context(reduced_motion="reduce", locale="en-GB", **settings)
    context.clock.set_fixed_time(NOW)
    page = context.new_page()
    page.goto(f"{address}en/about/" if shot.record else address + shot.page, wait_until="load")
    if shot.record:
        page.evaluate("(text) => leitfaden.record.merge(text)", shot.record)
        page.goto(address + shot.page, wait_until="load")
    yield page
    context.close()


def shoot(page: Page, name: str) -> None:
    """Write what the page shows to docs/screenshots."""
    file = FOLDER / f"{name}.png"
    page.screenshot(path=file, animations="disabled", caret="hide")
    if file.stat().st_size > MOST_BYTES:
        sys.exit(f"{file} has {file.stat().st_size:,} bytes, more than {MOST_BYTES:,}.")


def records() -> dict[str, str]:
    """Return the records that shots need: half a year's, and one with a few marks and a walk through a branch."""
    course = localised(read_course([ROOT])[0], "en")
    exercises = exercises_of(course)
    marks, branch = exercises[MARKS], exercises[BRANCH]
    right, wrong = right_responses(marks), wrong_responses(marks)
    some = {key: [*value[:-1], *wrong[key][:1]] if isinstance(value, list) and len(value) > 1 else value for key, value in right.items()}
    few = record_of(course, event_of(marks, some, NOW), event_of(branch, right_responses(branch), NOW))
    return {"rich": json.dumps(history(course, RICH)), "few": json.dumps(few)}


def scroll_to(page: Page, selector: str, *, above: int) -> None:
    """Scroll until what `selector` finds stands `above` pixels below the top."""
    place = page.locator(selector).first.evaluate("(element) => element.getBoundingClientRect().top + scrollY")
    page.evaluate("(place) => scrollTo(0, place)", place - above)


def shots() -> Iterator[Shot]:
    """Yield what is shown: home, a lesson, a thread with marks, the debrief of a branch, results."""
    made = records()
    yield Shot("home", "en/")
    yield Shot("lesson", LESSON, ".lf-thread")
    yield Shot("marks", "en/patience/after-the-first-reply/", f'leitfaden-activity[data-activity="{MARKS}"]', made["few"])
    yield Shot("debrief", "en/whom-you-know/saying-you-know/", f'leitfaden-activity[data-activity="{BRANCH}"] .lf-debrief', made["few"])
    yield Shot("results", "en/results/", "", made["rich"])


def shoot_all(browser: Browser, address: str) -> None:
    """Make all screenshots: each on a phone and on a desktop, in light and in dark."""
    for shot in shots():
        for name, settings in SETTINGS.items():
            with visit(browser, address, shot, settings) as page:
                if shot.place:
                    scroll_to(page, shot.place, above=110)
                shoot(page, f"{shot.name}-{name}")


def main() -> None:
    """Build, serve, shoot."""
    chromium = next((path for name in ("chromium", "chromium-browser", "google-chrome") if (path := shutil.which(name))), None)
    if chromium is None:
        sys.exit("The screenshots need Chromium on the PATH (apt install chromium).")
    FOLDER.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as folder, served(built_site(Path(folder))) as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        shoot_all(browser, address)
        browser.close()


if __name__ == "__main__":
    main()
