"""Handouts: what a trainer prints. A worksheet and a solution sheet per module and per test, and the practice plan, as tagged PDF through Typst.

The course becomes plain data (`worksheets`, `solutions`, `assessments`, `plan`), the templates beside this file set that data,
and `press` is the only module that knows Typst. No text of an author is ever read as markup.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from leitfaden.artifacts import Artifact
from leitfaden.handouts.assessments import asked_on_paper, question_key_for, question_sheet_for
from leitfaden.handouts.glyphs import Glyphs
from leitfaden.handouts.images import report_unreadable_images
from leitfaden.handouts.places import Placed, module_texts, report_missing, scenario_texts
from leitfaden.handouts.plan import plan_sheet_for
from leitfaden.handouts.press import Press
from leitfaden.handouts.solutions import solutions_for
from leitfaden.handouts.worksheets import worksheet_for
from leitfaden.localising import LocalAssessment, LocalCourse, LocalModule, LocalScenario
from leitfaden.plan import LocalPlan
from leitfaden.problems import Problems

__all__ = ["make_handouts"]


@dataclass(frozen=True)
class _Bundle:
    """Sheets of which all are printed or none: each with its name and its template, and what to search for faults in them."""

    sheets: tuple[tuple[str, str, object], ...]
    scenarios: tuple[LocalScenario, ...]
    texts: tuple[Placed, ...]


def make_handouts(course: LocalCourse, problems: Problems, *, site_url: str = "", modules: Collection[str] | None = None) -> Iterator[Artifact]:
    """Yield `<module>-worksheet.<language>.pdf` and `<module>-solutions.<language>.pdf` for each module, in order.

    Then `<test>-test.<language>.pdf` and `<test>-test-key.<language>.pdf` for each assessment, and `<course>-plan.<language>.pdf` for the practice plan. No sheet is empty: a module
    without any scenario to practise has no solutions, and without lessons no worksheet. Same input, same bytes. The PDFs
    are A4 and PDF/UA-1 (ISO 14289-1), as Typst checks it.

    Arguments:
        course: the course in the language that is wanted.
        problems: takes `missing-glyph`, an error, for each text with a character that no font has, and
            `handout-image`, an error, for each image that can't be printed. A module or test with either yields no PDF.
        site_url: the address of the site; where given, each scenario of a worksheet, each test and the plan has a QR code to its page.
        modules: ids of the modules that are wanted, with the tests on them; None: all modules, all tests and the plan.
    """
    press = Press()
    glyphs = Glyphs(press)
    told = [one for one in course.modules if one.lessons or one.shown]
    wanted = [_of_module(course, one, site_url) for one in told if modules is None or one.id in modules]
    wanted += [_of_test(course, one, site_url) for one in course.assessments.values() if modules is None or one.module in modules]
    wanted += [_of_plan(course, course.plan, site_url)] if course.plan and modules is None else []
    for bundle in wanted:
        own = Problems()
        yield from _printed(course, bundle, own, press, glyphs)
        problems.extend(problem for problem in own if problem not in problems.found)


def _of_module(course: LocalCourse, module: LocalModule, site_url: str) -> _Bundle:
    sheets: list[tuple[str, str, object]] = [(f"{module.id}-worksheet", "worksheet.typ", worksheet_for(course, module, site_url))]
    if module.shown:
        sheets.append((f"{module.id}-solutions", "solutions.typ", solutions_for(course, module)))
    return _Bundle(tuple(sheets), module.shown, tuple(module_texts(module)))


def _of_test(course: LocalCourse, assessment: LocalAssessment, site_url: str) -> _Bundle:
    asked = asked_on_paper(course, assessment)
    texts = [text for one in asked for text in scenario_texts(one.scenario, [exercise for _, exercise in one.questions])]
    sheets = (
        (f"{assessment.id}-test", "test.typ", question_sheet_for(course, assessment, site_url)),
        (f"{assessment.id}-test-key", "solutions.typ", question_key_for(course, assessment)),
    )
    return _Bundle(sheets, tuple(one.scenario for one in asked), (*assessment.texts, *texts))


def _of_plan(course: LocalCourse, plan: LocalPlan, site_url: str) -> _Bundle:
    return _Bundle(((f"{course.id}-plan", "plan.typ", plan_sheet_for(course, plan, site_url)),), (), plan.texts)


def _printed(course: LocalCourse, bundle: _Bundle, problems: Problems, press: Press, glyphs: Glyphs) -> Iterator[Artifact]:
    if report_unreadable_images(course, bundle.scenarios, press, problems):
        return
    if report_missing(bundle.texts, [data for _, _, data in bundle.sheets], glyphs, problems):
        return
    for name, template, data in bundle.sheets:
        yield Artifact(f"{name}.{course.language}.pdf", press.pdf(template, data))
