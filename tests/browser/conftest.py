"""What the browser tests share: the built sites, served; fresh visitors whose browser is watched; the course's answers."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from builds import REPOSITORY, SUB_PATH, build_course_sites, build_editions, build_taking, build_tested, made_once
from playwright.sync_api import Browser, BrowserContext, Page
from watching import Watch
from web import Site, served

from leitfaden.localising import LocalCourse, localised
from leitfaden.reading import read_course

PATIENCE = 15_000


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
def tested(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the releases of the course with tests: `first`, `changed`."""
    return made_once(tmp_path_factory, "tested", build_tested)


@pytest.fixture
def school(tested: Path) -> Iterator[Site]:
    """The course with tests, served; `publish` brings another release."""
    with served(tested / "first") as site:
        yield site


@pytest.fixture(scope="session")
def taking(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """The course of what every activity takes, served: hints, tries, feedback by score, shuffling, confidence; in English and German."""
    with served(made_once(tmp_path_factory, "taking", build_taking) / "site") as site:
        yield site


@pytest.fixture(scope="session")
def german() -> LocalCourse:
    """The repository's course in German, with all its answers."""
    return localised(read_course([REPOSITORY])[0], "de")


@pytest.fixture(scope="session")
def regular(browser: Browser) -> Iterator[BrowserContext]:
    """The browser window that visitors without wishes of their own share, one after the other, for its warm cache."""
    context = new_context(browser)
    yield context
    context.close()


def new_context(browser: Browser, *, keeps: bool = False, **options: object) -> BrowserContext:
    """Return a window. Only one that `keeps` sites fetches them whole for times without a network."""
    context = browser.new_context(**{"viewport": {"width": 1280, "height": 900}, "reduced_motion": "reduce", **options})
    if not keeps:
        context.add_init_script("delete Navigator.prototype.serviceWorker;")
    context.set_default_timeout(PATIENCE)
    return context


class Visitors:
    """Opens pages as new visitors and watches what they do; `visit` is an instance of it."""

    def __init__(self, browser: Browser, regular: BrowserContext) -> None:
        self._browser, self._regular = browser, regular
        self._watches: dict[BrowserContext, Watch] = {}

    def __call__(self, url: str, *, context: BrowserContext | None = None, **options: object) -> Page:
        """Return a page at `url`, of a new visitor with `options` of a context, or in the `context` of an earlier one."""
        context = context or self.context(**options)
        page = context.new_page()
        page.goto(url)
        return page

    def context(self, *, forgiving: bool = False, **options: object) -> BrowserContext:
        """Return the window of a new visitor. `forgiving`: what fails there is the test's own doing."""
        fresh = options or forgiving or self._regular in self._watches
        context = new_context(self._browser, **options) if fresh else self._regular
        self._watches[context] = Watch(context, forgiving=forgiving)
        return context

    def leave(self) -> list[str]:
        """Close everything, forget what was stored, and return what was complained about."""
        for context, watch in self._watches.items():
            watch.stop()
            if context is self._regular:
                forget(context)
            else:
                context.close()
        return [complaint for watch in self._watches.values() for complaint in watch.complaints]


def forget(context: BrowserContext) -> None:
    """Close a window's pages and empty its storage.

    Pages forget first, and may write no more: a renderer that lives on may show its next page what it had, until it
    hears that the browser has deleted it.
    """
    for page in context.pages:
        page.evaluate("try { Storage.prototype.setItem = () => {}; localStorage.clear(); sessionStorage.clear(); } catch {}")
    for page in context.pages:
        origin = page.evaluate("location.origin")
        page.goto("about:blank")  # a page that goes keeps what is being written
        context.new_cdp_session(page).send("Storage.clearDataForOrigin", {"origin": origin, "storageTypes": "all"})
        page.close()


@pytest.fixture
def visit(browser: Browser, regular: BrowserContext) -> Iterator[Visitors]:
    """Opens pages. At the end nothing may have asked another host, failed to load or complained on the console."""
    visitors = Visitors(browser, regular)
    yield visitors
    assert visitors.leave() == []
