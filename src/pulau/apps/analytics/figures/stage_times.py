"""Time in each stage (waktu): medians after Kaplan and Meier, and the shares that are done within some days."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import repeat
from typing import TYPE_CHECKING, Final

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from pulau.apps.analytics.figures.model import MAIN, Block, Chart, Figure, Shown, Tables
from pulau.apps.analytics.figures.saying import PERCENT, percent, too_few
from pulau.apps.analytics.figures.told import FEW, Row, Said, Told, whole, word
from pulau.core.analytics.shares import TooFew
from pulau.core.analytics.stage_times import NotReached, NotWatched, Wait, stage_times_of
from pulau.foundation.ui.charts import ChartTable, Rows, Unit
from pulau.foundation.ui.charts import Row as Line
from pulau.foundation.ui.formats import number

if TYPE_CHECKING:
    from datetime import date

    from pulau.foundation.ui.charts.table import Words

WITHIN: Final = (30, 90, 180, 365)
NOT_REACHED: Final = "not-reached"
COLUMNS: Final = ("step", "units", "done", "longest", "median", *(f"within_{days}" for days in WITHIN), "hidden")
STEPS: Final[Mapping[str, Words]] = {
    "declared-handed-in": _("Dari pencanangan sampai penilaian mandiri"),
    "handed-in-internal": _("Dari penilaian mandiri sampai penilaian TPI"),
    "internal-national": _("Dari penilaian TPI sampai diusulkan ke TPN"),
    "national-decided": _("Dari usulan ke TPN sampai hasilnya"),
}
DAYS: Final = Unit(suffix=_(" hari"))


def tell(rows: Sequence[Row], _today: date) -> Tables:
    """Estimate each step from the waits."""
    waits: dict[str, list[Wait]] = {step: [] for step in STEPS}
    for row in rows:
        waits[word(row, "step")] += repeat(Wait(whole(row, "days"), whole(row, "done") == 1), whole(row, "units"))
    return {MAIN: Told(COLUMNS, [_told(step, found) for step, found in waits.items()])}


def show(tables: Tables, _asked: Mapping[str, str]) -> Shown:
    """Draw the medians, and list who is done by when."""
    rows = tables[MAIN].rows
    medians = Rows(
        _("Median hari menunggu"),
        [_line(row) for row in rows],
        unit=DAYS,
        label_heading=_("Langkah"),
        bar_heading=_("Median"),
        value_heading=_("Hari"),
        note_heading=_("Yang dihitung"),
    )
    sentence = gettext("Median adalah hari ketika setengah dari unit sudah selesai; yang masih menunggu ikut dihitung.")
    block = Block("waktu", gettext("Median di setiap tahap"), [Chart("rows", medians)], [sentence])
    within = Block("selesai", gettext("Bagian yang sudah selesai"), [Chart("table", _within(rows))])
    return Shown([block, within])


def _told(step: str, waits: Sequence[Wait]) -> Row:
    nothing: dict[str, Said] = dict.fromkeys(COLUMNS)
    times = stage_times_of(waits)
    if isinstance(times, TooFew):
        return {**nothing, "step": step, "units": times.n, "hidden": FEW}
    median = times.median
    shares: dict[str, Said] = {}
    for days in WITHIN:
        share = times.done_within(days)
        shares[f"within_{days}"] = None if isinstance(share, NotWatched) else share
    return {
        "step": step,
        "units": times.n,
        "done": times.done,
        "longest": times.longest,
        "median": None if isinstance(median, NotReached) else median,
        **shares,
        "hidden": NOT_REACHED if isinstance(median, NotReached) else "",
    }


def _name(row: Row) -> str:
    return str(STEPS[word(row, "step")])


def _line(row: Row) -> Line:
    if row["hidden"] == FEW:
        return Line(_name(row), None, missing=too_few(whole(row, "units")))
    counted = {"units": number(whole(row, "units"), 0), "done": number(whole(row, "done"), 0)}
    note = gettext("%(units)s unit, %(done)s selesai") % counted
    if row["median"] is None:
        words = gettext("Belum tercapai dalam %(days)s hari") % {"days": number(whole(row, "longest"), 0)}
        return Line(_name(row), None, note=note, missing=words)
    return Line(_name(row), whole(row, "median"), note=note)


def _within(rows: Sequence[Row]) -> ChartTable:
    headings: list[Words] = [_("Langkah"), *(gettext("Dalam %(days)s hari") % {"days": days} for days in WITHIN)]
    return ChartTable(_("Bagian unit yang sudah selesai"), headings, [(_name(row), *_shares(row)) for row in rows])


def _shares(row: Row) -> list[str]:
    if row["hidden"] == FEW:
        return [too_few(whole(row, "units"))] * len(WITHIN)
    return [PERCENT.text(percent(row, f"within_{days}"), _("Belum diketahui")) for days in WITHIN]


STAGE_TIMES: Final = Figure("waktu", "stage_times", tell, show)
