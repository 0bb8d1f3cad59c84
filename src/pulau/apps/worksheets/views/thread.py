"""Saying something about an item."""

from __future__ import annotations

from uuid import uuid4

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from pulau.apps.people.contract import acts
from pulau.apps.worksheets.desk.frame import open_desk
from pulau.apps.worksheets.desk.threads import Draft
from pulau.apps.worksheets.services.talking import Remark, add_comment
from pulau.apps.worksheets.views.item import UNPROCESSABLE, item_page, problem_texts
from pulau.core.shared.problems import BadInput
from pulau.foundation.tenancy.policy import requires

_LONGEST_KEY = 64


@requires(acts)
@never_cache
@require_POST
def comment(request: HttpRequest, unit: str, year: int, item: str) -> HttpResponse:
    """Add a comment to an item's thread; one that cannot be taken comes back in its form, with the reason."""
    desk = open_desk(request, unit, year)
    body, notify = request.POST.get("komentar", ""), tuple(request.POST.getlist("beritahu"))
    key = request.POST.get("kunci", "")[:_LONGEST_KEY] or str(uuid4())
    remark = Remark(item, body, notify, key)
    try:
        added = add_comment(actor=desk.actor, worksheet_id=desk.row.pk, remark=remark, now=timezone.now())
    except BadInput as problem:
        draft = Draft(body, notify, key, problem_texts(problem, desk))
        return item_page(request, desk, item, status=UNPROCESSABLE, draft=draft)
    return HttpResponseRedirect(f"{desk.address('item', item)}#komentar-{added.pk}", status=303)
