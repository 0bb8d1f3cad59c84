"""Growth (pertumbuhan) by province and by kind of unit: how many have declared and hold a title, and how many more."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING, Final

from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from pulau.apps.analytics.figures.model import MAIN, Block, Chart, Figure, Shown, Tables
from pulau.apps.analytics.figures.places import chosen_year, kind_name, province_name, year_choice, years_of
from pulau.apps.analytics.figures.told import Row, Told, whole, word
from pulau.exchange.national.questions import questions
from pulau.exchange.regions import regions
from pulau.exchange.regions.tiles import tile_places
from pulau.foundation.ui.charts import ChartTable, Rows, TileMap, tile_map
from pulau.foundation.ui.charts import Row as Line
from pulau.foundation.ui.formats import number, signed

if TYPE_CHECKING:
    from datetime import date

_FIRST: Final = "–"


def show_provinces(tables: Tables, asked: Mapping[str, str]) -> Shown:
    """Draw the map of titles, and list the provinces."""
    return _show(tables, asked, "province", province_name, mapped=True)


def show_kinds(tables: Tables, asked: Mapping[str, str]) -> Shown:
    """List the kinds of units."""
    return _show(tables, asked, "kind", kind_name, mapped=False)


def _tell(name: str, rows: Sequence[Row], _today: date) -> Tables:
    return {MAIN: Told(tuple(questions()[name].columns), rows)}


def _show(tables: Tables, asked: Mapping[str, str], column: str, named: Callable[[str], str], *, mapped: bool) -> Shown:
    rows = tables[MAIN].rows
    years = years_of(rows)
    year = chosen_year(asked, years)
    own = sorted((row for row in rows if word(row, "year") == year), key=lambda row: named(word(row, column)))
    title = gettext("Keadaan %(year)s") % {"year": year or _FIRST}
    charts = [Chart("tiles", _map(own))] if mapped and own else []
    blocks = (
        [Block("peta", gettext("Unit berpredikat per provinsi, %(year)s") % {"year": year}, charts)] if charts else []
    )
    lines = Rows(
        _("Unit berpredikat, dan tambahannya dari tahun sebelumnya"),
        [_line(row, column, named) for row in _by_titles(own)],
        label_heading=_("Provinsi") if mapped else _("Jenis unit"),
        bar_heading=_("Berpredikat"),
        value_heading=_("Unit"),
        note_heading=_("Tambahannya"),
    )
    parts = [Chart("rows", lines), Chart("table", _table(own, column, named, mapped=mapped))] if own else []
    return Shown([*blocks, Block("pertumbuhan", title, parts)], [year_choice(years, year)])


def _by_titles(rows: Sequence[Row]) -> list[Row]:
    return sorted(rows, key=lambda row: -whole(row, "titled"))


def _line(row: Row, column: str, named: Callable[[str], str]) -> Line:
    parameter = "provinsi" if column == "province" else "jenis"
    address = f"{reverse('analytics:figure', args=['tren'])}?{parameter}={word(row, column)}"
    note = "" if row["titled_growth"] is None else signed(whole(row, "titled_growth"), 0)
    return Line(named(word(row, column)), whole(row, "titled"), note=note, href=address)


def _map(rows: Sequence[Row]) -> TileMap:
    counts = {word(row, "province"): whole(row, "titled") for row in rows if word(row, "province") in tile_places()}
    address = reverse("analytics:figure", args=["tren"])
    known = regions()
    return tile_map(
        title=_("Unit berpredikat menurut provinsi"),
        counts=dict(counts),
        href=lambda code: f"{address}?provinsi={code}",
        invented=any(known[code].invented for code in counts),
    )


def _table(rows: Sequence[Row], column: str, named: Callable[[str], str], *, mapped: bool) -> ChartTable:
    headings = (
        _("Provinsi") if mapped else _("Jenis unit"),
        _("Unit kerja"),
        _("Mencanangkan sendiri"),
        _("Tambahannya"),
        _("Berpredikat"),
        _("Tambahannya"),
    )
    lines = [
        [
            named(word(row, column)),
            number(whole(row, "units"), 0),
            number(whole(row, "declared"), 0),
            _growth(row, "declared_growth"),
            number(whole(row, "titled"), 0),
            _growth(row, "titled_growth"),
        ]
        for row in rows
    ]
    return ChartTable(_("Unit kerja, pencanangan, dan predikat"), headings, lines)


def _growth(row: Row, name: str) -> str:
    return _FIRST if row[name] is None else signed(whole(row, name), 0)


PROVINCES: Final = Figure("provinsi", "provinces", partial(_tell, "provinces"), show_provinces, ("tahun",))
KINDS: Final = Figure("jenis", "kinds", partial(_tell, "kinds"), show_kinds, ("tahun",))
