"""The zip container of a workbook, checked before anything in it is parsed."""

from __future__ import annotations

import io
import stat
import struct
import zipfile
import zlib
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from pulau.core.shared.problems import BadInput

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

MAX_ENTRIES: Final = 2_000
MAX_UNPACKED: Final = 100_000_000
MAX_RATIO: Final = 500
_RATIO_FROM: Final = 1_000_000
"""Small parts may well be one long repetition; the ratio is judged from this size on."""
_DEFLATE_MOST: Final = 1_032
"""Deflate cannot unpack a byte to more than this; what stays below the limit even so need not be tried."""
_MAX_DEPTH: Final = 10
_CHUNK: Final = 256 * 1024
_ENCRYPTED: Final = 0x1
_END: Final = b"PK\x05\x06"
_END_SIZE: Final = 22
_LOCAL: Final = struct.Struct("<4s22xHH")
_LOCAL_MARK: Final = b"PK\x03\x04"
_BROKEN: Final = (
    zipfile.BadZipFile,
    zipfile.LargeZipFile,
    NotImplementedError,
    ValueError,
    OverflowError,
    EOFError,
    OSError,
    struct.error,
)


@dataclass(frozen=True, slots=True)
class Part:
    """One entry: where its packed bytes stand in the file, how many, and how many it says it unpacks to."""

    start: int
    packed: int
    size: int
    stored: bool


@dataclass(frozen=True, slots=True)
class Archive:
    """A checked container: its bytes, and its parts by name in lower case (readers look names up without case)."""

    data: bytes
    parts: Mapping[str, Part]
    place: str

    def head(self, name: str, size: int = 1024) -> bytes:
        """Unpack the first bytes of a part. Raises BadInput where it is broken."""
        part = self.parts[name]
        if part.stored:
            return self.data[part.start : part.start + min(part.packed, size)]
        try:
            return zlib.decompressobj(-15).decompress(self.data[part.start : part.start + part.packed], size)
        except zlib.error:
            raise self.broken(name) from None

    def read(self, name: str) -> bytes:
        """Unpack a whole part. Raises BadInput where it is broken or larger than it says."""
        return b"".join(self.chunks(name))

    def chunks(self, name: str) -> Iterator[bytes]:
        """Unpack a part piece by piece. Raises BadInput where it is broken or larger than it says."""
        part = self.parts[name]
        packed = self.data[part.start : part.start + part.packed]
        if part.stored:
            yield packed
            return
        unpacker, total = zlib.decompressobj(-15), 0
        try:
            while not unpacker.eof:
                piece = unpacker.decompress(packed, _CHUNK)
                packed = unpacker.unconsumed_tail
                total += len(piece)
                if total > part.size:
                    raise bomb(self.place, name)
                if not piece and not packed and not unpacker.eof:
                    raise self.broken(name)
                yield piece
        except zlib.error:
            raise self.broken(name) from None

    def broken(self, name: str) -> BadInput:
        """Make the error for a part that cannot be read."""
        return BadInput.because("workbook-broken", self.place, part=name)


def bomb(place: str, name: str) -> BadInput:
    """Make the error for a container that would unpack beyond all measure."""
    return BadInput.because("workbook-bomb", place, part=name, limit_mb=MAX_UNPACKED // 1_000_000)


def open_archive(data: bytes, place: str) -> Archive:
    """Check a zip file's directory and what it would unpack to. Raises BadInput; parses no part."""
    entries = _entries(data, place)
    parts: dict[str, Part] = {}
    for entry in entries:
        _refuse_entry(entry, place)
        if entry.is_dir():
            continue
        name = entry.filename.lower()
        if name in parts:
            raise BadInput.because("workbook-broken", place, part=entry.filename)
        parts[name] = _part(data, entry, place)
    archive = Archive(data, parts, place)
    _refuse_bomb(archive)
    return archive


def _entries(data: bytes, place: str) -> list[zipfile.ZipInfo]:
    at_the_end = data[-_END_SIZE:].startswith(_END) and data.endswith(b"\x00\x00")
    # Two directories in one file could show one thing to us and another to the parser.
    if not at_the_end and data.count(_END) != 1:
        raise BadInput.because("workbook-broken", place, part="zip")
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as opened:
            entries = opened.infolist()
    except _BROKEN:
        raise BadInput.because("workbook-broken", place, part="zip") from None
    if len(entries) > MAX_ENTRIES:
        raise BadInput.because("workbook-too-many-parts", place, count=len(entries), limit=MAX_ENTRIES)
    return entries


def _refuse_entry(entry: zipfile.ZipInfo, place: str) -> None:
    name = entry.filename
    if entry.flag_bits & _ENCRYPTED:
        raise BadInput.because("workbook-encrypted", place)
    steps = name.rstrip("/").split("/")
    odd = "\\" in name or ":" in name or not name.isprintable() or name != entry.orig_filename
    if odd or name.startswith("/") or ".." in steps or len(steps) > _MAX_DEPTH:
        raise BadInput.because("workbook-odd-part", place, part=name[:60])
    if stat.S_ISLNK(entry.external_attr >> 16):
        raise BadInput.because("workbook-odd-part", place, part=name[:60])
    if entry.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        raise BadInput.because("workbook-broken", place, part=name)


def _part(data: bytes, entry: zipfile.ZipInfo, place: str) -> Part:
    offset = entry.header_offset
    if offset < 0 or len(data) < offset + _LOCAL.size:
        raise BadInput.because("workbook-broken", place, part=entry.filename)
    mark, name_length, extra_length = _LOCAL.unpack_from(data, offset)
    start = offset + _LOCAL.size + name_length + extra_length
    stored = entry.compress_type == zipfile.ZIP_STORED
    honest = not stored or entry.compress_size == entry.file_size
    if mark != _LOCAL_MARK or start + entry.compress_size > len(data) or not honest:
        raise BadInput.because("workbook-broken", place, part=entry.filename)
    return Part(start, entry.compress_size, entry.file_size, stored)


def _refuse_bomb(archive: Archive) -> None:
    for name, part in archive.parts.items():
        if part.size > _RATIO_FROM and part.size > MAX_RATIO * part.packed:
            raise bomb(archive.place, name)
    parts = archive.parts.values()
    if sum(part.size for part in parts) > MAX_UNPACKED:
        raise bomb(archive.place, "zip")
    if sum(part.packed if part.stored else part.packed * _DEFLATE_MOST for part in parts) <= MAX_UNPACKED:
        return
    for name in archive.parts:
        # `chunks` refuses a part that unpacks to more than it said, so the sums above hold.
        for _ in archive.chunks(name):
            pass
