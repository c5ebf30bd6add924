"""The one browser of a test run: the system's Chromium, started once for each process that needs it.

Playwright's blocking interface allows one start per thread, so every test that wants a browser takes it from here.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, sync_playwright

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
FLAGS = ("--disable-gpu", "--disable-background-networking", "--disable-component-update", "--disable-sync", "--no-first-run")


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
