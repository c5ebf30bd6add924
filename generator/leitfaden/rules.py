"""What scoring needs to know of an interaction, as JSON values: what a page carries, and what the scoring vectors hold.

Where an order matters it stands in a list: JavaScript puts keys that are numbers first, and ids may be numbers.
"""

from __future__ import annotations

from typing import assert_never

from leitfaden.exercises import Blank, Condition, Gap, Interaction, Limit, Mark, Order, Path, Pick, Place, Rate, Scene, Turn, Write


def rules(interaction: Interaction) -> dict[str, object]:
    """Return what scoring needs to know of an interaction, as JSON values: the input of `score` in every language."""
    match interaction:
        case Pick():
            return {"form": "pick", "several": interaction.several, "weights": dict(interaction.weights)}
        case Rate():
            return {"form": "rate", "key": interaction.key, "credit": dict(interaction.credit)}
        case Mark():
            return {"form": "mark", "weights": dict(interaction.weights)}
        case Order():
            return {"form": "order", "key": [step.id for step in interaction.steps]}
        case Place():
            return _place_rules(interaction)
        case Gap():
            return {"form": "gap", "blanks": {blank.id: _blank_rules(blank) for blank in interaction.blanks}}
        case Write():
            return {"form": "write"}
        case Path():
            states = {state.id: [state.start, state.least, state.most] for state in interaction.states}
            scenes = {scene.id: _scene_rules(scene) for scene in interaction.scenes}
            return {"form": "path", "first": interaction.scenes[0].id, "states": states, "scenes": scenes}
        case other:
            assert_never(other)


def _place_rules(place: Place) -> dict[str, object]:
    """Return the key, or the limits with what they need: the slots in their order, the sort of each item."""
    if place.key:
        return {"form": "place", "slots": [slot.id for slot in place.slots], "key": dict(place.key)}
    return {
        "form": "place",
        "slots": [slot.id for slot in place.slots],
        "sorts": {item.id: item.sort for item in place.items},
        "least": place.least,
        "limits": [_limit_rules(limit) for limit in place.limits],
    }


def _limit_rules(limit: Limit) -> dict[str, object]:
    bounds: dict[str, object] = {"least": limit.least, **({} if limit.most is None else {"most": limit.most})}
    special: dict[str, dict[str, object]] = {"not_before": {"slot": limit.slot}, "after": {"first": list(limit.first)}}
    return {"id": limit.id, "measure": limit.measure, "of": list(limit.of), **special.get(limit.measure, bounds), "weight": limit.weight}


def _blank_rules(blank: Blank) -> dict[str, object]:
    if blank.options:
        return {"weights": dict(blank.weights)}
    accepted = [[answer.id, list(answer.variants)] for answer in blank.answers]
    return {"weights": dict(blank.weights), "accept": accepted, "forgive": list(blank.forgive)}


def _scene_rules(scene: Scene) -> dict[str, object]:
    """Return a scene's turns, or what the ending is worth."""
    if scene.worth is not None:
        return {"worth": scene.worth}
    return {"turns": {turn.id: _turn_rules(turn) for turn in scene.turns}}


def _turn_rules(turn: Turn) -> dict[str, object]:
    ways = [{"to": way.to, **_condition_rules(way.when)} for way in turn.ways]
    return {**({"add": dict(turn.add)} if turn.add else {}), **_condition_rules(turn.when), "ways": ways}


def _condition_rules(when: Condition) -> dict[str, object]:
    parts: dict[str, object] = {"least": dict(when.least), "most": dict(when.most), "chose": list(when.chose), "not_chose": list(when.not_chose)}
    said = {name: part for name, part in parts.items() if part}
    return {"when": said} if said else {}
