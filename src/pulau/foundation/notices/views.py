"""The list of one's notices, marking them as read, and how they come by e-mail."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language, pgettext
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from pulau.core.shared.ids import read_id
from pulau.core.shared.problems import BadInput
from pulau.exchange.messages import sentence
from pulau.foundation.notices.models import MailState, Notice
from pulau.foundation.notices.policies import CHOOSE_CADENCE, READ_NOTICES
from pulau.foundation.notices.selectors import cadences_of, get_notice_for, notices_of
from pulau.foundation.notices.services import choose_cadences, mark_notices_read
from pulau.foundation.notices.telling import told
from pulau.foundation.registry.notice_kinds import Cadence
from pulau.foundation.tenancy.acting import required_actor
from pulau.foundation.tenancy.deciding import may
from pulau.foundation.tenancy.policy import requires
from pulau.foundation.ui.lists import paged

A_PAGE = 50
_FIELD = "kelompok-"


@requires(may(READ_NOTICES))
@never_cache
@require_safe
def notices(request: HttpRequest) -> HttpResponse:
    """List the person's notices of this body, newest first, all or the unread ones (`?tampil=belum`)."""
    actor = required_actor(request)
    unread_only = request.GET.get("tampil") == "belum"
    rows = notices_of(actor).filter(read_at__isnull=True) if unread_only else notices_of(actor)
    shown = paged(request, rows, A_PAGE, tampil="belum" if unread_only else "")
    context = {
        **shown,
        "any_unread": any(row.read_at is None for row in shown["page"]),
        "shown": [(row, told(row.kind, row.params), _mail_line(row)) for row in shown["page"]],
        "unread_only": unread_only,
    }
    return render(request, "notices/notices.html", context)


@requires(may(READ_NOTICES))
@never_cache
@require_POST
def mark_read(request: HttpRequest) -> HttpResponse:
    """Mark one notice (`satu`) or all of this body (`semua`) as read, then go back to the list."""
    one = read_id(request.POST.get("satu", ""))
    if one is not None:
        mark_notices_read(actor=required_actor(request), notice_ids=[one], now=timezone.now())
    elif request.POST.get("semua"):
        mark_notices_read(actor=required_actor(request), now=timezone.now())
    return HttpResponseRedirect(reverse("notices:notices"), status=303)


@requires(may(READ_NOTICES))
@never_cache
@require_POST
def open_notice(request: HttpRequest, notice_id: UUID) -> HttpResponse:
    """Mark a notice as read and go to where it is settled."""
    actor = required_actor(request)
    notice = get_notice_for(actor, notice_id)
    mark_notices_read(actor=actor, notice_ids=[notice.pk], now=timezone.now())
    return HttpResponseRedirect(notice.url, status=303)


@requires(may(CHOOSE_CADENCE))
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def preferences(request: HttpRequest) -> HttpResponse:
    """Show and keep how often each group of notices comes by e-mail."""
    actor = required_actor(request)
    problem = ""
    if request.method == "POST":
        chosen = {key.removeprefix(_FIELD): request.POST[key] for key in request.POST if key.startswith(_FIELD)}
        try:
            choose_cadences(actor=actor, chosen=chosen, now=timezone.now())
        except BadInput as refused:
            problem = sentence(refused.problems[0].code, refused.problems[0].params, get_language() or "id")
        else:
            return HttpResponseRedirect(f"{reverse('notices:preferences')}?tersimpan=1", status=303)
    language = get_language() or "id"
    groups = [(f"{_FIELD}{group.code}", group.name(language), cadence.value)
              for group, cadence in cadences_of(actor.person)]  # fmt: skip
    context = {"groups": groups, "options": _cadences(), "problem": problem, "saved": "tersimpan" in request.GET}
    return render(request, "notices/preferences.html", context, status=422 if problem else 200)


def _cadences() -> list[tuple[str, str]]:
    words = {
        Cadence.AT_ONCE: _("Segera"),
        Cadence.DAILY: _("Ringkasan setiap hari pukul 07.00"),
        Cadence.WEEKLY: _("Ringkasan setiap Senin pukul 07.00"),
        Cadence.NEVER: _("Tanpa surel"),
    }
    return [(cadence.value, text) for cadence, text in words.items()]


def _mail_line(row: Notice) -> str:
    """Say where the letter of a notice is, only where that matters: it has trouble, or could not be delivered."""
    if row.mail_state == MailState.FAILED:
        return _("Surelnya tidak dapat dikirim. Periksa alamat surel Anda.")
    if row.mail_state == MailState.WAITING and row.mail_problem:
        return pgettext("surel", "Surelnya belum terkirim karena server surel tidak menjawab; akan dicoba lagi.")
    return ""
