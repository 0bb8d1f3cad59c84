"""What the loader refuses: each with its code, its file, line and path, and the values its sentence needs."""

from __future__ import annotations

import pytest

from tests.core.packs import TINY, changed, without
from tests.core.refusals import check, line_of, refusal

CITED_GATE = '{measure: total, minimum: 75, citation: "Bab III, Tabel 6"}'
OUT = "pack-out-of-range"
WEIGHT = {"range": "0 < … ≤ 100"}
NUMBER = {"expected": "number"}

# What stands there, what is written instead, and then: path, code, values.
VALUES: list[tuple[str, str, str, str, dict[str, str]]] = [
    # citations
    (', citation: "Pasal 9"}', "}", "in_force", "pack-no-citation", {}),
    ('citation: "Pasal 9"', "citation: ~", "in_force", "pack-no-citation", {}),
    ('citation: "Pasal 9"', 'citation: ""', "in_force.citation", "pack-wrong-kind", {"expected": "text"}),
    ('citation: "Pasal 9"', "citation: {mark: V}", "in_force.citation", "pack-missing", {"key": "text"}),
    ('citation: "Pasal 9"', "citation: {text: x, seen: y}", "in_force.citation.seen", "pack-unknown-key",
     {"key": "seen", "allowed": "text, mark, note"}),
    ('citation: "Pasal 9"', "citation: {text: x, mark: I}", "in_force.citation", "pack-mark-without-note",
     {"mark": "I"}),
    ('citation: "Pasal 9"', "citation: {text: x, mark: Z, note: y}", "in_force.citation.mark", "pack-unknown-word",
     {"word": "Z", "known": "V, C, I, R"}),
    ('citation: "Pasal 9"', "citation: [x]", "in_force.citation", "pack-wrong-kind", {"expected": "mapping"}),
    # who the pack is
    ("id: tiny", "id: small", "id", "pack-id-differs", {"expected": "tiny"}),
    ("kind: worksheet", "kind: sheet", "kind", "pack-unknown-word",
     {"word": "sheet", "known": "worksheet, amendment, overlay"}),
    ("status: in-force", "status: valid", "status", "pack-unknown-word",
     {"word": "valid", "known": "in-force, revoked, unverified"}),
    ("status: in-force", "status: [in-force]", "status", "pack-wrong-kind", {"expected": "text"}),
    ("since: 2020-01-01", "since: 1 Januari", "in_force.since", "pack-wrong-kind", {"expected": "date"}),
    ("since: 2020-01-01", "until: 2020-02-30", "in_force.until", "pack-wrong-kind", {"expected": "date"}),
    ("since: 2020-01-01", "from: 2020-01-01", "in_force.from", "pack-unknown-key",
     {"key": "from", "allowed": "since, until, citation"}),
    # weights
    ("{enabler: 60, result: 40,", "{enabler: 60, result: 41,", "weights", "pack-weights",
     {"total": "101", "weight": "100"}),
    ("{enabler: 60, result: 40,", "{enabler: sixty, result: 40,", "weights.enabler", "pack-wrong-kind", NUMBER),
    ("{enabler: 60, result: 40,", "{enabler: 60, result: 40, bonus: 1,", "weights.bonus", "pack-unknown-key",
     {"key": "bonus", "allowed": "enabler, result, citation"}),
    ("{fulfilment: 30, reform: 30,", "{fulfilment: 30, reform: 0,", "areas.1.reform", OUT, {"value": "0", **WEIGHT}),
    ("{fulfilment: 30, reform: 30,", "{fulfilment: -30, reform: 30,", "areas.1.fulfilment", OUT,
     {"value": "-30", **WEIGHT}),
    ("{fulfilment: 30, reform: 30,", "{fulfilment: 100.1, reform: 30,", "areas.1.fulfilment", OUT,
     {"value": "100.1", **WEIGHT}),
    ("{fulfilment: 30, reform: 30,", '{fulfilment: "30", reform: 30,', "areas.1.fulfilment", "pack-wrong-kind", NUMBER),
    ("{fulfilment: 30, reform: 30,", "{fulfilment: 0x1e, reform: 30,", "areas.1.fulfilment", "pack-wrong-kind", NUMBER),
    ("{fulfilment: 30, reform: 30,", "{fulfilment: .inf, reform: 30,", "areas.1.fulfilment", "pack-wrong-kind", NUMBER),
    ("{fulfilment: 30, reform: 30,", "{fulfilment: 3e1, reform: 30,", "areas.1.fulfilment", "pack-wrong-kind", NUMBER),
    ("{fulfilment: 30, reform: 30,", "{fulfilment: [30], reform: 30,", "areas.1.fulfilment", "pack-wrong-kind", NUMBER),
    # answers
    ("{Ya: 1, Tidak: 0}", "{Ya: 1}", "answers.yes-no.options", "pack-options", {}),
    ("{Ya: 1, Tidak: 0}", "{Ya: 0.9, Tidak: 0}", "answers.yes-no.options", "pack-options", {}),
    ("{Ya: 1, Tidak: 0}", "{Ya: 1, Tidak: 0.1}", "answers.yes-no.options", "pack-options", {}),
    ("{Ya: 1, Tidak: 0}", "{Ya: 1, Ragu: 0.5, Entah: 0.5, Tidak: 0}", "answers.yes-no.options", "pack-options", {}),
    ("{Ya: 1, Tidak: 0}", "{Tidak: 0, Ya: 1}", "answers.yes-no.options", "pack-options", {}),
    ("{Ya: 1, Tidak: 0}", "{}", "answers.yes-no.options", "pack-options", {}),
    ("{Ya: 1, Tidak: 0}", "[Ya, Tidak]", "answers.yes-no.options", "pack-wrong-kind", {"expected": "mapping"}),
    ("maximum: 4,", "maximum: 0,", "answers.index.maximum", OUT, {"value": "0", **WEIGHT}),
    ("maximum: 4,", "maximum: 4, minimum: 1,", "answers.index.minimum", "pack-unknown-key",
     {"key": "minimum", "allowed": "maximum, citation"}),
    ("{maximum: 4, ", "{", "answers.index", "pack-missing", {"key": "maximum"}),
    # items
    ("answer: index,", "answer: indeks,", "sub_areas.H1.items.H1.a.answer", "pack-unknown-answer-kind",
     {"kind": "indeks", "known": "yes-no, abcd, index, percentage, ratio"}),
    ("dimensions: [people]\n", "dimensions: []\n", "sub_areas.R1.items.R1.a.dimensions", "pack-dimensions", {}),
    ("dimensions: [people]\n", "dimensions: [people, people]\n", "sub_areas.R1.items.R1.a.dimensions",
     "pack-dimensions", {}),
    ("dimensions: [people]\n", "dimensions: [money]\n", "sub_areas.R1.items.R1.a.dimensions[0]", "pack-unknown-word",
     {"word": "money", "known": "system, people, culture"}),
    ("keywords: [laporan]", "keywords: laporan", "sub_areas.R1.items.R1.a.keywords", "pack-wrong-kind",
     {"expected": "list"}),
    ("keywords: [laporan]", "hint: laporan", "sub_areas.R1.items.R1.a.hint", "pack-unknown-key",
     {"key": "hint", "allowed": "number, answer, ratio, weight, dimensions, keywords, citation"}),
    ("number: A.II.1.a\n", "number: ~\n", "sub_areas.R1.items.R1.a.number", "pack-wrong-kind", {"expected": "text"}),
    # ratios
    ("due: [kepala, staf]", "due: kepala", "sub_areas.R1.items.R1.a.ratio.due", "pack-wrong-kind",
     {"expected": "list"}),
    ("zero: {value: 1, citation", "zero: {value: 1.1, citation", "sub_areas.R1.items.R1.a.ratio.zero.value", OUT,
     {"value": "1.1", "range": "0 … 1"}),
    ("zero: {value: 1, citation", "zero: {value: -0.5, citation", "sub_areas.R1.items.R1.a.ratio.zero.value", OUT,
     {"value": "-0.5", "range": "0 … 1"}),
    ("value_if_now: 0", "value_if_now: 2", "sub_areas.R1.items.R1.b.ratio.zero.value_if_now", OUT,
     {"value": "2", "range": "0 … 1"}),
    ("value_if_now: 0", "value_later: 0", "sub_areas.R1.items.R1.b.ratio.zero.value_later", "pack-unknown-key",
     {"key": "value_later", "allowed": "value, value_if_now, citation"}),
    ("          now: kini", "          later: kini", "sub_areas.R1.items.R1.b.ratio.later", "pack-unknown-key",
     {"key": "later", "allowed": "inputs, before, now, zero"}),
    # sub-areas
    ("part: reform", "part: repair", "sub_areas.R1.part", "pack-unknown-word",
     {"word": "repair", "known": "fulfilment, reform, result"}),
    # titles and gates
    ("measure: items.H1.a", "measure: items.H9.a", "titles.WBBM.gates.survey", "pack-unknown-measure",
     {"measure": "items.H9.a"}),
    ("measure: areas.1,", "measure: areas.1.reform,", "titles.WBK.gates.area-1", "pack-unknown-measure",
     {"measure": "areas.1.reform"}),
    ("minimum: 18,", "minimum: 20.5,", "titles.WBBM.gates.survey", "pack-gate-too-high",
     {"minimum": "20.5", "most": "20"}),
    ("minimum: 18,", "minimum: 0,", "titles.WBBM.gates.survey.minimum", OUT, {"value": "0", **WEIGHT}),
    ("minimum: 18,", "minimum: 101,", "titles.WBBM.gates.survey.minimum", OUT, {"value": "101", **WEIGHT}),
    ("unit: percent", "unit: stars", "titles.WBK.gates.area-1.unit", "pack-unknown-word",
     {"word": "stars", "known": "points, percent"}),
    ("requires: WBK", "requires: WBJ", "titles.WBBM.gates.prior-title", "pack-unknown-title", {"title": "WBJ"}),
    (CITED_GATE, "{measure: total, minimum: 75}", "titles.WBK.gates.total", "pack-no-citation", {}),
    (CITED_GATE, "{minimum: 75, citation: x}", "titles.WBK.gates.total", "pack-missing", {"key": "measure"}),
    (CITED_GATE, "{measure: total, floor: 75, citation: x}", "titles.WBK.gates.total.floor", "pack-unknown-key",
     {"key": "floor", "allowed": "measure, unit, minimum, requires, citation"}),
    # effort
    ("option_step: 10", "option_step: 0", "effort.option_step", OUT, {"value": "0", "range": "≥ 1"}),
    ("option_step: 10", "option_step: 1.5", "effort.option_step", "pack-wrong-kind", {"expected": "whole number"}),
    ("option_step: 10", "option: 10", "effort.option", "pack-unknown-key",
     {"key": "option", "allowed": "option_step, ratio_count, index_hundredth, percent_point, citation"}),
    # keys written twice
    ("status: in-force\n", "status: in-force\nid: tiny # again\n", "id", "pack-duplicate-key", {"key": "id"}),
    ("{enabler: 60, result: 40,", "{enabler: 60, result: 40, result: 40,", "weights.result", "pack-duplicate-key",
     {"key": "result"}),
]  # fmt: skip


