"""Plans that rules judge: some that keep them and some that break them, and how a learner makes one in the page."""

from __future__ import annotations

import re
from collections.abc import Container, Iterator
from typing import TYPE_CHECKING, TypeAlias

from expecting import expect
from playwright.sync_api import Locator

from leitfaden.activities.arranging import arranged
from leitfaden.activities.pace.model import MOST
from leitfaden.exercises import Item, Place
from leitfaden.inline import plain
from leitfaden.limits import kept, placed
from leitfaden.scoring import score

if TYPE_CHECKING:
    from learner import Learner

Plan: TypeAlias = dict[str, list[str]]


def is_paced(place: Place) -> bool:
    """Tell whether things are counted for each slot, instead of being put there one after the other."""
    return place.id == "pace"


def good_plan(place: Place) -> Plan:
    """Return a plan that keeps all rules."""
    found = arranged(place, per_slot=MOST if is_paced(place) else None, in_order=is_paced(place)).found
    assert found is not None
    return {slot: list(items) for slot, items in found.items()}


def bad_plan(place: Place) -> Plan:
    """Return a plan that breaks as many rules as can be broken by doing one and the same thing again and again."""
    return min(_monotonous(place), key=lambda plan: score(place, plan) or 0)


def _monotonous(place: Place) -> Iterator[Plan]:
    number = max(place.least, 4)
    for item in place.items:
        for slots in (place.slots, place.slots[::-1]):
            plan = {slot.id: [item.id] * min(MOST, number - MOST * at) for at, slot in enumerate(slots) if number > MOST * at}
            yield {slot.id: plan[slot.id] for slot in place.slots if slot.id in plan}


def make_plan(learner: Learner, place: Place, plan: Plan) -> None:
    """Bring what the page shows to `plan`, with buttons."""
    if is_paced(place):
        for slot in place.slots:
            for item in place.items:
                _count(learner, place, slot.id, item, plan.get(slot.id, []).count(item.id))
        return
    while (remove := learner.question.get_by_role("button", name=re.compile(f"^{learner.words('placed_remove')}: "))).count():
        learner.press(remove.first)
    for slot in place.slots:
        for item in plan.get(slot.id, []):
            learner.press(tray_buttons(learner, place, item)[slot.id])


def _count(learner: Learner, place: Place, slot: str, item: Item, goal: int) -> None:
    now = shown_plan(learner, place).get(slot, []).count(item.id)
    for _ in range(abs(goal - now)):
        learner.press(more_button(learner, place, slot, item.id) if goal > now else less_button(learner, place, slot, item.id))


def tray_post(learner: Learner, place: Place, item: str) -> Locator:
    """Return the group of a post in the tray, which is called by its sort and its text."""
    found = next(one for one in place.items if one.id == item)
    sort = next(plain(one.label) for one in place.sorts if one.id == found.sort)
    return learner.question.get_by_role("group", name=f"{sort} {plain(found.text)}", exact=True)


def tray_buttons(learner: Learner, place: Place, item: str) -> dict[str, Locator]:
    """Return the buttons that place a post of the tray, by the ids of the slots."""
    post = tray_post(learner, place, item)
    return {slot.id: post.get_by_role("button", name=plain(slot.label), exact=True) for slot in place.slots}


def slot_of(learner: Learner, place: Place, slot: str) -> Locator:
    """Return what stands for a slot: the list of what is placed there, or the group where it is counted."""
    name = next(plain(one.label) for one in place.slots if one.id == slot)
    return learner.question.get_by_role("group" if is_paced(place) else "list", name=name, exact=True)


def more_button(learner: Learner, place: Place, slot: str, item: str) -> Locator:
    """Return the button that does something once more; it shows how often it is done."""
    name = next(plain(one.text) for one in place.items if one.id == item)
    return slot_of(learner, place, slot).get_by_role("button", name=re.compile(rf"^{re.escape(name)}( \d)?$"))


def less_button(learner: Learner, place: Place, slot: str, item: str) -> Locator:
    """Return the button that does something once less."""
    name = next(plain(one.text) for one in place.items if one.id == item)
    return slot_of(learner, place, slot).get_by_role("button", name=learner.words("action_less", action=name), exact=True)


def shown_plan(learner: Learner, place: Place) -> Plan:
    """Return the plan that the page shows."""
    found = {slot.id: list(_shown(learner, place, slot.id)) for slot in place.slots}
    return {slot: items for slot, items in found.items() if items}


def _shown(learner: Learner, place: Place, slot: str) -> Iterator[str]:
    if is_paced(place):
        for item in place.items:
            number = re.sub(r"\D", "", more_button(learner, place, slot, item.id).inner_text())
            yield from [item.id] * int(number or 0)
        return
    for text in slot_of(learner, place, slot).get_by_role("listitem").all_inner_texts():
        yield next(item.id for item in place.items if plain(item.text) in " ".join(text.split()))


def broken_rules(place: Place, plan: Plan) -> set[str]:
    """Return the ids of the rules that a plan breaks."""
    sequence = placed(place, plan)
    assert sequence is not None
    return {rule for rule, keeps in kept(place, sequence).items() if not keeps}


def expect_rules_told(learner: Learner, place: Place, broken: Container[str]) -> None:
    """Expect that every rule says whether it was kept, and that the `broken` ones, and they alone, give their reason."""
    for rule in place.limits:
        entry = learner.question.get_by_role("listitem").filter(has_text=plain(rule.text))
        expect(entry).to_contain_text(learner.words("rule_broken" if rule.id in broken else "rule_kept"))
        expect(entry.get_by_text(plain(rule.feedback), exact=True)).to_have_count(int(rule.id in broken))
