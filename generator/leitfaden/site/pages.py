"""The pages of the site, one function each: finished Markdown with complete HTML blocks."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from typing import Any

from leitfaden.courses import Directive
from leitfaden.exercises import Exercise
from leitfaden.inline import Prose, plain
from leitfaden.localising import LocalCourse, LocalLesson, LocalModule, LocalPage, LocalScenario
from leitfaden.site.addresses import Addresses, bank_file, practice_page, scenario_page, solutions_file, worksheet_file
from leitfaden.site.blocks import Blocks, anchor, record_key

_DESCRIPTION = 155


class Pages:
    """Writes the pages of one course in one language."""

    def __init__(self, course: LocalCourse, blocks: Blocks, addresses: Addresses, scenarios: Mapping[str, LocalScenario]) -> None:
        self.course, self.blocks, self.addresses, self.scenarios = course, blocks, addresses, scenarios
        self.words = course.words

    def lesson(self, lesson: LocalLesson) -> str:
        """Return a lesson: what it is for, its text with everything embedded, and where its claims come from."""
        base = self.addresses.base(lesson.id)
        goals = plain(lesson.goals[0]) if lesson.goals else ""
        body = [self.blocks.render("lesson_head.html", base, lesson=lesson)] if lesson.goals or lesson.minutes else []
        body += self._parts(lesson.parts, base)
        return self._page(lesson.title, goals, [*body, *self._claims(lesson.claims, base), *self._printing(self._exercises(lesson.parts), base)])

    def page(self, page: LocalPage) -> str:
        """Return a page that is no lesson."""
        base = self.addresses.base(page.id)
        body = [*self._parts(page.parts, base), *self._printing(self._exercises(page.parts), base)]
        return self._page(page.title, page.description, body, home=page.id == "index")

    def scenario(self, scenario: LocalScenario, module: LocalModule) -> str:
        """Return a scenario's own page: situation, thread, all activities."""
        base = self.addresses.base(scenario_page(module.id, scenario.id))
        practice = self.addresses.url(practice_page(module.id))
        back = f"[{_escaped(self.words('to_practice', module=module.title))}]({base}{practice})\n{{: .lf-onward }}"
        return self._page(scenario.title, plain(scenario.situation), [*self._scenario(scenario, base), back, *self._printing(practised(scenario), base)])

    def practice(self, module: LocalModule) -> str:
        """Return the page that lists a module's scenarios and activities with their state."""
        page = practice_page(module.id)
        entries = [
            {
                "title": plain(scenario.title),
                "situation": _shortened(plain(scenario.situation), _DESCRIPTION),
                "link": self.addresses.url(scenario_page(module.id, scenario.id)),
                "activities": [{"prompt": one.prompt, "anchor": anchor(one.id), "key": record_key(one)} for one in practised(scenario)],
            }
            for scenario in module.scenarios
        ]
        title = self.words("practice_title", module=module.title)
        block = self.blocks.render("practice.html", self.addresses.base(page), scenarios=entries, activities=_keys(module.scenarios), title=title)
        return self._page_titled(title, self.words("practice_intro"), [self.words("practice_intro"), block])

    def claim_works(self) -> list[dict[str, Any]]:
        """Return the works that claims come from, each with its claims: where they are taught, practised, and how often tested."""
        taught, practice, tested = self._taught(), self._practised_in(), self._tested()
        rows: dict[str | None, list[dict[str, Any]]] = {}
        for claim in self.course.claims.values():
            row = {"id": claim.id, "text": claim.text, "use": claim.use, "tested": tested[claim.id]}
            row |= {"taught": taught.get(claim.id, []), "practised": practice.get(claim.id, [])}
            rows.setdefault(claim.source if claim.source in self.course.works else None, []).append(row)
        works = [{"title": title, "claims": rows.get(key, [])} for key, title in self.course.works.items()]
        return [*works, {"title": self.course.title, "claims": rows[None]}] if None in rows else works

    def sources(self, works: list[dict[str, Any]]) -> str:
        """Return the page that shows for each claim of `claim_works` where it is taught and practised."""
        block = self.blocks.render("sources.html", self.addresses.base("sources"), works=works)
        return self._page_titled(self.words("sources_title"), self.words("sources_intro"), [self.words("sources_intro"), block])

    def downloads(self, *, preview: bool = False) -> str:
        """Return the page that links worksheets, solutions and the question bank; in a preview it says why not."""
        if preview:
            note = self.words("handouts_in_preview")
            return self._page_titled(self.words("downloads_title"), note, [self.words("downloads_intro"), f"*{note}*"])
        language = self.course.language
        modules = [
            {"title": module.title, "files": [worksheet_file(module.id, language), solutions_file(module.id, language)]}
            for module in self.course.modules
            if module.scenarios
        ]
        block = self.blocks.render("downloads.html", self.addresses.base("downloads"), modules=modules, banks=[bank_file(self.course.id, language)])
        return self._page_titled(self.words("downloads_title"), self.words("downloads_intro"), [self.words("downloads_intro"), block])

    def _taught(self) -> dict[str, list[dict[str, str]]]:
        lessons = [(one.claims, one.id, one.title) for module in self.course.modules for one in module.lessons]
        return self._by_claim([*lessons, *((one.claims, one.id, one.title) for one in self.course.pages)])

    def _practised_in(self) -> dict[str, list[dict[str, str]]]:
        return self._by_claim((_claims_of(practised(one)), scenario_page(one.module, one.id), one.title) for one in self.scenarios.values())

    def _tested(self) -> Counter[str]:
        return Counter(claim for scenario in self.scenarios.values() for one in scenario.exercises if one.use == "test" for claim in one.claims)

    def _by_claim(self, citing: Iterable[tuple[Iterable[str], str, Prose]]) -> dict[str, list[dict[str, str]]]:
        """Return links to pages by the claims that they cite."""
        found: dict[str, list[dict[str, str]]] = {}
        for claims, page, title in citing:
            link = {"href": self.addresses.url(page), "title": plain(title)}
            for claim in dict.fromkeys(claims):
                found.setdefault(claim, []).append(link)
        return found

    def _parts(self, parts: Iterable[str | Directive], base: str) -> list[str]:
        return [block for part in parts for block in ([part] if isinstance(part, str) else self._embedded(part, base))]

    def _embedded(self, directive: Directive, base: str) -> Iterator[str]:
        scenario_id, _, part = directive.target.partition("/")
        scenario = self.scenarios.get(scenario_id)
        if directive.name == "modules":
            yield self.blocks.render("modules.html", base, modules=self.module_entries)
        elif directive.name == "continue":
            yield from self._continue(base)
        elif directive.name == "record":
            yield self.blocks.render("record.html", base)
        elif scenario is None:
            raise ValueError(f"not checked: {directive}")
        elif directive.name == "thread":
            yield self.blocks.thread(scenario, base)
        elif directive.name == "post":
            yield self.blocks.post(scenario, part, base)
        elif directive.name == "activity":
            yield from (self.blocks.activity(one, scenario, base) for one in self._exercises([directive]))
        else:
            yield from self._scenario(scenario, base)

    def _exercises(self, parts: Iterable[str | Directive]) -> Iterator[Exercise]:
        """Yield the exercises that a page embeds."""
        for directive in (part for part in parts if isinstance(part, Directive)):
            scenario = self.scenarios.get(directive.target.partition("/")[0])
            for exercise in practised(scenario) if scenario else ():
                if directive.name == "scenario" or (directive.name == "activity" and directive.target == exercise.id):
                    yield exercise

    def _printing(self, exercises: Iterable[Exercise], base: str) -> Iterator[str]:
        """Yield the way to print a page, where it has exercises."""
        if any(True for _ in exercises):
            yield self.blocks.render("print.html", base)

    def _continue(self, base: str) -> Iterator[str]:
        lessons = [lesson for module in self.module_entries for lesson in module["lessons"]]
        if lessons:
            yield self.blocks.render("continue.html", base, first=lessons[0])

    def _scenario(self, scenario: LocalScenario, base: str) -> Iterator[str]:
        yield self.blocks.thread(scenario, base)
        for exercise in practised(scenario):
            yield self.blocks.activity(exercise, scenario, base)

    @cached_property
    def module_entries(self) -> list[dict[str, Any]]:
        """The modules with links to their lessons and practice, as the block `modules` shows them."""
        return [
            {
                "title": module.title,
                "lessons": [{"title": plain(one.title), "link": self.addresses.url(one.id), "minutes": one.minutes} for one in module.lessons],
                "practice": self.addresses.url(practice_page(module.id)),
                "activities": _keys(module.scenarios),
            }
            for module in self.course.modules
        ]

    def _claims(self, claims: Iterable[str], base: str) -> list[str]:
        sources = self.addresses.url("sources")
        links = ", ".join(f"[{claim}]({base}{sources}#{claim})" for claim in claims)
        return [f"{self.words('claims_here')} {links}\n{{: .lf-claims }}"] if links else []

    def _page(self, title: Prose, description: str, body: Iterable[str], *, home: bool = False) -> str:
        return self._page_titled(plain(title), description, body, home=home)

    def _page_titled(self, title: str, description: str, body: Iterable[str], *, home: bool = False) -> str:
        """Return a whole page. The home page's front matter has no title, so that the theme doesn't put the site's beside it."""
        about = _shortened(description or self.course.description or title, _DESCRIPTION)
        matter = {**({} if home else {"title": title}), "description": about}
        front = "".join(f"{key}: {json.dumps(value, ensure_ascii=False)}\n" for key, value in matter.items())
        return "\n\n".join([f"---\n{front}---\n# {_escaped(title)}", *body]) + "\n"


def practised(scenario: LocalScenario) -> tuple[Exercise, ...]:
    """Return the exercises that pages show: those not kept for assessments."""
    return tuple(exercise for exercise in scenario.exercises if exercise.use == "practice")


def _claims_of(exercises: Iterable[Exercise]) -> list[str]:
    return [claim for exercise in exercises for claim in exercise.claims]


def _keys(scenarios: Iterable[LocalScenario]) -> list[str]:
    return [record_key(exercise) for scenario in scenarios for exercise in practised(scenario)]


def _shortened(text: str, limit: int) -> str:
    return text if len(text) <= limit else text[: limit - 1].rsplit(" ", 1)[0].rstrip(",;:–- ") + " …"


def _escaped(text: str) -> str:
    """Return text so that Markdown leaves every character alone."""
    return "".join(f"\\{char}" if char in "\\`*_{}[]()#+!|<>" else char for char in text.replace("&", "&amp;"))
