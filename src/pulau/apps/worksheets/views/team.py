"""Who answers for which area (`tim`): the unit shares its worksheet out. Nothing is locked by it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Final

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from pulau.apps.people.contract import acts
from pulau.apps.worksheets.desk.frame import Desk, desk_context, open_desk
from pulau.apps.worksheets.desk.readiness_view import area_name
from pulau.apps.worksheets.duty_selectors import areas_of, duties_of, fillers_of, suggested
from pulau.apps.worksheets.models import SheetState
from pulau.apps.worksheets.policies import GIVE_DUTIES, gives_duties
from pulau.apps.worksheets.services.duties import Sharing, end_duty, give_duties, take_suggested
from pulau.core.shared.ids import read_id
from pulau.core.shared.problems import BadInput
from pulau.exchange.messages import reasons
from pulau.foundation.calendar import today_of
from pulau.foundation.tenancy.deciding import require
from pulau.foundation.tenancy.policy import requires

if TYPE_CHECKING:
    from uuid import UUID

    from django.http import HttpRequest

    from pulau.apps.worksheets.models import AreaDuty

UNPROCESSABLE: Final = 422


@dataclass(frozen=True, slots=True)
class AreaTeam:
    """An area with the people who answer for it."""

    key: str
    name: str
    href: str
    duties: tuple[AreaDuty, ...]
    chosen: bool


@dataclass(frozen=True, slots=True)
class Typed:
    """The form as it was sent."""

    person: str = ""
    areas: tuple[str, ...] = ()
    due: str = ""
    problem: str = ""


@requires(acts)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def team(request: HttpRequest, unit: str, year: int) -> HttpResponse:
    """Show who answers for what, or let somebody answer for areas."""
    desk = open_desk(request, unit, year)
    if request.method != "POST":
        return _page(request, desk, Typed())
    require(desk.actor, GIVE_DUTIES, unit_id=desk.row.unit_id)
    posted = request.POST
    typed = Typed(posted.get("orang", ""), tuple(posted.getlist("area")), posted.get("tenggat", "").strip())
    try:
        wish = Sharing(_person(typed.person), typed.areas, _day(typed.due))
        give_duties(actor=desk.actor, worksheet_id=desk.row.pk, wish=wish, now=timezone.now())
    except BadInput as problem:
        told = " ".join(reasons(problem, desk.language))
        return _page(request, desk, Typed(typed.person, typed.areas, typed.due, told))
    messages.success(request, _("Tersimpan. Yang ditunjuk sudah diberi tahu."))
    return _back(desk)


@requires(acts)
@never_cache
@require_POST
def take(request: HttpRequest, unit: str, year: int) -> HttpResponse:
    """Let everybody answer here for the area that they own in the unit."""
    desk = open_desk(request, unit, year)
    require(desk.actor, GIVE_DUTIES, unit_id=desk.row.unit_id)
    try:
        due_on = _day(request.POST.get("tenggat", "").strip())
        take_suggested(actor=desk.actor, worksheet_id=desk.row.pk, due_on=due_on, now=timezone.now())
    except BadInput as problem:
        return _page(request, desk, Typed(problem=" ".join(reasons(problem, desk.language))))
    messages.success(request, _("Tersimpan. Yang ditunjuk sudah diberi tahu."))
    return _back(desk)


@requires(acts)
@never_cache
@require_POST
def end(request: HttpRequest, unit: str, year: int, duty_id: UUID) -> HttpResponse:
    """Let somebody answer for an area no more."""
    desk = open_desk(request, unit, year)
    end_duty(actor=desk.actor, worksheet_id=desk.row.pk, duty_id=duty_id, now=timezone.now())
    messages.success(request, _("Tugas itu diakhiri dan tetap tercatat."))
    return _back(desk)


def _back(desk: Desk) -> HttpResponse:
    return HttpResponseRedirect(desk.address("team"), status=303)


def _person(typed: str) -> UUID:
    if not typed:
        raise BadInput.because("person-missing", "orang")
    found = read_id(typed)
    if found is None:
        raise BadInput.because("person-unfit", "orang")
    return found


def _day(typed: str) -> date | None:
    if not typed:
        return None
    try:
        return date.fromisoformat(typed)
    except ValueError:
        raise BadInput.because("day-unreadable", "tenggat") from None


def _page(request: HttpRequest, desk: Desk, typed: Typed) -> HttpResponse:
    now = timezone.now()
    all_duties = list(duties_of(desk.row))
    standing = [duty for duty in all_duties if duty.ended_at is None]
    may_give = gives_duties(desk.actor, desk.row.unit_id) and desk.row.state == SheetState.DRAFT
    people = fillers_of(desk.actor, desk.row, now) if may_give else []
    today = today_of(desk.actor, now)
    keys = areas_of(desk.evaluation.pack)
    context = desk_context(desk, "team") | {
        "areas": [
            AreaTeam(
                key,
                area_name(desk, key),
                desk.address("area", key),
                tuple(duty for duty in standing if duty.area == key),
                key in typed.areas,
            )
            for key in keys
        ],
        "people": [(str(user.pk), user.get_full_name()) for user in people],
        "suggested": suggested(desk.actor, desk.row, people, today) if may_give else [],
        "ended": [(area_name(desk, duty.area), duty) for duty in all_duties if duty.ended_at and duty.area in keys],
        "may_give": may_give,
        "typed": typed,
        "today": today,
    }
    return render(request, "worksheets/desk/team.html", context, status=UNPROCESSABLE if typed.problem else 200)
