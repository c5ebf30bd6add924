"""Checks of one scenario: its people, its thread, its activities."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from functools import partial
from typing import Any

from pydantic import BaseModel

from leitfaden.activities.context import CheckContext
from leitfaden.checking.links import check_prose_links
from leitfaden.checking.names import Names, unknown
from leitfaden.courses import Scenario, Stated, united
from leitfaden.lengths import NETWORKS, excess
from leitfaden.model.fields import texts
from leitfaden.model.scenario import Post, ScenarioBase
from leitfaden.problems import Place, Problems, Related, Route
from leitfaden.wording import words_for

_DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_AT = re.compile(r"(?:w(\d+) )?(\w+) (\d+):(\d+)")
RESERVED = frozenset({"practice", "index"})


def minutes_of(at: str) -> int:
    """Return the minutes from Monday 00:00 of the first week to a post's time, `Mon 09:12` or `w2 Tue 14:30`."""
    found = _AT.fullmatch(at)
    if found is None:
        raise ValueError(f"not validated: {at!r}")
    week, day, hour, minute = found.groups()
    return ((int(week or 1) - 1) * 7 + _DAYS.index(day)) * 1440 + int(hour) * 60 + int(minute)


def check_scenario(scenario: Scenario, names: Names) -> Problems:
    """Return every problem of a scenario that its own file can't show by form alone."""
    problems = Problems()
    stated, value = scenario.stated, scenario.stated.value
    if scenario.id in RESERVED or f"{scenario.module}/{scenario.id}" in names.lessons:
        problems.add(
            "id-taken", stated.at, f"'{scenario.id}' is taken by another page of this module", "rename the scenario; its former id goes into `formerly`"
        )
    for index, claim in enumerate(value.claims):
        unknown(problems, "claim", claim, names.claims, stated.at.at("claims", index))
    people = united(stated.entries("people", value.people), names.people)
    if value.errs:
        unknown(problems, "person", value.errs, people, stated.at / "errs")
    thread = _Thread(stated, people, value.network or names.network, names, problems)
    thread.check(("thread",), value.thread)
    _check_activities(stated, names, thread, problems)
    check_prose_links(stated, problems)
    _check_written(stated, names.languages, problems)
    return problems


@dataclass(frozen=True)
class _Thread:
    """Checks posts, wherever in a scenario they stand."""

    stated: Stated[ScenarioBase]
    people: AbstractSet[str]
    network: str
    names: Names
    problems: Problems

    def check(self, route: Route, posts: Mapping[str, Post]) -> None:
        """Report what is wrong with `posts`, which stand at `route` and may refer to each other and to the thread's."""
        around = {} if route == ("thread",) else self.stated.value.thread
        earlier: dict[str, Post] = {}
        for key, post in posts.items():
            if (*route, key) not in self.stated.broken:
                self._check_post((*route, key), post, {**around, **posts}, earlier)
            earlier[key] = post

    def _check_post(self, route: Route, post: Post, known: Mapping[str, Post], earlier: dict[str, Post]) -> None:
        stated, problems = self.stated, self.problems
        at = stated.at.at(*route)
        unknown(problems, "person", post.by, self.people, at / "by")
        for relation in ("reply_to", "quotes", "reposts"):
            self._check_reference(route, post, relation, known)
        _check_time(route, post, earlier, stated, problems)
        if not any(broken[: len(route)] == route for broken in stated.broken):
            _check_content(post, at, problems)
        _check_image(post, at, self.names, problems)
        _check_length(stated, route, post, self.network, problems)

    def _check_reference(self, route: Route, post: Post, relation: str, known: Mapping[str, Post]) -> None:
        target, key, at = getattr(post, relation), str(route[-1]), self.stated.at.at(*route, relation)
        names = {*known, *self.stated.entries("thread", self.stated.value.thread), *(str(one[-1]) for one in self.stated.broken if one[:-1] == route[:-1])}
        if target is None or unknown(self.problems, "post", target, names, at) or target not in known:
            return
        positions = {one: position for position, one in enumerate(known)}
        if target == key:
            self.problems.add("reply-to-later", at, "a post can't refer to itself", "name an earlier post")
        elif positions[target] > positions[key] and minutes_of(known[target].at) >= minutes_of(post.at):
            related = (Related(self.stated.at.at(*route[:-1], target).key, f"'{target}' stands here"),)
            self.problems.add("reply-to-later", at, f"'{target}' comes later: nobody can refer to it yet", "name an earlier post, or move the posts", related)


