"""What assessors wrote, item by item in the order of the form, under its official number."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from pulau.exchange.pdf.parts import Entry, Paragraph
from pulau.exchange.reports.printing import figure, paragraphs

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pulau.exchange.pdf.parts import Part
    from pulau.exchange.reports.content import Difference, Remark, ReportContent


def strength_parts(content: ReportContent) -> list[Part]:
    """Return what was praised."""
    if not content.strengths:
        return [Paragraph("Penilai tidak mencatat kekuatan khusus.")]
    return _entries(content.strengths, "Kekuatan")


def finding_parts(content: ReportContent) -> list[Part]:
    """Return catatan and recommendations."""
    if not content.findings:
        return [Paragraph("Penilai tidak memberi catatan.")]
    return _entries(content.findings, "Catatan")


def difference_parts(content: ReportContent) -> list[Part]:
    """Return the items on which a level judges otherwise than the one before, each with its reasons."""
    before, after = (name for _code, name in content.levels[-2:])
    if not content.differences:
        return [Paragraph(f"Tidak ada butir yang dinilai {after} berbeda dari {before}.")]
    count = len(content.differences)
    parts: list[Part] = [Paragraph(f"{count} butir dinilai {after} berbeda dari {before}.")]
    return [*parts, *(_difference(one, before, after) for one in content.differences)]


def _entries(remarks: Iterable[Remark], label: str) -> list[Part]:
    parts: list[Part] = []
    for (number, question), found in groupby(remarks, key=lambda one: (one.number, one.question)):
        lines: list[tuple[str, str]] = []
        for one in found:
            lines += paragraphs(f"{label} ({one.level}, jawaban {one.answer})", one.text)
            lines += paragraphs(f"Rekomendasi ({one.level})", one.recommendation)
        parts.append(Entry(f"{number} {question}", tuple(lines)))
    return parts


def _difference(one: Difference, before: str, after: str) -> Entry:
    told = f"{before} {one.before} ({figure(one.points_before)}), {after} {one.after} ({figure(one.points_after)})"
    reasons = [line for reason in one.reasons for line in paragraphs("Alasan", reason)]
    return Entry(f"{one.number} {one.question}", (("Jawaban dan nilai", told), *reasons))
