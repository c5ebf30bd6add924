"""Gaps to fill and texts to write: what fills them rightly or wrongly, and how a learner does it in the page."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

from playwright.sync_api import Locator

from leitfaden.exercises import Blank, Gap, Step, Write
from leitfaden.inline import plain
from leitfaden.scoring import recognised

if TYPE_CHECKING:
    from learner import Learner

Fillings: TypeAlias = dict[str, list[str]]
OTHER = "xyz"


def right_fillings(gap: Gap, language: str) -> Fillings:
    """Return what fills every blank rightly; what is typed is typed in `language`."""
    return {blank.id: _filling(blank, _best(blank), language) for blank in gap.blanks}


def wrong_fillings(gap: Gap, language: str) -> Fillings:
    """Return the worst option of each blank, and for the typed ones something that is no answer at all."""
    return {blank.id: _filling(blank, "" if blank.answers else min(blank.weights, key=blank.weights.__getitem__), language) for blank in gap.blanks}


def _best(blank: Blank) -> str:
    return max(blank.weights, key=blank.weights.__getitem__)


def _filling(blank: Blank, chosen: str, language: str) -> list[str]:
    if blank.options:
        return [chosen]
    return [chosen, next((answer.variants[0] for answer in blank.answers if answer.id == chosen), OTHER), language]


def gaps_in(learner: Learner, gap: Gap) -> dict[str, Locator]:
    """Return the controls of blanks by their ids, found by their number in the text."""
    ids = [part for line in gap.passage for part in line if isinstance(part, str)]
    roles = {blank.id: "combobox" if blank.options else "textbox" for blank in gap.blanks}
    names = [learner.words("gap_number", number=number, total=len(ids)) for number in range(1, len(ids) + 1)]
    return {one: learner.question.get_by_role(roles[one], name=name, exact=True) for one, name in zip(ids, names, strict=True)}  # type: ignore[arg-type]


def fill_gaps(learner: Learner, gap: Gap, response: Fillings) -> None:
    """Fill the blanks that `response` names."""
    for blank, control in gaps_in(learner, gap).items():
        match response.get(blank, []):
            case [option]:
                control.select_option(option)
            case [_, text, _]:
                control.fill(text)


def gaps_filled(learner: Learner, gap: Gap) -> Fillings:
    """Return what the page shows in its blanks, as a response; typed text as what it is recognised as here."""
    blanks = {blank.id: blank for blank in gap.blanks}
    found: Fillings = {}
    for key, control in gaps_in(learner, gap).items():
        text = control.input_value()
        found[key] = [text] if blanks[key].options else [recognised(blanks[key], text), text, control.get_attribute("lang") or ""]
    return {key: filling for key, filling in found.items() if filling[-2:][0]}


def text_fields(learner: Learner, write: Write) -> list[Locator]:
    """Return the fields to write into that are in sight, entry after entry."""
    named = [learner.question.get_by_role("textbox", name=plain(field.label), exact=True).all() for field in write.fields]
    return [field for entry in zip(*named, strict=True) for field in entry]


def compare_button(learner: Learner) -> Locator:
    return learner.question.get_by_role("button", name=learner.words("compare"), exact=True)


def steps_for(learner: Learner, write: Write, criterion: Step) -> dict[str, Locator]:
    """Return the radio buttons of a criterion by the ids of the scale's steps."""
    group = learner.question.get_by_role("group", name=plain(criterion.label), exact=True)
    return {step.id: group.get_by_role("radio", name=plain(step.label), exact=True) for step in write.scale}


def write_and_rate(learner: Learner, write: Write, response: Fillings) -> None:
    """Write something where nothing stands yet, compare where there are samples, and rate as `response` says."""
    first = text_fields(learner, write)[0]
    if not first.input_value():
        first.fill("Um vier weiß ich mehr.")
    if write.samples and compare_button(learner).is_visible():
        learner.press(compare_button(learner))
    for criterion in write.criteria:
        for step in response.get(criterion.id, []):
            learner.press(steps_for(learner, write, criterion)[step])


def ratings_chosen(learner: Learner, write: Write) -> Fillings:
    """Return the ratings that the page shows."""
    chosen = {one.id: [step for step, radio in steps_for(learner, write, one).items() if radio.is_checked()] for one in write.criteria}
    return {key: steps for key, steps in chosen.items() if steps}
