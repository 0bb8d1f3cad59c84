"""Which evidence assessors may open: what was handed in with a case that is before them, in the version handed in.

Confidential pieces only those who are assigned to the case: they answer for their judgement by name and cannot judge
what they may not read, while who merely holds the role needs them for nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from pulau.apps.assessments.selectors import assignments_of, cases_for
from pulau.apps.evidence.contract import READ_HANDED
from pulau.apps.worksheets.contract import worksheets_with
from pulau.foundation.registry.handed_rights import HandedPiece, HandedRight
from pulau.foundation.tenancy.deciding import allowed, may_somewhere

if TYPE_CHECKING:
    from pulau.apps.assessments.models import Case
    from pulau.core.shared.actor import Actor


def _opens(actor: Actor, piece: HandedPiece) -> bool:
    if actor.user_id is None or not may_somewhere(actor, READ_HANDED):
        return False
    worksheets = worksheets_with(actor.tenant_id, piece.evidence_id, piece.number)
    found = cases_for(actor).filter(worksheet_id__in=worksheets).order_by()
    return any(_opens_in(actor, case, piece) for case in found)


def _opens_in(actor: Actor, case: Case, piece: HandedPiece) -> bool:
    if not allowed(actor, READ_HANDED, unit_id=case.unit_id, state=case.stage):
        return False
    return not piece.confidential or assignments_of(case).filter(user_id=actor.person).exists()


HANDED_EVIDENCE: Final = HandedRight("assessments", _opens)
