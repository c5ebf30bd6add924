"""Generates what is measured: a course of any size, and the same texts for those it is compared with.

Lessons, threads and activities are this repository's own, taken in turn, so that lengths are real; every text of a
thread or an activity gets a number, so that nothing is the same twice. Five activities a scenario, of mixed kinds,
thirty lessons to a module, one language. Each lesson shows its scenario's thread and activities in place, and each
scenario has a page of its own besides; so a course of n lessons has 2n pages and a few more.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any, ClassVar

import yaml

ROOT = Path(__file__).parent.parent
PER_MODULE = 30
QUESTIONS = 5
_DIRECTIVE = re.compile(r"^::: .*$\n?", re.MULTILINE)
_LESSON_KEY = re.compile(r"^ *lesson: .*\n", re.MULTILINE)
_EMBEDDED = re.compile(r"^::: (?!modules|record).*$\n?", re.MULTILINE)
_PAGE_LINK = re.compile(r"\[([^\]]+)\]\([^)]*\.md[^)]*\)")
_COMPARABLE = ("choice", "judge", "order")  # kinds that mkdocs-quiz can ask in its own way; a judge needs its scenario's thread
_TEXTS = ("prompt", "text", "feedback", "situation", "title")
_LOOK = {
    "site_name": "Benchmark", "site_url": "https://course.example/",
    "theme": {"name": "material", "font": False, "features": ["navigation.prune"]},
}  # fmt: skip


@dataclass(frozen=True)
class Unit:
    """A lesson with its scenario: front matter, stretches of Markdown, and the scenario as plain values."""

    number: int
    matter: Mapping[str, Any]
    prose: tuple[str, ...]
    scenario: Mapping[str, Any]

    @property
    def module(self) -> str:
        return f"m{(self.number - 1) // PER_MODULE + 1:02}"

    @property
    def lesson(self) -> str:
        return f"lesson-{self.number:04}"

    @property
    def name(self) -> str:
        return f"scenario-{self.number:04}"


def units(count: int) -> Iterator[Unit]:
    """Yield `count` lessons with their scenarios, made from the repository's own in turn."""
    lessons = [_lesson(path) for path in sorted((ROOT / "content").glob("*/*.md")) if ".en." not in path.name]
    scenarios = [_plain(path) for path in sorted((ROOT / "quizzes").glob("*/*.yml")) if ".en." not in path.name]
    for number in range(1, count + 1):
        matter, prose = lessons[number % len(lessons)]
        yield Unit(number, {**matter, "title": f"{matter['title']} {number}"}, prose, _scenario(scenarios, number))


def _plain(path: Path) -> Any:
    return yaml.load(path.read_text(encoding="utf-8"), yaml.CBaseLoader)


def _lesson(path: Path) -> tuple[dict[str, Any], tuple[str, ...]]:
    _, matter, body = path.read_text(encoding="utf-8").split("---\n", 2)
    text = _PAGE_LINK.sub(r"\1", _DIRECTIVE.sub("", body))
    return yaml.load(matter, yaml.CBaseLoader), tuple(part for part in re.split(r"\n{2,}", text.strip("\n")) if part.strip())


def _scenario(pool: Sequence[Mapping[str, Any]], number: int) -> dict[str, Any]:
    own = pool[number % len(pool)]
    others = [pool[(number + step) % len(pool)] for step in range(1, len(pool))]
    mine = [(key, one) for key, one in own["activities"].items() if one["kind"] in _COMPARABLE]
    free = [(key, one) for scenario in others for key, one in scenario["activities"].items() if one["kind"] in _COMPARABLE and one["kind"] != "judge"]
    activities = dict(islice([*mine, *free], QUESTIONS))
    kept = {key: value for key, value in own.items() if key not in ("formerly", "activities")}
    return _numbered({**kept, "network": "threads", "activities": activities}, number)


def _numbered(value: Any, number: int) -> Any:
    if isinstance(value, dict):
        return {key: f"{str(one).rstrip()} ({number})" if key in _TEXTS and isinstance(one, str) else _numbered(one, number) for key, one in value.items()}
    return value


# The course


def write_course(folder: Path, count: int) -> None:
    """Write a course of `count` lessons that checks without a problem."""
    made = list(units(count))
    for name in ("claims.yml", "misconceptions.yml", "people.yml", "about.md", "index.md"):
        text = (ROOT / "content" / name).read_text(encoding="utf-8")
        _write(folder / "content" / name, _PAGE_LINK.sub(r"\1", _EMBEDDED.sub("", text)) if name.endswith(".md") else _LESSON_KEY.sub("", text))
    _write(folder / "content" / "course.yml", _yaml(_facts(made)))
    _write(folder / "mkdocs.yml", _yaml({**_LOOK, "docs_dir": "content", "plugins": ["search", {"leitfaden": {"downloads": "false"}}]}))
    for unit in made:
        _write(folder / "content" / unit.module / f"{unit.lesson}.md", _lesson_text(unit))
        _write(folder / "quizzes" / unit.module / f"{unit.name}.yml", _yaml(unit.scenario))


def _facts(made: Sequence[Unit]) -> dict[str, Any]:
    own = _plain(ROOT / "content" / "course.yml")
    modules = {unit.module: {"title": f"Modul {unit.module[1:]}"} for unit in made}
    return {**own, "id": "benchmark", "languages": ["de"], "modules": modules, "pages": ["index", "about"]}


