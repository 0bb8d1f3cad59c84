"""The static tree in a folder and in a bucket of a real S3 server: one contract, and a log that grows in either."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from django.conf import LazySettings
from django.core.files.storage import storages

from pulau.apps.transparency import places
from pulau.apps.transparency.bucket import BucketTree
from pulau.apps.transparency.looping import once
from pulau.apps.transparency.models import OperatorEntry
from pulau.apps.transparency.proving import receipt
from pulau.apps.transparency.running.auditing import audit
from pulau.apps.transparency.running.operator import waiting_operation
from pulau.config.blobs import FileStore, s3_storage
from pulau.core.log.receipts import check_receipt
from pulau.exchange.log import pulau_verify
from pulau.exchange.log.keys import verify
from pulau.exchange.log.mirroring import mirror
from pulau.exchange.log.trees import FileMissing, FolderTree, TreeStore
from tests.apps.transparency.opened import write_entries
from tests.cast import NOW
from tests.object_server import ObjectServer, object_server

__all__ = ["object_server"]
NOBODY = "http://127.0.0.1:9"
"""Where no server listens."""


def bucket_tree(server: ObjectServer, bucket: str) -> BucketTree:
    server.make_bucket(bucket)
    storage: Any = storages.create_storage(server.storage(bucket))
    return BucketTree(storage.connection.meta.client, bucket)


@pytest.fixture(params=["folder", pytest.param("bucket", marks=pytest.mark.nightly)])
def tree(request: pytest.FixtureRequest, tmp_path: Path) -> TreeStore:
    if request.param == "folder":
        return FolderTree(tmp_path / "tree")
    return bucket_tree(request.getfixturevalue("object_server"), "log-contract")


def test_a_tree_keeps_what_is_written_and_says_what_is_missing(tree: TreeStore) -> None:
    with pytest.raises(FileMissing):
        tree.read("tile/0/x001/234")
    files = {"tile/0/x001/234": b"\x00" * 8192, "tile/0/000.p/3": b"abc", "checkpoint": b"a log\n"}
    tree.write(files)
    assert {path: tree.read(path) for path in files} == files
    tree.write({"checkpoint": b"newer\n"})
    assert tree.read("checkpoint") == b"newer\n"
    tree.remove(["tile/0/000.p/3", "tile/0/000.p/4", *(f"tile/0/009.p/{each}" for each in range(1, 256))])
    with pytest.raises(FileMissing):
        tree.read("tile/0/000.p/3")
    tree.remove([])
    tree.write({})
    assert tree.read("tile/0/x001/234") == files["tile/0/x001/234"]


def test_a_bucket_that_does_not_answer_is_an_error_of_the_disk() -> None:
    kept = s3_storage(FileStore("s3", NOBODY, "log-away", None, "pulau", "hanya-untuk-uji"))
    storage: Any = storages.create_storage(kept)
    away = BucketTree(storage.connection.meta.client, "log-away")
    with pytest.raises(OSError, match="Could not connect"):
        away.write({"checkpoint": b""})
    with pytest.raises(OSError, match="Could not connect"):
        away.read("checkpoint")


@pytest.fixture
def in_bucket(
    log: Path, settings: LazySettings, object_server: ObjectServer, monkeypatch: pytest.MonkeyPatch
) -> Iterator[BucketTree]:
    tree = bucket_tree(object_server, "log-grown")
    settings.LOG = replace(settings.LOG, store="s3")
    monkeypatch.setattr(places, "_bucket", lambda: tree)
    yield tree
    tree.remove(["checkpoint"])


@pytest.mark.nightly
@pytest.mark.django_db
def test_a_log_in_a_bucket_is_sequenced_proven_audited_and_mirrored(in_bucket: BucketTree, tmp_path: Path) -> None:
    once()
    entries = write_entries(300)
    once()
    entries += write_entries(3, mark="later")
    once()
    assert not (places.chosen().folder / "tree").exists()
    for each in (entries[0], entries[299], entries[-1]):
        proven = check_receipt(receipt(waiting_operation(each)), places.policy(), verify)
        assert proven.checkpoint.size == OperatorEntry.objects.count()
    assert audit(lambda: NOW, ["tiles"]).found["tiles"]["count"] == 0
    copy = tmp_path / "mirror"
    mirror(in_bucket, copy, places.policy_text().encode())
    given = ["monitor", str(copy), str(copy / "policy"), "--state", str(tmp_path / "state"), "--json"]
    assert pulau_verify.main(given) == 0
