"""What YAML does to social-media prose, recognised and explained.

libyaml says where it lost its way, not what the author meant. From the text at that point one can nearly always tell:
a mention that begins a value, a colon inside a sentence, a quotation at its start. Each has its own code and cure.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

import yaml

_COMMENT_AFTER_VALUE = re.compile(r"^[^\n#]*\S[ \t]+#", re.MULTILINE)
_COMMENT = re.compile(r"[ \t]+(#[^\r\n]*)")
_NEXT_SIGN = re.compile(r"\s*(.)", re.DOTALL)
_VALUE_START = re.compile(r"^\s*(?:- +)?(?:[^\s:#][^:\n]*:\s+|- +)", re.MULTILINE)

_CURE = "write the text as a block (`key: |` and the text indented on the next line) or in quotes"


@dataclass(frozen=True, slots=True)
class Comment:
    """A comment that follows a value on its line."""

    offset: int
    excerpt: str


@dataclass(frozen=True, slots=True)
class Trap:
    """Broken YAML, explained: code, offset in characters, message, cure."""

    code: str
    offset: int
    message: str
    hint: str


def may_hold_comment_after_value(text: str) -> bool:
    """Tell whether any line has a `#` after other text: a cheap first look at the whole file."""
    return _COMMENT_AFTER_VALUE.search(text) is not None


def comment_after(text: str, end: int) -> Comment | None:
    """Return the comment that follows an unquoted value ending at offset `end` on the same line, if there is one."""
    found = _COMMENT.match(text, end)
    if not found:
        return None
    words = found[1].split()
    return Comment(found.start(1), words[0] if words[0] != "#" else " ".join(words[:2]))


def comma_cut(text: str, end: int) -> bool:
    """Tell whether what ends at offset `end` in braces is no key but the rest of a text that a comma cut."""
    following = _NEXT_SIGN.match(text, end)
    return following is not None and following[1] in ",}"


def explain(text: str, error: yaml.YAMLError) -> Trap:
    """Return what a YAML error means to an author, with the offset to point at and the cure.

    Arguments:
        text: the whole text that was being parsed.
        error: what libyaml raised; reader errors, which carry only a byte offset, are located at the start.
    """
    mark = getattr(error, "problem_mark", None)
    offset = min(mark.index, len(text)) if mark else 0
    context = getattr(error, "context_mark", None)
    said = " ".join(str(part) for part in (getattr(error, "problem", None), getattr(error, "context", None)) if part)
    for recognise in (_tab, _open_quote, _escape, _value_sign, _colon, _dash, _block_header, _after_quote, _flow, _cut_lines, _indent, _no_colon):
        trap = recognise(text, offset, context.index if context else offset, said)
        if trap:
            return trap
    return Trap("broken-yaml", offset, f"this is not YAML: {said or error}", _CURE)


def _line_start(text: str, offset: int) -> int:
    return max(text.rfind("\n", 0, offset), text.rfind("\r", 0, offset)) + 1


def _value_at(text: str, offset: int) -> int | None:
    """Offset at which the value on this line begins, if the line has a key or a dash."""
    found = _VALUE_START.match(text, _line_start(text, offset))
    return found.end() if found and found.end() <= max(offset, found.start()) else None


def _tab(text: str, offset: int, _context: int, said: str) -> Trap | None:
    lead = text[_line_start(text, offset) : offset + 1]
    if lead.strip(" \t") == "" and "\t" in lead and "cannot start any token" in said:
        return Trap("tab-indentation", _line_start(text, offset) + lead.index("\t"), "the line is indented with a tab", "indent with spaces")
    return None


def _open_quote(text: str, _offset: int, context: int, said: str) -> Trap | None:
    if "quoted scalar" in said and ("end of stream" in said or "document indicator" in said):
        hint = f"close it, double a `'` inside single quotes, or {_CURE}"
        return Trap("quote-not-closed", context, f"the quotation mark {text[context]} that opens here never closes", hint)
    return None


def _escape(_text: str, offset: int, _context: int, said: str) -> Trap | None:
    if "escape" in said:
        hint = "write `\\\\` for a backslash, or the text as a block (`key: |`)"
        return Trap("unknown-escape", offset, "a backslash in double quotes begins an escape, and this is none", hint)
    return None


_SIGNS = {"@": "at-sign-unquoted", "`": "backtick-unquoted", "%": "percent-unquoted", "*": "anchor-or-alias", "&": "anchor-or-alias", "!": "tag"}


def _value_sign(text: str, offset: int, context: int, said: str) -> Trap | None:
    at = context if "alias" in said or "anchor" in said or "tag" in said else offset
    sign = text[at : at + 1]
    if sign in _SIGNS and ("cannot start any token" in said or sign in "*&!"):
        return Trap(_SIGNS[sign], at, f"a text that begins with `{sign}` means something else to YAML", _CURE)
    return None


def _colon(text: str, offset: int, _context: int, said: str) -> Trap | None:
    if "mapping values are not allowed" not in said:
        return None
    value = _value_at(text, offset)
    if value is not None and value < offset:
        return Trap("colon-in-text", offset, "a colon followed by a space, inside an unquoted text, begins a new key", _CURE)
    hint = "check the indentation of this line and the colon of the line above"
    return Trap("bad-indentation", _line_start(text, offset), "YAML finds a key where a text goes on", hint)


def _dash(_text: str, offset: int, _context: int, said: str) -> Trap | None:
    if "block sequence entries are not allowed" in said:
        return Trap("dash-in-text", offset, "a dash and a space at the start of a text begin a list", _CURE)
    return None


def _block_header(_text: str, _offset: int, context: int, said: str) -> Trap | None:
    if "scanning a block scalar" in said and "comment or line break" in said:
        hint = "put the text on the next line, indented, or in quotes"
        return Trap("text-after-block-sign", context, "after `|` or `>` the line ends", hint)
    if "block scalar" in said:
        return Trap("bad-indentation", context, "the text's lines are indented unevenly at its start", "indent all with the same spaces")
    return None


def _after_quote(text: str, offset: int, _context: int, said: str) -> Trap | None:
    if "did not find expected" not in said:
        return None
    value = _value_at(text, offset)
    if value is None or value >= offset:
        return None
    sign = text[value : value + 1]
    if sign and sign in "\"'":
        hint = f"double an inner `'`, write an inner `\"` as `\\\"`, or {_CURE}"
        return Trap("text-after-quote", offset, f"the quotation marks {sign} that open the text close before it ends", hint)
    if sign and sign in "[{":
        return Trap("bracket-in-text", value, f"a text that begins with `{sign}` begins a {'list' if sign == '[' else 'mapping'}", _CURE)
    return None


def _flow(text: str, _offset: int, context: int, said: str) -> Trap | None:
    if "flow" not in said:
        return None
    sign = text[context : context + 1]
    hint = f"close it, or, if it begins a text, {_CURE}; texts inside braces go in quotes"
    return Trap("bracket-not-closed", context, f"the bracket `{sign}` that opens here is not closed as YAML expects", hint)


def _cut_lines(text: str, offset: int, _context: int, said: str) -> Trap | None:
    """A hashtag in the middle of an unquoted text of several lines: what follows no longer parses."""
    if "did not find expected" not in said:
        return None
    above = text[: _line_start(text, offset)].rstrip("\r\n")
    line = above[_line_start(above, len(above)) :]
    found = re.search(r"[ \t](#\S*)", line)
    if not found or line.lstrip().startswith("#"):
        return None
    at = len(above) - len(line) + found.start(1)
    return Trap("hashtag-became-comment", at, f"YAML takes `{found[1]}` for a comment: the text ends before it", _CURE)


def _indent(text: str, offset: int, _context: int, said: str) -> Trap | None:
    if "did not find expected" not in said:
        return None
    hint = "give the line the same indentation as its siblings; a text's lines stand deeper than its key"
    start = _line_start(text, offset)
    at = start if text[start:offset].strip() == "" else offset
    return Trap("bad-indentation", at, "this line belongs to nothing above it", hint)


def _no_colon(_text: str, _offset: int, context: int, said: str) -> Trap | None:
    if "could not find expected ':'" in said:
        hint = f"write `key: value`, or, if the line goes on with a text above it, {_CURE}"
        return Trap("missing-colon", context, "this line has no `key:`", hint)
    return None
