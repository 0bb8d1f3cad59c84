"""Erasing the contents of an entry by right (`/log/entri/<id>/hapus`): what it means, on what ground, once more who."""

from __future__ import annotations

from typing import Final
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from pulau.apps.transparency.forms import ErasureForm
from pulau.apps.transparency.policies import ERASE_ENTRY
from pulau.apps.transparency.services.erasing import AlreadyErased, Ground, NotErasable, StillWaiting, erase_entry
from pulau.foundation.accounts.step_up import recently_confirmed
from pulau.foundation.journal.selectors import get_entry_for
from pulau.foundation.journal.telling import tell
from pulau.foundation.tenancy.acting import required_actor
from pulau.foundation.tenancy.deciding import may
from pulau.foundation.tenancy.place import zone_of
from pulau.foundation.tenancy.policy import requires
from pulau.foundation.ui.form_fields import summary_of

UNPROCESSABLE: Final = 422
CONFLICT: Final = 409


@requires(may(ERASE_ENTRY))
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def erase(request: HttpRequest, entry_id: UUID) -> HttpResponse:
    """Show what an erasure means; a sent form does it. Who comes here is asked once more who they are."""
    get_entry_for(required_actor(request), entry_id)
    return _erase(request, entry_id)


@recently_confirmed
def _erase(request: HttpRequest, entry_id: UUID) -> HttpResponse:
    if request.method != "POST":
        return _page(request, entry_id, ErasureForm())
    form = ErasureForm(request.POST, request.FILES)
    if not form.is_valid():
        return _page(request, entry_id, form, status=UNPROCESSABLE)
    told = form.cleaned_data
    ground = Ground(told["dasar"], told["alasan"], form.document_digest)
    try:
        erase_entry(actor=required_actor(request), entry_id=entry_id, ground=ground, now=timezone.now())
    except StillWaiting:
        return _page(request, entry_id, form, _("Entri ini belum masuk log publik. Coba lagi semenit lagi."), CONFLICT)
    except AlreadyErased:
        return _page(request, entry_id, form, _("Isi entri ini sudah dihapus."), CONFLICT)
    except NotErasable:
        told_why = _("Entri ini mencatat penghapusan lain; isinya hanya nomor dan sidik, dan tetap ada.")
        return _page(request, entry_id, form, told_why, CONFLICT)
    messages.success(request, _("Isi entri dimusnahkan. Dasar hukumnya tercatat dan tampil di entri ini."))
    return HttpResponseRedirect(reverse("journal:entry", args=[entry_id]), status=303)


def _page(
    request: HttpRequest, entry_id: UUID, form: ErasureForm, refused: str = "", status: int = 200
) -> HttpResponse:
    actor = required_actor(request)
    entry = get_entry_for(actor, entry_id)
    [told] = tell(actor, [entry], zone_of(actor))
    errors = summary_of(form)
    context = {
        "entry": entry,
        "told": told,
        "form": form,
        "refused": refused,
        "errors": errors,
        "problems": dict(errors),
        "values": form.data if form.is_bound else {},
        "articles": [pair for pair in form.fields["dasar"].choices if pair[0]],  # type: ignore[attr-defined]  # a field of choices
    }
    return render(request, "transparency/erase.html", context, status=status)
