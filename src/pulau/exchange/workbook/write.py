"""Write Pulau's workbook: empty to be filled, or a worksheet already scored."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from types import MappingProxyType
from typing import IO, TYPE_CHECKING, Final

from xlsxwriter.workbook import Workbook

from pulau.core.scoring.answers import take_answers
from pulau.core.scoring.evaluate import evaluate
from pulau.core.shared.problems import BadInput, Problem
from pulau.exchange.submission import NOBODY
from pulau.exchange.workbook import layout as at
from pulau.exchange.workbook import marks
from pulau.exchange.workbook.book import Book, holdable
from pulau.exchange.workbook.look import Look
from pulau.exchange.workbook.part_sheet import write_part_sheet
from pulau.exchange.workbook.plain_sheet import PlainSheet
from pulau.exchange.workbook.summary_sheet import write_summary

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pulau.core.regulation.model import Pack
    from pulau.core.regulation.wording import Wording
    from pulau.core.scoring.model import Evaluation
    from pulau.exchange.submission import Origin

MOST_LINKS: Final = 100
"""Most pieces of evidence an item may have in a workbook; each has a column."""
_CREATED: Final = datetime(2021, 12, 31, tzinfo=UTC)
"""Fixed, so that equal worksheets give equal bytes."""
_OPTIONS: Final = {"in_memory": True}
_NO_NOTES: Final[Mapping[str, str]] = MappingProxyType({})
_NO_LINKS: Final[Mapping[str, tuple[str, ...]]] = MappingProxyType({})


def write_template(pack: Pack, wording: Wording, stream: IO[bytes]) -> None:
    """Write the empty workbook of a pack. Raises BadInput for a pack without a worksheet."""
    write_worksheet(evaluate(pack, take_answers(pack, {})), wording, stream)


def write_worksheet(
    evaluation: Evaluation,
    wording: Wording,
    stream: IO[bytes],
    *,
    notes: Mapping[str, str] = _NO_NOTES,
    links: Mapping[str, tuple[str, ...]] = _NO_LINKS,
    origin: Origin = NOBODY,
) -> None:
    """Write a scored worksheet as an xlsx file: its answers, notes and links, and live formulas with their values.

    `origin` is whose worksheet it is, by which the file is known when it comes back. Equal input gives equal bytes.
    Notes and links are written as text, never as formulas. Raises BadInput for a note or a link that no cell holds, and
    for one of an item that the pack does not have, since it would be lost.
    """
    texts, addresses = _held(evaluation.pack, notes, links)
    owner = replace(origin, unit=holdable(origin.unit, marks.UNIT_KEY), name=holdable(origin.name, marks.UNIT_NAME_KEY))
    workbook = Workbook(stream, dict(_OPTIONS))
    workbook.set_properties({"title": f"LKE {evaluation.pack.instrument}", "author": "Pulau", "created": _CREATED})
    book = Book(workbook, Look(workbook), at.plan(evaluation.pack), evaluation, wording, texts, addresses, owner)
    summary = workbook.add_worksheet(at.SUMMARY_SHEET, PlainSheet)
    sheets = [workbook.add_worksheet(plan.name, PlainSheet) for plan in book.layout.sheets]
    write_summary(book, summary)
    for plan, sheet in zip(book.layout.sheets, sheets, strict=True):
        write_part_sheet(book, plan, sheet)
    _mark(book)
    summary.activate()
    workbook.close()


def _mark(book: Book) -> None:
    """Leave the mark by which the workbook is known again."""
    sheet = book.workbook.add_worksheet(marks.FORM_SHEET)
    lines = (
        (marks.FORM_SHEET, ""),
        (marks.FORM_VERSION_KEY, marks.FORM_VERSION),
        (marks.REGULATION_KEY, book.pack.id),
        (marks.DIGEST_KEY, book.pack.rules_digest),
        *((key, text) for key, text in _owner(book.origin) if text),
    )
    for row, (key, text) in enumerate(lines):
        sheet.write_string(row, 0, key)
        sheet.write_string(row, 1, text)
    book.workbook.define_name(marks.FORM_SHEET, f"={marks.FORM_SHEET}!$A$1")
    sheet.hide()
    sheet.protect()


def _owner(origin: Origin) -> tuple[tuple[str, str], ...]:
    year = "" if origin.year is None else str(origin.year)
    return ((marks.UNIT_KEY, origin.unit), (marks.UNIT_NAME_KEY, origin.name), (marks.YEAR_KEY, year))


def _held(
    pack: Pack, notes: Mapping[str, str], links: Mapping[str, tuple[str, ...]]
) -> tuple[dict[str, str], dict[str, tuple[str, ...]]]:
    """Make notes and links fit for cells, or refuse them at their item."""
    unknown = [item for item in (*notes, *links) if item not in pack.items]
    if unknown:
        raise BadInput(Problem.of("unknown-item", item, regulation=pack.id) for item in unknown)
    crowded = [item for item, listed in links.items() if len(listed) > MOST_LINKS]
    if crowded:
        raise BadInput(Problem.of("too-many-links", item, most=MOST_LINKS) for item in crowded)
    texts = {item: holdable(note, f"notes.{item}") for item, note in notes.items()}
    given = {item: [link for link in listed if link] for item, listed in links.items()}
    addresses = {item: tuple(holdable(link, f"links.{item}") for link in listed) for item, listed in given.items()}
    return texts, addresses
