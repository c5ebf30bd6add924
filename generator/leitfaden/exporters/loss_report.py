"""What an export carried, changed and left out: for the terminal, grouped so that hundreds of lines stay readable, and as JSON."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict

from leitfaden.exporters.exporter import Fate, Transfer

_FATES: Mapping[Fate, str] = {"carried": "Carried", "changed": "Changed", "left-out": "Left out"}
_NAMED = 3


def as_text(transfers: Iterable[Transfer]) -> str:
    """Return the report as lines of text: by fate, then by feature and reason, with counts of activities.

    What was changed or left out names its first three activities. Exports of several languages may be given together;
    an activity that fares alike in all of them counts once. Ends with a newline, or is empty.
    """
    groups = _grouped(transfers)
    return "".join(f"{line}\n" for fate in _FATES for line in _section(fate, groups))


def as_json(transfers: Iterable[Transfer]) -> str:
    """Return the report as a JSON object: `counts` of transfers by fate, and `transfers` in order, each with the keys of `Transfer`."""
    lines = list(transfers)
    counts = {fate: sum(line.fate == fate for line in lines) for fate in _FATES}
    return json.dumps({"counts": counts, "transfers": [asdict(line) for line in lines]}, ensure_ascii=False, indent=1) + "\n"


_Groups = dict[tuple[Fate, str, str], list[str]]


def _grouped(transfers: Iterable[Transfer]) -> _Groups:
    groups: _Groups = {}
    for line in transfers:
        activities = groups.setdefault((line.fate, line.feature, line.why), [])
        if line.exercise not in activities:
            activities.append(line.exercise)
    return groups


def _section(fate: Fate, groups: _Groups) -> Iterator[str]:
    mine = [(feature, why, activities) for (its, feature, why), activities in groups.items() if its == fate]
    if not mine:
        return
    yield f"{_FATES[fate]}:"
    for feature, why, activities in mine:
        yield f"  {feature} ({_count(activities, feature)})" + (f": {why}" if why else "")
        if fate != "carried":
            yield f"    {_named(activities)}"


def _count(things: Sequence[str], feature: str) -> str:
    one, many = ("page", "pages") if feature.startswith("page-") else ("activity", "activities")
    return f"1 {one}" if len(things) == 1 else f"{len(things)} {many}"


def _named(activities: Sequence[str]) -> str:
    more = len(activities) - _NAMED
    return ", ".join(activities[:_NAMED]) + (f" and {more} more" if more > 0 else "")
