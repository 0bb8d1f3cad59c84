"""Words of provinces, kinds of units and areas of change, and what can be chosen of them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from typing import TYPE_CHECKING, Final

from django.utils.translation import gettext, gettext_lazy

from pulau.apps.agencies.contract import UnitKind
from pulau.apps.analytics.figures.model import Choice
from pulau.apps.analytics.figures.told import Row, word
from pulau.apps.publication.contract import CENTRE, COUNTRY, UNKNOWN
from pulau.exchange.packs import available, load_wording
from pulau.exchange.regions import region_name
from pulau.foundation.ui.middleware import spoken_language

if TYPE_CHECKING:
    from pulau.foundation.ui.charts.table import Words

PLACE_ASKS: Final = ("provinsi", "jenis")
_KINDS: Final[Mapping[str, Words]] = {kind.value: kind.label for kind in UnitKind}
_ELSEWHERE: Final[Mapping[str, Words]] = {
    CENTRE: gettext_lazy("Instansi pusat"),
    UNKNOWN: gettext_lazy("Provinsi tidak diketahui"),
    COUNTRY: gettext_lazy("Seluruh negara"),
}


def province_name(code: str) -> str:
    """Return the name of a province, or of what lies in none."""
    return region_name(code) or str(_ELSEWHERE.get(code, code))


def kind_name(code: str) -> str:
    """Return the name of a kind of unit."""
    return str(_KINDS.get(code, code))


def area_name(code: str) -> str:
    """Return the name of an area of change, as the newest regulation that has it calls it."""
    return _area(code, spoken_language())


def years_of(rows: Iterable[Row]) -> list[str]:
    """Return the years of rows as texts, newest first."""
    return sorted({word(row, "year") for row in rows}, reverse=True)


def chosen_place(asked: Mapping[str, str], rows: Sequence[Row]) -> tuple[str, str]:
    """Return scope and place that an address asks for: a province before a kind, the country where neither is known."""
    known = {(word(row, "scope"), word(row, "place")) for row in rows}
    wished = (("province", asked.get("provinsi", "")), ("kind", asked.get("jenis", "")))
    return next((one for one in wished if one in known), ("country", COUNTRY))


def place_name(scope: str, place: str) -> str:
    """Return the name of a place of a scope."""
    return kind_name(place) if scope == "kind" else province_name(place)


def place_choices(rows: Sequence[Row], chosen: tuple[str, str]) -> list[Choice]:
    """Return the choice of a province, and that of a kind."""
    scope, place = chosen
    found: dict[str, set[str]] = {"province": set(), "kind": set()}
    for row in rows:
        found.get(word(row, "scope"), set()).add(word(row, "place"))
    named = {one: sorted(((key, place_name(one, key)) for key in keys), key=_by_name) for one, keys in found.items()}
    return [
        Choice(
            "provinsi",
            gettext("Provinsi"),
            named["province"],
            place if scope == "province" else "",
            gettext("Semua provinsi"),
        ),
        Choice("jenis", gettext("Jenis unit"), named["kind"], place if scope == "kind" else "", gettext("Semua jenis")),
    ]


def year_choice(years: Sequence[str], chosen: str, words: Mapping[str, str] | None = None) -> Choice:
    """Return the choice of a year."""
    return Choice("tahun", gettext("Tahun"), [(year, (words or {}).get(year, year)) for year in years], chosen)


def chosen_year(asked: Mapping[str, str], years: Sequence[str]) -> str:
    """Return the year that an address asks for, else the newest; empty where there is none."""
    wished = asked.get("tahun", "")
    return wished if wished in years else next(iter(years), "")


def _by_name(option: tuple[str, str]) -> str:
    return option[1]


@cache
def _area(code: str, spoken: str) -> str:
    for pack in available():
        names = load_wording(pack).areas.get(code)
        if names:
            return f"{code}. {names[spoken]}"
    return code
