"""Rules on what is placed: the models, the checks and the lowering that `mix` and `pace` share."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from typing import Annotated

from pydantic import Field

from leitfaden.activities.arranging import arranged, largest
from leitfaden.activities.context import CheckContext, LowerContext
from leitfaden.exercises import Limit, Measure, Place
from leitfaden.inline import Prose as Parsed
from leitfaden.model.fields import Count, Id, Model, Number, Prose, Share
from leitfaden.problems import Related

MEASURES: tuple[Measure, ...] = ("count", "share", "per_slot", "each", "in_a_row", "gap", "not_before", "after")


class Bounds(Model):
    """How many: at least, at most, or both."""

    least: Count | None = Field(None, description="So many or more.")
    most: Count | None = Field(None, description="So many or fewer.")


class ShareBounds(Model):
    """What share of everything: at least, at most, or both."""

    least: Share | None = Field(None, description="Such a share or more.")
    most: Share | None = Field(None, description="Such a share or less.")


class AtMost(Model):
    """So many and no more."""

    most: Annotated[Count, Field(ge=1)] = Field(description="So many or fewer.")


class AtLeast(Model):
    """So many and no fewer."""

    least: Annotated[Count, Field(ge=1)] = Field(description="So many or more.")


class Rule(Model):
    """What a good arrangement keeps to, taken by exactly one measure."""

    of: list[Id] = Field(default_factory=list, description="The sorts (with `pace`: the actions) that it speaks of. Left out: all.")
    count: Bounds | None = Field(None, description="Measure: so many of them are placed.")
    share: ShareBounds | None = Field(None, description="Measure: they are such a share of everything that is placed.")
    per_slot: Bounds | None = Field(None, description="Measure: every slot has so many of them.")
    each: AtMost | None = Field(None, description="Measure: none of them is placed more often.")
    in_a_row: AtMost | None = Field(None, description="Measure: no more of them follow each other directly.")
    gap: AtLeast | None = Field(None, description="Measure: at least so many slots lie between one of them and the next.")
    not_before: Id | None = Field(None, description="Measure: none of them stands before this slot.")
    after: Annotated[list[Id], Field(min_length=1)] | None = Field(None, description="Measure: one of these sorts comes before the first of them.")
    weight: Annotated[Number, Field(gt=0)] = Field(1.0, description="Its part of the score.")
    text: Prose = Field(description="What it asks for, as the learner reads it after the check.")
    feedback: Prose = Field(description="The reason, for whoever broke it.")

    @property
    def measures(self) -> tuple[Measure, ...]:
        """The measures that are given: exactly one, in a sound rule."""
        return tuple(measure for measure in MEASURES if getattr(self, measure) is not None)

    @property
    def bounds(self) -> tuple[float, float | None]:
        """What the measure is held between: at least 0, no upper bound where none is given."""
        given = getattr(self, self.measures[0])
        return getattr(given, "least", None) or 0, getattr(given, "most", None)

    def lower(self, key: str, text: Parsed = (), feedback: Parsed = ()) -> Limit:
        """Return the rule as a limit of an exercise, called `key`."""
        least, most = self.bounds
        first = tuple(sorted(self.after or ()))
        return Limit(key, self.measures[0], tuple(sorted(self.of)), least, most, self.not_before or "", first, self.weight, text, feedback)


def limits(rules: Mapping[str, Rule], context: LowerContext) -> tuple[Limit, ...]:
    """Return rules as limits of an exercise, with their texts in the language at hand."""
    return tuple(rule.lower(key, context.prose("rules", key, "text"), context.prose("rules", key, "feedback")) for key, rule in rules.items())


def key_of(rules: Mapping[str, Rule]) -> tuple[object, ...]:
    """Return what scores depend on in rules, for a revision."""
    found = (rule.lower(key) for key, rule in sorted(rules.items()))
    return tuple(
        (one.id, one.measure, one.of, float(one.least), None if one.most is None else float(one.most), one.slot, one.first, one.weight) for one in found
    )


@dataclass(frozen=True)
class Ground:
    """What rules are checked on.

    Arguments:
        place: what can be placed where, without limits and texts.
        slots: known ids, those that failed validation included.
        lacks: reports a sort that is unknown, at a route of the activity; tells whether it is.
        per_slot: how often one item can stand in a slot; None: any number of times.
        in_order: items always stand in their own order within a slot.
    """

    place: Place
    slots: AbstractSet[str]
    lacks: Callable[..., bool]
    per_slot: int | None = None
    in_order: bool = False

    def all_of(self, of: AbstractSet[str]) -> bool:
        """Tell whether `of` means everything that can be placed."""
        return not of or {item.sort for item in self.place.items} <= of


def check_rules(context: CheckContext, rules: Mapping[str, Rule], ground: Ground, *, since: int) -> None:
    """Report rules that measure nothing or twice, that name what isn't there, that decide nothing, or that can't be kept.

    The last of these only where the activity has no other problem: `since` is how many there were before its checks.
    """
    for key, rule in rules.items():
        if _has_one_measure(context, key, rule) and _names_what_is_there(context, key, rule, ground):
            _check_sense(context, key, rule, ground)
    if not context.whole("rules"):
        return
    if not rules:
        context.problems.add("no-rules", (context.at / "rules").key, "there is no rule to judge by", "add one that a good arrangement keeps to")
    elif not context.broken and len(context.problems) == since:
        _check_together(context, rules, ground)


def _has_one_measure(context: CheckContext, key: str, rule: Rule) -> bool:
    at = context.at.at("rules", key)
    if not rule.measures:
        context.problems.add("no-measure", at.key, "the rule measures nothing", f"give it one of {', '.join(MEASURES)}")
    elif len(rule.measures) > 1:
        first, second = rule.measures[:2]
        related = [Related((at / first).key, "the first one")]
        context.problems.add("two-measures", (at / second).key, f"the rule measures {len(rule.measures)} things", "make a rule of each", related)
    return len(rule.measures) == 1


def _names_what_is_there(context: CheckContext, key: str, rule: Rule, ground: Ground) -> bool:
    named = [(container, index, sort) for container, sorts in (("of", rule.of), ("after", rule.after or ())) for index, sort in enumerate(sorts)]
    unknown = [ground.lacks(sort, "rules", key, container, index) for container, index, sort in named]
    if rule.not_before is not None:
        unknown.append(context.unknown("slot", rule.not_before, ground.slots, "rules", key, "not_before"))
    return not any(unknown)


def _check_sense(context: CheckContext, key: str, rule: Rule, ground: Ground) -> None:
    """Report bounds the wrong way round, a rule that forbids what it speaks of, and one that nothing breaks."""
    measure = rule.measures[0]
    at = context.at.at("rules", key, measure)
    least, most = rule.bounds
    if most is not None and least > most:
        context.problems.add("bounds-reversed", at / "least", f"{least:g} is more than {most:g}: nothing lies between", "exchange them, or leave one out")
    elif rule.after is not None and (not rule.of or {*rule.of} & {*rule.after}):
        message = "the rule asks for one of these before the first of them, so none can be placed"
        context.problems.add("after-itself", at.key, message, "name other sorts in `of` than in `after`")
    elif _always_kept(rule, least, most, ground):
        context.problems.add("rule-always-kept", at.key, "whatever is placed keeps this rule", "narrow its bounds, or delete it")


def _always_kept(rule: Rule, least: float, most: float | None, ground: Ground) -> bool:
    """Tell whether no arrangement of enough things can break a rule."""
    everything = ground.all_of({*rule.of})
    match rule.measures[0]:
        case "count":
            return _reaches(most, rule, ground, len(ground.place.slots)) and least <= (ground.place.least if everything else 0)
        case "share":
            return (most is None or most >= 1) and (least == 0 or everything)
        case "per_slot":
            return _reaches(most, rule, ground, 1) and least == 0
        case "not_before":
            return rule.not_before == ground.place.slots[0].id
        case _:
            return False


def _reaches(most: float | None, rule: Rule, ground: Ground, slots: int) -> bool:
    """Tell whether an upper bound allows whatever there is room for in so many slots."""
    if most is None or ground.per_slot is None:
        return most is None
    return most >= ground.per_slot * slots * sum(not rule.of or item.sort in rule.of for item in ground.place.items)


def _check_together(context: CheckContext, rules: Mapping[str, Rule], ground: Ground) -> None:
    """Report rules that no arrangement keeps, alone or together, as far as that can be proved in little time."""
    alone = [key for key in rules if _impossible(ground, {key: rules[key]})]
    for key in alone:
        message = f"no arrangement of {_range(ground)} things keeps this rule"
        context.problems.add("rule-never-kept", context.at.at("rules", key).key, message, "widen its bounds, or lower `least`")
    left = {key: rule for key, rule in rules.items() if key not in alone}
    if not alone and _impossible(ground, left):
        *others, last = _core(ground, left)
        related = [Related(context.at.at("rules", key).key, "it stands against this one") for key in others]
        message = f"no arrangement of {_range(ground)} things keeps these {len(others) + 1} rules together"
        context.problems.add("rules-contradict", context.at.at("rules", last).key, message, "widen the bounds of one of them", related)


def _impossible(ground: Ground, rules: Mapping[str, Rule]) -> bool:
    """Tell whether it is certain that nothing keeps all of `rules`."""
    place = replace(ground.place, limits=tuple(rule.lower(key) for key, rule in rules.items()))
    outcome = arranged(place, per_slot=ground.per_slot, in_order=ground.in_order)
    return outcome.sure and outcome.found is None


def _core(ground: Ground, rules: Mapping[str, Rule]) -> list[str]:
    """Return the ids of rules that contradict each other, none of which can be left out."""
    core = dict(rules)
    for key in rules:
        rest = {one: rule for one, rule in core.items() if one != key}
        if rest and _impossible(ground, rest):
            core = rest
    return list(core)


def _range(ground: Ground) -> str:
    return f"{ground.place.least} to {largest(ground.place.least)}"
