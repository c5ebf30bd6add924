"""The service worker that keeps a finished site on a visitor's device, written from the list of the site's files.

It lies at the site's root, one for all languages, and every build writes it: where nothing is to be kept (a preview, a
site for `file://`, one that is too large), a worker that takes an earlier one's place and goes, since a browser that has
a worker asks nobody else.
"""

from __future__ import annotations

import hashlib
import json
import re
from base64 import b64encode
from collections.abc import Iterable, Iterator, Mapping, Sequence
from importlib import resources

from leitfaden.artifacts import Artifact
from leitfaden.site.bundle import minified
from leitfaden.wording import Words

WORKER = "sw.js"
LARGEST = 60_000_000
"""The bytes up to which a site is kept. Everybody who visits fetches all of it, in the background."""

_KEPT = (
    ".html", ".css", ".js", ".mjs", ".json", ".webmanifest", ".png", ".jpg", ".jpeg", ".gif", ".svg", ".webp", ".avif", ".ico", ".woff", ".woff2", ".ttf", ".otf",
)  # fmt: skip
_SEARCH = "assets/javascripts/lunr/"
_CUTTERS = {"tinyseg": {"ja"}, "wordcut": {"hi", "th"}}


def offline_worker(site: Iterable[Artifact], interfaces: Sequence[Words]) -> Artifact:
    """Return the worker that keeps what the pages of a site need; the one that keeps nothing where that is too much.

    Arguments:
        site: all files of the finished site, with their paths below its root.
        interfaces: in each language of the course; the first one's pages lie at the root, the others' in folders of their codes.

    What is fetched as a file (PDF, XML, archives, films), maps of sources, and what the theme brings to search in other
    languages are left to the network.
    """
    languages = [words.code for words in interfaces]
    kept = {artifact.path: artifact.bytes() for artifact in site if _is_kept(artifact.path, languages)}
    if sum(map(len, kept.values())) > LARGEST:
        return leaving_worker()
    return Artifact(WORKER, _filled("keeping.js", FILES=_listed(kept), SENTENCES=_sentences(interfaces)).encode())


def leaving_worker() -> Artifact:
    """Return the worker that takes the place of one that an earlier site left at this address, and goes."""
    return Artifact(WORKER, _filled("leaving.js").encode())


def _is_kept(path: str, languages: Sequence[str]) -> bool:
    if path == WORKER or not path.endswith(_KEPT) or any(part.startswith(".") for part in path.split("/")):
        return False
    folder, found, part = path.partition(_SEARCH)
    return not found or part in _searched(folder.rstrip("/"), languages)


def _searched(folder: str, languages: Sequence[str]) -> Iterator[str]:
    """Yield what the theme's search loads to understand the language whose site lies in `folder`."""
    language = folder or languages[0]
    if language != "en":
        yield from (f"min/lunr.{part}.min.js" for part in (language, "stemmer.support"))
    yield from (f"{name}.js" for name, spoken in _CUTTERS.items() if language in spoken)


def _listed(files: Mapping[str, bytes]) -> dict[str, str]:
    """Return the SHA-256 of each file, in base64, by the address that pages have: `moderation/how-much/`."""
    addressed = {re.sub(r"(^|/)index\.html$", r"\1", path): data for path, data in files.items()}
    return {path: b64encode(hashlib.sha256(data).digest()).decode() for path, data in sorted(addressed.items())}


def _sentences(interfaces: Sequence[Words]) -> dict[str, str]:
    return {f"{words.code}/" if place else "": words("offline_missing") for place, words in enumerate(interfaces)}


def _filled(name: str, **values: object) -> str:
    """Return a worker's script with `values` in their places."""
    code = minified("javascript", (resources.files("leitfaden.site") / "assets" / "worker" / name).read_text(encoding="utf-8"))
    for place, value in values.items():
        code = code.replace(f"__{place}__", json.dumps(value, ensure_ascii=False, separators=(",", ":")))
    return f"{code}\n"
