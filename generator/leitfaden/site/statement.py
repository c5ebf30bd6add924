"""The course's accessibility statement, with what was tested how, and what was not.

It has the parts of the model in the annex of Commission Implementing Decision (EU) 2018/1523, as far as they apply to
whoever is no public body (scope, status, what is not accessible, how the statement was prepared, contact, enforcement),
and those of W3C's generator of statements that the model lacks. What it says was tested is named here with the tests that
do so, and one of them holds this list to the tests that there are.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from importlib.metadata import version

from babel.dates import format_date
from markupsafe import Markup

from leitfaden.localising import LocalCourse
from leitfaden.site.markup import as_markdown, paragraphs
from leitfaden.site.tested import Tested

MODEL = "https://eur-lex.europa.eu/eli/dec_impl/2018/1523/oj"
OUTLINE = "https://www.w3.org/WAI/planning/statements/"


TESTED = (
    Tested(
        "tested_rules",
        (
            "browser/test_every_page.py::test_axe_finds_nothing", "browser/test_accessibility.py::test_after_an_answer",
            "browser/test_accessibility.py::test_where_there_is_no_page", "browser/test_results.py::test_axe_finds_nothing",
            "browser/test_review.py::test_axe_finds_nothing", "browser/test_tests.py::test_axe_finds_nothing_in_any_step",
            "browser/test_certificate.py::test_axe_finds_nothing",
        ),
    ),
    Tested(
        "tested_keyboard",
        (
            *(f"browser/test_{name}.py::test_the_keyboard_alone" for name in ("answering", "branch", "draft", "gap", "match", "mix", "pace", "reflect")),
            "browser/test_mark.py::test_the_keyboard_alone_goes_through_the_text", "browser/test_tests.py::test_by_keyboard_alone",
            "browser/test_persistence.py::test_the_language_menu_works_by_keyboard",
        ),
    ),
    Tested(
        "tested_focus",
        (
            "browser/test_layout.py::test_used_up_tries_leave_the_focus_at_the_verdict", "browser/test_branch.py::test_focus_goes_to_the_new_scene_and_the_eye_with_it",
            "browser/test_mix.py::test_a_post_moves_through_the_days_and_keeps_the_focus",
        ),
    ),
    Tested(
        "tested_aloud",
        (
            "browser/hear_activities.py::test_an_activity_is_heard", "browser/test_answering.py::test_an_incomplete_answer_is_announced",
            "browser/test_mix.py::test_every_step_is_announced", "browser/test_pace.py::test_every_step_is_announced",
        ),
    ),
    Tested(
        "tested_engines",
        (
            "engines/test_every_kind.py::test_an_activity_is_answered_and_kept", "engines/test_every_kind.py::test_the_keyboard_alone",
            "engines/test_every_kind.py::test_browsers_name_what_can_be_operated",
            "engines/test_pages.py::test_every_page_fits_asks_no_other_host_and_no_script_fails", "engines/test_pages.py::test_pages_in_a_window_of_their_own",
        ),
    ),
    Tested("tested_language", ("browser/test_every_page.py::test_language_title_and_description", "browser/test_every_page.py::test_one_heading_at_the_top")),
    Tested("tested_reflow", ("browser/test_layout.py::test_nothing_runs_out_of_the_page", "browser/test_layout.py::test_nothing_is_lost_with_wider_spacing")),
    Tested("tested_targets", ("browser/test_layout.py::test_targets_are_large_enough", "browser/test_layout.py::test_targets_of_what_the_course_does_not_use")),
    Tested("tested_motion", ("browser/test_layout.py::test_nothing_jumps_when_the_script_arrives", "browser/test_other_side.py::test_with_reduced_motion_all_comes_at_once")),
    Tested("tested_charts", ("browser/test_results.py::test_every_picture_has_a_name_and_says_what_it_shows",)),
    Tested("tested_without_script", ("browser/test_no_javascript.py::test_an_activity_reads_and_its_solution_opens", "browser/test_no_javascript.py::test_nothing_of_ours_pretends_to_work")),
    Tested("tested_paper", ("test_handouts.py::test_the_pdf_is_tagged_and_says_title_and_language", "test_handouts.py::test_headings_lists_and_tables_are_what_they_look_like")),
)  # fmt: skip
UNTESTED = ("untested_browsers", "untested_readers", "untested_devices", "untested_people", "untested_platforms", "untested_judgement")


def statement(course: LocalCourse, *, downloads: bool) -> Iterator[str]:
    """Yield the statement's parts as Markdown, in the order of the model. `downloads` tells whether there are worksheets."""
    words, stated = course.words, course.accessibility
    yield _scope(course)
    yield f"## {words('status_heading')}"
    yield words(f"status_{stated.status.replace('-', '_')}")
    yield f"## {words('barriers_heading')}"
    yield str(paragraphs(stated.barriers)) if stated.barriers else words("barriers_untold")
    yield words("barriers_software")
    yield listed(course, ("limit_script", "limit_paper") if downloads else ("limit_script",))
    yield f"## {words('tested_heading')}"
    yield words("tested_intro", version=version("leitfaden"))
    yield listed(course, [one.word for one in TESTED])
    yield f"## {words('untested_heading')}"
    yield listed(course, UNTESTED)
    yield f"## {words('prepared_heading')}"
    yield words("prepared", model=MODEL, outline=OUTLINE)
    yield words("reviewed_on", day=format_date(stated.reviewed, "long", words.locale)) if stated.reviewed else words("reviewed_never")
    yield f"## {words('contact_heading')}"
    yield _contact(course)
    yield words("enforcement")


def _scope(course: LocalCourse) -> str:
    words = course.words
    parts = [words("scope", title=as_markdown(course.title))]
    parts += [words("scope_edition", version=as_markdown(course.version))] if course.version else []
    parts += [words("scope_authors", names=as_markdown(", ".join(course.authors)))] if course.authors else []
    return " ".join([*parts, words("scope_aim")])


def _contact(course: LocalCourse) -> str:
    contact = course.accessibility.contact
    if not contact:
        return course.words("contact_none")
    address = contact if contact.startswith("https://") else f"mailto:{contact}"
    return course.words("contact", link=Markup('<a href="{}">{}</a>').format(address, contact))


def listed(course: LocalCourse, names: Iterable[str]) -> str:
    """Return words of the interface as a list."""
    return "\n".join(f"- {course.words(name)}" for name in names)
