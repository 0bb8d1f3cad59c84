"""Ending the tour of first steps."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from pulau.apps.people.contract import actor_of, acts
from pulau.apps.worksheets.services.tour import end_tour
from pulau.foundation.tenancy.policy import requires


@requires(acts)
@never_cache
@require_POST
def end(request: HttpRequest) -> HttpResponse:
    """Keep that the person finished or skipped the tour, and go on where they were (`next`, a page of this site)."""
    end_tour(actor=actor_of(request), now=timezone.now())
    target = request.POST.get("next", "")
    if not (target.startswith("/") and url_has_allowed_host_and_scheme(target, allowed_hosts=None)):
        target = reverse("worksheets:worksheets")
    return HttpResponseRedirect(target, status=303)
