"""The scripts of a bundle share one scope: two functions of one name would silently become one."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from importlib import resources

import pytest

from leitfaden.activities import KINDS
from leitfaden.site import bundle
from leitfaden.site.blocks import kind_file

_TOP_LEVEL = re.compile(r"^(?:async )?(?:function|const|let|class) (\w+)", re.MULTILINE)
_KINDS = tuple(kind_file(kind, f"{kind.folder}.js") for kind in KINDS)


def own(names: Iterable[str]) -> list[str]:
    folder = resources.files("leitfaden.site") / "assets"
    return [(folder / name).read_text(encoding="utf-8") for name in names]


MAIN = [*own(bundle._SCRIPTS), *_KINDS, *own(bundle._LAST_SCRIPTS)]
STANDING, LEARNER = own(bundle._STANDING_SCRIPTS), own(bundle._LEARNER_SCRIPTS)
BUNDLES: dict[str, tuple[list[str], tuple[str, ...]]] = {
    "main": ([*MAIN, *own(bundle._ALONE_SCRIPTS)], ()),
    "standing": (STANDING, bundle.SHARED),
    "learner": (LEARNER, (*bundle.SHARED, *bundle.STANDING_SHARED)),
}


def names(scripts: Iterable[str]) -> list[str]:
    return [name for script in scripts for name in _TOP_LEVEL.findall(script)]


def parameters(code: str) -> set[str]:
    """Names that functions give to what they are given: one of another script's may be among them."""
    return {name for given in re.findall(r"\bfunction \w+\(([^)]*)\)", code) for name in re.findall(r"\w+", given)}


@pytest.mark.parametrize("name", BUNDLES)
def test_no_name_stands_twice_in_a_script(name: str) -> None:
    scripts, taken = BUNDLES[name]
    assert [one for one, count in Counter([*names(scripts), *taken]).items() if count > 1] == []


def test_what_is_shared_is_there_to_be_shared() -> None:
    given = {"SETTINGS", "STANDING"}  # put in by the bundler
    assert {*bundle.SHARED} <= {*names(MAIN), *given}
    assert {*bundle.STANDING_SHARED} <= {*names(STANDING), *given}


@pytest.mark.parametrize("name", BUNDLES)
def test_a_script_calls_nothing_of_another_that_it_did_not_take(name: str) -> None:
    """A name of another script that is neither taken nor the script's own would be an error in the browser, and none to the checker of types."""
    scripts, taken = BUNDLES[name]
    code = re.sub(r"/\*.*?\*/", " ", "\n".join(scripts), flags=re.DOTALL)
    code = re.sub(r"//.*", " ", code)
    foreign = {*names(MAIN), *names(STANDING), *names(LEARNER)} - {*taken, *names(scripts), *parameters(code)}
    called = {name for name in foreign if re.search(rf"(?<![\w.$'\"-]){name}\((?![^()]*\) \{{)", code)}
    assert called == set()


WORDS = {
    "main": {*bundle._SCRIPT_WORDS},
    "alone": {*bundle._SCRIPT_WORDS, *bundle._ALONE_WORDS},
    "standing": {*bundle._SCRIPT_WORDS, *bundle._STANDING_WORDS},
}
SAYING = {"main": MAIN, "alone": [*MAIN, *own(bundle._ALONE_SCRIPTS)], "standing": STANDING}


@pytest.mark.parametrize("name", SAYING)
def test_a_script_brings_the_words_that_it_says(name: str) -> None:
    """One that only a later script brings would be missing while the page starts, and in packages altogether."""
    code = "\n".join(SAYING[name])
    said, begun = set(re.findall(r'\bsay\("(\w+)"', code)), set(re.findall(r"\bsay\(`(\w+)\$\{", code))
    assert said | begun
    assert said - WORDS[name] == set()
    assert {start for start in begun if not any(word.startswith(start) for word in WORDS[name])} == set()
