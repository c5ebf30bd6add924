"""Which files a course has, and reading each of them once: nothing is parsed again until its file changes."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Generic, TypeVar

from leitfaden.problems import Place, Problem, Problems
from leitfaden.sources import Source

T = TypeVar("T")

_LANGUAGE = re.compile(r"(?P<stem>[^.]+)\.(?P<language>[a-z]{2,3})")
_HIDDEN = (".", "_")


@dataclass(frozen=True)
class FileName:
    """A file of a root: where it is, what its places are called, and what its name says.

    Arguments:
        path: the path on disk.
        shown: the path as problems name it.
        inside: the path below the root, with `/`.
        stem: the name without language and ending.
        language: the language in the name, or None for the course's first.
    """

    path: Path
    shown: str
    inside: str
    stem: str
    language: str | None

    @property
    def place(self) -> Place:
        """The whole file as a place."""
        return Place(self.shown)

    @property
    def folder(self) -> str:
        """The name of the folder that holds it."""
        return self.path.parent.name


@dataclass(frozen=True, eq=False)
class Parsed(Generic[T]):
    """What a file holds, with the problems of reading it and the source that locates them."""

    name: FileName
    content: T
    source: Source
    problems: tuple[Problem, ...]


def shown_path(path: Path) -> str:
    """Return `path` as problems name it: relative to the working directory where it lies below it."""
    try:
        return path.resolve().relative_to(Path.cwd()).as_posix()
    except ValueError:
        return path.as_posix()


def files_below(root: Path, top: str) -> Iterator[FileName]:
    """Yield the files below `root/top` in sorted order; hidden ones and linked folders are passed over."""
    start = root / top
    shown = shown_path(start)
    for folder, folders, names in os.walk(start):
        folders[:] = sorted(name for name in folders if not name.startswith(_HIDDEN))
        below = os.path.relpath(folder, start).replace(os.sep, "/")
        prefix = "" if below == "." else f"{below}/"
        for name in sorted(names):
            if not name.startswith(_HIDDEN):
                yield _file_name(Path(folder) / name, f"{shown}/{prefix}{name}", f"{top}/{prefix}{name}")


def _file_name(path: Path, shown: str, inside: str) -> FileName:
    stem = path.name.rpartition(".")[0] or path.name
    found = _LANGUAGE.fullmatch(stem)
    return FileName(path, shown, inside, found["stem"] if found else stem, found["language"] if found else None)


@dataclass
class FileCache:
    """Parsed files by path, kept as long as size, inode and times of change stay the same."""

    _known: dict[Path, tuple[tuple[int, ...], Parsed[Any]]] = field(default_factory=dict)

    def parsed(self, name: FileName, parse: Callable[[bytes, str, Problems], tuple[T, Source]]) -> Parsed[T]:
        """Return what `parse` makes of the file's bytes; the same object again while the file is unchanged."""
        try:
            status = name.path.stat()
            stamp: tuple[int, ...] = (status.st_mtime_ns, status.st_ctime_ns, status.st_size, status.st_ino)
            known = self._known.get(name.path)
            if known and known[0] == stamp:
                kept: Parsed[T] = known[1]  # one path is always parsed in one way
                return kept
            raw = name.path.read_bytes()
        except OSError as error:
            return _unreadable(name, error, parse)
        problems = Problems()
        content, source = parse(raw, name.shown, problems)
        parsed = Parsed(name, content, source, tuple(problems))
        self._known[name.path] = (stamp, parsed)
        return parsed


def _unreadable(name: FileName, error: OSError, parse: Callable[[bytes, str, Problems], tuple[T, Source]]) -> Parsed[T]:
    problems = Problems()
    problems.add("unreadable-file", name.place, f"the file can't be read ({error.strerror})", "look at its permissions, and where it leads if it is a link")
    content, source = parse(b"", name.shown, Problems())
    return Parsed(name, content, source, tuple(problems))
