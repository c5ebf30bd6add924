"""Lessons' Markdown as HTML without MkDocs, with the extensions that the site's pages have: for packages that stand alone.

Ids are made different for each text, since a package shows several of them in one document.
"""

from __future__ import annotations

from typing import Any

import markdown
from markdown.extensions.toc import slugify

from leitfaden.site.project import MARKDOWN_EXTENSIONS


def rendered_markdown(text: str, prefix: str) -> str:
    """Return the HTML of a text; ids of headings and footnotes begin with `prefix`."""
    extensions, settings = _extensions()
    settings["toc"] = {**settings.get("toc", {}), "slugify": lambda value, separator: f"{prefix}--{slugify(value, separator)}"}
    settings["footnotes"] = {"SEPARATOR": f":{prefix}:"}
    html: str = markdown.Markdown(extensions=extensions, extension_configs=settings).convert(text)
    return html


def _extensions() -> tuple[list[str], dict[str, dict[str, Any]]]:
    """Return the names of the extensions and the settings of those that have some."""
    settings = {name: dict(values) for one in MARKDOWN_EXTENSIONS if isinstance(one, dict) for name, values in one.items()}
    return [name for one in MARKDOWN_EXTENSIONS for name in ([one] if isinstance(one, str) else one)], settings
