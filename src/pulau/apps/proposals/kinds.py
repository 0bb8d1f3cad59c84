"""Letter and statement as kinds of documents: what is told of them to who checks one."""

from __future__ import annotations

from typing import Final
from uuid import UUID

from django.utils.translation import gettext as _

from pulau.apps.proposals.models import Proposal, ProposedUnit
from pulau.apps.proposals.paper import LETTER, STATEMENT
from pulau.foundation.registry.document_kinds import DocumentKind


def _facts(subject_id: UUID) -> list[tuple[str, str]]:
    proposal = Proposal.objects.of_document(subject_id).first()
    if proposal is None:
        return []
    standing = ProposedUnit.objects.for_tenant(proposal.tenant_id).filter(proposal=proposal, withdrawn_at__isnull=True)
    return [
        (_("Tahun evaluasi"), str(proposal.year)),
        (_("Nomor surat"), proposal.letter_number),
        (_("Unit yang masih diusulkan"), str(standing.count())),
        (_("Keadaan"), str(proposal.get_state_display())),
    ]


KINDS: Final = (
    DocumentKind(LETTER, "Surat pengajuan evaluasi", "Letter of proposal", facts=_facts),
    DocumentKind(STATEMENT, "Surat pernyataan tanggung jawab mutlak", "Statement of responsibility", facts=_facts),
)
