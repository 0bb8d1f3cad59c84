"""Files sent in resumably (tus 1.0.0): whose they are, how far they are, and that nothing told is lost."""

from __future__ import annotations

import base64
import errno
import fcntl
import hashlib
import os
from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.test import Client, RequestFactory
from django.utils import timezone

from pulau.foundation import storage
from pulau.foundation.registry.upload_rights import upload_rights
from pulau.foundation.tenancy.wall import behind_wall
from pulau.foundation.uploads import keeping, staging, tasks
from pulau.foundation.uploads.models import Upload
from pulau.foundation.uploads.reading import UploadRefused, received
from tests.house import House

pytestmark = pytest.mark.django_db
OCTETS = "application/offset+octet-stream"
NOW = timezone.now


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, settings: Any) -> Path:  # noqa: ANN401 - pytest-django hides its type
    settings.UPLOADS_FOLDER = tmp_path / "uploads"
    return tmp_path / "uploads"


def begin(client: Client, length: int, name: str = "Laporan 2026.pdf", **more: Any) -> Any:  # noqa: ANN401 - of Django's client
    metadata = f"filename {base64.b64encode(name.encode()).decode()}"
    headers = {"Upload-Length": str(length), "Upload-Metadata": metadata, "Tus-Resumable": "1.0.0"}
    return client.post("/unggahan", headers=headers, **more)


def send(client: Client, where: str, at: int, content: bytes, **headers: str) -> Any:  # noqa: ANN401 - the same
    told = {"Upload-Offset": str(at), "Tus-Resumable": "1.0.0"} | headers
    return client.patch(where, data=content, content_type=OCTETS, headers=told)


def offset(client: Client, where: str) -> int:
    answer = client.head(where)
    assert answer.status_code == 200
    assert "no-store" in answer.headers["Cache-Control"]
    return int(answer.headers["Upload-Offset"])


@pytest.mark.parametrize("header", ["Upload-Metadata", "Upload-Checksum"])
@pytest.mark.parametrize("value", ["filename \xe9", "sha256 \xe9", "filename ####", "sha256 ="])
def test_what_is_no_base64_is_refused_in_words(house: House, header: str, value: str) -> None:
    headers = {"Upload-Length": "1", "Tus-Resumable": "1.0.0", header: value}
    answer = house.client("ayu").post("/unggahan", b"x", content_type=OCTETS, headers=headers)
    assert answer.status_code in {201, 400}  # 201: another key of the metadata is nobody's business
    assert (answer.status_code == 201) == (header == "Upload-Metadata" and value.startswith("sha256"))


def test_a_file_comes_in_pieces_and_is_whole(house: House, folder: Path) -> None:
    ayu = house.client("ayu")
    begun = begin(ayu, 10, name="../../\u202eLaporan\n.pdf")
    where = begun.headers["Location"]
    assert (begun.status_code, offset(ayu, where)) == (201, 0)
    assert "Upload-Expires" in begun.headers
    one = send(ayu, where, 0, b"0123")
    assert (one.status_code, one.headers["Upload-Offset"], offset(ayu, where)) == (204, "4", 4)
    assert send(ayu, where, 4, b"456789").headers["Upload-Offset"] == "10"
    upload_id = UUID(where.rpartition("/")[2])
    found = keeping.finished(house.actors["ayu"], upload_id, now=NOW())
    assert (found.path.read_bytes(), found.name, found.size) == (b"0123456789", "Laporan.pdf", 10)
    assert (found.path.stat().st_mode & 0o777, found.path.parent) == (0o600, folder)


def test_a_small_file_comes_with_its_beginning(house: House) -> None:
    ayu = house.client("ayu")
    begun = begin(ayu, 3, data=b"isi", content_type=OCTETS)
    assert (begun.status_code, begun.headers["Upload-Offset"]) == (201, "3")
    assert offset(ayu, begun.headers["Location"]) == 3


def test_an_upload_is_there_for_nobody_else(house: House) -> None:
    where = begin(house.client("ayu"), 10).headers["Location"]
    for other in ("fajar", "gita", "hana", "dewi"):
        client = house.client(other)
        assert client.head(where).status_code == 404
        assert send(client, where, 0, b"0123").status_code == 404
        assert client.delete(where).status_code == 404
        with pytest.raises(keeping.UploadNotFound), transaction.atomic():
            keeping.consume(house.actors[other], UUID(where.rpartition("/")[2]))
    assert house.client(None).post("/unggahan").status_code == 401
    assert begin(house.client("eka"), 10).status_code == 403
    assert offset(house.client("ayu"), where) == 0


