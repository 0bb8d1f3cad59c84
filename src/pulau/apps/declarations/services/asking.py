"""Asking for pacts by the thousand: tasks are made and ended in batches, each a transaction, as often as wanted."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Final
from uuid import UUID, uuid4

from django.db import transaction

from pulau.apps.declarations.actions import PACT_DUE, PACT_ENDED, PACT_REMINDED, PACTS_ASKED
from pulau.apps.declarations.models import Pact, PactState
from pulau.apps.declarations.pact_news import tell_asked, tell_reminded
from pulau.apps.declarations.policies import ASK_PACTS
from pulau.apps.declarations.recounting import recount_soon
from pulau.apps.declarations.rules import RENEWAL
from pulau.apps.declarations.selectors.pacts import gone_pacts, waiting_pacts
from pulau.apps.declarations.selectors.templates import approved_kinds
from pulau.apps.people.contract import serving_batch
from pulau.core.deadlines.zones import legal_day
from pulau.core.pledging.renewing import EndCause, Held, Post, Renewal, Serving, renew
from pulau.foundation.calendar import legal_zone, today_of
from pulau.foundation.jobs.queue import enqueue
from pulau.foundation.journal import services as journal
from pulau.foundation.tenancy.deciding import require
from pulau.foundation.tenancy.models import Tenant

if TYPE_CHECKING:
    from pulau.apps.people.contract import ServingOnDay
    from pulau.core.shared.actor import Actor

BATCH: Final = 1_000
JOB: Final = "pulau.apps.declarations.tasks.ask_pacts"
_LONGEST: Final = 200


@dataclass(frozen=True, slots=True)
class Batch:
    """Which employees are looked at: those after one of them, of one unit or of all; `leading` are the heads' posts."""

    day: date
    leading: frozenset[UUID]
    after: UUID | None = None
    unit_id: UUID | None = None
    size: int = BATCH


@dataclass(frozen=True, slots=True)
class Asked:
    """What a batch came to: how many tasks were made and ended, and after whom the next begins (None: it is done)."""

    made: int
    ended: int
    after: UUID | None


@dataclass(frozen=True, slots=True)
class Reminded:
    """Whom a reminder went to: told now, told today already, and not to be reached, since they have no account."""

    told: int
    already: int
    unreached: int


@transaction.atomic
def start_asking(*, actor: Actor, unit_id: UUID | None, now: datetime) -> None:
    """Have the pacts of a unit, or of the whole agency (None), asked for now, as a job."""
    actor = require(actor, ASK_PACTS, unit_id=unit_id)
    journal.record(actor, PACTS_ASKED.code, Tenant(pk=actor.tenant_id), {"unit": unit_id}, now, unit_id=unit_id)
    enqueue(JOB, tenant=str(actor.tenant_id), unit=str(unit_id or ""))


@transaction.atomic
def ask_batch(*, actor: Actor, batch: Batch, now: datetime) -> Asked:
    """Make and end the tasks of a batch of employees who serve. Asked again it changes nothing.

    Of a kind without an approved text nobody is asked: there would be nothing to sign.
    """
    _one_at_a_time(actor)
    people = serving_batch(actor, batch.day, batch.leading, after=batch.after, size=batch.size, unit_id=batch.unit_id)
    held = _held(actor, [one.employee_id for one in people], now)
    kinds = approved_kinds(actor)
    plans = [
        (one, _open_part(renew(RENEWAL, _serving(one), held[one.employee_id], batch.day), kinds)) for one in people
    ]
    endings = {end.key: end.cause for _one, plan in plans for end in plan.endings}
    ended = _end(actor, endings, now)
    made = _make(actor, plans, batch.day, now)
    _follow_accounts(actor, people)
    after = people[-1].employee_id if len(people) == batch.size else None
    return Asked(made, ended, after)


@transaction.atomic
def end_gone(*, actor: Actor, day: date, unit_id: UUID | None = None, now: datetime) -> int:
    """End the pacts of those who serve no more, and last year's unsigned ones, at most a batch; returns how many."""
    _one_at_a_time(actor)
    rows = gone_pacts(actor, day, unit_id)[:BATCH]
    causes = {
        pk: EndCause.LEFT if until is not None and until < day else EndCause.YEAR_OVER
        for pk, until in rows.values_list("pk", "employee__until")
    }
    return _end(actor, causes, now)


