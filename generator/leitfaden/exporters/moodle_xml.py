r"""Moodle XML: the course as questions for a Moodle question bank.

The format has no specification but its reader: `question/format/xml/format.php` and each question type's own code, read
for Moodle 4.4 to 5.1 (github.com/moodle/moodle; since 5.1 below `public/`). What each interaction becomes, and why:

- **Pick** is `multichoice`: fraction and feedback per option, several answers summed and held between 0 and 1, as in our
  contract (`qtype_multichoice_multi_question::grade_response`).
- **Order** is `ordering` (part of Moodle since 4.4, before that a plugin) with `RELATIVE_ALL_PREVIOUS_AND_NEXT`. That
  counts, for each item, which of its predecessors and successors are right ones: every pair in right order twice, over
  all pairs twice, so exactly our share of pairs. It keeps no feedback per item: `save_question_options` empties it.
- **Rate**: all ratings of an exercise together are one `cloze`, a multiple choice with radio buttons (`MULTICHOICE_V`)
  for each. Only that keeps the contract whole: partial credit and feedback for each step, the mean over all, nothing for
  what was not answered (`qtype_multianswer_question::grade_response`). `matching` knows neither partial credit nor
  feedback per step; one `multichoice` for each rating would tear an activity into several questions and marks.

Cloze code is parsed out of the question text by regular expressions and decoded once (`question/type/multianswer/
questiontype.php`): entities first, then `\}` and `\#`; `\~` stays as it is. So what a gap holds is written with
numeric entities for the signs of the code, and then escaped once more (`_in_gap`); braces outside of gaps are entities
too, lest a post bring a gap of its own.
"""

from __future__ import annotations

import hashlib
import re
import textwrap
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TypeAlias, assert_never
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from markupsafe import Markup

from leitfaden.artifacts import Artifact
from leitfaden.exercises import Exercise, Gap, Mark, Order, Path, Pick, Place, Rate, Write
from leitfaden.exporters.exporter import Exported, Fate, Transfer
from leitfaden.exporters.moodle_grades import Graded, graded_several, graded_single, percent
from leitfaden.exporters.moodle_html import label_html, leads_somewhere, post_html, prose_html, situation_html
from leitfaden.inline import Prose, links, plain
from leitfaden.localising import LocalCourse, LocalModule, LocalScenario
from leitfaden.wording import Words

_Part: TypeAlias = "Pick | Order | tuple[Rate, ...]"

_TESTS = "Test"
_ID_LENGTH = 100  # of `idnumber` in Moodle's database
_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")  # XML 1.0, production 2

_WHY = {
    "confidence": "Moodle asks how sure somebody is for a whole quiz (certainty-based marking), not for one question.",
    "form": "No question type of Moodle is chosen for this form of activity yet.",
    "hints": "Moodle shows hints after a wrong try, and only where the quiz lets people try again; nobody can ask for them.",
    "idnumber": f"The id is longer than the {_ID_LENGTH} characters that Moodle keeps.",
    "images": "Images are not in the file; their descriptions stand in the thread.",
    "links": "Links inside the course lead nowhere in Moodle; their text stays.",
    "misconceptions": "Moodle keeps nothing about an option but its text, fraction and feedback.",
    "order-shown": "Moodle shuffles the steps at each attempt, perhaps into the right order, and marks that order if nothing is moved.",
    "question": "The activity asks nothing.",
    "step-feedback": "Moodle keeps no feedback for the items of an order; the reasons stand in the general feedback, in the right order.",
    "tries": "How often somebody may try is set for a whole quiz in Moodle (question behaviour), not for one question.",
    "use": f"Moodle keeps no question back; those meant for tests alone stand in a category “{_TESTS}” of their module.",
}


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


@dataclass(frozen=True, slots=True)
class _Asked:
    """An exercise and what surrounds it."""

    exercise: Exercise
    scenario: LocalScenario
    words: Words


@dataclass(frozen=True, slots=True)
class _Question:
    """What one question of an exercise asks, and its share of the points."""

    part: _Part
    idnumber: str
    points: float


