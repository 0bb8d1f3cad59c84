"""By what the agency's table is sorted and filtered, as expressions of a worksheet that both databases work out.

Stored figures are JSON (`Worksheet.printed`, `gates`, `titles`): a key of it is cast to a whole number before it is
compared, so that SQLite and PostgreSQL put the rows in the same order.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import cache
from typing import TYPE_CHECKING, Any

from django.db.models import BooleanField, Case, F, IntegerField, OuterRef, Q, Subquery, TextChoices, Value, When
from django.db.models.fields.json import KeyTransform
from django.db.models.functions import Cast, Coalesce, NullIf
from django.db.models.lookups import Exact
from django.utils import timezone

from pulau.apps.worksheets.models import DailyScore
from pulau.core.regulation.model import Gate
from pulau.exchange.packs import available, load_pack

if TYPE_CHECKING:
    from uuid import UUID

    from django.db.backends.base.base import BaseDatabaseWrapper
    from django.db.models.expressions import Combinable
    from django.db.models.sql.compiler import SQLCompiler

    from pulau.core.regulation.model import Pack

TEN_THOUSANDTHS = 10_000


class TableState(TextChoices):
    """How far a unit is: what the table can be narrowed down to."""

    NOT_OPENED = "belum-dibuka"
    IN_PROGRESS = "berjalan"
    COMPLETE = "lengkap"
    MEETS_WBK = "wbk"
    MEETS_WBBM = "wbbm"
    BELOW_MINIMUM = "di-bawah-batas"


@dataclass(frozen=True, slots=True)
class Form:
    """What the table needs to know of a regulation's form.

    `titles` maps a title to the keys of its gates, `minimums` an area to the key of its gate for the lowest title.
    """

    regulation: str
    instrument: str
    areas: tuple[str, ...]
    titles: Mapping[str, tuple[str, ...]]
    minimums: Mapping[str, str]


@cache
def forms() -> tuple[Form, ...]:
    """Return the forms of all regulations that have a worksheet, the newest first."""
    return tuple(_form(pack) for pack in map(load_pack, available()) if pack.worksheet)


def _form(pack: Pack) -> Form:
    titles = {title.id: tuple(f"{title.id}.{gate.id}" for gate in title.gates) for title in pack.titles.values()}
    lowest = next(iter(pack.titles.values()), None)
    minimums = {
        gate.measure.removeprefix("areas."): f"{lowest.id}.{gate.id}"
        for gate in (lowest.gates if lowest else ())
        if isinstance(gate, Gate) and gate.measure.startswith("areas.") and lowest
    }
    return Form(pack.id, pack.instrument, tuple(pack.areas), titles, minimums)


@cache
def area_columns() -> tuple[str, ...]:
    """Return the areas that have a column: those of any form, in the order of the law."""
    return tuple(dict.fromkeys(area for form in forms() for area in form.areas))


@cache
def title_columns() -> tuple[str, ...]:
    """Return the titles that have a column, the lowest first."""
    return tuple(dict.fromkeys(title for form in forms() for title in form.titles))


@cache
def sort_names() -> tuple[str, ...]:
    """Return what the table can be sorted by, in the order of its columns; the first is the unit's name."""
    areas = (f"area-{area}" for area in area_columns())
    titles = (title.lower() for title in title_columns())
    return ("unit", "total", "perubahan", *titles, *areas, "dijawab", "diubah")


def sort_key(name: str, tenant_id: UUID, month_end: date) -> Combinable:
    """Return the expression of a worksheet by which a column is sorted; `name` is one of `sort_names` but `unit`."""
    if name == "total":
        return printed("total")
    if name == "perubahan":
        return change_since(tenant_id, month_end)
    if name == "dijawab":
        return _share(whole("answered"), NullIf(whole("items"), Value(0)))
    if name == "diubah":
        return F("scored_at")
    if name.startswith("area-"):
        return printed(f"areas.{name.removeprefix('area-')}")
    return _gates_met(next(title for title in title_columns() if title.lower() == name))


