"""The rules of scoring once more, as plainly as the regulation says them; what the engine gives must equal this."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING, cast

from pulau.core.regulation.model import Choice, Decrease, Gate, Part, Scale, Unit

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pulau.core.regulation.model import Item, Pack, SubArea, Title
    from pulau.core.scoring.answers import Answer, Counts

ZERO = Fraction(0)


@dataclass(frozen=True)
class Reference:
    """The points of every figure by its path, and the weight of each item as it counts here."""

    points: Mapping[str, Fraction]
    values: Mapping[str, Fraction | None]


def score(pack: Pack, answers: Mapping[str, Answer], *, skip: bool = False) -> Reference:
    """Score a worksheet slowly and plainly."""
    points: dict[str, Fraction] = {}
    values: dict[str, Fraction | None] = {}
    for sub_area in pack.sub_areas.values():
        _sub_area(pack, sub_area, answers, points, values, skip=skip)
    for area in pack.areas:
        for part in (Part.FULFILMENT, Part.REFORM):
            own = (s for s in pack.sub_areas.values() if s.area == area and s.part is part)
            points[f"areas.{area}.{part}"] = sum((points[f"sub_areas.{s.id}"] for s in own), ZERO)
        points[f"areas.{area}"] = points[f"areas.{area}.fulfilment"] + points[f"areas.{area}.reform"]
    points["enabler"] = sum((points[f"areas.{area}"] for area in pack.areas), ZERO)
    results = (s.id for s in pack.sub_areas.values() if s.part is Part.RESULT)
    points["result"] = sum((points[f"sub_areas.{key}"] for key in results), ZERO)
    points["total"] = points["enabler"] + points["result"]
    return Reference(points, values)


def _sub_area(
    pack: Pack,
    sub_area: SubArea,
    answers: Mapping[str, Answer],
    points: dict[str, Fraction],
    values: dict[str, Fraction | None],
    *,
    skip: bool,
) -> None:
    items = [pack.items[key] for key in sub_area.items]
    own = {i.id: value_of(i, answers[i.id]) if i.id in answers else ZERO for i in items}
    if sub_area.part is Part.RESULT:
        worth = {item.id: item.weight for item in items}
        counted = list(own)
    else:
        counted = [key for key in own if key in answers] if skip else list(own)
        worth = {key: sub_area.weight / len(counted) for key in counted}
    for item in items:
        points[f"items.{item.id}"] = own[item.id] * worth[item.id] if item.id in counted else ZERO
        values[item.id] = own[item.id] if item.id in counted else None
    points[f"sub_areas.{sub_area.id}"] = sum((points[f"items.{key}"] for key in counted), ZERO)


def value_of(item: Item, answer: Answer) -> Fraction:
    """Return the value 0..1 of an answer."""
    kind = item.answer
    if isinstance(kind, Choice):
        return kind.values[cast("str", answer)]
    if isinstance(kind, Scale):
        return cast("Fraction", answer) / kind.maximum
    counts = cast("Counts", answer)
    if isinstance(kind, Decrease):
        before, now = counts[kind.before], counts[kind.now]
        if before == 0:
            return kind.zero.value if now == 0 else kind.zero.value_if_now
        return max(ZERO, Fraction(before - now, before))
    due = sum(counts[key] for key in kind.due)
    return kind.zero.value if due == 0 else min(Fraction(1), Fraction(counts[kind.done], due))


def weight_of(pack: Pack, measure: str) -> Fraction:
    """Return the most points of a figure."""
    group, _, key = measure.partition(".")
    wholes = {"total": pack.enabler + pack.result, "enabler": pack.enabler, "result": pack.result}
    groups: Mapping[str, Mapping[str, object]] = {
        "areas": pack.areas,
        "sub_areas": pack.sub_areas,
        "items": pack.items,
    }
    return wholes[group] if group in wholes else cast("Item", groups[group][key]).weight


def gate_met(pack: Pack, points: Mapping[str, Fraction], gate: Gate) -> bool:
    """Whether a minimum is reached."""
    actual = points[gate.measure]
    return (100 * actual / weight_of(pack, gate.measure) if gate.unit is Unit.PERCENT else actual) >= gate.minimum


def passes(pack: Pack, points: Mapping[str, Fraction], title: Title) -> bool:
    """Whether every minimum of a title is reached; a prior title is left aside."""
    return all(gate_met(pack, points, gate) for gate in title.gates if isinstance(gate, Gate))
