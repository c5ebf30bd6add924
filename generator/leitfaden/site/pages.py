"""The pages of the site, one function each: finished Markdown with complete HTML blocks."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from functools import cached_property
from typing import Any

from leitfaden.courses import Directive
from leitfaden.exercises import Exercise
from leitfaden.inline import Prose, plain
from leitfaden.localising import LocalAssessment, LocalCourse, LocalLesson, LocalModule, LocalPage, LocalScenario
from leitfaden.site.addresses import (
    Addresses,
    bank_file,
    plan_file,
    practice_page,
    scenario_page,
    solutions_file,
    test_key_file,
    test_page,
    test_sheet_file,
    worksheet_file,
)
from leitfaden.site.assessing import facts, questions
from leitfaden.site.blocks import Blocks, anchor, record_key
from leitfaden.site.bundle import LearnerFiles
from leitfaden.site.markup import as_markdown, paragraphs
from leitfaden.site.privacy import privacy_sheet
from leitfaden.site.project import LEARNER_PAGES, learner_pages
from leitfaden.site.statement import statement

_DESCRIPTION = 155
_LINK = 60
_OWN_WORK = frozenset({"record", "plan"})


class Pages:
    """Writes the pages of one course in one language."""

    def __init__(
        self, course: LocalCourse, blocks: Blocks, addresses: Addresses, scenarios: Mapping[str, LocalScenario], learner: LearnerFiles, *, printed: bool
    ) -> None:
        """`printed` tells whether tests and plan can be had on paper, too."""
        self.course, self.blocks, self.addresses, self.scenarios, self.learner, self.printed = course, blocks, addresses, scenarios, learner, printed
        self.words = course.words

    def lesson(self, lesson: LocalLesson) -> str:
        """Return a lesson: what it is for, its text with everything embedded, and where its claims come from."""
        base = self.addresses.base(lesson.id)
        goals = plain(lesson.goals[0]) if lesson.goals else ""
        body = [self.blocks.render("lesson_head.html", base, lesson=lesson)] if lesson.goals or lesson.minutes else []
        body += self._parts(lesson.parts, base, lesson.title)
        return self._page(lesson.title, goals, [*body, *self._claims(lesson.claims, base), *self._printing(self._exercises(lesson.parts), base)])

    def page(self, page: LocalPage) -> str:
        """Return a page that is no lesson."""
        base = self.addresses.base(page.id)
        practised = self.course.plan.claims if self.course.plan and any(isinstance(one, Directive) and one.name == "plan" for one in page.parts) else ()
        body = [*self._parts(page.parts, base, page.title), *self._claims(practised, base), *self._printing(self._exercises(page.parts), base)]
        return self._page(page.title, page.description, body, home=page.id == "index")

    def scenario(self, scenario: LocalScenario, module: LocalModule) -> str:
        """Return a scenario's own page: situation, thread, all activities."""
        base = self.addresses.base(scenario_page(module.id, scenario.id))
        practice = self.addresses.url(practice_page(module.id))
        back = f"[{as_markdown(self.words('to_practice', module=module.title))}]({base}{practice})\n{{: .lf-onward }}"
        level = [f"{as_markdown(self.words(f'level_{scenario.level}'))}\n{{: .lf-minutes }}"] if scenario.level else []
        return self._page(scenario.title, plain(scenario.situation), [*level, *self._scenario(scenario, base), back, *self._printing(scenario.practised, base)])

    def practice(self, module: LocalModule) -> str:
        """Return the page that lists a module's scenarios and activities with their state, and leads on to its tests."""
        page = practice_page(module.id)
        base = self.addresses.base(page)
        entries = [
            {
                "title": plain(scenario.title),
                "level": scenario.level,
                "situation": _shortened(plain(scenario.situation), _DESCRIPTION),
                "link": self.addresses.url(scenario_page(module.id, scenario.id)),
                "activities": [{"prompt": one.prompt, "anchor": anchor(one.id), "key": record_key(one)} for one in scenario.practised],
            }
            for scenario in module.shown
        ]
        title = self.words("practice_title", module=module.title)
        block = self.blocks.render("practice.html", base, scenarios=entries, activities=_keys(module.scenarios), title=title)
        tests = [f"[{as_markdown(plain(one.title))}]({base}{self.addresses.url(test_page(one.id))})\n{{: .lf-onward }}" for one in self.tests_of(module)]
        return self._page_titled(title, self.words("practice_intro"), [self.words("practice_intro"), block, *tests])

    def tests_of(self, module: LocalModule) -> tuple[LocalAssessment, ...]:
        """Return the tests of a module."""
        return tuple(one for one in self.course.assessments.values() if one.module == module.id)

    @cached_property
    def learner_pages(self) -> tuple[str, ...]:
        """The pages on the learner's own work."""
        return learner_pages(self.course)

    def learner_page(self, name: str, questions: Mapping[str, str]) -> str:
        """Return a page on the learner's own work, which its script fills; `questions` are the scripts that a review loads, by module."""
        title, intro = (self.words(key) for key in LEARNER_PAGES[name])
        block = self.blocks.render(f"{name}.html", self.addresses.base(name), learner=self.learner, questions=dict(questions))
        return self._page_titled(title, intro, [intro, block])

    def test(self, assessment: LocalAssessment) -> str:
        """Return the page of a test: what to know before beginning, and its questions, for the script to ask."""
        base = self.addresses.base(test_page(assessment.id))
        asked = questions(assessment, lambda one: self.blocks.question(one, self.scenarios[one.scenario], base))
        known = list(facts(assessment, asked, self.words))
        sheet = test_sheet_file(assessment.id, self.course.language) if self.printed else ""
        head = self.blocks.render("test.html", base, test=assessment, facts=known, sheet=sheet, learner=self.learner)
        return self._page(assessment.title, known[0], [head, self.blocks.render("questions.html", base, questions=asked)])

    def claim_works(self) -> list[dict[str, Any]]:
        """Return the works that claims come from, each with its claims: where they are taught, practised and tested."""
        taught, practice, tested = self._taught(), self._practised_in(), self._tested()
        rows: dict[str | None, list[dict[str, Any]]] = {}
        for claim in self.course.claims.values():
            row = {"id": claim.id, "text": claim.text, "use": claim.use, "tested": tested.get(claim.id, [])}
            row |= {"taught": taught.get(claim.id, []), "practised": practice.get(claim.id, [])}
            rows.setdefault(claim.source if claim.source in self.course.works else None, []).append(row)
        works = [{"title": title, "claims": rows.get(key, [])} for key, title in self.course.works.items()]
        return [*works, {"title": self.course.title, "claims": rows[None]}] if None in rows else works

    def sources(self, works: list[dict[str, Any]]) -> str:
        """Return the page that shows for each claim of `claim_works` where it is taught, practised and tested."""
        block = self.blocks.render("sources.html", self.addresses.base("sources"), works=works)
        return self._page_titled(self.words("sources_title"), self.words("sources_intro"), [self.words("sources_intro"), block])

    def downloads(self, *, preview: bool = False) -> str:
        """Return the page that links worksheets, solutions and the question bank; in a preview it says why not."""
        if preview:
            note = self.words("handouts_in_preview")
            return self._page_titled(self.words("downloads_title"), note, [self.words("downloads_intro"), f"*{note}*"])
        language, shown = self.course.language, [module for module in self.course.modules if module.shown]
        modules = [{"title": one.title, "files": [worksheet_file(one.id, language), solutions_file(one.id, language)]} for one in shown]
        tests = [
            {"title": plain(one.title), "files": [test_sheet_file(one.id, language), test_key_file(one.id, language)]}
            for one in self.course.assessments.values()
        ]
        base, bank = self.addresses.base("downloads"), {"name": bank_file(self.course.id, language), "title": self.words("question_bank")}
        body = [self.words("downloads_intro"), self.blocks.render("downloads.html", base, of=self.words("module"), sheets=modules, files=[bank])]
        if tests:
            sheets = self.blocks.render("downloads.html", base, of=self.words("test"), sheets=tests, files=[])
            body += [f"## {self.words('test_sheets')}", self.words("test_sheets_intro"), sheets]
        if self.course.plan:
            file = {"name": plan_file(self.course.id, language), "title": f"{plain(self.course.plan.title)} (PDF)"}
            link = self.blocks.render("downloads.html", base, of="", sheets=[], files=[file])
            body += [f"## {self.words('plan_sheet')}", self.words("plan_sheet_intro"), link]
        return self._page_titled(self.words("downloads_title"), self.words("downloads_intro"), body)

    def privacy(self) -> str:
        """Return the privacy sheet, with a link to the page that shows the record, if an author put it somewhere."""
        base, intro = self.addresses.base("privacy"), self.words("privacy_intro")
        page = self.course.page_with("record")
        link = f"{base}{self.addresses.url(page)}" if page else ""
        return self._page_titled(self.words("privacy_title"), intro, [intro, *privacy_sheet(self.course, record_page=link)])

    def accessibility(self, *, downloads: bool) -> str:
        """Return the accessibility statement."""
        intro = self.words("accessibility_intro")
        return self._page_titled(self.words("accessibility_title"), intro, [intro, *statement(self.course, downloads=downloads)])

    def _taught(self) -> dict[str, list[dict[str, str]]]:
        lessons = [(one.claims, one.id, one.title) for module in self.course.modules for one in module.lessons]
        return self._by_claim([*lessons, *((one.claims, one.id, one.title) for one in self.course.pages)])

    def _practised_in(self) -> dict[str, list[dict[str, str]]]:
        scenarios = [(_claims_of(one.practised), scenario_page(one.module, one.id), one.title) for one in self.scenarios.values()]
        plan, page = self.course.plan, self.course.page_with("plan")
        return self._by_claim([*scenarios, *([(list(plan.claims), page, plan.title)] if plan and page else [])])

    def _tested(self) -> dict[str, list[dict[str, str]]]:
        return self._by_claim((_claims_of(one.exercises.values()), test_page(one.id), one.title) for one in self.course.assessments.values())

    def _by_claim(self, citing: Iterable[tuple[Iterable[str], str, Prose]]) -> dict[str, list[dict[str, str]]]:
        """Return links to pages by the claims that they cite."""
        found: dict[str, list[dict[str, str]]] = {}
        for claims, page, title in citing:
            link = {"href": self.addresses.url(page), "title": plain(title)}
            for claim in dict.fromkeys(claims):
                found.setdefault(claim, []).append(link)
        return found

    def _parts(self, parts: Sequence[str | Directive], base: str, title: Prose) -> list[str]:
        """Return the blocks of a page; the first one on the learner's own work brings the script and the style for that."""
        own = next((part for part in parts if isinstance(part, Directive) and part.name in _OWN_WORK), None)
        blocks: list[str] = []
        for part in parts:
            learner = self.learner if part is own else None
            if isinstance(part, str):
                blocks.append(part)
            elif part.name == "record":
                blocks.append(self.blocks.render("record.html", base, learner=learner))
            elif part.name == "plan":
                blocks += self._plan(base, title, {one.id for one in self._exercises(parts)}, learner)
            else:
                blocks += self._embedded(part, base)
        return blocks

    def _embedded(self, directive: Directive, base: str) -> Iterator[str]:
        scenario_id, _, part = directive.target.partition("/")
        scenario = self.scenarios.get(scenario_id)
        if directive.name == "modules":
            yield self.blocks.render("modules.html", base, modules=self.module_entries)
        elif directive.name == "continue":
            yield from self._continue(base)
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
            for exercise in scenario.practised if scenario else ():
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
        for exercise in scenario.practised:
            yield self.blocks.activity(exercise, scenario, base)

    def _plan(self, base: str, title: Prose, here: AbstractSet[str], learner: LearnerFiles | None) -> Iterator[str]:
        """Yield the practice plan: what to know, the ways to take it along, and its tasks week by week.

        Arguments:
            title: the page's; a plan of the same title needs none of its own there.
            here: the ids of the activities that the page shows: to write in them one stays.
        """
        plan = self.course.plan
        if plan is None:
            raise ValueError("not checked: there is no plan")
        named = plain(plan.title) == plain(title)
        sheet = plan_file(self.course.id, self.course.language) if self.printed else ""
        yield from () if named else (f"## {as_markdown(plain(plan.title))}",)
        yield from (str(paragraphs(plan.intro)),) if plan.intro else ()
        yield self.blocks.render("plan.html", base, plan=plan, sheet=sheet, learner=learner)
        logs = {key: log | ({"href": f"#{anchor(key)}"} if key in here else {"href": f"{base}{log['href']}"}) for key, log in self.plan_logs.items()}
        for week, tasks in plan.weeks:
            yield f"{'##' if named else '###'} {self.words('week', week=week)}"
            yield self.blocks.render("tasks.html", base, tasks=tasks, logs=logs)

    @cached_property
    def plan_logs(self) -> dict[str, dict[str, str]]:
        """The activities in which one writes about tasks of the plan, by their ids: where they are, and what they ask."""
        named = {task.log for task in self.course.plan.tasks if task.log} if self.course.plan else set()
        shown = [(scenario_page(one.module, one.id), exercise) for one in self.scenarios.values() for exercise in one.practised if exercise.id in named]
        return {one.id: {"href": f"{self.addresses.url(page)}#{anchor(one.id)}", "prompt": _shortened(plain(one.prompt), _LINK)} for page, one in shown}

    @cached_property
    def module_entries(self) -> list[dict[str, Any]]:
        """The modules with links to their lessons and practice, as the block `modules` shows them."""
        return [
            {
                "id": module.id,
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
        return "\n\n".join([f"---\n{front}---\n# {as_markdown(title)}", *body]) + "\n"


def _claims_of(exercises: Iterable[Exercise]) -> list[str]:
    return [claim for exercise in exercises for claim in exercise.claims]


def _keys(scenarios: Iterable[LocalScenario]) -> list[str]:
    return [record_key(exercise) for scenario in scenarios for exercise in scenario.practised]


def _shortened(text: str, limit: int) -> str:
    return text if len(text) <= limit else text[: limit - 1].rsplit(" ", 1)[0].rstrip(",;:–- ") + " …"
