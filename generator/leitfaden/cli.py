"""The command line: `leitfaden check`, `build`, `serve`, `handouts`, `export`, `graph`, `lock`, `new`, `schema`."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from functools import reduce
from pathlib import Path

import click

from leitfaden import faces
from leitfaden.artifacts import Artifact, write_folder
from leitfaden.compiling import Compiler, Inspection
from leitfaden.exporters import EXPORTERS
from leitfaden.exporters.exporter import Exporter, ModuleExporter, Transfer
from leitfaden.exporters.loss_report import as_json as losses_as_json
from leitfaden.exporters.loss_report import as_text as losses_as_text
from leitfaden.graphs import GRAPHS, UndrawableError, graph_of
from leitfaden.handouts import make_handouts
from leitfaden.locking import lock_text
from leitfaden.problems import Problems
from leitfaden.reading.files import shown_path
from leitfaden.scaffold import scaffold
from leitfaden.schemas import SCHEMAS, schema_text

_folder = click.option(
    "--course", "folder", type=click.Path(file_okay=False, path_type=Path), default=Path(), help="The course's folder; this one if left out."
)
_overlays = click.option(
    "--overlay", "overlays", multiple=True, type=click.Path(exists=True, file_okay=False, path_type=Path), help="A folder on top of the course."
)
_modules = click.option("--module", "modules", multiple=True, help="Only this module; may be given several times.")
_out = click.option("--out", type=click.Path(file_okay=False, path_type=Path), required=True, help="The folder to write to.")


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="leitfaden")
def main() -> None:
    """Turn YAML scenarios and Markdown lessons into a learning site, question banks and handouts.

    Exit codes: 0 fine, 1 problems were found, 2 wrong use.
    """


@main.command()
@_folder
@_overlays
@click.option("--format", "face", type=click.Choice(sorted(faces.FACES)), default="text", show_default=True, help="How problems are shown.")
@click.option("--strict", is_flag=True, help="Warnings count as errors.")
def check(folder: Path, overlays: tuple[Path, ...], face: str, strict: bool) -> None:  # noqa: FBT001 - click passes options by name
    """Report every problem of the course, each with its place and its cure."""
    inspection = _inspected(folder, overlays)
    shown = faces.FACES[face](inspection.problems, inspection.sources)
    if shown:
        click.echo(shown)
    if face == "text" and not inspection.problems:
        click.echo(_summary(inspection))
    if not inspection.sound or (strict and inspection.problems):
        sys.exit(1)


@main.command()
@_folder
@_overlays
@click.option("--out", type=click.Path(file_okay=False, path_type=Path), help="Where to write the site; as in mkdocs.yml if left out.")
@click.option("--offline", is_flag=True, help="Make a site that opens from a folder, without a server (and without search).")
def build(folder: Path, overlays: tuple[Path, ...], out: Path | None, offline: bool) -> None:  # noqa: FBT001
    """Build the site: all languages, all downloads."""
    from leitfaden.plugin import run_build  # noqa: PLC0415 - check and export need no MkDocs

    with _mkdocs_errors():
        site = run_build(
            _mkdocs_yml(folder), site_dir=out.resolve() if out else None, offline=offline, overlays=tuple(overlay.resolve() for overlay in overlays)
        )
        click.echo(f"{shown_path(site)} is ready: {'open index.html in it' if offline else 'publish the folder, or look at it with `leitfaden serve`'}")


@main.command("compile")
@_folder
@_overlays
@click.option("--offline", is_flag=True, help="For a site that opens from a folder, without a server.")
def compile_(folder: Path, overlays: tuple[Path, ...], offline: bool) -> None:  # noqa: FBT001
    """Write the MkDocs projects, one per language, and stop before rendering."""
    from leitfaden.plugin import run_compile  # noqa: PLC0415 - check and export need no MkDocs

    with _mkdocs_errors():
        projects = run_compile(_mkdocs_yml(folder), offline=offline, overlays=tuple(overlay.resolve() for overlay in overlays))
        click.echo(f"{shown_path(projects)} is ready: one MkDocs project per language")


@main.command()
@_folder
@click.option("--port", type=click.IntRange(1, 65535), default=8000, show_default=True, help="The port to listen on.")
def serve(folder: Path, port: int) -> None:
    """Preview the site; every save shows at once."""
    command = [sys.executable, "-m", "mkdocs", "serve", "--livereload", "-f", str(_mkdocs_yml(folder)), "-a", f"127.0.0.1:{port}"]
    os.execve(sys.executable, command, {**os.environ, "NO_MKDOCS_2_WARNING": "1"})  # noqa: S606 - replaces this process, no shell


@main.command()
@_folder
@_overlays
@_out
@_modules
@click.option("--site-url", default="", help="The site's address, for QR codes; as in mkdocs.yml if left out.")
def handouts(folder: Path, overlays: tuple[Path, ...], out: Path, modules: tuple[str, ...], site_url: str) -> None:
    """Write worksheets and solution sheets as PDF, per module and language."""
    compiler, inspection = _sound(folder, overlays)
    _require_modules(modules, inspection)
    problems = Problems()
    for local in compiler.localised(inspection.course).values():
        _report_written(write_folder(make_handouts(local, problems, site_url=site_url or _site_url(folder), modules=modules or None), out))
    if problems.found:
        click.echo(faces.as_text(problems, inspection.sources))
        sys.exit(1)


@main.group()
def export() -> None:
    """Write the activities in somebody else's format."""


