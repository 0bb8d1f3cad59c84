"""Snapshots of the published facts as Parquet files: whole or not there at all, each file known by its digest.

A snapshot is a folder named by its moment. It is written beside its place, synced, and only then gets its name; so one
that was broken off is never seen, and one that was damaged later is found by its manifest and passed over.
"""

from __future__ import annotations

import errno
import fcntl
import hashlib
import json
import os
import shutil
import tempfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final

from pulau.exchange.opendata.model import Row, tables
from pulau.exchange.opendata.writing import ParquetWriter

SCHEMA: Final = 1
"""Of the manifest and of what the tables mean; a snapshot of another one is passed over."""
KEPT: Final = 3
MANIFEST: Final = "manifest.json"
_MAKING: Final = ".making-"
_STAMP: Final = "%Y%m%dT%H%M%S.%fZ"
_PIECE: Final = 1 << 20
Batches = Iterable[Sequence[Row]]


class SnapshotNotWritten(Exception):  # noqa: N818 - a fact, as every error of this project
    """The folder took no snapshot: its disk is full (`disk-full`) or it cannot be written to (`unwritable`)."""

    def __init__(self, problem: OSError) -> None:
        self.code = "disk-full" if problem.errno in {errno.ENOSPC, errno.EDQUOT} else "unwritable"
        super().__init__(f"{self.code}: {problem}")


@dataclass(frozen=True, slots=True)
class TableFile:
    """A table's file: its name, its rows, its bytes and their SHA-256."""

    name: str
    rows: int
    size: int
    digest: str


@dataclass(frozen=True, slots=True)
class Snapshot:
    """A whole snapshot: where it lies, as of which moment (UTC) the facts were read, and its files by table."""

    folder: Path
    moment: datetime
    files: Mapping[str, TableFile]

    @property
    def contents(self) -> dict[str, str]:
        """The digests by table: equal ones mean equal facts."""
        return {name: file.digest for name, file in self.files.items()}

    def path_of(self, table: str) -> Path:
        """Return where a table's file lies."""
        return self.folder / self.files[table].name


def write_snapshot(folder: Path, moment: datetime, sources: Mapping[str, Batches]) -> Snapshot:
    """Write a snapshot of tables from rows that come in batches, or return the newest one where it says the same.

    The last KEPT stay; older ones, damaged ones and what was broken off are removed. Waits where another process writes
    to the same folder. Raises SnapshotNotWritten.
    """
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        with _alone(folder):
            return _taken(folder, moment, sources)
    except OSError as problem:
        raise SnapshotNotWritten(problem) from problem


def _taken(folder: Path, moment: datetime, sources: Mapping[str, Batches]) -> Snapshot:
    _sweep(folder)
    making = Path(tempfile.mkdtemp(prefix=_MAKING, dir=folder))
    try:
        made = _written(making, moment, sources)
        before = newest_snapshot(folder)
        return before if before is not None and before.contents == made.contents else _named(folder, made)
    finally:
        shutil.rmtree(making, ignore_errors=True)


@contextmanager
def _alone(folder: Path) -> Iterator[None]:
    """Wait until no other process writes here; a lock ends with the process that holds it, however it ends."""
    handle = os.open(folder / ".lock", os.O_RDWR | os.O_CREAT, 0o600)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield
    finally:
        os.close(handle)


def newest_snapshot(folder: Path) -> Snapshot | None:
    """Return the newest whole snapshot, every byte of it checked, or None."""
    names = sorted((path for path in folder.glob("[0-9]*") if path.is_dir()), reverse=True) if folder.is_dir() else []
    return next((found for path in names if (found := read_snapshot(path)) is not None), None)


def read_snapshot(path: Path) -> Snapshot | None:
    """Return a snapshot whose files are those of its manifest, or None where it is damaged or of another schema."""
    try:
        told = json.loads((path / MANIFEST).read_bytes())
        if told["schema"] != SCHEMA:
            return None
        found = Snapshot(path, datetime.fromisoformat(told["moment"]), _files(told["tables"]))
        whole = all(_digest(path / file.name) == (file.size, file.digest) for file in found.files.values())
    except (OSError, ValueError, KeyError, TypeError):
        return None
    return found if whole else None


def _files(told: Mapping[str, Mapping[str, Any]]) -> dict[str, TableFile]:
    known = tables()
    return {
        name: TableFile(f"{known[name].name}.parquet", int(one["rows"]), int(one["bytes"]), str(one["sha256"]))
        for name, one in told.items()
    }


def _written(making: Path, moment: datetime, sources: Mapping[str, Batches]) -> Snapshot:
    files = {name: _table(making, name, batches) for name, batches in sources.items()}
    made = Snapshot(making, moment.astimezone(UTC), files)
    told = {
        "schema": SCHEMA,
        "moment": made.moment.isoformat(),
        "tables": {
            name: {"rows": file.rows, "bytes": file.size, "sha256": file.digest} for name, file in files.items()
        },
    }
    (making / MANIFEST).write_text(json.dumps(told, indent=1), encoding="utf-8")
    _sync(making / MANIFEST)
    _sync(making)
    return made


def _table(making: Path, name: str, batches: Batches) -> TableFile:
    table, rows = tables()[name], 0
    writer = ParquetWriter(table, making)
    try:
        for batch in batches:
            writer.write(list(zip(*batch, strict=True)))
            rows += len(batch)
    finally:
        writer.close()
    path = making / f"{table.name}.parquet"
    _sync(path)
    size, digest = _digest(path)
    return TableFile(path.name, rows, size, digest)


def _named(folder: Path, made: Snapshot) -> Snapshot:
    """Give a written snapshot its name; the rename is what makes it one."""
    place = folder / made.moment.strftime(_STAMP)
    if place.exists():  # damaged, else its contents would have been equal or its moment another
        shutil.rmtree(place)
    made.folder.rename(place)
    _sync(folder)
    _prune(folder)
    return Snapshot(place, made.moment, made.files)


def _prune(folder: Path) -> None:
    """Keep the last whole ones."""
    places = sorted((path for path in folder.glob("[0-9]*") if path.is_dir()), reverse=True)
    whole = [path for path in places if read_snapshot(path) is not None][:KEPT]
    for path in set(places) - set(whole):
        shutil.rmtree(path)


def _sweep(folder: Path) -> None:
    """Remove what was broken off."""
    for path in folder.glob(f"{_MAKING}*"):
        shutil.rmtree(path, ignore_errors=True)


def _digest(path: Path) -> tuple[int, str]:
    digest, size = hashlib.sha256(), 0
    with path.open("rb") as file:
        while piece := file.read(_PIECE):
            digest.update(piece)
            size += len(piece)
    return size, digest.hexdigest()


def _sync(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
