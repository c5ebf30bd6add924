"""The wheel, built and installed elsewhere: everything works from it, and nothing of the repository is needed."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import sysconfig
import venv
import zipfile
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

ELSEWHERE = {key: value for key, value in os.environ.items() if not key.startswith(("PYTHON", "COV", "VIRTUAL_ENV"))}


@pytest.fixture(scope="module")
def wheel(repository: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("dist")
    command = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(out), str(repository)]
    done = subprocess.run(command, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr
    (built,) = out.glob("*.whl")
    return built


@pytest.fixture(scope="module")
def leitfaden(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The command of an environment that holds the wheel, and the dependencies of this one by reference."""
    folder = tmp_path_factory.mktemp("environment")
    venv.create(folder, with_pip=False)
    site = Path(sysconfig.get_path("purelib", vars={"base": str(folder), "platbase": str(folder)}))
    scripts = folder / ("Scripts" if os.name == "nt" else "bin")
    python = scripts / Path(sys.executable).name
    command = [sys.executable, "-m", "pip", "--python", str(python), "install", "--no-deps", "--no-index", "--quiet", "--disable-pip-version-check", str(wheel)]
    done = subprocess.run(command, capture_output=True, text=True, env=ELSEWHERE)
    assert done.returncode == 0, done.stdout + done.stderr
    (site / "dependencies.pth").write_text(sysconfig.get_path("purelib") + "\n", encoding="utf-8")
    where = subprocess.run([python, "-c", "import leitfaden; print(leitfaden.__file__)"], capture_output=True, text=True, check=True, env=ELSEWHERE, cwd=folder)
    assert Path(where.stdout.strip()).is_relative_to(site), "the wheel is not what is imported"
    return scripts / "leitfaden"


@pytest.fixture(scope="module")
def demo(leitfaden: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("somewhere")
    run(leitfaden, "new", "demo", cwd=folder)
    return folder / "demo"


def run(leitfaden: Path, *arguments: str, cwd: Path) -> str:
    """Run the installed command and return all it says; it must succeed."""
    done = subprocess.run([leitfaden, *arguments], capture_output=True, text=True, cwd=cwd, env=ELSEWHERE)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout + done.stderr


def test_the_wheel_holds_what_the_package_needs(repository: Path, wheel: Path) -> None:
    names = set(zipfile.ZipFile(wheel).namelist())
    package = repository / "generator"
    needed = {path.relative_to(package).as_posix() for path in (package / "leitfaden").rglob("*") if path.is_file() and "__pycache__" not in path.parts}
    assert needed <= names
    for ending in (".html", ".js", ".css", ".yml", ".typ", ".md", "py.typed", ".solution.html"):
        assert any(name.startswith("leitfaden/") and name.endswith(ending) for name in names), ending


def test_the_wheel_holds_nothing_else(wheel: Path) -> None:
    names = zipfile.ZipFile(wheel).namelist()
    assert {name.split("/")[0].partition("-")[0] for name in names} == {"leitfaden"}
    strange = re.compile(r"(^|/)(tests?/|test_\w+\.py$|conftest|__pycache__)|\.pyc$")
    assert [name for name in names if strange.search(name)] == []


def test_the_demo_has_no_problem(leitfaden: Path, demo: Path) -> None:
    assert run(leitfaden, "check", "--strict", cwd=demo).startswith("no problems: 1 lesson, 1 scenario")


def test_the_demo_builds_without_a_warning(leitfaden: Path, demo: Path) -> None:
    said = run(leitfaden, "build", cwd=demo)
    assert "warning" not in said.lower(), said
    page = (demo / "site/feedback/say-what-you-saw/index.html").read_text(encoding="utf-8")
    assert "<leitfaden-activity" in page
    assert (demo / "site/downloads/feedback-worksheet.en.pdf").read_bytes().startswith(b"%PDF")


def test_the_demo_builds_from_another_folder(leitfaden: Path, demo: Path, tmp_path: Path) -> None:
    run(leitfaden, "build", "--course", str(demo), "--offline", "--out", str(tmp_path / "out"), cwd=tmp_path)
    assert (tmp_path / "out/feedback/say-what-you-saw.html").is_file()
    assert [path.name for path in tmp_path.iterdir()] == ["out"]


def test_mkdocs_finds_the_plugins(leitfaden: Path, demo: Path, tmp_path: Path) -> None:
    command = [
        leitfaden.with_name(Path(sys.executable).name),
        "-m",
        "mkdocs",
        "build",
        "--strict",
        "--quiet",
        "-f",
        str(demo / "mkdocs.yml"),
        "-d",
        str(tmp_path / "site"),
    ]
    done = subprocess.run(command, capture_output=True, text=True, cwd=tmp_path, env=ELSEWHERE)
    assert done.returncode == 0, done.stdout + done.stderr
    assert (tmp_path / "site/feedback/first-draft/index.html").is_file()


def test_handouts_and_exports_come_from_elsewhere(leitfaden: Path, demo: Path, tmp_path: Path) -> None:
    run(leitfaden, "handouts", "--course", str(demo), "--out", "paper", cwd=tmp_path)
    said = run(leitfaden, "export", "moodle-xml", "--course", str(demo), "--out", "bank", cwd=tmp_path)
    assert "Carried:" in said
    assert sorted(path.name for path in (tmp_path / "paper").iterdir()) == ["feedback-solutions.en.pdf", "feedback-worksheet.en.pdf"]
    assert ET.parse(tmp_path / "bank/demo.en.moodle.xml").getroot().tag == "quiz"


def test_schemas_are_printed(leitfaden: Path, tmp_path: Path) -> None:
    schema = json.loads(run(leitfaden, "schema", "scenario", cwd=tmp_path))
    assert schema["properties"]["thread"]
    run(leitfaden, "schema", "--out", "schemas", cwd=tmp_path)
    assert (tmp_path / "schemas/course.schema.json").is_file()


def test_the_version_is_the_wheels(leitfaden: Path, wheel: Path, tmp_path: Path) -> None:
    assert wheel.name.split("-")[1] in run(leitfaden, "--version", cwd=tmp_path)
