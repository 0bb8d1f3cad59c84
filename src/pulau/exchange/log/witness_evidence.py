"""What a witness keeps of a log that contradicts itself: the signed notes, as they came, each case in a folder."""

from __future__ import annotations

import hashlib
import os
import shutil
import tempfile
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Final

from pulau.core.log.checkpoints import Checkpoint
from pulau.exchange.log.trees import sync_folder
from pulau.exchange.log.trusted_logs import write_synced

MOST: Final = {"fork": 1000, "unproven": 100}
"""Cases kept. Only the log itself can make a fork; a proof that does not hold can be sent by anybody, so fewer."""


class Kind(StrEnum):
    """`fork`: two signed roots of one size. `unproven`: a signed checkpoint whose proof does not hold."""

    FORK = "fork"
    UNPROVEN = "unproven"


@dataclass(frozen=True, slots=True)
class Case:
    """What came, and the note that was cosigned before (empty: none was)."""

    kind: Kind
    checkpoint: Checkpoint
    presented: str
    request: bytes
    known: str = ""

    @property
    def name(self) -> str:
        """The folder's name: the same case has the same, so it is kept once."""
        told = hashlib.sha256((self.known.partition("\n\n")[0] + "\n" + self.checkpoint.body).encode()).hexdigest()
        return f"{self.kind.value}-{self.checkpoint.size}-{told[:16]}"


def keep(folder: Path, case: Case) -> Path | None:
    """Keep a case, on the disk when this returns; None where as many are kept already. Raises OSError."""
    folder.mkdir(mode=0o700, exist_ok=True)
    place = folder / case.name
    if place.exists():
        return place
    if sum(each.name.startswith(case.kind.value) for each in folder.iterdir()) >= MOST[case.kind.value]:
        return None
    made = Path(tempfile.mkdtemp(prefix=".new-", dir=folder))
    try:
        for name, raw in (("known", case.known.encode()), ("presented", case.presented.encode())):
            if raw:
                write_synced(made / f"{name}.txt", raw)
        write_synced(made / "request.txt", case.request)
        sync_folder(made)
        _put(made, place)
    finally:
        shutil.rmtree(made, ignore_errors=True)
    sync_folder(folder)
    sync_folder(folder.parent)
    return place


def _put(made: Path, place: Path) -> None:
    try:
        made.rename(place)
    except OSError:
        if not place.exists():  # else another process was first with the same case
            raise


def kept(folder: Path) -> tuple[Path, ...]:
    """Return the cases that are kept, the oldest first."""
    if not folder.is_dir():
        return ()
    found = [Path(each.path) for each in os.scandir(folder) if each.name.startswith(tuple(MOST))]
    return tuple(sorted(found, key=lambda each: (each.stat().st_mtime, each.name)))
