"""What a record says, worked out a second time: from exercises and events alone, with the reference implementation of FSRS.

It shares no code with the scripts that the pages run, nor with the maps that these read.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from decimal import ROUND_HALF_UP, Decimal
from typing import Any, assert_never
from zoneinfo import ZoneInfo

from babel.dates import format_date
from fsrs import Card, Rating, Scheduler
from histories import NOW, exercises_of

from leitfaden.exercises import Exercise, Gap, Interaction, Mark, Order, Path, Pick, Place, Rate, Write
from leitfaden.inline import plain
from leitfaden.localising import LocalAssessment, LocalCourse
from leitfaden.plays import begun, offered, taken

Record = Mapping[str, Any]
Event = Mapping[str, Any]

HERE = ZoneInfo("Europe/Berlin")
REFERENCE = Scheduler(learning_steps=(), relearning_steps=(), enable_fuzzing=False)
LATEST, ENOUGH = 5, 3


@dataclass(frozen=True)
class Piece:
    """An answer that counts as evidence."""

    exercise: Exercise
    event: Event
    time: datetime


@dataclass(frozen=True)
class Claimed:
    """A claim's reviews: the memory after the last of them, and the pieces of evidence in order of time."""

    card: Card
    pieces: tuple[Piece, ...]


@dataclass(frozen=True)
class Sat:
    """A test that was handed in."""

    test: LocalAssessment
    time: datetime
    questions: int
    mean: float


def moment(event: Event) -> datetime:
    """Return when something happened."""
    return datetime.fromisoformat(event["time"])


def in_order(events: Iterable[Event]) -> list[Event]:
    return sorted(events, key=lambda event: (event["time"], event["id"]))


def counting(record: Record) -> list[Event]:
    """Return the answers that count: those in practice, and of tests handed in the last one to each question."""
    last = {(event["sitting"], event["activity"]): event for event in in_order(record["answered"]) if event["sitting"]}
    handed_in = {event["sitting"] for event in record["finished"]}
    tested = [event for (sitting, _), event in last.items() if sitting in handed_in]
    return in_order([*(event for event in record["answered"] if not event["sitting"]), *tested])


def evidence(course: LocalCourse, record: Record) -> list[Piece]:
    """Return the answers that say something about knowing: to each activity one a day at most."""
    exercises, found, last = exercises_of(course), [], dict[str, datetime]()
    for event in counting(record):
        exercise = exercises[event["activity"]]
        since = last.get(exercise.id)
        if exercise.scored and (since is None or moment(event) - since >= timedelta(days=1)):
            last[exercise.id] = moment(event)
            found.append(Piece(exercise, event, moment(event)))
    return found


def claims(course: LocalCourse, record: Record) -> dict[str, Claimed]:
    """Return the reviews of every claim that there is evidence of."""
    found: dict[str, list[Piece]] = {}
    for piece in evidence(course, record):
        for claim in dict.fromkeys(piece.exercise.claims):
            found.setdefault(claim, []).append(piece)
    return {claim: Claimed(_reviewed(pieces), tuple(pieces)) for claim, pieces in found.items()}


def _reviewed(pieces: Iterable[Piece]) -> Card:
    card = Card()
    for piece in pieces:
        card, _ = REFERENCE.review_card(card, rating(piece.event), piece.time)
    return card


def rating(event: Event) -> Rating:
    """Return how well an answer was known."""
    if event["score"] < 0.5:
        return Rating.Again
    if event["score"] < 1 or event["hints"] or event["confidence"] == 1:
        return Rating.Hard
    return Rating.Easy if event["confidence"] == 3 else Rating.Good


def sure_and_wrong(claimed: Claimed) -> bool:
    """Tell whether the last word on a claim was wrong and certain."""
    event = claimed.pieces[-1].event
    return rating(event) == Rating.Again and event["confidence"] == 3


