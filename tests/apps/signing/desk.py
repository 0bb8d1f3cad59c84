"""Documents on a desk: prepared, signed and answered by the people of the house, as in requests of their own."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction

from pulau.apps.signing.contract import (
    Document,
    DocumentWish,
    Given,
    Signatory,
    SignatoryPart,
    SignatoryWish,
    newest,
    prepare_document,
    sign_document,
)
from pulau.core.shared.actor import Actor
from pulau.exchange.pdf.paper import Points
from pulau.foundation import storage
from pulau.foundation.tenancy.wall import behind_wall, enter_person, enter_tenant
from tests.cast import NOW
from tests.house import House
from tests.walls.application import as_application, on_postgres

LATER = NOW + timedelta(minutes=1)
STROKES = json.dumps(
    {"w": 600, "h": 200, "strokes": [[[20, 150], [90, 30], [140, 160]], [[200, 40], [330, 120]]]}
).encode()


def wish(house: House, *names: str, ordered: bool = False, title: str = "Piagam uji") -> DocumentWish:
    """Ask for a document that the named people sign: the first as signer, the others as witnesses."""
    parts = [SignatoryPart.SIGNER, *[SignatoryPart.WITNESS] * 9]
    people = tuple(
        SignatoryWish(f"Nama {name}", "Kepala Dinas", user_id=house.users[name].pk, part=part)
        for name, part in zip(names, parts, strict=False)
    )
    return DocumentWish("trial", title, "Piagam", "Instansi", people, (Points(("Satu", "Dua")),), ordered=ordered)


def drawn_wish(house: House, witness: str, name: str = "Budi Tanpa Akun") -> DocumentWish:
    """Ask for a document that somebody without an account draws, before a witness."""
    people = (
        SignatoryWish(name, "Juru parkir"),
        SignatoryWish(f"Nama {witness}", "Kepala", user_id=house.users[witness].pk, part=SignatoryPart.WITNESS),
    )
    return DocumentWish("trial", f"Pakta {name}", "Pakta", "Instansi", people, (Points(("Satu",)),))


@contextmanager
def as_requested(actor: Actor) -> Iterator[None]:
    """Stand where a request of the actor stands: their own rows and their body's, in the role that the wall holds."""
    with application(), transaction.atomic():
        enter_person(actor.person)
        enter_tenant(actor.tenant_id)
        yield


def application() -> AbstractContextManager[None]:
    """Be the application's role on PostgreSQL, which the wall holds."""
    return as_application() if on_postgres() else nullcontext()


def prepared(
    house: House, *names: str, ordered: bool = False, title: str = "Piagam uji", by: str = "hana", now: datetime = NOW
) -> Document:
    """Prepare a document."""
    actor = house.actors[by]
    with as_requested(actor):
        return prepare_document(actor=actor, wish=wish(house, *names, ordered=ordered, title=title), now=now)


def place_of(house: House, name: str, document: Document) -> UUID:
    """Return where somebody signs a document."""
    with as_requested(house.actors[name]):
        return Signatory.objects.of_user(house.users[name].pk).filter(document=document).exclude(
            state="replaced").get().pk  # fmt: skip


def signed(house: House, name: str, document: Document, now: datetime = LATER) -> Signatory:
    """Let somebody sign."""
    place = place_of(house, name, document)
    with as_requested(house.actors[name]):
        return sign_document(actor=house.actors[name], signatory_id=place, given=Given(), now=now)


def fresh(document: Document) -> Document:
    """Read a document anew."""
    with behind_wall(document.tenant_id):
        return Document.objects.for_tenant(document.tenant_id).get(pk=document.pk)


def people(document: Document) -> list[Signatory]:
    """Return all signatories of a document."""
    with behind_wall(document.tenant_id):
        return list(Signatory.objects.for_tenant(document.tenant_id).filter(document=document).order_by("order", "id"))


def pdf(document: Document) -> bytes:
    """Return the newest bytes."""
    with behind_wall(document.tenant_id):
        return storage.get(newest(fresh(document)).digest)


def versions(document: Document) -> int:
    """Return how many versions there are."""
    with behind_wall(document.tenant_id):
        return document.versions.count()
