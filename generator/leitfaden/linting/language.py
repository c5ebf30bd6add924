"""What the rules know of a language: its stems, and words that give an answer away. One file a language in `lexicon/`."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, cached_property
from importlib import resources
from typing import Any

import snowballstemmer

from leitfaden.documents import read_yaml
from leitfaden.problems import Problems

_WORD = re.compile(r"[^\W\d_]+(?:['-][^\W\d_]+)*")
_PATTERNS = (
    "hedges", "absolutes", "negations", "judgements", "all_of_the_above", "friendly", "restrained", "reasons", "harmless", "asides", "relatives", "deciding", "sequence",
)  # fmt: skip
_WORDS = ("answer_words", "function_words", "task_words")
_BEGINNING, _END = 5, 6
_SHORTEST, _SHORTEST_UNKNOWN = 3, 5


@dataclass(frozen=True, eq=False)
class Language:
    """One language's words, as patterns over a text in small letters. Where Leitfaden has no lexicon, all of them find nothing.

    `lexicon/en.yml` says what each of them is for.
    """

    code: str
    hedges: re.Pattern[str]
    absolutes: re.Pattern[str]
    negations: re.Pattern[str]
    judgements: re.Pattern[str]
    all_of_the_above: re.Pattern[str]
    friendly: re.Pattern[str]
    restrained: re.Pattern[str]
    reasons: re.Pattern[str]
    harmless: re.Pattern[str]
    asides: re.Pattern[str]
    relatives: re.Pattern[str]
    deciding: re.Pattern[str]
    sequence: re.Pattern[str]
    answer_words: frozenset[str]
    function_words: frozenset[str]
    task_words: frozenset[str]
    feminine: tuple[str, ...]
    compounds: bool
    stemmer: Any

    def found(self, pattern: re.Pattern[str], text: str) -> list[str]:
        """Return the words of `pattern` that stand in `text`, those in turns of phrase that mean something else left out."""
        return pattern.findall(self.harmless.sub("", small(text)))

    def count(self, pattern: re.Pattern[str], text: str) -> int:
        """Return how many words of `pattern` stand in `text`."""
        return len(self.found(pattern, text))

    def stems(self, text: str) -> frozenset[str]:
        """Return the stems of the words in `text` that mean something by themselves."""
        return frozenset(self.stems_in_order(text))

    def stems_in_order(self, text: str) -> list[str]:
        """Return them in the order of the text. Of a word with hyphens each part is one; without a lexicon short words mean nothing."""
        parts = [part for word in words_of(text) for part in word.split("-")]
        shortest = _SHORTEST if self.stemmer else _SHORTEST_UNKNOWN
        return self._stemmed(part for part in parts if part not in self.function_words and len(part) >= shortest)

    def cues(self, text: str) -> frozenset[str]:
        """Return the stems that can lead from a question to its answer: without what every question of such a course speaks of."""
        return self.stems(text) - self._task_stems

    def takes_up(self, one: str, other: str) -> bool:
        """Tell whether two stems are the same word, or, where the language has compounds, one begins or ends with the other."""
        short, long = sorted((one, other), key=len)
        begins, ends = len(short) >= _BEGINNING and long.startswith(short), len(short) >= _END and long.endswith(short)
        return short == long or (self.compounds and (begins or ends))

    @cached_property
    def _task_stems(self) -> frozenset[str]:
        return frozenset(self._stemmed(self.task_words))

    def _stemmed(self, words: Iterable[str]) -> list[str]:
        return self.stemmer.stemWords([*words]) if self.stemmer else [*words]


def small(text: str) -> str:
    """Return `text` in small letters as the lexicons write it: letters composed, apostrophes straight."""
    return unicodedata.normalize("NFC", text).lower().replace("’", "'")


def words_of(text: str) -> list[str]:
    """Return the words of `text` in small letters."""
    return _WORD.findall(small(text))


def as_written(word: str, text: str) -> str:
    """Return a word that was found in the small letters of `text` as it stands there."""
    at = small(text).find(word)
    return text[at : at + len(word)] if at >= 0 else word


@cache
def language_for(code: str) -> Language:
    """Return what is known of the language `code`; one that knows nothing where it has no lexicon."""
    file = resources.files("leitfaden.linting") / "lexicon" / f"{code}.yml"
    known: dict[str, Any] = {}
    if file.is_file():
        document = read_yaml(file.read_bytes(), f"lexicon/{code}.yml", Problems())
        if document.value is None:
            raise ValueError(f"lexicon/{code}.yml is broken")
        known = document.value
    patterns: dict[str, Any] = {name: _pattern(known.get(name, ())) for name in _PATTERNS}
    words: dict[str, Any] = {name: frozenset(known.get(name, ())) for name in _WORDS}
    return Language(
        code,
        **patterns,
        **words,
        feminine=tuple(known.get("feminine", ())),
        compounds=known.get("compounds") == "true",
        stemmer=snowballstemmer.stemmer(known["stemmer"]) if known else None,
    )


def _pattern(words: Iterable[str]) -> re.Pattern[str]:
    """Return a pattern of whole words; `*` at the end of one stands for any ending. Without words it finds nothing."""
    parts = [_word_pattern(word) for word in sorted(words, key=len, reverse=True)]
    return re.compile("|".join(parts) or r"(?!)")


def _word_pattern(word: str) -> str:
    """A word stands by itself; an emoji may follow one without a space."""
    begin = r"(?<!\w)" if word[0].isalnum() else ""
    return begin + (re.escape(word[:-1]) + r"\w*" if word.endswith("*") else re.escape(word) + (r"(?!\w)" if word[-1].isalnum() else ""))
