"""The question bank for Moodle: complete, well-formed, and marked as our scoring contract marks."""

from __future__ import annotations

import dataclasses
import itertools
import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import moodle_reader as moodle
from leitfaden.exercises import Choosable, Exercise, Interaction, Order, Pick, Rate, Step
from leitfaden.exporters import EXPORTERS
from leitfaden.exporters.exporter import Exported, Transfer
from leitfaden.exporters.loss_report import as_json, as_text
from leitfaden.exporters.moodle_xml import MoodleXml
from leitfaden.inline import Code, Emphasis, Link, Prose, Strong, Text, plain
from leitfaden.localising import LocalCourse, LocalModule, LocalScenario, localised
from leitfaden.posts import recognise
from leitfaden.problems import Place
from leitfaden.reading import read_course
from leitfaden.scoring import score_exercise
from leitfaden.threads import LocalImage, LocalPerson, LocalPost, Moment
from leitfaden.wording import words_for

ROOT = Path(__file__).parent.parent
HOSTILE = [
    "<script>alert('1')</script>", "a & b &amp; &lt;i&gt; &#125;", "]]> <![CDATA[", '} ~ = # { \\ / "', r"\~ \} \# \\", "~%100%falsch#{1:MC:=x}",
    "{1:MULTICHOICE_V:%100%a#b~%0%c#d}", "{#1}", "=alles", "%50%halb", "ÄÖÜß …", "👏🏽 👩‍🚒 🇩🇪", "a//b/ /c", "$$x$$ @@PLUGINFILE@@", "<!-- -->", "x\\",
]  # fmt: skip
_ANY_TEXT = st.text(st.characters(exclude_categories=("Cc", "Cs", "Cn")), max_size=30).map(lambda text: f"a{text}z")


def prose(text: str) -> Prose:
    return ((Text(text),),)


# A course of our own, for what this repository's course doesn't have.


def pick(weights: dict[str, float], *, several: bool, text: str = "") -> Pick:
    options = tuple(Choosable(key, prose(f"{key}: {text}"), prose(f"why {key}: {text}")) for key in weights)
    return Pick("pick", options, several, weights)


def rate(key: str = "s1", credit: dict[str, float] | None = None, text: str = "", post: str | None = None) -> Rate:
    credit = credit or {"good": 1.0, "depends": 0.25, "bad": 0.0}
    scale = tuple(Step(step, prose(f"{step} {text}")) for step in credit)
    right = max(credit, key=lambda step: credit[step])
    return Rate(key, post, None if post else prose(f"said {text}"), scale, right, credit, prose(f"because {text}"), {"bad": prose(f"if bad {text}")})


def order(count: int = 4, text: str = "") -> Order:
    steps = tuple(Choosable(f"s{place}", prose(f"step {place} {text}"), prose(f"reason {place} {text}")) for place in range(count))
    return Order("order", steps, tuple(step.id for step in reversed(steps)))


def exercise(*interactions: Interaction, id: str = "sc/act", **changes: object) -> Exercise:
    made = Exercise(
        id=id, kind="any", revision="0", scenario="sc", prompt=prose("What now?"), interactions=interactions, claims=("N1.1",), points=1.0,
        tries=None, hints=(), confidence=False, use="practice", formerly=(),
    )  # fmt: skip
    return dataclasses.replace(made, **changes)


def post(id: str, text: str = "hello", **changes: object) -> LocalPost:
    by = LocalPerson(id, f"Name {id}", f"at_{id}", prose(f"role {id}"))
    made = LocalPost(id, by, Moment(1, "Mon", 9, 5), recognise(text) if text else (), text, None, None, None, None, None, None, False, False)
    return dataclasses.replace(made, **changes)


def course(*exercises: Exercise, posts: tuple[LocalPost, ...] = (), text: str = "", title: str = "Module") -> LocalCourse:
    thread = {one.id: one for one in posts}
    weeks = max((one.at.week for one in posts), default=1)
    scenario = LocalScenario(
        "sc", "m", prose(f"Title {text}"), prose(f"Situation {text}"), "x", thread, weeks, exercises, (), None, (), Place("sc.yml"), (),
    )  # fmt: skip
    module = LocalModule("m", title, (), (scenario,))
    return LocalCourse("c", "en", ("en",), words_for("en"), "Course", "", 0.8, (module,), (), {}, {}, {})


