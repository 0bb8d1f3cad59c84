"""The same answers under another regulation: what goes along, what is left out, what is open, what it gives."""

from __future__ import annotations

from typing import Any

import pytest

from pulau.core.scoring.carry import carry_answers
from pulau.core.scoring.evaluate import evaluate
from pulau.exchange.packs import available, load_pack
from tests.apps.worksheets.what_next import context, fill, page
from tests.exchange.answers_for import answers_for
from tests.house import House

TEN, OLD, NEW = "permenpan-rb-10-2019", "permenpan-rb-52-2014", "permenpan-rb-90-2021"


def simulation(house: House, query: str = "", year: int = 2026) -> Any:  # noqa: ANN401 - a template's context
    return context(house.client("ayu"), house.address(f"simulasi{query}", year=year))


def test_only_other_regulations_with_a_worksheet_are_offered(house: House) -> None:
    offered = [key for key, _name, _current in simulation(house)["choices"]]
    assert offered == [key for key in available() if load_pack(key).worksheet and key != NEW] == [TEN, OLD]


def test_the_figures_are_those_of_the_carried_answers(house: House) -> None:
    fill(house)
    found = simulation(house, f"?peraturan={TEN}")
    own = found["desk"].evaluation
    carried = carry_answers(own.answers, load_pack(TEN))
    then = evaluate(load_pack(TEN), carried.answers)
    assert found["versus"].total == then.total.points - own.total.points
    assert found["carried"] == len(carried.answers.values) == 85
    assert [row.item for row in found["left_out"]] == list(carried.left_out)
    assert len(found["open"]) == len(carried.open) == 5
    assert found["open_weight"] == sum(load_pack(TEN).items[item].weight for item in carried.open)


def test_what_is_left_out_and_what_is_open_is_listed_with_its_reason(house: House) -> None:
    fill(house)
    text = page(house.client("ayu"), house.address(f"simulasi?peraturan={TEN}"))
    assert "85 dari 111 jawaban ikut ke Permenpan RB 10/2019." in text
    assert "26 ditinggalkan." in text
    assert "Tidak ditanyakan di Permenpan RB 10/2019." in text
    assert "5 pertanyaan di sana belum terjawab" in text
    assert f'href="{house.address("butir/H1.a")}"' in text


def test_a_regulation_without_titles_says_so_and_is_no_basis(house: House) -> None:
    fill(house)
    found = simulation(house, f"?peraturan={TEN}")
    assert "Permenpan RB 10/2019 tidak memuat ambang WBK dan WBBM yang pasti." in found["versus"].sentences
    assert any("bukan dasar predikat" in caution.text for caution in found["simulate_cautions"])


def test_nothing_to_carry_says_so_and_why(house: House) -> None:
    fill(house)
    found = simulation(house, f"?peraturan={OLD}")
    assert "versus" not in found
    assert len(found["left_out"]) == 111
    text = page(house.client("ayu"), house.address(f"simulasi?peraturan={OLD}"))
    assert "Tidak ada jawaban yang dapat dibawa" in text
    assert "dari 113 pertanyaan Permenpan RB 90/2021 tidak satu pun ada di antara 84 pertanyaannya" in text


def test_titles_won_and_lost_are_told(house: House) -> None:
    house.open("disdukcapil", 2019, regulation=TEN)
    sheet = house.open("disdukcapil", 2018, regulation=OLD)
    house.answer("ayu", answers_for(load_pack(OLD)), sheet=sheet)
    found = simulation(house, f"?peraturan={TEN}", year=2018)
    assert found["carried"] == 3
    assert {title.id for title in found["versus"].titles} == {"WBK", "WBBM"}
    assert all("hanya ada di Permenpan RB 52/2014" in title.words for title in found["versus"].titles)


def test_the_title_that_the_unit_holds_goes_along(house: House) -> None:
    sheet = house.open("disdukcapil", 2019, regulation=TEN)
    sheet.prior_title = "WBK"
    sheet.save()
    house.answer("ayu", {"H1.1": "4"}, sheet=sheet)
    title = simulation(house, f"?peraturan={OLD}", year=2019)["versus"].titles[1]
    prior = next(gate for gate in title.gates if gate.name == "Predikat sebelumnya")
    assert (prior.after.actual, prior.after.met) == ("WBK", True)


def test_an_empty_worksheet_has_nothing_to_simulate(house: House) -> None:
    assert "Belum ada jawaban" in page(house.client("ayu"), house.address("simulasi"))


@pytest.mark.parametrize("asked", ["entah", NEW, "permenpan-rb-5-2024", "%3Cscript%3E", "%00"])
def test_a_regulation_that_is_not_offered_is_refused(house: House, asked: str) -> None:
    fill(house)
    text = page(house.client("ayu"), house.address(f"simulasi?peraturan={asked}"), status=422)
    assert "Peraturan ini tidak dikenal" in text
    assert f"Pilihannya: {TEN}, {OLD}" in text
    assert "<script>“" not in text
