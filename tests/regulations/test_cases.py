"""The worked examples of every pack: each gives what it says, and together they cover the law."""

from __future__ import annotations

from fractions import Fraction
from functools import cache

import pytest

from pulau.core.regulation.model import Choice, Decrease, Pack, PriorTitle, Scale, Share
from pulau.core.scoring.model import Evaluation, GateResult, Unanswered
from pulau.core.shared.problems import BadInput
from pulau.exchange.cases import Case, Difference, evaluate_case, parse_cases, run_case
from pulau.exchange.packs import available, cases_of, load_pack

FULL = ("permenpan-rb-90-2021", "permenpan-rb-52-2014")
CLOSE = Fraction(1, 10)
"""How near to its minimum a figure is "just" met or missed, in points or percent."""


@cache
def cases(pack_id: str) -> tuple[Case, ...]:
    pack = load_pack(pack_id)
    return tuple(case for file, text in cases_of(pack_id) for case in parse_cases(pack, text, file))


@cache
def evaluations(pack_id: str) -> tuple[Evaluation, ...]:
    return tuple(evaluate_case(load_pack(pack_id), case) for case in cases(pack_id))


EVERY_CASE = [pytest.param(pack_id, case, id=case.place) for pack_id in available() for case in cases(pack_id)]
RATIOS = [
    pytest.param(pack_id, item.id, id=f"{pack_id} {item.id}")
    for pack_id in FULL
    for item in load_pack(pack_id).items.values()
    if isinstance(item.answer, Share | Decrease)
]
GATES = [
    pytest.param(pack_id, title.id, gate.id, id=f"{pack_id} {title.id} {gate.id}")
    for pack_id in FULL
    for title in load_pack(pack_id).titles.values()
    for gate in title.gates
    if not isinstance(gate, PriorTitle)
]


@pytest.mark.parametrize(("pack_id", "case"), EVERY_CASE)
def test_a_case_gives_what_it_says(pack_id: str, case: Case) -> None:
    assert run_case(load_pack(pack_id), case) == ()


@pytest.mark.parametrize("pack_id", FULL)
def test_all_best_gives_100_of_which_60_and_40(pack_id: str) -> None:
    best = next(case for case in cases(pack_id) if case.title == "Semua jawaban terbaik")
    assert {name: best.figures[name] for name in ("total", "pengungkit", "hasil")} == {
        "total": "100",
        "pengungkit": "60",
        "hasil": "40",
    }


@pytest.mark.parametrize("pack_id", FULL)
def test_every_option_of_every_kind_has_its_points_stated(pack_id: str) -> None:
    pack = load_pack(pack_id)
    kinds = {item.answer.id: item.answer for item in pack.items.values() if isinstance(item.answer, Choice)}
    wanted = {(kind.id, option) for kind in kinds.values() for option in kind.values}
    assert wanted - set().union(*(stated_options(pack, case) for case in cases(pack_id))) == set()


def stated_options(pack: Pack, case: Case) -> set[tuple[str, str]]:
    """Options whose points a case states, by their item or by its sub-area."""
    named = {name.rpartition(" ")[2] for name in case.figures if name.startswith(("pertanyaan ", "sub-area "))}
    return {
        (item.answer.id, str(case.answers.values.get(item.id)))
        for item in pack.items.values()
        if isinstance(item.answer, Choice) and named & {item.id, item.sub_area}
    }


@pytest.mark.parametrize("pack_id", FULL)
def test_every_scale_is_tried_between_its_ends(pack_id: str) -> None:
    pack = load_pack(pack_id)
    for item in pack.items.values():
        if isinstance(item.answer, Scale):
            answers = {case.answers.values.get(item.id) for case in cases(pack_id)}
            between = [a for a in answers if isinstance(a, Fraction) and 0 < a < item.answer.maximum]
            assert between, item.id


