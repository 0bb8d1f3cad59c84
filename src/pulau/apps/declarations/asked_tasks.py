"""Making and ending tasks of pacts in batches, for whoever asks: of employees, and of heads of bodies."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import date, datetime
from typing import TYPE_CHECKING, Final, Literal, Protocol
from uuid import UUID, uuid4

from pulau.apps.declarations.actions import PACT_DUE, PACT_ENDED
from pulau.apps.declarations.models import Pact, PactState
from pulau.apps.declarations.pact_news import tell_asked
from pulau.apps.declarations.recounting import recount_soon
from pulau.core.deadlines.zones import legal_day
from pulau.core.pledging.renewing import EndCause, Held, Renewal
from pulau.foundation.calendar import legal_zone
from pulau.foundation.journal import services as journal
from pulau.foundation.tenancy.models import Tenant

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from pulau.core.shared.actor import Actor

BATCH: Final = 1_000
_LONGEST: Final = 200


class Asked(Protocol):
    """Who is asked: by employment, by account or by both."""

    @property
    def employee_id(self) -> UUID | None:
        """The employee, None of whoever is none."""

    @property
    def user_id(self) -> UUID | None:
        """The account, None where there is none yet."""

    @property
    def name(self) -> str:
        """Their name as it stands on the pact."""


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


def make_tasks(actor: Actor, plans: Iterable[tuple[Asked, Renewal]], day: date, now: datetime) -> int:
    """Make the tasks of some plans, with their journal entries and notices; returns how many."""
    rows = [
        Pact(
            id=uuid4(),
            tenant_id=actor.tenant_id,
            kind=task.kind,
            year=day.year,
            cause=task.cause,
            unit_id=task.unit_id,
            employee_id=one.employee_id,
            user_id=one.user_id,
            name=one.name[:_LONGEST],
            position=task.position[:_LONGEST],
            status=task.status,
            due_on=task.due,
            created_at=now,
        )
        for one, plan in plans
        for task in plan.tasks
    ]
    Pact.objects.for_actor(actor).bulk_create(rows, batch_size=BATCH)
    told = (
        (row, {"kind": row.kind, "year": row.year, "cause": row.cause, "due": row.due_on}, row.unit_id) for row in rows
    )
    journal.record_many(actor, PACT_DUE.code, told, now)
    tell_asked(actor, rows, now)
    return len(rows)


def end_tasks(actor: Actor, causes: dict[UUID, EndCause], now: datetime) -> int:
    """End some pacts, each for its cause, with their journal entries; returns how many."""
    if not causes:
        return 0
    rows = list(Pact.objects.for_actor(actor).filter(pk__in=causes).select_for_update().order_by("pk"))
    told = [
        (row, journal.changed({"state": row.state}, {"state": PactState.ENDED, "cause": causes[row.pk]}), row.unit_id)
        for row in rows
    ]
    for cause in set(causes.values()):
        keys = [key for key, each in causes.items() if each is cause]
        Pact.objects.for_actor(actor).filter(pk__in=keys).update(state=PactState.ENDED, reason=cause, ended_at=now)
    recount_soon(actor.tenant_id)
    return journal.record_many(actor, PACT_ENDED.code, told, now)
