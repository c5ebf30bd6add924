"""Where pages live: their paths in the compiled project, their URLs in the site, and the way from one to another."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Addresses:
    """URLs of pages, named by their path without ending: `moderation/how-much`, `index`.

    `directory_urls` as in MkDocs: `moderation/how-much/` on a server, `moderation/how-much.html` for `file://`.
    """

    directory_urls: bool = True

    def url(self, page: str) -> str:
        """Return the URL of a page from the site's root."""
        if page == "index":
            return "./" if self.directory_urls else "index.html"
        return f"{page}/" if self.directory_urls else f"{page}.html"

    def base(self, page: str) -> str:
        """Return the way from a page to the site's root: empty, or ending in `/`."""
        depth = page.count("/") + (self.directory_urls and page != "index")
        return "../" * depth


def practice_page(module: str) -> str:
    """Return the page that lists a module's scenarios."""
    return f"{module}/practice"


def scenario_page(module: str, scenario: str) -> str:
    """Return a scenario's own page."""
    return f"{module}/{scenario}"


def test_page(assessment: str) -> str:
    """Return the page of a test."""
    return f"tests/{assessment}"


def worksheet_file(module: str, language: str) -> str:
    """Return the file name of a module's worksheet."""
    return f"{module}-worksheet.{language}.pdf"


def solutions_file(module: str, language: str) -> str:
    """Return the file name of a module's solutions."""
    return f"{module}-solutions.{language}.pdf"


def test_sheet_file(assessment: str, language: str) -> str:
    """Return the file name of a test's worksheet."""
    return f"{assessment}-test.{language}.pdf"


def test_key_file(assessment: str, language: str) -> str:
    """Return the file name of a test's solutions."""
    return f"{assessment}-test-key.{language}.pdf"


def plan_file(course: str, language: str) -> str:
    """Return the file name of a course's practice plan."""
    return f"{course}-plan.{language}.pdf"


def bank_file(course: str, language: str) -> str:
    """Return the file name of a course's question bank for Moodle."""
    return f"{course}.{language}.moodle.xml"
