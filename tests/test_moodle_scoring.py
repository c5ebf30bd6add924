"""What Moodle gives for an answer is what our contract gives, or differs by what the loss report says."""

from __future__ import annotations

import itertools
import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import moodle_reader as moodle
from interactions import gap, line, mark, match, menu, order, pick, prose, rate
from leitfaden.exercises import Gap, Interaction
from leitfaden.scoring import recognised, score_exercise
from moodle_samples import answers, exercise, exported, fates, post, tolerance

VECTORS = json.loads((Path(__file__).parent / "vectors" / "scoring.json").read_text(encoding="utf-8"))


# The vectors of the contract


def interaction_of(rules: Mapping[str, Any]) -> Interaction | None:
    """Return what the rules of a vector ask, where Moodle adds up its parts too."""
    match rules:
        case {"form": "pick"}:
            return pick(rules["weights"], several=rules["several"])
        case {"form": "mark"}:
            return mark(rules["weights"])
        case {"form": "place", "key": key}:
            return match_of(key, rules["slots"])
        case {"form": "gap"}:
            return gap(*(_blank(key, blank) for key, blank in rules["blanks"].items()))
        case _:
            return None


match_of = match


def _blank(key: str, rules: Mapping[str, Any]) -> Any:
    return line(key, dict(rules["accept"]), rules["weights"], *rules["forgive"]) if "accept" in rules else menu(key, rules["weights"])


def in_moodle(rules: Mapping[str, Any], answer: Any, question: moodle.Question) -> float | None:
    """Return what Moodle gives for the answer of a vector; None where nobody can give that answer in Moodle."""
    try:
        return _GIVERS[rules["form"]](rules, answer, question)
    except (KeyError, TypeError, ValueError, AttributeError):
        return None


def _chosen(rules: Mapping[str, Any], answer: Any, question: moodle.Question) -> float | None:
    places = {key: place for place, key in enumerate(rules["weights"])}
    chosen = [places[key] for key in answer]
    if not isinstance(answer, list) or len(set(chosen)) < len(chosen) or (rules["form"] == "pick" and not rules["several"] and len(chosen) != 1):
        return None
    return moodle.mark_multichoice(question, chosen)


def _placed(rules: Mapping[str, Any], answer: Any, question: moodle.Question) -> float | None:
    where = {item: slot for slot, items in answer.items() for item in items}
    whole = all(isinstance(items, list) for items in answer.values()) and len(where) == sum(map(len, answer.values()))
    if not whole or not where.keys() <= rules["key"].keys() or not {*where.values()} <= {*rules["slots"]}:
        return None
    places = {moodle.visible(choice): place for place, choice in enumerate(question.choices)}
    return moodle.mark_matching(question, [places[where[item]] if item in where else None for item in rules["key"]])


def _filled(rules: Mapping[str, Any], answer: Any, question: moodle.Question) -> float | None:
    if not answer.keys() <= rules["blanks"].keys():
        return None
    fillings: list[int | str | None] = []
    for key, blank in rules["blanks"].items():
        if key not in answer:
            fillings.append(None)
        elif "accept" in blank:
            one, text, language = answer[key]
            if not all(isinstance(part, str) for part in (one, text, language)):
                return None
            fillings.append(dict(blank["accept"])[one][0] if one else "none of these")
        else:
            (one,) = answer[key]
            fillings.append([*blank["weights"]].index(one))
    return moodle.mark_cloze(question, fillings)


_GIVERS = {"pick": _chosen, "mark": _chosen, "place": _placed, "gap": _filled}


def held() -> Iterator[tuple[str, dict[str, Any], float, float, float]]:
    """Yield form, case, Moodle's mark, the contract's score and the tolerance, for each vector that Moodle can be asked."""
    asked: dict[str, Any] = {}
    for case in VECTORS["interactions"]:
        interaction = interaction_of(case["rules"])
        if interaction is None or "answer" not in case:
            continue
        key = json.dumps(case["rules"])
        asked.setdefault(key, exported(exercise(interaction)))
        bank, made = asked[key]
        given_ = in_moodle(case["rules"], case["answer"], bank.questions[0])
        if given_ is not None:
            yield case["rules"]["form"], case, given_, case["score"], tolerance(made.transfers, "sc/act")


def test_moodle_holds_the_vectors_of_all_forms_that_add_up() -> None:
    counts = dict.fromkeys(_GIVERS, 0)
    for form, case, given_, wanted, allowed in held():
        assert given_ == pytest.approx(wanted, abs=allowed), case["name"]
        counts[form] += 1
    assert {form: count >= 25 for form, count in counts.items()} == dict.fromkeys(_GIVERS, True), counts


def test_most_vectors_are_held_without_any_rounding_of_grades() -> None:
    exact = [allowed < 2e-5 for _, _, _, _, allowed in held()]
    assert sum(exact) > 0.6 * len(exact) > 60


