"""The scoring contract, `docs/scoring.md`, in Python; `site/assets/scoring.js` is its twin.

Both are held to `tests/vectors/scoring.json`. A score is a fraction of the full mark, from 0 to 1, rounded half up
at the sixth decimal so that the two languages agree to the last digit.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from functools import reduce
from itertools import combinations
from math import floor
from operator import add
from typing import Any, assert_never

from leitfaden.exercises import Blank, Exercise, Gap, Interaction, Mark, Order, Path, Pick, Place, Rate, Write
from leitfaden.limits import kept, placed
from leitfaden.plays import replayed

_SPACES = re.compile("[ \t\n\r\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]+")  # Unicode's spaces, \p{Zs} to JavaScript


def score(interaction: Interaction, response: Any) -> float | None:
    """Return what `response` scores on one interaction, 0 to 1; None where nothing is scored.

    Arguments:
        interaction: what was asked, with its scoring rule.
        response: in the interaction's response format (`exercises`); ids that the interaction doesn't know score nothing.
    """
    match interaction:
        case Pick():
            return _rounded(_pick(interaction.weights, _ids(response), several=interaction.several))
        case Mark():
            return _rounded(_pick(interaction.weights, _ids(response), several=True))
        case Rate():
            return _rounded(interaction.credit.get(response, 0.0) if isinstance(response, str) else 0.0)
        case Order():
            return _rounded(_order([step.id for step in interaction.steps], _ids(response)))
        case Place():
            return _rounded(_place(interaction, response))
        case Gap():
            return _rounded(_gap(interaction, response))
        case Path():
            play = replayed(interaction, _ids(response))
            return _rounded(play.scene.worth or 0.0) if play else 0.0
        case Write():
            return None
        case other:
            assert_never(other)


def score_exercise(exercise: Exercise, responses: Mapping[str, Any]) -> float | None:
    """Return the mean score of an exercise's scored interactions, 0 to 1; what was not answered counts as 0.

    None where nothing is scored, and 0 where nothing is asked.
    """
    if exercise.interactions and not exercise.scored:
        return None
    scores = [points for one in exercise.interactions if (points := score(one, responses.get(one.id))) is not None]
    return _rounded(_total(scores) / len(scores)) if scores else 0.0


def recognised(blank: Blank, text: str) -> str:
    """Return the id of the answer that `text`, typed into `blank`, is a way to write; nothing where it is none.

    How many spaces stand around and between words, and which, never matters; capitals and accents don't where the author forgives them.
    """
    written = _folded(text, blank)
    return next((answer.id for answer in blank.answers if any(_folded(variant, blank) == written for variant in answer.variants)), "")


def _folded(text: str, blank: Blank) -> str:
    text = _SPACES.sub(" ", unicodedata.normalize("NFC", text)).strip(" ")
    if "accents" in blank.forgive:
        text = "".join(char for char in unicodedata.normalize("NFD", text) if unicodedata.category(char) != "Mn")
    return text.lower().upper() if "case" in blank.forgive else text  # both ways: STRASSE is Straße in capitals


def _ids(response: Any) -> list[str]:
    """Return a list of ids as it is; anything else, whatever an imported record may hold, is an answer without ids."""
    whole = isinstance(response, (list, tuple)) and all(isinstance(one, str) for one in response)
    return list(response) if whole else []


def _pick(weights: Mapping[str, float], chosen: Sequence[str], *, several: bool) -> float:
    if not several:
        return weights.get(chosen[0], 0.0) if len(chosen) == 1 else 0.0
    return _total(weights.get(option, 0.0) for option in dict.fromkeys(chosen))


def _order(key: Sequence[str], given: Sequence[str]) -> float:
    """Share of pairs that stand in the right order: Moodle's "relative to all the previous and next items"."""
    if sorted(given) != sorted(key) or len(key) < 2:
        return 0.0
    rank = {step: place for place, step in enumerate(given)}
    pairs = list(combinations(key, 2))
    return sum(rank[first] < rank[second] for first, second in pairs) / len(pairs)


def _place(place: Place, response: Any) -> float:
    """Share of items that stand in their slot and nowhere else, or of rules that are kept, by their weight."""
    sequence = placed(place, response)
    if sequence is None:
        return 0.0
    if place.key:
        slots = {item: [place.slots[number].id for number, one in sequence if one == item] for item in place.key}
        return sum(slots[item] == [slot] for item, slot in place.key.items()) / len(place.key)
    if len(sequence) < place.least:
        return 0.0
    keeps = kept(place, sequence)
    return _total(limit.weight for limit in place.limits if keeps[limit.id]) / _total(limit.weight for limit in place.limits)


def _gap(gap: Gap, response: Any) -> float:
    """Mean of the blanks; a typed one scores what was recognised when it was typed."""
    answers = response if isinstance(response, Mapping) else {}
    return _total(_blank(blank, _ids(answers.get(blank.id))) for blank in gap.blanks) / len(gap.blanks)


def _blank(blank: Blank, answer: Sequence[str]) -> float:
    return blank.weights.get(answer[0], 0.0) if len(answer) == (1 if blank.options else 3) else 0.0


def _total(values: Iterable[float]) -> float:
    """Add from left to right, as JavaScript does: Python's own `sum` compensates rounding errors from 3.12 on."""
    return reduce(add, values, 0.0)


def _rounded(value: float) -> float:
    return floor(min(1.0, max(0.0, value)) * 1_000_000 + 0.5) / 1_000_000
