"""The units of an agency (`/unit`): its administrator sees them and adds to them."""

from __future__ import annotations

from django.contrib import messages
from django.core.paginator import Paginator
from django.db import IntegrityError, transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from pulau.apps.agencies.forms import UnitForm
from pulau.apps.agencies.models import UnitKind, WorkUnit
from pulau.apps.agencies.policies import KEEP_UNITS
from pulau.apps.agencies.refusals import UnitCodeTaken
from pulau.apps.agencies.selectors import agency_of, find_units
from pulau.apps.agencies.services.units import add_unit
from pulau.core.shared.actor import Actor
from pulau.foundation.tenancy.acting import required_actor
from pulau.foundation.tenancy.deciding import may
from pulau.foundation.tenancy.policy import requires

PAGE = 50
LONGEST_SEARCH = 80
UNPROCESSABLE = 422


@requires(may(KEEP_UNITS))
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def units(request: HttpRequest) -> HttpResponse:
    """List the units, page by page, and take in a new one; what was typed stays where it cannot be taken."""
    if request.method != "POST":
        return _page(request, UnitForm())
    form = UnitForm(request.POST)
    added = _added(required_actor(request), form) if form.is_valid() else None
    if added is None:
        return _page(request, form)
    messages.success(request, _("%(unit)s sudah ditambahkan.") % {"unit": added.name})
    return HttpResponseRedirect(reverse("agencies:units"), status=303)


def _added(actor: Actor, form: UnitForm) -> WorkUnit | None:
    """Add the unit of a valid form; None, told at the field, where its code is taken."""
    code, name, kind = (form.cleaned_data[field] for field in ("code", "name", "kind"))
    try:
        with transaction.atomic():  # so that the page can still be read after two people chose one code at once
            return add_unit(actor=actor, code=code, name=name, kind=UnitKind(kind), now=timezone.now())
    except (UnitCodeTaken, IntegrityError):
        form.add_error("code", _("Kode %(code)s sudah dipakai unit lain. Pilih kode yang lain.") % {"code": code})
        return None


def _page(request: HttpRequest, form: UnitForm) -> HttpResponse:
    actor = required_actor(request)
    search = request.GET.get("cari", "").replace("\x00", "").strip()[:LONGEST_SEARCH]
    pages = Paginator(find_units(actor, search), PAGE)
    page = pages.get_page(request.GET.get("halaman"))
    errors = [(field, texts[0]) for field, texts in form.errors.items()]
    context = {
        "agency": agency_of(actor),
        "page": page,
        "links": pages.get_elided_page_range(page.number),
        "search": search,
        "query": f"{urlencode({'cari': search})}&" if search else "",
        "form": form,
        "values": form.data if form.is_bound else {},
        "kinds": UnitKind.choices,
        "errors": errors,
        "field_errors": dict(errors),
    }
    return render(request, "agencies/units.html", context, status=UNPROCESSABLE if errors else 200)
