"""Pieces to choose from, for the pages of other apps that lay evidence beside something of theirs."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.html import escape

from pulau.apps.evidence.selectors.files import is_held_back, preparation_of
from pulau.apps.evidence.selectors.pieces import current_versions, evidence_for
from pulau.apps.evidence.selectors.search import EvidenceSearch, find_evidence
from pulau.core.evidencing.asked import Holding, holding

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable
    from datetime import date
    from uuid import UUID

    from django.utils.safestring import SafeString

    from pulau.apps.evidence.models import Evidence, EvidenceVersion
    from pulau.core.shared.actor import Actor


@dataclass(frozen=True, slots=True)
class Choice:
    """A piece that can be chosen: `title` with what was looked for marked, how it holds today, a page to look at."""

    row: Evidence
    version: EvidenceVersion | None
    title: SafeString
    holding: Holding
    pictured: bool


def choices_for(
    actor: Actor, words: str, today: date, *, unit: UUID | None = None, page: int = 1
) -> tuple[list[Choice], bool]:
    """Return a page of the pieces that the actor may choose, and whether there are more; a fixed number of queries.

    Withdrawn pieces are not offered; nor is one in which something dangerous was found.
    """
    found = find_evidence(actor, EvidenceSearch(words=words, unit=unit, page=page), today)
    rows = [(each.row, each.version, each.title.html) for each in found.pieces]
    return _choices(rows, today), found.has_next


def chosen_ones(actor: Actor, ids: Collection[UUID], today: date) -> list[Choice]:
    """Return the pieces of some ids that the actor may choose, by title."""
    rows = list(evidence_for(actor).filter(pk__in=ids, withdrawn_at__isnull=True).order_by("title", "pk"))
    versions = current_versions(actor, [row.pk for row in rows])
    return _choices([(row, versions.get(row.pk), escape(row.title)) for row in rows], today)


def _choices(rows: Iterable[tuple[Evidence, EvidenceVersion | None, SafeString]], today: date) -> list[Choice]:
    return [
        Choice(row, version, title, holding(row.valid_from, row.valid_until, today), _is_pictured(version))
        for row, version, title in rows
        if version is None or not is_held_back(version)
    ]


def _is_pictured(version: EvidenceVersion | None) -> bool:
    made = preparation_of(version) if version else None
    return made is not None and bool(made.pages)
