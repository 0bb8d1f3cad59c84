"""What zone areas are called, for the parts below: the journal, a unit's page, a piece of evidence's page."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final
from uuid import UUID

from django.db.models import Count
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from pulau.apps.zone_areas.models import BELONGING, AspectEvidence, ZoneArea, ZoneAreaMember
from pulau.apps.zone_areas.selectors import area_names, reads_integration
from pulau.foundation.registry.reliances import Reliance, ReliesOn
from pulau.foundation.registry.subjects import Subjects
from pulau.foundation.registry.unit_links import UnitLink, UnitLinks
from pulau.foundation.ui.formats import long_date

if TYPE_CHECKING:
    from collections.abc import Collection

    from pulau.core.shared.actor import Actor


def _areas(actor: Actor, ids: Collection[str]) -> dict[str, str]:
    rows = ZoneArea.objects.for_actor(actor).filter(pk__in=ids).order_by()
    return {str(pk): name for pk, name in rows.values_list("pk", "name")}


def _members(actor: Actor, ids: Collection[str]) -> dict[str, str]:
    rows = ZoneAreaMember.objects.for_actor(actor).filter(pk__in=ids).order_by()
    return {str(pk): name for pk, name in rows.values_list("pk", "unit_name")}


def links_of_unit(actor: Actor, unit_id: UUID) -> list[UnitLink]:
    """Return the zone areas that a unit of the actor's body belongs to or belonged to, earliest first."""
    rows = list(ZoneAreaMember.objects.home(actor.tenant_id).filter(unit_id=unit_id, state__in=BELONGING))
    own = {area.pk: area for area in _own(actor, rows)}
    names = area_names({row.zone_area_id for row in rows} - set(own))
    return [
        UnitLink(
            reverse("zone_areas:area", args=[own[row.zone_area_id].code])
            if row.zone_area_id in own
            else reverse("zone_areas:membership", args=[row.pk]),
            own[row.zone_area_id].name if row.zone_area_id in own else names.get(row.zone_area_id, _("Kawasan")),
            _days(row),
        )
        for row in rows
    ]


def _own(actor: Actor, rows: list[ZoneAreaMember]) -> list[ZoneArea]:
    ids = [row.zone_area_id for row in rows if row.tenant_id == actor.tenant_id]
    return list(ZoneArea.objects.for_actor(actor).filter(pk__in=ids)) if ids else []


def _days(row: ZoneAreaMember) -> str:
    told = {"since": long_date(row.since), "until": long_date(row.until) if row.until else ""}
    return (_("%(since)s sampai %(until)s") if row.until else _("sejak %(since)s")) % told


def _relying(actor: Actor, pieces: Collection[UUID]) -> dict[UUID, list[ReliesOn]]:
    rows = AspectEvidence.objects.for_actor(actor).filter(evidence_id__in=list(pieces), removed_at__isnull=True)
    found: dict[UUID, list[ReliesOn]] = {}
    seen: dict[UUID, bool] = {}
    for row in rows.select_related("assessment__zone_area"):
        area = row.assessment.zone_area
        if area.pk not in seen:
            seen[area.pk] = reads_integration(actor, area)
        href = reverse("zone_areas:aspect", args=[area.code, row.assessment.year, row.aspect]) if seen[area.pk] else ""
        text = f"{area.name} {row.assessment.year}" if seen[area.pk] else _("Aspek kawasan")
        found.setdefault(row.evidence_id, []).append(ReliesOn(text, href))
    return found


def _counted(actor: Actor, pieces: Collection[UUID]) -> dict[UUID, int]:
    rows = AspectEvidence.objects.for_actor(actor).filter(evidence_id__in=list(pieces), removed_at__isnull=True)
    return dict(rows.order_by().values_list("evidence_id").annotate(n=Count("id")))


RELIANCE: Final = Reliance("zone-areas", _relying, _counted)
UNIT_LINKS: Final = UnitLinks("zone-areas", gettext_lazy("Kawasan"), links_of_unit)
SUBJECTS: Final = (
    Subjects("zone_areas.zonearea", "Kawasan", "Zone area", _areas, keys=frozenset({"zone_area"})),
    Subjects("zone_areas.zoneareamember", "Anggota kawasan", "Member of a zone area", _members),
    Subjects("zone_areas.areaassessment", "Penilaian kawasan", "Assessment of a zone area"),
    Subjects("zone_areas.aspectanswer", "Jawaban aspek kawasan", "Answer to an aspect"),
    Subjects("zone_areas.aspectevidence", "Bukti aspek kawasan", "Evidence of an aspect"),
)
