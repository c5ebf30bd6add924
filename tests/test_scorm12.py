"""SCORM 1.2 packages as files: the manifest, what is in them, what is told of each form, and the loss report.

`tests/browser/play_scorm12.py` plays them.
"""

from __future__ import annotations

import io
import json
import re
import zipfile
from collections import Counter
from collections.abc import Mapping
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from click.testing import CliRunner

from interactions import order, pick
from leitfaden.cli import main
from leitfaden.exercises import Exercise, Rate
from leitfaden.exporters.exporter import Exported
from leitfaden.exporters.scorm12 import Scorm12
from leitfaden.exporters.scorm12_answers import LONGEST, entries, marks
from leitfaden.inline import parse_prose
from leitfaden.localising import LocalCourse, localised
from leitfaden.reading import read_course
from leitfaden.wording import words_for
from moodle_samples import exercise

COURSE = Path(__file__).parent / "browser/lms_course"
CP = "{http://www.imsproject.org/xsd/imscp_rootv1p1p2}"
ADL = "{http://www.adlnet.org/xsd/adlcp_rootv1p2}"


@pytest.fixture(scope="module")
def course() -> LocalCourse:
    return localised(read_course([COURSE])[0], "en")


@pytest.fixture(scope="module")
def exported(course: LocalCourse) -> Exported:
    return Scorm12().export(course)


def files(exported: Exported, module: str) -> Mapping[str, bytes]:
    """Return the files of a module's package."""
    (package,) = [one for one in exported.artifacts if one.path.endswith(f".{module}.scorm12.zip")]
    archive = zipfile.ZipFile(io.BytesIO(package.bytes()))
    return {name: archive.read(name) for name in archive.namelist()}


# The package


def test_each_module_is_a_package(exported: Exported) -> None:
    assert [one.path for one in exported.artifacts] == ["late-trains.en.office.scorm12.zip", "late-trains.en.depot.scorm12.zip"]


def test_the_manifest_names_one_sco_and_every_file(exported: Exported) -> None:
    package = files(exported, "office")
    root = ET.fromstring(package["imsmanifest.xml"])
    assert root.tag == f"{CP}manifest"
    assert (root.findtext(f"{CP}metadata/{CP}schema"), root.findtext(f"{CP}metadata/{CP}schemaversion")) == ("ADL SCORM", "1.2")
    (item,) = root.iter(f"{CP}item")
    (resource,) = root.iter(f"{CP}resource")
    assert item.get("identifierref") == resource.get("identifier")
    assert [element.text for element in root.iter(f"{CP}title")] == ["Late trains", "At the press office"]
    assert item.findtext(f"{ADL}masteryscore") == "75"
    assert (resource.get("type"), resource.get(f"{ADL}scormtype"), resource.get("href")) == ("webcontent", "sco", "index.html")
    assert {file.get("href") for file in resource} | {"imsmanifest.xml"} == set(package)


def test_a_module_without_anything_to_score_has_no_pass_mark(exported: Exported) -> None:
    root = ET.fromstring(files(exported, "depot")["imsmanifest.xml"])
    assert root.find(f".//{ADL}masteryscore") is None


def test_the_same_course_gives_the_same_bytes(course: LocalCourse, exported: Exported) -> None:
    again = Scorm12().export(localised(read_course([COURSE])[0], "en"))
    assert [one.bytes() for one in again.artifacts] == [one.bytes() for one in exported.artifacts]
    times = {entry.date_time for entry in zipfile.ZipFile(io.BytesIO(exported.artifacts[0].bytes())).infolist()}
    assert times == {(1980, 1, 1, 0, 0, 0)}


def test_titles_that_xml_or_the_schema_would_refuse(course: LocalCourse) -> None:
    strange = replace(course, title="A\x0bB & <C> " + "x" * 300)
    root = ET.fromstring(files(Scorm12().export(strange), "depot")["imsmanifest.xml"])
    title = next(root.iter(f"{CP}title")).text or ""
    assert title.startswith("A\N{REPLACEMENT CHARACTER}B & <C> x")
    assert len(title) == 200


# The document


