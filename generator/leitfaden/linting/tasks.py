"""What players answer: each interaction as tasks with the scores of all their answers, and the score of a habit."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations, permutations
from math import factorial
from random import Random
from statistics import fmean
from typing import Any, assert_never

from leitfaden.exercises import Exercise, Gap, Interaction, Mark, Order, Path, Pick, Rate, Write
from leitfaden.exercises import Place as Placing
from leitfaden.inline import plain
from leitfaden.plays import begun, offered, taken
from leitfaden.scoring import score

MOST_COUNTED = 5040
SAMPLED = 400
LONGEST_PLAY = 200


@dataclass(frozen=True)
class Answer:
    """An answer as players see it: its text, its place, and of how many it is one.

    `applause` is how a post that is rated was liked beside the others that the activity rates: 0 for the least, 1 for the
    most, 1/2 where they were liked alike or where there is nothing to compare.
    """

    text: str
    place: int
    of: int
    applause: float = 0.5


Liking = Callable[[Answer], float]
"""How much a player likes an answer."""


@dataclass(frozen=True)
class Task:
    """A question as players see it: the scores of its answers, and what somebody scores who answers by liking (None: likes all alike)."""

    seed: str
    scores: tuple[float, ...]
    by_habit: Callable[[Liking], float | None]


def tasks_of(exercise: Exercise, likes: Mapping[str, int] | None = None) -> Iterator[Task]:
    """Yield the tasks of an exercise; what is never scored has none. `likes` are those of the thread's posts, by their ids."""
    rated = [(likes or {}).get(one.post, 0) for one in exercise.interactions if isinstance(one, Rate) and one.post]
    for interaction in exercise.interactions:
        post = interaction.post if isinstance(interaction, Rate) else None
        applause = _rank((likes or {}).get(post, 0), rated) if post else 0.5
        yield from _tasks(interaction, f"{exercise.id} {interaction.id}", applause)


def _rank(one: int, of: Sequence[int]) -> float:
    """Return how `one` stands among numbers of which it is one: 0 for the least, 1 for the most."""
    return (sum(other < one for other in of) + (sum(other == one for other in of) - 1) / 2) / (len(of) - 1) if len(of) > 1 else 0.5


