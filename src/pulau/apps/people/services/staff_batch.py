"""Adding, changing, moving and ending employees, thousands at once in a handful of queries; all or nothing.

    apply_staff_batch(
        actor=actor,
        additions=[StaffAddition(StaffDetails(nip="19850101…", name="Ani", status=EmployeeStatus.PNS), StaffPost(…))],
        changes=[StaffChange(employee_id, details=StaffDetails(…), post=None)],
        ends=[StaffEnd(employee_id, last_day)],
        now=now,
    )

The values stand in `pulau.apps.people.staffing`. Rows that change nothing are passed over, so that sending changes and
ends again is harmless (an addition is refused then: its NIP is taken). Send at most 5,000 rows in one batch.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING

from django.db import transaction

from pulau.apps.people.actions import EMPLOYEE_ADDED, EMPLOYEE_CHANGED, EMPLOYEE_ENDED, EMPLOYEE_MOVED
from pulau.apps.people.policies import KEEP_STAFF
from pulau.apps.people.selectors.staff_ground import StaffGround, staff_ground
from pulau.apps.people.services.appointing import LastAdministrator, end_appointment, withdraw_appointment
from pulau.apps.people.services.joining import join_accounts
from pulau.apps.people.services.staff_plan import StaffPlan
from pulau.apps.people.staffing import (
    BatchProblem,
    StaffAddition,
    StaffBatchDone,
    StaffBatchRefused,
    StaffChange,
    StaffEnd,
)
from pulau.core.shared.civil_service import is_nik
from pulau.foundation.journal import services as journal
from pulau.foundation.sealing import fingerprint
from pulau.foundation.tenancy.deciding import require

if TYPE_CHECKING:
    from pulau.apps.people.models import Appointment
    from pulau.core.shared.actor import Actor


@transaction.atomic
def apply_staff_batch(
    *,
    actor: Actor,
    additions: Sequence[StaffAddition] = (),
    changes: Sequence[StaffChange] = (),
    ends: Sequence[StaffEnd] = (),
    now: datetime,
) -> StaffBatchDone:
    """Take employees in, change and move them, end their service: in this order, all or nothing.

    Ending somebody's service ends the roles of their account in this agency on the same day (those that have not begun
    are taken back).
    Raises PermissionDenied, or StaffBatchRefused with what stands in the way of which row.
    """
    actor = require(actor, KEEP_STAFF)
    batch = StaffPlan(actor, _ground(actor, additions, changes, ends), now)
    batch.each("additions", additions, batch.add)
    batch.each("changes", changes, batch.change)
    batch.each("ends", ends, batch.end)
    if batch.problems:
        raise StaffBatchRefused(batch.problems)
    batch.write()
    told = (batch.added, EMPLOYEE_ADDED), (batch.changed, EMPLOYEE_CHANGED), (batch.moved, EMPLOYEE_MOVED)
    for rows, action in (*told, (batch.ended, EMPLOYEE_ENDED)):
        journal.record_many(actor, action.code, rows, now)
    if batch.added:
        join_accounts(actor=actor, employees=[employee for employee, _, _ in batch.added], now=now)
    for row, duty in batch.duties:
        try:
            _release(actor, duty, row.last_day, now)
        except LastAdministrator as fact:
            raise StaffBatchRefused([BatchProblem("ends", ends.index(row), fact)]) from fact
    lists = (batch.added, batch.changed, batch.moved, batch.ended)
    return StaffBatchDone(*([employee for employee, _, _ in rows] for rows in lists))


def _ground(
    actor: Actor, additions: Sequence[StaffAddition], changes: Sequence[StaffChange], ends: Sequence[StaffEnd]
) -> StaffGround:
    posts = [row.post for row in additions] + [row.post for row in changes if row.post]
    details = [row.details for row in additions] + [row.details for row in changes if row.details]
    ending = {row.employee_id for row in ends}
    return staff_ground(
        actor,
        employee_ids=ending | {row.employee_id for row in changes},
        unit_ids={post.unit_id for post in posts},
        nips={row.nip for row in details},
        niks={fingerprint("nik", row.nik) for row in details if row.nik and is_nik(row.nik)},
        ending=ending,
    )


def _release(actor: Actor, duty: Appointment, last_day: date, now: datetime) -> None:
    """End a role with its holder's service; one that would only begin after it is taken back."""
    if duty.since > last_day:
        withdraw_appointment(actor=actor, appointment=duty, now=now)
    else:
        end_appointment(actor=actor, appointment=duty, last_day=last_day, now=now)
