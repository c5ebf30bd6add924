"""Rules on what gives the right answer away: in one question, and over the whole course, with the statistic."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from math import sqrt

from leitfaden.exercises import Path, Scene, Turn
from leitfaden.inline import plain
from leitfaden.linting.language import Language
from leitfaden.linting.rule import Finding, Rule
from leitfaden.linting.subjects import Answer, Linted, Question
from leitfaden.localising import LocalScenario
from leitfaden.plays import Play, begun, offered, taken
from leitfaden.problems import Related, Severity

_MUCH_LONGER, _CHARACTERS = 1.3, 10
_MORE_HEDGES = 2
_FEWEST, _ERRORS = 12, 3.0
_TOLD, _LEAD = 0.75, 0.25

Measure = Callable[[Answer, Language], float]


@dataclass(frozen=True)
class Tally:
    """How often the right option was so, of how many questions where one alone was, and how often by chance."""

    met: int
    of: int
    expected: float
    variance: float

    @property
    def z(self) -> float:
        """By how many standard errors that is more than chance."""
        return (self.met - self.expected) / sqrt(self.variance) if self.variance else 0.0

    def __str__(self) -> str:
        return f"in {self.met} of {self.of} questions, where {self.expected:.1f} would be chance ({self.z:+.1f} standard errors)"


def _length(answer: Answer, _: Language) -> float:
    return len(answer.text)


def _shortness(answer: Answer, _: Language) -> float:
    return -len(answer.text)


def _hedging(answer: Answer, language: Language) -> float:
    return language.count(language.hedges, answer.text)


def _single(linted: Linted, language: str) -> list[Question]:
    return [question for question in linted.questions(language) if not question.several and len(question.answers) > 2 and len(question.right) == 1]


def _longest(linted: Linted) -> Iterator[Finding]:
    for language in linted.courses:
        for question in _single(linted, language):
            (right,) = question.right
            second = max(len(answer.text) for answer in question.wrong)
            if len(right.text) >= max(_MUCH_LONGER * second, second + _CHARACTERS):
                message = f"the right option is the longest by far: {len(right.text)} characters, the next has {second}"
                yield Finding(question.at(right), message, question.subject)


def _most_qualified(linted: Linted) -> Iterator[Finding]:
    for language in linted.courses:
        for question in _single(linted, language):
            (right,) = question.right
            own, most = int(_hedging(right, question.subject.language)), max(int(_hedging(one, question.subject.language)) for one in question.wrong)
            if own >= most + _MORE_HEDGES:
                yield Finding(question.at(right), f"the right option is the most qualified: {own} softening words, the next has {most}", question.subject)


def tally(questions: Sequence[Question], measure: Measure) -> Tally:
    """Return how often the right option has most of `measure`, among the questions in which one option alone has most."""
    met = of = 0
    expected = variance = 0.0
    for question in questions:
        measures = [measure(answer, question.subject.language) for answer in question.answers]
        if measures.count(max(measures)) > 1:
            continue
        of += 1
        met += question.answers[measures.index(max(measures))].right
        expected += 1 / len(measures)
        variance += 1 / len(measures) * (1 - 1 / len(measures))
    return Tally(met, of, expected, variance)


def _tells(measures: Mapping[str, Measure], linted: Linted) -> Iterator[Finding]:
    for language in linted.courses:
        for name, measure in measures.items():
            found = tally(_single(linted, language), measure)
            if found.of >= _FEWEST and found.z > _ERRORS:
                yield Finding(linted.course.facts.at, f"in '{language}' the right option is the {name} {found}")


def _position_tells(linted: Linted) -> Iterator[Finding]:
    questions = [question for question in _single(linted, linted.course.languages[0]) if not question.subject.exercise.shuffle]
    for place in range(max((len(question.answers) for question in questions), default=0)):
        long_enough = [question for question in questions if len(question.answers) > place]
        shares = [1 / len(question.answers) for question in long_enough]
        met = sum(question.answers[place].right for question in long_enough)
        found = Tally(met, len(long_enough), sum(shares), sum(share * (1 - share) for share in shares))
        if found.of >= _FEWEST and abs(found.z) > _ERRORS:
            yield Finding(linted.course.facts.at, f"option {place + 1} is the right one {found}")


def _thread_answers(linted: Linted) -> Iterator[Finding]:
    for language in linted.courses:
        for question in _single(linted, language):
            (right,) = question.right
            told = _told(right, question)
            if told is not None:
                yield Finding(question.at(right), f"the post '{told}' says so already", question.subject)


def _told(right: Answer, question: Question) -> str | None:
    """Return the id of the post that says what the right option says, and none of the wrong ones."""
    language = question.subject.language
    stems = language.stems(right.text)
    if len(stems) < 3:
        return None
    for key, words in _posts(question.subject.scenario, language).items():
        best_wrong = max((_share(language.stems(answer.text), words) for answer in question.wrong), default=0.0)
        if _share(stems, words) >= max(_TOLD, best_wrong + _LEAD):
            return key
    return None


def _posts(scenario: LocalScenario, language: Language) -> dict[str, frozenset[str]]:
    return {key: language.stems(post.written) for key, post in scenario.thread.items()}


def _share(stems: frozenset[str], within: frozenset[str]) -> float:
    return len(stems & within) / len(stems) if stems else 0.0


def _friendliest_way(linted: Linted) -> Iterator[Finding]:
    for subject in linted.subjects:
        for path in (one for one in subject.exercise.interactions if isinstance(one, Path)):
            told = [(scene, turn, sure) for scene, turn, on_offer in _way(path) if (sure := _is_friendliest(turn, on_offer, subject.language)) is not None]
            if len(told) > 2 and all(sure for _, _, sure in told):
                related = tuple(Related(subject.at(scene.id, turn.id), "the friendliest one here") for scene, turn, _ in told[:3])
                message = f"the best way takes the friendliest reply in all {len(told)} scenes in which one sounds friendliest"
                yield Finding(subject.prompt, message, subject, related)


def _way(path: Path) -> Iterator[tuple[Scene, Turn, tuple[Turn, ...]]]:
    """Yield the decisions of the best way, each with its scene and all that is on offer there."""
    play: Play | None = begun(path)
    for key in path.best:
        if play is None:
            return
        turn = next(one for one in play.scene.turns if one.id == key)
        yield play.scene, turn, offered(play)
        play = taken(path, play, turn)


def _is_friendliest(turn: Turn, on_offer: Sequence[Turn], language: Language) -> bool | None:
    """Tell whether a decision sounds friendliest of those on offer; None where none or several do."""
    friendliness = {one.id: language.count(language.friendly, plain(one.text)) for one in on_offer}
    most = max(friendliness.values())
    if most == 0 or [*friendliness.values()].count(most) > 1:
        return None
    return friendliness[turn.id] == most


RULES = (
    Rule(
        "longest-is-right",
        Severity.WARNING,
        "The right one of three or more options is the longest, by three tenths and ten characters at least: writers qualify what must hold, and learners notice. Wrong options that are as well thought out make the better questions.",
        "`right: {text: Say what is known and when there will be news, correct: true, …}` beside `wrong: {text: Apologise to everybody, …}`",
        "shorten the right option, or think the wrong ones through as far",
        _longest,
    ),
    Rule(
        "most-qualified-is-right",
        Severity.WARNING,
        "The right option weighs its words (*usually*, *if it fits*, *at first*) with at least two softening ones more than any wrong one.",
        "`right: {text: Perhaps answer later if it fits, correct: true, …}`",
        "say plainly what is meant, or let wrong options weigh their words, too",
        _most_qualified,
    ),
    Rule(
        "length-tells",
        Severity.ERROR,
        "Over the whole course the right option is the longest, or the shortest, so much oftener than chance that length alone scores: by more than three standard errors. Questions with one right option of three or more count, from twelve questions on, in each language.",
        "in 'en' the right option is the longest in 31 of 60 questions, where 15.0 would be chance (+4.8 standard errors)",
        "shorten right options or lengthen wrong ones, question by question",
        partial(_tells, {"longest": _length, "shortest": _shortness}),
    ),
    Rule(
        "hedging-tells",
        Severity.ERROR,
        "Over the whole course the option with most softening words is right oftener than chance, by more than three standard errors on at least twelve questions.",
        "in 'de' the right option is the most qualified in 14 of 20 questions, where 5.0 would be chance (+4.6 standard errors)",
        "let wrong options weigh their words as well, and right ones be brisk",
        partial(_tells, {"most qualified": _hedging}),
    ),
    Rule(
        "position-tells",
        Severity.ERROR,
        "Over the whole course the right option stands in one place oftener, or more rarely, than chance, by more than three standard errors on at least twelve questions. Activities with `shuffle: true` don’t count.",
        "option 2 is the right one in 30 of 60 questions, where 15.0 would be chance (+4.5 standard errors)",
        "move right options, or shuffle",
        _position_tells,
    ),
    Rule(
        "thread-answers",
        Severity.WARNING,
        "A post of the thread has three in four of the words that mean something in the right option, and far fewer of any wrong one. Then reading is tested, and not judgement.",
        "a post `text: Do repair the brakes first and tell us!` with `right: {text: Repair the brakes and tell them, correct: true, …}`",
        "cut the post, put the option in other words, or ask what follows from it",
        _thread_answers,
    ),
    Rule(
        "friendliest-is-best",
        Severity.WARNING,
        "In a branch the best way takes the friendliest reply in every scene in which one sounds friendliest, three scenes or more, so that manners are rewarded and not judgement.",
        "best way: *Thank you so much!* → *Gladly!* → *How kind of you*",
        "let a friendly reply be the wrong one somewhere, and a plain one the right one",
        _friendliest_way,
    ),
)
