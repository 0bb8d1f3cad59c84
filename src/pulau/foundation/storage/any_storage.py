"""Files in whatever Django can store in: the memory of tests."""

from __future__ import annotations

from pathlib import Path
from typing import BinaryIO, cast

from django.core.files.base import ContentFile, File
from django.core.files.storage import Storage

from pulau.foundation.storage.faults import BlobMissing
from pulau.foundation.storage.places import place_of


class PlainStore:
    """A storage that is only asked for what each has."""

    def __init__(self, storage: Storage) -> None:
        self._storage = storage

    def keep_bytes(self, content: bytes, digest: str) -> None:
        """Keep some bytes under their digest."""
        self._keep(ContentFile(content), digest)

    def keep_file(self, source: Path, digest: str) -> None:
        """Keep a copy of a file."""
        with source.open("rb") as file:
            self._keep(File(file), digest)

    def open(self, digest: str) -> BinaryIO:
        """Open what lies there. Raises BlobMissing."""
        try:
            return cast("BinaryIO", self._storage.open(place_of(digest)))
        except FileNotFoundError as problem:
            raise BlobMissing(digest) from problem

    def size(self, digest: str) -> int:
        """Return the length in bytes. Raises BlobMissing."""
        try:
            return self._storage.size(place_of(digest))
        except FileNotFoundError as problem:
            raise BlobMissing(digest) from problem

    def _keep(self, content: File[bytes], digest: str) -> None:
        if not self._storage.exists(place_of(digest)):
            self._storage.save(place_of(digest), content)
