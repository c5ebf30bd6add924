"""What a screen reader says of one activity of each kind, before and after the check: golden transcripts in `heard/`.

The reader is the npm package `@guidepup/virtual-screen-reader`, run in Chromium over the page itself. `make aloud` runs
this, after installing that. It reads what the markup says, so of what was ticked or typed it knows the markup alone; what
the marks say of it, it reads. `--bless` writes the transcripts anew: read the difference, it is the interface of those who
don't see the page.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from builds import REPOSITORY, copied_course, finish, made_once, start_build
from learner import Learner, wrong_responses
from web import Site, served

from conftest import Visitors
from leitfaden.activities import KINDS
from leitfaden.exercises import Exercise
from leitfaden.localising import LocalCourse, localised
from leitfaden.reading import read_course

EVERY_KIND = Path(__file__).parent / "lms_course"
HEARD = Path(__file__).parent / "heard"
READER = REPOSITORY / ".cache/scripts/node_modules/@guidepup/virtual-screen-reader/lib/esm/index.browser.js"
MOST_PHRASES = 400
LISTEN = """async (activity, [code, most]) => {
    const address = URL.createObjectURL(new Blob([code], { type: "text/javascript" }));
    const { virtual } = await import(address);
    await virtual.start({ container: activity });
    for (let step = 0; step < most && (await virtual.lastSpokenPhrase()) !== "end of form"; step += 1) await virtual.next();
    const log = await virtual.spokenPhraseLog();
    await virtual.stop();
    return log;
}"""


@pytest.fixture(scope="module")
def course() -> LocalCourse:
    return localised(read_course([EVERY_KIND])[0], "en")


@pytest.fixture(scope="module")
def every_kind(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    def build(folder: Path) -> None:
        finish([start_build(copied_course(EVERY_KIND, folder / "course"), folder / "site")])

    with served(made_once(tmp_path_factory, "every-kind", build) / "site") as site:
        yield site


def first_of(course: LocalCourse, kind: str) -> Exercise:
    """Return the first exercise of a kind."""
    return next(one for scenario in course.scenarios.values() for one in scenario.exercises if one.kind == kind)


def heard(learner: Learner) -> str:
    """Return what is said while the reader goes through the activity, a phrase a line."""
    assert READER.is_file(), "the screen reader is missing: run `make aloud`, which installs it"
    phrases: list[Any] = learner.activity.evaluate(LISTEN, [READER.read_text(encoding="utf-8"), MOST_PHRASES])
    return "".join(f"{phrase}\n" for phrase in phrases)


@pytest.mark.parametrize("kind", [kind.folder for kind in KINDS])
def test_an_activity_is_heard(kind: str, course: LocalCourse, every_kind: Site, visit: Visitors, request: pytest.FixtureRequest) -> None:
    exercise = first_of(course, kind)
    page = visit(every_kind.url(f"office/{exercise.scenario}/"))
    learner = Learner(page, exercise, "en")
    before = heard(learner)
    learner.answer(wrong_responses(exercise, "en"))
    learner.check()
    for when, said in (("before", before), ("after", heard(learner))):
        file = HEARD / f"{kind}.{when}.txt"
        if request.config.getoption("--bless"):
            file.parent.mkdir(exist_ok=True)
            file.write_text(said, encoding="utf-8")
        assert file.read_text(encoding="utf-8") == said
