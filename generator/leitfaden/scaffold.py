"""What there is to begin with: `leitfaden new` writes a small course, `leitfaden new scenario` a scenario from a pasted conversation.

Both build without a warning.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from importlib import resources
from importlib.resources.abc import Traversable

from leitfaden.artifacts import Artifact
from leitfaden.conversations import Said, moments
from leitfaden.lengths import NETWORKS
from leitfaden.schemas import SCHEMAS, schema_text
from leitfaden.wording import words_for


def course_id(name: str) -> str:
    """Return an id for a course in a folder called `name`."""
    return re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-") or "course"


def scaffold(name: str) -> Iterator[Artifact]:
    """Yield the files of a new course called `name`; the name stands wherever the template says `COURSE_ID`.

    With them come the JSON Schemas below `schemas/`, to which the first line of each YAML file points editors.
    """
    yield from _files(resources.files("leitfaden") / "starter", "", course_id(name))
    for schema in SCHEMAS:
        yield Artifact(f"schemas/{schema}.schema.json", schema_text(schema).encode())


def scenario_files(said: Sequence[Said], path: str, languages: Sequence[str], network: str, schemas: str = "") -> Iterator[Artifact]:
    """Yield a scenario from a conversation, and its twin in every further language, with a question to be rewritten.

    Arguments:
        said: at least one contribution.
        path: of the scenario's file below the course, without its ending: `quizzes/<module>/<id>`.
        languages: those of the course. The posts are the same in all of them, as nobody has translated them yet.
        network: the course's; where a text is too long for it, the scenario names none.
        schemas: the folder of the course's schemas, seen from the scenario; where it is empty the files name no schema.
    """
    people = _people(said)
    keys = [f"post-{number}" for number in range(1, len(said) + 1)]
    first, *further = languages
    fits = all(NETWORKS[network].count(one.text) <= NETWORKS[network].limit for one in said) if network in NETWORKS else True
    text = _scenario(said, keys, people, first, with_structure=True, network="" if fits else "none")
    yield Artifact(f"{path}.yml", (_schema_line(schemas, "scenario") + text).encode())
    for language in further:
        text = _scenario(said, keys, people, language, with_structure=False)
        yield Artifact(f"{path}.{language}.yml", (_schema_line(schemas, "scenario-translation") + text).encode())


def _schema_line(folder: str, schema: str) -> str:
    return f"# yaml-language-server: $schema={folder}/{schema}.schema.json\n" if folder else ""


def _scenario(said: Sequence[Said], keys: Sequence[str], people: Mapping[str, str], language: str, *, with_structure: bool, network: str = "") -> str:
    words = words_for(language)
    handles = {person: next(one.handle for one in said if one.name == name) for name, person in people.items() if with_structure}
    lines = [f"# {words('scaffold_comment')}", f"title: {json.dumps(words('scaffold_title'), ensure_ascii=False)}"]
    lines += ["network: none"] if network else []
    if with_structure:
        lines.append("people:")
        named = json.dumps
        lines += [
            f"  {person}: {{name: {named(name, ensure_ascii=False)}, handle: {handles[person] or person.replace('-', '_')}}}" for name, person in people.items()
        ]
    lines += ["situation: |", f"  {words('scaffold_situation')}", "thread:"]
    for key, one, at in zip(keys, said, moments(said), strict=True):
        lines.append(f"  {key}:")
        lines += [f"    by: {people[one.name]}", f"    at: {at}"] if with_structure else []
        lines += ["    text: |", *(f"      {line}".rstrip() for line in one.text.splitlines())]
    return "\n".join([*lines, *_first_question(language, with_structure=with_structure)]) + "\n"


def _first_question(language: str, *, with_structure: bool) -> Iterator[str]:
    words = words_for(language)
    yield from ("activities:", "  what-next:")
    if with_structure:
        yield "    kind: choice"
    yield from ("    prompt: |", f"      {words('scaffold_prompt')}", "    options:")
    for key in ("one", "other"):
        yield from (f"      {key}:", "        text: |", f"          {words(f'scaffold_{key}')}")
        if with_structure and key == "one":
            yield "        correct: true"
        yield from ("        feedback: |", f"          {words(f'scaffold_{key}_feedback')}")


def _people(said: Sequence[Said]) -> dict[str, str]:
    """Return an id for each name, in the order in which they speak; none is made of a telephone number, which is to go."""
    ids: dict[str, str] = {}
    for name in dict.fromkeys(one.name for one in said):
        latin = unicodedata.normalize("NFKD", name.lower().replace("ß", "ss")).encode("ascii", "ignore").decode()
        wanted = (re.search(r"[a-z]", latin) and re.sub(r"[^a-z0-9]+", "-", latin).strip("-")[:30]) or "person"
        number = next(number for number in range(1, len(said) + 2) if (wanted if number == 1 else f"{wanted}-{number}") not in ids.values())
        ids[name] = wanted if number == 1 else f"{wanted}-{number}"
    return ids


def _files(folder: Traversable, prefix: str, identity: str) -> Iterator[Artifact]:
    for entry in sorted(folder.iterdir(), key=lambda one: one.name):
        if entry.is_dir():
            yield from _files(entry, f"{prefix}{entry.name}/", identity)
        elif entry.name != "__init__.py" and not entry.name.endswith(".pyc"):
            text = entry.read_text(encoding="utf-8").replace("COURSE_ID", identity)
            yield Artifact(f"{prefix}{entry.name}", text.encode())
