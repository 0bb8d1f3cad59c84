"""Places as pages name them: provinces, regencies and cities, and the two without a code."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from django.utils.translation import gettext_lazy as _

from pulau.apps.opendata.contract import place_path
from pulau.apps.publication.contract import CENTRE, UNKNOWN
from pulau.exchange.regions import regions

if TYPE_CHECKING:
    from django.utils.functional import Promise

WITHOUT_CODE: Final[dict[str, str | Promise]] = {CENTRE: _("Instansi pusat"), UNKNOWN: _("Wilayah tidak tercatat")}
Steps = list[tuple[str, str]]
"""Names and addresses, from the home page down."""


def is_place(code: str) -> bool:
    """Whether there is a page of this place."""
    return code in WITHOUT_CODE or code in regions()


def place_name(code: str) -> str:
    """Name a place; empty for a code that is none."""
    if code in WITHOUT_CODE:
        return str(WITHOUT_CODE[code])
    region = regions().get(code)
    return region.name if region else ""


def where_of(region_code: str, province: str, *, beside: str = "") -> str:
    """Say where something lies: "Kabupaten Bandung, Jawa Barat", or the place without a code.

    `beside` is a name that stands beside it already, and is not said again.
    """
    names = [place_name(region_code), place_name(province)] if region_code != province else [place_name(province)]
    return ", ".join(name for name in names if name and name != beside)


def where_beside(name: str, region_code: str, province: str) -> str:
    """Say where something lies beside the name of its body: nothing that the name says already."""
    where = where_of(region_code, province)
    return where.removeprefix(name).removeprefix(", ") if name and where.startswith(name) else where


def place_steps(region_code: str, province: str, *, to: str = "") -> Steps:
    """Return the places that lead to something: its province, then its regency or city.

    `to` is the name of what they lead to: a place of this very name would stand there twice.
    """
    codes = [province, *([region_code] if region_code not in {"", province} else [])]
    return [(place_name(code), place_path(code)) for code in codes if is_place(code) and place_name(code) != to]
