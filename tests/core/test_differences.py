from __future__ import annotations

from fractions import Fraction

import pytest

from pulau.core.regulation.differences import Difference, compare_packs, formula, gate_text, written, zero_policy
from pulau.core.regulation.model import Decrease, Share
from pulau.exchange.packs import load_pack
from tests.core.packs import AMENDMENT, changed, load

PACK = load()


def test_a_pack_does_not_differ_from_itself() -> None:
    found = compare_packs(PACK, load())
    parts = (found.weights, found.added, found.removed, found.items, found.gates, found.conditions, found.open_points)
    assert parts == ((), (), (), (), (), (), ())
    assert found.same_law


def test_changed_weights_are_named_on_every_level() -> None:
    after = load(changed(("{fulfilment: 30, reform: 30,", "{fulfilment: 31, reform: 29,"),
                         ('area: "1"\n    weight: 30\n    citation: "Lampiran II, A.I.1"',
                          'area: "1"\n    weight: 31\n    citation: "Lampiran II, A.I.1"'),
                         ('area: "1"\n    weight: 30\n    citation: "Lampiran II, A.II.1"',
                          'area: "1"\n    weight: 29\n    citation: "Lampiran II, A.II.1"')))  # fmt: skip
    found = compare_packs(PACK, after)
    assert found.weights == (
        Difference("areas.1.fulfilment", "30", "31"),
        Difference("areas.1.reform", "30", "29"),
        Difference("sub_areas.P1", "30", "31"),
        Difference("sub_areas.R1", "30", "29"),
    )
    assert Difference("P1.a weight", "15", "15.5") in found.items
    assert Difference("R1.a weight", "10", "29/3") in found.items
    assert not found.same_law


def test_a_half_that_one_law_does_not_have_is_none() -> None:
    after = load(changed(("{fulfilment: 30, reform: 30,", "{fulfilment: 60,"), ("part: reform", "part: fulfilment")))
    assert compare_packs(PACK, after).weights == (
        Difference("areas.1.fulfilment", "30", "60"),
        Difference("areas.1.reform", "30", None),
    )


def test_changed_items_name_the_field() -> None:
    after = load(changed(
        ("A.I.1.a, answer: yes-no, dimensions: [system]", "A.I.1.z, answer: abcd, dimensions: [people, culture]"),
        ("inputs: [kepala, staf, sudah, catatan]", "inputs: [kepala, staf, sudah]"),
        ("value_if_now: 0,", "value_if_now: 0.5,"),
    ))  # fmt: skip
    assert compare_packs(PACK, after).items == (
        Difference("P1.a number", "A.I.1.a", "A.I.1.z"),
        Difference("P1.a answer", "Ya = 1, Tidak = 0", "A = 1, B = 0.67, C = 0.33, D = 0"),
        Difference("P1.a dimensions", "system", "people, culture"),
        Difference("R1.a inputs", "kepala, staf, sudah, catatan", "kepala, staf, sudah"),
        Difference("R1.b zero", "0 / 0 = 1, x / 0 = 0", "0 / 0 = 1, x / 0 = 0.5"),
    )


def test_added_and_removed_items_are_listed_apart() -> None:
    found = compare_packs(PACK, load(changed(("      P1.a:", "      P1.z:"))))
    assert (found.added, found.removed, found.items) == (("P1.z",), ("P1.a",), ())


def test_changed_gates_conditions_and_open_points_are_named() -> None:
    gates = (("minimum: 75,", "minimum: 70,"), ("requires: WBK", "requires: WBBM"), ("      survey:", "      index:"))
    after = load(changed(*gates) + "amended_by: [newer]\n", newer=AMENDMENT)
    found = compare_packs(PACK, after)
    assert found.gates == (
        Difference("WBK.total", "total ≥ 75", "total ≥ 70"),
        Difference("WBBM.survey", "items.H1.a ≥ 18", None),
        Difference("WBBM.prior-title", "WBK", "WBBM"),
        Difference("WBBM.index", None, "items.H1.a ≥ 18"),
    )
    assert found.conditions == (
        Difference("Peraturan Contoh 3/2024 2024-07-15 sakip WBK", None, "B"),
        Difference("Peraturan Contoh 3/2024 2024-07-15 sakip WBBM", None, "BB"),
    )
    assert found.open_points == (Difference("calendar", None, "05-31"),)


def test_another_clause_alone_is_another_law() -> None:
    found = compare_packs(PACK, load(changed(('citation: "Pasal 9"', 'citation: "Pasal 8"'))))
    assert (found.weights, found.items, found.gates, found.same_law) == ((), (), (), False)


@pytest.mark.parametrize(
    ("item", "text"),
    [
        ("P1.a", "Ya = 1, Tidak = 0"),
        ("H1.a", "0 … 4"),
        ("R1.a", "sudah / (kepala + staf)"),
        ("R1.b", "(lalu - kini) / lalu"),
    ],
)
def test_a_formula_is_written_out(item: str, text: str) -> None:
    assert formula(PACK.items[item].answer) == text


def test_a_share_of_one_count_needs_no_brackets() -> None:
    pack = load(changed(("due: [kepala, staf]", "due: [staf]")))
    assert formula(pack.items["R1.a"].answer) == "sudah / staf"


def test_the_rule_for_a_denominator_of_0_is_written_out() -> None:
    share, decrease = PACK.items["R1.a"].answer, PACK.items["R1.b"].answer
    assert isinstance(share, Share)
    assert isinstance(decrease, Decrease)
    assert zero_policy(share) == "x / 0 = 1"
    assert zero_policy(decrease) == "0 / 0 = 1, x / 0 = 0"


def test_gates_are_written_out() -> None:
    texts = [gate_text(gate) for title in PACK.titles.values() for gate in title.gates]
    assert texts == ["total ≥ 75", "areas.1 ≥ 60%", "total ≥ 85", "items.H1.a ≥ 18", "WBK"]


def test_a_number_is_written_without_loss() -> None:
    assert (written(Fraction("0.67")), written(Fraction(5, 3)), written(Fraction(40))) == ("0.67", "5/3", "40")


def test_90_2021_and_10_2019_share_their_fulfilment_items() -> None:
    found = compare_packs(load_pack("permenpan-rb-10-2019"), load_pack("permenpan-rb-90-2021"))
    assert len(found.added) == 23 + 3
    assert len(found.removed) == 3
    assert Difference("WBK.total", None, "total ≥ 75") in found.gates
