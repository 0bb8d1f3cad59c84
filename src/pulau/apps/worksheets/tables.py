"""The agency's table: its units with the figures of one year, filtered, sorted and cut into pages by the database."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.db.models import Count, Exists, OuterRef, Q, Subquery
from django.db.models.functions import Lower

from pulau.apps.agencies.contract import UnitKind, WorkUnit, find_units, name_before
from pulau.apps.worksheets.models import Worksheet
from pulau.apps.worksheets.selectors import worksheets_for
from pulau.apps.worksheets.table_keys import (
    TableState,
    change_since,
    condition,
    meets,
    sort_key,
    sort_names,
    title_columns,
)

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pulau.core.shared.actor import Actor
    from pulau.foundation.tenancy.scope import ScopedQuerySet

PAGE = 50
CHUNK = 1_000
"""How many units an export reads at a time."""
LONGEST_SEARCH = 80


@dataclass(frozen=True, slots=True)
class Asked:
    """What of the table is wanted; `as_of` is the day on which it is asked, `sort` one of `sort_names`."""

    year: int
    as_of: date
    search: str = ""
    kind: str = ""
    state: TableState | None = None
    sort: str = "unit"
    descending: bool = False

    @property
    def month_end(self) -> date:
        """The last day of the month before: with what the figures are compared."""
        return self.as_of.replace(day=1) - timedelta(days=1)


@dataclass(frozen=True, slots=True)
class TableRow:
    """A unit with its worksheet of the year (None: not opened).

    `change` is that of the total since the end of last month, in hundredths (None: there was no worksheet then).
    """

    unit: WorkUnit
    sheet: Worksheet | None
    change: int | None

    @property
    def name(self) -> str:
        """The unit's name in the year of the table."""
        return getattr(self.unit, "then", None) or self.unit.name


def years_of(actor: Actor, today: date) -> list[int]:
    """Return the years for which the actor sees worksheets, the newest first; this year where there is none."""
    years = worksheets_for(actor).select_related(None).order_by("-year").values_list("year", flat=True).distinct()
    return list(years) or [today.year]


def asked_of(given: Mapping[str, str], years: Sequence[int], today: date) -> Asked:
    """Read what is wanted out of an address; what it does not know, or what makes no sense, is passed over."""
    wanted, sort = given.get("tahun", ""), given.get("urut", "")
    name = sort.removeprefix("-")
    known = name in sort_names()
    kind, state = given.get("jenis", ""), given.get("keadaan", "")
    return Asked(
        year=next((year for year in years if str(year) == wanted), years[0]),
        as_of=today,
        search=given.get("cari", "").replace("\x00", "").strip()[:LONGEST_SEARCH],
        kind=kind if kind in UnitKind.values else "",
        state=TableState(state) if state in TableState.values else None,
        sort=name if known else "unit",
        descending=known and sort.startswith("-"),
    )


def units_for(actor: Actor, asked: Asked) -> ScopedQuerySet[Any]:  # rows with an annotation have their own type
    """Return the units of the table in its order. Units without what is sorted by come last, both ways.

    What had ended before the year is left out, unless it has a worksheet of it.
    Who may see all units of the agency is for the caller to have asked.
    """
    found: ScopedQuerySet[WorkUnit] = find_units(actor, asked.search)
    rows = found.annotate(then=name_before("pk", asked.year))
    if asked.kind:
        rows = rows.filter(kind=asked.kind)
    sheets = _sheets(actor, asked).filter(unit_id=OuterRef("pk"))
    rows = rows.filter(Q(until__isnull=True) | Q(until__gte=date(asked.year, 1, 1)) | Exists(sheets))
    if asked.state is TableState.NOT_OPENED:
        rows = rows.filter(~Exists(sheets))
    elif asked.state is not None:
        rows = rows.filter(Exists(sheets.filter(condition(asked.state))))
    name = Lower("name")
    if asked.sort == "unit":
        return rows.order_by(name.desc() if asked.descending else name.asc(), "code")
    key = sort_key(asked.sort, actor.tenant_id, asked.month_end)
    order = Subquery(sheets.values_list(key)[:1])
    first = order.desc(nulls_last=True) if asked.descending else order.asc(nulls_last=True)
    return rows.order_by(first, name.asc(), "code")


def rows_of(actor: Actor, asked: Asked, units: Sequence[WorkUnit]) -> list[TableRow]:
    """Return the rows of some units, in one query whatever their number."""
    change = change_since(actor.tenant_id, asked.month_end)
    rows = _sheets(actor, asked).filter(unit_id__in=[unit.pk for unit in units]).annotate(change=change)
    sheets: dict[UUID, Any] = {row.unit_id: row for row in rows.defer("exact")}
    return [_row(unit, sheets.get(unit.pk)) for unit in units]


def all_rows(actor: Actor, asked: Asked) -> Iterator[TableRow]:
    """Go through the whole table, some units at a time, as they were when it began."""
    units = list(units_for(actor, asked))
    for start in range(0, len(units), CHUNK):
        yield from rows_of(actor, asked, units[start : start + CHUNK])


def counts_of(actor: Actor, asked: Asked) -> dict[str, int]:
    """Count the year's worksheets: `opened`, `complete`, and those that meet each title, by title."""
    titles = {title: Count("pk", filter=meets(title)) for title in title_columns()}
    complete = Count("pk", filter=condition(TableState.COMPLETE))
    found: dict[str, int] = _sheets(actor, asked).aggregate(opened=Count("pk"), complete=complete, **titles)
    return found


def _sheets(actor: Actor, asked: Asked) -> ScopedQuerySet[Worksheet]:
    return worksheets_for(actor).select_related(None).filter(year=asked.year).order_by()


def _row(unit: WorkUnit, sheet: Any) -> TableRow:  # noqa: ANN401 - a worksheet with an annotation
    return TableRow(unit, sheet, sheet.change if sheet else None)
