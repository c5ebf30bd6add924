"""What an exporter is: one file that turns exercises into a format of somebody else, and says what got lost."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import Literal, Protocol, TypeAlias, runtime_checkable

from leitfaden.artifacts import Artifact
from leitfaden.localising import LocalCourse

Fate: TypeAlias = Literal["carried", "changed", "left-out"]


@dataclass(frozen=True, slots=True)
class Transfer:
    """What became of one exercise, or of one feature of it, in a format.

    Arguments:
        exercise: `<scenario>/<activity>`, or the page that a feature of pages (`page-…`) concerns.
        feature: what this line speaks of: `question`, `hints`, `confidence`, `thread`, `order-score` …
        fate: carried as it is, changed, or left out.
        why: the reason, one sentence in English; empty where carried.
    """

    exercise: str
    feature: str
    fate: Fate
    why: str = ""


@dataclass(frozen=True)
class Exported:
    """An export of one language: its files and its loss report."""

    artifacts: tuple[Artifact, ...]
    transfers: tuple[Transfer, ...]


class Exporter(Protocol):
    """A format. `name` is what the command line calls it."""

    name: str
    description: str

    def export(self, course: LocalCourse) -> Exported:
        """Return the whole course in this format, in the course's language; pure, same input, same bytes."""


@runtime_checkable
class ModuleExporter(Exporter, Protocol):
    """A format with files of their own for each module."""

    def export_modules(self, course: LocalCourse, modules: Collection[str]) -> Exported:
        """Return the modules with these ids in this format, as `export` does the whole course."""
