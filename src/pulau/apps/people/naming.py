"""What people, roles and duties are called, for the parts below (the journal)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from django.db.models import Q

from pulau.apps.people.models import Appointment, Employee, OutsidePerson, Role
from pulau.foundation.accounts.models import User
from pulau.foundation.registry.subjects import Subjects

if TYPE_CHECKING:
    from collections.abc import Collection

    from pulau.core.shared.actor import Actor

MOST_FOUND: Final = 100


def _roles(_actor: Actor, codes: Collection[str]) -> dict[str, str]:
    return {role.value: str(role.label) for role in Role if role.value in codes}


def _users(_actor: Actor, ids: Collection[str]) -> dict[str, str]:
    # Accounts belong to no body; the ids come from rows of the actor's own.
    rows = User.objects.filter(pk__in=ids).order_by()
    return {str(pk): name for pk, name in rows.values_list("pk", "full_name")}


def _found_users(actor: Actor, words: str) -> list[str]:
    """Find people of the actor's agency only: whoever holds or held a duty there, or is employed there."""
    named = Q(user__full_name__icontains=words) | Q(user__email__iexact=words)
    duties = Appointment.objects.for_actor(actor).filter(named).order_by().values_list("user_id", flat=True).distinct()
    found = {str(user_id) for user_id in duties[:MOST_FOUND]}
    staff = Employee.objects.for_actor(actor).filter(named).order_by().values_list("user_id", flat=True)
    return sorted(found | {str(user_id) for user_id in staff[:MOST_FOUND]})[:MOST_FOUND]


def _employees(actor: Actor, ids: Collection[str]) -> dict[str, str]:
    rows = Employee.objects.for_actor(actor).filter(pk__in=ids).order_by()
    return {str(pk): name for pk, name in rows.values_list("pk", "name")}


def _outsiders(actor: Actor, ids: Collection[str]) -> dict[str, str]:
    rows = OutsidePerson.objects.for_actor(actor).filter(pk__in=ids).order_by()
    return {str(pk): name for pk, name in rows.values_list("pk", "name")}


def _appointments(actor: Actor, ids: Collection[str]) -> dict[str, str]:
    rows = Appointment.objects.for_actor(actor).filter(pk__in=ids).order_by().select_related("user")
    return {str(row.pk): f"{row.user.full_name}, {row.get_role_display()}" for row in rows}


SUBJECTS: Final = (
    Subjects("role", "Peran", "Role", _roles, keys=frozenset({"role"})),
    Subjects(
        *("accounts.user", "Akun", "Account", _users, _found_users),
        keys=frozenset({"user", "users", "for", "mentions", "on_behalf_of"}),
        personal=True,
    ),
    Subjects("people.employee", "Pegawai", "Employee", _employees, keys=frozenset({"employee"}), personal=True),
    Subjects(
        "people.outsideperson",
        "Orang dari luar",
        "Outside person",
        _outsiders,
        keys=frozenset({"outsider"}),
        personal=True,
    ),
    Subjects("people.appointment", "Penugasan", "Appointment", _appointments, personal=True),
    Subjects("people.posting", "Jabatan", "Post"),
    Subjects("people.interest", "Pernyataan kepentingan", "Declared interest"),
    Subjects("people.invitation", "Undangan", "Invitation"),
    Subjects("people.apitoken", "Token API", "API token"),
    Subjects("people.datarequest", "Permintaan data pribadi", "Request about personal data"),
)
