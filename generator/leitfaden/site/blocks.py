"""The HTML blocks that pages embed: threads, single posts, activities. Each is one line of complete HTML.

One line, because MkDocs hands pages to a Markdown parser: inside a raw block it would still rewrite fences and tabs.
Each block is a `section` with no `section` inside: Material's search forgets that a block is excluded as soon as an
inner element of the same name closes.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import partial
from importlib import resources
from typing import Any, TypeAlias

from jinja2 import DictLoader, Environment, StrictUndefined
from markupsafe import Markup, escape

from leitfaden.exercises import Exercise, Mark, Path, Target
from leitfaden.gamebooks import Gamebook
from leitfaden.inline import plain
from leitfaden.lengths import NETWORKS
from leitfaden.localising import LocalScenario
from leitfaden.model.activity import Activity
from leitfaden.notifications import Side, busiest, first_words, minutes, replay, sides
from leitfaden.problems import Place
from leitfaden.replies import is_clear, reply_depths, reply_line
from leitfaden.rules import rules
from leitfaden.site.avatars import avatar
from leitfaden.site.markup import marked_text, paragraphs, phrase, post_text
from leitfaden.threads import LocalPost
from leitfaden.wording import Words

_TEMPLATES = (
    "post.html",
    "thread.html",
    "side.html",
    "activity.html",
    "options.html",
    "modules.html",
    "practice.html",
    "print.html",
    "sources.html",
    "downloads.html",
    "record.html",
    "results.html",
    "review.html",
    "certificate.html",
    "test.html",
    "questions.html",
    "learner_files.html",
    "lesson_head.html",
    "continue.html",
    "plan.html",
    "tasks.html",
)
_FIXED_WORD = re.compile(r"{{ words\('(\w+)'\) }}")

SourceLinks: TypeAlias = Callable[[Place], tuple[str, str]]


def environment(kinds: Sequence[type[Activity]], words: Words) -> Environment:
    """Return the templates of the site and of `kinds`, with everything that they may call."""
    folder = resources.files("leitfaden.site") / "templates"
    sources = {name: (folder / name).read_text(encoding="utf-8") for name in _TEMPLATES}
    for kind in kinds:
        for name in (f"{kind.folder}.html", f"{kind.folder}.solution.html"):
            sources[name] = kind_file(kind, name)
    made = Environment(
        loader=DictLoader({name: _with_words(text.replace("\r\n", "\n"), words) for name, text in sources.items()}),
        autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True,
    )  # fmt: skip
    made.policies["json.dumps_kwargs"] = {"sort_keys": False}  # rules in the author's order: the first open question is asked for first
    made.globals |= {"words": words, "phrase": phrase, "paragraphs": paragraphs, "post_text": post_text, "avatar": avatar, "plain": plain, "base": ""}
    made.globals |= {
        "marked_text": marked_text,
        "place_name": partial(_place_name, words),
        "reply_depths": reply_depths,
        "reply_line": partial(reply_line, words=words),
        "is_clear": is_clear,
    }
    made.globals |= {"gamebook": partial(Gamebook, words)}
    made.globals |= {"networks": NETWORKS, "busiest": busiest, "first_words": first_words, "minutes": minutes, "replay": replay}
    return made


def kind_file(kind: type[Activity], name: str) -> str:
    """Return the text of a file in a kind's folder."""
    package = kind.__module__.rpartition(".")[0]
    return (resources.files(package) / name).read_text(encoding="utf-8")


def _with_words(template: str, words: Words) -> str:
    """Put in the words that depend on nothing, once and not for every block: a call from a template is slow."""
    return _FIXED_WORD.sub(lambda found: str(escape(words(found[1]))), template)


def one_line(html: str) -> str:
    """Return a block as one line: line breaks of templates stand between tags and carry no meaning."""
    return "".join(line.strip() for line in html.splitlines())


