"""The two sorts of files below `quizzes/`: scenarios in their modules' folders, assessments in a folder of their own."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal, TypeAlias

from leitfaden.problems import Problems
from leitfaden.reading.files import FileName

QuizSort: TypeAlias = Literal["scenario", "assessment"]

ASSESSMENTS = "assessments"
"""The folder of assessments, which is no module."""

_ONLY_IN: Mapping[QuizSort, frozenset[str]] = {"scenario": frozenset({"situation", "thread", "activities"}), "assessment": frozenset({"purpose", "forms"})}
_WORDS: Mapping[QuizSort, tuple[str, str]] = {
    "scenario": ("this is a scenario, and scenarios stand in quizzes/<module>/", "move the file into its module's folder"),
    "assessment": (f"this is an assessment, and assessments stand in quizzes/{ASSESSMENTS}/", "move the file there"),
}


@dataclass(frozen=True)
class Quiz:
    """A file below `quizzes/`, its path inside the root, its sort, and whether it lies where the other sort belongs."""

    name: FileName
    inside: str
    sort: QuizSort
    misplaced: bool

    @classmethod
    def of(cls, name: FileName, inside: str, value: Mapping[str, Any]) -> Quiz:
        """Return the file `name` that says `value`: its keys tell its sort, and where they don't, its folder."""
        placed: QuizSort = "assessment" if name.folder == ASSESSMENTS else "scenario"
        written = [sort for sort, keys in _ONLY_IN.items() if keys & value.keys()]
        sort = written[0] if len(written) == 1 else placed
        return cls(name, inside, sort, sort != placed)

    def report_misplaced(self, problems: Problems) -> None:
        """Report that the file lies where the other sort belongs."""
        message, hint = _WORDS[self.sort]
        problems.add("unexpected-file", self.name.place, message, hint)
