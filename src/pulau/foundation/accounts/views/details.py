"""Name and language of one's own account (`/akun/nama`)."""

from __future__ import annotations

from typing import Final

from django import forms
from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from pulau.foundation.accounts.demo_sign_in import is_demo_person
from pulau.foundation.accounts.origin import origin_of
from pulau.foundation.accounts.person import person_of
from pulau.foundation.accounts.services.details import change_own_details
from pulau.foundation.tenancy.acting import requesting_actor
from pulau.foundation.tenancy.policy import requires, signed_in
from pulau.foundation.ui.form_fields import text_field

LONGEST: Final = 200


class DetailsForm(forms.Form):
    """Who the person says they are, and the language of what is sent to them."""

    nama = text_field(LONGEST, _("Tulis nama Anda."))
    bahasa = forms.ChoiceField(
        choices=settings.LANGUAGES,
        error_messages={"required": _("Pilih bahasanya."), "invalid_choice": _("Pilih bahasanya.")},
    )


@requires(signed_in)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def details(request: HttpRequest) -> HttpResponse:
    """Let a person put their name and language right; those of the demo, whom many share, stay as they are."""
    user, demo = person_of(request), is_demo_person(request)
    sent = request.POST if request.method == "POST" and not demo else None
    form = DetailsForm(sent, initial={"nama": user.full_name, "bahasa": user.language})
    if form.is_valid():
        told = form.cleaned_data
        change_own_details(
            actor=requesting_actor(request), user=user, full_name=told["nama"], language=told["bahasa"],
            origin=origin_of(request), now=timezone.now(),
        )  # fmt: skip
        return HttpResponseRedirect(f"{reverse('accounts:details')}?selesai=ya", status=303)
    errors = {name: str(texts[0]) for name, texts in form.errors.items()}
    context = {
        "typed": {name: form[name].value() for name in form.fields},
        "errors": errors,
        "summary": list(errors.items()),
        "languages": settings.LANGUAGES,
        "longest": LONGEST,
        "demo": demo,
        "done": request.GET.get("selesai") == "ya",
    }
    refused = request.method == "POST"
    return render(request, "accounts/details.html", context, status=422 if refused else 200)
