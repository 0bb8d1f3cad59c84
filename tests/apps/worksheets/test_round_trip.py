"""Out and in again: our workbook, the same recalculated by LibreOffice, and the ministry's form."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import pytest

from pulau.apps.worksheets.selectors import get_worksheet_by_id
from pulau.core.scoring.answers import take_answers
from pulau.core.scoring.evaluate import evaluate
from pulau.core.shared.numbers import print_exact
from pulau.exchange.packs import load_pack
from pulau.exchange.worksheet_files import read_worksheet
from tests.apps.worksheets.in_out import fill, journey, pack_answers, standing, with_answer
from tests.exchange.lookalike import build
from tests.exchange.office import save_as
from tests.house import REGULATION, House

pytestmark = pytest.mark.once  # of files and LibreOffice

ITEM = "P1.i.a"


def total_of(answers: dict[str, object]) -> Fraction:
    pack = load_pack(REGULATION)
    return evaluate(pack, take_answers(pack, answers)).total.points


def stored_total(house: House) -> str:
    exact: dict[str, str] = get_worksheet_by_id(house.actors["ayu"], house.sheet.pk).exact
    return exact["total"]


def other_than(value: object) -> str:
    return "Tidak" if value == "Ya" else "Ya"


@pytest.mark.parametrize("kind", ["as-written", "xlsx", "ods"])
def test_our_workbook_changed_by_hand_comes_back_with_that_change_alone(
    house: House, kind: str, tmp_path: Path
) -> None:
    fill(house, {"P1.i.b": "Catatan yang tetap."})
    ayu = journey(house, "ayu")
    answers = pack_answers()
    changed = {**answers, ITEM: other_than(answers[ITEM])}
    data = with_answer(ayu.client.get(house.address("unduh/lembar-kerja")).content, ITEM, changed[ITEM])
    if kind != "as-written":
        data = save_as(tmp_path, {"lke": data}, kind)["lke"]
    ayu.hand_in(data, f"lke.{'ods' if kind == 'ods' else 'xlsx'}")
    assert (ayu.offered(), ayu.ticked()) == ([ITEM], [])
    assert "Angka yang berbeda dari cetakan berkas" not in ayu.text or kind == "as-written"
    ayu.send("semua")
    assert ayu.send("ambil").status_code == 303
    assert stored_total(house) == print_exact(total_of(changed))
    now = standing(house)
    assert (now[ITEM].value, now[ITEM].version) == (changed[ITEM], 2)
    assert (now["P1.i.b"].note, now["P1.i.b"].version) == ("Catatan yang tetap.", 1)
    if kind != "as-written":
        printed = read_worksheet(data, f"lke.{kind}").printed["total"].value
        assert abs(printed - total_of(changed)) < Fraction(1, 10**9)


@pytest.mark.parametrize("kind", ["lembar-kerja", "jawaban"])
def test_what_was_taken_away_unchanged_changes_nothing(house: House, kind: str) -> None:
    fill(house, {"P1.i.b": "Catatan\nbaris kedua 🌊", "P1.ii.a": "=1+1"})
    ayu = journey(house, "ayu")
    data = ayu.client.get(house.address(f"unduh/{kind}")).content
    ayu.hand_in(data, "lke.xlsx" if kind == "lembar-kerja" else "lke.json")
    assert "Tidak ada yang perlu diambil alih" in ayu.text
    assert "tidak dapat diperiksa" not in ayu.text


def test_the_ministrys_form_fills_an_empty_worksheet(house: House) -> None:
    answers = pack_answers(3)
    form = build(REGULATION, answers)
    form.line(ITEM).note = "Catatan kementerian."
    ayu = journey(house, "ayu")
    ayu.hand_in(form.write(), "LKE kementerian.xlsx")
    assert len(ayu.ticked()) == len(load_pack(REGULATION).items)
    assert ayu.send("ambil").status_code == 303
    assert stored_total(house) == print_exact(total_of(answers))
    assert standing(house)[ITEM].note == "Catatan kementerian."
    assert {found.source for found in standing(house).values()} == {"imported"}


def test_figures_that_the_form_prints_otherwise_are_told(house: House) -> None:
    form = build(REGULATION, pack_answers(3))
    form.line("total", "sum").points = 99.0
    ayu = journey(house, "ayu")
    ayu.hand_in(form.write(), "LKE kementerian.xlsx")
    assert "Angka yang berbeda dari cetakan berkas" in ayu.text
    assert "99,00" in ayu.text
