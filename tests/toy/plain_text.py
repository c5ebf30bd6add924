"""A format that nobody asked for: a line per interaction. It shows what an exporter needs, and no more."""

from __future__ import annotations

from typing import assert_never

from leitfaden.artifacts import Artifact
from leitfaden.exercises import Interaction, Order, Pick, Rate
from leitfaden.exporters.exporter import Exported, Transfer
from leitfaden.inline import plain
from leitfaden.localising import LocalCourse


class PlainText:
    """Exports a course as lines of text."""

    name = "plain-text"
    description = "a line per interaction"

    def export(self, course: LocalCourse) -> Exported:
        """Return one file and what became of each exercise."""
        exercises = [exercise for scenario in course.scenarios.values() for exercise in scenario.exercises]
        lines = [f"{one.id}: {_line(interaction)}\n" for one in exercises for interaction in one.interactions]
        transfers = tuple(Transfer(one.id, "hints", "left-out", "A line has no room for them.") for one in exercises if one.hints)
        return Exported((Artifact(f"{course.id}.txt", "".join(lines).encode()),), transfers)


def _line(interaction: Interaction) -> str:
    match interaction:
        case Pick():
            return " / ".join(plain(option.text) for option in interaction.options)
        case Rate():
            return f"{interaction.id} on {len(interaction.scale)} steps"
        case Order():
            return " < ".join(step.id for step in interaction.steps)
        case other:
            assert_never(other)
