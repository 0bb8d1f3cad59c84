"""The tables of the summary: gates, areas, result components, dimensions, sub-areas."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pulau.core.regulation.model import Gate, Part, Unit
from pulau.core.scoring.model import GateResult
from pulau.exchange.names import DIMENSIONS, answer_text, pick, short
from pulau.exchange.pdf.subject import Data, Subject, length
from pulau.exchange.words import MARKS

if TYPE_CHECKING:
    from pulau.core.regulation.model import SubArea
    from pulau.core.scoring.model import AnyGateResult, AreaScore, Score, TitleVerdict


def gates(subject: Subject) -> Data:
    """Return every gate once, with what each title asks there, and the clauses they stand in."""
    titles = subject.evaluation.titles
    clauses: dict[str, int] = {}
    rows: dict[tuple[str, str], Data] = {}
    for place, verdict in enumerate(titles.values()):
        for gate in verdict.gates:
            row = rows.setdefault(_key(gate), _gate_row(subject, gate, len(titles)))
            row["titles"][place] = {"minimum": _minimum(subject, gate), "met": gate.met, "state": subject.state(gate)}
            clause = clauses.setdefault(_clause(subject, verdict, gate), len(clauses) + 1)
            row["clauses"] = sorted({*row["clauses"], clause})
    return {"titles": list(titles), "rows": list(rows.values()), "clauses": list(clauses)}


def _key(gate: AnyGateResult) -> tuple[str, str]:
    return (gate.gate, f"{gate.measure} {gate.unit}") if isinstance(gate, GateResult) else (gate.gate, "")


def _gate_row(subject: Subject, gate: AnyGateResult, titles: int) -> Data:
    held = subject.in_unit(gate, gate.actual) if isinstance(gate, GateResult) else gate.actual
    actual = held or subject.say("none")
    return {"name": subject.gate(gate), "actual": actual, "titles": [None] * titles, "clauses": []}


def _minimum(subject: Subject, gate: AnyGateResult) -> str:
    return subject.in_unit(gate, gate.required) if isinstance(gate, GateResult) else gate.required


def _clause(subject: Subject, verdict: TitleVerdict, gate: AnyGateResult) -> str:
    """Return the clause of a gate, and how certain it is where it was not read in the law's text."""
    law = next(g.citation for g in subject.evaluation.pack.titles[verdict.title].gates if g.id == gate.gate)
    return f"{law.text} ({pick(MARKS[law.mark], subject.language)})" if law.mark in MARKS else law.text


def areas(subject: Subject) -> Data:
    """Return the areas with their halves, their bars and the minimums on these."""
    evaluation = subject.evaluation
    key = {
        subject.say("tick", f"{short(gate.minimum, subject.language)}%", title.id): None
        for title in evaluation.pack.titles.values()
        for gate in title.gates
        if isinstance(gate, Gate) and _on_area(gate)
    }
    return {
        "halves": any(area.reform is not None for area in evaluation.areas.values()),
        "rows": [_area(subject, area_id, area) for area_id, area in evaluation.areas.items()],
        "ticks_key": subject.say("ticks", ", ".join(key)) if key else None,
    }


def _on_area(gate: Gate, area_id: str | None = None) -> bool:
    """Whether a gate is a minimum in percent of an area (of any, where none is named)."""
    head, _, rest = gate.measure.partition(".")
    return gate.unit is Unit.PERCENT and head == "areas" and area_id in {None, rest}


def _area(subject: Subject, area_id: str, area: AreaScore) -> Data:
    pack = subject.evaluation.pack
    weights = pack.areas[area_id]
    ticks = [g.minimum for t in pack.titles.values() for g in t.gates if isinstance(g, Gate) and _on_area(g, area_id)]
    halves = [subject.number(area.fulfilment), subject.say("of", subject.number(weights.fulfilment))]
    if area.reform is not None and weights.reform is not None:
        halves += [subject.number(area.reform), subject.say("of", subject.number(weights.reform))]
    return {
        "id": area_id,
        "name": subject.wording.areas[area_id][subject.language],
        "halves": halves,
        "ticks": [length(tick) for tick in ticks],
        **_points(subject, area.score),
    }


def results(subject: Subject) -> list[Data]:
    """Return the result components, each followed by its items with their answers."""
    evaluation = subject.evaluation
    rows: list[Data] = []
    for sub_area in evaluation.pack.sub_areas.values():
        if sub_area.part is Part.RESULT:
            score = evaluation.sub_areas[sub_area.id]
            rows.append({"name": subject.name(f"sub_areas.{sub_area.id}"), "whole": True, **_points(subject, score)})
            rows.extend(_result_item(subject, item) for item in sub_area.items)
    return rows


def _result_item(subject: Subject, item_id: str) -> Data:
    result = subject.evaluation.items[item_id]
    return {
        "name": subject.name(f"items.{item_id}"),
        "whole": False,
        "answer": answer_text(result.answer, subject.language),
        "points": subject.number(result.points),
        "weight": subject.number(subject.evaluation.pack.items[item_id].weight),
    }


def dimensions(subject: Subject) -> list[Data]:
    """Return how the points fall on system, people and culture."""
    found = subject.evaluation.dimensions.items()
    return [
        {"name": pick(DIMENSIONS[dimension.value], subject.language), **_points(subject, score)}
        for dimension, score in found
    ]


def sub_areas(subject: Subject) -> list[Data]:
    """Return the sub-areas of the enabler, area by area, with how many lines each area takes."""
    pack = subject.evaluation.pack
    return [
        {
            "name": subject.name(f"areas.{area_id}"),
            "rows": [_sub_area(subject, s) for s in pack.sub_areas.values() if s.area == area_id],
        }
        for area_id in pack.areas
    ]


def _sub_area(subject: Subject, sub_area: SubArea) -> Data:
    return {
        "number": sub_area.number,
        "name": subject.wording.sub_areas[sub_area.id][subject.language],
        **_points(subject, subject.evaluation.sub_areas[sub_area.id]),
    }


def _points(subject: Subject, score: Score) -> Data:
    return {
        "points": subject.number(score.points),
        "weight": subject.number(score.weight),
        "percent": subject.percent(score.percent),
        "length": length(score.percent),
    }
