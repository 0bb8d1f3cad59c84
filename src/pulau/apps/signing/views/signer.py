"""Who signs: a person for themselves, also without any duty, as a witness from outside or an employee may be."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final
from uuid import UUID

from pulau.apps.people.contract import acting
from pulau.core.shared.actor import Actor
from pulau.foundation.accounts.person import person_of

if TYPE_CHECKING:
    from django.http import HttpRequest

NOWHERE: Final = UUID(int=0)
"""No body: nothing is there, so that a person without duty reaches only what names them, wherever it is."""


def signer_of(request: HttpRequest) -> Actor:
    """Return the actor of a request; of who holds no duty, the person alone. Raises PermissionDenied for a stranger."""
    return acting(request) or Actor(person_of(request).pk, NOWHERE, "")
