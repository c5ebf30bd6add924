"""Reads one YAML file into plain values and the places of all of them, in one pass over the C parser's events.

Scalars stay the text that was written (`no`, `09:12` and `007` included); the model's type decides what becomes a
number or a truth value. What scenario files have no use for and what makes files hard to read for others (anchors,
merges, tags, further documents, a key given twice) is a problem, and so is all that YAML does to social-media prose.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any, TypeAlias

import yaml

try:
    from yaml.cyaml import CParser
except ImportError as error:  # pragma: no cover - depends on how PyYAML was built
    raise SystemExit("leitfaden needs PyYAML built with libyaml; install a binary wheel of PyYAML.") from error

from leitfaden import traps
from leitfaden.problems import Place, Problems, Related
from leitfaden.sources import Source, Spots

Value: TypeAlias = "str | list[Value] | dict[str, Value]"

MAX_BYTES = 1 << 20
MAX_DEPTH = 32

_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff]")
_QUOTE = "write the text as a block (`key: |` and the text indented on the next line) or in quotes"


@dataclass(frozen=True)
class Document:
    """A YAML file as read: its values, or None where the file is broken, and its source with all places."""

    file: str
    value: dict[str, Any] | None
    source: Source


class _Stop(Exception):
    """Reading of this file ends here; the problem is already recorded."""


def read_text(raw: bytes, file: str, problems: Problems) -> str | None:
    """Return the text of a file, or None with a problem where it is no text that an author could have meant.

    Arguments:
        raw: the file's bytes; at most 1 MiB of strict UTF-8 (a byte-order mark is passed over), no control characters.
        file: the name for places.
    """
    if len(raw) > MAX_BYTES:
        problems.add("file-too-large", Place(file), f"the file has {len(raw):,} bytes, the limit is {MAX_BYTES:,}", "split it")
        return None
    try:
        text = raw.decode("utf-8").removeprefix("\ufeff")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        problems.add(
            "not-utf-8", Place(file), f"the file is not UTF-8: byte {error.start} (line {line}) fits no character", "save it as UTF-8"
        )
        return None
    if control := _CONTROL.search(text):
        code = f"U+{ord(control[0]):04X}"
        problems.add("control-character", Place(file, mark=control.start()), f"control character {code}", "delete it")
    return None if control else text


def read_yaml(raw: bytes, file: str, problems: Problems) -> Document:
    """Return the values of a YAML file with their places; every fault goes to `problems`, nothing is raised."""
    text = read_text(raw, file, problems)
    if text is None:
        return Document(file, None, Source(raw.decode("utf-8", errors="replace")))
    return parse_yaml(text, file, problems)


def parse_yaml(text: str, file: str, problems: Problems, *, start: int = 0) -> Document:
    """Return the values of YAML text. `start` is where it begins in its file, for front matter in Markdown."""
    builder = _Builder(text, file, problems, start)
    try:
        value, spots = builder.document()
    except _Stop:
        return Document(file, None, Source(text))
    return Document(file, value, Source(text, spots))


class _Builder:
    """Builds values and spots from events; the methods follow the grammar of events."""

    def __init__(self, text: str, file: str, problems: Problems, start: int) -> None:
        self.text, self.file, self.problems, self.start = text, file, problems, start
        self.parser = CParser(text)
        self.cuts_possible = traps.may_hold_comment_after_value(text)

    def document(self) -> tuple[dict[str, Any], Spots]:
        event = self._next()
        while isinstance(event, (yaml.StreamStartEvent, yaml.DocumentStartEvent)):
            event = self._next()
        if isinstance(event, yaml.StreamEndEvent):
            self._fail("empty-file", 0, "the file is empty", "delete it, or write what it should say")
        value, spots = self._node(event, 1)
        if not isinstance(value, dict):
            self._fail("wrong-type", spots.value, "a file holds keys and values, this is something else", "start with `key: value`")
        self._end()
        return value, spots

    def _end(self) -> None:
        while not isinstance(event := self._next(), yaml.StreamEndEvent):
            if isinstance(event, yaml.DocumentStartEvent):
                hint = "delete the line `---`, or give the second document a file of its own"
                self._fail("second-document", event.start_mark.index, "a second document begins here", hint)

    def _next(self) -> Any:
        try:
            return self.parser.get_event()
        except yaml.YAMLError as error:
            trap = traps.explain(self.text, error)
            self._fail(trap.code, trap.offset, trap.message, trap.hint)

    def _fail(self, code: str, offset: int, message: str, hint: str) -> Any:
        place = self._place(offset)
        if not any(problem.code == code and problem.place == place for problem in self.problems):
            self.problems.add(code, place, message, hint)
        raise _Stop

    def _place(self, offset: int) -> Place:
        return Place(self.file, mark=offset + self.start)

    def _node(self, event: Any, depth: int) -> tuple[Any, Spots]:
        if depth > MAX_DEPTH:
            hint = "a course never needs so much: look for brackets that don't close"
            self._fail("too-deep", event.start_mark.index, f"more than {MAX_DEPTH} levels of nesting", hint)
        kind = event.__class__
        if kind is yaml.ScalarEvent:
            if event.anchor is not None or event.tag is not None:
                self._refuse_decoration(event)
            if self.cuts_possible and event.style == "":
                self._check_cut(event)
            return event.value, Spots(self.start + event.start_mark.index)
        if kind is yaml.AliasEvent:
            hint = f"to write a text that begins with `*`, {_QUOTE}"
            self._fail("anchor-or-alias", event.start_mark.index, "aliases (`*name`) are not part of the format", hint)
        if event.anchor is not None or event.tag is not None:
            self._refuse_decoration(event)
        return self._mapping(event, depth) if kind is yaml.MappingStartEvent else self._sequence(event, depth)

    def _refuse_decoration(self, event: Any) -> None:
        sign, code, word = ("&", "anchor-or-alias", "anchors") if event.anchor is not None else ("!", "tag", "tags")
        hint = f"to write a text that begins with `{sign}`, {_QUOTE}"
        self.problems.add(code, self._place(event.start_mark.index), f"{word} (`{sign}name`) are not part of the format", hint)

    def _check_cut(self, event: Any) -> None:
        end = event.end_mark.index
        comment = traps.comment_after(self.text, end)
        if comment is not None:
            message = f"YAML takes `{comment.excerpt}` for a comment: the text ends before it"
            self.problems.add("hashtag-became-comment", self._place(comment.offset), message, f"{_QUOTE}; a comment stands on a line of its own")

    def _sequence(self, event: Any, depth: int) -> tuple[list[Any], Spots]:
        values: list[Any] = []
        children: list[Spots] = []
        while (item := self._next()).__class__ is not yaml.SequenceEndEvent:
            value, spots = self._node(item, depth + 1)
            values.append(value)
            children.append(spots)
        return values, Spots(self.start + event.start_mark.index, None, children)

    def _mapping(self, event: Any, depth: int) -> tuple[dict[str, Any], Spots]:
        values: dict[str, Any] = {}
        children: dict[str, Spots] = {}
        while (key_event := self._next()).__class__ is not yaml.MappingEndEvent:
            key = self._key(key_event, bool(event.flow_style))
            at = self.start + key_event.start_mark.index
            value, spots = self._node(self._next(), depth + 1)
            spots.key = at
            if key in values:
                self._repeated(key, at, children[key].key or 0)
                continue
            values[key] = value
            children[key] = spots
        return values, Spots(self.start + event.start_mark.index, None, children)

    def _key(self, event: Any, in_braces: bool) -> str:
        if event.__class__ is not yaml.ScalarEvent:
            self._fail("key-not-text", event.start_mark.index, "a key is a word", f"to write a text that begins with a bracket, {_QUOTE}")
        if event.value == "<<" and event.style == "":
            hint = "write the keys out; a person or text that recurs belongs into a file of its own"
            self._fail("merge", event.start_mark.index, "merging (`<<`) is not part of the format", hint)
        if in_braces and traps.comma_cut(self.text, event.end_mark.index):
            message = f"the comma ends the value here: `{event.value}` is taken for a key"
            self._fail("comma-cut-value", event.start_mark.index, message, "put the text before the comma and this one into quotes together")
        return str(event.value)

    def _repeated(self, key: str, at: int, first: int) -> None:
        related = (Related(Place(self.file, mark=first), "given here first"),)
        self.problems.add("repeated-key", Place(self.file, mark=at), f"key '{key}' is given twice", "delete one, or rename it", related)
