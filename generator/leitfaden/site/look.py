"""How a site looks and where it stands: what its mkdocs.yml says of that, with the mkdocs.yml of overlays on top."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from leitfaden.problems import did_you_mean, shown

LOOKS = ("site_name", "site_url", "copyright", "theme", "extra", "extra_css", "extra_javascript")
"""The keys of mkdocs.yml that are the author's, and that an overlay's may hold."""

_BY_KEY = ("theme", "extra")
_ONE_BY_ONE = ("extra_css", "extra_javascript")


@dataclass(frozen=True)
class Look:
    """What the site's own mkdocs.yml says of its address and its looks; plain values.

    Arguments:
        site_url: the address of the first language's site, or empty.
        theme: the `theme` of mkdocs.yml; name, language and font are ours to set.
        extra: its `extra`.
        copyright: its `copyright`, or empty.
        directory_urls: `use_directory_urls`.
        search: whether the search works where the site will be read (not from `file://`).
        downloads: whether the site offers worksheets, solutions and the question bank.
        preview: whether somebody is still writing: no downloads are made then, and their page says so.
        keeps: whether visitors' browsers keep the site for times without a network.
        css, javascript: the author's own `extra_css` and `extra_javascript`.
    """

    site_url: str = ""
    theme: Mapping[str, Any] = field(default_factory=dict)
    extra: Mapping[str, Any] = field(default_factory=dict)
    copyright: str = ""
    directory_urls: bool = True
    search: bool = True
    downloads: bool = True
    preview: bool = False
    keeps: bool = False
    css: Sequence[str] = ()
    javascript: Sequence[str] = ()


def look_fault(written: Any) -> str:
    """Return what is wrong with the plain values of an overlay's mkdocs.yml, in a sentence, or nothing."""
    if not isinstance(written, Mapping):
        return "keys with values are expected, such as `copyright: …`"
    strange = next((str(key) for key in written if key not in LOOKS), "")
    if strange:
        return f"in an overlay there is no '{shown(strange)}'; {did_you_mean(strange, LOOKS)}"
    wrong = next((key for key in _ONE_BY_ONE if not isinstance(written.get(key, []), list)), "")
    return f"'{wrong}' is a list: write `{wrong}: [{shown(str(written[wrong]))}]`" if wrong else ""


def on_top(below: Mapping[str, Any], above: Mapping[str, Any]) -> dict[str, Any]:
    """Return what two files `mkdocs.yml` say together, values of plain YAML.

    A key of `above` takes the place of the same one; in `theme` and `extra` each key stands for itself, and styles and
    scripts come behind those that are there, so that they have the last word.
    """
    found = {**below, **above}
    for key in _BY_KEY:
        found[key] = {**_mapping(below.get(key)), **_mapping(above.get(key))}
    for key in _ONE_BY_ONE:
        files = [*(below.get(key) or ()), *(above.get(key) or ())]
        found[key] = [file for index, file in enumerate(files) if file not in files[:index]]
    icon = _mapping(_mapping(above.get("theme")).get("icon"))
    if "logo" in icon and "logo" not in _mapping(above.get("theme")):
        found["theme"].pop("logo", None)  # the theme prefers a file
    return found


def named_files(look: Look) -> Iterator[str]:
    """Yield the files below `content/` that a look names: styles, scripts, logo, favicon."""
    yield from look.css
    yield from (str(one["path"]) if isinstance(one, Mapping) else str(one) for one in look.javascript)
    yield from (str(look.theme[key]) for key in ("logo", "favicon") if look.theme.get(key))


def _mapping(value: Any) -> Mapping[str, Any]:
    """Return a value that may be a mapping, a name or nothing, as a mapping."""
    return value if isinstance(value, Mapping) else {"name": value} if value else {}
