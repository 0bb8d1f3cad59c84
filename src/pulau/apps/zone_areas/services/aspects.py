"""Answering the aspects of a zone area's integration, and showing them by evidence."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db import transaction

from pulau.apps.evidence.contract import get_evidence_for
from pulau.apps.zone_areas import actions
from pulau.apps.zone_areas.mapping import FIRST_YEAR, day_of_year, newest_pack
from pulau.apps.zone_areas.models import (
    LONGEST_NOTE,
    AreaAssessment,
    AspectAnswer,
    AspectEvidence,
    ZoneArea,
)
from pulau.apps.zone_areas.policies import FILL
from pulau.apps.zone_areas.refusals import AspectChangedMeanwhile, ZoneAreaNotFound
from pulau.apps.zone_areas.selectors import filling_unit
from pulau.apps.zone_areas.taking import take_area
from pulau.core.scoring.zone_areas import take_aspect
from pulau.core.shared.digest import canonical_digest
from pulau.core.shared.problems import BadInput
from pulau.exchange.packs import load_pack
from pulau.foundation.calendar import today_of
from pulau.foundation.journal import services as journal
from pulau.foundation.tenancy.deciding import require

if TYPE_CHECKING:
    from pulau.apps.zone_areas.wishes import AspectWish
    from pulau.core.shared.actor import Actor


@transaction.atomic
def answer_aspect(
    *, actor: Actor, zone_area_id: UUID, year: int, wish: AspectWish, now: datetime
) -> AspectAnswer | None:
    """Record an answer as a new version and return what stands; saying again what stands writes nothing.

    The first answer of a year begins its assessment, under the regulation of that day. Raises ZoneAreaNotFound (also
    for a year that cannot be), PermissionDenied, BadInput for an unknown aspect or option or a note that cannot be
    kept, and AspectChangedMeanwhile.
    """
    actor, area = _filler(actor, zone_area_id, year, now)
    assessment = _assessment(area, year, now)
    value = take_aspect(load_pack(assessment.regulation), wish.aspect, wish.value) or ""
    note = _note(wish)
    rows = AspectAnswer.objects.for_actor(actor).filter(assessment=assessment, aspect=wish.aspect)
    standing = rows.order_by("-version").first()
    if (value, note) == ((standing.value, standing.note) if standing else ("", "")):
        return standing
    if standing is not None and standing.version != wish.seen:
        raise AspectChangedMeanwhile(standing)
    answer = _added(actor, assessment, wish.aspect, (value, note), standing, now)
    told = {"zone_area": area.pk, "year": year, "aspect": wish.aspect, "version": answer.version}
    before = {"answer": canonical_digest([standing.value, standing.note]) if standing else None}
    payload = told | journal.changed(before, {"answer": canonical_digest([value, note])})
    journal.record(actor, actions.ASPECT_ANSWERED.code, assessment, payload, now)
    return answer


@transaction.atomic
def show_aspect_by(
    *, actor: Actor, zone_area_id: UUID, year: int, aspect: str, evidence_id: UUID, now: datetime
) -> AspectEvidence:
    """Show an aspect by a piece of evidence that the actor may see; the same piece once.

    Raises ZoneAreaNotFound, PermissionDenied, EvidenceNotFound, BadInput for an unknown aspect.
    """
    actor, area = _filler(actor, zone_area_id, year, now)
    assessment = _assessment(area, year, now)
    take_aspect(load_pack(assessment.regulation), aspect, None)
    piece = get_evidence_for(actor, evidence_id)
    rows = AspectEvidence.objects.for_actor(actor)
    there: AspectEvidence | None = rows.filter(
        assessment=assessment, aspect=aspect, evidence=piece, removed_at__isnull=True
    ).first()
    if there is not None:
        return there
    row = AspectEvidence(tenant_id=area.tenant_id, assessment=assessment, aspect=aspect, evidence=piece, added_at=now)
    row.added_by_id = actor.user_id
    row.save(force_insert=True)
    payload = {"zone_area": area.pk, "year": year, "aspect": aspect, "evidence": piece.pk}
    journal.record(actor, actions.EVIDENCE_ADDED.code, row, payload, now)
    return row


@transaction.atomic
def take_off(*, actor: Actor, zone_area_id: UUID, year: int, shown_id: UUID, now: datetime) -> None:
    """Take a piece off an aspect; the row stays, with the moment. Raises ZoneAreaNotFound or PermissionDenied."""
    actor, area = _filler(actor, zone_area_id, year, now)
    rows = AspectEvidence.objects.for_actor(actor).select_for_update()
    row = rows.filter(pk=shown_id, assessment__zone_area=area, assessment__year=year, removed_at__isnull=True).first()
    if row is None:
        raise ZoneAreaNotFound(shown_id)
    row.removed_at = now
    row.save(update_fields=["removed_at"])
    told = {"zone_area": area.pk, "year": year, "aspect": row.aspect, "evidence": row.evidence_id}
    payload = told | journal.changed({"removed": None}, {"removed": now})
    journal.record(actor, actions.EVIDENCE_REMOVED.code, row, payload, now)


def _filler(actor: Actor, zone_area_id: UUID, year: int, now: datetime) -> tuple[Actor, ZoneArea]:
    """Return the actor in the role that lets them fill, and the area, locked: one change at a time."""
    area = take_area(actor, zone_area_id)
    today = today_of(actor, now)
    if not FIRST_YEAR <= year <= today.year:
        raise ZoneAreaNotFound(year)
    if actor.user_id is None:
        return actor, area
    may, unit = filling_unit(actor, area, day_of_year(year, today))
    if not may:
        raise PermissionDenied(FILL.code)
    return require(actor, FILL, unit_id=unit), area


def _assessment(area: ZoneArea, year: int, now: datetime) -> AreaAssessment:
    rows = AreaAssessment.objects.for_tenant(area.tenant_id)
    found: AreaAssessment = rows.get_or_create(
        zone_area=area, year=year, defaults={"regulation": newest_pack().id, "opened_at": now}
    )[0]
    return found


def _added(
    actor: Actor,
    assessment: AreaAssessment,
    aspect: str,
    said: tuple[str, str],
    standing: AspectAnswer | None,
    now: datetime,
) -> AspectAnswer:
    """Add a version, and count it."""
    answer = AspectAnswer(tenant_id=assessment.tenant_id, assessment=assessment, aspect=aspect, at=now)
    answer.version = standing.version + 1 if standing else 1
    answer.value, answer.note = said
    answer.user_id = actor.user_id
    answer.save(force_insert=True)
    assessment.revision += 1
    assessment.save(update_fields=["revision"])
    return answer


def _note(wish: AspectWish) -> str:
    """Take a note as typed, line ends of one kind. Raises BadInput for one that cannot be kept."""
    note = wish.note.replace("\r\n", "\n").replace("\r", "\n").rstrip()
    if len(note) > LONGEST_NOTE:
        raise BadInput.because("note-too-long", wish.aspect, length=len(note), most=LONGEST_NOTE)
    if "\x00" in note or note.encode("utf-8", "replace").decode() != note:
        raise BadInput.because("text-unreadable", wish.aspect)
    return note
