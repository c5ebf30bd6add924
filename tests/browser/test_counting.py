"""The script of the finished site counts posts as `leitfaden.lengths` does: the vectors again, in a real page."""

from __future__ import annotations

import json
from pathlib import Path

from web import Site

from conftest import Visitors
from leitfaden.lengths import NETWORKS

VECTORS = json.loads((Path(__file__).parents[1] / "vectors" / "lengths.json").read_text(encoding="utf-8"))["texts"]


def test_texts_are_as_long_as_the_network_says(visit: Visitors, site: Site) -> None:
    page = visit(site.url())
    script = "(texts) => texts.map((text) => Object.fromEntries(Object.entries(leitfaden.lengths).map(([network, length]) => [network, length(text)])))"
    counted = page.evaluate(script, [one["text"] for one in VECTORS])
    assert counted == [one["counts"] for one in VECTORS]
    assert set(counted[0]) == set(NETWORKS)