@pytest.mark.parametrize(("pack_id", "item_id"), RATIOS)
def test_every_ratio_is_tried_with_nothing_due_and_a_share_with_too_much_done(pack_id: str, item_id: str) -> None:
    codes = {w.code for e in evaluations(pack_id) for w in e.warnings if w.item == item_id}
    capped = {"capped-ratio"} if isinstance(load_pack(pack_id).items[item_id].answer, Share) else set()
    assert codes >= {"zero-denominator"} | capped


def test_a_decrease_from_nothing_is_tried_with_nothing_and_with_something_now() -> None:
    policies = {
        dict(warning.params)["value"]
        for evaluation in evaluations("permenpan-rb-90-2021")
        for warning in evaluation.warnings
        if (warning.code, warning.item) == ("zero-denominator", "R3.iii.a")
    }
    assert policies == {"0", "1"}


@pytest.mark.parametrize(("pack_id", "title", "gate"), GATES)
def test_every_gate_is_tried_just_met_and_just_missed(pack_id: str, title: str, gate: str) -> None:
    tried = [(case, evaluation) for case, evaluation in zip(cases(pack_id), evaluations(pack_id), strict=True)]
    stated = [result(e, title, gate) for case, e in tried if case.titles is not None and title in case.titles]
    just_met = [g for g in stated if g.met and g.actual - g.required <= CLOSE]
    # The performance grade moves in steps of 1.25 points; the next grade down is as near as it gets.
    step = Fraction(5, 4) if gate == "performance" else CLOSE
    just_missed = [g for g in stated if not g.met and g.shortfall <= step]
    assert just_met, "never just met"
    assert just_missed, "never just missed"


def result(evaluation: Evaluation, title: str, gate: str) -> GateResult:
    found = next(g for g in evaluation.titles[title].gates if g.gate == gate)
    assert isinstance(found, GateResult)
    return found


@pytest.mark.parametrize("pack_id", FULL)
def test_the_prior_title_is_tried_as_none_wbk_and_wbbm(pack_id: str) -> None:
    stated = {case.prior_title for case in cases(pack_id) if case.titles is not None and "WBBM" in case.titles}
    assert stated == {None, "WBK", "WBBM"}


@pytest.mark.parametrize("pack_id", FULL)
def test_blank_is_tried_under_zero_and_skip_for_the_whole_sheet_and_for_a_part(pack_id: str) -> None:
    blank = {
        (case.unanswered, len(case.answers.values) == 0) for case in cases(pack_id) if "unanswered" in case.warnings
    }
    assert blank == {(option, whole) for option in Unanswered for whole in (True, False)}


def test_the_clean_minimum_of_2014_is_more_than_its_two_parts() -> None:
    case = next(case for case in cases("permenpan-rb-52-2014") if case.title == "13,5 dan 3,5 belum 18")
    assert case.titles is not None
    assert case.titles["WBK"] == {"clean-accountable": "1"}


# --- how a case is read


SMALL = """
contoh:
  - judul: Contoh
    keterangan: Catatan.
    semua: terbaik
    jawaban: {P1.i.a: Tidak}
    nilai: {total: 99.75, area 1 persen: 775/8}
"""


def read(text: str) -> tuple[Case, ...]:
    return parse_cases(load_pack("permenpan-rb-90-2021"), text, "contoh.yaml")


def differences(text: str) -> tuple[Difference, ...]:
    return run_case(load_pack("permenpan-rb-90-2021"), read(text)[0])


def test_a_failing_case_says_which_figure_what_was_expected_and_what_came() -> None:
    assert differences(SMALL.replace("99.75", "99.5")) == (Difference("total", "99.5", "99.75"),)


def test_a_fraction_and_its_decimal_are_the_same_expectation() -> None:
    assert differences(SMALL.replace("99.75", "399/4")) == ()


def test_a_gate_that_is_missed_but_not_expected_is_a_difference() -> None:
    text = SMALL + "    predikat: {WBK: {total: 1}, WBBM: terpenuhi}\n"
    assert differences(text) == (
        Difference("WBK", "total: 1", "terpenuhi"),
        Difference("WBBM", "terpenuhi", "prior-title: WBK"),
    )


