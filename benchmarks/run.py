"""One command that measures Leitfaden beside MkDocs + Material and mkdocs-quiz, and writes `RESULTS.md`.

    python benchmarks/run.py [--lessons 100 --lessons 1000] [--repeats 5] [--without-quiz]

Every measurement is a process of its own. What is compared runs in turn, again and again, so that a machine's moods
meet everybody alike; ratios are medians of the ratios within one round.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import shutil
import subprocess
import sys
import venv
from collections.abc import Iterable, Mapping
from pathlib import Path
from statistics import median

from course import QUESTIONS, write_course, write_lean, write_plain, write_quizzes
from weights import assets, questions

HERE = Path(__file__).parent
WORK = HERE / "work"
QUIZ = "mkdocs-quiz==1.7.1"
Round = dict[str, dict[str, float]]


def main() -> None:
    options = _options()
    quiz_python = None if options.without_quiz else _quiz_python()
    rounds: dict[int, list[Round]] = {}
    for size in options.lessons:
        rounds[size] = _measured(size, options.repeats, quiz_python)
        (HERE / "RESULTS.md").write_text(_report(rounds), encoding="utf-8")
    print(_report(rounds))


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--lessons", type=int, action="append", help="size of the course; may be given several times (100 and 1000)")
    parser.add_argument("--repeats", type=int, default=5, help="rounds of measurement (5)")
    parser.add_argument("--without-quiz", action="store_true", help="leave out mkdocs-quiz, which is installed below benchmarks/work")
    options = parser.parse_args()
    options.lessons = options.lessons or [100, 1000]
    return options


def _quiz_python() -> Path:
    """Return the Python of an environment with mkdocs-quiz, made at the first run, apart from the project's own."""
    folder = WORK / "quiz-venv"
    python = folder / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    if not (folder / "ready").is_file():
        venv.create(folder, with_pip=True, clear=True)
        subprocess.run([python, "-m", "pip", "install", "--quiet", QUIZ, "mkdocs-material>=9.7.7,<10"], check=True)
        (folder / "ready").touch()
    return python


def _measured(size: int, repeats: int, quiz_python: Path | None) -> list[Round]:
    print(f"{size} lessons", file=sys.stderr)
    folder = WORK / str(size)
    shutil.rmtree(folder, ignore_errors=True)
    write_course(folder / "course", size)
    _run(sys.executable, "compile", folder / "course", folder / "course" / "build")
    pages = sum(1 for _ in (folder / "course" / "build" / "de" / "docs").rglob("*.md"))
    write_plain(folder / "plain", size, pages)
    write_lean(folder / "lean", size, pages)
    if quiz_python:
        write_quizzes(folder / "quiz", size, pages)
    return [_round(folder, size, quiz_python) for _ in range(repeats)]


def _round(folder: Path, size: int, quiz_python: Path | None) -> Round:
    """Measure everything once, from the start."""
    shutil.rmtree(folder / "course", ignore_errors=True)
    write_course(folder / "course", size)
    found = {"leitfaden": _run(sys.executable, "compile", folder / "course", folder / "course" / "build")}
    found["leitfaden"] |= _render(sys.executable, folder / "course" / "build" / "de", folder / "site-leitfaden")
    found["plain"] = _render(sys.executable, folder / "plain", folder / "site-plain")
    found["lean"] = _render(sys.executable, folder / "lean", folder / "site-lean")
    if quiz_python:
        found["quiz"] = _render(quiz_python, folder / "quiz", folder / "site-quiz")
    return found


def _render(python: str | Path, project: Path, site: Path) -> dict[str, float]:
    shutil.rmtree(site, ignore_errors=True)
    return _run(python, "render", project / "mkdocs.yml", site)


def _run(python: str | Path, task: str, *paths: Path) -> dict[str, float]:
    command = [str(python), str(HERE / "measured.py"), task, *map(str, paths)]
    done = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True, env={**os.environ, "NO_MKDOCS_2_WARNING": "1"})
    measured: dict[str, float] = json.loads(done.stdout.splitlines()[-1])
    print(f"  {Path(paths[0]).parent.name} {task}: {measured}", file=sys.stderr)
    return measured


# The report

_ROWS = (
    ("check", "check", "check peak"), ("compile, cold", "compile", "compile peak"), ("compile again, nothing changed", "unchanged", None),
    ("compile again, one scenario changed", "scenario changed", None), ("compile again, one lesson changed", "lesson changed", None),
    ("render", "render", "render peak"),
)  # fmt: skip
_OTHERS = (
    ("plain", "MkDocs + Material, as many pages of lesson text"),
    ("lean", "the same, half of the pages threads as plain text"),
    ("quiz", "mkdocs-quiz 1.7.1, as many pages and questions"),
)


