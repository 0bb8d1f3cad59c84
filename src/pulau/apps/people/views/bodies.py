"""For which body a person works now: those in which they hold duties, and those that a grant of theirs reaches."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from pulau.apps.agencies.contract import agency_of
from pulau.apps.people.acting import acting, actor_of, acts, enter_body, held_by
from pulau.apps.people.selectors.visits import grants_among, is_guest, visitable
from pulau.foundation.tenancy.policy import requires
from pulau.foundation.ui.lists import asked_for, paged
from pulau.foundation.ui.strip import Strip


def of_several(request: HttpRequest) -> bool:
    """Whether the person may work for more than one body, by duties there or by a grant."""
    if not request.user.is_authenticated:
        return False
    held = held_by(request)
    return len({row.tenant_id for row in held}) > 1 or bool(grants_among(held))


def guest_strip(request: HttpRequest) -> Strip | None:
    """Return what every page tells a guest: in which body they are, and how to leave; None for everybody else."""
    if not hasattr(request, "user") or not request.user.is_authenticated or not grants_among(held_by(request)):
        return None
    actor = acting(request)
    if actor is None or not is_guest(actor, held_by(request)):
        return None
    agency = agency_of(actor)
    words = _("Anda bertamu di %(agency)s. Yang dapat dibuka hanya yang boleh dilihat tamu.")
    home = held_by(request)[0].tenant_id
    return Strip(
        words % {"agency": agency.name if agency else ""},
        _("Keluar dari instansi ini"),
        _address(),
        (("instansi", str(home)),),
    )


def _address() -> str:
    return reverse("people:bodies")


@requires(acts)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def bodies(request: HttpRequest) -> HttpResponse:
    """List the bodies that the person may work for; a press makes one of them the one they work for."""
    held = held_by(request)
    tenants = {row.tenant_id: row.tenant for row in held}
    if request.method == "POST":
        chosen = _tenant(request.POST.get("instansi", ""))
        if chosen is not None and enter_body(request, chosen):
            return HttpResponseRedirect("/lke" if chosen in tenants else reverse("ui:manage"), status=303)
    words = asked_for(request)
    grants = grants_among(held)
    context = {
        "tenants": tenants.values(),
        "current": actor_of(request).tenant_id,
        "grants": grants,
        "search": words,
        **(paged(request, visitable(held, words), cari=words) if grants else {}),
    }
    return render(request, "people/bodies.html", context, status=422 if request.method == "POST" else 200)


def _tenant(asked: str) -> UUID | None:
    try:
        return UUID(asked)
    except ValueError:
        return None