def _export_command(exporter: Exporter) -> None:
    def run(folder: Path, overlays: tuple[Path, ...], out: Path, modules: tuple[str, ...] = ()) -> None:
        compiler, inspection = _sound(folder, overlays)
        _require_modules(modules, inspection)
        transfers: list[Transfer] = []
        for language, local in compiler.localised(inspection.course).items():
            exported = exporter.export_modules(local, modules) if modules and isinstance(exporter, ModuleExporter) else exporter.export(local)
            report = Artifact(f"{local.id}.{language}.{exporter.name}.losses.json", losses_as_json(exported.transfers).encode())
            _report_written(write_folder([*exported.artifacts, report], out))
            transfers += exported.transfers if language == inspection.course.languages[0] else ()
        click.echo(losses_as_text(transfers))

    options = [_folder, _overlays, *([_modules] if isinstance(exporter, ModuleExporter) else []), _out]
    export.command(exporter.name, help=exporter.description)(reduce(lambda command, option: option(command), reversed(options), run))


for _exporter in EXPORTERS:
    _export_command(_exporter)


@main.command()
@_folder
@_overlays
@click.argument("activity", metavar="SCENARIO/ACTIVITY")
@click.option("--format", "face", type=click.Choice(sorted(GRAPHS)), default="mermaid", show_default=True, help="How the branch is drawn.")
def graph(folder: Path, overlays: tuple[Path, ...], activity: str, face: str) -> None:
    """Draw a branch: its scenes and decisions, where they lead, and how often random play gets there."""
    inspection = _inspected(folder, overlays)
    if inspection.problems:
        click.echo(faces.as_text(inspection.problems, inspection.sources), err=True)
    try:
        click.echo(GRAPHS[face](graph_of(inspection.course, activity, inspection.problems)), nl=False)
    except UndrawableError as error:
        raise click.UsageError(str(error)) from error
    if not inspection.sound:
        sys.exit(1)


@main.command()
@_folder
@_overlays
def lock(folder: Path, overlays: tuple[Path, ...]) -> None:
    """Write content/ids.lock: the ids that learners' records will hang on from this release."""
    _, inspection = _sound(folder, overlays)
    target = (overlays[-1] if overlays else folder) / "content"
    written = write_folder([Artifact("ids.lock", lock_text(inspection.course).encode())], target)
    click.echo(f"{target / 'ids.lock'}: {'written' if written else 'unchanged'}")


