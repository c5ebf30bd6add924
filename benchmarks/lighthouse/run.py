"""One command that measures the course's site with Lighthouse, as it comes to a phone, and writes `../LIGHTHOUSE.md`.

    python benchmarks/lighthouse/run.py [--rounds 3] [--site FOLDER]

The site is served from this machine as a web host would: HTTP/1.1 with connections that stay open, text compressed with
gzip, ten minutes in the browser's cache. Lighthouse's own mobile preset slows network and processor by calculation. What a
page shows of a learner's work it shows of a made-up record of half a year.
"""

from __future__ import annotations

import argparse
import gzip
import json
import os
import platform
import shutil
import subprocess
import sys
import threading
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import cache, partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from statistics import median
from typing import Any

HERE = Path(__file__).parent
ROOT = HERE.parent.parent
WORK = ROOT / ".cache" / "lighthouse"
sys.path.insert(0, str(ROOT / "tests" / "browser"))
sys.path.insert(0, str(ROOT / "tests"))

from histories import RICH, history  # noqa: E402 - the tests' own made-up records

from leitfaden.localising import localised  # noqa: E402
from leitfaden.reading import read_course  # noqa: E402

PAGES = {"home": "", "a lesson": "moderation/how-much/", "results": "results/", "review": "review/"}
CATEGORIES = {"performance": 99, "accessibility": 100, "best-practices": 100, "seo": 100}
METRICS = {
    "first-contentful-paint": "first contentful paint", "largest-contentful-paint": "largest contentful paint", "total-blocking-time": "total blocking time",
    "cumulative-layout-shift": "layout shift", "speed-index": "speed index",
}  # fmt: skip
FLAGS = ("--headless=new", "--disable-gpu", "--disable-background-networking", "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1")
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
Run = dict[str, Any]


def main() -> None:
    options = _options()
    subprocess.run([HERE / "install"], check=True)
    site = options.site or _built()
    with served(site) as root:
        runs = measured(root, options.rounds)
    report = report_of(runs, options.rounds)
    (HERE.parent / "LIGHTHOUSE.md").write_text(report, encoding="utf-8")
    print(report)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=3, help="how often each page is measured (3)")
    parser.add_argument("--site", type=Path, help="a site that was built already, instead of building one")
    return parser.parse_args()


def _built() -> Path:
    """Build the repository's course with an address, as it would be published, apart from what lies in the tree."""
    course, site = WORK / "course", WORK / "site"
    shutil.rmtree(course, ignore_errors=True)
    for name in ("content", "quizzes"):
        shutil.copytree(ROOT / name, course / name)
    config = (ROOT / "mkdocs.yml").read_text(encoding="utf-8")
    (course / "mkdocs.yml").write_text(f"{config}\nsite_url: https://leitfaden.example/\n", encoding="utf-8")
    subprocess.run([sys.executable, "-m", "leitfaden", "build", "--course", str(course), "--out", str(site)], check=True)
    return site


# Serving


class Host(SimpleHTTPRequestHandler):
    """Serves a folder as a web host does."""

    protocol_version = "HTTP/1.1"

    def log_message(self, *_: Any) -> None:
        pass

    def do_GET(self) -> None:
        file = Path(self.translate_path(self.path))
        file = file / "index.html" if file.is_dir() else file
        if not file.is_file():
            self.send_error(404)
            return
        packed = file.suffix in (".html", ".css", ".js", ".json", ".svg", ".xml") and "gzip" in self.headers.get("Accept-Encoding", "")
        body = compressed(file) if packed else file.read_bytes()
        self.send_response(200)
        self.send_header("Content-Type", f"{self.guess_type(file)}{'; charset=utf-8' if packed else ''}")
        self.send_header("Content-Length", str(len(body)))
        self.send_header("Cache-Control", "max-age=600")
        self.send_header("Vary", "Accept-Encoding")
        if packed:
            self.send_header("Content-Encoding", "gzip")
        self.end_headers()
        self.wfile.write(body)


@cache
def compressed(file: Path) -> bytes:
    return gzip.compress(file.read_bytes(), 6, mtime=0)


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """Serve a folder; yield its address."""
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(Host, directory=str(folder))) as server:
        server.daemon_threads = True
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()


