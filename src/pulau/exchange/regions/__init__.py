"""The official regions of Indonesia (wilayah administrasi): provinces, regencies and cities by their codes.

A province has two figures (`32`), a regency or city its province's, a point and two of its own (`32.04`). Beside the
official ones stand a few invented ones, whose codes begin with 97, so that a demonstration names no real body.
"""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

FIRST_CITY = 71
"""The own number of a province's first city; those below are regencies."""


@dataclass(frozen=True, slots=True)
class Region:
    """A province, regency or city; `invented` where it does not exist."""

    code: str
    name: str
    invented: bool = False

    @property
    def province(self) -> str:
        """The code of the province: its own, or of the one that it lies in."""
        return self.code[:2]

    @property
    def is_province(self) -> bool:
        """Whether it is a province."""
        return "." not in self.code

    @property
    def is_city(self) -> bool:
        """Whether it is a city (kota), not a regency (kabupaten)."""
        return not self.is_province and int(self.code[3:]) >= FIRST_CITY


@cache
def regions() -> Mapping[str, Region]:
    """Return every region by its code, in the order of the codes, the invented ones last."""
    found = [*_read("official.csv", invented=False), *_read("invented.csv", invented=True)]
    return MappingProxyType({region.code: region for region in found})


def region_name(code: str) -> str:
    """Return the official name of a region ("Kabupaten Bandung"), or an empty text for a code that is none."""
    region = regions().get(code)
    return region.name if region else ""


def place_name(code: str) -> str:
    """Return the name of a region with its province's: "Kabupaten Bandung, Jawa Barat"; empty where there is none."""
    region = regions().get(code)
    if region is None or region.is_province:
        return region.name if region else ""
    return f"{region.name}, {region_name(region.province)}"


def provinces() -> tuple[Region, ...]:
    """Return the provinces."""
    return tuple(region for region in regions().values() if region.is_province)


def regencies_of(code: str) -> tuple[Region, ...]:
    """Return the regencies and cities of the province with this code; none for another code."""
    return tuple(region for region in regions().values() if region.province == code and not region.is_province)


def _read(name: str, *, invented: bool) -> list[Region]:
    with (files(__package__) / name).open(encoding="utf-8") as rows:
        return [Region(row["code"], row["name"], invented=invented) for row in csv.DictReader(rows)]