def _report(rounds: Mapping[int, list[Round]]) -> str:
    sizes = list(rounds)
    head = f"| | {' | '.join(f'{size:,} lessons' for size in sizes)} |\n| --- | {' | '.join('---:' for _ in sizes)} |"
    lines = ["# Benchmarks", "", *_about(rounds), "", head]
    lines += [f"| {name} | {' | '.join(_cell(rounds[size], 'leitfaden', seconds, peak) for size in sizes)} |" for name, seconds, peak in _ROWS]
    lines += [
        f"| {name} | {' | '.join(_cell(rounds[size], who, 'render', 'render peak') for size in sizes)} |" for who, name in _OTHERS if who in rounds[sizes[0]][0]
    ]
    lines += [
        "",
        "## Aims",
        "",
        "| | aim | " + " | ".join(f"{size:,} lessons" for size in sizes) + " |",
        "| --- | ---: | " + " | ".join("---:" for _ in sizes) + " |",
    ]
    lines += [
        f"| {name} | {aim} | {' | '.join(_ratio(rounds[size], *parts) for size in sizes)} |" for name, aim, *parts in _aims() if parts[1] in rounds[sizes[0]][0]
    ]
    return "\n".join([*lines, *_growth(rounds), "", *_weights(sizes[0])]) + "\n"


def _about(rounds: Mapping[int, list[Round]]) -> list[str]:
    counted = ", ".join(f"{len(found)} at {size:,} lessons" for size, found in rounds.items())
    return [
        f"Written by `python benchmarks/run.py`: medians of rounds ({counted}), Python {platform.python_version()} on {platform.system()} ({platform.machine()}).",
        "Seconds are of the processor, of the work alone (imports and configuration left out); memory is the process's peak.",
        f"A course of n lessons has n scenarios of {QUESTIONS} questions, 30 to a module, one language: each lesson shows its scenario's thread and questions, and each scenario",
        "has a page of its own, so the site has 2n pages and some. No handouts, no exports.",
    ]


def _cell(rounds: Iterable[Round], who: str, seconds: str, peak: str | None) -> str:
    found = [one[who] for one in rounds]
    memory = f", {median(one[peak] for one in found):.0f} MB" if peak else ""
    pages = f", {found[0]['pages']:,} pages" if seconds == "render" else ""
    return f"{median(one[seconds] for one in found):.3g} s{memory}{pages}"


def _aims() -> list[tuple[str, str, str, str]]:
    return [
        ("check and compile together, of the rendering", "0.10", "check+compile", "leitfaden"),
        ("rendering, of MkDocs + Material on lesson text", "1.3", "render", "plain"),
        ("rendering, of the same with threads as plain text", "", "render", "lean"),
        ("rendering, of mkdocs-quiz", "0.4", "render", "quiz"),
    ]


def _ratio(rounds: Iterable[Round], what: str, other: str) -> str:
    ratios = [sum(one["leitfaden"][part] for part in what.split("+")) / one[other]["render"] for one in rounds]
    return f"{median(ratios):.2f} ({min(ratios):.2f} to {max(ratios):.2f})"


def _growth(rounds: Mapping[int, list[Round]]) -> list[str]:
    """Say how time per lesson grows from the smallest to the largest course: 1 is linear."""
    small, large = min(rounds), max(rounds)
    if small == large:
        return []
    parts = ", ".join(f"{name} {_per_lesson(rounds, large, name) / _per_lesson(rounds, small, name):.2f}" for name in ("check", "compile", "render"))
    return ["", f"Growth: time per lesson at {large:,}, of that at {small:,}: {parts}."]


def _per_lesson(rounds: Mapping[int, list[Round]], size: int, name: str) -> float:
    return median(one["leitfaden"][name] for one in rounds[size]) / size


def _weights(size: int) -> list[str]:
    own = assets(WORK / str(size) / "course" / "build" / "de")
    added = questions(WORK / str(size) / "site-leitfaden")
    return [
        "## Page weight", "",
        f"Compressed with gzip: script {own['js']:,} bytes, style {own['css']:,}, together {sum(own.values()):,} (aim: at most 10,240).",
        f"Five questions add {added['median']:,.0f} bytes to their page beside the author's texts (median of {added['pages']} pages, at most {added['most']:,}; aim: at most 2,048).",
    ]  # fmt: skip


if __name__ == "__main__":
    main()
