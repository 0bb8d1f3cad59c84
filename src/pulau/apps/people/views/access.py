"""Who can do and see what (`/siapa-melihat`), for an agency's administrator."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from pulau.apps.people.acting import actor_of
from pulau.apps.people.app_words import app_words
from pulau.apps.people.policies import SEE_ACCESS, SEE_STAFF
from pulau.apps.people.selectors.access import place_by_words, way_of, who_can
from pulau.core.shared.permissions import Action, Relation
from pulau.foundation.registry.permissions import permissions
from pulau.foundation.tenancy.deciding import may
from pulau.foundation.tenancy.policy import requires
from pulau.foundation.ui.lists import LONGEST_SEARCH, paged

_SEEING = ("see_", "read", "oversee")
"""How the codes of actions begin, after their app, that only look."""


@requires(may(SEE_ACCESS))
@never_cache
@require_safe
def access(request: HttpRequest) -> HttpResponse:
    """Answer who may do an action, to a unit, to an employee, or anywhere in the agency; and by what, until when."""
    actor = actor_of(request)
    language = get_language() or "id"
    action = permissions.get(request.GET.get("tindakan", "")) or SEE_STAFF
    words = request.GET.get("tempat", "").replace("\x00", "").strip()[:LONGEST_SEARCH]
    place = place_by_words(actor, words)
    context: dict[str, Any] = {
        "action": action.code,
        "action_words": action.sentence(language),
        "groups": _groups(language),
        "seeing": [(each.code, each.sentence(language)) for each in permissions if _looks(each)],
        "search": words,
        "actor_tenant": actor.tenant_id,
        "place": place,
        "own": any(permit.relation is Relation.OWN for permit in action.permits),
    }
    if place is not None:
        unit_id = place.unit.pk if place.unit else None
        rows = who_can(actor, action, unit_id, timezone.now())
        context |= paged(request, rows, tindakan=action.code, tempat=words)
        context["rows"] = [(row, way) for row in context["page"] if (way := way_of(actor, action, row)) is not None]
    return render(request, "people/access.html", context)


def _groups(language: str) -> list[tuple[object, list[tuple[str, str]]]]:
    found: dict[str, list[tuple[str, str]]] = {}
    for action in permissions:
        found.setdefault(action.code.partition(".")[0], []).append((action.code, action.sentence(language)))
    return [(app_words(app), actions) for app, actions in found.items()]


def _looks(action: Action) -> bool:
    only_own = all(permit.relation is Relation.OWN for permit in action.permits)
    return action.code.partition(".")[2].startswith(_SEEING) and not only_own
