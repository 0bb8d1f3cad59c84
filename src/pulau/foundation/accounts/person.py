"""The person of a request that its policy let in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied

from pulau.foundation.accounts.models import User

if TYPE_CHECKING:
    from django.http import HttpRequest


def person_of(request: HttpRequest) -> User:
    """Return who has signed in. Raises PermissionDenied for a stranger, whom `@requires(signed_in)` keeps out."""
    if not isinstance(request.user, User):
        raise PermissionDenied
    return request.user
