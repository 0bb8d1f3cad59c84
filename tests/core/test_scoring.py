from __future__ import annotations

from fractions import Fraction
from types import MappingProxyType

import pytest

from pulau.core.regulation.model import Dimension, Part
from pulau.core.scoring.answers import Answers, take_answers
from pulau.core.scoring.evaluate import evaluate, value_of
from pulau.core.scoring.model import Evaluation, Score, Unanswered
from pulau.core.shared.problems import BadInput, Problem
from pulau.exchange.packs import load_pack
from tests.core.packs import ALL_BEST, AMENDMENT, TINY, changed, load, without
from tests.core.sheets import FULL, SCORED, all_best, all_worst

PACK = load()


def scored(*, skip: bool = False, prior_title: str | None = None, **raw: object) -> Evaluation:
    """Score answers of the tiny pack; `P1_a` stands for `P1.a`."""
    answers = take_answers(PACK, {key.replace("_", "."): value for key, value in raw.items()})
    return evaluate(PACK, answers, unanswered=Unanswered.SKIP if skip else Unanswered.ZERO, prior_title=prior_title)


# -------------------------------------------------------------------------------------------------- how it adds up


def test_a_sub_area_is_the_mean_of_its_items_times_its_weight() -> None:
    result = scored(P1_a="Ya", P1_b="C")
    assert result.sub_areas["P1"] == Score(30 * (1 + Fraction("0.33")) / 2, Fraction(30))
    assert result.items["P1.a"].points == 15
    assert result.items["P1.b"].points == 15 * Fraction("0.33")


def test_an_item_of_the_result_carries_points_of_its_own() -> None:
    result = scored(H1_a="3.6", H1_b="50", H1_c="B")
    assert result.items["H1.a"].points == 18
    assert result.items["H1.b"].points == 6
    assert result.items["H1.c"].points == 8 * Fraction("0.67")
    assert result.sub_areas["H1"].points == result.result.points == 24 + Fraction("5.36")


def test_area_enabler_result_and_total_add_up() -> None:
    result = scored(P1_a="Ya", R1_c="Ya", H1_a="4")
    area = result.areas["1"]
    assert (area.fulfilment, area.reform, area.score) == (15, 10, Score(Fraction(25), Fraction(60)))
    assert result.enabler == Score(Fraction(25), Fraction(60))
    assert result.result == Score(Fraction(20), Fraction(40))
    assert result.total == Score(Fraction(45), Fraction(100))


def test_percent_is_100_times_points_over_weight_and_0_of_nothing() -> None:
    assert Score(Fraction(25), Fraction(60)).percent == Fraction(125, 3)
    assert Score(Fraction(0), Fraction(0)).percent == 0


def test_b_of_four_options_is_exactly_0_67_and_c_exactly_0_33() -> None:
    for pack_id in FULL:
        choice = load_pack(pack_id)
        item = next(i for i in choice.items.values() if getattr(i.answer, "id", "") == "abcd")
        assert value_of(item, "B") == Fraction(67, 100) != Fraction(2, 3)
        assert value_of(item, "C") == Fraction(33, 100)


@pytest.mark.parametrize("pack_id", SCORED)
def test_the_best_worksheet_has_100_of_which_60_and_40(pack_id: str) -> None:
    pack = load_pack(pack_id)
    best = evaluate(pack, take_answers(pack, all_best(pack)), prior_title="WBK" if pack.titles else None)
    assert (best.total.points, best.enabler.points, best.result.points) == (100, 60, 40)
    assert all(area.score.percent == 100 for area in best.areas.values())
    assert all(verdict.met for verdict in best.titles.values())
    assert best.highest_title == ("WBBM" if pack.titles else None)


@pytest.mark.parametrize("pack_id", SCORED)
@pytest.mark.parametrize("skip", [Unanswered.ZERO, Unanswered.SKIP])
def test_the_worst_worksheet_and_the_empty_one_have_0(pack_id: str, skip: Unanswered) -> None:
    pack = load_pack(pack_id)
    for raw in (all_worst(pack), {}):
        nothing = evaluate(pack, take_answers(pack, raw), unanswered=skip)
        assert nothing.total == Score(Fraction(0), Fraction(100))
        assert not any(verdict.met for verdict in nothing.titles.values())
        assert nothing.highest_title is None


