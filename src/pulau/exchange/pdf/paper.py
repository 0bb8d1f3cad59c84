"""Documents that are signed, as PDF/A-2a and PDF/UA-1: their text, and where on the pages each signature will stand."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import segno

from pulau.exchange.pdf.parts import Heading, Paragraph, Part, Points, Table, long_legible, part_data
from pulau.exchange.pdf.setting import compiler
from pulau.exchange.pdf.summary import STANDARDS

if TYPE_CHECKING:
    import typst

_HERE: Final = Path(__file__).parent
SHEETS: Final = {"paper": 841.8898, "certificate": 595.2756}
"""The looks of a document by their template, with the height of its pages (A4 upright, A4 on its side) in points."""
_QUIET: Final = 4
_APPEARANCE: Final[list[typst.PDFStandard]] = ["a-2b"]
__all__ = [
    "Appearance",
    "BoxGroup",
    "Heading",
    "Paper",
    "Paragraph",
    "Part",
    "Points",
    "Proof",
    "SetPaper",
    "SignatureBox",
    "Spot",
    "Table",
    "proof_code",
    "qr_svg",
    "set_appearance",
    "set_paper",
]


@dataclass(frozen=True, slots=True)
class SignatureBox:
    """Where somebody will sign: the field's name in the PDF, and what the empty box says."""

    field: str
    part: str  # "Penanda tangan 1", "Saksi 2"
    name: str
    position: str


@dataclass(frozen=True, slots=True)
class BoxGroup:
    """Boxes under one heading."""

    heading: str
    boxes: tuple[SignatureBox, ...]


@dataclass(frozen=True, slots=True)
class Proof:
    """What a paper proves by itself: the text of its code, who witnessed it (name, time in words), where to check."""

    text: str
    witnesses: tuple[tuple[str, str], ...]
    link: str


@dataclass(frozen=True, slots=True)
class Paper:
    """A document to be signed. `code` and `link` lead to its verification; texts are data, never markup.

    `sheet` is its look (`SHEETS`): pages of text, or one sheet on its side, whose `rings` grow with a title; such a
    sheet may carry a `proof`, on a page of its own.
    """

    language: str
    kicker: str
    title: str
    issuer: str
    code: str
    link: str
    made: datetime
    subtitle: str | None = None
    facts: tuple[tuple[str, str], ...] = ()
    parts: tuple[Part, ...] = ()
    groups: tuple[BoxGroup, ...] = ()
    sheet: str = "paper"
    rings: int = 1
    proof: Proof | None = None


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a box stands: page from 0, and left, bottom, right, top in points from the page's lower left corner."""

    field: str
    page: int
    box: tuple[int, int, int, int]


@dataclass(frozen=True, slots=True)
class SetPaper:
    """The pages, without any field yet, and where the fields belong."""

    pdf: bytes
    spots: tuple[Spot, ...]


@dataclass(frozen=True, slots=True)
class Appearance:
    """What a signature says in its box. `drawing` is SVG of our own making, from strokes; `note` a word more."""

    language: str
    heading: str
    name: str
    position: str
    time: str
    code: str
    link: str
    drawing: str | None = None
    note: str = ""


def set_paper(paper: Paper) -> SetPaper:
    """Set the pages. The same paper gives the same bytes."""
    sheet = compiler(_HERE / f"{paper.sheet}.typ", _inputs(_paper(paper)))
    pdf = sheet.compile(format="pdf", pdf_standards=STANDARDS, timestamp=paper.made.replace(microsecond=0))
    assert isinstance(pdf, bytes)  # noqa: S101 - one document, no output file: typst gives bytes
    boxes = json.loads(sheet.query("<signature-box>", field="value")) if paper.groups else []
    return SetPaper(pdf, tuple(_spot(box, SHEETS[paper.sheet]) for box in boxes))


def set_appearance(shown: Appearance, made: datetime) -> bytes:
    """Set the one small page that is placed into the box."""
    data = {
        "language": shown.language,
        "title": long_legible(f"{shown.heading} {shown.name}"),
        "heading": long_legible(shown.heading),
        "name": long_legible(shown.name),
        "position": long_legible(shown.position),
        "time": shown.time,
        "note": shown.note,
        "code": shown.code,
        "link": _without_scheme(shown.link),
        "qr": qr_svg(shown.link),
        "drawing": shown.drawing,
        "labels": _LABELS[_known(shown.language)],
    }
    box = compiler(_HERE / "appearance.typ", _inputs(data))
    # without tags: it becomes the look of a form element, which has its place in the structure tree of the document
    pdf = box.compile(format="pdf", pdf_standards=_APPEARANCE, timestamp=made.replace(microsecond=0), pdf_tags=False)
    assert isinstance(pdf, bytes)  # noqa: S101 - the same
    return pdf


