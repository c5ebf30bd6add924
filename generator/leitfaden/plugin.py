"""The plugins for MkDocs, and the only module that imports it: thin glue between MkDocs' events and the compiler.

`leitfaden`, named in a site's own mkdocs.yml, compiles before MkDocs builds, points it to the first language's
project, and renders the further languages when that is done. `leitfaden-pages`, named in the compiled projects, sets
what only MkDocs can. Everything else stands in the compiled pages.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from markupsafe import Markup
from mkdocs.__main__ import cli as mkdocs_cli
from mkdocs.commands.build import build as build_mkdocs
from mkdocs.config import base, load_config
from mkdocs.config import config_options as c
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort
from mkdocs.livereload import LiveReloadServer
from mkdocs.plugins import BasePlugin, event_priority
from mkdocs.structure.pages import Page
from mkdocs.utils.templates import TemplateContext
from mkdocs.utils.yaml import yaml_load

from leitfaden.artifacts import artifacts_in, write_folder
from leitfaden.compiling import Compiler, Inspection
from leitfaden.downloads import cached_downloads
from leitfaden.faces import as_text
from leitfaden.localising import LocalCourse
from leitfaden.problems import Place, Problems, did_you_mean
from leitfaden.reading.files import shown_path
from leitfaden.reading.mkdocs_file import MKDOCS_YML
from leitfaden.refusals import HOST, contents_fault, overlap_fault, port_fault
from leitfaden.site import Look
from leitfaden.site.blocks import SourceLinks
from leitfaden.site.fixes import PageFixes, fixed_page
from leitfaden.site.look import look_fault, named_files, on_top
from leitfaden.site.offline import leaving_worker, offline_worker
from leitfaden.sources import Sources

log = logging.getLogger("mkdocs.plugins.leitfaden")

_TAKEN = (
    "docs_dir",
    "nav",
    "not_in_nav",
    "markdown_extensions",
    "mdx_configs",
    "extra",
    "extra_css",
    "extra_javascript",
    "theme",
    "validation",
    "site_name",
    "site_description",
    "site_url",
    "copyright",
    "use_directory_urls",
)
_WRITTEN_BY_AUTHORS = ("content", "quizzes")
_BLOCK = re.compile(r'^<section class="lf-[a-z]+" data-search-exclude>.*</section>$', re.MULTILINE)
_MARKER = re.compile(r"<!--leitfaden:(\d+)-->")
_LAST_CHANGE = re.compile(r"\s*<lastmod>[^<]*</lastmod>")
_NO_DATE = "1980-01-01"  # MkDocs stamps the packed sitemap with the latest date of a page
_ARTICLE = re.compile(r'<article class="md-content__inner[^>]*>')
_COMPILED = re.compile(r"/build/[a-z]+/docs/")


class LeitfadenConfig(base.Config):
    """The plugin's settings in mkdocs.yml.

    `overlays` are folders on top of the course; `build_dir` takes the compiled projects; `offline` makes a site for
    `file://`; `downloads: false` leaves out worksheets, solutions, the plan's sheet and the question bank; `service_worker: false` has
    visitors' browsers keep nothing of the site; `editor` is the address at which a preview's links open a file, with
    `{path}`, `{line}` and `{column}`.
    """

    overlays = c.ListOfItems(c.Dir(exists=True), default=[])
    build_dir = c.Type(str, default="build")
    offline = c.Type(bool, default=False)
    downloads = c.Type(bool, default=True)
    service_worker = c.Type(bool, default=True)
    editor = c.Type(str, default="vscode://file/{path}:{line}:{column}")


class PagesConfig(base.Config):
    """`words` are texts of the interface, by the keys in `site.fixes.FIX_WORDS`."""

    words = c.Type(dict, default={})


class PagesPlugin(BasePlugin[PagesConfig]):
    """Sets on compiled pages what only MkDocs can, and spares their finished blocks the way through everything else.

    Blocks that the search leaves out wait aside while Markdown, search and theme work on the page: they would only
    read past them, in more than half of the time that rendering takes.
    """

    def __init__(self) -> None:
        self.aside: dict[str, list[str]] = {}
        self.problems = Markup()

    def on_page_markdown(self, markdown: str, *, page: Page, config: MkDocsConfig, files: Any) -> str:
        """Put the page's finished blocks aside, each leaving a comment behind; and take the clock's date from the page."""
        del config, files
        page.update_date = _NO_DATE
        blocks = self.aside[page.file.src_uri] = _BLOCK.findall(markdown)
        markers = iter(range(len(blocks)))
        return _BLOCK.sub(lambda _: f"<!--leitfaden:{next(markers)}-->", markdown)

    def on_post_page(self, output: str, *, page: Page, config: MkDocsConfig) -> str:
        """Put right what the theme leaves undone (see `site.fixes`), and the blocks back to their places."""
        blocks = self.aside.pop(page.file.src_uri, [])
        fixed = _ARTICLE.sub(lambda article: article[0] + str(self.problems), fixed_page(output, self._fixes(config, page.file.dest_uri)), count=1)
        return _MARKER.sub(lambda marker: blocks[int(marker[1])] if int(marker[1]) < len(blocks) else marker[0], fixed)

    def on_post_template(self, output_content: str, *, template_name: str, config: MkDocsConfig) -> str:
        """The same for the theme's own pages, 404 above all; and a sitemap says nothing of the day of the build."""
        if template_name == "sitemap.xml":
            return _LAST_CHANGE.sub("", output_content)
        return fixed_page(output_content, self._fixes(config, template_name)) if template_name.endswith(".html") else output_content

    def _fixes(self, config: MkDocsConfig, uri: str) -> PageFixes:
        languages = tuple(entry["lang"] for entry in config.extra.get("alternate", []))
        return PageFixes(str(config.theme["language"]), languages, uri, config.use_directory_urls, config.site_url or "", self.config.words)


