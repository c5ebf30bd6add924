"""What Moodle carries, changes and leaves out of an exercise: the lines of the loss report and their reasons."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import assert_never

from leitfaden.exercises import Choosable, Exercise, Gap, Interaction, Mark, Order, Path, Pick, Place, Rate, Write
from leitfaden.exporters.exporter import Fate, Transfer
from leitfaden.exporters.moodle_grades import Graded, percent
from leitfaden.exporters.moodle_html import leads_somewhere
from leitfaden.exporters.moodle_parts import Asked, Question
from leitfaden.inline import Prose, links

ID_LENGTH = 100  # of `idnumber` in Moodle's database
TESTS = "Test"
ASKS_NOTHING = "The activity asks nothing."

_WHY = {
    "accents": "Moodle forgives no accents; each answer is accepted with all of its accents and without any, not in between.",
    "confidence": "Moodle asks how sure somebody is for a whole quiz (certainty-based marking), not for one question.",
    "hints": "Moodle shows hints after a wrong try, and only where the quiz lets people try again; nobody can ask for them.",
    "idnumber": f"The id is longer than the {ID_LENGTH} characters that Moodle keeps.",
    "images": "Images are not in the file; their descriptions stand in the thread.",
    "item-feedback": "Moodle keeps no feedback for the items of a matching; the reasons stand in the general feedback.",
    "links": "Links inside the course lead nowhere in Moodle; their text stays.",
    "marking": "Nothing can be marked in a text in Moodle; the places to mark are listed as options.",
    "match-shown": "Moodle shows the answers to match in another order at each attempt.",
    "misconceptions": "Moodle keeps nothing about an option but its text, fraction and feedback.",
    "order-shown": "Moodle shuffles the steps at each attempt, perhaps into the right order, and marks that order if nothing is moved.",
    "same-answers": "Answers to match that read alike are one answer in Moodle.",
    "shuffle": "Moodle shuffles options where the quiz says so too (“Shuffle within questions”).",
    "spaces": "Moodle takes two spaces between words for another answer than one.",
    "step-feedback": "Moodle keeps no feedback for the items of an order; the reasons stand in the general feedback, in the right order.",
    "tilde": "Moodle has no way to write “~” in an answer that is typed into a gap; who types it is not recognised.",
    "tries": "How often somebody may try is set for a whole quiz in Moodle (question behaviour), not for one question.",
    "use": f"Moodle keeps no question back; those meant for tests alone stand in a category “{TESTS}” of their module.",
}
_RANGES_COARSE = "Moodle knows three texts: right, partly right, wrong. What is said to part of the partly right ones is left out."
_RANGES_GAPS = "A question with gaps has no feedback by score in Moodle."
_RANGES_SHARED = "The activity became several questions, and Moodle shows no score of them together."


def transfer(asked: Asked, feature: str, fate: Fate) -> Transfer:
    """Return the line on a feature that always fares so, with its reason."""
    return Transfer(asked.exercise.id, feature, fate, _WHY[feature])


def credit(asked: Asked, interaction: str, graded: Graded) -> Transfer:
    """Return the line on the weights of an interaction: which of them had to change, and to what."""
    changes = ", ".join(f"{key} {percent(wanted)} % → {percent(given)} %" for key, wanted, given in graded.changes())
    why = f"Not on Moodle's list of grades, the nearest taken ({interaction}): {changes}." if changes else ""
    return Transfer(asked.exercise.id, "partial-credit", "changed" if changes else "carried", why)


def points(asked: Asked, wanted: float, given: float) -> Transfer:
    """Return the line on the points of one question."""
    if abs(wanted - given) < 1e-6:
        return Transfer(asked.exercise.id, "points", "carried")
    why = f"Each gap has a whole mark in Moodle: {given:g} marks instead of {wanted:g}; the share of the marks is the same."
    return Transfer(asked.exercise.id, "points", "changed", why)


def gap_losses(asked: Asked, gap: Gap) -> Iterator[Transfer]:
    """Yield what became of the blanks of a passage."""
    yield Transfer(asked.exercise.id, "partial-credit", "carried")
    yield Transfer(asked.exercise.id, "option-feedback", "carried")
    options = [option for blank in gap.blanks for option in blank.options]
    answers = [answer for blank in gap.blanks for answer in blank.answers]
    if any("accents" in blank.forgive for blank in gap.blanks):
        yield transfer(asked, "accents", "changed")
    for feature, sign in (("spaces", " "), ("tilde", "~")):
        if any(sign in variant for answer in answers for variant in answer.variants):
            yield transfer(asked, feature, "changed")
    if any(option.misconception for option in options) or any(answer.misconception for answer in answers):
        yield transfer(asked, "misconceptions", "left-out")
    if options and asked.exercise.shuffle:
        yield transfer(asked, "shuffle", "changed")


def features(asked: Asked, asks: Iterable[Question]) -> Iterator[Transfer]:
    """Yield what becomes of everything about an exercise that isn't an interaction; only what it uses, and tries."""
    exercise, scenario = asked.exercise, asked.scenario
    yield Transfer(exercise.id, "no-penalty", "carried")
    if scenario.thread:
        yield Transfer(exercise.id, "thread", "carried")
    if exercise.claims:
        yield Transfer(exercise.id, "claims", "carried")
    if any(post.image for post in scenario.thread.values()):
        yield transfer(asked, "images", "left-out")
    if any(not leads_somewhere(link) for prose in _all_prose(asked) for link in links(prose)):
        yield transfer(asked, "links", "changed")
    if exercise.hints:
        yield transfer(asked, "hints", "changed")
    yield transfer(asked, "tries", "changed")
    if exercise.confidence:
        yield transfer(asked, "confidence", "left-out")
    if exercise.use == "test":
        yield transfer(asked, "use", "changed")
    if exercise.ranges:
        yield _ranges(exercise, tuple(asks))


