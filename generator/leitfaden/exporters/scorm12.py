"""SCORM 1.2: each module as a package that a learning platform plays, one SCO in one zip.

By ADL's SCORM 1.2 of 2001: the content aggregation model (CAM) for the manifest, the run-time environment (RTE) for what
is told while somebody learns. The pages are the site's own, in one document; `scorm12.js` gives the learner's record to
the platform as suspend data, and tells it status, score and every answer. It is the contract of `docs/scoring.md`: all
scored activities answered, and the mean of first tries against the pass mark.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import asdict
from importlib import resources
from typing import assert_never

from leitfaden.artifacts import Artifact
from leitfaden.exercises import Exercise, Gap, Interaction, Mark, Order, Path, Pick, Place, Rate, Write
from leitfaden.exporters.exporter import Exported, Fate, Transfer
from leitfaden.exporters.scorm12_answers import entries, marks
from leitfaden.exporters.scorm12_manifest import manifest
from leitfaden.localising import LocalCourse
from leitfaden.site.document import Host, ModuleDocument

_SCRIPTS = ("suspended.js", "scorm12_answers.js", "lms_notices.js", "scorm12.js", "scorm12_start.js")
_WORDS = ("lms_none", "lms_refused", "lms_answers_lost", "lms_text_lost", "lms_passed", "lms_failed")
_INSTEAD = (("stays_here", "lms_stays"),)  # own texts lie in the resume data, on the platform's server
_NO_NAME = re.compile("[^A-Za-z0-9_.-]")

_WHY = {
    "claims": "A package has no page of sources; the claims are not in it.",
    "confidence": "SCORM 1.2 has no element for how sure somebody was; it stays in the resume data.",
    "free-form": "SCORM 1.2 has no type of answer for it; ids are reported (“performance”), over several entries where they are too long for one.",
    "hints": "SCORM 1.2 has no element for hints; how many were opened stays in the resume data.",
    "ids": "SCORM 1.2 writes a choice as one sign: a, b, c stand for what can be chosen, in the order of the solutions sheet.",
    "languages": "SCORM 1.2 has no element for the language that an answer was typed in; it stays in the resume data.",
    "long-answers": "A typed answer is reported up to 255 characters.",
    "misconceptions": "SCORM 1.2 has no element for what a wrong answer betrays.",
    "own-texts": "What somebody writes is never reported; it stays in the resume data while its 4,096 characters suffice.",
    "page-links": "Links to pages that are not in the package became their text.",
    "use": "Activities for tests are kept for assessments and are not in the package.",
    "whole-answers": "Resume data hold the first and the last answer to each activity; of tries between them only score and time.",
}


class Scorm12:
    """Exports each module as a SCORM 1.2 package."""

    name = "scorm12"
    description = "a package for learning platforms by SCORM 1.2, one for each module"

    def export(self, course: LocalCourse) -> Exported:
        """Return a package for each module of the course, in its language; see `export_modules`."""
        return self.export_modules(course, {module.id for module in course.modules})

    def export_modules(self, course: LocalCourse, modules: Collection[str]) -> Exported:
        """Return `<course>.<language>.<module>.scorm12.zip` for each of `modules` that has pages, and what became of its activities."""
        chosen = [ModuleDocument(course, module, instead=_INSTEAD) for module in course.modules if module.id in modules]
        documents = [document for document in chosen if document.articles]
        return Exported(
            tuple(Artifact(f"{_identifier(one)}.scorm12.zip", package_files(one)) for one in documents),
            tuple(line for document in documents for line in _losses(document)),
        )


def package_files(document: ModuleDocument) -> tuple[Artifact, ...]:
    """Return the files of a module's package, `imsmanifest.xml` first."""
    course, module = document.course, document.module
    files = tuple(document.artifacts(Host("scorm12", _script(), _data(document))))
    mastery = course.pass_mark * 100 if any(one.scored for one in document.exercises) else None
    xml = manifest(f"leitfaden.{_identifier(document)}", (course.title, module.title), [file.path for file in files], mastery)
    return (Artifact("imsmanifest.xml", xml), *files)


def _identifier(document: ModuleDocument) -> str:
    return _NO_NAME.sub("-", f"{document.course.id}.{document.course.language}.{document.module.id}")


def _script() -> str:
    folder = resources.files("leitfaden.exporters")
    code = "\n".join((folder / name).read_text(encoding="utf-8") for name in _SCRIPTS)
    return f'"use strict";(() => {{\n{code}\n}})();'


def _data(document: ModuleDocument) -> dict[str, object]:
    """Return what the package's script needs to know, as `scorm12.d.ts` describes it."""
    words = document.course.words
    return {
        "course": document.course.id,
        "pass_mark": document.course.pass_mark,
        "activities": [_activity(exercise) for exercise in document.exercises],
        "words": {word: words.words[word] for word in _WORDS},
    }


def _activity(exercise: Exercise) -> dict[str, object]:
    return {
        "id": exercise.id,
        "revision": exercise.revision,
        "points": exercise.points,
        "scored": exercise.scored,
        "marks": marks(exercise),
        "entries": [asdict(entry) for entry in entries(exercise)],
    }


def _losses(document: ModuleDocument) -> Iterator[Transfer]:
    """Yield what became of each activity of a module, and of its pages' links."""
    shown = {exercise.id for exercise in document.exercises}
    for scenario in document.module.scenarios:
        for exercise in scenario.exercises:
            if exercise.id not in shown:
                yield _transfer(exercise.id, "use", "left-out")
    for exercise in document.exercises:
        yield from _exercise_losses(exercise)
    for page in document.severed:
        yield _transfer(page, "page-links", "changed")


def _exercise_losses(exercise: Exercise) -> Iterator[Transfer]:
    for feature in ("question", "feedback", "score", "tries") if exercise.scored else ("question", "feedback"):
        yield Transfer(exercise.id, feature, "carried")
    used: dict[str, Fate] = {"whole-answers": "changed"}
    if exercise.claims:
        used["claims"] = "left-out"
    if exercise.confidence:
        used["confidence"] = "left-out"
    if exercise.hints:
        used["hints"] = "left-out"
    for interaction in exercise.interactions:
        used |= _interaction_losses(interaction)
    yield from (_transfer(exercise.id, feature, fate) for feature, fate in used.items())


def _interaction_losses(interaction: Interaction) -> dict[str, Fate]:
    match interaction:
        case Pick() | Mark():
            chosen = interaction.options if isinstance(interaction, Pick) else interaction.targets
            betrays = any(one.misconception for one in chosen)
            return {"ids": "changed", **({"misconceptions": "left-out"} if betrays else {})}
        case Rate() | Order():
            return {"ids": "changed"}
        case Place():
            return {"ids": "changed"} if interaction.key else {"free-form": "changed"}
        case Gap():
            typed: dict[str, Fate] = {"long-answers": "changed", "languages": "left-out"}
            return {
                **({"ids": "changed"} if any(blank.options for blank in interaction.blanks) else {}),
                **(typed if any(blank.answers for blank in interaction.blanks) else {}),
            }
        case Write():
            return {"own-texts": "changed"}
        case Path():
            return {"free-form": "changed"}
        case other:
            assert_never(other)


def _transfer(thing: str, feature: str, fate: Fate) -> Transfer:
    return Transfer(thing, feature, fate, _WHY[feature])
