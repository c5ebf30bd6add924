"""What outputs yield, and the one module that writes: to a folder or to a zip."""

from __future__ import annotations

import zipfile
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path, PurePosixPath


@dataclass(frozen=True, slots=True)
class Artifact:
    """A file to be written: a relative path with `/`, and its bytes, or the path of a file to be copied."""

    path: str
    content: bytes | Path

    def bytes(self) -> bytes:
        """Return the bytes, read now if they are another file's."""
        return self.content.read_bytes() if isinstance(self.content, Path) else self.content


def write_folder(artifacts: Iterable[Artifact], folder: Path, *, prune: bool = False) -> list[Path]:
    """Write artifacts below `folder`, touching only files whose bytes change; return what was written.

    Arguments:
        prune: delete files below `folder` that are no artifact, so that nothing stale remains.
    """
    written: list[Path] = []
    kept: set[Path] = set()
    for artifact in artifacts:
        path = _inside(folder, artifact.path)
        kept.add(path)
        data = artifact.bytes()
        if path.is_file() and path.stat().st_size == len(data) and path.read_bytes() == data:
            continue
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
        written.append(path)
    if prune and folder.is_dir():
        for path in sorted(folder.rglob("*"), reverse=True):
            if path.is_file() and path not in kept:
                path.unlink()
            elif path.is_dir() and not any(path.iterdir()):
                path.rmdir()
    return written


def write_zip(artifacts: Iterable[Artifact], file: Path) -> None:
    """Write artifacts to a zip in sorted order with fixed times, so that the same artifacts give the same bytes."""
    file.parent.mkdir(parents=True, exist_ok=True)
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for artifact in sorted(artifacts, key=lambda one: one.path):
            entry = zipfile.ZipInfo(artifact.path, date_time=(1980, 1, 1, 0, 0, 0))
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o644 << 16
            archive.writestr(entry, artifact.bytes())


def _inside(folder: Path, path: str) -> Path:
    pure = PurePosixPath(path)
    if pure.is_absolute() or ".." in pure.parts:
        raise ValueError(f"an artifact leaves its folder: {path}")
    return folder.joinpath(*pure.parts)