def test_another_site_can_neither_begin_an_upload_nor_go_on_with_one(house: House) -> None:
    where = begin(house.client("ayu"), 4).headers["Location"]
    lured = Client(enforce_csrf_checks=True)
    lured.force_login(house.users["ayu"])
    assert [begin(lured, 4).status_code, send(lured, where, 0, b"0123").status_code] == [403, 403]
    assert lured.delete(where).status_code == 403
    lured.cookies["csrftoken"] = key = "k" * 32
    assert send(lured, where, 0, b"0123", **{"X-CSRFToken": key}).status_code == 204


def test_a_piece_is_taken_once_and_only_at_its_place(house: House) -> None:
    ayu = house.client("ayu")
    where = begin(ayu, 10).headers["Location"]
    send(ayu, where, 0, b"0123")
    again = send(ayu, where, 0, b"0123")
    assert (again.status_code, again.json()["problems"][0]["code"]) == (409, "upload-other-offset")
    assert send(ayu, where, 5, b"x").status_code == 409
    assert send(ayu, where, 4, b"4567890").status_code == 413  # longer than was said: not a byte of it
    assert offset(ayu, where) == 4


def test_of_two_who_send_at_once_one_writes(house: House) -> None:
    ayu = house.client("ayu")
    where = begin(ayu, 10).headers["Location"]
    staging.folder()
    upload_id = UUID(where.rpartition("/")[2])
    with staging.path_of(upload_id).open("ab") as other:
        fcntl.flock(other, fcntl.LOCK_EX)
        assert send(ayu, where, 0, b"0123").status_code == 423
    assert send(ayu, where, 0, b"0123456789").status_code == 204
    with staging.path_of(upload_id).open("ab") as other:
        fcntl.flock(other, fcntl.LOCK_EX)  # who writes may still take back what differs from its digest
        with pytest.raises(keeping.UploadUnfinished):
            keeping.finished(house.actors["ayu"], upload_id, now=NOW())
    assert keeping.finished(house.actors["ayu"], upload_id, now=NOW()).size == 10


class Cut:
    """A body that breaks off."""

    def __init__(self, *pieces: bytes) -> None:
        self._pieces = iter(pieces)

    def read(self, _size: int = -1) -> bytes:
        for piece in self._pieces:
            return piece
        raise ConnectionResetError("gone")

    readline = read


@pytest.mark.parametrize(("checksum", "kept"), [(False, 4), (True, 0)])
def test_what_came_before_a_connection_broke_is_kept_unless_it_was_to_be_compared(
    house: House, *, checksum: bool, kept: int
) -> None:
    ayu = house.client("ayu")
    where = begin(ayu, 10).headers["Location"]
    headers: dict[str, Any] = {"HTTP_UPLOAD_OFFSET": "0"} | (
        {"HTTP_UPLOAD_CHECKSUM": sha256(b"0123456789")} if checksum else {}
    )
    headers |= {"wsgi.input": Cut(b"01", b"23"), "CONTENT_LENGTH": "10", "CONTENT_TYPE": OCTETS}
    told = ayu.generic("PATCH", where, b"", **headers)
    assert (told.status_code, offset(ayu, where)) == (400, kept)
    assert send(ayu, where, kept, b"0123456789"[kept:]).headers["Upload-Offset"] == "10"


def sha256(content: bytes) -> str:
    return f"sha256 {base64.b64encode(hashlib.sha256(content).digest()).decode()}"


def test_a_piece_that_differs_from_its_digest_is_dropped(house: House) -> None:
    ayu = house.client("ayu")
    where = begin(ayu, 10).headers["Location"]
    assert send(ayu, where, 0, b"0123", **{"Upload-Checksum": sha256(b"0124")}).status_code == 460
    assert offset(ayu, where) == 0
    assert send(ayu, where, 0, b"0123", **{"Upload-Checksum": "md5 AAAA"}).status_code == 400
    assert send(ayu, where, 0, b"0123", **{"Upload-Checksum": sha256(b"0123")}).status_code == 204


@pytest.mark.parametrize("failing", ["pwrite", "fsync"])
def test_a_full_disk_is_told_and_the_offset_stays_true(
    house: House, failing: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    ayu = house.client("ayu")
    where = begin(ayu, 10).headers["Location"]
    send(ayu, where, 0, b"0123")

    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "no space left on device")

    with monkeypatch.context() as broken:
        broken.setattr(os, failing, full)
        told = send(ayu, where, 4, b"4567")
    assert (told.status_code, told.headers["Upload-Offset"]) == (507, "4")
    assert "penuh" in told.json()["problems"][0]["message"]
    assert offset(ayu, where) == 4
    monkeypatch.setattr(staging, "SPARE_BYTES", 2**60)
    assert begin(ayu, 10).status_code == 507


