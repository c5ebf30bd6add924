"""What runs in a process of its own, so that its time and its peak of memory are its own. Prints one line of JSON.

    python benchmarks/measured.py compile COURSE BUILD    check, compile cold, compile again, compile after a change
    python benchmarks/measured.py render MKDOCS_YML SITE  render a MkDocs project

Times are of the work alone, after imports and configuration, in seconds of the processor: everything measured runs in
one thread and waits for nothing, and on a busy machine a clock on the wall measures the neighbours. Rendering imports
nothing of Leitfaden, so that other environments can run it.
"""

from __future__ import annotations

import json
import logging
import resource
import sys
from collections.abc import Callable
from pathlib import Path
from statistics import median
from time import process_time
from typing import Any

CHANGES = 5


def peak() -> float:
    """Return this process's peak of resident memory so far, in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def timed(work: Callable[[], Any]) -> tuple[float, Any]:
    start = process_time()
    result = work()
    return process_time() - start, result


def compile_course(course: Path, build: Path) -> dict[str, float]:
    from leitfaden.compiling import Compiler  # noqa: PLC0415
    from leitfaden.site import Look  # noqa: PLC0415

    look = Look(site_url="https://course.example/", theme={"name": "material"}, downloads=False)
    compiler = Compiler((course,))

    def again() -> None:
        compiler.write_projects(compiler.inspect().course, look, build)

    check_time, inspection = timed(compiler.inspect)
    if inspection.problems:
        raise SystemExit(f"the generated course has problems: {inspection.problems[:3]}")
    check_peak = peak()
    compile_time, _ = timed(lambda: compiler.write_projects(inspection.course, look, build))
    again()
    unchanged = median(timed(again)[0] for _ in range(CHANGES))
    scenario = median(_changed(course, "quizzes/m01/scenario-0003.yml", again) for _ in range(CHANGES))
    lesson = median(_changed(course, "content/m01/lesson-0003.md", again) for _ in range(CHANGES))
    return {
        "check": check_time, "check peak": check_peak, "compile": compile_time, "compile peak": peak(), "unchanged": unchanged,
        "scenario changed": scenario, "lesson changed": lesson,
    }  # fmt: skip


def _changed(course: Path, inside: str, again: Callable[[], None]) -> float:
    file = course / inside
    before = file.read_text(encoding="utf-8")
    word = "situation: |-\n  " if inside.endswith(".yml") else "\n\n"
    file.write_text(before.replace(word, f"{word}Neu: ", 1) if inside.endswith(".yml") else before + "\nNeu.\n", encoding="utf-8")
    return timed(again)[0]


def render(config_file: Path, site: Path) -> dict[str, float]:
    from mkdocs.commands.build import build  # noqa: PLC0415
    from mkdocs.config import load_config  # noqa: PLC0415

    logging.getLogger("mkdocs").setLevel(logging.ERROR)
    config = load_config(str(config_file), site_dir=str(site))
    config.plugins.on_startup(command="build", dirty=False)
    seconds, _ = timed(lambda: build(config))
    return {"render": seconds, "render peak": peak(), "pages": sum(1 for _ in site.rglob("*.html"))}


if __name__ == "__main__":
    task = {"compile": compile_course, "render": render}[sys.argv[1]]
    print(json.dumps(task(Path(sys.argv[2]).resolve(), Path(sys.argv[3]).resolve())))
