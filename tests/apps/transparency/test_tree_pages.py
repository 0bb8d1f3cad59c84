"""The files of the log over HTTP: exactly as tlog-tiles asks, for everybody, without session and database."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from pulau.apps.transparency import places
from pulau.apps.transparency.looping import once
from pulau.exchange.log.trees import FolderTree
from tests.foundation.test_away import away
from tests.house import House

NOT_TILES = (
    *("tile/0/000.p/0", "tile/0/000.p/256", "tile/0/000.p/01", "tile/00/000", "tile/64/000", "tile/-1/000"),
    *("tile/0/0", "tile/0/0000", "tile/0/x000/000", "tile/0/001x", "tile/0/000/", "tile//000", "tile/0/000%0A"),
    *("tile/entries/000.q/3", "tile/data/000", "tile/0/../../keys", "tile/0/999", "tile/0/000", "tile/5/000"),
)


@pytest.fixture
def width(log: Path, house: House) -> int:
    """Have a log of some entries; how many."""
    once()
    size = int(places.tree_store().read("checkpoint").decode().split("\n")[1])
    assert 10 < size < 256
    return size


def test_the_files_are_served_with_their_kinds_and_lifetimes(width: int) -> None:
    client, store = Client(), places.tree_store()
    for path, kind, kept in (
        ("checkpoint", "text/plain; charset=utf-8", "public, max-age=3"),
        ("policy", "text/plain; charset=utf-8", "public, max-age=3"),
        (f"tile/0/000.p/{width}", "application/octet-stream", "public, max-age=31536000, immutable"),
        (f"tile/entries/000.p/{width}", "application/octet-stream", "public, max-age=31536000, immutable"),
    ):
        answer = client.get(f"/log/{path}")
        assert (answer.status_code, answer.content) == (200, store.read(path)), path
        assert (answer["Content-Type"], answer["Cache-Control"]) == (kind, kept)
        assert answer["Access-Control-Allow-Origin"] == "*"
        assert not answer.cookies
        assert "Vary" not in answer, "a shared cache keeps one for all"
        head = client.head(f"/log/{path}")
        assert (head.content, head["Content-Length"]) == (b"", str(len(answer.content)))
        again = client.get(f"/log/{path}", headers={"If-None-Match": answer["ETag"]})
        assert (again.status_code, again.content, again["Cache-Control"]) == (304, b"", kept)
        assert client.post(f"/log/{path}").status_code == 405


def test_no_other_spelling_and_no_tile_beyond_is_found(width: int) -> None:
    answers = {path: Client().get(f"/log/{path}") for path in NOT_TILES}
    told = {path: (answer.status_code, answer["Cache-Control"]) for path, answer in answers.items()}
    assert told == dict.fromkeys(NOT_TILES, (404, "no-store"))


def test_no_file_asks_the_database_also_for_who_has_signed_in(house: House, log: Path, width: int) -> None:
    client = house.client("hana")
    with CaptureQueriesContext(connection) as asked:
        for path in ("checkpoint", "policy", f"tile/0/000.p/{width}", "pulau_verify.py"):
            assert client.get(f"/log/{path}").status_code == 200
    assert len(asked) == 0
    with away():
        assert client.get("/log/checkpoint").status_code == 200


def test_a_store_that_does_not_answer_is_said_to_be_away(width: int, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(_tree: FolderTree, path: str) -> bytes:
        raise PermissionError(path)

    monkeypatch.setattr(FolderTree, "read", broken)
    answer = Client().get("/log/checkpoint")
    assert (answer.status_code, answer["Retry-After"]) == (503, "5")
    assert b"checkpoint" not in answer.content


@pytest.mark.parametrize("name", ["pulau_verify.py", "pulau_replay.py"])
def test_the_verifiers_are_the_ones_that_are_shipped(name: str) -> None:
    answer = Client().get(f"/log/{name}")
    assert answer.content == files("pulau.exchange.log").joinpath(name).read_bytes()
    assert answer["Content-Disposition"] == f'attachment; filename="{name}"'


def test_an_installation_without_a_log_has_no_files_of_one() -> None:
    assert Client().get("/log/checkpoint").status_code == 404
