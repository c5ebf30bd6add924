"""The site's scripts and styles, put together from its own sources and from every kind's folder.

Three classic scripts, which run from `file://` too: the main one makes activities work and keeps the record; `standing`
says on every page where one stands; `learner` belongs to the few pages on results, review and tests, with a style of its
own. Each is a function of its own to the browser. What a later script needs of an earlier one is named in `SHARED`.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any, Literal

import minify

from leitfaden.localising import LocalCourse
from leitfaden.model.activity import Activity
from leitfaden.site.blocks import kind_file

_SCRIPTS = ("scoring.js", "lengths.js", "record_file.js", "record.js", "notice.js", "saving.js", "activity.js")
_LAST_SCRIPTS = ("printing.js", "start.js")
_STANDING_SCRIPTS = (
    "progress.js", "side.js", "fsrs.js", "evidence.js", "standing.js", "continue.js", "lasting.js", "offline.js", "searching.js", "standing_start.js",
)  # fmt: skip
_ALONE_SCRIPTS = ("progress.js", "side.js")
_LEARNER_SCRIPTS = (
    "stored.js", "record_panel.js",
    "drawing.js", "sitting.js", "gain.js", "test.js", "test_result.js",
    "calendar.js", "figures.js", "beliefs.js", "sheets.js", "charts.js", "result_charts.js", "result_parts.js", "results.js", "review.js", "completion.js", "certificate.js",
    "plan.js",
    "learner_start.js",
)  # fmt: skip
_STYLES = ("site.css", "thread.css", "side.css", "activity.css", "printing.css")
_LEARNER_STYLES = ("learner.css", "test.css", "sheets.css", "review.css", "certificate.css", "plan.css")
SHARED = (
    "SETTINGS", "WORDS", "NUMBER", "PERCENT", "NewerRecord", "record", "say", "make", "stateOf", "byTime", "grouped", "isOwn", "hashOf", "randomId", "storage",
    "replayed", "offered", "total", "rounded", "saveFile",
)  # fmt: skip
STANDING_SHARED = (
    "exportRecord", "STANDING", "DAY", "evidence", "cards", "dueClaims", "askedWith", "isSureAndWrong", "retrievability",
)  # fmt: skip
_SCRIPT_WORDS = (
    "right", "nearly", "partly", "done", "change", "confidence_open", "wrong", "check", "again", "missed", "incomplete", "score", "first_try", "tries_left", "no_tries_left", "moved", "right_place", "other_place",
    "mark_none", "mark_right", "mark_missed", "mark_wrong", "mark_left", "match_other",
    "mix_missing", "pace_missing", "placed_removed", "rule_kept", "rule_broken", "seen_nothing", "acted_like", "acted_repost", "acted_reply", "acted_message", "pings",
    "path_open",
    "right_answer", "count_of", "count_over", "too_long", "write_first", "ratings_open",
    "storage_page", "storage_none", "storage_full", "storage_newer", "storage_damaged", "our_view",
)  # fmt: skip
_ALONE_WORDS = (
    "progress_tried", "progress_none", "state_open", "state_tried", "state_done",
)  # fmt: skip
_STANDING_WORDS = (
    *_ALONE_WORDS,
    "continue",
    "continue_done",
    "due_count",
    "due_here",
    "due_today",
    "standing_done",
    "standing_tried",
    "lasting_private",
    "lasting_week",
    "record_export",
    "update_now",
    "update_ready",
)
_LEARNER_WORDS = (
    "record_bad_file", "record_deleted", "record_empty", "record_imported", "record_kept", "record_newer", "record_nothing_new",
    "stored_copy", "stored_damaged", "stored_day", "stored_home", "stored_palette", "stored_size", "stored_theme", "confidence_ask", "plan_day_of", "plan_event",
)  # fmt: skip
_LEARNER_PREFIXES = ("test_", "results_", "review_", "certificate_")


@dataclass(frozen=True)
class LearnerFiles:
    """Where the script and the style of the pages on a learner's own work are, from the site's root."""

    script: str
    style: str


def minified(language: Literal["css", "javascript"], text: str) -> str:
    """Return a script or a style as short as it can be written."""
    return str(minify.string(f"text/{language}", text))


@cache
def style(kinds: tuple[type[Activity], ...], *, preview: bool = False) -> bytes:
    """Return the site's style sheet, without comments."""
    names = (*_STYLES, "preview.css") if preview else _STYLES
    parts = [_own(name) for name in names] + [kind_file(kind, f"{kind.folder}.css") for kind in kinds]
    return minified("css", "\n".join(parts)).encode()


