"""The command line: `leitfaden check`, `build`, `serve`, `handouts`, `export`, `graph`, `lock`, `new`, `schema`, `words`."""

from __future__ import annotations

import json
import os
import re
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import reduce
from pathlib import Path
from typing import TextIO

import click

from leitfaden import faces
from leitfaden.artifacts import Artifact, write_folder
from leitfaden.compiling import Compiler, Inspection
from leitfaden.conversations import conversation_in
from leitfaden.exporters import EXPORTERS
from leitfaden.exporters.exporter import Exporter, ModuleExporter, Transfer
from leitfaden.exporters.loss_report import as_json as losses_as_json
from leitfaden.exporters.loss_report import as_text as losses_as_text
from leitfaden.graphs import GRAPHS, UndrawableError, graph_of
from leitfaden.handouts import make_handouts
from leitfaden.linting import RULES
from leitfaden.linting import lint as lint_course
from leitfaden.linting.page import page as rules_page
from leitfaden.linting.players import as_table, as_values, play
from leitfaden.localising import LocalCourse
from leitfaden.locking import lock_text
from leitfaden.model.fields import ID_PATTERN
from leitfaden.problems import Problems, Severity
from leitfaden.reading.files import shown_path
from leitfaden.reading.mkdocs_file import MKDOCS_YML, named_overlays, published_at
from leitfaden.scaffold import course_id, scaffold, scenario_files
from leitfaden.schemas import SCHEMAS, schema_text
from leitfaden.wording import spoken, words_for, words_text

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
@click.option("--format", "face", type=click.Choice(sorted(faces.FACES)), default="text", show_default=True, help="How findings are shown.")
@click.option("--strict", is_flag=True, help="Warnings count as errors.")
@click.option("--players", is_flag=True, help="Let players who know nothing answer the whole course, and show what they score.")
@click.option("--rules", is_flag=True, help="Print the page on the rules.")
def lint(folder: Path, overlays: tuple[Path, ...], face: str, strict: bool, players: bool, rules: bool) -> None:  # noqa: FBT001
    """Report questions that could be better: rules of item writing, each finding with its place and its cure."""
    if rules:
        click.echo(rules_page(), nl=False)
        return
    compiler, inspection = _sound(folder, overlays)
    courses = compiler.localised(inspection.course)
    if players:
        sys.exit(_played(courses, face))
    findings = lint_course(inspection.course, courses)
    shown = faces.FACES[face](findings, inspection.sources)
    if shown:
        click.echo(shown)
    if face == "text" and not findings.found:
        click.echo(f"no findings: {len(RULES)} rules in {', '.join(courses)}")
    if any(strict or finding.severity is Severity.ERROR for finding in findings):
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
@_overlays
@click.option("--port", type=click.IntRange(1, 65535), default=8000, show_default=True, help="The port to listen on.")
def serve(folder: Path, overlays: tuple[Path, ...], port: int) -> None:
    """Preview the site; every save shows at once."""
    with _mkdocs_errors():
        from leitfaden.plugin import run_serve  # noqa: PLC0415 - check and export need no MkDocs

        run_serve(_mkdocs_yml(folder), port=port, overlays=tuple(overlay.resolve() for overlay in overlays))


@main.command()
@_folder
@_overlays
@_out
@_modules
@click.option("--site-url", default="", help="The site's address, for QR codes; as in mkdocs.yml if left out.")
def handouts(folder: Path, overlays: tuple[Path, ...], out: Path, modules: tuple[str, ...], site_url: str) -> None:
    """Write worksheets and solution sheets as PDF, per module and language, and the practice plan."""
    compiler, inspection = _sound(folder, overlays)
    _require_modules(modules, inspection)
    problems, address = Problems(), site_url or published_at(_roots(folder, overlays))
    for local in compiler.localised(inspection.course).values():
        _report_written(write_folder(make_handouts(local, problems, site_url=address, modules=modules or None), out))
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
    target = _roots(folder, overlays)[-1] / "content"
    written = write_folder([Artifact("ids.lock", lock_text(inspection.course).encode())], target)
    click.echo(f"{target / 'ids.lock'}: {'written' if written else 'unchanged'}")


