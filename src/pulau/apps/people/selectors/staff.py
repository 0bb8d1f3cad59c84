"""Reading employees: unit heads those of their unit, administrator and agency head all of the agency."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet

from pulau.apps.people.models import Appointment, Basis, Employee, EmployeeStatus, OutsidePerson, Posting
from pulau.apps.people.policies import KEEP_STAFF, SEE_APPOINTMENTS, SEE_STAFF
from pulau.apps.people.staffing import EmployeeNotFound, PostNotFound
from pulau.core.shared.civil_service import NIP_LENGTH, digits_of, echelon_rank, is_nik, masked
from pulau.core.shared.permissions import reach
from pulau.foundation.accounts.models import User
from pulau.foundation.sealing import fingerprint
from pulau.foundation.tenancy.days import covering, not_over
from pulau.foundation.tenancy.deciding import allowed

if TYPE_CHECKING:
    from pulau.core.shared.actor import Actor
    from pulau.foundation.tenancy.scope import ScopedQuerySet


class Term(StrEnum):
    """Whether employees are wanted who serve, who no longer do, or both."""

    SERVING = "bertugas"
    ENDED = "berakhir"
    ALL = "semua"


@dataclass(frozen=True, slots=True)
class StaffSearch:
    """What is looked for: part of a name, the beginning of a NIP, or (by who keeps employees) a whole NIK."""

    words: str = ""
    unit_id: UUID | None = None
    status: EmployeeStatus | None = None
    term: Term = Term.SERVING


def staff_of(actor: Actor) -> ScopedQuerySet[Employee]:
    """Return the employees that the actor may see, by name, without their sealed NIK."""
    seen = reach(actor, SEE_STAFF)
    rows = Employee.objects.for_actor(actor).defer("nik")
    return rows if seen.everything else rows.filter(unit_id__in=seen.units)


def find_staff(actor: Actor, wanted: StaffSearch, day: date) -> QuerySet[Employee]:
    """Return those of the employees the actor may see who fit, by name, each with its unit."""
    rows = staff_of(actor).select_related("unit").order_by("name", "nip")
    if wanted.unit_id is not None:
        rows = rows.filter(unit_id=wanted.unit_id)
    if wanted.status is not None:
        rows = rows.filter(status=wanted.status)
    if wanted.term is Term.SERVING:
        rows = rows.filter(not_over(day))
    elif wanted.term is Term.ENDED:
        rows = rows.filter(until__lt=day)
    return rows.filter(_named(actor, wanted.words)) if wanted.words else rows


def _named(actor: Actor, words: str) -> Q:
    digits = digits_of(words)
    if not (digits.isascii() and digits.isdigit()):
        return Q(name__icontains=words)
    fits = Q(nip__startswith=digits[:NIP_LENGTH])
    if is_nik(digits) and allowed(actor, KEEP_STAFF):
        fits |= Q(nik_digest=fingerprint("nik", digits))
    return fits


def get_employee_for(actor: Actor, employee_id: UUID) -> Employee:
    """Return an employee whom the actor may see, with unit and account. Raises EmployeeNotFound (404)."""
    employee = staff_of(actor).select_related("unit", "user").filter(pk=employee_id).first()
    if employee is None:
        raise EmployeeNotFound(employee_id)
    return employee


def masked_nik(actor: Actor, employee: Employee) -> str | None:
    """Return the NIK with all but its last four digits hidden, for who keeps employees; "" for none, None for others.

    It is told nowhere in full.
    """
    if not allowed(actor, KEEP_STAFF, unit_id=employee.unit_id):
        return None
    if not employee.nik_digest:
        return ""
    sealed = Employee.objects.for_actor(actor).filter(pk=employee.pk).values_list("nik", flat=True).first()
    return masked(sealed or "")


def postings_of(actor: Actor, employee: Employee) -> list[Posting]:
    """Return the posts of an employee whom the actor may see, the newest first, each with its unit."""
    return list(Posting.objects.for_actor(actor).filter(employee=employee).select_related("unit"))


def post_held_by(actor: Actor, nip: str, day: date) -> Posting | None:
    """Return the definitive post that the employee with this NIP holds on a day."""
    rows = Posting.objects.for_actor(actor).filter(covering(day), employee__nip=nip, basis=Basis.DEFINITIVE)
    return rows.first()


def employees_of_unit(actor: Actor, unit_id: UUID, day: date) -> QuerySet[Employee]:
    """Return who has a definitive post in a unit of the actor's agency on a day, by name, as they are now.

    Who may be shown them is for the caller to ask.
    """
    posts = Posting.objects.for_actor(actor).filter(
        covering(day), unit_id=unit_id, basis=Basis.DEFINITIVE, employee_id=OuterRef("pk")
    )
    return Employee.objects.for_actor(actor).defer("nik").filter(Exists(posts))


def posts_on(actor: Actor, day: date) -> ScopedQuerySet[Posting]:
    """Return the definitive posts that are held in the actor's agency on a day: an employee serves where theirs is.

    For counts by unit; who may be shown the people is for the caller to ask.
    """
    return Posting.objects.for_actor(actor).filter(covering(day), basis=Basis.DEFINITIVE).order_by()


def employees_on(actor: Actor, day: date) -> QuerySet[Employee]:
    """Return who serves in the actor's agency on a day, by name. Who may be shown them is for the caller to ask."""
    return Employee.objects.for_actor(actor).defer("nik").filter(covering(day))


