"""One script and one style for the site, put together from the site's own and from every kind's folder."""

from __future__ import annotations

import json
from functools import cache
from importlib import resources
from typing import Literal

import minify

from leitfaden.localising import LocalCourse
from leitfaden.model.activity import Activity
from leitfaden.site.blocks import kind_file

_SCRIPTS = ("scoring.js", "lengths.js", "record.js", "notice.js", "activity.js")
_LAST_SCRIPTS = ("progress.js", "continue.js", "side.js", "printing.js", "record_panel.js", "start.js")
_STYLES = ("site.css", "thread.css", "side.css", "activity.css", "printing.css")
_SCRIPT_WORDS = (
    "right", "nearly", "partly", "done", "change", "confidence_open", "wrong", "check", "again", "missed", "incomplete", "score", "first_try", "tries_left", "no_tries_left", "moved", "right_place", "other_place",
    "mark_none", "mark_right", "mark_missed", "mark_wrong", "mark_left", "match_other",
    "mix_missing", "pace_missing", "placed_removed", "rule_kept", "rule_broken", "seen_nothing", "acted_like", "acted_repost", "acted_reply", "acted_message",
    "path_open",
    "progress_tried", "progress_none", "state_open", "state_tried", "state_done",
    "right_answer", "count_of", "count_over", "too_long", "write_first", "ratings_open",
    "pings",
    "storage_page", "storage_none", "storage_full", "storage_newer", "our_view", "continue",
)  # fmt: skip


def minified(language: Literal["css", "javascript"], text: str) -> str:
    """Return a script or a style as short as it can be written."""
    return str(minify.string(f"text/{language}", text))


@cache
def style(kinds: tuple[type[Activity], ...], *, preview: bool = False) -> bytes:
    """Return the site's style sheet, without comments."""
    names = (*_STYLES, "preview.css") if preview else _STYLES
    parts = [_own(name) for name in names] + [kind_file(kind, f"{kind.folder}.css") for kind in kinds]
    return minified("css", "\n".join(parts)).encode()


def script(kinds: tuple[type[Activity], ...], course: LocalCourse) -> bytes:
    """Return the site's script in the course's language: a classic script that runs from `file://` too."""
    settings = {
        "course": course.id,
        "language": course.language,
        "locale": str(course.words.locale).replace("_", "-"),
        "words": {key: course.words.words[key] for key in _SCRIPT_WORDS},
    }
    return _code(kinds).replace("__SETTINGS__", json.dumps(settings, ensure_ascii=False, sort_keys=True, separators=(",", ":"))).encode()


@cache
def _code(kinds: tuple[type[Activity], ...]) -> str:
    own = [kind_file(kind, f"{kind.folder}.js") for kind in kinds]
    parts = [*(_own(name) for name in _SCRIPTS), *own, *(_own(name) for name in _LAST_SCRIPTS)]
    code = "\n".join(parts)
    return minified("javascript", f'"use strict";(() => {{\nconst SETTINGS = __SETTINGS__;\n{code}\n}})();') + "\n"


def _own(name: str) -> str:
    return (resources.files("leitfaden.site") / "assets" / name).read_text(encoding="utf-8")
