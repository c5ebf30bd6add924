"""One command that measures a learner's record of 5,000 answers in the browser, and writes `RECORD.md`.

    python benchmarks/record.py [--answers 5000] [--repeats 5]

The small course of the tests is built and opened in Chromium, given answers over a year, and asked to load them from storage,
to keep one more, to unite with a file of as many others, and to write a file; once as it is and once with the processor
slowed four times, about a cheap phone. What a click costs without a record is measured beside it.
"""

from __future__ import annotations

import argparse
import json
import random
import shutil
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path
from statistics import median
from typing import Any

from clicks import served
from playwright.sync_api import Browser, Page, sync_playwright
from run import HERE, WORK

SMALL_COURSE = HERE.parent / "tests" / "browser" / "taking_course"
SLOWDOWNS = (1, 4)
CLOCKED = """(work) => {
    const begin = performance.now();
    const result = eval(work);
    return [performance.now() - begin, typeof result === "string" ? result.length : result];
}"""
LOAD = "const again = new leitfaden.record.constructor(); again.events().length"
KEEP = "leitfaden.record.add({ ...leitfaden.record.events()[0], id: `new ${Math.random()}`, time: new Date().toISOString() }); 0"
ROWS = (
    ("load", LOAD),
    ("keep one more answer", KEEP),
    ("write a file", "leitfaden.record.exported()"),
    ("unite with a file of as many others", "leitfaden.record.merge(window.other)"),
)


def answers(count: int, prefix: str) -> list[dict[str, Any]]:
    """Return answers to 150 activities over a year, an hour of work on some days, as a busy learner gives them."""
    chance = random.Random(prefix)
    begin = datetime(2026, 1, 1, 8, tzinfo=UTC)
    days = sorted(chance.sample(range(365), 120))
    return [
        {
            "id": f"{chance.getrandbits(128):032x}", "activity": f"scenario-{chance.randrange(40)}/activity-{chance.randrange(4)}", "revision": f"{chance.getrandbits(32):08x}",
            "responses": {f"post-{part}": chance.choice(("good", "depends", "bad")) for part in range(chance.choice((1, 1, 3)))}, "score": chance.choice((0, 0.5, 1)), "try": 1,
            "time": (begin + timedelta(days=chance.choice(days), seconds=chance.randrange(3600))).isoformat().replace("+00:00", ".000Z"),
            "duration": chance.randrange(90), "confidence": chance.choice((None, 1, 2, 3)), "hints": 0, "sitting": "",
        }
        for _ in range(count)
    ]  # fmt: skip


def file_of(count: int, prefix: str) -> str:
    """Return a record as a file."""
    return json.dumps(
        {"leitfaden": 2, "course": "taking-course", "answered": answers(count, prefix), "begun": [], "finished": [], "texts": {}}, separators=(",", ":")
    )


def built() -> Path:
    """Build the small course and return its site."""
    folder = WORK / "record"
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(SMALL_COURSE, folder)
    subprocess.run([sys.executable, "-m", "leitfaden", "build", "--out", "site"], cwd=folder, check=True, capture_output=True)
    return folder / "site"


def opened(browser: Browser, root: str, count: int) -> Page:
    """Return a page of a learner with so many answers; a file of as many others lies ready."""
    page = browser.new_page()
    page.goto(root)
    if count:
        page.evaluate("(file) => leitfaden.record.merge(file)", file_of(count, "mine"))
        page.reload()
    page.evaluate("(file) => { window.other = file; }", file_of(count or 1, "others"))
    return page


def times(browser: Browser, root: str, count: int, repeats: int) -> dict[tuple[str, int], float]:
    """Return the median milliseconds of each row at each slowdown."""
    found: dict[tuple[str, int], list[float]] = {}
    for _ in range(repeats):
        for slowdown in SLOWDOWNS:
            page = opened(browser, root, count)
            page.context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": slowdown})
            for name, work in ROWS:
                found.setdefault((name, slowdown), []).append(page.evaluate(CLOCKED, work)[0])
            page.close()
    return {key: median(measured) for key, measured in found.items()}


def sizes(browser: Browser, root: str, count: int) -> tuple[int, int, int]:
    """Return the bytes of the exported file and of what is stored, and in how many parts."""
    page = opened(browser, root, count)
    kept = page.evaluate("Object.entries(localStorage).filter(([key]) => key.startsWith('leitfaden:')).map(([, text]) => text.length)")
    exported = page.evaluate("leitfaden.record.exported().length")
    page.close()
    return exported, sum(kept), len(kept)


def main() -> None:
    """Measure and write."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--answers", type=int, default=5000)
    parser.add_argument("--repeats", type=int, default=5)
    given = parser.parse_args()
    site = built()
    with sync_playwright() as player, served(site) as root:
        browser = player.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        empty, full = (times(browser, root, count, given.repeats) for count in (0, given.answers))
        exported, stored, parts = sizes(browser, root, given.answers)
        browser.close()
    lines = [
        "# A learner's record", "",
        f"`python benchmarks/record.py`: {given.answers:,} answers over a year; median of {given.repeats} rounds, in milliseconds. The machine is shared: compare columns, not days.", "",
        "| | no answers | | " + f"{given.answers:,} answers | |", "| --- | ---: | ---: | ---: | ---: |", "| processor slowed | 1 × | 4 × | 1 × | 4 × |",
        *(f"| {name} | " + " | ".join(f"{column[name, slowdown]:.1f}" for column in (empty, full) for slowdown in SLOWDOWNS) + " |" for name, _ in ROWS), "",
        f"The exported file has {exported / 1e6:.2f} MB, what is stored {stored / 1e6:.2f} million characters in {parts} parts (browsers allow about 5 million per site).", "",
    ]  # fmt: skip
    (HERE / "RECORD.md").write_text("\n".join(lines), encoding="utf-8")
    print("\n".join(lines))


if __name__ == "__main__":
    main()
