"""The scripts of review, packed as the site packs them, in an empty page: pure functions, called with values by the tests."""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import Browser, Page

from leitfaden.site.bundle import minified

ASSETS = Path(__file__).parent.parent / "generator" / "leitfaden" / "site" / "assets"
SCRIPTS = ("fsrs.js", "evidence.js", "calendar.js")
FUNCTIONS = ("reviewed", "retrievability", "intervalOf", "evidence", "ratingOf", "cards", "dueClaims", "askedWith", "dueDays", "calendarFile", "laterDate")
HOUR = 3_600_000
DAY = 24 * HOUR
START = 1_772_000_000_000  # a morning in February 2026


def open_review(browser: Browser, timezone: str = "Europe/Berlin") -> Page:
    """Return a page with the scripts' functions, where the learner lives in `timezone`."""
    sources = "\n".join((ASSETS / name).read_text(encoding="utf-8") for name in SCRIPTS)
    page = browser.new_page(timezone_id=timezone)
    page.add_script_tag(content=minified("javascript", f'"use strict";(() => {{\n{sources}\nObject.assign(window, {{ {", ".join(FUNCTIONS)} }});\n}})();'))
    return page
