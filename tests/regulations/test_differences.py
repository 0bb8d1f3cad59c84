"""What differs between two packs."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from types import MappingProxyType

from pulau.core.regulation.differences import Difference, compare_packs, formula, gate_text, written, zero_policy
from pulau.core.regulation.law_digest import rules_digest
from pulau.core.regulation.model import Decrease, Item, Pack, Share
from pulau.exchange.packs import load_pack

PACK = load_pack("permenpan-rb-90-2021")
OLD = load_pack("permenpan-rb-52-2014")


def with_item(item: Item) -> Pack:
    pack = replace(PACK, items=MappingProxyType({**PACK.items, item.id: item}))
    return replace(pack, rules_digest=rules_digest(pack))


def test_a_pack_is_the_same_law_as_itself() -> None:
    found = compare_packs(PACK, PACK)
    assert found.same_law
    assert (found.weights, found.added, found.removed, found.items, found.gates) == ((), (), (), (), ())


def test_another_law_has_its_own_items_weights_gates_and_conditions() -> None:
    found = compare_packs(OLD, PACK)
    assert not found.same_law
    assert (found.removed, found.added) == (tuple(OLD.items), tuple(PACK.items))
    assert Difference("areas.1.fulfilment", "5", "4") in found.weights
    assert Difference("areas.1.reform", None, "4") in found.weights
    assert Difference("WBK.clean-accountable", "sub_areas.H1 ≥ 18", "sub_areas.H1 ≥ 18.25") in found.gates
    assert Difference("WBK.findings-followed-up", "items.H1.2 ≥ 3.5", None) in found.gates
    assert Difference("no-findings", "as-entered", None) in found.open_points
    assert Difference("Permenpan RB 5/2024 2024-07-15 sakip WBBM", None, "BB") in found.conditions


def test_comparing_the_other_way_round_swaps_the_sides() -> None:
    there, back = compare_packs(OLD, PACK), compare_packs(PACK, OLD)
    assert set(back.weights) == {Difference(d.path, d.after, d.before) for d in there.weights}
    assert (back.added, back.removed) == (there.removed, there.added)


def test_an_item_that_changed_names_each_field_that_did() -> None:
    item = PACK.items["R5.ii.a"]
    assert isinstance(item.answer, Share)
    zero = replace(item.answer.zero, value=Fraction(0), value_if_now=Fraction(0))
    found = compare_packs(PACK, with_item(replace(item, weight=Fraction(1, 3), answer=replace(item.answer, zero=zero))))
    assert found.items == (
        Difference("R5.ii.a weight", "3", "1/3"),
        Difference("R5.ii.a zero", "x / 0 = 1", "x / 0 = 0"),
    )


def test_keywords_are_no_difference_of_law() -> None:
    assert compare_packs(PACK, with_item(replace(PACK.items["P1.i.a"], keywords=("lain",)))).same_law


def test_formulas_are_written_with_the_names_of_their_counts() -> None:
    kinds = {name: PACK.items[name].answer for name in ("P1.i.a", "H1.a", "R1.i.a", "R5.iii.a", "R3.iii.a")}
    assert {name: formula(kind) for name, kind in kinds.items()} == {
        "P1.i.a": "Ya = 1, Tidak = 0",
        "H1.a": "0 … 4",
        "R1.i.a": "jumlah_perubahan / jumlah_agen",
        "R5.iii.a": "sudah / (kepala + pejabat + lainnya)",
        "R3.iii.a": "(tahun_lalu - tahun_ini) / tahun_lalu",
    }


def test_zero_policies_say_both_cases_of_a_decrease() -> None:
    kind = PACK.items["R3.iii.a"].answer
    assert isinstance(kind, Decrease)
    assert zero_policy(kind) == "0 / 0 = 1, x / 0 = 0"


def test_gates_are_written_with_their_unit_or_the_title_they_ask_for() -> None:
    gates = {gate.id: gate_text(gate) for gate in PACK.titles["WBBM"].gates}
    assert (gates["area-5"], gates["total"], gates["prior-title"]) == ("areas.5 ≥ 75%", "total ≥ 85", "WBK")


def test_a_number_is_written_without_loss() -> None:
    assert [written(Fraction(value)) for value in ("0.67", "2/3", "100", "1/12")] == ["0.67", "2/3", "100", "1/12"]
