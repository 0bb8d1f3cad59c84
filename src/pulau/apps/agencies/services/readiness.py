"""Recording readiness facts (syarat kesiapan): what a source document says of a body or a unit in a year."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Final
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction

from pulau.apps.agencies.actions import READINESS_RECORDED
from pulau.apps.agencies.models import Measure, ReadinessFact, WorkUnit
from pulau.apps.agencies.policies import RECORD_READINESS
from pulau.apps.agencies.refusals import UnitNotFound
from pulau.core.shared.readiness import AGENCY_ONLY, fit_value
from pulau.foundation.calendar import today_of
from pulau.foundation.journal import services as journal
from pulau.foundation.sealing import fingerprint
from pulau.foundation.tenancy.deciding import require

if TYPE_CHECKING:
    from pulau.core.shared.actor import Actor

FIRST_YEAR: Final = 2000


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """What a document says: a measure of a year, its value as written, and the document (its name, number, date)."""

    measure: Measure
    year: int
    value: str
    document: str
    document_date: date
    unit_id: UUID | None = None
    """The unit that it speaks of; None: the whole body."""


@transaction.atomic
def record_readiness(*, actor: Actor, finding: Finding, now: datetime) -> ReadinessFact:
    """Record what a document says; it holds from now on, and what was recorded before stays to be seen.

    Raises PermissionDenied, UnitNotFound, UnfitValue for a value that the measure cannot have, or ValidationError (a
    year out of range, a document from before its year or of the future, a measure that units do not have).
    """
    actor = require(actor, RECORD_READINESS)
    if finding.unit_id is not None and not WorkUnit.objects.for_actor(actor).filter(pk=finding.unit_id).exists():
        raise UnitNotFound(finding.unit_id)
    _check(finding, today_of(actor, now))
    fact = ReadinessFact(
        tenant_id=actor.tenant_id,
        unit_id=finding.unit_id,
        year=finding.year,
        measure=finding.measure,
        value=fit_value(finding.measure, finding.value),
        document=finding.document.strip(),
        document_date=finding.document_date,
        recorded_at=_after_all_others(actor, finding, now),
    )
    fact.full_clean(exclude=["tenant", "unit"], validate_unique=False, validate_constraints=False)
    fact.save(force_insert=True)
    payload = {
        "measure": fact.measure, "year": fact.year, "value": fact.value, "document_date": fact.document_date,
        "document": fingerprint("document", fact.document),
    }  # fmt: skip
    journal.record(actor, READINESS_RECORDED.code, fact, payload, now, unit_id=fact.unit_id)
    return fact


def _check(finding: Finding, today: date) -> None:
    if not FIRST_YEAR <= finding.year <= today.year:
        raise ValidationError({"year": "out of range"})
    if finding.document_date > today:
        raise ValidationError({"document_date": "not reached"})
    if finding.document_date.year < finding.year:
        raise ValidationError({"document_date": "before its year"})
    if finding.unit_id is not None and finding.measure in AGENCY_ONLY:
        raise ValidationError({"measure": "of the whole body only"})


def _after_all_others(actor: Actor, finding: Finding, now: datetime) -> datetime:
    """Return a time later than that of every fact of the same kind, so that the newest is always one."""
    same = ReadinessFact.objects.for_actor(actor).filter(
        unit=finding.unit_id, year=finding.year, measure=finding.measure
    )
    newest = same.order_by("-recorded_at").first()
    return max(now, newest.recorded_at + timedelta(microseconds=1)) if newest else now
