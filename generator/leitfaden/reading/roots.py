"""The files of a root, sorted by what they are, and what is wrong with where they stand and what they are called."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from leitfaden.problems import Problems, Related, did_you_mean
from leitfaden.reading.files import FileName, files_below
from leitfaden.reading.quizzes import ASSESSMENTS

COURSE, CLAIMS, PEOPLE, MISCONCEPTIONS, PLAN = "course.yml", "claims.yml", "people.yml", "misconceptions.yml", "plan.yml"
WORDS, LOCK = "words.yml", "ids.lock"
FILES = (COURSE, CLAIMS, PEOPLE, MISCONCEPTIONS, PLAN, WORDS)
_ALONE = f"content/{WORDS}"  # each language of it stands for itself
_ID = frozenset("abcdefghijklmnopqrstuvwxyz0123456789-")


@dataclass
class Root:
    """The files of one root. `yml` and `md` are keyed by path inside, with the ending `.yml`, and language."""

    path: Path
    yml: dict[tuple[str, str | None], FileName] = field(default_factory=dict)
    md: dict[tuple[str, str | None], FileName] = field(default_factory=dict)
    others: dict[str, Path] = field(default_factory=dict)
    lock: FileName | None = None
    twice: list[tuple[FileName, FileName]] = field(default_factory=list)
    misplaced: list[tuple[FileName, str, str]] = field(default_factory=list)
    misnamed: set[tuple[str, str]] = field(default_factory=set)

    @property
    def shown(self) -> frozenset[str]:
        """Its files as places name them."""
        return frozenset(name.shown for name in (*self.yml.values(), *self.md.values()))

    def take(self, name: FileName) -> None:
        """Put a file where it belongs."""
        top, _, rest = name.inside.partition("/")
        depth = rest.count("/")
        if name.path.suffix in (".yml", ".yaml"):
            self._take_yml(name, top, depth)
        elif name.path.suffix == ".md" and top == "content":
            if depth > 1:
                self.misplaced.append((name, "lessons stand in content/<module>/", "move the file into its module's folder"))
            else:
                self._keep(self.md, name, ".md")
        elif name.inside == f"content/{LOCK}":
            self.lock = name
        else:
            self.others[name.inside] = name.path

    def _take_yml(self, name: FileName, top: str, depth: int) -> None:
        if top == "quizzes" and depth != 1:
            self.misplaced.append(
                (name, "scenarios stand in quizzes/<module>/, tests in quizzes/assessments/", "move the file into the folder where it belongs")
            )
        elif top == "content" and depth > 0:
            self.misplaced.append((name, "lessons are Markdown files, scenarios stand in quizzes/<module>/", "move the file, or give it another ending"))
        elif top == "content" and f"{name.stem}.yml" not in FILES:
            hint = did_you_mean(f"{name.stem}.yml", FILES)
            self.misplaced.append((name, f"the format knows no file '{name.path.name}' in content/", hint))
        else:
            self._keep(self.yml, name, ".yml")

    def _keep(self, kept: dict[tuple[str, str | None], FileName], name: FileName, ending: str) -> None:
        key = f"{name.inside.rpartition('/')[0]}/{name.stem}{ending}", name.language
        first = kept.setdefault(key, name)
        if first is not name:
            self.twice.append((name, first))


def listed(path: Path) -> Root:
    """Return the files below `content/` and `quizzes/` of the folder `path`."""
    root = Root(path)
    for top in ("content", "quizzes"):
        for name in files_below(path, top):
            root.take(name)
    for files in (root.yml, root.md):
        for inside, language in files:
            if language and inside != _ALONE and (inside, None) not in files and (meant := _meant(inside, language, files)):
                root.misnamed.add((meant, language))
    return root


def _meant(inside: str, language: str, files: Mapping[tuple[str, str | None], FileName]) -> str:
    """Return the file that a translation with a misspelt name belongs to, or nothing."""
    folder, _, stem = inside.rpartition("/")
    lonely = {other.rpartition("/")[2] for other, own in files if own is None and other.rpartition("/")[0] == folder and (other, language) not in files}
    hint = did_you_mean(stem, lonely)
    return f"{folder}/{hint.split(chr(39))[1]}" if hint.startswith("did") else ""


def check_names(root: Root, languages: tuple[str, ...], named: tuple[str, ...], problems: Problems) -> None:
    """Report files that stand where none belongs, and languages in names that the root doesn't have, each once.

    Arguments:
        languages: those that the root has.
        named: those that course.yml names, one perhaps misspelt.
    """
    for name, message, hint in root.misplaced:
        problems.add("unexpected-file", name.place, message, hint)
    for name, first in root.twice:
        problems.add(
            "id-taken", name.place, f"{first.shown} is the same file with another ending", "delete one of them", [Related(first.place, "the other one")]
        )
    unknown: set[str | None] = set()
    for files in (root.yml, root.md):
        for (inside, language), name in files.items():
            if language is not None and language not in unknown:
                unknown |= {language} if language not in languages else set()
                _check_language(inside, name, files, languages, named, problems)


def _check_language(
    inside: str, name: FileName, files: Mapping[tuple[str, str | None], FileName], languages: tuple[str, ...], named: tuple[str, ...], problems: Problems
) -> None:
    if name.language == languages[0]:
        hint = f"take '.{name.language}' out of the file's name"
        problems.add("unknown-language", name.place, f"'{name.language}' is the first language, which no file name says", hint)
    elif name.language not in languages:
        if did_you_mean(str(name.language), {*named} - {*languages}).startswith("did"):
            return
        hint = did_you_mean(str(name.language), languages[1:])
        hint = hint if hint.startswith("did") else f"add '{name.language}' to `languages` in course.yml, or delete the file"
        problems.add("unknown-language", name.place, f"'{name.language}' is no language of this course", hint)
    elif (inside, None) not in files and inside != _ALONE:
        meant = _meant(inside, name.language, files)
        hint = f"did you mean '{meant.rpartition('/')[2]}'?" if meant else "write it, or delete this file"
        problems.add("surplus-translation", name.place, f"there is no {inside} that this could translate", hint)


def check_id(name: FileName, problems: Problems) -> bool:
    """Report a file whose name is no id; tell whether it is one."""
    if name.stem and set(name.stem) <= _ID:
        return True
    hint = "rename it: lower-case letters, digits and hyphens, then the language if it is not the first, then the ending"
    problems.add("bad-id", name.place, f"'{name.stem}' is no id, and a file's name is one", hint)
    return False


def check_unique(name: FileName, own: dict[str, FileName], problems: Problems) -> bool:
    """Report a scenario whose id another folder has; tell whether it is the first."""
    first = own.setdefault(name.stem, name)
    if first is not name:
        message = f"there is another scenario '{name.stem}'; an id is unique in the course, whatever the folder"
        problems.add("id-taken", name.place, message, "rename one of the files", [Related(first.place, "the other one")])
    return first is name


def folders_and_languages(roots: Iterable[Root]) -> tuple[list[str], list[str]]:
    """Return the modules and further languages that the files themselves show, for a course file that can't be read."""
    names = [name for root in roots for name in (*root.yml.values(), *root.md.values()) if name.folder != ASSESSMENTS]
    folders = {name.folder for name in names if name.inside.count("/") == 2 and set(name.folder) <= _ID}
    return sorted(folders), sorted({name.language for name in names if name.language})
