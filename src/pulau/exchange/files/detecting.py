"""What the first bytes of a file say that it is."""

from __future__ import annotations

import re
from typing import Final

import puremagic

from pulau.core.shared.problems import BadInput

ZIP: Final = "zip"
COMPOUND: Final = "compound"
TEXT: Final = "text"
_STARTS: Final = (
    (b"%PDF-", "pdf"),
    (b"\xff\xd8\xff", "jpeg"),
    (b"\x89PNG\r\n\x1a\n", "png"),
    (b"GIF87a", "gif"),
    (b"GIF89a", "gif"),
    (b"II*\0", "tiff"),
    (b"MM\0*", "tiff"),
    (b"II+\0", "tiff"),
    (b"MM\0+", "tiff"),
    (b"PK\x03\x04", ZIP),
    (b"PK\x05\x06", ZIP),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", COMPOUND),
)
_PROGRAMS: Final = (
    b"\x7fELF",
    b"\xca\xfe\xba\xbe",
    b"\xfe\xed\xfa\xce",
    b"\xfe\xed\xfa\xcf",
    b"\xce\xfa\xed\xfe",
    b"\xcf\xfa\xed\xfe",
    b"#!",
    b"dex\n",
    b"L\0\0\0\x01\x14\x02\0",
    b"\0asm",
)
_ACTIVE: Final = re.compile(
    rb"\s*(?:<!--(?:(?!-->).){0,2048}-->\s*)*<(?:\?xml|\?php|\?=|%|!doctype|html|head|body|script|svg|math|iframe|hta:|xsl:)",
    re.IGNORECASE | re.DOTALL,
)
_BRANDS: Final = {b"qt  ": "mov", b"M4A ": "m4a", b"M4B ": "m4a"}
_PICTURE_BRANDS: Final = (b"heic", b"heix", b"heim", b"heis", b"hevc", b"mif1", b"msf1", b"avif", b"avis")
_EBML: Final = b"\x1a\x45\xdf\xa3"
_BYTE_ORDER_MARKS: Final = (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")
_NO_TEXT: Final = frozenset(range(32)) - frozenset(b"\t\n\r\f\x1b")
_MP3_BAD: Final = (0b1111, 0b11)
"""A rate of bits and one of samples that no frame has."""


def detect(head: bytes, place: str) -> str | None:
    """Return the code of a kind by its first bytes, or ZIP, COMPOUND, TEXT where more must be read; None: unknown.

    Raises BadInput for programs, pages and scripts, and for photos of a kind that cannot be shown.
    """
    if is_program(head):
        raise BadInput.because("file-program", place)
    for start, code in _STARTS:
        if head.startswith(start):
            return code
    if head[:4] == b"RIFF" and head[8:12] == b"WEBP":
        return "webp"
    if head[4:8] == b"ftyp":
        return _by_brand(head[8:12], place)
    if head.startswith(_EBML):
        return "webm" if b"webm" in head[:128] else None
    if _is_mp3(head):
        return "mp3"
    if is_active(head):
        raise BadInput.because("file-active", place)
    return TEXT if _is_text(head) else None


def is_program(head: bytes) -> bool:
    """Whether a file begins as a program of some system, or as a script that names what runs it."""
    return head.startswith(_PROGRAMS) or (head.startswith(b"MZ") and b"\0" in head[:128])


def is_active(head: bytes) -> bool:
    """Whether a file begins as a page, picture or script that a browser would run."""
    for mark in _BYTE_ORDER_MARKS:
        head = head.removeprefix(mark)
    return bool(_ACTIVE.match(head) or _ACTIVE.match(head.replace(b"\0", b"")))


def words_for(head: bytes, detected: str | None) -> str:
    """Return what to call the content of a file in a sentence: an extension where one is known, else `?`."""
    if detected and detected not in {ZIP, COMPOUND, TEXT}:
        return f".{detected}"
    try:
        guesses = puremagic.magic_string(head[:4096])
    except (puremagic.PureError, ValueError):
        guesses = []
    known = next((guess.extension for guess in guesses if guess.extension), "")
    return known or {ZIP: ".zip", COMPOUND: ".doc/.xls/.ppt", TEXT: ".txt"}.get(detected or "", "?")


def _by_brand(brand: bytes, place: str) -> str:
    if brand in _PICTURE_BRANDS:
        raise BadInput.because("file-heic", place)
    return _BRANDS.get(brand, "mp4")


def _is_mp3(head: bytes) -> bool:
    if head.startswith(b"ID3") and head[3:4] in {b"\2", b"\3", b"\4"}:
        return True
    if len(head) < 4 or head[0] != 0xFF or head[1] & 0xE6 != 0xE2:  # noqa: PLR2004 - frame sync of layer III
        return False
    return head[2] >> 4 != _MP3_BAD[0] and (head[2] >> 2) & 0b11 != _MP3_BAD[1]


def _is_text(head: bytes) -> bool:
    if head.startswith(_BYTE_ORDER_MARKS[1:]):
        return True
    return not _NO_TEXT.intersection(head)
