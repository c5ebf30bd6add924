"""A learning platform for tests: the packages of three courses in the frame of a page that has scorm-again's run-time.

scorm-again is laxer than the standard, so each call is held to the standard's own formats here too.
"""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from builds import REPOSITORY, SMALL_COURSE, copied_course
from learner import Learner, right_responses, wrong_responses
from playwright.sync_api import Frame, Page, expect

from leitfaden.exercises import Exercise
from leitfaden.localising import LocalCourse, localised
from leitfaden.reading import read_course
from leitfaden.site.blocks import anchor
from leitfaden.site.document import ModuleDocument
from leitfaden.wording import words_for

EN = words_for("en")
LMS_COURSE = Path(__file__).parent / "lms_course"
COURSES: Mapping[str, Path] = {"course": REPOSITORY, "small": SMALL_COURSE, "forms": LMS_COURSE}
PLAYER = Path(__file__).parent / "lms"
RUNTIME = REPOSITORY / ".cache/scripts/node_modules/scorm-again/dist/scorm12.js"
SCHEMAS = REPOSITORY / ".cache/scripts/schemas"
NAMESPACES = {"http://www.imsproject.org/xsd/imscp_rootv1p1p2": "imscp_rootv1p1p2.xsd", "http://www.adlnet.org/xsd/adlcp_rootv1p2": "adlcp_rootv1p2.xsd"}

# Formats: SCORM 1.2 RTE 3.4.4. Identifiers and resume data as narrow as some platforms take them: no blanks, ASCII alone.
SIGN = "[a-z0-9]"
TIMESPAN = r"\d{2,4}:[0-5]\d:[0-5]\d"
DECIMAL = r"\d{1,3}(\.\d+)?"
SHORT = r"[\s\S]{0,255}"
FORMATS: Mapping[str, str] = {
    r"cmi\.core\.lesson_status": "passed|completed|failed|incomplete|browsed",
    r"cmi\.core\.lesson_location": r"[!-~]{0,255}",
    r"cmi\.core\.exit": "time-out|suspend|logout|",
    r"cmi\.core\.session_time": TIMESPAN,
    r"cmi\.core\.score\.(raw|min|max)": DECIMAL,
    r"cmi\.suspend_data": r"[ -~]{0,4096}",
    r"cmi\.interactions\.\d+\.id": "[A-Za-z0-9_-]{1,255}",
    r"cmi\.interactions\.\d+\.type": "choice|fill-in|matching|performance|sequencing|likert",
    r"cmi\.interactions\.\d+\.time": r"([01]\d|2[0-3]):[0-5]\d:[0-5]\d",
    r"cmi\.interactions\.\d+\.weighting": DECIMAL,
    r"cmi\.interactions\.\d+\.student_response": SHORT,
    r"cmi\.interactions\.\d+\.correct_responses\.\d+\.pattern": SHORT,
    r"cmi\.interactions\.\d+\.result": rf"correct|wrong|neutral|{DECIMAL}",
    r"cmi\.interactions\.\d+\.latency": TIMESPAN,
}
ANSWERS: Mapping[str, str] = {
    "choice": f"({SIGN}(,{SIGN})*)?",
    "sequencing": f"{SIGN}(,{SIGN})*",
    "matching": rf"({SIGN}\.{SIGN}(,{SIGN}\.{SIGN})*)?",
    "likert": SIGN,
    "fill-in": SHORT,
    "performance": SHORT,
}

PUT = """([id, answers]) => {
    const activity = document.querySelector(`leitfaden-activity[data-activity="${id}"]`);
    if (activity.dataset.checked !== undefined) activity.again();
    for (const [part, answer] of Object.entries(answers)) activity.formOf(part).write(activity.partOf(part), answer, activity.rules[part]);
    for (const field of activity.querySelectorAll("textarea")) {
        field.value = `Grüße um 8, ${id}`;
        field.dispatchEvent(new Event("input", { bubbles: true }));
        field.dispatchEvent(new Event("change", { bubbles: true }));
    }
    const sure = activity.querySelector('.lf-confidence:not([hidden]) input[value="3"]');
    if (sure) sure.checked = true;
    activity.check();
    return activity.dataset.checked;
}"""
READ = """(id) => {
    const activity = document.querySelector(`leitfaden-activity[data-activity="${id}"]`);
    return [activity.answers(), [...activity.querySelectorAll("textarea")].map((field) => field.value), activity.verdict.textContent];
}"""


