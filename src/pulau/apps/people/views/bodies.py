"""For which body a person works now, where they hold duties in several."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from pulau.apps.people.acting import TENANT_KEY, actor_of, acts, held_by
from pulau.foundation.tenancy.policy import requires


def of_several(request: HttpRequest) -> bool:
    """Whether the person holds duties in more than one body."""
    return len({row.tenant_id for row in held_by(request)}) > 1 if request.user.is_authenticated else False


@requires(acts)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def bodies(request: HttpRequest) -> HttpResponse:
    """List the bodies in which the person holds duties today; a press makes one of them the one they work for."""
    tenants = {row.tenant_id: row.tenant for row in held_by(request)}
    if request.method == "POST":
        chosen = next((key for key in tenants if str(key) == request.POST.get("instansi")), None)
        if chosen is not None:
            request.session[TENANT_KEY] = str(chosen)
            return HttpResponseRedirect("/lke", status=303)
    context = {"tenants": tenants.values(), "current": actor_of(request).tenant_id}
    return render(request, "people/bodies.html", context, status=422 if request.method == "POST" else 200)
