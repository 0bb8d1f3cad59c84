"""The number of unread notices in the header: one query, and only where a page with a header is made."""

from __future__ import annotations

from django import template
from django.http import HttpRequest

from pulau.foundation.notices.selectors import unread_count
from pulau.foundation.tenancy.acting import requesting_actor

register = template.Library()

_COUNT = "_unread_notices"


@register.simple_tag(takes_context=True)
def unread_notices(context: template.Context) -> int | None:
    """Return how many notices the reader has not read in this body; None for who acts for none."""
    request: HttpRequest | None = context.get("request")
    if request is None:
        return None
    if not hasattr(request, _COUNT):
        actor = requesting_actor(request)
        setattr(request, _COUNT, unread_count(actor) if actor and actor.user_id else None)
    found: int | None = getattr(request, _COUNT)
    return found
