"""The sheet of a panel (`/penilaian/<unit>/<year>/panel`): what is before it, who sits, and their votes."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from pulau.apps.assessments.contract import case_frame
from pulau.apps.panels.forms import LeaveForm
from pulau.apps.panels.models import VoteChoice
from pulau.apps.panels.policies import READ_PANEL, SEAT, VOTE
from pulau.apps.panels.seats import candidates_for
from pulau.apps.panels.selectors import Sitting, open_sitting, sittings_of
from pulau.apps.panels.services.sitting import leave_panel, open_panel, seat_member
from pulau.apps.panels.services.voting import cast_vote
from pulau.apps.panels.sheet import sheet_of, sitting_view
from pulau.apps.panels.views.answers import REFUSED, UNPROCESSABLE, status_for, told
from pulau.apps.panels.wishes import VoteWish
from pulau.apps.people.contract import conflict_sentences
from pulau.core.shared.ids import read_id
from pulau.core.workflow.voting import can_vote
from pulau.exchange.panel import rules_on
from pulau.foundation.accounts.step_up import ask_to_confirm, confirmed_recently
from pulau.foundation.calendar import today_of
from pulau.foundation.tenancy.deciding import allowed, may, require
from pulau.foundation.tenancy.policy import requires
from pulau.foundation.ui.form_fields import field_views, summary_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pulau.apps.assessments.contract import CaseFrame


@requires(may(READ_PANEL))
@never_cache
@require_safe
def panel(request: HttpRequest, unit: str, year: int) -> HttpResponse:
    """Show the sheet: figures, field, clearances, dissents, members, and votes once all have voted."""
    return _page(request, _reading(request, unit, year))


@requires(may(SEAT))
@never_cache
@require_POST
def begin(request: HttpRequest, unit: str, year: int) -> HttpResponse:
    """Open the panel with the members that were chosen."""
    frame = _reading(request, unit, year)
    chosen = [found for text in request.POST.getlist("anggota") if (found := read_id(text)) is not None]

    def act() -> None:
        open_panel(actor=frame.actor, case_id=frame.case.pk, members=chosen, now=timezone.now())

    return _done(request, frame, act, _("Sidang panel dibuka."))


@requires(may(SEAT))
@never_cache
@require_POST
def seat(request: HttpRequest, unit: str, year: int) -> HttpResponse:
    """Seat one more member."""
    frame = _reading(request, unit, year)
    person = read_id(request.POST.get("anggota", ""))
    if person is None:
        raise Http404(unit)

    def act() -> None:
        seat_member(actor=frame.actor, case_id=frame.case.pk, user_id=person, now=timezone.now())

    return _done(request, frame, act, _("Anggota ditambahkan."))


@requires(may(VOTE))
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def leave(request: HttpRequest, unit: str, year: int) -> HttpResponse:
    """Leave the panel, with the reason. 404 for who does not sit on it."""
    frame = _reading(request, unit, year)
    sitting = open_sitting(frame.case.tenant_id, frame.case.pk)
    if sitting is None or sitting.seat_of(frame.actor.user_id) is None:
        raise Http404(unit)
    form = LeaveForm(request.POST if request.method == "POST" else None)
    back = reverse("panels:panel", args=[unit, year])
    if form.is_valid():
        try:
            leave_panel(
                actor=frame.actor, case_id=frame.case.pk, reason=form.cleaned_data["alasan"], now=timezone.now()
            )
        except REFUSED as problem:
            for field, words in told(frame.actor, problem):
                form.add_error(field if field in form.fields else "alasan", words)
        else:
            messages.success(request, _("Anda mundur dari sidang ini; suara Anda tidak dihitung lagi."))
            return HttpResponseRedirect(back, status=303)
    errors = summary_of(form)
    context = {**frame.context, "title": _("Mundur dari sidang"), "fields": field_views(form), "errors": errors,
               "back": back, "danger": True}  # fmt: skip
    return render(request, "panels/form.html", context, status=UNPROCESSABLE if errors else 200)


@requires(may(VOTE))
@never_cache
@require_POST
def vote(request: HttpRequest, unit: str, year: int) -> HttpResponse:
    """Vote, or vote again, right after showing who one is."""
    frame = _reading(request, unit, year)
    require(frame.actor, VOTE, unit_id=frame.case.unit_id, state=frame.case.stage)
    if not confirmed_recently(request):
        return ask_to_confirm(request)
    seen = request.POST.get("dilihat", "")
    wish = VoteWish(
        request.POST.get("suara", ""),
        request.POST.get("alasan", ""),
        int(seen) if seen.isascii() and seen.isdecimal() and len(seen) < 5 else 0,  # noqa: PLR2004 - more than ever was
    )

    def act() -> None:
        cast_vote(actor=frame.actor, case_id=frame.case.pk, wish=wish, now=timezone.now())

    return _done(request, frame, act, _("Suara Anda tercatat."), typed=wish)


def _done(
    request: HttpRequest, frame: CaseFrame, act: Callable[[], None], words: str, typed: VoteWish | None = None
) -> HttpResponse:
    try:
        act()
    except REFUSED as problem:
        return _page(request, frame, errors=told(frame.actor, problem), typed=typed, status=status_for(problem))
    messages.success(request, words)
    return HttpResponseRedirect(
        reverse("panels:panel", args=[frame.context["case_unit"], frame.case.year]) + "#sidang", status=303
    )


def _reading(request: HttpRequest, unit: str, year: int) -> CaseFrame:
    frame = case_frame(request, unit, year)
    require(frame.actor, READ_PANEL, unit_id=frame.case.unit_id, state=frame.case.stage)
    return frame


def _page(
    request: HttpRequest,
    frame: CaseFrame,
    *,
    errors: Sequence[tuple[str, str]] = (),
    typed: VoteWish | None = None,
    status: int = 200,
) -> HttpResponse:
    case, actor = frame.case, frame.actor
    sittings = sittings_of(case.tenant_id, case.pk)
    newest = sittings[0] if sittings else None
    standing = newest if newest is not None and newest.panel.closed_at is None else None
    now = timezone.now()
    context: dict[str, Any] = {
        **frame.context,
        **sheet_of(case, today_of(actor, now)),
        "sittings": [sitting_view(sitting, actor.user_id) for sitting in sittings],
        "rules": rules_on(today_of(actor, now)),
        "errors": errors,
        "error_of": dict(errors),
        **_seating(frame, standing, now),
        **_voting(frame, standing, typed),
    }
    return render(request, "panels/panel.html", context, status=status)


def _seating(frame: CaseFrame, standing: Sitting | None, now: Any) -> dict[str, Any]:  # noqa: ANN401 - a moment
    """Return whom the reader may seat, with what bars each."""
    case, actor = frame.case, frame.actor
    seats = allowed(actor, SEAT, unit_id=case.unit_id, state=case.stage)
    if not seats or (standing is not None and not standing.seats):
        return {"opens": False, "candidates": []}
    there = {member.user_id for member in standing.members} if standing else set()
    found = [each for each in candidates_for(case, now) if each.user_id not in there]
    return {
        "opens": standing is None,
        "candidates": [
            {"id": each.user_id, "name": each.name, "barred": conflict_sentences(actor, each.conflicts, each.name)}
            for each in found
        ],
    }


def _voting(frame: CaseFrame, standing: Sitting | None, typed: VoteWish | None) -> dict[str, Any]:
    """Return the reader's own vote, where they sit on the open panel."""
    case, actor = frame.case, frame.actor
    member = standing.seat_of(actor.user_id) if standing else None
    if standing is None or member is None or not allowed(actor, VOTE, unit_id=case.unit_id, state=case.stage):
        return {"votes": False}
    versions = standing.votes[member.pk]
    own = versions[-1] if versions else None
    return {
        "votes": True,
        "own": own,
        "stands": not can_vote(len(versions), shown=standing.shown),
        "unkept": typed.reason if typed else "",
        "vote_seen": len(versions),
        "vote_choice": typed.choice if typed else own.choice if own else "",
        "vote_reason": typed.reason if typed else own.reason if own else "",
        "vote_options": [{"value": value, "text": label} for value, label in VoteChoice.choices],
    }
