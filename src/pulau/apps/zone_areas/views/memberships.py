"""The unit's side of membership (`/kawasan/keanggotaan/<id>`): the invitation, its answer, the area as a member."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from pulau.apps.worksheets.contract import agreed_figures
from pulau.apps.zone_areas.forms import EndForm, ReplyForm
from pulau.apps.zone_areas.models import BELONGING, MemberState, ZoneArea, ZoneAreaMember
from pulau.apps.zone_areas.pages import integration_context, read_area, years_until
from pulau.apps.zone_areas.policies import JOIN, SEE_MEMBERSHIPS
from pulau.apps.zone_areas.refusals import UnitNotThere
from pulau.apps.zone_areas.selectors import get_membership_for
from pulau.apps.zone_areas.services.memberships import answer_invitation, leave_area
from pulau.apps.zone_areas.views.area import asked_year
from pulau.apps.zone_areas.views.members import UNPROCESSABLE, done, offered
from pulau.apps.zone_areas.wishes import Reply
from pulau.core.shared.permissions import reach
from pulau.foundation.calendar import today_of
from pulau.foundation.tenancy.acting import required_actor
from pulau.foundation.tenancy.deciding import may, require
from pulau.foundation.tenancy.policy import requires
from pulau.foundation.tenancy.wall import behind_wall
from pulau.foundation.ui.form_fields import field_views, summary_of

if TYPE_CHECKING:
    from datetime import date

    from pulau.apps.agencies.contract import WorkUnit
    from pulau.core.shared.actor import Actor


@requires(may(SEE_MEMBERSHIPS))
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def membership(request: HttpRequest, member: UUID) -> HttpResponse:
    """Show an invitation or membership of the actor's unit; POST answers an invitation. 404 for everybody else's."""
    actor = required_actor(request)
    row = get_membership_for(actor, member)
    today = today_of(actor, timezone.now())
    units = _units(actor, row, today)
    form = ReplyForm(units, request.POST if request.method == "POST" else None, initial=_suggested(row, units))
    if request.method == "POST":
        require(actor, JOIN, unit_id=units[0].pk if units else None)
        if form.is_valid() and done(form, lambda: _answer(actor, row, form, request.POST.get("jawaban", ""))):
            messages.success(request, _("Jawaban tersimpan. Koordinator kawasan diberi tahu."))
            return HttpResponseRedirect(reverse("zone_areas:membership", args=[member]), status=303)
    errors = summary_of(form)
    year = asked_year(request.GET.get("tahun", ""), today)
    context = {
        **_seen(row, year, today),
        "row": row,
        "year": year,
        "years": years_until(today),
        "errors": errors,
        "fields": field_views(form),
        "answers": bool(units) and row.state == MemberState.INVITED,
        "may_leave": bool(units) and row.state == MemberState.ACCEPTED,
    }
    return render(request, "zone_areas/membership.html", context, status=UNPROCESSABLE if errors else 200)


@requires(may(JOIN))
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def leave(request: HttpRequest, member: UUID) -> HttpResponse:
    """End the time of the actor's unit in another body's area. 404 for everybody else's."""
    actor = required_actor(request)
    row = get_membership_for(actor, member)
    today = today_of(actor, timezone.now())
    form = EndForm(request.POST if request.method == "POST" else None, initial={"sampai": today})
    back = reverse("zone_areas:membership", args=[member])
    if form.is_valid() and done(form, lambda: _leave(actor, member, form)):
        messages.success(request, _("Hari terakhir tersimpan. Koordinator kawasan diberi tahu."))
        return HttpResponseRedirect(back, status=303)
    errors = summary_of(form)
    context = {
        "title": _("Keluar dari kawasan"),
        "lead": row.unit_name,
        "button": _("Simpan hari terakhir"),
        "fields": field_views(form),
        "errors": errors,
        "back": back,
        "danger": True,
    }
    return render(request, "zone_areas/form.html", context, status=UNPROCESSABLE if errors else 200)


def _units(actor: Actor, row: ZoneAreaMember, day: date) -> list[WorkUnit]:
    """Return the units with which the actor may answer: the one that belongs, else those that they may answer for."""
    where = reach(actor, JOIN)
    units = [unit for unit in offered(actor, day) if where.everything or unit.pk in where.units] if where else []
    if row.unit_id is not None:
        return [unit for unit in units if unit.pk == row.unit_id]
    return units if where.everything else [unit for unit in units if unit.code == row.unit_code]


def _suggested(row: ZoneAreaMember, units: list[WorkUnit]) -> dict[str, str]:
    named = [unit for unit in units if unit.code == row.unit_code or unit.name.lower() == row.unit_name.lower()]
    return {"unit": str(named[0].pk)} if len(named) == 1 else {}


def _answer(actor: Actor, row: ZoneAreaMember, form: ReplyForm, how: str) -> object:
    unit, reason = form.cleaned_data["unit"], form.cleaned_data["alasan"]
    if how == "terima" and not unit:
        raise UnitNotThere
    reply = Reply(UUID(unit)) if how == "terima" else Reply(None, reason)
    return answer_invitation(actor=actor, member_id=row.pk, reply=reply, now=timezone.now())


def _leave(actor: Actor, member: UUID, form: EndForm) -> object:
    typed = form.cleaned_data
    day, reason = typed["sampai"], typed["alasan"]
    return leave_area(actor=actor, member_id=member, last_day=day, reason=reason, now=timezone.now())


def _seen(row: ZoneAreaMember, year: int, today: date) -> dict[str, Any]:
    """Return what a member sees of its area: the integration and the names of the others, and its own figures.

    An invitation shows the area's name and coordinator alone. Nothing of the others' figures is read here.
    """
    with behind_wall(row.tenant_id):
        area = ZoneArea.objects.for_tenant(row.tenant_id).select_related("tenant").get(pk=row.zone_area_id)
        if row.state not in BELONGING:
            return {"area": area, "coordinator": area.tenant.name}
        read = read_area(area, year, today, figures=False)
        seen = integration_context(read, read.judged())
        others = [other for other in read.counted if other.pk != row.pk and other.state != MemberState.INVITED]
    own = agreed_figures([row.unit_id], year).get(row.unit_id) if row.unit_id else None
    total = Fraction(own.total, 100) if own else None
    return {**seen, "area": area, "coordinator": area.tenant.name, "others": others, "own": own, "own_total": total}