def said_at(exercise: Exercise, score: int) -> Prose:
    """Return what is said to those who score that many per cent."""
    return next((text for least, text in reversed(exercise.ranges) if score >= least), ())


def said_between(exercise: Exercise) -> tuple[Prose, ...]:
    """Return all that is said to those who are partly right, above 0 and below 100 per cent."""
    lowest = said_at(exercise, 0)
    return (lowest, *(text for least, text in exercise.ranges if 0 < least < 100))


def _ranges(exercise: Exercise, asks: tuple[Question, ...]) -> Transfer:
    if len(asks) > 1:
        return Transfer(exercise.id, "feedback-by-score", "left-out", _RANGES_SHARED)
    if any(isinstance(one.part, (Gap, tuple)) for one in asks):
        return Transfer(exercise.id, "feedback-by-score", "left-out", _RANGES_GAPS)
    if len(said_between(exercise)) > 1:
        return Transfer(exercise.id, "feedback-by-score", "changed", _RANGES_COARSE)
    return Transfer(exercise.id, "feedback-by-score", "carried")


def _all_prose(asked: Asked) -> Iterator[Prose]:
    exercise = asked.exercise
    yield from (asked.scenario.situation, exercise.prompt, *exercise.hints, *(text for _, text in exercise.ranges))
    for interaction in exercise.interactions:
        yield from _prose_of(interaction)


def _prose_of(interaction: Interaction) -> Iterator[Prose]:
    """Yield the texts of an interaction that Moodle gets; of one that is left out, none."""
    match interaction:
        case Pick():
            yield from _both(interaction.options)
        case Order():
            yield from _both(interaction.steps)
        case Rate():
            yield from (interaction.statement or (), interaction.feedback, *interaction.feedback_if.values())
        case Mark():
            yield from (target.feedback for target in interaction.targets)
        case Place():
            if interaction.key:
                yield from (prose for item in interaction.items for prose in (item.text, item.feedback))
        case Gap():
            yield from _gap_prose(interaction)
        case Write() | Path():
            return
        case other:
            assert_never(other)


def _gap_prose(gap: Gap) -> Iterator[Prose]:
    yield tuple(tuple(piece for line in paragraph if not isinstance(line, str) for piece in line) for paragraph in gap.passage)
    for blank in gap.blanks:
        yield from _both(blank.options)
        yield from (answer.feedback for answer in blank.answers)
        yield blank.otherwise


def _both(choosables: Iterable[Choosable]) -> Iterator[Prose]:
    for one in choosables:
        yield from (one.text, one.feedback)
