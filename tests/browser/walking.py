"""A walk through every page of a site, once: what each page asked for, what it is made of, and what axe finds in it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import axe_playwright_python
from playwright.sync_api import BrowserContext, Page, expect
from watching import Watch
from web import Site

AXE = (Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text(encoding="utf-8")
TAGS = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice")
SCHEMES = ("light", "dark")
CLEAN: dict[str, list[str]] = {"light": [], "dark": []}
"""What `audited_in_both` returns where axe finds nothing."""
FRAME = (".md-header", ".md-sidebar", ".md-footer")

FACTS = """() => ({
    language: document.documentElement.lang,
    title: document.title,
    neighbours: document.querySelectorAll('link[rel="prev"], link[rel="next"]').length,
    description: document.querySelector('meta[name="description"]')?.content ?? '',
    headings: [...document.querySelectorAll('h1')].map((one) => one.textContent.trim()),
    inlineScripts: [...document.querySelectorAll('article script:not([src]):not([type="application/json"])')].map((one) => one.textContent),
    styled: [...document.querySelectorAll('article [style], article style')].map((one) => one.outerHTML.slice(0, 120)),
    handlers: [...document.querySelectorAll('article *')].flatMap((one) => one.getAttributeNames().filter((name) => name.startsWith('on'))),
    anchors: [...document.querySelectorAll('[id]')].map((one) => one.id),
    repeated: [...document.querySelectorAll('[id]')].map((one) => one.id).filter((id, place, all) => all.indexOf(id) !== place),
    links: [...document.querySelectorAll('[href], [src]')].map((one) => one.href?.baseVal ?? one.href ?? one.src).filter((url) => typeof url === 'string'),
})"""

OVERFLOW = """() => {
    const width = document.documentElement.clientWidth;
    const scrolls = (element) => element && (/auto|scroll|hidden|clip/.test(getComputedStyle(element).overflowX) || scrolls(element.parentElement));
    const wide = [...document.querySelectorAll('main article *')].filter((one) => {
        const box = one.getBoundingClientRect();
        return box.width && box.right > width + 1 && !scrolls(one.parentElement);
    });
    return { page: document.scrollingElement.scrollWidth - width, wide: wide.map((one) => one.outerHTML.slice(0, 120)) };
}"""
"""What a function in the page finds to run out of it: by how much the page scrolls sideways, and what stands over its edge."""


@dataclass(frozen=True)
class Visited:
    """A page as it was found. `faults` are axe's, by colour scheme."""

    page: str
    complaints: list[str]
    facts: dict[str, Any]
    faults: dict[str, list[str]]


def walk(site: Site, context: BrowserContext, pages: tuple[str, ...]) -> Iterator[Visited]:
    """Visit every page of `pages` and audit it; the frame, which is the theme's and the same everywhere, once per kind of page."""
    watch = Watch(context)
    page = context.new_page()
    framed: set[str] = set()
    for address in pages:
        page.goto(site.url(address), wait_until="load")
        facts = page.evaluate(FACTS)
        aside = FRAME if kind_of(address, facts) in framed else ()
        framed.add(kind_of(address, facts))
        yield Visited(address, watch.taken(), facts, audited_in_both(page, aside))


def kind_of(address: str, facts: dict[str, Any]) -> str:
    """Return what a page is: one of its own, or one of a module's lessons, scenarios or practice pages, in a language."""
    folder, _, name = address.removesuffix("/").removeprefix("en/").rpartition("/")
    in_module = "practice" if name == "practice" else "lesson" if facts["neighbours"] else "scenario"
    return f"{facts['language']} {in_module if folder else name}"


def audited_in_both(page: Page, aside: Sequence[str] = ()) -> dict[str, list[str]]:
    """Audit a page in both schemes, the second one by the theme's own switch, and for contrast alone."""
    quieten(page)
    first = scheme_of(page)
    faults = {first: audit(page, aside=aside)}
    switch_scheme(page)
    return {**faults, scheme_of(page): audit(page, "color-contrast", aside=aside)}


def quieten(page: Page) -> None:
    """Switch the theme's colour transitions off, so that an audit finds the colours that stay."""
    page.add_style_tag(content="*, *::before, *::after { transition: none !important; animation: none !important; }")


def scheme_of(page: Page) -> str:
    """Return the colour scheme that the theme shows."""
    return "dark" if page.evaluate("document.body.dataset.mdColorScheme") == "slate" else "light"


def switch_scheme(page: Page) -> None:
    """Choose the other scheme in the header; its radio buttons lie below their labels, where no mouse reaches them."""
    other = {"light": "slate", "dark": "default"}[scheme_of(page)]
    page.locator(f'input[data-md-color-scheme="{other}"]').dispatch_event("click")
    expect(page.locator("body")).to_have_attribute("data-md-color-scheme", other)


def audit(page: Page, *rules: str, aside: Sequence[str] = ()) -> list[str]:
    """Return what axe finds in a page, except in `aside`: by all the rules of `TAGS`, or by `rules` alone."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE)
    which = {"type": "rule", "values": list(rules)} if rules else {"type": "tag", "values": list(TAGS)}
    code = "([aside, which]) => axe.run({exclude: aside}, {runOnly: which, resultTypes: ['violations'], preload: false})"
    found = page.evaluate(code, [[[one] for one in aside], which])
    return [f"{one['id']}: {node['html'][:160]}" for one in found["violations"] for node in one["nodes"]]
