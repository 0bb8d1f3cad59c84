"""Where the static tree lies: a folder in which each file is on the disk, whole, before the next step begins."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterable, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Final, Protocol

_MODE: Final = 0o644


class FileMissing(Exception):  # noqa: N818 - a fact, as every error of this project
    """There is no such file in the tree."""


class TreeStore(Protocol):
    """Files by their path below the log's prefix. What `write` has returned from survives a crash."""

    def read(self, path: str) -> bytes:
        """Return a file. Raises FileMissing, OSError."""
        ...

    def write(self, files: Mapping[str, bytes]) -> None:
        """Put files there, each whole, in the place of older ones. Raises OSError."""
        ...

    def remove(self, paths: Iterable[str]) -> None:
        """Remove files that nobody needs any more; those that are not there are passed over. Raises OSError."""
        ...


class FolderTree:
    """The tree as a folder of this machine."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def read(self, path: str) -> bytes:
        """Return a file. Raises FileMissing, OSError."""
        try:
            return (self.folder / path).read_bytes()
        except (FileNotFoundError, NotADirectoryError) as problem:
            raise FileMissing(path) from problem

    def write(self, files: Mapping[str, bytes]) -> None:
        """Write each beside its place, sync it, move it there; then sync the folders. Raises OSError."""
        folders: set[Path] = set()
        for path, content in files.items():
            place = self.folder / path
            folders |= _folder_made(place.parent, self.folder)
            durable(place, content)
        for folder in folders:
            sync_folder(folder)

    def remove(self, paths: Iterable[str]) -> None:
        """Remove files."""
        paths = list(paths)
        for path in paths:
            (self.folder / path).unlink(missing_ok=True)
        for folder in {(self.folder / path).parent for path in paths}:
            with suppress(OSError):  # other files are in it, or it is gone
                folder.rmdir()


def durable(place: Path, content: bytes) -> None:
    """Have a file at its place, whole and synced; its folder is for the caller to sync. Raises OSError."""
    handle, name = tempfile.mkstemp(dir=place.parent, prefix=".put-")
    beside = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fchmod(file.fileno(), _MODE)
            os.fsync(file.fileno())
        beside.replace(place)
    except OSError:
        beside.unlink(missing_ok=True)
        raise


def sync_folder(folder: Path) -> None:
    """Have a folder's names on the disk. Raises OSError."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _folder_made(folder: Path, root: Path) -> set[Path]:
    """Make a folder; return which have new names in them: itself, and those above it that were made."""
    changed = {folder}
    if not folder.is_dir():
        folder.mkdir(parents=True, exist_ok=True)
        for above in folder.parents:
            changed.add(above)
            if above in {root, root.parent}:
                break
    return changed
