"""The webhooks of an agency: where its own systems are told of changes. For its administrator only."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from pulau.apps.people.contract import actor_of
from pulau.apps.worksheets.asking import administers_agency
from pulau.apps.worksheets.selectors import get_webhook_for, recent_deliveries, webhooks_for
from pulau.apps.worksheets.sending import AddressRefused, secret_of
from pulau.apps.worksheets.services import webhooks as services
from pulau.apps.worksheets.webhook_form import ADDRESS_REFUSED, EVENT_NAMES, PROBLEMS, EventsForm, WebhookForm
from pulau.foundation.tenancy.policy import requires

if TYPE_CHECKING:
    from pulau.apps.worksheets.models import Webhook, WebhookDelivery

SHOWN_DELIVERIES = 30
ASKED: dict[str, Callable[..., object]] = {"ganti-rahasia": services.rotate_secret, "hapus": services.remove_webhook}
"""What is asked again before it is done, naming the address."""
DONE: dict[str, Callable[..., object]] = {
    "jeda": services.pause_webhook,
    "lanjutkan": services.resume_webhook,
    "uji": services.send_test_event,
}


@requires(administers_agency)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def webhooks(request: HttpRequest) -> HttpResponse:
    """List the webhooks; a sent form adds one and leads to it."""
    if request.method != "POST":
        return _list(request, WebhookForm())
    form = WebhookForm(request.POST)
    if form.is_valid():
        row = _add(request, form)
        if row is not None:
            return _to(row.pk, "baru")
    return _list(request, form, status=422)


def _add(request: HttpRequest, form: WebhookForm) -> Webhook | None:
    url, events = form.cleaned_data["alamat"], form.cleaned_data["peristiwa"]
    try:
        return services.add_webhook(actor=actor_of(request), url=url, events=events, now=timezone.now())
    except AddressRefused as refused:
        form.add_error("alamat", ADDRESS_REFUSED[refused.reason])
    except services.TooManyWebhooks:
        most = services.MOST_WEBHOOKS
        form.add_error("alamat", _("Satu instansi dapat memiliki %(most)d webhook. Hapus yang lama.") % {"most": most})
    return None


@requires(administers_agency)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def webhook(request: HttpRequest, webhook_id: UUID) -> HttpResponse:
    """Show one: its secret, its events, how the last deliveries went; a sent form chooses the events anew."""
    row = get_webhook_for(actor_of(request), webhook_id)
    if request.method != "POST":
        return _one(request, row, EventsForm({"peristiwa": row.events}))
    form = EventsForm(request.POST)
    if not form.is_valid():
        return _one(request, row, form, status=422)
    events = form.cleaned_data["peristiwa"]
    services.choose_events(actor=actor_of(request), webhook_id=row.pk, events=events, now=timezone.now())
    return _to(row.pk, "peristiwa")


@requires(administers_agency)
@never_cache
@require_POST
def act(request: HttpRequest, webhook_id: UUID, deed: str) -> HttpResponse:
    """Pause, resume or try a webhook."""
    if deed not in DONE:
        raise Http404
    DONE[deed](actor=actor_of(request), webhook_id=webhook_id, now=timezone.now())
    return _to(webhook_id, deed)


@requires(administers_agency)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def confirm(request: HttpRequest, webhook_id: UUID, deed: str) -> HttpResponse:
    """Ask, naming the address; then give it another secret, or remove it."""
    actor = actor_of(request)
    row = get_webhook_for(actor, webhook_id)
    if deed not in ASKED:
        raise Http404
    if request.method != "POST":
        context = {"hook": row, "deed": deed, "removing": deed == "hapus"}
        return render(request, "worksheets/desk/webhook_confirm.html", context)
    ASKED[deed](actor=actor, webhook_id=row.pk, now=timezone.now())
    if deed == "hapus":
        return HttpResponseRedirect(f"{reverse('worksheets:webhooks')}?hapus", status=303)
    return _to(row.pk, deed)


def _to(webhook_id: UUID, done: str) -> HttpResponse:
    address = reverse("worksheets:webhook", args=[webhook_id])
    return HttpResponseRedirect(f"{address}?sudah={done}", status=303)


def _list(request: HttpRequest, form: WebhookForm, status: int = 200) -> HttpResponse:
    context = {
        "hooks": webhooks_for(actor_of(request)),
        "names": {code: name for code, name, _help in EVENT_NAMES},
        "removed": "hapus" in request.GET,
        "address": form.data.get("alamat", ""),
        **_chosen(form),
    }
    return render(request, "worksheets/desk/webhooks.html", context, status=status)


def _one(request: HttpRequest, row: Webhook, form: EventsForm, status: int = 200) -> HttpResponse:
    context = {
        "hook": row,
        "secret": secret_of(row.pk, row.generation),
        "deliveries": [_delivery(found) for found in recent_deliveries(row, SHOWN_DELIVERIES)],
        "done": request.GET.get("sudah", ""),
        **_chosen(form),
    }
    return render(request, "worksheets/desk/webhook.html", context, status=status)


def _chosen(form: EventsForm) -> dict[str, Any]:
    sent = form.data.getlist("peristiwa") if hasattr(form.data, "getlist") else form.data.get("peristiwa", ())
    return {
        "events": [(code, name, text, code in sent) for code, name, text in EVENT_NAMES],
        "problems": {name: listed[0] for name, listed in form.errors.items()},
        "summary": [(name, listed[0]) for name, listed in form.errors.items()] if form.is_bound else [],
    }


def _delivery(row: WebhookDelivery) -> dict[str, object]:
    names = {code: name for code, name, _help in EVENT_NAMES}
    return {
        "row": row,
        "name": names.get(row.event, _("Percobaan")),
        "problem": PROBLEMS.get(row.last_problem, ""),
        "status": row.last_status if row.last_problem == "status" else None,
    }
