"""What a pack file becomes: frozen values, each with its clause, and its digest."""

from __future__ import annotations

from dataclasses import FrozenInstanceError
from datetime import date
from fractions import Fraction
from types import MappingProxyType

import pytest

from pulau.core.regulation.conditions import Condition, GradeBand, OpenPoint, ProposalConditions
from pulau.core.regulation.measures import UnknownMeasure, measure_weight
from pulau.core.regulation.model import (
    Area,
    Choice,
    Citation,
    Decrease,
    Dimension,
    Effort,
    Gate,
    InForce,
    Item,
    Mark,
    PackKind,
    PackStatus,
    Part,
    PriorTitle,
    Scale,
    Share,
    SubArea,
    Title,
    Unit,
    ZeroPolicy,
)
from pulau.core.regulation.parse import parse_pack
from tests.core.packs import AMENDMENT, OVERLAY, TAKING, TINY, changed, load, without

LAW = "Peraturan Contoh 1/2020"
PACK = load()
INFERRED = Citation(f"{LAW}, Lampiran II", Mark.INFERRED, "Penyebut 0 tidak diatur.")


def cited(text: str) -> Citation:
    return Citation(f"{LAW}, {text}")


# ---------------------------------------------------------------------------------------------------- the worksheet


def test_a_pack_states_who_it_is() -> None:
    assert (PACK.id, PACK.instrument) == ("tiny", LAW)
    assert (PACK.kind, PACK.status) == (PackKind.WORKSHEET, PackStatus.IN_FORCE)
    assert PACK.in_force == InForce(date(2020, 1, 1), None, cited("Pasal 9"))
    assert (PACK.enabler, PACK.result, PACK.weights_citation) == (60, 40, cited("Lampiran I"))
    assert (PACK.amends, PACK.amended_by, PACK.overlays) == (None, (), ())
    assert PACK.worksheet


def test_areas_and_sub_areas_keep_their_weights_and_clauses() -> None:
    assert PACK.areas == {"1": Area("1", Fraction(30), Fraction(30), cited("Lampiran I"))}
    assert PACK.areas["1"].weight == 60
    assert list(PACK.sub_areas) == ["P1", "R1", "H1"]
    p1, h1 = PACK.sub_areas["P1"], PACK.sub_areas["H1"]
    clause = cited("Lampiran II, A.I.1")
    assert p1 == SubArea("P1", "A.I.1", Part.FULFILMENT, "1", Fraction(30), ("P1.a", "P1.b"), clause)
    assert (h1.part, h1.area, h1.items) == (Part.RESULT, None, ("H1.a", "H1.b", "H1.c"))


def test_an_area_without_reform_weighs_its_fulfilment() -> None:
    assert Area("1", Fraction(5), None, cited("x")).weight == 5


def test_items_of_the_enabler_share_the_weight_of_their_sub_area() -> None:
    assert [PACK.items[key].weight for key in ("P1.a", "P1.b", "R1.a", "R1.c")] == [15, 15, 10, 10]
    assert [PACK.items[key].weight for key in ("H1.a", "H1.b", "H1.c")] == [20, 12, 8]


def test_an_item_knows_how_it_is_answered() -> None:
    choice = PACK.items["P1.b"].answer
    marked = Citation(f"{LAW}, Lampiran II", Mark.CORROBORATED, "Dari lembar kerja.")
    values = {"A": Fraction(1), "B": Fraction("0.67"), "C": Fraction("0.33"), "D": Fraction(0)}
    assert choice == Choice("abcd", MappingProxyType(values), marked)
    assert PACK.items["P1.b"] == Item(
        id="P1.b",
        number="A.I.1.b",
        sub_area="P1",
        answer=choice,
        weight=Fraction(15),
        dimensions=(Dimension.PEOPLE, Dimension.CULTURE),
        keywords=("aksi",),
        citation=cited("Lampiran II"),
    )
    assert PACK.items["H1.a"].answer == Scale("index", Fraction(4), cited("Lampiran II"))


def test_a_ratio_carries_its_own_rule_for_a_denominator_of_0() -> None:
    assert PACK.items["R1.a"].answer == Share(
        ("kepala", "staf", "sudah", "catatan"),
        "sudah",
        ("kepala", "staf"),
        ZeroPolicy(Fraction(1), Fraction(1), INFERRED),
    )
    zero = ZeroPolicy(Fraction(1), Fraction(0), INFERRED)
    assert PACK.items["R1.b"].answer == Decrease(("lalu", "kini"), "lalu", "kini", zero)


