"""Charts of the gallery; all figures are invented, chosen to show gaps, hidden figures, ties and negative ones too."""

from __future__ import annotations

from decimal import Decimal
from typing import Final

from django.utils.translation import gettext_lazy as _

from pulau.exchange.regions.tiles import tile_places
from pulau.foundation.ui.charts import (
    Bar,
    Bars,
    Dot,
    Dots,
    Funnel,
    Lines,
    Point,
    Row,
    Rows,
    Series,
    Step,
    Tick,
    Unit,
    bars_table,
    tile_map,
)
from pulau.foundation.ui.charts.table import Words

YEARS: Final = ("2020", "2021", "2022", "2023", "2024", "2025")
FEW: Final = _("Terlalu sedikit")
POINTS: Final = Unit(digits=2, suffix=_(" poin"))
PERCENT: Final = Unit(digits=1, suffix="%")


def _bars(title: Words, *values: int | None) -> Bars:
    return Bars(title, [Bar(year, value) for year, value in zip(YEARS, values, strict=True)])


def _points(*values: str) -> list[Point]:
    return [Point(Decimal(value)) for value in values]


DECLARED: Final = _bars(_("Unit mencanangkan zona per tahun"), 1392, 1870, 2315, 2760, 3104, 3412)
WBK: Final = _bars(_("Unit ditetapkan WBK per tahun"), 214, 262, None, 287, 331, 368)
CHANGE: Final = Bars(
    _("Perubahan jumlah penetapan terhadap tahun sebelumnya"),
    [Bar(year, value) for year, value in zip(YEARS, (0, 48, 43, -18, 44, -37), strict=True)],
    value_heading=_("Perubahan"),
)
TOTALS: Final = Lines(
    _("Nilai rata-rata menurut penilai"),
    YEARS,
    [
        Series("TPI", _points("79.1", "80.4", "81.0", "82.2", "83.9", "84.6"), "nila"),
        Series("TPN", _points("74.0", "75.2", "75.1", "77.8", "79.3", "80.2"), "terumbu"),
    ],
    Unit(digits=2),
    zero=False,
)
GRANTS: Final = Lines(
    _("Penetapan WBK dan prakiraannya"),
    (*YEARS, "2026"),
    [
        Series(
            "WBK",
            [
                *(Point(value) for value in (214, 262, None, 287, 331, 368)),
                Point(391, 340, 442, projected=True),
            ],
        )
    ],
)
MARKS: Final = (Tick(60, _("batas WBK (60%)")), Tick(75, _("batas WBBM (75%)")))
AREAS: Final = Rows(
    _("Median capaian per area perubahan"),
    [
        Row(_("Manajemen Perubahan"), Decimal("86.0"), note="n = 412", status="met"),
        Row(_("Penataan Sistem Manajemen SDM"), Decimal("79.2"), note="n = 412", status="met"),
        Row(_("Penguatan Pengawasan"), Decimal("53.68"), note="n = 409", short=True, status="short"),
        Row(_("Peningkatan Kualitas Pelayanan Publik"), None, note="n = 2", missing=FEW),
    ],
    ticks=MARKS,
    unit=PERCENT,
    low=0,
    high=100,
    bar_heading=_("Median terhadap batas"),
    value_heading=_("Median"),
)
LEVELS: Final = Rows(
    _("Selisih TPI dan TPN per area"),
    [
        Row(_("Penguatan Akuntabilitas"), Decimal("1.32")),
        Row(_("Penataan Tatalaksana"), Decimal("-0.45")),
        Row(_("Penguatan Pengawasan"), Decimal(0)),
        Row(_("Manajemen Perubahan"), None, missing=FEW),
    ],
    unit=POINTS,
    signs=True,
    bar_heading=_("TPN lebih tinggi – TPI lebih tinggi"),
    value_heading=_("Median selisih"),
)
INDICES: Final = Dots(
    _("Indeks survei dengan rentang kepercayaan"),
    [
        Dot(_("Persepsi antikorupsi (IPAK)"), Decimal("3.71"), Decimal("3.64"), Decimal("3.78"), 318, Decimal("3.60")),
        Dot(_("Kualitas pelayanan (IPKP)"), Decimal("3.58"), Decimal("3.50"), Decimal("3.66"), 318, Decimal("3.20")),
        Dot(_("Kepuasan masyarakat (IKM)"), None, n=4, missing=FEW),
    ],
    low=Decimal("2.5"),
    high=4,
)
WAY: Final = Funnel(
    _("Perjalanan unit yang mencanangkan pada 2021"),
    [
        Step(_("Mencanangkan"), 1870),
        Step(_("Menilai diri"), 1406, Decimal("75.19"), Decimal("73.18"), Decimal("77.09")),
        Step(_("Dinilai TPI"), 1122, Decimal("79.80"), Decimal("77.62"), Decimal("81.82")),
        Step(_("Dinilai TPN"), 540, Decimal("48.13"), Decimal("45.22"), Decimal("51.05")),
        Step("WBK", 262, Decimal("48.52"), Decimal("44.33"), Decimal("52.73")),
        Step("WBBM", 7, few=FEW),
    ],
)
COUNTS: Final = {
    code: None if place.letters == "PT" else (place.row * 7 + place.column * 5) % 90 * (place.column % 4)
    for code, place in tile_places().items()
}
TILES: Final = tile_map(
    title=_("Unit berpredikat menurut provinsi"),
    counts=COUNTS,
    href=lambda _code: "#g-tile_map",
    missing=FEW,
    invented=True,
    bounds=(1, 25, 75),
)

CHART_EXAMPLES: Final[dict[str, object]] = {
    "declared": DECLARED,
    "granted": WBK,
    "change": CHANGE,
    "years_table": bars_table(
        _("Unit dicanangkan dan WBK per tahun"), [(_("Dicanangkan"), DECLARED), ("WBK", WBK), (_("Perubahan"), CHANGE)]
    ),
    "level_totals": TOTALS,
    "grants": GRANTS,
    "area_rows": AREAS,
    "level_rows": LEVELS,
    "indices": INDICES,
    "way": WAY,
    "tile_map": TILES,
}
"""What the snippets of the charts refer to."""
