"""Reading what people asked about their data, whom a body keeps data of, and what bars an erasure."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any, Final
from uuid import UUID

from django.db.models import Case, CharField, Q, Value, When
from django.http import Http404

from pulau.apps.people.models import (
    Appointment,
    DataRequest,
    Employee,
    Interest,
    LegalHold,
    OutsidePerson,
)
from pulau.apps.people.models.staff import RequestState
from pulau.apps.people.policies import ANSWER_DATA_REQUESTS
from pulau.foundation.registry.personal_data import ErasureBar, Person, erasure_bars
from pulau.foundation.tenancy.days import covering, not_over
from pulau.foundation.tenancy.deciding import allowed

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from pulau.core.shared.actor import Actor
    from pulau.foundation.accounts.models import User
    from pulau.foundation.tenancy.scope import ScopedQuerySet

_KINDS: Final = ("employee", "outsider")


class DataRequestNotFound(Http404):
    """There is no such request, or it is not the actor's to answer."""


def bodies_of(user_id: UUID) -> list[tuple[UUID, str]]:
    """Return the bodies (id, name) that keep something of a person, by name, in one query."""
    owned: list[Any] = [Appointment, Employee, OutsidePerson, Interest, DataRequest]
    found = [model.objects.own(user_id).order_by().values_list("tenant_id", "tenant__name") for model in owned]
    return sorted(found[0].union(*found[1:]), key=lambda pair: pair[1])


def person_in(tenant_id: UUID, user: User) -> Person:
    """Return a person with an account as a body knows them."""
    found = [
        rows.order_by().annotate(what=Value(kind, output_field=CharField())).values_list("what", "pk")
        for kind, rows in zip(
            _KINDS,
            (
                Employee.objects.for_tenant(tenant_id).filter(user_id=user.pk),
                OutsidePerson.objects.for_tenant(tenant_id).filter(user_id=user.pk),
            ),
            strict=True,
        )
    ]
    ids: dict[str, set[UUID]] = {kind: set() for kind in _KINDS}
    for kind, pk in found[0].union(found[1]):
        ids[kind].add(pk if isinstance(pk, UUID) else UUID(str(pk)))
    return Person(user.pk, frozenset(ids["employee"]), frozenset(ids["outsider"]), frozenset({user.email}))


def requests_of_person(user_id: UUID) -> QuerySet[DataRequest]:
    """Return what a person asked, in whatever body, newest first."""
    return DataRequest.objects.own(user_id).select_related("tenant").order_by("-requested_at", "id")


def requests_to_answer(actor: Actor, words: str = "", state: str = "") -> ScopedQuerySet[DataRequest]:
    """Return the requests put to the actor's agency: those that wait first, by their due day."""
    rows = DataRequest.objects.for_actor(actor).select_related("user")
    if words:
        rows = rows.filter(user__full_name__icontains=words)
    if state:
        return rows.filter(state=state).order_by("due", "requested_at", "id")
    waits = Case(When(state=RequestState.OPEN, then=0), default=1)
    return rows.order_by(waits, "due", "requested_at", "id")


def get_request_for(actor: Actor, request_id: UUID, *, lock: bool = False) -> DataRequest:
    """Return a request that the actor may answer. Raises DataRequestNotFound."""
    rows = DataRequest.objects.for_actor(actor).filter(pk=request_id)
    row: DataRequest | None = (rows.select_for_update() if lock else rows.select_related("user")).first()
    if row is None or not allowed(actor, ANSWER_DATA_REQUESTS):
        raise DataRequestNotFound
    return row


def holds_on(person: Person, tenant_id: UUID, day: date | None = None) -> ScopedQuerySet[LegalHold]:
    """Return the legal holds on a person in a body; with `day`, those that lie on it."""
    on = Q(employee_id__in=person.employees) | Q(outsider_id__in=person.outsiders)
    if person.user_id is not None:
        on |= Q(user_id=person.user_id)
    rows = LegalHold.objects.for_tenant(tenant_id).filter(on)
    return rows if day is None else rows.filter(covering(day))


def bars_to_erasing(person: Person, tenant_id: UUID, day: date) -> list[ErasureBar]:
    """Return why a person cannot be erased in a body on a day; nothing where they can."""
    return [bar for bar in erasure_bars if bar.bars(person, tenant_id, day)]


def leaves_for_good(user_id: UUID, tenant_id: UUID, day: date) -> bool:
    """Whether no other body keeps a person: no duty that goes on, no record that was not erased."""
    going = not_over(day)
    if Appointment.objects.own(user_id).filter(going).exists():
        return False
    records: list[Any] = [Employee, OutsidePerson]
    kept = Q(erased_at__isnull=True) & ~Q(tenant_id=tenant_id)
    return not any(model.objects.own(user_id).filter(kept).exists() for model in records)


def _holds_a_duty(person: Person, tenant_id: UUID, day: date) -> bool:
    going = not_over(day)
    return (
        person.user_id is not None
        and Appointment.objects.for_tenant(tenant_id).filter(going, user_id=person.user_id).exists()
    )


def _is_employed(person: Person, tenant_id: UUID, day: date) -> bool:
    going = not_over(day) & Q(erased_at__isnull=True)
    return Employee.objects.for_tenant(tenant_id).filter(going, pk__in=person.employees).exists()


def _cooperates(person: Person, tenant_id: UUID, day: date) -> bool:
    going = not_over(day) & Q(erased_at__isnull=True)
    return OutsidePerson.objects.for_tenant(tenant_id).filter(going, pk__in=person.outsiders).exists()


def _is_held(person: Person, tenant_id: UUID, day: date) -> bool:
    return holds_on(person, tenant_id, day).exists()


BARS: Final = (
    ErasureBar(
        "people.duty",
        "Masih memegang peran di instansi ini. Akhiri penugasannya lebih dahulu.",
        "Still holds a duty in this agency. End it first.",
        _holds_a_duty,
    ),
    ErasureBar(
        "people.employed",
        "Masih tercatat bekerja di instansi ini.",
        "Is still employed by this agency.",
        _is_employed,
    ),
    ErasureBar(
        "people.cooperates",
        "Masih tercatat bekerja sama dengan instansi ini.",
        "Is still noted as working with this agency.",
        _cooperates,
    ),
    ErasureBar(
        "people.hold",
        "Ada penahanan hukum: datanya tidak boleh dihapus sampai penahanan itu berakhir.",
        "A legal hold lies on the data: nothing may be erased until it ends.",
        _is_held,
    ),
)
