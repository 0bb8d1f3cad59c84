"""What people can prove of their own acts (`/tanda-terima`): the list, one receipt and how to check it, the file."""

from __future__ import annotations

import logging
from typing import Final
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from pulau.apps.transparency import places
from pulau.apps.transparency.own_acts import acts_told, lacking, receipt_named
from pulau.apps.transparency.proving import NotLogged, receipt
from pulau.apps.transparency.selectors import get_receipted_for, own_acts
from pulau.apps.transparency.views.asker import asker
from pulau.core.log.tiles import TileRefused
from pulau.exchange.log.trees import FileMissing
from pulau.foundation.journal.outbox import waiting
from pulau.foundation.journal.selectors import Cursor, page_of
from pulau.foundation.tenancy.acting import requesting_actor
from pulau.foundation.tenancy.policy import requires, signed_in

logger = logging.getLogger(__name__)
RECEIPT: Final = "application/json; charset=utf-8"


@requires(signed_in)
@never_cache
@require_safe
def receipts(request: HttpRequest) -> HttpResponse:
    """List what the person handed in, signed or decided, newest first, with how far each entry has come."""
    before = Cursor.read(request.GET.get("sebelum", ""))
    page, older = page_of(own_acts(asker(request)), before)
    context = {
        "acts": acts_told(requesting_actor(request), page),
        "older": older,
        "later_page": before is not None,
        "kept": places.chosen().enabled,
    }
    return render(request, "transparency/receipts.html", context)


@requires(signed_in)
@never_cache
@require_safe
def one(request: HttpRequest, entry_id: UUID) -> HttpResponse:
    """Show how far one entry has come, its receipt, and how to check it."""
    actor = requesting_actor(request)
    entry = get_receipted_for(asker(request), actor, entry_id)
    [act] = acts_told(actor, [entry])
    context = {
        "act": act,
        "lacking": lacking(entry.pk) if act.standing.index is not None else (),
        "name": receipt_named(entry.pk),
        "own": entry.actor_id == asker(request),
    }
    return render(request, "transparency/receipt.html", context)


@requires(signed_in)
@never_cache
@require_safe
def download(request: HttpRequest, entry_id: UUID) -> HttpResponse:
    """Hand out the receipt; where there is none yet, lead to the page that says why."""
    entry = get_receipted_for(asker(request), requesting_actor(request), entry_id)
    page = HttpResponseRedirect(reverse("transparency:receipt", args=[entry_id]))
    try:
        made = receipt(waiting(entry))
    except NotLogged:
        return page
    except (FileMissing, TileRefused, OSError) as problem:
        logger.warning("a receipt cannot be made: %s", problem)
        messages.warning(request, _("Tanda terima tidak dapat dibuat saat ini: berkas log sedang tidak terbaca."))
        return page
    name = f'attachment; filename="{receipt_named(entry.pk)}"'
    return HttpResponse(str(made), content_type=RECEIPT, headers={"Content-Disposition": name})
