"""One command that measures answering in the browser beside mkdocs-quiz, and writes `CLICKS.md`.

    python benchmarks/clicks.py [--repeats 5]

The same single-choice questions, 5 and 200 on one page, made by both. Chromium opens the page, answers one question in
the middle of it, and says how long scripts ran for that and when the next frame was painted; all of it again with the processor slowed four times. Leitfaden and mkdocs-quiz take turns.
"""

from __future__ import annotations

import argparse
import contextlib
import json
import shutil
import subprocess
import sys
import threading
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from statistics import median
from typing import Any

from playwright.sync_api import Browser, CDPSession, sync_playwright
from run import HERE, WORK, _quiz_python

SIZES = (5, 200)
SLOWDOWNS = (1, 4)
OPTIONS = ("Say when there will be news", "Say that somebody is on it", "Say nothing until it is solved", "Say whose fault it is")
Figures = dict[str, float]


@dataclass(frozen=True)
class Maker:
    """A program under test: its pages' folder, what to click to choose, then to check, and what shows that feedback is there."""

    name: str
    folder: str
    choose: str
    check: str
    feedback: str


LEITFADEN = Maker("Leitfaden", "leitfaden", "leitfaden-activity >> nth={n} >> input[type=radio] >> nth=0", "leitfaden-activity >> nth={n} >> .lf-actions button",
                  "leitfaden-activity >> nth={n} >> .lf-mark >> nth=0")  # fmt: skip
QUIZ = Maker(
    "mkdocs-quiz", "quiz", ".quiz >> nth={n} >> label >> nth=0", ".quiz >> nth={n} >> button[type=submit]", ".quiz >> nth={n} >> .quiz-feedback >> nth=0"
)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--repeats", type=int, default=5, help="rounds of measurement (5)")
    repeats = parser.parse_args().repeats
    for size in SIZES:
        _build(size)
    with sync_playwright() as playwright, served(WORK / "clicks") as root:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox", "--disable-gpu"])
        rounds = [_round(browser, root) for _ in range(repeats)]
        browser.close()
    report = _report(rounds)
    (HERE / "CLICKS.md").write_text(report, encoding="utf-8")
    print(report)


def _build(size: int) -> None:
    """Make the same questions with both: one page each, below `clicks/<program>-<size>`."""
    folder = WORK / "clicks"
    course, quiz = folder / f"course-{size}", folder / f"docs-{size}"
    for made in (course, quiz):
        shutil.rmtree(made, ignore_errors=True)
    _write(course / "mkdocs.yml", _config("content", ["search", {"leitfaden": {"downloads": False}}]))
    _write(course / "content" / "course.yml", "id: clicks\ntitle: Clicks\nlanguages: [en]\nmodules: {m: {title: M}}\n")
    _write(course / "content" / "index.md", "---\ntitle: Clicks\n---\n\n" + "\n\n".join(f"::: activity s/q{n}" for n in range(size)) + "\n")
    _write(course / "quizzes" / "m" / "s.yml", json.dumps({"title": "S", "situation": "S.", "activities": {f"q{n}": _activity(n) for n in range(size)}}))
    _write(quiz / "mkdocs.yml", _config("docs", ["search", {"mkdocs_quiz": {"auto_submit": False, "confetti": False}}]))
    _write(quiz / "docs" / "index.md", "# Clicks\n\n" + "\n\n".join(_quiz(n) for n in range(size)) + "\n")
    subprocess.run([sys.executable, "-m", "leitfaden", "build", "--course", course, "--out", folder / f"leitfaden-{size}"], check=True, capture_output=True)
    subprocess.run([_quiz_python(), "-m", "mkdocs", "build", "-q", "-f", quiz / "mkdocs.yml", "-d", folder / f"quiz-{size}"], check=True, capture_output=True)


def _config(docs: str, plugins: list[Any]) -> str:
    return json.dumps({"site_name": "Clicks", "docs_dir": docs, "theme": {"name": "material", "font": False}, "plugins": plugins})


def _activity(number: int) -> dict[str, Any]:
    options = {
        f"o{at}": {"text": text, "feedback": f"{text}: that is why ({number}).", **({"correct": "true"} if at == 0 else {})} for at, text in enumerate(OPTIONS)
    }
    return {"kind": "choice", "prompt": f"What now ({number})?", "options": options}


