"""Handouts: what a trainer prints. A worksheet and a solution sheet per module, as tagged PDF through Typst.

The course becomes plain data (`worksheets`, `solutions`), the templates beside this file set that data, and `press`
is the only module that knows Typst. No text of an author is ever read as markup.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator

from leitfaden.artifacts import Artifact
from leitfaden.handouts.glyphs import Glyphs
from leitfaden.handouts.images import report_unreadable_images
from leitfaden.handouts.places import report_missing
from leitfaden.handouts.press import Press
from leitfaden.handouts.solutions import solutions_for
from leitfaden.handouts.worksheets import worksheet_for
from leitfaden.localising import LocalCourse, LocalModule
from leitfaden.problems import Problems

__all__ = ["make_handouts"]


def make_handouts(course: LocalCourse, problems: Problems, *, site_url: str = "", modules: Collection[str] | None = None) -> Iterator[Artifact]:
    """Yield `<module>-worksheet.<language>.pdf` and `<module>-solutions.<language>.pdf` for each module, in order.

    Same input, same bytes. The PDFs are A4 and PDF/UA-1 (ISO 14289-1), as Typst checks it.

    Arguments:
        course: the course in the language that is wanted.
        problems: takes `missing-glyph`, an error, for each text with a character that no font has, and
            `handout-image`, an error, for each image that can't be printed. A module with either yields no PDF.
        site_url: the address of the site; where given, each scenario of a worksheet has a QR code to its page.
        modules: ids of the modules that are wanted; None: all.
    """
    press = Press()
    glyphs = Glyphs(press)
    for module in course.modules:
        if modules is None or module.id in modules:
            yield from _handouts(course, module, problems, site_url, press, glyphs)


def _handouts(course: LocalCourse, module: LocalModule, problems: Problems, site_url: str, press: Press, glyphs: Glyphs) -> Iterator[Artifact]:
    if report_unreadable_images(course, module, press, problems):
        return
    worksheet = worksheet_for(course, module, site_url)
    solutions = solutions_for(course, module)
    if report_missing(course, module, (worksheet, solutions), glyphs, problems):
        return
    yield Artifact(f"{module.id}-worksheet.{course.language}.pdf", press.pdf("worksheet.typ", worksheet))
    yield Artifact(f"{module.id}-solutions.{course.language}.pdf", press.pdf("solutions.typ", solutions))
