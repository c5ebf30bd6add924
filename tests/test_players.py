"""Players who know nothing: what chance is, reckoned here by other means, and what a habit scores against it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace
from math import sqrt
from pathlib import Path
from statistics import fmean, pstdev, pvariance

import pytest
from click.testing import CliRunner, Result

from case_courses import CASES, written
from interactions import branch, draft, gap, limit, line, mark, match, menu, mix, order, pick, rate
from leitfaden.activities import KINDS
from leitfaden.cli import main
from leitfaden.compiling import Compiler
from leitfaden.exercises import Exercise, Interaction
from leitfaden.linting.players import FEWEST, LIMIT, PLAYERS, Player, Report, play
from leitfaden.linting.tasks import Answer, Task, tasks_of
from leitfaden.localising import LocalCourse
from rebuilt import exercise_of

LINT = CASES / "lint"
THIRD = (1 / 3, 2 / 9)


def exercise(interaction: Interaction, key: str = "s/a") -> Exercise:
    return replace(exercise_of({}), id=key, interactions=(interaction,))


def tasks(interaction: Interaction) -> list[Task]:
    return list(tasks_of(exercise(interaction)))


@pytest.mark.parametrize(
    ("interaction", "chances"),
    [
        (pick({"a": 0, "b": 1, "c": 0, "d": 0}, several=False), [(1 / 4, 3 / 16)]),
        (pick({"a": 1, "b": 0.5, "c": 0}, several=False), [(1 / 2, 1 / 6)]),
        (pick({"a": 0.5, "b": 0.5, "c": -0.5, "d": -0.5}, several=True), [(1 / 6, 5 / 36)]),
        (pick({"a": 1, "b": -1}, several=True), [(1 / 2, 1 / 4)]),
        (rate(), [(5 / 12, 13 / 72)]),
        (order(3), [(1 / 2, 11 / 108)]),
        (order(4), [(1 / 2, 13 / 216)]),
        (mark({"a": 1, "b": -1, "c": -1}), [THIRD]),
        (match({"x": "s", "y": "t"}, slots=("u",)), [THIRD, THIRD]),
        (gap(menu("m", {"a": 1, "b": 0, "c": 0}), line("l", {"x": ["x"]}, {"x": 1})), [THIRD]),
        (gap(menu("m", {"a": 1, "b": 0.5, "c": 0})), [(1 / 2, 1 / 6)]),
        (draft(), []),
    ],
)
def test_chance_is_what_all_answers_score(interaction: Interaction, chances: list[tuple[float, float]]) -> None:
    reckoned = [(fmean(task.scores), pvariance(task.scores)) for task in tasks(interaction)]
    assert reckoned == [(pytest.approx(mean, abs=1e-6), pytest.approx(variance, abs=1e-6)) for mean, variance in chances]


@pytest.mark.parametrize(
    ("interaction", "mean", "variance"),
    [
        (order(8), 1 / 2, 1 / 48),  # (2n + 5) / 18n(n - 1) for the share of n steps' pairs
        (branch(), 3 / 4, 1 / 16),  # to ask wins, to wait leads to half of it
        (mix(limit("own", "count", "own")), 1 / 2, 1 / 4),
    ],
)
def test_where_answers_are_too_many_chance_is_a_sample_of_them(interaction: Interaction, mean: float, variance: float) -> None:
    (task,) = tasks(interaction)
    assert fmean(task.scores) == pytest.approx(mean, abs=4 * sqrt(variance / len(task.scores)))
    assert pvariance(task.scores) == pytest.approx(variance, rel=0.25)


def length(answer: Answer) -> float:
    return len(answer.text)


def by_length(interaction: Interaction) -> list[float | None]:
    return [task.by_habit(length) for task in tasks(interaction)]


def test_a_habit_takes_what_it_likes_best() -> None:
    assert by_length(pick({"a": 0, "bbb": 1, "cc": 0}, several=False)) == [1]
    assert by_length(pick({"a": 0, "bbb": 0, "cc": 1}, several=False)) == [0]
    assert by_length(pick({"a": -0.5, "bbb": 0.5, "cc": -0.5, "dddd": 0.5}, several=True)) == [1]
    assert by_length(gap(menu("m", {"a": 0, "bbb": 1}), menu("n", {"aaa": 0, "b": 1}))) == [1, 0]
    assert by_length(match({"x": "long", "y": "s"})) == [1, 0]


def test_what_it_likes_alike_scores_the_mean_of_that() -> None:
    assert by_length(pick({"aaa": 0, "bbb": 1, "c": 0}, several=False)) == [1 / 2]
    assert by_length(pick({"aaa": 0, "bbb": 1, "ccc": 0, "d": 0}, several=False)) == [pytest.approx(1 / 3)]


def test_what_it_likes_all_alike_does_not_count() -> None:
    assert by_length(pick({"a": 0, "b": 1, "c": 0}, several=False)) == [None]
    assert by_length(order(4)) == [None]
    assert tasks(branch())[0].by_habit(lambda _: 0.0) is None


def test_whoever_orders_by_habit_begins_with_what_she_likes_best() -> None:
    """Steps are shown in reverse: liking what stands last gives the right order, liking what stands first the wrong one."""
    (task,) = tasks(order(4))
    assert task.by_habit(lambda answer: answer.place) == 1
    assert task.by_habit(lambda answer: -answer.place) == 0
    assert task.by_habit(lambda answer: -abs(answer.place - 1.5)) == pytest.approx(1 / 2)


def test_whoever_walks_by_habit_takes_what_she_likes_best_at_each_decision() -> None:
    (task,) = tasks(branch())
    assert task.by_habit(lambda answer: float("ask" in answer.text)) == 1
    assert task.by_habit(lambda answer: float("wait" in answer.text)) == 1 / 2


def local(case: Path, folder: Path, language: str) -> LocalCourse:
    compiler = Compiler(written(case, folder, LINT / "base"))
    return compiler.localised(compiler.inspect().course)[language]


@pytest.fixture
def base(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> LocalCourse:
    """The linter's small course, in which every kind of activity is asked."""
    monkeypatch.chdir(tmp_path)
    return local(LINT / "base", tmp_path, "en")


