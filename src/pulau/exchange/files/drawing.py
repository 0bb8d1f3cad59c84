"""Pages of PDFs and pictures drawn small, for looking at in a browser; run in the sandbox."""

from __future__ import annotations

import math
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import pypdfium2
from PIL import Image, ImageOps, ImageSequence

from pulau.exchange.files.images import FAULTS, FORMATS

WIDEST: Final = 1_400
"""Pixels of a page's width, at most."""
HIGHEST: Final = 5_000
_PIXELS: Final = 12_000_000
_QUALITY: Final = 80
_LEAST: Final = 0.01
_POINTS_WIDE: Final = 595
"""Of an A4 page: smaller ones are not blown up to the full width."""
PDF_FAULTS: Final = (pypdfium2.PdfiumError, *FAULTS)


def draw_pdf(path: Path, folder: Path, most: int) -> tuple[list[str], int]:
    """Draw the first pages of a PDF into a folder; returns their file names, and how many pages there are.

    Raises one of PDF_FAULTS where the file cannot be opened; a page that cannot be drawn is left out.
    """
    document = pypdfium2.PdfDocument(path)
    count = len(document)
    names = [name for number in range(min(count, most)) for name in _draw_page(document, number, folder)]
    return names, count


def _draw_page(document: pypdfium2.PdfDocument, number: int, folder: Path) -> Iterator[str]:
    try:
        page = document[number]
        wide, high = page.get_size()
        bitmap = page.render(scale=_scale(wide, high), may_draw_forms=False)
        yield keep(bitmap.to_pil().convert("RGB"), folder, number)
    except PDF_FAULTS:
        return


def _scale(wide: float, high: float) -> float:
    """Return pixels a point: as wide as a page on paper would be, and never beyond what a picture may take."""
    scale = WIDEST / max(wide, _POINTS_WIDE)
    scale = min(scale, HIGHEST / max(high, 1))
    return max(min(scale, math.sqrt(_PIXELS / max(wide * high, 1))), _LEAST)


def draw_image(path: Path, code: str, folder: Path, most: int) -> tuple[list[str], int]:
    """Draw a picture, or the first pages of a TIFF; returns file names and how many pages there are."""
    with Image.open(path, formats=[FORMATS[code]]) as picture:
        count = int(getattr(picture, "n_frames", 1)) if code == "tiff" else 1
        names = []
        for number, frame in enumerate(ImageSequence.Iterator(picture)):
            if number >= min(count, most):
                break
            names.append(keep(upright(frame, (WIDEST, HIGHEST)), folder, number))
        return names, count


def upright(picture: Image.Image, most: tuple[int, int]) -> Image.Image:
    """Return a picture at most so wide and high, turned as its camera was held, with nothing but its pixels."""
    if picture.format == "JPEG":
        picture.draft("RGB", (2 * most[0], 2 * most[1]))  # unpacks only what is needed
    turned = picture.getexif().get(_ORIENTATION, 1) in _ON_THE_SIDE
    small = _plain(picture)
    small.thumbnail((most[1], most[0]) if turned else most)
    ImageOps.exif_transpose(small, in_place=True)
    small.info.clear()
    small.getexif().clear()
    return small


_ORIENTATION: Final = 0x0112
_ON_THE_SIDE: Final = (5, 6, 7, 8)


def _plain(picture: Image.Image) -> Image.Image:
    """Return it in red, green, blue, and transparency where it has some."""
    clear = picture.mode in {"RGBA", "LA", "PA"} or "transparency" in picture.info
    if picture.mode.startswith("I"):
        picture = picture.convert("I").point(lambda value: value * (1 / 256)).convert("L")
    orientation = picture.getexif()
    plain = picture.convert("RGBA" if clear else "RGB")
    plain.info["exif"] = orientation.tobytes() if orientation.get(_ORIENTATION, 1) != 1 else b""
    return plain


def keep(picture: Image.Image, folder: Path, number: int) -> str:
    """Write a page; it takes its name when it is whole, so that a process that is stopped leaves whole pages only."""
    name = f"page-{number + 1:03}.webp"
    waiting = folder / f".{name}"
    picture.save(waiting, "WEBP", quality=_QUALITY, method=2)
    waiting.rename(folder / name)
    return name
