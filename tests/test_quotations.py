"""The course restates its two articles in its own words: no run of eight words of theirs stands in the project."""

from __future__ import annotations

import subprocess
from pathlib import Path

from quoted import hash_of, quoted, runs

SENTENCE = "Nobody who reads this test will find these words in an article"
BINARY = {".png", ".woff2", ".pdf", ".ico"}


def hashes() -> frozenset[str]:
    return frozenset((Path(__file__).parent / "quoted.txt").read_text(encoding="utf-8").split())


def test_a_quotation_is_found_whatever_stands_between_its_words() -> None:
    known = frozenset(hash_of(run) for run in runs(SENTENCE))
    assert len(known) == 5
    assert quoted("He wrote: nobody who reads – this test\nwill FIND these words.", known) == [
        "nobody who reads this test will find these",
        "who reads this test will find these words",
    ]
    assert quoted("Nobody who reads this test will see these words.", known) == []


def test_both_articles_are_known() -> None:
    assert len(hashes()) > 1200


def test_nothing_in_the_project_quotes_the_articles(repository: Path) -> None:
    listed = subprocess.run(["git", "ls-files", "--cached", "--others", "--exclude-standard"], cwd=repository, capture_output=True, text=True, check=True)
    files = [repository / name for name in listed.stdout.splitlines()]
    known = hashes()
    texts = {file: file.read_text(encoding="utf-8", errors="replace") for file in files if file.is_file() and file.suffix not in BINARY}
    assert len(texts) > 500
    assert {str(file.relative_to(repository)): found for file, text in texts.items() if (found := quoted(text, known))} == {}
