"""What belongs to a planned declaration: its text, its people, the units it stands for, its files."""

from __future__ import annotations

from itertools import pairwise
from typing import Any
from uuid import UUID

from django.contrib.auth import get_user_model
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from pulau.apps.agencies.contract import find_units
from pulau.apps.declarations.documents import deed_text
from pulau.apps.declarations.forms.declarations import Account, PersonForm
from pulau.apps.declarations.models import Declaration, DeclarationText, PledgeKind
from pulau.apps.declarations.plans import LARGEST_ATTACHMENT, DeclarationRefused, TextStale
from pulau.apps.declarations.policies import PLAN, SEE_DECLARATIONS
from pulau.apps.declarations.refusal_words import refusal_words
from pulau.apps.declarations.selectors.candidates import candidates_for
from pulau.apps.declarations.selectors.declarations import (
    get_attachment_for,
    get_plan_for,
    people_of,
    symbolic_units_of,
    texts_of,
)
from pulau.apps.declarations.selectors.templates import approved_template
from pulau.apps.declarations.services.attaching import attach_file, detach_file
from pulau.apps.declarations.services.naming import choose_symbolic_units, drop_person, move_person, name_person
from pulau.apps.declarations.services.planning import STILL_PLANNED
from pulau.apps.declarations.services.texts import write_text
from pulau.apps.declarations.views.plans import CONFLICT, METHODS, UNPROCESSABLE, done, taken
from pulau.apps.people.contract import employee_of_user
from pulau.core.pledging.texts import differences
from pulau.core.shared.actor import Actor
from pulau.foundation import storage
from pulau.foundation.accounts.models import normal_email
from pulau.foundation.calendar import today_of
from pulau.foundation.tenancy.acting import required_actor
from pulau.foundation.tenancy.days import not_over
from pulau.foundation.tenancy.deciding import may
from pulau.foundation.tenancy.policy import requires
from pulau.foundation.ui.lists import asked_for

MOST_UNITS = 200
MOST_CHOSEN = 1_000
LANGUAGES = ("id", "en")


@requires(may(PLAN))
@never_cache
@require_http_methods(METHODS)
def text(request: HttpRequest, declaration_id: UUID, language: str) -> HttpResponse:
    """Show the text that is read out with its versions, and keep a new one; a newer one of another is shown beside."""
    actor, now = required_actor(request), timezone.now()
    row = get_plan_for(actor, declaration_id)
    versions = texts_of(row).get(language, [])
    if request.method != "POST":
        return _text_page(request, row, language, versions, typed="\n".join(_begun(actor, row, language, versions)))
    typed, seen = request.POST.get("naskah", ""), request.POST.get("versi", "0")
    number = int(seen) if seen.isascii() and seen.isdecimal() and len(seen) < 9 else 0  # noqa: PLR2004 - never so many
    try:
        write_text(
            actor=actor, declaration_id=row.pk, language=language, lines=typed.splitlines(), seen=number, now=now
        )
    except DeclarationRefused as refused:
        error = refusal_words(refused)[1]
        return _text_page(request, row, language, versions, typed=typed, error=error, status=UNPROCESSABLE)
    except TextStale as stale:
        newer = [stale.text, *(one for one in versions if one.pk != stale.text.pk)]
        return _text_page(request, row, language, newer, typed=typed, theirs=stale.text, status=CONFLICT)
    return done(request, row, _("Naskah disimpan sebagai versi baru."))


def _begun(actor: Actor, row: Declaration, language: str, versions: list[DeclarationText]) -> list[str]:
    """Return the newest version; where there is none, the approved words, as a beginning."""
    if versions:
        return list(versions[0].lines)
    template = approved_template(actor, PledgeKind.DECLARATION) if language == "id" else None
    return list(deed_text(row, template, row.declarer).lines[1:]) if template else []


def _text_page(
    request: HttpRequest,
    row: Declaration,
    language: str,
    versions: list[DeclarationText],
    *,
    typed: str,
    error: str = "",
    theirs: DeclarationText | None = None,
    status: int = 200,
) -> HttpResponse:
    changes = [(newer, differences(older.lines, newer.lines)) for newer, older in pairwise(versions)]
    context: dict[str, Any] = {
        "row": row,
        "language": language,
        "versions": versions,
        "changes": changes,
        "typed": typed,
        "error": error,
        "theirs": theirs,
        "against": differences(theirs.lines, [one.strip() for one in typed.splitlines() if one.strip()])
        if theirs
        else [],
        "seen": versions[0].version if versions else 0,
        "planned": row.state in STILL_PLANNED,
    }
    return render(request, "declarations/text.html", context, status=status)


@requires(may(PLAN))
@never_cache
@require_http_methods(METHODS)
def people(request: HttpRequest, declaration_id: UUID) -> HttpResponse:
    """Show who stands in the declaration, and name one more."""
    actor, now = required_actor(request), timezone.now()
    row = get_plan_for(actor, declaration_id)
    sent = request.POST if request.method == "POST" else None
    form = PersonForm(candidates_for(actor, today_of(actor, now), row.unit_id), sent, initial={"bagian": "signer"})

    def deed() -> None:
        account = _account(actor, form.cleaned_data["surel"])
        name_person(actor=actor, declaration_id=row.pk, wish=form.wish(account), now=now)

    if form.is_bound and form.is_valid() and taken(form, deed):
        return _back(row, "people")
    context = {"row": row, "people": people_of(row), "lines": form.lines, "summary": form.summary}
    return render(request, "declarations/people.html", context, status=UNPROCESSABLE if form.errors else 200)


