"""A walk through every page of a site, once: what each page asked for, what it is made of, and what axe finds in it."""

from __future__ import annotations

from collections.abc import Iterator
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

FACTS = """() => ({
    language: document.documentElement.lang,
    title: document.title,
    description: document.querySelector('meta[name="description"]')?.content ?? '',
    headings: [...document.querySelectorAll('h1')].map((one) => one.textContent.trim()),
    inlineScripts: [...document.querySelectorAll('main script:not([src]):not([type="application/json"])')].map((one) => one.textContent),
    styled: [...document.querySelectorAll('main [style], main style')].map((one) => one.outerHTML.slice(0, 120)),
    handlers: [...document.querySelectorAll('main *')].flatMap((one) => one.getAttributeNames().filter((name) => name.startsWith('on'))),
    anchors: [...document.querySelectorAll('[id]')].map((one) => one.id),
    repeated: [...document.querySelectorAll('[id]')].map((one) => one.id).filter((id, place, all) => all.indexOf(id) !== place),
    links: [...document.querySelectorAll('[href], [src]')].map((one) => one.href?.baseVal ?? one.href ?? one.src).filter((url) => typeof url === 'string'),
})"""


@dataclass(frozen=True)
class Visited:
    """A page as it was found. `faults` are axe's, by colour scheme."""

    page: str
    complaints: list[str]
    facts: dict[str, Any]
    faults: dict[str, list[str]]


def walk(site: Site, context: BrowserContext, pages: tuple[str, ...]) -> Iterator[Visited]:
    """Visit every page of `pages`; audit it in the scheme it comes in, switch, and audit what colours decide."""
    watch = Watch(context)
    page = context.new_page()
    for address in pages:
        page.goto(site.url(address), wait_until="load")
        facts = page.evaluate(FACTS)
        yield Visited(address, watch.taken(), facts, audited_in_both(page))


def audited_in_both(page: Page) -> dict[str, list[str]]:
    """Audit a page in both schemes, the second one by the theme's own switch, and for contrast alone."""
    quieten(page)
    first = scheme_of(page)
    faults = {first: audit(page)}
    switch_scheme(page)
    return {**faults, scheme_of(page): audit(page, "color-contrast")}


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


def audit(page: Page, *rules: str) -> list[str]:
    """Return what axe finds in a page: by all the rules of `TAGS`, or by `rules` alone."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE)
    which = {"type": "rule", "values": list(rules)} if rules else {"type": "tag", "values": list(TAGS)}
    found = page.evaluate("(which) => axe.run(document, {runOnly: which, resultTypes: ['violations'], preload: false})", which)
    return [f"{one['id']}: {node['html'][:160]}" for one in found["violations"] for node in one["nodes"]]
