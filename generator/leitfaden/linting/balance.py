"""Rules on the course as a whole: what its keys ask for, who errs in it, what it asks twice, and whether its languages agree."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from itertools import combinations
from math import ceil

from pydantic import BaseModel

from leitfaden.courses import Body, Stated
from leitfaden.exercises import Gap, Rate
from leitfaden.inline import plain
from leitfaden.linting.language import Language, as_written, language_for, words_of
from leitfaden.linting.rule import Finding, Rule
from leitfaden.linting.subjects import Linted, Subject, around_blanks
from leitfaden.model.fields import texts
from leitfaden.model.scenario import ScenarioBase
from leitfaden.problems import Place, Related, Severity

_ACTION_SHARE, _MIDDLE_SHARE = 3, 4
_ENOUGH = 12
_ALIKE, _FEWEST_STEMS = 0.6, 6
_MUCH_LONGER, _WORTH_COMPARING = 1.6, 60
_ONE_OF, _AT_LEAST, _ONE_PERSON = 4, 4, 2


def _asks_missing(linted: Linted) -> Iterator[Finding]:
    marked = any(subject.activity.asks for subject in linted.first)
    for subject in linted.first:
        if marked and subject.exercise.scored and subject.activity.asks is None:
            yield Finding(subject.prompt, "it doesn't say what its key asks for, action or restraint", subject)


def _too_little_action(linted: Linted) -> Iterator[Finding]:
    for module in linted.course.facts.value.modules:
        asked = [subject.activity.asks for subject in linted.first if subject.module == module and subject.exercise.scored and subject.activity.asks]
        action = asked.count("action")
        if len(asked) > 2 and _ACTION_SHARE * action < len(asked):
            at = linted.course.facts.at.at("modules", module).key
            yield Finding(at, f"keys in '{module}' that ask for action: {action} of {len(asked)}, a third would be {ceil(len(asked) / _ACTION_SHARE)}")


def _too_many_in_the_middle(linted: Linted) -> Iterator[Finding]:
    rated: Counter[tuple[str, ...]] = Counter()
    middle: Counter[tuple[str, ...]] = Counter()
    for subject in linted.first:
        for rate in (one for one in subject.exercise.interactions if isinstance(one, Rate) and len(one.scale) % 2 == 1 and len(one.scale) > 2):
            scale = tuple(step.id for step in rate.scale)
            rated[scale] += 1
            middle[scale] += rate.key == scale[len(scale) // 2]
    for scale, number in rated.items():
        if number >= _ENOUGH and _MIDDLE_SHARE * middle[scale] > number:
            name = scale[len(scale) // 2]
            message = f"{middle[scale]} of {number} verdicts are '{name}', a quarter would be {number // _MIDDLE_SHARE}"
            yield Finding(_place_of(scale, linted), message)


def _place_of(steps: tuple[str, ...], linted: Linted) -> Place:
    """Return where the scale with these steps stands."""
    facts = linted.course.facts
    return next(facts.at.at("scales", key).key for key, scale in facts.value.scales.items() if tuple(scale.steps) == steps)


def _same_errs(linted: Linted) -> Iterator[Finding]:
    stated = [scenario.stated for scenario in linted.course.scenarios.values() if scenario.stated.value.errs]
    language = language_for(linted.course.languages[0])
    persons: dict[str, list[Place]] = defaultdict(list)
    roles: dict[str, dict[Place, str]] = defaultdict(dict)
    for one in stated:
        name, role = _who_errs(linted, one)
        persons[name].append(one.at / "errs")
        for word in words_of(role):
            for stem in language.stems(_masculine(word, language)):
                roles[stem][one.at / "errs"] = as_written(word, role)
    for name, places in persons.items():
        if len(places) > _ONE_PERSON:
            yield _one_sided(f"in {len(places)} of {len(stated)} scenarios it is {name} who errs", places)
    for words in roles.values():
        if len(words) > max(_AT_LEAST, len(stated) / _ONE_OF):
            word, _ = Counter(words.values()).most_common(1)[0]
            yield _one_sided(f"in {len(words)} of {len(stated)} scenarios the role of the one who errs has the word '{word}'", [*words])


def _one_sided(message: str, places: Sequence[Place]) -> Finding:
    return Finding(places[-1], message, None, tuple(Related(place, "here, too") for place in places[:3] if place != places[-1]))


def _who_errs(linted: Linted, stated: Stated[ScenarioBase]) -> tuple[str, str]:
    """Return the name and the role of the one who errs in a scenario."""
    key = stated.value.errs or ""
    known = linted.course.people.entries
    person = stated.value.people.get(key) or (known[key].value if key in known else None)
    return (person.name, person.role or "") if person else (key, "")


def _masculine(word: str, language: Language) -> str:
    """Return a word of a role without the ending that tells a woman, where the language has one."""
    ending = next((one for one in language.feminine if word.endswith(one) and len(word) - len(one) > 3), "")
    return word.removesuffix(ending)


def _near_duplicates(linted: Linted) -> Iterator[Finding]:
    asked = [(subject, _gist(subject)) for subject in linted.first]
    for (one, first), (other, second) in combinations([pair for pair in asked if len(pair[1]) >= _FEWEST_STEMS], 2):
        if len(first & second) >= _ALIKE * len(first | second):
            yield Finding(other.prompt, f"it asks nearly what '{one.exercise.id}' asks", other, (Related(one.prompt, "the other one"),))


def _gist(subject: Subject) -> frozenset[str]:
    """Return what an activity asks, as stems: its prompt and all that is to be decided on."""
    parts = [plain(subject.exercise.prompt), *(text for _, text, _ in subject.reasons), *_read(subject)]
    return subject.language.stems(" ".join(parts))


def _read(subject: Subject) -> Iterator[str]:
    """Yield what is read to decide: posts to be rated, the text around blanks."""
    for interaction in subject.exercise.interactions:
        if isinstance(interaction, Rate) and interaction.post:
            yield subject.scenario.thread[interaction.post].written
        elif isinstance(interaction, Gap):
            yield around_blanks(interaction)


def _unlike_languages(linted: Linted) -> Iterator[Finding]:
    yield from _unlike_texts(linted)
    yield from _unlike_pages(linted)


def _unlike_texts(linted: Linted) -> Iterator[Finding]:
    subjects = {(*subject.exercise.id.split("/"), subject.language.code): subject for subject in linted.subjects}
    for owner, stated in _all_stated(linted):
        own = next((language for language in linted.course.languages if language not in stated.translations), None)
        written = {field.route: field.text for field in texts(stated.value)}
        for language in linted.course.languages if own else ():
            translation = stated.translations.get(language)
            for route, text in translation.texts.items() if translation else ():
                ours, theirs = len(written.get(route, "").strip()), len(text.strip())
                if translation and _unlike(ours, theirs):
                    message = f"this text has {theirs} characters, far {'more' if theirs > ours else 'fewer'} than in '{own}'"
                    subject = subjects.get((owner, str(route[1]), language)) if route[0] == "activities" else None
                    yield Finding(translation.at.at(*route), message, subject, (Related(stated.at.at(*route), f"in '{own}': {ours} characters"),))


def _unlike(ours: int, theirs: int) -> bool:
    short, long = sorted((ours, theirs))
    return short > 0 and long >= _WORTH_COMPARING and long > _MUCH_LONGER * short


def _all_stated(linted: Linted) -> Iterator[tuple[str, Stated[BaseModel]]]:
    """Yield everything that has texts, with the id of the scenario that it is."""
    course = linted.course
    yield from ((scenario.id, scenario.stated) for scenario in course.scenarios.values())
    matters = (one.matter for part in (course.lessons, course.pages) for one in part.values())
    registered = (one for part in (course.misconceptions, course.claims, course.groups, course.works, course.people) for one in part.entries.values())
    for stated in (course.facts, *matters, *(one.stated for one in course.assessments.values()), *registered):
        yield "", stated


def _unlike_pages(linted: Linted) -> Iterator[Finding]:
    for part in (linted.course.lessons, linted.course.pages):
        for one in part.values():
            lengths = {language: _length(one.bodies[language]) for language in linted.course.languages if language in one.bodies}
            own, *others = lengths or [""]
            for language in others:
                if _unlike(lengths[own], lengths[language]):
                    more = "more" if lengths[language] > lengths[own] else "fewer"
                    related = (Related(one.bodies[own].at, f"in '{own}': {lengths[own]} characters"),)
                    yield Finding(one.bodies[language].at, f"this page has {lengths[language]} characters, far {more} than in '{own}'", None, related)


def _length(body: Body) -> int:
    return sum(len(part.strip()) for part in body.parts if isinstance(part, str))


RULES = (
    Rule(
        "asks-missing",
        Severity.WARNING,
        "Some activities of the course say with `asks:` whether their key asks for action or for restraint, and this one doesn’t.",
        "an activity without `asks:` in a course that counts them",
        "add `asks: action` or `asks: restraint`",
        _asks_missing,
    ),
    Rule(
        "too-little-action",
        Severity.ERROR,
        "In a module fewer than a third of the keys ask for action. Then *do less* is right without reading, and a course on conduct teaches people to sit still.",
        "two of nine activities in a module have `asks: action`",
        "add activities whose key is to join in, answer, ask or publish",
        _too_little_action,
    ),
    Rule(
        "too-many-in-the-middle",
        Severity.ERROR,
        "More than a quarter of the verdicts on a scale, of twelve or more, are its middle step (*it depends*). The middle is where one goes who doesn’t know.",
        "twenty of sixty verdicts are `depends`",
        "sharpen posts until they are one or the other",
        _too_many_in_the_middle,
    ),
    Rule(
        "errs-one-sided",
        Severity.WARNING,
        "The one who errs (`errs:`) is the same person in more than two scenarios, or has the same word in their role in more than four and more than a quarter of them. Then learners look for the trainee instead of the mistake.",
        "`errs: tom` in three scenarios",
        "let somebody else err",
        _same_errs,
    ),
    Rule(
        "near-duplicate",
        Severity.WARNING,
        "Two activities share six in ten of the words that mean something in their prompts and in what is to be decided on. Whoever has seen one knows the other.",
        "`late-trains/at-noon` and `late-buses/at-noon` with the same three options",
        "drop one, or ask about another decision",
        _near_duplicates,
    ),
    Rule(
        "languages-unlike",
        Severity.WARNING,
        "A text or a page of 60 characters or more is more than 1.6 times as long as in the other language: something is missing, or has been added.",
        "120 characters in German, 40 in English",
        "let both languages say the same",
        _unlike_languages,
    ),
)
