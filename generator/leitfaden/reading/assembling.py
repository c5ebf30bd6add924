"""From parsed files to stated models: one file, its translations, and what is wrong between them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar

from pydantic import BaseModel

from leitfaden.courses import Stated, Translation
from leitfaden.documents import Document
from leitfaden.model.fields import texts
from leitfaden.problems import Place, Problems
from leitfaden.reading.files import Parsed
from leitfaden.reading.translations import check_empty, check_translation, leaves
from leitfaden.reading.validation import validate

M = TypeVar("M", bound=BaseModel)


def assembled(
    original: Parsed[Document], twins: Mapping[str, Parsed[Document]], model: type[M], languages: tuple[str, ...], problems: Problems
) -> Stated[M] | None:
    """Return a file as `model` with its texts in further languages, or None where nothing of it could be kept."""
    if original.content.value is None:
        return None
    at = original.name.place
    found = validate(model, original.content.value, at, problems, lost=original.content.lost)
    if found.value is None:
        return None
    fields = [field for field in texts(found.value) if not any(field.route[: len(route)] == route for route in found.broken)]
    check_empty(fields, at, problems)
    translations = {}
    for language in languages[1:]:
        twin = twins.get(language)
        if twin is None:
            if fields:
                report_missing_file(at, language, problems)
            continue
        value = twin.content.value
        translations[language] = Translation(twin.name.place, dict(leaves(value)) if value else {}, whole=value is not None)
        check_translation(found.value, fields, at, translations[language], found.broken | twin.content.lost, language, problems)
    return Stated(found.value, at, translations, found.broken)


def report_missing_file(at: Place, language: str, problems: Problems) -> None:
    """Report that a file with texts has no twin in `language`."""
    stem, _, ending = at.file.rpartition("/")[2].rpartition(".")
    hint = f"write {stem}.{language}.{ending} beside it, or take '{language}' out of course.yml"
    problems.add("missing-translation", at, f"there is no translation into '{language}'", hint)


def entry(stated: Stated[Any], container: str, key: str, value: Any) -> Stated[Any]:
    """Return one entry of a registry with its own place and texts."""
    translations = {}
    for language, translation in stated.translations.items():
        own = {field.route: translation.texts.get((container, key, *field.route)) for field in texts(value)}
        found = {route: text for route, text in own.items() if text is not None}
        translations[language] = Translation(translation.at.at(container, key), found, translation.whole)
    return Stated(value, stated.at.at(container, key), translations)
