"""How the public log stands (`/log`), for everybody; it answers also while the database does not."""

from __future__ import annotations

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from pulau.apps.transparency.public_status import log_status
from pulau.foundation.tenancy.policy import public


@public
@never_cache
@require_safe
def page(request: HttpRequest) -> HttpResponse:
    """Show what the log is, how it stands, who witnesses it, and how anybody checks it."""
    status = log_status(timezone.now())
    context: dict[str, object] = {"status": status, "address": f"{settings.PUBLIC_URL}/log"}
    if status.away:  # then nobody is looked up either
        request.user = AnonymousUser()
        context |= {"user": None, "messages": ()}
    return render(request, "transparency/status.html", context)
