"""What clearances and panels add to a case's timeline, for the ministry's people alone; of votes nothing is told."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _

from pulau.apps.assessments.contract import case_of
from pulau.apps.panels.models import Panel
from pulau.apps.panels.policies import READ_CLEARANCES, READ_PANEL
from pulau.apps.panels.selectors import clearances_of
from pulau.foundation.registry.process_cases import CaseMoment, CaseMoments
from pulau.foundation.tenancy.deciding import allowed

if TYPE_CHECKING:
    from pulau.apps.assessments.contract import Case
    from pulau.apps.panels.models import Clearance
    from pulau.core.shared.actor import Actor


def _moments(actor: Actor, case_id: UUID, unit: str, year: int) -> list[CaseMoment]:
    case = case_of(actor.tenant_id, case_id)
    found: list[CaseMoment] = []
    if allowed(actor, READ_CLEARANCES, unit_id=case.unit_id, state=case.stage):
        href = reverse("panels:clearances", args=[unit, year])
        for row in clearances_of(case.tenant_id, case_id).values():
            found += _of_clearance(row, href)
    if allowed(actor, READ_PANEL, unit_id=case.unit_id, state=case.stage):
        found += _of_panels(case, reverse("panels:panel", args=[unit, year]))
    return found


def _of_clearance(row: Clearance, href: str) -> list[CaseMoment]:
    told = {"body": row.get_body_display(), "answer": row.get_answer_display()}
    asker = row.asked_by.full_name if row.asked_by else ""
    found = [CaseMoment(row.asked_at, _("Klarifikasi diminta dari %(body)s") % told, asker, row.question, href,
                        kind="clearance")]  # fmt: skip
    if row.recorded_at is not None:
        recorder = row.recorded_by.full_name if row.recorded_by else ""
        words = _("Jawaban %(body)s dicatat: %(answer)s") % told
        found.append(CaseMoment(row.recorded_at, words, recorder, row.text, href, kind="clearance"))
    return found


def _of_panels(case: Case, href: str) -> list[CaseMoment]:
    rows = Panel.objects.for_tenant(case.tenant_id).filter(case_id=case.pk).select_related("opened_by")
    return [
        CaseMoment(
            row.opened_at,
            _("Sidang panel ke-%(n)d dibuka") % {"n": row.number},
            row.opened_by.full_name if row.opened_by else "",
            href=href,
            kind="panel",
        )
        for row in rows
    ]


MOMENTS: Final = CaseMoments("panels", _moments)
