"""What the page of a test is made of: what one should know before beginning, and the questions, each with its thread."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from math import ceil
from statistics import fmean

from leitfaden.exercises import Exercise
from leitfaden.localising import LocalAssessment
from leitfaden.wording import Words

_TAG = re.compile(r"<[^>]*>")
_SOLUTION = '<details class="lf-solution">'
_WORDS_A_MINUTE = 200
_MINUTES_TO_THINK = 0.5
_EXACT_UP_TO = 10


@dataclass(frozen=True)
class Question:
    """A question as the page holds it: its id, and one line of HTML with situation, thread and activity."""

    id: str
    html: str

    @property
    def minutes(self) -> float:
        """How long it takes to read and to answer, at the pace of somebody who is not in a hurry."""
        asked = _TAG.sub(" ", self.html.partition(_SOLUTION)[0])
        return len(asked.split()) / _WORDS_A_MINUTE + _MINUTES_TO_THINK


def questions(assessment: LocalAssessment, render: Callable[[Exercise], str]) -> tuple[Question, ...]:
    """Return all questions that any form may ask; `render` returns the finished HTML of one."""
    return tuple(Question(one.id, render(one)) for one in assessment.exercises.values())


def facts(assessment: LocalAssessment, asked: Sequence[Question], words: Words) -> Iterator[str]:
    """Yield in sentences what one should know before beginning."""
    count, minutes = _length(assessment, asked)
    yield words("test_length", questions=words.counted("test_questions", count), minutes=words.counted("minutes", minutes))
    yield words("test_at_once" if assessment.feedback == "at-once" else "test_at_end")
    yield words("test_no_pass") if assessment.pass_mark is None else words("test_pass", mark=words.percent(assessment.pass_mark))
    yield words("test_break")
    if len(assessment.forms) > 1:
        yield words("test_forms")


def _length(assessment: LocalAssessment, asked: Sequence[Question]) -> tuple[int, int]:
    """Return how many questions the longest form asks, and in about how many minutes: in fives where it takes longer."""
    minutes = {question.id: question.minutes for question in asked}
    taken = [sum(pool.draw * fmean(minutes[one.id] for one in pool.exercises) for pool in form.pools) for form in assessment.forms]
    count = max(sum(pool.draw for pool in form.pools) for form in assessment.forms)
    longest = ceil(max(taken))
    return count, longest if longest <= _EXACT_UP_TO else ceil(longest / 5) * 5
