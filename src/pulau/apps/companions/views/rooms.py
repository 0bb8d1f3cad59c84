"""The rooms of a case (`…/pendamping`), inviting, coming by a grant, and one's own rooms (`/pendamping`)."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from pulau.apps.assessments.contract import case_frame
from pulau.apps.companions.forms import REFUSED, InviteForm, tell, told
from pulau.apps.companions.pages import against, number_of, place_of, role_words, room_views, steps_of
from pulau.apps.companions.policies import COME, INVITE, READ, SEE_ROOMS
from pulau.apps.companions.refusals import RoomNotFound
from pulau.apps.companions.selectors import accompanied_cases, dissents_on, find_case, my_rooms, own_rooms, rooms_of
from pulau.apps.companions.services.rooms import come_by_grant, end_room, invite_companion
from pulau.apps.companions.wishes import Invitation
from pulau.apps.people.contract import companions_on, enter_body
from pulau.core.shared.ids import read_id
from pulau.core.workflow.assessment import ASSESSMENT
from pulau.foundation.calendar import today_of
from pulau.foundation.tenancy.acting import required_actor
from pulau.foundation.tenancy.deciding import allowed, may
from pulau.foundation.tenancy.policy import requires
from pulau.foundation.ui.form_fields import field_views, summary_of
from pulau.foundation.ui.lists import asked_for, paged
from pulau.foundation.ui.middleware import spoken_language

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from pulau.apps.companions.models import Room
    from pulau.apps.companions.pages import Place
    from pulau.core.shared.actor import Actor

SEE_OTHER, UNPROCESSABLE = 303, 422


def readers(request: HttpRequest) -> bool:
    """Whether somebody may see rooms somewhere: who sees cases, and companions."""
    return may(SEE_ROOMS)(request) or may(READ)(request)


@requires(readers)
@never_cache
@require_safe
def rooms(request: HttpRequest, unit: str, year: int) -> HttpResponse:
    """Show the rooms of a case and every dissent; a companion their own. Raises CaseNotFound (404)."""
    now = timezone.now()
    place = place_of(request, unit, year, now)
    today = today_of(place.actor, now)
    rows = rooms_of(place.case) if place.sees else own_rooms(place.actor, place.case, now)
    own = [row for row in rows if row.user_id == place.actor.user_id]
    context = {
        **place.context,
        "rooms": room_views(rows, place.case, today),
        "dissents": _dissents(place) if place.sees else [],
        "invites": place.sees and allowed(place.actor, INVITE, unit_id=place.case.unit_id, state=place.case.stage),
        "comes": not own and allowed(place.actor, COME, unit_id=place.case.unit_id, state=place.case.stage),
    }
    return render(request, "companions/rooms.html", context)


@requires(may(INVITE))
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def invite(request: HttpRequest, unit: str, year: int) -> HttpResponse:
    """Invite a companion. Raises CaseNotFound (404)."""
    frame = case_frame(request, unit, year)
    now = timezone.now()
    today = today_of(frame.actor, now)
    companions = companions_on(frame.actor, frame.case.unit_id, today)
    sent = request.POST if request.method == "POST" else None
    form = InviteForm(companions, sent, initial={"sejak": today})
    if form.is_valid():
        typed = form.cleaned_data
        days = (typed["sejak"], typed["sampai"])
        wish = Invitation(UUID(typed["pendamping"]), typed["lingkup"], *days, typed["keperluan"])
        try:
            with transaction.atomic():  # what fails leaves the connection usable for the page that says so
                invite_companion(actor=frame.actor, case_id=frame.case.pk, wish=wish, now=now)
        except REFUSED as problem:
            tell(form, problem, spoken_language())
        else:
            messages.success(request, _("Ruang dibuka; pendamping diberi tahu."))
            return _back(unit, year)
    errors = summary_of(form)
    context = {**frame.context, "fields": field_views(form), "errors": errors, "companions": companions}
    return render(request, "companions/invite.html", context, status=UNPROCESSABLE if errors else 200)


@requires(may(COME))
@never_cache
@require_POST
def come(request: HttpRequest, unit: str, year: int) -> HttpResponse:
    """Open one's own room by a grant. Raises CaseNotFound (404)."""
    actor, now = required_actor(request), timezone.now()
    case = find_case(actor, unit, year, now)
    try:
        room = come_by_grant(actor=actor, case_id=case.pk, now=now)
    except REFUSED as problem:
        messages.error(request, told(problem, spoken_language())[0][1])
        return _back(unit, year)
    messages.success(request, _("Ruang Anda terbuka."))
    return HttpResponseRedirect(reverse("companions:room", args=[unit, year, room.pk]), status=SEE_OTHER)


