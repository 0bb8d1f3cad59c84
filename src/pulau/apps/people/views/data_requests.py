"""What people asked about their data (`/permintaan-data`): the administrator sees it, answers it, holds erasures."""

from __future__ import annotations

from typing import Final
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from pulau.apps.people.forms.privacy import AnswerForm, HoldForm
from pulau.apps.people.models.staff import RequestKind, RequestState
from pulau.apps.people.policies import ANSWER_DATA_REQUESTS
from pulau.apps.people.selectors.privacy import (
    bars_to_erasing,
    get_request_for,
    holds_on,
    person_in,
    requests_to_answer,
)
from pulau.apps.people.services.privacy import (
    AlreadyAnswered,
    ErasureBarred,
    Reply,
    answer_data_request,
    end_hold,
    hold_erasure,
)
from pulau.foundation.accounts.step_up import ask_to_confirm, confirmed_recently
from pulau.foundation.calendar import today_of
from pulau.foundation.tenancy.acting import required_actor
from pulau.foundation.tenancy.deciding import may
from pulau.foundation.tenancy.policy import requires
from pulau.foundation.ui.lists import asked_for, paged

UNPROCESSABLE: Final = 422
CONFLICT: Final = 409


@requires(may(ANSWER_DATA_REQUESTS))
@never_cache
@require_safe
def data_requests(request: HttpRequest) -> HttpResponse:
    """List the requests put to the agency, those that wait first."""
    actor = required_actor(request)
    search = asked_for(request)
    state = request.GET.get("keadaan", "")
    state = state if state in RequestState.values else ""
    context = {
        **paged(request, requests_to_answer(actor, search, state), cari=search, keadaan=state),
        "search": search,
        "state": state,
        "states": RequestState.choices,
        "today": today_of(actor, timezone.now()),
        "open": RequestState.OPEN,
    }
    return render(request, "people/data_requests.html", context)


@requires(may(ANSWER_DATA_REQUESTS))
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def data_request(request: HttpRequest, request_id: UUID) -> HttpResponse:
    """Show a request; a sent form answers it. Who erases somebody, for good, is asked once more who they are."""
    if request.method != "POST":
        return _page(request, request_id, AnswerForm(), HoldForm())
    form = AnswerForm(request.POST)
    if not form.is_valid():
        return _page(request, request_id, form, HoldForm())
    reply = Reply(form.cleaned_data["putusan"] == "kabul", form.cleaned_data["jawaban"])
    actor = required_actor(request)
    erases = reply.granted and get_request_for(actor, request_id).kind == RequestKind.ERASURE
    if erases and not confirmed_recently(request):
        return ask_to_confirm(request)
    try:
        answer_data_request(actor=actor, request_id=request_id, reply=reply, now=timezone.now())
    except ErasureBarred as barred:
        form.add_error("putusan", barred.bars[0].words(get_language() or "id"))
        return _page(request, request_id, form, HoldForm())
    except AlreadyAnswered:
        return _page(request, request_id, AnswerForm(), HoldForm(), status=CONFLICT)
    messages.success(request, _("Jawaban sudah dicatat, dan yang meminta diberi tahu."))
    return HttpResponseRedirect(reverse("people:data_request", args=[request_id]), status=303)


@requires(may(ANSWER_DATA_REQUESTS))
@never_cache
@require_POST
def hold(request: HttpRequest, request_id: UUID) -> HttpResponse:
    """Hold the erasure of the person of a request."""
    form = HoldForm(request.POST)
    if not form.is_valid():
        return _page(request, request_id, AnswerForm(), form)
    document = form.cleaned_data["dokumen"]
    hold_erasure(actor=required_actor(request), request_id=request_id, document=document, now=timezone.now())
    messages.success(request, _("Penghapusan ditahan sampai Anda mengakhirinya."))
    return HttpResponseRedirect(reverse("people:data_request", args=[request_id]), status=303)


@requires(may(ANSWER_DATA_REQUESTS))
@never_cache
@require_POST
def end(request: HttpRequest, request_id: UUID, hold_id: UUID) -> HttpResponse:
    """End a hold."""
    end_hold(actor=required_actor(request), request_id=request_id, hold_id=hold_id, now=timezone.now())
    messages.success(request, _("Penahanan diakhiri."))
    return HttpResponseRedirect(reverse("people:data_request", args=[request_id]), status=303)


def _page(
    request: HttpRequest, request_id: UUID, form: AnswerForm, hold_form: HoldForm, status: int = 200
) -> HttpResponse:
    actor = required_actor(request)
    row = get_request_for(actor, request_id)
    today = today_of(actor, timezone.now())
    erasing = row.kind == RequestKind.ERASURE
    person = person_in(actor.tenant_id, row.user)
    errors = [(name, listed[0]) for each in (form, hold_form) for name, listed in each.errors.items()]
    language = get_language() or "id"
    bars = bars_to_erasing(person, actor.tenant_id, today) if erasing and row.state == RequestState.OPEN else []
    choices = [{"value": value, "text": label} for value, label in form.fields["putusan"].choices]  # type: ignore[attr-defined]  # a field of choices
    context = {
        "row": row,
        "erasing": erasing,
        "waits": row.state == RequestState.OPEN,
        "late": row.state == RequestState.OPEN and row.due < today,
        "bars": [bar.words(language) for bar in bars],
        "holds": list(holds_on(person, actor.tenant_id, today)),
        "choices": choices,
        "values": form.data if form.is_bound else {},
        "hold_values": hold_form.data if hold_form.is_bound else {},
        "errors": errors,
        "problems": dict(errors),
    }
    return render(request, "people/data_request.html", context, status=UNPROCESSABLE if errors else status)
