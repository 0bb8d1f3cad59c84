"""The ZIP of a package, looked at before anything in it is believed: what is odd about its directory, and its files."""

from __future__ import annotations

import hashlib
import stat
import struct
import zipfile
import zlib
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from pulau.core.shared.problems import BadInput

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

MOST_ENTRIES: Final = 50_000
MOST_UNPACKED: Final = 100 * 1024**3
MOST_RATIO: Final = 500
LARGEST_DOCUMENT: Final = 64 * 1024**2
"""What is read whole: the package's own JSON and lists."""
_RATIO_FROM: Final = 1_000_000
_CHUNK: Final = 1024 * 1024
_ENCRYPTED: Final = 0x1
_BROKEN: Final = (
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    NotImplementedError,
    EOFError,
    OverflowError,
    ValueError,
)


@dataclass(frozen=True, slots=True)
class Container:
    """An open ZIP of one top folder: its files by their name below it."""

    opened: zipfile.ZipFile
    top: str
    entries: dict[str, zipfile.ZipInfo]

    def chunks(self, name: str) -> Iterator[bytes]:
        """Unpack a file piece by piece. Raises BadInput where it is broken or not as large as it says."""
        entry, octets = self.entries[name], 0
        try:
            with self.opened.open(entry) as file:
                while chunk := file.read(_CHUNK):
                    octets += len(chunk)
                    if octets > entry.file_size:
                        raise BadInput.because("package-broken", name)
                    yield chunk
        except _BROKEN as problem:
            raise BadInput.because("package-broken", name) from problem
        if octets != entry.file_size:
            raise BadInput.because("package-broken", name)

    def digest(self, name: str) -> str:
        """Return the SHA-256 of a file. Raises BadInput where it is broken."""
        found = hashlib.sha256()
        for chunk in self.chunks(name):
            found.update(chunk)
        return found.hexdigest()

    def read(self, name: str) -> bytes:
        """Return a small file whole. Raises BadInput where it is missing, broken or no small file."""
        entry = self.entries.get(name)
        if entry is None:
            raise BadInput.because("package-missing", name)
        if entry.file_size > LARGEST_DOCUMENT:
            raise BadInput.because("package-too-big", name, limit_mb=LARGEST_DOCUMENT // 1024**2)
        return b"".join(self.chunks(name))


def open_container(path: Path) -> Container:
    """Open a package's ZIP and look at its directory; unpacks nothing. Raises BadInput for what no package is."""
    try:
        opened = zipfile.ZipFile(path)
    except FileNotFoundError as problem:
        raise BadInput.because("file-unreadable", str(path), reason=problem.strerror) from problem
    except IsADirectoryError as problem:
        raise BadInput.because("package-not-zip", str(path)) from problem
    except _BROKEN as problem:
        raise BadInput.because("package-not-zip", path.name) from problem
    except OSError as problem:
        raise BadInput.because("file-unreadable", str(path), reason=problem.strerror or problem) from problem
    try:
        return _looked_at(opened, path.stat().st_size)
    except BadInput:
        opened.close()
        raise


def _looked_at(opened: zipfile.ZipFile, packed: int) -> Container:
    entries = opened.infolist()
    if len(entries) > MOST_ENTRIES:
        raise BadInput.because("package-too-many", count=len(entries), limit=MOST_ENTRIES)
    files = [entry for entry in entries if not entry.is_dir()]
    for entry in entries:
        _refuse_odd(entry)
    unpacked = sum(entry.file_size for entry in files)
    if unpacked > MOST_UNPACKED:
        raise BadInput.because("package-too-big", "zip", limit_mb=MOST_UNPACKED // 1024**2)
    if unpacked > _RATIO_FROM and unpacked > MOST_RATIO * packed:  # many small ones, or one told many times
        raise BadInput.because("package-bomb", "zip")
    tops = {entry.filename.split("/", 1)[0] for entry in files}
    if len(tops) != 1 or any("/" not in entry.filename for entry in files):
        raise BadInput.because("package-not-bag")
    (top,) = tops
    found: dict[str, zipfile.ZipInfo] = {}
    for entry in files:
        name = entry.filename[len(top) + 1 :]
        if name in found:
            raise BadInput.because("package-twice", name[:200])
        found[name] = entry
    return Container(opened, top, found)


def _refuse_odd(entry: zipfile.ZipInfo) -> None:
    """Refuse what could write elsewhere, unpack beyond measure, or show one thing here and another there."""
    name = entry.filename
    steps = name.rstrip("/").split("/")
    odd = "\\" in name or ":" in name or not name.isprintable() or name != entry.orig_filename
    linked = stat.S_ISLNK(entry.external_attr >> 16)
    if odd or linked or name.startswith("/") or any(step in {"", ".", ".."} for step in steps):
        raise BadInput.because("package-odd-name", ascii(name)[1:61])
    if entry.flag_bits & _ENCRYPTED:
        raise BadInput.because("package-encrypted", name[:200])
    if entry.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        raise BadInput.because("package-broken", name[:200])
    if entry.file_size > _RATIO_FROM and entry.file_size > MOST_RATIO * entry.compress_size:
        raise BadInput.because("package-bomb", name[:200])
