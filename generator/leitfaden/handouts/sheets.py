"""What all sheets share: whose they are, in which language, and the words around the pages."""

from __future__ import annotations

from dataclasses import dataclass

from leitfaden.lengths import NETWORKS
from leitfaden.localising import LocalCourse, LocalScenario
from leitfaden.wording import Words

LICENCE = "CC BY 4.0"


@dataclass(frozen=True, slots=True)
class Sheet:
    """The frame of a sheet. `page_of` holds `{page}` and `{total}`, which the template fills in."""

    language: str
    title: str
    kind: str
    course: str
    subject: str
    page_of: str
    licence: str


def sheet_for(course: LocalCourse, subject: str, kind: str) -> Sheet:
    """Return the frame of a sheet on `subject`, a module or a test; `kind` is the word for the sort of sheet."""
    return Sheet(
        language=course.language, title=f"{subject} – {kind}", kind=kind, course=course.title, subject=subject,
        page_of=course.words("page_of"), licence=LICENCE,
    )  # fmt: skip


def fictional(scenario: LocalScenario, words: Words) -> str:
    """Return the line that says that nobody here is real, with the network's name where there is one."""
    network = NETWORKS.get(scenario.network)
    return words("fictional_on", network=network.name) if network else words("fictional")
