"""A self-assessment goes into a package whole, and comes out of it in another body with the same record."""

from __future__ import annotations

import json
import zipfile
from dataclasses import dataclass
from io import StringIO
from pathlib import Path
from typing import Any
from uuid import UUID

import bagit
import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from pulau.apps.evidence.contract import (
    EvidenceWish,
    Preparation,
    PreparationState,
    current_versions,
    evidence_for,
    keep_evidence,
)
from pulau.apps.worksheets.assessing import assess
from pulau.apps.worksheets.models import SheetState, Submission, Worksheet
from pulau.apps.worksheets.selectors import answers_of
from pulau.apps.worksheets.services.evidence import add_item_evidence
from pulau.apps.worksheets.services.handing import Handing, submit_worksheet
from pulau.core.shared.actor import Actor
from pulau.exchange.packages.checking import check_package
from pulau.foundation import storage
from pulau.foundation.tenancy.models import Tenant
from pulau.foundation.tenancy.wall import behind_wall
from tests.cast import NOW
from tests.house import House

pytestmark = pytest.mark.django_db
FILE = b"Notula rapat tim, 2 Maret 2026\n"


@dataclass(frozen=True)
class Incoming:
    path: Path
    name: str


def shown(house: House, folder: Path, title: str, *, confidential: bool = False) -> UUID:
    path = folder / "arrived.txt"
    path.write_bytes(FILE + title.encode())
    unit_id = house.units["disdukcapil"].pk
    wish = EvidenceWish(title=title, unit_id=unit_id, confidential=confidential)
    row = keep_evidence(actor=house.actors["ayu"], wish=wish, file=Incoming(path, f"{title}.txt"), now=NOW)
    add_item_evidence(
        actor=house.actors["ayu"], worksheet_id=house.sheet.pk, item="P1.i.a", asked=1, evidence_id=row.pk,
        remark="halaman 2", now=NOW,
    )  # fmt: skip
    return row.pk


@pytest.fixture
def handed(house: House, tmp_path: Path) -> Submission:
    house.answer("ayu", {"P1.i.a": "Ya", "P1.i.b": "B"})
    shown(house, tmp_path, "Notula")
    shown(house, tmp_path, "Daftar nama", confidential=True)
    Preparation.objects.for_actor(house.actors["ayu"]).update(state=PreparationState.READY)
    sheet = Worksheet.objects.for_actor(house.actors["gita"]).select_related("unit", "tenant").get(pk=house.sheet.pk)
    found = assess(house.actors["gita"], sheet, NOW)
    handing = Handing(found.seal, [each.code for each in found.check.warnings])
    return submit_worksheet(actor=house.actors["gita"], worksheet_id=house.sheet.pk, handing=handing, now=NOW)


def run(command: str, **options: Any) -> str:  # noqa: ANN401 - each command's own
    out = StringIO()
    call_command(command, stdout=out, **options)
    return out.getvalue()


def exported(folder: Path, name: str = "paket.zip", **more: Any) -> Path:  # noqa: ANN401 - options
    run("package_export", unit="disdukcapil", year=2026, output=str(folder / name), **more)
    return folder / name


@pytest.mark.usefixtures("handed")
def test_what_can_be_taken_along_is_listed(house: House) -> None:
    (row,) = json.loads(run("package_list", format="json"))
    told = {"agency": "sagara", "unit": "disdukcapil", "year": 2026, "state": "submitted", "answered": 2, "evidence": 2}
    assert told.items() <= row.items()
    assert house.units["disdukcapil"].name in row["name"]


def test_the_package_is_whole_and_tells_no_confidential_thing_unless_asked(handed: Submission, tmp_path: Path) -> None:
    path = exported(tmp_path)
    checked = check_package(path)
    assert (checked.problems, checked.counts["files"], checked.counts["withheld"]) == ((), 1, 1)
    assert checked.content is not None
    assert checked.content.manifest_digest == handed.manifest
    with zipfile.ZipFile(path) as opened:
        told = b"".join(opened.read(name) for name in opened.namelist() if name.endswith((".json", ".txt")))
        opened.extractall(tmp_path / "bag")
    assert (b"Daftar nama" in told, b"Notula" in told) == (False, True)
    assert bagit.Bag(str(tmp_path / "bag" / "pulau-disdukcapil-2026")).validate()
    whole = check_package(exported(tmp_path, "semua.zip", confidential=True))
    assert (whole.problems, whole.counts["files"]) == ((), 2)