def outsiders_on(actor: Actor, day: date) -> QuerySet[OutsidePerson]:
    """Return the people from outside whom the actor's agency works with on a day, by name. The caller asks who may."""
    return OutsidePerson.objects.for_actor(actor).filter(covering(day), erased_at__isnull=True)


def employee_of_user(actor: Actor, user_id: UUID) -> Employee | None:
    """Return the employee of the actor's agency whose account it is, or None."""
    return Employee.objects.for_actor(actor).defer("nik").filter(user_id=user_id).order_by("-since").first()


@dataclass(frozen=True, slots=True)
class UnitHead:
    """Who leads a unit on a day, by which post; `acting` where they stand in (Plh., Plt.)."""

    employee: Employee
    posting: Posting

    @property
    def acting(self) -> bool:
        """Whether they stand in for the post."""
        return self.posting.basis != Basis.DEFINITIVE


def head_of(actor: Actor, unit_id: UUID, day: date) -> UnitHead | None:
    """Return who leads a unit of the actor's agency on a day: the post of the highest echelon there.

    Who acts in that post comes before who holds it, since a Plh. is named where the holder is away; of several who act,
    the one who began last. None where the unit has no structural post on that day.
    """
    rows = Posting.objects.for_actor(actor).filter(covering(day), unit_id=unit_id).exclude(echelon="")
    posts = sorted(
        rows.select_related("employee").defer("employee__nik"),
        key=lambda post: (echelon_rank(post.echelon), post.basis == Basis.DEFINITIVE, -post.since.toordinal()),
    )
    return UnitHead(posts[0].employee, posts[0]) if posts else None


def staff_count(actor: Actor, day: date, unit_id: UUID | None = None) -> int:
    """Return how many employees serve in the actor's agency on a day, or (by their posts) in one unit of it."""
    if unit_id is not None:
        return employees_of_unit(actor, unit_id, day).count()
    return Employee.objects.for_actor(actor).filter(covering(day)).count()


def get_acting_post_for(actor: Actor, posting_id: UUID) -> Posting:
    """Return an acting post of an employee whom the actor may see, with unit and employee. Raises PostNotFound."""
    rows = Posting.objects.for_actor(actor).exclude(basis=Basis.DEFINITIVE).defer("employee__nik")
    seen = staff_of(actor).order_by().values("pk")
    found: Posting | None = rows.select_related("unit", "employee").filter(pk=posting_id, employee__in=seen).first()
    if found is None:
        raise PostNotFound(posting_id)
    return found


def duties_shown(actor: Actor, employee: Employee, day: date) -> list[Appointment] | None:
    """Return the roles that an employee's account holds on a day, as far as the actor may see roles; None: may not."""
    seen = reach(actor, SEE_APPOINTMENTS)
    if not seen:
        return None
    if employee.user_id is None:
        return []
    rows = Appointment.objects.for_actor(actor).filter(covering(day), user_id=employee.user_id).select_related("unit")
    return list(rows if seen.everything else rows.filter(unit_id__in=seen.units))


def user_to_sign_out(actor: Actor, employee: Employee, day: date) -> User | None:
    """Return the account of an employee that the agency may sign out on a day, or None: it holds a duty there."""
    if employee.user_id is None or employee.erased_at is not None:
        return None
    duties = Appointment.objects.for_actor(actor).filter(covering(day), user_id=employee.user_id)
    return employee.user if duties.exists() else None
