"""How long posts are: what authors' posts are checked by, held to the vectors that also hold the site's script."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from leitfaden.lengths import NETWORKS, excess

VECTORS = json.loads((Path(__file__).parent / "vectors" / "lengths.json").read_text(encoding="utf-8"))["texts"]


@pytest.mark.parametrize("network", NETWORKS)
def test_texts_are_as_long_as_the_network_says(network: str) -> None:
    assert {one["text"]: NETWORKS[network].count(one["text"]) for one in VECTORS} == {one["text"]: one["counts"][network] for one in VECTORS}


@pytest.mark.parametrize("network", NETWORKS)
def test_what_is_too_long_and_what_just_fits(network: str) -> None:
    limit = NETWORKS[network].limit
    assert excess("x" * limit, network) is None
    assert excess("x" * (limit + 1), network) == (limit + 1, limit)


@pytest.mark.parametrize("network", NETWORKS)
def test_nothing_is_waved_through_that_is_too_long(network: str) -> None:
    """A text that surely fits is not counted; whatever the vectors hold, repeated to the limit and beyond, is judged as if it were."""
    limit = NETWORKS[network].limit
    for text in filter(None, (one["text"] for one in VECTORS)):
        many = text * (limit // max(1, NETWORKS[network].count(text)) + 2)
        length = NETWORKS[network].count(many)
        assert excess(many, network) == ((length, limit) if length > limit else None)


def test_no_network_no_limit() -> None:
    assert excess("x" * 100_000, "none") is None
