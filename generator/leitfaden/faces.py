"""How problems look: as text for people, as JSON for programs, as annotations on GitHub. One object, three faces."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from typing import Any, TypeAlias

from rich.cells import cell_len

from leitfaden.problems import Problem, Severity
from leitfaden.sources import Location, Sources

_WIDTH = 200

Face: TypeAlias = Callable[[Iterable[Problem], Sources], str]


def in_order(problems: Iterable[Problem], sources: Sources) -> list[tuple[Problem, Location]]:
    """Return each problem once with its location, sorted by file, line, column, code."""
    located = {problem: sources.locate(problem.place) for problem in problems}
    return sorted(located.items(), key=lambda pair: (pair[1].file, pair[1].line, pair[1].column, pair[0].code, pair[0].message))


def as_text(problems: Iterable[Problem], sources: Sources) -> str:
    """Return the problems as compilers print them, with source line, caret, hint, related places and a count."""
    pairs = in_order(problems, sources)
    blocks = [_block(problem, location, sources) for problem, location in pairs]
    return "\n".join([*blocks, _count([problem for problem, _ in pairs])]) if blocks else ""


def _block(problem: Problem, location: Location, sources: Sources) -> str:
    lines = [f"{_spot(location)}: {problem.severity}[{problem.code}]: {problem.message}"]
    lines += _excerpt(location)
    if problem.hint:
        lines.append(f"  = help: {problem.hint}")
    for related in problem.related:
        lines.append(f"  = see {_spot(sources.locate(related.place))}: {related.message}")
    return "\n".join(lines) + "\n"


def _excerpt(location: Location) -> list[str]:
    if not location.text.strip():
        return []
    number = str(location.line)
    margin = " " * len(number)
    line, indent = location.text, location.indent
    if len(line) > _WIDTH:
        line, indent = _window(line, line[: location.column - 1])
    return [f"{margin} |", f"{number} | {line}".rstrip(), f"{margin} | {' ' * indent}^"]


def _window(text: str, before: str) -> tuple[str, int]:
    """Return the part of a long line around the caret, and the width of what stands before the caret in it."""
    start = max(0, len(before) - _WIDTH // 2)
    cut = "…" if start else ""
    more = "…" if len(text) > start + _WIDTH else ""
    return cut + text[start : start + _WIDTH] + more, cell_len(cut + before[start:])


def _spot(location: Location) -> str:
    return f"{location.file}:{location.line}:{location.column}"


def _count(problems: list[Problem]) -> str:
    errors = sum(problem.severity is Severity.ERROR for problem in problems)
    warnings = len(problems) - errors
    counts = [f"{number} {word}{'' if number == 1 else 's'}" for number, word in ((errors, "error"), (warnings, "warning")) if number]
    return f"{' and '.join(counts)} found"


def as_json(problems: Iterable[Problem], sources: Sources) -> str:
    """Return a JSON array: code, severity, message, hint, file, line, column (both from 1), route, related."""
    rows = [_row(problem, location, sources) for problem, location in in_order(problems, sources)]
    return json.dumps(rows, ensure_ascii=False, indent=2)


def _row(problem: Problem, location: Location, sources: Sources) -> dict[str, Any]:
    return {
        "code": problem.code,
        "severity": str(problem.severity),
        "message": problem.message,
        "hint": problem.hint,
        **_json_spot(location),
        "route": list(problem.place.route),
        "related": [{"message": r.message, **_json_spot(sources.locate(r.place))} for r in problem.related],
    }


def _json_spot(location: Location) -> dict[str, Any]:
    return {"file": location.file, "line": location.line, "column": location.column}


def as_github(problems: Iterable[Problem], sources: Sources) -> str:
    """Return workflow commands, one a line, that GitHub Actions shows beside the file's lines."""
    return "\n".join(_annotation(problem, location) for problem, location in in_order(problems, sources))


def _annotation(problem: Problem, location: Location) -> str:
    text = problem.message + (f"\n{problem.hint}" if problem.hint else "")
    properties = {
        "file": location.file,
        "line": str(location.line),
        "col": str(location.column),
        "title": f"{problem.severity}[{problem.code}]",
    }
    shown = ",".join(f"{name}={_escape_property(value)}" for name, value in properties.items())
    return f"::{problem.severity} {shown}::{_escape(text)}"


def _escape(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _escape_property(text: str) -> str:
    return _escape(text).replace(":", "%3A").replace(",", "%2C")


FACES: dict[str, Face] = {"text": as_text, "json": as_json, "github": as_github}
