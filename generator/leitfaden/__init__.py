"""Leitfaden: a compiler for courses on conduct, from YAML scenarios and Markdown lessons to a site and its companions.

The public face for Python: read a course, check it, take it in one language, and hand it to an output::

    course, sources = leitfaden.read_course([Path()])
    print(leitfaden.as_text(leitfaden.check(course), sources))
    german = leitfaden.localised(course, "de")

Everything that is not listed in `__all__` may change without notice.
"""

from leitfaden.artifacts import Artifact, write_folder, write_zip
from leitfaden.checking import check
from leitfaden.courses import Course
from leitfaden.exercises import Choosable, Exercise, Interaction, Order, Pick, Rate, Step
from leitfaden.faces import as_github, as_json, as_text
from leitfaden.localising import LocalCourse, localised
from leitfaden.problems import Place, Problem, Problems, Severity
from leitfaden.reading import read_course
from leitfaden.scoring import score, score_exercise
from leitfaden.site import Look, compile_site
from leitfaden.sources import Sources

__all__ = [
    "Artifact",
    "Choosable",
    "Course",
    "Exercise",
    "Interaction",
    "LocalCourse",
    "Look",
    "Order",
    "Pick",
    "Place",
    "Problem",
    "Problems",
    "Rate",
    "Severity",
    "Sources",
    "Step",
    "as_github",
    "as_json",
    "as_text",
    "check",
    "compile_site",
    "localised",
    "read_course",
    "score",
    "score_exercise",
    "write_folder",
    "write_zip",
]
