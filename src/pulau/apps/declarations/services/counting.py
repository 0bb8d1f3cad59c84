"""Counting coverage anew, and asking for it: figures are replaced as a whole, never added to."""

from __future__ import annotations

from datetime import datetime
from itertools import islice
from typing import TYPE_CHECKING, Final

from django.db import transaction

from pulau.apps.declarations.actions import COUNT_ASKED, COUNTED
from pulau.apps.declarations.models import AgencyCoverage, UnitCoverage
from pulau.apps.declarations.policies import RECOUNT
from pulau.apps.declarations.recounting import recount_soon
from pulau.apps.declarations.selectors.tally import BodyTally, day_of_count, tally
from pulau.core.pledging.coverage import sum_of
from pulau.exchange.silence import silence_on
from pulau.foundation.calendar import today_of
from pulau.foundation.journal import services as journal
from pulau.foundation.tenancy.deciding import require
from pulau.foundation.tenancy.models import Tenant

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date
    from uuid import UUID

    from pulau.core.shared.actor import Actor

BATCH: Final = 1_000
FIRST_YEAR: Final = 2014
FIGURES: Final = ("units", "declared", "symbolic", "staff", "signed", "silent")
_OF_UNITS: Final = ("staff", "signed", "declared_on", "symbolic", "active_at", "counted_at")


class YearNotCounted(Exception):  # noqa: N818 - a fact, as every error of this project
    """A year that has not begun, or lies before the first zones, has nothing to count."""


@transaction.atomic
def ask_recount(*, actor: Actor, year: int, now: datetime) -> None:
    """Have a year counted anew by a job, soon; asking twice counts once. Raises YearNotCounted, PermissionDenied."""
    actor = require(actor, RECOUNT)
    _refuse_year(year, today_of(actor, now))
    subject = Tenant.objects.get(pk=actor.tenant_id)
    journal.record(actor, COUNT_ASKED.code, subject, {"year": year}, now)
    recount_soon(actor.tenant_id, year)


@transaction.atomic
def recount(*, actor: Actor, year: int, now: datetime) -> AgencyCoverage:
    """Count the actor's body for a year from its rows, and keep it in place of what was counted before.

    A journal entry tells the sums where they changed. Raises YearNotCounted.
    """
    today = today_of(actor, now)
    _refuse_year(year, today)
    # One count of a body at a time: of two, the later one stays.
    body = Tenant.objects.select_for_update(no_key=True).get(pk=actor.tenant_id)
    found = tally(actor, year, day_of_count(year, today))
    _keep_units(actor, year, found, now)
    known = AgencyCoverage.objects.for_actor(actor).filter(year=year).first()
    row = known or AgencyCoverage(tenant_id=actor.tenant_id, year=year)
    before = _told(row) if known else {}
    _fill(row, found, now)
    row.save()
    after = _told(row)
    if after != before:
        journal.record(actor, COUNTED.code, body, {"year": year, **journal.changed(before, after)}, now)
    return row


def _refuse_year(year: int, today: date) -> None:
    if not FIRST_YEAR <= year <= today.year:
        raise YearNotCounted(year)


def _keep_units(actor: Actor, year: int, found: BodyTally, now: datetime) -> None:
    """Write a row for each unit, batch by batch, and take away those of units that were not there."""
    kept = UnitCoverage.objects.for_actor(actor)
    rows = _rows(actor.tenant_id, year, found, now)
    while batch := list(islice(rows, BATCH)):
        kept.bulk_create(
            batch, update_conflicts=True, unique_fields=["tenant", "unit", "year"], update_fields=list(_OF_UNITS)
        )
    gone = kept.filter(year=year).order_by().values_list("unit_id", flat=True)
    left = [unit_id for unit_id in gone if unit_id not in found.units]
    for start in range(0, len(left), BATCH):
        kept.filter(year=year, unit_id__in=left[start : start + BATCH]).delete()


def _rows(tenant_id: UUID, year: int, found: BodyTally, now: datetime) -> Iterator[UnitCoverage]:
    for unit_id, tallied in found.units.items():
        yield UnitCoverage(
            tenant_id=tenant_id,
            unit_id=unit_id,
            year=year,
            staff=tallied.count.staff,
            signed=tallied.count.signed,
            declared_on=tallied.count.declared_on,
            symbolic=tallied.count.symbolic,
            active_at=tallied.active_at,
            counted_at=now,
        )


def _fill(row: AgencyCoverage, found: BodyTally, now: datetime) -> None:
    sums = sum_of((one.count for one in found.units.values()), found.day, silence_on(found.day).rule)
    row.units, row.declared, row.symbolic = sums.units, sums.declared, sums.symbolic
    row.staff, row.signed, row.silent = sums.staff, sums.signed, sums.silent
    row.declared_on = found.declared_on
    row.active_at = max((one.active_at for one in found.units.values() if one.active_at), default=None)
    row.counted_at = now


def _told(row: AgencyCoverage) -> dict[str, object]:
    """Return the figures for the journal. Of activity nothing: it moves all day, and has entries of its own."""
    day = row.declared_on.isoformat() if row.declared_on else ""
    return {**{name: getattr(row, name) for name in FIGURES}, "declared_on": day}
