"""Answers to be typed: the ways to write them, and the checks that keep them apart."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Annotated

from pydantic import Field

from leitfaden.activities.context import CheckContext
from leitfaden.activities.options import check_misconception, check_weights
from leitfaden.exercises import Accepted, Blank, Forgiven
from leitfaden.model.fields import Flag, Id, Model, Number, PostText, Prose
from leitfaden.problems import Key, Place, Related, shown
from leitfaden.scoring import recognised

LONGEST = 200


class Answer(Model):
    """Something that is typed into a blank."""

    accept: PostText = Field(description="The ways to write it, one a line, literally.")
    correct: Flag = Field(False, description="Whether it is right.")
    weight: Annotated[Number, Field(gt=0)] | None = Field(None, description="Partial credit of a wrong answer, below 1.")
    misconception: Id | None = Field(None, description="The wrong idea that it betrays.")
    feedback: Prose = Field(description="The reason, for whoever typed just this.")


def variants(accept: str) -> tuple[str, ...]:
    """Return the ways to write an answer: the lines of `accept`, without the empty ones."""
    return tuple(line.strip() for line in accept.splitlines() if line.strip())


def check_answers(context: CheckContext, answers: Mapping[str, Answer], forgive: Sequence[Forgiven], *route: Key) -> None:
    """Report answers without sense, at `route` of the activity: none right, two that are written the same, one too long to type."""
    at = context.at.at(*route)
    for key, answer in answers.items():
        check_misconception(context, answer.misconception, *route, key, "misconception", correct=answer.correct)
    check_weights(context, answers, route)
    if context.whole(str(route[0])) and not any(answer.correct for answer in answers.values()):
        context.problems.add("no-right-option", at.key, "no answer is right", "mark one with `correct: true`")
    known: dict[str, list[tuple[Accepted, Place]]] = {}
    for key in answers:
        for language, text, place in context.texts((*at.route, key, "accept")):
            _check_variants(context, Accepted(key, variants(text), ()), place, known.setdefault(language, []), tuple(forgive))


def _check_variants(context: CheckContext, answer: Accepted, place: Place, earlier: list[tuple[Accepted, Place]], forgive: tuple[Forgiven, ...]) -> None:
    """Report ways to write `answer` that nobody can type or that are taken, in the language of the `earlier` answers."""
    blank = Blank("", (), tuple(one for one, _ in earlier), forgive, {}, ())
    for variant in answer.variants:
        taken = recognised(blank, variant)
        if len(variant) > LONGEST:
            context.problems.add("answer-too-long", place, f"an answer has {len(variant)} characters, and {LONGEST} can be typed", "ask for less of it")
        elif taken:
            related = (Related(at, f"'{shown(taken)}' stands here") for one, at in earlier if one.id == taken)
            context.problems.add(
                "answer-taken", place, f"'{shown(variant)}' is a way to write '{taken}', too", "leave it to one of them" + _forgiven(forgive), related
            )
    earlier.append((answer, place))


def _forgiven(forgive: tuple[Forgiven, ...]) -> str:
    words = {"case": "capitals", "accents": "accents"}
    return f"; {' and '.join(words[one] for one in forgive)} don't matter here" if forgive else ""
