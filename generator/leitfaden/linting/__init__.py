"""The linter: rules of good questions, and players who know nothing and answer all the same."""

from leitfaden.linting.linter import lint
from leitfaden.linting.rules import RULES

__all__ = ["RULES", "lint"]
