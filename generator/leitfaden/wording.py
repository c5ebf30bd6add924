"""The words of the interface, one file a language, and numbers, times and plurals through Babel."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import time
from functools import cache
from importlib import resources
from typing import Any

from babel import Locale
from babel.dates import format_time, get_day_names
from babel.numbers import format_decimal, format_percent

from leitfaden.documents import read_yaml
from leitfaden.problems import Problems

_DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")


@dataclass(frozen=True, eq=False)
class Words:
    """The interface in one language. Call it with a key, and with the values that the word's `{…}` name."""

    code: str
    locale: Locale
    words: Mapping[str, str | Mapping[str, str]]

    def __call__(self, key: str, **values: object) -> str:
        """Return a word of the interface with `values` in its places; words with plural forms go through `counted`."""
        word = self.words[key]
        if not isinstance(word, str):
            raise TypeError(f"'{key}' has plural forms: use counted")
        return word.format(**values) if values else word

    def counted(self, key: str, count: int, **values: object) -> str:
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
