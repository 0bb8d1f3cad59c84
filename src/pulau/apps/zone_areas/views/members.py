"""The coordinator's side of membership: an own unit joins, another body's is asked, a time is ended."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING
from uuid import UUID

from django import forms
from django.contrib import messages
from django.db import IntegrityError, transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from pulau.apps.agencies.contract import find_units
from pulau.apps.zone_areas.forms import REFUSED, EndForm, InviteForm, JoinForm, tell
from pulau.apps.zone_areas.models import MemberState
from pulau.apps.zone_areas.policies import KEEP
from pulau.apps.zone_areas.refusals import AlreadyAsked, UnitNotThere
from pulau.apps.zone_areas.selectors import get_member_for, get_zone_area_for
from pulau.apps.zone_areas.services.members import end_membership, invite_unit, join_unit
from pulau.apps.zone_areas.wishes import Invitation
from pulau.foundation.calendar import today_of
from pulau.foundation.tenancy.acting import required_actor
from pulau.foundation.tenancy.days import not_over
from pulau.foundation.tenancy.deciding import may
from pulau.foundation.tenancy.policy import requires
from pulau.foundation.ui.form_fields import field_views, summary_of

if TYPE_CHECKING:
    from datetime import date

    from pulau.apps.agencies.contract import WorkUnit
    from pulau.apps.zone_areas.models import ZoneArea
    from pulau.core.shared.actor import Actor

UNPROCESSABLE = 422
MOST_UNITS = 500


@requires(may(KEEP))
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def join(request: HttpRequest, code: str) -> HttpResponse:
    """Put a unit of the body into its area. Raises ZoneAreaNotFound (404)."""
    actor = required_actor(request)
    area = get_zone_area_for(actor, code)
    now = timezone.now()
    today = today_of(actor, now)
    form = JoinForm(offered(actor, today), _sent(request), initial={"sejak": today})
    if form.is_valid() and done(form, lambda: _join(actor, area, form)):
        messages.success(request, _("Unit masuk %(area)s.") % {"area": area.name})
        return _back(area)
    lead = _("Unit instansi Anda sendiri, langsung menjadi anggota.")
    return _page(request, area, form, (_("Masukkan unit"), lead, _("Masukkan unit")))


def _join(actor: Actor, area: ZoneArea, form: forms.Form) -> object:
    typed = form.cleaned_data
    if not typed["unit"]:
        raise UnitNotThere
    days = {"since": typed["sejak"], "until": typed["sampai"]}
    return join_unit(actor=actor, zone_area_id=area.pk, unit_id=UUID(typed["unit"]), now=timezone.now(), **days)


@requires(may(KEEP))
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def invite(request: HttpRequest, code: str) -> HttpResponse:
    """Ask a unit of another body to join. Raises ZoneAreaNotFound (404)."""
    actor = required_actor(request)
    area = get_zone_area_for(actor, code)
    today = today_of(actor, timezone.now())
    form = InviteForm(_sent(request), initial={"sejak": today})
    if form.is_valid() and done(form, lambda: _invite(actor, area, form)):
        messages.success(request, _("Undangan terkirim. Nilai unit itu baru tampil setelah undangan diterima."))
        return _back(area)
    lead = _("Yang berhak menjawab di instansi itu diberi tahu. Tanpa persetujuan mereka tidak ada nilai yang tampil.")
    return _page(request, area, form, (_("Undang unit instansi lain"), lead, _("Kirim undangan")))


def _invite(actor: Actor, area: ZoneArea, form: forms.Form) -> object:
    typed = form.cleaned_data
    wish = Invitation(typed["instansi"], typed["nama_unit"], typed["sejak"], typed["kode_unit"], typed["pesan"])
    return invite_unit(actor=actor, zone_area_id=area.pk, wish=wish, now=timezone.now())


@requires(may(KEEP))
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def end(request: HttpRequest, code: str, member: UUID) -> HttpResponse:
    """End a unit's time in an area, or withdraw its invitation. Raises ZoneAreaNotFound (404)."""
    actor = required_actor(request)
    area = get_zone_area_for(actor, code)
    row = get_member_for(actor, area, member)
    waiting = row.state == MemberState.INVITED
    form = EndForm(_sent(request), waiting=waiting, initial={"sampai": today_of(actor, timezone.now())})
    if form.is_valid() and done(form, lambda: _end(actor, member, form)):
        messages.success(request, _("Undangan ditarik.") if waiting else _("Hari terakhir tersimpan."))
        return _back(area)
    name = {"unit": row.unit_name}
    title = (_("Tarik undangan %(unit)s") if waiting else _("Keluarkan %(unit)s dari kawasan")) % name
    button = _("Tarik undangan") if waiting else _("Simpan hari terakhir")
    return _page(request, area, form, (title, area.name, button), danger=True)


def _end(actor: Actor, member: UUID, form: forms.Form) -> object:
    typed = form.cleaned_data
    day = typed.get("sampai")
    return end_membership(actor=actor, member_id=member, last_day=day, reason=typed["alasan"], now=timezone.now())


def offered(actor: Actor, day: date) -> list[WorkUnit]:
    """Return the units of the body that exist, by name, as far as a list takes them."""
    return list(find_units(actor).filter(not_over(day))[:MOST_UNITS])


def done(form: forms.Form, run: Callable[[], object]) -> bool:
    """Do it; False, told at the field, where that cannot be."""
    try:
        with transaction.atomic():  # so that the page can still be read after a clash in the database
            run()
    except IntegrityError:
        tell(form, AlreadyAsked())
        return False
    except REFUSED as problem:
        tell(form, problem)
        return False
    return True


def _sent(request: HttpRequest) -> object:
    return request.POST if request.method == "POST" else None


def _back(area: ZoneArea) -> HttpResponse:
    return HttpResponseRedirect(reverse("zone_areas:area", args=[area.code]), status=303)


def _page(
    request: HttpRequest, area: ZoneArea, form: forms.Form, told: tuple[str, str, str], *, danger: bool = False
) -> HttpResponse:
    title, lead, button = told
    errors = summary_of(form)
    context = {
        "area": area,
        "title": title,
        "lead": lead,
        "button": button,
        "danger": danger,
        "fields": field_views(form),
        "errors": errors,
        "back": reverse("zone_areas:area", args=[area.code]),
    }
    return render(request, "zone_areas/form.html", context, status=UNPROCESSABLE if errors else 200)
