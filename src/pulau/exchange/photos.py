"""QR codes in a photo from a stranger: few kinds of pictures, bounded in pixels before anything is unpacked."""

from __future__ import annotations

import struct
import zlib
from io import BytesIO
from typing import Final

import zxingcpp
from PIL import Image

FORMATS: Final = ("JPEG", "PNG", "WEBP")
MOST_PIXELS: Final = 40_000_000
"""A phone's photo has 8 to 16 million; unpacked in colours this is 160 MB at most."""
LONGEST_SIDE: Final = 12_000
_READ_AT: Final = (1_600, 3_200)
"""Longest side, in pixels, at which codes are looked for: most are found in the small picture."""
_CODES: Final = zxingcpp.BarcodeFormats([zxingcpp.BarcodeFormat.QRCode])
_FAULTS: Final = (OSError, SyntaxError, ValueError, TypeError, LookupError, EOFError, struct.error, zlib.error)
"""What Pillow raises over broken pictures (SyntaxError: a broken PNG)."""
_HEADS: Final = (b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n")


class PhotoRefused(Exception):  # noqa: N818 - a fact, as every error of this project
    """The picture cannot be looked at; `reason` is "too-large" or "damaged"."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


def is_photo(content: bytes) -> bool:
    """Whether some bytes begin as a picture of a kind that is read (JPEG, PNG, WebP)."""
    return content.startswith(_HEADS) or (content[:4] == b"RIFF" and content[8:12] == b"WEBP")


def qr_texts(content: bytes) -> tuple[str, ...]:
    """Return what the QR codes in a picture say, each once; nothing where none is found. Raises PhotoRefused."""
    grey = _grey(content)
    for side in _READ_AT:
        small = grey.copy()
        small.thumbnail((side, side))
        found = zxingcpp.read_barcodes(small, formats=_CODES)
        if found:
            return tuple(dict.fromkeys(one.text for one in found if one.text))
        if max(grey.size) <= side:
            break
    return ()


def _grey(content: bytes) -> Image.Image:
    """Unpack a picture in shades of grey, at most twice the largest size at which it is read where that is cheap."""
    try:
        picture = Image.open(BytesIO(content), formats=FORMATS)
        wide, high = picture.size
        if wide * high > MOST_PIXELS or max(wide, high) > LONGEST_SIDE:
            raise PhotoRefused("too-large")
        picture.draft("L", (_READ_AT[-1], _READ_AT[-1]))  # of a JPEG, only as much as is needed
        return picture.convert("L")
    except (Image.DecompressionBombError, Image.DecompressionBombWarning):
        raise PhotoRefused("too-large") from None
    except _FAULTS:
        raise PhotoRefused("damaged") from None
