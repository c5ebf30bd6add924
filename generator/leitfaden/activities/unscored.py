"""What kinds without a score have in common: keys of every activity that mean nothing there."""

from __future__ import annotations

from leitfaden.activities.context import CheckContext
from leitfaden.model.activity import Activity

_OF_SCORES = ("points", "tries", "confidence", "feedback_from", "shuffle")


def check_unscored(activity: Activity, context: CheckContext) -> None:
    """Report keys of `activity` that speak of scores, tries or options: nothing is scored, and nothing is given to choose."""
    for key in _OF_SCORES:
        if key in activity.model_fields_set:
            message = f"'{key}' has no effect: the kind '{activity.kind}' is never scored"
            context.problems.add("key-without-effect", (context.at / key).key, message, "delete it")
    if activity.use == "test":
        context.problems.add(
            "key-without-effect", (context.at / "use").key, f"the kind '{activity.kind}' is never scored, so no test can hold it", "delete `use`"
        )
