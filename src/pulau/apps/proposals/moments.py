"""What proposals add to a case's timeline: what the agency stated, and that the TPN recorded its pre-evaluation."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _

from pulau.apps.proposals.checking import EASED_UNIT
from pulau.apps.proposals.models import ConditionFinding, Screening
from pulau.exchange.condition_names import condition_name
from pulau.foundation.registry.process_cases import CaseMoment, CaseMoments
from pulau.foundation.ui.middleware import spoken_language

if TYPE_CHECKING:
    from pulau.core.shared.actor import Actor


def _moments(actor: Actor, case_id: UUID, unit: str, year: int) -> list[CaseMoment]:
    href = reverse("proposals:unit", args=[unit, year])
    stated = ConditionFinding.objects.for_actor(actor).filter(case_id=case_id).select_related("user")
    screened = Screening.objects.for_actor(actor).filter(case_id=case_id).select_related("user")
    found = [
        CaseMoment(row.at, _stated(row), row.user.full_name if row.user else "", row.document, href, kind="proposal")
        for row in stated
    ]
    words = _("Pra-evaluasi TPN dicatat")
    told = [
        CaseMoment(row.at, words, row.user.full_name if row.user else "", href=href, kind="proposal")
        for row in screened
    ]
    return [*found, *told]


def _stated(row: ConditionFinding) -> str:
    if row.condition == EASED_UNIT:
        return _("Jenis unit yang diringankan dinyatakan")
    name = condition_name(row.condition, spoken_language()).partition(",")[0]
    return _("Syarat dinyatakan: %(name)s") % {"name": name}


MOMENTS: Final = CaseMoments("proposals", _moments)
