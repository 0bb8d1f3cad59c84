"""A trial of other answers: scored beside what stands, told item by item, and never written."""

from __future__ import annotations

import re
from fractions import Fraction
from typing import Any
from urllib.parse import quote

import pytest

from pulau.apps.worksheets.selectors import answers_of
from tests.apps.worksheets.what_next import context, fill, page
from tests.house import House


def trial(house: House, query: str, who: str = "ayu") -> Any:  # noqa: ANN401 - a template's context
    return context(house.client(who), house.address(f"coba?{query}"))


def test_the_first_visit_offers_every_item_and_says_that_nothing_is_kept(house: House) -> None:
    fill(house)
    text = page(house.client("ayu"), house.address("coba"))
    assert "Tidak ada yang disimpan" in text
    assert text.count('class="try"') == 113
    assert "Akibatnya" not in text


def test_several_answers_at_once_show_total_gates_and_areas_before_and_after(house: House) -> None:
    fill(house)
    found = trial(house, "j-R5.ii.a.selesai=46&j-H1.a=3,9")
    versus = found["versus"]
    assert versus.total == Fraction("1.5") + Fraction("0.24") * Fraction(35, 8)
    area = next(row for row in versus.figures if row.path == "areas.5")
    assert area.points == Fraction("1.5")
    assert [(gate.name, gate.change) for title in versus.titles[:1] for gate in title.gates if gate.change] == [
        ("Area 5 Penguatan pengawasan", "won")
    ]
    text = page(house.client("ayu"), house.address("coba?j-R5.ii.a.selesai=46&j-H1.a=3,9"))
    assert "Nilai total naik 2,55, dari 82,26 menjadi 84,81." in text
    assert "Semua syarat WBK menjadi terpenuhi." in text


def test_each_tried_item_shows_its_gain_and_leads_to_where_it_is_answered(house: House) -> None:
    fill(house)
    address = house.address("coba?j-P1.i.a=Ya&j-P1.i.b=C")
    tried = {field.item: field.gain for field in context(house.client("ayu"), address)["tried"]}
    assert tried == {"P1.i.a": Fraction(1, 4), "P1.i.b": Fraction(-1, 4)}
    assert page(house.client("ayu"), address).count("Jawab sungguhan") == 2
    for_a_reader = page(house.client("indra"), address)
    assert "Jawab sungguhan" not in for_a_reader
    assert f'href="{house.address("butir/P1.i.a")}"' in for_a_reader


def test_what_is_tried_is_not_what_stands(house: House) -> None:
    fill(house)
    before = answers_of(house.sheet)
    trial(house, "j-P1.i.b=C&j-R5.ii.a.selesai=46")
    assert answers_of(house.sheet) == before


def test_the_answer_that_stands_is_no_trial(house: House) -> None:
    fill(house)
    assert dict(trial(house, "j-P1.i.b=A&j-H1.a=3,66&j-R5.ii.a.selesai=23")["trial"].tried) == {}


def test_an_answer_may_be_taken_back(house: House) -> None:
    fill(house)
    found = trial(house, "j-P1.i.b=-")
    assert dict(found["trial"].tried) == {"P1.i.b": None}
    assert found["versus"].total == Fraction(-1, 4)


def test_a_count_that_is_not_typed_stays_as_it_is(house: House) -> None:
    fill(house)
    tried = trial(house, "j-R5.ii.a.selesai=40")["trial"].tried["R5.ii.a"]
    standing = answers_of(house.sheet)["R5.ii.a"].value
    assert {key: str(count) for key, count in tried.items()} == {**standing, "selesai": "40"}


def test_an_unanswered_ratio_wants_its_counts(house: House) -> None:
    found = trial(house, "j-R5.ii.a.selesai=40")
    assert dict(found["trial"].tried) == {}
    assert any("kosong" in text for text in found["trial"].problems["R5.ii.a"])


def test_what_cannot_be_tried_is_told_at_its_item_and_the_rest_is_scored(house: House) -> None:
    fill(house)
    address = house.address("coba?j-P1.i.b=Z&j-R1.i.a.jumlah_agen=x&j-H1.a=4,1&j-P9.x=A&j-P1.i.a=Ya")
    text = page(house.client("ayu"), address, status=422)
    found = context(house.client("ayu"), address)
    assert set(found["trial"].problems) == {"P1.i.b", "R1.i.a", "H1.a"}
    assert set(found["trial"].tried) == {"P1.i.a"}
    assert [said[:5] for said in found["trial"].strange] == ["P9.x:"]
    assert re.search(r'name="j-R1.i.a.jumlah_agen" value="x"', text)
    assert re.search(r'name="j-H1.a" value="4,1"', text)
    assert "Nilai total naik 0,25" in text


@pytest.mark.parametrize(
    "field", ["R5.ii.a", "P1.i.b.selesai", "R5.ii.a.entah", "H1.a.", ".", "P1.i.b.", "\x00", "<script>", "\u202e"]
)
def test_a_field_of_no_item_is_named_and_not_taken(house: House, field: str) -> None:
    fill(house)
    text = page(house.client("ayu"), house.address(f"coba?j-{quote(field)}=1"), status=422)
    assert "Nomor pertanyaan ini tidak ada" in text
    assert "<script>:" not in text


def test_other_parameters_of_an_address_do_not_matter(house: House) -> None:
    fill(house)
    assert dict(trial(house, "utm_source=surat&P1.i.b=C")["trial"].tried) == {}


def test_blank_fields_leave_the_address(house: House) -> None:
    answer = house.client("ayu").get(house.address("coba?j-P1.i.b=C&j-P1.i.a=&j-R5.ii.a.selesai="))
    assert (answer.status_code, answer.headers["Location"]) == (302, house.address("coba?j-P1.i.b=C"))


def test_an_address_from_the_whole_form_stays_short_enough(house: House) -> None:
    """Proxies take lines of 8 kB."""
    text = page(house.client("ayu"), house.address("coba"))
    names = re.findall(r'name="(j-[^"]+)"', text)
    assert len(names) > 113
    assert len("&".join(f"{name}=" for name in names)) < 4_000


def test_both_sides_of_a_figure_are_explained(house: House) -> None:
    fill(house)
    rows = trial(house, "j-H1.a=4")["versus"].figures
    result = next(row for row in rows if row.path == "sub_areas.H1")
    assert [side.label for side in result.why] == ["Sekarang", "Percobaan"]
    assert result.why[0].formula != result.why[1].formula
    assert all(side.source.startswith("Permenpan RB 90/2021") for row in rows for side in row.why)


def test_what_is_still_missing_is_that_of_the_trial(house: House) -> None:
    fill(house)
    titles = trial(house, "j-R5.ii.a.selesai=46&j-H1.a=3,9")["versus"].titles
    total = next(gate for gate in titles[1].gates if gate.name == "Nilai total")
    assert (total.before.shortfall, total.after.shortfall, total.words) == ("2,74", "0,19", "Masih kurang 0,19")


def test_the_title_that_the_unit_holds_holds_in_the_trial_too(house: House) -> None:
    house.sheet.prior_title = "WBK"
    house.sheet.save()
    fill(house)
    prior = trial(house, "j-P1.i.a=Ya")["versus"].titles[1].gates[-1]
    assert (prior.name, prior.after.actual, prior.words) == ("Predikat sebelumnya", "WBK", "Tetap terpenuhi")
