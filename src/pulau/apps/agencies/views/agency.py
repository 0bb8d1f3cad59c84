"""The agency itself (`/instansi-kita`): what is told of it, and the form that changes it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from pulau.apps.agencies.forms.others import AgencyForm
from pulau.apps.agencies.gates import get_agency_for
from pulau.apps.agencies.models import AgencyKind, TimeZone
from pulau.apps.agencies.policies import DESCRIBE_AGENCY, SEE_UNITS
from pulau.apps.agencies.selectors import living, units_of
from pulau.apps.agencies.services.agency import change_agency
from pulau.apps.agencies.wording import REFUSED, tell
from pulau.exchange.regions import place_name
from pulau.foundation.calendar import today_of
from pulau.foundation.tenancy.acting import required_actor
from pulau.foundation.tenancy.deciding import allowed, may, require
from pulau.foundation.tenancy.policy import requires
from pulau.foundation.ui.form_fields import field_views, summary_of

if TYPE_CHECKING:
    from pulau.core.shared.actor import Actor

UNPROCESSABLE = 422


@requires(may(SEE_UNITS))
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def agency(request: HttpRequest) -> HttpResponse:
    """Show what is told of the agency; its administrator changes it. Raises AgencyNotDescribed (404)."""
    actor = required_actor(request)
    row = get_agency_for(actor)
    told = {"name": row.name, "kind": row.kind, "region": row.region, "region_code": row.region_code, "zone": row.zone}
    form = None
    if request.method == "POST":
        require(actor, DESCRIBE_AGENCY)
        form = AgencyForm(row.region_code, request.POST)
        if form.is_valid() and _changed(actor, form):
            messages.success(request, _("Keterangan instansi tersimpan."))
            return HttpResponseRedirect(reverse("agencies:agency"), status=303)
    elif allowed(actor, DESCRIBE_AGENCY):
        form = AgencyForm(row.region_code, initial=told)
    errors = summary_of(form) if form else []
    context = {
        "agency": row,
        "place": place_name(row.region_code),
        "units": units_of(actor).filter(living(today_of(actor, timezone.now()))).count(),
        "fields": field_views(form) if form else [],
        "errors": errors,
    }
    return render(request, "agencies/agency.html", context, status=UNPROCESSABLE if errors else 200)


def _changed(actor: Actor, form: AgencyForm) -> bool:
    """Change it; False, told at the field, where that cannot be."""
    typed = form.cleaned_data
    kind, zone = AgencyKind(typed["kind"]), TimeZone(typed["zone"])
    try:
        change_agency(actor=actor, now=timezone.now(), **{**typed, "kind": kind, "zone": zone})
    except REFUSED as problem:
        tell(form, problem)
        return False
    return True
