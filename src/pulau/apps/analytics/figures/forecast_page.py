"""How the forecast is shown: the line with its interval, where it comes from, and how wrong it was."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Final

from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from pulau.apps.analytics.figures.model import MAIN, Block, Chart, Shown, Tables
from pulau.apps.analytics.figures.steps import STEP_WORDS
from pulau.apps.analytics.figures.told import Row, figure, figure_or_none, whole, word
from pulau.core.analytics.funnel import Step
from pulau.foundation.ui.charts import ChartTable, Lines, Point, Series, Unit
from pulau.foundation.ui.formats import number, signed

if TYPE_CHECKING:
    from pulau.foundation.ui.charts.table import Words

UNITS: Final = Unit(digits=1)
NOTE: Final[Words] = _("Putus-putus: prakiraan dengan rentangnya. Tahun berjalan belum selesai.")


def show(tables: Tables, _asked: Mapping[str, str]) -> Shown:
    """Show each title: what came, what is expected, and how wrong the method was."""
    blocks: list[Block] = []
    for summary in tables["summary"].rows:
        title = word(summary, "title")
        years = [row for row in tables[MAIN].rows if row["title"] == title]
        sources = [row for row in tables["sources"].rows if row["title"] == title]
        blocks += _of_title(title, summary, years, sources)
    return Shown(blocks)


def _of_title(title: str, summary: Row, years: Sequence[Row], sources: Sequence[Row]) -> list[Block]:
    heading = gettext("Penetapan pertama %(title)s pada %(year)s") % {"title": title, "year": word(summary, "year")}
    key = title.lower()
    if summary["needed"] is not None:
        return [Block(key, heading, sentences=[_too_few(summary)])]
    charts = [Chart("lines", _lines(title, years), NOTE), Chart("table", _sources(title, sources))]
    blocks = [Block(key, heading, charts, _sentences(years[-1], summary))]
    errors = gettext("Seberapa meleset dahulu: %(title)s") % {"title": title}
    tried = [row for row in years if row["made"] == "past"]
    shown = [Chart("table", _errors(title, tried))] if tried else []
    return [*blocks, Block(f"{key}-meleset", errors, shown, [_error_words(summary)])]


def _too_few(summary: Row) -> str:
    told = {"years": whole(summary, "years"), "needed": whole(summary, "needed")}
    return (
        gettext(
            "Terlalu sedikit untuk prakiraan: baru ada %(years)s pasang tahun berurutan, paling sedikit %(needed)s."
        )
        % told
    )


def _sentences(now: Row, summary: Row) -> list[str]:
    told = {
        "expected": number(figure(now, "expected"), 1),
        "low": number(whole(now, "low"), 0),
        "high": number(whole(now, "high"), 0),
        "came": number(whole(now, "came"), 0),
        "before": int(word(summary, "year")) - 1,
    }
    return [
        gettext(
            "Dari keadaan akhir %(before)s diperkirakan %(expected)s unit, antara %(low)s dan %(high)s "
            "(rentang 95%% bila tahun-tahun serupa). Sejauh ini sudah %(came)s."
        )
        % told
    ]


def _error_words(summary: Row) -> str:
    tried = whole(summary, "tried")
    if not tried:
        return gettext("Belum ada tahun yang dapat dicoba: prakiraan ini belum pernah diuji.")
    words = ngettext(
        "Dicoba pada %(tried)s tahun: rata-rata meleset %(error)s unit. Mengulang saja angka tahun sebelumnya meleset "
        "%(repeating)s unit. Yang terjadi berada di dalam rentang pada %(inside)s tahun.",
        "Dicoba pada %(tried)s tahun: rata-rata meleset %(error)s unit. Mengulang saja angka tahun sebelumnya meleset "
        "%(repeating)s unit. Yang terjadi berada di dalam rentang pada %(inside)s tahun.",
        tried,
    )
    told = words % {
        "tried": tried,
        "error": number(figure(summary, "mean_error"), 1),
        "repeating": number(figure(summary, "repeating_error"), 1),
        "inside": whole(summary, "inside"),
    }
    if figure(summary, "mean_error") < figure(summary, "repeating_error"):
        return told
    no_better = gettext("Jadi cara ini belum lebih baik daripada mengulang angka tahun sebelumnya.")
    return f"{told} {no_better}"


def _lines(title: str, years: Sequence[Row]) -> Lines:
    points = [_point(row) for row in years]
    return Lines(
        gettext("Penetapan pertama %(title)s per tahun") % {"title": title},
        [word(row, "year") for row in years],
        [Series(title, points)],
        UNITS,
    )


def _point(row: Row) -> Point:
    if row["made"] != "now":
        return Point(whole(row, "came"))
    return Point(figure(row, "expected"), whole(row, "low"), whole(row, "high"), projected=True)


def _sources(title: str, rows: Sequence[Row]) -> ChartTable:
    headings = (
        _("Tahap di bawahnya"),
        _("Unit sekarang"),
        _("Pernah di tahap itu pada akhir tahun"),
        _("Ditetapkan setahun kemudian"),
        _("Diperkirakan"),
    )
    lines = [
        [
            str(STEP_WORDS[Step(word(row, "step"))]),
            *(number(whole(row, name), 0) for name in ("units", "stood", "granted")),
            UNITS.text(figure(row, "expected")),
        ]
        for row in rows
    ]
    return ChartTable(gettext("Dari mana angka itu: %(title)s") % {"title": title}, headings, lines)


def _errors(title: str, rows: Sequence[Row]) -> ChartTable:
    headings = (_("Tahun"), _("Diperkirakan"), _("Rentang 95%"), _("Yang terjadi"), _("Meleset"), _("Di dalam rentang"))
    caption = gettext("Prakiraan %(title)s tahun-tahun lalu dan yang terjadi") % {"title": title}
    return ChartTable(caption, headings, [_error_line(row) for row in rows])


def _error_line(row: Row) -> list[str]:
    inside = gettext("ya") if row["inside"] else gettext("tidak")
    error = signed(figure(row, "error"), 1)
    expected = UNITS.text(figure_or_none(row, "expected"))
    interval = Unit().interval(whole(row, "low"), whole(row, "high"))
    return [word(row, "year"), expected, interval, number(whole(row, "came"), 0), error, inside]
