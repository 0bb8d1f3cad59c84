"""One unit (`/unit/<code>`): what it is, what stands below it, what happened to it, and where its things are."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from pulau.apps.agencies.browsing import branches, story_of
from pulau.apps.agencies.gates import get_unit_for
from pulau.apps.agencies.policies import KEEP_UNITS, SEE_READINESS, SEE_UNITS
from pulau.apps.agencies.refusals import UnitNotFound
from pulau.apps.agencies.selectors import code_now, find_units, living, readiness_facts
from pulau.apps.agencies.tree import path_of
from pulau.apps.agencies.wording import value_words
from pulau.exchange.regions import place_name
from pulau.foundation.calendar import today_of
from pulau.foundation.registry.unit_links import unit_links
from pulau.foundation.tenancy.acting import required_actor
from pulau.foundation.tenancy.deciding import allowed, may
from pulau.foundation.tenancy.policy import requires
from pulau.foundation.ui.lists import paged

if TYPE_CHECKING:
    from pulau.apps.agencies.models import ReadinessFact, WorkUnit
    from pulau.core.shared.actor import Actor

MOST_FACTS = 200


@requires(may(SEE_UNITS))
@never_cache
@require_safe
def unit(request: HttpRequest, code: str) -> HttpResponse:
    """Show a unit; a code that it had before leads to the one that it has now. Raises UnitNotFound (404)."""
    actor = required_actor(request)
    try:
        row = get_unit_for(actor, code)
    except UnitNotFound:
        newer = code_now(actor, code)
        if newer is None:
            raise
        return HttpResponseRedirect(reverse("agencies:unit", args=[newer]), status=302)
    today = today_of(actor, timezone.now())
    parts = paged(request, find_units(actor).filter(living(today), parent=row))
    context = {
        "unit": row,
        "path": path_of(actor, row.pk)[:-1],
        "place": place_name(row.region_code),
        **parts,
        "branches": branches(actor, parts["page"].object_list, today),
        "story": story_of(actor, row),
        "readiness": _readiness(actor, row),
        "elsewhere": _elsewhere(actor, row),
        "keeps": allowed(actor, KEEP_UNITS),
        "today": today,
    }
    return render(request, "agencies/unit.html", context)


def _readiness(actor: Actor, row: WorkUnit) -> list[tuple[ReadinessFact, str]]:
    """Return what holds of the unit in each year with its value in words, newest first, if the actor may see it."""
    if not allowed(actor, SEE_READINESS):
        return []
    found: dict[tuple[int, str], ReadinessFact] = {}
    for fact in readiness_facts(actor, row.pk)[:MOST_FACTS]:
        found.setdefault((fact.year, fact.measure), fact)
    return [(fact, value_words(fact.measure, fact.value)) for fact in found.values()]


def _elsewhere(actor: Actor, row: WorkUnit) -> list[tuple[object, object]]:
    """Return (heading, links) of what other apps have of the unit and the actor may see."""
    told = [(kind.heading, kind.links(actor, row.pk)) for kind in unit_links]
    return [(heading, links) for heading, links in told if links]