# Recognising what was typed

STRICTER = {
    "two spaces", "a no-break space", "a narrow space", "a thin space", "a wide space", "a line's end", "a tab",
    "accents forgiven that nobody asked for", "another accent forgiven", "an accent alone",
}  # fmt: skip
"""What Moodle does not forgive; the loss report says so of spaces and accents."""


TURKISH = {"a dotted capital I, small", "a dotted capital I, both forgiven", "a dotless i, whose capital is I"}
"""What belongs together there depends on the version of PCRE that a Moodle runs with."""


@pytest.mark.parametrize("case", [case for case in VECTORS["blanks"] if case["name"] not in TURKISH], ids=lambda case: case["name"])
def test_moodle_recognises_what_we_do_or_is_stricter_and_the_report_says_so(case: dict[str, Any]) -> None:
    rules = case["rules"]
    (asked,) = exported(exercise(gap(line("blank", dict(rules["accept"]), rules["weights"], *rules["forgive"]))))[0].questions[0].gaps
    place = moodle.typed(asked, case["text"])
    found = "" if place is None else moodle.visible(asked.answers[place].feedback).removeprefix("why")
    assert found == ("" if case["name"] in STRICTER else case["answer"])


# Generated weights


@settings(deadline=None, max_examples=80)
@given(st.lists(st.floats(0.05, 3), min_size=1, max_size=6), st.lists(st.floats(0.05, 3), min_size=1, max_size=4), st.booleans())
def test_several_answers_are_marked_within_what_the_report_says(right: list[float], wrong: list[float], marking: bool) -> None:
    weights = {f"r{place}": share / sum(right) for place, share in enumerate(right)} | {f"w{place}": -share / sum(wrong) for place, share in enumerate(wrong)}
    one = exercise(mark(weights) if marking else pick(weights, several=True))
    bank, made = exported(one)
    allowed = tolerance(made.transfers, one.id)
    for responses, given_ in answers(bank.questions[0], one.interactions):
        assert given_ == pytest.approx(score_exercise(one, responses), abs=allowed)
    everything = [place for place, weight in enumerate(weights.values()) if weight > 0]
    assert moodle.mark_multichoice(bank.questions[0], everything) > 0.999999, "Moodle calls less than that partially right"


@pytest.mark.parametrize("count", range(1, 21))
def test_equal_shares_of_up_to_twenty_right_options_add_up(count: int) -> None:
    weights = {f"r{place}": 1 / count for place in range(count)} | {"w": -1.0}
    bank, made = exported(exercise(pick(weights, several=True)))
    assert moodle.mark_multichoice(bank.questions[0], range(count)) > 0.999989
    assert (fates(made)["partial-credit"] == "carried") == (count <= 10 or count == 20)


@settings(deadline=None, max_examples=80)
@given(st.dictionaries(st.sampled_from("abcd"), st.floats(0, 0.999), min_size=1))
def test_partial_credit_never_rounds_up_to_the_full_mark(credit: dict[str, float]) -> None:
    weights = {**credit, "key": 1.0}
    asked = (exercise(pick(weights, several=False), id="sc/p"), exercise(rate(credit=weights), id="sc/r"), exercise(gap(menu("b", weights)), id="sc/g"))
    bank, made = exported(*asked)
    for one, question in zip(asked, bank.questions, strict=True):
        for responses, given_ in answers(question, one.interactions):
            wanted = score_exercise(one, responses)
            assert given_ == pytest.approx(wanted, abs=tolerance(made.transfers, one.id)) and (given_ == 1) == (wanted == 1)


@pytest.mark.parametrize("share", [0.46, 1 / 7, 0.123456])
def test_in_a_gap_every_weight_is_kept_to_the_fifth_decimal_of_a_per_cent(share: float) -> None:
    typed_ = line("t", {"key": ["yes"], "half": ["maybe"]}, {"key": 1.0, "half": share})
    bank, made = exported(exercise(gap(typed_)), exercise(rate(credit={"key": 1.0, "half": share}), id="sc/r"))
    assert [question.gaps[0].answers[1].fraction for question in bank.questions] == pytest.approx([share, share], abs=1e-7)
    assert fates(made)["partial-credit"] == fates(made, "sc/r")["partial-credit"] == "carried"


def test_the_report_names_both_numbers_of_a_rounded_grade() -> None:
    _, made = exported(exercise(pick({"key": 1.0, "half": 0.46, "no": 0.0}, several=False)))
    assert [transfer.why for transfer in made.transfers if transfer.feature == "partial-credit"] == [
        "Not on Moodle's list of grades, the nearest taken (pick): half 46 % → 50 %."
    ]