def _check_time(route: Route, post: Post, earlier: dict[str, Post], stated: Stated[ScenarioBase], problems: Problems) -> None:
    if not earlier:
        return
    last = next(reversed(earlier))
    if minutes_of(post.at) < minutes_of(earlier[last].at):
        related = (Related(stated.at.at(*route[:-1], last, "at"), f"'{last}' is from {earlier[last].at}"),)
        problems.add(
            "posts-out-of-order",
            stated.at.at(*route, "at"),
            f"{post.at} is earlier than the post above",
            "correct the time, or move the post up: posts stand in the order of time",
            related,
        )


def _check_content(post: Post, at: Place, problems: Problems) -> None:
    bare = post.reposts is not None or post.deleted
    if bare and post.text is not None:
        what, hint = ("a repost", "use `quotes` to add words of one's own") if post.reposts else ("a deleted post", "delete the text, or leave `deleted` out")
        problems.add("text-not-shown", at / "text", f"{what} shows no text", hint)
    if not bare and post.text is None and post.image is None:
        problems.add("empty-post", at.key, "the post says and shows nothing", "write its `text`")


def _check_image(post: Post, at: Place, names: Names, problems: Problems) -> None:
    if post.image is None:
        return
    path = image_path(at.file, post.image.file, names.files)
    if path is None:
        inside = not posixpath.isabs(post.image.file) and not posixpath.normpath(post.image.file).startswith("../..")
        code, hint = ("image-missing", "the path is relative to this file") if inside else ("image-outside", "move it beside the scenario")
        problems.add(code, at.at("image", "file"), f"there is no image '{post.image.file}' in the course", hint)


def image_path(file: str, image: str, files: frozenset[str] | set[str]) -> str | None:
    """Return the path, inside its root, of an image that a scenario file names relative to itself; None: not there."""
    folder = file[file.rindex("quizzes/") :].rpartition("/")[0] if "quizzes/" in file else "quizzes"
    path = posixpath.normpath(posixpath.join(folder, image))
    return path if path in files else None


def _check_length(stated: Stated[ScenarioBase], route: Route, post: Post, network: str, problems: Problems) -> None:
    for _, text, place in texts_at(stated, (*route, "text")) if post.text is not None else ():
        over = excess(text.rstrip("\n"), network)
        if over:
            length, limit = over
            problems.add(
                "post-too-long",
                place,
                f"{length} of {limit} characters on {NETWORKS[network].name}",
                f"shorten it by {length - limit}, or name another `network`",
            )


def _check_written(stated: Stated[ScenarioBase], languages: Sequence[str], problems: Problems) -> None:
    """Report, once a file, that texts are left with which `leitfaden new scenario` begins: learners would read them."""
    written = {field.route: field.text for field in texts(stated.value)}
    sources = [(stated.at, written, languages[0]), *((one.at, one.texts, language) for language, one in stated.translations.items())]
    for at, said, language in sources:
        placeholders = words_for(language).placeholders
        left = [route for route, text in said.items() if text.strip() in placeholders]
        if left:
            message = "this asks the author something, and learners would read it" + (f": {len(left)} texts of this file do" if len(left) > 1 else "")
            problems.warn("placeholder-left", at.at(*left[0]), message, "write the scenario's own text: `leitfaden new scenario` only begins one")


def texts_at(stated: Stated[ScenarioBase], route: Route) -> Iterator[tuple[str, str, Place]]:
    """Yield language (empty for the first), text and place of the text at `route`, in every language that has it.

    Nothing is yielded for what dropped out, since nobody can say what stands there.
    """
    value: Any = stated.value
    for step in route:
        if isinstance(value, dict) and step not in value:
            return
        value = getattr(value, str(step)) if isinstance(value, BaseModel) else value[step]
    yield "", str(value or ""), stated.at.at(*route)
    for language, translation in stated.translations.items():
        if route in translation.texts:
            yield language, translation.texts[route], translation.at.at(*route)


def _check_activities(stated: Stated[ScenarioBase], names: Names, thread: _Thread, problems: Problems) -> None:
    for key, activity in stated.value.activities.items():
        if ("activities", key) in stated.broken:
            continue
        at = stated.at.at("activities", key)
        for index, claim in enumerate(activity.claims or ()):
            unknown(problems, "claim", claim, names.claims, at.at("claims", index))
        broken = {route[2:] for route in stated.broken if route[:2] == ("activities", key) and len(route) > 2}
        context = CheckContext(
            at=at, problems=problems, posts=stated.entries("thread", stated.value.thread), people=thread.people,
            network=thread.network, scales=names.scales,
            known_scales=names.known_scales, misconceptions=names.misconceptions, broken=broken,
            texts=partial(texts_at, stated), check_posts=thread.check,
        )  # fmt: skip
        activity.check(context)
