"""The page for who may not open an address (403)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from pulau.apps.people.acting import acting
from pulau.foundation.tenancy.policy import public
from pulau.foundation.ui.views import render_error

if TYPE_CHECKING:
    from django.core.exceptions import PermissionDenied


@public
def refused(request: HttpRequest, exception: PermissionDenied) -> HttpResponse:  # noqa: ARG001 - Django names it so
    """Say so; who has signed in and holds no duty anywhere is told what that means, and whom to ask."""
    without_duty = hasattr(request, "user") and request.user.is_authenticated and acting(request) is None
    if without_duty:
        return render(request, "people/no_duty.html", status=403)
    return render_error(request, 403)
