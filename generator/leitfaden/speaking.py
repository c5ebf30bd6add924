"""What an entry says in one language: the text at a route, or where that is missing, the text of the first language."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from pydantic import BaseModel

from leitfaden.courses import Stated
from leitfaden.inline import Prose, parse_prose
from leitfaden.model.fields import texts
from leitfaden.problems import Key, Place, Route


def translated(stated: Stated[Any], language: str) -> Mapping[Route, str]:
    """Return the texts of an entry in a further language: what makes it another, since entries are new at each reading."""
    translation = stated.translations.get(language)
    return translation.texts if translation else {}


def speaker(stated: Stated[Any], language: str) -> Callable[..., Prose]:
    """Return what gives the text at a route of `stated` in `language`, its inline Markdown parsed."""
    written = writer(stated, language)
    return lambda *route: parse_prose(written(*route))


def writer(stated: Stated[Any], language: str) -> Callable[..., str]:
    """Return what gives the text at a route of `stated` in `language`, as the author wrote it; empty where she wrote none."""
    translation = stated.translations.get(language)

    def written(*route: Key) -> str:
        if translation is not None and (text := translation.texts.get(route, "")).strip():
            return text
        value = stated.value
        for step in route:
            value = getattr(value, str(step)) if isinstance(value, BaseModel) else value[step]
        return value or ""

    return written


def placed_texts(stated: Stated[Any], language: str) -> tuple[tuple[Place, str], ...]:
    """Return all texts of an entry in `language`, each with its place."""
    translation = stated.translations.get(language)
    if translation is not None:
        return tuple((translation.at.at(*route), text) for route, text in translation.texts.items())
    return tuple((stated.at.at(*field.route), field.text) for field in texts(stated.value))
