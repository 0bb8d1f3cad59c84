"""What a body and its units declared in public, who signed and witnessed it, and what was counted year by year."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final
from uuid import UUID

from django.db.models import Q

from pulau.apps.declarations.contract import (
    AgencyCoverage,
    Declaration,
    DeclarationPerson,
    DeclarationState,
    UnitCoverage,
)
from pulau.apps.signing.contract import Document, DocumentState

HELD: Final = (DeclarationState.HELD, DeclarationState.CLOSED)
ANNOUNCED: Final = (DeclarationState.READY, DeclarationState.OPEN)
SIGNED: Final = (DocumentState.PARTLY, DocumentState.COMPLETE)


@dataclass(slots=True)
class DeclaredGathered:
    """Declarations by unit (None: the body's own), their people, the numbers of their signed documents, and counts."""

    held: dict[UUID | None, list[Declaration]] = field(default_factory=dict)
    planned: list[Declaration] = field(default_factory=list)  # announced, under way, or called off after that
    people: dict[UUID, list[DeclarationPerson]] = field(default_factory=dict)
    codes: dict[UUID, str] = field(default_factory=dict)  # of documents, by their ids
    units: dict[UUID, dict[int, UnitCoverage]] = field(default_factory=dict)
    years: dict[int, AgencyCoverage] = field(default_factory=dict)


def gather_declared(tenant_id: UUID) -> DeclaredGathered:
    """Read them; five queries."""
    found = DeclaredGathered()
    called_off = Q(state=DeclarationState.CANCELLED, opened_at__isnull=False)
    shown = Q(state__in=(*HELD, *ANNOUNCED)) | called_off
    rows: list[Declaration] = list(Declaration.objects.for_tenant(tenant_id).filter(shown).order_by("day", "pk"))
    for row in rows:
        if row.state in HELD:
            found.held.setdefault(row.unit_id, []).append(row)
        else:
            found.planned.append(row)
    people = DeclarationPerson.objects.for_tenant(tenant_id).filter(declaration__state__in=HELD)
    for person in people.order_by("declaration_id", "part", "order"):
        found.people.setdefault(person.declaration_id, []).append(person)
    papers = [paper for row in rows for paper in (row.document_id, row.record_id) if paper]
    signed = Document.objects.for_tenant(tenant_id).filter(pk__in=papers, state__in=SIGNED, reserved=False)
    found.codes = dict(signed.values_list("pk", "code"))
    for counted in UnitCoverage.objects.for_tenant(tenant_id).order_by("year"):
        found.units.setdefault(counted.unit_id, {})[counted.year] = counted
    found.years = {row.year: row for row in AgencyCoverage.objects.for_tenant(tenant_id).order_by("year")}
    return found
