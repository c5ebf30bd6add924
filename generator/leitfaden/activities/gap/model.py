"""The kind `gap`: what belongs here? A post or a guideline with blanks, to choose for or to type into."""

from __future__ import annotations

from functools import partial
from typing import Annotated, ClassVar, Literal

from pydantic import Field

from leitfaden import exercises
from leitfaden.activities.context import CheckContext, LowerContext, shuffled
from leitfaden.activities.gap.answers import Answer, check_answers, variants
from leitfaden.activities.gap.passages import markers, passage
from leitfaden.activities.options import Option, check_options, weights_of_one
from leitfaden.inline import parse_prose
from leitfaden.model.activity import Activity
from leitfaden.model.fields import Id, Model, Prose
from leitfaden.problems import Place, did_you_mean


class Blank(Model):
    """A blank of the text: options to choose from, or answers to be typed."""

    options: dict[Id, Option] = Field(default_factory=dict, description="What to choose from; exactly one is right.")
    answers: dict[Id, Answer] = Field(default_factory=dict, description="What to type: right answers, and wrong ones that deserve a word of their own.")
    otherwise: Prose | None = Field(None, description="The reason for whatever else is typed; with `answers`, always.")
    forgive: list[exercises.Forgiven] = Field(default_factory=list, description="What doesn't matter in a typed answer: `case`, `accents`.")

    def weights(self) -> dict[str, float]:
        """Return what each option or answer scores."""
        return weights_of_one(self.options or self.answers)


class Gap(Activity):
    """Complete a text: choose for each blank, or type."""

    folder: ClassVar[str] = "gap"

    kind: Literal["gap"] = Field(description="`gap`")
    text: Prose = Field(description="The text, with `{id}` where the blank `id` stands. Every blank stands in it once, in every language.")
    blanks: Annotated[dict[Id, Blank], Field(min_length=1)] = Field(description="The blanks, keyed by the id that stands in the text.")

    def check(self, context: CheckContext) -> None:
        """Report blanks that nobody can fill, and texts in which a blank has no place."""
        for key, blank in self.blanks.items():
            self._check_blank(context, key, blank)
        if ("blanks",) not in context.broken:
            for language, text, place in context.texts((*context.at.route, "text")):
                if text.strip():
                    self._check_text(context, text, place, f" in '{language}'" if language else "")

    def _check_blank(self, context: CheckContext, key: str, blank: Blank) -> None:
        at = context.at.at("blanks", key)
        whole = context.whole("blanks")
        if whole and blank.options and blank.answers:
            context.problems.add("options-and-answers", (at / "answers").key, f"'{key}' has options to choose from and answers to type", "keep one of them")
        elif whole and not blank.options and not blank.answers:
            context.problems.add("empty-blank", at.key, f"'{key}' has nothing to choose from and nothing to type", "give it `options` or `answers`")
        elif blank.options:
            check_options(context, blank.options, "blanks", key, "options")
            for name in ("otherwise", "forgive"):
                if name in blank.model_fields_set:
                    context.problems.add("key-without-effect", (at / name).key, f"'{name}' has no effect: here one chooses", "delete it, or ask for `answers`")
        elif blank.answers:
            check_answers(context, blank.answers, blank.forgive, "blanks", key, "answers")
            if blank.otherwise is None and whole:
                hint = "say what to look for, to whoever typed none of the answers"
                context.problems.add("missing-feedback", at.key, "key 'otherwise' is missing", hint)

    def _check_text(self, context: CheckContext, text: str, place: Place, where: str) -> None:
        known = {*self.blanks, *(str(route[1]) for route in context.broken if route[0] == "blanks" and len(route) > 1)}
        found = markers(parse_prose(text))
        for marker in dict.fromkeys(found):
            if marker not in known:
                context.problems.add("unknown-blank", place, f"there is no blank '{marker}'", did_you_mean(marker, known))
            elif found.count(marker) > 1:
                hint = "leave it once; what is asked twice needs two blanks"
                context.problems.add("blank-repeated", place, f"the blank '{marker}' stands {found.count(marker)} times in the text{where}", hint)
        for key in self.blanks:
            if key not in found:
                context.problems.add("blank-not-in-text", place, f"the blank '{key}' does not stand in the text{where}", f"write `{{{key}}}` where it belongs")

    def key(self) -> tuple[object, ...]:
        """The blanks, how they are filled, and what each option or answer scores."""
        return ("gap", tuple(sorted((key, bool(blank.options), tuple(sorted(blank.weights().items()))) for key, blank in self.blanks.items())))

    def lower(self, context: LowerContext) -> tuple[exercises.Gap, ...]:
        """Return one gap."""
        cut = passage(context.prose("text"), self.blanks.keys())
        return (exercises.Gap("gap", cut, tuple(self._lowered(context, key, blank) for key, blank in self.blanks.items())),)

    def _lowered(self, context: LowerContext, key: str, blank: Blank) -> exercises.Blank:
        say = partial(context.prose, "blanks", key)
        order = shuffled(tuple(blank.options), f"{context.id}/{key}") if self.shuffle else tuple(blank.options)
        options = tuple(
            exercises.Choosable(one, say("options", one, "text"), say("options", one, "feedback"), blank.options[one].misconception) for one in order
        )
        answers = tuple(
            exercises.Accepted(one, variants(context.written("blanks", key, "answers", one, "accept")), say("answers", one, "feedback"), answer.misconception)
            for one, answer in blank.answers.items()
        )
        otherwise = say("otherwise") if blank.otherwise is not None else ()
        return exercises.Blank(key, options, answers, tuple(dict.fromkeys(blank.forgive)), blank.weights(), otherwise)
