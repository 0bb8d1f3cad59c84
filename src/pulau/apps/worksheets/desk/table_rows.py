"""The agency's table as text: its headings with their links, its rows, and what the filters offer."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from pulau.apps.agencies.contract import UnitKind
from pulau.apps.worksheets.table_keys import TableState, area_columns, forms, sort_names, title_columns
from pulau.exchange.packs import load_wording
from pulau.foundation.ui.formats import long_date, number, percent, signed

if TYPE_CHECKING:
    from pulau.apps.worksheets.models import Worksheet
    from pulau.apps.worksheets.tables import Asked, TableRow


@dataclass(frozen=True, slots=True)
class Heading:
    """A column's heading: the link that sorts by it, and `aria-sort` where it is sorted so ("" otherwise)."""

    label: str
    more: str
    href: str
    sorted: str
    figure: bool


@dataclass(frozen=True, slots=True)
class AreaCell:
    """An area's figures, and whether it is below the minimum of the lowest title."""

    label: str
    points: str
    percent: str
    short: bool


@dataclass(frozen=True, slots=True)
class TitleCell:
    """A title: how many of its gates are met; `count` is 0 under a form that does not know it."""

    title: str
    met: bool
    gates: int
    count: int


@dataclass(frozen=True, slots=True)
class RowView:
    """A row: a unit, and its worksheet's figures where it is opened."""

    name: str
    code: str
    kind: str
    href: str
    opened: bool
    areas: tuple[AreaCell, ...] = ()
    total: str = ""
    titles: tuple[TitleCell, ...] = ()
    share: str = ""
    answered: int = 0
    items: int = 0
    change: str = ""
    changed: str = ""


def decimal(hundredths: int | None) -> Decimal | None:
    """Return a stored figure as a number."""
    return None if hundredths is None else Decimal(hundredths).scaleb(-2)


def row_views(rows: list[TableRow], *, may_open: bool) -> list[RowView]:
    """Return the rows of a page; those without a worksheet lead to opening one, for whom may do so."""
    kinds = {kind.value: str(kind.label) for kind in UnitKind}
    return [_row(row, kinds[row.unit.kind], may_open=may_open) for row in rows]


def _row(row: TableRow, kind: str, *, may_open: bool) -> RowView:
    unit, sheet = row.unit, row.sheet
    if sheet is None:
        new = f"{reverse('worksheets:new')}?{urlencode({'unit': unit.code})}" if may_open else ""
        return RowView(row.name, unit.code, kind, new, opened=False)
    return RowView(
        name=row.name,
        code=unit.code,
        kind=kind,
        href=reverse("worksheets:overview", args=[unit.code, sheet.year]),
        opened=True,
        areas=tuple(_area(sheet, area) for area in area_columns()),
        total=number(decimal(sheet.printed.get("total"))),
        titles=title_cells(sheet),
        share=percent(Decimal(100 * sheet.answered) / sheet.items if sheet.items else None, 0),
        answered=sheet.answered,
        items=sheet.items,
        change=signed(decimal(row.change)),
        changed=long_date(sheet.scored_at) if sheet.revision else _("Belum diisi"),
    )


def _area(sheet: Worksheet, area: str) -> AreaCell:
    gate = minimum_of(sheet, area)
    return AreaCell(
        label=_("Area %(no)s") % {"no": area},
        points=number(decimal(sheet.printed.get(f"areas.{area}"))),
        percent=percent(decimal(sheet.printed.get(f"areas.{area}.percent")), 0),
        short=gate is not None and not sheet.gates.get(gate, True),
    )


def minimum_of(sheet: Worksheet, area: str) -> str | None:
    """Return the key of the gate that sets an area's minimum for the lowest title, under the worksheet's form."""
    return next((form.minimums.get(area) for form in forms() if form.regulation == sheet.regulation), None)