def exported(*exercises: Exercise, posts: tuple[LocalPost, ...] = (), text: str = "", title: str = "Module") -> tuple[moodle.Bank, Exported]:
    made = MoodleXml().export(course(*exercises, posts=posts, text=text, title=title))
    return moodle.read(made.artifacts[0].bytes()), made


def shown(value: Prose) -> str:
    return "".join(plain(value).split())


def squeezed(text: str) -> str:
    return "".join(text.split())


# What may be answered, and what Moodle gives for it.


def answers(question: moodle.Question, interactions: tuple[Interaction, ...]) -> Iterator[tuple[dict[str, object], float]]:
    """Yield every response to the part of an exercise that `question` asks, with Moodle's share of the mark."""
    first = interactions[0]
    if isinstance(first, Pick):
        ids = [option.id for option in first.options]
        sizes = range(len(ids) + 1) if first.several else (1,)
        for chosen in itertools.chain.from_iterable(itertools.combinations(range(len(ids)), size) for size in sizes):
            yield {first.id: [ids[place] for place in chosen]}, moodle.mark_multichoice(question, chosen)
    elif isinstance(first, Order):
        ids = [step.id for step in first.steps]
        for given_order in itertools.permutations(range(len(ids))):
            yield {first.id: [ids[place] for place in given_order]}, moodle.mark_ordering(question, given_order)
    else:
        choices = [[None, *range(len(one.scale))] for one in interactions if isinstance(one, Rate)]
        for chosen in itertools.product(*choices):
            named = zip(interactions, chosen, strict=True)
            yield {one.id: one.scale[place].id for one, place in named if place is not None and isinstance(one, Rate)}, moodle.mark_cloze(question, chosen)


def tolerance(transfers: tuple[Transfer, ...], id: str) -> float:
    """Return by how much a score may differ: what the report says that rounding changed, in sum, or next to nothing."""
    changes = [re.findall(r"([-\d.]+) % → ([-\d.]+) %", line.why) for line in transfers if line.exercise == id and line.feature == "partial-credit"]
    return 1e-5 + sum(abs(float(wanted) - float(given_)) / 100 for pairs in changes for wanted, given_ in pairs)


# This repository's course.


@pytest.fixture(scope="module", params=["de", "en"])
def real(request: pytest.FixtureRequest) -> tuple[LocalCourse, Exported, dict[str, moodle.Question]]:
    read, _ = read_course([ROOT])
    here = localised(read, request.param)
    made = MoodleXml().export(here)
    bank = moodle.read(made.artifacts[0].bytes())
    by_id = {question.idnumber: question for question in bank.questions}
    assert len(by_id) == len(bank.questions)
    return here, made, {key: question for key, question in by_id.items() if key}


def exercises(here: LocalCourse) -> list[tuple[LocalModule, LocalScenario, Exercise]]:
    return [(module, scenario, one) for module in here.modules for scenario in module.scenarios for one in scenario.exercises]


def test_the_file_is_named_after_course_and_language(real) -> None:
    here, made, _ = real
    assert [artifact.path for artifact in made.artifacts] == [f"{here.id}.{here.language}.moodle.xml"]


def test_every_activity_is_a_question_in_the_category_of_its_module(real) -> None:
    here, _, questions = real
    assert list(questions) == [one.id for _, _, one in exercises(here)] and questions
    for module, scenario, one in exercises(here):
        question = questions[one.id]
        assert question.category == (here.title, module.title, *(["Test"] if one.use == "test" else []))
        assert question.name.startswith(plain(scenario.title)) and len(question.name) <= 255
        assert question.tags == one.claims and question.penalty == 0


def test_situation_thread_and_prompt_stand_in_every_question(real) -> None:
    here, _, questions = real
    for _, scenario, one in exercises(here):
        text = moodle.visible(questions[one.id].text)
        assert shown(scenario.situation) in text and shown(one.prompt) in text
        for post_ in scenario.thread.values():
            assert squeezed(post_.by.name) in text
            assert all(squeezed("".join(part.text for part in line)) in text for line in post_.text)


def test_every_option_and_every_reason_is_there(real) -> None:
    here, _, questions = real
    for _, _, one in exercises(here):
        question = questions[one.id]
        for place, interaction in enumerate(one.interactions):
            if isinstance(interaction, Pick):
                for option, answer in zip(interaction.options, question.answers, strict=True):
                    assert (moodle.visible(answer.text), moodle.visible(answer.feedback)) == (shown(option.text), shown(option.feedback))
            elif isinstance(interaction, Order):
                assert [moodle.visible(answer.text) for answer in question.answers] == [shown(step.text) for step in interaction.steps]
                assert moodle.visible(question.general) == "".join(shown(step.text) + shown(step.feedback) for step in interaction.steps)
            else:
                for step, answer in zip(interaction.scale, question.gaps[place].answers, strict=True):
                    more = shown(interaction.feedback_if.get(step.id, ()))
                    assert (moodle.visible(answer.text), moodle.visible(answer.feedback)) == (shown(step.label), shown(interaction.feedback) + more)


