"""Tests that were handed in: passed or not, gone through again, retaken; what was gained since the pre-test."""

from __future__ import annotations

from learner import Learner, feedbacks, right_responses, wrong_responses
from playwright.sync_api import expect
from sitting import (
    AFTER,
    BEFORE,
    EN,
    answer_all,
    button,
    exercise,
    expect_question,
    expect_result,
    heading,
    press,
    take,
)
from web import Site

from conftest import Visitors

# What comes of it


def test_passed_and_failed(visit: Visitors, school: Site) -> None:
    page = visit(school.url(AFTER))
    take(page, lambda name: name.startswith("queue"))
    expect_result(page, "67%", EN("test_passed", mark="60%"))
    press(page, "test_again")
    answer_all(page, lambda name: name.startswith("bread"))
    press(page, "test_hand_in")
    expect_result(page, "33%", EN("test_failed", mark="60%"))
    press(page, "test_close")
    rows = page.get_by_role("table", name=EN("test_past")).get_by_role("row")
    expect(rows).to_have_count(3)
    expect(rows.nth(1)).to_contain_text(f"33%, {EN('test_is_not_passed')}")
    expect(rows.nth(2)).to_contain_text(f"67%, {EN('test_is_passed')}")
    rows.nth(2).get_by_role("button").click()
    expect_result(page, "67%", EN("test_passed", mark="60%"))


def test_before_the_course_there_is_nothing_to_pass(visit: Visitors, school: Site) -> None:
    page = visit(school.url(BEFORE))
    take(page, lambda _: False)
    expect_result(page, "0%", EN("test_nothing_to_pass"))
    for word in ("test_is_passed", "test_is_not_passed"):
        expect(page.get_by_role("main").get_by_text(EN(word), exact=True)).to_have_count(0)


def test_every_answer_is_gone_through_with_its_reasons(visit: Visitors, school: Site) -> None:
    page = visit(school.url(AFTER))
    ids = take(page, lambda name: name.startswith("queue"))
    for number, name in enumerate(ids):
        learner = Learner(page, exercise(name), "en")
        given = right_responses(exercise(name), "en") if name.startswith("queue") else wrong_responses(exercise(name), "en")
        assert learner.given() == given
        verdict = EN("right") if name.startswith("queue") else EN("wrong")
        expect(heading(page, f"{EN('test_number', number=number + 1)} {verdict}")).to_be_visible()
        assert page.get_by_text(feedbacks(exercise(name))[0], exact=True).filter(visible=True).count() == 1
    lessons = page.get_by_role("article").first.get_by_role("link")
    expect(lessons).to_have_text(["Baking"])
    page.get_by_role("checkbox", name=EN("test_only_wrong")).check()
    expect(page.get_by_role("heading", level=3)).to_have_count(1)
    expect(page.get_by_role("heading", level=3)).to_contain_text(EN("wrong"))
    lessons.click()
    expect(page).to_have_url(school.url("oven/baking/"))


def test_the_wrong_ones_again_and_the_result_stays(visit: Visitors, school: Site) -> None:
    page = visit(school.url(AFTER))
    ids = take(page, lambda name: name.startswith("bread"))
    press(page, "test_retake")
    expect_question(page, 1, total=2)
    again = answer_all(page, lambda _: True)
    assert sorted(again) == sorted(name for name in ids if name.startswith("queue"))
    press(page, "test_hand_in")
    expect(page.get_by_text(EN("test_retake_stays"))).to_be_visible()
    expect(button(page, "test_retake")).to_have_count(0)
    press(page, "test_close")
    rows = page.get_by_role("table", name=EN("test_past")).get_by_role("row")
    expect(rows.nth(1)).to_contain_text(EN("test_practised", count=2, total=2))
    expect(rows.nth(2)).to_contain_text(f"33%, {EN('test_is_not_passed')}")


def test_on_paper_the_review_is_whole(visit: Visitors, school: Site) -> None:
    """What stands folded on the screen is printed, too."""
    page = visit(school.url(AFTER))
    take(page)
    thread = page.get_by_text("The dough and I are up.")
    expect(thread).to_be_hidden()
    page.emulate_media(media="print")
    expect(thread).to_be_visible()
    for word in ("test_again", "test_close"):
        expect(button(page, word)).to_have_count(0)


# What was gained


def test_the_gain_stands_beside_both_results(visit: Visitors, school: Site) -> None:
    page = visit(school.url(BEFORE))
    take(page, lambda _: False)
    expect(page.get_by_text(EN("test_gain"), exact=True)).to_have_count(0)
    page.goto(school.url(AFTER))
    take(page)
    part = page.get_by_role("main")
    expect(part.get_by_text(EN("test_gain_more"))).to_be_visible()
    rows = part.get_by_role("row").filter(has=page.get_by_role("cell")).all()
    cells = {row.get_by_role("rowheader").inner_text(): row.get_by_role("cell").all_inner_texts() for row in rows}
    assert cells == {
        EN("test_whole"): ["0%", "100%", "+100", "+10 to +100"],
        "At the counter": ["0%", "100%", "+100", f"−10 to +100 · {EN('test_too_few')}"],
        "At the oven": ["0%", "100%", "+100", f"−42 to +100 · {EN('test_too_few')}"],
        "People": ["0%", "100%", "+100", f"−10 to +100 · {EN('test_too_few')}"],
        "Bread": ["0%", "100%", "+100", f"−42 to +100 · {EN('test_too_few')}"],
    }


def test_so_few_questions_cannot_tell(visit: Visitors, school: Site) -> None:
    page = visit(school.url(BEFORE))
    take(page, lambda name: name.startswith("bread"))
    page.goto(school.url(AFTER))
    take(page)
    expect(page.get_by_text(EN("test_gain_unsure"))).to_be_visible()
