"""Every kind of activity is answered, says its verdict and its reasons, and is as it was after a reload."""

from __future__ import annotations

import pytest
from expecting import expect
from office import SCENARIO, at_work, told
from pages import Locator, Page
from selenium.webdriver import ActionChains, Keys
from web import Site

from leitfaden.activities import KINDS

MOST_KEYS = 120
CALLED_OTHERWISE = {"combobox": "button"}  # WebKit: it opens a menu
ROLES = ("radio", "checkbox", "combobox", "textbox", "button")
FOLDERS = [kind.folder for kind in KINDS]
WITHOUT_REASONS = {"reflect"}


@pytest.mark.parametrize("kind", FOLDERS)
def test_an_activity_is_answered_and_kept(page: Page, office: Site, kind: str) -> None:
    page.goto(office.url(SCENARIO))
    learner = at_work(page, kind)
    learner.answer_wrong()
    reasons = told(learner)
    assert bool(reasons) is (kind not in WITHOUT_REASONS)
    learner.come_back()
    assert told(learner) == reasons
    learner.press(learner.again_button)
    learner.answer_right()
    learner.come_back()


def test_the_keyboard_alone(page: Page, office: Site) -> None:
    page.goto(office.url(SCENARIO))
    learner = at_work(page, "choice")
    [pick] = learner.exercise.interactions
    first, second, *_ = (control for control in learner.options(pick).values())
    keys(page, Keys.TAB, until=first)
    keys(page, Keys.SPACE)
    keys(page, Keys.ARROW_DOWN, until=second)
    keys(page, Keys.TAB, until=learner.activity.get_by_role("radio", name=learner.words("confidence_low"), exact=True))
    keys(page, Keys.SPACE)
    keys(page, Keys.TAB, until=learner.check_button)
    keys(page, Keys.ENTER)
    expect(learner.verdict).not_to_be_empty()
    assert learner.given() == {pick.id: [pick.options[1].id]}
    learner.come_back()


def keys(page: Page, key: str, *, until: Locator | None = None) -> None:
    """Press a key, again and again `until` the focus is there."""
    for _ in range(MOST_KEYS):
        ActionChains(page.driver).send_keys(key).perform()
        if until is None or until.asked("([one]) => one === document.activeElement"):
            return
    raise AssertionError(f"{MOST_KEYS} times {key!r}, and the focus is at {page.evaluate('document.activeElement.outerHTML')[:300]}")


def test_browsers_name_what_can_be_operated(page: Page, office: Site) -> None:
    """By what the browser itself tells assistive technology. WebKit also tells the letter before an option and what a list shows."""
    page.goto(office.url(SCENARIO))
    for role in ROLES:
        controls = page.locator("leitfaden-activity").get_by_role(role)
        names = controls.asked("(found) => found.map(nameOf)")
        assert names
        for element, name in zip(controls.asked("(found) => found"), names, strict=True):
            assert element.aria_role in (role, CALLED_OTHERWISE.get(role))
            assert name
            assert name in " ".join(element.accessible_name.split())
