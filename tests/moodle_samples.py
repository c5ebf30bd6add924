"""A course around the sample interactions, its export, and every answer that somebody may give to them in Moodle."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, combinations, islice, permutations, product

import moodle_reader as moodle
from interactions import prose
from leitfaden.exercises import Blank, Exercise, Gap, Interaction, Mark, Order, Path, Pick, Place, Rate, Write
from leitfaden.exporters.exporter import Exported, Transfer
from leitfaden.exporters.moodle_xml import MoodleXml
from leitfaden.inline import Prose, plain
from leitfaden.localising import LocalCourse, LocalModule, LocalScenario
from leitfaden.posts import recognise
from leitfaden.problems import Place as Spot
from leitfaden.scoring import recognised
from leitfaden.threads import LocalPerson, LocalPost, Moment
from leitfaden.wording import words_for

Given = tuple[dict[str, object], float]
"""A response in our form, and Moodle's share of the mark for it."""
_MOST = 1200


# A course around them


def exercise(*interactions: Interaction, id: str = "sc/act", **changes: object) -> Exercise:
    made = Exercise(
        id=id, kind="any", revision="0", scenario="sc", prompt=prose("What now?"), interactions=interactions, claims=("N1.1",), points=1.0,
        tries=None, hints=(), confidence=False, use="practice", formerly=(),
    )  # fmt: skip
    return dataclasses.replace(made, **changes)


def post(id: str, text: str = "hello", **changes: object) -> LocalPost:
    by = LocalPerson(id, f"Name {id}", f"at_{id}", prose(f"role {id}"))
    made = LocalPost(id, by, Moment(1, "Mon", 9, 5), recognise(text) if text else (), text, None, None, None, None, None, None, False, False)
    return dataclasses.replace(made, **changes)


def course(*exercises: Exercise, posts: tuple[LocalPost, ...] = (), text: str = "", title: str = "Module") -> LocalCourse:
    thread = {one.id: one for one in posts}
    weeks = max((one.at.week for one in posts), default=1)
    scenario = LocalScenario(
        id="sc", module="m", title=prose(f"Title {text}"), situation=prose(f"Situation {text}"), network="x", thread=thread, weeks=weeks, exercises=exercises,
        claims=(), level=None, facilitator=(), at=Spot("sc.yml"), texts=(),
    )  # fmt: skip
    module = LocalModule("m", title, (), (scenario,))
    return LocalCourse("c", "en", ("en",), words_for("en"), "Course", "", "", 0.8, (module,), (), {}, {}, {}, {}, {}, {})


def exported(*exercises: Exercise, posts: tuple[LocalPost, ...] = (), text: str = "", title: str = "Module") -> tuple[moodle.Bank, Exported]:
    made = MoodleXml().export(course(*exercises, posts=posts, text=text, title=title))
    return moodle.read(made.artifacts[0].bytes()), made


def fates(made: Exported, id: str = "sc/act") -> dict[str, str]:
    """Return what the report says became of each feature of an exercise."""
    return {transfer.feature: transfer.fate for transfer in made.transfers if transfer.exercise == id}


def shown(value: Prose) -> str:
    return squeezed(plain(value))


def squeezed(text: str) -> str:
    return "".join(text.split())


# What may be answered, and what Moodle gives for it


def asked(one: Exercise) -> list[tuple[Interaction, ...]]:
    """Return what Moodle can ask of an exercise, question by question."""
    ratings = tuple(part for part in one.interactions if isinstance(part, Rate))
    alone = [part for part in one.interactions if not isinstance(part, (Rate, Write, Path)) and (not isinstance(part, Place) or part.key)]
    return [*([ratings] if ratings else []), *((part,) for part in alone)]


def answers(question: moodle.Question, interactions: tuple[Interaction, ...]) -> Iterator[Given]:
    """Yield the responses to what `question` asks of an exercise; of very many, every so many."""
    first = interactions[0]
    if isinstance(first, Pick):
        yield from _picked(question, first.id, [option.id for option in first.options], several=first.several)
    elif isinstance(first, Mark):
        yield from _picked(question, first.id, [target.id for target in first.targets], several=True)
    elif isinstance(first, Order):
        ids = [step.id for step in first.steps]
        for given in some(permutations(range(len(ids)))):
            yield {first.id: [ids[place] for place in given]}, moodle.mark_ordering(question, given)
    elif isinstance(first, Place):
        yield from _placed(question, first)
    elif isinstance(first, Gap):
        yield from _filled(question, first)
    else:
        yield from _rated(question, [one for one in interactions if isinstance(one, Rate)])


def some(combos: Iterable[tuple]) -> Iterator[tuple]:
    every = list(combos)
    return islice(every, 0, None, len(every) // _MOST + 1)


def _picked(question: moodle.Question, id: str, ids: Sequence[str], *, several: bool) -> Iterator[Given]:
    sizes = range(len(ids) + 1) if several else (1,)
    for chosen in some(chain.from_iterable(combinations(range(len(ids)), size) for size in sizes)):
        yield {id: [ids[place] for place in chosen]}, moodle.mark_multichoice(question, chosen)


def _placed(question: moodle.Question, place: Place) -> Iterator[Given]:
    labels = {squeezed(plain(slot.label)): slot.id for slot in place.slots}
    slots = [labels[moodle.visible(choice)] for choice in question.choices]
    for chosen in some(product([None, *range(len(slots))], repeat=len(question.stems))):
        response: dict[str, list[str]] = {}
        for item, one in zip(place.items, chosen, strict=True):
            if one is not None:
                response.setdefault(slots[one], []).append(item.id)
        yield {place.id: response}, moodle.mark_matching(question, chosen)


def _filled(question: moodle.Question, gap_: Gap) -> Iterator[Given]:
    for given in some(product(*(_fillings(blank) for blank in gap_.blanks))):
        response = {blank.id: _response(blank, one) for blank, one in zip(gap_.blanks, given, strict=True) if one is not None}
        yield {gap_.id: response}, moodle.mark_cloze(question, given)


def _fillings(blank: Blank) -> list[int | str | None]:
    if blank.options:
        return [None, *range(len(blank.options))]
    return [None, "something else entirely", *(variant for answer in blank.answers for variant in answer.variants)]


def _response(blank: Blank, given: int | str) -> list[str]:
    return [recognised(blank, given), given, "en"] if isinstance(given, str) else [blank.options[given].id]


def _rated(question: moodle.Question, rates: Sequence[Rate]) -> Iterator[Given]:
    for chosen in some(product(*([None, *range(len(one.scale))] for one in rates))):
        named = zip(rates, chosen, strict=True)
        yield {one.id: one.scale[place].id for one, place in named if place is not None}, moodle.mark_cloze(question, chosen)


def tolerance(transfers: tuple[Transfer, ...], id: str) -> float:
    """Return by how much a score may differ: what the report says that rounding changed, in sum, or next to nothing."""
    changes = [re.findall(r"([-\d.]+) % → ([-\d.]+) %", line.why) for line in transfers if line.exercise == id and line.feature == "partial-credit"]
    return 1e-5 + sum(abs(float(wanted) - float(given_)) / 100 for pairs in changes for wanted, given_ in pairs)
