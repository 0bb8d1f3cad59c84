"""The folder about an incident: who is affected, by what, and the drafts of the letters."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from pulau.apps.people.models import Appointment
from pulau.apps.people.services.appointing import end_appointment
from pulau.foundation.journal.models import Entry
from pulau.foundation.tenancy.request_id import numbered
from tests.apps.people.test_own_data import NIK, employ
from tests.cast import NOW
from tests.house import House

AROUND = {"since": "2026-03-02T15:00", "until": "2026-03-02T16:00"}


def pack(tmp_path: Path, **options: str) -> dict[str, str]:
    output = tmp_path / "paket"
    call_command("breach_pack", output=str(output), **{**AROUND, **options})
    return {str(path.relative_to(output)): path.read_text(encoding="utf-8") for path in output.rglob("*.*")}


def people(read: dict[str, str], code: str = "sagara") -> dict[str, dict[str, str]]:
    return {row["Nama"]: row for row in csv.DictReader(read[f"{code}/orang.csv"].splitlines())}


@pytest.fixture
def misused(house: House) -> House:
    """Hana's account ended a duty of Fajar; Ayu is employed and has a NIK."""
    employ(house, "ayu")
    fajar = Appointment.objects.for_tenant(house.tenants["sagara"]).get(user=house.users["fajar"])
    with numbered():
        end_appointment(actor=house.actors["hana"], appointment=fajar, last_day=NOW.date(), now=NOW)
    return house


def test_who_was_touched_and_who_may_have_been_seen(misused: House, tmp_path: Path) -> None:
    read = pack(tmp_path, agency="sagara", user="hana@uji.example.id")
    found = people(read)
    assert found["Fajar Prakoso"]["Bagaimana"] == "tersentuh"
    assert found["Ayu Larasati"]["Bagaimana"] == "mungkin terlihat"
    assert "NIK (tersegel) (peka)" in found["Ayu Larasati"]["Data"]
    assert "Dewi Anggraini" not in found
    assert NIK not in "".join(read.values()), "what the data say is not in the folder"
    letter = read[f"sagara/{found['Ayu Larasati']['Surat']}"]
    assert "mungkin terlihat" in letter
    assert "Pasal 46" in letter
    assert "3 x 24 jam" in read["sagara/surat-lembaga.txt"]
    summary = json.loads(read["sagara/ringkasan.json"])
    assert summary["people"] == len(found)
    assert summary["touched"] >= 1
    assert summary["sensitive"] >= 1


def test_somebody_without_oversight_saw_little(misused: House, tmp_path: Path) -> None:
    misused.open("rsud", 2025, who="joko")
    found = people(pack(tmp_path, agency="sagara", user="joko@uji.example.id"))
    assert "Ayu Larasati" not in found
    assert "Fajar Prakoso" not in found


def test_one_request_is_one_event(misused: House, tmp_path: Path) -> None:
    rows = Entry.objects.for_tenant(misused.tenants["sagara"])
    entry = rows.get(action="people.appointment_ended")
    read = pack(tmp_path, request=str(entry.request_id))
    lines = [json.loads(line) for line in read["sagara/kejadian.jsonl"].splitlines()]
    assert [line["id"] for line in lines] == [str(entry.pk)]
    assert list(people(read)) == ["Fajar Prakoso"]
    assert not [name for name in read if name.startswith("lain/")], "the other body is not concerned"


def test_that_it_was_gathered_is_in_the_journal(misused: House, tmp_path: Path) -> None:
    pack(tmp_path, agency="sagara")
    entry = Entry.objects.for_tenant(misused.tenants["sagara"]).get(action="people.breach_gathered")
    assert entry.role == "system"
    assert int(json.loads(entry.payload)["people"]) > 0


def test_the_folder_is_for_its_owner_alone(misused: House, tmp_path: Path) -> None:
    pack(tmp_path, agency="sagara")
    assert (tmp_path / "paket" / "sagara").stat().st_mode & 0o077 == 0


@pytest.mark.parametrize(
    "wrong",
    [{"since": "kemarin"}, {"until": "2020-01-01T00:00"}, {"agency": "tidak-ada"}, {"user": "x@y.example.id"},
     {"request": "12"}, {"since": "2001-01-01T00:00", "until": "2001-01-02T00:00"}],
)  # fmt: skip
def test_what_cannot_be_is_told_and_nothing_is_written(house: House, tmp_path: Path, wrong: dict[str, str]) -> None:
    with pytest.raises(CommandError):
        pack(tmp_path, **wrong)
    assert not (tmp_path / "paket").exists()


def test_a_folder_that_is_there_is_not_written_over(misused: House, tmp_path: Path) -> None:
    pack(tmp_path, agency="sagara")
    with pytest.raises(CommandError, match="sudah ada"):
        pack(tmp_path, agency="sagara")
