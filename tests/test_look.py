"""How a site looks with an overlay's mkdocs.yml on top of the course's: in every language, by option and by setting."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pypdf
import pytest
import yaml

from leitfaden.site.look import LOOKS, Look, look_fault, named_files, on_top

BELOW = {
    "copyright": "Theirs", "theme": {"name": "material", "icon": {"logo": "material/routes"}, "features": ["a"], "palette": {"primary": "indigo"}},
    "extra": {"one": 1, "two": 2}, "extra_css": ["theirs.css"],
}  # fmt: skip


def test_what_an_overlay_says_takes_the_place_of_what_the_course_says() -> None:
    found = on_top(BELOW, {"copyright": "Ours", "theme": {"palette": {"accent": "teal"}}, "extra": {"two": 3}, "extra_css": ["ours.css"]})
    assert found["copyright"] == "Ours"
    assert found["theme"] == {**BELOW["theme"], "palette": {"accent": "teal"}}
    assert found["extra"] == {"one": 1, "two": 3}
    assert found["extra_css"] == ["theirs.css", "ours.css"], "the last word is the overlay's"


def test_an_overlay_that_says_nothing_changes_nothing() -> None:
    found = on_top(BELOW, {})
    assert found == {**BELOW, "extra_javascript": []}
    assert on_top(found, {"extra_css": ["theirs.css"]}) == found, "a style is loaded once"


def test_a_theme_may_be_a_name() -> None:
    assert on_top({"theme": "material"}, {"theme": {"logo": "ours.svg"}})["theme"] == {"name": "material", "logo": "ours.svg"}
    assert on_top({}, {"theme": "material"})["theme"] == {"name": "material"}


def test_an_icon_takes_the_place_of_a_logo_from_a_file() -> None:
    """The theme would prefer the file."""
    below = {"theme": {"logo": "theirs.svg"}}
    assert "logo" not in on_top(below, {"theme": {"icon": {"logo": "material/bike"}}})["theme"]
    assert on_top(below, {"theme": {"icon": {"repo": "material/git"}}})["theme"]["logo"] == "theirs.svg"
    assert on_top(below, {"theme": {"icon": {"logo": "material/bike"}, "logo": "ours.svg"}})["theme"]["logo"] == "ours.svg"


@pytest.mark.parametrize(
    ("written", "fault"),
    [
        ("theme", "keys with values are expected, such as `copyright: …`"),
        ({"copyrigth": "Ours"}, "in an overlay there is no 'copyrigth'; did you mean 'copyright'?"),
        ({"theme": {}, "plugins": ["search"]}, f"in an overlay there is no 'plugins'; known here: {', '.join(sorted(LOOKS))}"),
        ({"extra_css": "ours.css"}, "'extra_css' is a list: write `extra_css: [ours.css]`"),
        ({key: [] for key in LOOKS}, ""),
    ],
)
def test_what_is_wrong_with_an_overlay_s_mkdocs_yml_is_said(written: Any, fault: str) -> None:
    assert look_fault(written) == fault


def test_every_file_that_a_look_names_is_known() -> None:
    look = Look(theme={"logo": "a.svg", "favicon": "b.png", "name": "material"}, css=["c.css"], javascript=["d.js", {"path": "e.js", "defer": True}])
    assert sorted(named_files(look)) == ["a.svg", "b.png", "c.css", "d.js", "e.js"]


OURS = """\
site_url: https://ours.example/course
copyright: Ours
extra_css: [ours.css]
theme:
  logo: ours.svg
  palette: {primary: teal}
"""
FILES = {
    "mkdocs.yml": OURS,
    "content/ours.css": ":root { --lf-link: #14645a; }\n",
    "content/ours.svg": "<svg xmlns='http://www.w3.org/2000/svg'/>\n",
    "content/course.yml": "id: ours\n",
}


@pytest.fixture
def roots(make_course: Callable[..., Path]) -> tuple[Path, Path]:
    """A course and beside it an overlay with a look of its own."""
    root = make_course()
    overlay = root.parent / "ours"
    for name, text in FILES.items():
        (overlay / name).parent.mkdir(parents=True, exist_ok=True)
        (overlay / name).write_text(text, encoding="utf-8")
    return root, overlay


def leitfaden(*arguments: object, fails: bool = False) -> str:
    done = subprocess.run([sys.executable, "-m", "leitfaden", *map(str, arguments)], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    assert (done.returncode != 0) == fails, done.stdout
    return done.stdout


def compiled(root: Path) -> Mapping[str, bytes]:
    return {file.relative_to(root).as_posix(): file.read_bytes() for file in sorted((root / "build").rglob("*")) if file.is_file()}


def test_the_projects_of_all_languages_look_like_the_overlay(roots: tuple[Path, Path]) -> None:
    root, overlay = roots
    leitfaden("compile", "--course", root, "--overlay", overlay)
    for language, address in (("en", "https://ours.example/course/"), ("de", "https://ours.example/course/de/")):
        config = yaml.safe_load((root / "build" / language / "mkdocs.yml").read_text(encoding="utf-8"))
        assert (config["copyright"], config["site_url"], config["theme"]["palette"]) == ("Ours", address, {"primary": "teal"})
        assert config["extra_css"][-1] == "ours.css"
        assert (root / "build" / language / "docs" / config["theme"]["logo"]).read_text(encoding="utf-8") == FILES["content/ours.svg"]


def test_an_overlay_in_mkdocs_yml_is_like_one_on_the_command_line(roots: tuple[Path, Path]) -> None:
    root, overlay = roots
    leitfaden("compile", "--course", root, "--overlay", overlay)
    by_option = compiled(root)
    config = root / "mkdocs.yml"
    config.write_text(config.read_text(encoding="utf-8").replace("leitfaden]", "leitfaden: {overlays: [../ours]}]"), encoding="utf-8")
    leitfaden("compile", "--course", root)
    assert compiled(root) == by_option


def test_what_can_t_be_in_an_overlay_stops_the_build(roots: tuple[Path, Path]) -> None:
    root, overlay = roots
    (overlay / "mkdocs.yml").write_text(OURS.replace("copyright", "copyrigth"), encoding="utf-8")
    assert "ours/mkdocs.yml: in an overlay there is no 'copyrigth'; did you mean 'copyright'?" in leitfaden(
        "compile", "--course", root, "--overlay", overlay, fails=True
    )


@pytest.mark.parametrize("name", ["ours.svg", "ours.css"])
def test_a_file_that_is_named_and_not_there_stops_the_build(roots: tuple[Path, Path], name: str) -> None:
    root, overlay = roots
    (overlay / "content" / name).rename(overlay / "content" / f"x{name}")
    said = leitfaden("compile", "--course", root, "--overlay", overlay, fails=True)
    assert f"mkdocs.yml names '{name}', and there is no content/{name} in the course or an overlay; did you mean 'content/x{name}'?" in said


def test_worksheets_lead_to_the_overlay_s_address(roots: tuple[Path, Path], tmp_path: Path) -> None:
    root, overlay = roots
    leitfaden("handouts", "--course", root, "--overlay", overlay, "--out", tmp_path / "paper")
    pages = pypdf.PdfReader(tmp_path / "paper" / "greeting-worksheet.de.pdf").pages
    links = [note.get_object()["/A"]["/URI"] for page in pages for note in page.get("/Annots", []) if "/A" in note.get_object()]
    assert links
    assert [link for link in links if not link.startswith("https://ours.example/course/de/")] == []
