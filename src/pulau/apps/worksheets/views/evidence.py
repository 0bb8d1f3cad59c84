"""The evidence of one item: what is asked for and there, bringing more, moving it, taking it away."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING, Any
from uuid import UUID, uuid4

from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from pulau.apps.evidence.contract import EvidenceWithdrawn, receive
from pulau.apps.people.contract import acts
from pulau.apps.worksheets.desk.frame import Desk, desk_context, open_desk
from pulau.apps.worksheets.desk.proof_page import offered_of, proof_context
from pulau.apps.worksheets.evidence_form import EvidenceForm, PlaceForm
from pulau.apps.worksheets.locked import require_draft
from pulau.apps.worksheets.policies import FILL
from pulau.apps.worksheets.presence import people_present
from pulau.apps.worksheets.services.bringing import bring_evidence
from pulau.apps.worksheets.services.evidence import change_item_evidence, remove_item_evidence
from pulau.core.shared.ids import read_id
from pulau.core.shared.problems import BadInput
from pulau.exchange.messages import sentences
from pulau.foundation.calendar.clocks import today_of
from pulau.foundation.storage.faults import StoreUnavailable
from pulau.foundation.tenancy.deciding import require
from pulau.foundation.tenancy.policy import requires
from pulau.foundation.uploads.keeping import Finished, UploadNotFound, UploadUnfinished, finished
from pulau.foundation.uploads.reading import UploadRefused, received

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pulau.apps.worksheets.models import ItemEvidence

SEE_OTHER = 303
UNPROCESSABLE = 422
UNAVAILABLE = 503
_REFUSED = (BadInput, ValidationError, EvidenceWithdrawn, UploadRefused, UploadNotFound, StoreUnavailable)


@requires(acts)
@never_cache
@require_safe
def evidence(request: HttpRequest, unit: str, year: int, item: str) -> HttpResponse:
    """Show the evidence of an item."""
    return _page(request, open_desk(request, unit, year), item)


@requires(acts)
@never_cache
@require_POST
def add(request: HttpRequest, unit: str, year: int, item: str) -> HttpResponse:
    """Take files, kept pieces, an outside address; what cannot be taken comes back with the reason."""
    desk = _filling(request, unit, year, item)
    form = EvidenceForm(request.POST)
    try:
        placed = _bring(request, desk, item, form)
    except _REFUSED as problem:
        status = UNAVAILABLE if isinstance(problem, StoreUnavailable) else UNPROCESSABLE
        return _page(request, desk, item, form, _reasons(problem, desk), status)
    return HttpResponseRedirect(f"{desk.address('item_evidence', item)}?ditambah={len(placed)}", status=SEE_OTHER)


@requires(acts)
@never_cache
@require_POST
def remove(request: HttpRequest, unit: str, year: int, item: str, placed: UUID) -> HttpResponse:
    """Take a piece away from an item; it stays in the store."""
    desk = _filling(request, unit, year, item)
    remove_item_evidence(actor=desk.actor, worksheet_id=desk.row.pk, placed_id=placed, now=timezone.now())
    return HttpResponseRedirect(f"{desk.address('item_evidence', item)}?dilepas=1", status=SEE_OTHER)


@requires(acts)
@never_cache
@require_POST
def change(request: HttpRequest, unit: str, year: int, item: str, placed: UUID) -> HttpResponse:
    """Move a piece to another thing that the item asks for, or say anew where in it to look."""
    desk = _filling(request, unit, year, item)
    form = PlaceForm(request.POST)
    try:
        check(form)
        change_item_evidence(
            actor=desk.actor,
            worksheet_id=desk.row.pk,
            placed_id=placed,
            asked=form.cleaned_data["untuk"],
            remark=form.cleaned_data["keterangan"],
            now=timezone.now(),
        )
    except (BadInput, ValidationError) as problem:
        return _page(request, desk, item, None, _reasons(problem, desk), UNPROCESSABLE)
    return HttpResponseRedirect(f"{desk.address('item_evidence', item)}#bukti-{placed}", status=SEE_OTHER)


def _filling(request: HttpRequest, unit: str, year: int, item: str) -> Desk:
    """Open the worksheet to who may fill it while it may be filled: before a file is looked at."""
    desk = open_desk(request, unit, year)
    require(desk.actor, FILL, unit_id=desk.row.unit_id)
    _known(desk, item)
    require_draft(desk.row)
    return desk


def _known(desk: Desk, item: str) -> None:
    if item not in desk.evaluation.pack.items:
        raise Http404("the form of this worksheet has no such item")


def _bring(request: HttpRequest, desk: Desk, item: str, form: EvidenceForm) -> list[ItemEvidence]:
    sent = received(request, desk.actor, "berkas")
    if not form.brings(sent):
        raise ValidationError(_("Pilih berkas, bukti yang sudah tersimpan, atau tulis alamatnya."))
    check(form)
    files = [receive(file) for file in sent]
    now = timezone.now()
    brought = form.brought(item, desk.row.unit_id, files, today_of(desk.actor, now))
    with transaction.atomic():  # what fails leaves the connection usable for the page that says so
        return bring_evidence(actor=desk.actor, worksheet_id=desk.row.pk, brought=[brought], now=now)


def _arrived(request: HttpRequest, desk: Desk) -> list[Finished]:
    """Return the uploads that came before their form was refused: they need not be sent again."""
    found: list[Finished] = []
    for text in request.POST.getlist("unggahan"):
        upload_id = read_id(text)
        if upload_id is not None:
            with suppress(UploadNotFound, UploadUnfinished, StoreUnavailable):
                found.append(finished(desk.actor, upload_id, now=timezone.now()))
    return found


def _picked(request: HttpRequest) -> list[UUID]:
    """Return the pieces that were chosen on the page for choosing, which leads back here with them."""
    found = (read_id(text) for text in request.GET.getlist("bukti"))
    return [evidence_id for evidence_id in found if evidence_id is not None]


def check(form: PlaceForm) -> None:
    """Raise ValidationError with everything that is wrong with a form."""
    if not form.is_valid():
        raise ValidationError([text for texts in form.errors.values() for text in texts])


def _reasons(problem: Exception, desk: Desk) -> list[str]:
    """Say why something was not taken."""
    if isinstance(problem, BadInput):
        return list(sentences(problem, desk.language))
    if isinstance(problem, ValidationError):
        return list(problem.messages)
    if isinstance(problem, EvidenceWithdrawn):
        return [_("Bukti ini sudah ditarik, jadi tidak dapat dipakai lagi. Pilih bukti lain.")]
    if isinstance(problem, StoreUnavailable):
        return [_("Penyimpanan sedang terganggu. Mohon coba lagi sebentar lagi; yang Anda tulis masih di bawah ini.")]
    return [str(problem) or _("Berkas yang diunggah sudah tidak ada. Mohon pilih berkasnya lagi.")]


def _page(
    request: HttpRequest,
    desk: Desk,
    item: str,
    form: EvidenceForm | None = None,
    problems: Sequence[str] = (),
    status: int = 200,
) -> HttpResponse:
    _known(desk, item)
    proof = proof_context(desk, item, request.GET)
    form = form or EvidenceForm()
    context: dict[str, Any] = {
        **desk_context(desk, "item"),
        **proof,
        **(offered_of(desk, item, form.kept() or _picked(request)) if desk.may_fill else {}),
        "typed": form.typed(proof["first"]),
        "key": form.data.get("kunci") or uuid4().hex,
        "kept": _arrived(request, desk) if problems else [],
        "problems": problems,
        "people": people_present(desk.row, timezone.now()),
    }
    return render(request, "worksheets/desk/item_evidence.html", context, status=status)
