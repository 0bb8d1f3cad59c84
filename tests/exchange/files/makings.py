"""Good files of each kind, as small as they can be; the same bytes every time."""

from __future__ import annotations

import io
import struct
import zlib
from collections.abc import Callable, Mapping
from functools import cache, partial

import pikepdf
from PIL import Image

from tests.exchange.files.packing import odf, office, parts


def pdf(
    *objects: str, root: str = "", page: str = "", text: str = "Surat keputusan", pages: int = 1, extra: str = ""
) -> bytes:
    """Write a PDF by hand: objects from number 10 on, more keys of the catalogue and of the first page."""
    content = f"BT /F1 24 Tf 72 720 Td ({text}) Tj ET"
    kids = " ".join(f"{100 + n} 0 R" for n in range(pages))
    body = {1: f"<</Type/Catalog/Pages 2 0 R {root}>>", 2: f"<</Type/Pages/Kids[{kids}]/Count {pages} {extra}>>"}
    body |= {
        3: "<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
        4: f"<</Length {len(content)}>>\nstream\n{content}\nendstream",
    }
    body |= {10 + n: one for n, one in enumerate(objects)}
    for n in range(pages):
        box = "" if "/MediaBox" in page else "/MediaBox[0 0 595 842]"
        body[100 + n] = (
            f"<</Type/Page/Parent 2 0 R {box}/Contents 4 0 R/Resources<</Font<</F1 3 0 R>>>> {page if n == 0 else ''}>>"
        )
    out = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"
    places = {}
    for number, one in body.items():
        places[number] = len(out)
        out += f"{number} 0 obj\n{one}\nendobj\n".encode("latin-1")
    start = len(out)
    out += b"xref\n0 1\n0000000000 65535 f \n"
    for number, at in places.items():
        out += f"{number} 1\n{at:010} 00000 n \n".encode()
    told = f"<</Size {max(body) + 1}/Root 1 0 R/Info<</Author(Ayu Larasati)>>>>"
    return out + f"trailer\n{told}\nstartxref\n{start}\n%%EOF\n".encode()


def saved(source: bytes, **options: object) -> bytes:
    """Write a PDF anew by pikepdf."""
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(source)) as opened:
        opened.save(out, **options)  # type: ignore[arg-type]
    return out.getvalue()


@cache
def picture(code: str, size: tuple[int, int] = (64, 48), frames: int = 1, **options: object) -> bytes:
    """Make a picture."""
    made = [Image.linear_gradient("L").resize(size).convert("RGB").rotate(10 * n) for n in range(frames)]
    out = io.BytesIO()
    more = {"save_all": True, "append_images": made[1:]} if frames > 1 else {}
    made[0].save(out, code.upper(), **more, **options)
    return out.getvalue()


def png(size: tuple[int, int], chunks: list[tuple[bytes, bytes]], depth: int = 1, colour: int = 0) -> bytes:
    """Make a PNG that claims a size, of any chunks."""
    head = (b"IHDR", struct.pack(">IIBBBBB", *size, depth, colour, 0, 0, 0))
    out = b"\x89PNG\r\n\x1a\n"
    for kind, data in (head, *chunks, (b"IEND", b"")):
        out += struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
    return out


def ole(*names: str, filler: int = 4) -> bytes:
    """Make a compound file that names some streams: a header, a table of sectors, a directory."""
    head = (
        bytes.fromhex("d0cf11e0a1b11ae1")
        + bytes(16)
        + struct.pack("<HHHHH6xIIIIIIIIII", 0x3E, 3, 0xFFFE, 9, 6, 0, 1, 1, 0, 4096, 0xFFFFFFFE, 0, 0xFFFFFFFE, 0, 0)
    )
    head += b"\xff" * (512 - len(head))
    sectors = -(-(len(names) + 1) // 4)
    table = struct.pack("<I", 0xFFFFFFFD) + b"".join(
        struct.pack("<I", n + 2 if n < sectors - 1 else 0xFFFFFFFE) for n in range(sectors)
    )
    entries = b"".join(_ole_entry(name, 5 if n == 0 else 2) for n, name in enumerate(("Root Entry", *names)))
    return head + table.ljust(512, b"\xff") + entries.ljust(512 * sectors, b"\0") + bytes(512 * filler)


def _ole_entry(name: str, kind: int) -> bytes:
    stored = name.encode("utf-16-le") + b"\0\0"
    return stored.ljust(64, b"\0") + struct.pack("<HBBIII", len(stored), kind, 1, *[0xFFFFFFFF] * 3) + bytes(48)


def mp4(brand: bytes = b"isom", body: int = 100) -> bytes:
    """Make the frame of a film."""
    boxes = [(b"ftyp", brand + bytes(4) + brand), (b"moov", bytes(40)), (b"mdat", bytes(body))]
    return b"".join(struct.pack(">I4s", len(data) + 8, kind) + data for kind, data in boxes)


OLD = {"doc": "WordDocument", "xls": "Workbook", "ppt": "PowerPoint Document"}


WEBM = b"\x1a\x45\xdf\xa3\x9fB\x86\x81\x01B\xf7\x81\x01B\xf2\x81\x04B\xf3\x81\x08B\x82\x84webmB\x87\x81\x02"
_GOOD: Mapping[str, Callable[[], bytes]] = {
    "pdf": pdf,
    **{code: partial(picture, code) for code in ("jpeg", "png", "webp", "gif", "tiff")},
    **{code: partial(office, code) for code in ("docx", "xlsx", "pptx")},
    **{code: partial(odf, code) for code in ("odt", "ods", "odp")},
    **{code: partial(ole, name) for code, name in OLD.items()},
    "csv": lambda: b"unit,nilai\nDinas,3.5\n",
    "txt": "Notulen rapat – disetujui.\n".encode,
    "mp4": mp4,
    "mov": partial(mp4, b"qt  "),
    "m4a": partial(mp4, b"M4A "),
    "webm": lambda: WEBM + bytes(64),
    "mp3": lambda: b"\xff\xfb\x90\x00" + bytes(413),
    "zip": lambda: parts({"surat.pdf": pdf(), "catatan.txt": b"rapat"}),
}


@cache
def good(code: str) -> bytes:
    """Make a good file of a kind."""
    return _GOOD[code]()
