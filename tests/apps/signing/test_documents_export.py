"""An agency takes its documents along: every signed PDF as it is, an index that agrees, nothing of anybody else."""

from __future__ import annotations

import hashlib
import json
import subprocess
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.files.storage import storages
from django.core.management import CommandError, call_command
from jsonschema import Draft202012Validator

from pulau.apps.signing.contract import DocumentWish, Given, SignatoryWish, newest, prepare_document, sign_at_once
from pulau.apps.signing.models import Document
from pulau.exchange.pdf.paper import Points
from pulau.foundation.journal.models import Entry
from pulau.foundation.tenancy.wall import behind_wall
from tests.cast import NOW
from tests.house import House

pytestmark = pytest.mark.django_db
SCHEMA = Path(__file__).parents[3] / "docs" / "schemas" / "documents-index.schema.json"


def wish(house: House, who: str, title: str, **more: Any) -> DocumentWish:  # noqa: ANN401 - fields of a value
    people = (SignatoryWish(f"Nama {who}", "Kepala Dinas", user_id=house.users[who].pk),)
    return DocumentWish("trial", title, "Piagam", "Instansi", people, (Points(("Satu",)),), **more)


def signed(house: House, who: str, title: str, **more: Any) -> Document:  # noqa: ANN401 - the same
    actor = house.actors[who]
    with behind_wall(actor.tenant_id, actor.person):
        return sign_at_once(actor=actor, wish=wish(house, who, title, **more), given=Given(), now=NOW)


def export(folder: Path, agency: str = "") -> tuple[dict[str, Any], str]:
    said = StringIO()
    call_command("documents_export", output=str(folder), agency=agency, stdout=said, stderr=said)
    index: dict[str, Any] = json.loads((folder / "index.json").read_text("utf-8"))
    Draft202012Validator(json.loads(SCHEMA.read_text("utf-8"))).validate(index)
    return index, said.getvalue()


def titles(index: dict[str, Any]) -> list[str]:
    return [row["title"] for row in index["documents"]]


def pdfsig(file: Path) -> str:
    return subprocess.run(["pdfsig", file], capture_output=True, text=True, check=False).stdout


def test_an_agency_leaves_with_its_documents_and_nobody_elses(house: House, tmp_path: Path) -> None:
    own = signed(house, "hana", "Milik Sagara", unit_id=house.units["rsud"].pk)
    signed(house, "dewi", "Milik Lain")
    shared = signed(house, "dewi", "Bersama", parties=(house.tenants["sagara"],))
    with behind_wall(house.tenants["sagara"]):
        prepare_document(actor=house.actors["hana"], wish=wish(house, "hana", "Belum ditandatangani"), now=NOW)
    index, said = export(tmp_path / "sagara", "sagara")
    assert titles(index) == ["Milik Sagara", "Bersama"]
    assert "2 dokumen ditulis" in said
    first, second = index["documents"]
    assert first["unit"] == {"code": "rsud", "name": "RSUD Tanjung Sagara"}
    assert (second["agency"], second["unit"], second["code"]) == ("lain", None, shared.code)
    assert [(one["name"], one["part"], one["state"]) for one in first["signers"]] == [("Nama hana", "signer", "signed")]
    for row in index["documents"]:
        file = tmp_path / "sagara" / row["file"]
        assert hashlib.sha256(file.read_bytes()).hexdigest() == row["digest"]
        assert "Signature is Valid" in pdfsig(file)
    assert {path.name for path in (tmp_path / "sagara").rglob("*.pdf")} == {f"{own.code}.pdf", f"{shared.code}.pdf"}
    everything, _said = export(tmp_path / "semua")
    assert sorted(titles(everything)) == ["Bersama", "Milik Lain", "Milik Sagara"]
    for tenant in ("sagara", "lain"):
        with behind_wall(house.tenants[tenant]):
            told = Entry.objects.for_tenant(house.tenants[tenant]).filter(action="signing.exported")
            assert told.count() == (2 if tenant == "sagara" else 1)


def test_a_run_goes_on_where_it_broke_off_and_mends_what_is_wrong(house: House, tmp_path: Path) -> None:
    rows = [signed(house, "hana", f"Piagam {number}") for number in range(2)]
    index, _said = export(tmp_path, "sagara")
    files = [tmp_path / row["file"] for row in index["documents"]]
    changed = bytearray(files[0].read_bytes())
    changed[changed.index(b"/Contents") - 40] ^= 1
    files[0].write_bytes(bytes(changed))
    assert "Signature is Valid" not in pdfsig(files[0])  # negative control: a changed copy is told apart
    again, said = export(tmp_path, "sagara")
    assert "1 dokumen ditulis, 1 sudah benar" in said
    assert "Signature is Valid" in pdfsig(files[0])
    assert again["documents"] == index["documents"]
    assert len(rows) == 2


def test_a_file_that_is_gone_is_named_and_the_rest_is_written(house: House, tmp_path: Path) -> None:
    kept, gone = signed(house, "hana", "Ada"), signed(house, "hana", "Hilang")
    with behind_wall(house.tenants["sagara"]):
        digest = newest(gone).digest
    storages["blobs"].delete(f"{digest[:2]}/{digest[2:4]}/{digest}")
    said = StringIO()
    with pytest.raises(SystemExit) as ended:
        call_command("documents_export", output=str(tmp_path), agency="sagara", stdout=said, stderr=said)
    assert ended.value.code == 1
    assert gone.code in said.getvalue()
    index = json.loads((tmp_path / "index.json").read_text("utf-8"))
    assert [row["code"] for row in index["documents"]] == [kept.code]
    assert index["missing"] == [{"code": gone.code, "agency": "sagara", "digest": digest, "why": "missing"}]


def test_what_cannot_be_is_said(house: House, tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="kode"):
        call_command("documents_export", output=str(tmp_path), agency="entah")
    (tmp_path / "berkas").write_text("x")
    with pytest.raises(CommandError, match="ditulis"):
        call_command("documents_export", output=str(tmp_path / "berkas"), agency="sagara")
    assert export(tmp_path / "kosong", "lain")[0]["documents"] == []