def _add_module(quiz: Element, course: LocalCourse, module: LocalModule) -> Iterator[Transfer]:
    asked = [_Asked(exercise, scenario, course.words) for scenario in module.scenarios for exercise in scenario.exercises]
    for path, test in (((course.title, module.title), False), ((course.title, module.title, _TESTS), True)):
        mine = [one for one in asked if (one.exercise.use == "test") == test]
        if mine:
            _add_category(quiz, path, f"{course.id}.{course.language}.{module.id}" + (".test" if test else ""))
        for one in mine:
            yield from _add_exercise(quiz, one)


def _add_category(quiz: Element, path: tuple[str, ...], idnumber: str) -> None:
    """Add the category of the questions that follow.

    Its id holds a hash of its path: ids are unique in a Moodle context, and an import after a title was changed makes
    a new category and would break off at an id that the old one still has.
    """
    question = SubElement(quiz, "question", type="category")
    names = "/".join(_category_name(name) for name in path)
    _add_text(question, "category", f"$course$/top/{names}")
    suffix = hashlib.sha256(names.encode()).hexdigest()[:6]
    SubElement(question, "idnumber").text = f"{idnumber[: _ID_LENGTH - 7]}.{suffix}"


def _category_name(name: str) -> str:
    """Return a name for a category's path, where `/` separates and `//` is a slash; a slash at an end needs a space beside it."""
    doubled = name.strip().replace("/", "//")
    return (" " if doubled.startswith("/") else "") + doubled + (" " if doubled.endswith("/") else "")


def _add_exercise(quiz: Element, asked: _Asked) -> Iterator[Transfer]:
    exercise = asked.exercise
    parts = _parts(exercise)
    if not parts:
        yield _transfer(asked, "form" if exercise.interactions else "question", "left-out")
        return
    why = f"Moodle can't ask it in one question; it became {len(parts)}, which share its points." if len(parts) > 1 else ""
    yield Transfer(exercise.id, "question", "changed" if why else "carried", why)
    yield from _features(asked)
    for number, part in enumerate(parts, 1):
        share = (len(part) if isinstance(part, tuple) else 1) / len(exercise.interactions)
        idnumber = exercise.id if len(parts) == 1 else f"{exercise.id}/{number}"
        yield from _add_question(quiz, asked, _Question(part, idnumber, exercise.points * share))


def _parts(exercise: Exercise) -> tuple[_Part, ...]:
    """Return what becomes a question each: all ratings together, every other interaction alone."""
    ratings: list[Rate] = []
    alone: list[_Part] = []
    for interaction in exercise.interactions:
        match interaction:
            case Rate():
                ratings.append(interaction)
            case Pick() | Order():
                alone.append(interaction)
            case Mark() | Place() | Gap() | Write() | Path():
                continue
            case other:
                assert_never(other)
    return ((tuple(ratings),) if ratings else ()) + tuple(alone)


def _add_question(quiz: Element, asked: _Asked, asks: _Question) -> Iterator[Transfer]:
    question = SubElement(quiz, "question", type=_type(asks.part))
    _add_text(question, "name", _name(asked))
    _add_html(question, "questiontext", _question_text(asked, asks))
    _add_html(question, "generalfeedback", _reasons(asks.part) if isinstance(asks.part, Order) else Markup())
    for tag, value in (("defaultgrade", f"{_marks(asks):.7g}"), ("penalty", "0"), ("hidden", "0")):
        SubElement(question, tag).text = value
    if len(asks.idnumber) <= _ID_LENGTH:
        SubElement(question, "idnumber").text = asks.idnumber
    else:
        yield _transfer(asked, "idnumber", "left-out")
    yield from _add_part(question, asked, asks)
    for hint in asked.exercise.hints:
        _add_html(question, "hint", prose_html(hint))
    tags = SubElement(question, "tags")
    for claim in asked.exercise.claims:
        _add_text(tags, "tag", claim)


def _type(part: _Part) -> str:
    match part:
        case Pick():
            return "multichoice"
        case Order():
            return "ordering"
        case tuple():
            return "cloze"
        case other:
            assert_never(other)


def _name(asked: _Asked) -> str:
    beginning = textwrap.shorten(plain(asked.exercise.prompt), 60, placeholder=" …")
    return f"{plain(asked.scenario.title)} – {beginning}"


