"""Reading zone areas: those that the actor's body coordinates, and those of others to which its units belong."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.db.models import Case, Count, F, IntegerField, Q, Value, When

from pulau.apps.agencies.contract import units_of
from pulau.apps.zone_areas.models import (
    BELONGING,
    AreaAssessment,
    AspectAnswer,
    AspectEvidence,
    MemberState,
    ZoneArea,
    ZoneAreaMember,
)
from pulau.apps.zone_areas.policies import FILL, JOIN, READ_INTEGRATION, SEE_FIGURES, SEE_MEMBERSHIPS
from pulau.apps.zone_areas.refusals import MembershipNotFound, ZoneAreaNotFound
from pulau.core.shared.permissions import reach
from pulau.foundation.tenancy.days import covering
from pulau.foundation.tenancy.deciding import allowed

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from pulau.core.shared.actor import Actor
    from pulau.foundation.tenancy.scope import ScopedQuerySet


def areas_of(actor: Actor, day: date, words: str = "") -> ScopedQuerySet[Any]:  # rows with an annotation
    """Return the areas that the actor's body coordinates, by name, each with `now`: how many units belong today."""
    belonging = Q(members__state__in=BELONGING, members__since__lte=day)
    belonging &= Q(members__until__isnull=True) | Q(members__until__gte=day)
    waiting = Q(members__state=MemberState.INVITED)
    rows = ZoneArea.objects.for_actor(actor).annotate(
        now=Count("members", filter=belonging), waiting=Count("members", filter=waiting)
    )
    if words:
        rows = rows.filter(Q(name__icontains=words) | Q(code__icontains=words))
    return rows.order_by("name", "code")


def get_zone_area_for(actor: Actor, code: str) -> ZoneArea:
    """Return an area that the actor's body coordinates, by its code. Raises ZoneAreaNotFound (404)."""
    row: ZoneArea | None = ZoneArea.objects.for_actor(actor).filter(code=code).first()
    if row is None:
        raise ZoneAreaNotFound(code)
    return row


def members_of(area: ZoneArea) -> ScopedQuerySet[Any]:  # rows with an alias have a type of their own
    """Return an area's members and invitations: who belongs first, then who was asked, then who does not belong."""
    order = Case(
        When(state=MemberState.ACCEPTED, then=Value(0)),
        When(state=MemberState.INVITED, then=Value(1)),
        default=Value(2),
        output_field=IntegerField(),
    )
    rows = ZoneAreaMember.objects.for_tenant(area.tenant_id).filter(zone_area=area)
    return rows.alias(place=order).order_by("place", "unit_name", "since", "id")


def get_member_for(actor: Actor, area: ZoneArea, member_id: UUID) -> ZoneAreaMember:
    """Return a member or invitation of an area that the actor's body coordinates. Raises MembershipNotFound (404)."""
    row: ZoneAreaMember | None = members_of(area).filter(tenant_id=actor.tenant_id, pk=member_id).first()
    if row is None:
        raise MembershipNotFound(member_id)
    return row


def memberships_for(actor: Actor) -> QuerySet[ZoneAreaMember]:
    """Return the memberships and invitations of the actor's own units in areas of other bodies.

    Who oversees the body sees all of them; unit heads and teams those of their units, heads also those that name their
    unit's code and were not answered yet.
    """
    rows = ZoneAreaMember.objects.home(actor.tenant_id).exclude(tenant_id=actor.tenant_id)
    rows = rows.exclude(state=MemberState.WITHDRAWN).order_by("-asked_at", "id")
    where = reach(actor, SEE_MEMBERSHIPS)
    if where.everything:
        return rows
    if not where:
        return rows.none()
    codes = units_of(actor).filter(pk__in=reach(actor, JOIN).units).values_list("code", flat=True)
    return rows.filter(Q(unit_id__in=where.units) | Q(state=MemberState.INVITED, unit_code__in=list(codes)))


def get_membership_for(actor: Actor, member_id: UUID) -> ZoneAreaMember:
    """Return a membership or invitation of the actor's own units. Raises MembershipNotFound (404)."""
    row = memberships_for(actor).filter(pk=member_id).first()
    if row is None:
        raise MembershipNotFound(member_id)
    return row


def area_names(ids: Iterable[UUID]) -> dict[UUID, str]:
    """Return what areas are called to which one's units were asked, in one query."""
    return dict(ZoneArea.objects.joined(list(ids)).values_list("pk", "name"))


def reads_integration(actor: Actor, area: ZoneArea) -> bool:
    """Whether the actor may read the aspects of an area of their body."""
    return _in_area(actor, area, reach(actor, READ_INTEGRATION).everything, reach(actor, READ_INTEGRATION).units)


def sees_figures(actor: Actor) -> bool:
    """Whether the actor may see the members' figures and the verdict of their body's areas."""
    return allowed(actor, SEE_FIGURES)


def filling_unit(actor: Actor, area: ZoneArea, day: date) -> tuple[bool, UUID | None]:
    """Return whether the actor may fill the aspects of an area of their body, and by which of its units.

    None: by a duty for the whole body.
    """
    where = reach(actor, FILL)
    if where.everything:
        return True, None
    unit = own_members(area).filter(covering(day), unit_id__in=where.units).values_list("unit_id", flat=True).first()
    return unit is not None, unit


def own_members(area: ZoneArea) -> ScopedQuerySet[ZoneAreaMember]:
    """Return the memberships of units of the coordinating body itself."""
    rows = ZoneAreaMember.objects.for_tenant(area.tenant_id)
    return rows.filter(zone_area=area, home_id=area.tenant_id, state__in=BELONGING)


def _in_area(actor: Actor, area: ZoneArea, everything: bool, units: tuple[UUID, ...]) -> bool:  # noqa: FBT001 - of reach
    if area.tenant_id != actor.tenant_id:
        return False
    return everything or (bool(units) and own_members(area).filter(unit_id__in=units).exists())


def assessments_of(area: ZoneArea) -> list[AreaAssessment]:
    """Return the years of an area that were begun, newest first."""
    return list(AreaAssessment.objects.for_tenant(area.tenant_id).filter(zone_area=area).order_by("-year"))


def answers_of(assessments: Iterable[AreaAssessment]) -> dict[UUID, dict[str, AspectAnswer]]:
    """Return each aspect's answer as it stands, with its writer, by assessment; in one query."""
    rows = list(assessments)
    found: dict[UUID, dict[str, AspectAnswer]] = {row.pk: {} for row in rows}
    if not rows:
        return found
    versions = AspectAnswer.objects.for_tenant(rows[0].tenant_id).filter(assessment__in=[row.pk for row in rows])
    for version in versions.select_related("user").order_by("assessment", "aspect", "version"):
        found[version.assessment_id][version.aspect] = version  # the highest comes last
    return found


def history_of(assessment: AreaAssessment, aspect: str) -> list[AspectAnswer]:
    """Return the versions of an answer, newest first, each with its writer."""
    rows = AspectAnswer.objects.for_tenant(assessment.tenant_id).filter(assessment=assessment, aspect=aspect)
    return list(rows.select_related("user").order_by("-version"))


def evidence_of(assessment: AreaAssessment) -> list[AspectEvidence]:
    """Return the evidence that stands for the aspects of a year, oldest first, each with its piece."""
    rows = AspectEvidence.objects.for_tenant(assessment.tenant_id).filter(assessment=assessment)
    return list(rows.filter(removed_at__isnull=True).select_related("evidence").order_by("aspect", F("added_at"), "id"))