class LeitfadenPlugin(BasePlugin[LeitfadenConfig]):
    """Compiles a course into pages that MkDocs renders.

    MkDocs keeps one instance of it across the rebuilds of a preview, since it has `on_startup`; so it keeps compilers, and
    `further`, overlays beside those in mkdocs.yml.
    """

    def __init__(self) -> None:
        self.command = "build"
        self.further: tuple[Path, ...] = ()
        self.compilers: dict[tuple[Path, ...], Compiler] = {}
        self.courses: dict[str, LocalCourse] = {}
        self.inspection: Inspection | None = None
        self.look = Look()

    @property
    def overlays(self) -> tuple[Path, ...]:
        """The folders on top of the course, in their order."""
        return (*map(Path, self.config.overlays), *self.further)

    def on_startup(self, *, command: str, dirty: bool) -> None:
        """Remember whether this is a preview."""
        del dirty
        self.command = command

    @event_priority(100)
    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Compile the course and point MkDocs to the first language's project; first of all, as search asks for it."""
        root = Path(config.config_file_path or "mkdocs.yml").resolve().parent
        build = root / self.config.build_dir
        needed = [build, *(folder / name for folder in (root, *self.overlays) for name in _WRITTEN_BY_AUTHORS)]
        if fault := overlap_fault(Path(config.site_dir), needed):
            raise Abort(fault)
        preview = self.command == "serve"
        self._take_look(config, preview=preview)
        roots = (root, *self.overlays)
        compiler = self.compilers.setdefault(roots, Compiler(roots))
        self.inspection = compiler.inspect(preview=preview)
        first = self.inspection.course.languages[0]
        if self.inspection.problems:
            print(as_text(self.inspection.problems, self.inspection.sources))
        if self.inspection.sound:
            self._require_files(self.inspection.course.files)
            source = _source_links(self.inspection.sources, self.config.editor) if preview else None
            self.courses = dict(compiler.write_projects(self.inspection.course, self.look, build, source))
        elif not (preview and self.courses):
            raise Abort("The course has errors; nothing was built.")
        else:
            log.warning("The course has errors: the last good version stays up.")
        redirected = _redirected(config, build / first / "mkdocs.yml")
        _pages_plugin(redirected).problems = self._shown_problems()
        return redirected

    def _take_look(self, config: MkDocsConfig, *, preview: bool) -> None:
        try:
            self.look = _look(config, self.config, self.overlays, preview=preview)
        except Abort as fault:
            self._refuse(f"{fault}")

    def _require_files(self, files: Mapping[str, Path]) -> None:
        lost = next((name for name in named_files(self.look) if f"content/{name}" not in files), "")
        if lost:
            hint = did_you_mean(f"content/{lost}", files) or "put the file there"
            self._refuse(f"mkdocs.yml names '{lost}', and there is no content/{lost} in the course or an overlay; {hint}")

    def _refuse(self, fault: str) -> None:
        """Stop for a fault in a mkdocs.yml; a preview that runs already says it and goes on."""
        if self.command != "serve" or not self.courses:
            raise Abort(fault)
        log.warning(fault)

    def _shown_problems(self) -> Markup:
        """Return the problems as a block on top of every page, for a preview of a course that can't be compiled now."""
        if self.inspection is None or self.inspection.sound:
            return Markup()
        text = as_text(self.inspection.problems, self.inspection.sources)
        return Markup('<section class="lf-problems" role="alert"><p>{}</p><pre>{}</pre></section>').format("The last good version is shown.", text)

    def on_page_context(self, context: TemplateContext, *, page: Page, config: MkDocsConfig, nav: Any) -> TemplateContext:
        """Point "edit this page" to the source instead of the compiled page."""
        del config, nav
        if page.edit_url:
            page.edit_url = _COMPILED.sub("/content/", page.edit_url)
        return context

    @event_priority(-100)
    def on_post_build(self, *, config: MkDocsConfig) -> None:
        """Render the further languages, make the downloads, and list all of it for the worker; last of all, since search is shared."""
        site = Path(config.site_dir)
        build = Path(config.docs_dir).parent.parent
        for language in self.inspection.course.languages[1:] if self.inspection else ():
            further = _configured(
                build / language / "mkdocs.yml", site_dir=str(site / language), site_url=_below(config.site_url, language), strict=config.strict
            )
            _pages_plugin(further).problems = self._shown_problems()
            build_mkdocs(further)
        if self.look.downloads and not self.look.preview:
            self._write_downloads(site, build.parent / ".cache" / "leitfaden")
        if self.inspection:
            worker = offline_worker(artifacts_in(site), [course.words for course in self.courses.values()]) if self.look.keeps else leaving_worker()
            write_folder([worker], site)

    def _write_downloads(self, site: Path, cache: Path) -> None:
        problems = Problems()
        for language, course in self.courses.items():
            own = site if language == course.languages[0] else site / language
            write_folder(cached_downloads(course, problems, cache, site_url=self.look.site_url), own)
        if problems.found and self.inspection:
            print(as_text(problems, self.inspection.sources))
            raise Abort("Some handouts could not be made.")

    def on_serve(self, server: LiveReloadServer, *, config: MkDocsConfig, builder: Any) -> LiveReloadServer:
        """Watch what authors edit instead of what is compiled from it."""
        del builder
        server.unwatch(config.docs_dir)
        root = Path(config.config_file_path).parent
        for folder in (root, *self.overlays):
            for name in ("content", "quizzes", MKDOCS_YML):
                if (folder / name).exists():
                    server.watch(str(folder / name))
        return server


