"""A page in a browser that speaks WebDriver, with the part of Playwright's interface that the learners of the browser tests need.

So `learner.py`, `sitting.py` and what they use work in every engine. A locator is a list of steps that `finding.js` follows
in the page; whatever is done or read waits until exactly one element is there. Clicks and keys are the browser's own.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from selenium.common.exceptions import (
    ElementClickInterceptedException,
    ElementNotInteractableException,
    NoSuchElementException,
    StaleElementReferenceException,
    TimeoutException,
)
from selenium.webdriver.remote.webdriver import WebDriver
from selenium.webdriver.remote.webelement import WebElement
from selenium.webdriver.support.ui import Select, WebDriverWait

FINDING = (Path(__file__).parent / "finding.js").read_text(encoding="utf-8")
FUNCTION = re.compile(r"(\([^()]*\)|\w+)\s*=>")
PATIENCE, GLANCE = 20, 0.05
PASSING = (StaleElementReferenceException, ElementClickInterceptedException, ElementNotInteractableException, NoSuchElementException)
VISIBLE = "(found) => found.length === 1 && isVisible(found[0])"
NOT_THERE = "(found) => !found.some(isVisible)"

Step = dict[str, Any]
Name = str | re.Pattern[str]


def matching(text: Name, *, exact: bool) -> Step:
    """Return how `finding.js` compares texts."""
    if isinstance(text, re.Pattern):
        return {"pattern": text.pattern}
    return {"exactly" if exact else "partly": text}


def by_role(role: str, name: Name | None = None, *, exact: bool = False) -> Step:
    """Return the step to what is something and is called so."""
    return {"within": {"role": role, **({} if name is None else {"name": matching(name, exact=exact)})}}


def by_text(text: Name, *, exact: bool = False) -> Step:
    """Return the step to the innermost elements with a text."""
    return {"within": {"text": matching(text, exact=exact)}}


@dataclass(frozen=True)
class Page:
    """The page that a browser shows, or the frame in it that was entered. `faults` are what went wrong in pages that were left."""

    driver: WebDriver
    faults: list[str] = field(default_factory=list)

    def goto(self, url: str) -> None:
        """Open a page and wait until it has loaded."""
        self.collect()
        self.driver.get(url)

    def reload(self) -> None:
        """Load the page anew, as a visitor does: the drivers' own way would go past what was kept for times without a network."""
        self.collect()
        self.driver.execute_script("window.left = true; location.reload()")
        self.wait_for("!window.left && document.readyState === 'complete'")

    def collect(self) -> None:
        """Keep what went wrong in this page before it is left."""
        self.faults.extend(self.driver.execute_script("return (window.faults ?? []).splice(0)"))

    def evaluate(self, code: str, argument: Any = None) -> Any:
        """Return what a function or an expression gives in the page."""
        call = f"({code})(arguments[0])" if FUNCTION.match(code) else code
        return self.driver.execute_script(f"return {call}", argument)

    def awaited(self, promise: str, *arguments: Any) -> Any:
        """Return what a promise comes to in the page; `arguments` are its own."""
        done = "const done = arguments[arguments.length - 1];"
        return self.driver.execute_async_script(f"{done} ({promise}).then(done, (fault) => done(`failed: ${{fault}}`));", *arguments)

    def wait_for(self, condition: str) -> None:
        """Wait until an expression is true in the page."""
        WebDriverWait(self.driver, PATIENCE, GLANCE).until(lambda driver: driver.execute_script(f"return {condition}"), condition)

    def locator(self, css: str) -> Locator:
        return Locator(self, ({"within": {"css": css}},))

    def get_by_role(self, role: str, *, name: Name | None = None, exact: bool = False) -> Locator:
        return Locator(self, (by_role(role, name, exact=exact),))

    def get_by_text(self, text: Name, *, exact: bool = False) -> Locator:
        return Locator(self, (by_text(text, exact=exact),))


