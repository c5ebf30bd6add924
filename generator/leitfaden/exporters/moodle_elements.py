"""The elements that Moodle XML is made of: a text, and HTML in a text, in which no character breaks the file."""

from __future__ import annotations

import re
from xml.etree.ElementTree import Element, SubElement

from markupsafe import Markup

_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")  # XML 1.0, production 2


def add_html(parent: Element, tag: str, html: Markup) -> Element:
    """Add an element that holds HTML, and return it."""
    element = add_text(parent, tag, str(html))
    element.set("format", "html")
    return element


def add_text(parent: Element, tag: str, text: str) -> Element:
    """Add an element that holds text, and return it. Characters that XML forbids become U+FFFD."""
    element = SubElement(parent, tag)
    SubElement(element, "text").text = _NOT_XML.sub("\N{REPLACEMENT CHARACTER}", text)
    return element


def add_settings(question: Element, **settings: str) -> None:
    """Add an element with a bare value for each setting of a question."""
    for tag, value in settings.items():
        SubElement(question, tag).text = value
