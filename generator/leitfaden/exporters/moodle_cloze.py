r"""Ratings and passages as `cloze` code: gaps inside the question text, which Moodle parses out by regular expressions.

An alternative of a gap is decoded once (`question/type/multianswer/questiontype.php`): entities first, then `\}` and
`\#`; `\~` stays as it is. So what a gap holds is written with numeric entities for the signs of the code, and then
escaped once more; braces outside of gaps are entities too, lest a post bring a gap of its own. What is chosen is HTML;
what is typed is compared as text, `*` standing for anything unless a backslash is before it (`shortanswer/question.php`).
For text there is no way to write `~`, and the loss report says so.

Fractions of gaps are not held to Moodle's list of grades (`question/format.php` looks at `$question->fraction`, and a
cloze question has none), so every weight is carried as it is, to the seven decimals that Moodle keeps.
"""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Iterable, Iterator

from markupsafe import Markup, escape

from leitfaden.exercises import Accepted, Blank, Gap, Rate
from leitfaden.exporters.moodle_grades import percent
from leitfaden.exporters.moodle_html import inline_html, label_html, post_html, prose_html
from leitfaden.exporters.moodle_parts import Asked, Question
from leitfaden.inline import plain

_NOTHING = Markup()
_ESCAPED = re.compile(r"[*}#]|(?<!\\)~")


def cloze_text(asked: Asked, asks: Question, lead: Markup) -> Markup:
    """Return the text of a question with its gaps, after `lead`, in which nothing is a gap."""
    if isinstance(asks.part, Gap):
        body = _passage(asked, asks.part, gap_marks(asks))
    elif isinstance(asks.part, tuple):
        body = _NOTHING.join(_rated(asked, rate, gap_marks(asks)) for rate in asks.part)
    else:
        body = _NOTHING
    return _outside_gaps(lead) + body


def gap_marks(asks: Question) -> int:
    """Return the marks of each gap: Moodle takes whole numbers, so the points are kept only where they divide."""
    each = asks.points / _count(asks)
    return int(each) if each >= 1 and each.is_integer() else 1


def cloze_marks(asks: Question) -> float:
    """Return the marks of a whole question with gaps."""
    return gap_marks(asks) * _count(asks)


def _count(asks: Question) -> int:
    if isinstance(asks.part, Gap):
        return len(asks.part.blanks)
    return len(asks.part) if isinstance(asks.part, tuple) else 1


def _rated(asked: Asked, rate: Rate, marks: int) -> Markup:
    """Return what is rated, and its gap; not in a paragraph, because radio buttons stand in a `fieldset`."""
    post = asked.scenario.thread.get(rate.post) if rate.post else None
    rated = post_html(post, asked.scenario, asked.words) if post else prose_html(rate.statement or ())
    steps = (
        _alternative(rate.credit[step.id], _html_in_gap(label_html(step.label)), prose_html(rate.feedback) + prose_html(rate.feedback_if.get(step.id, ())))
        for step in rate.scale
    )
    return Markup("<div><blockquote>{}</blockquote>{}</div>").format(_outside_gaps(rated), _gap("MULTICHOICE_V", marks, steps))


def _passage(asked: Asked, gap: Gap, marks: int) -> Markup:
    blanks = {blank.id: _blank(blank, marks, shuffle=asked.exercise.shuffle) for blank in gap.blanks}
    paragraphs = (_NOTHING.join(blanks[piece] if isinstance(piece, str) else _outside_gaps(inline_html(piece)) for piece in line) for line in gap.passage)
    return _NOTHING.join(Markup("<p>{}</p>").format(paragraph) for paragraph in paragraphs)


def _blank(blank: Blank, marks: int, *, shuffle: bool) -> Markup:
    """Return a blank: a menu, whose entries take no markup, or a line to type in."""
    if blank.options:
        options = (_alternative(blank.weights[option.id], _html_in_gap(escape(plain(option.text))), prose_html(option.feedback)) for option in blank.options)
        return _gap("MULTICHOICE_S" if shuffle else "MULTICHOICE", marks, options)
    return _gap("SHORTANSWER" if "case" in blank.forgive else "SHORTANSWER_C", marks, _typed(blank))


def _typed(blank: Blank) -> Iterator[Markup]:
    """Yield every way to write every answer, in the order in which they are recognised, and at last anything else."""
    for answer in blank.answers:
        for variant in _variants(answer, blank):
            yield _alternative(blank.weights[answer.id], _text_in_gap(variant), prose_html(answer.feedback))
    if blank.otherwise:
        yield _alternative(0.0, Markup("*"), prose_html(blank.otherwise))


def _variants(answer: Accepted, blank: Blank) -> tuple[str, ...]:
    """Return the ways to write an answer: the author's, without accents, and those in capitals that Moodle can't tell by itself (ß, SS)."""
    written = tuple(" ".join(variant.split()) for variant in answer.variants)
    bare = tuple(_without_accents(variant) for variant in written) if "accents" in blank.forgive else ()
    capitals = tuple(one.upper() for one in (*written, *bare) if len(one.upper()) != len(one)) if "case" in blank.forgive else ()
    return tuple(dict.fromkeys((*written, *bare, *capitals)))


def _without_accents(text: str) -> str:
    """Return text without its accents, as a learner types it and as Moodle normalises it: NFC."""
    bare = "".join(char for char in unicodedata.normalize("NFD", text) if unicodedata.category(char) != "Mn")
    return unicodedata.normalize("NFC", bare)


def _gap(kind: str, marks: int, alternatives: Iterable[Markup]) -> Markup:
    return Markup("{{{}:{}:{}}}").format(marks, kind, Markup("~").join(alternatives))


def _alternative(weight: float, answer: Markup, feedback: Markup) -> Markup:
    return Markup("%{}%{}#{}").format(percent(weight), answer, _html_in_gap(feedback))


def _html_in_gap(given: Markup) -> Markup:
    """Return HTML that Moodle reads back as it is from inside a gap."""
    code = str(given).translate({ord(sign): f"&#{ord(sign)};" for sign in "\\~{}"})
    return Markup(code.replace("&", "&amp;").replace("#", r"\#"))  # noqa: S704 - was markup before


def _text_in_gap(text: str) -> Markup:
    """Return text that Moodle reads back as `text` from inside a gap, and compares letter by letter.

    Numeric entities would be cut at their `#`. A space keeps a backslash at the end from escaping what follows; Moodle trims it.
    """
    code = _ESCAPED.sub(r"\\\g<0>", text)
    return Markup(html.escape(f"{code} " if code.endswith("\\") else code, quote=False))  # noqa: S704 - just escaped


def _outside_gaps(given: Markup) -> Markup:
    return Markup(str(given).replace("{", "&#123;"))  # noqa: S704 - was markup before