def _look(config: MkDocsConfig, own: LeitfadenConfig, overlays: Sequence[Path], *, preview: bool) -> Look:
    written: dict[str, Any] = {}
    for given in (_written(Path(config.config_file_path)), *map(_overlay_look, overlays)):
        written = on_top(written, given)
    return Look(
        site_url=str((not preview and written.get("site_url")) or config.site_url or ""),
        theme=written["theme"],
        extra=written["extra"],
        copyright=written.get("copyright") or "",
        directory_urls=config.use_directory_urls and not own.offline,
        search=not own.offline,
        downloads=own.downloads,
        preview=preview,
        keeps=own.service_worker and not own.offline and not preview,
        css=written["extra_css"],
        javascript=written["extra_javascript"],
    )


def _written(file: Path) -> Mapping[str, Any]:
    """Return what a mkdocs.yml says, with what it inherits."""
    with file.open("rb") as source:
        return yaml_load(source)


def _overlay_look(overlay: Path) -> Mapping[str, Any]:
    """Return what an overlay's mkdocs.yml says of the look: nothing where there is none.

    Raises:
        mkdocs.exceptions.Abort: it says something else, too, or says it wrongly.
    """
    file = overlay / MKDOCS_YML
    if not file.is_file():
        return {}
    written = _written(file)
    if fault := look_fault(written):
        raise Abort(f"{shown_path(file)}: {fault}")
    return written