def _lesson_text(unit: Unit) -> str:
    embedded = [f"::: thread {unit.name}", *(f"::: activity {unit.name}/{key}" for key in unit.scenario["activities"])]
    return f"---\n{_yaml(unit.matter)}---\n\n" + "\n\n".join(_spread(unit.prose, embedded)) + "\n"


def _spread(prose: Sequence[str], embedded: Sequence[str]) -> Iterator[str]:
    """Yield the prose with something embedded every few paragraphs, never inside a list or an indented block."""
    left = list(embedded)
    every = max(1, len(prose) // len(embedded))
    for at, part in enumerate(prose):
        if left and at and at % every == 0 and part[0] not in " -*|1234567890[":
            yield left.pop(0)
        yield part
    yield from left


class _Dumper(yaml.SafeDumper):
    yaml_implicit_resolvers: ClassVar[dict[str, Any]] = {}  # every scalar is a text, as Leitfaden reads it


def _text(dumper: yaml.SafeDumper, text: str) -> yaml.ScalarNode:
    """Write texts as authors do: short ones plain or quoted, long ones as blocks."""
    style = "|" if len(text) > 60 or "\n" in text else None if re.fullmatch(r"[\w./-]+", text) else '"'
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style=style)


_Dumper.add_representer(str, _text)


def _yaml(value: Any) -> str:
    dumped: str = yaml.dump(value, Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=100_000)
    return dumped


# What it is compared with


def write_plain(folder: Path, count: int, pages: int) -> None:
    """Write a MkDocs project of `pages` pages with the same lessons' text and no activity."""
    texts = [(unit, _page_text(unit)) for unit in units(count)]
    _write_project(folder, texts, pages, [])


def write_quizzes(folder: Path, count: int, pages: int) -> None:
    """Write a project for mkdocs-quiz: as many pages of the same texts, each with the same five questions in its own syntax."""
    texts = [
        (unit, "\n\n".join(_spread(_page_text(unit).split("\n\n"), [_quiz(one, unit) for one in unit.scenario["activities"].values()])))
        for unit in units(count)
    ]
    _write_project(folder, texts, pages, ["mkdocs_quiz"])


def write_lean(folder: Path, count: int, pages: int) -> None:
    """Write as many pages as the course has without activities: lessons, and pages that hold a scenario's thread as plain text."""
    texts = [(unit, _page_text(unit)) for unit in units(count)]
    _write_project(folder, texts, pages, [], twin=_thread_text)


def _page_text(unit: Unit) -> str:
    return f"# {unit.matter['title']}\n\n" + "\n\n".join(unit.prose)


def _thread_text(unit: Unit) -> str:
    posts = "\n\n".join(f"**{post['by']}**\n\n{post.get('text', '')}" for post in unit.scenario.get("thread", {}).values())
    return f"# {unit.scenario['title']}\n\n{unit.scenario['situation']}\n\n{posts}"


def _write_project(folder: Path, texts: Sequence[tuple[Unit, str]], pages: int, plugins: list[str], twin: Any = None) -> None:
    navigation: dict[str, list[str]] = {}
    _write(folder / "docs" / "index.md", "# Home\n")
    for unit, text in texts:
        navigation.setdefault(unit.module, []).append(f"{unit.module}/{unit.lesson}.md")
        _write(folder / "docs" / unit.module / f"{unit.lesson}.md", text + "\n")
    for unit, text in islice((pair for _ in range(2) for pair in texts), pages - len(texts) - 1):
        name = unit.name if not (folder / "docs" / unit.module / f"{unit.name}.md").exists() else f"{unit.name}-more"
        _write(folder / "docs" / unit.module / f"{name}.md", (twin(unit) if twin else text) + "\n")
    config = {
        **_LOOK, "docs_dir": "docs", "plugins": ["search", *plugins], "nav": ["index.md", *({module: files} for module, files in navigation.items())],
        "not_in_nav": "scenario-*.md", "markdown_extensions": _extensions(),
    }  # fmt: skip
    _write(folder / "mkdocs.yml", json.dumps(config, ensure_ascii=False))


def _extensions() -> list[Any]:
    from leitfaden.site.project import MARKDOWN_EXTENSIONS  # noqa: PLC0415 - everybody renders with the same ones

    return list(MARKDOWN_EXTENSIONS)


def _quiz(activity: Mapping[str, Any], unit: Unit) -> str:
    lines = ["<quiz>", _joined(activity["prompt"])]
    for text, right, feedback in _answers(activity, unit.scenario.get("thread", {})):
        lines += [f"- [{'x' if right else ' '}] {_joined(text)}", f"  > {_joined(feedback)}"]
    return "\n".join([*lines, "</quiz>"])


def _answers(activity: Mapping[str, Any], thread: Mapping[str, Any]) -> Iterator[tuple[str, bool, str]]:
    """Yield text, key and feedback of what can be ticked: options; posts or statements, good or not; steps."""
    for option in activity.get("options", {}).values():
        yield option["text"], option.get("correct") == "true", option["feedback"]
    for key, verdict in {**activity.get("verdicts", {}), **activity.get("statements", {})}.items():
        yield verdict.get("text") or thread[key].get("text", key), verdict["verdict"] == "good", verdict["feedback"]
    for place, step in enumerate(activity.get("steps", {}).values()):
        yield step["text"], place == 0, step["feedback"]


def _joined(text: str) -> str:
    return " ".join(text.split())


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