def _quiz(number: int) -> str:
    lines = ["<quiz>", f"What now ({number})?"]
    for at, text in enumerate(OPTIONS):
        lines += [f"- [{' ' if at else 'x'}] {text}", f"  > {text}: that is why ({number})."]
    return "\n".join([*lines, "</quiz>"])


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *_: Any) -> None:
        pass


@contextlib.contextmanager
def served(folder: Path) -> Iterator[str]:
    """Serve a folder; yield its address."""
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(_Quiet, directory=str(folder))) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()


def _round(browser: Browser, root: str) -> dict[str, Figures]:
    return {
        f"{maker.name} {size} {slowdown}": _measured(browser, f"{root}{maker.folder}-{size}/", maker, size // 2, slowdown)
        for size in SIZES
        for slowdown in SLOWDOWNS
        for maker in (LEITFADEN, QUIZ)
    }


def _measured(browser: Browser, url: str, maker: Maker, which: int, slowdown: int) -> Figures:
    """Open the page in a fresh profile and answer question number `which`. Milliseconds."""
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    page = context.new_page()
    devtools = context.new_cdp_session(page)
    devtools.send("Performance.enable")
    devtools.send("Emulation.setCPUThrottlingRate", {"rate": slowdown})
    page.goto(url, wait_until="load")
    loaded = {"load script": _script(devtools), "first paint": page.evaluate("performance.getEntriesByName('first-contentful-paint')[0].startTime")}
    page.locator(maker.choose.format(n=which)).click()
    page.evaluate(_SETTLED)
    script, painted = page.locator(maker.check.format(n=which)).evaluate(_CLICK)
    page.locator(maker.feedback.format(n=which)).wait_for()
    context.close()
    return {**loaded, "click script": script, "click paint": painted}


_SETTLED = "() => new Promise((done) => requestAnimationFrame(() => setTimeout(done, 50)))"
_CLICK = """(button) => new Promise((done) => {
    const begin = performance.now();
    button.click();
    const script = performance.now() - begin;
    requestAnimationFrame(() => {
        const channel = new MessageChannel();
        channel.port1.onmessage = () => done([script, performance.now() - begin]);
        channel.port2.postMessage(0);
    });
})"""
"""Clicks, and returns the milliseconds that the page's handlers ran for, and those until the frame after was painted."""


def _script(devtools: CDPSession) -> float:
    metrics = {one["name"]: one["value"] for one in devtools.send("Performance.getMetrics")["metrics"]}
    return float(metrics["ScriptDuration"]) * 1000


_ROWS: Mapping[str, str] = {
    "click script": "script, from click to feedback", "click paint": "click to the next painted frame", "load script": "script while loading", "first paint": "first contentful paint",
}  # fmt: skip


def _report(rounds: list[dict[str, Figures]]) -> str:
    head = ["# Answering in the browser", "", f"Written by `python benchmarks/clicks.py`: medians of {len(rounds)} rounds in Chromium, in milliseconds, mkdocs-quiz 1.7.1 beside Leitfaden",
            "in turn; single-choice questions of four options; the ratio is the median of the ratios within one round. Aim: a sixth of the script time, and flat.", ""]  # fmt: skip
    for slowdown in SLOWDOWNS:
        head += [f"## Processor {'as it is' if slowdown == 1 else f'slowed {slowdown} times'}", "", *_table(rounds, slowdown), ""]
    return "\n".join(head)


def _table(rounds: list[dict[str, Figures]], slowdown: int) -> Iterator[str]:
    yield "| | " + " | ".join(f"Leitfaden, {size} | mkdocs-quiz, {size} | ratio" for size in SIZES) + " |"
    yield "| --- |" + " ---: |" * (3 * len(SIZES))
    for key, label in _ROWS.items():
        cells = []
        for size in SIZES:
            ours, theirs = ([one[f"{maker.name} {size} {slowdown}"][key] for one in rounds] for maker in (LEITFADEN, QUIZ))
            ratio = median(a / b for a, b in zip(ours, theirs, strict=True))
            cells += [f"{median(ours):.2f}", f"{median(theirs):.2f}", f"{ratio:.2f}"]
        yield f"| {label} | " + " | ".join(cells) + " |"


if __name__ == "__main__":
    main()
