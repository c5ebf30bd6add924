"""The compiled project's `mkdocs.yml`: everything MkDocs needs to render one language, and nothing that it must guess."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import yaml

from leitfaden.inline import plain
from leitfaden.localising import LocalCourse
from leitfaden.site.addresses import practice_page, scenario_page, test_page
from leitfaden.site.fixes import FIX_WORDS
from leitfaden.site.look import Look
from leitfaden.wording import words_for

MARKDOWN_EXTENSIONS: tuple[str | dict[str, Any], ...] = (
    "admonition", "attr_list", "footnotes", "md_in_html", "tables", {"toc": {"permalink": False}},
    "pymdownx.details", "pymdownx.superfences", {"pymdownx.tabbed": {"alternate_style": True}}, {"pymdownx.tasklist": {"custom_checkbox": True}},
)  # fmt: skip
_Dumper = getattr(yaml, "CSafeDumper", yaml.SafeDumper)


def site_path(course: LocalCourse, language: str) -> str:
    """Return where a language's site stands below the whole site: empty for the first language, else `en/`."""
    return "" if language == course.languages[0] else f"{language}/"


def site_url(course: LocalCourse, look: Look) -> str:
    """Return the address of the course's language, or empty where the site's address is not known."""
    return look.site_url.rstrip("/") + "/" + site_path(course, course.language) if look.site_url else ""


def way_to_root(course: LocalCourse, language: str) -> str:
    """Return the way from a language's site to the whole site's root: empty for the first language, else `../`."""
    return "../" if site_path(course, language) else ""


def project_config(course: LocalCourse, look: Look, style: str, scripts: Sequence[str]) -> dict[str, Any]:
    """Return what `mkdocs.yml` says for one language. `style` and `scripts` are paths below its `docs/`."""
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
        "plugins": [
            *([{"search": {"lang": [course.language]}}] if look.search else []),
            {"leitfaden-pages": {"words": {key: course.words(key) for key in FIX_WORDS}}},
        ],
        "markdown_extensions": [*MARKDOWN_EXTENSIONS],
        "extra": {**look.extra, "generator": False, "alternate": _alternates(course)},
        "extra_css": [style, *look.css],
        "extra_javascript": [*({"path": script, "defer": True} for script in scripts), *look.javascript],
        "nav": navigation(course, downloads=look.downloads),
        "not_in_nav": "\n".join(f"/{scenario_page(module.id, scenario.id)}.md" for module in course.modules for scenario in module.shown),
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
        if module.shown:
            items.append({course.words("practice"): f"{practice_page(module.id)}.md"})
        if items:
            entries.append({module.title: items})
    own: list[dict[str, str]] = [{course.words(LEARNER_PAGES[name][0]): f"{name}.md"} for name in learner_pages(course)]
    own += [{plain(test.title): f"{test_page(test.id)}.md"} for test in course.assessments.values()]
    if own:
        entries.append({course.words("learner_section"): own})
    entries += [{plain(page.title): f"{page.id}.md"} for page in pages]
    if course.claims:
        entries.append({course.words("sources_title"): "sources.md"})
    if downloads and course.printed:
        entries.append({course.words("downloads_title"): "downloads.md"})
    entries += [{course.words(f"{name}_title"): f"{name}.md"} for name in ("privacy", "accessibility")]
    return entries


LEARNER_PAGES = {
    "results": ("results_title", "results_intro"),
    "review": ("review_title", "review_intro"),
    "certificate": ("certificate_title", "certificate_intro"),
}
"""The pages on the learner's own work, each with the keys of its title and its introduction."""


def learner_pages(course: LocalCourse) -> tuple[str, ...]:
    """Return the pages on the learner's own work, where there is any to do; what comes back in reviews is claims."""
    scored = [one for scenario in course.scenarios.values() for one in scenario.exercises if one.scored and one.use == "practice"]
    review = ("review",) if any(one.claims for one in scored) else ()
    return ("results", *review, "certificate") if scored else ()
