"""What a case's page shows of the proposal: how the conditions stand, and what is due of the reader."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Final
from uuid import UUID

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop, ngettext

from pulau.apps.assessments.contract import SEE as SEE_CASE
from pulau.apps.assessments.contract import CaseKind, case_of
from pulau.apps.proposals.checking import conditions_of
from pulau.apps.proposals.facts import newest_screening
from pulau.apps.proposals.models import ProposalState
from pulau.apps.proposals.policies import PREPARE, SCREEN, SIGN
from pulau.apps.proposals.selectors import proposed_unit_of
from pulau.core.workflow.assessment import FIT, SCREENING
from pulau.foundation.calendar import today_of
from pulau.foundation.registry.process_cases import CasePart, CaseTab, PartLine
from pulau.foundation.tenancy.deciding import allowed

if TYPE_CHECKING:
    from pulau.apps.assessments.contract import Case
    from pulau.core.shared.actor import Actor


def _line(actor: Actor, case_id: UUID, unit: str, year: int) -> PartLine | None:
    case = case_of(actor.tenant_id, case_id)
    if case.kind != CaseKind.FIRST:
        return None
    now = timezone.now()
    row = proposed_unit_of(case.tenant_id, case_id)
    href = reverse("proposals:unit", args=[unit, year])
    if row is not None and row.withdrawn_at is not None:
        return PartLine(_("Usulan ditarik."), href)
    if row is not None and row.proposal.state == ProposalState.SIGNED:
        told = _("Diusulkan dengan surat %(number)s.") % {"number": row.proposal.letter_number}
        return PartLine(told, href, _due(actor, case))
    words = _conditions(actor, case, now)
    if row is not None and allowed(actor, SIGN):
        return PartLine(
            words, reverse("proposals:proposal", args=[year, row.proposal.number]), _("Tanda tangani usulan")
        )
    if row is None and case.stage == FIT and allowed(actor, PREPARE):
        return PartLine(words, reverse("proposals:proposals"), _("Susun usulan"))
    return PartLine(words, href)


def _due(actor: Actor, case: Case) -> str:
    may = allowed(actor, SCREEN, unit_id=case.unit_id, state=case.stage)
    if case.stage == SCREENING and may and newest_screening(case.tenant_id, case.pk) is None:
        return _("Catat pra-evaluasi")
    return ""


def _conditions(actor: Actor, case: Case, now: datetime) -> str:
    try:
        checks = conditions_of(case.tenant_id, [case], today_of(actor, now))[case.pk].checks
    except LookupError:
        return _("Tidak ada ketentuan pengusulan yang berlaku hari ini.")
    short = sum(not check.holds for check in checks)
    if not short:
        return _("Semua syarat terpenuhi atau diringankan.")
    told = {"n": short, "all": len(checks)}
    return (
        ngettext("%(n)d dari %(all)d syarat belum terpenuhi.", "%(n)d dari %(all)d syarat belum terpenuhi.", short)
        % told
    )


def _shown(actor: Actor, unit_id: UUID, stage: str) -> bool:
    return allowed(actor, SEE_CASE, unit_id=unit_id, state=stage)


PART: Final = CasePart("proposals", gettext_noop("Usulan"), 50, _line)
TAB: Final = CaseTab("proposals", gettext_noop("Usulan"), 50, "proposals:unit", _shown)
