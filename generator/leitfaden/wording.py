"""The words of the interface, one file a language, and numbers, times and plurals through Babel."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import time
from functools import cache, cached_property
from importlib import resources
from typing import Any, TypeAlias

from babel import Locale
from babel.dates import format_time, get_day_names
from babel.numbers import format_decimal, format_percent

from leitfaden.documents import read_yaml
from leitfaden.problems import Problems

Word: TypeAlias = "str | Mapping[str, str]"
"""A text of the interface, or its plural forms."""

_SETTLED = ("locale", "language")
_SCAFFOLD = "scaffold_"
_DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")


@dataclass(frozen=True, eq=False)
class Words:
    """The interface in one language. Call it with a key, and with the values that the word's `{…}` name."""

    code: str
    locale: Locale
    words: Mapping[str, Word]

    @property
    def replaceable(self) -> Mapping[str, Word]:
        """The texts that a course may put otherwise: those that learners read, on pages, on paper and in packages."""
        return {key: word for key, word in self.words.items() if key not in _SETTLED and not key.startswith(_SCAFFOLD)}

    @cached_property
    def placeholders(self) -> frozenset[str]:
        """The texts with which a scenario begins that was made from a conversation: all of them are to be written anew."""
        return frozenset(word for key, word in self.words.items() if key.startswith(_SCAFFOLD) and isinstance(word, str))

    def with_own(self, own: Mapping[str, Word]) -> Words:
        """Return the interface with the texts in `own` in the place of its own."""
        return replace(self, words={**self.words, **own}) if own else self

    def __call__(self, key: str, **values: object) -> str:
        """Return a word of the interface with `values` in its places; words with plural forms go through `counted`."""
        word = self.words[key]
        if not isinstance(word, str):
            raise TypeError(f"'{key}' has plural forms: use counted")
        return word.format(**values) if values else word

    def counted(self, key: str, count: float, **values: object) -> str:
        """Return the form of a word that `count` asks for, with the number written the language's way, and further `values`."""
        forms = self.words[key]
        form = forms if isinstance(forms, str) else forms.get(self.locale.plural_form(count), forms["other"])
        return form.format(count=self.number(count), **values)

    def number(self, value: float) -> str:
        """Return a number as the language writes it: 1.204 or 1,204."""
        return _number(value, self.locale)

    def percent(self, share: float) -> str:
        """Return a share, 0 to 1, as whole per cent."""
        return str(format_percent(share, locale=self.locale))

    def day(self, english: str, *, wide: bool = False) -> str:
        """Return a weekday's name for its English token (`Mon`)."""
        return _day_names("wide" if wide else "abbreviated", self.locale)[_DAYS.index(english)]

    def clock(self, hour: int, minute: int) -> str:
        """Return a time of day as the language writes it."""
        return _clock(hour, minute, self.locale)


@cache
def _number(value: float, locale: Locale) -> str:
    return str(format_decimal(value, locale=locale))


@cache
def _day_names(width: Any, locale: Locale) -> Mapping[int, str]:
    return dict(get_day_names(width, context="stand-alone", locale=locale))


@cache
def _clock(hour: int, minute: int, locale: Locale) -> str:
    return str(format_time(time(hour, minute), format="short", locale=locale))


@cache
def words_for(code: str) -> Words:
    """Return the interface in the language `code`; English where Leitfaden has no words for it yet."""
    folder = resources.files("leitfaden") / "words"
    file = folder / f"{code}.yml"
    spoken = code if file.is_file() else "en"
    document = read_yaml((folder / f"{spoken}.yml").read_bytes(), f"words/{spoken}.yml", Problems())
    if document.value is None:
        raise ValueError(f"words/{spoken}.yml is broken")
    return Words(code, Locale.parse(str(document.value["locale"])), document.value)


def spoken() -> tuple[str, ...]:
    """Return the codes of the languages that Leitfaden has words for."""
    return tuple(sorted(file.name.removesuffix(".yml") for file in (resources.files("leitfaden") / "words").iterdir() if file.name.endswith(".yml")))


def words_text(words: Words) -> str:
    """Return what a course may put otherwise as YAML, one text a line or one plural form a line: `content/words.yml` takes any of it."""
    return "".join(f"{line}\n" for key, word in words.replaceable.items() for line in _written(key, word))


def _written(key: str, word: Word) -> list[str]:
    if isinstance(word, str):
        return [f"{key}: {json.dumps(word, ensure_ascii=False)}"]
    return [f"{key}:", *(f"  {form}: {json.dumps(text, ensure_ascii=False)}" for form, text in word.items())]