@pytest.mark.parametrize(("old", "new", "path", "code", "params"), VALUES)
def test_a_wrong_value_is_refused_where_it_stands(
    old: str, new: str, path: str, code: str, params: dict[str, str]
) -> None:
    text = changed((old, new))
    problem = refusal(text)
    assert (problem.code, dict(problem.params)) == (code, params)
    place, _, found = problem.place.partition(" ")
    assert found == path
    first = line_of(TINY, old)
    lines = range(first, first + new.strip("\n").count("\n") + 1)
    assert place in {f"tiny.yaml:{line}" for line in lines}


@pytest.mark.parametrize("key", ["id", "instrument", "kind", "status", "in_force", "weights", "areas", "answers"])
def test_what_every_worksheet_needs_must_be_there(key: str) -> None:
    problem = refusal(without(key))
    expected = "sub_areas.P1.area" if key == "areas" else ""
    assert problem.code == ("pack-unknown-area" if key == "areas" else "pack-missing")
    assert problem.place.partition(" ")[2] == expected
    assert dict(problem.params) == ({"area": "1"} if key == "areas" else {"key": key})


def test_a_pack_itself_is_cited() -> None:
    check(without("citation"), "id: tiny", "", "pack-no-citation", {})


def test_a_pack_knows_its_keys() -> None:
    text = TINY + "colour: blue\n"
    problem = refusal(text)
    assert (problem.code, problem.place) == ("pack-unknown-key", f"tiny.yaml:{line_of(text, 'colour')} colour")
    assert dict(problem.params)["key"] == "colour"
    assert "sub_areas, takes, titles" in dict(problem.params)["allowed"]


