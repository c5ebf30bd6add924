"""Reads one YAML file into plain values and the places of all of them, in one pass over the C parser's events.

Scalars stay the text that was written (`no`, `09:12` and `007` included); the model's type decides what becomes a
number or a truth value. What scenario files have no use for and what makes files hard to read for others (anchors,
merges, tags, further documents, a key given twice) is a problem, and so is all that YAML does to social-media prose.
Reading goes on behind a problem wherever what the author meant is plain, so that one run shows all there is.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any, NoReturn, TypeAlias

import yaml

try:
    from yaml.cyaml import CParser  # type: ignore[attr-defined]  # the stubs don't know what it passes on
except ImportError as error:  # pragma: no cover - depends on how PyYAML was built
    raise SystemExit("leitfaden needs PyYAML built with libyaml; install a binary wheel of PyYAML.") from error

from leitfaden import traps
from leitfaden.problems import Key, Place, Problems, Related, Route, shown
from leitfaden.sources import Source, Spots

Value: TypeAlias = "str | list[Value] | dict[str, Value]"

MAX_BYTES = 1 << 20
MAX_DEPTH = 32

_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ufdd0-\ufdef\ufffe\uffff]")
_ODD_BREAK = re.compile("[\x85\u2028\u2029]")
_UTF16 = (b"\xff\xfe", b"\xfe\xff")
_STAND_IN = "…"


@dataclass(frozen=True)
class Document:
    """A YAML file as read: its values, or None where the file is broken, and its source with all places.

    `lost` holds the routes of mappings that are not all there, since a problem took some of their keys away.
    """

    file: str
    value: dict[str, Any] | None
    source: Source
    lost: frozenset[Route] = frozenset()


class _Stop(Exception):  # noqa: N818 - no error: the problem is already recorded, and reading of this file ends here
    """Reading of this file ends here."""


def read_text(raw: bytes, file: str, problems: Problems) -> str | None:
    """Return the text of a file, or None with a problem where it is no text that an author could have meant.

    Arguments:
        raw: the file's bytes; at most 1 MiB of strict UTF-8 (a byte-order mark is passed over), no control characters.
        file: the name for places.
    """
    if len(raw) > MAX_BYTES:
        hint = "split it, or look for what was pasted into it"
        problems.add("file-too-large", Place(file), f"the file has {len(raw):,} bytes, the limit is {MAX_BYTES:,}", hint)
        return None
    try:
        text = raw.decode("utf-8").removeprefix("\ufeff")
    except UnicodeDecodeError as error:
        _report_encoding(raw, error.start, file, problems)
        return None
    if control := _CONTROL.search(text):
        place = Place(file, mark=control.start())
        problems.add("control-character", place, f"an invisible control character (U+{ord(control[0]):04X}) stands here", "delete it")
    return None if control else text


def _report_encoding(raw: bytes, start: int, file: str, problems: Problems) -> None:
    if raw.startswith(_UTF16):
        problems.add("not-utf-8", Place(file), "the file is UTF-16, not UTF-8", "save it with the encoding UTF-8")
        return
    mark = len(raw[:start].decode("utf-8").removeprefix("\ufeff"))
    message = f"the file is not UTF-8: byte 0x{raw[start]:02X} fits no character"
    problems.add("not-utf-8", Place(file, mark=mark), message, "save it with the encoding UTF-8, then look whether this character is right")


def unread_source(raw: bytes) -> Source:
    """Return the source of a file that `read_text` refused, to show where."""
    return Source(raw.decode("utf-8", errors="replace").removeprefix("\ufeff") if len(raw) <= MAX_BYTES else "")


def read_yaml(raw: bytes, file: str, problems: Problems) -> Document:
    """Return the values of a YAML file with their places; every fault goes to `problems`, nothing is raised."""
    text = read_text(raw, file, problems)
    if text is None:
        return Document(file, None, unread_source(raw))
    return parse_yaml(text, file, problems)


def parse_yaml(text: str, file: str, problems: Problems, *, start: int = 0) -> Document:
    """Return the values of YAML text. `start` is where it begins in its file, for front matter in Markdown."""
    for found in _ODD_BREAK.finditer(text):
        place = Place(file, mark=start + found.start())
        message = f"an invisible line break (U+{ord(found[0]):04X}) stands here, and YAML breaks the line at it"
        problems.add("invisible-line-break", place, message, "delete it; it often comes along with pasted text")
    builder = _Builder(_ODD_BREAK.sub(" ", text), file, problems, start)
    try:
        value, spots = builder.document()
    except _Stop:
        return Document(file, None, Source(text))
    return Document(file, value, Source(text, spots), frozenset(builder.lost))


def _offset(event: Any) -> int:
    """Where an event begins; in events, which the parser makes, the mark is never missing."""
    offset: int = event.start_mark.index
    return offset


class _Builder:
    """Builds values and spots from events; the methods follow the grammar of events."""

    def __init__(self, text: str, file: str, problems: Problems, start: int) -> None:
        self.text, self.file, self.problems, self.start = text, file, problems, start
        self.parser = CParser(text)
        self.route: list[Key] = []
        self.lost: set[Route] = set()
        self.told: set[tuple[str, Place]] = set()
        self.cuts_possible = traps.may_hold_comment_after_value(text)

    def document(self) -> tuple[dict[str, Any], Spots]:
        event = self._next()
        while isinstance(event, (yaml.StreamStartEvent, yaml.DocumentStartEvent)):
            event = self._next()
        if isinstance(event, yaml.StreamEndEvent):
            self._fail("empty-file", None, "the file is empty", "delete it, or write what it should say")
        value, spots = self._node(event, 1)
        if not isinstance(value, dict):
            found = "with a list" if isinstance(value, list) else "with text" if value else "with nothing"
            self._fail("wrong-type", spots.value - self.start, f"the file begins {found}, not with a key", "begin with `key: value`, at the left edge")
        self._end()
        return value, spots

    def _end(self) -> None:
        while not isinstance(event := self._next(), yaml.StreamEndEvent):
            if isinstance(event, yaml.DocumentStartEvent):
                hint = "delete the line `---`, or give the second document a file of its own"
                self._add("second-document", _offset(event), "a second document begins here, and a file holds one", hint)
                self.lost.add(())
                return

    def _next(self) -> Any:
        try:
            return self.parser.get_event()
        except yaml.YAMLError as error:
            trap = traps.explain(self.text, error)
            self._withdraw(trap.offset + self.start)
            self._fail(trap.code, trap.offset, trap.message, trap.hint)

    def _withdraw(self, offset: int) -> None:
        """Take back what was said of the value at `offset`, such as keys in brackets that turn out to begin a text."""
        self.problems.found = [one for one in self.problems if one.place.file != self.file or one.place.mark is None or one.place.mark <= offset]

    def _fail(self, code: str, offset: int | None, message: str, hint: str) -> NoReturn:
        self._add(code, offset, message, hint)
        raise _Stop

    def _add(self, code: str, offset: int | None, message: str, hint: str) -> None:
        place = Place(self.file) if offset is None else Place(self.file, mark=offset + self.start)
        if (code, place) not in self.told:
            self.told.add((code, place))
            self.problems.add(code, place, message, hint)

    def _node(self, event: Any, depth: int) -> tuple[Any, Spots]:
        if depth > MAX_DEPTH:
            hint = "a course never needs so much: look for brackets that don't close"
            self._fail("too-deep", _offset(event), f"more than {MAX_DEPTH} levels of nesting", hint)
        if event.__class__ is yaml.ScalarEvent:
            return self._scalar(event), Spots(self.start + _offset(event))
        if event.__class__ is yaml.AliasEvent:
            self._refuse("anchor-or-alias", "*", event)
            return _STAND_IN, Spots(self.start + _offset(event))
        if event.anchor is not None or event.tag is not None:
            self._refuse_decoration(event)
        return self._mapping(event, depth) if event.__class__ is yaml.MappingStartEvent else self._sequence(event, depth)

    def _scalar(self, event: Any) -> str:
        value: str = event.value
        if event.anchor is not None or event.tag is not None:
            self._refuse_decoration(event)
            value = value or _STAND_IN
        if event.style == "":
            return self._uncut(event, value) if self.cuts_possible else value
        if event.style == '"' and (control := _CONTROL.search(value)):
            message = f"an escape in this text makes an invisible control character (U+{ord(control[0]):04X})"
            self._add("control-character", _offset(event), message, f"delete it; for a backslash, {traps.BACKSLASH_CURE}")
        return value

    def _uncut(self, event: Any, value: str) -> str:
        comment = traps.comment_after(self.text, event.end_mark.index)
        if comment is None:
            return value
        self._add("hashtag-became-comment", comment.offset, *traps.cut_by_comment(comment.excerpt))
        return value or _STAND_IN

    def _refuse_decoration(self, event: Any) -> None:
        code, sign = ("anchor-or-alias", "&") if event.anchor is not None else ("tag", "!")
        self._refuse(code, sign, event)

    def _refuse(self, code: str, sign: str, event: Any) -> None:
        self._add(code, _offset(event), *traps.begins_with(sign))

    def _sequence(self, event: Any, depth: int) -> tuple[list[Any], Spots]:
        values: list[Any] = []
        children: list[Spots] = []
        while (item := self._next()).__class__ is not yaml.SequenceEndEvent:
            self.route.append(len(values))
            value, spots = self._node(item, depth + 1)
            self.route.pop()
            values.append(value)
            children.append(spots)
        return values, Spots(self.start + _offset(event), None, children)

    def _mapping(self, event: Any, depth: int) -> tuple[dict[str, Any], Spots]:
        values: dict[str, Any] = {}
        children: dict[str, Spots] = {}
        in_braces = bool(event.flow_style)
        while (key_event := self._next()).__class__ is not yaml.MappingEndEvent:
            key = self._key(key_event)
            at = self.start + _offset(key_event)
            value_event = self._next()
            if key == "<<" and key_event.style == "" and value_event.__class__ is yaml.AliasEvent:
                self._refuse_merge(key_event)
                continue
            self.route.append(key)
            value, spots = self._node(value_event, depth + 1)
            self.route.pop()
            spots.key = at
            if in_braces and traps.lacks_value(self.text, key_event.end_mark.index):
                self._report_cut(key, key_event, first=not values)
            elif key in values:
                self._repeated(key, at, children[key].key or 0)
            else:
                values[key] = value
                children[key] = spots
        return values, Spots(self.start + _offset(event), None, children)

    def _refuse_merge(self, event: Any) -> None:
        hint = "write the keys out; people who recur belong into content/people.yml"
        self._add("merge", _offset(event), "merging (`<<`) is not part of the format", hint)
        self.lost.add(tuple(self.route))

    def _key(self, event: Any) -> str:
        if event.__class__ is yaml.AliasEvent:
            self._fail("anchor-or-alias", _offset(event), *traps.begins_with("*"))
        if event.__class__ is not yaml.ScalarEvent:
            self._fail("key-not-text", _offset(event), "a key is a word, and this one is in brackets", f"if a text begins here, {traps.CURE}")
        return self._scalar(event)

    def _report_cut(self, key: str, event: Any, *, first: bool) -> None:
        self.lost.add(tuple(self.route))
        if first:
            hint = "write `{key: value}`; a list stands in square brackets: `[a, b]`"
            self._add("missing-colon", _offset(event), f"braces hold keys with values, and '{shown(key)}' has no value", hint)
            return
        hint = "put the whole text into quotes: what stands before the comma and this"
        self._add("comma-cut-value", _offset(event), f"the comma before '{shown(key)}' ends the text", hint)

    def _repeated(self, key: str, at: int, first: int) -> None:
        route = tuple(self.route)
        if route in self.lost:
            return
        self.lost |= {route, route[:-1]}
        related = (Related(Place(self.file, mark=first), "given here first"),)
        hint = "delete one, or rename it; if something new begins here, the line with its key is missing above"
        self.problems.add("repeated-key", Place(self.file, mark=at), f"key '{shown(key)}' is given twice", hint, related)