def asked_next(course: LocalCourse, record: Record, now: datetime) -> list[tuple[str, str]]:
    """Return the claims that are due, in the order of review, each with the activity that asks it."""
    seen = {event["activity"]: moment(event) for event in counting(record)}
    order = list(exercises_of(course).values())
    asks = {claim: [one for one in order if one.scored and one.use == "practice" and claim in one.claims] for claim in course.claims}
    due = [(claim, one) for claim, one in claims(course, record).items() if asks[claim] and one.card.due <= now]
    due.sort(key=lambda pair: (not sure_and_wrong(pair[1]), REFERENCE.get_card_retrievability(pair[1].card, now), pair[1].card.due, pair[0]))
    never = datetime.min.replace(tzinfo=UTC)
    return [(claim, min(asks[claim], key=lambda one: seen.get(one.id, never)).id) for claim, _ in due]


def sittings(course: LocalCourse, record: Record) -> list[Sat]:
    """Return the tests that were handed in, with the share of the points reached."""
    exercises = exercises_of(course)
    scores = {(event["sitting"], event["activity"]): event["score"] for event in in_order(record["answered"])}
    ends = {event["sitting"]: moment(event) for event in record["finished"]}
    found = []
    for begin in in_order(record["begun"]):
        if begin["id"] in ends:
            asked = [(scores.get((begin["id"], key), 0), exercises[key].points) for key in begin["questions"]]
            found.append(Sat(course.assessments[begin["assessment"]], ends[begin["id"]], len(asked), weighted(asked) or 0))
    return found


def weighted(pairs: Iterable[tuple[float, float]]) -> float | None:
    """Return a mean of scores by points, rounded as scores are."""
    pairs = list(pairs)
    points = sum(point for _, point in pairs)
    return math.floor(sum(score * point for score, point in pairs) / points * 1e6 + 0.5) / 1e6 if pairs else None


# Wrong ideas


def chances(exercise: Exercise, event: Event) -> tuple[set[str], set[str]]:
    """Return the wrong ideas that an answer could have betrayed, and those that it did."""
    pairs = [pair for one in exercise.interactions for pair in _betrayed(one, event["responses"].get(one.id))]
    return {idea for idea, _ in pairs}, {idea for idea, shown in pairs if shown}


def _betrayed(interaction: Interaction, response: Any) -> Iterator[tuple[str, bool]]:
    match interaction:
        case Pick():
            yield from ((one.misconception, one.id in response) for one in interaction.options if one.misconception)
        case Mark():
            yield from ((one.misconception, one.id in response) for one in interaction.targets if one.misconception)
        case Gap():
            answers = [(blank.id, one) for blank in interaction.blanks for one in (*blank.options, *blank.answers)]
            yield from ((one.misconception, response[blank][0] == one.id) for blank, one in answers if one.misconception)
        case Place():
            slots = {item: slot for slot, items in response.items() for item in items}
            yield from ((item.misconception, slots[item.id] != interaction.key[item.id]) for item in interaction.items if item.misconception)
        case Path():
            yield from _betrayed_on_the_way(interaction, response)
        case Rate() | Order() | Write():
            return
        case other:
            assert_never(other)


def _betrayed_on_the_way(path: Path, turns: Iterable[str]) -> Iterator[tuple[str, bool]]:
    play = begun(path)
    for turn in turns:
        yield from ((one.misconception, one.id == turn) for one in offered(play) if one.misconception)
        following = taken(path, play, next(one for one in offered(play) if one.id == turn))
        assert following is not None
        play = following


def beliefs(course: LocalCourse, record: Record) -> dict[str, list[tuple[str, str]]]:
    """Return the wrong ideas by what became of them (`held`, `wavering`, `since`), each with how often it was shown and when it could have been last."""
    found: dict[str, list[tuple[Piece, bool]]] = {}
    for piece in evidence(course, record):
        met, shown = chances(piece.exercise, piece.event)
        for idea in met:
            found.setdefault(idea, []).append((piece, idea in shown))
    lists: dict[str, list[tuple[Any, ...]]] = {"held": [], "wavering": [], "since": []}
    for idea, whole in found.items():
        last = whole[-LATEST:]
        count = sum(shown for _, shown in last)
        if count:
            piece, shown = last[-1]
            word = "held" if shown else "since" if piece.event["score"] == 1 else "wavering"
            said = course.words("results_belief_shown", shown=count, chances=len(last), date=day(piece.time))
            lists[word].append((-count, -piece.time.timestamp(), idea, said))
    return {word: [(idea, said) for _, _, idea, said in sorted(entries)] for word, entries in lists.items()}


# As the page writes it