class Blocks:
    """Renders blocks for one language; `base` is the path from the page to the site's root, `../../` for example."""

    def __init__(self, kinds: Sequence[type[Activity]], words: Words) -> None:
        self.words = words
        self._templates = environment(kinds, words)
        self._rendered: dict[tuple[object, ...], str] = {}
        self.source: SourceLinks | None = None

    def render(self, template: str, base: str, **values: Any) -> str:
        """Return one of the site's own blocks."""
        return one_line(self._templates.get_template(template).render(base=base, **values))

    def forget(self) -> None:
        """Forget rendered blocks: lesson and scenario pages of a module share them, and then they only take room."""
        self._rendered.clear()

    def _source(self, scenario: LocalScenario, *route: str) -> Markup:
        """Return a link to a line of the scenario's file, in a preview; else nothing."""
        if self.source is None:
            return Markup()
        label, href = self.source(scenario.at.at(*route))
        return Markup('<a class="lf-source" href="{}">{}</a>').format(href, label)

    def _once(self, scenario: LocalScenario, template: str, base: str, key: tuple[object, ...], /, **values: Any) -> str:
        """Return a block of a scenario, rendered once for its lesson and its own page."""
        whole = (scenario, base, *key)
        if whole not in self._rendered:
            self._rendered[whole] = self.render(template, base, **values)
        return self._rendered[whole]

    def question(self, exercise: Exercise, scenario: LocalScenario, base: str) -> str:
        """Return an exercise as a test asks it: after the situation and the thread, unless the exercise shows that itself."""
        marks = any(isinstance(one, Mark) for one in exercise.interactions)
        thread = self._posts(scenario, () if marks else tuple(scenario.thread.values()), base, (), situation=True, anchors=False)
        return thread + self.activity(exercise, scenario, base)

    def thread(self, scenario: LocalScenario, base: str, *, situation: bool = True, anchors: bool = True, other_side: bool = True) -> str:
        """Return a scenario's situation and thread, and its other side unless the author or the caller leaves that out."""
        found = sides(scenario.thread) if scenario.other_side and other_side else ()
        return self._posts(scenario, tuple(scenario.thread.values()), base, found, situation=situation, anchors=anchors)

    def post(self, scenario: LocalScenario, post: str, base: str) -> str:
        """Return a single post of a thread."""
        return self._posts(scenario, (scenario.thread[post],), base, (), situation=False, anchors=False)

    def _posts(self, scenario: LocalScenario, shown: tuple[LocalPost, ...], base: str, found: tuple[Side, ...], *, situation: bool, anchors: bool) -> str:
        network = NETWORKS[scenario.network].name if scenario.network in NETWORKS else ""
        depths = reply_depths(scenario.thread) if len(shown) > 1 else dict.fromkeys(scenario.thread, 0)
        key = ("thread", tuple(post.id for post in shown), found != (), situation, anchors)
        return self._once(scenario, "thread.html", base, key, scenario=scenario, shown=shown, depths=depths, sides=found, situation=situation, anchors=anchors, network=network,
                          source=partial(self._source, scenario, "thread"))  # fmt: skip

    def activity(self, exercise: Exercise, scenario: LocalScenario, base: str) -> str:
        """Return an exercise as a form that works and reads without a script."""
        scoring = {interaction.id: rules(interaction) for interaction in exercise.interactions}
        key = ("activity", exercise.id)
        source = self._source(scenario, "activities", exercise.id.partition("/")[2])
        return self._once(
            scenario,
            "activity.html",
            base,
            key,
            exercise=exercise,
            check_word=_check_word(exercise),
            thread=scenario.thread,
            weeks=scenario.weeks,
            rules=scoring,
            anchor=anchor(exercise.id),
            record_key=record_key(exercise),
            source=source,
        )


def anchor(exercise: str) -> str:
    """Return the id in the page of an exercise, `<scenario>/<activity>`."""
    return exercise.replace("/", "--")


def record_key(exercise: Exercise) -> str:
    """Return what the script finds an exercise's answers by: its id, its revision, and the ids that it had before."""
    return "@".join((exercise.id, exercise.revision, *exercise.formerly))


def _check_word(exercise: Exercise) -> str:
    """Return the key of what the button says that ends a try."""
    if not exercise.scored:
        return "keep"
    return "see_debrief" if any(isinstance(one, Path) for one in exercise.interactions) else "check"


def _place_name(words: Words, target: Target) -> str:
    """Return what a place that can be marked is called: its words, quoted, or the whole post."""
    return words("mark_quoted", phrase=" ".join(target.phrase.split())) if target.phrase else words("mark_whole")