def test_every_fraction_is_on_moodles_list(real) -> None:
    _, _, questions = real
    choices = [one for question in questions.values() for one in (question, *question.gaps)]
    fractions = [answer.fraction for one in choices for answer in one.answers]
    assert set(fractions) <= set(moodle.FRACTIONS)
    assert len(fractions) > 100


def test_moodle_gives_every_response_the_score_of_our_contract(real) -> None:
    here, made, questions = real
    for _, _, one in exercises(here):
        allowed = tolerance(made.transfers, one.id)
        assert allowed < 0.05
        for responses, mark in answers(questions[one.id], one.interactions):
            assert mark == pytest.approx(score_exercise(one, responses), abs=allowed), (one.id, responses)


def test_the_same_course_gives_the_same_bytes(real) -> None:
    here, made, _ = real
    again = MoodleXml().export(localised(read_course([ROOT])[0], here.language))
    assert again == made


def test_the_report_speaks_of_every_activity(real) -> None:
    here, made, _ = real
    reported = {line.exercise for line in made.transfers}
    assert reported == {one.id for _, _, one in exercises(here)}
    assert all(bool(line.why) == (line.fate != "carried") for line in made.transfers)
    assert len(made.transfers) == len(set(made.transfers))


def test_the_report_survives_json(real) -> None:
    _, made, _ = real
    back = json.loads(as_json(made.transfers))
    assert tuple(Transfer(**line) for line in back["transfers"]) == made.transfers
    assert sum(back["counts"].values()) == len(made.transfers)


def test_the_report_stays_readable(real) -> None:
    _, made, _ = real
    text = as_text(made.transfers)
    assert 10 < len(text.splitlines()) < 40
    assert all(len(line) < 200 for line in text.splitlines())


# Texts that would break a careless writer.


def whole(text: str) -> tuple[Exercise, ...]:
    """Return an exercise of each form with `text` in every place."""
    several = {"a": 0.5, "b": 0.5, "c": -1.0}
    forms = ((pick({"a": 1.0, "b": 0.0}, several=False, text=text),), (pick(several, several=True, text=text),), (order(text=text),), (rate(text=text),))
    return tuple(exercise(*form, id=f"sc/a{place}", prompt=prose(f"p {text}"), hints=(prose(f"h {text}"),)) for place, form in enumerate(forms))


def assert_whole(text: str) -> None:
    bank, _ = exported(*whole(text), posts=(post("jo", f"says {text}"),), text=text, title=f"M {text}")
    assert len(bank.questions) == 4
    seen = squeezed(text)
    for question in bank.questions:
        spoken = moodle.visible(question.text)
        assert all(squeezed(word) + seen in spoken for word in ("Situation", "says", "p"))
        assert [moodle.visible(hint) for hint in question.hints] == [f"h{seen}"]
        assert question.category[1] == " ".join(f"M {text}".split(" ")).strip()
        for answer in (*question.answers, *(answer for gap in question.gaps for answer in gap.answers)):
            assert moodle.visible(answer.text).endswith(seen)
            assert moodle.visible(answer.feedback).endswith(seen) or question.type == "ordering"
            assert moodle.elements(answer.text) == set() and moodle.elements(answer.feedback) <= {"p"}
        assert "script" not in moodle.elements(question.text)
    (gap,) = bank.questions[3].gaps
    assert [round(answer.fraction, 5) for answer in gap.answers] == [1, 0.25, 0]
    assert bank.questions[2].general.count("<li>") == 4 and seen in moodle.visible(bank.questions[2].general)


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_texts_stay_text(text: str) -> None:
    assert_whole(text)


@settings(deadline=None, max_examples=60)
@given(_ANY_TEXT)
def test_any_text_stays_text(text: str) -> None:
    assert_whole(text.replace("/", "|"))


def test_characters_that_xml_forbids_are_replaced() -> None:
    bank, _ = exported(exercise(rate(text="a\x0cb\x00c\ufffed\ud800e")))
    assert moodle.visible(bank.questions[0].gaps[0].answers[0].text) == "gooda\ufffdb\ufffdc\ufffdd\ufffde"