@pytest.mark.parametrize("count", range(2, 7))
def test_order_is_the_share_of_pairs(count: int) -> None:
    one = exercise(order(count))
    bank, _ = exported(one)
    assert all(given_ == pytest.approx(score_exercise(one, responses), abs=1e-6) for responses, given_ in answers(bank.questions[0], one.interactions))


@settings(deadline=None, max_examples=40)
@given(st.lists(st.sampled_from(["x", "y", "z"]), min_size=2, max_size=4), st.booleans())
def test_match_is_the_share_of_items_in_their_slot(slots: list[str], spare: bool) -> None:
    one = exercise(match({f"i{place}": slot for place, slot in enumerate(slots)}, ["spare"] if spare else []))
    bank, made = exported(one)
    (question,) = bank.questions
    assert question.type == "matching" and len(question.choices) == len({*slots}) + spare
    for responses, given_ in answers(question, one.interactions):
        assert given_ == pytest.approx(score_exercise(one, responses), abs=1e-6)
    assert fates(made)["match-score"] == "carried"


def test_points_that_divide_among_the_gaps_are_kept() -> None:
    both = (rate("a"), rate("b"))
    passage = gap(menu("x", {"a": 1.0, "b": 0.0}), menu("y", {"a": 1.0, "b": 0.0}))
    bank, made = exported(
        exercise(*both, points=4.0), exercise(*both, id="sc/b", points=1.0), exercise(order(), id="sc/c", points=2.5),
        exercise(passage, id="sc/d", points=6.0), exercise(passage, id="sc/e", points=1.0),
    )  # fmt: skip
    assert [question.marks for question in bank.questions] == [4, 2, 2.5, 6, 2]
    assert [transfer.fate for transfer in made.transfers if transfer.feature == "points"] == ["carried", "changed", "carried", "carried", "changed"]


def test_the_questions_of_one_activity_add_up_to_its_score() -> None:
    passage = gap(menu("x", {"a": 1.0, "b": 0.5}), line("y", {"yes": ["At eight", "8"]}, {"yes": 1.0}, "case"))
    one = exercise(rate("a"), pick({"x": 1.0, "y": 0.0}, several=False), rate("b"), match({"i": "x", "j": "y"}), passage, points=10.0)
    bank, _ = exported(one)
    parts = ((one.interactions[0], one.interactions[2]), *((one.interactions[place],) for place in (1, 3, 4)))
    given_ = [list(answers(question, part))[::2] for question, part in zip(bank.questions, parts, strict=True)]
    total = sum(question.marks for question in bank.questions)
    assert total == 10
    for responses in list(itertools.product(*given_))[::7]:
        together = {key: value for one_, _ in responses for key, value in one_.items()}
        marks = sum(share * question.marks for (_, share), question in zip(responses, bank.questions, strict=True))
        assert marks / total == pytest.approx(score_exercise(one, together), abs=1e-5)


# What is said by score, and the order of options


RANGES = ((0, prose("low")), (50, prose("middle")), (100, prose("full")))


@pytest.mark.parametrize(
    ("ranges", "said", "fate"),
    [
        (((0, prose("low")), (100, prose("full"))), ("full", "low", "low"), "carried"),
        (((100, prose("full")),), ("full", "", ""), "carried"),
        (((0, prose("any")),), ("any", "any", "any"), "carried"),
        (RANGES, ("full", "", "low"), "changed"),
        (((50, prose("middle")),), ("middle", "", ""), "changed"),
    ],
)
@pytest.mark.parametrize("form", [order(), match({"a": "x", "b": "y"}), mark({"a": 1.0, "b": -1.0})], ids=["order", "match", "mark"])
def test_feedback_by_score_becomes_combined_feedback_where_it_is_coarse(form: Interaction, ranges: Any, said: tuple[str, ...], fate: str) -> None:
    bank, made = exported(exercise(form, ranges=ranges))
    words = ("Right", "Nearly", "Not right")
    assert [moodle.visible(text) for text in bank.questions[0].combined] == ["".join((word + text).split()) for word, text in zip(words, said, strict=True)]
    assert fates(made)["feedback-by-score"] == fate


@pytest.mark.parametrize("forms", [(rate(),), (gap(menu("x", {"a": 1.0, "b": 0.0})),), (order(), match({"a": "x", "b": "y"}))], ids=["ratings", "gap", "two"])
def test_feedback_by_score_is_left_out_where_moodle_has_no_place_for_it(forms: tuple[Interaction, ...]) -> None:
    bank, made = exported(exercise(*forms, ranges=RANGES))
    assert fates(made)["feedback-by-score"] == "left-out"
    assert not any("full" in moodle.visible(text) for question in bank.questions for text in question.combined)


