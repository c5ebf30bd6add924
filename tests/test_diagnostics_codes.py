"""The page of problems knows every code, and its examples are those that the cases provoke."""

from __future__ import annotations

import re
from pathlib import Path

from problem_codes import known_codes

ENTRY = re.compile(
    r"^## (?P<code>\S+)\n\n(?P<meaning>\S[^\n]*)\n\n```(?P<language>\w+)\n(?P<example>.*?)\n```\n\n\*\*Cure\.\*\* (?P<cure>\S[^\n]*)$", re.DOTALL | re.MULTILINE
)


def test_the_page_of_problems_has_every_code_once_in_alphabetical_order(repository: Path) -> None:
    page = (repository / "docs" / "problems.md").read_text(encoding="utf-8")
    codes = re.findall(r"^## (.*)$", page, re.MULTILINE)
    assert codes == sorted(known_codes())
    assert [entry["code"] for entry in ENTRY.finditer(page)] == codes, "an entry lacks its meaning, example or cure"


def test_examples_stand_in_the_cases(repository: Path) -> None:
    """The line that an entry shows is one that a case with this code holds, so that no example is invented."""
    page = (repository / "docs" / "problems.md").read_text(encoding="utf-8")
    cases = repository / "tests" / "cases"
    outputs = {case: (case / "out.txt").read_text(encoding="utf-8") for case in (cases / "err").iterdir()}
    invented = []
    for entry in ENTRY.finditer(page):
        if entry["example"].startswith("#"):
            continue
        provoking = [case for case, output in outputs.items() if f"[{entry['code']}]" in output]
        held = "".join(
            file.read_text(encoding="utf-8", errors="replace") for case in (*provoking, cases / "base") for file in case.rglob("*.*") if file.is_file()
        )
        if not any(line.strip() in held for line in entry["example"].splitlines()):
            invented.append(entry["code"])
    assert not invented
