from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

import pytest

from pulau.core.planning import plan as planning
from pulau.core.planning.effort import MOST_EFFORT, effort_of, kind_of_step
from pulau.core.planning.moves import ladders
from pulau.core.planning.plan import Plan, Step, plan
from pulau.core.planning.program import Need, propose
from pulau.core.scoring.answers import take_answers
from pulau.core.scoring.evaluate import evaluate
from pulau.core.scoring.model import Unanswered
from pulau.core.shared.problems import BadInput, Problem
from pulau.exchange.packs import load_pack
from tests.core.packs import ALL_BEST, AMENDMENT, TINY, changed, load, without

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

PACK = load()


def planned(
    raw: Mapping[str, object],
    title: str = "WBK",
    text: str = TINY,
    effort: Mapping[str, object] | None = None,
    pinned: Collection[str] = (),
) -> Plan:
    pack = load(text)
    return plan(evaluate(pack, take_answers(pack, raw)), title, effort=effort, pinned=pinned)


def refusal(*args: object, **given: object) -> tuple[Problem, ...]:
    with pytest.raises(BadInput) as caught:
        planned(*args, **given)  # type: ignore[arg-type]  # passed on
    return caught.value.problems


# ------------------------------------------------------------------------------------------------------ steps


def test_a_plan_takes_the_cheapest_steps_and_says_what_each_gives() -> None:
    raw = {**ALL_BEST, "P1.b": "D", "R1.c": "Tidak", "H1.c": "D"}  # 67 points; 75 are asked for
    found = planned(raw)
    assert found.reachable
    assert found.steps == (Step("R1.c", "Tidak", "Ya", 10, Fraction(10)),)
    assert found.effort == 10
    assert found.outcome.total.points == 77
    assert found.title == "WBK"


def test_an_index_rises_by_hundredths_only_as_far_as_needed() -> None:
    text = changed(("{measure: total, minimum: 75,", "{measure: items.H1.a, minimum: 18,"))
    (step,) = planned({**ALL_BEST, "H1.a": "3.55"}, text=text).steps
    assert step == Step("H1.a", Fraction("3.55"), Fraction("3.6"), 5, Fraction("0.25"))


def test_an_index_between_two_hundredths_goes_to_the_next_first() -> None:
    text = changed(("{measure: total, minimum: 75,", "{measure: items.H1.a, minimum: 18,"))
    (step,) = planned({**ALL_BEST, "H1.a": "3.578"}, text=text).steps
    assert (step.after, step.effort) == (Fraction("3.6"), 3)
    (only,) = planned({**ALL_BEST, "H1.a": "3.593"}, text=text).steps
    assert (only.after, only.effort) == (Fraction("3.6"), 1)


def test_the_top_of_the_scale_can_be_reached_from_anywhere() -> None:
    text = changed(("{measure: total, minimum: 75,", "{measure: total, minimum: 100,"))
    found = planned({**ALL_BEST, "H1.a": "3.995", "H1.b": "99.5"}, text=text)
    assert [(step.item, step.after, step.effort) for step in found.steps] == [("H1.a", 4, 1), ("H1.b", 100, 3)]


def test_a_percentage_rises_by_whole_points() -> None:
    text = changed(("{measure: total, minimum: 75,", "{measure: items.H1.b, minimum: 9,"))
    (step,) = planned({**ALL_BEST, "H1.b": "70"}, text=text).steps
    assert step == Step("H1.b", Fraction(70), Fraction(75), 15, Fraction("0.6"))


def test_of_a_share_only_the_numerator_moves_up_to_what_is_due() -> None:
    text = changed(("{measure: total, minimum: 75,", "{measure: total, minimum: 100,"))
    (step,) = planned({**ALL_BEST, "R1.a": {"kepala": 2, "staf": 3, "sudah": 1, "catatan": 9}}, text=text).steps
    assert step.after == {"kepala": 2, "staf": 3, "sudah": 5, "catatan": 9}
    assert (step.effort, step.gain) == (8, 8)


def test_of_a_decrease_only_this_year_falls() -> None:
    text = changed(("{measure: total, minimum: 75,", "{measure: items.R1.b, minimum: 5,"))
    (step,) = planned({**ALL_BEST, "R1.b": {"lalu": 4, "kini": 3}}, text=text).steps
    assert step == Step("R1.b", {"lalu": 4, "kini": 3}, {"lalu": 4, "kini": 2}, 2, Fraction("2.5"))


def test_a_decrease_that_has_grown_first_comes_back_to_last_year() -> None:
    text = changed(("{measure: total, minimum: 75,", "{measure: items.R1.b, minimum: 5,"))
    (step,) = planned({**ALL_BEST, "R1.b": {"lalu": 4, "kini": 9}}, text=text).steps
    assert (dict(step.after), step.effort, step.gain) == ({"lalu": 4, "kini": 2}, 14, 5)  # type: ignore[arg-type]


