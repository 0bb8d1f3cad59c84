"""Asking for pacts by the thousand: tasks are made and ended in batches, each a transaction, as often as wanted."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Final
from uuid import UUID

from django.db import transaction

from pulau.apps.declarations.actions import PACT_REMINDED, PACTS_ASKED
from pulau.apps.declarations.asked_tasks import BATCH, held_by, one_at_a_time, open_part
from pulau.apps.declarations.heads import Whom, head_title, heading_of
from pulau.apps.declarations.models import Pact, PactState
from pulau.apps.declarations.pact_news import tell_reminded
from pulau.apps.declarations.policies import ASK_PACTS
from pulau.apps.declarations.rules import RENEWAL
from pulau.apps.declarations.selectors.pacts import gone_pacts, head_pacts, waiting_pacts
from pulau.apps.declarations.selectors.templates import approved_kinds
from pulau.apps.declarations.services.tasking import end_tasks, make_tasks
from pulau.apps.people.contract import body_heads_on, serving_batch
from pulau.core.pledging.heading import renew_head
from pulau.core.pledging.renewing import EndCause, Post, Serving, renew
from pulau.foundation.calendar import today_of
from pulau.foundation.jobs.queue import enqueue
from pulau.foundation.journal import services as journal
from pulau.foundation.tenancy.deciding import require
from pulau.foundation.tenancy.models import Tenant

if TYPE_CHECKING:
    from pulau.apps.people.contract import ServingOnDay
    from pulau.core.shared.actor import Actor

JOB: Final = "pulau.apps.declarations.tasks.ask_pacts"


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
    one_at_a_time(actor)
    people = serving_batch(actor, batch.day, batch.leading, after=batch.after, size=batch.size, unit_id=batch.unit_id)
    rows = Pact.objects.for_actor(actor).filter(employee_id__in=[one.employee_id for one in people])
    held = held_by(actor, rows, "employee_id", now)
    kinds = approved_kinds(actor)
    plans = [(one, open_part(renew(RENEWAL, _serving(one), held[one.employee_id], batch.day), kinds)) for one in people]
    endings = {end.key: end.cause for _one, plan in plans for end in plan.endings}
    ended = end_tasks(actor=actor, causes=endings, now=now)
    made = make_tasks(actor=actor, plans=plans, day=batch.day, now=now)
    _follow_accounts(actor, people)
    after = people[-1].employee_id if len(people) == batch.size else None
    return Asked(made, ended, after)


@transaction.atomic
def ask_heads(*, actor: Actor, day: date, now: datetime) -> Asked:
    """Make and end the tasks of whoever heads the whole body, by account: now, and of whoever did. Again: no change."""
    one_at_a_time(actor)
    heads = {one.user_id: one for one in body_heads_on(actor, day)}
    held = held_by(actor, head_pacts(actor), "user_id", now)
    title, kinds = head_title(actor), approved_kinds(actor)
    plans = {
        key: open_part(renew_head(RENEWAL, heading_of(title, heads.get(key)), held[key], day), kinds)
        for key in [*heads, *(key for key in held if key not in heads)]
    }
    endings = {end.key: end.cause for plan in plans.values() for end in plan.endings}
    ended = end_tasks(actor=actor, causes=endings, now=now)
    asked = [(Whom(head.user_id, head.name), plans[key]) for key, head in heads.items()]
    made = make_tasks(actor=actor, plans=asked, day=day, now=now)
    return Asked(made, ended, None)


@transaction.atomic
def end_gone(*, actor: Actor, day: date, unit_id: UUID | None = None, now: datetime) -> int:
    """End the pacts of those who serve no more, and last year's unsigned ones, at most a batch; returns how many."""
    one_at_a_time(actor)
    rows = gone_pacts(actor, day, unit_id)[:BATCH]
    causes = {
        pk: EndCause.LEFT if until is not None and until < day else EndCause.YEAR_OVER
        for pk, until in rows.values_list("pk", "employee__until")
    }
    return end_tasks(actor=actor, causes=causes, now=now)


@transaction.atomic
def remind(*, actor: Actor, unit_id: UUID | None, pact_id: UUID | None = None, now: datetime) -> Reminded:
    """Remind those of a unit (None: of the agency) who have not signed, or one of them; each once a day at most."""
    actor = require(actor, ASK_PACTS, unit_id=unit_id)
    today = today_of(actor, now)
    rows = waiting_pacts(actor, today.year, unit_id)
    if pact_id is not None:
        rows = rows.filter(pk=pact_id)
    found = rows.filter(user__isnull=False).order_by("user_id").values_list("user_id", flat=True)
    users = list(found.distinct())
    unreached = rows.filter(user__isnull=True).count()
    told = tell_reminded(actor, users, today, now)
    payload = {"told": told, "unreached": unreached, "pact": pact_id}
    journal.record(actor, PACT_REMINDED.code, Tenant(pk=actor.tenant_id), payload, now, unit_id=unit_id)
    return Reminded(told, len(users) - told, unreached)


def _serving(one: ServingOnDay) -> Serving:
    own = next((post for post in one.posts if not post.acting), None)
    post = Post(own.unit_id, own.position, own.since, own.leads) if own is not None else None
    acting = (Post(each.unit_id, each.called, each.since, each.leads) for each in one.posts if each.acting)
    return Serving(one.status, one.since, one.until, post, tuple(acting))


def _follow_accounts(actor: Actor, people: Iterable[ServingOnDay]) -> None:
    """Let the tasks of somebody whose account was joined meanwhile be that account's."""
    users = {one.employee_id: one.user_id for one in people if one.user_id is not None}
    rows = Pact.objects.for_actor(actor).filter(employee_id__in=users, state=PactState.DUE, user__isnull=True)
    late = list(rows.only("pk", "tenant", "employee", "user"))
    for row in late:
        row.user_id = users[row.employee_id] if row.employee_id else None
    Pact.objects.for_actor(actor).bulk_update(late, ["user"], batch_size=BATCH)
