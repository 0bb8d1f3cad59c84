"""Uploads where two act at once, on PostgreSQL: one gets through, and no transaction waits for a slow client."""

from __future__ import annotations

import base64
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from django.db import connection

from pulau.core.shared.actor import Actor
from pulau.foundation.tenancy.wall import behind_wall
from pulau.foundation.uploads import keeping
from pulau.foundation.uploads.receiving import Receiving
from tests.house import House

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(connection.vendor == "sqlite", reason="2026-11-26: it has one writer, no long transaction"),
]
OCTETS = "application/offset+octet-stream"


def test_a_file_is_taken_once_by_two_at_once_and_a_slow_body_holds_no_transaction(
    house: House,
    tmp_path: Path,
    settings: Any,  # noqa: ANN401 - pytest-django hides its type
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    settings.UPLOADS_FOLDER = tmp_path / "uploads"
    open_then: list[bool] = []
    write = Receiving.write

    def watched(self: Receiving, piece: bytes) -> None:
        open_then.append(connection.in_atomic_block)
        write(self, piece)

    monkeypatch.setattr(Receiving, "write", watched)
    ayu, actor = house.client("ayu"), house.actors["ayu"]
    metadata = {"Upload-Length": "3", "Upload-Metadata": f"filename {base64.b64encode(b'a.pdf').decode()}"}
    for _ in range(5):
        begun = ayu.post("/unggahan", data=b"isi", content_type=OCTETS, headers=metadata)
        assert begun.status_code == 201

        take = partial(_take, actor, UUID(begun.headers["Location"].rpartition("/")[2]))
        with ThreadPoolExecutor(4) as pool:
            assert sorted(pool.map(take, range(4))) == ["gone"] * 3 + ["taken"]
    assert open_then == [False] * 5
    assert list((tmp_path / "uploads").iterdir()) == []


def _take(actor: Actor, upload_id: UUID, _turn: int) -> str:
    try:
        with behind_wall(actor.tenant_id):
            keeping.consume(actor, upload_id)
    except keeping.UploadNotFound:
        return "gone"
    finally:
        connection.close()
    return "taken"
