"""Checks of one scenario: its people, its thread, its activities."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator, Mapping
from collections.abc import Set as AbstractSet
from typing import Literal

from leitfaden.activities.context import CheckContext
from leitfaden.checking.links import check_prose_links
from leitfaden.checking.names import Names, unknown
from leitfaden.courses import Scenario, Stated, united
from leitfaden.lengths import NETWORKS, excess
from leitfaden.model.scenario import Post, ScenarioBase
from leitfaden.problems import Place, Problems, Related

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
    _check_thread(stated, people, value.network or names.network, names, problems)
    _check_activities(stated, names, problems)
    check_prose_links(stated, problems)
    return problems


def _check_thread(stated: Stated[ScenarioBase], people: AbstractSet[str], network: str, names: Names, problems: Problems) -> None:
    thread = stated.value.thread
    all_posts = stated.entries("thread", thread)
    positions = {key: position for position, key in enumerate(thread)}
    earlier: dict[str, Post] = {}
    for key, post in thread.items():
        if ("thread", key) in stated.broken:
            earlier[key] = post
            continue
        at = stated.at.at("thread", key)
        unknown(problems, "person", post.by, people, at / "by")
        for relation in ("reply_to", "quotes", "reposts"):
            _check_reference(key, getattr(post, relation), at / relation, all_posts, positions, stated, problems)
        _check_time(post, earlier, at, stated, problems)
        if not any(route[:2] == ("thread", key) for route in stated.broken):
            _check_content(post, at, problems)
        _check_image(post, at, names, problems)
        _check_length(stated, key, post, network, problems)
        earlier[key] = post


def _check_reference(
    key: str, target: str | None, at: Place, posts: AbstractSet[str], positions: Mapping[str, int], stated: Stated[ScenarioBase], problems: Problems
) -> None:
    if target is None or unknown(problems, "post", target, posts, at) or target not in stated.value.thread:
        return
    thread = stated.value.thread
    later_in_time = minutes_of(thread[target].at) >= minutes_of(thread[key].at)
    if target == key:
        problems.add("reply-to-later", at, "a post can't refer to itself", "name an earlier post")
    elif positions[target] > positions[key] and later_in_time:
        related = (Related(stated.at.at("thread", target).key, f"'{target}' stands here"),)
        problems.add("reply-to-later", at, f"'{target}' comes later: nobody can refer to it yet", "name an earlier post, or move the posts", related)


def _check_time(post: Post, earlier: dict[str, Post], at: Place, stated: Stated[ScenarioBase], problems: Problems) -> None:
    if not earlier:
        return
    last = next(reversed(earlier))
    if minutes_of(post.at) < minutes_of(earlier[last].at):
        related = (Related(stated.at.at("thread", last, "at"), f"'{last}' is from {earlier[last].at}"),)
        problems.add(
            "posts-out-of-order",
            at / "at",
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


def _check_length(stated: Stated[ScenarioBase], key: str, post: Post, network: str, problems: Problems) -> None:
    for text, place in _post_texts(stated, key, post):
        over = excess(text.rstrip("\n"), network)
        if over:
            length, limit = over
            problems.add(
                "post-too-long",
                place,
                f"{length} of {limit} characters on {NETWORKS[network].name}",
                f"shorten it by {length - limit}, or name another `network`",
            )


def _post_texts(stated: Stated[ScenarioBase], key: str, post: Post) -> Iterator[tuple[str, Place]]:
    if post.text is None:
        return
    route: tuple[Literal["thread"], str, Literal["text"]] = ("thread", key, "text")
    yield post.text, stated.at.at(*route)
    for translation in stated.translations.values():
        if route in translation.texts:
            yield translation.texts[route], translation.at.at(*route)


def _check_activities(stated: Stated[ScenarioBase], names: Names, problems: Problems) -> None:
    for key, activity in stated.value.activities.items():
        if ("activities", key) in stated.broken:
            continue
        at = stated.at.at("activities", key)
        for index, claim in enumerate(activity.claims or ()):
            unknown(problems, "claim", claim, names.claims, at.at("claims", index))
        broken = {route[2:] for route in stated.broken if route[:2] == ("activities", key) and len(route) > 2}
        context = CheckContext(
            at=at, problems=problems, posts=stated.entries("thread", stated.value.thread), scales=names.scales,
            known_scales=names.known_scales, misconceptions=names.misconceptions, broken=broken,
        )  # fmt: skip
        activity.check(context)
