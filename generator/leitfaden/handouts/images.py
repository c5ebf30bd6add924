"""Images of posts: their bytes for the templates, and a finding for each that can't be printed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from leitfaden.handouts.press import Press
from leitfaden.localising import LocalCourse, LocalScenario
from leitfaden.problems import Place, Problems
from leitfaden.threads import LocalImage


@dataclass(frozen=True, slots=True)
class Picture:
    """An image: its bytes and what it shows."""

    data: bytes
    alt: str


def picture(image: LocalImage, files: Mapping[str, Path]) -> Picture:
    """Return an image of a post. `files` leads from paths inside the site to paths on disk."""
    return Picture(files[image.path].read_bytes(), image.alt)


def report_unreadable_images(course: LocalCourse, scenarios: Iterable[LocalScenario], press: Press, problems: Problems) -> bool:
    """Add an error for each image of `scenarios` that Typst can't decode; return whether there was one."""
    before = len(problems)
    for scenario in scenarios:
        for route, image in ((route, post.image) for route, post in scenario.posts.items() if post.image and not post.deleted):
            if not press.shows(course.files[image.path].read_bytes()):
                place = _file_of(scenario).at(*route, "image", "file")
                problems.add("handout-image", place, f"the image '{image.path}' can't be printed", "save it as PNG, JPEG, WebP, GIF or SVG")
    return len(problems) > before


def _file_of(scenario: LocalScenario) -> Place:
    return Place(scenario.texts[0][0].file if scenario.texts else scenario.id)
