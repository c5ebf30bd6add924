"""What the browser tests share: the built sites, served; fresh visitors whose browser is watched; the course's answers."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from builds import REPOSITORY, SUB_PATH, build_course_sites, build_editions, made_once
from playwright.sync_api import Browser, BrowserContext, Page
from watching import Watch
from web import Site, served

from leitfaden.localising import LocalCourse, localised
from leitfaden.reading import read_course

HERE = Path(__file__).parent
WALKERS = {"test_every_page.py", "test_accessibility.py"}
PATIENCE = 15_000

Visit = Callable[..., Page]


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Keep browser tests in two processes: one walks through all pages, the other one does what learners do."""
    for item in items:
        if HERE in item.path.parents:
            item.add_marker(pytest.mark.xdist_group("browser-walk" if item.path.name in WALKERS else "browser"))


@pytest.fixture(scope="session")
def sites(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the repository's course as a site: `plain`, `offline`, and `below/kurs`."""
    return made_once(tmp_path_factory, "course-sites", build_course_sites)


@pytest.fixture(scope="session")
def site(sites: Path) -> Iterator[Site]:
    """The repository's course, served at the root of its host."""
    with served(sites / "plain") as site:
        yield site


@pytest.fixture(scope="session")
def site_below(sites: Path) -> Iterator[Site]:
    """The same below a path of its host."""
    with served(sites / "below", SUB_PATH) as site:
        yield site


@pytest.fixture(scope="session")
def offline(sites: Path) -> Path:
    """The same as a folder to be opened without a server."""
    return sites / "offline"


@pytest.fixture(scope="session")
def editions(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the releases of the small course: `first`, `new-text`, `new-key`, `renamed`."""
    return made_once(tmp_path_factory, "editions", build_editions)


@pytest.fixture
def small(editions: Path) -> Iterator[Site]:
    """The first release of the small course, served; `publish` brings another one."""
    with served(editions / "first") as site:
        yield site


@pytest.fixture(scope="session")
def german() -> LocalCourse:
    """The repository's course in German, with all its answers."""
    return localised(read_course([REPOSITORY])[0], "de")


@pytest.fixture
def visit(browser: Browser) -> Iterator[Visit]:
    """Return a function that opens a page as a new visitor, or in a `context` of before, and watches what it does.

    At the end nothing may have asked another host, failed to load or complained on the console, except where the
    visitor was opened with `forgiving=True`.
    """
    watches: dict[BrowserContext, Watch] = {}

    def opened(url: str, *, context: BrowserContext | None = None, forgiving: bool = False, **options: object) -> Page:
        if context is None:
            context = browser.new_context(**{"viewport": {"width": 1280, "height": 900}, "reduced_motion": "reduce", **options})
            context.set_default_timeout(PATIENCE)
            watches[context] = Watch(context, forgiving=forgiving)
        page = context.new_page()
        page.goto(url)
        return page

    yield opened
    for context in watches:
        context.close()
    assert [complaint for watch in watches.values() for complaint in watch.complaints] == []