def test_titles_rise_in_the_order_of_the_law_with_their_gates() -> None:
    clause = cited("Bab III, Tabel 6")
    assert PACK.titles == {
        "WBK": Title(
            "WBK",
            0,
            (
                Gate("total", "total", Unit.POINTS, Fraction(75), clause),
                Gate("area-1", "areas.1", Unit.PERCENT, Fraction(60), cited("Bab III, Tabel 7")),
            ),
            cited("Bab III"),
        ),
        "WBBM": Title(
            "WBBM",
            1,
            (
                Gate("total", "total", Unit.POINTS, Fraction(85), clause),
                Gate("survey", "items.H1.a", Unit.POINTS, Fraction(18), cited("Bab III, Tabel 8")),
                PriorTitle("prior-title", "WBK", clause),
            ),
            cited("Bab III"),
        ),
    }


def test_the_default_effort_is_part_of_the_pack() -> None:
    assert PACK.effort == Effort(10, 2, 1, 3, Citation("Ketetapan"))
    assert load(without("effort")).effort is None


@pytest.mark.parametrize(
    ("written", "full"),
    [
        ("Pasal 7", f"{LAW}, Pasal 7"),
        ("Lampiran I", f"{LAW}, Lampiran I"),
        ("Bab II", f"{LAW}, Bab II"),
        ("Permenpan RB 5/2024, Pasal I", "Permenpan RB 5/2024, Pasal I"),
    ],
)
def test_a_clause_is_cited_with_its_instrument(written: str, full: str) -> None:
    cited_apart = f'{{enabler: 60, result: 40, citation: {{text: "{written}", mark: V}}}}'
    pack = load(changed(('{enabler: 60, result: 40, citation: "Lampiran I"}', cited_apart)))
    assert pack.weights_citation == Citation(full, Mark.VERIFIED, "")


def test_the_smaller_parts_are_read() -> None:
    pack = load(
        TINY
        + """\
zone_area: {minimum: {WBK: 6.5, WBBM: 7.5}, citation: "Bab III, Tabel 7"}
grade_bands:
  satisfaction: {bands: {A: 88.31, D: 25}, citation: "Lampiran III"}
proposal:
  - {since: 2021-12-31, until: 2024-07-14, due: "05-31", citation: "Bab II", conditions: {}}
open_points:
  calendar: {setting: "05-31", id: "Dapat diganti.", en: "May change.", citation: "Bab II"}
"""
    )
    clause = cited("Bab III, Tabel 7")
    assert pack.zone_area_minimums == {
        "WBK": Gate("integration", "zone_area.integration", Unit.POINTS, Fraction("6.5"), clause),
        "WBBM": Gate("integration", "zone_area.integration", Unit.POINTS, Fraction("7.5"), clause),
    }
    assert pack.grade_bands == (
        GradeBand("satisfaction", "A", Fraction("88.31"), cited("Lampiran III")),
        GradeBand("satisfaction", "D", Fraction(25), cited("Lampiran III")),
    )
    days = (date(2021, 12, 31), date(2024, 7, 14))
    assert pack.proposal == (ProposalConditions(LAW, *days, (), (), "05-31", cited("Bab II")),)
    sentences = MappingProxyType({"id": "Dapat diganti.", "en": "May change."})
    assert pack.open_points == (OpenPoint("calendar", "05-31", sentences, cited("Bab II")),)


def test_a_null_is_as_if_it_were_not_there() -> None:
    pack = load(
        changed(
            ("reform: 30,", "reform: null,"),
            ("fulfilment: 30,", "fulfilment: 60,"),
            ("part: reform", "part: fulfilment"),
        )
    )
    assert pack.areas["1"].reform is None
    assert load(changed(("since: 2020-01-01,", "since: ~,"))).in_force.since is None
    assert load(changed(("since: 2020-01-01,", "until: 2020-01-01,"))).in_force.until == date(2020, 1, 1)


def test_a_loaded_pack_is_frozen() -> None:
    with pytest.raises(FrozenInstanceError):
        PACK.enabler = Fraction(0)  # type: ignore[misc]  # that is the point
    share = PACK.items["P1.b"].answer
    assert isinstance(share, Choice)
    maps = (PACK.areas, PACK.sub_areas, PACK.items, PACK.titles, PACK.zone_area_minimums, share.values)
    assert all(isinstance(mapping, MappingProxyType) for mapping in maps)


@pytest.mark.parametrize(
    ("measure", "weight"),
    [("total", 100), ("enabler", 60), ("result", 40), ("areas.1", 60), ("sub_areas.R1", 30), ("items.H1.a", 20)],
)
def test_every_measure_has_a_weight(measure: str, weight: int) -> None:
    assert measure_weight(PACK, measure) == weight


@pytest.mark.parametrize("measure", ["", "totals", "total.x", "areas", "areas.2", "areas.1.reform", "items.X", "x.1"])
def test_a_path_to_nothing_is_no_measure(measure: str) -> None:
    with pytest.raises(UnknownMeasure) as caught:
        measure_weight(PACK, measure)
    assert caught.value.args == (measure,)


