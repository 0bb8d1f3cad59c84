"""What must be known before employees are added, changed or ended: read once for however many, and locked."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from typing import TYPE_CHECKING
from uuid import UUID

from django.db.models import Q

from pulau.apps.agencies.contract import units_of
from pulau.apps.people.models import Appointment, Employee, Posting

if TYPE_CHECKING:
    from pulau.apps.agencies.contract import WorkUnit
    from pulau.core.shared.actor import Actor


@dataclass(frozen=True, slots=True)
class StaffGround:
    """The employees by id, their posts (oldest first), the agency's units asked for, and who has which number.

    `nips` and `niks` (by digest) name the employee who has the number; `duties` are the appointments of an account.
    """

    employees: dict[UUID, Employee]
    posts: dict[UUID, list[Posting]]
    units: dict[UUID, WorkUnit]
    nips: dict[str, UUID]
    niks: dict[str, UUID]
    duties: dict[UUID, list[Appointment]]


def staff_ground(
    actor: Actor,
    *,
    employee_ids: Collection[UUID] = (),
    unit_ids: Collection[UUID] = (),
    nips: Collection[str] = (),
    niks: Collection[str] = (),
    ending: Collection[UUID] = (),
) -> StaffGround:
    """Read it in at most six queries; employees stay locked until the transaction ends, without their sealed NIK."""
    staff = Employee.objects.for_actor(actor)
    locked = staff.filter(pk__in=employee_ids).select_for_update().defer("nik").order_by("pk")
    employees = {row.pk: row for row in locked} if employee_ids else {}
    posts: dict[UUID, list[Posting]] = defaultdict(list)
    if employees:
        for post in Posting.objects.for_actor(actor).filter(employee_id__in=employees).order_by("since", "id"):
            posts[post.employee_id].append(post)
    found = staff.filter(Q(nip__in=nips) | Q(nik_digest__in=niks)).order_by() if nips or niks else staff.none()
    numbers = list(found.values_list("nip", "nik_digest", "pk"))
    users = {row.user_id for key, row in employees.items() if key in ending and row.user_id}
    duties: dict[UUID, list[Appointment]] = defaultdict(list)
    if users:
        for duty in Appointment.objects.for_actor(actor).filter(user_id__in=users).select_for_update():
            duties[duty.user_id].append(duty)
    return StaffGround(
        employees=employees,
        posts=posts,
        units={row.pk: row for row in units_of(actor).filter(pk__in=unit_ids)} if unit_ids else {},
        nips={nip: key for nip, _, key in numbers},
        niks={digest: key for _, digest, key in numbers if digest},
        duties=duties,
    )
