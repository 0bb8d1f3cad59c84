"""What the loader refuses in packs that refer to others: parts taken, amendments, overlays."""

from __future__ import annotations

import pytest

from pulau.core.shared.problems import Problem
from tests.core.packs import AMENDMENT, OVERLAY, TAKING, TINY, changed
from tests.core.refusals import line_of, refusal

OUT = "pack-out-of-range"
WEIGHT = {"range": "0 < … ≤ 100"}


def test_a_circle_of_packs_is_refused_at_the_reference_that_closes_it() -> None:
    taking = changed(("pack: tiny, part: fulfilment", "pack: looped, part: fulfilment"), text=TAKING)
    looped = taking.replace("id: taking", "id: looped").replace("pack: looped", "pack: taking")
    problem = refusal(taking, "taking", looped=looped, tiny=TINY)
    line = line_of(looped, "pack: taking")
    assert problem == Problem.of("pack-cycle", f"looped.yaml:{line} takes[0].pack", chain="taking → looped → taking")


def test_a_pack_may_not_take_from_itself_nor_an_overlay_lie_on_itself() -> None:
    own = refusal(changed(("pack: tiny, part: fulfilment", "pack: taking, part: fulfilment"), text=TAKING), "taking")
    assert (own.code, dict(own.params)) == ("pack-cycle", {"chain": "taking → taking"})
    laid = refusal(changed(("overlay_of: tiny", "overlay_of: court"), text=OVERLAY), "court")
    assert (laid.code, laid.place) == ("pack-cycle", f"court.yaml:{line_of(OVERLAY, 'overlay_of')} overlay_of")


def test_a_chain_shows_only_its_circle() -> None:
    outer = changed(("overlay_of: tiny", "overlay_of: a"), text=OVERLAY)
    first = changed(("overlay_of: tiny", "overlay_of: b"), ("id: court", "id: a"), text=OVERLAY)
    second = changed(("overlay_of: tiny", "overlay_of: a"), ("id: court", "id: b"), text=OVERLAY)
    assert dict(refusal(outer, "court", a=first, b=second).params) == {"chain": "a → b → a"}


def test_a_pack_that_is_not_there_is_named() -> None:
    assert refusal(OVERLAY, "court") == Problem("unknown-regulation", "tiny")


@pytest.mark.parametrize(
    ("old", "new", "path", "code", "params"),
    [
        ("factor: 2", "factor: 0", "takes[0].factor", OUT, {"value": "0", **WEIGHT}),
        ("part: fulfilment", "part: whole", "takes[0].part", "pack-unknown-word",
         {"word": "whole", "known": "fulfilment, reform, result"}),
        (', citation: "Lampiran IV"', "", "takes[0]", "pack-no-citation", {}),
        ("factor: 2", "times: 2", "takes[0].times", "pack-unknown-key",
         {"key": "times", "allowed": "pack, part, factor, citation"}),
        ("part: fulfilment", "part: result", "takes[1]", "pack-duplicate-key", {"key": "H1"}),
        ("factor: 2", "factor: 1", "areas.1", "pack-weights", {"total": "30", "weight": "60"}),
        ('"1": {fulfilment', '"2": {fulfilment', "", "pack-unknown-area", {"area": "1"}),
    ],
)  # fmt: skip
def test_what_is_taken_from_another_pack_is_checked(
    old: str, new: str, path: str, code: str, params: dict[str, str]
) -> None:
    problem = refusal(changed((old, new), text=TAKING), "taking", tiny=TINY)
    assert (problem.code, problem.place.partition(" ")[2], dict(problem.params)) == (code, path, params)


def test_an_item_taken_twice_under_another_sub_area_is_refused() -> None:
    twin = changed(("id: tiny", "id: twin"), ("  P1:\n", "  P9:\n"))
    text = TAKING + "  - {pack: twin, part: fulfilment, factor: 1, citation: x}\n"
    problem = refusal(text, "taking", tiny=TINY, twin=twin)
    assert (problem.code, dict(problem.params)) == ("pack-duplicate-key", {"key": "P1.a"})
    assert problem.place == f"taking.yaml:{line_of(text, 'pack: twin')} takes[2]"


def test_own_sub_areas_and_items_may_not_repeat_what_is_taken() -> None:
    own = TINY[TINY.index("answers:") : TINY.index("areas:")] + TINY[TINY.index("sub_areas:") : TINY.index("  R1:\n")]
    problem = refusal(TAKING + own, "taking", tiny=TINY)
    assert (problem.code, problem.place.partition(" ")[2]) == ("pack-duplicate-key", "sub_areas.P1")
    renamed = changed(("  P1:\n", "  P7:\n"), text=own)
    problem = refusal(TAKING + renamed, "taking", tiny=TINY)
    assert (problem.code, problem.place.partition(" ")[2]) == ("pack-duplicate-key", "sub_areas.P7.items.P1.a")