class Outline(HTMLParser):
    """What a document names and refers to."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.ids: list[str] = []
        self.links: list[str] = []
        self.loaded: list[str] = []
        self.activities: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {key: value or "" for key, value in attrs}
        self.ids += [values["id"]] if "id" in values else []
        self.links += [values["href"]] if tag == "a" and "href" in values else []
        self.loaded += [values[key] for key in ("src", "href") if tag in ("img", "script", "link") and key in values]
        self.activities += [values["data-activity"]] if "data-activity" in values and tag == "leitfaden-activity" else []


@pytest.fixture(scope="module")
def outline(exported: Exported) -> Outline:
    return Outline(files(exported, "office")["index.html"].decode())


def test_each_activity_stands_in_the_document_once(outline: Outline, course: LocalCourse) -> None:
    shown = [one.id for one in course.scenarios["late"].exercises]
    assert sorted(outline.activities) == sorted(shown)
    assert outline.activities[:3] == ["late/one", "late/several", "late/judge"], "lessons first, then what they left out"


def test_all_ids_are_its_own_and_all_links_lead_somewhere(outline: Outline) -> None:
    assert [key for key, count in Counter(outline.ids).items() if count > 1] == []
    inside = [link.removeprefix("#") for link in outline.links if link.startswith("#")]
    assert {"office-first--what-counts", "office-second-look", "late--one"} <= set(inside)
    assert set(inside) <= set(outline.ids)
    assert [link for link in outline.links if not link.startswith("#")] == ["https://example.org/passengers"]


def test_links_out_open_a_window_of_their_own(exported: Exported) -> None:
    page = files(exported, "office")["index.html"].decode()
    assert '<a href="https://example.org/passengers" target="_blank" rel="noopener">passenger</a>' in page
    assert "the depot and" in page, "what leads out of the package became its text"


def test_everything_that_it_loads_is_in_the_package(exported: Exported, outline: Outline) -> None:
    package = files(exported, "office")
    assert [path for path in outline.loaded if not path.startswith("data:") and path not in package] == []
    assert any(path.startswith("images/") and path.endswith(".svg") for path in package)
    assert b"http://" not in b"".join(data for path, data in package.items() if path.endswith((".css", ".js")))


def test_nothing_stands_in_the_page_that_belongs_into_files(exported: Exported) -> None:
    page = files(exported, "office")["index.html"].decode()
    assert re.findall(r"<style|<script(?![^>]*\bsrc=)|\son\w+=|\sstyle=", page) == []


def test_it_does_not_say_that_texts_stay_on_the_device(exported: Exported) -> None:
    page = files(exported, "office")["index.html"].decode()
    words = words_for("en")
    assert words("lms_stays") in page
    assert words("stays_here") not in page


def test_what_is_kept_for_tests_is_not_in_it(course: LocalCourse) -> None:
    (scenario, *_) = course.modules[0].scenarios
    kept = replace(scenario, exercises=tuple(replace(one, use="test") if one.id == "late/order" else one for one in scenario.exercises))
    changed = replace(course, modules=(replace(course.modules[0], scenarios=(kept,)),))
    made = Scorm12().export(changed)
    assert b"late/order" not in files(made, "office")["index.html"]
    assert ("late/order", "use", "left-out") in {(line.exercise, line.feature, line.fate) for line in made.transfers}


# What is told


def test_signs_stand_for_ids(course: LocalCourse) -> None:
    told = {entry.id: (entry.type, entry.patterns) for one in course.scenarios["late"].exercises for entry in entries(one)}
    assert told["late_one"] == ("choice", ("a",))
    assert told["late_judge_h"] == ("choice", ("c",))
    assert told["late_order"] == ("sequencing", ("a,b,c,d",))
    assert told["late_match"] == ("matching", ("a.a,b.b,c.c,d.c",))
    assert told["late_gap_when"] == ("fill-in", ("at eight", "by eight"))
    assert told["late_branch"] == ("performance", ("look,sorry",))
    assert told["late_mix"] == told["late_pace"] == told["late_reflect"] == ("performance", ())
    assert told["late_draft_hour"] == ("likert", ())


def test_weights_add_up_to_the_points(course: LocalCourse) -> None:
    for one in course.scenarios["late"].exercises:
        assert sum(entry.weight for entry in entries(one)) == pytest.approx(one.points if one.scored else 0, abs=1e-4), one.id


def test_more_options_than_signs_are_told_by_their_ids() -> None:
    many = [f"option-{number}" for number in range(37)]
    (entry,) = entries(exercise(pick({many[0]: 1.0, **dict.fromkeys(many[1:], 0.0)}, several=False)))
    assert (entry.type, entry.said, entry.patterns) == ("performance", "ids", ("option-0",))
    (entry,) = entries(exercise(order(100)))
    assert (entry.type, entry.said, entry.patterns) == ("performance", "ids", ()), "a pattern that is too long is none"


def test_ids_are_short_and_different_however_long_the_authors_are() -> None:
    long = [exercise(pick({"a": 1.0, "b": 0.0}, several=False), id=f"{'scenario-' * 30}/{'activity-' * 10}{number}") for number in (1, 2)]
    ids = [entry.id for one in long for entry in entries(one)]
    assert len(set(ids)) == 2
    assert all(len(key) <= LONGEST - 3 and re.fullmatch("[A-Za-z0-9_-]+", key) for key in ids)


def test_marks_change_with_what_was_asked_and_with_no_text(course: LocalCourse) -> None:
    one = next(one for one in course.scenarios["late"].exercises if one.id == "late/judge")
    assert marks(replace(one, prompt=(), hints=(), points=3.0)) == marks(one)
    assert marks(replace(one, revision="00000000")) != marks(one)
    assert marks(with_a_step_more(one)) != marks(one), "answers are kept as places among the steps, which are no part of the revision"
    assert marks(replace(one, id="late/other", formerly=(one.id,)))[1:] == marks(one)


def with_a_step_more(one: Exercise) -> Exercise:
    rates = [rate for rate in one.interactions if isinstance(rate, Rate)]
    extra = replace(rates[0].scale[0], id="awful", label=parse_prose("Awful"))
    return replace(one, interactions=tuple(replace(rate, scale=(*rate.scale, extra)) for rate in rates))


# The loss report


def test_the_loss_report_says_what_is_changed_and_left_out(exported: Exported) -> None:
    fates = {(line.exercise, line.feature): line.fate for line in exported.transfers}
    assert fates["late/one", "question"] == "carried"
    assert fates["late/one", "confidence"] == fates["late/one", "hints"] == fates["late/gap", "languages"] == "left-out"
    assert fates["late/gap", "long-answers"] == fates["late/mix", "free-form"] == fates["late/branch", "free-form"] == "changed"
    assert fates["late/draft", "own-texts"] == fates["office/first", "page-links"] == "changed"
    assert ("late/draft", "score") not in fates
    assert all(line.why for line in exported.transfers if line.fate != "carried")


# The command


def test_the_command_writes_one_module_and_its_report(tmp_path: Path) -> None:
    done = CliRunner().invoke(main, ["export", "scorm12", "--course", str(COURSE), "--out", str(tmp_path), "--module", "depot"])
    assert done.exit_code == 0, done.output
    assert sorted(path.name for path in tmp_path.iterdir()) == ["late-trains.en.depot.scorm12.zip", "late-trains.en.scorm12.losses.json"]
    assert "page-links (1 page)" in done.output
    assert {line["exercise"] for line in json.loads((tmp_path / "late-trains.en.scorm12.losses.json").read_text())["transfers"]} == {"depot/second"}


def test_the_command_knows_its_modules(tmp_path: Path) -> None:
    done = CliRunner().invoke(main, ["export", "scorm12", "--course", str(COURSE), "--out", str(tmp_path), "--module", "shed"])
    assert done.exit_code == 2
    assert "There is no module 'shed'. Known: office, depot" in done.output


@pytest.mark.parametrize("language", ["de", "en"])
def test_the_package_speaks_the_courses_language(course: LocalCourse, language: str) -> None:
    page = files(Scorm12().export(replace(course, language=language, words=words_for(language))), "office")["index.html"].decode()
    assert f'<html lang="{language}">' in page
    assert words_for(language)("next_page", title="A second look") in page
