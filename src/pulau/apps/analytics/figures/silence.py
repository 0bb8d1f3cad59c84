"""Silence (senyap): units that were declared and show nothing since, with the interval of their share."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Final

from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from pulau.apps.analytics.figures.model import MAIN, Block, Chart, Figure, Shown, Tables
from pulau.apps.analytics.figures.places import (
    PLACE_ASKS,
    chosen_place,
    place_choices,
    place_name,
    province_name,
    years_of,
)
from pulau.apps.analytics.figures.saying import PERCENT, percent, too_few
from pulau.apps.analytics.figures.told import FEW, Row, Said, Told, whole, word
from pulau.core.analytics.shares import TooFew, rate_of
from pulau.foundation.ui.charts import Bar, Bars, Dot, Dots

if TYPE_CHECKING:
    from datetime import date

    from pulau.foundation.ui.charts.table import Words

COLUMNS: Final = ("scope", "place", "year", "declared", "silent", "share", "low", "high", "hidden")


def tell(rows: Sequence[Row], _today: date) -> Tables:
    """Add the share with its interval, where enough were declared."""
    return {MAIN: Told(COLUMNS, [_told(row) for row in rows])}


def show(tables: Tables, asked: Mapping[str, str]) -> Shown:
    """Draw the years of a place, and the provinces in the newest year."""
    rows = tables[MAIN].rows
    scope, place = chosen_place(asked, rows)
    own = [row for row in rows if (word(row, "scope"), word(row, "place")) == (scope, place)]
    silent = _("Unit senyap per tahun")
    charts = [
        Chart("bars", Bars(silent, [Bar(word(row, "year"), whole(row, "silent")) for row in own])),
        Chart(
            "dots",
            _dots(_("Bagian yang senyap dari yang dicanangkan"), _("Tahun"), [(word(r, "year"), r) for r in own]),
        ),
    ]
    blocks = [Block("senyap", place_name(scope, place), charts if own else ())]
    if scope == "country" and (newest := next(iter(years_of(rows)), "")):
        there = [row for row in rows if row["scope"] == "province" and word(row, "year") == newest]
        lines = sorted(((province_name(word(row, "place")), row) for row in there), key=_name)
        title = gettext("Per provinsi, %(year)s") % {"year": newest}
        blocks.append(Block("provinsi", title, [Chart("dots", _dots(title, _("Provinsi"), lines))]))
    return Shown(blocks, place_choices(rows, (scope, place)))


def _name(line: tuple[str, Row]) -> str:
    return line[0]


def _told(row: Row) -> Row:
    rate = rate_of(whole(row, "silent"), whole(row, "declared"))
    if isinstance(rate, TooFew):
        told: dict[str, Said] = {"share": None, "low": None, "high": None, "hidden": FEW}
    else:
        told = {"share": rate.share, "low": rate.low, "high": rate.high, "hidden": ""}
    return {**row, **told}


def _dots(title: Words, heading: Words, lines: Sequence[tuple[str, Row]]) -> Dots:
    return Dots(
        title,
        [_dot(name, row) for name, row in lines],
        unit=PERCENT,
        low=0,
        high=100,
        label_heading=heading,
        value_heading=pgettext_lazy("dari semua", "Bagian"),
    )


def _dot(name: str, row: Row) -> Dot:
    declared = whole(row, "declared")
    share, low, high = (percent(row, one) for one in ("share", "low", "high"))
    return Dot(name, share, low, high, declared, missing=too_few(declared))


SILENCE: Final = Figure("senyap", "silence", tell, show, PLACE_ASKS)
