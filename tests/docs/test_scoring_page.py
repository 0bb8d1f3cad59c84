"""docs/domain/scoring.md is true: every row of every table is what the core gives."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from fractions import Fraction

import pytest

from pulau.core.regulation.model import Choice, Decrease, Gate, Pack, PriorTitle, Share, Unit
from pulau.core.scoring.answers import take_answers
from pulau.core.scoring.evaluate import evaluate, kernel_of
from pulau.core.scoring.model import AnyGateResult, Evaluation, GateResult, Unanswered
from pulau.core.shared.numbers import from_float, print_exact, two_decimals
from pulau.exchange.case_answers import BEST, WORST, base_answer
from pulau.exchange.packs import load_pack
from pulau.exchange.result_json import replay_digest
from tests.docs import changed
from tests.docs.page import DOCS, Row, exact, listed, rows

PAGE = DOCS / "domain" / "scoring.md"
ROWS = rows(PAGE)
PACK = load_pack("permenpan-rb-90-2021")
Raw = dict[str, object]


def best(pack: Pack = PACK) -> Raw:
    return {item.id: base_answer(item, BEST) for item in pack.items.values()}


def scored(changes: Mapping[str, object], pack: Pack = PACK, unanswered: Unanswered = Unanswered.ZERO) -> Evaluation:
    return evaluate(pack, take_answers(pack, {**best(pack), **changes}), unanswered=unanswered)


def worst_in(names: list[str]) -> Raw:
    return {item: base_answer(PACK.items[item], WORST) for name in names for item in PACK.sub_areas[name].items}


def in_sub_area(name: str, answers: list[str]) -> Raw:
    items = PACK.sub_areas[name].items
    return {item: None if answer == "-" else answer for item, answer in zip(items, answers, strict=True)}


def check_option(row: Row) -> None:
    kinds = {kind.id: kind for item in PACK.items.values() if isinstance(kind := item.answer, Choice)}
    assert kinds[row["kind"]].values[row["option"]] == exact(row["value"])


def check_ratio(row: Row) -> None:
    item = row["ratio item"]
    counts = {key: int(count) for key, count in (entry.split() for entry in listed(row["counts"]))}
    evaluation = scored({item: counts})
    warned = [warning.code for warning in evaluation.warnings if warning.item == item]
    assert (evaluation.items[item].fraction, warned) == (exact(row["value"]), listed(row["warning"]))


def check_number(row: Row) -> None:
    evaluation = scored({row["item"]: row["number"]}, load_pack(row["regulation"]))
    assert evaluation.items[row["item"]].points == exact(row["points"])


def check_mean(row: Row) -> None:
    evaluation = scored(in_sub_area(row["sub-area"], listed(row["answers"])))
    score = evaluation.sub_areas[row["sub-area"]]
    fractions = [evaluation.items[item].fraction or Fraction(0) for item in PACK.sub_areas[row["sub-area"]].items]
    assert sum(fractions) / len(fractions) == exact(row["mean"])
    assert (score.weight, score.points) == (exact(row["weight"]), exact(row["points"]))
    assert two_decimals(score.points) == row["printed"]


def check_blank(row: Row) -> None:
    name = row["sub-area with blanks"]
    changes = in_sub_area(name, listed(row["answers"]))
    for option in Unanswered:
        evaluation = scored(changes, unanswered=option)
        assert evaluation.sub_areas[name].points == exact(row[option.value])
        assert {w.item for w in evaluation.warnings if w.code == "unanswered"} == {
            item for item, answer in changes.items() if answer is None
        }


def check_area(row: Row) -> None:
    area = scored(worst_in(listed(row["worst sub-areas"]))).areas[row["area"]]
    assert (area.fulfilment, area.reform) == (exact(row["fulfilment"]), exact(row["reform"]))
    assert (area.score.points, area.score.percent) == (exact(row["points"]), exact(row["percent"]))


def check_whole(row: Row) -> None:
    evaluation = scored(worst_in(listed(row["worst sub-areas"])))
    wholes = (evaluation.enabler.points, evaluation.result.points, evaluation.total.points)
    assert wholes == tuple(exact(row[name]) for name in ("enabler", "result", "total"))


def check_dimensions(row: Row) -> None:
    item = row["item with dimensions"]
    with_it, without = scored({}), scored({item: base_answer(PACK.items[item], WORST)})
    assert with_it.items[item].points == exact(row["points"])
    shares = {d.value: with_it.dimensions[d].points - without.dimensions[d].points for d in with_it.dimensions}
    assert shares == {name: exact(row[name]) for name in ("system", "people", "culture")}


def check_print(row: Row) -> None:
    value = exact(row["exact"])
    assert (print_exact(value), two_decimals(value)) == (row["for machines"], row["for people"])


def check_float(row: Row) -> None:
    assert from_float(float(row["float in a workbook"])) == exact(row["taken as"])


def check_gate(row: Row) -> None:
    pack = load_pack(row.table.removeprefix("gate of "))
    for title in pack.titles.values():
        gate = next((gate for gate in title.gates if gate.id == row.cells[0]), None)
        assert stated(gate) == (row[title.id], row["figure"] if gate else None)


def stated(gate: Gate | PriorTitle | None) -> tuple[str, str | None]:
    match gate:
        case None:
            return "-", None
        case PriorTitle(title=title):
            return title, "title held"
        case Gate():
            unit = " in percent" if gate.unit is Unit.PERCENT else ""
            return print_exact(gate.minimum), f"{gate.measure}{unit}"


def check_verdict(row: Row) -> None:
    changes = dict(entry.split() for entry in listed(row["answers that differ"]))
    gate = gate_of(scored(changes), row["title"], row["gate"])
    assert isinstance(gate, GateResult)
    assert (gate.actual, gate.shortfall) == (exact(row["actual"]), exact(row["shortfall"]))
    assert gate.met == (row["met"] == "yes")


def gate_of(evaluation: Evaluation, title: str, name: str) -> AnyGateResult:
    return next(gate for gate in evaluation.titles[title].gates if gate.gate == name)


def check_prior_title(row: Row) -> None:
    held = None if row["title held"] == "none" else row["title held"]
    evaluation = evaluate(PACK, take_answers(PACK, best()), prior_title=held)
    met = gate_of(evaluation, "WBBM", "prior-title").met
    assert met == (row["WBBM's prior-title met"] == "yes")


BEFORE: Raw = {"P1.i.a": "Ya", "H1.a": "3.60"}
CHANGES: dict[str, Callable[[], Evaluation]] = {
    "one answer": lambda: replayed(raw={**BEFORE, "P1.i.a": "Tidak"}),
    "the order of answers": lambda: replayed(raw=dict(reversed(BEFORE.items()))),
    "a null beside the answers": lambda: replayed(raw={**BEFORE, "P1.i.b": None}),
    "3.60 written as 3,6": lambda: replayed(raw={**BEFORE, "H1.a": "3,6"}),
    "unanswered: skip": lambda: replayed(unanswered=Unanswered.SKIP),
    "prior title: WBK": lambda: replayed(prior_title="WBK"),
    "a minimum": lambda: replayed(changed.with_minimum(PACK, Fraction(76))),
    "a citation": lambda: replayed(changed.with_citation(PACK, "Lain")),
    "an overlay's gate": lambda: replayed(changed.with_extra_gate(PACK)),
    "a keyword": lambda: replayed(changed.with_keyword(PACK)),
    "the default effort": lambda: replayed(changed.with_effort(PACK)),
}


def replayed(
    pack: Pack = PACK,
    raw: Raw | None = None,
    unanswered: Unanswered = Unanswered.ZERO,
    prior_title: str | None = None,
) -> Evaluation:
    answers = take_answers(pack, BEFORE if raw is None else raw)
    return evaluate(pack, answers, unanswered=unanswered, prior_title=prior_title)


def check_digest(row: Row) -> None:
    before, after = (
        {
            "rules digest": evaluation.pack.rules_digest,
            "answers digest": evaluation.answers.digest,
            "replay digest": replay_digest(evaluation),
        }
        for evaluation in (replayed(), CHANGES[row["what changes"]]())
    )
    assert {name: "same" if before[name] == after[name] else "other" for name in before} == {
        name: row[name] for name in before
    }


def check_scale(row: Row) -> None:
    assert kernel_of(load_pack(row["pack"])).scale == int(row["scale"])


def check_open_point(row: Row) -> None:
    points = {point.id: point.setting for point in load_pack(row["regulation with open points"]).open_points}
    assert points[row["open point"]] == row["setting"]


CHECKS: dict[tuple[str, ...], Callable[[Row], None]] = {
    ("kind", "option"): check_option,
    ("ratio item", "counts"): check_ratio,
    ("regulation", "item"): check_number,
    ("sub-area", "answers"): check_mean,
    ("sub-area with blanks", "answers"): check_blank,
    ("area", "worst sub-areas"): check_area,
    ("worst sub-areas", "enabler"): check_whole,
    ("item with dimensions", "points"): check_dimensions,
    ("exact", "for machines"): check_print,
    ("float in a workbook", "taken as"): check_float,
    ("gate of permenpan-rb-90-2021", "figure"): check_gate,
    ("gate of permenpan-rb-52-2014", "figure"): check_gate,
    ("answers that differ", "title"): check_verdict,
    ("title held", "WBBM's prior-title met"): check_prior_title,
    ("what changes", "rules digest"): check_digest,
    ("pack", "scale"): check_scale,
    ("regulation with open points", "open point"): check_open_point,
}


@pytest.mark.parametrize("row", [pytest.param(row, id=f"line {row.line}") for row in ROWS])
def test_a_row_of_the_scoring_page_is_what_the_core_gives(row: Row) -> None:
    CHECKS[row.headings[:2]](row)


def test_every_table_has_its_check_and_every_check_its_table() -> None:
    assert {row.headings[:2] for row in ROWS} == set(CHECKS)


def test_the_options_are_all_there() -> None:
    listed_options = {(row["kind"], row["option"]) for row in ROWS if row.table == "kind"}
    kinds = [item.answer for item in PACK.items.values() if isinstance(item.answer, Choice)]
    assert listed_options == {(kind.id, option) for kind in kinds for option in kind.values}


def test_every_ratio_stands_there_with_a_zero_denominator() -> None:
    tried = {row["ratio item"] for row in ROWS if row.table == "ratio item" and row["warning"] == "zero-denominator"}
    assert tried == {item.id for item in PACK.items.values() if isinstance(item.answer, Share | Decrease)}


@pytest.mark.parametrize("pack_id", ["permenpan-rb-90-2021", "permenpan-rb-52-2014"])
def test_the_gates_are_all_there_in_the_order_of_the_law(pack_id: str) -> None:
    listed_gates = [row.cells[0] for row in ROWS if row.table == f"gate of {pack_id}"]
    titles = list(load_pack(pack_id).titles.values())
    assert listed_gates == list(dict.fromkeys(gate.id for title in reversed(titles) for gate in title.gates))


def test_the_open_points_are_all_there() -> None:
    stated_points = [
        (r["regulation with open points"], r["open point"]) for r in ROWS if r.table.startswith("regulation with open")
    ]
    packs = [load_pack(name) for name in ("permenpan-rb-90-2021", "permenpan-rb-52-2014", "permenpan-rb-10-2019")]
    assert stated_points == [(pack.id, point.id) for pack in packs for point in pack.open_points]
