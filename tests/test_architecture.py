"""The architecture, held by reading the imports: they point one way, modules are small and named for what they hold."""

from __future__ import annotations

import ast
import importlib
import inspect
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple

import pytest

import leitfaden

PACKAGE = Path(leitfaden.__file__).parent
MODULES = sorted(PACKAGE.rglob("*.py"))
SOURCES = sorted(path for path in PACKAGE.rglob("*") if path.suffix in {".py", ".js", ".css", ".html", ".typ", ".ts"})
VAGUE = {"utils", "util", "helpers", "helper", "common", "base", "manager", "managers", "misc", "tools"}


class Import(NamedTuple):
    """One import: the module it names, in full, and where it stands."""

    name: str
    inside: bool
    typing: bool


def dotted(path: Path) -> str:
    parts = path.relative_to(PACKAGE.parent).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


@cache
def imports(path: Path) -> tuple[Import, ...]:
    package = dotted(path) if path.name == "__init__.py" else dotted(path).rpartition(".")[0]
    return tuple(_imports(ast.parse(path.read_text(encoding="utf-8")), package, inside=False, typing=False))


def _imports(node: ast.AST, package: str, *, inside: bool, typing: bool) -> Iterator[Import]:
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.Import):
            yield from (Import(alias.name, inside, typing) for alias in child.names)
        elif isinstance(child, ast.ImportFrom):
            steps = package.split(".")
            origin = ".".join([*steps[: len(steps) - child.level + 1], *([child.module] if child.module else [])]) if child.level else child.module or ""
            yield from (Import(f"{origin}.{alias.name}", inside, typing) for alias in child.names)
        function = isinstance(child, (ast.FunctionDef, ast.AsyncFunctionDef, ast.Lambda))
        guarded = isinstance(child, ast.If) and ast.unparse(child.test) in ("TYPE_CHECKING", "typing.TYPE_CHECKING")
        yield from _imports(child, package, inside=inside or function, typing=typing or guarded)


def names(one: Import, *prefixes: str) -> bool:
    return any(one.name == prefix or one.name.startswith(f"{prefix}.") for prefix in prefixes)


def offences(paths: list[Path], *prefixes: str) -> list[str]:
    return [f"{dotted(path)} imports {one.name}" for path in paths for one in imports(path) if names(one, *prefixes)]


def below(*folders: str) -> list[Path]:
    return [path for path in MODULES if path.relative_to(PACKAGE).parts[0] in folders]


def test_the_reader_of_imports_sees_them_all() -> None:
    """The tests below would pass if nothing were found; so what is known to be there must be."""
    plugin = {one.name for one in imports(PACKAGE / "plugin.py")}
    assert {"mkdocs.plugins.BasePlugin", "leitfaden.compiling.Compiler"} <= plugin
    assert any(one.typing for one in imports(PACKAGE / "model" / "activity.py"))
    assert any(one.inside and names(one, "leitfaden.plugin") for one in imports(PACKAGE / "cli.py"))
    assert len(MODULES) > 50


def test_only_the_plugin_imports_mkdocs() -> None:
    others = [path for path in MODULES if dotted(path) not in ("leitfaden.plugin", "leitfaden.cli")]
    assert offences(others, "mkdocs", "material", "leitfaden.plugin") == []
    assert offences([path for path in others if dotted(path) != "leitfaden.site.rendering"], "markdown") == []
    outside = [one.name for one in imports(PACKAGE / "cli.py") if names(one, "mkdocs", "material", "leitfaden.plugin") and not one.inside]
    assert outside == [], "the command line needs MkDocs in `build` alone"


def test_activities_and_exporters_never_import_each_other() -> None:
    assert offences(below("activities"), "leitfaden.exporters") == []
    assert offences(below("exporters"), "leitfaden.activities") == []


@pytest.mark.parametrize("folder", ["activities", "exporters"])
def test_one_kind_or_format_never_imports_another(folder: str) -> None:
    kinds = [path.name for path in (PACKAGE / folder).iterdir() if (path / "model.py").is_file()]
    for kind in kinds:
        own = [path for path in MODULES if (PACKAGE / folder / kind) in path.parents]
        assert offences(own, *(f"leitfaden.{folder}.{other}" for other in kinds if other != kind)) == []


