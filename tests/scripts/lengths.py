"""Compares how long texts are by `leitfaden.lengths` with what its twin in JavaScript said: `lengths.js` prints the file."""

import json
import sys
from pathlib import Path

from leitfaden.lengths import NETWORKS

texts = json.loads(Path(sys.argv[1]).read_text(encoding="utf-8"))
wrong = [
    f"{text!r} on {network}: {NETWORKS[network].count(text)} in Python, {count} in JavaScript"
    for text, counts in ((one["text"], one["counts"]) for one in texts)
    for network, count in counts.items()
    if NETWORKS[network].count(text) != count
]
print("\n".join(wrong[:20]) or f"lengths: {len(texts)} random texts, counted alike by twitter-text, JavaScript and Python")
sys.exit(bool(wrong))
