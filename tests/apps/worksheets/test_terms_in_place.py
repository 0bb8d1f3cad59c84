"""Words of the law are explained where they stand, each place with an id of its own."""

from __future__ import annotations

import re

import pytest
from django.test import Client

from tests.house import House


def explained(html: str) -> set[str]:
    opened = re.findall(r'popovertarget="([^"]+)"', html)
    assert len(opened) == len(set(opened)), "two places with one id"
    for place in opened:
        assert html.count(f'id="{place}"') == 1
    return set(opened)


@pytest.mark.parametrize("who", ["ayu", "indra"])
def test_an_area_explains_its_halves_and_the_panel(house: House, who: str) -> None:
    html = house.client(who).get(house.address("area/5")).content.decode()
    assert {"istilah-pemenuhan", "istilah-reform", "istilah-penilaian-mandiri-nilai", "istilah-dimensi-nilai"} <= (
        explained(html)
    )


def test_the_overview_explains_columns_and_surveys(house: House) -> None:
    html = house.client("ayu").get(house.address()).content.decode()
    places = {f"istilah-{key}-tabel" for key in ("area", "pemenuhan", "reform", "pengungkit", "hasil", "ipak", "ipkp")}
    assert places <= explained(html)


def test_a_form_without_halves_speaks_of_none(house: House) -> None:
    house.open("disdukcapil", 2024, regulation="permenpan-rb-52-2014")
    html = house.client("ayu").get(house.address("area/5", year=2024)).content.decode()
    assert not {"istilah-pemenuhan", "istilah-reform"} & explained(html)


def test_the_calculator_explains_them_too(db: None) -> None:
    assert "istilah-ipak-tabel" in explained(Client().get("/hitung/contoh/rsud-2025").content.decode())