def test_limits_are_told_before_anything_is_sent(house: House, settings: Any) -> None:  # noqa: ANN401 - the same
    ayu = house.client("ayu")
    spoken = ayu.options("/unggahan").headers
    assert (spoken["Tus-Version"], spoken["Tus-Max-Size"]) == ("1.0.0", str(200 * 1024**2))
    assert begin(ayu, 200 * 1024**2 + 1).status_code == 413
    more = ayu.generic("PATCH", f"/unggahan/{uuid4()}", b"", CONTENT_LENGTH=str(200 * 1024**2 + 1))
    assert (more.status_code, more.json()["problems"][0]["code"]) == (413, "upload-too-large")  # not a byte was read
    assert ayu.post("/unggahan", headers={"Tus-Resumable": "0.2.2"}).status_code == 412
    assert ayu.post("/unggahan").status_code == 422
    for _ in range(20):
        assert begin(ayu, 1).status_code == 201
    assert begin(ayu, 1).status_code == 429
    settings.UPLOAD_MAX_MB = 2_000
    gita = house.client("gita")
    assert begin(gita, 2_000 * 1024**2).status_code == 201
    assert begin(gita, 2_000 * 1024**2).status_code == 429


def test_a_dropped_upload_and_an_expired_one_are_gone(house: House, folder: Path) -> None:
    ayu, actor = house.client("ayu"), house.actors["ayu"]
    dropped, old, kept = (begin(ayu, 4, data=b"0123", content_type=OCTETS).headers["Location"] for _ in range(3))
    with behind_wall(actor.tenant_id):
        Upload.objects.for_actor(actor).filter(pk=old.rpartition("/")[2]).update(expires_at=NOW() - timedelta(hours=1))
    orphan = folder / str(uuid4())
    orphan.write_bytes(b"")
    os.utime(orphan, (0, 0))
    with committing():
        assert ayu.delete(dropped).status_code == 204
    assert [ayu.head(where).status_code for where in (dropped, old, kept)] == [404, 404, 200]
    tasks.sweep.func()
    assert [path.name for path in folder.iterdir()] == [kept.rpartition("/")[2]]


class committing:  # noqa: N801 - reads as `with committing():`
    """Run what waits for the commit, which a test's own transaction never reaches."""

    def __enter__(self) -> None:
        self.patch = pytest.MonkeyPatch()
        self.patch.setattr(transaction, "on_commit", lambda run, **_how: run())

    def __exit__(self, *_: object) -> None:
        self.patch.undo()


def test_an_upload_is_consumed_once_and_its_bytes_outlive_it(house: House, folder: Path) -> None:
    actor = house.actors["ayu"]
    where = begin(house.client("ayu"), 4, data=b"0123", content_type=OCTETS).headers["Location"]
    upload_id = UUID(where.rpartition("/")[2])
    with behind_wall(actor.tenant_id), committing():
        digest = storage.put_path(keeping.finished(actor, upload_id, now=NOW()).path)
        keeping.consume(actor, upload_id)
        with pytest.raises(keeping.UploadNotFound), transaction.atomic():
            keeping.consume(actor, upload_id)
    assert (storage.get(digest), list(folder.iterdir())) == (b"0123", [])


def test_a_form_gives_its_files_and_its_uploads_alike(house: House, rf: RequestFactory) -> None:
    actor, ayu = house.actors["ayu"], house.client("ayu")
    whole = begin(ayu, 4, name="a.pdf", data=b"0123", content_type=OCTETS).headers["Location"].rpartition("/")[2]
    part = begin(ayu, 4).headers["Location"].rpartition("/")[2]
    request = rf.post("/", {"berkas": [SimpleUploadedFile("b?.png", b"png"), SimpleUploadedFile("kosong.txt", b"")],
                            "unggahan": [whole, whole]})  # fmt: skip
    with behind_wall(actor.tenant_id):
        found = received(request, actor, "berkas")
        assert [(file.name, file.size, file.path.read_bytes()) for file in found] == [
            ("b_.png", 3, b"png"),
            ("kosong.txt", 0, b""),
            ("a.pdf", 4, b"0123"),
        ]
        request.close()
        assert not found[0].path.exists()
        for wrong in (part, str(uuid4()), "bukan-nomor"):
            with pytest.raises(UploadRefused):
                received(rf.post("/", {"unggahan": [wrong]}), actor, "berkas")
        with pytest.raises(UploadRefused):
            received(rf.post("/", {"unggahan": [whole]}), house.actors["gita"], "berkas")


def test_somebody_may_send_files_in() -> None:
    assert len(upload_rights) > 0
