"""Rules on how a question and its options are worded: each looks at one question at a time."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import partial
from itertools import combinations

from leitfaden.inline import plain
from leitfaden.linting.language import Language, as_written, small, words_of
from leitfaden.linting.rule import Finding, Rule
from leitfaden.linting.subjects import Answer, Linted, Question
from leitfaden.problems import Related, Severity, shown

_SENTENCE = re.compile(r"[^.!?…:]+[.!?…:]*")
_SPOKEN = re.compile(r"[„“”»«\"][^„“”»«\"]*[“”»«\"]|‚[^‚‘]*‘|‘(?:[^‘’]|’(?=\w))*’")
_ENDING = re.compile(r"[^\w.!?…\"'“”»«‚‘’)]+$")
_NUMBER = re.compile(r"\d+")
_QUOTED = re.compile(r"""^["'„“”»«‚‘’].*["'„“”»«‚‘’]$""", re.DOTALL)
_LONGER, _CHARACTERS = 2.0, 25
_ALIKE = 0.75


def _each(find: Callable[[Question], Iterator[Finding]], linted: Linted) -> Iterator[Finding]:
    for subject in linted.subjects:
        for question in subject.questions:
            yield from find(question)


def _all_of_the_above(question: Question) -> Iterator[Finding]:
    language = question.subject.language
    for answer in question.answers:
        said = small(answer.text)
        opening = language.all_of_the_above.match(said)
        if opening and language.answer_words.issuperset(words_of(said[opening.end() :])):
            yield Finding(question.at(answer), f"'{shown(answer.text)}' speaks of the other options instead of the matter", question.subject)


def _negative_stem(linted: Linted) -> Iterator[Finding]:
    for subject in linted.subjects:
        prompt = plain(subject.exercise.prompt)
        found = subject.language.found(subject.language.negations, _task(prompt, subject.language))
        if found and subject.exercise.scored:
            yield Finding(subject.prompt, f"the task is put negatively: '{as_written(found[0].strip(' :…'), prompt)}'", subject)


def _task(prompt: str, language: Language) -> str:
    """Return what a prompt says that is to be done: its last question, or else its last sentence, without what only tells the situation."""
    sentences = _SENTENCE.findall(small(_SPOKEN.sub(" ", prompt)))
    question = next((sentence for sentence in reversed(sentences) if sentence.endswith("?")), "")
    return _main_clause(question, language) if question else next(reversed(sentences), "")


def _main_clause(question: str, language: Language) -> str:
    aside, relative = language.asides.pattern, language.relatives.pattern
    return re.sub(rf"^(?:{aside})[^,]*,|(?<=\s)(?:{aside})[^,?]*|,\s*(?:{relative})[^,?]*", "", question.strip())


def _absolute_words(question: Question) -> Iterator[Finding]:
    language = question.subject.language
    absolute = {answer.ids: found[0] for answer in question.answers if (found := language.found(language.absolutes, answer.text))}
    with_one = [answer for answer in question.answers if answer.ids in absolute]
    if len({answer.right for answer in with_one}) != 1:
        return
    for answer in with_one:
        who, others = ("a right option", "wrong") if answer.right else ("a wrong option", "right")
        word = as_written(absolute[answer.ids], answer.text)
        yield Finding(question.at(answer), f"'{word}' stands in {who} and in none of the {others} ones", question.subject)


def _stem_cue(question: Question) -> Iterator[Finding]:
    language = question.subject.language
    asked = language.cues(_without_names(question))
    taken_up = {answer.ids: [one for one in sorted(language.cues(answer.text)) if _among(asked, one, language)] for answer in question.answers}
    cued = [answer for answer in question.answers if taken_up[answer.ids]]
    if len(cued) == 1 and cued[0].right and not question.several and len(question.answers) > 2:
        cue, text = taken_up[cued[0].ids][0], cued[0].text
        word = next((as_written(word, text) for word in words_of(text) if cue in language.stems(word)), cue)
        yield Finding(question.at(cued[0]), f"the right option alone takes up a word of the question: '{word}'", question.subject)


def _among(stems: frozenset[str], one: str, language: Language) -> bool:
    return any(language.takes_up(one, other) for other in stems)


def _without_names(question: Question) -> str:
    """Return a question without the names of those who post, the genitive included."""
    names = {name for post in question.subject.scenario.posts.values() for word in words_of(post.by.name) for name in (word, f"{word}s", f"{word}'s")}
    return " ".join(word for word in words_of(question.stem) if word not in names)


def _unlike_length(question: Question) -> Iterator[Finding]:
    shortest, longest = min(question.answers, key=_length), max(question.answers, key=_length)
    if _length(longest) > _LONGER * _length(shortest) and _length(longest) - _length(shortest) > _CHARACTERS:
        related = (Related(question.at(shortest), f"the shortest: {_length(shortest)} characters"),)
        yield Finding(
            question.at(longest), f"this option is {_length(longest) / max(1, _length(shortest)):.1f} times as long as the shortest", question.subject, related
        )


def _length(answer: Answer) -> int:
    return len(answer.text)


def _unlike_form(question: Question) -> Iterator[Finding]:
    forms = [_form(answer.text) for answer in question.answers]
    if len(forms) < 3 or len(set(forms)) != 2:
        return
    for answer, form in zip(question.answers, forms, strict=True):
        if forms.count(form) == 1:
            other = next(one for one in forms if one != form)
            yield Finding(question.at(answer), f"this option is {form[0]}, all others are {other[1]}", question.subject)


def _form(text: str) -> tuple[str, str]:
    """Return the form of an option, as one and as many are called. Emoji at its end don't count."""
    text = _ENDING.sub("", text)
    if _QUOTED.match(text):
        return "a quotation", "quotations"
    if text.endswith("?"):
        return "a question", "questions"
    if text.endswith((".", "!", "…")):
        return "a sentence with its full stop", "sentences with their full stop"
    return "a phrase without a full stop", "phrases without a full stop"


def _overlap(question: Question) -> Iterator[Finding]:
    for one, other in combinations(question.answers, 2):
        if one.text.strip() == other.text.strip() or _says_the_same(one.text, other.text, question.subject.language):
            related = (Related(question.at(one), "the other one"),)
            yield Finding(question.at(other), "this option says nearly what another one says", question.subject, related)


def _says_the_same(one: str, other: str, language: Language) -> bool:
    """Tell whether one option says what the other says and hardly more: a word that the other has instead makes it another one."""
    ours, theirs = language.stems_in_order(one), language.stems_in_order(other)
    shared, either = {*ours} & {*theirs}, {*ours} | {*theirs}
    if len(either) < 3 or len(shared) < _ALIKE * len(either) or ({*ours} - shared and {*theirs} - shared):
        return False
    if _NUMBER.findall(one) != _NUMBER.findall(other) or any(language.deciding.fullmatch(word) for word in {*words_of(one)} ^ {*words_of(other)}):
        return False
    in_sequence = language.count(language.sequence, one) and language.count(language.sequence, other)
    return not (in_sequence and [word for word in ours if word in shared] != [word for word in theirs if word in shared])


RULES = (
    Rule(
        "all-of-the-above",
        Severity.ERROR,
        "An option such as *all of the above* or *none of these* is answered without knowing the matter: whoever recognises two right options, or one wrong one, is done.",
        "`all: {text: All of the above, correct: true, …}`",
        "write an option of its own, or ask for all that hold with `several: true`",
        partial(_each, _all_of_the_above),
    ),
    Rule(
        "negative-stem",
        Severity.WARNING,
        "A task that is put negatively (*Which of these should she not do?*) is misread by people who know the answer. Only the last question of a prompt counts, or else its last sentence, and in a question only what is no quotation and no clause that tells the situation: *What does she write, if Tom doesn’t answer?* is fine.",
        "`prompt: Which answer does not help Rosa?`",
        "ask for what fits, helps or comes next",
        _negative_stem,
    ),
    Rule(
        "absolute-words",
        Severity.WARNING,
        "*Always*, *never* and their kin stand in wrong options only, or in the right one only. Test-wise people cross out what knows no exception.",
        "`every: {text: Always answer within five minutes, …}` in a wrong option, and no such word in the right one",
        "leave the word out, or let right and wrong options have one",
        partial(_each, _absolute_words),
    ),
    Rule(
        "stem-cue",
        Severity.WARNING,
        "The right option is the only one of three or more that takes up a word of the question, or in German a part of one, so that it can be found by comparing words. Names of people in the thread don’t count, nor does what every question speaks of, such as *answer*.",
        "`prompt: What do you say about the brakes?` with `right: {text: Explain how braking is tested, correct: true, …}`",
        "take another word in one of the two, or let a wrong option use it, too",
        partial(_each, _stem_cue),
    ),
    Rule(
        "options-unlike-length",
        Severity.WARNING,
        "One option is more than twice as long as another, and longer by more than 25 characters. Long ones look considered, short ones look like a joke; either way length is judged instead of the matter.",
        "`short: {text: Wait, …}` beside `long: {text: Thank her and say when there will be news, …}`",
        "give all options about the same length",
        partial(_each, _unlike_length),
    ),
    Rule(
        "options-unlike-form",
        Severity.WARNING,
        "One option has another form than all others: it alone is a quotation, a question, or a sentence with its full stop. What stands out is chosen, or avoided, for standing out.",
        "`a: {text: “We’ll look into it.”, …}` beside two options without quotation marks",
        "give all options the same form, or two of each",
        partial(_each, _unlike_form),
    ),
    Rule(
        "options-overlap",
        Severity.ERROR,
        "One option says what another one says, in nearly the same words: three in four of those that mean something are in both, and one of the two has hardly any of its own. If one were right, the other would be, too, so test-wise people cross out both. A number, a *not*, a *before* instead of an *after* or another order after *first* make another option of it.",
        "`a: {text: Answer in public today, …}` beside `b: {text: Answer today in public, …}`",
        "merge them, or say where they differ",
        partial(_each, _overlap),
    ),
)
