"""What other apps may use of people."""

from __future__ import annotations

from pulau.apps.people.acting import BearerToken, acting, actor_of, acts, held_by
from pulau.apps.people.models import Role
from pulau.apps.people.selectors import actors_around, people_of_unit, tokens_of
from pulau.apps.people.services.appointing import Wish, appoint, end_appointment
from pulau.apps.people.services.tokens import Issued, TokenNotFound, issue_token, revoke_token

__all__ = [
    "BearerToken",
    "Issued",
    "Role",
    "TokenNotFound",
    "Wish",
    "acting",
    "actor_of",
    "actors_around",
    "acts",
    "appoint",
    "end_appointment",
    "held_by",
    "issue_token",
    "people_of_unit",
    "revoke_token",
    "tokens_of",
]
