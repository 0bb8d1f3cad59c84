"""A report as headings, paragraphs and tables, in the order of reading: the same parts for PDF, DOCX and the page.

Reports are written in Indonesian, whatever language their maker reads in (UU 24/2009). Figures are printed with two
decimals here, and nowhere before.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from pulau.exchange.pdf.parts import Entry, Heading, Paragraph, Points, Table
from pulau.exchange.reports.judged import difference_parts, finding_parts, strength_parts
from pulau.exchange.reports.printing import day, figure, in_unit, paragraphs
from pulau.exchange.reports.tables import gates_table, results_table, scores_table
from pulau.exchange.reports.verdicts import short_verdict, verdict_words

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from pulau.exchange.pdf.parts import Part
    from pulau.exchange.reports.content import ReportContent

LANGUAGE: Final = "id"
BODIES: Final[Mapping[str, str]] = {
    "tpi": "Tim Penilai Internal",
    "tpn": "Tim Penilai Nasional",
    "monitoring": "Pemantauan Tim Penilai Internal",
}


@dataclass(frozen=True, slots=True)
class Section:
    """A part of the report with its heading; `code` names it when two versions are compared."""

    code: str
    title: str
    parts: tuple[Part, ...]


def title_of(content: ReportContent) -> str:
    """Return the title of the report."""
    return f"Laporan Hasil Evaluasi Zona Integritas {content.head.unit} Tahun {content.head.year}"


def kicker_of(content: ReportContent) -> str:
    """Return what stands above the title: whose report it is."""
    return f"Laporan Hasil Evaluasi (LHE) · {BODIES[content.head.kind]}"


def facts_of(content: ReportContent) -> tuple[tuple[str, str], ...]:
    """Return what the heading tells."""
    head = content.head
    aim = f"{head.title}, dipertahankan" if head.keeps else head.title
    total = content.scores[0].figures[-1]
    return (
        ("Nomor", head.number or "belum diberi"),
        ("Tanggal", day(head.on)),
        ("Unit yang dievaluasi", f"{head.unit} ({head.unit_code})"),
        ("Instansi", head.agency),
        ("Predikat yang dituju", aim),
        ("Nilai", f"{figure(total.points)} dari {figure(content.scores[0].weight)}"),
        ("Simpulan", short_verdict(content)),
    )


def sections_of(content: ReportContent) -> tuple[Section, ...]:
    """Return the sections in the order of reading; one that has nothing to say is left out."""
    found = (Section(code, title, tuple(parts(content))) for code, title, parts in _SECTIONS)
    return tuple(section for section in found if section.parts)


def parts_of(content: ReportContent) -> tuple[Part, ...]:
    """Return the whole text: each section under its numbered heading."""
    parts: list[Part] = []
    for number, section in enumerate(sections_of(content), start=1):
        parts += [Heading(f"{number}. {section.title}"), *section.parts]
    return tuple(parts)


def _basis(content: ReportContent) -> list[Part]:
    return [Points(content.basis)]


def _team(content: ReportContent) -> list[Part]:
    rows = tuple(
        (one.level, one.name, one.position, ", ".join(one.areas) if one.areas else "semua") for one in content.team
    )
    return [Table(("Peran", "Nama", "Jabatan", "Area"), (4, 5, 5, 3), rows)]


def _method(content: ReportContent) -> list[Part]:
    rows = tuple((day(one.on), one.words, one.reason) for one in content.steps)
    parts: list[Part] = [Paragraph(text) for text in content.method]
    return [*parts, Table(("Tanggal", "Kejadian", "Alasan"), (3, 6, 6), rows)] if rows else parts


def _result(content: ReportContent) -> list[Part]:
    return [Paragraph(text) for text in verdict_words(content)]


def _scores(content: ReportContent) -> list[Part]:
    parts: list[Part] = [scores_table(content)]
    if content.unanswered:
        parts.append(Paragraph(f"Butir yang tidak dinilai dan dihitung 0: {', '.join(content.unanswered)}."))
    return parts


def _gates(content: ReportContent) -> list[Part]:
    return [gates_table(content)]


def _results(content: ReportContent) -> list[Part]:
    return [results_table(content)]


def _questions(content: ReportContent) -> list[Part]:
    if not content.questions:
        return [Paragraph("Penilai tidak mengajukan pertanyaan.")]
    columns = ("Tentang", "Diajukan", "Dijawab", "Belum dijawab", "Ditarik", "Minta bukti")
    rows = tuple(
        (one.area, one.asked, one.answered, one.open, one.withdrawn, one.evidence) for one in content.questions
    )
    return [Table(columns, (6, 2, 2, 2, 2, 2), rows, right=(1, 2, 3, 4, 5), strong=(len(rows) - 1,))]


def _plan(content: ReportContent) -> list[Part]:
    if content.plan:
        rows = tuple((one.cause, one.action, one.owner, day(one.due_on)) for one in content.plan)
        return [Table(("Dari", "Yang dilakukan", "Penanggung jawab", "Sampai"), (4, 6, 4, 3), rows)]
    own = content.levels[-1][0]
    short = tuple(
        f"{row.name}: dari {in_unit(found.actual, row.unit)} menjadi sekurangnya {in_unit(row.required, row.unit)}"
        for row in content.gates
        for found in row.figures
        if found.level == own and not found.met
    )
    asked = sum(1 for one in content.findings if one.recommendation)
    told = (
        f"Unit menindaklanjuti {asked} rekomendasi di atas" if asked else "Tidak ada rekomendasi yang ditindaklanjuti"
    )
    parts: list[Part] = [Paragraph(f"{told}. Rencana aksi perbaikan disusun unit dan dipantau TPI.")]
    return [*parts, Paragraph("Syarat yang harus dipenuhi:"), Points(short)] if short else parts


def _dissents(content: ReportContent) -> list[Part]:
    if not content.dissents:
        return [Paragraph("Tidak ada pendapat berbeda dari pendamping yang tercatat.")]
    return [
        Entry(f"{one.name}, {one.kind}, {day(one.on)}", paragraphs(f"Terhadap {one.against}", one.text))
        for one in content.dissents
    ]


def _notes(content: ReportContent) -> list[Part]:
    return [Entry(title, paragraphs("", text)) for title, text in content.notes]


def _origin(content: ReportContent) -> list[Part]:
    found = content.origin
    rows = [("Mesin hitung", f"versi {found.engine}"), ("Aturan", _grouped(found.rules))]
    rows += [(f"Jawaban, {name}", _grouped(digest)) for name, digest in found.answers]
    rows += [(f"Lembar {name}", _grouped(digest)) for name, digest in found.judgements]
    note = "Laporan ini disusun dari data tanpa pengetikan ulang. Dengan intisari yang sama, angkanya sama."
    return [Paragraph(note), Table(("Asal", "Intisari (SHA-256)"), (5, 11), tuple(rows))]


def _grouped(digest: str) -> str:
    """Return a digest in groups of sixteen, so that a line may end between them."""
    return " ".join(digest[at : at + 16] for at in range(0, len(digest), 16))


_SECTIONS: Final[tuple[tuple[str, str, Callable[[ReportContent], list[Part]]], ...]] = (
    ("basis", "Dasar evaluasi", _basis),
    ("team", "Tim penilai", _team),
    ("method", "Cara dan waktu", _method),
    ("result", "Hasil evaluasi", _result),
    ("scores", "Rincian nilai", _scores),
    ("gates", "Syarat nilai predikat", _gates),
    ("results", "Survei dan capaian kinerja", _results),
    ("strengths", "Kekuatan", strength_parts),
    ("findings", "Catatan dan rekomendasi", finding_parts),
    ("differences", "Perbedaan antartingkat", difference_parts),
    ("questions", "Pertanyaan kepada unit", _questions),
    ("plan", "Tindak lanjut", _plan),
    ("notes", "Keterangan pemantauan", _notes),
    ("dissents", "Pendapat berbeda pendamping", _dissents),
    ("origin", "Asal angka", _origin),
)