@cache
def learner_style() -> bytes:
    """Return the style sheet of the pages on a learner's own work."""
    return minified("css", "\n".join(_own(name) for name in _LEARNER_STYLES)).encode()


def script(kinds: tuple[type[Activity], ...], course: LocalCourse, *, alone: bool = False) -> bytes:
    """Return the main script in the course's language; `alone` with what pages need of `standing` where that is not."""
    settings = {
        "course": course.id,
        "language": course.language,
        "locale": str(course.words.locale).replace("_", "-"),
        "percent": course.words.percent(0),
        "words": _words(course, (*_SCRIPT_WORDS, *(_ALONE_WORDS if alone else ()))),
    }
    return _code(kinds, _ALONE_SCRIPTS if alone else ()).replace("__SETTINGS__", _json(settings)).encode()


def standing_script(course: LocalCourse, standing: Mapping[str, Any]) -> bytes:
    """Return the script that says where one stands; `standing` is its map of pages and activities."""
    return _later_script(_STANDING_SCRIPTS, course, _STANDING_WORDS, "STANDING", standing, SHARED, STANDING_SHARED)


def learner_script(course: LocalCourse, about: Mapping[str, Any]) -> bytes:
    """Return the script of the pages on a learner's own work; `about` is its map of the course."""
    words = [*_LEARNER_WORDS, *(key for key in course.words.words if key.startswith(_LEARNER_PREFIXES))]
    return _later_script(_LEARNER_SCRIPTS, course, words, "COURSE", about, (*SHARED, *STANDING_SHARED), ())


@cache
def _code(kinds: tuple[type[Activity], ...], more: tuple[str, ...]) -> str:
    own = [kind_file(kind, f"{kind.folder}.js") for kind in kinds]
    parts = [*(_own(name) for name in _SCRIPTS), *own, *(_own(name) for name in (*_LAST_SCRIPTS, *more))]
    code = "\n".join(parts)
    return (
        minified("javascript", f'"use strict";(() => {{\nconst SETTINGS = __SETTINGS__;\n{code}\nwindow.leitfaden.shared = {{ {", ".join(SHARED)} }};\n}})();')
        + "\n"
    )


def _later_script(
    names: Sequence[str], course: LocalCourse, words: Sequence[str], name: str, data: Mapping[str, Any], taken: Sequence[str], shared: Sequence[str]
) -> bytes:
    """Return a script that takes names from earlier ones, shares some itself, and holds `data` under `name`."""
    code = _later_code(tuple(names), name, tuple(taken), tuple(shared))
    return code.replace("__WORDS__", _json(_words(course, words))).replace("__DATA__", _json(data)).encode()


@cache
def _later_code(names: tuple[str, ...], data: str, taken: tuple[str, ...], shared: tuple[str, ...]) -> str:
    """Return a script that starts when the earlier ones have run: deferred scripts in a page's body come before them."""
    lines = [
        f"const {{ {', '.join(taken)} }} = window.leitfaden.shared;",
        'const ROOT = new URL("../", source).href;',
        "Object.assign(WORDS, __WORDS__);",
        f"const {data} = __DATA__;",
        *(_own(name) for name in names),
        f"Object.assign(window.leitfaden.shared, {{ {', '.join(shared)} }});",
    ]
    start = "const start = () => {\n" + "\n".join(lines) + "\n};"
    when = f'if (window.leitfaden?.shared.{taken[-1]}) start(); else document.addEventListener("DOMContentLoaded", start);'
    return minified("javascript", f'"use strict";((source) => {{\n{start}\n{when}\n}})(document.currentScript.src);') + "\n"


def _words(course: LocalCourse, names: Sequence[str]) -> dict[str, Any]:
    return {key: course.words.words[key] for key in names}


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def _own(name: str) -> str:
    return (resources.files("leitfaden.site") / "assets" / name).read_text(encoding="utf-8")
