"""The plan of a stored worksheet: by an address, with effort and pins, each step leading on."""

from __future__ import annotations

import re
import time
from typing import Any

import pytest

from pulau.apps.worksheets import planning
from pulau.exchange.packs import load_pack
from tests.apps.worksheets.what_next import context, fill, page
from tests.house import House


def plan_of(house: House, rest: str) -> Any:  # noqa: ANN401 - a template's context
    return context(house.client("ayu"), house.address(rest))["plan"]


def test_the_plan_to_the_next_title_is_there_unasked_where_it_is_near(house: House) -> None:
    fill(house)
    text = page(house.client("ayu"), house.address("rencana"))
    assert "2 langkah menuju WBK" in text
    assert "semua batas nilai WBK terpenuhi" in text


def test_a_far_plan_waits_until_it_is_asked_for(house: House) -> None:
    house.answer("ayu", {"P1.i.a": "Ya"})
    assert "lamanya dapat sampai tiga detik" in page(house.client("ayu"), house.address("rencana"))


def test_each_step_leads_to_its_item(house: House) -> None:
    fill(house)
    text = page(house.client("ayu"), house.address("rencana?predikat=WBK&susun=1"))
    for step in plan_of(house, "rencana?predikat=WBK&susun=1").steps:
        assert f'href="{house.address(f"butir/{step.item}")}"' in text


def test_effort_and_pins_come_from_the_address_and_stay_in_the_form(house: House) -> None:
    fill(house)
    address = "rencana?predikat=WBK&susun=1&upaya-option_step=3&sematkan=R5.ii.a&upaya-R5.i.a=900"
    plan = plan_of(house, address)
    assert plan.reachable
    assert not {"R5.ii.a", "R5.i.a"} & {step.item for step in plan.steps}
    text = page(house.client("ayu"), house.address(address))
    assert re.search(r'name="upaya-option_step"[^>]*value="3"', text)
    assert re.search(r'name="upaya-R5.i.a"[^>]*value="900"', text)
    assert re.search(r'name="sematkan" value="R5.ii.a"[^>]*checked', text)


def test_blank_fields_leave_the_address(house: House) -> None:
    answer = house.client("ayu").get(house.address("rencana?predikat=WBK&susun=1&upaya-option_step=&upaya-R5.i.a=+"))
    assert (answer.status_code, answer.headers["Location"]) == (302, house.address("rencana?predikat=WBK&susun=1"))


def test_a_plan_that_cannot_be_reached_says_what_stays_short(house: House) -> None:
    fill(house)
    pins = "&".join(f"sematkan={item}" for item in load_pack("permenpan-rb-90-2021").items if item[1] == "5")
    text = page(house.client("ayu"), house.address(f"rencana?predikat=WBK&susun=1&{pins}"))
    assert "WBK tidak dapat dicapai dari jawaban ini" in text
    assert "Coba langkah-langkah ini" not in text


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("predikat=WBX&susun=1", "WBX"),
        ("predikat=WBK&susun=1&upaya-option_step=murah", "murah"),
        ("predikat=WBK&susun=1&upaya-R5.i.a=0", "R5.i.a"),
        ("predikat=WBK&susun=1&sematkan=P9.x", "P9.x"),
    ],
)
def test_what_cannot_be_planned_is_told_and_nothing_typed_is_lost(house: House, query: str, words: str) -> None:
    fill(house)
    text = page(house.client("ayu"), house.address(f"rencana?{query}"), status=422)
    summary = text[text.index("Rencana belum dapat disusun") :]
    assert words in summary[: summary.index("</ul>")]
    assert 'role="alert"' in text


def test_a_plan_that_takes_too_long_says_so(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    fill(house)
    monkeypatch.setattr(planning, "_SECONDS", 0.01)
    monkeypatch.setattr(planning, "plan", lambda *_args, **_more: time.sleep(0.5))
    text = page(house.client("ayu"), house.address("rencana?predikat=WBBM&susun=1"), status=422)
    assert "Rencana tidak ditemukan dalam batas waktu" in text


def test_a_regulation_without_thresholds_has_nothing_to_plan(house: House) -> None:
    house.open("disdukcapil", 2019, regulation="permenpan-rb-10-2019")
    text = page(house.client("ayu"), house.address("rencana", year=2019))
    assert "tidak memuat ambang WBK dan WBBM yang pasti" in text
    assert "Susun rencana" not in text


def test_the_steps_go_into_the_trial_by_one_link_and_bring_what_the_plan_says(house: House) -> None:
    fill(house)
    client = house.client("ayu")
    given = context(client, house.address("rencana?predikat=WBK&susun=1"))
    trial = context(client, given["try_steps"])
    assert set(trial["trial"].tried) == {step.item for step in given["plan"].steps}
    assert trial["trial"].calculation.evaluation.total.points == given["plan"].total
    assert trial["trial"].calculation.evaluation.titles["WBK"].met
    assert not house.sheet.titles["WBK"]