def test_a_decrease_from_nothing_counts_only_when_this_year_is_nothing_too() -> None:
    text = changed(("{measure: total, minimum: 75,", "{measure: items.R1.b, minimum: 5,"))
    (step,) = planned({**ALL_BEST, "R1.b": {"lalu": 0, "kini": 3}}, text=text).steps
    assert (dict(step.after), step.effort, step.gain) == ({"lalu": 0, "kini": 0}, 6, 10)  # type: ignore[arg-type]


def test_where_nothing_is_gained_by_it_a_decrease_from_nothing_stays() -> None:
    text = changed(("{measure: total, minimum: 75,", "{measure: items.R1.b, minimum: 5,"), ("value_if_now: 0,", ""))
    text = changed(("{value: 1,  citation", "{value: 0, citation"), text=text)
    found = planned({**ALL_BEST, "R1.b": {"lalu": 0, "kini": 3}}, text=text)
    assert (found.reachable, found.steps) == (False, ())


def test_an_unanswered_ratio_never_moves() -> None:
    text = changed(("{measure: total, minimum: 75,", "{measure: total, minimum: 85,"))
    raw = {key: value for key, value in ALL_BEST.items() if not key.startswith("R1")}
    found = planned(raw, text=text)
    assert not found.reachable
    assert found.best.total.points == 80
    assert {step.item for step in planned(raw, text=TINY).steps} <= {"R1.c"}


def test_an_unanswered_option_starts_at_the_lowest_and_an_index_at_0() -> None:
    raw = {key: value for key, value in ALL_BEST.items() if key not in {"P1.b", "H1.a"}}
    text = changed(("{measure: total, minimum: 75,", "{measure: total, minimum: 80,"))
    found = planned(raw, text=text)
    assert found.steps == (Step("P1.b", None, "A", 30, Fraction(15)),)
    found = planned(raw, text=text, pinned=["P1.b"])
    assert found.steps == (Step("H1.a", None, Fraction(3), 300, Fraction(15)),)


def test_a_worksheet_that_passes_needs_nothing() -> None:
    for raw in (ALL_BEST, {**ALL_BEST, "P1.b": "B"}):
        found = planned(raw)
        assert (found.reachable, found.steps, found.effort) == (True, (), 0)
        assert found.outcome.titles["WBK"].met


def test_unanswered_counts_0_even_where_the_reader_left_it_out() -> None:
    raw = {**ALL_BEST, "P1.b": None, "R1.c": None, "H1.c": None}
    skipped = evaluate(PACK, take_answers(PACK, raw), unanswered=Unanswered.SKIP)
    assert skipped.titles["WBK"].met
    found = plan(skipped, "WBK")
    assert found.outcome.unanswered is Unanswered.ZERO
    assert found.steps == (Step("R1.c", None, "Ya", 10, Fraction(10)),)


# ------------------------------------------------------------------------------------------- effort and pins


def test_the_users_effort_goes_before_the_packs() -> None:
    raw = {**ALL_BEST, "P1.b": "D", "R1.c": "Tidak", "H1.c": "D"}
    by_item = planned(raw, effort={"R1.c": 50})
    assert [(step.item, step.after, step.effort) for step in by_item.steps] == [("P1.b", "B", 20)]
    by_kind = planned(raw, effort={"option_step": 3})
    assert [(step.item, step.effort) for step in by_kind.steps] == [("R1.c", 3)]


def test_pinned_items_stay_as_they_are() -> None:
    raw = {**ALL_BEST, "P1.b": "D", "R1.c": "Tidak", "H1.c": "D"}
    found = planned(raw, pinned=["R1.c", "H1.c"])
    assert [(step.item, step.after) for step in found.steps] == [("P1.b", "B")]
    assert found.pinned == ("R1.c", "H1.c")
    assert planned(raw, pinned={"H1.c", "R1.c"}).pinned == ("R1.c", "H1.c")


def test_each_kind_of_item_has_its_kind_of_step() -> None:
    kinds = {item.id: kind_of_step(item) for item in PACK.items.values()}
    assert kinds == {
        "P1.a": "option_step",
        "P1.b": "option_step",
        "R1.a": "ratio_count",
        "R1.b": "ratio_count",
        "R1.c": "option_step",
        "H1.a": "index_hundredth",
        "H1.b": "percent_point",
        "H1.c": "option_step",
    }


def test_effort_is_the_packs_unless_it_is_given() -> None:
    table = effort_of(PACK)
    assert table.kinds == {"option_step": 10, "ratio_count": 2, "index_hundredth": 1, "percent_point": 3}
    table = effort_of(PACK, {"ratio_count": "7", "P1.a": 1, "H1.a": MOST_EFFORT})
    steps = {item.id: table.of_step(item) for item in PACK.items.values()}
    assert steps["P1.a"] == 1
    assert steps["P1.b"] == 10
    assert steps["R1.a"] == 7
    assert steps["H1.a"] == 1_000_000
    assert steps["H1.b"] == 3


