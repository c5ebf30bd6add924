"""A test is begun, gone on with after a break, and handed in; its result is said and stays."""

from __future__ import annotations

import re

from pages import Page
from sitting import BEFORE, EN, answer, answer_all, expect_question, expect_result, press, sittings
from web import Site


def test_a_test_is_resumed_and_ends_with_a_result(page: Page, school: Site) -> None:
    page.goto(school.url(BEFORE))
    press(page, "test_begin")
    expect_question(page, 1)
    first = answer(page, right=False)
    press(page, "test_next")
    expect_question(page, 2)
    page.goto(school.url())
    page.goto(school.url(BEFORE))
    press(page, "test_continue")
    expect_question(page, 2)
    assert len(answer_all(page, lambda _: True)) == 2
    press(page, "test_hand_in")
    expect_result(page, "67%")
    page.reload()
    page.get_by_role("main").get_by_role("button", name=re.compile(EN("test_look"))).click()
    expect_result(page, "67%")
    [begun] = sittings(page)
    assert begun["questions"][0] == first
