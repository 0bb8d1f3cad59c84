"""What things of proposals are called, for the journal and a unit's page."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from django.utils.translation import gettext as _

from pulau.apps.proposals.models import Proposal
from pulau.foundation.registry.subjects import Subjects

if TYPE_CHECKING:
    from collections.abc import Collection

    from pulau.core.shared.actor import Actor


def _proposals(actor: Actor, ids: Collection[str]) -> dict[str, str]:
    rows = Proposal.objects.for_actor(actor).filter(pk__in=ids).order_by()
    told = rows.values_list("pk", "year", "number")
    return {str(pk): _("Usulan %(year)s nomor %(n)s") % {"year": year, "n": number} for pk, year, number in told}


SUBJECTS: Final = (
    Subjects("proposals.proposal", "Usulan", "Proposal", _proposals, keys=frozenset({"proposal"})),
    Subjects("proposals.proposedunit", "Unit yang diusulkan", "Proposed unit"),
    Subjects("proposals.conditionfinding", "Pernyataan syarat", "Statement of a condition"),
    Subjects("proposals.screening", "Pra-evaluasi", "Pre-evaluation"),
    Subjects("proposals.seasonchange", "Jadwal tahun", "Season of a year"),
)
