"""Where links and images lead: out to the web, to a page of the course, or nowhere."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Set as AbstractSet
from typing import Any
from urllib.parse import unquote

from leitfaden.checking.names import Names
from leitfaden.courses import Body, Stated
from leitfaden.inline import links, parse_prose
from leitfaden.model.fields import Markup, texts
from leitfaden.problems import Place, Problems, did_you_mean, shown

_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*):")
_ALLOWED = frozenset({"http", "https", "mailto", "tel"})
_DOMAIN = re.compile(r"www\.|[\w-]+\.(?:com|org|net|de|eu|at|ch|io|info)(?:/|$)")
_LANGUAGE = re.compile(r"\.[a-z]{2,3}\.md$")

GENERATED_PAGES = frozenset({"sources", "downloads", "results", "review", "certificate", "privacy", "accessibility"})


def check_body(body: Body, folder: str, names: Names, problems: Problems) -> None:
    """Report links and images of a lesson or page that lead nowhere.

    Arguments:
        folder: the folder of the file inside its root: `content` or `content/<module>`.
    """
    for mark in body.links:
        place = Place(body.at.file, mark=mark.offset)
        scheme = _SCHEME.match(mark.target)
        if scheme:
            _check_scheme(scheme[1], mark.target, place, problems, image=mark.image)
        elif not mark.target.startswith(("#", "//")):
            _check_path(mark.target, folder, names, place, problems, image=mark.image)
        elif mark.target.startswith("//"):
            problems.add("link-to-nowhere", place, "a link without `https:` leads somewhere else from a folder", "write `https://…`")


def _check_scheme(scheme: str, target: str, place: Place, problems: Problems, *, image: bool) -> None:
    if image:
        hint = "save it in content/ and name it from there, if its licence allows"
        problems.add("image-outside", place, "an image from elsewhere would tell that place of every visitor", hint)
    elif scheme.lower() not in _ALLOWED:
        problems.add("link-to-nowhere", place, f"'{shown(target)}' is no link for a learning page", "use https, http, mailto or tel")


def _check_path(target: str, folder: str, names: Names, place: Place, problems: Problems, *, image: bool) -> None:
    if _DOMAIN.match(target):
        problems.add("link-to-nowhere", place, f"'{shown(target)}' leads nowhere", f"write `https://{shown(target)}`")
        return
    path = unquote(target.partition("#")[0].partition("?")[0])
    goal = posixpath.normpath(posixpath.join(folder, path))
    if goal.startswith("..") or posixpath.isabs(path) or not goal.startswith("content/"):
        code = "image-outside" if image else "link-to-nowhere"
        hint = "move the file into content/" if image else "move the file into content/, or link with https://"
        problems.add(code, place, f"'{shown(target)}' leads out of content/", hint)
    elif goal not in names.files and goal not in _pages(names):
        known = _pages(names) if goal.endswith(".md") else names.files
        hint = "link to the file without a language: each language finds its own" if _LANGUAGE.search(goal) else ""
        code = "image-missing" if image else "link-to-nowhere"
        what = "there is no image" if image else "there is no page or file"
        problems.add(code, place, f"{what} '{shown(target)}'", hint or _near(path, folder, known))


def _near(path: str, folder: str, known: AbstractSet[str]) -> str:
    hint = did_you_mean(path, {posixpath.relpath(one, folder) for one in known if one.startswith("content/")})
    return hint if hint.startswith("did") else ""


def _pages(names: Names) -> set[str]:
    return {
        f"content/{page}.md" for page in (*names.pages, *names.lessons, *GENERATED_PAGES, *names.scenario_pages, *(f"tests/{key}" for key in names.assessments))
    }


def check_prose_links(stated: Stated[Any], problems: Problems, where: str = "a scenario") -> None:
    """Report links in the texts of a scenario or an assessment, in every language, that don't lead out to the web."""
    for field in texts(stated.value):
        if field.markup is Markup.PROSE and "](" in field.text:
            _check_prose(field.text, stated.at.at(*field.route), where, problems)
        for translation in stated.translations.values():
            text = translation.texts.get(field.route, "")
            if field.markup is Markup.PROSE and "](" in text:
                _check_prose(text, translation.at.at(*field.route), where, problems)


def _check_prose(text: str, place: Place, where: str, problems: Problems) -> None:
    for link in links(parse_prose(text)):
        scheme = _SCHEME.match(link.href)
        if not scheme or scheme[1].lower() not in _ALLOWED:
            problems.add("link-to-nowhere", place, f"'{shown(link.href)}' leads nowhere from {where}", "link to pages from lessons; here write https://…")