class Stored(KeyTransform):
    """A value of a JSON field that is known to be a number or a truth: SQLite need not look at its type first."""

    def as_sqlite(
        self,
        compiler: SQLCompiler,
        connection: BaseDatabaseWrapper,
        **_context: Any,  # noqa: ANN401 - Django's own signature
    ) -> tuple[str, tuple[str | int, ...]]:
        """Return JSON_EXTRACT, as another database calls it too."""
        return self.as_mysql(compiler, connection)


def printed(path: str) -> Combinable:
    """Return a printed figure of a worksheet or of a day, in hundredths."""
    return Cast(Stored(path, "printed"), IntegerField())


def holds(name: str, field: str = "gates", *, met: bool = True) -> Exact[bool]:
    """Return the condition that a gate is met or not, or all of a title's (`field` is then `titles`)."""
    return Exact(Cast(Stored(name, field), BooleanField()), Value(met))


def whole(field: str) -> Combinable:
    """Return a small whole number so that it can be multiplied: PostgreSQL would count on in the narrow type."""
    return Cast(F(field), IntegerField())


def change_since(tenant_id: UUID, day: date) -> Combinable:
    """Return by how much the total has changed since the end of a day, in hundredths.

    A worksheet that was not touched since has not changed; otherwise the newest day kept until then counts, and 0 for
    one that was open but empty. NULL where it was opened later.
    """
    midnight = timezone.make_aware(datetime.combine(day + timedelta(days=1), time.min))
    kept = DailyScore.objects.for_tenant(tenant_id).filter(worksheet_id=OuterRef("pk"), day__lte=day)
    before = Coalesce(
        Subquery(kept.order_by("-day").values_list(printed("total"))[:1], output_field=IntegerField()),
        Case(When(created_at__lt=midnight, then=Value(0)), output_field=IntegerField()),
    )
    return Case(When(scored_on__lte=day, then=Value(0)), default=printed("total") - before, output_field=IntegerField())


def meets(title: str) -> Q:
    """Return the condition that all gates of a title are met."""
    return Q(holds(title, "titles"))


def condition(state: TableState) -> Q:
    """Return the condition on a worksheet for a state; that of a worksheet that is not there has none."""
    match state:
        case TableState.IN_PROGRESS:
            return Q(answered__lt=F("items"))
        case TableState.COMPLETE:
            return Q(answered__gte=F("items"))
        case TableState.MEETS_WBK | TableState.MEETS_WBBM:
            return meets(state.value.upper())
        case TableState.BELOW_MINIMUM:
            return _any(
                Q(regulation=form.regulation) & _any(Q(holds(gate, met=False)) for gate in form.minimums.values())
                for form in forms()
                if form.minimums
            )
    raise LookupError(state)


def _gates_met(title: str) -> Combinable:
    """Return which part of a title's gates is met; NULL under a form that knows no such title."""
    cases = [
        When(regulation=form.regulation, then=_share(_count(form.titles[title]), Value(len(form.titles[title]))))
        for form in forms()
        if title in form.titles
    ]
    return Case(*cases, output_field=IntegerField())


def _count(gates: Iterable[str]) -> Any:  # noqa: ANN401 - a sum of expressions, whose type Django's stubs do not say
    one, none = Value(1), Value(0)
    return sum(
        (Case(When(holds(gate), then=one), default=none, output_field=IntegerField()) for gate in gates),
        start=none,
    )


def _share(part: Any, all_of: Any) -> Combinable:  # noqa: ANN401 - expressions, as above
    """Return a share in ten-thousandths, cut off: in whole numbers, which both databases divide alike."""
    share: Combinable = Cast(part * Value(TEN_THOUSANDTHS), IntegerField()) / all_of
    return share


def _any(conditions: Iterable[Q]) -> Q:
    found = Q()
    for one in conditions:
        found |= one
    return found
