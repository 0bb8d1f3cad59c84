"""Differences between levels (selisih): what TPI gave less what TPN gave, in total and by area."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import TYPE_CHECKING, Final

from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from pulau.apps.analytics.figures.model import MAIN, Block, Chart, Figure, Shown, Tables
from pulau.apps.analytics.figures.places import area_name, chosen_year, year_choice
from pulau.apps.analytics.figures.saying import PERCENT, percent, too_few
from pulau.apps.analytics.figures.told import FEW, Row, Told, figure, figure_or_none, whole, word
from pulau.core.analytics.differences import BOUNDS
from pulau.core.analytics.shares import FEWEST
from pulau.foundation.ui.charts import Dot, Dots, Rows, Unit
from pulau.foundation.ui.charts import Row as Line
from pulau.foundation.ui.formats import number, signed

if TYPE_CHECKING:
    from datetime import date

ALL: Final = "all"
TOTAL: Final = "total"
_QUANTILES: Final = ("lower_quartile", "median", "upper_quartile")
_SHARES: Final = (*(f"within_{bound}" for bound in BOUNDS), "higher")
COLUMNS: Final = ("period", "measure", "units", "mean", *_QUANTILES, *_SHARES, "hidden")
POINTS: Final = Unit(digits=2, suffix=_(" poin"))


def tell(rows: Sequence[Row], _today: date) -> Tables:
    """Make shares and the mean of the counts; of too few only how many they are."""
    return {MAIN: Told(COLUMNS, [_told(row) for row in rows])}


def show(tables: Tables, asked: Mapping[str, str]) -> Shown:
    """Draw the medians between their quartiles, and the shares within two points."""
    rows = tables[MAIN].rows
    periods = [ALL, *sorted({word(row, "period") for row in rows} - {ALL}, reverse=True)]
    period = chosen_year(asked, periods)
    own = sorted((row for row in rows if word(row, "period") == period), key=_rank)
    choice = year_choice(periods, period, {ALL: gettext("Semua tahun")})
    if not own:
        none = gettext("Belum ada unit yang dinilai oleh TPI dan TPN sekaligus.")
        return Shown([Block("selisih", gettext("TPI dikurangi TPN"), sentences=[none])], [choice])
    dots = Dots(
        _("Median selisih dengan kuartilnya, dalam poin"),
        [_dot(row) for row in own],
        unit=Unit(digits=2),
        label_heading=_("Nilai"),
        value_heading=_("Median"),
        interval_heading=_("Kuartil bawah dan atas"),
    )
    within = Rows(
        _("Bagian unit dengan selisih paling banyak 2 poin"),
        [_line(row) for row in own],
        unit=PERCENT,
        low=0,
        high=100,
        label_heading=_("Nilai"),
        bar_heading=_("Bagian unit"),
        value_heading=pgettext_lazy("dari semua", "Bagian"),
    )
    charts = [Chart("dots", dots), Chart("rows", within)] if any(row["hidden"] != FEW for row in own) else []
    block = Block("selisih", gettext("TPI dikurangi TPN"), charts, _sentences(own))
    return Shown([block], [choice])


def _told(row: Row) -> Row:
    units = whole(row, "units")
    said: dict[str, int | str | Fraction | None] = {
        "period": word(row, "period"),
        "measure": word(row, "measure"),
        "units": units,
    }
    if units < FEWEST:
        return {**said, **dict.fromkeys(("mean", *_QUANTILES, *_SHARES)), "hidden": FEW}
    shares = {name: Fraction(whole(row, name), units) for name in _SHARES}
    exact = {name: figure(row, name) for name in _QUANTILES}
    return {**said, "mean": figure(row, "points") / units, **exact, **shares, "hidden": ""}


def _rank(row: Row) -> tuple[bool, str]:
    return word(row, "measure") != TOTAL, word(row, "measure")


def _name(row: Row) -> str:
    return gettext("Nilai total") if word(row, "measure") == TOTAL else area_name(word(row, "measure"))


def _dot(row: Row) -> Dot:
    middle, low, high = (figure_or_none(row, name) for name in ("median", "lower_quartile", "upper_quartile"))
    return Dot(_name(row), middle, low, high, whole(row, "units"), missing=too_few(whole(row, "units")))


def _line(row: Row) -> Line:
    return Line(_name(row), percent(row, "within_2"), missing=too_few(whole(row, "units")))


def _sentences(rows: Sequence[Row]) -> list[str]:
    total = next((row for row in rows if word(row, "measure") == TOTAL and row["mean"] is not None), None)
    if total is None:
        few = {"units": max((whole(row, "units") for row in rows), default=0), "least": FEWEST}
        return [gettext("Terlalu sedikit: %(units)s unit dinilai oleh keduanya, paling sedikit %(least)s.") % few]
    told = {
        "mean": signed(figure(total, "mean"), 2),
        "share": number(figure(total, "higher") * 100, 1),
        "units": number(whole(total, "units"), 0),
    }
    words = gettext(
        "Dari %(units)s unit, nilai total TPI rata-rata berselisih %(mean)s poin dari TPN; "
        "pada %(share)s%% TPI lebih tinggi."
    )
    return [words % told]


DIFFERENCES: Final = Figure("selisih", "differences", tell, show, ("tahun",))
