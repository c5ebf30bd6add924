"""Every code that the package can report, collected from its source, so that none is without a case or an entry.

Those of the linter stand apart: `docs/lint.md` is their page, and their cases are in `cases/lint`.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

PACKAGE = Path(__file__).parent.parent / "generator" / "leitfaden"
LINTING = PACKAGE / "linting"
REPORTING = {"add", "warn", "_fail", "_add", "_refuse"}
WORDED = {"Trap", "Wording"}
CODE_TABLES = {"_SIGN_CODES"}


def known_codes() -> set[str]:
    """Return every code that `leitfaden check` can report: arguments of reporting calls, `code = …`, tables of codes, and `unknown-…`."""
    return {code for file in PACKAGE.rglob("*.py") if LINTING not in file.parents for code in _codes_in(file)}


def linting_codes() -> set[str]:
    """Return the codes of what the linter reports beside its rules."""
    return {code for file in LINTING.rglob("*.py") for code in _codes_in(file)}


def _codes_in(file: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        yield from _codes(node)


def _codes(node: ast.AST) -> Iterator[str]:
    if isinstance(node, ast.Call):
        name = node.func.attr if isinstance(node.func, ast.Attribute) else node.func.id if isinstance(node.func, ast.Name) else ""
        if (name in REPORTING and len(node.args) > 1) or name in WORDED:
            yield from _strings(node.args[0])
        elif name == "unknown":
            things = [arg.value for arg in node.args[:2] if isinstance(arg, ast.Constant) and isinstance(arg.value, str)]
            yield from (f"unknown-{thing}" for thing in things[:1])
            yield from (f"unknown-{key}" for arg in node.args[:2] if isinstance(arg, ast.Name) and arg.id == "thing" for key in ("post", "activity"))
    elif isinstance(node, ast.Assign):
        yield from _assigned(node)


def _assigned(node: ast.Assign) -> Iterator[str]:
    for target in node.targets:
        if isinstance(target, ast.Name) and target.id == "code":
            yield from _strings(node.value)
        elif isinstance(target, ast.Name) and target.id in CODE_TABLES and isinstance(node.value, ast.Dict):
            yield from (code for value in node.value.values for code in _strings(value))
        elif isinstance(target, ast.Tuple) and isinstance(target.elts[0], ast.Name) and target.elts[0].id == "code":
            branches = [node.value.body, node.value.orelse] if isinstance(node.value, ast.IfExp) else [node.value]
            yield from (code for branch in branches if isinstance(branch, ast.Tuple) for code in _strings(branch.elts[0]))


def _strings(node: ast.expr) -> Iterator[str]:
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node.value
    elif isinstance(node, ast.IfExp):
        yield from _strings(node.body)
        yield from _strings(node.orelse)