def test_options_are_shuffled_where_the_author_asks_for_it() -> None:
    forms: dict[str, Interaction] = {"p": pick({"a": 1.0, "b": 0.0}, several=False), "m": match({"a": "x", "b": "y"}), "k": mark({"a": 1.0, "b": -1.0})}
    for shuffle, wanted in ((True, ["true", "true", "false"]), (False, ["false", "false", "false"])):
        bank, made = exported(*(exercise(form, id=f"sc/{key}", shuffle=shuffle) for key, form in forms.items()))
        assert [question.settings["shuffleanswers"] for question in bank.questions] == wanted
        assert [fates(made, f"sc/{key}").get("shuffle") for key in forms] == (["changed", "changed", None] if shuffle else [None] * 3)


def test_the_menu_of_a_blank_is_shuffled_where_the_author_asks_for_it() -> None:
    passage = gap(menu("x", {"a": 1.0, "b": 0.0}), line("y", {"yes": ["yes"]}, {"yes": 1.0}))
    kinds = [[one.kind for one in exported(exercise(passage, shuffle=shuffle))[0].questions[0].gaps] for shuffle in (True, False)]
    assert kinds == [["MULTICHOICE_S", "SHORTANSWER_C"], ["MULTICHOICE", "SHORTANSWER_C"]]


# Blanks that are typed

CODE = ["um acht", "8*", "Café {crème}", "x\\", "{1:SA:=y}", 'it\'s "q" & <b>']
TYPED = [
    *CODE, "UM ACHT", "8x", "8", "#8", "8#", "a\\#b", "a#b", "a\\*", "a*", "a\\x", "a\\}", "a}", "= %50%c", "Cafe {creme}", "x", "y", "it&#39;s", "BALD", "",
    "Straße", "STRASSE", "Strasse",
]  # fmt: skip


def passage_of(*forgive: str, otherwise: str = "") -> Gap:
    accepted = {"hour": CODE, "hash": ["#8", "a\\#b", "a\\*", "a\\}", "= %50%c"], "vague": ["bald", "Straße"]}
    return gap(line("when", accepted, {"hour": 1.0, "hash": 0.5, "vague": 0.25}, *forgive, otherwise=otherwise))


@pytest.mark.parametrize("forgive", [(), ("case",), ("accents",), ("case", "accents")])
@pytest.mark.parametrize("text", TYPED)
def test_every_way_to_write_an_answer_is_recognised_and_nothing_else(text: str, forgive: tuple[str, ...]) -> None:
    passage = passage_of(*forgive)
    (asked,) = exported(exercise(passage))[0].questions[0].gaps
    place = moodle.typed(asked, text)
    wanted = passage.blanks[0].weights.get(recognised(passage.blanks[0], text), 0.0)
    assert (0.0 if place is None else asked.answers[place].fraction) == wanted


def test_a_tilde_cannot_be_recognised_and_the_report_says_so() -> None:
    bank, made = exported(exercise(gap(line("x", {"yes": ["~8", "8"]}, {"yes": 1.0}))))
    assert [moodle.typed(bank.questions[0].gaps[0], text) for text in ("~8", "8")] == [None, 1]
    assert fates(made)["tilde"] == "changed"


def test_what_is_none_of_the_answers_gets_the_reason_for_anything_else() -> None:
    (asked,) = exported(exercise(passage_of(otherwise="Name an hour.")))[0].questions[0].gaps
    place = moodle.typed(asked, "whenever")
    assert place is not None
    assert (asked.answers[place].fraction, asked.answers[place].feedback) == (0.0, "<p>Name an hour.</p>")
    assert moodle.typed(asked, "  ") is None


def test_the_report_says_what_moodle_does_not_forgive() -> None:
    _, made = exported(exercise(passage_of("accents")), exercise(gap(line("x", {"yes": ["eight"]}, {"yes": 1.0}, "case")), id="sc/plain"))
    assert fates(made).items() >= {"accents": "changed", "spaces": "changed"}.items()
    assert not fates(made, "sc/plain").keys() & {"accents", "spaces"}


# Places to mark


def test_places_to_mark_are_named_by_who_when_and_their_words() -> None:
    posts = (post("jo", "First line of many\nsecond line"), post("al", "", reposts="jo"), post("de", "gone", deleted=True))
    asked = [exercise(mark({"said": 1.0, "whole": -1.0}, post=one.id), id=f"sc/{one.id}") for one in posts]
    bank, made = exported(*asked, posts=posts)
    texts = [answer.text for question in bank.questions for answer in question.answers]
    assert texts[0] == "<strong>Name jo</strong>, Mon 09:05: ‘said ’"
    assert [text.partition(": ")[2] for text in texts[1::2]] == [
        "the whole post, ‘First line of many second line’", "the whole post, ‘First line of many second line’", "the whole post, ‘This post has been deleted.’",
    ]  # fmt: skip
    assert fates(made, "sc/jo")["marking"] == "changed"
