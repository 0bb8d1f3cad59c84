"""What is taken away from a result, and that it leads back to the same result."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from django.test import Client

from pulau.apps.worksheets.forms import regulations
from pulau.exchange.worksheet_files import read_worksheet
from tests.apps.worksheets.conftest import Hand, demo_json, text_of

RSUD = "rsud-2025"


def test_the_workbook_brings_everything_back(carry: Hand, hand_in: Hand) -> None:
    answer = carry(demo_json(RSUD), "/hitung/unduh/lembar-kerja", prior_title="WBK")
    assert answer["Content-Type"].endswith("spreadsheetml.sheet")
    assert answer["Content-Disposition"] == 'attachment; filename="lke-2025-lke.xlsx"'
    back = read_worksheet(answer.content, "back.xlsx")
    sent = demo_json(RSUD)
    assert back.notes == sent["notes"]
    assert {item: list(links) for item, links in back.links.items()} == sent["links"]
    assert back.prior_title == "WBK"
    assert "Semua angka yang tercetak di berkas sama" in text_of(hand_in(answer.content, "back.xlsx"))


def test_the_answers_as_json_are_what_was_handed_in(carry: Hand) -> None:
    answer = carry(demo_json(RSUD), "/hitung/unduh/jawaban")
    assert json.loads(answer.content) == _as_text(demo_json(RSUD))


def _as_text(sheet: dict[str, object]) -> dict[str, object]:
    """Counts are written as text, so that no reader loses a digit."""
    answers = sheet["answers"]
    assert isinstance(answers, dict)
    written = {
        item: {key: str(count) for key, count in answer.items()} if isinstance(answer, dict) else answer
        for item, answer in answers.items()
    }
    return {**sheet, "answers": written}


def test_the_result_as_json_is_the_apis_to_the_byte(carry: Hand, client: Client) -> None:
    downloaded = carry(demo_json(RSUD), "/hitung/unduh/hasil").content
    asked = client.post("/api/v1/evaluate", json.dumps(demo_json(RSUD)), content_type="application/json").content
    assert downloaded == asked


def test_the_summary_is_a_pdf_in_the_readers_language(carry: Hand, client: Client) -> None:
    client.cookies["pulau_language"] = "en"
    answer = carry(demo_json(RSUD), "/hitung/unduh/ringkasan", contoh=RSUD)
    assert answer["Content-Type"] == "application/pdf"
    assert answer.content.startswith(b"%PDF-")
    assert answer["Content-Disposition"] == 'attachment; filename="lke-2025-ringkasan.pdf"'


def test_what_no_cell_holds_is_told_not_lost(carry: Hand) -> None:
    answer = carry({**demo_json(RSUD), "notes": {"P9.x": "ke mana?"}}, "/hitung/unduh/lembar-kerja")
    assert answer.status_code == 422
    assert "P9.x: " in text_of(answer)


@pytest.mark.parametrize("kind", ["lembar-kerja", "jawaban", "hasil", "ringkasan"])
def test_a_download_checks_what_it_is_sent(carry: Hand, kind: str) -> None:
    assert carry("{", f"/hitung/unduh/{kind}").status_code == 422


def test_there_is_nothing_else_to_download(carry: Hand, client: Client) -> None:
    assert carry(demo_json(RSUD), "/hitung/unduh/entah").status_code == 404
    assert client.get("/hitung/unduh/hasil").status_code == 405


def test_an_empty_workbook_of_each_regulation_can_be_had(client: Client) -> None:
    assert len(regulations()) >= 3
    for regulation, _name in regulations():
        answer = client.get(f"/hitung/lembar-kosong/{regulation}")
        assert not any(read_worksheet(answer.content, "a.xlsx").answers.values())
    assert client.get("/hitung/lembar-kosong/permenpan-rb-5-2024").status_code == 404


def test_the_name_of_a_download_is_plain(carry: Hand) -> None:
    name = carry(demo_json(RSUD), "/hitung/unduh/hasil", nama='../"x".xlsx')["Content-Disposition"]
    assert name == 'attachment; filename="x-hasil.json"'
    assert Path(carry(demo_json(RSUD), "/hitung/unduh/hasil", nama="…")["Content-Disposition"]).name.endswith(
        'lke-hasil.json"'
    )
