"""Pacts between institutions (`/pakta/antarlembaga`): the list, one of them, and its writing, preparing and ending."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any, Final
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from pulau.apps.agencies.contract import Agency, agency_of
from pulau.apps.declarations.forms.institutional import (
    FEWEST_ROWS,
    MOST_PARTIES,
    PREFIX,
    UNFIT,
    InstitutionalForm,
    PartyRows,
    rows_of,
    why_unfit,
    wish_of,
)
from pulau.apps.declarations.forms.templates import fields_of
from pulau.apps.declarations.mapping import text_of
from pulau.apps.declarations.models import PactState, PledgeKind
from pulau.apps.declarations.policies import KEEP_INSTITUTIONAL
from pulau.apps.declarations.selectors.institutional import (
    get_institutional_for,
    institutional_pacts,
    parties_of,
    shared_documents,
    text_of_pact,
)
from pulau.apps.declarations.selectors.templates import approved_template
from pulau.apps.declarations.services import institutional as service
from pulau.apps.people.contract import actor_of
from pulau.apps.signing.contract import SigningRefused, signatories_of
from pulau.core.pledging.texts import PledgeText, filled
from pulau.foundation.accounts.models import User
from pulau.foundation.calendar import today_of
from pulau.foundation.tenancy.deciding import may
from pulau.foundation.tenancy.policy import requires
from pulau.foundation.ui.lists import asked_for, paged

if TYPE_CHECKING:
    from datetime import date

    from pulau.apps.declarations.models import Pact
    from pulau.core.shared.actor import Actor

UNPROCESSABLE: Final = 422
CONFLICT: Final = 409
LONGEST: Final = 1_000
DAYS: Final = 30
MOST_OFFERED: Final = 300


@requires(may(KEEP_INSTITUTIONAL))
@never_cache
@require_safe
def pacts(request: HttpRequest) -> HttpResponse:
    """List the body's own pacts with others, and those that others made with it."""
    actor, words = actor_of(request), asked_for(request)
    found = paged(request, institutional_pacts(actor, words), cari=words)
    context = found | {
        "search": words,
        "shared": list(shared_documents(actor)[:50]),
        "text": approved_template(actor, PledgeKind.INSTITUTIONAL),
    }
    return render(request, "declarations/institutional_list.html", context)


@requires(may(KEEP_INSTITUTIONAL))
@never_cache
@require_safe
def pact(request: HttpRequest, pact_id: UUID) -> HttpResponse:
    """Show a pact with others: its words, its parties, and who has signed."""
    return _page(request, pact_id)


@requires(may(KEEP_INSTITUTIONAL))
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def write(request: HttpRequest) -> HttpResponse:
    """Write a new pact, from the text that the body approved."""
    actor = actor_of(request)
    if request.method == "POST":
        return _taken(request, None)
    today = today_of(actor, timezone.now())
    return _form(request, InstitutionalForm(initial=_first_words(actor, today)), _blank(actor))


@requires(may(KEEP_INSTITUTIONAL))
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def change(request: HttpRequest, pact_id: UUID) -> HttpResponse:
    """Change a pact that was not prepared yet."""
    row = get_institutional_for(actor_of(request), pact_id)
    if row.document_id is not None or row.state != PactState.DUE:
        return _page(request, pact_id, CONFLICT, _("Pakta ini sudah disiapkan; isinya tidak berubah lagi."))
    if request.method == "POST":
        return _taken(request, row)
    text = text_of_pact(row)
    initial = {**_words(text), "tahun": row.year, "tenggat": row.due_on.isoformat()}
    parties = parties_of(row)
    people = User.objects.filter(pk__in=[party.user_id for party in parties if party.user_id])
    rows = PartyRows(prefix=PREFIX, initial=rows_of(parties, dict(people.values_list("pk", "email"))))
    return _form(request, InstitutionalForm(initial=initial), rows, row=row)


@requires(may(KEEP_INSTITUTIONAL))
@never_cache
@require_POST
def prepare(request: HttpRequest, pact_id: UUID) -> HttpResponse:
    """Set the document; each leader is then asked to sign."""
    try:
        service.prepare_institutional(actor=actor_of(request), pact_id=pact_id, now=timezone.now())
    except service.AlreadyPrepared:
        return _page(request, pact_id, CONFLICT, _("Pakta ini sudah disiapkan atau diakhiri."))
    except SigningRefused:
        return _page(request, pact_id, CONFLICT, _("Satu orang tercantum dua kali. Ubah daftar pihaknya lebih dahulu."))
    messages.success(request, _("Dokumen disiapkan. Para pimpinan dapat menandatanganinya secara berurutan."))
    return HttpResponseRedirect(reverse("declarations:institutional_pact", args=[pact_id]), status=303)


@requires(may(KEEP_INSTITUTIONAL))
@never_cache
@require_POST
def cancel(request: HttpRequest, pact_id: UUID) -> HttpResponse:
    """Cancel a pact that nobody signed yet."""
    return _end(request, pact_id, withdrawn=False)


@requires(may(KEEP_INSTITUTIONAL))
@never_cache
@require_POST
def withdraw(request: HttpRequest, pact_id: UUID) -> HttpResponse:
    """Withdraw a pact that somebody signed."""
    return _end(request, pact_id, withdrawn=True)


