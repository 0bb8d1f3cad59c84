"""Joining employees who are taken in to accounts known here already: lists come in after the first accounts."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import Q

from pulau.apps.people.actions import ACCOUNT_LINKED
from pulau.apps.people.models import Appointment, Employee
from pulau.apps.people.policies import KEEP_STAFF
from pulau.foundation.accounts.models import User
from pulau.foundation.journal import services as journal
from pulau.foundation.tenancy.deciding import require

if TYPE_CHECKING:
    from uuid import UUID

    from pulau.core.shared.actor import Actor


@transaction.atomic
def join_accounts(*, actor: Actor, employees: Sequence[Employee], now: datetime) -> int:
    """Make an account that of the one employee who has its number or address, where it holds a duty in the agency.

    Its roles then end with the service. Returns how many were joined. Raises PermissionDenied.
    """
    actor = require(actor, KEEP_STAFF)
    by_nip = {row.nip: row for row in employees}
    by_email: dict[str, list[Employee]] = defaultdict(list)
    for row in employees:
        if row.email:
            by_email[row.email.lower()].append(row)
    joined: dict[UUID, Employee] = {}
    for user in _known_here(actor, list(by_nip), list(by_email)):
        fitting = {row.pk: row for row in by_email.get(user.email, [])}
        if user.nip in by_nip:
            fitting = {by_nip[user.nip].pk: by_nip[user.nip]}
        if len(fitting) == 1 and not joined.keys() & fitting.keys():
            row = next(iter(fitting.values()))
            row.user_id = user.pk
            joined[row.pk] = row
    Employee.objects.for_actor(actor).bulk_update(joined.values(), ["user"])
    told = [(row, journal.changed({"user": None}, {"user": row.user_id}), row.unit_id) for row in joined.values()]
    journal.record_many(actor, ACCOUNT_LINKED.code, told, now)
    return len(joined)


def _known_here(actor: Actor, nips: list[str], emails: list[str]) -> list[User]:
    """Return the accounts with one of these numbers or addresses that hold a duty here and are no employee's yet."""
    duties = Appointment.objects.for_actor(actor).order_by().values("user_id")
    taken = Employee.objects.for_actor(actor).filter(user__isnull=False).order_by().values("user_id")
    same = Q(nip__in=nips) | Q(email__in=emails)
    return list(User.objects.filter(same, is_active=True, pk__in=duties).exclude(pk__in=taken).order_by("pk"))
