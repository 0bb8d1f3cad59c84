"""Pulau's own workbook as it leaves: figures beside formulas, locked but for answers, text that stays text."""

from __future__ import annotations

import re
from dataclasses import replace
from io import BytesIO
from types import MappingProxyType
from zipfile import ZipFile

import pytest
from openpyxl import load_workbook

from pulau.core.regulation.model import Choice, Decrease, Share
from pulau.core.scoring.model import Unanswered
from pulau.core.shared.problems import BadInput
from pulau.exchange.packs import load_pack, load_wording
from pulau.exchange.workbook import write_template
from tests.exchange.filled import PACKS, at_random, best, cell_at, scored, written

PACK = load_pack("permenpan-rb-90-2021")


def _named(data: bytes) -> dict[str, object]:
    book = load_workbook(BytesIO(data), data_only=True)
    places = {name: (defined.attr_text or "").rpartition("!") for name, defined in book.defined_names.items()}
    return {name: book[sheet.strip("$'")][cell.replace("$", "")].value for name, (sheet, _, cell) in places.items()}


@pytest.mark.parametrize("pack_id", PACKS)
@pytest.mark.parametrize("unanswered", Unanswered)
def test_named_cells_hold_the_exact_figures_without_any_recalculation(pack_id: str, unanswered: Unanswered) -> None:
    pack = load_pack(pack_id)
    evaluation = scored(pack, at_random(pack, 5), unanswered=unanswered, prior_title="WBK" if pack.titles else None)
    named = _named(written(evaluation))
    assert named["TOTAL"] == pytest.approx(float(evaluation.total.points), abs=1e-12)
    assert named["ENABLER"] == pytest.approx(float(evaluation.enabler.points), abs=1e-12)
    assert named["RESULT"] == pytest.approx(float(evaluation.result.points), abs=1e-12)
    for key, area in evaluation.areas.items():
        assert named[f"AREA_{key}"] == pytest.approx(float(area.score.points), abs=1e-12)
    assert {title: named[title] for title in pack.titles} == {title: v.met for title, v in evaluation.titles.items()}


def test_a_pack_without_titles_gives_no_verdict() -> None:
    named = _named(written(scored(load_pack("permenpan-rb-10-2019"), {})))
    assert "TOTAL" in named
    assert not {"WBK", "WBBM"} & named.keys()


def test_equal_worksheets_give_equal_bytes() -> None:
    evaluation = scored(PACK, best(PACK))
    assert written(evaluation, {"P1.i.a": "catatan"}) == written(evaluation, {"P1.i.a": "catatan"})


def test_the_template_is_the_worksheet_with_nothing_answered() -> None:
    stream = BytesIO()
    write_template(PACK, load_wording(PACK.id), stream)
    assert stream.getvalue() == written(scored(PACK, {}))


def test_a_regulation_without_a_worksheet_has_no_template() -> None:
    with pytest.raises(BadInput, match="no-worksheet"):
        write_template(load_pack("permenpan-rb-5-2024"), load_wording(PACK.id), BytesIO())


@pytest.mark.parametrize("pack_id", PACKS)
def test_only_what_is_to_be_filled_is_unlocked(pack_id: str) -> None:
    pack = load_pack(pack_id)
    book = load_workbook(BytesIO(written(scored(pack, {}))))
    to_fill = {cell_at(book, key).coordinate for key in ("prior_title", "unanswered")}
    summary = book["Ringkasan"]
    assert {cell.coordinate for row in summary.iter_rows() for cell in row if not cell.protection.locked} == to_fill
    for sheet in book.worksheets:
        assert sheet.protection.sheet
        assert not sheet.protection.password
        for row in sheet.iter_rows():
            assert not [cell.coordinate for cell in row if cell.data_type == "f" and not cell.protection.locked]


@pytest.mark.parametrize("pack_id", PACKS)
def test_every_answer_note_and_evidence_cell_can_be_filled(pack_id: str) -> None:
    pack = load_pack(pack_id)
    book = load_workbook(BytesIO(written(scored(pack, {}))))
    for item in pack.items.values():
        ratio = item.answer if isinstance(item.answer, Share | Decrease) else None
        answers = [f"items.{item.id}#{key}" for key in ratio.inputs] if ratio else [f"items.{item.id}"]
        assert not any(cell_at(book, key).protection.locked for key in answers)
        for heading in ("Catatan", "Bukti 1", "Bukti 2", "Bukti 3"):
            assert not cell_at(book, f"items.{item.id}", heading).protection.locked


def test_each_choice_lists_its_own_options() -> None:
    book = load_workbook(BytesIO(written(scored(PACK, {}))))
    for item in PACK.items.values():
        if isinstance(item.answer, Choice):
            cell = cell_at(book, f"items.{item.id}")
            sheet = book[cell.parent.title]
            rules = [rule for rule in sheet.data_validations.dataValidation if cell.coordinate in rule.sqref]
            assert [rule.formula1 for rule in rules] == [f'"{",".join(item.answer.values)}"']
            shown = str(cell_at(book, f"items.{item.id}", "Pilihan jawaban").value)
            words = load_wording(PACK.id).items[item.id].options
            assert all(f"{key}   {words[key]['id']}" in shown for key in item.answer.values)