@pytest.mark.parametrize("value", [0, -1, MOST_EFFORT + 1, 1.5, "two", None, True, "", [1]])
def test_effort_is_a_whole_number_from_1_to_a_million(value: object) -> None:
    (problem,) = refusal(ALL_BEST, effort={"P1.a": value})
    assert problem == Problem.of("effort-out-of-range", "P1.a", value=value, most="1000000")


def test_effort_for_what_is_not_there_is_refused_with_every_other_problem() -> None:
    known = "option_step, ratio_count, index_hundredth, percent_point"
    assert refusal(ALL_BEST, effort={"X": 1, "P1.b": 0}) == (
        Problem.of("unknown-effort", "X", known=known),
        Problem.of("effort-out-of-range", "P1.b", value=0, most=MOST_EFFORT),
    )


@pytest.mark.parametrize(
    ("text", "pack_id", "amends"), [(without("effort"), "tiny", "-"), (AMENDMENT, "newer", "tiny")]
)
def test_a_pack_without_effort_cannot_be_planned(text: str, pack_id: str, amends: str) -> None:
    with pytest.raises(BadInput) as caught:
        effort_of(load(text, pack_id))
    assert caught.value.problems == (Problem.of("no-worksheet", pack_id, amends=amends),)


# ----------------------------------------------------------------------------------------- titles, what blocks


def test_what_cannot_be_reached_names_the_gates_that_block() -> None:
    raw = {**ALL_BEST, "H1.a": "2", "P1.b": "D"}
    found = planned(raw, "WBBM", pinned=["H1.a"])
    assert not found.reachable
    assert [(gate.gate, gate.shortfall) for gate in found.blocked_by] == [("survey", 8)]
    assert (found.steps, found.effort, found.outcome.answers) == (
        (),
        0,
        evaluate(PACK, take_answers(PACK, raw)).answers,
    )
    assert found.best.total.points == 90


def test_a_prior_title_is_an_assumption_that_is_stated() -> None:
    assert planned(ALL_BEST, "WBBM").assumptions == ("prior-title",)
    assert planned(ALL_BEST, "WBK").assumptions == ()
    held = evaluate(PACK, take_answers(PACK, ALL_BEST), prior_title="WBK")
    assert plan(held, "WBBM").assumptions == ()
    assert plan(held, "WBBM").outcome.titles["WBBM"].met


def test_a_plan_asks_for_a_title_of_the_law() -> None:
    assert refusal(ALL_BEST, "Juara") == (Problem.of("unknown-title", "title", value="Juara", known="WBK, WBBM"),)
    assert refusal(ALL_BEST, "WBK", without("titles")) == (Problem.of("no-titles", "tiny"),)


def test_unknown_pins_are_all_named() -> None:
    problems = refusal(ALL_BEST, "Juara", pinned=["X", "P1.a", "Y"])
    assert [(problem.code, problem.place) for problem in problems] == [
        ("unknown-item", "X"),
        ("unknown-item", "Y"),
        ("unknown-title", "title"),
    ]
    assert problems[0] == Problem.of("unknown-item", "X", regulation="tiny")


# ------------------------------------------------------------------------------------- exact scoring confirms


def test_a_proposal_that_misses_a_gate_is_asked_again(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[Fraction] = []
    rounds = iter([{"P1.b": "C"}, {"P1.b": "A"}])

    def propose(_ladders: object, needs: list[Need], *, seconds: float) -> Mapping[str, str]:
        asked.extend(need.points for need in needs)
        return next(rounds)

    monkeypatch.setattr(planning, "propose", propose)
    found = planned({**ALL_BEST, "P1.b": "D", "H1.a": "1"})  # 70 points; C gives 4.95 more
    assert asked == [5, Fraction("5.05")]
    assert found.steps[0].after == "A"


def test_the_solver_says_when_there_is_no_way() -> None:
    table = effort_of(PACK)
    open_ladders = ladders(PACK, take_answers(PACK, {**ALL_BEST, "P1.b": "D"}), table, ())
    assert [ladder.item for ladder in open_ladders] == ["P1.b"]
    of_p1 = frozenset({"P1.a", "P1.b"})
    assert propose(open_ladders, [Need(of_p1, Fraction(15))], seconds=20) == {"P1.b": "A"}
    assert propose(open_ladders, [Need(of_p1, Fraction(16))], seconds=20) is None
    assert propose(open_ladders, [Need(frozenset({"H1.a"}), Fraction(1))], seconds=20) is None


@pytest.mark.parametrize("proposal", [None, {}])
def test_where_no_proposal_passes_it_is_said(monkeypatch: pytest.MonkeyPatch, proposal: object) -> None:
    monkeypatch.setattr(planning, "propose", lambda _ladders, _needs, **_limit: proposal)
    assert refusal({**ALL_BEST, "H1.a": "0", "P1.b": "D"}) == (Problem("no-plan-found", "WBK"),)


def test_the_law_of_2019_has_no_title_to_plan_for() -> None:
    pack = load_pack("permenpan-rb-10-2019")
    with pytest.raises(BadInput, match="no-titles at permenpan-rb-10-2019"):
        plan(evaluate(pack, take_answers(pack, {})), "WBK")
