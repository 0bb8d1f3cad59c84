"""The journal shows for each entry how far it came, in as many queries as there are kinds of answers."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from pulau.apps.transparency.contract import sequence_once
from pulau.foundation.journal.models import Entry
from tests.apps.transparency.conftest import WITNESSES, add_witnesses
from tests.house import House

MOST_QUERIES = 19
"""Those of a journal without a log, and four."""


def text(client: Client, path: str) -> str:
    answer = client.get(path)
    assert answer.status_code == 200
    return answer.content.decode()


def opened(house: House) -> Entry:
    row: Entry = Entry.objects.for_tenant(house.tenants["sagara"]).get(action="worksheets.worksheet_opened")
    return row


def test_an_entry_is_recorded_then_logged_then_witnessed(log: Path, house: House) -> None:
    client, entry = house.client("hana"), opened(house)
    path = f"/jurnal/{entry.pk}"
    for page in (text(client, path), text(client, "/jurnal?tindakan=worksheets.")):
        assert "Menunggu log publik" in page
    sequence_once()
    page = text(client, path)
    assert "Belum disaksikan" in page
    assert f'href="/tanda-terima/{entry.pk}"' in page
    add_witnesses(log)
    sequence_once()
    page = text(client, path)
    assert all(f">{name}</bdi>" in page for name in WITNESSES)
    assert "Disaksikan" in text(client, "/jurnal?tindakan=worksheets.")
    answer: Any = client.post("/jurnal/unduh/jsonl", {"tindakan": "worksheets.worksheet_opened"})
    line = b"".join(answer.streaming_content).decode()
    assert '"log": {"state": "witnessed", "index": ' in line
    assert all(f'{{"name": "{name}", "at": "' in line for name in WITNESSES)
    answer = client.post("/jurnal/unduh/csv", {"tindakan": "worksheets.worksheet_opened"})
    table = b"".join(answer.streaming_content).decode()
    assert "Disaksikan" in table
    assert "ombudsman 20" in table


def test_what_stays_out_of_the_log_says_why(log: Path, house: House) -> None:
    client = house.client("hana")
    client.post("/jurnal/unduh/csv")
    entry = Entry.objects.for_tenant(house.tenants["sagara"]).get(action="journal.exported")
    page = text(client, f"/jurnal/{entry.pk}")
    assert "Tidak masuk log publik" in page
    assert "Langkah kerja saja" in page
    assert "/tanda-terima/" not in page.replace('href="/tanda-terima"', "")


def test_a_page_of_the_journal_asks_the_same_whatever_became_of_its_entries(log: Path, house: House) -> None:
    client = house.client("hana")
    add_witnesses(log)
    for year in (2023, 2024, 2025):
        sequence_once()
        house.open("disdukcapil", year)  # heads of their own, so that several were witnessed
    text(client, "/jurnal")
    with CaptureQueriesContext(connection) as queries:
        page = text(client, "/jurnal")
    assert all(words in page for words in ("Disaksikan", "Menunggu log publik"))
    assert len(queries) <= MOST_QUERIES