def test_a_slash_in_a_title_makes_no_category() -> None:
    assert [exported(exercise(rate()), title=title)[0].questions[0].category for title in ("A/B", "/A", "A/", "A // B")] == [
        ("Course", "A/B"), ("Course", "/A"), ("Course", "A/"), ("Course", "A // B"),
    ]  # fmt: skip


def test_markup_becomes_html_and_links_inside_the_course_become_text() -> None:
    line = (Strong((Text("b<"),)), Emphasis((Text("i"),)), Code("c&"), Link("https://a.example/?x=1&y=2", (Text("out"),)), Link("../x.md", (Text("in"),)))
    bank, made = exported(exercise(order(), prompt=(line,)))
    expected = '<p><strong>b&lt;</strong><em>i</em><code>c&amp;</code><a href="https://a.example/?x=1&amp;y=2">out</a>in</p>'
    assert bank.questions[0].text.endswith(expected)
    assert [line.fate for line in made.transfers if line.feature == "links"] == ["changed"]


# Threads.


def test_a_thread_shows_replies_quotes_reposts_and_deletions() -> None:
    posts = (
        post("jo", "first\nsecond @x #y", likes=3, reposted=1, edited=True),
        post("al", "answer", reply_to="jo", image=LocalImage("a.png", "a cat")),
        post("qu", "mine", quotes="jo", at=Moment(2, "Tue", 18, 30)),
        post("re", "", reposts="al"),
        post("de", "gone", deleted=True),
    )
    bank, made = exported(exercise(rate(post="qu")), posts=posts)
    html = bank.questions[0].text
    assert "first<br>second @x #y" in html and "3 likes · reposted once" in html and "Week 1, Mon 09:05" in html and "edited" in html
    assert "<em>Replying to Name jo</em>" in html and "[a cat]" in html
    assert "<blockquote><p>Quoted post: <strong>Name jo</strong> @at_jo</p><p>first<br>second" in html
    assert "<strong>Name re reposted</strong>" in html and "@at_al</p><p>answer</p></blockquote>" in html
    assert "This post has been deleted." in html and "gone" not in html and "<img" not in html
    assert html.index("{#1}") > html.rindex("mine") > html.index("What now?")
    assert [line.fate for line in made.transfers if line.feature == "images"] == ["left-out"]


# Marks.


@settings(deadline=None, max_examples=80)
@given(st.lists(st.floats(0.05, 3), min_size=1, max_size=6), st.lists(st.floats(0.05, 3), min_size=1, max_size=4))
def test_several_answers_are_marked_within_what_the_report_says(right: list[float], wrong: list[float]) -> None:
    weights = {f"r{place}": share / sum(right) for place, share in enumerate(right)} | {f"w{place}": -share / sum(wrong) for place, share in enumerate(wrong)}
    one = exercise(pick(weights, several=True))
    bank, made = exported(one)
    allowed = tolerance(made.transfers, one.id)
    for responses, mark in answers(bank.questions[0], one.interactions):
        assert mark == pytest.approx(score_exercise(one, responses), abs=allowed)
    everything = [place for place, weight in enumerate(weights.values()) if weight > 0]
    assert moodle.mark_multichoice(bank.questions[0], everything) > 0.999999, "Moodle calls less than that partially right"


@pytest.mark.parametrize("count", range(1, 21))
def test_equal_shares_of_up_to_twenty_right_options_add_up(count: int) -> None:
    weights = {f"r{place}": 1 / count for place in range(count)} | {"w": -1.0}
    bank, made = exported(exercise(pick(weights, several=True)))
    assert moodle.mark_multichoice(bank.questions[0], range(count)) > 0.999989
    fate = next(line.fate for line in made.transfers if line.feature == "partial-credit")
    assert (fate == "carried") == (count <= 10 or count == 20)


@settings(deadline=None, max_examples=80)
@given(st.dictionaries(st.sampled_from("abcd"), st.floats(0, 0.999), min_size=1))
def test_partial_credit_never_rounds_up_to_the_full_mark(credit: dict[str, float]) -> None:
    single, rated = exercise(pick({**credit, "key": 1.0}, several=False), id="sc/p"), exercise(rate(credit={**credit, "key": 1.0}), id="sc/r")
    bank, made = exported(single, rated)
    for one, question in zip((single, rated), bank.questions, strict=True):
        for responses, mark in answers(question, one.interactions):
            wanted = score_exercise(one, responses)
            assert mark == pytest.approx(wanted, abs=tolerance(made.transfers, one.id)) and (mark == 1) == (wanted == 1)


