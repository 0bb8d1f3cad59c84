"""Looking again at those who judge: an interest declared half way, or a move into the unit, ends nothing silently."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import transaction

from pulau.apps.assessments.models import Assignment
from pulau.apps.assessments.team_news import tell_barred
from pulau.apps.people.contract import bonds_among
from pulau.core.shared.actor import Actor
from pulau.core.shared.conflicts import bars_to_assessing
from pulau.core.workflow.assessment import ASSESSMENT
from pulau.core.workflow.assigning import bodies_at
from pulau.core.workflow.levels import BODY_OF, AssessorLevel
from pulau.foundation.calendar import today_of
from pulau.foundation.tenancy.models import Tenant
from pulau.foundation.tenancy.wall import behind_wall


def look_at_all(now: datetime) -> int:
    """Look at the assessors of every body; returns how many notices were made."""
    return sum(look_at(tenant_id, now) for tenant_id in list(Tenant.objects.values_list("pk", flat=True)))


def look_at(tenant_id: UUID, now: datetime) -> int:
    """Tell those who assign of each assessor whom something bars now, once an assignment; a fixed number of reads."""
    with behind_wall(tenant_id), transaction.atomic():
        final = [code for code, stage in ASSESSMENT.stages.items() if stage.final]
        rows = Assignment.objects.for_tenant(tenant_id).filter(ended_at__isnull=True).exclude(case__stage__in=final)
        seated = [row for row in rows.select_related("case", "user").order_by("case_id", "pk") if _judges_now(row)]
        system = Actor.system(tenant_id)
        today = today_of(system, now)
        bonds = bonds_among(system, {row.user_id for row in seated})
        barred = [row for row in seated if bars_to_assessing(row.case.unit_id, today, bonds[row.user_id])]
        return sum(tell_barred(row.case, row, now) for row in barred)


def _judges_now(row: Assignment) -> bool:
    return BODY_OF[AssessorLevel(row.level)] in bodies_at(row.case.stage)