def test_every_item_says_what_shows_it() -> None:
    book = load_workbook(BytesIO(written(scored(PACK, {}))))
    wording = load_wording(PACK.id)
    for item in PACK.items:
        shown = str(cell_at(book, f"items.{item}", "Pertanyaan dan apa yang menunjukkannya").value)
        assert wording.items[item].question["id"] in shown
        assert all(line in shown for line in wording.items[item].evidence["id"])


def test_notes_and_links_are_never_formulas() -> None:
    evil = '=HYPERLINK("https://jahat.example";"klik")'
    data = written(scored(PACK, {}), {"P1.i.a": evil, "P1.i.b": "@cmd"}, {"P1.i.a": (evil, "javascript:alert(1)")})
    book = load_workbook(BytesIO(data))
    for heading in ("Catatan", "Bukti 1", "Bukti 2"):
        cell = cell_at(book, "items.P1.i.a", heading)
        assert cell.data_type == "s"
        assert cell.hyperlink is None


def test_web_and_mail_addresses_can_be_clicked() -> None:
    links = ("https://arsip.example.go.id/a?b=1&c=2#d", "mailto:zi@example.go.id", "rak 3")
    book = load_workbook(BytesIO(written(scored(PACK, {}), links={"P1.i.a": links})))
    cells = [cell_at(book, "items.P1.i.a", f"Bukti {number}") for number in (1, 2, 3)]
    assert [cell.value for cell in cells] == list(links)
    assert [cell.hyperlink.target if cell.hyperlink else None for cell in cells] == [
        "https://arsip.example.go.id/a?b=1&c=2",
        "mailto:zi@example.go.id",
        None,
    ]
    assert cells[0].hyperlink is not None
    assert cells[0].hyperlink.location == "d"


def test_more_links_get_more_columns() -> None:
    links = tuple(f"https://arsip.example.go.id/{number}" for number in range(7))
    book = load_workbook(BytesIO(written(scored(PACK, {}), links={"P1.i.a": links})))
    assert cell_at(book, "items.P1.i.a", "Bukti 7").value == links[6]


def test_an_index_that_no_binary_number_holds_is_written_whole() -> None:
    data = written(scored(PACK, {"H1.a": "3.87654321098765432109", "H2.a": "3.6"}))
    book = load_workbook(BytesIO(data))
    assert cell_at(book, "items.H1.a").value == "3.87654321098765432109"
    assert cell_at(book, "items.H2.a").value == 3.6


def test_sheets_print_on_landscape_a4_with_headings_on_each_page() -> None:
    book = load_workbook(BytesIO(written(scored(PACK, {}))))
    for sheet in book.worksheets[:-1]:
        assert (sheet.page_setup.orientation, sheet.page_setup.paperSize) == ("landscape", 9)
    assert book["Area 1"].print_title_rows == "$3:$3"
    assert book["Area 1"].freeze_panes == "G4"
    assert book.sheetnames == ["Ringkasan", *(f"Area {n}" for n in range(1, 7)), "Hasil", "PULAU_FORM"]
    assert book["PULAU_FORM"].sheet_state == "hidden"


def test_the_workbook_names_no_machine_and_no_time() -> None:
    with ZipFile(BytesIO(written(scored(PACK, {})))) as archive:
        assert b"2021-12-31T00:00:00Z" in archive.read("docProps/core.xml")
        assert {entry.date_time[0] for entry in archive.infolist()} == {1980}
        assert not re.search(rb"/(home|root|work)/", b"".join(archive.read(name) for name in archive.namelist()))


@pytest.mark.parametrize("what", ["notes", "links"])
def test_what_belongs_to_no_item_is_refused_rather_than_lost(what: str) -> None:
    notes, links = ({"X9": "a"}, {}) if what == "notes" else ({}, {"X9": ("a",)})
    with pytest.raises(BadInput, match="unknown-item at X9"):
        written(scored(PACK, {}), notes, links)


def test_a_note_longer_than_a_cell_is_refused_at_its_item() -> None:
    assert written(scored(PACK, {}), {"P1.i.a": "a" * 32_767})
    with pytest.raises(BadInput, match=r"text-too-long at notes\.P1\.i\.a"):
        written(scored(PACK, {}), {"P1.i.a": "😀" * 16_384})


def test_more_links_than_columns_are_refused() -> None:
    with pytest.raises(BadInput, match=r"too-many-links at P1\.i\.a"):
        written(scored(PACK, {}), links={"P1.i.a": ("https://a.example",) * 101})


def test_signs_that_no_file_can_hold_leave_a_mark() -> None:
    data = written(scored(PACK, {}), {"P1.i.a": "a\x00b\ud800c\r\nd"})
    assert cell_at(load_workbook(BytesIO(data)), "items.P1.i.a", "Catatan").value == "a\ufffdb\ufffdc\nd"


def test_a_title_that_does_not_ask_for_a_gate_shows_so() -> None:
    pack = load_pack("permenpan-rb-52-2014")
    wbk = replace(pack.titles["WBK"], gates=pack.titles["WBK"].gates[:-1])
    fewer = replace(pack, titles=MappingProxyType({**pack.titles, "WBK": wbk}))
    named = _named(written(scored(fewer, best(fewer), prior_title="WBK")))
    assert (named["WBK"], named["WBBM"]) == (True, True)
