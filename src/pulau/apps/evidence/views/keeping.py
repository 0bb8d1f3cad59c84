"""Keeping evidence (`/bukti/baru`) and its next version (`/bukti/<id>/versi`): nothing that was sent is asked again."""

from __future__ import annotations

from pathlib import PurePath
from typing import TYPE_CHECKING, Any, Final
from uuid import UUID, uuid4

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from pulau.apps.evidence.forms.describing import NAMES, CopyForm, NewForm, ReasonForm
from pulau.apps.evidence.forms.sending import Sent, compare, files_of, keep_for_again, only_one, take_in
from pulau.apps.evidence.models import LONGEST_TITLE
from pulau.apps.evidence.policies import KEEP
from pulau.apps.evidence.selectors.pieces import get_evidence_for
from pulau.apps.evidence.selectors.relying import relying_on
from pulau.apps.evidence.selectors.units import unit_choices
from pulau.apps.evidence.services.changing import preserve_evidence
from pulau.apps.evidence.services.keeping import add_version, keep_pieces
from pulau.apps.evidence.versioning import pieces_sent_before
from pulau.apps.evidence.wishes import EvidencePreserved, EvidenceWish, EvidenceWithdrawn
from pulau.apps.people.contract import actor_of
from pulau.exchange.files.kinds import ACCEPT, known_extensions
from pulau.foundation.calendar.clocks import today_of
from pulau.foundation.storage import StoreUnavailable
from pulau.foundation.tenancy.deciding import may, require
from pulau.foundation.tenancy.policy import requires
from pulau.foundation.uploads.keeping import UploadNotFound

if TYPE_CHECKING:
    from collections.abc import Mapping

    from django import forms

    from pulau.apps.evidence.models import Evidence
    from pulau.apps.evidence.receiving import Received
    from pulau.core.shared.actor import Actor

UNPROCESSABLE: Final = 422
UNAVAILABLE: Final = 503


@requires(may(KEEP))
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """Ask for files or an outside address with what they are, and keep them: a piece for each file."""
    actor, now = actor_of(request), timezone.now()
    today = today_of(actor, now)
    if request.method != "POST":
        units = unit_choices(actor, KEEP)
        alone = units[0][0] if units and len(units) == 1 else ""
        typed = {"unit": request.GET.get("unit", alone), "sifat": "unit", "dilihat": "", "kunci": str(uuid4())}
        return _new_page(request, NewForm(actor, today), Sent(), typed)
    key = request.POST.get("kunci", "")[:64]
    before = pieces_sent_before(actor, key, request.POST.getlist("unggahan"))
    if before:
        return _kept(request, before)
    form, sent = NewForm(actor, today, request.POST), Sent()
    try:
        sent = files_of(request, actor)
        kept = _keep_new(form, sent, actor, key, sure="tetap" in request.POST)
    except StoreUnavailable as problem:
        return _new_page(request, form, sent, request.POST.dict(), away=problem)
    if kept:
        return _kept(request, kept)
    keep_for_again(sent, actor, now)
    return _new_page(request, form, sent, request.POST.dict())


def _keep_new(form: NewForm, sent: Sent, actor: Actor, key: str, *, sure: bool) -> list[Evidence]:
    """Keep what was sent; where it cannot be, nothing is returned, and form and files say why."""
    valid = form.is_valid()
    address = form.cleaned_data.get("alamat")
    if not sent.files and not address and not sent.problems:
        sent.problems.append(_("Pilih berkasnya, atau tulis alamat tempat bukti itu dapat dilihat."))
    if len(sent.files) > 1 and address:
        form.add_error("alamat", _("Satu alamat untuk satu berkas: unggah berkas lainnya tersendiri."))
    if not sent.files and address and not form.cleaned_data.get("judul") and valid:
        form.add_error("judul", _("Tulis judulnya."))
    if form.errors or sent.problems:
        return []
    take_in(sent, get_language() or "id")
    compare(sent, actor, key)
    if sent.problems or (sent.same and not sure):
        return []
    wished: list[tuple[EvidenceWish, Received | None]] = [
        (form.wish(title=_title(form, file, len(sent.received)), key=key), file) for file in sent.received
    ]
    try:
        return keep_pieces(actor=actor, pieces=wished or [(form.wish(key=key), None)], now=timezone.now())
    except ValidationError as problem:
        tell(form, problem)
    except UploadNotFound:
        sent.files, sent.received = [], []
        sent.problems.append(_("Berkas yang diunggah sudah tidak ada. Mohon pilih berkasnya lagi."))
    return []


