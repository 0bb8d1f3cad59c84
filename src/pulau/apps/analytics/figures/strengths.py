"""Strengths and weaknesses (kekuatan): who reaches the minimum of an area, and the median, small cells hidden."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import TYPE_CHECKING, Final

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from pulau.apps.analytics.figures.model import MAIN, Block, Chart, Figure, Shown, Tables
from pulau.apps.analytics.figures.places import (
    PLACE_ASKS,
    area_name,
    chosen_place,
    chosen_year,
    place_choices,
    place_name,
    year_choice,
    years_of,
)
from pulau.apps.analytics.figures.saying import PERCENT
from pulau.apps.analytics.figures.told import BESIDE, FEW, Row, Told, figure, figure_or_none, whole, word
from pulau.core.analytics.strengths import FEW_UNITS, Hidden, Strength, hide_beside
from pulau.foundation.ui.charts import Row as Line
from pulau.foundation.ui.charts import Rows
from pulau.foundation.ui.formats import number

if TYPE_CHECKING:
    from datetime import date

    from pulau.foundation.ui.charts.table import Words

COLUMNS: Final = ("scope", "place", "year", "area", "units", "met", "share", "median", "mean", "hidden")
_WHY: Final[Mapping[str, Words]] = {
    FEW: _("Terlalu sedikit unit"),
    BESIDE: _("Disembunyikan bersama yang terlalu sedikit"),
}


def tell(rows: Sequence[Row], _today: date) -> Tables:
    """Take the counts, hide the small cells, and a second one where one alone of its kind would be hidden."""
    groups: dict[tuple[str, int, str], dict[str, Strength | Hidden]] = {}
    for row in rows:
        key = (word(row, "scope"), whole(row, "year"), word(row, "area"))
        groups.setdefault(key, {})[word(row, "place")] = _cell(row)
    told: list[Row] = []
    for (scope, year, area), cells in sorted(groups.items()):
        for place, cell in hide_beside(area, cells).items():
            told.append({"scope": scope, "place": place, "year": year, "area": area, **_said(cell)})
    return {MAIN: Told(COLUMNS, told)}


def show(tables: Tables, asked: Mapping[str, str]) -> Shown:
    """Draw shares and medians of a year, the strongest area first."""
    rows = tables[MAIN].rows
    place = chosen_place(asked, rows)
    mine = [row for row in rows if (word(row, "scope"), word(row, "place")) == place]
    years = years_of(mine)
    year = chosen_year(asked, years)
    own = sorted((row for row in mine if word(row, "year") == year), key=_rank)
    choices = [year_choice(years, year), *place_choices(rows, place)]
    title = gettext("%(place)s, %(year)s") % {"place": place_name(*place), "year": year or "–"}
    charts = [
        Chart("rows", _chart(_("Bagian unit yang mencapai batas"), own, "share", 100)),
        Chart("rows", _chart(_("Median nilai, dalam persen dari bobot"), own, "median", 1)),
    ]
    return Shown([Block("area", title, charts if own else (), _sentences(own))], choices)


def _cell(row: Row) -> Strength | Hidden:
    area, units = word(row, "area"), whole(row, "units")
    if units < FEW_UNITS:
        return Hidden(area)
    return Strength(area, units, whole(row, "met"), figure(row, "median"), figure(row, "percents") / units)


def _said(cell: Strength | Hidden) -> dict[str, int | str | Fraction | None]:
    if isinstance(cell, Hidden):
        nothing = dict.fromkeys(("units", "met", "share", "median", "mean"))
        return {**nothing, "hidden": BESIDE if cell.beside else FEW}
    return {
        "units": cell.n,
        "met": cell.met,
        "share": cell.share,
        "median": cell.median,
        "mean": cell.mean,
        "hidden": "",
    }


def _rank(row: Row) -> tuple[Fraction, Fraction, str]:
    """Return the place of an area: by share, then by median, then by name; what is hidden last."""
    share, median = figure_or_none(row, "share"), figure_or_none(row, "median")
    return (Fraction(1) if share is None else -share, Fraction(0) if median is None else -median, word(row, "area"))


def _chart(title: Words, rows: Sequence[Row], column: str, times: int) -> Rows:
    return Rows(title, [_line(row, column, times) for row in rows], unit=PERCENT, low=0, high=100, bar_heading=title)


def _line(row: Row, column: str, times: int) -> Line:
    value = figure_or_none(row, column)
    if value is None:
        return Line(area_name(word(row, "area")), None, missing=_WHY[word(row, "hidden")])
    note = gettext("%(met)s dari %(units)s unit") % {
        "met": number(whole(row, "met"), 0),
        "units": number(whole(row, "units"), 0),
    }
    return Line(area_name(word(row, "area")), value * times, note=note if column == "share" else "")


def _sentences(rows: Sequence[Row]) -> list[str]:
    told = [row for row in rows if row["share"] is not None]
    if not told:
        return [gettext("Belum ada area dengan cukup unit yang hasilnya tetap.")]
    ends = {"strongest": area_name(word(told[0], "area")), "weakest": area_name(word(told[-1], "area"))}
    return [gettext("Terkuat: %(strongest)s. Terlemah: %(weakest)s.") % ends] if len(told) > 1 else []


STRENGTHS: Final = Figure("kekuatan", "strengths", tell, show, ("tahun", *PLACE_ASKS))
