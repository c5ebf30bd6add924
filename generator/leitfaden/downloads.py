"""The files that a site offers for download: handouts and the question bank, made once for the same content."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from importlib.metadata import version
from pathlib import Path

from leitfaden.artifacts import Artifact
from leitfaden.exporters.moodle_xml import MoodleXml
from leitfaden.handouts import make_handouts
from leitfaden.localising import LocalCourse
from leitfaden.problems import Problems


def make_downloads(course: LocalCourse, problems: Problems, *, site_url: str = "") -> Iterator[Artifact]:
    """Yield everything that the downloads page of a language links to, below `downloads/`."""
    for artifact in (*make_handouts(course, problems, site_url=site_url), *MoodleXml().export(course).artifacts):
        yield Artifact(f"downloads/{artifact.path}", artifact.content)


def content_key(course: LocalCourse, site_url: str) -> str:
    """Return a hash over all that the downloads depend on: the localised course, the address, the versions."""
    parts = [
        site_url,
        version("leitfaden"),
        version("typst"),
        course.id,
        course.title,
        course.language,
        repr(course.words.words),
        repr(course.modules),
        repr(course.claims),
        repr(course.assessments),
        repr(course.plan),
        course.page_with("plan") or "",
    ]
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()


def cached_downloads(course: LocalCourse, problems: Problems, cache: Path, *, site_url: str = "") -> Iterator[Artifact]:
    """Yield the downloads, from `cache` where the same content made them before.

    Arguments:
        cache: a folder; per content one folder of finished files. Anything with a problem is not kept.
    """
    folder = cache / content_key(course, site_url)
    done = folder / "complete"
    if done.is_file():
        for name in done.read_text(encoding="utf-8").split("\n"):
            yield Artifact(f"downloads/{name}", folder / name)
        return
    before = len(problems)
    artifacts = list(make_downloads(course, problems, site_url=site_url))
    if len(problems) == before:
        folder.mkdir(parents=True, exist_ok=True)
        for artifact in artifacts:
            (folder / Path(artifact.path).name).write_bytes(artifact.bytes())
        done.write_text("\n".join(Path(artifact.path).name for artifact in artifacts), encoding="utf-8")
    yield from artifacts
