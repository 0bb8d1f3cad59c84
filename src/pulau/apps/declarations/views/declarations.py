"""Declarations of a body (`/pencanangan`), and one of them with all that belongs to it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from pulau.apps.agencies.contract import agency_of
from pulau.apps.declarations.declaration_page import page_context
from pulau.apps.declarations.models import DeclarationState
from pulau.apps.declarations.policies import PLAN, SEE_DECLARATIONS
from pulau.apps.declarations.selectors.cascade import Called, calls_to_body, calls_to_units
from pulau.apps.declarations.selectors.declarations import (
    DeclarationSearch,
    find_declarations,
    get_declaration_for,
    years_of,
)
from pulau.core.shared.permissions import reach
from pulau.foundation.calendar import today_of
from pulau.foundation.tenancy.acting import required_actor
from pulau.foundation.tenancy.deciding import may
from pulau.foundation.tenancy.policy import requires
from pulau.foundation.ui.lists import asked_for, paged

if TYPE_CHECKING:
    from datetime import date

    from pulau.core.shared.actor import Actor

UNPROCESSABLE = 422
MOST_CALLS = 20
MOST_UNITS = 100


@requires(may(SEE_DECLARATIONS))
@never_cache
@require_safe
def declarations(request: HttpRequest) -> HttpResponse:
    """List the declarations that the actor may see, page by page, and for planners the calls that wait.

    What the body itself, or a head's own unit, is called for stands above the list; a body's many units below it.
    """
    actor = required_actor(request)
    asked = {name: asked_for(request, name) for name in ("cari", "tahun", "keadaan")}
    state = DeclarationState(asked["keadaan"]) if asked["keadaan"] in DeclarationState.values else None
    year = int(asked["tahun"]) if asked["tahun"].isascii() and asked["tahun"].isdecimal() else None
    rows = find_declarations(actor, DeclarationSearch(asked["cari"], year, state))
    today = today_of(actor, timezone.now())
    calls, of_units = waiting_calls(actor, today)
    context: dict[str, Any] = {
        **paged(request, rows, **asked),
        "asked": asked,
        "narrowed": any(asked.values()),
        "agency": agency_of(actor),
        "years": [(str(one), str(one)) for one in years_of(actor)],
        "states": DeclarationState.choices,
        "plans": bool(reach(actor, PLAN)),
        "calls": [(call, call.late(today)) for call in calls[:MOST_CALLS]],
        "more_calls": max(0, len(calls) - MOST_CALLS),
        "unit_calls": [(call, call.late(today)) for call in of_units[:MOST_UNITS]],
        "unit_calls_count": len(of_units),
        "unit_calls_late": sum(call.late(today) for call in of_units),
        "more_unit_calls": max(0, len(of_units) - MOST_UNITS),
    }
    return render(request, "declarations/declaration_list.html", context)


def waiting_calls(actor: Actor, day: date) -> tuple[list[Called], list[Called]]:
    """Return the calls that the actor can answer by planning a declaration: their own, and those of the body's units.

    Their own are the body's for whoever plans for all of it, and a head's are those of the own units.
    """
    where = reach(actor, PLAN)
    if not where:
        return [], []
    if where.everything:
        return calls_to_body(actor), calls_to_units(actor, day)
    return calls_to_units(actor, day, where.units), []


@requires(may(SEE_DECLARATIONS))
@never_cache
@require_safe
def declaration(request: HttpRequest, declaration_id: UUID) -> HttpResponse:
    """Show one declaration: what is still to do, who stands in it, its texts, files, documents and place."""
    actor = required_actor(request)
    row = get_declaration_for(actor, declaration_id)
    return render(request, "declarations/declaration.html", page_context(actor, row, timezone.now()))
