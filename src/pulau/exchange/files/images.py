"""Pictures: bounded in pixels and frames before anything is unpacked, whole to their end, and nothing behind it."""

from __future__ import annotations

import mmap
import re
import struct
import warnings
import zlib
from contextlib import closing
from dataclasses import dataclass
from typing import Final

from PIL import Image

from pulau.core.shared.problems import BadInput
from pulau.exchange.files.model import Findings, Subject

FORMATS: Final = {"jpeg": "JPEG", "png": "PNG", "webp": "WEBP", "gif": "GIF", "tiff": "TIFF"}
FAULTS: Final = (
    OSError,
    SyntaxError,
    ValueError,
    TypeError,
    LookupError,
    EOFError,
    OverflowError,
    AttributeError,
    RuntimeError,
    struct.error,
    zlib.error,
    Image.DecompressionBombError,
    Image.DecompressionBombWarning,
)
"""What Pillow raises over broken pictures (SyntaxError: a broken PNG)."""
_CHUNK_HEAD: Final = struct.Struct(">I4s")
_MOST_CHUNKS: Final = 200_000
_MOST_BLOCKS: Final = 2_000_000
_MOST_TEXT: Final = 4_000_000
"""Bytes of one chunk of notes in a PNG: what it unpacks to is bounded by Pillow."""
_TRAILER: Final = 64
"""Bytes that may follow the end: some programs pad."""
_JPEG_END: Final = 0xD9
_JPEG_SCAN: Final = 0xDA
_JPEG_MARK: Final = re.compile(rb"\xff[^\x00\xd0-\xd7\xff]")
"""What ends a scan: no byte of its own, and no mark of a new start within it."""
_LOOKED_AT: Final = 1_000_000
_SUSPICIOUS: Final = (b"%PDF-", b"MZ\x90", b"\x7fELF", b"Rar!", b"7z\xbc\xaf")


def check_image(subject: Subject) -> Findings:
    """Check a picture's measures, and that nothing stands behind it. Raises BadInput."""
    if subject.seen.script:
        raise BadInput.because("file-hides-script", subject.name)
    code = subject.claimed.code
    {"png": _check_png, "gif": _check_gif, "webp": _check_webp, "jpeg": _check_jpeg}.get(code, _nothing)(subject)
    frames = _measure(subject)
    return Findings(pages=frames)


def _measure(subject: Subject) -> int:
    """Read the header by Pillow and bound what it claims; returns the frames of a picture."""
    limits = subject.limits
    subject.file.seek(0)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            picture = Image.open(subject.file, formats=[FORMATS[subject.claimed.code]])
            refuse_large(subject, picture.size)
            frames = _frames(subject, picture)
    except Image.DecompressionBombError:
        raise _too_large(subject, (limits.side + 1, limits.side + 1)) from None
    except FAULTS:
        raise subject.broken("header") from None
    if frames > limits.frames:
        raise BadInput.because("file-too-many-frames", subject.name, count=frames, limit=limits.frames)
    return frames


def _frames(subject: Subject, picture: Image.Image) -> int:
    """Count frames, or pages of a TIFF, without unpacking one; of a GIF they were counted on the way to its end."""
    if picture.format == "GIF":
        return 1
    if picture.format != "TIFF":
        return int(getattr(picture, "n_frames", 1))
    for number in range(1, subject.limits.frames + 1):
        try:
            picture.seek(number)
        except EOFError:
            return number
        refuse_large(subject, picture.size)
    return subject.limits.frames + 1


def refuse_large(subject: Subject, size: tuple[int, int]) -> None:
    """Refuse a picture of too many pixels, or too long a side. Raises BadInput."""
    wide, high = size
    if wide * high > subject.limits.pixels or max(wide, high) > subject.limits.side:
        raise _too_large(subject, size)


def _too_large(subject: Subject, size: tuple[int, int]) -> BadInput:
    limit = subject.limits.pixels // 1_000_000
    return BadInput.because("file-image-too-large", subject.name, width=size[0], height=size[1], limit=limit)


def _nothing(_: Subject) -> None:
    """Of a TIFF the end is not known: its parts lie anywhere."""


def _after(subject: Subject, end: int) -> None:
    """Refuse what stands behind the end of a picture. Raises BadInput."""
    if end > subject.seen.size:
        raise subject.cut_off()
    if subject.seen.size - end > _TRAILER:
        raise BadInput.because("file-goes-on", subject.name)


