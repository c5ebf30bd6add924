"""Reads Moodle XML the way Moodle does, and marks answers the way Moodle does; shares no code with the exporter.

A model of `question/format/xml/format.php`, `question/format.php`, `lib/questionlib.php` and of the types multichoice,
multianswer (cloze), shortanswer, ordering and match, as of Moodle 5.1. What Moodle refuses, or would let a teacher no longer save, raises
`RefusedError`.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, field
from html.entities import name2codepoint

import lxml.etree
import lxml.html

# question_bank::fraction_options_full
_POSITIVE = (
    1, 0.9, 0.8333333, 0.8, 0.75, 0.7, 0.6666667, 0.6, 0.5, 0.4, 0.3333333, 0.3, 0.25, 0.2, 0.1666667, 0.1428571, 0.125, 0.1111111, 0.1, 0.05,
)  # fmt: skip
FRACTIONS = (0.0, *_POSITIVE, *(-fraction for fraction in _POSITIVE))

# ANSWER_ALTERNATIVE_REGEX and ANSWER_REGEX of question/type/multianswer/questiontype.php
_FRACTION = r"=|%(-?[0-9]+(?:[.,][0-9]*)?)%"
_ALTERNATIVE = rf"({_FRACTION})?(.+?(?<!\\)(?=[~#}}]|$))(#(.*?(?<!\\)(?=[~}}]|$)))?"
_KINDS = (
    "NUMERICAL|NM|MULTICHOICE|MC|MULTICHOICE_V|MCV|MULTICHOICE_H|MCH|SHORTANSWER|SA|MW|SHORTANSWER_C|SAC|MWC|MULTICHOICE_S|MCS|MULTICHOICE_VS|MCVS"
    "|MULTICHOICE_HS|MCHS|MULTIRESPONSE|MR|MULTIRESPONSE_H|MRH|MULTIRESPONSE_S|MRS|MULTIRESPONSE_HS|MRHS"
)
_GAP = re.compile(rf"\{{([0-9]*):({_KINDS}):({_ALTERNATIVE}(?:~{_ALTERNATIVE})*)\}}", re.DOTALL)
_ANSWER = re.compile(rf"~?{_ALTERNATIVE}", re.DOTALL)


class RefusedError(Exception):
    """Moodle would refuse this, or change it silently."""


@dataclass(frozen=True)
class Answer:
    """An answer: HTML, fraction from -1 to 1, HTML of the feedback."""

    text: str
    fraction: float
    feedback: str


@dataclass(frozen=True)
class Gap:
    """A gap of a cloze question."""

    marks: int
    kind: str
    answers: tuple[Answer, ...]


@dataclass
class Question:
    """A question as it stands in the bank after the import. `stems` of a matching hold what is asked and its answer."""

    type: str
    category: tuple[str, ...]
    name: str
    text: str
    general: str
    idnumber: str | None
    marks: float
    penalty: float
    tags: tuple[str, ...]
    hints: tuple[str, ...]
    settings: dict[str, str]
    answers: tuple[Answer, ...] = ()
    gaps: tuple[Gap, ...] = ()
    stems: tuple[tuple[str, str], ...] = ()
    choices: tuple[str, ...] = ()
    combined: tuple[str, ...] = ()


@dataclass
class Bank:
    """What an import yields. `categories` holds path and idnumber."""

    questions: list[Question] = field(default_factory=list)
    categories: dict[tuple[str, ...], str | None] = field(default_factory=dict)


def read(data: bytes) -> Bank:
    """Return the bank that Moodle would have after importing `data` with "get category from file" and "stop on error"."""
    root = lxml.etree.fromstring(data)
    if root.tag != "quiz":
        raise RefusedError(f"not a quiz: {root.tag}")
    bank, category = Bank(), ()
    for element in root:
        if element.tag != "question":
            raise RefusedError(f"not a question: {element.tag}")
        if element.get("type") == "category":
            category = _category(element)
            idnumber = element.findtext("idnumber")
            if idnumber in bank.categories.values():
                raise RefusedError(f"two categories with the id {idnumber}")
            bank.categories[category] = idnumber
        else:
            bank.questions.append(_question(element, category))
    return bank


def visible(html: str) -> str:
    """Return the characters that somebody sees of `html`, without any white space."""
    return "".join(lxml.html.fragment_fromstring(html, create_parent=True).text_content().split())


def elements(html: str) -> set[str]:
    """Return the names of all elements in `html`."""
    return {element.tag for element in lxml.html.fragment_fromstring(html, create_parent="section").iter() if element.tag != "section"}


def mark_multichoice(question: Question, chosen: Sequence[int]) -> float:
    """Return the share of the mark for the chosen answers (`grade_response` of both multichoice questions)."""
    total = sum(question.answers[place].fraction for place in chosen)
    return min(max(0, total), 1.0) if question.settings["single"] == "false" else total


def mark_cloze(question: Question, given: Sequence[int | str | None]) -> float:
    """Return the share of the mark; given are places of choices and typed texts, `None` is a gap without an answer."""
    got = sum(gap.marks * _fraction(gap, one) for gap, one in zip(question.gaps, given, strict=True))
    return got / sum(gap.marks for gap in question.gaps)


def typed(gap: Gap, text: str) -> int | None:
    """Return the place of the first answer that `text` is (`compare_string_with_wildcard`); None where it is none, or nothing."""
    text = unicodedata.normalize("NFC", text).strip(" \t\n\r\0\x0b")
    if not text:
        return None
    flags = 0 if gap.kind in {"SHORTANSWER_C", "SAC", "MWC"} else re.IGNORECASE
    return next((place for place, answer in enumerate(gap.answers) if re.fullmatch(_pattern(answer.text), text, flags)), None)


def mark_matching(question: Question, chosen: Sequence[int | None]) -> float:
    """Return the share of the mark; `chosen` holds for each stem the place of a choice (`qtype_match_question::grade_response`)."""
    right = [place is not None and question.choices[place] == answer for (_, answer), place in zip(question.stems, chosen, strict=True)]
    return sum(right) / len(right)


def mark_ordering(question: Question, order: Sequence[int]) -> float:
    """Return the share of the mark for GRADING_RELATIVE_ALL_PREVIOUS_AND_NEXT; `order` holds places of the right order."""
    if question.settings["gradingtype"] != "RELATIVE_ALL_PREVIOUS_AND_NEXT":
        raise RefusedError(question.settings["gradingtype"])
    right = list(range(len(question.answers)))
    correct = count = 0
    for place, item in enumerate(right):
        mine = list(order).index(item)
        correct += len(set(order[:mine]) & set(right[:place])) + len(set(order[mine + 1 :]) & set(right[place + 1 :]))
        count += len(right) - 1
    return correct / count


def _fraction(gap: Gap, given: int | str | None) -> float:
    place = typed(gap, given) if isinstance(given, str) else given
    return 0.0 if place is None else gap.answers[place].fraction


def _pattern(answer: str) -> str:
    bits = re.split(r"(?<!\\)\*+", unicodedata.normalize("NFC", answer.strip()))  # trimmed when saved
    return ".*".join(re.escape(bit.replace("\\*", "*")) for bit in bits)


def _category(element: lxml.etree._Element) -> tuple[str, ...]:
    path = (element.findtext("category/text") or "").strip()
    names = [name.replace("//", "/").strip() for name in re.split(r"(?<!/)/(?!/)", path)]
    if names[:2] != ["$course$", "top"] or len(names) < 3 or not all(names):
        raise RefusedError(f"no category: {path}")
    return tuple(names[2:])


def _question(element: lxml.etree._Element, category: tuple[str, ...]) -> Question:
    idnumber = element.findtext("idnumber")
    if not category or (idnumber is not None and len(idnumber) > 100):
        raise RefusedError(f"{idnumber}: no category, or too long an id")
    question = Question(
        type=element.get("type", ""), category=category, name=_text(element, "name"), text=_html(element.find("questiontext")),
        general=_html(element.find("generalfeedback"), empty=True), idnumber=idnumber, marks=float(element.findtext("defaultgrade", "1")),
        penalty=float(element.findtext("penalty", "0.3333333")), tags=tuple(_text(tag) for tag in element.findall("tags/tag")),
        hints=tuple(_html(hint) for hint in element.findall("hint")),
        settings={child.tag: child.text or "" for child in element if not len(child)},
    )  # fmt: skip
    {"multichoice": _multichoice, "cloze": _cloze, "ordering": _ordering, "matching": _matching}[question.type](question, element)
    return question


def _multichoice(question: Question, element: lxml.etree._Element) -> None:
    question.answers = tuple(_answer(answer) for answer in element.findall("answer"))
    total = sum(answer.fraction for answer in question.answers if answer.fraction > 0)
    highest = max(answer.fraction for answer in question.answers)
    if len(question.answers) < 2 or (highest != 1 if question.settings["single"] == "true" else round(total, 2) != 1):
        raise RefusedError(f"{question.idnumber}: no full mark to be had")
    question.combined = _combined_feedback(element)


def _ordering(question: Question, element: lxml.etree._Element) -> None:
    answers = element.findall("answer")
    if len(answers) < 2 or question.settings["selecttype"] != "ALL" or question.settings["layouttype"] != "VERTICAL":
        raise RefusedError(f"{question.idnumber}: not all items are asked")
    if [answer.get("fraction") for answer in answers] != [str(place) for place in range(1, len(answers) + 1)]:
        raise RefusedError(f"{question.idnumber}: items out of order")
    question.answers = tuple(Answer(_html(answer), 0, "") for answer in answers)  # save_question_options empties the feedback
    question.combined = _combined_feedback(element)


def _matching(question: Question, element: lxml.etree._Element) -> None:
    """`initialise_question_instance`: equal answers are one choice, pairs without a question are further choices."""
    pairs = [(_html(pair, empty=True), _text(pair, "answer")) for pair in element.findall("subquestion")]
    question.stems = tuple(pair for pair in pairs if pair[0])
    question.choices = tuple(dict.fromkeys(answer for _, answer in pairs))
    if len(question.stems) < 2 or len(pairs) < 3:  # edit_match_form.php
        raise RefusedError(f"{question.idnumber}: too few to match")
    question.combined = _combined_feedback(element)


def _cloze(question: Question, element: lxml.etree._Element) -> None:
    gaps: list[Gap] = []
    while found := _GAP.search(question.text):
        marks, kind, inside = found[1], found[2], found[3]
        gaps.append(Gap(int(marks or 1), kind, tuple(_alternatives(inside))))
        question.text = question.text.replace(found[0], f"{{#{len(gaps)}}}", 1)
    if len(re.findall(r"\{#\d+\}", question.text)) != len(gaps) or not gaps:
        raise RefusedError(f"{question.idnumber}: gaps in a post")
    fewest = {gap: 1 if gap.kind.startswith(("S", "MW")) else 2 for gap in gaps}
    if any(len(gap.answers) < fewest[gap] or max(answer.fraction for answer in gap.answers) != 1 for gap in gaps):
        raise RefusedError(f"{question.idnumber}: no full mark to be had")
    question.gaps, question.marks = tuple(gaps), sum(gap.marks for gap in gaps)


def _alternatives(inside: str) -> list[Answer]:
    answers: list[Answer] = []
    while inside and (found := _ANSWER.match(inside)):
        fraction = 1.0 if found[1] == "=" else 0.01 * float((found[2] or "0").replace(",", "."))
        answers.append(Answer(_decoded(found[3]), round(fraction, 7), _decoded(found[5] or "")))
        inside = inside[found.end() :]
    if inside:
        raise RefusedError(f"left over in a gap: {inside}")
    return answers


def _decoded(code: str) -> str:
    """Entities of HTML 4.01, as PHP's `html_entity_decode` with ENT_QUOTES knows them, then `\\}` and `\\#`; nothing else."""

    def character(found: re.Match[str]) -> str:
        name = found[1]
        if name.startswith("#"):
            return chr(int(f"0{name[1:]}", 16) if name[1] in "xX" else int(name[1:]))
        return chr(name2codepoint[name]) if name in name2codepoint else found[0]

    return re.sub(r"&(#[0-9]+|#[xX][0-9a-fA-F]+|\w+);", character, code).replace(r"\}", "}").replace(r"\#", "#")


def _answer(element: lxml.etree._Element) -> Answer:
    written = float(element.get("fraction", "0")) / 100
    matching = [fraction for fraction in FRACTIONS if abs(written - fraction) < 0.00001]  # match_grade_options, 'error'
    if not matching:
        raise RefusedError(f"invalid grade {written}")
    return Answer(_html(element), matching[0], _html(element.find("feedback"), empty=True))


def _combined_feedback(element: lxml.etree._Element) -> tuple[str, ...]:
    return tuple(_html(element.find(tag)) for tag in ("correctfeedback", "partiallycorrectfeedback", "incorrectfeedback"))


def _html(element: lxml.etree._Element | None, *, empty: bool = False) -> str:
    if element is None or element.get("format") != "html":
        raise RefusedError("no HTML")
    text = (element.findtext("text") or "").strip()
    if not text and not empty:
        raise RefusedError(f"{element.tag} is empty")
    return text


def _text(element: lxml.etree._Element, tag: str = ".") -> str:
    text = (element.findtext(f"{tag}/text") or "").strip()
    if not text:
        raise RefusedError(f"{element.tag}/{tag} is empty")
    return text