def test_a_law_that_does_not_split_its_areas_has_no_reform() -> None:
    pack = load_pack("permenpan-rb-52-2014")
    result = evaluate(pack, take_answers(pack, all_best(pack)))
    assert [area.reform for area in result.areas.values()] == [None] * 6
    assert result.areas["3"].fulfilment == result.areas["3"].score.points == 15


def test_a_law_may_have_no_result_component() -> None:
    text = changed(
        ("{enabler: 60, result: 40,", "{enabler: 100, result: 0,"),
        ("{fulfilment: 30, reform: 30,", "{fulfilment: 70, reform: 30,"),
        ('    weight: 30\n    citation: "Lampiran II, A.I.1"', "    weight: 70\n    citation: x"),
        ("measure: items.H1.a", "measure: items.P1.a"),
    )
    pack = load(text[: text.index("  H1:")])
    result = evaluate(pack, take_answers(pack, {"P1.a": "Ya", "R1.c": "Ya"}))
    assert (result.total.points, result.enabler.points, result.result) == (45, 45, Score(Fraction(0), Fraction(0)))
    assert result.result.percent == 0


# --------------------------------------------------------------------------------------------------- unanswered


def test_an_unanswered_item_counts_0() -> None:
    result = scored(P1_a="Ya")
    blank = result.items["P1.b"]
    assert (blank.answer, blank.fraction, blank.points, blank.weight) == (None, 0, 0, 15)
    assert result.sub_areas["P1"].points == 15
    assert result.unanswered is Unanswered.ZERO


def test_under_skip_an_unanswered_item_stays_out_of_its_mean() -> None:
    result = scored(skip=True, P1_a="Ya", R1_c="Ya", R1_b={"lalu": 4, "kini": 1})
    blank, other = result.items["P1.b"], result.items["P1.a"]
    assert (blank.answer, blank.fraction, blank.points, blank.weight) == (None, None, 0, 0)
    assert (other.fraction, other.points, other.weight) == (1, 30, 30)
    assert result.sub_areas["P1"].points == 30
    assert result.sub_areas["R1"].points == 30 * (1 + Fraction(3, 4)) / 2
    assert result.items["R1.b"].weight == 15
    assert result.unanswered is Unanswered.SKIP


def test_under_skip_a_sub_area_with_nothing_answered_is_0() -> None:
    result = scored(skip=True, H1_a="4")
    assert result.sub_areas["P1"].points == 0
    assert (result.items["P1.a"].fraction, result.items["P1.a"].weight) == (None, 15)


@pytest.mark.parametrize("pack_id", SCORED)
def test_under_skip_the_answered_items_alone_make_up_the_weight_whatever_their_number(pack_id: str) -> None:
    pack = load_pack(pack_id)
    best = all_best(pack)
    for sub_area in (s for s in pack.sub_areas.values() if s.part is not Part.RESULT):
        for answered in range(1, len(sub_area.items) + 1):
            some = take_answers(pack, {item: best[item] for item in sub_area.items[:answered]})
            result = evaluate(pack, some, unanswered=Unanswered.SKIP)
            assert result.total.points == result.sub_areas[sub_area.id].points == sub_area.weight


def test_under_skip_result_items_still_count_0() -> None:
    result = scored(skip=True, H1_a="4")
    assert result.result.points == 20
    assert (result.items["H1.b"].fraction, result.items["H1.b"].points, result.items["H1.b"].weight) == (0, 0, 12)


def test_a_full_worksheet_scores_the_same_under_both_readings() -> None:
    answers = take_answers(PACK, ALL_BEST)
    left, right = evaluate(PACK, answers), evaluate(PACK, answers, unanswered=Unanswered.SKIP)
    assert left.items == right.items
    assert left.total == right.total


# --------------------------------------------------------------------------------------------------- ratios, scales


