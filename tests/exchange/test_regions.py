"""The official regions, and the invented ones beside them."""

from __future__ import annotations

import re

import pytest

from pulau.exchange.regions import place_name, provinces, regencies_of, region_name, regions

OFFICIAL = [region for region in regions().values() if not region.invented]


def test_there_are_38_provinces_and_514_regencies_and_cities() -> None:
    assert sum(region.is_province for region in OFFICIAL) == 38
    assert sum(not region.is_province for region in OFFICIAL) == 514
    assert sum(region.is_city for region in OFFICIAL) == 98


def test_every_code_is_dotted_and_lies_in_a_known_province() -> None:
    assert all(re.fullmatch(r"\d\d(\.\d\d)?", code) for code in regions())
    assert {region.province for region in regions().values()} == {province.code for province in provinces()}


def test_the_code_of_a_city_says_so_as_its_name_does() -> None:
    assert [region.code for region in OFFICIAL if region.is_city != region.name.startswith("Kota ")] == []


@pytest.mark.parametrize(
    ("code", "name", "place"),
    [
        ("32", "Jawa Barat", "Jawa Barat"),
        ("32.04", "Kabupaten Bandung", "Kabupaten Bandung, Jawa Barat"),
        ("32.73", "Kota Bandung", "Kota Bandung, Jawa Barat"),
        ("96.71", "Kota Sorong", "Kota Sorong, Papua Barat Daya"),
        ("97.01", "Kabupaten Tanjung Sagara", "Kabupaten Tanjung Sagara, Nusa Bahari (rekaan)"),
        ("00", "", ""),
        ("", "", ""),
        ("3204", "", ""),
    ],
)
def test_a_code_has_its_official_name(code: str, name: str, place: str) -> None:
    assert (region_name(code), place_name(code)) == (name, place)


def test_the_regencies_of_a_province_are_its_own() -> None:
    found = regencies_of("32")
    assert len(found) == 27
    assert {region.province for region in found} == {"32"}
    assert regencies_of("32.04") == ()
    assert regencies_of("00") == ()


def test_what_is_invented_is_marked_and_touches_no_official_code() -> None:
    invented = [region for region in regions().values() if region.invented]
    assert {region.province for region in invented} == {"97"}
    assert not [region for region in OFFICIAL if region.province == "97"]
    assert "(rekaan)" in region_name("97")
    assert {region_name("97.01"), region_name("97.71")} == {"Kabupaten Tanjung Sagara", "Kota Muara Lain"}
