"""What a course says of its own accessibility, in one language."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from leitfaden.courses import Stated
from leitfaden.inline import Prose
from leitfaden.model.course import CourseFile
from leitfaden.speaking import speaker


@dataclass(frozen=True)
class LocalAccessibility:
    """What the accessibility statement says for the author. `status` is `not-assessed`, `partial` or `full`."""

    contact: str = ""
    reviewed: date | None = None
    status: str = "not-assessed"
    barriers: Prose = ()


def local_accessibility(facts: Stated[CourseFile], language: str) -> LocalAccessibility:
    """Return what the course's facts say, in `language`."""
    stated = facts.value.accessibility
    barriers = speaker(facts, language)("accessibility", "barriers") if stated.barriers else ()
    return LocalAccessibility(stated.contact or "", stated.reviewed, stated.status, barriers)