@pytest.mark.parametrize(
    ("counts", "value"),
    [
        ({"kepala": 1, "staf": 3, "sudah": 3}, "3/4"),
        ({"kepala": 1, "staf": 3, "sudah": 4}, "1"),
        ({"kepala": 1, "staf": 3, "sudah": 9}, "1"),
        ({"kepala": 0, "staf": 3, "sudah": 0}, "0"),
        ({"kepala": 0, "staf": 0, "sudah": 0}, "1"),
        ({"kepala": 0, "staf": 0, "sudah": 5}, "1"),
    ],
)
def test_a_share_is_done_over_due_capped_at_1(counts: dict[str, int], value: str) -> None:
    assert scored(R1_a=counts).items["R1.a"].fraction == Fraction(value)


@pytest.mark.parametrize(
    ("before", "now", "value"),
    [(4, 1, "3/4"), (4, 0, "1"), (4, 4, "0"), (4, 9, "0"), (0, 0, "1"), (0, 3, "0")],
)
def test_a_decrease_never_falls_below_0_and_has_its_own_rule_for_a_base_of_0(before: int, now: int, value: str) -> None:
    assert scored(R1_b={"lalu": before, "kini": now}).items["R1.b"].fraction == Fraction(value)


@pytest.mark.parametrize(("index", "points"), [("3.60", "18"), ("0", "0"), ("4", "20"), ("3,333", "16.665")])
def test_an_index_counts_by_its_part_of_the_scale(index: str, points: str) -> None:
    assert scored(H1_a=index).items["H1.a"].points == Fraction(points)


def test_an_item_keeps_its_answer() -> None:
    result = scored(H1_a="3,6", P1_b="B")
    assert result.items["H1.a"].answer == Fraction("3.6")
    assert result.items["P1.b"].answer == "B"


# --------------------------------------------------------------------------------------------------- dimensions


def test_an_items_points_are_shared_equally_among_its_dimensions() -> None:
    result = scored(P1_a="Ya", P1_b="A")
    assert result.dimensions[Dimension.SYSTEM].points == 15
    assert result.dimensions[Dimension.PEOPLE].points == Fraction("7.5")
    assert result.dimensions[Dimension.CULTURE].points == Fraction("7.5")
    assert [score.weight for score in result.dimensions.values()] == [15 + 20, Fraction("7.5") + 10, Fraction("47.5")]


# --------------------------------------------------------------------------------------------------- what is refused


def test_a_regulation_without_a_worksheet_cannot_be_scored() -> None:
    amendment = load(AMENDMENT, "newer")
    with pytest.raises(BadInput) as caught:
        evaluate(amendment, Answers("newer", MappingProxyType({})))
    assert caught.value.problems == (Problem.of("no-worksheet", "newer", amends="tiny"),)


def test_a_pack_of_nothing_says_that_it_amends_nothing() -> None:
    text = without("weights", "answers", "areas", "titles", "sub_areas").replace("kind: worksheet", "kind: amendment")
    with pytest.raises(BadInput) as caught:
        evaluate(load(text), Answers("tiny", MappingProxyType({})))
    assert caught.value.problems == (Problem.of("no-worksheet", "tiny", amends="-"),)


def test_answers_of_another_regulation_are_refused() -> None:
    with pytest.raises(BadInput) as caught:
        evaluate(PACK, Answers("other", MappingProxyType({})))
    assert caught.value.problems == (Problem.of("regulation-differs", "regulation", file="other", asked="tiny"),)


def test_a_prior_title_must_be_one_of_the_law() -> None:
    with pytest.raises(BadInput) as caught:
        scored(prior_title="Juara")
    assert caught.value.problems == (Problem.of("unknown-title", "prior_title", value="Juara", known="WBK, WBBM"),)


def test_a_law_without_titles_takes_any_prior_title() -> None:
    pack = load(without("titles", text=TINY))
    assert evaluate(pack, take_answers(pack, {}), prior_title="WBK").titles == {}


def test_a_result_keeps_what_it_was_made_from() -> None:
    answers = take_answers(PACK, {"P1.a": "Ya"})
    result = evaluate(PACK, answers, prior_title="WBK")
    assert (result.pack, result.answers, result.prior_title) == (PACK, answers, "WBK")
    frozen = (result.areas, result.sub_areas, result.items, result.titles)
    assert all(isinstance(figures, MappingProxyType) for figures in frozen)
