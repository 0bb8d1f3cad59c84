"""Letter and statement of a proposal as files, for whoever sees the proposal and may know the TPI's scores in them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from pulau.apps.assessments.contract import side_of
from pulau.apps.proposals.policies import SEE
from pulau.apps.proposals.refusals import ProposalNotFound
from pulau.apps.proposals.selectors import get_proposal_for, units_of_proposal
from pulau.apps.signing.contract import newest
from pulau.core.workflow.sight import tpi_told
from pulau.foundation import storage
from pulau.foundation.tenancy.acting import required_actor
from pulau.foundation.tenancy.deciding import may
from pulau.foundation.tenancy.policy import requires

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pulau.apps.proposals.models import ProposedUnit
    from pulau.core.shared.actor import Actor


@requires(may(SEE))
@never_cache
@require_safe
def paper(request: HttpRequest, year: int, number: int, paper: str) -> HttpResponse:
    """Give out the letter (`surat`) or the statement (`sptjm`) as it was signed.

    Raises ProposalNotFound (404), PermissionDenied while the reader would learn of the TPI's scores too early.
    """
    actor = required_actor(request)
    row = get_proposal_for(actor, year, number)
    document = {"surat": row.letter, "sptjm": row.statement}.get(paper)
    if document is None:
        raise ProposalNotFound(paper)
    if not reads_papers(actor, units_of_proposal(row)):
        raise PermissionDenied(SEE.code)
    headers = {"Content-Disposition": f'attachment; filename="usulan-{year}-{number}-{paper}.pdf"'}
    return HttpResponse(storage.get(newest(document).digest), content_type="application/pdf", headers=headers)


def reads_papers(actor: Actor, units: Iterable[ProposedUnit]) -> bool:
    """Whether the reader may know what letter and statement print of each unit: the TPI's score."""
    return tpi_told(side_of(actor), (unit.case.stage for unit in units))
