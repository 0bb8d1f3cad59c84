"""Announcements: making, changing and ending them."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Final
from uuid import UUID

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from pulau.apps.editorial.forms import REFUSED, AnnouncementForm, announcement_typed, moment_typed, tell, words_of
from pulau.apps.editorial.models import Tone
from pulau.apps.editorial.policies import EDIT
from pulau.apps.editorial.refusals import AnnouncementChangedMeanwhile, EditorialRefusal
from pulau.apps.editorial.selectors import find_announcement
from pulau.apps.editorial.services.announcing import announce, change_announcement, end_announcement
from pulau.apps.editorial.views.publishing import read_number
from pulau.foundation.tenancy.acting import required_actor
from pulau.foundation.tenancy.deciding import may
from pulau.foundation.tenancy.policy import requires
from pulau.foundation.ui.form_fields import field_views, summary_of

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from pulau.apps.editorial.models import Announcement

SEE_OTHER: Final = 303
CONFLICT: Final = 409
UNPROCESSABLE: Final = 422
USUAL_DAYS: Final = 7


@requires(may(EDIT))
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """Make an announcement."""
    now = timezone.now()
    usual = {"nada": Tone.INFO, "sejak": moment_typed(now)}
    usual["sampai"] = moment_typed(now + timedelta(days=USUAL_DAYS))
    form = AnnouncementForm(request.POST if request.method == "POST" else None, initial=usual)
    if form.is_valid():
        try:
            with transaction.atomic():  # what fails leaves the connection usable for the page that says so
                announce(actor=required_actor(request), wish=form.wish(), now=now)
        except REFUSED as problem:
            tell(form, problem)
        else:
            return _back(request, _("Pengumuman tersimpan."))
    return _form(request, form)


@requires(may(EDIT))
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def change(request: HttpRequest, announcement_id: UUID) -> HttpResponse:
    """Change an announcement; what was typed stays where somebody else did too. Raises AnnouncementNotFound (404)."""
    row, now = find_announcement(announcement_id), timezone.now()
    if request.method != "POST":
        return _form(request, AnnouncementForm(initial=announcement_typed(row)), row)
    form, seen = AnnouncementForm(request.POST), read_number(request.POST.get("terlihat"))
    if form.is_valid():
        try:
            with transaction.atomic():
                change_announcement(
                    actor=required_actor(request), announcement_id=row.pk, wish=form.wish(), seen=seen, now=now
                )
        except AnnouncementChangedMeanwhile:
            return _form(request, form, row, conflict=True)
        except REFUSED as problem:
            tell(form, problem)
        else:
            return _back(request, _("Pengumuman tersimpan."))
    return _form(request, form, row)


@requires(may(EDIT))
@never_cache
@require_POST
def end(request: HttpRequest, announcement_id: UUID) -> HttpResponse:
    """End an announcement now. Raises AnnouncementNotFound (404)."""
    try:
        with transaction.atomic():
            end_announcement(actor=required_actor(request), announcement_id=announcement_id, now=timezone.now())
    except EditorialRefusal as problem:
        messages.warning(request, words_of(problem))
        return HttpResponseRedirect(reverse("editorial:desk"), status=SEE_OTHER)
    return _back(request, _("Pengumuman diakhiri."))


def _form(
    request: HttpRequest, form: AnnouncementForm, row: Announcement | None = None, *, conflict: bool = False
) -> HttpResponse:
    errors = summary_of(form)
    context = {"fields": field_views(form), "errors": errors, "row": row, "conflict": conflict,
               "over": row is not None and row.until <= timezone.now()}  # fmt: skip
    status = CONFLICT if conflict else UNPROCESSABLE if errors else 200
    return render(request, "editorial/announcement.html", context, status=status)


def _back(request: HttpRequest, words: str) -> HttpResponse:
    messages.success(request, words)
    return HttpResponseRedirect(reverse("editorial:desk"), status=SEE_OTHER)
