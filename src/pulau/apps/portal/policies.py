"""Who is shown what of the portal: its pages are for everybody."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pulau.core.shared import roles
from pulau.foundation.tenancy.acting import requesting_actor

if TYPE_CHECKING:
    from django.http import HttpRequest


def is_companion(request: HttpRequest) -> bool:
    """Whether a companion has signed in: their navigation leads to the monitor."""
    actor = requesting_actor(request)
    return actor is not None and any(held.role == roles.COMPANION for held in actor.appointments)
