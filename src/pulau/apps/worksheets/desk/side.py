"""The panel that stays in sight: total, gates of the title aimed at, dimensions. Quick: it is part of every save."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from pulau.apps.worksheets.report.titles import exact_enough, full_gate_name, visible
from pulau.core.scoring.model import GateResult, Score
from pulau.exchange.names import DIMENSIONS, PARTS, WHOLES, number, pick
from pulau.foundation.ui.formats import svg_percent

if TYPE_CHECKING:
    from pulau.apps.worksheets.calculation import Calculation
    from pulau.core.scoring.model import AnyGateResult, Evaluation, TitleVerdict


@dataclass(frozen=True, slots=True)
class SideGate:
    """A gate as text; `state` says in words how it stands."""

    name: str
    state: str
    actual: str
    required: str
    met: bool
    path: str


@dataclass(frozen=True, slots=True)
class SideRow:
    """A row of the dimension view."""

    name: str
    points: str
    weight: str
    width: str


@dataclass(frozen=True, slots=True)
class SideView:
    """The panel: `verdict` in one sentence, `worst` for the phone bar, gates not met before those that are."""

    total: str
    weight: str
    width: str
    marks: tuple[str, ...]
    title: str
    met: int
    count: int
    verdict: str
    worst: str
    gates: tuple[SideGate, ...]
    rows: tuple[SideRow, ...]
    answered: int
    items: int


_MOST_AREAS = 2
"""So many areas below their minimum are named one by one; more are counted, and named in the tabs."""


def side_view(calculation: Calculation, language: str) -> SideView:
    """Return the panel of a scored worksheet."""
    evaluation = calculation.evaluation
    aim = _aim(evaluation)
    gates = _gates(calculation, aim, language) if aim else ()
    met = sum(gate.met for gate in aim.gates) if aim else 0
    count = len(aim.gates) if aim else 0
    return SideView(
        total=number(evaluation.total.points, language),
        weight=number(evaluation.total.weight, language).rstrip("0").rstrip(",."),
        width=svg_percent(evaluation.total.percent),
        marks=_marks(evaluation),
        title=aim.title if aim else "",
        met=met,
        count=count,
        verdict=_verdict(aim, met, count),
        worst=_worst(aim, met, count),
        gates=gates,
        rows=tuple(_rows(evaluation, language)),
        answered=len(evaluation.answers.values),
        items=len(evaluation.pack.items),
    )


def _aim(evaluation: Evaluation) -> TitleVerdict | None:
    """Return the title that the team is heading for: the lowest that is not met, otherwise the highest."""
    verdicts = list(evaluation.titles.values())
    return next((verdict for verdict in verdicts if not verdict.met), verdicts[-1] if verdicts else None)


def _marks(evaluation: Evaluation) -> tuple[str, ...]:
    gates = (gate for verdict in evaluation.titles.values() for gate in verdict.gates)
    return tuple(svg_percent(g.required) for g in gates if isinstance(g, GateResult) and g.measure == "total")


def _verdict(aim: TitleVerdict | None, met: int, count: int) -> str:
    if aim is None:
        return _("Peraturan ini tidak memberi predikat.")
    return _("%(met)d dari %(count)d syarat %(title)s terpenuhi.") % {"met": met, "count": count, "title": aim.title}


def _worst(aim: TitleVerdict | None, met: int, count: int) -> str:
    if aim is None:
        return ""
    if met == count:
        return _("Syarat %(title)s terpenuhi") % {"title": aim.title}
    short = count - met
    return ngettext("%(n)d syarat %(title)s kurang", "%(n)d syarat %(title)s kurang", short) % {
        "n": short,
        "title": aim.title,
    }


def _gates(calculation: Calculation, aim: TitleVerdict, language: str) -> tuple[SideGate, ...]:
    """List what is missing first; the minimums of many areas are one row."""
    areas = [gate for gate in aim.gates if isinstance(gate, GateResult) and gate.measure.startswith("areas.")]
    short, reached = [gate for gate in areas if not gate.met], [gate for gate in areas if gate.met]
    others = sorted((gate for gate in aim.gates if gate not in areas), key=lambda gate: gate.met)
    shown = [_gate(calculation, gate, language) for gate in others]
    named = [_gate(calculation, gate, language) for gate in short] if len(short) <= _MOST_AREAS else []
    if short and not named:
        counted = ngettext("%(n)d area kurang", "%(n)d area kurang", len(short)) % {"n": len(short)}
        named = [_areas(short, counted, language)]
    if reached:
        counted = ngettext("%(n)d area terpenuhi", "%(n)d area terpenuhi", len(reached)) % {"n": len(reached)}
        named.append(_areas(reached, counted, language))
    return tuple(sorted((*named, *shown), key=lambda gate: gate.met))


def _areas(gates: list[GateResult], counted: str, language: str) -> SideGate:
    """Put the minimums of several areas into one row."""
    least = f"{number(gates[0].required, language)}%"
    return SideGate(_("Batas tiap area"), counted, "", least, gates[0].met, "")


def _gate(calculation: Calculation, gate: AnyGateResult, language: str) -> SideGate:
    name = full_gate_name(calculation, gate.gate, language)
    if not isinstance(gate, GateResult):
        return SideGate(name, _state(gate, ""), gate.actual or _("belum ada"), gate.required, gate.met, "")
    unit = "%" if gate.unit == "percent" else ""
    shortfall = "" if gate.met else f"{visible(gate.shortfall, language)}{unit}"
    actual, required = exact_enough(gate, language), number(gate.required, language)
    return SideGate(name, _state(gate, shortfall), f"{actual}{unit}", f"{required}{unit}", gate.met, gate.measure)


def _state(gate: AnyGateResult, shortfall: str) -> str:
    if gate.met:
        return _("terpenuhi")
    return _("kurang %(n)s") % {"n": shortfall} if shortfall else _("belum terpenuhi")


def _rows(evaluation: Evaluation, language: str) -> list[SideRow]:
    """List the halves of the enabler where the law splits it, the result, and the three dimensions."""
    rows: list[tuple[str, Score]] = []
    areas = evaluation.areas.values()
    if any(area.reform is not None for area in areas):
        weights = evaluation.pack.areas.values()
        for half in ("fulfilment", "reform"):
            points = sum((Fraction(getattr(area, half) or 0) for area in areas), start=Fraction(0))
            weight = sum((Fraction(getattr(area, half) or 0) for area in weights), start=Fraction(0))
            rows.append((pick(PARTS[half], language).capitalize(), Score(points, weight)))
    rows.append((pick(WHOLES["result"], language), evaluation.result))
    rows += [(pick(DIMENSIONS[key.value], language), score) for key, score in evaluation.dimensions.items()]
    return [
        SideRow(name, number(score.points, language), number(score.weight, language), svg_percent(score.percent))
        for name, score in rows
    ]