def _check_png(subject: Subject) -> None:
    at = 8
    for _ in range(_MOST_CHUNKS):
        head = subject.at(at, _CHUNK_HEAD.size + 8)
        if len(head) < _CHUNK_HEAD.size:
            raise subject.cut_off()
        length, kind = _CHUNK_HEAD.unpack_from(head)
        if not kind.isalpha() or length > 1 << 31:
            raise subject.broken(f"chunk {at}")
        if kind == b"IHDR":
            refuse_large(subject, struct.unpack_from(">II", head.ljust(16, b"\0"), 8))
        if kind in {b"zTXt", b"iTXt", b"iCCP", b"eXIf"} and length > _MOST_TEXT:
            raise BadInput.because(
                "file-unpacks-too-big", subject.name, part=kind.decode(), limit_mb=_MOST_TEXT // 10**6
            )
        at += length + 12
        if kind == b"IEND":
            return _after(subject, at)
    raise subject.broken("chunks")


def _check_webp(subject: Subject) -> None:
    (length,) = struct.unpack_from("<I", subject.seen.head.ljust(8, b"\0"), 4)
    _after(subject, length + 8)


def _check_jpeg(subject: Subject) -> None:
    """Phones append films and small pictures; what is refused behind the end is what another program would run."""
    with closing(mmap.mmap(subject.file.fileno(), 0, access=mmap.ACCESS_READ)) as data:
        end = _jpeg_end(subject, data)
        rest = data[end : end + _LOOKED_AT]
    if any(mark in rest for mark in _SUSPICIOUS):
        raise BadInput.because("file-goes-on", subject.name)


def _jpeg_end(subject: Subject, data: mmap.mmap) -> int:
    """Follow segments and scans to the mark of the end; returns where it ends. Raises BadInput where it is missing."""
    at = 2
    for _ in range(_MOST_CHUNKS):
        head = data[at : at + 4]
        if len(head) < 2 or (head[1] != _JPEG_END and len(head) < 4):  # noqa: PLR2004 - a mark, and its length
            raise subject.cut_off()
        if head[0] != 0xFF:  # noqa: PLR2004 - every mark begins so
            raise subject.broken(f"segment {at}")
        if head[1] == _JPEG_END:
            return at + 2
        following = at + 2 + int.from_bytes(head[2:], "big") if head[1] != 0xFF else at + 1  # noqa: PLR2004 - filling
        if head[1] == _JPEG_SCAN:
            mark = _JPEG_MARK.search(data, following)
            if mark is None:
                raise subject.cut_off()
            following = mark.start()
        at = following
    raise subject.broken("segments")


def _check_gif(subject: Subject) -> None:
    head = subject.at(0, 13)
    if len(head) < 13:  # noqa: PLR2004 - signature and screen
        raise subject.cut_off()
    refuse_large(subject, struct.unpack_from("<HH", head, 6))
    at, frames, blocks = 13 + _palette(head[10]), 0, _Blocks(subject)
    while True:
        mark = subject.at(at, 10)
        if mark[:1] == b";":
            return _after(subject, at + 1)
        if mark[:1] == b"!":
            at = blocks.past(at + 2)
        elif mark[:1] == b"," and len(mark) == 10:  # noqa: PLR2004 - a frame's head
            frames += 1
            if frames > subject.limits.frames:
                limit = subject.limits.frames
                raise BadInput.because("file-too-many-frames", subject.name, count=f"{limit}+", limit=limit)
            at = blocks.past(at + 10 + _palette(mark[9]) + 1)
        else:
            raise subject.cut_off() if not mark else subject.broken(f"block {at}")


def _palette(flags: int) -> int:
    return 3 << ((flags & 7) + 1) if flags & 0x80 else 0


@dataclass(slots=True)
class _Blocks:
    """Skips chains of blocks, each with its length before it, and not without end."""

    subject: Subject
    count: int = 0

    def past(self, at: int) -> int:
        """Return where the chain that starts at a place ends. Raises BadInput."""
        file = self.subject.file
        file.seek(at)
        while length := file.read(1):
            at += 1 + length[0]
            self.count += 1
            if length[0] == 0:
                return at
            if self.count > _MOST_BLOCKS:
                raise self.subject.broken("blocks")
            file.seek(length[0], 1)
        raise self.subject.cut_off()
