"""Texts that would break a careless writer, and threads: what somebody sees in Moodle is what the author wrote."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import moodle_reader as moodle
from interactions import gap, line, mark, match, menu, order, pick, prose, rate
from leitfaden.exercises import Exercise
from leitfaden.inline import Code, Emphasis, Link, Strong, Text
from leitfaden.threads import LocalImage, Moment
from moodle_samples import exercise, exported, post, squeezed

HOSTILE = [
    "<script>alert('1')</script>", "a & b &amp; &lt;i&gt; &#125;", "]]> <![CDATA[", '} ~ = # { \\ / "', r"\~ \} \# \\", "~%100%falsch#{1:MC:=x}",
    "{1:MULTICHOICE_V:%100%a#b~%0%c#d}", "{#1}", "=alles", "%50%halb", "ÄÖÜß …", "👏🏽 👩‍🚒 🇩🇪", "a//b/ /c", "$$x$$ @@PLUGINFILE@@", "<!-- -->", "x\\",
]  # fmt: skip
_ANY_TEXT = st.text(st.characters(exclude_categories=("Cc", "Cs", "Cn")), max_size=30).map(lambda text: f"a{text}z")


# Texts that would break a careless writer


def whole(text: str) -> tuple[Exercise, ...]:
    """Return an exercise of each form with `text` in every place."""
    several = {"a": 0.5, "b": 0.5, "c": -1.0}
    typed = line("typed", {"yes": [text], "no": ["nothing of the kind"]}, {"yes": 1.0, "no": 0.25}, otherwise=f"else {text}")
    forms = (
        pick({"a": 1.0, "b": 0.0}, several=False, text=text), pick(several, several=True, text=text), order(text=text), rate(text=text),
        mark(several, text=text), match({"a": "x", "b": "y", "c": "x"}, ["z"], text=text), gap(menu("menu", {"a": 1.0, "b": 0.0}, text=text), typed, text=text),
    )  # fmt: skip
    return tuple(exercise(form, id=f"sc/a{place}", prompt=prose(f"p {text}"), hints=(prose(f"h {text}"),)) for place, form in enumerate(forms))


def assert_whole(text: str) -> None:
    bank, _ = exported(*whole(text), posts=(post("jo", f"says {text}"),), text=text, title=f"M {text}")
    assert [question.type for question in bank.questions] == ["multichoice", "multichoice", "ordering", "cloze", "multichoice", "matching", "cloze"]
    for question in bank.questions:
        assert_question(question, text)
    _, _, steps, rated, marked, matched, passage = bank.questions
    assert [round(answer.fraction, 5) for answer in rated.gaps[0].answers] == [1, 0.25, 0]
    assert steps.general.count("<li>") == 4 and matched.general.count("<li>") == 3
    assert all(squeezed(text) in moodle.visible(question.general) for question in (steps, matched))
    assert [squeezed(text) in moodle.visible(answer.text) for answer in marked.answers] == [True, True, "says" in moodle.visible(marked.answers[2].text)]
    assert_matching(matched, text)
    assert_passage(passage, text)


def assert_question(question: moodle.Question, text: str) -> None:
    seen = squeezed(text)
    spoken = moodle.visible(question.text)
    assert all(squeezed(word) + seen in spoken for word in ("Situation", "says", "p"))
    assert [moodle.visible(hint) for hint in question.hints] == [f"h{seen}"]
    assert question.category[1] == " ".join(f"M {text}".split(" ")).strip()
    assert "script" not in moodle.elements(question.text)
    for answer in (*question.answers, *(answer for gap_ in question.gaps if gap_.kind.startswith("M") for answer in gap_.answers)):
        assert seen[:20] in moodle.visible(answer.text)
        assert moodle.visible(answer.feedback).endswith(seen) or question.type == "ordering"
        assert moodle.elements(answer.text) <= {"strong"} and moodle.elements(answer.feedback) <= {"p"}


def assert_matching(question: moodle.Question, text: str) -> None:
    assert [(moodle.visible(stem), moodle.visible(choice)) for stem, choice in question.stems] == [
        (squeezed(f"{item} {text}"), squeezed(f"{slot} {text}")) for item, slot in (("a", "x"), ("b", "y"), ("c", "x"))
    ]
    assert len(question.choices) == 3 and all(moodle.elements(choice) == set() for choice in question.choices)


def assert_passage(question: moodle.Question, text: str) -> None:
    _, typed = question.gaps
    assert moodle.visible(question.text).endswith(squeezed(f"before {text} {{#1}} after {text} before {text} {{#2}} after {text}"))
    assert moodle.typed(typed, text) == (2 if re.search(r"(?<!\\)~", text) else 0), "a lone tilde is what Moodle can't take"
    assert [moodle.typed(typed, other) for other in ("nothing of the kind", "else")] == [1, 2]


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
