"""Every page of the course in both languages: well formed, complete, at home, and free of what axe objects to."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest
from lxml import html as parser
from playwright.sync_api import Browser
from walking import SCHEMES, Visited, walk
from web import Site

from conftest import new_context

PAGES_OF_A_LANGUAGE = 36


@pytest.fixture(scope="module")
def walked(browser: Browser, site: Site) -> Iterator[Sequence[Visited]]:
    """All pages, and for each language one that does not exist."""
    context = new_context(browser)
    yield list(walk(site, context, site.pages))
    context.close()


def found(walked: Sequence[Visited], look: Callable[[Visited], object]) -> dict[str, object]:
    """Return what `look` finds, by page, where it finds something."""
    return {visited.page: seen for visited in walked if (seen := look(visited))}


def test_both_languages_have_the_same_pages(site: Site) -> None:
    english = {page.removeprefix("en/") for page in site.pages if page.startswith("en/")}
    assert english == {page for page in site.pages if not page.startswith("en/")}
    assert len(english) >= PAGES_OF_A_LANGUAGE


def test_nothing_fails_complains_or_asks_another_host(walked: Sequence[Visited]) -> None:
    assert found(walked, lambda visited: visited.complaints) == {}


def test_no_inline_script_style_or_handler_in_our_part(walked: Sequence[Visited]) -> None:
    assert found(walked, lambda visited: visited.facts["inlineScripts"] + visited.facts["styled"] + visited.facts["handlers"]) == {}


def test_one_heading_at_the_top(walked: Sequence[Visited]) -> None:
    assert found(walked, lambda visited: len(visited.facts["headings"]) != 1 and visited.facts["headings"]) == {}


def test_language_title_and_description(walked: Sequence[Visited]) -> None:
    def wrong(visited: Visited) -> object:
        facts = visited.facts
        language = "en" if visited.page.startswith("en/") else "de"
        titled = facts["headings"][0] in facts["title"] and facts["description"]
        return None if facts["language"] == language and titled else facts

    assert found(walked, wrong) == {}
    titles = [(visited.facts["language"], visited.facts["title"]) for visited in walked]
    assert len(set(titles)) == len(titles)


def test_ids_are_unique(walked: Sequence[Visited]) -> None:
    assert found(walked, lambda visited: visited.facts["repeated"]) == {}


def test_every_internal_link_arrives(walked: Sequence[Visited], site: Site) -> None:
    anchors = {visited.page: set(visited.facts["anchors"]) for visited in walked}

    def broken(visited: Visited) -> list[str]:
        inside = [url.removeprefix(site.root) for url in visited.facts["links"] if url.startswith(site.root)]
        assert len(inside) > 10
        return [link for link in inside if not arrives(link, site.folder, anchors)]

    assert found(walked, broken) == {}


def arrives(link: str, folder: Path, anchors: dict[str, set[str]]) -> bool:
    path, anchor = unquote(urlsplit(link).path), unquote(urlsplit(link).fragment)
    file = folder / path / "index.html" if path.endswith("/") or not path else folder / path
    return file.is_file() and (not anchor or anchor in anchors.get(path, ()) or (not path and anchor in anchors[""]))


@pytest.mark.parametrize("scheme", SCHEMES)
def test_axe_finds_nothing(walked: Sequence[Visited], scheme: str) -> None:
    assert all(scheme in visited.faults for visited in walked)
    assert found(walked, lambda visited: visited.faults[scheme]) == {}


@pytest.mark.parametrize("name", ["plain", "offline", "below/kurs"])
def test_every_link_in_the_files_arrives(sites: Path, name: str) -> None:
    """Raw HTML included, and what only a visitor without JavaScript sees; below a path and in a folder too."""
    root = sites / name
    missing = {str(file.relative_to(root)): links for file in root.rglob("*.html") if file.name != "404.html" and (links := missing_links(file, root))}
    assert missing == {}


def missing_links(file: Path, root: Path) -> list[str]:
    links = [link for _, attribute, link, _ in parser.parse(str(file)).getroot().iterlinks() if attribute in ("href", "src")]
    inside = [link for link in links if not urlsplit(link).scheme and not link.startswith("//")]
    assert len(inside) > 10
    return [link for link in inside if not reaches_file(file.parent, link, root)]


def reaches_file(start: Path, link: str, root: Path) -> bool:
    path = unquote(urlsplit(link).path)
    target = (start / path).resolve()
    inside = target == root or root in target.parents
    return not path or (inside and (target.is_file() or (path.endswith(("/", "..", ".")) and (target / "index.html").is_file())))
