"""What differs between two versions of a report, section by section and line by line."""

from __future__ import annotations

from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import TYPE_CHECKING

from pulau.exchange.pdf.parts import Entry, Heading, Paragraph, Points, Table
from pulau.exchange.reports.document import facts_of, sections_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from pulau.exchange.pdf.parts import Part
    from pulau.exchange.reports.content import ReportContent


@dataclass(frozen=True, slots=True)
class Changed:
    """A section with the lines that were taken out and put in."""

    title: str
    gone: tuple[str, ...]
    come: tuple[str, ...]


def changes_between(before: ReportContent, after: ReportContent) -> tuple[Changed, ...]:
    """Return the sections that differ, in the order of reading, the heading first."""
    earlier, later = _by_section(before), _by_section(after)
    found = []
    for title in dict.fromkeys((*later, *earlier)):
        gone, come = _moved(earlier.get(title, ()), later.get(title, ()))
        if gone or come:
            found.append(Changed(title, gone, come))
    return tuple(found)


def _by_section(content: ReportContent) -> dict[str, tuple[str, ...]]:
    head = tuple(f"{name}: {value}" for name, value in facts_of(content))
    sections = {section.title: tuple(_lines(section.parts)) for section in sections_of(content)}
    signers = tuple(f"{one.role}: {one.name}, {one.position}" for one in content.signers)
    return {"Kepala laporan": head, **sections, "Penanda tangan": signers}


def _lines(parts: Iterable[Part]) -> Iterable[str]:
    for part in parts:
        match part:
            case Heading(text) | Paragraph(text):
                yield text
            case Points(points):
                yield from points
            case Entry(title, lines):
                yield from (f"{title} {label}: {text}" if label else f"{title} {text}" for label, text in lines)
            case Table():
                for row in part.rows:
                    told = (f"{name}: {cell}" for name, cell in zip(part.columns[1:], row[1:], strict=True) if cell)
                    yield f"{row[0]} ({', '.join(told)})"


def _moved(before: Sequence[str], after: Sequence[str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    gone: list[str] = []
    come: list[str] = []
    for tag, first, last, start, end in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if tag != "equal":
            gone += before[first:last]
            come += after[start:end]
    return tuple(gone), tuple(come)
