"""The questions that reviews ask, as a script for each module: the page of reviews loads it when one of them is due.

A script and no data, since a page that was opened as a file may load nothing else. It has the same blocks as the pages,
their links from the page of reviews; of a thread only what is to be read, without anchors and without the other side.
"""

from __future__ import annotations

import json

from leitfaden.localising import LocalModule
from leitfaden.site.blocks import Blocks


def review_script(module: LocalModule, blocks: Blocks, base: str) -> str:
    """Return the script that brings a module's questions into the page; empty where a review can ask none.

    Arguments:
        base: the way from the page of reviews to the site's root.
    """
    asked = {scenario.id: [one for one in scenario.practised if one.scored and one.claims] for scenario in module.shown}
    scenarios = [scenario for scenario in module.shown if asked[scenario.id]]
    if not scenarios:
        return ""
    questions = {
        "threads": {scenario.id: blocks.thread(scenario, base, anchors=False, other_side=False) for scenario in scenarios},
        "activities": {one.id: blocks.activity(one, scenario, base) for scenario in scenarios for one in asked[scenario.id]},
    }
    data = json.dumps({module.id: questions}, ensure_ascii=False, separators=(",", ":"))
    return f"window.leitfadenQuestions=Object.assign(window.leitfadenQuestions||{{}},{data});\n"