def _question_text(asked: _Asked, asks: _Question) -> Markup:
    text = situation_html(asked.scenario, asked.words) + Markup("<hr>") + prose_html(asked.exercise.prompt)
    if not isinstance(asks.part, tuple):
        return text
    return _outside_gaps(text) + Markup().join(_rated(asked, rate, _gap_marks(asks.points, asks.part)) for rate in asks.part)


def _add_part(question: Element, asked: _Asked, asks: _Question) -> Iterator[Transfer]:
    """Add what is particular to the type of question, and say what became of credit, feedback and points."""
    match asks.part:
        case Pick() as pick:
            yield from _add_multichoice(question, asked, pick)
        case Order() as order:
            yield from _add_ordering(question, asked, order)
        case tuple() as ratings:
            yield from dict.fromkeys(_credit(asked, rate.id, graded_single(rate.credit)) for rate in ratings)
            yield Transfer(asked.exercise.id, "option-feedback", "carried")
        case other:
            assert_never(other)
    yield _points(asked, asks.points, _marks(asks))


def _add_multichoice(question: Element, asked: _Asked, pick: Pick) -> Iterator[Transfer]:
    graded = graded_several(pick.weights) if pick.several else graded_single(pick.weights)
    settings = (("single", "false" if pick.several else "true"), ("shuffleanswers", "false"), ("answernumbering", "none"), ("showstandardinstruction", "1"))
    for tag, value in settings:
        SubElement(question, tag).text = value
    _add_combined_feedback(question, asked.words)
    for option in pick.options:
        answer = _add_html(question, "answer", label_html(option.text))
        answer.set("fraction", percent(graded.fractions[option.id]))
        _add_html(answer, "feedback", prose_html(option.feedback))
    yield _credit(asked, pick.id, graded)
    yield Transfer(asked.exercise.id, "option-feedback", "carried")
    if any(option.misconception for option in pick.options):
        yield _transfer(asked, "misconceptions", "left-out")


def _add_ordering(question: Element, asked: _Asked, order: Order) -> Iterator[Transfer]:
    settings = (
        ("layouttype", "VERTICAL"), ("selecttype", "ALL"), ("selectcount", str(len(order.steps))),
        ("gradingtype", "RELATIVE_ALL_PREVIOUS_AND_NEXT"), ("showgrading", "SHOW"), ("numberingstyle", "none"), ("shownumcorrect", "0"),
    )  # fmt: skip
    for tag, value in settings:
        SubElement(question, tag).text = value
    _add_combined_feedback(question, asked.words)
    for place, step in enumerate(order.steps, 1):
        _add_html(question, "answer", label_html(step.text)).set("fraction", str(place))
    yield Transfer(asked.exercise.id, "order-score", "carried")
    yield _transfer(asked, "order-shown", "changed")
    yield _transfer(asked, "step-feedback", "changed")


def _reasons(order: Order) -> Markup:
    steps = Markup().join(Markup("<li><strong>{}</strong>{}</li>").format(label_html(step.text), prose_html(step.feedback)) for step in order.steps)
    return Markup("<ol>{}</ol>").format(steps)


def _rated(asked: _Asked, rate: Rate, marks: int) -> Markup:
    """Return what is rated, and its gap; not in a paragraph, because radio buttons stand in a `fieldset`."""
    post = asked.scenario.thread.get(rate.post) if rate.post else None
    rated = post_html(post, asked.scenario, asked.words) if post else prose_html(rate.statement or ())
    fractions = graded_single(rate.credit).fractions
    answers = (f"%{percent(fractions[step.id])}%{_in_gap(label_html(step.label))}#{_in_gap(_rate_feedback(rate, step.id))}" for step in rate.scale)
    gap = Markup("{{{}:MULTICHOICE_V:{}}}").format(marks, Markup("~").join(Markup(answer) for answer in answers))  # noqa: S704 - made of escaped parts
    return Markup("<div><blockquote>{}</blockquote>{}</div>").format(_outside_gaps(rated), gap)


def _rate_feedback(rate: Rate, step: str) -> Markup:
    return prose_html(rate.feedback) + prose_html(rate.feedback_if.get(step, ()))