@transaction.atomic
def remind(*, actor: Actor, unit_id: UUID | None, pact_id: UUID | None = None, now: datetime) -> Reminded:
    """Remind those of a unit (None: of the agency) who have not signed, or one of them; each once a day at most."""
    actor = require(actor, ASK_PACTS, unit_id=unit_id)
    today = today_of(actor, now)
    rows = waiting_pacts(actor, today.year, unit_id)
    if pact_id is not None:
        rows = rows.filter(pk=pact_id)
    told = reached = unreached = 0
    users: list[UUID] = []
    found: Iterable[UUID | None] = rows.order_by().values_list("user_id", flat=True).iterator(chunk_size=BATCH)
    for user_id in found:
        if user_id is None:
            unreached += 1
            continue
        reached += 1
        users.append(user_id)
        if len(users) == BATCH:
            told += tell_reminded(actor, users, today, now)
            users = []
    told += tell_reminded(actor, users, today, now)
    payload = {"told": told, "unreached": unreached, "pact": pact_id}
    journal.record(actor, PACT_REMINDED.code, Tenant(pk=actor.tenant_id), payload, now, unit_id=unit_id)
    return Reminded(told, reached - told, unreached)


def _one_at_a_time(actor: Actor) -> None:
    """Let two jobs for one body follow each other: both would make the same tasks."""
    Tenant.objects.select_for_update(no_key=True).filter(pk=actor.tenant_id).first()


def _held(actor: Actor, employees: Sequence[UUID], now: datetime) -> dict[UUID, list[Held]]:
    zone = legal_zone(actor, now)  # once: each asking for it would be a query
    found: dict[UUID, list[Held]] = defaultdict(list)
    rows = Pact.objects.for_actor(actor).filter(employee_id__in=employees).order_by("created_at", "pk")
    names = ("employee_id", "created_at", "pk", "kind", "year", "state", "unit_id", "position", "status")
    for employee_id, at, pk, kind, year, state, unit_id, position, status in rows.values_list(*names):
        one = Held(pk, kind, year, state, unit_id, position, status, legal_day(at, zone))
        found[employee_id].append(one)
    return found


def _serving(one: ServingOnDay) -> Serving:
    own = next((post for post in one.posts if not post.acting), None)
    post = Post(own.unit_id, own.position, own.since, own.leads) if own is not None else None
    acting = (Post(each.unit_id, each.called, each.since, each.leads) for each in one.posts if each.acting)
    return Serving(one.status, one.since, one.until, post, tuple(acting))


def _open_part(plan: Renewal, kinds: frozenset[str]) -> Renewal:
    """Leave out what has no text to sign; then nothing of this year ends for its sake either."""
    if all(task.kind in kinds for task in plan.tasks):
        return plan
    kept = tuple(end for end in plan.endings if end.cause is EndCause.YEAR_OVER)
    tasks = () if len(kept) < len(plan.endings) else tuple(task for task in plan.tasks if task.kind in kinds)
    return Renewal(tasks, kept)


def _make(actor: Actor, plans: Iterable[tuple[ServingOnDay, Renewal]], day: date, now: datetime) -> int:
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


def _end(actor: Actor, causes: dict[UUID, EndCause], now: datetime) -> int:
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


def _follow_accounts(actor: Actor, people: Iterable[ServingOnDay]) -> None:
    """Let the tasks of somebody whose account was joined meanwhile be that account's."""
    users = {one.employee_id: one.user_id for one in people if one.user_id is not None}
    rows = Pact.objects.for_actor(actor).filter(employee_id__in=users, state=PactState.DUE, user__isnull=True)
    late = list(rows.only("pk", "tenant", "employee", "user"))
    for row in late:
        row.user_id = users[row.employee_id] if row.employee_id else None
    Pact.objects.for_actor(actor).bulk_update(late, ["user"], batch_size=BATCH)
