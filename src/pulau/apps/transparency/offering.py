"""Saying right after an act that there is a receipt of it: on the next page, beside what that page says anyway."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Final

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _

from pulau.apps.transparency import places
from pulau.apps.transparency.acts import OFFERED
from pulau.foundation.journal.services import noting

if TYPE_CHECKING:
    from pulau.foundation.journal.models import Entry

_LEADING_ON: Final = frozenset({302, 303})


class ReceiptMiddleware:
    """Add one message to the page after a form that somebody sent, where its entry is one that binds.

    It asks the database nothing: the journal tells what was written meanwhile.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer, and offer the receipt."""
        if request.method != "POST" or request.path_info.startswith("/api/"):
            return self.get_response(request)
        with noting() as written:
            response = self.get_response(request)
        if response.status_code in _LEADING_ON and places.chosen().enabled:
            _offer(request, written)
        return response


def _offer(request: HttpRequest, written: list[Entry]) -> None:
    if not written or not request.user.is_authenticated:
        return
    mine = [entry for entry in written if entry.action in OFFERED and entry.actor_id == request.user.pk]
    if not mine:
        return
    several = len(mine) > 1
    address = reverse("transparency:receipts") if several else reverse("transparency:receipt", args=[mine[0].pk])
    told = _("Tindakan Anda tercatat dan masuk log publik.")
    link = _("Simpan tanda terimanya")
    messages.info(request, format_html('{} <a class="ds-link" href="{}">{}</a>', told, address, link))
