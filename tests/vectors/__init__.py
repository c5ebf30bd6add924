"""Writes `scoring.json`: what answers score, worked out from the words of docs/scoring.md with exact fractions.

    python -m tests.vectors.make

It shares no code with `leitfaden.scoring` and imports nothing of Leitfaden, so that an error there can't hide here.
Each module states the contract for some forms of interaction and then lists cases of it.
"""
