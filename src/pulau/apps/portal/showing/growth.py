"""Growth by year as columns: units that declared, and titles; the same for the country, a place and a body."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from pulau.apps.portal.showing.words import count_text
from pulau.foundation.ui.charts import Bar, Bars, ChartTable, bars_table

if TYPE_CHECKING:
    from pulau.apps.publication.contract import AgencyYearFacts, PublishedFigures
    from pulau.foundation.ui.charts.table import Words


@dataclass(frozen=True, slots=True)
class YearSums:
    """Sums of some place in a year; `wbk` and `wbbm` are the titles that units held at its end, or hold today."""

    year: int
    units: int
    declared: int
    wbk: int
    wbbm: int
    silent: int = 0


@dataclass(frozen=True, slots=True)
class Column:
    """A figure with its columns: the rings it stands for, its name, the newest value, and its year."""

    rings: str
    name: Words
    value: str
    year: int
    chart: Bars


@dataclass(frozen=True, slots=True)
class Growth:
    """Three figures side by side, and one table for all."""

    columns: Sequence[Column]
    table: ChartTable


def sums_of_place(rows: Sequence[PublishedFigures]) -> list[YearSums]:
    """Return the sums of a place by year."""
    return [YearSums(row.year, row.units, row.declared, row.wbk, row.wbbm, row.silent) for row in rows]


def sums_of_body(rows: Sequence[AgencyYearFacts]) -> list[YearSums]:
    """Return the sums of a body by year."""
    return [
        YearSums(row["year"], row["units"], row["declared"], row["wbk"], row["wbbm"], row["silent"]) for row in rows
    ]


def growth_of(sums: Sequence[YearSums], title: Words) -> Growth | None:
    """Draw the growth; None without any year.

    Titles are those held: most are granted in December, and a year that runs would say "none" until then.
    """
    if not sums:
        return None
    columns = [
        _column("declared", _("Unit mencanangkan zona"), [(one.year, one.declared) for one in sums]),
        _column("wbk", _("Unit berpredikat WBK"), [(one.year, one.wbk) for one in sums]),
        _column("wbbm", _("Unit berpredikat WBBM"), [(one.year, one.wbbm) for one in sums]),
    ]
    headings = (_("Dicanangkan"), "WBK", "WBBM")
    table = bars_table(title, list(zip(headings, (one.chart for one in columns), strict=True)))
    return Growth(columns, table)


def _column(rings: str, name: Words, counts: list[tuple[int, int]]) -> Column:
    year, newest = counts[-1]
    chart = Bars(name, [Bar(str(when), count) for when, count in counts])
    return Column(rings, name, count_text(newest), year, chart)
