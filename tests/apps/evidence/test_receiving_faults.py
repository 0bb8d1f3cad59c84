"""A disk that fails while a file is on its way in: 503, what was typed stays, nothing is kept by half."""

from __future__ import annotations

import errno
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from pulau.apps.evidence.models import Evidence
from pulau.apps.evidence.receiving import receive
from pulau.core.shared.problems import BadInput
from pulau.exchange.files import inspecting
from pulau.foundation import storage
from pulau.foundation.uploads import reading, staging
from tests.apps.evidence.test_keeping import incoming
from tests.house import House

pytestmark = pytest.mark.django_db
OCTETS = "application/offset+octet-stream"


def fails(*_any: object, **_more: object) -> Any:  # noqa: ANN401 - never returns
    raise OSError(errno.ENOSPC, "no room")


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, settings: Any) -> None:  # noqa: ANN401 - pytest-django hides its type
    settings.UPLOADS_FOLDER = tmp_path / "uploads"


def upload(house: House) -> str:
    headers = {"Upload-Length": "4", "Upload-Metadata": "filename YS50eHQ=", "Tus-Resumable": "1.0.0"}
    begun = house.client("ayu").post("/unggahan", b"halo", content_type=OCTETS, headers=headers)
    return str(begun.headers["Location"])


BROKEN: dict[str, Callable[[pytest.MonkeyPatch], object]] = {
    "staging": lambda patch: patch.setattr(staging, "whole", fails),
    "copying": lambda patch: patch.setattr(f"{reading.__name__}.shutil.copyfileobj", fails),
    "looking": lambda patch: patch.setattr(inspecting, "inspect_here", fails),
}


@pytest.mark.parametrize("what", BROKEN)
@pytest.mark.parametrize("where", ["/bukti/baru", "/lke/disdukcapil/2026/butir/P1.i.a/bukti/tambah"])
def test_what_was_typed_stays_where_a_disk_fails(
    house: House, monkeypatch: pytest.MonkeyPatch, what: str, where: str
) -> None:
    typed = {"unit": "disdukcapil", "judul": "Yang diketik", "sifat": "unit", "kunci": "k", "untuk": "1"}
    arrived = upload(house).rpartition("/")[2]
    sent: dict[str, Any] = {"unggahan": arrived}
    if what == "copying":
        sent = {"berkas": SimpleUploadedFile("a.txt", b"halo")}
    BROKEN[what](monkeypatch)
    answer = house.client("ayu").post(where, typed | sent)
    assert (answer.status_code, "Yang diketik" in answer.content.decode()) == (503, True)
    assert not Evidence.objects.for_actor(house.actors["ayu"]).exists()


def test_the_sender_is_told_of_a_disk_that_fails(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    where = upload(house)
    monkeypatch.setattr(staging, "there", fails)
    assert house.client("ayu").head(where).status_code == 503


@pytest.mark.django_db(transaction=True)
def test_an_upload_that_cannot_be_removed_is_kept_all_the_same(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    arrived = upload(house).rpartition("/")[2]
    monkeypatch.setattr(staging, "remove", fails)
    typed = {"unit": "disdukcapil", "judul": "Judul", "sifat": "unit", "kunci": "k", "unggahan": arrived}
    assert house.client("ayu").post("/bukti/baru", typed).status_code == 303
    assert Evidence.objects.for_actor(house.actors["ayu"]).count() == 1


def test_a_file_that_changes_while_it_is_read_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def changed(_path: Path, *, digest: str) -> str:
        raise storage.BlobDamaged(digest)

    monkeypatch.setattr(storage, "put_path", changed)
    with pytest.raises(BadInput, match="file-changed"):
        receive(incoming(tmp_path, b"satu"))
