"""One employee at a time: taken in, changed, moved, ended; acting posts; the account that is theirs."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime
from typing import TYPE_CHECKING
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction

from pulau.apps.agencies.contract import units_of
from pulau.apps.people.actions import ACCOUNT_LINKED, ACTING_POST_ENDED, ACTING_POST_GIVEN
from pulau.apps.people.models import Appointment, Basis, Employee, Posting
from pulau.apps.people.policies import KEEP_STAFF
from pulau.apps.people.selectors.staff_ground import staff_ground
from pulau.apps.people.services.staff_batch import apply_staff_batch
from pulau.apps.people.staffing import (
    AccountLinkedAlready,
    AccountNotFound,
    ActingPost,
    EmployeeEnded,
    EmployeeErased,
    EmployeeNotFound,
    PostNotFound,
    PostsOverlap,
    StaffAddition,
    StaffBatchRefused,
    StaffChange,
    StaffDetails,
    StaffEnd,
    StaffPost,
    echelon_typed,
)
from pulau.core.shared.conflicts import Span
from pulau.foundation.accounts.models import User
from pulau.foundation.journal import services as journal
from pulau.foundation.tenancy.deciding import require

if TYPE_CHECKING:
    from pulau.core.shared.actor import Actor


@contextmanager
def _alone() -> Iterator[None]:
    """Let a batch of one row raise what stands in the way of that row."""
    try:
        yield
    except StaffBatchRefused as refused:
        raise refused.problems[0].fact from None


@transaction.atomic
def add_employee(*, actor: Actor, addition: StaffAddition, now: datetime) -> Employee:
    """Take an employee in, with the post they begin with.

    Raises PermissionDenied, NipTaken, NikTaken, or ValidationError (by field).
    """
    with _alone():
        return apply_staff_batch(actor=actor, additions=[addition], now=now).added[0]


@transaction.atomic
def change_employee(*, actor: Actor, employee_id: UUID, details: StaffDetails, now: datetime) -> bool:
    """Put right who an employee is; return whether anything differed.

    Raises PermissionDenied, EmployeeNotFound, EmployeeErased, NipTaken, NikTaken, or ValidationError (by field).
    """
    with _alone():
        change = StaffChange(employee_id, details=details)
        return bool(apply_staff_batch(actor=actor, changes=[change], now=now).changed)


@transaction.atomic
def move_employee(*, actor: Actor, employee_id: UUID, post: StaffPost, now: datetime) -> bool:
    """Let an employee hold another post from a day on; the post until then ends the day before.

    A post from the very day on which the present one began puts that one right. Returns whether anything differed.
    Raises PermissionDenied, EmployeeNotFound, EmployeeErased, EmployeeEnded, PostsOverlap, DayNotYet, or
    ValidationError (by field).
    """
    with _alone():
        return bool(apply_staff_batch(actor=actor, changes=[StaffChange(employee_id, post=post)], now=now).moved)


@transaction.atomic
def end_employee(*, actor: Actor, employee_id: UUID, last_day: date, now: datetime) -> bool:
    """End an employee's service after a day: their posts, and the roles of their account in this agency, end too.

    Told again with another day, it puts the last day right; roles that ended stay ended. Returns whether it differed.
    Raises PermissionDenied, EmployeeNotFound, EmployeeErased, BeginsLater, LastAdministrator,
    ValidationError at `last_day`.
    """
    with _alone():
        return bool(apply_staff_batch(actor=actor, ends=[StaffEnd(employee_id, last_day)], now=now).ended)


@transaction.atomic
def give_acting_post(*, actor: Actor, employee_id: UUID, acting: ActingPost, now: datetime) -> Posting:
    """Let an employee stand in for a post (Plh., Plt.) until a day.

    Raises PermissionDenied, EmployeeNotFound, EmployeeErased, EmployeeEnded, PostNotFound (the post that is acted for),
    PostsOverlap (the employee holds this post at that time already), or ValidationError (by field).
    """
    actor = require(actor, KEEP_STAFF)
    ground = staff_ground(actor, employee_ids={employee_id})
    employee = _present(ground.employees.get(employee_id), employee_id)
    _check_time(employee, acting)
    posting = _acting(actor, employee, acting)
    span = Span(acting.since, acting.until)
    for held in ground.posts[employee_id]:
        same = held.unit_id == posting.unit_id and held.position.casefold() == posting.position.casefold()
        if same and span.meets(Span(held.since, held.until)):
            raise PostsOverlap(held.since)
    posting.save(force_insert=True)
    payload = {
        "employee": employee_id, "basis": posting.basis, "echelon": posting.echelon or None,
        "since": acting.since, "until": acting.until, "post": acting.instead_of,
    }  # fmt: skip
    journal.record(actor, ACTING_POST_GIVEN.code, posting, payload, now, unit_id=posting.unit_id)
    return posting


def _present(employee: Employee | None, employee_id: UUID) -> Employee:
    if employee is None:
        raise EmployeeNotFound(employee_id)
    if employee.erased_at is not None:
        raise EmployeeErased
    return employee


def _check_time(employee: Employee, acting: ActingPost) -> None:
    if acting.basis not in {Basis.PLH, Basis.PLT}:
        raise ValidationError({"basis": "an acting post is Plh. or Plt."})
    if acting.until < acting.since:
        raise ValidationError({"until": "before the first day"})
    if acting.since < employee.since:
        raise ValidationError({"since": "before the employee's first day"})
    if employee.until is not None and acting.until > employee.until:
        raise EmployeeEnded(employee.until)


def _acting(actor: Actor, employee: Employee, acting: ActingPost) -> Posting:
    """Return the post as it will be: of the unit and position told, or those of the post that is acted for."""
    unit_id, position, echelon = acting.unit_id, acting.position.strip(), echelon_typed(acting.echelon)
    if acting.instead_of is not None:
        others = Posting.objects.for_actor(actor).filter(basis=Basis.DEFINITIVE).exclude(employee=employee)
        held = others.filter(pk=acting.instead_of).first()
        if held is None or not Span(held.since, held.until).covers(acting.since):
            raise PostNotFound(acting.instead_of)
        unit_id, position, echelon = held.unit_id, held.position, held.echelon
    unit = units_of(actor).filter(pk=unit_id).first() if unit_id else None
    if unit is None or not unit.exists_on(acting.since):
        raise ValidationError({"unit": "no such unit on that day"})
    if not position:
        raise ValidationError({"position": "an acting post has a name"})
    posting = Posting(
        tenant_id=actor.tenant_id, employee=employee, unit_id=unit.pk, position=position, echelon=echelon,
        grade=employee.grade, basis=acting.basis, since=acting.since, until=acting.until,
        document=acting.document.strip(),
    )  # fmt: skip
    posting.full_clean(exclude=["tenant", "employee", "unit"], validate_unique=False, validate_constraints=False)
    return posting


@transaction.atomic
def end_acting_post(*, actor: Actor, posting_id: UUID, last_day: date, now: datetime) -> Posting:
    """End an acting post before its day, when whom it stands in for is back.

    Raises PermissionDenied, PostNotFound (also of a definitive post), or ValidationError at `last_day`.
    """
    actor = require(actor, KEEP_STAFF)
    acting = Posting.objects.for_actor(actor).exclude(basis=Basis.DEFINITIVE)
    posting: Posting | None = acting.select_for_update().filter(pk=posting_id).first()
    if posting is None:
        raise PostNotFound(posting_id)
    if last_day < posting.since or (posting.until is not None and last_day > posting.until):
        raise ValidationError({"last_day": "outside its time"})
    payload = journal.changed({"until": posting.until}, {"until": last_day}) | {"employee": posting.employee_id}
    posting.until = last_day
    posting.save(update_fields=["until"])
    journal.record(actor, ACTING_POST_ENDED.code, posting, payload, now, unit_id=posting.unit_id)
    return posting


@transaction.atomic
def link_account(*, actor: Actor, employee_id: UUID, user_id: UUID | None, now: datetime) -> Employee:
    """Say which account is an employee's; None takes the link away.

    An account is known to an agency by a duty there (past ones too), or by the employee's own NIP or address; any other
    is not found, so that nobody tries out ids. Set-up links whom it likes.
    Raises PermissionDenied, EmployeeNotFound, EmployeeErased, AccountNotFound, AccountLinkedAlready.
    """
    actor = require(actor, KEEP_STAFF)
    ground = staff_ground(actor, employee_ids={employee_id})
    employee = _present(ground.employees.get(employee_id), employee_id)
    if employee.user_id == user_id:
        return employee
    if user_id is not None:
        _check_account(actor, employee, user_id)
    payload = journal.changed({"user": employee.user_id}, {"user": user_id})
    employee.user_id = user_id
    employee.save(update_fields=["user"])
    journal.record(actor, ACCOUNT_LINKED.code, employee, payload, now, unit_id=employee.unit_id)
    return employee


def _check_account(actor: Actor, employee: Employee, user_id: UUID) -> None:
    user = User.objects.filter(pk=user_id).first()
    if user is None or not (actor.user_id is None or _known_here(actor, employee, user)):
        raise AccountNotFound(user_id)
    others = Employee.objects.for_actor(actor).filter(user_id=user_id)
    if employee.user_id is not None or others.exists():
        raise AccountLinkedAlready(user_id)


def _known_here(actor: Actor, employee: Employee, user: User) -> bool:
    same = user.nip == employee.nip or (bool(employee.email) and user.email == employee.email.lower())
    return same or Appointment.objects.for_actor(actor).filter(user=user).exists()
