"""What all tests share: the repository, a small course to change, `--bless`, and the one browser of a test run.

The browser is the system's Chromium, started once for each process that needs it: Playwright's blocking interface
allows one start per thread, so every test that wants a browser takes it from here.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from playwright.sync_api import Browser, Page, sync_playwright

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
FLAGS = (
    "--disable-gpu", "--disable-background-networking", "--disable-component-update", "--disable-sync", "--no-first-run",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",  # whatever asks another host fails
)  # fmt: skip
REPOSITORY = Path(__file__).parent.parent
IN_BROWSERS = {"browser", "engines"}
BASE = REPOSITORY / "tests" / "cases" / "base"
SCORING = REPOSITORY / "generator" / "leitfaden" / "site" / "assets" / "scoring.js"

settings.register_profile("fixed", derandomize=True, deadline=None, database=None, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("search", deadline=None, max_examples=2000)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "fixed"))


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--bless", action="store_true", help="Write what the cases of tests/cases say now; then read the difference.")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Give tests in a browser, which several processes take part in, a second try; the summary names every one that needed it (`RERUN`)."""
    for item in items:
        if IN_BROWSERS.intersection(item.path.relative_to(REPOSITORY).parts):
            item.add_marker(pytest.mark.flaky(reruns=1))


@pytest.fixture(scope="session")
def repository() -> Path:
    """The repository's root, which is a course of its own."""
    return REPOSITORY


@pytest.fixture
def make_course(tmp_path: Path) -> Callable[..., Path]:
    """Write the small course of two languages into a folder of its own, with `files` changed (None: deleted)."""

    def make(files: Mapping[str, str | bytes | None] | None = None, name: str = "course") -> Path:
        root = tmp_path / name
        shutil.copytree(BASE, root)
        for path, content in (files or {}).items():
            file = root / path
            if content is None:
                file.unlink()
                continue
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(content.encode() if isinstance(content, str) else content)
        return root

    return make


@pytest.fixture(scope="session")
def chromium() -> str:
    """The path of the system's browser; a missing one is a failure, since a skipped test proves nothing."""
    found = next((path for path in map(shutil.which, NAMES) if path), None)
    if found is None:
        pytest.fail("The browser tests need Chromium or Chrome on the PATH: install it (apt install chromium), or run `make test`, which does.")
    return found


@pytest.fixture(scope="session")
def browser(chromium: str) -> Iterator[Browser]:
    """The browser, headless; without its sandbox where the tests run as root."""
    sandbox = ["--no-sandbox"] if os.name == "posix" and os.geteuid() == 0 else []
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=chromium, args=[*FLAGS, *sandbox])
        yield started
        started.close()


@pytest.fixture(scope="module")
def scoring_page(browser: Browser) -> Iterator[Page]:
    """An empty page with the script that scores."""
    page = browser.new_page()
    page.add_script_tag(content=SCORING.read_text(encoding="utf-8"))
    yield page
    page.close()
