"""The list of evidence (`/bukti`) and one piece: what it is, how it stands, who relies on it, what to do next."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final
from urllib.parse import urlencode
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from pulau.apps.evidence.policies import KEEP, READ
from pulau.apps.evidence.selectors.pieces import get_evidence_for, versions_of
from pulau.apps.evidence.selectors.relying import counts_of, relying_on
from pulau.apps.evidence.selectors.search import find_evidence
from pulau.apps.evidence.selectors.units import unit_choices
from pulau.apps.evidence.shown import (
    GROUP_WORDS,
    MARK_WORDS,
    VALIDITY_WORDS,
    choices,
    shown_piece,
    shown_version,
)
from pulau.apps.evidence.views.asking import page_asked, query_of, search_of
from pulau.apps.people.contract import actor_of
from pulau.foundation.calendar.clocks import today_of
from pulau.foundation.journal.policies import READ as READ_JOURNAL
from pulau.foundation.tenancy.deciding import allowed, may, may_somewhere
from pulau.foundation.tenancy.policy import requires
from pulau.foundation.ui.lists import asked_for

if TYPE_CHECKING:
    from pulau.apps.evidence.models import Evidence
    from pulau.core.shared.actor import Actor

ASKED: Final = ("cari", "jenis", "unit", "masa", "tanda")
SHOWN_PAGES: Final = 12
"""Pictures of pages on a piece's page; the rest stand in the copy for viewing."""


@requires(may(READ))
@never_cache
@require_safe
def pieces(request: HttpRequest) -> HttpResponse:
    """List the evidence that the person may see, searched, narrowed, page by page."""
    actor, language = actor_of(request), get_language() or "id"
    today = today_of(actor, timezone.now())
    asked = {name: asked_for(request, name) for name in ASKED}
    units = unit_choices(actor, READ)
    found = find_evidence(actor, search_of(actor, asked, page_asked(request)), today)
    relying = counts_of(actor, [each.row.pk for each in found.pieces])
    rows = [(shown_piece(each.row, each.version, today, language), each, relying[each.row.pk]) for each in found.pieces]
    context = {
        "found": found,
        "rows": rows,
        "asked": asked,
        "query": query_of(asked),
        "narrowed": any(asked.values()),
        "filtered": any(asked[name] for name in ASKED if name != "cari"),
        "keeps": may_somewhere(actor, KEEP),
        "groups": choices(GROUP_WORDS),
        "validities": choices(VALIDITY_WORDS),
        "marks": choices(MARK_WORDS),
        "units": units,
    }
    return render(request, "evidence/pieces.html", context)


@requires(may(READ))
@never_cache
@require_safe
def piece(request: HttpRequest, evidence_id: UUID) -> HttpResponse:
    """Show a piece: what it is, its newest version with pages to look at, its versions, who relies on it."""
    actor, language = actor_of(request), get_language() or "id"
    row = get_evidence_for(actor, evidence_id)
    versions = [shown_version(version, language) for version in versions_of(row)]
    newest = versions[0] if versions else None
    today = today_of(actor, timezone.now())
    keeps = allowed(actor, KEEP, unit_id=row.unit_id)
    relying = relying_on(actor, row.pk)
    context = {
        "shown": shown_piece(row, newest.row if newest else None, today, language),
        "piece": row,
        "versions": versions,
        "newest": newest,
        "pages": newest.pages[:SHOWN_PAGES] if newest else (),
        "relying": relying,
        "locked": sum(place.locked for place in relying),
        "keeps": keeps and row.withdrawn_at is None,
        "brings_back": keeps and row.withdrawn_at is not None,
        "journal": _journal(actor, row),
    }
    return render(request, "evidence/piece.html", context)


def _journal(actor: Actor, row: Evidence) -> str:
    """Return the address of the piece's entries, for who reads the journal there."""
    if not allowed(actor, READ_JOURNAL, unit_id=row.unit_id):
        return ""
    query: dict[str, Any] = {"jenis": row._meta.label_lower, "objek": str(row.pk)}  # noqa: SLF001 - Django's documented door
    return f"{reverse('journal:entries')}?{urlencode(query)}"
