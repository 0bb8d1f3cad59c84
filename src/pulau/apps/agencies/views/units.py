"""The units of an agency (`/unit`): its tree level by level, a search, and the form that adds to it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from pulau.apps.agencies.browsing import branches
from pulau.apps.agencies.forms.units import UnitForm
from pulau.apps.agencies.gates import get_unit_for
from pulau.apps.agencies.models import UnitKind, WorkUnit
from pulau.apps.agencies.policies import KEEP_UNITS, SEE_UNITS
from pulau.apps.agencies.selectors import agency_of, ended, find_units, living, units_of
from pulau.apps.agencies.services.units import add_unit
from pulau.apps.agencies.tree import path_of
from pulau.apps.agencies.wording import REFUSED, tell
from pulau.foundation.calendar import today_of
from pulau.foundation.tenancy.acting import required_actor
from pulau.foundation.tenancy.deciding import allowed, may
from pulau.foundation.tenancy.policy import requires
from pulau.foundation.ui.form_fields import field_views, summary_of
from pulau.foundation.ui.lists import paged

if TYPE_CHECKING:
    from datetime import date

    from pulau.core.shared.actor import Actor
    from pulau.foundation.tenancy.scope import ScopedQuerySet

LONGEST_SEARCH = 80
UNPROCESSABLE = 422


@requires(may(SEE_UNITS))
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def units(request: HttpRequest) -> HttpResponse:
    """Show the units level by level, or those searched for; take in a new one. What was typed stays on an error."""
    actor = required_actor(request)
    keeps = allowed(actor, KEEP_UNITS)
    if request.method != "POST":
        return _page(request, actor, _form(actor, initial={"parent": request.GET.get("induk", "")}) if keeps else None)
    form = _form(actor, request.POST) if keeps else None
    if form is None:
        add_unit(actor=actor, code="", name="", kind=UnitKind.OTHER, now=timezone.now())  # says no, as for everybody
    added = _added(actor, form) if form and form.is_valid() else None
    if added is None:
        return _page(request, actor, form)
    messages.success(request, _("%(unit)s sudah ditambahkan.") % {"unit": added.name})
    return HttpResponseRedirect(_back(added), status=303)


def _form(actor: Actor, *args: Any, **kwargs: Any) -> UnitForm:  # noqa: ANN401 - what a form takes
    agency = agency_of(actor)
    return UnitForm(actor, agency.region_code if agency else "", *args, **kwargs)


def _back(unit: WorkUnit) -> str:
    """Return the list at the level of a new unit, so that the next one beside it is a form away."""
    address = reverse("agencies:units")
    return f"{address}?{urlencode({'induk': unit.parent.code})}" if unit.parent else address


def _added(actor: Actor, form: UnitForm) -> WorkUnit | None:
    """Add the unit of a valid form; None, told at the field, where that cannot be."""
    typed = form.cleaned_data
    parent: WorkUnit | None = typed["parent"]
    try:
        with transaction.atomic():  # so that the page can still be read after two people chose one code at once
            unit = add_unit(
                actor=actor,
                code=typed["code"],
                name=typed["name"],
                kind=UnitKind(typed["kind"]),
                now=timezone.now(),
                parent_id=parent.pk if parent else None,
                region_code=typed["region_code"],
                since=typed["since"],
            )
    except REFUSED as problem:
        tell(form, problem)
        return None
    return unit


def _page(request: HttpRequest, actor: Actor, form: UnitForm | None) -> HttpResponse:
    asked = _asked(request)
    today = today_of(actor, timezone.now())
    parent = get_unit_for(actor, asked["induk"]) if asked["induk"] else None
    flat = bool(asked["cari"] or asked["jenis"] or asked["berakhir"])
    rows = _rows(actor, asked, parent, today, flat=flat)
    shown = paged(request, rows, **asked)
    errors = summary_of(form) if form else []
    context = {
        "agency": agency_of(actor),
        **shown,
        "branches": [] if flat else branches(actor, shown["page"].object_list, today),
        "path": path_of(actor, parent.pk) if parent else [],
        "parent": parent,
        "flat": flat,
        "search": asked["cari"],
        "asked": asked,
        "ended": 0 if flat or parent else units_of(actor).filter(ended(today)).count(),
        "fields": field_views(form) if form else [],
        "more_typed": any(form.errors.get(name) for name in ("region_code", "since")) if form else False,
        "kinds": UnitKind.choices,
        "errors": errors,
        "field_errors": dict(errors),
    }
    return render(request, "agencies/units.html", context, status=UNPROCESSABLE if errors else 200)


def _asked(request: HttpRequest) -> dict[str, str]:
    """Return what the address asks for: words, a kind, a parent's code, the ended ones; what is none is left out."""
    typed = {name: request.GET.get(name, "").replace("\x00", "").strip() for name in ("cari", "jenis", "induk")}
    return {
        "cari": typed["cari"][:LONGEST_SEARCH],
        "jenis": typed["jenis"] if typed["jenis"] in UnitKind.values else "",
        "induk": typed["induk"],
        "berakhir": "ya" if request.GET.get("berakhir") == "ya" else "",
    }


def _rows(
    actor: Actor, asked: dict[str, str], parent: WorkUnit | None, today: date, *, flat: bool
) -> ScopedQuerySet[WorkUnit]:
    rows = find_units(actor, asked["cari"])
    rows = rows.filter(ended(today) if asked["berakhir"] else living(today))
    if not flat:
        return rows.filter(parent=parent)
    return (rows.filter(kind=asked["jenis"]) if asked["jenis"] else rows).select_related("parent")
