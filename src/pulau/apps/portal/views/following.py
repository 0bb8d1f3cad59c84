"""Following the monitor by mail: ask (`/pantau/langganan`), confirm and leave by links of letters.

These pages are never kept ready: the form has Django's own token and cookie, which only who asks is given. The link
that ends it works without either, since mail programs press it themselves (RFC 8058); its token is what lets it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final
from uuid import UUID

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.http import HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from pulau.apps.portal.addresses import with_query
from pulau.apps.portal.monitor.feeding import FEED, PAGE
from pulau.apps.portal.monitor.following import LinkOver, ask, confirm, followed_by, leave
from pulau.apps.portal.monitor.wishes import wish_of, wish_words
from pulau.apps.portal.narrowing import Wish
from pulau.foundation.accounts.origin import address_of, source_of
from pulau.foundation.accounts.throttle import HeldBack
from pulau.foundation.tenancy.policy import public
from pulau.foundation.ui.middleware import spoken_language

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

LONGEST_ADDRESS: Final = 254
_BOTH: Final = ["GET", "HEAD", "POST"]


@public
@never_cache
@require_http_methods(_BOTH)
def follow(request: HttpRequest) -> HttpResponse:
    """Take an address, and answer the same whoever's it is."""
    asked = request.POST if request.method == "POST" else request.GET
    wish = Wish.read(lambda name: asked.get(name, ""))
    if request.method != "POST":
        return _form(request, wish)
    typed = request.POST.get("surel", "").strip()[: LONGEST_ADDRESS + 1]
    if not _is_address(typed):
        return _form(request, wish, typed, _("Tuliskan alamat surel, misalnya nama@contoh.id."), 422)
    source, now = source_of(address_of(request)), timezone.now()
    try:
        ask(address=typed, source=source, language=spoken_language(), wish=wish, now=now)
    except HeldBack as held:
        wait = max(1, round((held.until - now).total_seconds() / 60))
        problem = _("Terlalu banyak permintaan. Coba lagi dalam %(minutes)s menit.") % {"minutes": wait}
        return _form(request, wish, typed, problem, 429)
    return HttpResponseRedirect(reverse("portal:follow-asked"), status=303)


@public
@require_safe
def asked(request: HttpRequest) -> HttpResponse:
    """Say that a letter is on its way, if there is reason for one."""
    words = _(
        "Bila alamat itu benar dan belum menerima pantauan ini, sebuah surel dengan tautan konfirmasi dikirim dalam "
        "beberapa menit. Bukalah dalam 48 jam. Tidak ada? Periksa kotak spam."
    )
    return _told(request, _("Periksa kotak surat Anda"), words, PAGE)


@public
@never_cache
@require_http_methods(_BOTH)
def confirmed(request: HttpRequest, follower_id: UUID, token: str) -> HttpResponse:
    """Ask for one press, since mail programs open links by themselves; then begin."""
    now = timezone.now()
    try:
        row = followed_by(follower_id, token, now)
        if request.method == "POST":
            row = confirm(follower_id=follower_id, token=token, now=now)
    except LinkOver:
        words = _("Tautan ini salah, sudah diganti, atau lewat 48 jam. Mintalah sekali lagi dari halaman pantauan.")
        return _told(request, _("Tautan ini tidak berlaku"), words, PAGE, status=410)
    wish = wish_of(row.wish)
    if row.confirmed_at is not None:
        words = _("Mulai besok, surel dikirim sekali sehari bila ada perubahan pada: %(units)s.") % {
            "units": wish_words(wish)
        }
        return _told(request, _("Pantauan Anda aktif"), words, with_query(PAGE, **wish.asked))
    context = {"units": wish_words(wish), "title": _("Mulai menerima pantauan?"), "button": _("Ya, kirimi saya")}
    return render(request, "portal/follow_press.html", context)


@csrf_exempt  # a mail program presses it without a cookie (RFC 8058); the token in the address is what lets it
@public
@never_cache
@require_http_methods(_BOTH)
def left(request: HttpRequest, follower_id: UUID, token: str) -> HttpResponse:
    """Ask for one press; then forget the address and everything of it. Twice is as once."""
    try:
        if request.method == "POST":
            leave(follower_id=follower_id, token=token)
            words = _("Alamat surel Anda dan pilihan pantauannya sudah dihapus dari Pulau.")
            return _told(request, _("Anda berhenti menerima pantauan ini"), words, PAGE)
    except LinkOver:
        words = _("Tautan ini salah. Pakai tautan di bawah surel yang Anda terima.")
        return _told(request, _("Tautan ini tidak berlaku"), words, PAGE, status=404)
    context = {"units": "", "title": _("Berhenti menerima pantauan?"), "button": _("Ya, berhenti")}
    return render(request, "portal/follow_press.html", context)


def _is_address(typed: str) -> bool:
    try:
        validate_email(typed)
    except ValidationError:
        return False
    return len(typed) <= LONGEST_ADDRESS


def _form(request: HttpRequest, wish: Wish, typed: str = "", problem: str = "", status: int = 200) -> HttpResponse:
    context = {
        "wish": wish,
        "units": wish_words(wish),
        "typed": typed,
        "problem": problem,
        "back": with_query(PAGE, **wish.asked),
        "feed": with_query(FEED, **wish.asked),
    }
    return render(request, "portal/follow.html", context, status=status)


def _told(request: HttpRequest, title: str, words: str, back: str, *, status: int = 200) -> HttpResponse:
    return render(request, "portal/follow_told.html", {"title": title, "words": words, "back": back}, status=status)
