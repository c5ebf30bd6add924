"""The words for what pydantic finds: a code, a sentence, a cure, in the language of whoever writes a course."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from leitfaden.problems import Route, did_you_mean, shown


@dataclass(frozen=True)
class Finding:
    """One of pydantic's findings: its type, where, whether a key is meant, its details, and what keys the format knows there."""

    kind: str
    route: Route
    on_key: bool
    details: Mapping[str, Any]
    known: Mapping[str, str]

    @cached_property
    def meant(self) -> str:
        """The key that a misspelt one stands for, or nothing."""
        hint = did_you_mean(str(self.route[-1]), self.known) if self.kind == "extra_forbidden" else ""
        return hint.split("'")[1] if hint.startswith("did") else ""

    @property
    def given(self) -> Any:
        """What the author wrote there."""
        return str(self.route[-1]) if self.on_key else self.details["input"]

    @property
    def context(self) -> Mapping[str, Any]:
        """What pydantic says about its rule."""
        found: Mapping[str, Any] = self.details.get("ctx", {})
        return found


@dataclass(frozen=True, slots=True)
class Wording:
    """A code, what is wrong, and what to do."""

    code: str
    message: str
    hint: str


_SPELT_OUT = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss"})


def worded(finding: Finding) -> Wording:
    """Return the words for `finding`."""
    return _WORDS.get(finding.kind, _wrong_type)(finding)


def _missing(finding: Finding) -> Wording:
    key = str(finding.route[-1])
    if key == "feedback":
        return Wording("missing-feedback", "key 'feedback' is missing", "say why, for whoever chose just this: the effect, the reason, what instead")
    about = finding.known.get(key, "")
    return Wording("missing-key", f"key '{key}' is missing", f"write `{key}: …` ({about[:1].lower()}{about[1:].rstrip('.')})" if about else f"write `{key}: …`")


def _kind_missing(finding: Finding) -> Wording:
    near = next((key for key in finding.given if did_you_mean(key, ["kind"]).startswith("did")), "") if isinstance(finding.given, dict) else ""
    hint = f"write `kind` instead of '{shown(near)}'" if near else "say what kind of activity it is: `kind: choice`"
    return Wording("missing-key", "key 'kind' is missing", hint)


def _unknown(finding: Finding) -> Wording:
    key = shown(str(finding.route[-1]))
    return Wording("unknown-key", f"the format knows no key '{key}' here", did_you_mean(key, finding.known) or f"known here: {', '.join(finding.known)}")


def strange(finding: Finding, keys: Sequence[str], missing: Sequence[str]) -> Wording:
    """Return the words for a mapping whose keys are unknown and that lacks others: a wrong key, or a wrong place."""
    named = ", ".join(f"'{shown(key)}'" for key in keys[:5])
    message = f"the format knows no {'key' if len(keys) == 1 else 'keys'} {named} here"
    hint = f"known here: {', '.join(finding.known)}" + (f" (missing: {', '.join(missing)})" if missing else "")
    return Wording("unknown-key", message, f"{hint}; if this belongs to something else, the line with its key is missing above")


def astray(finding: Finding, container: str) -> Wording:
    """Return the words for entries of which several are none: the line with their own key is missing."""
    where = f" below '{container}'" if container else ""
    hint = f"write the id of the entry on a line of its own{where}, and indent these lines under it"
    return Wording("wrong-type", f"keys with values are expected here, this is {_named(finding.given)}, and more such lines follow", hint)


def _pattern(finding: Finding) -> Wording:
    pattern = str(finding.context.get("pattern", ""))
    given = shown(str(finding.given))
    if re.fullmatch(pattern, str(finding.given).strip()):
        return Wording("wrong-type", f"one word is expected here, and '{given}' has a line break or a space around it", "write it behind the key, without `|`")
    if "Mon|Tue" in pattern:
        hint = "write weekday and time in English: `Mon 09:12`, or with the week `w2 Tue 14:30`"
        return Wording("bad-time", f"'{given}' is no time of a post", hint)
    if "a-z]{2,3}" in pattern:
        return Wording("bad-language", f"'{given}' is no language code", "write two or three lower-case letters, such as de, en, fr")
    if "_." in pattern:
        return Wording("bad-handle", f"'{given}' is no handle", "write letters, digits, _, . and -, without the @ and without spaces")
    if "100|" in pattern:
        return Wording("out-of-range", f"'{given}' is no percentage", "write a whole number from 0 to 100, without the sign")
    if "https" in pattern:
        return Wording("bad-contact", f"'{given}' is no address to write to", "write an e-mail address, or an address that begins with `https://`")
    if "A-Z" in pattern:
        return Wording("bad-id", f"'{given}' is no id of a claim", "write letters, digits, hyphens and dots, such as N2.3")
    plain = unicodedata.normalize("NFKD", given.lower().translate(_SPELT_OUT)).encode("ascii", "ignore").decode()
    suggestion = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")
    return Wording("bad-id", f"'{given}' is no id", f"write lower-case letters, digits and hyphens, such as {suggestion or 'first-week'}")


