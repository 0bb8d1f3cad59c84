"""Reading a body's coverage as it was last counted: its years, and the units of one of them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.db.models import Case, Count, F, IntegerField, Q, QuerySet, Value, When
from django.db.models.functions import Coalesce, Lower

from pulau.apps.agencies.contract import name_before
from pulau.apps.declarations.models import AgencyCoverage, UnitCoverage
from pulau.apps.declarations.selectors.tally import day_of_count, start_of
from pulau.core.pledging.coverage import SilenceRule
from pulau.exchange.silence import silence_on
from pulau.foundation.tenancy.place import zone_of

if TYPE_CHECKING:
    from pulau.core.shared.actor import Actor


class Order(StrEnum):
    """In which order units stand."""

    UNDECLARED = "belum"
    SILENT = "diam"
    PACTS = "pakta"
    NAME = "nama"


@dataclass(frozen=True, slots=True)
class Asked:
    """What a list of units is asked for: a year, part of a name or code, an order."""

    year: int
    search: str = ""
    order: Order = Order.UNDECLARED


@dataclass(frozen=True, slots=True)
class Quiet:
    """Up to when a unit must have been quiet to be silent: the last such day, and the moment after it."""

    rule: SilenceRule
    last: date
    before: datetime

    def condition(self) -> Q:
        """Return the condition that a unit is silent: as `core.pledging.coverage.is_silent` says."""
        return Q(declared_on__lte=self.last) & (Q(active_at__isnull=True) | Q(active_at__lt=self.before))

    def active(self) -> Q:
        """Return the condition that something was done in a unit since, whether it declared or not."""
        return Q(active_at__gte=self.before)


def coverage_years(actor: Actor) -> list[AgencyCoverage]:
    """Return the actor's body in each year that was counted, the earliest first."""
    return list(AgencyCoverage.objects.for_actor(actor).order_by("year"))


def quiet_for(actor: Actor, counted: AgencyCoverage) -> Quiet:
    """Return what was silent when a year was counted: by the rule and in the zone of the body."""
    zone = zone_of(actor)
    day = day_of_count(counted.year, counted.counted_at.astimezone(zone).date())
    rule = silence_on(day).rule
    last = rule.last_silent_day(day)
    return Quiet(rule, last, start_of(last + timedelta(days=1), zone))


def active_units(actor: Actor, year: int, quiet: Quiet) -> int:
    """Return in how many units something was done in the days of the rule before the count."""
    rows = UnitCoverage.objects.for_actor(actor).filter(year=year)
    return int(rows.aggregate(active=Count("pk", filter=quiet.active()))["active"])


def unit_coverage(actor: Actor, asked: Asked, quiet: Quiet) -> QuerySet[Any]:
    """Return the units of the actor's body in a year with what was counted, each with `then`, its name in that year.

    `quiet_now` tells whether it is silent.
    """
    rows = UnitCoverage.objects.for_actor(actor).filter(year=asked.year).select_related("unit")
    rows = rows.annotate(
        then=Coalesce(name_before("unit", asked.year), F("unit__name")),
        quiet_now=Case(When(quiet.condition(), then=1), default=0, output_field=IntegerField()),
        rank=_RANK,
    )
    if asked.search:
        sought = asked.search.lower()
        rows = rows.alias(lowered=Lower("then")).filter(Q(lowered__contains=sought) | Q(unit__code__contains=sought))
    return rows.order_by(*_ORDERS[asked.order], Lower("then"), "unit__code")


def coverage_of_unit(actor: Actor, unit_id: UUID) -> UnitCoverage | None:
    """Return what was counted of a unit in the newest year, or None."""
    rows = UnitCoverage.objects.for_actor(actor).filter(unit=unit_id).select_related("unit")
    found: UnitCoverage | None = rows.order_by("-year").first()
    return found


_RANK = Case(
    When(declared_on__isnull=True, symbolic=False, then=0),
    When(declared_on__isnull=True, then=1),
    When(symbolic=True, then=2),
    default=3,
    output_field=IntegerField(),
)
_SHARE = Case(
    When(staff=0, then=Value(10_001)), default=F("signed") * 10_000 / F("staff"), output_field=IntegerField()
)  # for an order only: floors do not matter there
_ORDERS: dict[Order, tuple[Any, ...]] = {
    Order.UNDECLARED: ("rank",),
    Order.SILENT: ("-quiet_now",),
    Order.PACTS: (_SHARE,),
    Order.NAME: (),
}
