"""The list of what browsers keep of a site: what pages need, all of it, each file with its hash, and nothing else."""

from __future__ import annotations

import hashlib
import json
import re
from base64 import b64encode
from collections.abc import Iterable, Mapping
from pathlib import Path

import pytest

from leitfaden.artifacts import Artifact, artifacts_in, write_folder
from leitfaden.site import offline
from leitfaden.site.offline import leaving_worker, offline_worker
from leitfaden.wording import words_for

LUNR = "assets/javascripts/lunr"


def listed(paths: Iterable[str], languages: tuple[str, ...] = ("en",)) -> Mapping[str, str]:
    """Return the list that the worker of a site with these files has."""
    code = offline_worker([Artifact(path, path.encode()) for path in paths], [*map(words_for, languages)]).bytes().decode()
    found: dict[str, str] = json.loads(re.search(r"Object\.entries\((\{.*?\})\)", code)[1])
    return found


def test_a_file_is_named_by_its_address_and_its_hash() -> None:
    found = listed(["index.html", "garden/bed/index.html", "garden/bed.html", "a & b.svg"])
    assert found == {
        address: b64encode(hashlib.sha256(path.encode()).digest()).decode()
        for address, path in (("", "index.html"), ("a & b.svg",) * 2, ("garden/bed.html",) * 2, ("garden/bed/", "garden/bed/index.html"))
    }


@pytest.mark.parametrize(
    "path",
    [
        "sw.js",
        "sitemap.xml",
        "downloads/x.pdf",
        "downloads/x.moodle.xml",
        "film.mp4",
        "files.zip",
        "assets/bundle.js.map",
        ".nojekyll",
        ".well-known/x.json",
        "CNAME",
    ],
)
def test_what_is_left_to_the_network(path: str) -> None:
    assert listed([path, "index.html"]).keys() == {""}


@pytest.mark.parametrize(
    ("languages", "kept"),
    [
        (("en",), set()),
        (("de", "en"), {f"{LUNR}/min/lunr.de.min.js", f"{LUNR}/min/lunr.stemmer.support.min.js"}),
        (("en", "ja"), {f"ja/{LUNR}/min/lunr.ja.min.js", f"ja/{LUNR}/min/lunr.stemmer.support.min.js", f"ja/{LUNR}/tinyseg.js"}),
        (("th", "de"), {f"{LUNR}/min/lunr.th.min.js", f"{LUNR}/min/lunr.stemmer.support.min.js", f"{LUNR}/wordcut.js", f"de/{LUNR}/min/lunr.de.min.js", f"de/{LUNR}/min/lunr.stemmer.support.min.js"}),
    ],
)  # fmt: skip
def test_search_keeps_its_own_language(languages: tuple[str, ...], kept: set[str]) -> None:
    names = [f"min/lunr.{one}.min.js" for one in ("de", "ja", "th", "fr", "multi", "stemmer.support")] + ["tinyseg.js", "wordcut.js"]
    folders = ["", *(f"{language}/" for language in languages[1:])]
    assert listed([f"{folder}{LUNR}/{name}" for folder in folders for name in names], languages).keys() == kept


def test_the_same_site_has_the_same_worker(tmp_path: Path) -> None:
    """Whatever the order in which files come, and from memory as from a folder."""
    files = [Artifact(path, path.encode()) for path in ("index.html", "b.css", "a/index.html")]
    write_folder(files, tmp_path)
    workers = [offline_worker(some, [words_for("de")]) for some in (files, reversed(files), artifacts_in(tmp_path))]
    assert workers[0] == workers[1] == workers[2]
    assert workers[0].path == "sw.js"


def test_another_content_makes_another_worker() -> None:
    assert offline_worker([Artifact("index.html", b"a")], [words_for("de")]) != offline_worker([Artifact("index.html", b"b")], [words_for("de")])


def test_a_large_site_is_not_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    files = [Artifact("index.html", b"123"), Artifact("films.zip", b"1234")]
    monkeypatch.setattr(offline, "LARGEST", 3)
    assert offline_worker(files, [words_for("de")]) != leaving_worker()
    monkeypatch.setattr(offline, "LARGEST", 2)
    assert offline_worker(files, [words_for("de")]) == leaving_worker()


def test_what_it_says_is_said_in_each_language() -> None:
    code = offline_worker([], [words_for("de"), words_for("en")]).bytes().decode()
    assert json.loads(re.search(r'=(\{"":"[^}]*\})', code)[1]) == {"": words_for("de")("offline_missing"), "en/": words_for("en")("offline_missing")}
