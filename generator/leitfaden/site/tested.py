"""What a page says was tested, bound to the tests that do so: one test holds every such list to the tests that there are."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Tested:
    """Something that programs test: the word of the interface that says so, and the tests, each as `file::function`."""

    word: str
    tests: tuple[str, ...]