# Measuring


def measured(root: str, rounds: int) -> list[Run]:
    """Return what Lighthouse finds on each page in each round."""
    browser = next(path for path in map(shutil.which, BROWSERS) if path)
    sandbox = ["--no-sandbox"] if os.name == "posix" and os.geteuid() == 0 else []
    record = json.dumps(history(localised(read_course([ROOT])[0], "de"), RICH))
    asked = {"chrome": browser, "flags": [*FLAGS, *sandbox], "root": root, "pages": list(PAGES.values()), "rounds": rounds, "record": record}
    (WORK / "asked.json").write_text(json.dumps(asked), encoding="utf-8")
    done = subprocess.run(["node", "measure.mjs", "asked.json"], cwd=WORK, check=True, stdout=subprocess.PIPE, text=True)
    found: list[Run] = json.loads(done.stdout)
    return found


# The report


def report_of(runs: Sequence[Run], rounds: int) -> str:
    by_page = {name: [run for run in runs if run["page"] == page] for name, page in PAGES.items()}
    head = f"| | {' | '.join(by_page)} |\n| --- |{' ---: |' * len(by_page)}"
    lines = ["# Lighthouse", "", *_about(runs, rounds), "", head.replace("| |", "| score (aim) |", 1)]
    lines += [f"| {name.replace('-', ' ')} ({aim}) | {_cells(by_page, partial(_score, name))} |" for name, aim in CATEGORIES.items()]
    lines += ["", "| | " + head.removeprefix("| | ")]
    lines += [f"| {label} | {_cells(by_page, partial(_metric, name))} |" for name, label in METRICS.items()]
    lines += [f"| transferred | {_cells(by_page, _transferred)} |"]
    return "\n".join([*lines, "", *_findings(by_page)]) + "\n"


def _about(runs: Sequence[Run], rounds: int) -> list[str]:
    speed = median(run["speed"] for run in runs)
    return [
        f"Written by `python benchmarks/lighthouse/run.py`: medians of {rounds} rounds with Lighthouse {runs[0]['version']} and its mobile preset (a slow phone on slow 4G, by calculation),",
        f"in Chromium on {platform.system()} ({platform.machine()}). Lighthouse rates this machine's processor at {speed:.0f} (`benchmarkIndex`; a desktop of 2020 has about 1,500), with a load",
        f"of {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores at the end: what else runs on it costs performance.",
        "",
        "Each page is a first visit, in German. The site is served from the same machine by a server of the benchmark's own: HTTP/1.1, text compressed with gzip, `max-age=600`; no HTTPS, no HTTP/2.",
        "The visitor's browser holds a made-up record of half a year, so that results and reviews have something to show.",
    ]


def _cells(by_page: Mapping[str, list[Run]], cell: Any) -> str:
    return " | ".join(cell(found) for found in by_page.values())


def _score(category: str, found: Sequence[Run]) -> str:
    return f"{median(one['scores'][category] for one in found):.0f}"


def _transferred(found: Sequence[Run]) -> str:
    return f"{median(one['bytes'] for one in found) / 1000:.0f} kB"


def _metric(name: str, found: Sequence[Run]) -> str:
    value = median(one["metrics"][name] for one in found)
    return f"{value:.3f}" if name == "cumulative-layout-shift" else f"{value / 1000:.1f} s" if "paint" in name or "index" in name else f"{value:.0f} ms"


def _findings(by_page: Mapping[str, list[Run]]) -> list[str]:
    failed = [f"- {name}: {fault}" for name, found in by_page.items() for fault in sorted({fault for one in found for fault in one["failed"]})]
    hints = sorted({hint.partition(" (")[0] for found in by_page.values() for one in found for hint in one["hints"]})
    lines = ["## What it finds", "", *(failed or ["Nothing that counts in a score is below 90."])]
    return [*lines, "", f"Where it sees time to be saved: {', '.join(f'`{hint}`' for hint in hints) or 'nowhere'}."]


if __name__ == "__main__":
    main()
