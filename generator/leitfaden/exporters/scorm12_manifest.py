"""`imsmanifest.xml`: what an LMS reads first (SCORM 1.2 CAM 2.3; IMS Content Packaging 1.1.2; ADL's own elements)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from xml.etree import ElementTree as ET

CONTENT = "http://www.imsproject.org/xsd/imscp_rootv1p1p2"
ADL = "http://www.adlnet.org/xsd/adlcp_rootv1p2"
_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")  # XML 1.0, production 2
_LONGEST_TITLE = 200  # of `title` in the content packaging schema


def manifest(identifier: str, titles: tuple[str, str], files: Sequence[str], mastery: float | None) -> bytes:
    """Return the manifest of a package with one SCO.

    Arguments:
        identifier: of the package: letters, digits, `-`, `_` and `.`, beginning with a letter.
        titles: the course's and the module's.
        files: paths of all files but the manifest, the SCO's page first.
        mastery: the score from 0 to 100 at which it is passed; None where nothing is scored.
    """
    root = ET.Element("manifest", {"identifier": identifier, "version": "1.1", "xmlns": CONTENT, "xmlns:adlcp": ADL})
    metadata = ET.SubElement(root, "metadata")
    ET.SubElement(metadata, "schema").text = "ADL SCORM"
    ET.SubElement(metadata, "schemaversion").text = "1.2"
    _add_organization(root, titles, mastery)
    _add_resources(root, files)
    ET.indent(root)
    xml: bytes = ET.tostring(root, encoding="utf-8", xml_declaration=True)
    return xml + b"\n"


def _add_organization(root: ET.Element, titles: tuple[str, str], mastery: float | None) -> None:
    organizations = ET.SubElement(root, "organizations", default="course")
    organization = ET.SubElement(organizations, "organization", identifier="course")
    _add_title(organization, titles[0])
    item = ET.SubElement(organization, "item", identifier="module", identifierref="sco", isvisible="true")
    _add_title(item, titles[1])
    if mastery is not None:
        ET.SubElement(item, "adlcp:masteryscore").text = f"{mastery:.4f}".rstrip("0").rstrip(".")


def _add_title(parent: ET.Element, title: str) -> None:
    clean = _NOT_XML.sub("\N{REPLACEMENT CHARACTER}", title)
    ET.SubElement(parent, "title").text = clean if len(clean) <= _LONGEST_TITLE else clean[: _LONGEST_TITLE - 1] + "…"


def _add_resources(root: ET.Element, files: Sequence[str]) -> None:
    resources = ET.SubElement(root, "resources")
    sco = ET.SubElement(resources, "resource", {"identifier": "sco", "type": "webcontent", "adlcp:scormtype": "sco", "href": files[0]})
    for file in files:
        ET.SubElement(sco, "file", href=file)
