"""What other apps may use of people."""

from __future__ import annotations

from pulau.apps.people.acting import BearerToken, acting, actor_of, acts, held_by
from pulau.apps.people.models import Role
from pulau.apps.people.selectors import actors_around, people_of_unit, tokens_of
from pulau.apps.people.selectors.staff import UnitHead, employee_of_user, employees_of_unit, head_of, staff_count
from pulau.apps.people.services.appointing import Wish, appoint, end_appointment
from pulau.apps.people.services.tokens import Issued, TokenNotFound, issue_token, revoke_token

__all__ = [
    "BearerToken",
    "Issued",
    "Role",
    "TokenNotFound",
    "UnitHead",
    "Wish",
    "acting",
    "actor_of",
    "actors_around",
    "acts",
    "appoint",
    "employee_of_user",
    "employees_of_unit",
    "end_appointment",
    "head_of",
    "held_by",
    "issue_token",
    "people_of_unit",
    "revoke_token",
    "staff_count",
    "tokens_of",
]