def _choice(finding: Finding) -> Wording:
    expected = [word.strip(" '") for word in str(finding.context.get("expected", finding.context.get("expected_tags", ""))).replace(" or ", ",").split(",")]
    given = shown(str(finding.context.get("tag", finding.given)))
    if finding.kind == "union_tag_invalid":
        return Wording("unknown-kind", f"there is no kind of activity '{given}'", did_you_mean(given, expected))
    if isinstance(finding.given, (dict, list)):
        return Wording("wrong-type", f"one word is expected here, this is {_named(finding.given)}", f"write one of {', '.join(expected)}")
    key = next(step for step in reversed(finding.route) if isinstance(step, str))
    return Wording("unknown-value", f"'{given}' is no value of '{key}'", did_you_mean(given, expected))


def _range(finding: Finding) -> Wording:
    limits = {
        "greater_than_equal": ("ge", "at least"), "less_than_equal": ("le", "at most"), "greater_than": ("gt", "more than"), "less_than": ("lt", "less than"),
    }  # fmt: skip
    key, words = limits[finding.kind]
    limit = f"{finding.context.get(key):g}"
    return Wording("out-of-range", f"{shown(str(finding.given))} is out of range", f"write a number of {words} {limit}")


def _short(finding: Finding) -> Wording:
    least = finding.context.get("min_length", 1)
    if isinstance(finding.given, str):
        return Wording("empty-text", f"the text '{finding.route[-1]}' is empty", "write it")
    what = "entry is" if least == 1 else "entries are"
    return Wording(
        "too-few",
        f"at least {least} {what} needed in '{finding.route[-1]}'",
        f"there {'is' if len(finding.given) == 1 else 'are'} {len(finding.given) or 'none'} now",
    )


def _day(finding: Finding) -> Wording:
    return Wording("bad-day", f"{_quoted(finding.given)} is no day", "write year, month and day, such as 2026-11-20")


def _flag(finding: Finding) -> Wording:
    return Wording("wrong-type", f"{_quoted(finding.given)} is neither true nor false", "write `true` or `false`")


def _number(finding: Finding) -> Wording:
    whole = finding.kind.startswith(("int", "whole"))
    what = "no whole number" if whole else "no number"
    return Wording("wrong-type", f"{_quoted(finding.given)} is {what}", f"write digits alone, such as {'3' if whole else '3 or 0.25'}")


_EXPECTED = {
    "dict_type": ("keys with values are expected here", "write `key: value` on lines of their own below, indented, with a space after each colon"),
    "list_type": ("a list is expected here", "write `[a, b]`, or lines that begin with `- `"),
    "string_type": ("a text is expected here", "write the text behind the key; if it begins with a bracket or a dash, in quotes"),
}
_SAME_AS = {"model_type": "dict_type", "model_attributes_type": "dict_type"}


def _wrong_type(finding: Finding) -> Wording:
    message, hint = _EXPECTED.get(_SAME_AS.get(finding.kind, finding.kind), (str(finding.details["msg"]), ""))
    hint = hint if finding.given else f"{hint}; or delete the key"
    return Wording("wrong-type", f"{message}, this is {_named(finding.given)}", hint)


def _named(given: Any) -> str:
    return "keys with values" if isinstance(given, dict) else "a list" if isinstance(given, list) else "a text" if given else "nothing"


def _quoted(given: Any) -> str:
    return f"'{shown(given)}'" if isinstance(given, str) and given else _named(given)


_WORDS: Mapping[str, Callable[[Finding], Wording]] = {
    "missing": _missing, "extra_forbidden": _unknown, "string_pattern_mismatch": _pattern, "literal_error": _choice,
    "union_tag_invalid": _choice, "union_tag_not_found": _kind_missing, "greater_than_equal": _range, "less_than_equal": _range,
    "greater_than": _range, "less_than": _range, "too_short": _short, "string_too_short": _short, "truth": _flag, "day": _day, "number": _number, "whole_number": _number,
    "int_parsing": _number, "int_from_float": _number, "int_type": _number, "float_type": _number, "float_parsing": _number,
    "int_parsing_size": _number,
}  # fmt: skip
