"""Whatever the files hold, reading, checking and showing give problems, never a traceback; sound courses compile.

The runs are the same every time; `HYPOTHESIS_PROFILE=search pytest tests/test_diagnostics_fuzzing.py` looks for new faults.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from pathlib import Path
from random import Random
from typing import Any

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from leitfaden import Look, as_github, as_json, as_text, compile_site, localised
from leitfaden.compiling import Compiler
from leitfaden.documents import parse_yaml
from leitfaden.problems import Problems
from leitfaden.sources import Sources
from problem_codes import known_codes

NASTY = [
    "\t", "\u0085", "\u2028", "\ufeff", "\u200d", "🏺", "👩🏽\u200d🚒", "你", "ﷺ", "\u202e", "\x00", "\x1b[31m", "\ud7ff", "\U0010ffff", "\x9f", ": ", " #", "@", "`", "%", "*", "&", "!",
    "|", ">", "- ", "? ", "'", '"', "[", "]", "{", "}", ",", "<<: ", "---", "...", "\\", "\r", "\n", "\n\n", "::: ", "](", "<script>", "{{", "}}", "{%", "&amp;", "]]>", "%s", "{0}",
]  # fmt: skip
WORDS = [
    "",
    "~",
    "null",
    "yes",
    "no",
    "true",
    "-1",
    "0",
    "1e999",
    "99999999999999999999",
    ".nan",
    "1.5",
    "x",
    "X Y",
    "mira",
    "[]",
    "{}",
    "[a, b]",
    "{a: b}",
    "|",
    '"\\0"',
    "w99 Sun 23:59",
    "#",
    "..",
    "../../..",
    "en",
    "a/b",
]
CODES = known_codes()


def examples(count: int) -> settings:
    """Return settings for `count` examples, times what the profile asks for beyond its usual hundred."""
    return settings(max_examples=count * settings().max_examples // 100, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])


@pytest.fixture(scope="module")
def tiny(repository: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("fuzz") / "tiny"
    shutil.copytree(repository / "tests" / "cases" / "base", folder)
    return folder


@pytest.fixture(scope="module")
def real(repository: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("fuzz") / "real"
    for name in ("content", "quizzes"):
        shutil.copytree(repository / name, folder / name)
    return folder


def sources_of(folder: Path) -> list[Path]:
    return sorted(path for path in folder.rglob("*") if path.suffix in (".yml", ".md", ".lock") and path.name != "mkdocs.yml")


def exercise(compiler: Compiler) -> None:
    """Read, check, show; compile what is sound."""
    inspection = compiler.inspect()
    text = as_text(inspection.problems, inspection.sources)
    json.loads(as_json(inspection.problems, inspection.sources))
    annotations = as_github(inspection.problems, inspection.sources)
    assert {problem.code for problem in inspection.problems} <= CODES
    assert "\x1b" not in text
    assert len(annotations.split("\n")) == len(set(inspection.problems)) or not inspection.problems
    assert inspection.course.complete or not inspection.sound, "what is missing was not reported"
    if inspection.sound:
        for language in inspection.course.languages:
            for artifact in compile_site(localised(inspection.course, language), Look()):
                artifact.bytes()


def changed(random: Random, text: str) -> str:
    """Return `text` with one to three mistakes, such as editors, people and file systems make."""
    for _ in range(random.randint(1, 3)):
        text = random.choice(CHANGES)(random, text)
    return text


def _lines(random: Random, text: str) -> tuple[list[str], int]:
    lines = text.split("\n")
    return lines, random.randrange(len(lines))


def delete_line(random: Random, text: str) -> str:
    lines, at = _lines(random, text)
    return "\n".join(lines[:at] + lines[at + random.randint(1, 4) :])


def duplicate_line(random: Random, text: str) -> str:
    lines, at = _lines(random, text)
    return "\n".join([*lines[:at], lines[at], *lines[at:]])


def swap_lines(random: Random, text: str) -> str:
    lines, at = _lines(random, text)
    other = random.randrange(len(lines))
    lines[at], lines[other] = lines[other], lines[at]
    return "\n".join(lines)


def indent_line(random: Random, text: str) -> str:
    lines, at = _lines(random, text)
    lines[at] = random.choice([" ", "  ", "\t", "      "]) + lines[at] if random.random() < 0.5 else lines[at].lstrip()
    return "\n".join(lines)


def insert_sign(random: Random, text: str) -> str:
    at = random.randrange(len(text) + 1)
    return text[:at] + random.choice(NASTY) + text[at:]


def cut(random: Random, text: str) -> str:
    return text[: random.randrange(len(text) + 1)]


def drop_sign(random: Random, text: str) -> str:
    at = random.randrange(len(text) + 1)
    return text[:at] + text[at + 1 :]


def replace_value(random: Random, text: str) -> str:
    lines, at = _lines(random, text)
    head, colon, _ = lines[at].partition(":")
    lines[at] = f"{head}: {random.choice(WORDS)}" if colon else random.choice(WORDS)
    return "\n".join(lines)


def misspell_key(random: Random, text: str) -> str:
    lines, at = _lines(random, text)
    head, colon, rest = lines[at].partition(":")
    lines[at] = f"{head[:-1]}{colon}{rest}" if random.random() < 0.5 else f"{head}{random.choice('sx-')}{colon}{rest}"
    return "\n".join(lines)


def line_ends(random: Random, text: str) -> str:
    return text.replace("\n", random.choice(["\r\n", "\r", "\u2028", "\u0085"]))


CHANGES = (delete_line, duplicate_line, swap_lines, indent_line, insert_sign, cut, drop_sign, replace_value, misspell_key, line_ends)


def reshaped(random: Random, value: Any) -> Any:
    """Return plain values with something in them replaced, dropped, renamed or shuffled."""
    if isinstance(value, dict) and value and random.random() < 0.85:
        keys = list(value)
        if random.random() < 0.2:
            random.shuffle(keys)
        chosen = random.choice(keys)
        return {
            (random.choice(WORDS) if key == chosen and random.random() < 0.1 else key): reshaped(random, value[key]) if key == chosen else value[key]
            for key in keys
        }
    if isinstance(value, list) and value and random.random() < 0.6:
        at = random.randrange(len(value))
        return [*value[:at], reshaped(random, value[at]), *value[at + random.randint(0, 1) :]]
    return random.choice([None, [], {}, "", "x", 3, -1, 2.5, True, ["a", ["b"]], {"a": {"b": "c"}}, {"x": None}, "🏺" * 400, "a\nb", value])


def rewritten(file: Path, seed: int, folder: Path) -> Iterator[None]:
    raw = file.read_bytes()
    random = Random(seed)
    if file.suffix == ".yml" and random.random() < 0.4:
        changed_raw = yaml.safe_dump(reshaped(random, yaml.safe_load(raw)), allow_unicode=True, sort_keys=random.random() < 0.3).encode()
    elif random.random() < 0.1:
        at = random.randrange(len(raw))
        changed_raw = raw[:at] + bytes([random.randrange(256)]) + raw[at + random.randrange(2) :]
    else:
        changed_raw = changed(random, raw.decode()).encode("utf-8", "surrogatepass")
    try:
        file.write_bytes(changed_raw)
        yield
    finally:
        file.write_bytes(raw)


@examples(200)
@given(seed=st.integers(0, 1 << 32), count=st.integers(1, 3))
def test_changed_files_of_a_small_course(tiny: Path, seed: int, count: int) -> None:
    random = Random(seed)
    files = random.sample(sources_of(tiny), count)
    changes = [rewritten(file, seed + position, tiny) for position, file in enumerate(files)]
    try:
        for change in changes:
            next(change)
        exercise(Compiler([tiny]))
    finally:
        for change in changes:
            change.close()


@examples(25)
@given(seed=st.integers(0, 1 << 32))
def test_changed_files_of_the_real_course(real: Path, seed: int) -> None:
    change = rewritten(Random(seed).choice(sources_of(real)), seed, real)
    compiler = COMPILERS.setdefault(real, Compiler([real]))
    try:
        next(change)
        exercise(compiler)
    finally:
        change.close()


COMPILERS: dict[Path, Compiler] = {}

_SCALARS = st.sampled_from([*WORDS, *NASTY[:12], "title", "G1", "choice", "Mon 09:00"])
_KEYS = st.sampled_from(
    [
        "id",
        "title",
        "languages",
        "modules",
        "claims",
        "people",
        "thread",
        "activities",
        "kind",
        "options",
        "steps",
        "by",
        "at",
        "text",
        "feedback",
        "scales",
        "x",
        "goals",
        "lessons",
    ]
)
_TREES = st.recursive(_SCALARS, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(_KEYS, inner, max_size=5), max_leaves=14)


@examples(150)
@given(trees=st.lists(_TREES, min_size=1, max_size=3), seed=st.integers(0, 1 << 16))
def test_any_tree_as_a_file(tiny: Path, trees: list[Any], seed: int) -> None:
    files = Random(seed).sample([file for file in sources_of(tiny) if file.suffix == ".yml"], len(trees))
    kept = {file: file.read_bytes() for file in files}
    try:
        for file, tree in zip(files, trees, strict=True):
            file.write_text(yaml.safe_dump(tree, allow_unicode=True), encoding="utf-8")
        exercise(Compiler([tiny]))
    finally:
        for file, raw in kept.items():
            file.write_bytes(raw)


_SNIPPETS = st.lists(st.sampled_from([*NASTY, "a", "b: c", "key:", " ", "  ", "\n", "\n  ", "text", "é"]), max_size=24).map("".join)


@examples(600)
@given(text=_SNIPPETS | st.text(max_size=40))
def test_any_text_is_yaml_or_a_problem_in_it(text: str) -> None:
    problems = Problems()
    document = parse_yaml(text.replace("\x00", "").replace("\x1b", ""), "file.yml", problems)
    as_text(problems, Sources({"file.yml": document.source}))
    assert document.value is not None or len(problems) > 0


@pytest.mark.parametrize("sign", [*"\x07\x1f\x7f\x80\x84\x86\x9f\ufffe\uffff\ufdd0", "\ufeff", "\U0001fffe", "\u200b", "\u0600", "\U000e0001"], ids=ascii)
def test_every_odd_character_is_read_or_reported(sign: str, make_course: Any) -> None:
    root = make_course({"content/people.yml": f"people:\n  mira: {{name: Mira, handle: mira_h, role: 'a{sign}b'}}\n"})
    exercise(Compiler([root]))
