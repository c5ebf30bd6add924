"""Sites as built, visited in Firefox and in WebKitGTK: one browser of each for the whole run, and a site at an address of its own for every test.

A new address is a new origin, so nothing that an earlier test stored is there.
"""

from __future__ import annotations

import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

TESTS = Path(__file__).parents[1]
sys.path.insert(0, str(TESTS / "browser"))

from builds import REPOSITORY, build_tested, copied_course, finish, made_once, start_build  # noqa: E402
from pages import Page  # noqa: E402
from selenium.webdriver.remote.webdriver import WebDriver  # noqa: E402
from starting import ENGINES  # noqa: E402
from web import Site, served  # noqa: E402

FRAME = "frame.htm"
EVERY_KIND = TESTS / "browser" / "lms_course"
OWN_HOST = """<meta http-equiv="Content-Security-Policy" content="default-src http://127.0.0.1:* data: blob: 'unsafe-inline' 'unsafe-eval'">"""
"""Forbids every request to another host, and has browsers tell the page of it."""
FAULTS = (Path(__file__).parent / "faults.js").read_text(encoding="utf-8")


@pytest.fixture(scope="session", params=[pytest.param(name, marks=pytest.mark.xdist_group(name)) for name in ENGINES])
def engine(request: pytest.FixtureRequest) -> str:
    """The engine's name: `firefox` or `webkit`."""
    return request.param


@pytest.fixture(scope="session")
def downloads(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder that the browser saves files in."""
    return tmp_path_factory.mktemp("downloads")


@pytest.fixture(scope="session")
def driver(engine: str, downloads: Path) -> Iterator[WebDriver]:
    with ENGINES[engine](downloads) as driver:
        driver.set_page_load_timeout(60)
        driver.set_script_timeout(60)
        yield driver


@pytest.fixture
def page(driver: WebDriver) -> Iterator[Page]:
    """The browser's page. At the end nothing may have gone wrong in a script."""
    page = Page(driver)
    yield page
    driver.switch_to.default_content()
    page.goto("about:blank")
    assert page.faults == []


def watched(site: Path, policy: str = OWN_HOST) -> None:
    """Have every page of a built site keep what goes wrong in it, and what a policy forbids it to ask."""
    for file in site.rglob("*.html"):
        head, mark, rest = file.read_text(encoding="utf-8").partition("<head>")
        assert mark, file
        file.write_text(f"{head}{mark}{policy}<script>{FAULTS}</script>{rest}", encoding="utf-8")


def build_every_kind(folder: Path) -> None:
    """Build the course that has every kind of activity: `untouched`, `site` and `offline`, the latter two watched."""
    course = copied_course(EVERY_KIND, folder / "course")
    finish([start_build(course, folder / "untouched")])
    finish([start_build(course, folder / "offline", "--offline")])
    shutil.copytree(folder / "untouched", folder / "site")
    watched(folder / "site")
    watched(folder / "offline", policy="")


def build_course(folder: Path) -> None:
    """Build the repository's course, with a page beside it that shows others in a frame: no window gets as narrow as a phone."""
    finish([start_build(copied_course(REPOSITORY, folder / "course"), folder / "site")])
    watched(folder / "site")
    (folder / "site" / FRAME).write_text('<!doctype html><html lang="en"><title>A frame</title><iframe title="A page" height="800"></iframe>', encoding="utf-8")


def build_tests(folder: Path) -> None:
    """Build the course with tests."""
    build_tested(folder)
    watched(folder / "first")


@pytest.fixture(scope="session")
def every_kind(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the course that has every kind: `untouched`, `site`, `offline`."""
    return made_once(tmp_path_factory, "every-kind-watched", build_every_kind)


@pytest.fixture
def office(every_kind: Path) -> Iterator[Site]:
    """The course that has every kind, served."""
    with served(every_kind / "site") as site:
        yield site


@pytest.fixture
def school(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """The course with tests, served."""
    with served(made_once(tmp_path_factory, "tested-watched", build_tests) / "first") as site:
        yield site


@pytest.fixture
def course(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """The repository's course, served."""
    with served(made_once(tmp_path_factory, "course-watched", build_course) / "site") as site:
        yield site
