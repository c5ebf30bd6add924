"""The privacy sheet, for works councils and data-protection officers: what is kept where and for how long, who learns of it.

It says what docs/record.md and docs/lms.md promise, in plain words, for the course at hand. What it says was tested is
named here with the tests that do so. It is no legal assessment, and says so: who hosts the site and which learning
platform plays its packages is for others to know.
"""

from __future__ import annotations

from collections.abc import Iterator
from importlib.metadata import version

from leitfaden.exercises import Write
from leitfaden.localising import LocalCourse
from leitfaden.site.markup import as_markdown
from leitfaden.site.statement import listed
from leitfaden.site.tested import Tested

TESTED = (
    Tested("privacy_tested_hosts", ("browser/test_every_page.py::test_nothing_fails_complains_or_asks_another_host",)),
    Tested(
        "privacy_tested_complete",
        ("browser/test_record_stored.py::test_every_stored_thing_is_listed_and_deleted", "browser/test_record_stored.py::test_an_exported_file_is_complete"),
    ),
    Tested("privacy_tested_name", ("browser/test_certificate.py::test_the_name_is_kept_nowhere",)),
    Tested(
        "privacy_tested_hostile",
        (
            "browser/test_record_file.py::test_hostile_files_do_no_harm", "browser/test_record_file.py::test_script_in_texts_stays_text",
            "browser/test_record_file.py::test_fields_that_nobody_knows_are_not_kept",
        ),
    ),
    Tested("privacy_tested_frames", ("browser/test_in_a_frame.py::test_a_frame_keeps_nothing_for_times_without_a_network", "browser/test_in_a_frame.py::test_with_a_forbidden_storage")),
    Tested(
        "privacy_tested_engines",
        (
            "engines/test_pages.py::test_every_page_fits_asks_no_other_host_and_no_script_fails", "engines/test_every_kind.py::test_an_activity_is_answered_and_kept",
            "engines/test_own_work.py::test_the_record_is_saved_as_a_file_and_deleted", "engines/test_own_work.py::test_a_full_storage_is_told",
            "engines/test_own_work.py::test_a_forbidden_storage_is_told", "engines/test_own_work.py::test_a_private_window_of_firefox_is_told",
            "engines/test_without_network.py::test_pages_open_and_answers_are_kept", "engines/test_folder.py::test_an_answer_is_kept",
        ),
    ),
    Tested("privacy_tested_packages", ("browser/play_scorm12.py::test_every_form_is_told_and_taken",)),
)  # fmt: skip
UNTESTED = ("privacy_untested_browsers", "privacy_untested_host", "privacy_untested_extensions")
_STORED = ("answers", "tests", "texts", "settings", "look", "copy")


def privacy_sheet(course: LocalCourse, *, record_page: str) -> Iterator[str]:
    """Yield the sheet's parts as Markdown, in the order in which they are asked. `record_page` is the link to where the record is exported and deleted, if any."""
    words = course.words
    yield words("privacy_scope", title=as_markdown(course.title), edition=as_markdown(course.version or "–"))
    yield listed(course, ("privacy_short_account", "privacy_short_device", "privacy_short_hosts", "privacy_short_cookies", "privacy_short_people"))
    yield f"## {words('privacy_stored_heading')}"
    yield words("privacy_stored_intro", home=f"leitfaden:{course.id}")
    yield _table(course)
    yield f"## {words('privacy_long_heading')}"
    yield listed(course, ("privacy_long_device", "privacy_long_browser", "privacy_long_people"))
    yield words("privacy_delete_here", link=record_page) if record_page else words("privacy_delete")
    yield f"## {words('privacy_leaves_heading')}"
    yield words("privacy_leaves_nothing")
    yield listed(course, ("privacy_leaves_server", "privacy_leaves_export", "privacy_leaves_links", "privacy_leaves_platform"))
    yield f"## {words('privacy_platform_heading')}"
    yield listed(course, ("privacy_platform_told", *(("privacy_platform_texts",) if _has_own_texts(course) else ()), "privacy_platform_untold"))
    yield f"## {words('privacy_control_heading')}"
    yield words("privacy_control")
    yield f"## {words('tested_heading')}"
    yield words("privacy_tested_intro", version=version("leitfaden"))
    yield listed(course, [one.word for one in TESTED])
    yield f"## {words('untested_heading')}"
    yield listed(course, UNTESTED)
    yield words("privacy_no_advice")


def _table(course: LocalCourse) -> str:
    words = course.words
    shown = [one for one in _STORED if (one != "tests" or course.assessments) and (one != "texts" or _has_own_texts(course))]
    head = f"| {words('privacy_what')} | {words('privacy_where')} | {words('privacy_why')} |\n| --- | --- | --- |"
    rows = "\n".join(f"| {words(f'privacy_{one}')} | {words(f'privacy_{one}_where', id=course.id)} | {words(f'privacy_{one}_why')} |" for one in shown)
    return f"{head}\n{rows}"


def _has_own_texts(course: LocalCourse) -> bool:
    """Tell whether the course asks for texts of the learner's own."""
    exercises = (exercise for scenario in course.scenarios.values() for exercise in scenario.exercises)
    return any(isinstance(interaction, Write) for exercise in exercises for interaction in exercise.interactions)
