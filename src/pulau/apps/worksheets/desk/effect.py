"""What taking answers over does to the score: total, areas and gates, before and after."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from pulau.apps.worksheets.report.titles import full_gate_name
from pulau.exchange.names import WHOLES, number, pick
from pulau.foundation.ui.formats import signed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pulau.apps.worksheets.calculation import Calculation
    from pulau.core.scoring.model import Evaluation, Score, TitleVerdict


@dataclass(frozen=True, slots=True)
class EffectRow:
    """A figure before and after, as text; `delta` says so where it stays."""

    name: str
    before: str
    after: str
    delta: str
    whole: bool = False


@dataclass(frozen=True, slots=True)
class TitleEffect:
    """The gates of a title before and after: how many are met, which are reached and which are lost."""

    title: str
    before: int
    after: int
    count: int
    reached: tuple[str, ...]
    lost: tuple[str, ...]


def effect_rows(calculation: Calculation, after: Evaluation, language: str) -> list[EffectRow]:
    """Return total, areas and result before and after; `calculation` is the worksheet as it stands."""
    before = calculation.evaluation
    rows = [_row(pick(WHOLES["total"], language), before.total, after.total, language, whole=True)]
    for key, area in before.areas.items():
        name = f"{key}. {calculation.wording.areas[key][language]}"
        rows.append(_row(name, area.score, after.areas[key].score, language))
    rows.append(_row(pick(WHOLES["result"], language), before.result, after.result, language))
    return rows


def title_effects(calculation: Calculation, after: Evaluation, language: str) -> list[TitleEffect]:
    """Return what becomes of the gates of every title."""
    return [
        TitleEffect(
            title=title,
            before=sum(gate.met for gate in verdict.gates),
            after=sum(gate.met for gate in after.titles[title].gates),
            count=len(verdict.gates),
            reached=tuple(_turned(calculation, verdict, after.titles[title], language, met=True)),
            lost=tuple(_turned(calculation, verdict, after.titles[title], language, met=False)),
        )
        for title, verdict in calculation.evaluation.titles.items()
    ]


def _row(name: str, before: Score, after: Score, language: str, *, whole: bool = False) -> EffectRow:
    delta = after.points - before.points
    shown = signed(delta) if delta else _("tetap")
    return EffectRow(name, number(before.points, language), number(after.points, language), shown, whole)


def _turned(
    calculation: Calculation, before: TitleVerdict, after: TitleVerdict, language: str, *, met: bool
) -> Iterator[str]:
    """Name the gates that become met, or are met no more."""
    for old, new in zip(before.gates, after.gates, strict=True):
        if new.met is met and old.met is not met:
            yield full_gate_name(calculation, new.gate, language)