def _end(request: HttpRequest, pact_id: UUID, *, withdrawn: bool) -> HttpResponse:
    end = service.withdraw_institutional if withdrawn else service.cancel_institutional
    reason = request.POST.get("alasan", "").replace("\x00", "")[:LONGEST]
    try:
        end(actor=actor_of(request), pact_id=pact_id, reason=reason, now=timezone.now())
    except service.EndingReasonMissing:
        return _page(request, pact_id, UNPROCESSABLE, wrong=_("Tulis alasannya."))
    except (service.AlreadyPrepared, service.NotPrepared, SigningRefused):
        return _page(
            request, pact_id, CONFLICT, _("Keadaan pakta ini sudah berubah. Di bawah ini keadaannya sekarang.")
        )
    words = _("Pakta dicabut. Dokumennya tetap ada dan menyebutkannya.") if withdrawn else _("Pakta dibatalkan.")
    messages.success(request, words)
    return HttpResponseRedirect(reverse("declarations:institutional_pact", args=[pact_id]), status=303)


def _taken(request: HttpRequest, row: Pact | None) -> HttpResponse:
    """Take in what was typed; "tambah" adds a row for one more, and keeps everything."""
    data = request.POST.copy()
    if "tambah" in data:
        total = f"{PREFIX}-TOTAL_FORMS"
        count = int(data.get(total) or 0) if str(data.get(total)).isdecimal() else 0
        data[total] = str(min(count + 1, MOST_PARTIES))
        return _form(request, InstitutionalForm(data), PartyRows(data, prefix=PREFIX), row=row, checked=False)
    form, rows = InstitutionalForm(data), PartyRows(data, prefix=PREFIX)
    if not (form.is_valid() and rows.is_valid()):
        return _form(request, form, rows, UNPROCESSABLE, row=row)
    actor, wish, now = actor_of(request), wish_of(form, rows.forms), timezone.now()
    try:
        if row is None:
            row = service.write_institutional(actor=actor, wish=wish, now=now)
        else:
            service.change_institutional(actor=actor, pact_id=row.pk, wish=wish, now=now)
    except UNFIT as problem:
        form.add_error(*why_unfit(problem))
    except service.AlreadyPrepared:
        return HttpResponseRedirect(reverse("declarations:institutional"), status=303)
    else:
        return HttpResponseRedirect(reverse("declarations:institutional_pact", args=[row.pk]), status=303)
    return _form(request, form, rows, UNPROCESSABLE, row=row)


def _page(
    request: HttpRequest, pact_id: UUID, status: int = 200, problem: str = "", *, wrong: str = ""
) -> HttpResponse:
    actor = actor_of(request)
    row = get_institutional_for(actor, pact_id)
    signatories = list(signatories_of(row.document)) if row.document is not None else []
    context = {
        "row": row,
        "text": text_of_pact(row),
        "parties": parties_of(row),
        "signatories": signatories,
        "problem": problem,
        "wrong": wrong,
        "open": row.state in {PactState.DUE, PactState.SIGNED, PactState.REFUSED},
        "begun": any(one.state in {"signed", "withdrawn"} for one in signatories),
    }
    return render(request, "declarations/institutional.html", context, status=status)


def _form(
    request: HttpRequest,
    form: InstitutionalForm,
    rows: Any,  # noqa: ANN401 - a formset's class is made by Django
    status: int = 200,
    *,
    row: Pact | None = None,
    checked: bool = True,
) -> HttpResponse:
    errors = [(name, listed[0]) for name, listed in form.errors.items()] if form.is_bound and checked else []
    if rows.is_bound and checked:
        errors += [(f"{each.prefix}-{name}", listed[0]) for each in rows.forms for name, listed in each.errors.items()]
    context = {
        "row": row,
        "fields": fields_of(form),
        "form": form,
        "rows": rows,
        "errors": errors,
        "problems": dict(errors),
        "bodies": Agency.objects.directory().values_list("name", flat=True)[:MOST_OFFERED],
        "most": MOST_PARTIES,
    }
    return render(request, "declarations/institutional_form.html", context, status=status)


def _first_words(actor: Actor, today: date) -> dict[str, object]:
    template, agency = approved_template(actor, PledgeKind.INSTITUTIONAL), agency_of(actor)
    text = text_of(template) if template is not None else PledgeText()
    told = filled(text, {"tahun": str(today.year), "instansi": agency.name if agency is not None else ""})
    return {**_words(told), "tahun": today.year, "tenggat": (today + timedelta(days=DAYS)).isoformat()}


def _words(text: PledgeText) -> dict[str, object]:
    return {
        "judul": text.title, "pembuka": text.opening, "butir": "\n".join(text.points), "penutup": text.closing,
    }  # fmt: skip


def _blank(actor: Actor) -> Any:  # noqa: ANN401 - the same
    agency = agency_of(actor)
    first: list[dict[str, object]] = [{"lembaga": agency.name if agency is not None else ""}]
    return PartyRows(prefix=PREFIX, initial=[*first, *({} for _more in range(FEWEST_ROWS - 1))])
