"""Files of evidence for the demo: documents, a table, photos; the same story gives the same bytes."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from datetime import UTC, date, datetime, time
from io import BytesIO
from pathlib import Path
from typing import Final

import xlsxwriter
from PIL import Image, ImageDraw

from pulau.exchange.pdf.setting import compiler

_HERE: Final = Path(__file__).parent
_PHOTO: Final = (1600, 1200)
_INK: Final = (18, 57, 75)
_MAKER: Final = 0x010F  # the EXIF tag of a camera's maker
_GPS: Final = 0x8825


@dataclass(frozen=True, slots=True)
class Chapter:
    """A chapter of a document: a heading, paragraphs, perhaps a table of three columns."""

    heading: str
    paragraphs: tuple[str, ...]
    columns: tuple[str, str, str] = ("No.", "Uraian", "Waktu")
    rows: tuple[tuple[str, str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Letter:
    """A document: its head, its chapters, who signs it where and when."""

    agency: str
    unit: str
    place: str
    title: str
    number: str
    chapters: tuple[Chapter, ...]
    signed: str
    office: str
    signer: str


def letter_pdf(letter: Letter, day: date) -> bytes:
    """Set a document; `day` goes in as the day on which it was made."""
    data = json.dumps(asdict(letter), ensure_ascii=False)
    pdf = compiler(_HERE / "proof.typ", {"data": data}).compile(
        format="pdf", timestamp=datetime.combine(day, time(8), UTC)
    )
    assert isinstance(pdf, bytes)  # noqa: S101 - one document, no output file: typst gives bytes
    return pdf


def table_xlsx(title: str, heads: tuple[str, ...], rows: tuple[tuple[str | int, ...], ...], day: date) -> bytes:
    """Write a workbook of one sheet."""
    stream = BytesIO()
    with xlsxwriter.Workbook(stream, {"in_memory": True}) as book:
        book.set_properties({"title": title, "created": datetime.combine(day, time(8))})
        sheet, strong = book.add_worksheet("Rekap"), book.add_format({"bold": True, "text_wrap": True})
        sheet.write(0, 0, title, strong)
        sheet.set_column(0, len(heads), 22)
        for column, head in enumerate(heads):
            sheet.write(2, column, head, strong)
        for line, row in enumerate(rows, 3):
            for column, value in enumerate(row):
                sheet.write(line, column, value)
    return stream.getvalue()


def photo_jpeg(words: str, seed: int) -> bytes:
    """Draw a picture of a service hall, with what a phone writes into its photos: who made it, and where."""
    picture = Image.new("RGB", _PHOTO, (214, 226, 226))
    draw = ImageDraw.Draw(picture)
    width, height = _PHOTO
    draw.rectangle((0, height * 3 // 4, width, height), fill=(190, 174, 150))
    for at in range(4):
        left = 110 + at * 360
        draw.rectangle((left, 520, left + 280, 900), fill=(236, 240, 236), outline=_INK, width=6)
        draw.rectangle((left + 30, 430, left + 250, 500), fill=(20 + 30 * at, 96, 92))
        draw.ellipse((left + 90, 560, left + 190, 660), fill=(140 + 12 * ((seed + at) % 5), 110, 90))
        draw.rectangle((left + 70, 660, left + 210, 860), fill=(60, 90 + 20 * ((seed + at) % 4), 120))
    draw.text((110, 120), words, fill=_INK, font_size=64)
    exif = picture.getexif()
    exif[_MAKER] = "Kamera Rekaan"
    exif.get_ifd(_GPS).update({1: "S", 2: (7.0, 12.0, 30.0), 3: "E", 4: (112.0, 44.0, 10.0)})
    stream = BytesIO()
    picture.save(stream, "JPEG", quality=82, exif=exif)
    return stream.getvalue()
