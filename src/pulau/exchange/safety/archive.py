"""The zip container of a file, checked before anything in it is parsed."""

from __future__ import annotations

import io
import mmap
import stat
import struct
import zipfile
import zlib
from dataclasses import dataclass
from typing import IO, TYPE_CHECKING, Final, TypeAlias, cast

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
_HEAD_PACKED: Final = 64 * 1024
_ENTRY_MOST: Final = 1_000
"""Bytes that one entry may take in the directory on average: 46, its name, and what programs add."""
_ENCRYPTED: Final = 0x1
_END: Final = b"PK\x05\x06"
_END_SIZE: Final = 22
_COMMENT_MOST: Final = 65_557
_LOCATOR: Final = b"PK\x06\x07"
_LOCATOR_SIZE: Final = 20
_DIRECTORY_SIZE: Final = struct.Struct("<12xI6x")
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
Source: TypeAlias = bytes | mmap.mmap
"""The bytes of a container: in memory, or of a file that is too large for it."""


@dataclass(frozen=True, slots=True)
class Measure:
    """The most that a container may hold: entries, and bytes when all of it is unpacked."""

    entries: int = MAX_ENTRIES
    unpacked: int = MAX_UNPACKED


WORKBOOK: Final = Measure()


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

    data: Source
    parts: Mapping[str, Part]
    place: str
    measure: Measure = WORKBOOK

    def head(self, name: str, size: int = 1024) -> bytes:
        """Unpack the first bytes of a part. Raises BadInput where it is broken."""
        part = self.parts[name]
        if part.stored:
            return self.data[part.start : part.start + min(part.packed, size)]
        packed = self.data[part.start : part.start + min(part.packed, _HEAD_PACKED)]
        try:
            return zlib.decompressobj(-15).decompress(packed, size)
        except zlib.error:
            raise self.broken(name) from None

    def read(self, name: str) -> bytes:
        """Unpack a whole part. Raises BadInput where it is broken or larger than it says."""
        return b"".join(self.chunks(name))

    def chunks(self, name: str) -> Iterator[bytes]:
        """Unpack a part piece by piece. Raises BadInput where it is broken or larger than it says."""
        part = self.parts[name]
        at, end = part.start, part.start + part.packed
        if part.stored:
            yield from (self.data[start : min(start + _CHUNK, end)] for start in range(at, end, _CHUNK))
            return
        unpacker, total, packed = zlib.decompressobj(-15), 0, b""
        try:
            while not unpacker.eof:
                if not packed:
                    packed = self.data[at : min(at + _CHUNK, end)]
                    at += len(packed)
                piece = unpacker.decompress(packed, _CHUNK)
                stuck = not piece and not packed
                packed = unpacker.unconsumed_tail
                total += len(piece)
                if total > part.size:
                    raise bomb(self.place, name, self.measure)
                if stuck and not unpacker.eof:
                    raise self.broken(name)
                yield piece
        except zlib.error:
            raise self.broken(name) from None

    def broken(self, name: str) -> BadInput:
        """Make the error for a part that cannot be read."""
        return BadInput.because("workbook-broken", self.place, part=name)


def bomb(place: str, name: str, measure: Measure = WORKBOOK) -> BadInput:
    """Make the error for a container that would unpack beyond all measure."""
    return BadInput.because("workbook-bomb", place, part=name, limit_mb=measure.unpacked // 1_000_000)


def open_archive(data: Source, place: str, measure: Measure = WORKBOOK) -> Archive:
    """Check a zip file's directory and what it would unpack to. Raises BadInput; parses no part."""
    entries = _entries(data, place, measure)
    parts: dict[str, Part] = {}
    for entry in entries:
        _refuse_entry(entry, place)
        if entry.is_dir():
            continue
        name = entry.filename.lower()
        if name in parts:
            raise BadInput.because("workbook-broken", place, part=entry.filename)
        parts[name] = _part(data, entry, place)
    archive = Archive(data, parts, place, measure)
    _refuse_bomb(archive)
    return archive


def _entries(data: Source, place: str, measure: Measure) -> list[zipfile.ZipInfo]:
    size = len(data)
    at = size - _END_SIZE if data[-_END_SIZE:].startswith(_END) and data[-2:] == b"\0\0" else data.find(_END)
    # Two directories in one file could show one thing to us and another to the parser.
    alone = at == size - _END_SIZE or data.find(_END, at + 1) < 0
    large = data[max(0, at - _LOCATOR_SIZE) : at].startswith(_LOCATOR)  # a second count, for more than 4 GB
    if at < 0 or not alone or _has_other_end(data, at) or size < at + _END_SIZE or large:
        raise BadInput.because("workbook-broken", place, part="zip")
    (directory,) = _DIRECTORY_SIZE.unpack(data[at : at + _END_SIZE])
    if directory > measure.entries * _ENTRY_MOST:  # before each entry of it becomes an object
        raise BadInput.because("workbook-too-many-parts", place, count=directory // _ENTRY_MOST, limit=measure.entries)
    source = io.BytesIO(data) if isinstance(data, bytes) else cast("IO[bytes]", data)
    try:
        with zipfile.ZipFile(source) as opened:
            entries = opened.infolist()
    except _BROKEN:
        raise BadInput.because("workbook-broken", place, part="zip") from None
    if len(entries) > measure.entries:
        raise BadInput.because("workbook-too-many-parts", place, count=len(entries), limit=measure.entries)
    return entries


def _has_other_end(data: Source, last: int) -> bool:
    """Whether an end before the last one would take it for its comment, and show another directory."""
    size = len(data)
    at = data.find(_END, max(0, last - _COMMENT_MOST), last)
    while at >= 0:
        if at + _END_SIZE + int.from_bytes(data[at + _END_SIZE - 2 : at + _END_SIZE], "little") == size:
            return True
        at = data.find(_END, at + 1, last)
    return False


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


def _part(data: Source, entry: zipfile.ZipInfo, place: str) -> Part:
    offset = entry.header_offset
    if offset < 0 or len(data) < offset + _LOCAL.size:
        raise BadInput.because("workbook-broken", place, part=entry.filename)
    mark, name_length, extra_length = _LOCAL.unpack(data[offset : offset + _LOCAL.size])
    start = offset + _LOCAL.size + name_length + extra_length
    stored = entry.compress_type == zipfile.ZIP_STORED
    honest = not stored or entry.compress_size == entry.file_size
    if mark != _LOCAL_MARK or start + entry.compress_size > len(data) or not honest:
        raise BadInput.because("workbook-broken", place, part=entry.filename)
    return Part(start, entry.compress_size, entry.file_size, stored)


def _refuse_bomb(archive: Archive) -> None:
    most = archive.measure.unpacked
    for name, part in archive.parts.items():
        if part.size > _RATIO_FROM and part.size > MAX_RATIO * part.packed:
            raise bomb(archive.place, name, archive.measure)
    parts = archive.parts.values()
    if sum(part.size for part in parts) > most:
        raise bomb(archive.place, "zip", archive.measure)
    if sum(part.packed if part.stored else part.packed * _DEFLATE_MOST for part in parts) <= most:
        return
    for name in archive.parts:
        # `chunks` refuses a part that unpacks to more than it said, so the sums above hold.
        for _ in archive.chunks(name):
            pass
