"""Titles with their gates: what is asked, what there is, what is missing, each with its clause."""

from __future__ import annotations

from dataclasses import dataclass, replace
from fractions import Fraction
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from pulau.core.scoring.explain import explain
from pulau.core.scoring.model import GateResult
from pulau.exchange.names import gate_name, number, pick, short
from pulau.exchange.words import word

if TYPE_CHECKING:
    from pulau.apps.worksheets.calculation import Calculation
    from pulau.core.scoring.model import AnyGateResult, TitleVerdict
    from pulau.exchange.words import Worded

TITLE_NAMES = {
    "WBK": ("Wilayah Bebas dari Korupsi", "Corruption-Free Area"),
    "WBBM": ("Wilayah Birokrasi Bersih dan Melayani", "Clean and Serving Bureaucracy Area"),
}


@dataclass(frozen=True, slots=True)
class GateView:
    """A gate for a table row; figures are texts with their unit, `target` is the anchor of the figure it judges."""

    name: str
    required: str
    actual: str
    shortfall: str
    met: bool
    target: str
    why: Worded
    gap: Fraction


@dataclass(frozen=True, slots=True)
class TitleView:
    """A title: whether it is met, and one sentence that says so or names what is missing.

    `opened` marks the title that the reader is heading for: the lowest that is not met, otherwise the highest.
    """

    id: str
    slug: str
    name: str
    met: bool
    sentence: str
    gates: tuple[GateView, ...]
    opened: bool = False

    @property
    def short(self) -> tuple[GateView, ...]:
        """The gates that are not met."""
        return tuple(gate for gate in self.gates if not gate.met)

    @property
    def gate_count(self) -> int:
        """How many gates the title has."""
        return len(self.gates)

    @property
    def met_count(self) -> int:
        """How many gates are met."""
        return len(self.gates) - len(self.short)

    @property
    def worst(self) -> GateView | None:
        """The gate that is furthest from its minimum, in share of it."""
        return max(self.short, key=lambda gate: gate.gap, default=None)


def title_views(calculation: Calculation, language: str) -> list[TitleView]:
    """Return the titles of the regulation, lowest first."""
    views = [_title(calculation, verdict, language) for verdict in calculation.evaluation.titles.values()]
    aim = next((title.id for title in views if not title.met), views[-1].id if views else "")
    return [replace(title, opened=title.id == aim) for title in views]


def headline(titles: list[TitleView]) -> str:
    """Say the verdict in one line."""
    met = [title.id for title in titles if title.met]
    missed = [title.id for title in titles if not title.met]
    if not titles:
        return _("Peraturan ini tidak memberi predikat")
    if not missed:
        return _("Memenuhi syarat %(titles)s") % {"titles": _listed(met)}
    if not met:
        return _("Belum memenuhi syarat %(title)s") % {"title": missed[0]}
    return _("Memenuhi syarat %(met)s, belum %(missed)s") % {"met": _listed(met), "missed": _listed(missed)}


def _listed(titles: list[str]) -> str:
    conjunction = _("dan")
    return f" {conjunction} ".join(titles)


def _title(calculation: Calculation, verdict: TitleVerdict, language: str) -> TitleView:
    gates = tuple(_gate(calculation, verdict.title, gate, language) for gate in verdict.gates)
    name = pick(TITLE_NAMES[verdict.title], language) if verdict.title in TITLE_NAMES else ""
    view = TitleView(verdict.title, verdict.title.lower(), name, verdict.met, "", gates)
    return replace(view, sentence=_sentence(view))


def _sentence(title: TitleView) -> str:
    worst = title.worst
    if worst is None:
        return _("Semua %(n)d syarat terpenuhi.") % {"n": len(title.gates)}
    if worst.shortfall:
        first = _("Kurang %(shortfall)s pada %(gate)s") % {"shortfall": worst.shortfall, "gate": worst.name}
    else:
        first = _("Memerlukan predikat %(title)s") % {"title": worst.required}
    more = len(title.short) - 1
    rest = ngettext("dan %(n)d syarat lain", "dan %(n)d syarat lain", more) % {"n": more} if more else ""
    return f"{first}, {rest}." if rest else f"{first}."


def _gate(calculation: Calculation, title: str, gate: AnyGateResult, language: str) -> GateView:
    evaluation = calculation.evaluation
    why = word(evaluation, explain(evaluation, f"titles.{title}.{gate.gate}"), calculation.wording, language)
    name = full_gate_name(calculation, gate.gate, language)
    if not isinstance(gate, GateResult):
        # A title held before is not worked towards in the worksheet: it is named last among what is missing.
        return GateView(name, gate.required, gate.actual or _("belum ada"), "", gate.met, "", why, Fraction(0))
    unit = "%" if gate.unit == "percent" else ""
    return GateView(
        name=name,
        required=f"{number(gate.required, language)}{unit}",
        actual=f"{exact_enough(gate, language)}{unit}",
        shortfall="" if gate.met else f"{visible(gate.shortfall, language)}{unit}",
        met=gate.met,
        target=f"r-{gate.measure}",
        why=why,
        gap=gate.shortfall / gate.required if gate.required else Fraction(0),
    )


def full_gate_name(calculation: Calculation, gate: str, language: str) -> str:
    """Name a gate; an area's with the area's own name."""
    area = gate.removeprefix("area-")
    own = calculation.wording.areas.get(area) if area != gate else None
    return f"{gate_name(gate, language)} {own[language]}" if own else gate_name(gate, language)


def exact_enough(gate: GateResult, language: str) -> str:
    """Print what is there; more than two decimals where they would hide that it is too little."""
    hidden = not gate.met and number(gate.actual, language) == number(gate.required, language)
    return short(gate.actual, language) if hidden else number(gate.actual, language)


def visible(value: Fraction, language: str) -> str:
    """Print a shortfall that is not nothing so that it does not look like nothing."""
    text = number(value, language)
    if any(digit in "123456789" for digit in text):
        return text
    return pick(("kurang dari 0,01", "less than 0.01"), language)
