"""Who asks for what is theirs, in whatever body, also when they hold no duty any more."""

from __future__ import annotations

from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest


def asker(request: HttpRequest) -> UUID:
    """Return the id of who has signed in. Raises PermissionDenied."""
    if not request.user.is_authenticated:
        raise PermissionDenied
    return request.user.pk