@requires(may(INVITE))
@never_cache
@require_POST
def end(request: HttpRequest, unit: str, year: int, room_id: UUID) -> HttpResponse:
    """Close a room. Raises CaseNotFound or RoomNotFound (404)."""
    frame = case_frame(request, unit, year)
    reason = request.POST.get("alasan", "")
    try:
        end_room(actor=frame.actor, case_id=frame.case.pk, room_id=room_id, reason=reason, now=timezone.now())
    except REFUSED as problem:
        messages.error(request, told(problem, spoken_language())[0][1])
        return HttpResponseRedirect(reverse("companions:room", args=[unit, year, room_id]), status=SEE_OTHER)
    messages.success(request, _("Ruang ditutup. Yang sudah tertulis di dalamnya tetap ada."))
    return _back(unit, year)


@requires(may(READ))
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def mine(request: HttpRequest) -> HttpResponse:
    """Show a companion's own rooms, and the cases of the body that they accompany or may come to.

    POST goes to one of them, into its body by the same way in which any body is visited. Raises RoomNotFound (404).
    """
    actor, now = required_actor(request), timezone.now()
    if request.method == "POST":
        return _enter(request, actor)
    if asked := read_id(request.GET.get("ruang", "")):
        case = accompanied_cases(actor, now).filter(pk__in=_case_of(actor, asked)).first()
        if case is not None:
            here = reverse("companions:room", args=[case.unit_code, case.year, asked])
            return HttpResponseRedirect(here, status=SEE_OTHER)
    words = asked_for(request)
    cases = accompanied_cases(actor, now).order_by("-year", "unit_name", "-number")
    if words:
        cases = cases.filter(unit_name__icontains=words)
    pages = paged(request, cases, cari=words)
    stages = {code: stage.words(spoken_language()) for code, stage in ASSESSMENT.stages.items()}
    context = {
        **pages,
        "rooms": room_views(my_rooms(actor.person).select_related("user"), None, today_of(actor, now)),
        "cases": [(case, stages[case.stage]) for case in pages["page"]],
        "words": words,
    }
    return render(request, "companions/mine.html", context)


def _enter(request: HttpRequest, actor: Actor) -> HttpResponse:
    asked = read_id(request.POST.get("ruang", ""))
    row = my_rooms(actor.person).filter(pk=asked).first() if asked else None
    if row is None or not enter_body(request, row.tenant_id):
        raise RoomNotFound
    return HttpResponseRedirect(f"{reverse('companions:mine')}?ruang={row.pk}", status=SEE_OTHER)


def _case_of(actor: Actor, room_id: UUID) -> QuerySet[Room, UUID | None]:
    rooms = my_rooms(actor.person).filter(pk=room_id, tenant_id=actor.tenant_id)
    return rooms.order_by().values_list("case_id", flat=True)


def _dissents(place: Place) -> list[dict[str, object]]:
    steps = steps_of(place.case)
    return [
        {
            "entry": one.entry,
            "item": number_of(place.case, one.entry.item),
            "by": one.entry.user.full_name,
            "kind": one.room.get_kind_display(),
            "against": against(one.entry, steps),
            "weighed": [(entry, role_words(entry.role)) for entry in one.weighed],
            "href": reverse("companions:room", args=[place.case.unit_code, place.case.year, one.room.pk]),
        }
        for one in dissents_on(place.case.tenant_id, place.case.pk)
    ]


def _back(unit: str, year: int) -> HttpResponse:
    return HttpResponseRedirect(reverse("companions:rooms", args=[unit, year]), status=SEE_OTHER)
