"""Describing a piece anew (`/ubah`), withdrawing it (`/tarik`) and bringing it back."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final
from uuid import UUID

from django.contrib import messages
from django.core import signing
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.dateparse import parse_date
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from pulau.apps.evidence.forms.describing import NAMES, SEEN_BY, DescriptionForm, ReasonForm, typed_of
from pulau.apps.evidence.policies import KEEP
from pulau.apps.evidence.selectors.pieces import get_evidence_for
from pulau.apps.evidence.selectors.relying import relying_on
from pulau.apps.evidence.services.changing import bring_back, change_evidence, withdraw_evidence
from pulau.apps.evidence.wishes import FIELDS, EvidenceChangedMeanwhile, EvidenceNotWithdrawn, EvidenceWithdrawn
from pulau.apps.people.contract import actor_of
from pulau.foundation.calendar.clocks import today_of
from pulau.foundation.tenancy.deciding import may, require
from pulau.foundation.tenancy.policy import requires

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pulau.apps.evidence.models import Evidence
    from pulau.core.shared.actor import Actor

UNPROCESSABLE: Final = 422
_SALT: Final = "pulau.evidence.seen"


@requires(may(KEEP))
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def change(request: HttpRequest, evidence_id: UUID) -> HttpResponse:
    """Show a piece's description to be changed, and change it; two writers of one field are told of each other."""
    actor = actor_of(request)
    row = _kept_piece(actor, evidence_id)
    today = today_of(actor, timezone.now())
    data = request.POST if request.method == "POST" else None
    form = DescriptionForm(actor, today, data, unit_id=row.unit_id)
    clashes: list[tuple[str, Any]] = []
    if data is not None and form.is_valid() and _changed(form, actor, row, data.get("terlihat", ""), clashes):
        messages.success(request, _("Keterangan bukti tersimpan."))
        return _to(row)
    context = {
        "piece": row,
        "typed": data.dict() if data is not None else typed_of(row),
        "seen": data["terlihat"] if data is not None and not clashes and "terlihat" in data else _sealed(row),
        "seen_by": SEEN_BY,
        "clashes": clashes,
        **_problems(form),
    }
    return render(request, "evidence/change.html", context, status=UNPROCESSABLE if form.errors else 200)


def _changed(form: DescriptionForm, actor: Actor, row: Evidence, seen: str, clashes: list[tuple[str, Any]]) -> bool:
    """Change the piece; where it cannot be done the form says why, and `clashes` hold what stands there now."""
    try:
        change_evidence(actor=actor, evidence_id=row.pk, wish=form.wish(), seen=_opened(seen, row), now=timezone.now())
    except EvidenceChangedMeanwhile as problem:
        row.refresh_from_db()
        standing = typed_of(row)
        for name in dict.fromkeys(NAMES[field] for field in problem.fields):
            clashes.append((name, dict(SEEN_BY)[standing[name]] if name == "sifat" else standing[name]))
            form.add_error(name, _("Sementara itu orang lain mengubahnya. Yang Anda tulis masih ada di sini."))
    except EvidenceWithdrawn:
        form.add_error(None, _("Bukti ini sudah ditarik. Kembalikan dahulu, baru ubah keterangannya."))
    except ValidationError as problem:
        for name, told in problem.message_dict.items():
            form.add_error(NAMES.get(name, "judul"), told)
    return not form.errors


def _sealed(row: Evidence) -> str:
    """Return the fields as they stand, signed, so that the form brings back what its writer saw."""
    seen = {name: getattr(row, name) for name in FIELDS}
    return signing.dumps(
        {name: value if isinstance(value, bool | str | None) else value.isoformat() for name, value in seen.items()},
        salt=_SALT,
        compress=True,
    )


def _opened(sealed: str, row: Evidence) -> Mapping[str, Any]:
    """Return the fields as the writer saw them; as they stand where what came back was not ours."""
    try:
        found = signing.loads(sealed, salt=_SALT)
    except signing.BadSignature:
        return {name: getattr(row, name) for name in FIELDS}
    days = ("dated_on", "valid_from", "valid_until", "seen_on")
    return {name: parse_date(value) if name in days and value else value for name, value in found.items()}


@requires(may(KEEP))
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def withdraw(request: HttpRequest, evidence_id: UUID) -> HttpResponse:
    """Say who relies on a piece and what becomes of it, ask why, and withdraw it."""
    actor = actor_of(request)
    row = _kept_piece(actor, evidence_id)
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            withdraw_evidence(actor=actor, evidence_id=row.pk, reason=form.cleaned_data["alasan"], now=timezone.now())
        except EvidenceWithdrawn:
            messages.info(request, _("Bukti ini sudah ditarik."))
        else:
            messages.success(request, _("Bukti ditarik. Berkas dan riwayatnya tetap tersimpan."))
        return _to(row)
    relying = relying_on(actor, row.pk)
    context = {
        "piece": row,
        "typed": request.POST.dict(),
        "relying": relying,
        "locked": sum(place.locked for place in relying),
        **_problems(form),
    }
    return render(request, "evidence/withdraw.html", context, status=UNPROCESSABLE if form.errors else 200)


@requires(may(KEEP))
@never_cache
@require_POST
def bring_back_piece(request: HttpRequest, evidence_id: UUID) -> HttpResponse:
    """Offer a withdrawn piece again."""
    actor = actor_of(request)
    row = _kept_piece(actor, evidence_id)
    try:
        bring_back(actor=actor, evidence_id=row.pk, now=timezone.now())
    except EvidenceNotWithdrawn:
        messages.info(request, _("Bukti ini tidak sedang ditarik."))
    else:
        messages.success(request, _("Bukti dapat dipakai lagi."))
    return _to(row)


def _kept_piece(actor: Actor, evidence_id: UUID) -> Evidence:
    """Return a piece that the actor keeps. Raises EvidenceNotFound (404), PermissionDenied."""
    row = get_evidence_for(actor, evidence_id)
    require(actor, KEEP, unit_id=row.unit_id)
    return row


def _problems(form: DescriptionForm | ReasonForm) -> dict[str, Any]:
    problems = {name: told[0] for name, told in form.errors.items()}
    return {"problems": problems, "summary": list(problems.items())}


def _to(row: Evidence) -> HttpResponse:
    return HttpResponseRedirect(reverse("evidence:piece", args=[row.pk]), status=303)