@lru_cache(maxsize=64)  # a document asks for its own some times in a row, and a process sets many
def qr_svg(text: str) -> str:
    """Return a QR code (error correction M) as SVG, with its quiet zone."""
    out = BytesIO()
    made = segno.make(text, error="m", micro=False)
    made.save(out, kind="svg", border=2, xmldecl=False, svgns=True, omitsize=True, dark="#12394b")
    return out.getvalue().decode()


def proof_code(text: str) -> tuple[str, int]:
    """Return the QR code of a proof (error correction L, no larger than it must be) as SVG, and its width in modules.

    Four modules of quiet zone on each side are in both. Raises ValueError for a text that no code holds.
    """
    out = BytesIO()
    made = segno.make(text, error="l", micro=False, boost_error=False)
    made.save(out, kind="svg", border=_QUIET, xmldecl=False, svgns=True, omitsize=True, dark="#12394b")
    return out.getvalue().decode(), int(made.symbol_size(border=_QUIET)[0])


_LABELS: Final[dict[str, dict[str, str]]] = {
    "id": {
        "number": "Nomor dokumen",
        "verify": "Periksa keasliannya di alamat ini, atau pindai kode QR:",
        "page": "Halaman {0} dari {1}",
        "unsigned": "Belum ditandatangani",
        "qr": "Kode QR ke halaman pemeriksaan dokumen ini",
        "drawing": "Tanda tangan yang digambar dengan tangan",
        "proof": "Bukti lengkap: dapat diperiksa tanpa internet",
        "proof_alt": "Kode QR dengan bukti lengkap, untuk diperiksa tanpa internet",
        "proves": "Kode ini memuat isi penetapan di halaman depan, tempatnya di log publik, dan tanda tangan "
        "elektronik log beserta para saksinya. Siapa pun dapat membuktikan sendiri bahwa isinya tidak berubah "
        "sejak disaksikan.",
        "witnessed": "Disaksikan oleh",
        "how": "Cara memeriksa",
        "steps": "Buka alamat di bawah ini dan pindai kodenya, atau simpan dahulu halamannya: ia bekerja tanpa "
        "internet.",
        "limit": "Bukti ini menunjukkan apa yang ditetapkan, bukan keadaannya hari ini: untuk itu pindai kode di "
        "halaman depan.",
    },
    "en": {
        "number": "Document number",
        "verify": "Check that it is genuine at this address, or scan the QR code:",
        "page": "Page {0} of {1}",
        "unsigned": "Not signed yet",
        "qr": "QR code to the page where this document is checked",
        "drawing": "Signature drawn by hand",
        "proof": "The whole proof: it can be checked without internet",
        "proof_alt": "QR code with the whole proof, to be checked without internet",
        "proves": "This code holds what the front page says of the decision, its place in the public log, and the "
        "electronic signatures of the log and its witnesses. Anybody can prove that nothing was changed since.",
        "witnessed": "Witnessed by",
        "how": "How to check it",
        "steps": "Open the address below and scan the code, or save that page first: it works without internet.",
        "limit": "The proof shows what was decided, not how it stands today: for that, scan the code in front.",
    },
}


def _known(language: str) -> str:
    return language if language in _LABELS else "id"


def _inputs(data: dict[str, Any]) -> dict[str, str]:
    return {"data": json.dumps(data, ensure_ascii=False)}


def _paper(paper: Paper) -> dict[str, Any]:
    return {
        "language": _known(paper.language),
        "kicker": long_legible(paper.kicker),
        "title": long_legible(paper.title),
        "subtitle": None if paper.subtitle is None else long_legible(paper.subtitle),
        "issuer": long_legible(paper.issuer),
        "code": paper.code,
        "link": _without_scheme(paper.link),
        "qr": qr_svg(paper.link),
        "facts": [[long_legible(name), long_legible(value)] for name, value in paper.facts],
        "parts": [part_data(part) for part in paper.parts],
        "groups": [_group(group) for group in paper.groups],
        "rings": paper.rings,
        "proof": None if paper.proof is None else _proof(paper.proof),
        "labels": _LABELS[_known(paper.language)],
    }


def _proof(proof: Proof) -> dict[str, Any]:
    svg, modules = proof_code(proof.text)
    witnesses = [[long_legible(name), time] for name, time in proof.witnesses]
    return {"qr": svg, "modules": modules, "witnesses": witnesses, "link": _without_scheme(proof.link)}


def _group(group: BoxGroup) -> dict[str, Any]:
    boxes = [
        {
            "field": box.field,
            "part": long_legible(box.part),
            "name": long_legible(box.name),
            "position": long_legible(box.position),
        }
        for box in group.boxes
    ]
    return {"heading": long_legible(group.heading), "boxes": boxes}


def _spot(box: dict[str, Any], height: float) -> Spot:
    left, top = box["x"], height - box["y"]
    edge = 1  # point, so that what is placed into the box covers its dashed line
    corners = (left - edge, top - box["h"] - edge, left + box["w"] + edge, top + edge)
    return Spot(box["field"], box["page"] - 1, tuple(round(value) for value in corners))


def _without_scheme(link: str) -> str:
    return link.removeprefix("https://").removeprefix("http://")
