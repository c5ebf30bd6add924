"""Plays of a branch: a best one, a worst one, and how a learner plays them in the page."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from expecting import expect
from playwright.sync_api import Locator

from leitfaden.exercises import Path
from leitfaden.explorations import explored
from leitfaden.inline import plain
from leitfaden.plays import replayed

if TYPE_CHECKING:
    from learner import Learner


def best_play(path: Path) -> list[str]:
    """Return the decisions of the shortest way to full marks."""
    return list(path.best)


def worst_play(path: Path) -> list[str]:
    """Return the decisions of the shortest way to the ending that is worth least."""
    exploration = explored(path)
    ended = [number for number, situation in enumerate(exploration.situations) if situation.play.ended]
    worst = min(ended, key=lambda number: exploration.situations[number].play.scene.worth or 0)
    return [decision.partition("/")[2] for decision in exploration.way_to(worst)]


def reasons(path: Path) -> list[str]:
    """Return the reasons of all decisions."""
    return [plain(turn.feedback) for scene in path.scenes for turn in scene.turns]


def text_of(path: Path, turns: Sequence[str]) -> str:
    """Return the text of the last of some decisions."""
    play = replayed(path, turns[:-1])
    assert play is not None
    return next(plain(turn.text) for turn in play.scene.turns if turn.id == turns[-1])


def offers(learner: Learner) -> list[str]:
    """Return the texts of the decisions that are on offer in the page."""
    return learner.question.get_by_role("list", name=learner.words("what_now"), exact=True).get_by_role("button").all_inner_texts()


def offer(learner: Learner, text: str) -> Locator:
    """Return the button of a decision."""
    return learner.question.get_by_role("button", name=text, exact=True)


def own_posts(learner: Learner) -> Locator:
    """Return what the learner has said so far."""
    return learner.question.get_by_role("article", name=learner.words("you"), exact=True)


def play(learner: Learner, path: Path, turns: Sequence[str]) -> None:
    """Take decisions one after the other, from where the page stands."""
    begun = len(shown_play(learner, path))
    assert shown_play(learner, path) == list(turns[:begun])
    for number in range(begun, len(turns)):
        learner.press(offer(learner, text_of(path, turns[: number + 1])))
        expect(own_posts(learner)).to_have_count(number + 1)


def shown_play(learner: Learner, path: Path) -> list[str]:
    """Return the decisions that the page shows as taken."""
    turns: list[str] = []
    for post in own_posts(learner).all():
        said = post.get_by_role("paragraph").inner_text()
        so_far = replayed(path, turns)
        assert so_far is not None
        turns.append(next(turn.id for turn in so_far.scene.turns if plain(turn.text) == said))
    return turns