# -------------------------------------------------------------------------------------------------- weights add up


@pytest.mark.parametrize(
    ("changes", "marker", "path", "total", "weight"),
    [
        ([("{enabler: 60, result: 40,", "{enabler: 59, result: 41,")], '"1": {', "areas", "60", "59"),
        ([("{fulfilment: 30, reform: 30,", "{fulfilment: 31, reform: 29,")], '"1": {', "areas.1", "30", "31"),
        ([("{fulfilment: 30, reform: 30,", "{fulfilment: 30.5, reform: 29.5,")], '"1": {', "areas.1", "30", "30.5"),
        ([("{fulfilment: 30, reform: 30,", "{fulfilment: 60,")], '"1": {', "areas.1", "30", "60"),
        ([("weight: 12,", "weight: 12.5,")], "    weight: 40", "sub_areas.H1.weight", "40.5", "40"),
    ],
)
def test_weights_that_do_not_add_up_are_refused(
    changes: list[tuple[str, str]], marker: str, path: str, total: str, weight: str
) -> None:
    check(changed(*changes), marker, path, "pack-weights", {"total": total, "weight": weight})


def test_a_reform_that_the_area_does_not_have_is_refused() -> None:
    extra = """\
  X1:
    number: x
    part: reform
    area: "1"
    weight: 1
    citation: x
    items:
      X1.a: {number: x, answer: yes-no, dimensions: [system], keywords: [x], citation: x}
"""
    text = changed(("{fulfilment: 30, reform: 30,", "{fulfilment: 60,"), ("part: reform", "part: fulfilment")) + extra
    check(text, '"1": {', "areas.1", "pack-weights", {"total": "1", "weight": "0"})


