"""Every form of interaction on paper: what there is to do on the worksheet, and the answer with its reasons on the solutions."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import pypdf
import pytest

from handout_sheets import asked, course_in, module_of, opened, reasons, roles, saying, squeezed, text_of, with_exercises
from interactions import ALWAYS, branch, draft, gap, limit, line, mark, match, menu, mix, order, pace, pick, prose, rate, reflect, scene, turn
from leitfaden.exercises import Interaction, State, Step, Target, Way
from leitfaden.exercises import Path as Branch
from leitfaden.handouts import make_handouts
from leitfaden.handouts.forms.playing import Book, book
from leitfaden.handouts.forms.writing import Log, Sheet, writing
from leitfaden.localising import LocalCourse
from leitfaden.problems import Problems
from leitfaden.threads import LocalImage, LocalPost


@pytest.fixture(scope="module")
def english() -> LocalCourse:
    return course_in("en")


def posts_of(course: LocalCourse) -> list[LocalPost]:
    return list(module_of(course).scenarios[0].thread.values())


def printed(course: LocalCourse, *interactions: Interaction, **changes: Any) -> tuple[str, str]:
    """Return worksheet and solution sheet of a module that asks nothing else, as running text."""
    sheets = opened(with_exercises(course, *interactions, **changes))
    return text_of(sheets["worksheet"]), text_of(sheets["solutions"])


def worksheet_of(course: LocalCourse, *interactions: Interaction) -> pypdf.PdfReader:
    return opened(with_exercises(course, *interactions))["worksheet"]


def table_of(pdf: pypdf.PdfReader) -> tuple[int, int]:
    """Return how many header cells and how many rows below them the tables of a PDF have."""
    found = [role for role, _ in roles(pdf)]
    return found.count("/TH"), found.count("/TR") - found.count("/THead")


FORMS: dict[str, Interaction] = {
    "pick one": pick({"a": 1.0, "b": 0.5, "c": 0.0}, several=False), "pick several": pick({"a": 0.5, "b": 0.5, "c": -1.0}, several=True), "rate": rate(),
    "order": order(), "mark": mark({"a": 1.0, "b": -1.0}), "match": match({"a": "x", "b": "y"}), "match, long slots": match({"a": "x" * 90, "b": "y" * 90}),
    "mix": mix(), "mix, many cards": mix(items={f"c{number}": "own" for number in range(30)}), "pace": pace(), "pace, two pages": pace(weeks=60),
    "gap": gap(menu("m", {"a": 1.0, "b": 0.0}), line("t", {"key": ["secret"]}, {"key": 1.0}, otherwise="otherwise")),
    "gap, long options": gap(menu("m", {"a" * 60: 1.0, "b" * 60: 0.0})), "path": branch(), "draft": draft(), "one question": reflect("f"),
    "log": reflect("f", "g", entries=4), "log of many fields": reflect(*"abcdefg", entries=2), "log of many entries": reflect("f", entries=40),
}  # fmt: skip


@pytest.mark.parametrize("name", FORMS)
def test_the_worksheet_asks_and_the_solutions_give_the_reasons(english: LocalCourse, name: str) -> None:
    """Both PDFs are made at all only if Typst finds them to be PDF/UA-1."""
    form = FORMS[name]
    worksheet, solutions = printed(english, form)
    assert asked(form) and [text for text in asked(form) if squeezed(text) not in worksheet] == []
    assert [text for text in reasons(form) if squeezed(text) not in solutions or squeezed(text) in worksheet] == []


# Pick, rate, order


def test_the_key_is_marked_and_half_right_is_said_so(english: LocalCourse) -> None:
    worksheet, solutions = printed(english, pick({"x": 1.0, "y": 0.5, "z": 0.0}, several=False))
    assert "ARightx:" in solutions and "Nearlyy:" in solutions and "Cz:" in solutions
    assert "Right" not in worksheet


def test_steps_are_shown_shuffled_and_solved_in_order(english: LocalCourse) -> None:
    steps = replace(order(3), shown=("s2", "s0", "s1"))
    worksheet, solutions = ([text.index(f"step{number}") for number in range(3)] for text in printed(english, steps))
    assert solutions == sorted(solutions)
    assert worksheet[2] < worksheet[0] < worksheet[1]


def test_statements_are_rated_in_one_table_per_scale(english: LocalCourse) -> None:
    sheets = opened(with_exercises(english, rate("x"), rate("y")))
    assert [role for role, _ in roles(sheets["worksheet"])].count("/Table") == 1
    assert "saidgoodbecause" in text_of(sheets["solutions"]) and squeezed("For ‘bad’: if bad") in text_of(sheets["solutions"])


# Mark


def test_places_are_named_by_the_number_of_their_card_and_their_words(english: LocalCourse) -> None:
    first, second, *_ = posts_of(english)
    places = (Target("words", second.id, "some words", prose("why words")), Target("whole", first.id, None, prose("why whole")))
    marks = replace(mark({"words": 1.0, "whole": -1.0}), targets=places)
    worksheet, solutions = printed(english, marks, pick({"a": 1.0, "b": 0.0}, several=False))
    assert "A2‘somewords’" in worksheet
    assert squeezed(f"B1The whole post · {first.by.name}: {first.written[:20]}") in worksheet
    assert "A2‘somewords’Rightwhywords" in solutions and re.search(r"B1Thewholepost.*Notrightwhywhole", solutions)


def test_a_reason_is_asked_for_below_the_places(english: LocalCourse) -> None:
    reason = pick({"a": 1.0, "b": 0.0}, several=False)
    question = squeezed(english.words("mark_reason") + english.words("tick_one"))
    assert question in printed(english, mark({"a": 1.0, "b": -1.0}), reason)[0]
    assert squeezed(english.words("mark_reason")) not in printed(english, reason)[0]


# Place


def test_items_are_matched_by_letter(english: LocalCourse) -> None:
    worksheet, solutions = printed(english, match({"i": "x", "j": "y"}, ["spare"]))
    assert "AxByCspare" in worksheet and "ij" in worksheet
    assert "1.iAxwhyi2.jBywhyj" in solutions


def test_cards_have_letters_and_days_have_lines(english: LocalCourse) -> None:
    sheets = opened(with_exercises(english, mix(least=3)))
    worksheet = text_of(sheets["worksheet"])
    assert squeezed("at least 3") in worksheet and "Asortowncarda" in worksheet and "Bsorttalkcardb" in worksheet and "daymondaywed" in worksheet
    assert "rulemixedwhymixed" in text_of(sheets["solutions"]) and "Asortowncardawordona" in text_of(sheets["solutions"])


def test_the_share_of_a_rule_is_said_where_rules_differ(english: LocalCourse) -> None:
    alike, uneven = mix(limit("one"), limit("two")), mix(limit("one", weight=3), limit("two"))
    assert "%" not in printed(english, alike)[1]
    assert "ruleone75%ofthepointswhyone" in printed(english, uneven)[1]


def test_weeks_are_tallied_beside_what_the_other_person_sees(english: LocalCourse) -> None:
    pdf = worksheet_of(english, pace(weeks=5))
    assert "actlikeactreplyWhatNoorAlberssees" in text_of(pdf)
    assert table_of(pdf) == (4, 5)


# Gap


def test_blanks_are_numbered_and_filled_on_the_solutions(english: LocalCourse) -> None:
    passage = gap(
        menu("m", {"no": 0.0, "yes": 1.0}), line("t", {"soon": ["soon"], "hour": ["at eight", "by 8"]}, {"soon": 0.5, "hour": 1.0}, otherwise="name it")
    )
    worksheet, solutions = printed(english, passage)
    assert "before1afterbefore2after1noyes" in worksheet and "ateight" not in worksheet
    assert "before1yesafterbefore2ateightafter" in solutions
    assert "Nearlysoonwhysoon" in solutions and "Rightateight/by8whyhour" in solutions and "Anythingelsenameit" in solutions


@pytest.mark.parametrize(
    ("blanks", "keys"),
    [
        ((menu("m", {"a": 1.0, "b": 0.0}),), ["choose_on_paper"]),
        ((line("t", {"a": ["a"]}, {"a": 1.0}),), ["fill_on_paper"]),
        ((menu("m", {"a": 1.0, "b": 0.0}), line("t", {"a": ["a"]}, {"a": 1.0})), ["fill_on_paper", "choose_on_paper"]),
    ],
)
def test_the_instruction_speaks_of_what_is_there(english: LocalCourse, blanks: Any, keys: list[str]) -> None:
    worksheet, _ = printed(english, gap(*blanks))
    assert [key for key in ("fill_on_paper", "choose_on_paper") if squeezed(english.words(key)) in worksheet] == keys


# Path


def paper_book(course: LocalCourse, path: Branch) -> Book:
    return book(path, "sc/act", module_of(course).scenarios[0], course.words, {})


def long_path(count: int = 12) -> Branch:
    scenes = [scene(f"s{number}", turn("on", Way(f"s{number + 1}", ALWAYS)), turn("end", Way("end", ALWAYS))) for number in range(count - 1)]
    return Branch("path", (*scenes, scene(f"s{count - 1}", worth=1.0), scene("end", worth=0.0)), (), ("on",) * (count - 1), back=False)


def test_a_game_book_can_be_played_by_its_numbers(english: LocalCourse) -> None:
    path = long_path()
    made = paper_book(english, path)
    titles = {moment.number: moment.title[0][0].text for moment in made.moments}
    assert list(titles) == list(range(1, 14)) and titles[1] == "title s0"
    for moment in made.moments:
        scene_ = next(one for one in path.scenes if titles[moment.number] == f"title {one.id}")
        leads = [titles[int(number)] for decision in moment.decisions for _, number, _ in decision.leads]
        assert leads == [f"title {way.to}" for turn_ in scene_.turns for way in turn_.ways]
        assert [decision.label for decision in moment.decisions] == [f"{moment.number}{letter}" for letter in "AB"][: len(scene_.turns)]


def test_the_scenes_stand_in_an_order_of_their_own_that_stays(english: LocalCourse) -> None:
    path = long_path()
    order_ = [moment.title[0][0].text for moment in paper_book(english, path).moments]
    assert order_ != [f"title {one.id}" for one in path.scenes] and sorted(order_) == sorted(f"title {one.id}" for one in path.scenes)
    assert order_ == [moment.title[0][0].text for moment in paper_book(english, path).moments]


def test_conditions_and_changes_are_said_in_words_and_states_have_boxes(english: LocalCourse) -> None:
    worksheet, _ = printed(english, branch())
    numbers = {moment.title[0][0].text.removeprefix("title "): moment.number for moment in paper_book_of(english).moments}
    assert "Trust−10123" in worksheet
    assert f"turnaskTrust+2.Goto{numbers['later']}." in worksheet and f"turnwaitTrust−1.Goto{numbers['later']}." in worksheet
    assert f"Goto{numbers['warm']},ifTrustatleast2,otherwiseto{numbers['cool']}." in worksheet
    assert f"OnlyifTrustatmost1,1Atakenand1Bnottaken.Goto{numbers['lost']}." in worksheet


def paper_book_of(course: LocalCourse) -> Book:
    """Return the book of `branch()` as `with_exercises` prints it."""
    exercise = module_of(with_exercises(course, branch())).scenarios[0].exercises[0]
    return book(branch(), exercise.id, module_of(course).scenarios[0], course.words, {})


def test_a_state_of_many_values_is_written_on_a_line(english: LocalCourse) -> None:
    path = replace(branch(), states=(State("trust", (), 10, 0, 100),))
    (gauge,) = paper_book(english, path).gauges
    assert (gauge.label, gauge.start, gauge.values) == ("trust", "10", ())


def test_the_solutions_hold_the_best_way_and_what_each_ending_is_worth(english: LocalCourse) -> None:
    _, solutions = printed(english, branch())
    numbers = {moment.title[0][0].text.removeprefix("title "): moment.number for moment in paper_book_of(english).moments}
    assert squeezed(english.words("best_way")) + f"1Aturnask{numbers['later']}Aturnthank" in solutions
    ends = [f"{numbers['warm']}Fullmarkstitlewarm", f"{numbers['cool']}50%ofthepointstitlecool", f"{numbers['lost']}Nomarkstitlelost"]
    places = [solutions.index(end) for end in ends]
    assert places == sorted(places)


def test_the_posts_of_a_scene_are_printed_with_their_images_and_whom_they_answer(english: LocalCourse, tmp_path: Path) -> None:
    svg = tmp_path / "map.svg"
    svg.write_text('<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 4 4"><path d="M0 0h4v4z"/></svg>')
    first, second, *_ = posts_of(english)
    said = replace(second, **saying("A post in a scene"), id="said", reply_to=first.id, image=LocalImage("map.svg", "A map"))
    course = replace(with_exercises(english, branch((said,))), files={"map.svg": svg})
    pdf = opened(course)["worksheet"]
    assert "Apostinascene" in text_of(pdf) and squeezed(english.words("reply_to", name=first.by.name)) in text_of(pdf)
    assert "A map" in [str(node["/Alt"]) for role, node in roles(pdf) if role == "/Figure"]


def test_an_image_of_a_scene_that_cannot_be_printed_is_reported(english: LocalCourse, tmp_path: Path) -> None:
    broken = tmp_path / "map.png"
    broken.write_bytes(b"no image")
    said = replace(posts_of(english)[0], id="said", image=LocalImage("map.png", "A map"))
    problems = Problems()
    assert list(make_handouts(replace(with_exercises(english, branch((said,))), files={"map.png": broken}), problems)) == []
    assert [(one.code, one.place.route[2:]) for one in problems] == [("handout-image", ("scenes", "first", "posts", "said", "image", "file"))]


# Write


def test_there_is_as_much_room_to_write_as_the_network_gives(english: LocalCourse) -> None:
    sheets = {network: writing(draft(network), english.words) for network in ("x", "linkedin", "none")}
    assert all(isinstance(sheet, Sheet) for sheet in sheets.values())
    lines = {network: sheet.lines for network, sheet in sheets.items() if isinstance(sheet, Sheet)}
    assert lines["x"] < lines["none"] < lines["linkedin"]
    worksheet, solutions = printed(english, draft())
    assert squeezed("X: 280 characters at most") in worksheet and "criterionnamed" in worksheet
    assert "sampleshort" in solutions and "sample" not in worksheet


def test_where_there_is_nothing_to_compare_with_the_solutions_say_that_nobody_grades_it(english: LocalCourse) -> None:
    note = squeezed(english.words("nobody_grades"))
    assert [note in printed(english, form)[1] for form in (reflect("f"), reflect("f", entries=3), draft())] == [True, True, False]


def test_a_log_is_a_table_with_a_row_for_each_entry(english: LocalCourse) -> None:
    assert table_of(worksheet_of(english, reflect("when", "what", entries=6))) == (3, 6)
    wide = writing(reflect(*"abcdefg", entries=2), english.words)
    assert not isinstance(wide, Log) and len(wide.fields) == 14


@pytest.mark.parametrize(("form", "lines"), [(branch(), False), (draft(), False), (reflect("f"), False), (order(), True), (mix(), True)])
def test_lines_for_reasons_stand_where_something_was_decided(english: LocalCourse, form: Interaction, lines: bool) -> None:
    assert (squeezed(english.words("notes_line")) in printed(english, form)[0]) == lines


# What is said by score


def test_what_is_said_by_score_stands_on_the_solutions(english: LocalCourse) -> None:
    worksheet, solutions = printed(english, order(), ranges=((50, prose("said from half")), (100, prose("said at the end"))))
    assert squeezed("From 50%: said from half From 100%: said at the end") in solutions
    assert "said" not in worksheet.partition("Exercise1")[2]


def test_steps_of_a_scale_are_columns_of_the_criteria(english: LocalCourse) -> None:
    wide = replace(draft(), scale=tuple(Step(f"s{number}", prose(f"step {number}")) for number in range(5)))
    assert table_of(worksheet_of(english, wide)) == (6, 1)
