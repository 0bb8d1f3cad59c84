"""Two people at once: what somebody changed between preview and taking over is shown again, never overwritten."""

from __future__ import annotations

import pytest

from tests.apps.worksheets.in_out import Journey, journey, json_file, standing
from tests.house import House

FILE = {"P1.i.a": "Ya", "P1.i.b": "A", "H1.a": "3.87"}


@pytest.fixture
def ayu(house: House) -> Journey:
    """Ayu, who has just seen what her file would fill."""
    found = journey(house, "ayu")
    found.hand_in(json_file(FILE))
    assert found.ticked() == list(FILE)
    return found


def test_an_answer_given_meanwhile_comes_back_as_a_choice_between_both(ayu: Journey, house: House) -> None:
    house.answer("fajar", {"P1.i.b": "C"})
    assert ayu.send("ambil").status_code == 409
    now = standing(house)
    assert (now["P1.i.b"].value, now["P1.i.b"].user_name) == ("C", "Fajar Prakoso")
    assert (now["P1.i.a"].value, now["H1.a"].value) == ("Ya", "3.87")
    assert "2 butir diambil alih." in ayu.text
    assert "1 butir tidak diambil alih, karena diubah orang lain" in ayu.text
    assert "Diubah Fajar Prakoso," in ayu.text
    assert (ayu.offered(), ayu.ticked()) == (["P1.i.b"], [])


def test_choosing_the_files_answer_knowingly_takes_it(ayu: Journey, house: House) -> None:
    house.answer("fajar", {"P1.i.b": "C"})
    ayu.send("ambil")
    assert ayu.send("ambil", ["P1.i.b"]).status_code == 303
    assert (standing(house)["P1.i.b"].value, standing(house)["P1.i.b"].version) == ("A", 2)


def test_a_third_change_is_shown_once_more(ayu: Journey, house: House) -> None:
    house.answer("fajar", {"P1.i.b": "C"})
    ayu.send("ambil")
    house.answer("gita", {"P1.i.b": "B"})
    assert ayu.send("ambil", ["P1.i.b"]).status_code == 409
    assert "Diubah Gita Permata," in ayu.text
    assert standing(house)["P1.i.b"].value == "B"


def test_the_same_answer_given_meanwhile_is_no_clash(ayu: Journey, house: House) -> None:
    house.answer("fajar", {"P1.i.b": "A"})
    assert ayu.send("ambil").status_code == 303
    assert standing(house)["P1.i.b"].version == 1


def test_asking_for_the_effect_does_not_hide_that_somebody_was_quicker(ayu: Journey, house: House) -> None:
    house.answer("fajar", {"P1.i.b": "C"})
    ayu.send("hitung")
    assert "P1.i.b" not in ayu.ticked()
    assert "Diubah Fajar Prakoso," in ayu.text
    assert ayu.send("ambil").status_code == 303
    assert standing(house)["P1.i.b"].value == "C"


def test_a_note_written_meanwhile_stays_where_the_file_has_none(ayu: Journey, house: House) -> None:
    fajar = journey(house, "fajar")
    fajar.hand_in(json_file({}, notes={"P1.i.b": "Dari Fajar."}))
    fajar.send("ambil")
    assert ayu.send("ambil").status_code == 303
    now = standing(house)["P1.i.b"]
    assert (now.value, now.note) == ("A", "Dari Fajar.")


def test_two_notes_are_both_shown(house: House) -> None:
    ayu, fajar = journey(house, "ayu"), journey(house, "fajar")
    ayu.hand_in(json_file({}, notes={"P1.i.a": "Dari Ayu."}))
    fajar.hand_in(json_file({}, notes={"P1.i.a": "Dari Fajar."}))
    fajar.send("ambil")
    assert ayu.send("ambil").status_code == 409
    assert "Dari Ayu." in ayu.text
    assert "Dari Fajar." in ayu.text
    assert standing(house)["P1.i.a"].note == "Dari Fajar."
    assert "0 butir diambil alih" not in ayu.text
    assert "Belum ada yang berubah" not in ayu.text
