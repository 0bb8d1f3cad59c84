"""Saying what body a tenant is."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied
from django.db import transaction

from pulau.apps.agencies.actions import AGENCY_CHANGED, AGENCY_DESCRIBED
from pulau.apps.agencies.models import Agency, AgencyKind, TimeZone
from pulau.apps.agencies.places import check_region_of
from pulau.apps.agencies.policies import DESCRIBE_AGENCY
from pulau.apps.agencies.refusals import AgencyNotDescribed
from pulau.foundation.journal import services as journal
from pulau.foundation.tenancy.deciding import require

if TYPE_CHECKING:
    from pulau.core.shared.actor import Actor


@transaction.atomic
def describe_agency(
    *,
    actor: Actor,
    name: str,
    kind: AgencyKind,
    region: str,
    now: datetime,
    region_code: str = "",
    zone: TimeZone = TimeZone.WIB,
) -> Agency:
    """Write down what body the actor's tenant is; `region` is its place in words, `region_code` the official code.

    Raises PermissionDenied, or ValidationError for a name that is too long or empty, or a region that does not fit.
    """
    actor = require(actor, DESCRIBE_AGENCY)
    agency = Agency(tenant_id=actor.tenant_id, name=name.strip(), kind=kind, region=region.strip())
    agency.region_code, agency.zone = region_code, zone
    _check(agency)
    agency.save(force_insert=True)
    payload = {"kind": agency.kind, "region": region_code or None, "zone": agency.zone}
    journal.record(actor, AGENCY_DESCRIBED.code, agency, payload, now)
    return agency


@transaction.atomic
def change_agency(
    *, actor: Actor, name: str, kind: AgencyKind, region: str, region_code: str, zone: TimeZone, now: datetime
) -> Agency:
    """Change what is told of the actor's agency. Nothing changed: nothing is written, the journal gets no line.

    Raises PermissionDenied, AgencyNotDescribed, or ValidationError.
    """
    actor = require(actor, DESCRIBE_AGENCY)
    agency = _taken(actor)
    before = _told(agency)
    agency.name, agency.kind, agency.region = name.strip(), kind, region.strip()
    agency.region_code, agency.zone = region_code, zone
    _check(agency)
    if _told(agency) != before:
        agency.save(update_fields=["name", "kind", "region", "region_code", "zone"])
        payload = journal.changed(before, _told(agency), sealed={"name", "place"})
        journal.record(actor, AGENCY_CHANGED.code, agency, payload, now)
    return agency


@transaction.atomic
def make_national(*, actor: Actor, national: bool, now: datetime) -> Agency:
    """Let an agency give duties beyond its own walls, or no more: for the system alone, on an operator's command.

    Raises PermissionDenied for every person, and AgencyNotDescribed.
    """
    if actor.user_id is not None:
        raise PermissionDenied(AGENCY_CHANGED.code)
    agency = _taken(actor)
    if agency.national != national:
        agency.national = national
        agency.save(update_fields=["national"])
        payload = journal.changed({"national": not national}, {"national": national})
        journal.record(actor, AGENCY_CHANGED.code, agency, payload, now)
    return agency


def _taken(actor: Actor) -> Agency:
    agency: Agency | None = Agency.objects.for_actor(actor).select_for_update().first()
    if agency is None:
        raise AgencyNotDescribed
    return agency


def _check(agency: Agency) -> None:
    agency.full_clean(exclude=["tenant"], validate_unique=False, validate_constraints=False)
    check_region_of(AgencyKind(agency.kind), agency.region_code)


def _told(agency: Agency) -> dict[str, object]:
    return {
        "name": agency.name,
        "kind": str(agency.kind),
        "place": agency.region,
        "region": agency.region_code,
        "zone": str(agency.zone),
    }
