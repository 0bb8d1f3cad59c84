"""Trends (tren): what happened in each year, in the whole country, a province, or a kind of unit."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Final

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from pulau.apps.analytics.figures.model import MAIN, Block, Chart, Figure, Shown, Tables
from pulau.apps.analytics.figures.places import PLACE_ASKS, chosen_place, place_choices, place_name
from pulau.apps.analytics.figures.told import Row, Told, whole, word
from pulau.exchange.national.questions import questions
from pulau.foundation.ui.charts import Bar, Bars, bars_table

if TYPE_CHECKING:
    from datetime import date

    from pulau.foundation.ui.charts.table import Words

_DRAWN: Final[tuple[tuple[str, Words], ...]] = (
    ("declared", _("Mencanangkan sendiri, sampai akhir tahun")),
    ("granted_wbk", _("Ditetapkan WBK pada tahun itu")),
    ("granted_wbbm", _("Ditetapkan WBBM pada tahun itu")),
    ("not_passed", _("Belum lulus")),
    ("revoked", _("Predikat dicabut")),
)


def tell(rows: Sequence[Row], _today: date) -> Tables:
    """Take the counts as they are."""
    return {MAIN: Told(tuple(questions()["trends"].columns), rows)}


def show(tables: Tables, asked: Mapping[str, str]) -> Shown:
    """Draw each count over the years, all in one table."""
    rows = tables[MAIN].rows
    scope, place = chosen_place(asked, rows)
    own = [row for row in rows if (word(row, "scope"), word(row, "place")) == (scope, place)]
    charts = [
        (title, Bars(title, [Bar(word(row, "year"), whole(row, column)) for row in own])) for column, title in _DRAWN
    ]
    title = place_name(scope, place)
    block = Block(
        "tren",
        title,
        [Chart("bars", chart) for _title, chart in charts],
        [gettext("Tahun berjalan dihitung seperti keadaan hari ini.")],
        bars_table(gettext("Angka per tahun: %(place)s") % {"place": title}, charts),
    )
    return Shown([block], place_choices(rows, (scope, place)))


TRENDS: Final = Figure("tren", "trends", tell, show, PLACE_ASKS)
