"""Comparing a worksheet with one of another year, of another unit, or with a file that is not kept."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from django.core.validators import slug_re
from django.db.models import Q
from django.utils.translation import gettext as _

from pulau.apps.worksheets import carried
from pulau.apps.worksheets.calculation import calculation_of, legible
from pulau.apps.worksheets.desk.frame import desk_context
from pulau.apps.worksheets.mapping import evaluation_of
from pulau.apps.worksheets.policies import own_units, sees_all
from pulau.apps.worksheets.report.versus.model import Side
from pulau.apps.worksheets.report.versus.page import versus
from pulau.apps.worksheets.selectors import (
    NOT_THERE,
    WorksheetNotFound,
    get_worksheet_for,
    named_then,
    values_of,
    worksheets_for,
)
from pulau.exchange.packs import load_pack

if TYPE_CHECKING:
    from collections.abc import Sequence

    from django.http import QueryDict

    from pulau.apps.worksheets.calculation import Calculation
    from pulau.apps.worksheets.desk.frame import Desk
    from pulau.apps.worksheets.models import Worksheet

YEAR_FIELD: Final = "tahun"
UNIT_FIELD: Final = "unit"
SEARCH_FIELD: Final = "cari"
MOST_FOUND: Final = 20
LONGEST_SEARCH: Final = 80


def comparing_context(desk: Desk, query: QueryDict) -> dict[str, Any]:
    """Return the page that compares with a stored worksheet: the one asked for, else the latest earlier year's.

    At most four queries. Raises WorksheetNotFound (404) for one that is not there, or that the actor may not read.
    """
    years = _other_years(desk)
    other = _chosen(desk, query, years)
    context = _choices(desk, query, years, other)
    if other is None:
        return context
    return context | _beside(desk, other) | {"other": other}


def file_context(desk: Desk, calculation: Calculation) -> dict[str, Any]:
    """Return the page that compares with a file: its answers travel through the browser, and are kept nowhere."""
    years = _other_years(desk)
    file, own = Side(legible(calculation.name), calculation), Side(_own_label(desk), desk.calculation)
    return _choices(desk, None, years, None) | {
        "versus": versus(file, own, desk.language, ordered=False),
        "regulations_differ": _regulations(file, own),
        "from_file": file.label,
        "worksheet_field": carried.FIELD,
        "worksheet_text": carried.worksheet_text(calculation),
        "language_form": "lembar",
        "language_action": desk.address("compare"),
    }


def _other_years(desk: Desk) -> list[Worksheet]:
    """Return the unit's worksheets of other years, newest first: a handful at most."""
    rows = worksheets_for(desk.actor).filter(unit_id=desk.row.unit_id).exclude(pk=desk.row.pk)
    return list(rows.order_by("-year"))


def _chosen(desk: Desk, query: QueryDict, years: Sequence[Worksheet]) -> Worksheet | None:
    asked = query.get(YEAR_FIELD, "").strip()
    if not asked:
        earlier = (row for row in years if row.year < desk.row.year)
        return next(earlier, years[0] if years else None)
    if not (asked.isascii() and asked.isdigit() and len(asked) <= len("2100")):
        raise WorksheetNotFound(NOT_THERE)
    unit, year = query.get(UNIT_FIELD, "").strip(), int(asked)
    if unit and unit != desk.row.unit.code:
        if not slug_re.fullmatch(unit):
            raise WorksheetNotFound(NOT_THERE)
        return get_worksheet_for(desk.actor, unit, year)
    found = next((row for row in years if row.year == year), None)
    if found is None:
        raise WorksheetNotFound(NOT_THERE)
    return found


def _choices(
    desk: Desk, query: QueryDict | None, years: Sequence[Worksheet], other: Worksheet | None
) -> dict[str, Any]:
    """Return what can be chosen: other years, and other units for whom may read them."""
    # A database takes no zero byte.
    searched = query.get(SEARCH_FIELD, "").replace("\x00", "").strip()[:LONGEST_SEARCH] if query is not None else ""
    may_search = sees_all(desk.actor) or len(own_units(desk.actor)) > 1
    found = _search(desk, searched) if searched and may_search else []
    return desk_context(desk, "compare") | {
        "years": [(row.year, load_pack(row.regulation).instrument, row == other) for row in years],
        "may_search": may_search,
        "searched": searched,
        "found": found[:MOST_FOUND],
        "more_found": len(found) > MOST_FOUND,
        "compare_address": desk.address("compare"),
        "versus": None,
    }


def _search(desk: Desk, text: str) -> list[Worksheet]:
    """Find worksheets of other units by the unit's code or name; one more than is shown."""
    named = Q(unit__code__icontains=text) | Q(unit__name__icontains=text)
    rows = named_then(worksheets_for(desk.actor)).filter(named).exclude(unit_id=desk.row.unit_id)
    return list(rows.order_by("unit__name", "-year")[: MOST_FOUND + 1])


def _beside(desk: Desk, other: Worksheet) -> dict[str, Any]:
    """Put another worksheet beside this one: of one unit the earlier year first, of two units the other one first."""
    values = {item: found.value for item, found in values_of(other).items()}
    theirs = calculation_of(other, evaluation_of(other, values))
    if other.unit_id != desk.row.unit_id:
        left, right = Side(theirs.name, theirs), Side(desk.calculation.name, desk.calculation)
    else:
        left, right = Side(str(other.year), theirs), Side(str(desk.row.year), desk.calculation)
        if other.year > desk.row.year:
            left, right = right, left
    ordered = other.unit_id == desk.row.unit_id
    return {
        "versus": versus(left, right, desk.language, ordered=ordered),
        "regulations_differ": _regulations(left, right),
    }


def _regulations(left: Side, right: Side) -> tuple[tuple[str, str], ...]:
    """Name the regulations of both sides where they are not the same."""
    packs = [side.calculation.evaluation.pack for side in (left, right)]
    if packs[0].id == packs[1].id:
        return ()
    return tuple((side.label, pack.instrument) for side, pack in zip((left, right), packs, strict=True))


def _own_label(desk: Desk) -> str:
    return _("LKE %(year)s") % {"year": desk.row.year}
