"""Put two sides together, and say in words what came of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from pulau.apps.worksheets.report.versus.figures import figure_rows
from pulau.apps.worksheets.report.versus.gates import LOST, WON, title_rows
from pulau.apps.worksheets.report.versus.items import item_rows, lone_items
from pulau.apps.worksheets.report.versus.model import Versus
from pulau.core.scoring.compare import compare
from pulau.exchange.names import number

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pulau.apps.worksheets.report.versus.model import Side, TitleRow


def versus(before: Side, after: Side, language: str, *, ordered: bool = True) -> Versus:
    """Compare two sides; `ordered` tells that the second comes after the first, or out of it."""
    left, right = before.calculation, after.calculation
    comparison = compare(left.evaluation, right.evaluation)
    titles = title_rows((before, after), comparison, language, ordered=ordered)
    items = item_rows(before, after, comparison, language)
    outcomes = _outcomes(titles, before, after, ordered=ordered)
    return Versus(
        before=before.label,
        after=after.label,
        ordered=ordered,
        same_form=left.evaluation.pack.id == right.evaluation.pack.id,
        total=right.evaluation.total.points - left.evaluation.total.points,
        sentences=(_total(before, after, language, ordered=ordered), *outcomes),
        figures=figure_rows(before, after, comparison, language),
        titles=titles,
        rising=tuple(item for item in items if item.gain > 0),
        falling=tuple(item for item in items if item.gain < 0),
        level=tuple(item for item in items if item.gain == 0),
        paired=sum(item in left.evaluation.pack.items for item in right.evaluation.pack.items),
        only_before=lone_items(left, right, language),
        only_after=lone_items(right, left, language),
    )


def _total(before: Side, after: Side, language: str, *, ordered: bool) -> str:
    left, right = before.calculation.evaluation.total.points, after.calculation.evaluation.total.points
    texts = {
        "before": number(left, language),
        "after": number(right, language),
        "by": number(abs(right - left), language),
        "before_label": before.label,
        "after_label": after.label,
    }
    if not ordered:
        return _("Nilai total: %(before)s di %(before_label)s, %(after)s di %(after_label)s; selisih %(by)s.") % texts
    if right > left:
        return _("Nilai total naik %(by)s, dari %(before)s menjadi %(after)s.") % texts
    if right < left:
        return _("Nilai total turun %(by)s, dari %(before)s menjadi %(after)s.") % texts
    return _("Nilai total tetap %(after)s.") % texts


def _outcomes(titles: Sequence[TitleRow], before: Side, after: Side, *, ordered: bool) -> list[str]:
    """Say which titles and gates were won and lost."""
    said = [_title(title, before, after, ordered=ordered) for title in titles if title.change]
    both = [gate for title in titles for gate in title.gates if gate.before and gate.after]
    if not both:
        return [_without_titles(side) for side in (before, after) if not side.calculation.evaluation.titles]
    if not any(gate.change for gate in both):
        alike = _("Tidak ada syarat yang berubah.") if ordered else _("Syarat yang terpenuhi di keduanya sama.")
        return [*said, alike]
    for change in (WON, LOST):
        named = [f"{gate.name} ({title.id})" for title in titles for gate in title.gates if gate.change == change]
        if named:
            said.append(_gates(change, named, before, after, ordered=ordered))
    return said


def _without_titles(side: Side) -> str:
    regulation = side.calculation.evaluation.pack.instrument
    return _("%(regulation)s tidak memuat ambang WBK dan WBBM yang pasti.") % {"regulation": regulation}


def _title(title: TitleRow, before: Side, after: Side, *, ordered: bool) -> str:
    if not ordered:
        place = after if title.change == WON else before
        return _("Syarat %(title)s hanya terpenuhi seluruhnya di %(side)s.") % {"title": title.id, "side": place.label}
    if title.change == WON:
        return _("Semua syarat %(title)s menjadi terpenuhi.") % {"title": title.id}
    return _("Syarat %(title)s tidak lagi terpenuhi seluruhnya.") % {"title": title.id}


def _gates(change: str, named: Sequence[str], before: Side, after: Side, *, ordered: bool) -> str:
    texts = {"n": len(named), "gates": ", ".join(named), "side": (after if change == WON else before).label}
    if not ordered:
        told = ngettext(
            "%(n)d syarat hanya terpenuhi di %(side)s: %(gates)s.",
            "%(n)d syarat hanya terpenuhi di %(side)s: %(gates)s.",
            len(named),
        )
    elif change == WON:
        told = ngettext(
            "%(n)d syarat menjadi terpenuhi: %(gates)s.", "%(n)d syarat menjadi terpenuhi: %(gates)s.", len(named)
        )
    else:
        told = ngettext(
            "%(n)d syarat tidak lagi terpenuhi: %(gates)s.", "%(n)d syarat tidak lagi terpenuhi: %(gates)s.", len(named)
        )
    return told % texts
