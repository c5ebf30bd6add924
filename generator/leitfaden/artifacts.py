"""What outputs yield, and the one module that writes: to a folder or to a zip."""

from __future__ import annotations

import io
import os
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias


@dataclass(frozen=True, slots=True)
class Artifact:
    """A file to be written: a relative path with `/`, and its bytes, the path of a file to be copied, or files to be zipped."""

    path: str
    content: bytes | Path | tuple[Artifact, ...]

    def bytes(self) -> bytes:
        """Return the bytes: read now if they are another file's, packed now if they are a zip's."""
        if isinstance(self.content, Path):
            return self.content.read_bytes()
        return _zipped(self.content) if isinstance(self.content, tuple) else self.content


Written: TypeAlias = dict[str, tuple[Artifact, tuple[int, int]]]


def write_folder(artifacts: Iterable[Artifact], folder: Path, *, prune: bool = False, known: Written | None = None) -> list[Path]:
    """Write artifacts below `folder`, touching only files whose bytes change; return what was written.

    Arguments:
        prune: delete files below `folder` that are no artifact, so that nothing stale remains.
        known: what was written before, kept up to date: a file that still has the time and size it had then, and the
            same artifact, is not read again.
    """
    written: list[Path] = []
    kept: set[str] = set()
    known = {} if known is None else known
    for artifact in artifacts:
        path = _inside(folder, artifact.path)
        kept.add(path)
        if known.get(path) == (artifact, _stamp(path)) and isinstance(artifact.content, bytes):
            continue
        if _write(path, artifact.bytes()):
            written.append(Path(path))
        known[path] = (artifact, _stamp(path))
    if prune:
        _prune(folder, kept)
    return written


def artifacts_in(folder: Path) -> Iterator[Artifact]:
    """Yield the files that lie below `folder`, in the order of their paths; their bytes are read when they are asked for."""
    files = sorted((file.relative_to(folder).as_posix(), file) for file in folder.rglob("*") if file.is_file())
    yield from (Artifact(path, file) for path, file in files)


def _stamp(path: str) -> tuple[int, int]:
    """Return a file's time of change and size; of one that is not there, what no file has."""
    try:
        found = os.stat(path)  # noqa: PTH116 - thousands of times; pathlib takes its time
    except FileNotFoundError:
        return (0, -1)
    return (found.st_mtime_ns, found.st_size)


def _write(path: str, data: bytes) -> bool:
    """Write `data` unless the file holds it already; tell whether it was written."""
    if _stamp(path)[1] == len(data) and Path(path).read_bytes() == data:
        return False
    Path(path).parent.mkdir(parents=True, exist_ok=True)
    Path(path).write_bytes(data)
    return True


def _prune(folder: Path, kept: set[str]) -> None:
    for place, _, names in os.walk(folder, topdown=False):
        for name in names:
            if os.path.join(place, name) not in kept:  # noqa: PTH118
                Path(place, name).unlink()
        if not any(Path(place).iterdir()):
            Path(place).rmdir()


def write_zip(artifacts: Iterable[Artifact], file: Path) -> None:
    """Write artifacts to a zip in sorted order with fixed times, so that the same artifacts give the same bytes."""
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(_zipped(artifacts))


def _zipped(artifacts: Iterable[Artifact]) -> bytes:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as archive:
        for artifact in sorted(artifacts, key=lambda one: one.path):
            entry = zipfile.ZipInfo(artifact.path, date_time=(1980, 1, 1, 0, 0, 0))
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = 3  # Unix, whatever system it is made on
            entry.external_attr = 0o644 << 16
            archive.writestr(entry, artifact.bytes())
    return data.getvalue()


def _inside(folder: Path, path: str) -> str:
    """Return where an artifact goes."""
    parts = path.split("/")
    if ".." in parts or path.startswith("/"):
        raise ValueError(f"an artifact leaves its folder: {path}")
    return os.path.join(folder, *parts)  # noqa: PTH118 - see above
