"""Titles and their gates on both sides: which are won, which are lost, what is still missing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from pulau.apps.worksheets.report.titles import title_views
from pulau.apps.worksheets.report.versus.model import GateRow, GateSide, SideWhy, TitleRow

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pulau.apps.worksheets.report.versus.model import Side
    from pulau.core.scoring.compare import Comparison, GateChange

WON, LOST = "won", "lost"
_Sides = tuple["Side", "Side"]


def title_rows(sides: _Sides, comparison: Comparison, language: str, *, ordered: bool) -> tuple[TitleRow, ...]:
    """Return a row for each title that either side's regulation gives."""
    before, after = (_gate_sides(side, language) for side in sides)
    rows = []
    for title in comparison.titles:
        own = [change for change in comparison.gates if change.title == title.title]
        gates = tuple(_gate_row(change, sides, before, after, ordered=ordered) for change in own)
        kind, words = _outcome(title, sides, "", ordered=ordered)
        rows.append(TitleRow(title.title, kind, words, _change(title), gates))
    return tuple(rows)


def _gate_sides(side: Side, language: str) -> dict[tuple[str, str], GateSide]:
    """Return the gates of one side by title and gate."""
    titles = side.calculation.evaluation.titles
    found = {}
    for view in title_views(side.calculation, language):
        for gate, shown in zip(titles[view.id].gates, view.gates, strict=True):
            why = SideWhy(side.label, shown.why.formula, shown.why.source, shown.why.notes)
            texts = (shown.name, shown.actual, shown.required, shown.shortfall)
            found[view.id, gate.gate] = GateSide(*texts, shown.met, why)
    return found


def _gate_row(
    change: GateChange,
    sides: _Sides,
    before: Mapping[tuple[str, str], GateSide],
    after: Mapping[tuple[str, str], GateSide],
    *,
    ordered: bool,
) -> GateRow:
    key = change.title, change.gate
    left, right = before.get(key), after.get(key)
    shown = right or left
    assert shown is not None  # noqa: S101 - a change of a gate comes from a side that has it
    kind, words = _outcome(change, sides, shown.shortfall, ordered=ordered)
    return GateRow(shown.name, left, right, kind, words, _change(change))


def _change(change: GateChange) -> str:
    if change.met_before is None or change.met_after is None or change.met_before == change.met_after:
        return ""
    return WON if change.met_after else LOST


def _outcome(change: GateChange, sides: _Sides, shortfall: str, *, ordered: bool) -> tuple[str, str]:
    """Return the status shape and the words of what became of a gate or title."""
    before, after = sides
    if change.met_before is None or change.met_after is None:
        met = change.met_after if change.met_before is None else change.met_before
        place = after if change.met_before is None else before
        kind = "met" if met else "short"
        words = _("Terpenuhi; hanya ada di %(side)s") if met else _("Belum terpenuhi; hanya ada di %(side)s")
        return kind, words % {"side": place.label}
    kind = "met" if change.met_after else "short"
    if change.met_before != change.met_after:
        if not ordered:
            return kind, _("Hanya terpenuhi di %(side)s") % {"side": (after if change.met_after else before).label}
        return kind, _("Menjadi terpenuhi") if change.met_after else _("Tidak lagi terpenuhi")
    if change.met_after:
        return kind, _("Tetap terpenuhi") if ordered else _("Terpenuhi di keduanya")
    if not ordered:
        return kind, _("Belum di keduanya")
    return kind, _("Masih kurang %(n)s") % {"n": shortfall} if shortfall else _("Masih belum terpenuhi")