def _configured(file: Path, **overrides: Any) -> MkDocsConfig:
    return load_config(str(file), **overrides)


def _redirected(config: MkDocsConfig, project: Path) -> MkDocsConfig:
    compiled = _configured(project)
    for name in _TAKEN:
        config[name] = compiled[name]
    for name in ("search", "material/search"):
        if name in config.plugins:
            config.plugins[name].config["enabled"] = name in compiled.plugins
    config.plugins["leitfaden-pages"] = compiled.plugins["leitfaden-pages"]
    return config


def _pages_plugin(config: MkDocsConfig) -> PagesPlugin:
    plugin = config.plugins["leitfaden-pages"]
    if not isinstance(plugin, PagesPlugin):
        raise TypeError("leitfaden-pages is our own plugin")
    return plugin


def _source_links(sources: Sources, editor: str) -> SourceLinks:
    """Return what turns a place into label and address of its line, for an author's editor to open."""

    def link(place: Place) -> tuple[str, str]:
        spot = sources.locate(place)
        return f"{Path(spot.file).name}:{spot.line}", editor.format(path=Path(spot.file).resolve().as_posix(), line=spot.line, column=spot.column)

    return link


def _below(url: str | None, language: str) -> str:
    return f"{url.rstrip('/')}/{language}/" if url else ""


def run_build(config_file: Path, *, site_dir: Path | None = None, offline: bool = False, overlays: tuple[Path, ...] = ()) -> Path:
    """Build the whole site strictly, as `mkdocs build --strict` does, and return its folder.

    Arguments:
        config_file: the site's mkdocs.yml.
        site_dir: where to write; as in mkdocs.yml if left out.
        offline: make a site for `file://`: no directory URLs, no search.
        overlays: folders on top of the course, beside those in mkdocs.yml.

    Raises:
        mkdocs.exceptions.Abort: the course has errors, which were printed, MkDocs had something to warn of, or `site_dir` holds
            something else than a site.
    """
    if site_dir and (fault := contents_fault(site_dir)):
        raise Abort(fault)
    config, _ = _site_config(config_file, site_dir=site_dir, offline=offline, overlays=overlays)
    config.plugins.on_startup(command="build", dirty=False)
    try:
        build_mkdocs(config)
    finally:
        config.plugins.on_shutdown()
    return Path(config.site_dir)


def run_compile(config_file: Path, *, offline: bool = False, overlays: tuple[Path, ...] = ()) -> Path:
    """Write the compiled projects and stop before rendering; return their folder. Arguments and errors as `run_build`."""
    config, plugin = _site_config(config_file, site_dir=None, offline=offline, overlays=overlays)
    plugin.on_config(config)
    return Path(config.docs_dir).parent.parent


def run_serve(config_file: Path, *, port: int, overlays: tuple[Path, ...] = ()) -> None:
    """Preview the site at a port of this machine until somebody stops it. Arguments and errors as `run_build`, and a port that is taken."""
    if fault := port_fault(port):
        raise Abort(fault)
    _site_config(config_file, site_dir=None, offline=False, overlays=overlays)  # the plugin is kept, and so are its overlays
    mkdocs_cli(["serve", "--livereload", "-f", str(config_file), "-a", f"{HOST}:{port}"], prog_name="mkdocs")


def _site_config(config_file: Path, *, site_dir: Path | None, offline: bool, overlays: tuple[Path, ...]) -> tuple[MkDocsConfig, LeitfadenPlugin]:
    overrides: dict[str, Any] = {"strict": True}
    if site_dir:
        overrides["site_dir"] = str(site_dir)
    if offline:
        overrides["use_directory_urls"] = False
    config = load_config(str(config_file), **overrides)
    plugin = config.plugins.get("leitfaden")
    if not isinstance(plugin, LeitfadenPlugin):
        raise Abort("mkdocs.yml does not name the plugin leitfaden.")
    plugin.config.offline = plugin.config.offline or offline
    plugin.further = overlays
    return config, plugin
