"""A site under test: a folder, and a small web server on this machine that serves it as a host would."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cached_property
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any


class Handler(SimpleHTTPRequestHandler):
    """Serves the server's folder of the moment, and its 404 page for what is not there."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, directory=str(args[2].folder), **kwargs)

    def log_message(self, format: str, *args: Any) -> None:
        """Say nothing."""

    def end_headers(self) -> None:
        self.send_header("Cache-Control", "max-age=3600" if "/assets/" in self.path else "no-store")
        super().end_headers()

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        page = self.server.not_found_page
        if code != 404 or not page.is_file():
            super().send_error(code, message, explain)
            return
        body = page.read_bytes()
        self.send_response(404)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


class Server(ThreadingHTTPServer):
    """Serves one folder; `folder` may be exchanged for another one, as a new release of a site is."""

    daemon_threads = True

    def __init__(self, folder: Path, below: str = "") -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.folder, self.below = folder, below

    @property
    def not_found_page(self) -> Path:
        return self.folder / self.below / "404.html"


class Site:
    """A site that tests visit. `root` is its address, ending in `/`; `folder` holds its files."""

    def __init__(self, server: Server) -> None:
        self.server = server
        self.root = f"http://127.0.0.1:{server.server_port}/{server.below}{'/' if server.below else ''}"

    @property
    def folder(self) -> Path:
        """Where the files of the site lie now."""
        return self.server.folder / self.server.below

    def url(self, page: str = "") -> str:
        """Return the address of a page: `moderation/how-much/`."""
        return self.root + page

    def publish(self, folder: Path) -> None:
        """Serve another folder at the same address."""
        self.server.folder = folder

    @cached_property
    def pages(self) -> tuple[str, ...]:
        """All pages in both languages but the 404 pages, as they are addressed: `en/sources/`."""
        files = sorted(file.relative_to(self.folder).as_posix() for file in self.folder.rglob("*.html"))
        return tuple(file.removesuffix("index.html") for file in files if not file.endswith("404.html"))


@contextmanager
def served(folder: Path, below: str = "") -> Iterator[Site]:
    """Serve a folder while the context lasts."""
    with Server(folder, below) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
        thread.start()
        yield Site(server)
        server.shutdown()
        thread.join()
