"""What the theme leaves undone on a rendered page, put right without overriding its templates.

The search dialog has no name (axe: aria-dialog-name); language links lead to the other language's home instead of to
the same page; the head's alternates make the theme fetch sitemaps; the 404 page speaks English.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlsplit

from markupsafe import Markup

_ALTERNATE_HEAD = re.compile(r'<link rel="alternate" href="[^"]*" hreflang="[^"]*">\s*')  # what begins with a letter is searched for fast
_LANGUAGE_LINK = re.compile(r'<a href="[^"]*" hreflang="([a-z]+)" class="md-select__link">')
_SEARCH_DIALOG = '<div class="md-search" data-md-component="search" role="dialog">'
_NOT_FOUND = "<h1>404 - Not found</h1>"
FIX_WORDS = ("search", "not_found", "not_found_hint")
"""The texts of the interface that the fixes put into pages; the last one is HTML."""


@dataclass(frozen=True)
class PageFixes:
    """What the fixes must know of a page.

    Arguments:
        language: the page's language; languages: all of the course, the first one first.
        uri: the page's file below its language's site, `moderation/how-much/index.html`.
        directory_urls: whether addresses end in `/`.
        site_url: the address of the page's language, or empty; the 404 page, served anywhere, needs it.
        words: what the interface says there, by the keys in `FIX_WORDS`.
    """

    language: str
    languages: tuple[str, ...]
    uri: str
    directory_urls: bool
    site_url: str
    words: Mapping[str, str]


def fixed_page(html: str, page: PageFixes) -> str:
    """Return a rendered page with the theme's omissions put right."""
    html = html.replace(_SEARCH_DIALOG, _SEARCH_DIALOG.replace('role="dialog"', Markup('role="dialog" aria-label="{}"').format(page.words["search"])))
    html = _ALTERNATE_HEAD.sub("", html)
    html = _LANGUAGE_LINK.sub(lambda link: f'<a href="{twin(page, link[1])}" hreflang="{link[1]}" class="md-select__link">', html)
    if page.uri == "404.html":
        home = _root_path(page) or "./"
        hint = Markup(page.words["not_found_hint"]).format(home=home)  # noqa: S704 - the interface's own, or the author's
        html = html.replace(_NOT_FOUND, Markup("<h1>{}</h1><p>{}</p>").format(page.words["not_found"], hint))
    return html


def twin(page: PageFixes, language: str) -> str:
    """Return the link from a page to the same page in another language."""
    first = page.languages[0] if page.languages else page.language
    prefix = "" if language == first else f"{language}/"
    own_depth = 0 if page.language == first else 1
    if page.uri == "404.html":
        root = _root_path(page)
        return (root.removesuffix(f"{page.language}/") if own_depth else root) + prefix if root else "../" * own_depth + prefix or "./"
    goal = page.uri.removesuffix("index.html") if page.directory_urls else page.uri
    return "../" * (page.uri.count("/") + own_depth) + prefix + goal or "./"


def _root_path(page: PageFixes) -> str:
    return urlsplit(page.site_url).path or "/" if page.site_url else ""
