"""Avatars drawn from a person's name: initials on a disc with a shape, the same for the same name everywhere."""

from __future__ import annotations

import hashlib
from functools import lru_cache

from markupsafe import Markup

_HUES = (212, 340, 28, 160, 265, 8, 190, 300, 130, 238, 48, 320)
_SHAPES = (
    "M0 40A40 40 0 0 1 40 0V40Z",
    "M0 24C12 12 28 36 40 20V40H0Z",
    "M40 0L0 40H40Z",
    "M20 0A20 20 0 0 1 20 40Z",
    "M0 0H40L20 22Z",
    "M0 28H40V40H0Z",
)


def initials(name: str) -> str:
    """Return the first letters of the first and the last word of `name`."""
    words = [word for word in name.split() if word[0].isalnum()] or [name]
    first, last = words[0][0], words[-1][0] if len(words) > 1 else ""
    return (first + last).upper()


@lru_cache(maxsize=4096)
def avatar(name: str) -> Markup:
    """Return the avatar of `name` as SVG; decoration only, hidden from assistive technology."""
    digest = hashlib.sha256(name.encode()).digest()
    hue = _HUES[digest[0] % len(_HUES)]
    return Markup(
        '<svg class="lf-avatar" viewBox="0 0 40 40" aria-hidden="true" focusable="false"><circle cx="20" cy="20" r="20" fill="hsl({} 45% 38%)"/>'
        '<path d="{}" fill="hsl({} 50% 30%)" transform="rotate({} 20 20)"/><text x="20" y="25.5">{}</text></svg>'
    ).format(hue, _SHAPES[digest[1] % len(_SHAPES)], (hue + 35) % 360, digest[2] % 4 * 90, initials(name))
