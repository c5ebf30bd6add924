"""From folders to finished projects: read, check, localise, compile, write. What the plugin and the commands share."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from leitfaden.activities import KINDS
from leitfaden.artifacts import Written, write_folder
from leitfaden.checking import Checker
from leitfaden.courses import Course
from leitfaden.localising import LocalCourse, Localiser
from leitfaden.model.activity import Activity
from leitfaden.problems import Problem, Severity
from leitfaden.reading import Reader
from leitfaden.site import Look, SiteCompiler
from leitfaden.site.blocks import SourceLinks
from leitfaden.sources import Sources


@dataclass(frozen=True)
class Inspection:
    """A course as read and checked."""

    course: Course
    sources: Sources
    problems: tuple[Problem, ...]

    @property
    def sound(self) -> bool:
        """Whether the course can be compiled: no problem is an error."""
        return not any(problem.severity is Severity.ERROR for problem in self.problems)


class Compiler:
    """Compiles the same roots again and again, doing anew only what a change concerns.

    Arguments:
        roots: the course's folder, then overlays.
        kinds: the activity kinds that scenarios may use.
    """

    def __init__(self, roots: Sequence[Path], kinds: tuple[type[Activity], ...] = KINDS) -> None:
        self.kinds = kinds
        self._reader = Reader(roots, kinds)
        self._checker = Checker()
        self._localiser = Localiser()
        self._sites: dict[str, SiteCompiler] = {}
        self._written: Written = {}

    def inspect(self, *, preview: bool = False) -> Inspection:
        """Read and check the course as it is on disk now."""
        course, sources = self._reader.read()
        return Inspection(course, sources, tuple(self._checker.check(course, preview=preview)))

    def localised(self, course: Course) -> Mapping[str, LocalCourse]:
        """Return the course in each of its languages."""
        return {language: self._localiser.localised(course, language) for language in course.languages}

    def write_projects(self, course: Course, look: Look, folder: Path, source: SourceLinks | None = None) -> Mapping[str, LocalCourse]:
        """Write one MkDocs project per language below `folder`, changed files only; return the localised courses."""
        courses = self.localised(course)
        for language, local in courses.items():
            site = self._sites.setdefault(language, SiteCompiler(self.kinds))
            write_folder(site.compile(local, look, source), folder / language, prune=True, known=self._written)
        return courses
