"""Answers that registers propose (`usulan`): what they found, beside what stands; accepted or declined by a person."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from pulau.apps.people.contract import acts
from pulau.apps.worksheets.changes import AnswerChangedMeanwhile
from pulau.apps.worksheets.desk.frame import Desk, desk_context, open_desk
from pulau.apps.worksheets.desk.questions import words_of
from pulau.apps.worksheets.models import ProposalState
from pulau.apps.worksheets.proposal_selectors import get_proposal_of, proposals_of
from pulau.apps.worksheets.services.proposing import (
    ProposalDecided,
    accept_proposal,
    decline_proposal,
    refresh_proposals,
)
from pulau.core.shared.problems import BadInput
from pulau.exchange.messages import reasons
from pulau.foundation.registry.answer_registers import answer_registers
from pulau.foundation.tenancy.policy import requires

if TYPE_CHECKING:
    from uuid import UUID

    from django.http import HttpRequest

    from pulau.apps.worksheets.models import ProposedAnswer

UNPROCESSABLE: Final = 422
CONFLICT: Final = 409
_DECIDED: Final = 50
"""Decided proposals that the page lists."""
_DIGITS: Final = 9


@dataclass(frozen=True, slots=True)
class ProposalView:
    """A proposal beside the answer that stands; `seen` is that answer's version."""

    row: ProposedAnswer
    number: str
    question: str
    href: str
    register: str
    said: str
    proposed: str
    stands: str
    differs: bool
    seen: int


@requires(acts)
@never_cache
@require_safe
def proposals(request: HttpRequest, unit: str, year: int) -> HttpResponse:
    """Show what waits for a decision, and what was decided."""
    return _page(request, open_desk(request, unit, year))


@requires(acts)
@never_cache
@require_POST
def refresh(request: HttpRequest, unit: str, year: int) -> HttpResponse:
    """Ask the registers now."""
    desk = open_desk(request, unit, year)
    found = refresh_proposals(actor=desk.actor, worksheet_id=desk.row.pk, now=timezone.now())
    said = ngettext("%(n)d usulan baru.", "%(n)d usulan baru.", found.made) % {"n": found.made}
    messages.success(request, said if found.made else _("Tidak ada usulan baru."))
    return _back(desk)


@requires(acts)
@never_cache
@require_POST
def accept(request: HttpRequest, unit: str, year: int, proposal_id: UUID) -> HttpResponse:
    """Make a proposal the answer."""
    desk = open_desk(request, unit, year)
    typed = request.POST.get("terlihat", "")
    seen = int(typed) if typed.isascii() and typed.isdecimal() and len(typed) <= _DIGITS else 0
    try:
        accept_proposal(
            actor=desk.actor, worksheet_id=desk.row.pk, proposal_id=proposal_id, seen=seen, now=timezone.now()
        )
    except ProposalDecided:
        return _page(request, desk, CONFLICT, _("Usulan ini sudah diputuskan, atau faktanya sudah berubah."))
    except AnswerChangedMeanwhile:
        said = _("Jawaban butir itu berubah sejak Anda membuka halaman ini. Mohon lihat sekali lagi.")
        return _page(request, open_desk(request, unit, year), CONFLICT, said)
    messages.success(request, _("Usulan diterima; jawabannya tersimpan atas nama Anda."))
    return _back(desk)


@requires(acts)
@never_cache
@require_POST
def decline(request: HttpRequest, unit: str, year: int, proposal_id: UUID) -> HttpResponse:
    """Decline a proposal, with a reason."""
    desk = open_desk(request, unit, year)
    reason = request.POST.get("alasan", "")
    try:
        decline_proposal(
            actor=desk.actor, worksheet_id=desk.row.pk, proposal_id=proposal_id, reason=reason, now=timezone.now()
        )
    except ProposalDecided:
        return _page(request, desk, CONFLICT, _("Usulan ini sudah diputuskan, atau faktanya sudah berubah."))
    except BadInput as problem:
        get_proposal_of(desk.row, proposal_id)
        typed = {str(proposal_id): reason}
        return _page(request, desk, UNPROCESSABLE, " ".join(reasons(problem, desk.language)), typed)
    messages.success(request, _("Usulan ditolak; jawaban tim tetap berlaku."))
    return _back(desk)


def _back(desk: Desk) -> HttpResponse:
    return HttpResponseRedirect(desk.address("proposals"), status=303)


def _page(
    request: HttpRequest, desk: Desk, status: int = 200, problem: str = "", typed: dict[str, str] | None = None
) -> HttpResponse:
    rows = list(proposals_of(desk.row))
    waiting = [one for one in rows if one.state == ProposalState.WAITING]
    decided = sorted((one for one in rows if one.decided_at), key=lambda one: one.decided_at or one.made_at)[::-1]
    context = desk_context(desk, "readiness") | {
        "waiting": _views(desk, waiting),
        "decided": _views(desk, decided[:_DECIDED]),
        "registers": [register.words(desk.language) for register in answer_registers],
        "problem": problem,
        "typed": typed or {},
    }
    return render(request, "worksheets/desk/proposals.html", context, status=status)


def _views(desk: Desk, rows: Sequence[ProposedAnswer]) -> list[ProposalView]:
    items = desk.evaluation.pack.items
    return [_view(desk, one) for one in rows if one.item in items]


def _view(desk: Desk, one: ProposedAnswer) -> ProposalView:
    register, standing = answer_registers.get(one.register), desk.revisions.get(one.item)
    value = standing.value if standing else None
    return ProposalView(
        row=one,
        number=desk.evaluation.pack.items[one.item].number,
        question=desk.calculation.wording.items[one.item].question[desk.language],
        href=desk.address("item", one.item),
        register=register.words(desk.language) if register else one.register,
        said=str(one.facts.get(desk.language, one.facts.get("id", ""))),
        proposed=words_of(desk.calculation, one.item, one.value, desk.language),
        stands=words_of(desk.calculation, one.item, value, desk.language),
        differs=value is not None and value != one.value,
        seen=standing.version if standing else 0,
    )
