"""How the installation is (`/kesehatan`), for its operator."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from pulau.apps.people.health import health
from pulau.apps.people.policies import SEE_HEALTH
from pulau.foundation.registry.health_parts import health_parts
from pulau.foundation.tenancy.deciding import may
from pulau.foundation.tenancy.policy import requires


@requires(may(SEE_HEALTH))
@never_cache
@require_safe
def page(request: HttpRequest) -> HttpResponse:
    """Show states and figures of the installation; nothing of what is in it."""
    parts = [(part, part.lines()) for part in health_parts]
    return render(request, "people/health.html", {"health": health(), "parts": parts})
