"""`content/words.yml`: texts of the interface that a course, or an overlay, puts otherwise, each checked against the one it replaces.

Every language stands for itself: what isn't replaced is there already, so that nothing can be missing.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from leitfaden.documents import Document
from leitfaden.problems import Place, Problems, did_you_mean, shown
from leitfaden.reading.files import FileName, Parsed
from leitfaden.reading.roots import WORDS, Root
from leitfaden.wording import Word, words_for

_PLACE = re.compile(r"\{(\w+)\}")
_NUMBER = frozenset({"count"})  # "one try" may say it in a word


def read_words(
    spoken: Sequence[tuple[Root, tuple[str, ...]]], parse: Callable[[FileName], Parsed[Document]], problems: Problems
) -> Mapping[str, Mapping[str, Word]]:
    """Return the replaced texts of the interface by language and key; those of later roots win. Faulty ones are reported and left out.

    Arguments:
        spoken: the roots with the languages of each.
        parse: reads a file.
    """
    found: dict[str, dict[str, Word]] = defaultdict(dict)
    for root, languages in spoken:
        for index, language in enumerate(languages):
            name = root.yml.get((f"content/{WORDS}", language if index else None))
            if name is not None:
                found[language] |= _sound(parse(name).content.value or {}, language, name.place, problems)
    return found


def _sound(given: Mapping[str, Any], language: str, at: Place, problems: Problems) -> dict[str, Word]:
    """Return the texts of a file that can stand in the place of those that they replace."""
    known = words_for(language).replaceable
    sound: dict[str, Word] = {}
    for key, word in given.items():
        if key in known:
            found = _faults(word, known[key], at / key)
            problems.extend(found)
            sound |= {} if found.found else {key: _on_one_line(word)}
        else:
            hint = did_you_mean(key, known)
            problems.add("unknown-key", (at / key).key, f"the interface has no text '{shown(key)}'", hint or f"`leitfaden words {language}` lists them all")
    return sound


def _on_one_line(word: Word) -> Word:
    """Return a text as the interface has it: a line break is a space, as in all texts but posts."""
    return " ".join(word.split()) if isinstance(word, str) else {form: " ".join(text.split()) for form, text in word.items()}


def _faults(given: Any, meant: Word, at: Place) -> Problems:
    """Return what is wrong with a text in the place of `meant`: its form, its plural forms, the places that it fills in."""
    problems = Problems()
    if isinstance(meant, str):
        if isinstance(given, str):
            _check_text(given, _places(meant), _places(meant), meant, at, problems)
        else:
            problems.add("wrong-type", at, "one text is expected here, without plural forms", f"write `{at.route[-1]}: …`, such as '{shown(meant)}'")
    elif not isinstance(given, dict):
        problems.add("plural-forms", at, f"this text has plural forms: {', '.join(meant)}", _lines_of(meant))
    else:
        _check_forms(given, meant, at, problems)
    return problems


def _check_forms(given: Mapping[str, Any], meant: Mapping[str, str], at: Place, problems: Problems) -> None:
    allowed = frozenset[str]().union(*map(_places, meant.values()))
    for form in (form for form in meant if form not in given):
        problems.add("plural-forms", at.key, f"the plural form '{form}' is missing", _lines_of(meant))
    for form, text in given.items():
        if form not in meant:
            problems.add("plural-forms", (at / form).key, f"the language has no plural form '{shown(form)}'", did_you_mean(form, meant))
        elif isinstance(text, str):
            needed = _places(meant[form]) - (frozenset() if form == "other" else _NUMBER)
            _check_text(text, needed, allowed, meant[form], at / form, problems)
        else:
            problems.add("wrong-type", at / form, "a text is expected here", f"write `{form}: …`, such as '{shown(meant[form])}'")


def _lines_of(meant: Mapping[str, str]) -> str:
    return f"write {' and '.join(f'`{form}: …`' for form in meant)} on lines of their own below the key"


def _check_text(text: str, needed: frozenset[str], allowed: frozenset[str], meant: str, at: Place, problems: Problems) -> None:
    """Report a text that is empty, lacks a place of the one that it replaces, or has one that nothing fills."""
    if not text.strip():
        problems.add("empty-text", at, f"the text '{at.route[-1]}' is empty", "write it, or delete the key")
        return
    own = _places(text)
    strange = sorted(own - allowed)
    for place in strange:
        hint = did_you_mean(place, allowed) if allowed else "delete it: this text has none"
        problems.add("word-places", at, f"nothing is filled in at {{{shown(place)}}}", hint)
    for place in sorted(needed - own) if not strange else ():
        problems.add("word-places", at, f"{{{place}}} is missing, where something is filled in", f"keep it, as in '{shown(meant)}'")
    if "{" in (rest := _PLACE.sub("", text)) or "}" in rest:
        problems.add("word-places", at, "a brace stands alone, or around something else than a name", "delete it: braces mark places to fill in")


def _places(text: str) -> frozenset[str]:
    return frozenset(_PLACE.findall(text))
