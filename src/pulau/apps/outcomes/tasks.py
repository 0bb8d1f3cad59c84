"""Jobs: looking at titles every day. It may run twice: what was found is found once."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone
from django_tasks import task

from pulau.apps.outcomes.selectors import newest_cases
from pulau.apps.outcomes.services.finding import find_triggers
from pulau.apps.outcomes.telling import tell_found
from pulau.core.shared.actor import Actor
from pulau.foundation.tenancy.models import Tenant
from pulau.foundation.tenancy.wall import behind_wall


@task()
def look_at_titles() -> None:
    """Find by rule, body by body, what makes titles be examined, and tell those who are asked about it."""
    now = timezone.now()
    for tenant in Tenant.objects.values_list("pk", flat=True):
        with transaction.atomic(), behind_wall(tenant):  # what is found is told, or is not found yet
            made = find_triggers(actor=Actor.system(tenant), now=now)
            units = [row.title_held.unit_id for row in made if row.title_held.unit_id]
            cases = newest_cases(tenant, units)
            for row in made:
                case = cases.get(row.title_held.unit_id) if row.title_held.unit_id else None
                if case is not None:
                    tell_found(case, row, now)
