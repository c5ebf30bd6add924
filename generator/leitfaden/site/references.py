"""Links and images of HTML that leaves the site: what leads to a page that doesn't come along becomes its text."""

from __future__ import annotations

from collections.abc import Callable
from html.parser import HTMLParser

from markupsafe import escape

_Attributes = list[tuple[str, str | None]]


class References:
    """Rewrites the links and images of one page.

    Arguments:
        link: returns where a link leads in the new place, None where it leads nowhere.
        image: returns an image's address there, None where it is missing.
        prefix: what makes names of tabs, which count anew on each page, this page's own.
    """

    def __init__(self, link: Callable[[str], str | None], image: Callable[[str], str | None], prefix: str) -> None:
        self.link, self.image, self.prefix = link, image, prefix
        self.severed: list[str] = []

    def rewritten(self, html: str) -> str:
        """Return the HTML; `severed` then names the links that became their text."""
        copy = _Copy(self)
        copy.feed(html)
        copy.close()
        return "".join(copy.parts)


class _Copy(HTMLParser):
    """Copies HTML literally, but for tags that refer to something."""

    def __init__(self, references: References) -> None:
        super().__init__(convert_charrefs=False)
        self.references = references
        self.parts: list[str] = []
        self._cut = False

    def handle_starttag(self, tag: str, attrs: _Attributes) -> None:
        values = dict(attrs)
        if tag == "a" and "href" in values:
            self._link(attrs, values["href"] or "")
        elif tag == "img" and not (values.get("src") or "").startswith("data:"):
            self._image(attrs, values)
        elif any((values.get(name) or "").startswith("__tabbed_") for name in ("id", "for", "name")):
            self.parts.append(_tag(tag, [(name, self._of_tab(name, value)) for name, value in attrs]))
        else:
            self.parts.append(self.get_starttag_text() or "")

    def handle_startendtag(self, tag: str, attrs: _Attributes) -> None:
        self.handle_starttag(tag, attrs)

    def handle_endtag(self, tag: str) -> None:
        if tag == "a" and self._cut:
            self._cut = False
        else:
            self.parts.append(f"</{tag}>")

    def _link(self, attrs: _Attributes, href: str) -> None:
        goal = self.references.link(href)
        self._cut = goal is None
        if goal is None:
            self.references.severed.append(href)
            return
        elsewhere = [] if goal.startswith("#") else [("target", "_blank"), ("rel", "noopener")]
        kept = [(name, goal if name == "href" else value) for name, value in attrs if name not in dict(elsewhere)]
        self.parts.append(_tag("a", [*kept, *elsewhere]))

    def _image(self, attrs: _Attributes, values: dict[str, str | None]) -> None:
        found = self.references.image(values.get("src") or "")
        if found is None:
            self.parts.append(f"[{escape(values.get('alt') or '')}]")
        else:
            self.parts.append(_tag("img", [(name, found if name == "src" else value) for name, value in attrs]))

    def _of_tab(self, name: str, value: str | None) -> str | None:
        return f"{self.references.prefix}{value}" if name in ("id", "for", "name") and value else value

    def handle_comment(self, data: str) -> None:
        self.parts.append(f"<!--{data}-->")

    def handle_data(self, data: str) -> None:
        self.parts.append(data)

    def handle_entityref(self, name: str) -> None:
        self.parts.append(f"&{name};")

    def handle_charref(self, name: str) -> None:
        self.parts.append(f"&#{name};")


def _tag(name: str, attrs: _Attributes) -> str:
    written = "".join(f" {key}" if value is None else f' {key}="{escape(value)}"' for key, value in attrs)
    return f"<{name}{written}>"