# ------------------------------------------------------------------------------------- takes, amendments, overlays


def test_a_pack_may_take_a_part_of_another_with_other_weights() -> None:
    pack = load(TAKING, "taking", tiny=TINY)
    assert list(pack.items) == ["P1.a", "P1.b", "H1.a", "H1.b", "H1.c"]
    assert [item.weight for item in pack.items.values()] == [30, 30, 20, 12, 8]
    assert pack.sub_areas["P1"].weight == 60
    assert pack.sub_areas["P1"].citation.text == "Peraturan Contoh 2/2019, Lampiran IV"
    assert pack.sub_areas["H1"].citation.text == "Peraturan Contoh 2/2019, Lampiran V"
    assert pack.items["P1.a"].citation.text == f"{LAW}, Lampiran II, A.I.1.a"
    assert pack.status is PackStatus.UNVERIFIED


def test_a_pack_is_read_once_however_often_it_is_referred_to() -> None:
    read: list[str] = []
    texts = {"taking": TAKING, "tiny": TINY}

    def reading(pack_id: str) -> tuple[str, str]:
        read.append(pack_id)
        return texts[pack_id], pack_id

    parse_pack("taking", reading)
    assert read == ["taking", "tiny"]


def test_an_amendment_has_no_worksheet_and_names_what_it_changes() -> None:
    newer = load(AMENDMENT, "newer")
    assert (newer.kind, newer.amends, newer.worksheet) == (PackKind.AMENDMENT, "tiny", False)
    assert newer.weights_citation.text == "Peraturan Contoh 3/2024, Pasal I"
    assert (newer.enabler, newer.result) == (0, 0)
    condition = Condition("sakip", "agency", MappingProxyType({"WBK": "B", "WBBM": "BB"}), Citation("Tabel 5"))
    assert newer.proposal == (
        ProposalConditions(
            "Peraturan Contoh 3/2024",
            date(2024, 7, 15),
            None,
            (condition,),
            ("samsat",),
            "05-31",
            Citation("Tabel 5"),
        ),
    )


def test_an_amended_pack_has_the_conditions_of_both_each_with_its_days() -> None:
    own = '  - {since: 2020-01-01, until: 2024-07-14, due: none, citation: "Bab II", conditions: {}}\n'
    first = 'open_points:\n  unanswered: {setting: zero, id: "Nol.", en: "Zero.", citation: "Bab II"}\n'
    text = TINY + "amended_by: [newer]\nproposal:\n" + own + first
    pack = load(text, newer=AMENDMENT)
    assert [(part.instrument, part.since) for part in pack.proposal] == [
        (LAW, date(2020, 1, 1)),
        ("Peraturan Contoh 3/2024", date(2024, 7, 15)),
    ]
    assert [point.id for point in pack.open_points] == ["unanswered", "calendar"]
    assert pack.amended_by == ("newer",)
    assert pack.items == PACK.items


def test_an_overlay_adds_gates_and_takes_nothing_away() -> None:
    pack = load(OVERLAY, "court", tiny=TINY)
    assert (pack.id, pack.overlays, pack.instrument) == ("tiny", ("court",), LAW)
    *law, added = pack.titles["WBK"].gates
    assert tuple(law) == PACK.titles["WBK"].gates
    assert added == Gate(
        "team", "items.P1.a", Unit.POINTS, Fraction(15), Citation("Keputusan Mahkamah 2/2021, Pasal 3")
    )
    assert pack.titles["WBBM"] == PACK.titles["WBBM"]
    assert [title.rank for title in pack.titles.values()] == [0, 1]


def test_an_overlay_on_the_higher_title_keeps_its_rank() -> None:
    pack = load(changed(("  WBK:", "  WBBM:"), text=OVERLAY), "court", tiny=TINY)
    assert (pack.titles["WBBM"].rank, len(pack.titles["WBBM"].gates)) == (1, 4)


def test_an_overlay_may_add_to_both_titles() -> None:
    more = "  WBBM:\n    citation: x\n    gates:\n      crew: {measure: items.P1.b, minimum: 15, citation: x}\n"
    pack = load(OVERLAY + more, "court", tiny=TINY)
    assert [[gate.id for gate in title.gates] for title in pack.titles.values()] == [
        ["total", "area-1", "team"],
        ["total", "survey", "prior-title", "crew"],
    ]


def test_an_overlay_may_lie_over_another() -> None:
    upper = changed(
        ("id: court", "id: high"),
        ("overlay_of: tiny", "overlay_of: court"),
        ("      team:", "      crew:"),
        text=OVERLAY,
    )
    pack = load(upper, "high", court=OVERLAY, tiny=TINY)
    assert pack.overlays == ("court", "high")
    assert [gate.id for gate in pack.titles["WBK"].gates] == ["total", "area-1", "team", "crew"]