def reports(course: LocalCourse, *players: Player) -> Mapping[str, Report]:
    return {report.player.name: report for report in play(course, players or PLAYERS)}


def test_every_kind_that_is_scored_is_played(base: LocalCourse) -> None:
    found = reports(base)
    assert found["random"].kinds.keys() == {kind.folder for kind in KINDS if kind.scored}
    for report in found.values():
        assert report.total.asked == sum(tally.asked for tally in report.kinds.values())
        assert report.total.scored == pytest.approx(sum(tally.scored for tally in report.kinds.values()))


def test_play_is_the_same_each_time(base: LocalCourse) -> None:
    assert [(report.total, report.kinds) for report in play(base)] == [(report.total, report.kinds) for report in play(base)]


def test_random_play_is_chance(base: LocalCourse) -> None:
    """The names of players are their seeds: of two hundred the results spread as standard errors do."""
    found = [report.total.z for report in reports(base, *(Player(f"random {number}", "takes anything", None) for number in range(200))).values()]
    assert fmean(found) == pytest.approx(0, abs=3 / sqrt(len(found)))
    assert pstdev(found) == pytest.approx(1, abs=0.15)


def test_random_play_is_chance_in_the_course_of_this_repository(repository: Path) -> None:
    compiler = Compiler([repository])
    course = compiler.localised(compiler.inspect().course)["de"]
    found = reports(course, *(Player(f"random {number}", "takes anything", None) for number in range(9)))
    assert abs(fmean(report.total.z for report in found.values())) < 1


def test_without_a_lexicon_players_who_look_at_words_have_nothing_to_go_by(base: LocalCourse) -> None:
    known, unknown = reports(base), reports(replace(base, language="xx"))
    assert [unknown[name].total.asked for name in ("hedged", "blunt", "friendliest", "curt", "restrained", "busy", "reasoned", "bare")] == [0] * 8
    for name in ("first", "longest", "shortest", "applauded", "ignored", "middle", "ends", "random"):
        assert unknown[name].total == known[name].total


def lint(*options: str) -> Result:
    return CliRunner().invoke(main, ["lint", "--players", *options])


