"""What things of repair are called, for the journal; which evidence it relies on."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final
from uuid import UUID

from django.db.models import Count
from django.urls import reverse
from django.utils.translation import gettext as _

from pulau.apps.remediation.models import Practice, RemediationPlan, RemediationStep
from pulau.apps.remediation.selectors import plans_for
from pulau.foundation.registry.reliances import Reliance, ReliesOn
from pulau.foundation.registry.subjects import Subjects

if TYPE_CHECKING:
    from collections.abc import Collection

    from pulau.core.shared.actor import Actor


def _plans(actor: Actor, ids: Collection[str]) -> dict[str, str]:
    rows = RemediationPlan.objects.for_actor(actor).filter(pk__in=ids).order_by()
    return {str(pk): f"{name} {year}" for pk, name, year in rows.values_list("pk", "unit__name", "year")}


def _practices(actor: Actor, ids: Collection[str]) -> dict[str, str]:
    rows = Practice.objects.for_actor(actor).filter(pk__in=ids).order_by()
    return {str(pk): title for pk, title in rows.values_list("pk", "title")}


def _relying(actor: Actor, pieces: Collection[UUID]) -> dict[UUID, list[ReliesOn]]:
    rows = RemediationStep.objects.for_actor(actor).filter(proof_id__in=list(pieces)).select_related("plan__unit")
    seen = set(plans_for(actor).filter(pk__in={row.plan_id for row in rows}).values_list("pk", flat=True))
    found: dict[UUID, list[ReliesOn]] = {}
    for row in rows:
        known = row.plan_id in seen and row.proof_id is not None
        plan = row.plan
        href = reverse("remediation:step", args=[plan.unit.code, plan.year, row.number]) if known else ""
        text = f"{plan.unit.name} {plan.year}, {row.number}" if known else _("Langkah perbaikan")
        found.setdefault(row.proof_id, []).append(ReliesOn(text, href))
    return found


def _counted(actor: Actor, pieces: Collection[UUID]) -> dict[UUID, int]:
    rows = RemediationStep.objects.for_actor(actor).filter(proof_id__in=list(pieces)).order_by()
    return dict(rows.values_list("proof_id").annotate(n=Count("id")))


RELIANCE: Final = Reliance("remediation", _relying, _counted)
SUBJECTS: Final = (
    Subjects("remediation.remediationplan", "Rencana perbaikan", "Plan of repair", _plans, keys=frozenset({"plan"})),
    Subjects("remediation.remediationstep", "Langkah perbaikan", "Step of a repair"),
    Subjects("remediation.practice", "Praktik baik", "Good practice", _practices, keys=frozenset({"practice"})),
    Subjects("remediation.practicecopy", "Praktik baik yang ditiru", "Practice that is followed"),
)