def test_a_warning_that_is_not_expected_is_a_difference() -> None:
    text = SMALL.replace("P1.i.a: Tidak", "P1.i.a: kosong")
    assert differences(text) == (Difference("peringatan unanswered", "-", "P1.i.a"),)


def test_a_warning_that_does_not_come_is_a_difference() -> None:
    text = SMALL + "    peringatan: {capped-ratio: [R4.i.a]}\n"
    assert differences(text) == (Difference("peringatan capped-ratio", "R4.i.a", "-"),)


@pytest.mark.parametrize(
    ("old", "new", "code", "place"),
    [
        ("semua: terbaik", "semua: bagus", "pack-unknown-word", "contoh.yaml:5 contoh[0].semua"),
        ("semua: terbaik", "seperti: Lain", "pack-unknown-word", "contoh.yaml:5 contoh[0].seperti"),
        ("P1.i.a: Tidak", "P9.i.a: Tidak", "unknown-item", "contoh.yaml:6 contoh[0].jawaban.P9.i.a"),
        ("P1.i.a: Tidak", "P1.i: Tidak", "pack-unknown-word", "contoh.yaml:6 contoh[0].jawaban.P1.i"),
        ("P1.i.a: Tidak", "P1.i.a: Z", "unknown-option", "contoh.yaml:3 contoh[0] P1.i.a"),
        ("total: 99.75", "jumlah: 1", "unknown-choice", "contoh.yaml:7 contoh[0].nilai.jumlah"),
        ("total: 99.75", '"": 1', "unknown-choice", "contoh.yaml:7 contoh[0].nilai."),
        ("total: 99.75", "area 9: 1", "unknown-choice", "contoh.yaml:7 contoh[0].nilai.area 9"),
        ("total: 99.75", "area 1 hasil: 1", "unknown-choice", "contoh.yaml:7 contoh[0].nilai.area 1 hasil"),
        ("total: 99.75", 'total: "99,75"', "pack-wrong-kind", "contoh.yaml:7 contoh[0].nilai.total"),
        ("total: 99.75", "total: 1/0", "pack-wrong-kind", "contoh.yaml:7 contoh[0].nilai.total"),
        ("judul: Contoh", "judul: Contoh\n    catatan: x", "pack-unknown-key", "contoh.yaml:4 contoh[0].catatan"),
        ("semua: terbaik", "semua: terbaik\n    jawaban_kosong: x", "pack-unknown-word", "contoh.yaml:6"),
        ("semua: terbaik", "semua: terbaik\n    predikat_sebelumnya: WBX", "pack-unknown-word", "contoh.yaml:6"),
        ("semua: terbaik", "semua: terbaik\n    predikat: {WBX: terpenuhi}", "pack-unknown-key", "contoh.yaml:6"),
        ("semua: terbaik", "semua: terbaik\n    predikat: {WBK: ya}", "pack-unknown-word", "contoh.yaml:6"),
        ("semua: terbaik", "semua: terbaik\n    predikat: {WBK: {tot: 1}}", "pack-unknown-key", "contoh.yaml:6"),
        ("semua: terbaik", "semua: terbaik\n    peringatan: {unanswered: P1}", "pack-unknown-word", "contoh.yaml:6"),
    ],
)
def test_a_case_that_cannot_be_read_says_where(old: str, new: str, code: str, place: str) -> None:
    with pytest.raises(BadInput) as refused:
        read(SMALL.replace(old, new))
    problem = refused.value.problems[0]
    assert problem.code == code
    assert problem.place.startswith(place)


def test_a_title_used_twice_is_refused() -> None:
    with pytest.raises(BadInput, match="pack-duplicate-key"):
        read(SMALL + SMALL.replace("contoh:\n", ""))


def test_a_pack_without_reform_has_no_figure_for_it() -> None:
    text = SMALL.replace("P1.i.a", "P1.1.a").replace("total: 99.75", "area 1 reform: 1")
    with pytest.raises(BadInput, match="unknown-choice"):
        parse_cases(load_pack("permenpan-rb-52-2014"), text, "contoh.yaml")
