"""Makes the screenshots of the README from the real site: `python docs/screenshots.py`.

Builds the repository's course into a temporary folder, serves it, and drives the system's Chromium as a learner would.
"""

from __future__ import annotations

import shutil
import sys
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Page, sync_playwright

from leitfaden.plugin import run_build

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / "docs" / "screenshots"
LESSON = "en/moderation/how-much/"
DESKTOP: dict[str, Any] = {"viewport": {"width": 1280, "height": 860}, "color_scheme": "light"}
PHONE: dict[str, Any] = {"viewport": {"width": 390, "height": 844}, "color_scheme": "dark", "device_scale_factor": 2, "is_mobile": True, "has_touch": True}
MOST_BYTES = 250_000
RATINGS = ("good", "good", "bad", "good")


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


@contextmanager
def served(site: Path) -> Iterator[str]:
    """Serve a folder and yield its address."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(site)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/"
    finally:
        server.shutdown()


@contextmanager
def visit(browser: Browser, url: str, settings: dict[str, Any]) -> Iterator[Page]:
    """Yield a page of a visitor who has never been here."""
    context = browser.new_context(reduced_motion="reduce", locale="en-GB", **settings)
    page = context.new_page()
    page.goto(url, wait_until="load")
    yield page
    context.close()


def shoot(page: Page, name: str) -> None:
    """Write what the page shows to docs/screenshots."""
    file = FOLDER / f"{name}.png"
    page.screenshot(path=file, animations="disabled", caret="hide")
    if file.stat().st_size > MOST_BYTES:
        sys.exit(f"{file} has {file.stat().st_size:,} bytes, more than {MOST_BYTES:,}.")


def rate_and_check(page: Page) -> None:
    """Rate the posts of the first activity, one of them wrongly, and check."""
    activity = page.locator("leitfaden-activity").first
    for group, rating in zip(activity.locator("[data-interaction]").all(), RATINGS, strict=True):
        group.locator(f"input[value={rating}]").check(force=True)
    activity.get_by_role("button", name="Check answer").click()


def scroll_to(page: Page, selector: str, *, above: int) -> None:
    """Scroll until what `selector` finds stands `above` pixels below the top."""
    place = page.locator(selector).first.evaluate("(element) => element.getBoundingClientRect().top + scrollY")
    page.evaluate("scrollTo(0, 0)")
    page.evaluate("(place) => scrollTo(0, place)", place - above)
    page.locator(".md-top[hidden]").wait_for(state="attached")


def shoot_all(browser: Browser, address: str) -> None:
    """Make all screenshots."""
    with visit(browser, f"{address}en/", DESKTOP) as page:
        shoot(page, "home")
    with visit(browser, address + LESSON, {**DESKTOP, "viewport": {"width": 1280, "height": 1000}}) as page:
        scroll_to(page, ".lf-thread", above=110)
        shoot(page, "thread")
        rate_and_check(page)
        scroll_to(page, "leitfaden-activity", above=110)
        shoot(page, "activity")
    with visit(browser, address + LESSON, PHONE) as page:
        rate_and_check(page)
        scroll_to(page, "leitfaden-activity", above=90)
        shoot(page, "phone")


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
