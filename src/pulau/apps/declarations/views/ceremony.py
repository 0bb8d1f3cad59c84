"""A ceremony as it is followed: the hall's screen (`/layar/<code>`) and the phones (`/c/<code>`), for anybody.

Both show where it stands when they are opened; `hall.js` then moves them along with the live events. Without scripts
they are fetched anew every few seconds.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.safestring import mark_safe
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from pulau.apps.declarations.models import DeclarationState
from pulau.apps.declarations.selectors.ceremony import (
    CeremonyNotFound,
    Mine,
    Standing,
    ceremony_of,
    mine_in,
)
from pulau.apps.declarations.services.leading import (
    NOT_A_WITNESS,
    NOT_OPEN,
    NOTHING_SEEN,
    CeremonyRefused,
)
from pulau.apps.declarations.witnessing import confirm_seen
from pulau.core.shared.actor import Actor
from pulau.core.shared.codes import CodeRefused, read_code, shown_code
from pulau.exchange.pdf.paper import qr_svg
from pulau.foundation.live.outbox import received, sent_key
from pulau.foundation.tenancy.policy import public, requires, signed_in
from pulau.foundation.tenancy.wall import enter_person

CONFLICT = 409
LONGEST_NUMBER = 9
SECONDS_WITHOUT_SCRIPT = 15


@public
@never_cache
@require_safe
def hall(request: HttpRequest, code: str) -> HttpResponse:
    """Show the hall's screen."""
    shown = ceremony_of(_read(code), get_language() or "id")
    return render(request, "declarations/ceremony/hall.html", _context(shown))


@public
@never_cache
@require_safe
def phone(request: HttpRequest, code: str) -> HttpResponse:
    """Show the ceremony on a phone: the same, and what the one who holds it may do there."""
    return _phone(request, code)


@requires(signed_in)
@never_cache
@require_POST
def confirm(request: HttpRequest, code: str) -> HttpResponse:
    """Take what a witness saw; what a phone sends again after it was without network counts once."""
    kept = _read(code)
    of, seen_at = request.POST.get("peristiwa", ""), _moment(request)
    if not (of.isascii() and of.isdecimal() and len(of) <= LONGEST_NUMBER):
        return _refused(request, kept, _("Isian tidak lengkap. Mohon muat ulang halaman ini, lalu ulangi."))
    actor = Actor(request.user.pk, UUID(int=0), "")  # of no body yet: the ceremony's is entered by its code
    try:
        confirm_seen(actor=actor, code=kept, of=int(of), seen_at=seen_at, now=timezone.now())
    except CeremonyRefused as refused:
        return _refused(request, kept, _REFUSED[refused.reason]())
    kept_away = received(sent_key(request))
    if kept_away is not None:
        return kept_away
    messages.success(request, _("Kesaksian Anda sudah dicatat."))
    return HttpResponseRedirect(reverse("declarations:phone", args=[kept]), status=303)


def _phone(request: HttpRequest, code: str, status: int = 200, problem: str = "") -> HttpResponse:
    shown = ceremony_of(_read(code), get_language() or "id")
    mine = Mine()
    if request.user.is_authenticated:
        enter_person(request.user.pk)
        mine = mine_in(shown, request.user.pk)
    context = _context(shown) | {"mine": mine, "problem": problem}
    return render(request, "declarations/ceremony/phone.html", context, status=status)


def _context(shown: Standing) -> dict[str, Any]:
    code = shown.declaration.code
    link = f"{settings.PUBLIC_URL}{reverse('declarations:phone', args=[code])}"
    return {
        "shown": shown,
        "declaration": shown.declaration,
        "open": shown.declaration.state == DeclarationState.OPEN,
        "code": shown_code(code),
        "link": link,
        "link_shown": link.partition("://")[2],
        "qr": mark_safe(qr_svg(link)),  # noqa: S308 - drawn by segno from our own address
        "follow": reverse("live:events", args=["pencanangan", code]),
        "refresh": SECONDS_WITHOUT_SCRIPT,
    }


def _refused(request: HttpRequest, code: str, problem: str) -> HttpResponse:
    return _phone(request, code, CONFLICT, problem)


def _read(code: str) -> str:
    try:
        return read_code(code)
    except CodeRefused as refused:
        raise CeremonyNotFound(code) from refused


def _moment(request: HttpRequest) -> datetime | None:
    try:
        return parse_datetime(request.POST.get("dilihat", ""))
    except ValueError:  # it has the form of a time and is none: the 32nd of a month
        return None


_REFUSED = {
    NOT_A_WITNESS: lambda: _("Anda tidak tercatat sebagai saksi pada acara ini."),
    NOT_OPEN: lambda: _("Acara ini tidak sedang berlangsung, jadi kesaksian tidak dapat dicatat lagi."),
    NOTHING_SEEN: lambda: _("Peristiwa itu tidak ada pada acara ini. Mohon muat ulang halaman ini."),
}
