"""Putting a signature into a document: what it looks like, by which way it comes, and what its row then says."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING, Final

from django.utils import timezone, translation
from django.utils.translation import gettext as _

from pulau.apps.signing import authority
from pulau.apps.signing.drafting import place_of, spot_of
from pulau.apps.signing.links import short_link
from pulau.apps.signing.models import Document, Means, Signatory, SignatoryState
from pulau.apps.signing.provider import (
    asks_secret,
    chosen_code,
    chosen_provider,
    house_of,
    sealing_provider,
    unstamped,
    without_timestamps,
)
from pulau.core.shared.actor import Actor
from pulau.core.shared.codes import shown_code
from pulau.exchange.pdf.paper import Appearance, set_appearance
from pulau.exchange.signatures.drawing import Drawing, svg_of
from pulau.exchange.signatures.providers.base import Order, Signer
from pulau.exchange.signatures.signing import SignedPdf, TimestampsAway, has_field, with_fields
from pulau.foundation.calendar import legal_zone
from pulau.foundation.tenancy.place import zone_of
from pulau.foundation.ui.formats import clock, long_date

if TYPE_CHECKING:
    from pulau.exchange.signatures.providers.base import SignatureProvider

SEAL: Final = "seal"


@dataclass(frozen=True, slots=True)
class Given:
    """What the signer gave beside their will: a passphrase, where the provider asks for one; never shown or kept."""

    secret: str | None = field(default=None, repr=False)


@dataclass(frozen=True, slots=True)
class Drawn:
    """A drawn signature that is sealed: what was drawn, and the name of who saw it."""

    drawing: Drawing
    witness: str


def signed_pdf(
    document: Document, signatory: Signatory, content: bytes, given: Given, now: datetime, nik: str | None = None
) -> SignedPdf:
    """Return the document with the signatory's signature. Without timestamps, where nobody gives them, it is B-B.

    Raises ProviderAway, SecretRefused, CertificateRefused, FieldSigned.
    """
    signer = Signer(
        str(signatory.user_id), signatory.name, signatory.institution, signatory.position, nik, str(signatory.user_id)
    )
    provider = chosen_provider(house_of(signer, now))
    secret = given.secret if asks_secret() else None
    return _put(provider, content, (document, signatory, None), (signer, secret, now))


def sealed_pdf(document: Document, signatory: Signatory, content: bytes, drawn: Drawn, now: datetime) -> SignedPdf:
    """Return the document with a drawn signature, sealed by the installation. Raises FieldSigned."""
    provider = sealing_provider(authority.house(now))
    signer = Signer(SEAL, signatory.name, signatory.institution, signatory.position)
    return _put(provider, content, (document, signatory, drawn), (signer, None, now))


def appearance(document: Document, signatory: Signatory, now: datetime, drawn: Drawn | None = None) -> bytes:
    """Set what the signature looks like in its box; one without a timestamp says that it will follow."""
    body = Actor.system(document.tenant_id)
    with translation.override(document.language), timezone.override(zone_of(body)):
        heading = _("Ditandatangani secara elektronik")
        if drawn is not None:
            heading = _("Digambar dengan tangan, disaksikan %(witness)s") % {"witness": drawn.witness}
        shown = Appearance(
            language=document.language,
            heading=heading,
            name=signatory.name,
            position=place_of(signatory),
            time=f"{long_date(now)}, {clock(now)} {legal_zone(body, now).name}",
            code=shown_code(document.code),
            link=short_link(document.code),
            drawing=None if drawn is None else svg_of(drawn.drawing),
            note=_("Penanda waktu menyusul") if unstamped() else "",
        )
    return set_appearance(shown, now)


def mark(signatory: Signatory, signed: SignedPdf, version: int, now: datetime) -> None:
    """Note on a signatory's row that they signed, and by what."""
    signatory.state = SignatoryState.SIGNED
    signatory.means = Means.CERTIFICATE
    signatory.level = signed.level
    signatory.provider = chosen_code()
    signatory.serial = signed.serial
    signatory.field = signed.field or signatory.field
    signatory.version = version
    signatory.done_at = now


def mark_drawn(signatory: Signatory, signed: SignedPdf, version: int, witness: Signatory, now: datetime) -> None:
    """Note on a signatory's row that what they drew was sealed, and who saw it."""
    mark(signatory, signed, version, now)
    signatory.means = Means.DRAWN
    signatory.provider = SEAL
    signatory.attested_by = witness


def _put(
    provider: SignatureProvider,
    content: bytes,
    what: tuple[Document, Signatory, Drawn | None],
    who: tuple[Signer, str | None, datetime],
) -> SignedPdf:
    document, signatory, drawn = what
    signer, secret, now = who
    ready = content if provider.makes_fields else _with_field(content, signatory)

    def once() -> SignedPdf:
        order = Order(
            field=signatory.field,
            signer=signer,
            moment=now,
            appearance=appearance(document, signatory, now, drawn),
            box=spot_of(signatory),
            reason=_reason(document, signatory, drawn),
            secret=secret,
        )
        return provider.sign(ready, order)

    try:
        return once()
    except TimestampsAway:
        with without_timestamps():
            return once()


def _reason(document: Document, signatory: Signatory, drawn: Drawn | None) -> str:
    with translation.override(document.language):
        if drawn is not None:
            return _("Digambar dengan tangan, disaksikan %(witness)s") % {"witness": drawn.witness}
        return str(signatory.get_part_display())


def _with_field(content: bytes, signatory: Signatory) -> bytes:
    """Return the document with an empty field for the signatory: one prepared for another provider may have none."""
    if has_field(content, signatory.field):
        return content
    return with_fields(content, [spot_of(signatory)], {signatory.field: signatory.name})
