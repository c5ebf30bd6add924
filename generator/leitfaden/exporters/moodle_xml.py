r"""Moodle XML: the course as questions for a Moodle question bank.

The format has no specification but its reader: `question/format/xml/format.php` and each question type's own code, read
for Moodle 4.4 to 5.1 (github.com/moodle/moodle; since 5.1 below `public/`). What each interaction becomes, and why:

- **Pick** is `multichoice`: fraction and feedback per option, several answers summed and held between 0 and 1, as in our
  contract (`qtype_multichoice_multi_question::grade_response`).
- **Mark** is a `multichoice` of several answers, since nothing in Moodle can be marked in a text: its options name the
  places. The reason asked beside it is a Pick of its own.
- **Order** is `ordering` (part of Moodle since 4.4, before that a plugin) with `RELATIVE_ALL_PREVIOUS_AND_NEXT`. That
  counts, for each item, which of its predecessors and successors are right ones: every pair in right order twice, over
  all pairs twice, so exactly our share of pairs. It keeps no feedback per item: `save_question_options` empties it.
- **Place** with a key is `matching`: an item is a subquestion, a slot an answer. Its fraction is the number of
  subquestions with their answer over the number of all (`qtype_match_question::grade_response`), so exactly our share of
  items. It keeps no feedback per item either.
- **Rate**: all ratings of an exercise together are one `cloze`, a multiple choice with radio buttons (`MULTICHOICE_V`)
  for each. Only that keeps the contract whole: partial credit and feedback for each step, the mean over all, nothing for
  what was not answered (`qtype_multianswer_question::grade_response`). `matching` knows neither partial credit nor
  feedback per step; one `multichoice` for each rating would tear an activity into several questions and marks.
- **Gap** is a `cloze` too, for the same reasons: a menu or a short answer for each blank.
- **Place** with limits, **Path** and **Write** have no question type (`moodle_parts`).
"""

from __future__ import annotations

import hashlib
import textwrap
from collections.abc import Iterator
from typing import assert_never
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from markupsafe import Markup

from leitfaden.artifacts import Artifact
from leitfaden.exercises import Gap, Mark, Order, Pick, Place
from leitfaden.exporters.exporter import Exported, Transfer
from leitfaden.exporters.moodle_cloze import cloze_marks, cloze_text
from leitfaden.exporters.moodle_elements import add_html, add_settings, add_text
from leitfaden.exporters.moodle_html import prose_html, situation_html
from leitfaden.exporters.moodle_losses import ASKS_NOTHING, ID_LENGTH, TESTS, features, gap_losses, points, transfer
from leitfaden.exporters.moodle_parts import Asked, Part, Question, left_out, questions
from leitfaden.exporters.moodle_types import add_mark, add_order, add_pick, add_place, reasons
from leitfaden.inline import plain
from leitfaden.localising import LocalCourse, LocalModule


class MoodleXml:
    """Exports a course as one Moodle XML file: every activity, a category for each module."""

    name = "moodle-xml"
    description = "question bank for Moodle 4.4 and later"

    def export(self, course: LocalCourse) -> Exported:
        """Return `<course id>.<language>.moodle.xml` and what became of each activity.

        Arguments:
            course: the course in one language; the file speaks that language and no other.

        Import it with “Get category from file”. Activities with `use: test` stand in a subcategory of their own.
        """
        quiz = Element("quiz")
        transfers = tuple(line for module in course.modules for line in _add_module(quiz, course, module))
        indent(quiz)
        xml: bytes = tostring(quiz, encoding="utf-8", xml_declaration=True)
        return Exported((Artifact(f"{course.id}.{course.language}.moodle.xml", xml + b"\n"),), transfers)


def _add_module(quiz: Element, course: LocalCourse, module: LocalModule) -> Iterator[Transfer]:
    asked = [Asked(exercise, scenario, course.words) for scenario in module.scenarios for exercise in scenario.exercises]
    for path, test in (((course.title, module.title), False), ((course.title, module.title, TESTS), True)):
        mine = [one for one in asked if (one.exercise.use == "test") == test]
        if mine:
            _add_category(quiz, path, f"{course.id}.{course.language}.{module.id}" + (".test" if test else ""))
        for one in mine:
            yield from dict.fromkeys(_add_exercise(quiz, one))


