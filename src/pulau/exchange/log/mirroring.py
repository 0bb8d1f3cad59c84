"""Copying the static tree into a folder that any web server can serve, and going on with such a copy later.

The checkpoint is read first and written last, so that the copy is whole at every moment, whatever the log does
meanwhile. A full tile never changes: one that is there is not fetched again.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from pulau.core.log.checkpoints import Checkpoint, read_checkpoint
from pulau.core.log.notes import NoteRefused
from pulau.core.log.tiles import WIDTH, Tile, TileRefused, tiles_of
from pulau.exchange.log.growing import OTHER_LOG, TILES_DIFFER, LogRefused
from pulau.exchange.log.reading import CHECKPOINT, POLICY, REPLAY, VERIFIER, read_tile, tree_in
from pulau.exchange.log.trees import FileMissing, FolderTree, TreeStore

README: Final = "README.txt"
_AT_ONCE: Final = 256
LOG_SHRANK: Final = "log-shrank"
EMPTY: Final = "empty"
_README: Final = """\
Salinan log publik {origin}
===========================
Folder ini dapat disajikan oleh server web apa pun. Memeriksanya (cukup Python 3.9, tanpa jaringan):

    python3 pulau_verify.py monitor . policy --state ../{name}.state

Ambil `policy` dari orang yang Anda percaya, bukan hanya dari folder ini: ia menyebut kunci log dan para saksi.

A copy of the public log {origin}
Any web server can serve this folder. The command above checks it (Python 3.9, no network). Take `policy` from somebody
whom you trust, not from this folder alone: it names the keys of the log and of its witnesses.
"""


@dataclass(frozen=True, slots=True)
class Mirrored:
    """What the copy holds now: size and root of the checkpoint, and how many files were new."""

    checkpoint: Checkpoint
    written: int
    there: int


def mirror(
    source: TreeStore,
    folder: Path,
    policy: bytes,
    tell: Callable[[int, int], None] = lambda _done, _all: None,
    beside: Mapping[str, bytes] | None = None,
) -> Mirrored:
    """Have a copy of the tree in a folder, as its checkpoint says now. `tell` hears how many files of how many.

    `beside` are further files to stand at its top, by their names.

    Raises LogRefused: there is no checkpoint (EMPTY), the folder holds another log or a larger one, or the tiles do not
    lead to the root. Raises OSError. What was there before stays whole in each case.
    """
    try:
        raw = source.read(CHECKPOINT)
        checkpoint, _note = read_checkpoint(raw)
    except FileMissing as problem:
        raise LogRefused(EMPTY) from problem
    except NoteRefused as problem:
        raise LogRefused(TILES_DIFFER, checkpoint=str(problem)) from problem
    _check_before(folder, checkpoint)
    folder.mkdir(parents=True, exist_ok=True)
    copy = FolderTree(folder)
    written, there = _copy(source, copy, checkpoint.size, tell)
    try:
        root = tree_in(copy, checkpoint.size).root
    except (FileMissing, TileRefused) as problem:
        raise LogRefused(TILES_DIFFER, size=checkpoint.size, found=str(problem)) from problem
    if root != checkpoint.root:
        raise LogRefused(TILES_DIFFER, size=checkpoint.size)
    readme = _README.format(origin=checkpoint.origin, name=folder.resolve().name)
    programs = {name: Path(__file__).with_name(name).read_bytes() for name in (VERIFIER, REPLAY)}
    copy.write({POLICY: policy, **programs, README: readme.encode(), **(beside or {})})
    copy.write({CHECKPOINT: raw})
    _thin(folder, checkpoint.size)
    return Mirrored(checkpoint, written, there)


def _check_before(folder: Path, checkpoint: Checkpoint) -> None:
    """Refuse to write over a copy of another log, or of one that had more."""
    try:
        before, _note = read_checkpoint((folder / CHECKPOINT).read_bytes())
    except FileNotFoundError:
        return
    except NoteRefused as problem:
        raise LogRefused(TILES_DIFFER, checkpoint=f"{folder / CHECKPOINT}: {problem}") from problem
    if before.origin != checkpoint.origin:
        raise LogRefused(OTHER_LOG, tree=before.origin, settings=checkpoint.origin)
    if before.size > checkpoint.size or (before.size == checkpoint.size and before.root != checkpoint.root):
        raise LogRefused(LOG_SHRANK, before=before.size, now=checkpoint.size)


def _copy(source: TreeStore, copy: FolderTree, size: int, tell: Callable[[int, int], None]) -> tuple[int, int]:
    written, there = 0, 0
    every = sum(1 for _tile in tiles_of(size))
    waiting: dict[str, bytes] = {}
    for done, tile in enumerate(tiles_of(size), 1):
        if tile.width == WIDTH and (copy.folder / tile.path).is_file():
            there += 1
        else:
            waiting[tile.path] = _read(source, size, tile)
        if len(waiting) >= _AT_ONCE or done == every:
            copy.write(waiting)
            written += len(waiting)
            waiting = {}
        tell(done, every)
    return written, there


def _read(source: TreeStore, size: int, tile: Tile) -> bytes:
    try:
        return read_tile(source, tile)
    except (FileMissing, TileRefused) as problem:
        raise LogRefused(TILES_DIFFER, size=size, found=str(problem)) from problem


def _thin(folder: Path, size: int) -> None:
    """Remove partial tiles of older sizes."""
    wanted = {tile.path for tile in tiles_of(size) if tile.width < WIDTH}
    for partial in folder.glob("tile/**/*.p"):
        for file in partial.iterdir():
            if file.relative_to(folder).as_posix() not in wanted:
                file.unlink()
        with suppress(OSError):  # the newest is in it
            partial.rmdir()