def test_an_amendment_must_amend_the_pack_that_names_it() -> None:
    text = TINY + "amended_by: [newer]\n"
    place = f"tiny.yaml:{line_of(text, 'amended_by')} amended_by[0]"
    other = refusal(text, newer=changed(("amends: tiny", "amends: other"), text=AMENDMENT))
    assert other == Problem.of("pack-amends-another", place, amendment="newer", amends="other")
    none = refusal(text, newer=changed(("amends: tiny\n", ""), text=AMENDMENT))
    assert none == Problem.of("pack-amends-another", place, amendment="newer", amends="-")


@pytest.mark.parametrize(
    ("old", "new", "path", "code", "params"),
    [
        ('due: "05-31"', "until: besok", "proposal[0].until", "pack-wrong-kind", {"expected": "date"}),
        ("- since: 2024-07-15", "- until: 2024-07-15", "proposal[0]", "pack-missing", {"key": "since"}),
        ('    due: "05-31"\n', "", "proposal[0]", "pack-missing", {"key": "due"}),
        ("level: agency, ", "", "proposal[0].conditions.sakip", "pack-missing", {"key": "level"}),
        ('BB}, citation: "Tabel 5"}', "BB}}", "proposal[0].conditions.sakip", "pack-no-citation", {}),
        ('id: "Batas dapat diganti.", ', "", "open_points.calendar", "pack-missing", {"key": "id"}),
        ('en: "The date may change.", ', "", "open_points.calendar", "pack-missing", {"key": "en"}),
        ('setting: "05-31", ', "", "open_points.calendar", "pack-missing", {"key": "setting"}),
        ("eased_units: [samsat]", "eased: [samsat]", "proposal[0].eased", "pack-unknown-key",
         {"key": "eased", "allowed": "since, until, conditions, eased_units, due, citation"}),
    ],
)  # fmt: skip
def test_conditions_and_open_points_are_checked(
    old: str, new: str, path: str, code: str, params: dict[str, str]
) -> None:
    text = changed((old, new), text=AMENDMENT)
    problem = refusal(text, "newer")
    assert (problem.code, problem.place.partition(" ")[2], dict(problem.params)) == (code, path, params)


@pytest.mark.parametrize(
    ("addition", "path", "code"),
    [
        ("zone_area: {minimum: {WBK: 0}, citation: x}\n", "zone_area.minimum.WBK", OUT),
        ("zone_area: {minimum: {WBK: 6}}\n", "zone_area", "pack-no-citation"),
        ("zone_area: {minimum: {WBK: 6}, most: 9, citation: x}\n", "zone_area.most", "pack-unknown-key"),
        ("grade_bands: {ikm: {bands: {A: best}, citation: x}}\n", "grade_bands.ikm.bands.A", "pack-wrong-kind"),
        ("grade_bands: {ikm: {bands: {A: 88}}}\n", "grade_bands.ikm", "pack-no-citation"),
        ("grade_bands: {ikm: {grades: {A: 88}}}\n", "grade_bands.ikm.grades", "pack-unknown-key"),
    ],
)
def test_bands_and_zone_minimums_are_checked(addition: str, path: str, code: str) -> None:
    problem = refusal(TINY + addition)
    assert (problem.code, problem.place) == (code, f"tiny.yaml:{TINY.count(chr(10)) + 1} {path}")


@pytest.mark.parametrize(
    ("old", "new", "path", "code", "params"),
    [
        ("  WBK:", "  WBJ:", "titles.WBJ", "pack-unknown-title", {"title": "WBJ"}),
        ("      team:", "      total:", "titles.WBK", "pack-duplicate-key", {"key": "total"}),
        ("measure: items.P1.a", "measure: items.P9", "titles.WBK.gates.team", "pack-unknown-measure",
         {"measure": "items.P9"}),
        ("minimum: 15", "minimum: 16", "titles.WBK.gates.team", "pack-gate-too-high",
         {"minimum": "16", "most": "15"}),
        ('citation: "Pasal 1"\n', "", "", "pack-no-citation", {}),
        ("overlay_of: tiny\n", "", "", "pack-missing", {"key": "overlay_of"}),
        ('citation: "Pasal 1"\n', 'citation: "Pasal 1"\nweights: {enabler: 1}\n', "weights", "pack-unknown-key",
         {"key": "weights",
          "allowed": "id, instrument, kind, status, in_force, citation, overlay_of, titles"}),
    ],
)  # fmt: skip
def test_an_overlay_only_adds_gates_that_can_be_met(
    old: str, new: str, path: str, code: str, params: dict[str, str]
) -> None:
    problem = refusal(changed((old, new), text=OVERLAY), "court", tiny=TINY)
    assert (problem.code, problem.place.partition(" ")[2], dict(problem.params)) == (code, path, params)
    assert problem.place.startswith("court.yaml:")


def test_a_worksheet_of_an_amendment_kind_needs_no_weights_but_a_worksheet_does() -> None:
    assert refusal(changed(("kind: amendment", "kind: worksheet"), text=AMENDMENT), "newer") == Problem.of(
        "pack-missing", "newer.yaml:1", key="weights"
    )
