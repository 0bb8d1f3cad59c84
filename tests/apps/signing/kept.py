"""Documents in the states that a check tells apart, made by the services once a process."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from uuid import UUID

import pytest
from django.db import transaction

from pulau.apps.signing.contract import (
    DocumentWish,
    Given,
    Signatory,
    SignatoryPart,
    SignatoryWish,
    prepare_document,
    sign_document,
)
from pulau.apps.signing.models import Document, Version
from pulau.exchange.pdf.paper import Points
from pulau.foundation import storage
from pulau.foundation.registry.document_kinds import DocumentKind, document_kinds
from pulau.foundation.tenancy.wall import behind_wall, enter_person
from tests.cast import NOW
from tests.house import House, build_house
from tests.replay import Replay

OPEN, CLOSED = "trial-open", "trial-closed"
SECRET = "kenari-rahasia-41c7"
NAMES = {"indra": "Dr. Indra Kusuma, M.Si.", "gita": "Gita Permata", "ayu": "Ayu Larasati"}


@dataclass
class Kept:
    """The house, and its documents by what they are: `two` (both signed), `half`, `own` (personal), `draft`."""

    house: House
    documents: dict[str, UUID] = field(default_factory=dict)
    codes: dict[str, str] = field(default_factory=dict)

    def pdf(self, name: str, number: int | None = None) -> bytes:
        """The bytes of a version; the newest unless a number is given."""
        with behind_wall(self.tenant):
            rows = Version.objects.for_tenant(self.tenant).filter(document_id=self.documents[name]).order_by("number")
            row = rows.last() if number is None else rows.get(number=number)
        assert row is not None
        return storage.get(row.digest)

    def change(self, name: str, **values: object) -> None:
        """Let a document be in another state."""
        with behind_wall(self.tenant):
            Document.objects.for_tenant(self.tenant).filter(pk=self.documents[name]).update(**values)

    @property
    def tenant(self) -> UUID:
        return self.house.tenants["sagara"]


def _wish(house: House, title: str, kind: str, *people: str, personal: bool = False) -> DocumentWish:
    parts = [SignatoryPart.SIGNER, *[SignatoryPart.WITNESS] * 9]
    signatories = tuple(
        SignatoryWish(NAMES[name], f"Jabatan {name}", "Kabupaten Tanjung Sagara", part, house.users[name].pk)
        for name, part in zip(people, parts, strict=False)
    )
    unit = house.units["disdukcapil"].pk
    text = (Points(("Satu", "Dua")),)
    return DocumentWish(kind, title, "Piagam", "Instansi", signatories, text, unit_id=unit, personal=personal)


def _build() -> Kept:
    made = Kept(build_house())
    hana = made.house.actors["hana"]
    kinds: list[tuple[str, str, tuple[str, ...], int]] = [
        ("two", OPEN, ("indra", "gita"), 2),
        ("half", OPEN, ("indra", "gita"), 1),
        ("own", CLOSED, ("ayu",), 1),
        ("draft", OPEN, ("indra",), 0),
    ]
    for name, kind, people, signed in kinds:
        with behind_wall(hana.tenant_id):
            title = f"{SECRET}-{name}" if name == "draft" else f"Piagam {name}"
            wish = _wish(made.house, title, kind, *people, personal=name == "own")
            document = prepare_document(actor=hana, wish=wish, now=NOW)
        made.documents[name], made.codes[name] = document.pk, document.code
        for order, person in enumerate(people[:signed], start=1):
            _sign(made, document.pk, person, order)
    return made


def _sign(made: Kept, document_id: UUID, person: str, order: int) -> None:
    actor = made.house.actors[person]
    with transaction.atomic():
        enter_person(actor.person)
        row = Signatory.objects.of_user(actor.person).get(document_id=document_id)
        sign_document(actor=actor, signatory_id=row.pk, given=Given(), now=NOW + timedelta(minutes=order))


_kept = Replay(_build)


@contextmanager
def _without_a_loop() -> Iterator[None]:
    """Hide the event loop in which Playwright waits beside browser journeys: signing begins one of its own."""
    running = asyncio.events._get_running_loop()
    asyncio.events._set_running_loop(None)
    try:
        yield
    finally:
        asyncio.events._set_running_loop(running)


@pytest.fixture
def kept(db: None, monkeypatch: pytest.MonkeyPatch) -> Kept:
    """Documents of the house in several states."""
    for code, public in ((OPEN, True), (CLOSED, False)):
        kind = DocumentKind(code, f"Piagam uji {code}", f"Trial charter {code}", public=public)
        monkeypatch.setitem(document_kinds._entries, code, kind)
    with _without_a_loop():
        return _kept()
