"""All rules, in the order of the documentation."""

from __future__ import annotations

from leitfaden.linting import balance, giveaways, reasons, wording
from leitfaden.linting.rule import Rule

RULES: tuple[Rule, ...] = (*wording.RULES, *giveaways.RULES, *reasons.RULES, *balance.RULES)
