"""What is kept of the person signed in (`/akun/data`): to see, to take out, to ask for correction or erasure."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, cast
from uuid import UUID

from django.contrib import messages
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from pulau.apps.people.acting import acting
from pulau.apps.people.forms.privacy import AskForm
from pulau.apps.people.models.staff import RequestKind
from pulau.apps.people.own_data import sections_for
from pulau.apps.people.own_data_file import own_data_file
from pulau.apps.people.selectors.privacy import bodies_of, person_in, requests_of_person
from pulau.apps.people.services.privacy import AlreadyAsked, ask_about_data, record_own_data_taken
from pulau.core.shared.actor import Actor
from pulau.exchange.personal_data import CORRECTION, ERASURE, period_for
from pulau.foundation.registry.personal_data import Person
from pulau.foundation.tenancy.policy import requires, signed_in
from pulau.foundation.tenancy.wall import behind_wall

if TYPE_CHECKING:
    from pulau.foundation.accounts.models import User

UNPROCESSABLE: Final = 422
MOST_REQUESTS: Final = 20
SELF: Final = "person"
"""In which capacity somebody asks about their own data, whether or not they hold a duty."""


@requires(signed_in)
@never_cache
@require_safe
def own_data(request: HttpRequest) -> HttpResponse:
    """Show what a body keeps of the person, by purpose, with how long and who can see it."""
    return _page(request, AskForm())


@requires(signed_in)
@never_cache
@require_POST
def download(request: HttpRequest) -> HttpResponseBase:
    """Hand out everything, of all bodies, as one file."""
    user, now = _user(request), timezone.now()
    bodies = bodies_of(user.pk)
    chosen = _chosen(request, bodies, request.POST.get("instansi", ""))
    if chosen is not None:
        with behind_wall(chosen[0], user.pk):
            record_own_data_taken(actor=_oneself(user, chosen[0]), now=now)
    stream = own_data_file(user, bodies, get_language() or "id", now)
    name = f"data-saya-{timezone.localdate():%Y-%m-%d}.zip"
    return FileResponse(stream, as_attachment=True, filename=name, content_type="application/zip")


@requires(signed_in)
@never_cache
@require_POST
def ask(request: HttpRequest) -> HttpResponse:
    """Put a request to a body; what was typed stays where it cannot be taken."""
    user, form = _user(request), AskForm(request.POST)
    chosen = _chosen(request, bodies_of(user.pk), request.POST.get("instansi", ""))
    if chosen is None:
        raise Http404
    if not form.is_valid():
        return _page(request, form)
    kind, told = RequestKind(form.cleaned_data["jenis"]), form.cleaned_data["isi"]
    try:
        with behind_wall(chosen[0], user.pk):
            ask_about_data(actor=_oneself(user, chosen[0]), kind=kind, told=told, now=timezone.now())
    except AlreadyAsked:
        form.add_error("jenis", _("Permintaan seperti ini sudah Anda ajukan dan masih menunggu jawaban."))
        return _page(request, form)
    messages.success(request, _("Permintaan sudah dikirim kepada pengelola instansi."))
    return HttpResponseRedirect(f"{reverse('people:own_data')}?instansi={chosen[0]}", status=303)


def _page(request: HttpRequest, form: AskForm) -> HttpResponse:
    user, language = _user(request), get_language() or "id"
    bodies = bodies_of(user.pk)
    chosen = _chosen(request, bodies, request.POST.get("instansi") or request.GET.get("instansi", ""))
    if chosen is None:
        sections = sections_for(Person(user.pk, emails=frozenset({user.email})), user.pk, language)
    else:
        with behind_wall(chosen[0], user.pk):
            sections = sections_for(person_in(chosen[0], user), chosen[0], language)
    today = timezone.localdate()
    errors = [(name, listed[0]) for name, listed in form.errors.items()]
    context = {
        "bodies": [(str(pk), name) for pk, name in bodies],
        "chosen": chosen,
        "sections": sections,
        "asked": list(requests_of_person(user.pk)[:MOST_REQUESTS]),
        "kinds": [{"value": value, "text": label} for value, label in RequestKind.choices],
        "form": form,
        "values": form.data if form.is_bound else {},
        "errors": errors,
        "problems": dict(errors),
        "correction": period_for(CORRECTION, today),
        "erasure": period_for(ERASURE, today),
    }
    return render(request, "people/own_data.html", context, status=UNPROCESSABLE if errors else 200)


def _user(request: HttpRequest) -> User:
    return cast("User", request.user)


def _oneself(user: User, tenant_id: UUID) -> Actor:
    return Actor(user.pk, tenant_id, SELF)


def _chosen(request: HttpRequest, bodies: list[tuple[UUID, str]], asked: str) -> tuple[UUID, str] | None:
    """Return the body that is meant: the one asked for, else the one the person works for, else their first."""
    if asked:
        found = next((body for body in bodies if str(body[0]) == asked), None)
        if found is None:
            raise Http404
        return found
    actor = acting(request)
    own = next((body for body in bodies if actor is not None and body[0] == actor.tenant_id), None)
    return own or (bodies[0] if bodies else None)
