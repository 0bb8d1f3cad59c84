"""The zone areas of an agency (`/kawasan`), and one of them with its units from day to day (`/kawasan/<code>`)."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.db import transaction
from django.db.models import Count, F, Q
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from pulau.apps.agencies.forms.others import LeaveForm, MemberForm, ZoneAreaForm
from pulau.apps.agencies.forms.parts import field_views, summary_of
from pulau.apps.agencies.gates import get_zone_area_for
from pulau.apps.agencies.policies import KEEP_ZONE_AREAS, SEE_UNITS
from pulau.apps.agencies.refusals import ZoneAreaNotFound
from pulau.apps.agencies.selectors import agency_of, members_of, zone_areas_of
from pulau.apps.agencies.services.zone_areas import change_zone_area, join_zone_area, leave_zone_area, make_zone_area
from pulau.apps.agencies.wording import REFUSED, tell
from pulau.exchange.regions import place_name
from pulau.foundation.calendar import today_of
from pulau.foundation.tenancy.acting import required_actor
from pulau.foundation.tenancy.deciding import allowed, may, require
from pulau.foundation.tenancy.policy import requires
from pulau.foundation.ui.lists import paged

if TYPE_CHECKING:
    from pulau.apps.agencies.models import ZoneArea
    from pulau.core.shared.actor import Actor
    from pulau.foundation.tenancy.scope import ScopedQuerySet

UNPROCESSABLE = 422


@requires(may(SEE_UNITS))
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def zone_areas(request: HttpRequest) -> HttpResponse:
    """List the zone areas; their keeper makes new ones."""
    actor = required_actor(request)
    if request.method == "POST":
        require(actor, KEEP_ZONE_AREAS)
    sent = request.POST if request.method == "POST" else None
    form = ZoneAreaForm(_region(actor), sent) if allowed(actor, KEEP_ZONE_AREAS) else None
    if form and form.is_valid() and _done(form, partial(_make, actor, form)):
        messages.success(request, _("%(area)s dibentuk.") % {"area": form.cleaned_data["name"]})
        return HttpResponseRedirect(reverse("agencies:zone_area", args=[form.cleaned_data["code"]]), status=303)
    areas = paged(request, _counted(actor))
    errors = summary_of(form) if form else []
    context = {
        **areas,
        "rows": [(area, place_name(area.region_code)) for area in areas["page"].object_list],
        "fields": field_views(form) if form else [],
        "errors": errors,
    }
    return render(request, "agencies/zone_areas.html", context, status=UNPROCESSABLE if errors else 200)


def _make(actor: Actor, form: forms.Form) -> object:
    return make_zone_area(actor=actor, now=timezone.now(), **form.cleaned_data)


@requires(may(SEE_UNITS))
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def zone_area(request: HttpRequest, code: str) -> HttpResponse:
    """Show a zone area with its units of now and before; its keeper lets units join. Raises ZoneAreaNotFound (404)."""
    actor = required_actor(request)
    area = get_zone_area_for(actor, code)
    if request.method == "POST":
        require(actor, KEEP_ZONE_AREAS)
    sent = request.POST if request.method == "POST" else None
    form = MemberForm(actor, sent) if allowed(actor, KEEP_ZONE_AREAS) else None
    if form and form.is_valid() and _done(form, partial(_join, actor, area, form)):
        told = {"unit": form.cleaned_data["unit"].name, "area": area.name}
        messages.success(request, _("%(unit)s masuk %(area)s.") % told)
        return HttpResponseRedirect(reverse("agencies:zone_area", args=[code]), status=303)
    return _shown(request, actor, area, form)


def _join(actor: Actor, area: ZoneArea, form: forms.Form) -> object:
    typed = form.cleaned_data
    times = {"since": typed["since"], "until": typed["until"]}
    return join_zone_area(actor=actor, zone_area_id=area.pk, unit_id=typed["unit"].pk, now=timezone.now(), **times)


def _shown(request: HttpRequest, actor: Actor, area: ZoneArea, form: forms.Form | None) -> HttpResponse:
    today = today_of(actor, timezone.now())
    errors = summary_of(form) if form else []
    context = {
        "area": area,
        "place": place_name(area.region_code),
        **paged(request, members_of(actor, area.pk).order_by(F("until").desc(nulls_first=True), "since", "id")),
        "fields": field_views(form) if form else [],
        "keeps": allowed(actor, KEEP_ZONE_AREAS),
        "errors": errors,
        "today": today,
    }
    return render(request, "agencies/zone_area.html", context, status=UNPROCESSABLE if errors else 200)


@requires(may(KEEP_ZONE_AREAS))
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def change(request: HttpRequest, code: str) -> HttpResponse:
    """Give a zone area another name or region. Raises ZoneAreaNotFound (404)."""
    actor = required_actor(request)
    area = get_zone_area_for(actor, code)
    written = {"name": area.name, "region_code": area.region_code}
    form = ZoneAreaForm(_region(actor), request.POST if request.method == "POST" else None, new=False, initial=written)
    if form.is_valid() and _done(form, partial(_change, actor, area, form)):
        messages.success(request, _("Kawasan tersimpan."))
        return HttpResponseRedirect(reverse("agencies:zone_area", args=[code]), status=303)
    return _small(request, area, form, _("Ubah kawasan"), _("Simpan"))


def _change(actor: Actor, area: ZoneArea, form: forms.Form) -> object:
    return change_zone_area(actor=actor, zone_area_id=area.pk, now=timezone.now(), **form.cleaned_data)


@requires(may(KEEP_ZONE_AREAS))
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def leave(request: HttpRequest, code: str, member: UUID) -> HttpResponse:
    """End a unit's time in a zone area. Raises ZoneAreaNotFound (404)."""
    actor = required_actor(request)
    area = get_zone_area_for(actor, code)
    form = LeaveForm(request.POST if request.method == "POST" else None)
    row = members_of(actor, area.pk).filter(pk=member).first()
    if row is None:
        raise ZoneAreaNotFound(member)
    day = form.cleaned_data["last_day"] if form.is_valid() else None
    if day and _done(form, lambda: leave_zone_area(actor=actor, member_id=member, last_day=day, now=timezone.now())):
        messages.success(request, _("Tersimpan."))
        return HttpResponseRedirect(reverse("agencies:zone_area", args=[code]), status=303)
    title = _("%(unit)s keluar dari kawasan") % {"unit": row.unit.name}
    return _small(request, area, form, title, _("Simpan hari terakhir"))


def _small(request: HttpRequest, area: ZoneArea, form: forms.Form, title: str, button: str) -> HttpResponse:
    errors = summary_of(form)
    context: dict[str, Any] = {"area": area, "title": title, "button": button, "fields": field_views(form)}
    context |= {"errors": errors, "here": request.path}
    return render(request, "agencies/zone_area_change.html", context, status=UNPROCESSABLE if errors else 200)


def _region(actor: Actor) -> str:
    agency = agency_of(actor)
    return agency.region_code if agency else ""


def _counted(actor: Actor) -> ScopedQuerySet[Any]:  # rows with an annotation have a type of their own
    """Return the areas by name, each with `now`, how many units belong to it today."""
    today = today_of(actor, timezone.now())
    current = Q(members__since__lte=today) & (Q(members__until__isnull=True) | Q(members__until__gte=today))
    return zone_areas_of(actor).annotate(now=Count("members", filter=current)).order_by("name", "code")


def _done(form: forms.Form, run: Callable[[], object]) -> bool:
    """Do it; False, told at the field, where that cannot be."""
    try:
        with transaction.atomic():  # so that the page can still be read after a clash in the database
            run()
    except REFUSED as problem:
        tell(form, problem)
        return False
    return True