@pytest.fixture
def tell_tale(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A course with thirteen questions in which the right option is the longest, as the working directory."""
    monkeypatch.chdir(tmp_path)
    written(LINT / "fire" / "length-tells-longest", tmp_path, LINT / "base")


@pytest.mark.usefixtures("tell_tale")
def test_where_the_longest_is_right_whoever_takes_it_beats_chance() -> None:
    result = lint()
    rows = {line.partition(" ")[0]: line for line in result.output.partition("\n\nde:")[0].splitlines()}
    assert result.exit_code == 1
    assert "!" in rows["longest"]
    assert not any("!" in row for name, row in rows.items() if name != "longest")


@pytest.mark.usefixtures("tell_tale")
def test_what_players_score_can_be_had_as_json() -> None:
    result = lint("--format", "json")
    found = json.loads(result.output)
    assert result.exit_code == 1
    assert list(found) == ["en", "de"]
    assert {name: player["habit"] for name, player in found["en"].items()} == {player.name: player.habit for player in PLAYERS}
    longest = found["en"]["longest"]["gap"]
    assert longest["asked"] == 15
    assert longest["chance"] == pytest.approx(1 / 3, abs=1e-4)
    assert longest["score"] == pytest.approx(13 / 15, abs=1e-4)
    assert longest["z"] == pytest.approx((13 - 15 / 3) / sqrt(15 * 2 / 9), abs=1e-2)


def test_where_nobody_beats_chance_the_command_is_content(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    written(LINT / "pass" / "length-tells", tmp_path, LINT / "base")
    result = lint()
    assert (result.exit_code, result.output.count("!")) == (0, 0)


def right_first(questions: int, *options: str) -> LocalCourse:
    """Return a course of so many questions whose first option is right; `options` are their texts, three of them."""
    weights = {option: float(place == 0) for place, option in enumerate(options or ("a", "b", "c"))}
    return course_of(tuple(exercise(pick(weights, several=False), f"s/{number}") for number in range(questions)))


def course_of(exercises: tuple[Exercise, ...]) -> LocalCourse:
    compiler = Compiler([CASES / "base"])
    course = compiler.localised(compiler.inspect().course)["en"]
    (first, *_), *_ = (module.scenarios for module in course.modules)
    module = replace(course.modules[0], scenarios=(replace(first, exercises=exercises),))
    return replace(course, modules=(module,))


def test_on_a_handful_of_questions_nobody_is_said_to_beat_chance() -> None:
    few, enough = reports(right_first(FEWEST - 1))["first"], reports(right_first(FEWEST))["first"]
    assert few.total.z > LIMIT
    assert (few.beats_chance, enough.beats_chance) == (False, True)


@pytest.mark.parametrize(
    ("crossed_out", "habit"),
    [("Thank you so much", "curt"), ("Perhaps you might", "blunt"), ("wait and say nothing", "busy"), ("Oak, since it lasts", "bare"), ("between", "ends")],
)
def test_what_can_be_crossed_out_helps_as_well(crossed_out: str, habit: str) -> None:
    """Of three options one shows that it is wrong: the right one is then found in a half of the cases."""
    found = reports(right_first(80, "Sawdust", crossed_out, "Shavings"))[habit].total
    assert found.scored == pytest.approx(80 / 2)
    assert found.beats_chance


def rated(*likes: int | None) -> LocalCourse:
    """Return a course that asks twenty times for ratings of posts with so many likes; the first one's key is the scale's best step, the others' its worst."""
    course = course_of(())
    (scenario,) = course.modules[0].scenarios
    posts = {str(at): replace(next(iter(scenario.thread.values())), id=str(at), likes=number) for at, number in enumerate(likes)}
    ratings = tuple(rate(key, {"good": 0.0, "bad": 1.0} if key != "0" else {"good": 1.0, "bad": 0.0}, post=key) for key in posts)
    asked = tuple(replace(exercise_of({}), id=f"s/{number}", interactions=ratings) for number in range(20))
    module = replace(course.modules[0], scenarios=(replace(scenario, thread=posts, exercises=asked),))
    return replace(course, modules=(module,))


def test_where_good_posts_are_liked_more_whoever_goes_by_likes_beats_chance() -> None:
    found = reports(rated(12, None))
    assert (found["applauded"].total.scored, found["ignored"].total.scored) == (40, 0)
    assert (found["applauded"].beats_chance, found["ignored"].beats_chance) == (True, False)
    found = reports(rated(0, 12))
    assert (found["applauded"].total.scored, found["ignored"].total.scored) == (0, 40)


@pytest.mark.parametrize("likes", [(5, 5), (None, 0), (7,)])
def test_where_likes_tell_nothing_nobody_goes_by_them(likes: tuple[int | None, ...]) -> None:
    assert reports(rated(*likes))["applauded"].total.asked == 0


def test_a_lucky_random_player_is_no_finding() -> None:
    lucky = reports(right_first(20), Player("first", "takes what stands first", lambda answer, _: -answer.place))["first"]
    assert lucky.beats_chance
    assert not replace(lucky, player=Player("random", "takes anything", None)).beats_chance


def test_a_course_without_questions_is_played_without_a_finding() -> None:
    assert [(report.total.asked, report.beats_chance) for report in play(course_of(()))] == [(0, False)] * len(PLAYERS)