@main.command()
@click.argument("name", type=click.Path(path_type=Path))
def new(name: Path) -> None:
    """Make a small course in the folder NAME that builds without a warning."""
    if name.exists() and any(name.iterdir() if name.is_dir() else [name]):
        raise click.UsageError(f"{name} exists already and is not empty.")
    write_folder(scaffold(name.resolve().name), name)
    click.echo(f"{name} is ready. Next: cd {name}, then `leitfaden serve`, and open http://127.0.0.1:8000")


@main.command()
@click.argument("which", type=click.Choice(sorted(SCHEMAS)), required=False)
@click.option("--out", type=click.Path(file_okay=False, path_type=Path), help="Write all schemas to this folder.")
def schema(which: str | None, out: Path | None) -> None:
    """Print a JSON Schema of the format, or write all of them, for editors to complete and explain."""
    if out:
        _report_written(write_folder((Artifact(f"{name}.schema.json", schema_text(name).encode()) for name in SCHEMAS), out))
    elif which:
        click.echo(schema_text(which), nl=False)
    else:
        raise click.UsageError(f"Which one? {', '.join(SCHEMAS)}; or --out DIR for all.")


def _mkdocs_yml(folder: Path) -> Path:
    config = folder / "mkdocs.yml"
    if not config.is_file():
        raise click.UsageError(f"There is no {config}. Go to the course's folder, name it with --course, or begin with `leitfaden new NAME`.")
    return config.resolve()


@contextmanager
def _mkdocs_errors() -> Iterator[None]:
    """Turn what stops MkDocs into a sentence and exit code 1; Material's notice of its end is for us, not for authors."""
    os.environ.setdefault("NO_MKDOCS_2_WARNING", "1")
    from mkdocs.exceptions import Abort, ConfigurationError  # noqa: PLC0415

    try:
        yield
    except (Abort, ConfigurationError) as error:
        click.echo(str(error), err=True)
        sys.exit(1)


def _inspected(folder: Path, overlays: tuple[Path, ...]) -> Inspection:
    return Compiler((folder, *overlays)).inspect()


def _sound(folder: Path, overlays: tuple[Path, ...]) -> tuple[Compiler, Inspection]:
    compiler = Compiler((folder, *overlays))
    inspection = compiler.inspect()
    if inspection.problems:
        click.echo(faces.as_text(inspection.problems, inspection.sources), err=True)
    if not inspection.sound:
        sys.exit(1)
    return compiler, inspection


def _require_modules(modules: tuple[str, ...], inspection: Inspection) -> None:
    """Refuse modules that the course doesn't have."""
    unknown = set(modules) - set(inspection.course.facts.value.modules)
    if unknown:
        raise click.UsageError(f"There is no module '{min(unknown)}'. Known: {', '.join(inspection.course.facts.value.modules)}")


def _summary(inspection: Inspection) -> str:
    course = inspection.course
    activities = sum(len(scenario.stated.value.activities) for scenario in course.scenarios.values())
    numbers = {"lesson": len(course.lessons), "scenario": len(course.scenarios)}
    counts = ", ".join(
        [
            *(f"{number} {word}{'' if number == 1 else 's'}" for word, number in numbers.items()),
            f"{activities} {'activity' if activities == 1 else 'activities'}",
        ]
    )
    return f"no problems: {counts} in {', '.join(course.languages)}"


def _site_url(folder: Path) -> str:
    """Return `site_url` of the site's mkdocs.yml, or nothing where it has none."""
    from leitfaden.documents import read_yaml  # noqa: PLC0415

    config = folder / "mkdocs.yml"
    value = read_yaml(config.read_bytes(), str(config), Problems()).value if config.is_file() else None
    return str((value or {}).get("site_url", ""))


def _report_written(paths: list[Path]) -> None:
    for path in paths:
        click.echo(path)
