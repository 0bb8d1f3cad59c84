"""What asking for pacts starts from: one job a body, the pacts there are, and the kinds that have a text."""

from __future__ import annotations

from collections import defaultdict
from datetime import datetime
from typing import TYPE_CHECKING, Final, Literal
from uuid import UUID

from pulau.apps.declarations.models import Pact
from pulau.core.deadlines.zones import legal_day
from pulau.core.pledging.renewing import EndCause, Held, Renewal
from pulau.foundation.calendar import legal_zone
from pulau.foundation.tenancy.models import Tenant

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from pulau.core.shared.actor import Actor

BATCH: Final = 1_000


def one_at_a_time(actor: Actor) -> None:
    """Let two jobs for one body follow each other: both would make the same tasks."""
    Tenant.objects.select_for_update(no_key=True).filter(pk=actor.tenant_id).first()


def held_by(
    actor: Actor, rows: QuerySet[Pact], by: Literal["employee_id", "user_id"], now: datetime
) -> dict[UUID, list[Held]]:
    """Return some pacts of a body by their employees or accounts (`by`), oldest first."""
    zone = legal_zone(actor, now)  # once: each asking for it would be a query
    found: dict[UUID, list[Held]] = defaultdict(list)
    names = ("created_at", "pk", "kind", "year", "state", "unit_id", "position", "status")
    told = rows.order_by("created_at", "pk").values_list(by, *names)
    for key, at, pk, kind, year, state, unit_id, position, status in told:
        found[key].append(Held(pk, kind, year, state, unit_id, position, status, legal_day(at, zone)))
    return found


def open_part(plan: Renewal, kinds: frozenset[str]) -> Renewal:
    """Leave out what has no text to sign; then nothing of this year ends for its sake either."""
    if all(task.kind in kinds for task in plan.tasks):
        return plan
    kept = tuple(end for end in plan.endings if end.cause is EndCause.YEAR_OVER)
    tasks = () if len(kept) < len(plan.endings) else tuple(task for task in plan.tasks if task.kind in kinds)
    return Renewal(tasks, kept)
