"""What learners expect of a page: by Playwright in Chromium, and in other engines by what `tests/engines` drives them with."""

from __future__ import annotations

from typing import Any

from playwright.sync_api import expect as playwright_expect


def expect(actual: Any) -> Any:
    """Return what can be expected of a locator, whichever browser it lies in."""
    return actual.expected() if hasattr(actual, "expected") else playwright_expect(actual)
