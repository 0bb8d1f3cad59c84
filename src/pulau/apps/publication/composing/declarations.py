"""What is told of declarations: day, place, the officials of the deed, the numbers of its signed documents."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pulau.apps.declarations.contract import DeclarationPart
from pulau.apps.publication.facts import DeclarationFacts, OfficialFacts

if TYPE_CHECKING:
    from collections.abc import Iterable
    from uuid import UUID

    from pulau.apps.declarations.contract import Declaration, DeclarationPerson
    from pulau.apps.publication.gathering.declared import DeclaredGathered


def told_declarations(gathered: DeclaredGathered, unit_id: UUID | None) -> list[DeclarationFacts]:
    """Return the declarations of a unit (None: of the body itself) that were held, earliest first."""
    return [_told(gathered, row) for row in gathered.held.get(unit_id, ())]


def _told(gathered: DeclaredGathered, row: Declaration) -> DeclarationFacts:
    people = gathered.people.get(row.pk, [])
    codes = gathered.codes
    return {
        "title": row.title,
        "day": row.day.isoformat(),
        "place": row.place,
        "symbolic": row.symbolic,
        "signers": _officials(people, DeclarationPart.SIGNER),
        "witnesses": _officials(people, DeclarationPart.WITNESS),
        "deed": codes.get(row.document_id, "") if row.document_id else "",
        "record": codes.get(row.record_id, "") if row.record_id else "",
    }


def _officials(people: Iterable[DeclarationPerson], part: DeclarationPart) -> list[OfficialFacts]:
    return [
        {"name": one.name, "position": one.position, "institution": one.institution}
        for one in people
        if one.part == part
    ]
