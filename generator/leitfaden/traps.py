"""What YAML does to social-media prose, recognised and explained.

libyaml says where it lost its way, not what the author meant. From the text at that point one can nearly always tell:
a mention that begins a value, a colon inside a sentence, a quotation at its start. Each has its own code and cure.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

import yaml

from leitfaden.problems import shown

_COMMENT_AFTER_VALUE = re.compile(r"^[^\n#]*\S[ \t]+#", re.MULTILINE)
_COMMENT = re.compile(r"[ \t]+(#[^\r\n]*)")
_NEXT_SIGN = re.compile(r"\s*(.)", re.DOTALL)
_VALUE_START = re.compile(r"[ \t]*(?:- +)?(?:[^\s:#][^:\n]*:[ \t]+|- +)")
_KEY = re.compile(r"[ \t]*(?:- +)?([^\s:#][^:\n]*):(?=\s|$)")
_GLUED = re.compile(r"[ \t]*(?:- +)?[A-Za-z0-9_-]+(:)[^\s:/]")
_BLOCK_SIGN = re.compile(r"[:-][ \t]+[|>][+-]?[0-9]?[+-]?[ \t]*(?:#.*)?$")
_SIGN_USES = {"*": "an alias", "&": "an anchor", "!": "a tag"}
_LIKE_A_KEY = re.compile(r"[a-z0-9_-]+")

BLOCK = "write the text as a block (`key: |` and the text indented on the next line)"
CURE = f"{BLOCK} or in quotes"
BACKSLASH_CURE = f"write `\\\\`, or {BLOCK}"
_SIBLINGS = "give it as many spaces as the lines it belongs to; the lines of a text stand deeper than their key"


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


def cut_by_comment(excerpt: str) -> tuple[str, str]:
    """Return message and cure for a text that a `#` cut off."""
    return f"YAML takes `{shown(excerpt)}` for a comment: the text ends before it", f"{CURE}; a comment stands on a line of its own"


def begins_with(sign: str) -> tuple[str, str]:
    """Return message and cure for an unquoted text whose first character has a meaning in YAML."""
    use = _SIGN_USES.get(sign)
    said = f"is YAML's sign for {use}, which is not part of the format" if use else "is a sign that YAML keeps for itself"
    return f"{sign} at the start of an unquoted text {said}", CURE


def lacks_value(text: str, end: int) -> bool:
    """Tell whether what ends at offset `end` in braces is no key but the rest of a text that a comma cut."""
    following = _NEXT_SIGN.match(text, end)
    return following is not None and following[1] in ",}"


def explain(text: str, error: yaml.YAMLError) -> Trap:
    """Return what a YAML error means to an author, with the offset to point at and the cure.

    Arguments:
        text: the whole text that was being parsed.
        error: what libyaml raised; reader errors, which carry only a byte offset, are located at the start.
    """
    slip = _Slip.of(text, error)
    for recognise in _RECOGNISERS:
        trap = recognise(slip)
        if trap:
            return trap
    return Trap(
        "broken-yaml", slip.offset, f"this is not YAML: {slip.said or error}", "look at this line and the one above; a text with signs in it goes in quotes"
    )


@dataclass(frozen=True)
class _Slip:
    """Where libyaml lost its way: the whole text, two offsets, and what it said."""

    text: str
    offset: int
    context: int
    said: str

    @classmethod
    def of(cls, text: str, error: yaml.YAMLError) -> _Slip:
        mark, context = getattr(error, "problem_mark", None), getattr(error, "context_mark", None)
        offset = min(mark.index, len(text)) if mark else 0
        said = " ".join(str(part) for part in (getattr(error, "problem", None), getattr(error, "context", None)) if part)
        return cls(text, offset, min(context.index, len(text)) if context else offset, said)

    @cached_property
    def start(self) -> int:
        """Offset at which the line begins."""
        return _line_start(self.text, self.offset)

    @cached_property
    def line(self) -> str:
        return _line_at(self.text, self.start)

    @cached_property
    def value(self) -> int | None:
        """Offset at which the value on this line begins, if the line has a key or a dash before `offset`."""
        found = _VALUE_START.match(self.text, self.start)
        return found.end() if found and found.end() <= self.offset else None

    @cached_property
    def sign(self) -> str:
        """The first character of the value on this line, or nothing."""
        return self.text[self.value : self.value + 1] if self.value is not None else ""

    def lines_above(self) -> Iterator[tuple[int, str]]:
        """Yield start and text of the lines above that say something, upwards."""
        start = self.start
        while start > 0:
            start = _line_start(self.text, start - 1)
            line = _line_at(self.text, start)
            if line.strip() and not line.lstrip().startswith("#"):
                yield start, line


def _line_start(text: str, offset: int) -> int:
    start = max(text.rfind("\n", 0, offset), text.rfind("\r", 0, offset)) + 1
    return _line_start(text, offset - 1) if start == offset and text[offset - 1 : offset + 1] == "\r\n" else start


def _line_at(text: str, start: int) -> str:
    end = text.find("\n", start)
    return text[start : len(text) if end < 0 else end].rstrip("\r")


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip(" "))


def _tab(slip: _Slip) -> Trap | None:
    lead = slip.text[slip.start : slip.offset + 1]
    if lead.strip(" \t") == "" and "\t" in lead and ("cannot start any token" in slip.said or "tab character" in slip.said):
        return Trap("tab-indentation", slip.start + lead.index("\t"), "the line is indented with a tab", "indent with spaces")
    return None


def _open_quote(slip: _Slip) -> Trap | None:
    if "quoted scalar" in slip.said and ("end of stream" in slip.said or "document indicator" in slip.said):
        return _not_closed(slip.text, slip.context)
    return None


def _not_closed(text: str, offset: int) -> Trap:
    return Trap("quote-not-closed", offset, f"the quotation mark {text[offset : offset + 1]} that opens here never closes", f"close it, or {BLOCK}")


def _earlier_quote(slip: _Slip) -> Trap | None:
    """A quotation mark that opened further up and closed where another text begins."""
    mark = slip.text[slip.offset - 1 : slip.offset]
    if "did not find expected" not in slip.said or mark not in ("'", '"') or (slip.sign == mark and slip.value != slip.offset - 1):
        return None
    for start, line in slip.lines_above():
        found = _VALUE_START.match(line)
        if found and line[found.end() : found.end() + 1] == mark and line.count(mark, found.end()) == 1:
            return _not_closed(slip.text, start + found.end())
    return None


def _escape(slip: _Slip) -> Trap | None:
    if "escape" in slip.said:
        return Trap("unknown-escape", slip.offset, "a backslash in double quotes begins an escape, and this is none", BACKSLASH_CURE)
    return None


_SIGN_CODES = {
    "@": "at-sign-unquoted", "`": "backtick-unquoted", "%": "percent-unquoted", "*": "anchor-or-alias", "&": "anchor-or-alias", "!": "tag",
    "?": "sign-unquoted", ",": "sign-unquoted", "]": "sign-unquoted", "}": "sign-unquoted", ":": "sign-unquoted",
}  # fmt: skip
_ABOUT_SIGN = ("cannot start any token", "an alias", "an anchor", "a tag", "a directive", "mapping keys are not allowed", "expected node content")


def _value_sign(slip: _Slip) -> Trap | None:
    at = slip.context if any(what in slip.said for what in _ABOUT_SIGN) else slip.value
    if at is None or not ("did not find expected" in slip.said or at == slip.context or "not allowed" in slip.said):
        return None
    sign = slip.text[at : at + 1]
    if at == slip.value and at != slip.context and sign not in ("*", "&", "!"):
        return None
    return Trap(_SIGN_CODES[sign], at, *begins_with(sign)) if sign in _SIGN_CODES else None


def _colon(slip: _Slip) -> Trap | None:
    if "mapping values are not allowed" not in slip.said:
        return None
    above = next(slip.lines_above(), None)
    if slip.value is not None and slip.value < slip.offset:
        return _colon_in_text(slip.offset)
    return _colon_below(slip, *above) if above else None


def _colon_below(slip: _Slip, start: int, line: str) -> Trap:
    """A key where none can stand, below `line`, which begins at `start`."""
    own = slip.line[_indent(slip.line) : slip.offset - slip.start]
    if glued := _GLUED.match(line):
        return _no_space(start + glued.start(1))
    if _indent(slip.line) > _indent(line) and not _LIKE_A_KEY.fullmatch(own):
        return _colon_in_text(slip.offset)
    if not _KEY.match(line):
        return _no_key(start + _indent(line))
    return Trap("bad-indentation", slip.start + _indent(slip.line), "this line stands deeper than the lines it belongs to", _SIBLINGS)


def _no_space(offset: int) -> Trap:
    return Trap("colon-without-space", offset, "after the colon of a key comes a space", "write `key: value`")


def _colon_in_text(offset: int) -> Trap:
    return Trap("colon-in-text", offset, "a colon and a space inside an unquoted text begin a new key", CURE)


def _no_key(offset: int) -> Trap:
    return Trap("missing-colon", offset, "this line has no `key:`", f"write `key: value`; if it goes on with a text above it, {CURE}")


def _dash(slip: _Slip) -> Trap | None:
    if "block sequence entries are not allowed" in slip.said:
        return Trap("dash-in-text", slip.offset, "a dash and a space at the start of a text begin a list", CURE)
    return None


def _block_header(slip: _Slip) -> Trap | None:
    if "scanning a block scalar" not in slip.said:
        return None
    if "comment or line break" in slip.said:
        sign = slip.text[slip.context : slip.context + 1]
        hint = "put the text on the next line, indented; a text that begins with this sign goes in quotes"
        return Trap("text-after-block-sign", slip.context, f"after `{sign}` the line ends", hint)
    return Trap("bad-indentation", slip.context, "the text's lines are indented unevenly at its start", "indent all with the same number of spaces")


def _after_value(slip: _Slip) -> Trap | None:
    """A quotation, or brackets, at the start of an unquoted text that goes on behind them."""
    if "did not find expected" not in slip.said or slip.value is None or slip.value >= slip.offset:
        return None
    if slip.sign in ("'", '"'):
        return _text_after_quote(slip.offset, slip.sign)
    if slip.sign in ("[", "{") and "flow" not in slip.said:
        kind = "a list" if slip.sign == "[" else "keys with values"
        return Trap("bracket-in-text", slip.value, f"`{slip.sign}` at the start of an unquoted text begins {kind}, and the text goes on behind it", CURE)
    return None


def _text_after_quote(offset: int, mark: str) -> Trap:
    inner = "write an inner ' twice" if mark == "'" else 'write an inner " as \\"'
    return Trap("text-after-quote", offset, f"the text goes on behind the {mark} that closes it", f"{inner}, or {BLOCK}")


def _flow(slip: _Slip) -> Trap | None:
    if "flow" not in slip.said:
        return None
    before = slip.text[slip.context : slip.offset].rstrip()[-1:]
    own = slip.text[max(slip.start, slip.context) : slip.offset]
    if slip.text[slip.offset : slip.offset + 1] == ":" and before not in ("'", '"') and re.search(r"[{\[,:]", own):
        return _colon_in_text(slip.offset)
    if before in ("'", '"'):
        return _text_after_quote(slip.offset, before)
    inside = slip.text[slip.context : slip.offset]
    if cut := re.search(r"[ \t](#[^\s]*)(?=[^\n]*\n)", inside):
        return Trap("hashtag-became-comment", slip.context + cut.start(1), *cut_by_comment(cut[1]))
    bracket = slip.text[slip.context : slip.context + 1]
    hint = f"close it; if a text begins with it, {CURE}; texts inside braces go in quotes"
    return Trap("bracket-not-closed", slip.context, f"the bracket `{bracket}` that opens here does not close where YAML expects it", hint)


def _cut_lines(slip: _Slip) -> Trap | None:
    """A hashtag in the middle of an unquoted text of several lines: what follows no longer parses."""
    above = next(slip.lines_above(), None)
    if "did not find expected" not in slip.said or above is None or _in_block(slip):
        return None
    start, line = above
    found = re.search(r"[ \t](#\S*)", line)
    return Trap("hashtag-became-comment", start + found.start(1), *cut_by_comment(found[1])) if found else None


def _in_block(slip: _Slip) -> bool:
    """Tell whether the line above is one of a block text."""
    lines = [line for _, line in zip(range(200), (line for _, line in slip.lines_above()), strict=False)]
    if not lines:
        return False
    head = next((line for line in lines if _indent(line) < _indent(lines[0])), "")
    return _BLOCK_SIGN.search(head) is not None


def _misplaced(slip: _Slip) -> Trap | None:
    if "expected <document start>" in slip.said:
        hint = "delete the line `...`; in a text, indent it"
        return Trap("second-document", max(slip.text.rfind("...", 0, slip.offset), 0), "three dots at the left edge end the file for YAML", hint)
    if "did not find expected" not in slip.said:
        return None
    if slip.line.lstrip().startswith(":"):
        return Trap("key-not-text", slip.start + _indent(slip.line), "there is no key before the colon", "write `key: value`")
    at = slip.start + _indent(slip.line) if slip.text[slip.start : slip.offset].strip() == "" else slip.offset
    return Trap("bad-indentation", at, "this line belongs to nothing above it", _SIBLINGS)


def _no_colon(slip: _Slip) -> Trap | None:
    if "could not find expected ':'" not in slip.said:
        return None
    start = _line_start(slip.text, slip.context)
    above = _line_at(slip.text, _line_start(slip.text, max(start - 1, 0))) if start else ""
    if glued := _GLUED.match(slip.text, start):
        return _no_space(glued.start(1))
    if _BLOCK_SIGN.search(above):
        return Trap("bad-indentation", slip.context, "the lines of a text stand deeper than their key", "indent them by two spaces more than the key")
    return _no_key(slip.context)


_RECOGNISERS = (_tab, _open_quote, _escape, _earlier_quote, _value_sign, _colon, _dash, _block_header, _after_value, _flow, _cut_lines, _misplaced, _no_colon)
