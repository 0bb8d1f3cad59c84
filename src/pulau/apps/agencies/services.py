"""Describing an agency and adding its units."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction

from pulau.apps.agencies.actions import AGENCY_DESCRIBED, UNIT_ADDED
from pulau.apps.agencies.models import Agency, AgencyKind, UnitKind, WorkUnit
from pulau.apps.agencies.policies import DESCRIBE_AGENCY, KEEP_UNITS
from pulau.foundation.journal import services as journal
from pulau.foundation.tenancy.deciding import require

if TYPE_CHECKING:
    from pulau.core.shared.actor import Actor


class UnitCodeTaken(Exception):  # noqa: N818 - a fact, as every error of this project
    """Another unit of the agency has this code."""


@transaction.atomic
def describe_agency(*, actor: Actor, name: str, kind: AgencyKind, region: str, now: datetime) -> Agency:
    """Write down what body the actor's tenant is. Raises ValidationError for a name that is too long or empty."""
    actor = require(actor, DESCRIBE_AGENCY)
    agency = Agency(tenant_id=actor.tenant_id, name=name, kind=kind, region=region)
    agency.full_clean(exclude=["tenant"], validate_unique=False, validate_constraints=False)
    agency.save(force_insert=True)
    journal.record(actor, AGENCY_DESCRIBED.code, agency, {"kind": agency.kind}, now)
    return agency


@transaction.atomic
def add_unit(*, actor: Actor, code: str, name: str, kind: UnitKind, now: datetime) -> WorkUnit:
    """Add a work unit to the actor's agency.

    Raises PermissionDenied, UnitCodeTaken, or ValidationError for a malformed code or name.
    """
    actor = require(actor, KEEP_UNITS)
    unit = WorkUnit(tenant_id=actor.tenant_id, code=code, name=name, kind=kind, created_at=now)
    unit.full_clean(exclude=["tenant"], validate_unique=False, validate_constraints=False)
    if WorkUnit.objects.for_actor(actor).filter(code=code).exists():
        raise UnitCodeTaken(code)
    unit.save(force_insert=True)
    journal.record(actor, UNIT_ADDED.code, unit, {"code": code}, now, unit_id=unit.pk)
    return unit
