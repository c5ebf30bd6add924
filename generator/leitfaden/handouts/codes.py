"""QR codes from paper to the live page."""

from __future__ import annotations

import io
from dataclasses import dataclass

import segno

from leitfaden.localising import LocalCourse


@dataclass(frozen=True, slots=True)
class Code:
    """A QR code as SVG (ISO/IEC 18004, error level M, no quiet zone: the template leaves it), its text and its words."""

    svg: str
    url: str
    alt: str
    caption: str


def page_url(course: LocalCourse, page: str, site_url: str) -> str:
    """Return the address of a page, `moderation/first-week`, or of home, `index`; the first language stands at the top of the site, others in a folder."""
    language = "" if course.language == course.languages[0] else f"{course.language}/"
    return f"{site_url.rstrip('/')}/{language}{page}/".removesuffix("index/")


def code_for(course: LocalCourse, page: str, caption: str, site_url: str) -> Code | None:
    """Return the QR code of a page with its `caption`, or None where the site's address is not known."""
    if not site_url:
        return None
    url = page_url(course, page, site_url)
    svg = io.BytesIO()
    segno.make(url, error="m", micro=False, boost_error=False).save(svg, kind="svg", border=0, xmldecl=False, svgns=True, nl=False)
    return Code(svg.getvalue().decode(), url, course.words("code_for", url=url), caption)