@requires(may(PLAN))
@never_cache
@require_POST
def person(request: HttpRequest, declaration_id: UUID, person_id: UUID) -> HttpResponse:
    """Move somebody one place up or down, or take them off the list."""
    actor, now, step = required_actor(request), timezone.now(), request.POST.get("langkah", "")
    row = get_plan_for(actor, declaration_id)
    try:
        with transaction.atomic():
            if step == "hapus":
                drop_person(actor=actor, declaration_id=row.pk, person_id=person_id, now=now)
            else:
                move_person(actor=actor, declaration_id=row.pk, person_id=person_id, up=step == "naik", now=now)
    except DeclarationRefused as refused:
        return _refused(request, row, refused)
    return _back(row, "people")


def _account(actor: Actor, address: str) -> Account | None:
    """Return the account with an address, of whatever body. Raises ValidationError where there is none."""
    if not address:
        return None
    user = get_user_model().objects.filter(email=normal_email(address), is_active=True).first()
    if user is None:
        words = _("Belum ada akun dengan surel ini. Tulis namanya saja, atau minta ia membuat akun.")
        raise ValidationError({"surel": words})
    employee = employee_of_user(actor, user.pk)
    return Account(user.pk, employee.full_name if employee else user.full_name, employee.pk if employee else None)


@requires(may(PLAN))
@never_cache
@require_http_methods(METHODS)
def symbolic_units(request: HttpRequest, declaration_id: UUID) -> HttpResponse:
    """Choose the units for which others sign symbolically."""
    actor, now = required_actor(request), timezone.now()
    row = get_plan_for(actor, declaration_id)
    words = asked_for(request)
    chosen = {one.unit_id: one.unit for one in symbolic_units_of(row)}
    living = find_units(actor).filter(not_over(today_of(actor, now))).exclude(pk=row.unit_id)
    if request.method == "POST":
        codes = request.POST.getlist("unit")[:MOST_CHOSEN]
        wanted = list(living.filter(code__in=codes).values_list("pk", flat=True))
        try:
            with transaction.atomic():
                choose_symbolic_units(actor=actor, declaration_id=row.pk, units=wanted, now=now)
        except DeclarationRefused as refused:
            return _refused(request, row, refused)
        return done(request, row, _("Pilihan unit disimpan."))
    found = find_units(actor, words).filter(pk__in=living.order_by().values("pk")).exclude(pk__in=list(chosen))
    others = list(found[: MOST_UNITS + 1])
    shown = [*((unit, True) for unit in chosen.values()), *((unit, False) for unit in others[:MOST_UNITS])]
    context = {"row": row, "units": shown, "words": words, "more": len(others) > MOST_UNITS}
    return render(request, "declarations/symbolic_units.html", context)


@requires(may(PLAN))
@never_cache
@require_POST
def attach(request: HttpRequest, declaration_id: UUID) -> HttpResponse:
    """Take a file in."""
    actor, now = required_actor(request), timezone.now()
    row = get_plan_for(actor, declaration_id)
    file = request.FILES.get("berkas")
    content = file.read(LARGEST_ATTACHMENT + 1) if file else b""
    try:
        with transaction.atomic():
            attach_file(
                actor=actor, declaration_id=row.pk, name=(file.name if file else "") or "", content=content, now=now
            )
    except DeclarationRefused as refused:
        return _refused(request, row, refused)
    return done(request, row, _("Lampiran ditambahkan."))


@requires(may(PLAN))
@never_cache
@require_POST
def detach(request: HttpRequest, declaration_id: UUID, attachment_id: UUID) -> HttpResponse:
    """Take a file off; it stays in the store, and in the list of those taken off."""
    actor, now = required_actor(request), timezone.now()
    row = get_plan_for(actor, declaration_id)
    try:
        with transaction.atomic():
            detach_file(actor=actor, declaration_id=row.pk, attachment_id=attachment_id, now=now)
    except DeclarationRefused as refused:
        return _refused(request, row, refused)
    return done(request, row, _("Lampiran dilepas. Berkasnya tetap tersimpan."))


@requires(may(SEE_DECLARATIONS))
@never_cache
@require_safe
def attachment(request: HttpRequest, declaration_id: UUID, attachment_id: UUID) -> HttpResponse:
    """Hand a file out, to be kept rather than shown: it came from outside."""
    _row, found = get_attachment_for(required_actor(request), declaration_id, attachment_id)
    answer = HttpResponse(storage.get(found.digest), content_type=found.media_type)
    answer["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=found.name) or "attachment"
    answer["X-Content-Type-Options"] = "nosniff"
    return answer


def _back(row: Declaration, name: str) -> HttpResponse:
    return HttpResponseRedirect(reverse(f"declarations:{name}", args=[row.pk]), status=303)


def _refused(request: HttpRequest, row: Declaration, refused: DeclarationRefused) -> HttpResponse:
    context = {"row": row, "words": refusal_words(refused)[1]}
    return render(request, "declarations/refused.html", context, status=UNPROCESSABLE)
