"""Where a person was named (sebutan), and marking that as read: never by looking, always by saying so."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from pulau.apps.people.contract import actor_of, acts
from pulau.apps.worksheets.desk.mentions import MOST_MENTIONS, mention_views, mentions_for
from pulau.apps.worksheets.readers import Reader
from pulau.apps.worksheets.services.talking import mark_mentions_read
from pulau.core.shared.ids import read_id
from pulau.foundation.tenancy.policy import requires
from pulau.foundation.ui.middleware import spoken_language


@requires(acts)
@never_cache
@require_safe
def mentions(request: HttpRequest) -> HttpResponse:
    """List where the person was named: unread first, then the newest."""
    actor = actor_of(request)
    found = mentions_for(actor)
    own = Reader(actor.person, request.user.get_full_name() if request.user.is_authenticated else "")
    views = mention_views(found[:MOST_MENTIONS], own, spoken_language())
    context = {
        "unread": [view for view in views if view.unread],
        "read": [view for view in views if not view.unread],
        "more": len(found) > MOST_MENTIONS,
        "most": MOST_MENTIONS,
    }
    return render(request, "worksheets/desk/mentions.html", context)


@requires(acts)
@never_cache
@require_POST
def mark_read(request: HttpRequest) -> HttpResponse:
    """Mark one mention as read (`satu`), or those that the page listed (`sebutan`); then back to where one was."""
    one = request.POST.get("satu")
    sent = [one] if one is not None else request.POST.getlist("sebutan")[:MOST_MENTIONS]
    ids = [found for text in sent if (found := read_id(text)) is not None]
    mark_mentions_read(actor=actor_of(request), mention_ids=ids, now=timezone.now())
    target = request.POST.get("kembali", "")
    if not target.startswith("/") or not url_has_allowed_host_and_scheme(target, allowed_hosts=None):
        target = reverse("worksheets:mentions")
    return HttpResponseRedirect(target, status=303)
