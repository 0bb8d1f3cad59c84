"""Films and sounds: kept and handed out, never played or drawn here; only their frame of boxes is followed."""

from __future__ import annotations

import struct
from typing import Final

from pulau.exchange.files.model import Findings, Subject

_BOX: Final = struct.Struct(">I4s")
_LARGE: Final = struct.Struct(">Q")
_MOST_BOXES: Final = 100_000
_NEEDED: Final = b"moov"


def check_media(subject: Subject) -> Findings:
    """Check that a film or sound is whole, as far as its frame tells. Raises BadInput."""
    if subject.claimed.code in {"mp4", "mov", "m4a"}:
        _follow_boxes(subject)
    return Findings()


def _follow_boxes(subject: Subject) -> None:
    at, size, kinds = 0, subject.seen.size, set[bytes]()
    for _ in range(_MOST_BOXES):
        if at == size:
            break
        length, kind, header = _box(subject, at)
        if length < header or not kind.isascii() or not kind.strip(b"\0"):
            raise subject.broken(f"box {at}")
        at += length
        if at > size:
            raise subject.cut_off()
        kinds.add(kind)
    else:
        raise subject.broken("boxes")
    if _NEEDED not in kinds:
        raise subject.broken("moov")


def _box(subject: Subject, at: int) -> tuple[int, bytes, int]:
    head = subject.at(at, 16)
    if len(head) < _BOX.size:
        raise subject.cut_off()
    length, kind = _BOX.unpack_from(head)
    if length == 1 and len(head) == _BOX.size + _LARGE.size:
        return _LARGE.unpack_from(head, _BOX.size)[0], kind, 16
    return (subject.seen.size - at if length == 0 else length), kind, _BOX.size
