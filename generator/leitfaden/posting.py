"""People and posts of a scenario in one language, as threads show them."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import partial
from typing import Any, TypeAlias

from leitfaden.checking.scenarios import image_path
from leitfaden.courses import Registry, Stated
from leitfaden.inline import parse_prose, plain
from leitfaden.model.scenario import Post
from leitfaden.posts import recognise
from leitfaden.problems import Route
from leitfaden.speaking import speaker
from leitfaden.threads import LocalImage, LocalPerson, LocalPost, Moment

_AT = re.compile(r"(?:w(\d+) )?(\w+) (\d+):(\d+)")

Posts: TypeAlias = Callable[[Route, Mapping[str, Post]], dict[str, LocalPost]]


def local_people(stated: Stated[Any], registry: Registry[Any], language: str) -> dict[str, LocalPerson]:
    """Return who may post in a scenario: those of the whole course, then those of its own."""
    found: dict[str, LocalPerson] = {}
    for key, person in registry.entries.items():
        found[key] = LocalPerson(key, person.value.name, person.value.handle, speaker(person, language)("role"))
    say = speaker(stated, language)
    for key, person in stated.value.people.items():
        found[key] = LocalPerson(key, person.name, person.handle, say("people", key, "role"))
    return found


def local_posts(
    written: Callable[..., str], people: Mapping[str, LocalPerson], file: str, files: set[str], route: Route, posts: Mapping[str, Post]
) -> dict[str, LocalPost]:
    """Return the posts at `route` of a scenario, without those whose author dropped out.

    Arguments:
        written: gives the scenario's text at a route.
        file: the scenario's file, to which paths of images are relative; `files` are those of the course.
    """
    return {key: _post(key, post, partial(written, *route, key), people, file, files) for key, post in posts.items() if post.by in people}


def _post(key: str, post: Post, written: Callable[..., str], people: Mapping[str, LocalPerson], file: str, files: set[str]) -> LocalPost:
    text = written("text") if post.text is not None and not post.deleted and not post.reposts else ""
    image = None
    if post.image and (path := image_path(file, post.image.file, files)):
        image = LocalImage(path, plain(parse_prose(written("image", "alt"))))
    return LocalPost(
        id=key, by=people[post.by], at=_moment(post.at), text=recognise(text) if text else (), written=text.rstrip("\n"), reply_to=post.reply_to,
        quotes=post.quotes, reposts=post.reposts, image=image, likes=post.likes, reposted=post.reposted, edited=post.edited, deleted=post.deleted,
    )  # fmt: skip


def _moment(at: str) -> Moment:
    found = _AT.fullmatch(at)
    if found is None:
        raise ValueError(f"not validated: {at!r}")
    week, day, hour, minute = found.groups()
    return Moment(int(week or 1), day, int(hour), int(minute))