def _add_category(quiz: Element, path: tuple[str, ...], idnumber: str) -> None:
    """Add the category of the questions that follow.

    Its id holds a hash of its path: ids are unique in a Moodle context, and an import after a title was changed makes
    a new category and would break off at an id that the old one still has.
    """
    question = SubElement(quiz, "question", type="category")
    names = "/".join(_category_name(name) for name in path)
    add_text(question, "category", f"$course$/top/{names}")
    suffix = hashlib.sha256(names.encode()).hexdigest()[:6]
    SubElement(question, "idnumber").text = f"{idnumber[: ID_LENGTH - 7]}.{suffix}"


def _category_name(name: str) -> str:
    """Return a name for a category's path, where `/` separates and `//` is a slash; a slash at an end needs a space beside it."""
    doubled = name.strip().replace("/", "//")
    return (" " if doubled.startswith("/") else "") + doubled + (" " if doubled.endswith("/") else "")


def _add_exercise(quiz: Element, asked: Asked) -> Iterator[Transfer]:
    exercise = asked.exercise
    asks = questions(exercise)
    missing = left_out(exercise)
    if not asks:
        yield from (Transfer(exercise.id, "question", "left-out", why) for why in missing or (ASKS_NOTHING,))
        return
    why = f"Moodle can't ask it in one question; it became {len(asks)}, which share its points." if len(asks) > 1 else ""
    yield Transfer(exercise.id, "question", "changed" if why else "carried", why)
    yield from (Transfer(exercise.id, "interaction", "left-out", why) for why in missing)
    yield from features(asked, asks)
    for one in asks:
        yield from _add_question(quiz, asked, one)


def _add_question(quiz: Element, asked: Asked, asks: Question) -> Iterator[Transfer]:
    question = SubElement(quiz, "question", type=_type(asks.part))
    add_text(question, "name", _name(asked))
    add_html(question, "questiontext", _question_text(asked, asks))
    add_html(question, "generalfeedback", reasons(asks))
    add_settings(question, defaultgrade=f"{_marks(asks):.7g}", penalty="0", hidden="0")
    if len(asks.idnumber) <= ID_LENGTH:
        add_settings(question, idnumber=asks.idnumber)
    else:
        yield transfer(asked, "idnumber", "left-out")
    yield from _add_part(question, asked, asks)
    for hint in asked.exercise.hints:
        add_html(question, "hint", prose_html(hint))
    tags = SubElement(question, "tags")
    for claim in asked.exercise.claims:
        add_text(tags, "tag", claim)


def _type(part: Part) -> str:
    match part:
        case Pick() | Mark():
            return "multichoice"
        case Order():
            return "ordering"
        case Place():
            return "matching"
        case Gap() | tuple():
            return "cloze"
        case other:
            assert_never(other)


def _name(asked: Asked) -> str:
    beginning = textwrap.shorten(plain(asked.exercise.prompt), 60, placeholder=" …")
    return f"{plain(asked.scenario.title)} – {beginning}"


def _question_text(asked: Asked, asks: Question) -> Markup:
    text = situation_html(asked.scenario, asked.words) + Markup("<hr>") + prose_html(asked.exercise.prompt)
    if isinstance(asks.part, Pick) and any(isinstance(one, Mark) for one in asked.exercise.interactions):
        text += Markup("<p>{}</p>").format(asked.words("mark_reason"))
    return cloze_text(asked, asks, text) if isinstance(asks.part, (Gap, tuple)) else text


def _marks(asks: Question) -> float:
    return cloze_marks(asks) if isinstance(asks.part, (Gap, tuple)) else asks.points


def _add_part(question: Element, asked: Asked, asks: Question) -> Iterator[Transfer]:
    """Add what is particular to the type of question, and say what became of credit, feedback and points."""
    match asks.part:
        case Pick() as pick:
            yield from add_pick(question, asked, asks, pick)
        case Mark() as mark:
            yield from add_mark(question, asked, asks, mark)
        case Order() as order:
            yield from add_order(question, asked, asks, order)
        case Place() as place:
            yield from add_place(question, asked, asks, place)
        case Gap() as gap:
            yield from gap_losses(asked, gap)
        case tuple():
            yield Transfer(asked.exercise.id, "partial-credit", "carried")
            yield Transfer(asked.exercise.id, "option-feedback", "carried")
        case other:
            assert_never(other)
    yield points(asked, asks.points, _marks(asks))