def title_cells(sheet: Worksheet) -> tuple[TitleCell, ...]:
    """Return how many gates of each title are met."""
    form = next((form for form in forms() if form.regulation == sheet.regulation), None)
    cells: list[TitleCell] = []
    for title in title_columns():
        gates = form.titles.get(title, ()) if form else ()
        met = sum(sheet.gates.get(gate, False) for gate in gates)
        cells.append(TitleCell(title, sheet.titles.get(title, False), met, len(gates)))
    return tuple(cells)


def area_names(language: str) -> list[tuple[str, str]]:
    """Return the areas with a column and their names, as the newest form that has them calls them."""
    return [(area, _area_name(area, language)) for area in area_columns()]


def _area_name(area: str, language: str) -> str:
    form = next(form for form in forms() if area in form.areas)
    return load_wording(form.regulation).areas[area][language]


def headings(asked: Asked, language: str) -> list[Heading]:
    """Return the headings in the order of the columns."""
    names = dict(area_names(language))
    return [_heading(name, asked, names) for name in sort_names()]


def _heading(name: str, asked: Asked, names: dict[str, str]) -> Heading:
    current = asked.sort == name
    # The first click shows what is asked for most: names from A, figures from the highest.
    descending = not asked.descending if current else name != "unit"
    direction = ("descending" if asked.descending else "ascending") if current else ""
    href = "?" + query(asked, urut=f"-{name}" if descending else name)
    return Heading(
        column_label(name, asked), names.get(name.removeprefix("area-"), ""), href, direction, name != "unit"
    )


def column_label(name: str, asked: Asked) -> str:
    """Return the words of a column."""
    if name.startswith("area-"):
        return _("Area %(no)s") % {"no": name.removeprefix("area-")}
    title = next((title for title in title_columns() if title.lower() == name), None)
    if title is not None:
        return _("Syarat %(title)s") % {"title": title}
    words = {
        "unit": _("Unit"),
        "total": _("Nilai total"),
        "dijawab": _("Dijawab"),
        "diubah": pgettext("kapan", "Diubah"),
    }
    return words.get(name) or _("Sejak %(day)s") % {"day": long_date(asked.month_end).rsplit(" ", 1)[0]}


def sort_choices(asked: Asked) -> list[tuple[str, str]]:
    """Return every order as a choice, for phones, where the headings are not shown."""
    choices: list[tuple[str, str]] = []
    for name in sort_names():
        column = column_label(name, asked)
        if name == "unit":
            choices += [("unit", _("Nama unit, dari A")), ("-unit", _("Nama unit, dari Z"))]
        elif name == "diubah":
            choices += [("-diubah", _("Diubah, terbaru dahulu")), ("diubah", _("Diubah, terlama dahulu"))]
        else:
            choices.append((f"-{name}", _("%(column)s, tertinggi dahulu") % {"column": column}))
            choices.append((name, _("%(column)s, terendah dahulu") % {"column": column}))
    return choices


def state_choices() -> list[tuple[str, str]]:
    """Return the states that a filter offers."""
    words = {
        TableState.NOT_OPENED: _("Belum dibuka"),
        TableState.IN_PROGRESS: _("Sedang diisi"),
        TableState.COMPLETE: _("Lengkap dijawab"),
        TableState.MEETS_WBK: _("Memenuhi syarat WBK"),
        TableState.MEETS_WBBM: _("Memenuhi syarat WBBM"),
        TableState.BELOW_MINIMUM: _("Ada area di bawah batas"),
    }
    return [(state.value, text) for state, text in words.items()]


def query(asked: Asked, **changed: str) -> str:
    """Return the part of an address that asks for the same table again, with some of it changed; the page is left out.

    What is as it would be without being named is left out too, but for the year.
    """
    order = f"{'-' if asked.descending else ''}{asked.sort}"
    state = asked.state.value if asked.state else ""
    given = {"tahun": str(asked.year), "cari": asked.search, "jenis": asked.kind, "keadaan": state, "urut": order}
    given |= changed
    return urlencode({name: value for name, value in given.items() if value and (name, value) != ("urut", "unit")})
