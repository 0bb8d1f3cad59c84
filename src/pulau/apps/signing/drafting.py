"""From a wish to pages with empty fields, and the rows that go with them; nothing is written here."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Final

from django.utils import translation
from django.utils.translation import gettext as _

from pulau.apps.signing.links import short_link
from pulau.apps.signing.models import Document, Party, Signatory, SignatoryPart
from pulau.apps.signing.provider import makes_fields
from pulau.apps.signing.wishes import NOBODY_SIGNS, ONE_PERSON_TWICE, DocumentWish, SignatoryWish, SigningRefused
from pulau.core.shared.codes import RANDOM_BYTES, code_of, shown_code
from pulau.exchange.pdf.paper import BoxGroup, Paper, SignatureBox, Spot, set_paper
from pulau.exchange.signatures.signing import with_fields

if TYPE_CHECKING:
    from pulau.core.shared.actor import Actor

MOST_SIGNATORIES: Final = 100


@dataclass(frozen=True, slots=True)
class Draft:
    """A document that was not kept yet: its row, its people, its parties, and its pages with empty fields."""

    document: Document
    signatories: tuple[Signatory, ...]
    parties: tuple[Party, ...]
    pdf: bytes


def draft(actor: Actor, wish: DocumentWish, now: datetime) -> Draft:
    """Set the pages of a wished document. Raises SigningRefused (nobody signs, one person signs twice)."""
    _check(wish)
    tenant_id = actor.tenant_id
    code = code_of(secrets.token_bytes(RANDOM_BYTES))
    fields = {f"ttd-{order}": one for order, one in enumerate(wish.signatories, start=1)}
    paper = set_paper(_paper(wish, code, fields, now))
    spots = {spot.field: spot for spot in paper.spots}
    document = Document(
        tenant_id=tenant_id,
        code=code,
        kind=wish.kind,
        title=wish.title,
        language=wish.language,
        unit_id=wish.unit_id,
        subject_id=wish.subject_id,
        ordered=wish.ordered,
        personal=wish.personal,
        reserved=wish.reserved,
        made_at=now,
        made_by_id=actor.user_id,
        valid_until=wish.valid_until,
    )
    people = (
        _signatory(document, order, one, spots[field]) for order, (field, one) in enumerate(fields.items(), start=1)
    )
    parties = tuple(
        Party(tenant_id=tenant_id, document=document, party_tenant_id=party)
        for party in dict.fromkeys(wish.parties)
        if party != tenant_id
    )
    names = {field: f"{one.name}, {one.position}" for field, one in fields.items()}
    pdf = paper.pdf if makes_fields() else with_fields(paper.pdf, paper.spots, names)
    return Draft(document, tuple(people), parties, pdf)


def spot_of(signatory: Signatory) -> Spot:
    """Return where a signatory signs."""
    page, left, bottom, right, top = signatory.spot
    return Spot(signatory.field, page, (left, bottom, right, top))


def _check(wish: DocumentWish) -> None:
    if not any(one.part == SignatoryPart.SIGNER for one in wish.signatories):
        raise SigningRefused(NOBODY_SIGNS)
    if len(wish.signatories) > MOST_SIGNATORIES:
        raise ValueError(f"{len(wish.signatories)} signatories: at most {MOST_SIGNATORIES}")
    for known in ("user_id", "employee_id"):
        named = [value for one in wish.signatories if (value := getattr(one, known)) is not None]
        if len(named) != len(set(named)):
            raise SigningRefused(ONE_PERSON_TWICE)


def _paper(wish: DocumentWish, code: str, fields: dict[str, SignatoryWish], now: datetime) -> Paper:
    with translation.override(wish.language):
        groups = (
            _group(SignatoryPart.SIGNER, _("Penanda tangan"), fields),
            _group(SignatoryPart.WITNESS, _("Saksi"), fields),
        )
    return Paper(
        language=wish.language,
        kicker=wish.kicker,
        title=wish.title,
        issuer=wish.issuer,
        code=shown_code(code),
        link=short_link(code),
        made=now,
        subtitle=wish.subtitle,
        facts=wish.facts,
        parts=wish.parts,
        groups=tuple(group for group in groups if group.boxes),
        sheet=wish.sheet,
        rings=wish.rings,
        proof=wish.proof,
    )


def _group(part: SignatoryPart, heading: str, fields: dict[str, SignatoryWish]) -> BoxGroup:
    chosen = [(field, one) for field, one in fields.items() if one.part == part]
    label = str(part.label)
    boxes = (
        SignatureBox(field, f"{label} {order}" if len(chosen) > 1 else label, one.name, place_of(one))
        for order, (field, one) in enumerate(chosen, start=1)
    )
    return BoxGroup(heading, tuple(boxes))


def place_of(one: SignatoryWish | Signatory) -> str:
    """Return what somebody is, as it stands below the name: "Plt. Kepala Dinas Kesehatan, Kabupaten Sagara"."""
    position = f"{one.acting} {one.position}".strip()
    return ", ".join(part for part in (position, one.institution) if part)


def _signatory(document: Document, order: int, one: SignatoryWish, spot: Spot) -> Signatory:
    return Signatory(
        tenant_id=document.tenant_id,
        document=document,
        code=document.code,
        order=order,
        part=one.part,
        field=spot.field,
        spot=[spot.page, *spot.box],
        name=one.name,
        position=one.position,
        institution=one.institution,
        acting=one.acting,
        user_id=one.user_id,
        employee_id=one.employee_id,
    )
