"""The agency's table for a file: its headings, and each row as cells with exact figures."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from pulau.apps.agencies.contract import UnitKind
from pulau.apps.worksheets.desk.table_rows import area_names, column_label, minimum_of, title_cells
from pulau.apps.worksheets.table_keys import area_columns, forms, title_columns
from pulau.exchange.table_files import Cell, Hundredths

if TYPE_CHECKING:
    from pulau.apps.worksheets.models import Worksheet
    from pulau.apps.worksheets.tables import Asked, TableRow


def file_head(asked: Asked, language: str) -> list[str]:
    """Return the headings, in the order of `file_rows`."""
    change = column_label("perubahan", asked)
    head = [_("Kode"), _("Unit"), _("Jenis"), _("Tahun"), _("Keadaan"), _("Peraturan"), _("Nilai total"), change]
    for title in title_columns():
        head += [
            title,
            _("Syarat %(title)s terpenuhi") % {"title": title},
            _("Jumlah syarat %(title)s") % {"title": title},
        ]
    for area, name in area_names(language):
        head += [f"{area}. {name}", f"{area}. {name} (%)", _("Area %(no)s di bawah batas") % {"no": area}]
    return [*head, _("Dijawab"), pgettext("jumlah", "Pertanyaan"), _("Diubah (UTC)")]


@dataclass(frozen=True, slots=True)
class _Words:
    """Everything that is put into words, looked up before the file begins: it goes out when the request is over."""

    kinds: Mapping[str, str]
    instruments: Mapping[str, str]
    not_opened: str
    in_progress: str
    complete: str
    yes: str
    no: str

    def yes_or_no(self, fact: bool) -> str:  # noqa: FBT001 - what is put into words
        return self.yes if fact else self.no


def file_rows(asked: Asked, rows: Iterable[TableRow]) -> Iterator[list[Cell]]:
    """Return the rows as cells, read as they are asked for; a unit without a worksheet has empty ones."""
    words = _Words(
        kinds={kind.value: str(kind.label) for kind in UnitKind},
        instruments={form.regulation: form.instrument for form in forms()},
        not_opened=_("Belum dibuka"),
        in_progress=_("Sedang diisi"),
        complete=_("Lengkap dijawab"),
        yes=_("ya"),
        no=_("tidak"),
    )
    return (_cells(row, asked, words) for row in rows)


def _cells(row: TableRow, asked: Asked, words: _Words) -> list[Cell]:
    start: list[Cell] = [row.unit.code, row.name, words.kinds[row.unit.kind], asked.year]
    sheet = row.sheet
    if sheet is None:
        empty: list[Cell] = [None] * (3 + 3 * len(title_columns()) + 3 * len(area_columns()) + 3)
        return [*start, words.not_opened, *empty]
    state = words.complete if sheet.answered >= sheet.items else words.in_progress
    instrument = words.instruments.get(sheet.regulation, sheet.regulation)
    return [*start, state, instrument, *_figures(sheet, row.change, words)]


def _figures(sheet: Worksheet, change: int | None, words: _Words) -> Iterator[Cell]:
    yield _hundredths(sheet.printed.get("total"))
    yield _hundredths(change)
    for cell in title_cells(sheet):
        yield from (words.yes_or_no(cell.met), cell.gates, cell.count) if cell.count else (None, None, None)
    for area in area_columns():
        gate = minimum_of(sheet, area)
        yield _hundredths(sheet.printed.get(f"areas.{area}"))
        yield _hundredths(sheet.printed.get(f"areas.{area}.percent"))
        yield None if gate is None else words.yes_or_no(not sheet.gates.get(gate, True))
    yield sheet.answered
    yield sheet.items
    yield sheet.scored_at.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def _hundredths(value: int | None) -> Hundredths | None:
    return None if value is None else Hundredths(value)
