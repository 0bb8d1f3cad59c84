"""Pacts between the regency and others: one signed by all, one that waits for the last leader."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING, Final

from pulau.apps.declarations.demo_ceremonies.stage import When, sign_as
from pulau.apps.declarations.demo_ceremonies.stories import COUNCIL, OMBUDSMAN, POLICE, REGENT
from pulau.apps.declarations.models import PledgeKind
from pulau.apps.declarations.services.institutional import (
    InstitutionalWish,
    PartyWish,
    prepare_institutional,
    write_institutional,
)
from pulau.apps.declarations.starters import STARTERS
from pulau.core.pledging.texts import filled

if TYPE_CHECKING:
    from datetime import datetime
    from uuid import UUID

    from pulau.apps.declarations.demo_ceremonies.declaring import Seat
    from pulau.apps.declarations.demo_ceremonies.stage import Stage
    from pulau.apps.signing.contract import Document
    from pulau.core.shared.actor import Actor

ELECTIONS_BODY: Final = "Komisi Pemilihan Nusa Bahari"
_TITLE: Final = "Pakta Integritas Antarlembaga: Pelayanan dan Penegakan Hukum yang Bersih"
_SECOND: Final = "Pakta Integritas Antarlembaga: Netralitas Aparatur dan Data Pemilih"


def between_institutions(stage: Stage, indra: Actor, elections: UUID) -> None:
    """Let regent, police and elections commission sign before witnesses; a second pact waits for the commission."""
    regency = (REGENT, stage.tenant_id)
    first = (regency, (POLICE, None))
    at = When(0, 36).at(stage.now)
    document = _prepared(stage, indra, _TITLE, (*first, (COUNCIL, None), (OMBUDSMAN, None)), elections, at)
    for later, who in enumerate(("indra", "brata", "wayan", "komang", "ratna")):
        sign_as(stage.cast[who].pk, document, at + timedelta(minutes=4 * later))
    at = When(0, 92).at(stage.now)
    document = _prepared(stage, indra, _SECOND, (regency, (OMBUDSMAN, None)), elections, at)
    sign_as(stage.cast["indra"].pk, document, at + timedelta(minutes=9))


def _prepared(
    stage: Stage, indra: Actor, title: str, seats: tuple[tuple[Seat, UUID | None], ...], elections: UUID, at: datetime
) -> Document:
    """Write and prepare a pact of these and of the elections commission, which signs after the other leaders."""
    commission = PartyWish(
        ELECTIONS_BODY, stage.cast["wayan"].full_name, "Kepala Bagian Umum", tenant_id=elections,
        user_id=stage.cast["wayan"].pk,
    )  # fmt: skip
    parties = [_party(stage, seat, body) for seat, body in seats]
    text = filled(STARTERS[PledgeKind.INSTITUTIONAL][0], {"tahun": str(at.year)})
    wish = InstitutionalWish(at.year, replace(text, title=title), at.date(), (*parties, commission))
    row = write_institutional(actor=indra, wish=wish, now=at)
    document = prepare_institutional(actor=indra, pact_id=row.pk, now=at).document
    if document is None:
        raise LookupError(title)
    return document


def _party(stage: Stage, seat: Seat, body: UUID | None) -> PartyWish:
    user = stage.cast[seat.who]
    position = f"{seat.acting} {seat.position}".strip()
    witness = seat in {COUNCIL, OMBUDSMAN}
    return PartyWish(seat.institution, user.full_name, position, witness, tenant_id=body, user_id=user.pk)
