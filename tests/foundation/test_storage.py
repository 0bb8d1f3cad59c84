"""Files by their content: found under their digest, whole or not at all, and never something else."""

from __future__ import annotations

import errno
import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings
from django.test import override_settings

from pulau.foundation import storage
from pulau.foundation.storage import BlobDamaged, BlobMissing


@pytest.fixture
def folder(tmp_path: Path) -> Iterator[Path]:
    local = {"BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": {"location": tmp_path}}
    with override_settings(STORAGES={**settings.STORAGES, "blobs": local}):
        yield tmp_path


def _files(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.is_file()]


def test_what_was_put_in_is_found_under_its_digest_and_kept_once(folder: Path) -> None:
    digest = storage.put(b"isi")
    assert storage.put(b"isi") == digest == storage.digest_of(b"isi")
    assert storage.get(digest) == b"isi"
    assert storage.holds(digest)
    assert len(_files(folder)) == 1


def test_what_was_changed_on_the_disk_is_never_handed_out(folder: Path) -> None:
    digest = storage.put(b"isi")
    (file,) = _files(folder)
    file.write_bytes(b"lain")
    with pytest.raises(BlobDamaged):
        storage.get(digest)


def test_what_is_not_there_is_missing(folder: Path) -> None:
    absent = storage.digest_of(b"tidak ada")
    assert not storage.holds(absent)
    with pytest.raises(BlobMissing):
        storage.get(absent)


@pytest.mark.parametrize("failing", ["fsync", "replace"])
def test_a_full_disk_leaves_nothing_half_written(folder: Path, failing: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object, **__: object) -> None:
        raise OSError(errno.ENOSPC, "no space left on device")

    target = os if failing == "fsync" else Path
    with monkeypatch.context() as broken:
        broken.setattr(target, failing, full)
        with pytest.raises(OSError, match="no space"):
            storage.put(b"isi")
    assert _files(folder) == []
    assert storage.get(storage.put(b"isi")) == b"isi"


def test_storage_in_memory_keeps_the_same_promise() -> None:
    digest = storage.put(b"dalam ingatan")
    assert storage.put(b"dalam ingatan") == digest
    assert storage.get(digest) == b"dalam ingatan"
    with pytest.raises(BlobMissing):
        storage.get(storage.digest_of(b"yang lain"))