def _title(form: NewForm, file: Received, count: int) -> str:
    """Return the title of one of the files: what was typed, and the file's name where that tells them apart."""
    typed, stem = form.cleaned_data["judul"], PurePath(file.name).stem
    if typed and count == 1:
        return str(typed)
    return f"{typed} · {stem}"[:LONGEST_TITLE] if typed else stem


def tell(form: forms.Form, problem: ValidationError) -> None:
    """Say at the form's fields what a service refused."""
    for name, told in problem.message_dict.items():
        for sentence in told:
            form.add_error(NAMES.get(name, "judul"), sentence)


def _kept(request: HttpRequest, kept: list[Evidence]) -> HttpResponse:
    told = ngettext("Bukti tersimpan.", "%(n)d bukti tersimpan.", len(kept)) % {"n": len(kept)}
    messages.success(request, told)
    path = reverse("evidence:piece", args=[kept[0].pk]) if len(kept) == 1 else reverse("evidence:pieces")
    return HttpResponseRedirect(path, status=303)


def _new_page(
    request: HttpRequest,
    form: NewForm,
    sent: Sent,
    typed: Mapping[str, Any],
    *,
    away: StoreUnavailable | None = None,
) -> HttpResponse:
    context = {
        "typed": typed,
        "units": form.units,
        "accept": ACCEPT,
        "known": known_extensions(),
        **_problems(form, sent),
        "away": away,
    }
    return render(request, "evidence/new.html", context, status=_status(form, sent, away))


def _problems(form: forms.Form, sent: Sent) -> dict[str, Any]:
    problems = {name: told[0] for name, told in form.errors.items()}
    if sent.problems:
        problems["berkas"] = " ".join(sent.problems)
    return {"problems": problems, "summary": list(problems.items()), "files": _named(sent), "same": sent.same}


def _named(sent: Sent) -> list[Any]:
    """Return the files that the form can name again: those that are uploads."""
    return [file for file in sent.files if file.upload_id is not None]


def _status(form: forms.Form, sent: Sent, away: StoreUnavailable | None) -> int:
    if away is not None:
        return UNAVAILABLE
    return UNPROCESSABLE if form.errors or sent.problems or sent.same else 200


@requires(may(KEEP))
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def version(request: HttpRequest, evidence_id: UUID) -> HttpResponse:
    """Ask for the next version of a piece and why it is replaced; of an outside address for its dated copy."""
    actor, now = actor_of(request), timezone.now()
    row = get_evidence_for(actor, evidence_id)
    require(actor, KEEP, unit_id=row.unit_id)
    today = today_of(actor, now)
    data = request.POST if request.method == "POST" else None
    form: ReasonForm | CopyForm = ReasonForm(data) if row.preserved else CopyForm(today, data)
    sent, away = Sent(), None
    if data is not None:
        try:
            sent = files_of(request, actor)
            only_one(sent)
            if _keep_version(form, sent, actor, row):
                messages.success(request, _("Berkas tersimpan. Versi sebelumnya tetap ada."))
                return HttpResponseRedirect(reverse("evidence:piece", args=[row.pk]), status=303)
        except StoreUnavailable as problem:
            away = problem
        else:
            keep_for_again(sent, actor, now)
    typed = data.dict() if data is not None else {"dilihat": today.isoformat()}
    context = {
        "piece": row, "typed": typed, "accept": ACCEPT, "known": known_extensions(),
        "relying": relying_on(actor, row.pk), **_problems(form, sent), "away": away,
    }  # fmt: skip
    return render(request, "evidence/version.html", context, status=_status(form, sent, away))


def _keep_version(form: ReasonForm | CopyForm, sent: Sent, actor: Actor, row: Evidence) -> bool:
    """Keep the version; where it cannot be, form and files say why."""
    if not sent.files and not sent.problems:
        sent.problems.append(_("Pilih berkasnya."))
    if not form.is_valid() or sent.problems:
        return False
    take_in(sent, get_language() or "id")
    if sent.problems:
        return False
    told, file, now = form.cleaned_data, sent.received[0], timezone.now()
    try:
        if isinstance(form, CopyForm):
            preserve_evidence(actor=actor, evidence_id=row.pk, file=file, seen_on=told["dilihat"], now=now)
        else:
            add_version(actor=actor, evidence_id=row.pk, file=file, cause=told["alasan"], now=now)
    except EvidenceWithdrawn:
        form.add_error(None, _("Bukti ini sudah ditarik. Kembalikan dahulu, baru unggah versi baru."))
    except EvidencePreserved:
        form.add_error(None, _("Salinan alamat ini baru saja diamankan orang lain. Muat ulang halaman ini."))
    except UploadNotFound:
        sent.problems.append(_("Berkas yang diunggah sudah tidak ada. Mohon pilih berkasnya lagi."))
        sent.files = []
    return not form.errors and not sent.problems