def test_the_report_names_both_numbers_of_a_rounded_grade() -> None:
    _, made = exported(exercise(pick({"key": 1.0, "half": 0.46, "no": 0.0}, several=False)))
    assert [line.why for line in made.transfers if line.feature == "partial-credit"] == [
        "Not on Moodle's list of grades, the nearest taken (pick): half 46 % → 50 %."
    ]


@settings(deadline=None, max_examples=40)
@given(st.integers(2, 6))
def test_order_is_the_share_of_pairs(count: int) -> None:
    one = exercise(order(count))
    bank, _ = exported(one)
    assert all(mark == pytest.approx(score_exercise(one, responses), abs=1e-6) for responses, mark in answers(bank.questions[0], one.interactions))


def test_a_rating_brings_the_reason_for_all_and_the_one_for_its_step() -> None:
    (gap,) = exported(exercise(rate(text="x")))[0].questions[0].gaps
    assert [answer.feedback for answer in gap.answers] == ["<p>because x</p>"] * 2 + ["<p>because x</p><p>if bad x</p>"]
    assert gap.kind == "MULTICHOICE_V"


def test_points_that_divide_among_the_ratings_are_kept() -> None:
    both = (rate("a"), rate("b"))
    bank, made = exported(exercise(*both, points=4.0), exercise(*both, id="sc/b", points=1.0), exercise(order(), id="sc/c", points=2.5))
    assert [question.marks for question in bank.questions] == [4, 2, 2.5]
    assert [line.fate for line in made.transfers if line.feature == "points"] == ["carried", "changed", "carried"]


# What differs.


def test_mixed_interactions_become_several_questions_that_share_the_points() -> None:
    one = exercise(rate("a"), pick({"x": 1.0, "y": 0.0}, several=False), rate("b"), order(), points=8.0)
    bank, made = exported(one)
    assert [(question.idnumber, question.type, question.marks) for question in bank.questions] == [
        ("sc/act/1", "cloze", 4), ("sc/act/2", "multichoice", 2), ("sc/act/3", "ordering", 2),
    ]  # fmt: skip
    assert [line.fate for line in made.transfers if line.feature == "question"] == ["changed"]
    parts = ((one.interactions[0], one.interactions[2]), (one.interactions[1],), (one.interactions[3],))
    for responses in itertools.product(*(answers(question, part) for question, part in zip(bank.questions, parts, strict=True))):
        together = {key: value for given_, _ in responses for key, value in given_.items()}
        marks = sum(mark * question.marks for (_, mark), question in zip(responses, bank.questions, strict=True))
        assert marks / 8 == pytest.approx(score_exercise(one, together), abs=1e-5)


def test_what_moodle_cannot_carry_is_reported() -> None:
    asked = exercise(rate(), hints=(prose("one"), prose("two")), confidence=True, tries=2, use="test", id="sc/" + "x" * 100)
    bank, made = exported(asked, exercise(id="sc/empty"))
    (question,) = bank.questions
    assert question.category == ("Course", "Module", "Test") and question.idnumber is None and len(question.hints) == 2
    fates = {line.feature: line.fate for line in made.transfers if line.exercise == asked.id}
    assert fates.items() >= {"hints": "changed", "confidence": "left-out", "tries": "changed", "use": "changed", "idnumber": "left-out"}.items()
    assert [(line.feature, line.fate) for line in made.transfers if line.exercise == "sc/empty"] == [("question", "left-out")]


def test_categories_have_ids_of_their_own_that_change_with_their_titles() -> None:
    exercises_ = (exercise(rate()), exercise(rate(), id="sc/t", use="test"))
    first, second = exported(*exercises_, title="A")[0].categories, exported(*exercises_, title="B")[0].categories
    assert list(first) == [("Course", "A"), ("Course", "A", "Test")]
    assert not set(first.values()) & set(second.values())


def test_the_report_groups_by_fate_and_reason() -> None:
    lines = [Transfer(f"s/{place}", "tries", "changed", "Why.") for place in (0, 1, 2, 3, 4, 0)] + [Transfer("s/0", "q", "carried")]
    assert as_text(lines) == "Carried:\n  q (1 activity)\nChanged:\n  tries (5 activities): Why.\n    s/0, s/1, s/2 and 2 more\n"
    assert as_text([]) == ""


def test_the_exporter_is_registered() -> None:
    assert [exporter.name for exporter in EXPORTERS] == ["moodle-xml"]
