"""Typst, behind two questions: the PDF of some data, and whether some data can be printed at all.

Data reaches a template as JSON in an input, never as markup. Fonts come from packages, not from the machine, so the
same data give the same bytes everywhere.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import fields, is_dataclass
from pathlib import Path

import fontpkg_fira_sans
import manimgx_fonts
import typst

_TEMPLATES = Path(__file__).parent
_FONTS = (Path(fontpkg_fira_sans.__file__).parent / "files", Path(manimgx_fonts.__file__).parent)


class Press:
    """A Typst compiler that keeps its fonts and its memory from one document to the next."""

    def __init__(self) -> None:
        fonts = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=list(_FONTS))
        self._compiler = typst.Compiler(root=_TEMPLATES, font_paths=fonts, ignore_system_fonts=True)

    def pdf(self, template: str, data: object) -> bytes:
        """Return the PDF/UA-1 that `template`, a file beside this one, makes of `data` (dataclasses and JSON values).

        Raises:
            typst.TypstError: the template is wrong, or `data` holds what `prints` and `shows` would have refused.
        """
        made = self._compiler.compile(_TEMPLATES / template, format="pdf", sys_inputs={"data": to_json(data)}, pdf_standards="ua-1", timestamp=0)
        if not isinstance(made, bytes):
            raise TypeError("typst returned no PDF")
        return made

    def prints(self, texts: Sequence[str]) -> bool:
        """Return whether the fonts have a glyph for every character of `texts`: PDF/UA-1 7.21.8, as Typst checks it."""
        return self._passes({"texts": texts, "images": ()})

    def shows(self, image: bytes) -> bool:
        """Return whether Typst can decode an image."""
        return self._passes({"texts": (), "images": (image,)})

    def _passes(self, data: object) -> bool:
        try:
            self.pdf("proof.typ", data)
        except typst.TypstError:
            return False
        return True


def to_json(data: object) -> str:
    """Return dataclasses, bytes and JSON values as JSON: dataclasses as objects of their fields, bytes as numbers."""
    return json.dumps(data, ensure_ascii=False, default=_json_value)


def _json_value(value: object) -> dict[str, object] | list[int]:
    if isinstance(value, bytes):
        return list(value)
    if not is_dataclass(value):
        raise TypeError(f"no JSON for {type(value)}")
    return {field.name: getattr(value, field.name) for field in fields(value)}
