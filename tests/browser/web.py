"""A site under test: a folder, and a small web server on this machine that serves it as a host would."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cached_property
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any


def everything(path: str) -> object:
    """Pick every path."""
    return path or True


def nothing(path: str) -> object:
    """Pick no path."""
    return path and False


class Handler(SimpleHTTPRequestHandler):
    """Serves the server's folder of the moment, and its 404 page for what is not there."""

    def log_message(self, format: str, *args: Any) -> None:
        """Say nothing."""

    def parse_request(self) -> bool:
        """Note what is asked for, and turn to the folder of now: browsers open connections long before they ask.

        Whether a file has changed is not told by its time: two editions that were built within a second of each other
        would be the same.
        """
        self.directory = str(self.server.folder)
        understood = super().parse_request()
        if understood:
            self.server.asked.append(self.path)
            del self.headers["If-Modified-Since"]
        return understood

    def do_GET(self) -> None:
        """Answer, unless the network is broken for this path."""
        if self.server.broken(self.path):
            self.close_connection = True
        else:
            super().do_GET()

    def end_headers(self) -> None:
        self.send_header("Cache-Control", self.server.caching or ("max-age=3600" if "/assets/" in self.path else "no-store"))
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
    """Serves one folder; `folder` may be exchanged for another one, as a new release of a site is.

    `broken` tells for which paths the connection breaks off; `caching` is what browsers are told to do with everything;
    `asked` holds the paths that were asked for.
    """

    daemon_threads = True

    def __init__(self, folder: Path, below: str = "") -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.folder, self.below = folder, below
        self.broken = nothing
        self.caching = ""
        self.asked: list[str] = []

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

    def break_off(self, broken: Callable[[str], object] = everything) -> None:
        """Break the network for the paths that `broken` picks, for all of them if it is left out."""
        self.server.broken = broken

    def mend(self) -> None:
        """Let the network be whole again."""
        self.server.broken = nothing

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