def test_outputs_know_no_reader_and_no_check() -> None:
    outputs = below("site", "handouts", "exporters")
    assert offences(outputs, "leitfaden.reading", "leitfaden.checking", "leitfaden.documents", "yaml.events", "yaml.cyaml") == []


def test_exporters_and_handouts_know_no_kinds() -> None:
    assert offences(below("exporters", "handouts"), "leitfaden.activities", "leitfaden.model") == []


def test_nothing_imports_the_command_line() -> None:
    others = [path for path in MODULES if dotted(path) not in ("leitfaden.cli", "leitfaden.__main__")]
    assert offences(others, "leitfaden.cli", "click") == []


def test_the_models_know_nothing_but_each_other_and_problems() -> None:
    for path in below("model"):
        own = [one for one in imports(path) if names(one, "leitfaden") and not names(one, "leitfaden.model", "leitfaden.problems")]
        assert [one.name for one in own if not one.typing] == []
        assert [one.name for one in own if not names(one, "leitfaden.activities.context", "leitfaden.exercises")] == []


def test_problems_and_places_stand_alone() -> None:
    assert offences([PACKAGE / "problems.py", PACKAGE / "inline.py", PACKAGE / "posts.py", PACKAGE / "lengths.py"], "leitfaden") == []


def _links(path: Path) -> set[str]:
    """Return the modules of ours that a module imports when it is loaded."""
    ours = {dotted(one) for one in MODULES}
    named = {name for one in imports(path) if not one.inside and not one.typing for name in (one.name, one.name.rpartition(".")[0])}
    return {name for name in named & ours if name != dotted(path)}


def test_no_module_imports_itself_in_a_circle() -> None:
    links = {dotted(path): _links(path) for path in MODULES if path.name != "__init__.py"}
    left = dict(links)
    while ready := [name for name, needs in left.items() if not needs & left.keys()]:
        for name in ready:
            del left[name]
    assert left == {}


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: path.relative_to(PACKAGE).as_posix())
def test_files_are_short_and_named_for_what_they_hold(path: Path) -> None:
    assert not {path.stem, *path.relative_to(PACKAGE).parent.parts} & VAGUE
    assert len(path.read_text(encoding="utf-8").splitlines()) <= 400


@pytest.mark.parametrize("path", MODULES, ids=dotted)
def test_modules_say_why_and_functions_are_short(path: Path) -> None:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    assert ast.get_docstring(tree), "a module says why it exists"
    functions = [node for node in ast.walk(tree) if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef))]
    long = [f"{one.name}: {one.end_lineno - one.lineno + 1} lines" for one in functions if one.end_lineno and one.end_lineno - one.lineno >= 50]
    assert long == []


# The public face


def test_everything_public_is_listed_sorted_and_there() -> None:
    assert leitfaden.__all__ == sorted(leitfaden.__all__)
    assert [name for name in leitfaden.__all__ if name.startswith("_") or not hasattr(leitfaden, name)] == []


@pytest.mark.parametrize("name", leitfaden.__all__)
def test_everything_public_says_what_it_is(name: str) -> None:
    thing = getattr(leitfaden, name)
    if inspect.isclass(thing) or inspect.isfunction(thing):
        assert inspect.getdoc(thing)
        assert not inspect.getdoc(thing).startswith(f"{name}("), "a dataclass without a docstring shows its signature"
        assert not any(part.startswith("_") for part in thing.__module__.split("."))
        assert getattr(importlib.import_module(thing.__module__), name) is thing
    else:
        assert name == "Interaction", "what is no class and no function can't carry a docstring; a union may"


@pytest.mark.parametrize("name", [name for name in leitfaden.__all__ if inspect.isclass(getattr(leitfaden, name))])
def test_public_methods_say_what_they_do(name: str) -> None:
    thing = getattr(leitfaden, name)
    own = [one for one in vars(thing).items() if not one[0].startswith("_") and (inspect.isfunction(one[1]) or isinstance(one[1], property))]
    assert [method for method, one in own if not inspect.getdoc(one)] == []
