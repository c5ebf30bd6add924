"""Rules on what learners are told: feedback that gives a reason, wrong options that betray an idea, claims that were taught."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from leitfaden.inline import plain
from leitfaden.linting.language import small, words_of
from leitfaden.linting.rule import Finding, Rule
from leitfaden.linting.subjects import Linted, Subject
from leitfaden.problems import Severity, shown

_FEWEST_WORDS, _REPEATED = 6, 0.6


def _only_judges(linted: Linted) -> Iterator[Finding]:
    for subject in linted.subjects:
        for ids, _, feedback in subject.reasons:
            opening = subject.language.judgements.match(small(feedback))
            said = feedback[opening.end() :].lstrip() if opening else ""
            if opening and said[:1] in ("", ".", "!", ",", ":", "–", "—"):
                yield Finding(subject.at(*ids, field="feedback"), f"the reason begins with a verdict: '{shown(feedback[: opening.end()])}'", subject)
            elif len(words_of(feedback)) < _FEWEST_WORDS:
                yield Finding(subject.at(*ids, field="feedback"), f"'{shown(feedback)}' is too short to be a reason", subject)


def _repeats_option(linted: Linted) -> Iterator[Finding]:
    for subject in linted.subjects:
        for ids, text, feedback in subject.reasons:
            said, offered = subject.language.stems(feedback), subject.language.stems(text)
            if said and len(words_of(feedback)) >= _FEWEST_WORDS and len(said & offered) >= _REPEATED * len(said):
                yield Finding(subject.at(*ids, field="feedback"), "the reason says hardly more than the option itself", subject)


def _without_misconception(linted: Linted) -> Iterator[Finding]:
    if not linted.course.misconceptions.entries:
        return
    for subject in linted.first:
        for question in subject.questions:
            for answer in question.wrong:
                if answer.misconception is None:
                    yield Finding(question.at(answer), "this wrong option names no misconception", subject)


def _betrayed_once(linted: Linted) -> Iterator[Finding]:
    betrayed: dict[str, set[str]] = defaultdict(set)
    for subject in linted.first:
        for name in _misconceptions(subject):
            betrayed[name].add(subject.scenario.id)
    several = len({subject.scenario.id for subject in linted.first}) > 1
    for key, stated in linted.course.misconceptions.entries.items():
        if several and len(betrayed[key]) == 1:
            yield Finding(stated.at.key, f"'{key}' is betrayed in one scenario only: {min(betrayed[key])}")


def _misconceptions(subject: Subject) -> Iterator[str]:
    """Yield the misconceptions that answers to an activity betray."""
    waiting: list[object] = [subject.activity.model_dump(include=None)]
    while waiting:
        value = waiting.pop()
        if isinstance(value, dict):
            if isinstance(named := value.get("misconception"), str):
                yield named
            waiting += value.values()
        elif isinstance(value, list):
            waiting += value


def _taught_later(linted: Linted) -> Iterator[Finding]:
    modules = list(linted.course.facts.value.modules)
    taught: dict[str, int] = {}
    for lesson in linted.course.lessons.values():
        for claim in lesson.matter.value.claims:
            taught[claim] = min(taught.get(claim, len(modules)), modules.index(lesson.module))
    for subject in linted.first:
        late = [claim for claim in subject.exercise.claims if claim in taught and taught[claim] > modules.index(subject.module)]
        if subject.exercise.use == "practice" and subject.exercise.scored and late:
            module = modules[taught[late[0]]]
            yield Finding(subject.prompt, f"it asks about {late[0]}, which no lesson before the module '{module}' teaches", subject)


def _task_is_bare(linted: Linted) -> Iterator[Finding]:
    for subject in linted.subjects:
        if len(words_of(plain(subject.exercise.prompt))) < 3:
            yield Finding(subject.prompt, "the prompt is too short to say what is to be decided", subject)


RULES = (
    Rule(
        "feedback-only-judges",
        Severity.WARNING,
        "A reason that begins with *Correct* or *Wrong*, or has fewer than six words. The verdict is shown anyway; what a learner lacks is the reason.",
        "`feedback: Wrong, unfortunately.`",
        "say what it does to the other person, and why",
        _only_judges,
    ),
    Rule(
        "feedback-repeats-option",
        Severity.WARNING,
        "At least six in ten of the words that mean something in a reason stand in the option already. Whoever chose it has read them.",
        "`text: Thank her in public` with `feedback: It is best to thank her in public.`",
        "say what it does to the other person, and why",
        _repeats_option,
    ),
    Rule(
        "misconception-missing",
        Severity.WARNING,
        "A wrong option of a question names no misconception, in a course that has some. Then results can’t say what the learner tends to believe, and often nobody believes it.",
        "`wait: {text: Say nothing until all is clear, feedback: …}`",
        "name the wrong idea behind it with `misconception:`, or write an option that somebody believes",
        _without_misconception,
    ),
    Rule(
        "misconception-once",
        Severity.WARNING,
        "A misconception is betrayed in a single scenario, where a slip and a wrong idea look alike. A course of one scenario can’t do otherwise.",
        "`silence-is-safe`, which only options in `late-trains` name",
        "let an option in another scenario betray it, too",
        _betrayed_once,
    ),
    Rule(
        "claim-taught-later",
        Severity.WARNING,
        "An activity asks about a claim that no lesson up to its module teaches. Activities for tests don’t count, as tests say themselves what they are about, nor do those that are never scored.",
        "`claims: [T8]` in the first module, where the lesson of the sixth teaches T8",
        "move the activity, or cite the claim in a lesson before it",
        _taught_later,
    ),
    Rule(
        "prompt-too-short",
        Severity.WARNING,
        "A prompt of one or two words doesn’t say whose decision is asked for, and when.",
        "`prompt: And now?`",
        "say who decides, and what",
        _task_is_bare,
    ),
)
