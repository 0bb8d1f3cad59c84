"""Planning a declaration: new, changed, put off, called off."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from pulau.apps.agencies.contract import agency_of, find_units
from pulau.apps.declarations.forms.declarations import PlanForm, PostponeForm, ReasonForm
from pulau.apps.declarations.forms.lined import LinedForm
from pulau.apps.declarations.models import Calls, Declaration
from pulau.apps.declarations.plans import ALREADY, DeclarationRefused, PlanStale, seen_mark
from pulau.apps.declarations.policies import PLAN
from pulau.apps.declarations.refusal_words import refusal_words
from pulau.apps.declarations.selectors.cascade import is_call, parents_offered
from pulau.apps.declarations.selectors.declarations import get_plan_for
from pulau.apps.declarations.services.planning import (
    cancel_declaration,
    change_declaration,
    plan_declaration,
    postpone_declaration,
)
from pulau.core.shared.permissions import reach
from pulau.foundation.calendar import legal_zone, today_of
from pulau.foundation.tenancy.acting import required_actor
from pulau.foundation.tenancy.days import not_over
from pulau.foundation.tenancy.deciding import allowed, may
from pulau.foundation.tenancy.policy import requires
from pulau.foundation.ui.formats import long_date
from pulau.foundation.ui.lists import asked_for

if TYPE_CHECKING:
    from pulau.apps.agencies.contract import WorkUnit
    from pulau.core.shared.actor import Actor

UNPROCESSABLE = 422
CONFLICT = 409
METHODS = ["GET", "HEAD", "POST"]
MOST_UNITS = 200


def _told(wrong: ValidationError) -> tuple[str, str]:
    """Return the field that is wrong, "" for the form itself, and what is wrong with it."""
    fields = wrong.message_dict if hasattr(wrong, "error_dict") else {"": wrong.messages}
    return next((field, words[0]) for field, words in fields.items())


def taken(form: LinedForm, deed: Callable[[], object]) -> bool:
    """Do what a valid form asks; where the service refuses, say so in the form and return False."""
    try:
        with transaction.atomic():  # so that the page can still be read after a refusal by the database
            deed()
    except DeclarationRefused as refused:
        form.refuse(*refusal_words(refused))
    except IntegrityError:
        form.refuse(*refusal_words(DeclarationRefused(ALREADY, "year")))
    except ValidationError as wrong:
        form.refuse(*_told(wrong))
    else:
        return True
    return False


def done(request: HttpRequest, declaration: Declaration, words: str) -> HttpResponse:
    """Say what was done, and lead back to the declaration."""
    messages.success(request, words)
    return HttpResponseRedirect(reverse("declarations:declaration", args=[declaration.pk]), status=303)


@requires(may(PLAN))
@never_cache
@require_http_methods(METHODS)
def plan(request: HttpRequest) -> HttpResponse:
    """Plan a declaration: first of whom it is, then what, when and where."""
    actor, now = required_actor(request), timezone.now()
    words, code = asked_for(request), request.GET.get("unit")
    units, whole = _units(actor, words), reach(actor, PLAN).everything
    if code is None and (len(units) + whole) != 1:
        context = {
            "units": units[:MOST_UNITS], "more": len(units) > MOST_UNITS, "words": words, "whole": whole,
            "agency": agency_of(actor), "parent": request.GET.get("induk", ""),
        }  # fmt: skip
        return render(request, "declarations/plan_whom.html", context)
    unit = _chosen(actor, units, code, whole=whole)
    unit_id = unit.pk if unit else None
    today = today_of(actor, now)
    initial = {"tahun": today.year, "hari": today, "jam": "09:00", "induk": request.GET.get("induk", "")}
    form = _plan_form(request, actor, unit_id, year=today.year, initial=initial)
    made: list[Declaration] = []

    def deed() -> None:
        made.append(plan_declaration(actor=actor, plan=form.plan(unit_id), now=now))

    if form.is_bound and form.is_valid() and taken(form, deed):
        return done(request, made[0], _("Rencana disimpan. Lengkapi orang dan naskahnya."))
    return _page(request, "plan", form, unit=unit, agency=agency_of(actor), zone=legal_zone(actor, now).name)


@requires(may(PLAN))
@never_cache
@require_http_methods(METHODS)
def change(request: HttpRequest, declaration_id: UUID) -> HttpResponse:
    """Change a plan. Who comes second is shown what the first one wrote beside what they typed."""
    actor, now = required_actor(request), timezone.now()
    row = get_plan_for(actor, declaration_id)
    form = _plan_form(request, actor, row.unit_id, year=None, initial=PlanForm.initial_of(row), parent=row.parent_id)
    stale: list[Declaration] = []

    def deed() -> None:
        try:
            seen = request.POST.get("terlihat", "")
            change_declaration(
                actor=actor, declaration_id=row.pk, plan=form.plan(row.unit_id, row.year), seen=seen, now=now
            )
        except PlanStale as found:
            stale.append(found.declaration)

    if form.is_bound and form.is_valid() and taken(form, deed) and not stale:
        return done(request, row, _("Rencana disimpan."))
    context = {"row": row, "seen": seen_mark(row), "theirs": _theirs(stale[0], form) if stale else []}
    return _page(request, "plan", form, CONFLICT if stale else 0, unit=row.unit, zone=row.zone, **context)


@requires(may(PLAN))
@never_cache
@require_http_methods(METHODS)
def postpone(request: HttpRequest, declaration_id: UUID) -> HttpResponse:
    """Ask to which day and why; then put the declaration off."""
    actor, now = required_actor(request), timezone.now()
    row = get_plan_for(actor, declaration_id)
    form = PostponeForm(today_of(actor, now), _sent(request), initial={"hari": row.day, "jam": row.starts})

    def deed() -> None:
        told = form.cleaned_data
        postpone_declaration(
            actor=actor, declaration_id=row.pk, day=told["hari"], starts=told["jam"], reason=told["alasan"], now=now
        )

    if form.is_bound and form.is_valid() and taken(form, deed):
        return done(request, row, _("Pencanangan diundur ke %(day)s.") % {"day": long_date(form.cleaned_data["hari"])})
    return _page(request, "postpone", form, row=row)


@requires(may(PLAN))
@never_cache
@require_http_methods(METHODS)
def cancel(request: HttpRequest, declaration_id: UUID) -> HttpResponse:
    """Ask, naming the declaration, and why; then call it off."""
    actor, now = required_actor(request), timezone.now()
    row = get_plan_for(actor, declaration_id)
    form = ReasonForm(_sent(request))

    def deed() -> None:
        cancel_declaration(actor=actor, declaration_id=row.pk, reason=form.cleaned_data["alasan"], now=now)

    if form.is_bound and form.is_valid() and taken(form, deed):
        return done(request, row, _("Pencanangan dibatalkan. Riwayatnya tetap tersimpan."))
    return _page(request, "cancel", form, row=row)


def _units(actor: Actor, words: str) -> list[WorkUnit]:
    """Return the first units that the actor may plan for, by name; one more than are shown, where there are more."""
    where, today = reach(actor, PLAN), today_of(actor, timezone.now())
    rows = find_units(actor, words).filter(not_over(today))
    rows = rows if where.everything else rows.filter(pk__in=where.units)
    return list(rows[: MOST_UNITS + 1])


def _chosen(actor: Actor, units: list[WorkUnit], code: str | None, *, whole: bool) -> WorkUnit | None:
    """Return the unit of which it is; None for the whole body. Raises PermissionDenied for what is not the actor's."""
    if whole and not code:
        return None
    if code is None and len(units) == 1:
        return units[0]
    found: WorkUnit | None = find_units(actor).filter(code=code).first()
    if found is None or not allowed(actor, PLAN, unit_id=found.pk):
        raise PermissionDenied
    return found