def _tasks(interaction: Interaction, seed: str, applause: float) -> Iterator[Task]:
    match interaction:
        case Pick():
            texts = [(option.id, plain(option.text)) for option in interaction.options]
            size = len(texts) // 2 if interaction.several else 1
            yield _subsets(seed, texts, size, lambda ids: _points(interaction, list(ids)))
        case Mark():
            texts = [(target.id, target.phrase or "") for target in interaction.targets]
            yield _subsets(seed, texts, max(1, len(texts) // 2), lambda ids: _points(interaction, list(ids)))
        case Rate():
            steps = [(step.id, plain(step.label)) for step in interaction.scale]
            yield _subsets(seed, steps, 1, lambda ids: _points(interaction, ids[0]), applause)
        case Order():
            yield _orders(interaction, seed)
        case Gap():
            yield from _blanks(interaction, seed)
        case Placing():
            yield from [_plans(interaction, seed)] if interaction.limits else _matches(interaction, seed)
        case Path():
            yield _walks(interaction, seed)
        case Write():
            return
        case other:
            assert_never(other)


def _points(interaction: Interaction, response: Any) -> float:
    return score(interaction, response) or 0.0


def _subsets(seed: str, texts: Sequence[tuple[str, str]], size: int, points: Callable[[tuple[str, ...]], float], applause: float = 0.5) -> Task:
    """Return the task of choosing `size` of `texts`, by id."""
    chosen = list(combinations(range(len(texts)), size))
    scores = tuple(points(tuple(texts[at][0] for at in places)) for places in chosen)

    def by_habit(liking: Liking) -> float | None:
        liked = [liking(Answer(text, at, len(texts), applause)) for at, (_, text) in enumerate(texts)]
        return _best_mean([sum(liked[at] for at in places) for places in chosen], scores)

    return Task(seed, scores, by_habit)


def _best_mean(likings: Sequence[Any], scores: Sequence[float]) -> float | None:
    """Return the mean score of what is liked best, None where all is liked alike."""
    best = max(likings)
    return None if min(likings) == best else fmean(points for points, liking in zip(scores, likings, strict=True) if liking == best)


def _orders(order: Order, seed: str) -> Task:
    """Return the task of ordering: whoever orders by habit begins with what she likes best."""
    texts = {step.id: plain(step.text) for step in order.steps}
    every: list[tuple[str, ...]] = []
    if factorial(len(texts)) <= MOST_COUNTED:
        every = list(permutations(order.shown))
    else:
        chance = Random(seed)  # noqa: S311 - chance that can be repeated is meant
        every = [tuple(chance.sample(order.shown, len(order.shown))) for _ in range(SAMPLED)]
    scores = tuple(_points(order, list(ids)) for ids in every)

    def by_habit(liking: Liking) -> float | None:
        liked = {key: liking(Answer(texts[key], at, len(texts))) for at, key in enumerate(order.shown)}
        if len(set(liked.values())) == 1:
            return None
        if len(set(liked.values())) == len(liked):
            return _points(order, sorted(liked, key=lambda key: -liked[key]))
        return _best_mean([tuple(liked[key] for key in ids) for ids in every], scores)

    return Task(seed, scores, by_habit)


def _blanks(gap: Gap, seed: str) -> Iterator[Task]:
    """Yield a task for each blank with options; nobody guesses what is to be typed."""
    for blank in gap.blanks:
        if blank.options:
            texts = [(option.id, plain(option.text)) for option in blank.options]
            yield _subsets(f"{seed} {blank.id}", texts, 1, lambda ids, weights=blank.weights: max(0.0, weights[ids[0]]))  # type: ignore[misc]


def _matches(place: Placing, seed: str) -> Iterator[Task]:
    """Yield a task for each item: to find its slot."""
    slots = [(slot.id, plain(slot.label)) for slot in place.slots]
    for item in place.items:
        yield _subsets(f"{seed} {item.id}", slots, 1, lambda ids, right=place.key[item.id]: float(ids[0] == right))  # type: ignore[misc]


def _plans(place: Placing, seed: str) -> Task:
    """Return the task of planning by rules: as many items as are asked for, spread over the slots."""
    chance = Random(seed)  # noqa: S311 - chance that can be repeated is meant
    items, slots = [item.id for item in place.items], [slot.id for slot in place.slots]
    number = max(place.least, 1)

    def planned(chosen: Sequence[str], where: Sequence[str]) -> float:
        return _points(place, {slot: [item for item, at in zip(chosen, where, strict=True) if at == slot] for slot in slots})

    scores = tuple(planned(chance.choices(items, k=number), chance.choices(slots, k=number)) for _ in range(SAMPLED))
    spread = [slots[at * len(slots) // number] for at in range(number)]

    def by_habit(liking: Liking) -> float | None:
        liked = {item.id: liking(Answer(plain(item.text), at, len(items))) for at, item in enumerate(place.items)}
        if len(set(liked.values())) == 1:
            return None
        ranked = sorted(items, key=lambda key: -liked[key])
        return planned([ranked[at % len(ranked)] for at in range(number)], spread)

    return Task(seed, scores, by_habit)


def _walks(path: Path, seed: str) -> Task:
    """Return the task of finding a way: at each decision she takes what she likes best, and any of those that she likes alike."""
    scores = tuple(_walk(path, lambda *_: 0.0, Random(f"{seed} {number}")) for number in range(SAMPLED))  # noqa: S311

    def by_habit(liking: Liking) -> float | None:
        if all(len({liking(Answer(plain(turn.text), at, len(scene.turns))) for at, turn in enumerate(scene.turns)}) < 2 for scene in path.scenes):
            return None
        return fmean(_walk(path, liking, Random(f"{seed} {number}")) for number in range(SAMPLED))  # noqa: S311

    return Task(seed, scores, by_habit)


def _walk(path: Path, liking: Liking, chance: Random) -> float:
    """Return what a play is worth that takes what `liking` likes best; 0 for one that never ends."""
    play = begun(path)
    for _ in range(LONGEST_PLAY):
        turns = offered(play)
        if play.ended or not turns:
            break
        liked = [liking(Answer(plain(turn.text), at, len(turns))) for at, turn in enumerate(turns)]
        following = taken(path, play, chance.choice([turn for turn, one in zip(turns, liked, strict=True) if one == max(liked)]))
        if following is None:
            break
        play = following
    return play.scene.worth or 0.0