def test_the_parts_of_the_result_add_up_to_it() -> None:
    text = changed(("    weight: 40\n", "    weight: 39\n"), ("weight: 12,", "weight: 11,"))
    check(text, "weights: {", "weights.result", "pack-weights", {"total": "39", "weight": "40"})


# ------------------------------------------------------------------------------------------- items and sub-areas


def test_an_item_stands_in_one_sub_area_only() -> None:
    text = changed(("H1.c: {number: B.I.c,", "P1.a: {number: B.I.c,"))
    check(text, "P1.a: {number: B.I.c", "sub_areas.H1.items.P1.a", "pack-duplicate-key", {"key": "P1.a"})


def test_a_sub_area_has_items() -> None:
    text = changed(("    number: A.I.1\n", "    number: A.I.1\n    items: {}\n"))
    start, end = text.index("    items:\n      P1.a"), text.index("  R1:")
    text = text[:start] + text[end:]
    check(text, "items: {}", "sub_areas.P1.items", "pack-empty", {})


def test_a_sub_area_lies_in_an_area_of_the_pack() -> None:
    text = changed(('    part: reform\n    area: "1"', '    part: reform\n    area: "7"'))
    check(text, 'area: "7"', "sub_areas.R1.area", "pack-unknown-area", {"area": "7"})


@pytest.mark.parametrize(
    ("old", "new", "inputs", "needed"),
    [
        ("done: sudah", "done: belum", "kepala, staf, sudah, catatan", "belum, kepala, staf"),
        ("done: sudah", "done: staf", "kepala, staf, sudah, catatan", "staf, kepala, staf"),
        ("sudah, catatan]", "sudah, staf]", "kepala, staf, sudah, staf", "sudah, kepala, staf"),
    ],
)
def test_the_inputs_of_a_ratio_are_those_its_formula_needs(old: str, new: str, inputs: str, needed: str) -> None:
    params = {"inputs": inputs, "needed": needed}
    text = changed((old, new))
    check(text, "inputs: [kepala", "sub_areas.R1.items.R1.a.ratio", "pack-ratio-inputs", params)


def test_the_inputs_of_a_decrease_are_checked_too() -> None:
    params = {"inputs": "lalu, kini", "needed": "lalu, lalu"}
    text = changed(("now: kini", "now: lalu"))
    check(text, "inputs: [lalu", "sub_areas.R1.items.R1.b.ratio", "pack-ratio-inputs", params)


@pytest.mark.parametrize(
    ("old", "new", "path"),
    [
        ("maximum: 100, ", "maximum: 100, options: {A: 1, B: 0}, ", "answers.percentage.maximum"),
        ("answer: yes-no, dimensions: [system]", "answer: yes-no, weight: 9, dimensions: [system]", "P1.a.weight"),
        ("    part: result\n", '    part: result\n    area: "1"\n', "sub_areas.H1.area"),
        ("          now: kini\n", "          now: kini\n          done: kini\n", "R1.b.ratio.done"),
        ("answer: index, ", "answer: index, ratio: {inputs: [a]}, ", "H1.a.ratio"),
    ],
)
def test_a_key_that_would_be_passed_over_is_refused(old: str, new: str, path: str) -> None:
    problem = refusal(changed((old, new)))
    assert problem.code == "pack-unknown-key"
    assert problem.place.endswith(path)
