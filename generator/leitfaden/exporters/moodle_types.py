r"""Question types that stand alone: what is particular to `multichoice`, `ordering` and `matching`, and what they lose."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import assert_never
from xml.etree.ElementTree import Element

from markupsafe import Markup, escape

from leitfaden.exercises import Gap, Mark, Order, Pick, Place
from leitfaden.exporters.exporter import Transfer
from leitfaden.exporters.moodle_elements import add_html, add_settings, add_text
from leitfaden.exporters.moodle_grades import Graded, graded_several, graded_single, percent
from leitfaden.exporters.moodle_html import label_html, prose_html, target_html
from leitfaden.exporters.moodle_losses import credit, said_at, said_between, transfer
from leitfaden.exporters.moodle_parts import Asked, Question
from leitfaden.inline import Prose, plain

_COMBINED = (("correctfeedback", "right"), ("partiallycorrectfeedback", "nearly"), ("incorrectfeedback", "wrong"))
_FEWEST_ANSWERS = 3  # without so many a matching can't be saved in Moodle's form (edit_match_form.php)


@dataclass(frozen=True, slots=True)
class _Option:
    """An answer of a multiple choice."""

    id: str
    html: Markup
    feedback: Prose
    misconception: str | None


def add_pick(question: Element, asked: Asked, asks: Question, pick: Pick) -> Iterator[Transfer]:
    """Make `question` a multiple choice among options; yield what became of them."""
    options = tuple(_Option(option.id, label_html(option.text), option.feedback, option.misconception) for option in pick.options)
    graded = graded_several(pick.weights) if pick.several else graded_single(pick.weights)
    add_settings(question, single="false" if pick.several else "true", shuffleanswers="true" if asked.exercise.shuffle else "false")
    yield from _add_options(question, asked, asks, pick.id, graded, options)
    if asked.exercise.shuffle:
        yield transfer(asked, "shuffle", "changed")


def add_mark(question: Element, asked: Asked, asks: Question, mark: Mark) -> Iterator[Transfer]:
    """Make `question` a multiple choice, of several answers, among places of the thread; yield what became of them."""
    options = tuple(_Option(target.id, target_html(target, asked.scenario, asked.words), target.feedback, target.misconception) for target in mark.targets)
    add_settings(question, single="false", shuffleanswers="false")
    yield transfer(asked, "marking", "changed")
    yield from _add_options(question, asked, asks, mark.id, graded_several(mark.weights), options)


def add_order(question: Element, asked: Asked, asks: Question, order: Order) -> Iterator[Transfer]:
    """Make `question` an ordering; yield what became of it."""
    add_settings(
        question, layouttype="VERTICAL", selecttype="ALL", selectcount=str(len(order.steps)), gradingtype="RELATIVE_ALL_PREVIOUS_AND_NEXT",
        showgrading="SHOW", numberingstyle="none", shownumcorrect="0",
    )  # fmt: skip
    _add_combined_feedback(question, asked, asks)
    for place, step in enumerate(order.steps, 1):
        add_html(question, "answer", label_html(step.text)).set("fraction", str(place))
    yield Transfer(asked.exercise.id, "order-score", "carried")
    yield transfer(asked, "order-shown", "changed")
    yield transfer(asked, "step-feedback", "changed")


def add_place(question: Element, asked: Asked, asks: Question, place: Place) -> Iterator[Transfer]:
    """Make `question` a matching; yield what became of it. A slot that no item needs is an answer without a question."""
    labels = {slot.id: plain(slot.label) for slot in place.slots}
    add_settings(question, shuffleanswers="true" if asked.exercise.shuffle else "false")
    _add_combined_feedback(question, asked, asks)
    for item in place.items:
        _add_pair(question, label_html(item.text), labels[place.key[item.id]])
    spare = [label for slot, label in labels.items() if slot not in place.key.values()]
    repeated = [next(iter(labels.values()))] * (_FEWEST_ANSWERS - len(place.items) - len(spare))
    for label in (*spare, *repeated):
        _add_pair(question, Markup(), label)
    yield from _place_losses(asked, place, labels.values())


def reasons(asks: Question) -> Markup:
    """Return the reasons of what a question asks where Moodle keeps none beside it: for the general feedback."""
    match asks.part:
        case Order() as order:
            return _list("ol", ((label_html(step.text), step.feedback) for step in order.steps))
        case Place() as place:
            labels = {slot.id: label_html(slot.label) for slot in place.slots}
            return _list("ul", ((Markup("{} → {}").format(label_html(item.text), labels[place.key[item.id]]), item.feedback) for item in place.items))
        case Pick() | Mark() | Gap() | tuple():
            return Markup()
        case other:
            assert_never(other)


def _add_options(question: Element, asked: Asked, asks: Question, interaction: str, graded: Graded, options: Sequence[_Option]) -> Iterator[Transfer]:
    add_settings(question, answernumbering="none", showstandardinstruction="1")
    _add_combined_feedback(question, asked, asks)
    for option in options:
        answer = add_html(question, "answer", option.html)
        answer.set("fraction", percent(graded.fractions[option.id]))
        add_html(answer, "feedback", prose_html(option.feedback))
    yield credit(asked, interaction, graded)
    yield Transfer(asked.exercise.id, "option-feedback", "carried")
    if any(option.misconception for option in options):
        yield transfer(asked, "misconceptions", "left-out")


def _add_pair(question: Element, item: Markup, answer: str) -> None:
    add_text(add_html(question, "subquestion", item), "answer", str(escape(answer)))


def _place_losses(asked: Asked, place: Place, labels: Collection[str]) -> Iterator[Transfer]:
    yield Transfer(asked.exercise.id, "match-score", "carried")
    yield transfer(asked, "match-shown", "changed")
    yield transfer(asked, "item-feedback", "changed")
    if len(set(labels)) < len(labels):
        yield transfer(asked, "same-answers", "changed")
    if any(item.misconception for item in place.items):
        yield transfer(asked, "misconceptions", "left-out")
    if asked.exercise.shuffle:
        yield transfer(asked, "shuffle", "changed")


def _add_combined_feedback(question: Element, asked: Asked, asks: Question) -> None:
    """Add what is said to right, partly right and wrong answers: a word, and the author's feedback by score where it is one for all of them."""
    exercise = asked.exercise
    between = said_between(exercise)
    said = (said_at(exercise, 100), between[0] if len(between) == 1 else (), said_at(exercise, 0)) if asks.whole else ((), (), ())
    for (tag, word), text in zip(_COMBINED, said, strict=True):
        add_html(question, tag, Markup("<p>{}</p>{}").format(asked.words(word), prose_html(text)))


def _list(tag: str, entries: Iterable[tuple[Markup, Prose]]) -> Markup:
    inside = Markup().join(Markup("<li><strong>{}</strong>{}</li>").format(head, prose_html(reason)) for head, reason in entries)
    return Markup("<{0}>{1}</{0}>").format(Markup(tag), inside)  # noqa: S704 - one of two names
