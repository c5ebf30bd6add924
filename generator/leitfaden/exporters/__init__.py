"""Exporters: one file a format, each a function of the localised course that returns files and a loss report.

A new format is one module beside these and one entry here. Exporters know exercises and interactions, never activity
kinds, and never each other.
"""

from __future__ import annotations

from leitfaden.exporters.exporter import Exporter
from leitfaden.exporters.moodle_xml import MoodleXml
from leitfaden.exporters.scorm12 import Scorm12

EXPORTERS: tuple[Exporter, ...] = (MoodleXml(), Scorm12())
