"""The head of a whole body as they pledge: what they are called, and that they do so by account."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final
from uuid import UUID

from pulau.apps.agencies.contract import AgencyKind, agency_of
from pulau.core.pledging.heading import Heading

if TYPE_CHECKING:
    from pulau.apps.people.contract import BodyHead
    from pulau.core.shared.actor import Actor

TITLES: Final = {
    AgencyKind.MINISTRY: "Menteri",
    AgencyKind.PROVINCE: "Gubernur",
    AgencyKind.REGENCY: "Bupati",
    AgencyKind.CITY: "Wali Kota",
}
"""What the law calls the head of such a body; it stands on documents, which are in Indonesian."""
OTHERS: Final = "Pimpinan instansi"


@dataclass(frozen=True, slots=True)
class Whom:
    """A head who is asked: by account alone."""

    user_id: UUID
    name: str
    employee_id: UUID | None = None


def head_title(actor: Actor) -> str:
    """Return what the head of the actor's body is called."""
    agency = agency_of(actor)
    return TITLES.get(AgencyKind(agency.kind), OTHERS) if agency is not None else OTHERS


def heading_of(title: str, head: BodyHead | None) -> Heading | None:
    """Return who heads a body as the rule sees them; None of nobody."""
    if head is None:
        return None
    position = f"{head.acting} {title}".strip()
    return Heading(position, head.since, head.until, acting=bool(head.acting), employed=head.employed)
