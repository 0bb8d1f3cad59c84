"""The deed and what follows: preparing it, opening the declaration, closing it with its record."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from pulau.apps.declarations.forms.declarations import CloseForm, SymbolicForm
from pulau.apps.declarations.models import PledgeKind
from pulau.apps.declarations.plans import DeclarationRefused
from pulau.apps.declarations.policies import PLAN
from pulau.apps.declarations.refusal_words import SIGNING, refusal_words
from pulau.apps.declarations.selectors.declarations import get_plan_for, people_of, symbolic_units_of
from pulau.apps.declarations.selectors.readiness import readiness_of
from pulau.apps.declarations.selectors.templates import approved_template
from pulau.apps.declarations.services.closing import close_declaration
from pulau.apps.declarations.services.opening import open_declaration, prepare_deed
from pulau.apps.declarations.shortfall import missing_words
from pulau.apps.declarations.views.plans import METHODS, UNPROCESSABLE, done, taken
from pulau.apps.people.contract import employee_of_user
from pulau.apps.signing.contract import SigningRefused
from pulau.core.shared.ids import read_id
from pulau.foundation.calendar import today_of
from pulau.foundation.tenancy.acting import required_actor
from pulau.foundation.tenancy.deciding import may
from pulau.foundation.tenancy.policy import requires


@requires(may(PLAN))
@never_cache
@require_POST
def prepare(request: HttpRequest, declaration_id: UUID) -> HttpResponse:
    """Make the deed from the plan as it is."""
    actor, now = required_actor(request), timezone.now()
    row = get_plan_for(actor, declaration_id)
    try:
        with transaction.atomic():
            prepare_deed(actor=actor, declaration_id=row.pk, now=now)
    except DeclarationRefused as refused:
        context = {"row": row, "words": refusal_words(refused)[1]}
        return render(request, "declarations/refused.html", context, status=UNPROCESSABLE)
    except SigningRefused as refused:
        context = {"row": row, "words": str(SIGNING[refused.reason])}
        return render(request, "declarations/refused.html", context, status=UNPROCESSABLE)
    return done(request, row, _("Piagam disiapkan. Periksa isinya sebelum dibuka."))


@requires(may(PLAN))
@never_cache
@require_http_methods(METHODS)
def open_it(request: HttpRequest, declaration_id: UUID) -> HttpResponse:
    """Ask, telling what is there and what is missing; then open the declaration, if need be openly symbolic."""
    actor, now = required_actor(request), timezone.now()
    row = get_plan_for(actor, declaration_id)
    text = approved_template(actor, PledgeKind.DECLARATION) is not None
    ready = readiness_of(actor, row, people_of(row), today_of(actor, now), text=text)
    form = SymbolicForm(request.POST if request.method == "POST" else None)
    met = ready.verdict.met

    def deed() -> None:
        reason = form.cleaned_data.get("alasan", "") if not met else ""
        open_declaration(actor=actor, declaration_id=row.pk, symbolic=not met, reason=reason, now=now)

    valid = form.is_bound and (form.is_valid() or met)
    if valid and taken(form, deed):
        return done(request, row, _("Pencanangan dibuka."))
    if met and form.is_bound:
        form.errors.pop("alasan", None)
    context = {
        "row": row, "ready": ready, "lacks": missing_words(ready.found, ready.verdict),
        "symbolic_units": symbolic_units_of(row), "lines": form.lines, "summary": form.summary,
    }  # fmt: skip
    return render(request, "declarations/open.html", context, status=UNPROCESSABLE if form.errors else 200)


@requires(may(PLAN))
@never_cache
@require_http_methods(METHODS)
def close(request: HttpRequest, declaration_id: UUID) -> HttpResponse:
    """Ask who signs the record of proceedings; then make it."""
    actor, now = required_actor(request), timezone.now()
    row = get_plan_for(actor, declaration_id)
    employee = employee_of_user(actor, actor.person)
    witnesses = [one for one in people_of(row).witnesses if one.user_id not in {None, actor.user_id}]
    sent = request.POST if request.method == "POST" else None
    form = CloseForm(sent, initial={"jabatan": employee.position if employee else "", "catatan": row.minutes})
    asked = {found for text in (sent.getlist("saksi") if sent else []) if (found := read_id(text))}

    def deed() -> None:
        told = form.cleaned_data
        close_declaration(
            actor=actor, declaration_id=row.pk, position=told["jabatan"], witnesses=asked, minutes=told["catatan"],
            now=now,
        )  # fmt: skip

    if form.is_bound and form.is_valid() and taken(form, deed):
        return done(request, row, _("Berita acara disusun. Tanda tangani, lalu minta saksi menandatangani."))
    chosen = [(one, sent is None or one.pk in asked) for one in witnesses]
    context = {"row": row, "witnesses": chosen, "lines": form.lines, "summary": form.summary}
    return render(request, "declarations/close.html", context, status=UNPROCESSABLE if form.errors else 200)