def _plan_form(
    request: HttpRequest,
    actor: Actor,
    unit_id: UUID | None,
    *,
    year: int | None,
    initial: dict[str, Any],
    parent: UUID | None = None,
) -> PlanForm:
    offered = parents_offered(actor, unit_id)
    parents = [(str(row.pk), f"{row.declarer}, {long_date(row.day)}") for row in offered]
    if parent is not None and str(parent) not in dict(parents):
        parents.append((str(parent), _("Pencanangan yang sudah dipilih")))
    calls = [call for call in Calls if is_call(actor, unit_id, call)]
    return PlanForm(parents, calls, _sent(request), year=year, initial=initial)


def _theirs(declaration: Declaration, form: PlanForm) -> list[tuple[str, str, str]]:
    """Return (label, what the other wrote, what was typed) of the fields that differ."""
    kept = PlanForm(
        [(key, words) for key, words in form.fields["induk"].choices if key],  # type: ignore[attr-defined]
        list(Calls),
        year=None,
        initial=PlanForm.initial_of(declaration),
    )
    return [
        (str(mine.label), _worded(other.options, other.value), _worded(mine.options, mine.value))
        for other, mine in zip(kept.lines, form.lines, strict=True)
        if other.value != mine.value
    ]


def _worded(options: Any, value: str) -> str:  # noqa: ANN401 - pairs of a choice
    return str(dict(options).get(value, value)) or "–"


def _sent(request: HttpRequest) -> Any:  # noqa: ANN401 - what a form takes
    return request.POST if request.method == "POST" else None


def _page(request: HttpRequest, name: str, form: LinedForm, status: int = 0, **context: Any) -> HttpResponse:  # noqa: ANN401
    told = {"form": form, "lines": form.lines, "summary": form.summary, **context}
    status = status or (UNPROCESSABLE if form.errors else 200)
    return render(request, f"declarations/{name}.html", told, status=status)