def _in_gap(html: Markup) -> Markup:
    """Return HTML that Moodle reads back as `html` from inside a gap."""
    code = str(html).translate({ord(sign): f"&#{ord(sign)};" for sign in "\\~{}"})
    return Markup(code.replace("&", "&amp;").replace("#", r"\#"))  # noqa: S704 - was markup before


def _outside_gaps(html: Markup) -> Markup:
    return Markup(str(html).replace("{", "&#123;"))  # noqa: S704 - was markup before


def _gap_marks(points: float, ratings: tuple[Rate, ...]) -> int:
    """Return the marks of each gap: Moodle takes whole numbers, so the points are kept only where they divide."""
    each = points / len(ratings)
    return int(each) if each >= 1 and each.is_integer() else 1


def _marks(asks: _Question) -> float:
    return len(asks.part) * _gap_marks(asks.points, asks.part) if isinstance(asks.part, tuple) else asks.points


def _add_combined_feedback(question: Element, words: Words) -> None:
    for tag, key in (("correctfeedback", "right"), ("partiallycorrectfeedback", "nearly"), ("incorrectfeedback", "wrong")):
        _add_html(question, tag, Markup("<p>{}</p>").format(words(key)))


def _add_html(parent: Element, tag: str, html: Markup) -> Element:
    element = _add_text(parent, tag, str(html))
    element.set("format", "html")
    return element


def _add_text(parent: Element, tag: str, text: str) -> Element:
    element = SubElement(parent, tag)
    SubElement(element, "text").text = _NOT_XML.sub("\N{REPLACEMENT CHARACTER}", text)
    return element


def _features(asked: _Asked) -> Iterator[Transfer]:
    """Yield what becomes of everything about an exercise that isn't an interaction; only what it uses, and tries."""
    exercise, scenario = asked.exercise, asked.scenario
    yield Transfer(exercise.id, "no-penalty", "carried")
    if scenario.thread:
        yield Transfer(exercise.id, "thread", "carried")
    if exercise.claims:
        yield Transfer(exercise.id, "claims", "carried")
    if any(post.image for post in scenario.thread.values()):
        yield _transfer(asked, "images", "left-out")
    if any(not leads_somewhere(link) for prose in _all_prose(asked) for link in links(prose)):
        yield _transfer(asked, "links", "changed")
    if exercise.hints:
        yield _transfer(asked, "hints", "changed")
    yield _transfer(asked, "tries", "changed")
    if exercise.confidence:
        yield _transfer(asked, "confidence", "left-out")
    if exercise.use == "test":
        yield _transfer(asked, "use", "changed")


def _all_prose(asked: _Asked) -> Iterable[Prose]:
    yield asked.scenario.situation
    yield asked.exercise.prompt
    yield from asked.exercise.hints
    for interaction in asked.exercise.interactions:
        match interaction:
            case Pick():
                yield from (prose for option in interaction.options for prose in (option.text, option.feedback))
            case Order():
                yield from (prose for step in interaction.steps for prose in (step.text, step.feedback))
            case Rate():
                yield from (interaction.statement or (), interaction.feedback, *interaction.feedback_if.values())
            case Mark() | Place() | Gap() | Write() | Path():
                continue
            case other:
                assert_never(other)


def _transfer(asked: _Asked, feature: str, fate: Fate) -> Transfer:
    return Transfer(asked.exercise.id, feature, fate, _WHY[feature])


def _credit(asked: _Asked, interaction: str, graded: Graded) -> Transfer:
    changes = ", ".join(f"{key} {percent(wanted)} % → {percent(given)} %" for key, wanted, given in graded.changes())
    why = f"Not on Moodle's list of grades, the nearest taken ({interaction}): {changes}." if changes else ""
    return Transfer(asked.exercise.id, "partial-credit", "changed" if changes else "carried", why)


def _points(asked: _Asked, wanted: float, given: float) -> Transfer:
    if abs(wanted - given) < 1e-6:
        return Transfer(asked.exercise.id, "points", "carried")
    why = f"Each of the ratings has a whole mark in Moodle: {given:g} marks instead of {wanted:g}; the share of the marks is the same."
    return Transfer(asked.exercise.id, "points", "changed", why)
