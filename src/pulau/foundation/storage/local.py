"""Files in a folder: each is written beside its place, synced to the disk, and moved there whole."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import BinaryIO, Final

from pulau.foundation.storage.faults import BlobMissing, unavailable
from pulau.foundation.storage.places import place_of, sha256_of

_COPIED: Final = 256 * 1024


class FolderStore:
    """A folder of this machine."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def keep_bytes(self, content: bytes, digest: str) -> None:
        """Keep some bytes at the place of their digest. Raises StoreUnavailable."""

        def write(handle: int, _beside: Path) -> None:
            with os.fdopen(handle, "wb") as file:
                file.write(content)
                file.flush()
                os.fsync(file.fileno())

        self._keep(digest, write)

    def keep_file(self, source: Path, digest: str) -> None:
        """Keep a file, which stays where it is: on one disk as a second name of the same bytes.

        Whoever gives a file here writes into it no more. Raises StoreUnavailable.
        """

        def take(handle: int, beside: Path) -> None:
            os.close(handle)
            _link_or_copy(source, beside)
            with beside.open("rb+") as file:
                os.fsync(file.fileno())

        self._keep(digest, take)

    def open(self, digest: str) -> BinaryIO:
        """Open what lies there. Raises BlobMissing, StoreUnavailable."""
        try:
            return self._place(digest).open("rb")
        except FileNotFoundError as problem:
            raise BlobMissing(digest) from problem
        except OSError as problem:
            raise unavailable(problem) from problem

    def size(self, digest: str) -> int:
        """Return the length in bytes. Raises BlobMissing, StoreUnavailable."""
        try:
            return self._place(digest).stat().st_size
        except FileNotFoundError as problem:
            raise BlobMissing(digest) from problem
        except OSError as problem:
            raise unavailable(problem) from problem

    def _place(self, digest: str) -> Path:
        return self._folder / place_of(digest)

    def _keep(self, digest: str, fill: Callable[[int, Path], None]) -> None:
        place = self._place(digest)
        try:
            if _whole(place, digest):
                return
            place.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            handle, name = tempfile.mkstemp(dir=place.parent, prefix=".put-")
            beside = Path(name)
            try:
                fill(handle, beside)
                beside.replace(place)  # two who keep the same bytes put the same file there
            finally:
                beside.unlink(missing_ok=True)  # it is still there only where writing failed
            _sync_folders(place.parent, self._folder)
        except OSError as problem:
            raise unavailable(problem) from problem


def _whole(place: Path, digest: str) -> bool:
    """Whether the bytes are there already, undamaged: only then has whoever brings them again nothing to write."""
    try:
        with place.open("rb") as file:
            return sha256_of(file) == digest
    except FileNotFoundError:
        return False


def _link_or_copy(source: Path, target: Path) -> None:
    target.unlink()
    try:
        os.link(source, target)
    except OSError:  # another disk, or one that knows no second names
        with source.open("rb") as file, target.open("xb") as copy:
            target.chmod(0o600)
            shutil.copyfileobj(file, copy, _COPIED)


def _sync_folders(folder: Path, root: Path) -> None:
    """Sync a folder and those above it, which may be as new, up to the store's own."""
    for each in (folder, *folder.parents):
        handle = os.open(each, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
        if each == root:
            return