@dataclass(frozen=True)
class Locator:
    """Leads to elements of a page, sought anew each time."""

    page: Page
    steps: tuple[Step, ...]

    def locator(self, css: str) -> Locator:
        return self._then({"within": {"css": css}})

    def get_by_role(self, role: str, *, name: Name | None = None, exact: bool = False) -> Locator:
        return self._then(by_role(role, name, exact=exact))

    def get_by_text(self, text: Name, *, exact: bool = False) -> Locator:
        return self._then(by_text(text, exact=exact))

    def filter(self, *, has: Locator | None = None, has_text: Name | None = None, visible: bool | None = None) -> Locator:
        steps: list[Step] = []
        steps += [{"has": has.steps}] if has is not None else []
        steps += [{"hasText": matching(has_text, exact=False)}] if has_text is not None else []
        steps += [{"visible": visible}] if visible is not None else []
        return self._then(*steps)

    def and_(self, other: Locator) -> Locator:
        return self._then({"and": other.steps})

    def or_(self, other: Locator) -> Locator:
        return self._then({"or": other.steps})

    def nth(self, place: int) -> Locator:
        return self._then({"nth": place})

    @property
    def first(self) -> Locator:
        return self.nth(0)

    @property
    def last(self) -> Locator:
        return self.nth(-1)

    def all(self) -> list[Locator]:
        return [self.nth(place) for place in range(self.count())]

    def count(self) -> int:
        return int(self.asked("(found) => found.length"))

    def is_visible(self) -> bool:
        return bool(self.asked(VISIBLE))

    def all_inner_texts(self) -> list[str]:
        return list(self.asked("(found) => found.map((one) => one.innerText)"))

    def inner_text(self) -> str:
        return str(self._read("innerText"))

    def input_value(self) -> str:
        return str(self._read("value"))

    def is_checked(self) -> bool:
        return bool(self._read("checked"))

    def get_attribute(self, name: str) -> str | None:
        self.becomes("(found) => found.length === 1")
        return self.asked("([one], name) => one.getAttribute(name)", name)

    def click(self) -> None:
        """Click it with the mouse; what lies below its label is clicked there, as people do."""
        self._act(self._click)

    def press(self, keys: str) -> None:
        """Type into it."""
        self._act(lambda element: element.send_keys(keys))

    def fill(self, text: str) -> None:
        """Type a text in place of what stands there."""
        self._act(lambda element: element.clear())
        self.press(text)

    def select_option(self, value: str) -> None:
        self._act(lambda element: Select(element).select_by_value(value))

    def asked(self, question: str, *arguments: Any) -> Any:
        """Return what a function says of the elements that are there now."""
        return self.page.driver.execute_script(
            f"{FINDING}\nreturn ({question})(find(document, arguments[0]), ...[...arguments].slice(1))", self.steps, *arguments
        )

    def becomes(self, question: str, *arguments: Any) -> None:
        """Wait until a function says yes of the elements."""
        try:
            WebDriverWait(self.page.driver, PATIENCE, GLANCE).until(lambda _: self.asked(question, *arguments))
        except TimeoutException:
            found = self.asked("(found) => found.map((one) => one.outerHTML.slice(0, 300))")
            raise AssertionError(f"{question} {list(arguments)}: {json.dumps(self.steps, ensure_ascii=False)} is {found}") from None

    def expected(self) -> Expected:
        """Return what can be expected of it; `expecting.expect` asks."""
        return Expected(self)

    def _then(self, *steps: Step) -> Locator:
        return Locator(self.page, (*self.steps, *steps))

    def _read(self, property_name: str) -> Any:
        self.becomes("(found) => found.length === 1")
        return self.asked("([one], name) => one[name]", property_name)

    def _act(self, action: Callable[[WebElement], Any]) -> Any:
        """Do something to the one element, once it is there and lets it be done."""
        done: list[Any] = []

        def attempt(_: WebDriver) -> bool:
            found: list[WebElement] = self.asked("(found) => found")
            if len(found) != 1:
                return False
            self.page.driver.execute_script("arguments[0].scrollIntoView({ block: 'center', behavior: 'instant' })", found[0])
            done.append(action(found[0]))
            return True

        try:
            WebDriverWait(self.page.driver, PATIENCE, GLANCE, ignored_exceptions=PASSING).until(attempt)
        except TimeoutException as late:
            seen = self.asked("(found) => found.map((one) => one.outerHTML.slice(0, 300))")
            raise AssertionError(f"{json.dumps(self.steps, ensure_ascii=False)} is {seen}") from late.__cause__ or late
        return done[0]

    def _click(self, element: WebElement) -> None:
        try:
            element.click()
        except (ElementClickInterceptedException, ElementNotInteractableException):
            labels = self.page.driver.execute_script("return [...arguments[0].labels ?? []]", element)
            if not labels:
                raise
            labels[0].click()


@dataclass(frozen=True)
class Expected:
    """What is expected of a locator, sooner or later."""

    locator: Locator

    def to_have_count(self, count: int) -> None:
        self.locator.becomes("(found, count) => found.length === count", count)

    def to_be_visible(self) -> None:
        self.locator.becomes(VISIBLE)

    def to_be_hidden(self) -> None:
        self.locator.becomes(NOT_THERE)

    def to_be_empty(self) -> None:
        self.locator.becomes("(found) => found.length === 1 && textOf(found[0]) === ''")

    def not_to_be_empty(self) -> None:
        self.locator.becomes("(found) => found.length === 1 && textOf(found[0]) !== ''")

    def to_be_focused(self) -> None:
        self.locator.becomes("(found) => found.length === 1 && found[0] === document.activeElement")

    def to_have_text(self, text: Name) -> None:
        self.locator.becomes("(found, text) => found.length === 1 && matches(textOf(found[0]), text)", matching(text, exact=True))

    def to_contain_text(self, text: Name) -> None:
        self.locator.becomes("(found, text) => found.length === 1 && matches(textOf(found[0]), text)", matching(text, exact=False))

    def to_have_attribute(self, name: str, value: str) -> None:
        self.locator.becomes("(found, name, value) => found.length === 1 && found[0].getAttribute(name) === value", name, value)
