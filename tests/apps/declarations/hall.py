"""A small ceremony for tests: the regency declares, its head signs, a witness of another body sees it."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import date, time

from pulau.apps.declarations.models import (
    Declaration,
    DeclarationPart,
    DeclarationPerson,
    DeclarationState,
    DeclarationText,
    EventKind,
)
from pulau.apps.declarations.services.ceremony import record_event
from pulau.core.shared.codes import RANDOM_BYTES, code_of
from pulau.foundation.tenancy.wall import behind_wall
from tests.cast import NOW
from tests.house import House

LINES = ("Kami menolak pemberian.", "Kami melayani tepat waktu.", "Kami bersedia diperiksa.")


@dataclass
class Hall:
    """A declaration of Hana's body, with its people by name."""

    declaration: Declaration
    people: dict[str, DeclarationPerson]


def make_hall(house: House, state: DeclarationState = DeclarationState.OPEN) -> Hall:
    """Write the rows of a ceremony: Indra signs, Gita after him; Dewi (of another body) witnesses."""
    hana = house.actors["hana"]
    with behind_wall(hana.tenant_id):
        rows = Declaration.objects.for_tenant(hana.tenant_id)
        declaration = rows.create(
            code=code_of(secrets.token_bytes(RANDOM_BYTES)), title="Pencanangan uji", declarer="Kabupaten Uji",
            regulation="permenpan-rb-90-2021", year=2026, day=date(2026, 11, 26), starts=time(9), zone="WITA",
            place="Pendopo", state=state, made_at=NOW, opened_at=NOW,
        )  # fmt: skip
        DeclarationText.objects.for_tenant(hana.tenant_id).create(
            declaration=declaration, code=declaration.code, language="id", version=1, lines=list(LINES), made_at=NOW
        )
        people = {
            name: DeclarationPerson.objects.for_tenant(hana.tenant_id).create(
                declaration=declaration,
                code=declaration.code,
                part=part,
                order=order,
                name=f"Nama {name}",
                position=f"Jabatan {name}",
                user=house.users[name],
            )
            for order, (name, part) in enumerate(
                (
                    ("indra", DeclarationPart.SIGNER),
                    ("gita", DeclarationPart.SIGNER),
                    ("dewi", DeclarationPart.WITNESS),
                ),
                start=1,
            )
        }
        if state == DeclarationState.OPEN:
            record_event(actor=hana, declaration=declaration, kind=EventKind.OPENED, payload={}, now=NOW)
    return Hall(declaration, people)


def sign_in_hall(house: House, hall: Hall, name: str) -> int:
    """Note that somebody signed; return the event's number."""
    hana = house.actors["hana"]
    with behind_wall(hana.tenant_id):
        payload = {"person": str(hall.people[name].pk)}
        kind = EventKind.SIGNED
        return record_event(actor=hana, declaration=hall.declaration, kind=kind, payload=payload, now=NOW).number
