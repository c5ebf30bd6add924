"""The compiled project's `mkdocs.yml`: everything MkDocs needs to render one language, and nothing that it must guess."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import yaml

from leitfaden.inline import plain
from leitfaden.localising import LocalCourse
from leitfaden.site.addresses import practice_page, scenario_page
from leitfaden.wording import words_for

MARKDOWN_EXTENSIONS: tuple[str | dict[str, Any], ...] = (
    "admonition", "attr_list", "footnotes", "md_in_html", "tables", {"toc": {"permalink": False}},
    "pymdownx.details", "pymdownx.superfences", {"pymdownx.tabbed": {"alternate_style": True}}, {"pymdownx.tasklist": {"custom_checkbox": True}},
)  # fmt: skip
_Dumper = getattr(yaml, "CSafeDumper", yaml.SafeDumper)


@dataclass(frozen=True)
class Look:
    """What the site's own mkdocs.yml says of its address and its looks; plain values.

    Arguments:
        site_url: the address of the first language's site, or empty.
        theme: the `theme` of mkdocs.yml; name, language and font are ours to set.
        extra: its `extra`.
        copyright: its `copyright`, or empty.
        directory_urls: `use_directory_urls`.
        search: whether the search works where the site will be read (not from `file://`).
        downloads: whether the site offers worksheets, solutions and the question bank.
        preview: whether somebody is still writing: no downloads are made then, and their page says so.
        css, javascript: the author's own `extra_css` and `extra_javascript`.
    """

    site_url: str = ""
    theme: Mapping[str, Any] = field(default_factory=dict)
    extra: Mapping[str, Any] = field(default_factory=dict)
    copyright: str = ""
    directory_urls: bool = True
    search: bool = True
    downloads: bool = True
    preview: bool = False
    css: Sequence[str] = ()
    javascript: Sequence[str] = ()


def site_path(course: LocalCourse, language: str) -> str:
    """Return where a language's site stands below the whole site: empty for the first language, else `en/`."""
    return "" if language == course.languages[0] else f"{language}/"


def site_url(course: LocalCourse, look: Look) -> str:
    """Return the address of the course's language, or empty where the site's address is not known."""
    return look.site_url.rstrip("/") + "/" + site_path(course, course.language) if look.site_url else ""


def project_config(course: LocalCourse, look: Look, style: str, script: str) -> dict[str, Any]:
    """Return what `mkdocs.yml` says for one language. `style` and `script` are paths below its `docs/`."""
    theme = {**look.theme, "name": "material", "language": course.language, "font": False, **_palette(course, look)}
    features = list(dict.fromkeys([*theme.get("features", ()), "navigation.prune"]))
    config: dict[str, Any] = {
        "site_name": course.title,
        "site_description": course.description or course.title,
        "site_url": site_url(course, look),
        "docs_dir": "docs",
        "site_dir": f"../../site/{site_path(course, course.language)}".rstrip("/"),
        "use_directory_urls": look.directory_urls,
        "copyright": look.copyright,
        "theme": {**theme, "features": features},
        "plugins": [*([{"search": {"lang": [course.language]}}] if look.search else []), "leitfaden-pages"],
        "markdown_extensions": [*MARKDOWN_EXTENSIONS],
        "extra": {**look.extra, "generator": False, "alternate": _alternates(course)},
        "extra_css": [style, *look.css],
        "extra_javascript": [{"path": script, "defer": True}, *look.javascript],
        "nav": navigation(course, downloads=look.downloads),
        "not_in_nav": "\n".join(f"/{scenario_page(module.id, scenario.id)}.md" for module in course.modules for scenario in module.scenarios),
        "validation": {"links": {"not_found": "info", "unrecognized_links": "ignore"}},
    }
    return {key: value for key, value in config.items() if value != ""}


def project_text(config: Mapping[str, Any]) -> str:
    """Return a project's `mkdocs.yml` as text."""
    text: str = yaml.dump(config, Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=1000)
    return "# Compiled by leitfaden; changes are lost. The site's own mkdocs.yml lies beside content/.\n" + text


def _palette(course: LocalCourse, look: Look) -> dict[str, Any]:
    """Return the theme's palette, each switch that has no name named in the course's language."""
    palette = look.theme.get("palette")
    if not isinstance(palette, list):
        return {}
    named = []
    for scheme in palette:
        toggle = scheme.get("toggle")
        word = course.words("to_light" if scheme.get("scheme") == "slate" else "to_dark")
        named.append({**scheme, "toggle": {"name": word, **toggle}} if isinstance(toggle, dict) else scheme)
    return {"palette": named}


def _alternates(course: LocalCourse) -> list[dict[str, str]]:
    if len(course.languages) < 2:
        return []
    up = "../" if site_path(course, course.language) else "./"
    return [{"name": str(words_for(code)("language")), "link": up + site_path(course, code), "lang": code} for code in course.languages]


def navigation(course: LocalCourse, *, downloads: bool = True) -> list[dict[str, Any]]:
    """Return the navigation: home, the modules with their lessons and practice, the other pages. Two levels."""
    pages = [page for page in course.pages if page.id != "index"]
    entries: list[dict[str, Any]] = [{course.words("home"): "index.md"}] if len(pages) < len(course.pages) else []
    for module in course.modules:
        items: list[dict[str, str]] = [{plain(lesson.title): f"{lesson.id}.md"} for lesson in module.lessons]
        if module.scenarios:
            items.append({course.words("practice"): f"{practice_page(module.id)}.md"})
        if items:
            entries.append({module.title: items})
    entries += [{plain(page.title): f"{page.id}.md"} for page in pages]
    if course.claims:
        entries.append({course.words("sources_title"): "sources.md"})
    if downloads and any(module.scenarios for module in course.modules):
        entries.append({course.words("downloads_title"): "downloads.md"})
    return entries
