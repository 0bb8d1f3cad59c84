"""The zone areas of a body and those its units belong to (`/kawasan`); making one and changing it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.db import IntegrityError, transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from pulau.apps.agencies.contract import agency_of
from pulau.apps.zone_areas.forms import REFUSED, AreaForm, tell
from pulau.apps.zone_areas.mapping import newest_pack
from pulau.apps.zone_areas.models import MemberState, ZoneArea
from pulau.apps.zone_areas.policies import KEEP, SEE
from pulau.apps.zone_areas.refusals import ZoneAreaCodeTaken
from pulau.apps.zone_areas.selectors import area_names, areas_of, get_zone_area_for, memberships_for
from pulau.apps.zone_areas.services.areas import change_zone_area, make_zone_area
from pulau.apps.zone_areas.wishes import AreaWish
from pulau.exchange.regions import place_name
from pulau.foundation.calendar import today_of
from pulau.foundation.tenancy.acting import required_actor
from pulau.foundation.tenancy.deciding import allowed, may
from pulau.foundation.tenancy.policy import requires
from pulau.foundation.ui.form_fields import field_views, summary_of
from pulau.foundation.ui.lists import asked_for, paged

if TYPE_CHECKING:
    from pulau.core.shared.actor import Actor

UNPROCESSABLE = 422
MOST_MEMBERSHIPS = 50


@requires(may(SEE))
@never_cache
@require_safe
def areas(request: HttpRequest) -> HttpResponse:
    """List the areas of the body, and above them the invitations and memberships of its units elsewhere."""
    actor = required_actor(request)
    words = asked_for(request)
    listed = paged(request, areas_of(actor, today_of(actor, timezone.now()), words), cari=words)
    memberships = list(memberships_for(actor)[:MOST_MEMBERSHIPS])
    names = area_names({row.zone_area_id for row in memberships}) if memberships else {}
    told = [(row, names.get(row.zone_area_id, "")) for row in memberships]
    context = {
        **listed,
        "rows": [(area, place_name(area.region_code)) for area in listed["page"].object_list],
        "words": words,
        "waiting": [pair for pair in told if pair[0].state == MemberState.INVITED],
        "joined": [pair for pair in told if pair[0].state != MemberState.INVITED],
        "keeps": allowed(actor, KEEP),
    }
    return render(request, "zone_areas/areas.html", context)


@requires(may(KEEP))
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def make(request: HttpRequest) -> HttpResponse:
    """Make a zone area."""
    actor = required_actor(request)
    form = _form(request, actor)
    if form.is_valid() and (row := _made(actor, form)) is not None:
        messages.success(request, _("%(area)s dibentuk. Masukkan unitnya.") % {"area": row.name})
        return HttpResponseRedirect(reverse("zone_areas:area", args=[row.code]), status=303)
    told = {"title": _("Bentuk kawasan"), "button": _("Bentuk kawasan"), "back": reverse("zone_areas:areas")}
    lead = _("Beberapa unit di satu tempat yang dinilai bersama. Instansi Anda menjadi koordinatornya.")
    return _page(request, form, {**told, "lead": lead})


@requires(may(KEEP))
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def change(request: HttpRequest, code: str) -> HttpResponse:
    """Change what is told of a zone area. Raises ZoneAreaNotFound (404)."""
    actor = required_actor(request)
    area = get_zone_area_for(actor, code)
    form = _form(request, actor, area)
    if form.is_valid() and _changed(actor, area, form):
        messages.success(request, _("Kawasan tersimpan."))
        return HttpResponseRedirect(reverse("zone_areas:area", args=[code]), status=303)
    told = {"title": _("Ubah kawasan"), "button": _("Simpan"), "back": reverse("zone_areas:area", args=[code])}
    return _page(request, form, {**told, "area": area, "lead": area.name})


def _form(request: HttpRequest, actor: Actor, area: ZoneArea | None = None) -> AreaForm:
    agency = agency_of(actor)
    told = {"nama": area.name, "jenis": area.kind, "wilayah": area.region_code} if area else {"jenis": "port"}
    if area:
        told |= {"predikat": area.held_title, "keputusan": area.held_by}
    sent = request.POST if request.method == "POST" else None
    region = agency.region_code if agency else ""
    return AreaForm(region, tuple(newest_pack().titles), sent, new=area is None, initial=told)


def _wish(form: AreaForm) -> AreaWish:
    typed = form.cleaned_data
    return AreaWish(typed["nama"], typed["jenis"], typed["wilayah"], typed["predikat"], typed["keputusan"])


def _made(actor: Actor, form: AreaForm) -> ZoneArea | None:
    try:
        with transaction.atomic():  # so that the page can still be read after a clash in the database
            code = form.cleaned_data["kode"]
            return make_zone_area(actor=actor, code=code, wish=_wish(form), now=timezone.now())
    except IntegrityError:
        tell(form, ZoneAreaCodeTaken())
    except REFUSED as problem:
        tell(form, problem)
    return None


def _changed(actor: Actor, area: ZoneArea, form: AreaForm) -> bool:
    try:
        change_zone_area(actor=actor, zone_area_id=area.pk, wish=_wish(form), now=timezone.now())
    except REFUSED as problem:
        tell(form, problem)
        return False
    return True


def _page(request: HttpRequest, form: AreaForm, told: dict[str, object]) -> HttpResponse:
    errors = summary_of(form)
    context = {**told, "fields": field_views(form), "errors": errors}
    return render(request, "zone_areas/form.html", context, status=UNPROCESSABLE if errors else 200)
