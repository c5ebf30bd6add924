"""A rule of item writing: what it finds, why that matters, and what to do about it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from leitfaden.linting.subjects import Linted, Subject
from leitfaden.problems import Place, Related, Severity


@dataclass(frozen=True)
class Finding:
    """One finding of a rule. `subject` is the activity that may allow it; None: it is about the whole course."""

    place: Place
    message: str
    subject: Subject | None = None
    related: tuple[Related, ...] = ()


@dataclass(frozen=True)
class Rule:
    """A rule with its code, which never changes, and what the documentation says of it.

    Arguments:
        explanation: what it looks for, and why that makes a question worse.
        example: a line or two that it would find.
        cure: what to do; it also stands as help below each finding.
        find: yields what it finds in a course.
    """

    code: str
    severity: Severity
    explanation: str
    example: str
    cure: str
    find: Callable[[Linted], Iterator[Finding]]