def percent(share: float | None) -> str:
    """Return a share as whole per cent, halves up; a dash for none."""
    return "–" if share is None else f"{(Decimal(repr(share)) * 100).quantize(Decimal(1), ROUND_HALF_UP)} %"


def mark(share: float, least: float | None) -> str:
    """Return a share that never reads as a mark that it didn't reach."""
    shown = math.floor(share * 100 + 0.5)
    return f"{math.floor(share * 100) if least is not None and share < least and shown >= least * 100 else shown} %"


def day(time: datetime | date, style: str = "medium") -> str:
    """Return a day in German, where the learner is."""
    return format_date(time.astimezone(HERE).date() if isinstance(time, datetime) else time, style, locale="de")


def module_rows(course: LocalCourse, record: Record) -> list[list[str]]:
    """Return the table of progress by module."""
    rows = []
    for module in course.modules:
        own = [one for scenario in module.scenarios for one in scenario.exercises if one.use == "practice"]
        tries = {one.id: [event["score"] for event in in_order(record["answered"]) if event["activity"] == one.id and not event["sitting"]] for one in own}
        states = Counter("open" if not scores else "done" if {1, None} & set(scores) else "tried" for scores in tries.values())
        scored = [(tries[one.id], one.points) for one in own if one.scored and tries[one.id]]
        first, best = weighted((scores[0], points) for scores, points in scored), weighted((max(scores), points) for scores, points in scored)
        rows.append([module.title, *(str(states[word]) for word in ("done", "tried", "open")), percent(first), percent(best)])
    return rows


def claim_rows(course: LocalCourse, record: Record) -> list[list[str]]:
    """Return the table of the standing by claim, its groups as rows of one cell."""
    known, exercises = claims(course, record), [one for one in exercises_of(course).values() if one.scored]
    practised = {claim for one in exercises if one.use == "practice" for claim in one.claims}
    rows = []
    for group, name in course.groups.items():
        own = [one for one in course.claims.values() if one.group == group and one.use == "conduct" and any(one.id in other.claims for other in exercises)]
        rows += [[name]] if own else []
        for claim in own:
            rows.append([plain(claim.text), *_claim_cells(course, known.get(claim.id), asked=claim.id in practised)])
    return rows


def _claim_cells(course: LocalCourse, known: Claimed | None, *, asked: bool) -> list[str]:
    say = course.words
    if known is None:
        return ["–", "0", say("results_none"), "–", "–"]
    mean = weighted((piece.event["score"], 1) for piece in known.pieces[-LATEST:])
    assert mean is not None
    word = "few" if len(known.pieces) < ENOUGH else "firm" if mean >= course.pass_mark else "shaky" if mean >= 0.5 else "not_yet"
    due = "–" if not asked else say("results_due_now") if known.card.due <= NOW else day(known.card.due)
    return [percent(mean), str(len(known.pieces)), say(f"results_{word}"), percent(REFERENCE.get_card_retrievability(known.card, NOW)), due]


def calibration(course: LocalCourse, record: Record) -> dict[int, tuple[int, int]]:
    """Return how often she was right and wrong, by how sure she was."""
    found = Counter((piece.event["confidence"], piece.event["score"] >= 0.5) for piece in evidence(course, record))
    return {sure: (found[sure, True], found[sure, False]) for sure in (1, 2, 3)}


def week_rows(record: Record) -> list[list[str]]:
    """Return the table of answers by week, from the first one to this."""
    days = [moment(event).astimezone(HERE).date() for event in counting(record)]
    counts = Counter(one - timedelta(days=one.weekday()) for one in days)
    this = NOW.astimezone(HERE).date()
    start, rows = min(counts), []
    while start <= this:
        rows.append([day(start), str(counts[start])])
        start += timedelta(weeks=1)
    assert len(rows) <= 26
    return rows


def sitting_rows(course: LocalCourse, record: Record) -> list[list[str]]:
    """Return the table of tests."""
    rows = []
    for sat in sittings(course, record):
        least = sat.test.pass_mark
        word = "–" if least is None else course.words("results_passed" if sat.mean >= least else "results_not_passed")
        rows.append([plain(sat.test.title), day(sat.time), str(sat.questions), mark(sat.mean, least), word])
    return rows