def export(course: Path, out: Path) -> None:
    done = subprocess.run([sys.executable, "-m", "leitfaden", "export", "scorm12", "--course", str(course), "--out", str(out)], capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr


def platform(folder: Path) -> None:
    """Make a folder with the player and all packages of three courses, unpacked."""
    assert RUNTIME.is_file(), "scorm-again is missing: run `make packages`, which installs it"
    for file in (PLAYER / "player.html", PLAYER / "player.js", RUNTIME):
        shutil.copy(file, folder / file.name)
    for name, source in COURSES.items():
        export(copied_course(source, folder / f"source-{name}"), folder / name)
        for package in (folder / name).glob("*.zip"):
            zipfile.ZipFile(package).extractall(folder / name / package.name.removesuffix(".scorm12.zip"))


def local(name: str) -> LocalCourse:
    """Return a course in its first language."""
    course = read_course([COURSES[name]])[0]
    return localised(course, course.languages[0])


class Session:
    """A learner at work on a package inside the player."""

    def __init__(self, page: Page, name: str, course: LocalCourse, module: str) -> None:
        self.page, self.course = page, course
        self.address = f"{name}/{course.id}.{course.language}.{module}/index.html"
        self.document = ModuleDocument(course, next(one for one in course.modules if one.id == module))

    def launch(self, **prepared: Any) -> None:
        """Start a session: `stored` is what the platform kept of the one before."""
        self.page.evaluate("(given) => player.prepare(given)", {"mastery": f"{self.course.pass_mark * 100:g}", **prepared})
        self.page.evaluate("(url) => player.launch(url)", self.address)
        expect(self.page.frame_locator("iframe").get_by_role("main")).to_be_visible()

    @property
    def frame(self) -> Frame:
        (frame,) = self.page.main_frame.child_frames
        return frame

    def learner(self, exercise: Exercise) -> Learner:
        """Turn to the page of an activity, and return who works on it."""
        page = next(article for article in self.document.articles if f'id="{anchor(exercise.id)}"' in article.html)
        if len(self.document.articles) > 1:
            self.frame.get_by_role("navigation").get_by_role("link", name=page.title, exact=True).click()
        expect(self.frame.get_by_role("heading", level=1, name=page.title)).to_be_visible()
        return Learner(self.frame, exercise, self.course.language)  # type: ignore[arg-type]

    def answer(self, exercise: Exercise, responses: Mapping[str, Any]) -> Learner:
        """Answer an activity on its page and check the answer."""
        learner = self.learner(exercise)
        learner.answer(responses)
        learner.say_how_sure()
        learner.check()
        return learner

    def put(self, exercise: Exercise, responses: Mapping[str, Any]) -> str:
        """Put an answer into an activity by script, whatever page is shown, and check it; return what came of it."""
        state: str = self.frame.evaluate(PUT, [exercise.id, responses])
        return state

    def read(self, exercise: Exercise) -> Any:
        """Return the answers, the own texts and the verdict that an activity shows."""
        return self.frame.evaluate(READ, exercise.id)

    def answer_right(self, *exercises: Exercise) -> None:
        """Answer these activities right, or all of them."""
        for exercise in exercises or self.document.exercises:
            self.answer(exercise, right_responses(exercise)).expect_right()

    def answer_wrong(self, *exercises: Exercise) -> None:
        """Answer these activities wrong, or all of them."""
        for exercise in exercises or self.document.exercises:
            self.answer(exercise, wrong_responses(exercise))

    def close(self) -> dict[str, Any]:
        """Leave, and return what the platform has then."""
        self.page.evaluate("player.close()")
        stored: dict[str, Any] = self.page.evaluate("player.stored")
        return stored

    def calls(self, name: str = "") -> list[list[str]]:
        calls: list[list[str]] = self.page.evaluate("player.calls")
        return [call for call in calls if call[0] == name] if name else calls

    def told(self) -> dict[str, str]:
        """Return the last value of each element that was set."""
        return {call[1]: call[2] for call in self.calls("LMSSetValue")}

    def entries(self) -> list[dict[str, str]]:
        """Return the interactions that were told in this session, in order."""
        found: dict[int, dict[str, str]] = {}
        for element, value in self.told().items():
            if parts := re.fullmatch(r"cmi\.interactions\.(\d+)\.(.+)", element):
                found.setdefault(int(parts[1]), {})[parts[2]] = value
        return [found[number] for number in sorted(found)]

    def expect_all_taken(self) -> None:
        """Expect that the platform refused nothing, and that everything has the form that the standard asks for."""
        calls = self.calls()
        assert calls
        assert [call for call in calls if call[-1] != "0"] == []
        for _, element, value, result, _ in self.calls("LMSSetValue"):
            fitting = [form for pattern, form in FORMATS.items() if re.fullmatch(pattern, element)]
            assert len(fitting) == 1, element
            assert re.fullmatch(fitting[0], value), (element, value)
            assert result == "true"
        for entry in self.entries():
            for key, value in entry.items():
                if key == "student_response" or key.endswith("pattern"):
                    assert re.fullmatch(ANSWERS[entry["type"]], value), entry