def test_another_body_takes_it_in_once_and_its_own_package_is_as_good(
    house: House, handed: Submission, tmp_path: Path
) -> None:
    path = exported(tmp_path, confidential=True)
    told = run("package_import", file=str(path), agency="arsip", unit="dukcapil-arsip")
    again = run("package_import", file=str(path), agency="arsip", unit="dukcapil-arsip")
    assert ("2 jawaban, 2 bukti, 2 berkas" in told, "tidak ada yang baru" in again) == (True, True)
    tenant = Tenant.objects.get(code="arsip")
    with behind_wall(tenant.pk):
        actor = Actor.system(tenant.pk)
        (sheet,) = Worksheet.objects.for_actor(actor)
        (taken,) = Submission.objects.for_actor(actor)
        assert (sheet.state, taken.manifest, taken.by) == (SheetState.SUBMITTED, handed.manifest, "Gita Permata")
        assert sheet.exact == Worksheet.objects.for_tenant(house.tenants["sagara"]).get().exact if _sees_all() else True
        assert {item: each.source for item, each in answers_of(sheet).items()} == dict.fromkeys(
            ("P1.i.a", "P1.i.b"), "imported"
        )
        versions = current_versions(actor, evidence_for(actor).values_list("pk", flat=True))
        assert {storage.get(each.digest) for each in versions.values()} == {FILE + b"Notula", FILE + b"Daftar nama"}
    assert house.client("dewi").get("/lke/dukcapil-arsip/2026/").status_code == 404


def _sees_all() -> bool:
    """Behind the wall of PostgreSQL the other body's row is not there to compare with."""
    return connection.vendor == "sqlite"


def test_a_unit_with_another_worksheet_keeps_its_own(house: House, handed: Submission, tmp_path: Path) -> None:
    path = exported(tmp_path)
    other = house.open("rsud", 2026)
    house.answer("joko", {"P1.i.a": "Tidak"}, sheet=other)
    with pytest.raises(CommandError, match="2026"):
        run("package_import", file=str(path), unit="rsud")
    assert answers_of(other)["P1.i.a"].value == "Tidak"
    assert handed.number == 1


@pytest.mark.usefixtures("handed")
def test_a_package_that_was_touched_is_not_taken_in(tmp_path: Path) -> None:
    path = exported(tmp_path)
    content = bytearray(path.read_bytes())
    at = content.index(b"Notula rapat") if b"Notula rapat" in content else len(content) // 2
    content[at] ^= 1
    path.write_bytes(content)
    with pytest.raises((SystemExit, CommandError)):
        run("package_import", file=str(path), agency="arsip", stderr=StringIO())
    assert not Tenant.objects.filter(code="arsip").exists()


@pytest.mark.usefixtures("handed")
def test_who_heads_or_oversees_the_unit_downloads_it_and_nobody_else(house: House, tmp_path: Path) -> None:
    address = house.address("unduh/paket")
    assert {who: house.client(who).post(address).status_code for who in ("gita", "hana", "ayu", "joko", "dewi")} == {
        "gita": 200, "hana": 200, "ayu": 403, "joko": 403, "dewi": 403,
    }  # fmt: skip
    assert house.client("gita").get(address).status_code == 405
    answer = house.client("gita").post(address)
    path = tmp_path / "unduhan.zip"
    path.write_bytes(b"".join(answer.streaming_content))  # type: ignore[attr-defined]  # a stream
    assert check_package(path).problems == ()
    assert path.read_bytes() == exported(tmp_path).read_bytes()


def test_where_a_file_cannot_be_had_nothing_is_streamed(
    house: House, handed: Submission, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(storage, "holds", lambda _digest: False)
    answer = house.client("gita").post(house.address("unduh/paket"))
    assert (answer.status_code, answer.streaming, handed.number) == (503, False, 1)
