"""Office files of before 2007 (.doc, .xls, .ppt): told apart by the streams that they name, refused with macros."""

from __future__ import annotations

import struct
from typing import Final

from pulau.core.shared.problems import BadInput, Problem
from pulau.exchange.files.model import Findings, Subject, pieces

_SECTOR_POWER: Final = struct.Struct("<30xH")
_POWERS: Final = (9, 12)
_MAIN: Final = {"doc": ("WordDocument",), "xls": ("Workbook", "Book"), "ppt": ("PowerPoint Document",)}
_MACROS: Final = ("_VBA_PROJECT", "VBA", "_VBA_PROJECT_CUR", "Macros")
_LOCKED: Final = ("EncryptedPackage", "EncryptionInfo")
_PACKED: Final = ("\x01Ole10Native",)
_ENTRY: Final = 128
_NAME: Final = 64
_KINDS: Final = (1, 2, 5)
"""Storage, stream, root."""


def check_old_office(subject: Subject) -> Findings:
    """Check an old office file by the names of its streams. Raises BadInput."""
    (power,) = _SECTOR_POWER.unpack(subject.seen.head[:32].ljust(32, b"\0"))
    if power not in _POWERS or subject.seen.size < 3 * 512:
        raise subject.broken("header")
    names = stream_names(subject)
    if names.intersection(_LOCKED):
        raise BadInput.because("file-encrypted", subject.name)
    if names.intersection(_MACROS):
        raise BadInput.because("file-has-macros", subject.name)
    if names.intersection(_PACKED):
        raise BadInput.because("file-has-embedded", subject.name, part="OLE")
    found = next((code for code, mains in _MAIN.items() if names.intersection(mains)), None)
    if found is None:
        raise subject.broken("directory")
    if found != subject.claimed.code:
        raise BadInput.because(
            "file-kind-differs", subject.name, extension=f".{subject.claimed.code}", found=f".{found}"
        )
    return Findings(notes=(Problem.of("note-old-format"),))


def stream_names(subject: Subject) -> frozenset[str]:
    """Return the names that look like entries of the directory: they stand at multiples of 128 bytes, all in UTF-16."""
    known = {
        name.encode("utf-16-le") + b"\0\0": name
        for names in (*_MAIN.values(), _MACROS, _LOCKED, _PACKED)
        for name in names
    }
    found = set[str]()
    at = 0
    for piece in pieces(subject.file):
        for mark, name in known.items():
            place = piece.find(mark)
            while place >= 0 and name not in found:
                if (at + place) % _ENTRY == 0 and _is_entry(piece[place : place + _ENTRY], len(mark)):
                    found.add(name)
                place = piece.find(mark, place + 1)
        at += len(piece)
    return frozenset(found)


def _is_entry(entry: bytes, length: int) -> bool:
    if len(entry) < _ENTRY:
        return False
    stored, kind = struct.unpack_from("<HB", entry, _NAME)
    return stored == length and kind in _KINDS
