"""A learner who looks at the pages on her own work, at the moment at which made-up records end."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from histories import NOW
from playwright.sync_api import Page, expect

from conftest import Visitors
from leitfaden.wording import Words, words_for

DE = words_for("de")


def look(visit: Visitors, url: str, record: Mapping[str, Any] | None = None, **options: object) -> Page:
    """Open a page in Berlin at `NOW`, and bring a record into it."""
    page = visit.context(timezone_id="Europe/Berlin", **options).new_page()
    page.clock.set_fixed_time(NOW)
    page.goto(url)
    if record is not None:
        bring(page, record)
    return page


def bring(page: Page, record: Mapping[str, Any]) -> None:
    """Unite a record with what the page knows."""
    page.evaluate("(text) => leitfaden.record.merge(text)", json.dumps(record))


def kept(page: Page) -> dict[str, Any]:
    """Return the record that the page knows."""
    record: dict[str, Any] = json.loads(page.evaluate("leitfaden.record.exported()"))
    return record


def open_numbers(page: Page, words: Words = DE) -> None:
    """Open the tables of all pictures."""
    summaries = page.get_by_text(words("results_numbers"), exact=True)
    expect(summaries.first).to_be_visible()
    for summary in summaries.all():
        summary.click()


def rows(page: Page, caption: str) -> list[list[str]]:
    """Return what stands in the cells of a table below its head, with plain spaces."""
    table = page.get_by_role("table", name=caption, exact=True)
    expect(table).to_be_visible()
    cells: list[list[str]] = table.evaluate(
        "(table) => [...table.tBodies[0].rows].map((row) => [...row.cells].map((cell) => cell.textContent.replaceAll('\\u00a0', ' ')))"
    )
    return cells
