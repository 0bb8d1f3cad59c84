"""Files by their content: found under their digest, whole or not at all, and never something else.

What holds is one contract, tried on each store: a folder, and a bucket of a real S3 server.
"""

from __future__ import annotations

import errno
import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from uuid import uuid4

import pytest
from django.conf import settings
from django.test import override_settings

from pulau.foundation import storage
from pulau.foundation.storage import BlobDamaged, BlobMissing, StoreUnavailable
from pulau.foundation.storage.places import place_of
from tests.object_server import ObjectServer, object_server

__all__ = ["object_server"]
LARGE = bytes(range(256)) * 4 * 1024 * 3  # 3 MB


@dataclass
class Store:
    """A store that can be spoilt, and taken away."""

    name: str
    spoil: Callable[[str, bytes], None]
    down: Callable[[], None]
    up: Callable[[], None]


@pytest.fixture
def folder(tmp_path: Path) -> Iterator[Path]:
    local = {"BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": {"location": tmp_path / "files"}}
    with override_settings(STORAGES={**settings.STORAGES, "blobs": local}):
        yield tmp_path / "files"


def _in_folder(folder: Path) -> Store:
    away = folder.with_name("away")

    def down() -> None:
        folder.rename(away)
        folder.write_text("no folder any more", encoding="utf-8")

    def up() -> None:
        folder.unlink()
        away.rename(folder)

    return Store("local", lambda digest, content: _write(folder / place_of(digest), content), down, up)


def _write(path: Path, content: bytes) -> None:
    path.write_bytes(content)


@pytest.fixture(params=["local", "s3"])
def store(request: pytest.FixtureRequest) -> Iterator[Store]:
    if request.param == "local":
        yield _in_folder(request.getfixturevalue("folder"))
        return
    server: ObjectServer = request.getfixturevalue("object_server")
    bucket = f"b{uuid4().hex}"
    server.make_bucket(bucket)

    def spoil(digest: str, content: bytes) -> None:
        server.overwrite(bucket, place_of(digest), content)

    with override_settings(STORAGES={**settings.STORAGES, "blobs": server.storage(bucket)}):
        yield Store("s3", spoil, server.stop, server.start)


def _files(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.is_file()]


def test_what_was_put_in_is_found_under_its_digest(store: Store, tmp_path: Path) -> None:
    digest = storage.put(b"isi")
    assert storage.put(b"isi") == digest == storage.digest_of(b"isi")
    assert storage.get(digest) == b"isi"
    assert storage.holds(digest)
    (tmp_path / "besar").write_bytes(LARGE)
    large = storage.put_path(tmp_path / "besar")
    assert large == storage.put_path(tmp_path / "besar", digest=large) == storage.digest_of(LARGE)
    assert storage.size_of(large) == len(LARGE)
    storage.check(large)
    assert (tmp_path / "besar").read_bytes() == LARGE
    with pytest.raises(BlobDamaged):
        storage.put_path(tmp_path / "besar", digest=digest)


def test_a_file_is_read_in_pieces_and_from_any_place(store: Store) -> None:
    digest = storage.put(LARGE)
    with storage.open_blob(digest) as file:
        assert file.read(5) == LARGE[:5]
        file.seek(-4, os.SEEK_END)
        assert file.read() == LARGE[-4:]
        file.seek(1_000_001)
        assert file.read(70_000) == LARGE[1_000_001:1_070_001]
        file.seek(0)
        assert b"".join(iter(lambda: file.read(100_000), b"")) == LARGE
    empty = storage.put(b"")
    with storage.open_blob(empty) as file:
        assert file.read() == b""


def test_what_was_changed_in_the_store_is_never_handed_out_and_is_mended_by_the_right_bytes(store: Store) -> None:
    digest = storage.put(b"isi")
    store.spoil(digest, b"lain")
    for asked in (storage.get, storage.check):
        with pytest.raises(BlobDamaged):
            asked(digest)
    storage.put(b"isi")
    assert storage.get(digest) == b"isi"


def test_what_is_not_there_is_missing(store: Store) -> None:
    absent = storage.digest_of(b"tidak ada")
    assert not storage.holds(absent)
    for asked in (storage.get, storage.check, storage.size_of, storage.open_blob):
        with pytest.raises(BlobMissing):
            asked(absent)


@pytest.mark.parametrize("store", ["local", pytest.param("s3", marks=pytest.mark.nightly)], indirect=True)
def test_a_store_that_is_away_keeps_nothing_says_so_and_has_all_when_it_is_back(store: Store) -> None:
    digest = storage.put(b"dari dulu")
    other = storage.digest_of(b"yang baru")
    store.down()
    try:
        with pytest.raises(StoreUnavailable):
            storage.put(b"yang baru")
        for asked in (storage.get, storage.holds):  # by these two all others ask; each waits for a second try
            with pytest.raises(StoreUnavailable):
                asked(digest)
    finally:
        store.up()
    assert storage.get(digest) == b"dari dulu"
    assert not storage.holds(other)
    assert storage.get(storage.put(b"yang baru")) == b"yang baru"


def test_a_bucket_that_is_not_there_is_a_store_that_is_away(object_server: ObjectServer) -> None:
    storages = {**settings.STORAGES, "blobs": object_server.storage("tidak-ada")}
    with override_settings(STORAGES=storages), pytest.raises(StoreUnavailable):
        storage.holds(storage.digest_of(b"isi"))


def test_the_same_bytes_are_kept_once_and_not_written_again(folder: Path) -> None:
    digest = storage.put(b"isi")
    (file,) = _files(folder)
    before = file.stat()
    assert storage.put(b"isi") == digest
    assert file.stat().st_mtime_ns == before.st_mtime_ns
    assert file.stat().st_ino == before.st_ino
    assert (len(_files(folder)), before.st_mode & 0o777) == (1, 0o600)


@pytest.mark.parametrize("failing", ["fsync", "replace"])
def test_a_full_disk_leaves_nothing_half_written(folder: Path, failing: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object, **__: object) -> None:
        raise OSError(errno.ENOSPC, "no space left on device")

    target = os if failing == "fsync" else Path
    with monkeypatch.context() as broken:
        broken.setattr(target, failing, full)
        with pytest.raises(StoreUnavailable, match="no space") as refusal:
            storage.put(b"isi")
    assert refusal.value.full
    assert _files(folder) == []
    assert storage.get(storage.put(b"isi")) == b"isi"


def test_storage_in_memory_keeps_the_same_promise() -> None:
    digest = storage.put(b"dalam ingatan")
    assert storage.put(b"dalam ingatan") == digest
    assert storage.get(digest) == b"dalam ingatan"
    with pytest.raises(BlobMissing):
        storage.get(storage.digest_of(b"yang lain"))
