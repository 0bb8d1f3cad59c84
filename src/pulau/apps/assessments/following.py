"""What follows in this app: a case with each submission; and a later year's kept title carries the earlier case on."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Final
from uuid import UUID

from django.utils.translation import gettext as _

from pulau.apps.assessments.models import Case
from pulau.apps.assessments.probing import open_case_of
from pulau.apps.assessments.refusals import StageMoved
from pulau.apps.assessments.services.advancing import Advance, advance
from pulau.apps.assessments.services.opening import open_case
from pulau.apps.worksheets.contract import SubmissionTaken
from pulau.core.shared.actor import Actor
from pulau.core.workflow.assessment import MONITORING, REVOKED, SUBMITTED
from pulau.foundation.registry.process_cases import CaseFollower, CaseMove, HandedFollower

if TYPE_CHECKING:
    from collections.abc import Iterable


def _submitted(actor: Actor, worksheet_id: UUID, now: datetime) -> None:
    open_case(actor=actor, worksheet_id=worksheet_id, now=now)


def _withdrawn(actor: Actor, worksheet_id: UUID, now: datetime) -> None:
    """End the open case of a worksheet whose submission is taken back. Raises SubmissionTaken, PermissionDenied.

    The assessors may have begun between the question whether it is held and now: then nothing is taken back.
    """
    case = open_case_of(actor, worksheet_id)
    if case is None:
        return
    try:
        advance(actor=actor, case_id=case.pk, wish=Advance("withdraw", seen=SUBMITTED), now=now)
    except StageMoved:
        raise SubmissionTaken(_begun()) from None


def _held(actor: Actor, worksheet_id: UUID) -> str:
    case = open_case_of(actor, worksheet_id)
    return "" if case is None or case.stage == SUBMITTED else _begun()


def _begun() -> str:
    return _("Penilai sudah mulai bekerja. Ajuan tidak dapat ditarik lagi; bicarakan dengan ketua tim penilai.")


def _carry_on(actor: Actor, move: CaseMove, now: datetime) -> None:
    """End the monitoring of earlier years once a later evaluation has kept or raised the title, or lost it."""
    if move.target not in {MONITORING, REVOKED} or move.source == MONITORING:
        return
    system = Actor.system(actor.tenant_id)
    rows = Case.objects.for_actor(system)
    later = rows.get(pk=move.case_id)
    earlier: Iterable[Case] = rows.filter(unit_id=later.unit_id, year__lt=later.year, stage=MONITORING)
    for case in earlier:
        advance(actor=system, case_id=case.pk, wish=Advance("carry_on"), now=now)


HANDED: Final = HandedFollower("assessments", _submitted, _withdrawn, _held)
CARRYING: Final = CaseFollower("assessments.carrying", _carry_on)
