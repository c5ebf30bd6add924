"""What the commands that need no MkDocs read in a course's mkdocs.yml: its overlays and its address."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from leitfaden.documents import read_yaml
from leitfaden.problems import Problems

MKDOCS_YML = "mkdocs.yml"


def named_overlays(folder: Path) -> tuple[Path, ...]:
    """Return the overlays that the mkdocs.yml of a course names, whether they exist or not; none where there is no such file.

    Arguments:
        folder: the course's. What is named is relative to it, as MkDocs takes it.
    """
    settings = [one["leitfaden"] for one in _plugins(_values(folder)) if isinstance(one.get("leitfaden"), dict)]
    named = [one.get("overlays") or () for one in settings]
    return tuple(folder / str(name) for names in named for name in ([names] if isinstance(names, str) else names))


def published_at(roots: Sequence[Path]) -> str:
    """Return `site_url` of the last mkdocs.yml of `roots` that has one, "" where none has."""
    found = (str(url) for root in reversed(roots) if (url := _values(root).get("site_url")))
    return next(found, "")


def _values(folder: Path) -> Mapping[str, Any]:
    """Return what mkdocs.yml says. Tags of MkDocs' own are no part of our format, and left to MkDocs."""
    file = folder / MKDOCS_YML
    read = read_yaml(file.read_bytes(), str(file), Problems()).value if file.is_file() else {}
    return read if isinstance(read, dict) else {}


def _plugins(values: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    """Yield plugins with their settings: a list of names and of single entries, or a mapping."""
    written = values.get("plugins") or ()
    yield from (one for one in ([written] if isinstance(written, dict) else written) if isinstance(one, dict))