@main.command()
@click.argument("name", type=click.Path(path_type=Path))
@click.option("--from", "source", type=click.File(encoding="utf-8"), help="With `new scenario`: a text file with a pasted conversation; - for standard input.")
@click.option("--module", help="With `new scenario`: the module it belongs to; the course's first one if left out.")
@click.option("--id", "identity", help="With `new scenario`: its id; the text file's name if left out.")
@_folder
@_overlays
def new(name: Path, source: TextIO | None, module: str | None, identity: str | None, folder: Path, overlays: tuple[Path, ...]) -> None:
    """Make a small course in the folder NAME that builds without a warning.

    `leitfaden new scenario --from chat.txt`, in a course's folder, makes a scenario from a pasted conversation instead; with
    --overlay it is written there.
    """
    if str(name) == "scenario" and source:
        _new_scenario(source, module, identity, folder, overlays)
        return
    if source or module or identity or overlays:
        raise click.UsageError("--from, --module, --id and --overlay go with `leitfaden new scenario --from FILE`.")
    if str(name) == "scenario" and (folder / MKDOCS_YML).is_file() and (folder / "content" / "course.yml").is_file():
        raise click.UsageError(
            "--from FILE is missing: a text file with the conversation that becomes a scenario, such as `leitfaden new scenario --from chat.txt`."
        )
    if name.exists() and any(name.iterdir() if name.is_dir() else [name]):
        raise click.UsageError(f"{name} exists already and is not empty.")
    write_folder(scaffold(name.resolve().name), name)
    click.echo(f"{name} is ready. Next: cd {name}, then `leitfaden serve`, and open http://127.0.0.1:8000")


def _new_scenario(source: TextIO, module: str | None, identity: str | None, folder: Path, overlays: tuple[Path, ...]) -> None:
    course = _inspected(folder, overlays).course
    modules = [*course.facts.value.modules]
    if not modules:
        raise click.UsageError(f"There is no course in {folder} to put a scenario into: go to its folder, or name it with --course.")
    wanted = module or modules[0]
    if wanted not in modules:
        raise click.UsageError(f"There is no module '{wanted}'. Known: {', '.join(modules)}")
    said = conversation_in(_text_of(source))
    if not said:
        raise click.UsageError(
            f"No line of {source.name} says who speaks: none begins with a name and a colon, and none is a name with a time or a @handle. "
            "Write who says what like this, each on a line of its own: `Jule: Has anybody seen the key?`"
        )
    key = identity or course_id(Path(source.name).stem.strip("<>-") or "conversation")
    if not re.fullmatch(ID_PATTERN, key) or key in course.known_scenarios:
        raise click.UsageError(f"'{key}' is {'taken already' if key in course.known_scenarios else 'no id'}: give it another one with --id.")
    target = overlays[-1] if overlays else folder
    schemas = "../../schemas" if (target / "schemas" / "scenario.schema.json").is_file() else ""
    written = write_folder(scenario_files(said, f"quizzes/{wanted}/{key}", course.languages, course.facts.value.network, schemas), target)
    _report_written(written)
    names = ", ".join(dict.fromkeys(one.name for one in said))
    click.echo(
        f"{len(said)} posts. Everybody in a course is made up: change the names ({names}), and whatever else gives real people away. Then write the question."
    )


def _text_of(source: TextIO) -> str:
    try:
        return source.read()
    except UnicodeDecodeError as error:
        raise click.UsageError(f"{source.name} is no text in UTF-8: save it as such.") from error


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


@main.command()
@click.argument("language", type=click.Choice(spoken()))
def words(language: str) -> None:
    """Print the texts of the interface in LANGUAGE, by key: what content/words.yml may put otherwise.

    A course in a language that Leitfaden has no words for shows the English ones until its content/words.yml has its own.
    """
    click.echo(words_text(words_for(language)), nl=False)


def _played(courses: Mapping[str, LocalCourse], face: str) -> int:
    """Show what players score who know nothing; return 1 where one of them beats chance."""
    reports = {language: play(local) for language, local in courses.items()}
    if face == "json":
        click.echo(json.dumps(as_values(reports), indent=2, ensure_ascii=False))
    else:
        click.echo("\n\n".join(as_table(found, courses[language].words) for language, found in reports.items()))
    return int(any(report.beats_chance for found in reports.values() for report in found))


def _mkdocs_yml(folder: Path) -> Path:
    config = folder / MKDOCS_YML
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


def _roots(folder: Path, overlays: tuple[Path, ...]) -> tuple[Path, ...]:
    """Return the course's folder, the overlays that its mkdocs.yml names, and those of the command line: what a build takes, too."""
    named = named_overlays(folder)
    for overlay in named:
        if not overlay.is_dir():
            raise click.UsageError(f"{folder / MKDOCS_YML} names the overlay {overlay}, and there is no such folder.")
    return (folder, *named, *overlays)


def _inspected(folder: Path, overlays: tuple[Path, ...]) -> Inspection:
    return Compiler(_roots(folder, overlays)).inspect()


def _sound(folder: Path, overlays: tuple[Path, ...]) -> tuple[Compiler, Inspection]:
    compiler = Compiler(_roots(folder, overlays))
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
    counted = [(len(course.lessons), "lesson", "lessons"), (len(course.scenarios), "scenario", "scenarios"), (activities, "activity", "activities")]
    counted += [(len(course.assessments), "test", "tests")] if course.assessments else []
    counts = ", ".join(f"{number} {one if number == 1 else many}" for number, one, many in counted)
    return f"no problems: {counts} in {', '.join(course.languages)}"


def _report_written(paths: list[Path]) -> None:
    for path in paths:
        click.echo(path)
