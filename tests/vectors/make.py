"""Puts the cases of all forms into one file."""

from __future__ import annotations

import json
from pathlib import Path

from .filling import blanks, gaps
from .limiting import limited
from .picking import marks, severals, singles
from .placing import matches
from .playing import plays
from .stepping import orders, rates
from .whole import exercises, writes

FILE = Path(__file__).with_name("scoring.json")
ABOUT = (
    "Answers and what they score, for every implementation of the scoring contract; `blanks`: what typed text is recognised as."
    " Written by make.py; `answer` left out: nothing was answered; `score` null: never scored."
)


def vectors_text() -> str:
    """Return the file's text: one case a line."""
    interactions = [*singles(), *severals(), *rates(), *orders(), *marks(), *matches(), *limited(), *gaps(), *plays(), *writes()]
    parts = {"interactions": interactions, "exercises": [*exercises()], "blanks": [*blanks()]}
    lists = [f'"{name}": [\n' + ",\n".join(json.dumps(one) for one in cases) + "\n]" for name, cases in parts.items()]
    return "{\n" + ",\n".join([f'"about": {json.dumps(ABOUT)}', *lists]) + "\n}\n"


if __name__ == "__main__":
    FILE.write_text(vectors_text(), encoding="utf-8")
