"""The way of signing that the operator chose, made from the settings; the local one from our own authority."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING
from uuid import UUID

from django.utils import timezone

from pulau.apps.signing import authority
from pulau.apps.signing.models import Certificate
from pulau.exchange.signatures.authority import Credential, Subject
from pulau.exchange.signatures.providers.base import Signer
from pulau.exchange.signatures.providers.local import LocalProvider

if TYPE_CHECKING:
    from pyhanko.sign.timestamps import TimeStamper

    from pulau.exchange.signatures.providers.base import SignatureProvider


def chosen_provider(now: datetime, *, stamped: bool = True) -> SignatureProvider:
    """Return the provider. `stamped` False: without timestamps, because nobody gives them at the moment."""
    held = authority.house(now)
    return LocalProvider(
        credential_of=lambda signer, moment: _credential(held, signer, moment),
        chain=held.between,
        trust_of=lambda moment: authority.trust(held, moment),
        stamper=lambda: _stamper(held) if stamped else None,
    )


def sealing_provider(now: datetime) -> SignatureProvider:
    """Return what signs with the installation's own seal: a drawn signature is kept from changing by it."""
    held = authority.house(now)
    return LocalProvider(
        credential_of=lambda _signer, _moment: held.seal,
        chain=held.between,
        trust_of=lambda moment: authority.trust(held, moment),
        stamper=lambda: _stamper(held),
    )


def _stamper(held: authority.House) -> TimeStamper:
    return authority.stamper(held, timezone.now)


def _credential(held: authority.House, signer: Signer, moment: datetime) -> Credential:
    """Return a person's own certificate; issues one where there is none that still runs long enough."""
    rows = Certificate.objects.filter(
        user_id=UUID(signer.key), revoked_at__isnull=True, until__gt=moment + authority.PERSON_RENEWED
    )
    row = rows.first()
    if row is not None:
        return authority.read_credential(row.certificate, row.key or "")
    made = authority.issue_to(held, Subject(signer.name, signer.organisation), moment)
    Certificate.objects.create(
        user_id=UUID(signer.key),
        name=signer.name,
        organisation=signer.organisation,
        serial=made.serial,
        certificate=made.certificate_pem,
        key=made.key_pem,
        issued_at=moment,
        until=made.certificate.not_valid_after_utc,
    )
    return made
